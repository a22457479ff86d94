"""Updates that the library cannot read, of a newer Bot API or damaged: one of them may not hold up all others."""

import json
import logging
from typing import Any

from telegram import Update

Json = dict[str, Any]

_log = logging.getLogger(__name__)
_UNREADABLE = (TypeError, KeyError, ValueError, AttributeError)  # what the library raises for what it does not know
_SENT = ("message", "edited_message")
_KEPT = ("message_id", "date", "chat", "from", "message_thread_id", "is_topic_message")


def readable(update: Json) -> Json:
    """The update itself; else what can be read of it: who sent something and where, or only its number.

    Raises KeyError when it has not even a number.
    """
    if _is_readable(update):
        return update
    _log.warning("Een bericht van Telegram is niet helemaal te lezen: %s.", ", ".join(sorted(update)))
    bare = {"update_id": update["update_id"]}
    for kind in _SENT:
        if isinstance(update.get(kind), dict):
            rest = bare | {kind: {key: update[kind][key] for key in _KEPT if key in update[kind]}}
            return rest if _is_readable(rest) else bare
    return bare


def readable_answer(payload: bytes) -> bytes:
    """What Telegram answered to a poll, with only readable updates in it; anything else as it is."""
    try:
        answer = json.loads(payload)
        updates = [readable(update) for update in answer["result"]]
    except _UNREADABLE:
        return payload
    return json.dumps(answer | {"result": updates}).encode() if updates != answer["result"] else payload


def _is_readable(update: Json) -> bool:
    """Whether it can be read, written down until it is answered, and read again."""
    try:
        Update.de_json(json.loads(Update.de_json(update, None).to_json()), None)
    except _UNREADABLE:
        return False
    return True
