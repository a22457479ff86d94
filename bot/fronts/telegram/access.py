"""Who may ask."""

import re
from collections.abc import Iterable

from telegram import User

from bot.errors import ConfigError
from bot.fronts.telegram import texts

_ID_OR_NAME = re.compile(r"\d+|@?[a-z]\w*", re.ASCII)


class Access:
    """The people who may ask: everybody, or those whose Telegram id or @name is listed."""

    def __init__(self, allowed: Iterable[str]) -> None:
        """Raises ConfigError for an entry that nobody can ever match, because a typing error would lock people out."""
        entries = {entry.strip().lower() for entry in allowed if entry.strip()}
        for entry in entries:
            if not _ID_OR_NAME.fullmatch(entry):
                raise ConfigError(texts.bad_allowed(entry))
        self._listed = {entry if entry.isdecimal() else f"@{entry.removeprefix('@')}" for entry in entries}

    def admits(self, user: User | None) -> bool:
        """Whether this person may ask."""
        if not self._listed:
            return True
        return user is not None and not self._listed.isdisjoint({str(user.id), f"@{user.username or ''}".lower()})
