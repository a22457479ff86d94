"""The site as the product wires it, and a browser without JavaScript that keeps cookies and fills in forms."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

from bot.assistant import Assistant
from bot.curated import CuratedFirst
from bot.fronts.web.application import build_app
from bot.fronts.web.visit import TOKEN
from bot.fronts.web.wiring import Desk, Site
from bot.golden import GOLDEN_FILE
from bot.library import Library
from bot.live import LiveCollection
from bot.log.model import Role
from bot.log.records import open_records
from bot.log.retention import Periods, Retention
from bot.replay import NoMemory
from bot.secretariat import open_uploads
from bot.suggest import Suggestions
from ingest.embed import open_embedder
from ingest.facts.corrections import CORRECTIONS
from ingest.index.generation import Generations
from ingest.settings import IngestSettings

ORGANISATION = "Provincie Voorbeeld"
_CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')


class Visitor:
    """Somebody with a browser; in a role, or None for who is not signed in."""

    def __init__(self, desk: Desk, site: Site, role: Role | None = None, name: str = "") -> None:
        self.desk = desk
        self.client = TestClient(build_app(desk, site), follow_redirects=False, raise_server_exceptions=False)
        self.arrive(role, name)

    def arrive(self, role: Role | None = None, name: str = "") -> None:
        """Come with a new browser."""
        self.account = None
        self.csrf = ""
        self.client.cookies.clear()
        if role:
            desk = self.desk
            now, token = datetime.now(UTC), secrets.token_urlsafe(32)
            known = desk.records.accounts.find(name or role)
            self.account = known or desk.records.accounts.add(name or role, (name or role).title(), role, now)
            assert self.account
            desk.records.sessions.begin(self.account.id, token, now)
            self.client.cookies.set(TOKEN, token)

    def get(self, path: str, **more: Any) -> Response:
        """Open a page."""
        return self._seen(self.client.get(path, **more))

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> Response:
        """Send a form, with what the page that was opened last put in it."""
        if not self.csrf:
            self.get("/inloggen")
        return self._seen(self.client.post(path, data={"csrf": self.csrf, **(data or {})}, **more))

    def forge(self, path: str, data: dict[str, Any] | None = None) -> Response:
        """Send a form that another site made."""
        return self.client.post(path, data=data or {}, headers={"sec-fetch-site": "cross-site"})

    def _seen(self, response: Response) -> Response:
        if found := _CSRF.search(response.text):
            self.csrf = found[1]
        return response


@contextmanager
def web_desk(collection: LiveCollection, generations: Generations, folder: Path, corpus: Path) -> Iterator[Desk]:
    """Everything as the product wires it, with a log in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    records = open_records(f"sqlite:///{folder / 'log.sqlite'}", b"k" * 32)
    curated = CuratedFirst(records.curated.standing, ORGANISATION)
    assistant, library = Assistant(collection, records.turns, curated=curated), Library(collection)
    try:
        yield Desk(
            answer=assistant.reply,
            failed=assistant.failed,
            records=records,
            library=library,
            suggestions=Suggestions(collection, library),
            generations=generations,
            uploads=open_uploads(IngestSettings(data=folder, corpus=corpus), generations),
            rehearse=Assistant(collection, NoMemory(), curated=curated).respond,
            golden=folder / GOLDEN_FILE,
            sample=0,
            writes=False,
            corrections=corpus / CORRECTIONS,
            retention=Retention(records.turns.engine, Periods()),
        )
    finally:
        records.close()


def open_collection(folder: Path) -> tuple[LiveCollection, Generations]:
    """The collection in a data folder."""
    embedder = open_embedder()
    generations = Generations(folder, embedder)
    return LiveCollection(generations, embedder), generations
