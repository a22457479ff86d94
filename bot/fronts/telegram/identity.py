"""Who and where somebody is in Telegram, as the records know it; they store pseudonyms of these."""

from telegram import Message, User


def person_of(user_id: int) -> str:
    """The identity of a person."""
    return f"telegram:{user_id}"


def number_of(person: str) -> int | None:
    """Whose identity it is, by the number in Telegram; None for who is known elsewhere."""
    front, _, number = person.partition(":")
    return int(number) if front == "telegram" and number.isdecimal() else None


def identities_of(user: User) -> list[str]:
    """All identities of a person: by number, and by @name where there is one."""
    names = [f"telegram:@{user.username.lower()}"] if user.username else []
    return [person_of(user.id), *names]


def chat_of(chat_id: int) -> str:
    """The identity of a chat."""
    return f"telegram-chat:{chat_id}"


def conversation_of(message: Message, asker: User | None) -> str:
    """The conversation that a message belongs to: per person, and in a group per thread too."""
    thread = f":{message.message_thread_id}" if message.is_topic_message else ""
    return f"telegram:{message.chat_id}:{asker.id if asker else message.chat_id}{thread}"
