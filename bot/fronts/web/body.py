"""How much a browser may send: a form is small, and only a file for the collection may be large."""

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD = "/collectie/upload"
_LARGEST = 1024 * 1024  # bytes of a form
_LARGEST_UPLOAD = 100 * 1024 * 1024  # bytes of a form with a file
_PATIENCE = 4  # times what may be sent is read and thrown away, so that the browser gets to see the page that says no


class BodyLimit:
    """Refuses a body that is too large with status 413, while it comes in."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, with its body counted."""
        most = _LARGEST_UPLOAD if scope.get("path") == UPLOAD else _LARGEST
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got <= most:
                return message
            while message.get("more_body") and got <= _PATIENCE * most:
                message = await receive()
                got += len(message.get("body", b""))
            raise HTTPException(413)

        await self._app(scope, counted if scope["type"] == "http" else receive, send)
