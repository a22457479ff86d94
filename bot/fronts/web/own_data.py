"""Everything that is known of a visitor with an account, as the file that they may have of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.fronts.web.visit import Visit
from bot.log.curated import Curated
from bot.log.model import Account, LoggedTurn
from bot.log.reviews import Review
from bot.log.security import Noted
from bot.log.trails import Audited

Row = Mapping[str, object]


def own_data(visit: Visit) -> Mapping[str, Row | Sequence[Row]]:
    """What somebody asked, judged and wrote, the searches they keep, and what the trails hold of them.

    It holds no question or answer of somebody else: a judgement names the number of the answer alone.
    """
    records, account = visit.desk.records, visit.signed_in
    turns = filter(None, map(records.turns.find, records.people.questions_of(visit.person)))
    return {
        "account": _account(account),
        "questions": [_question(turn) for turn in turns],
        "reviews": [_review(turn, review) for turn, review in records.reviews.by(account.id)],
        "curated_answers": [_curated(answer) for answer in records.curated.of(account.id)],
        "saved_filters": [{"name": kept.name, "query": kept.query} for kept in records.saved_filters.of(account.id)],
        "audit": [_audited(row) for row in records.audit.latest(None, account=account.id)],
        "security": [_noted(row) for row in records.security.of(account)],
    }


def _account(account: Account) -> Row:
    return {
        "name": account.name,
        "shown": account.shown,
        "role": account.role.value,
        "made_at": account.made_at.isoformat(),
        "seen_at": _moment(account.seen_at),
    }


def _question(turn: LoggedTurn) -> Row:
    return {
        "asked_at": turn.asked_at.isoformat(),
        "channel": turn.channel,
        "question": turn.question,
        "searched": turn.searched,
        "status": turn.status.value,
        "answer": turn.answer,
        "documents": sorted({citation.passage.source.doc for citation in turn.citations}),
        "feedback": turn.feedback,
        "feedback_reason": turn.feedback_reason,
    }


def _review(turn: int, review: Review) -> Row:
    opinion = review.opinion
    return {
        "made_at": review.made_at.isoformat(),
        "answer": turn,
        "verdict": opinion.verdict.value,
        "note": opinion.note,
        "document": opinion.place.document_id if opinion.place else None,
    }


def _curated(answer: Curated) -> Row:
    return {
        "made_at": answer.made_at.isoformat(),
        "question": answer.question,
        "answer": [statement.text for statement in answer.statements],
        "valid_until": answer.valid_until.isoformat(),
        "withdrawn_at": _moment(answer.withdrawn_at),
    }


def _audited(row: Audited) -> Row:
    return {"at": row.at.isoformat(), "action": row.action, "answer": row.turn, "detail": row.detail}


def _noted(row: Noted) -> Row:
    return {"at": row.at.isoformat(), "event": row.event, "detail": row.detail, "address_code": row.address}


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
