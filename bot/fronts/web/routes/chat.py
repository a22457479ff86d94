"""The chat: a question, its answer, and what people do with that."""

from fastapi import APIRouter
from starlette.responses import Response

from bot.fronts.web.pages import page
from bot.fronts.web.visit import Visiting

router = APIRouter()


@router.get("/")
def chat(visit: Visiting) -> Response:
    """The conversation in this browser, and room for a question."""
    return page(visit, "chat.html")
