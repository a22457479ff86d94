"""The answer log in a database: it is the memory of conversations and what reviewers and auditors see."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time

from sqlalchemy import Engine, func, insert, select, tuple_, update
from sqlalchemy.orm import Session, lazyload

from bot.log.copies import citation_rows, evidence_rows, logged_turn, passage_rows, past_turn, turn_again, turn_row
from bot.log.database import faults, insert_new, open_engine
from bot.log.migrate import migrate
from bot.log.model import LoggedTurn, PastTurn
from bot.log.tables import CitationEntry, EvidenceEntry, PassageCopy, TurnEntry
from bot.model import AnswerStatus, Citation, Question, Turn
from bot.privacy import mask

_PAGE = 200  # turns in memory at a time during an export
_SEARCHED = (AnswerStatus.ANSWERED.value, AnswerStatus.PARTIAL.value, AnswerStatus.NO_EVIDENCE.value)
_WITH_WORDS = TurnEntry.text_removed_at.is_(None)
_THE_BEGINNING = date(1970, 1, 1)


class AnswerLog:
    """Stores turns and gives them back; threads and processes may share the database.

    Every fault of the database is raised as ``LogError``.
    """

    def __init__(self, url: str, pseudonym: Callable[[str], str]) -> None:
        """Open the database at ``url``, made or brought up to date where needed."""
        self._pseudonym = pseudonym
        self._engine = open_engine(url)
        with faults(self._engine):
            migrate(self._engine)

    @property
    def engine(self) -> Engine:
        """The database, up to date, for what lives beside the turns."""
        return self._engine

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def record(self, turn: Turn) -> bool:
        """Store ``turn``; False, and nothing changed, when its question has been stored before."""
        row = turn_row(turn, self._pseudonym(turn.question.conversation_id))
        with faults(self._engine), Session(self._engine) as session, session.begin():
            number = session.scalar(insert_new(self._engine, TurnEntry).values(row).returning(TurnEntry.number))
            if number is None:
                return False
            if passages := passage_rows(turn.answer):
                session.execute(insert_new(self._engine, PassageCopy), passages)
            if citations := citation_rows(turn.answer, number):
                session.execute(insert(CitationEntry), citations)
            if evidence := evidence_rows(turn.answer, number):
                session.execute(insert(EvidenceEntry), evidence)
            return True

    def recent(self, conversation_id: str, limit: int) -> list[PastTurn]:
        """The last ``limit`` turns of a conversation, oldest first."""
        newest_first = (
            select(TurnEntry)
            .where(TurnEntry.conversation == self._pseudonym(conversation_id))
            .order_by(TurnEntry.asked_at.desc(), TurnEntry.number.desc())
            .limit(limit)
            .options(lazyload("*"))
        )
        with faults(self._engine), Session(self._engine) as session:
            return [past_turn(entry) for entry in reversed(session.scalars(newest_first).all())]

    def conversation(self, conversation_id: str, limit: int) -> list[LoggedTurn]:
        """The last ``limit`` turns of a conversation with all that is stored of them, oldest first."""
        theirs = TurnEntry.conversation == self._pseudonym(conversation_id)
        newest_first = select(TurnEntry).where(theirs).order_by(TurnEntry.asked_at.desc(), TurnEntry.number.desc())
        with faults(self._engine), Session(self._engine) as session:
            return [logged_turn(entry) for entry in reversed(session.scalars(newest_first.limit(limit)).all())]

    def find(self, question_id: str) -> LoggedTurn | None:
        """The turn of the question with this id, if it has been stored."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.scalar(select(TurnEntry).where(TurnEntry.id == question_id))
            return logged_turn(entry) if entry else None

    def at(self, number: int) -> LoggedTurn | None:
        """The turn with this number, if it is there."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.get(TurnEntry, number)
            return logged_turn(entry) if entry else None

    def before(self, turn: LoggedTurn, limit: int) -> list[PastTurn]:
        """The last ``limit`` turns of the same conversation before this one, oldest first."""
        order = (TurnEntry.asked_at, TurnEntry.number)
        earlier = (TurnEntry.conversation == turn.conversation) & (tuple_(*order) < (turn.asked_at, turn.number))
        newest_first = select(TurnEntry).where(earlier).order_by(TurnEntry.asked_at.desc(), TurnEntry.number.desc())
        with faults(self._engine), Session(self._engine) as session:
            turns = session.scalars(newest_first.limit(limit).options(lazyload("*"))).all()
            return [past_turn(entry) for entry in reversed(turns)]

    def again(self, question: Question) -> Turn | None:
        """The turn that was logged for ``question``, to be sent once more when a front delivers it again."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.scalar(select(TurnEntry).where(TurnEntry.id == question.id))
            return turn_again(entry, question) if entry else None

    def is_from(self, question_id: str, conversation_id: str) -> bool:
        """Whether the question was asked in this conversation."""
        theirs = (TurnEntry.id == question_id) & (TurnEntry.conversation == self._pseudonym(conversation_id))
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(select(TurnEntry.number).where(theirs)) is not None

    def latest_id(self, conversation_id: str) -> str | None:
        """The id of the question that was asked last in a conversation."""
        theirs = select(TurnEntry.id).where(TurnEntry.conversation == self._pseudonym(conversation_id))
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(theirs.order_by(TurnEntry.asked_at.desc(), TurnEntry.number.desc()).limit(1))

    def rate(self, question_id: str, feedback: str | None, reason: str | None = None) -> bool:
        """Store what the asker thinks of an answer, "up" or "down" with a reason (masked); False when there is none."""
        values = {"feedback": feedback, "feedback_reason": reason and mask(reason)}
        with faults(self._engine), Session(self._engine) as session, session.begin():
            rated = update(TurnEntry).where(TurnEntry.id == question_id).values(values).returning(TurnEntry.number)
            return session.scalar(rated) is not None

    def quotes(self, question_id: str, number: int) -> list[Citation]:
        """The citations in the answer to a question that quote the same passage as the one with this number."""
        turn = self.find(question_id)
        passages = {c.number: c.passage.id for c in turn.citations} if turn else {}
        return [c for c in turn.citations if c.passage.id == passages[number]] if turn and number in passages else []

    def most_asked(self, limit: int) -> list[tuple[str, int]]:
        """The questions that were asked most, as they were searched, and how often; the most asked first.

        Only questions that were answered or found nothing; case, spacing and the last question mark make no difference.
        """
        times = func.count()
        by_text = select(TurnEntry.searched, times).where(TurnEntry.status.in_(_SEARCHED), _WITH_WORDS)
        asked: Counter[str] = Counter()
        spelling: dict[str, str] = {}  # the most common one of a question
        with faults(self._engine), Session(self._engine) as session:
            for text, count in session.execute(
                by_text.group_by(TurnEntry.searched).order_by(times.desc(), TurnEntry.searched)
            ):
                alike = " ".join(text.casefold().split()).rstrip(" ?!.")
                spelling.setdefault(alike, text)
                asked[alike] += count
        return [(spelling[alike], count) for alike, count in asked.most_common(limit)]

    def rows(self, since: date | None = None) -> Iterator[LoggedTurn]:
        """All turns, or those since the start of a day in UTC, oldest first.

        They are read page by page: nothing is held open in the database while the reader of an export takes a pause.
        """
        position = (datetime.combine(since or _THE_BEGINNING, time.min, UTC), 0)
        while page := self._page_after(position):
            yield from map(logged_turn, page)
            position = (page[-1].asked_at, page[-1].number)

    def _page_after(self, position: tuple[datetime, int]) -> Sequence[TurnEntry]:
        order = (TurnEntry.asked_at, TurnEntry.number)
        turns = select(TurnEntry).where(tuple_(*order) > position).order_by(*order).limit(_PAGE)
        with faults(self._engine), Session(self._engine) as session:
            return session.scalars(turns).all()
