"""The look, the script and htmx: small over the wire, and kept by browsers until they change."""

from functools import cache
from hashlib import sha256
from os import PathLike, stat_result
from pathlib import Path

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

_FOLDER = Path(__file__).resolve().parent / "static"  # also where the program is reached through a link
_KEEP = "public, max-age=31536000, immutable"


@cache
def asset(name: str) -> str:
    """The address of a file for browsers; another one as soon as its content is another."""
    return f"/static/{name}?v={sha256((_FOLDER / name).read_bytes()).hexdigest()[:12]}"


def assets() -> ASGIApp:
    """Serves the files. Pages are not compressed: what a visitor sends comes back in them, beside a secret."""
    return GZipMiddleware(_Kept(directory=_FOLDER))


class _Kept(StaticFiles):
    """Files that a browser need not ask for again, when it asked by the address that tells their content."""

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        told = scope["query_string"].decode(errors="replace")
        own = asset(Path(full_path).relative_to(_FOLDER).as_posix()).partition("?")[2]
        response.headers["cache-control"] = _KEEP if told == own else "no-cache"
        return response
