"""Who may ask, in which role, and how much."""

import asyncio
import logging
import re
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from telegram import Message, Update, User
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes, filters

from bot.errors import ConfigError, LogError
from bot.fronts.limits import Limits, Pace
from bot.fronts.telegram import notices
from bot.fronts.telegram.addressed import addressed
from bot.fronts.telegram.identity import conversation_of, identities_of, person_of
from bot.fronts.telegram.wiring import Connection
from bot.log.codes import CODE_PREFIX
from bot.log.model import Person, Role
from bot.log.records import Records

_log = logging.getLogger(__name__)

_ID_OR_NAME = re.compile(r"-?\d+|@?[a-z]\w*", re.ASCII)
_START = re.compile(rf"/start(?:@\w+)?\s+({CODE_PREFIX}\S*)")
_PRESSES = 5  # reading on takes more presses than asking takes messages


@dataclass(frozen=True, slots=True)
class _Verdict:
    stop: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The other members of the secretariat."""

    chats: frozenset[int]  # of those who can be written to
    names: frozenset[str]  # of those who cannot, because they never wrote
    nameless: int  # of those who were invited and cannot

    def __bool__(self) -> bool:
        return bool(self.chats or self.names or self.nameless)


_PASS, _SILENCE = _Verdict(stop=False), _Verdict(stop=True)


class Access:
    """Decides about every update before anything of the collection is touched.

    Everybody may ask, unless people are listed or were invited: then those may, and the secretariat and the admins.
    """

    def __init__(self, connection: Connection, records: Records) -> None:
        """Raises ConfigError for an entry that nobody can ever match, because a typing error would lock people out."""
        self._allowed = _listed("SAMENWIJS_TELEGRAM_ALLOWED", connection.allowed)
        self._secretariat = _listed("SAMENWIJS_TELEGRAM_SECRETARIAT", connection.secretariat)
        self._admins = _listed("SAMENWIJS_TELEGRAM_ADMIN", connection.admins)
        self._invite_only = connection.invite_only
        self._records = records
        self._per_day = connection.per_day
        self._messages = Limits(connection.per_minute, connection.per_day)
        self._presses = Limits(_PRESSES * connection.per_minute, 0)

    def role(self, user: User) -> Role | None:
        """What somebody may do; None for who may not ask. Reads the database: call it from a thread."""
        return self._role(user, self._records.people.find(person_of(user.id)))

    def colleagues(self, user: User, reached: Mapping[int, Collection[str]]) -> Colleagues:
        """The other members of the secretariat; ``reached`` are the people with whom there is a chat, by their number.

        Reads the database: call it from a thread.
        """
        mine = {*identities_of(user)}
        listed = {one for one in self._secretariat - mine if not self._records.blocks.any_of([one])}
        people = self._records.people
        own = people.find(person_of(user.id))
        invited = {one for one in people.invited_as(Role.SECRETARIAT) if own is None or one != own.pseudonym}
        chats, met = set[int](), set[str]()
        for number, identities in reached.items():
            known = people.find(person_of(number))
            theirs = {*identities} & listed
            if number != user.id and (theirs or (known and known.pseudonym in invited)):
                chats.add(number)
                met |= theirs | ({known.pseudonym} if known else set())
        direct = {int(one.removeprefix("telegram:")) for one in listed if one.removeprefix("telegram:").isdecimal()}
        names = {one.removeprefix("telegram:") for one in listed - met if "@" in one}
        return Colleagues(frozenset(chats | direct), frozenset(names), len(invited - met))

    async def guard(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Stops what may not go on, with a word to whoever it was; when in doubt nothing goes on."""
        if _not_for_us(update.message or update.edited_message):
            raise ApplicationHandlerStop
        try:
            verdict = await asyncio.to_thread(self._judge, update)
        except LogError:
            _log.exception("Niet vast te stellen wie dit mag.")
            verdict = _Verdict(stop=True, words=notices.UNSURE)
        if verdict.words or update.callback_query or update.inline_query:
            await _say(update, verdict)
        if verdict.stop:
            raise ApplicationHandlerStop

    def _judge(self, update: Update) -> _Verdict:
        user = update.effective_user
        if user is None:
            return _Verdict(stop=True, words=notices.refused(None)) if self._closed() else _PASS
        known = self._records.people.find(person_of(user.id))
        language = (known and known.language) or "nl"
        pace = self._pace(update, user)
        if pace is Pace.FLOOD and not update.callback_query:
            return _SILENCE
        verdict = self._verdict(update.message or update.edited_message, user, known, language)
        if verdict.stop or pace is Pace.FINE:
            return verdict
        words = notices.too_much(self._per_day, language) if pace is Pace.TOO_MUCH else notices.too_fast(language)
        return _Verdict(stop=True, words=words)

    def _verdict(self, message: Message | None, user: User, known: Person | None, language: str) -> _Verdict:
        """What somebody may do, however often."""
        identities = identities_of(user)
        if self._admins.isdisjoint(identities) and self._records.blocks.any_of(identities):
            return _Verdict(stop=True, words=notices.blocked(language))
        if code := _START.match((message and message.text) or ""):
            return self._redeem(code[1], user, known, language)
        if self._role(user, known) is None:
            return _Verdict(stop=True, words=notices.refused(user.id, language))
        if message:
            self._records.people.meet(person_of(user.id), conversation_of(message, user), datetime.now(UTC))
        return _PASS

    def _pace(self, update: Update, user: User) -> Pace:
        if update.message or update.edited_message:
            return self._messages.take(user.id)
        return self._presses.take(user.id) if update.callback_query else Pace.FINE

    def _redeem(self, code: str, user: User, known: Person | None, language: str) -> _Verdict:
        if self._records.invitations.redeem(code, person_of(user.id), datetime.now(UTC)):
            return _Verdict(stop=False, words=notices.admitted(language))
        if self._role(user, known) is not None:
            return _PASS
        return _Verdict(stop=True, words=notices.bad_code(language))

    def _role(self, user: User, known: Person | None) -> Role | None:
        identities = set(identities_of(user))
        invited = known.role if known and known.invitation else None
        if identities & self._admins or invited is Role.ADMIN:
            return Role.ADMIN
        if identities & self._secretariat or invited is Role.SECRETARIAT:
            return Role.SECRETARIAT
        if identities & self._allowed or invited or not self._closed():
            return Role.ASKER
        return None

    def _closed(self) -> bool:
        if self._allowed or self._invite_only:
            return True
        return self._invite_only is None and self._records.invitations.were_made()


def _listed(setting: str, people: Iterable[str]) -> frozenset[str]:
    entries = {entry.strip().lower() for entry in people if entry.strip()}
    for entry in entries:
        if not _ID_OR_NAME.fullmatch(entry):
            raise ConfigError(notices.bad_person(setting, entry))
    names = (entry if entry.lstrip("-").isdecimal() else f"@{entry.removeprefix('@')}" for entry in entries)
    return frozenset(f"telegram:{name}" for name in names)


def _not_for_us(message: Message | None) -> bool:
    """A message of a group's people to each other; news about the group itself is not one."""
    if message is None or addressed(message):
        return False
    return not filters.StatusUpdate.ALL.check_update(Update(0, message=message))


async def _say(update: Update, verdict: _Verdict) -> None:
    """The words, where they can be said; a message that does not arrive changes no verdict."""
    with suppress(TelegramError):  # an old press, or somebody who blocked the bot
        if query := update.callback_query:
            if verdict.stop:
                await query.answer(verdict.words, show_alert=True)
        elif inline := update.inline_query:
            if verdict.stop:
                await inline.answer([], cache_time=0, is_personal=True)
        elif message := update.effective_message:
            await message.reply_text(verdict.words)
