"""Whether a message is meant for the bot; in a group most are not, and those are nobody's business."""

from telegram import Message, MessageEntity
from telegram.constants import ChatType

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


def in_group(message: Message) -> bool:
    """Whether others read along."""
    return message.chat.type in _GROUPS


def addressed(message: Message) -> bool:
    """Whether the bot is spoken to: in private always, in a group when it is named or replied to."""
    return not in_group(message) or _replies_to_us(message) or _names_us(message)


def _replies_to_us(message: Message) -> bool:
    replied = message.reply_to_message
    return bool(replied and replied.from_user and replied.from_user.id == message.get_bot().id)


def _names_us(message: Message) -> bool:
    bot = message.get_bot()
    name = f"@{bot.username}".lower()
    for entity, words in (message.parse_entities() | message.parse_caption_entities()).items():
        said = words.lower()
        if entity.type == MessageEntity.MENTION and said == name:
            return True
        if entity.type == MessageEntity.TEXT_MENTION and entity.user and entity.user.id == bot.id:
            return True
        if entity.type == MessageEntity.BOT_COMMAND and ("@" not in said or said.endswith(name)):
            return True
    return False
