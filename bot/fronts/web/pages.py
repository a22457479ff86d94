"""Templates to pages, in the language of the visitor; templates are in Dutch, their English is in locale/en."""

import gettext
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.counting.headings import subject
from bot.fronts import render
from bot.fronts.complaints import reasons_for
from bot.fronts.web.answers import tone
from bot.fronts.web.assets import asset
from bot.fronts.web.tongue import tongue, tongue_said
from bot.fronts.web.visit import LANGUAGE, THREAD, TOKEN, Visit, cookie_name
from bot.model import document_key
from ingest.clock import HERE

Say = Callable[[str], str]  # a Dutch sentence of ours in the language of the visitor

_HERE = Path(__file__).parent
_YEAR = 365 * 24 * 3600  # seconds


class _Translations(gettext.NullTranslations):
    """Our own sentences in English, as the .po files have them; what they lack stays Dutch, and a test finds it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._known: dict[str, str] = {}
        for file in sorted(folder.glob("*.po")):
            with file.open("rb") as stream:
                for message in read_po(stream):
                    if (
                        isinstance(message.id, str)
                        and isinstance(message.string, str)
                        and message.id
                        and message.string
                    ):
                        self._known[message.id] = message.string

    def gettext(self, message: str) -> str:
        return self._known.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    return _Translations(_HERE / "locale" / "en") if language == "en" else gettext.NullTranslations()


def _moment(moment: datetime, language: str) -> str:
    here = moment.astimezone(HERE)
    return f"{render.long_date(here.date(), language)}, {here:%H:%M}"


def _spoken(words: str, known: str, language: str) -> Markup:
    """Words of a document, marked as being in a ``known`` language where the page is in another one."""
    if known in ("", language):
        return escape(words)
    return Markup('<span lang="{}">{}</span>').format(known, words)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = _translations(language)
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    environment.filters["document_key"] = document_key
    environment.filters["subject"] = lambda kind: subject(kind, language)
    environment.filters["spoken"] = lambda words, known: _spoken(words, known, language)
    environment.globals |= {
        "asset": asset,
        "reasons_for": reasons_for,
        "tone": tone,
        "tongue": tongue,
        "tongue_said": tongue_said,
    }
    environment.filters["page"] = lambda passage: render.page(passage, language)
    environment.filters["page_of"] = lambda doc, number: render.page_of(doc, number, language=language)
    environment.filters["day"] = lambda moment: render.long_date(moment, language)
    environment.filters["moment"] = lambda moment: _moment(moment, language)
    return environment


def say(visit: Visit) -> Say:
    """Our own sentences for this visitor: ``say(visit)("Dutch words")``."""
    return _translations(visit.language).gettext


def page(visit: Visit, template: str, status: int = 200, **known: object) -> Response:
    """A page, or the part of one that htmx asks for, as the template makes it."""
    field = Markup('<input type="hidden" name="csrf" value="{}">').format(visit.csrf)
    made = (
        _environment(visit.language)
        .get_template(template)
        .render(visit=visit, site=visit.site, csrf=lambda: field, **known)
    )
    return remember(visit, HTMLResponse(made, status))


def go(visit: Visit, address: str) -> Response:
    """Send the browser to another page after a form."""
    return remember(visit, RedirectResponse(address, 303))


def remember(visit: Visit, response: Response) -> Response:
    """Let the browser keep who it is, on any response."""
    secure = visit.site.is_secure
    response.set_cookie(
        cookie_name(TOKEN, visit.site), visit.token, httponly=True, secure=secure, samesite="lax", path="/"
    )
    response.set_cookie(THREAD, visit.thread, httponly=True, secure=secure, samesite="lax", path="/")
    return response


def speak(visit: Visit, response: Response, language: str) -> Response:
    """Let the browser keep a language."""
    response.set_cookie(LANGUAGE, language, _YEAR, httponly=True, secure=visit.site.is_secure, samesite="lax")
    return response


def words_of(folder: Path) -> Sequence[str]:
    """The Dutch sentences that the .po files in a folder translate."""
    return sorted(_Translations(folder)._known)
