"""Which answers a visitor may open: those of the own conversation, and one that somebody shared."""

from fastapi import HTTPException

from bot.fronts.web.visit import Visit
from bot.log.model import LoggedTurn


def own_turn(visit: Visit, question_id: str) -> LoggedTurn:
    """The turn of a question in the visitor's own conversation; HTTPException 404 for any other."""
    return _turn(visit, question_id if visit.desk.records.turns.is_from(question_id, visit.conversation) else None)


def shared_turn(visit: Visit, code: str) -> LoggedTurn:
    """The turn that a code was made for; HTTPException 404 when the code opens nothing."""
    return _turn(visit, visit.desk.records.shares.find(code))


def readable_turn(visit: Visit, question_id: str, code: str) -> LoggedTurn:
    """The visitor's own turn, or the one that ``code`` was made for; HTTPException 404 for any other."""
    if code and (turn := shared_turn(visit, code)).id == question_id:
        return turn
    return own_turn(visit, question_id)


def _turn(visit: Visit, question_id: str | None) -> LoggedTurn:
    turn = visit.desk.records.turns.find(question_id) if question_id else None
    if turn is None:
        raise HTTPException(404)
    return turn
