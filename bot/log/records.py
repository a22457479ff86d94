"""Everything that lives in the database, opened together."""

from dataclasses import dataclass

from bot.log.accounts import Accounts
from bot.log.answer_log import AnswerLog
from bot.log.blocks import Blocks
from bot.log.credentials import Credentials
from bot.log.curated import CuratedAnswers
from bot.log.figures import Figures
from bot.log.holds import Holds
from bot.log.inbox import Inbox
from bot.log.invitations import Invitations
from bot.log.messages import Messages
from bot.log.nights import Nights
from bot.log.people import People
from bot.log.queue import Queue
from bot.log.reviews import Reviews
from bot.log.saved_filters import SavedFilters
from bot.log.search import LogSearch
from bot.log.security import SecurityLog
from bot.log.sessions import Sessions
from bot.log.shares import Shares
from bot.log.trails import Audit
from bot.privacy import Pseudonyms, Seal


@dataclass(frozen=True, slots=True)
class Records:
    """The answer log, what messengers remember beside it, and what the web pages need."""

    turns: AnswerLog
    people: People
    blocks: Blocks
    invitations: Invitations
    inbox: Inbox
    messages: Messages
    accounts: Accounts
    credentials: Credentials
    sessions: Sessions
    audit: Audit
    security: SecurityLog
    shares: Shares
    holds: Holds
    nights: Nights
    reviews: Reviews
    queue: Queue
    curated: CuratedAnswers
    search: LogSearch
    figures: Figures
    saved_filters: SavedFilters

    def close(self) -> None:
        """Give back the connections."""
        self.turns.close()


def open_records(url: str, key: bytes) -> Records:
    """Open the database at ``url``; ``key`` makes the pseudonyms and seals what may not be read on disk."""
    pseudonym = Pseudonyms(key)
    turns = AnswerLog(url, pseudonym)
    engine = turns.engine
    return Records(
        turns=turns,
        people=People(engine, pseudonym),
        blocks=Blocks(engine, pseudonym),
        invitations=Invitations(engine, pseudonym),
        inbox=Inbox(engine, pseudonym, Seal(key)),
        messages=Messages(engine, pseudonym),
        accounts=Accounts(engine),
        credentials=Credentials(engine, key),
        sessions=Sessions(engine),
        audit=Audit(engine),
        security=SecurityLog(engine, pseudonym),
        shares=Shares(engine),
        holds=Holds(engine),
        nights=Nights(engine),
        reviews=Reviews(engine),
        queue=Queue(engine),
        curated=CuratedAnswers(engine),
        search=LogSearch(engine),
        figures=Figures(engine),
        saved_filters=SavedFilters(engine),
    )
