"""Takes the words of an erased document out of the answer log; that a question was answered from it stays."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, delete, or_, select, text, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot.log.database import faults, forget_words, open_engine
from bot.log.migrate import migrate
from bot.log.review_tables import CuratedEntry, CuratedProofEntry, ShareEntry
from bot.log.tables import CitationEntry, PassageCopy, TurnEntry

REMOVED = "[verwijderd]"
_OVERWRITE = {
    "sqlite": ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": (
        "VACUUM FULL passages",
        "VACUUM FULL citations",
        "VACUUM FULL turns",
        "VACUUM FULL curated",
        "VACUUM FULL curated_proofs",
    ),
}


@dataclass(frozen=True, slots=True)
class Redaction:
    """How many passages and answers of the log lost their words, and whether the old words were overwritten on disk."""

    passages: int
    answers: int
    overwritten: bool


def erase_documents(address: str, ids: Collection[str], digests: Collection[str]) -> Redaction:
    """Replace every passage, quote and sentence of some documents in the log at ``address``; raises LogError.

    The documents are those with one of these ids or digests. Names of files, dates and scores stay.
    """
    engine = open_engine(address)
    try:
        with faults(engine):
            migrate(engine)
            with Session(engine) as session, session.begin():
                passages, answers = _redact(session, ids, digests)
            return Redaction(passages, answers, _overwrite(engine))
    finally:
        engine.dispose()


def _redact(session: Session, ids: Collection[str], digests: Collection[str]) -> tuple[int, int]:
    theirs = or_(PassageCopy.document_id.in_(ids), PassageCopy.digest.in_(digests))
    keys = list(session.scalars(select(PassageCopy.key).where(theirs)))
    cited = select(CitationEntry.turn).where(CitationEntry.passage_key.in_(keys))
    turns = session.scalars(select(TurnEntry).where(TurnEntry.number.in_(cited))).all()
    for turn in turns:
        _redact_answer(turn, {citation.number for citation in turn.citations if citation.passage_key in set(keys)})
    session.flush()
    session.execute(delete(ShareEntry).where(ShareEntry.turn.in_([turn.number for turn in turns])))
    session.execute(update(CitationEntry).where(CitationEntry.passage_key.in_(keys)).values(quote=REMOVED))
    gone = {"title": REMOVED, "text": REMOVED, "heading_path": [], "sentences": []}
    session.execute(update(PassageCopy).where(PassageCopy.key.in_(keys)).values(gone))
    _redact_curated(session, ids, digests)
    return len(keys), len(turns)


def _redact_curated(session: Session, ids: Collection[str], digests: Collection[str]) -> None:
    """Withdraw what people wrote from the documents, and take out their words and those of the documents."""
    theirs = or_(CuratedProofEntry.document_id.in_(ids), CuratedProofEntry.digest.in_(digests))
    written = CuratedEntry.number.in_(select(CuratedProofEntry.curated).where(theirs))
    for answer in session.scalars(select(CuratedEntry).where(written)).all():
        answer.statements = [(REMOVED, proofs) for _, proofs in answer.statements]
        answer.withdrawn_at = answer.withdrawn_at or datetime.now(UTC)
        for proof in answer.proofs:
            proof.quote = REMOVED


def _redact_answer(turn: TurnEntry, numbers: Collection[int]) -> None:
    """Take out what rests on the citations with these numbers."""
    if turn.statements is None and turn.composer != "extractive":
        turn.answer = REMOVED  # which of a model's sentences came from where was not stored
        return
    told = [said for said, proofs in turn.statements or () if set(proofs) & set(numbers)]
    quotes = [citation.quote for citation in turn.citations if citation.number in numbers]
    turn.answer = _without(turn.answer, [*told, *quotes])
    turn.notice = turn.notice and _without(turn.notice, quotes)
    if turn.statements is not None:
        turn.statements = [
            (REMOVED if set(proofs) & set(numbers) else said, proofs) for said, proofs in turn.statements
        ]


def _without(answer: str, sentences: Iterable[str]) -> str:
    """``answer`` without these sentences, wherever its lines were broken."""
    for sentence in sorted(set(sentences), key=len, reverse=True):
        words = [re.escape(word) for word in sentence.split()]
        if words:
            answer = re.sub(r"\s+".join(words), REMOVED, answer)
    return answer


def _overwrite(engine: Engine) -> bool:
    """Let the database rewrite its files, because it keeps what was changed; False when it is too busy or may not."""
    try:
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            if engine.dialect.name == "sqlite":
                forget_words(connection)
            for command in _OVERWRITE[engine.dialect.name]:
                connection.execute(text(command))
    except OperationalError:
        return False
    return True
