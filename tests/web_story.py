"""A site on which people in every role have worked, so that each page has something to show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import unescape
from urllib.parse import quote

from bot.fronts.web.rights import ACCESS
from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from tests.web.asking import ask
from tests.web_visitor import Visitor

KNOWN = "Wie zijn de partners van Samen werkt beter?"
UNKNOWN = "Wie is de burgemeester van Parijs?"
SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script> wat is een BRE?"
CONVERSATION = (KNOWN, "En in 2013?", UNKNOWN, SCRIPT, "Bel mij op 06-12345678: wat is een BRE?")
# Routes that give no page of their own: what machines ask, files, parts of a page, and ways to another page.
NO_PAGES = {
    "healthz", "readyz", "metrics", "sso", "sso_back",
    "original", "passage", "as_text", "facts_export", "log_export", "my_data", "progress",
}  # fmt: skip


class Story:
    """Who worked with the site, each in a browser of their own, and what they can open now."""

    def __init__(self, desk: Desk, site: Site) -> None:
        self.desk, self.site = desk, site
        self.people: dict[Role | None, Visitor] = {role: Visitor(desk, site, role) for role in [None, *Role]}
        self.asker, self.reviewer, self.admin = (self.people[role] for role in (Role.ASKER, Role.REVIEWER, Role.ADMIN))
        self._shared = self._ask()
        self._judge()
        self._code = self._invite()
        self._curate()
        self._upload = self._send()
        self._own: dict[Role | None, str] = {role: self._asked_by(role) for role in Role}

    def pages(self, role: Role | None) -> Iterator[tuple[str, str]]:
        """The name and address of every page that somebody in a role may open, and some with several faces."""
        addresses: Mapping[str, Sequence[str]] = {**self._public(), **self._staff(), **self._of(role)}
        for name, several in addresses.items():
            if ACCESS[name].admits(role, open_to_all=False):
                yield from ((name, address) for address in several)
        yield "fault", "/nergens"

    def refused(self) -> Iterator[tuple[str, str]]:
        """What people see whose form cannot be taken, or who may not come in: what they did, and the page."""
        send, asker = self.admin.post, self.asker
        yield "an empty question", asker.post("/vraag", {"vraag": " "}).text
        yield "a page of others", asker.get("/beheer").text
        yield "a forged form", asker.forge("/vraag").text
        yield "a wrong password", self.people[None].post("/inloggen", {"naam": "x", "wachtwoord": "y"}).text
        yield "a short password", self.people[None].post(f"/welkom/{self._code}", {"wachtwoord": "kort"}).text
        yield "a name with spaces", send("/beheer", {"naam": "a b"}).text
        yield "no verdict", send("/beoordelen/1", {"notitie": "a" * 2001}).text
        yield "an answer without proof", send("/vaste-antwoorden/nieuw", {"zin": "Dit is zo.", "doe": "bewaar"}).text
        yield "no file", send("/collectie/upload").text
        yield "not sure to go back", send("/collectie/terug").text
        yield "not sure to erase", send("/beheer/wissen").text
        yield "nothing to hold", send("/beheer/bewaren").text
        yield "no correction", send("/collectie/verbeteringen", {"oordeel": "same", "doe": "erbij"}).text
        yield "no name for a filter", send("/logboek/filters", {"zoekvraag": "duim=down"}).text

    def cookies(self, role: Role | None) -> dict[str, str]:
        """What makes a browser that of the person in this role."""
        return {cookie.name: cookie.value or "" for cookie in self.people[role].client.cookies.jar}

    def _public(self) -> Mapping[str, Sequence[str]]:
        document = linked(self.asker, "/documenten", "/document/")[-1]
        return {
            "sign_in": ["/inloggen"],
            "welcome": [f"/welkom/{self._code}", "/welkom/bestaat-niet"],
            "chat": ["/", f"/?document={document.removeprefix('/document/')}"],
            "shared": [self._shared],
            "documents": ["/documenten", "/documenten?zoek=onvindbaar"],
            "document": [document],
            "programmes": ["/programmas", "/programmas?zoek=onvindbaar"],
            "programme": linked(self.asker, "/programmas", "/programmas/")[:1],
            "partners": ["/partners"],
            "partner": linked(self.asker, "/partners", "/partners/")[:1],
            "lessons": ["/lessen", "/lessen?zoek=onvindbaar"],
            "account": ["/account"],
            "privacy": ["/privacy"],
            "accessibility": ["/toegankelijkheid"],
        }

    def _of(self, role: Role | None) -> Mapping[str, Sequence[str]]:
        """What only the asker of a question may open."""
        own = self._own.get(role)
        return {"answer": [own], "source": [f"{own}/bron/1", f"{own}/bron/1?stap=1"]} if own else {}

    def _staff(self) -> Mapping[str, Sequence[str]]:
        return {
            "queue": ["/beoordelen", "/beoordelen?reden=complaint"],
            "review": ["/beoordelen/2", "/beoordelen/4"],
            "find_passage": ["/beoordelen/1/passage?zoek=partners"],
            "golden": ["/beoordelen/golden"],
            "curated": ["/vaste-antwoorden"],
            "curate": ["/vaste-antwoorden/nieuw", "/vaste-antwoorden/nieuw?uit=1", "/vaste-antwoorden/1"],
            "insight": ["/inzicht"],
            "gaps": ["/inzicht/gaten"],
            "log": ["/logboek?zoek=partners", "/logboek?van=gisteren", "/logboek?zoek=onvindbaar"],
            "accounts": ["/beheer"],
            "managed": linked(self.admin, "/beheer", "/beheer/account/")[:1],
            "security": ["/beheer/beveiliging"],
            "retention": ["/beheer/bewaren"],
            "audit": ["/beheer/spoor"],
            "collection": ["/collectie", "/collectie?zoek=onvindbaar"],
            "report": ["/collectie/rapport"],
            "collected": linked(self.admin, "/collectie", "/collectie/document/")[:1],
            "upload": [self._upload],
            "corrections": ["/collectie/verbeteringen"],
        }

    def _ask(self) -> str:
        """The asker has a conversation, judges answers and shares one: the address of that."""
        for text in CONVERSATION:
            ask(self.asker, text)
        first, second, third = [row.id for row in self.desk.records.turns.rows()][:3]
        self.asker.post(f"/vraag/{first}/oordeel", {"oordeel": "up"})
        self.asker.post(f"/vraag/{second}/oordeel", {"oordeel": "down", "reden": "fout", "opmerking": SCRIPT})
        self.asker.post(f"/vraag/{third}/oordeel", {"oordeel": "down"})
        return str(self.asker.post(f"/vraag/{first}/delen").headers["location"])

    def _judge(self) -> None:
        """Reviewers agree on an answer and differ on another, make a golden case, and keep a filter."""
        colleague = Visitor(self.desk, self.site, Role.REVIEWER, "colleague")
        done = [
            self.reviewer.post("/beoordelen/1", {"oordeel": "right"}),
            self.reviewer.post("/beoordelen/2", {"oordeel": "wrong", "notitie": SCRIPT}),
            colleague.post("/beoordelen/2", {"oordeel": "right"}),
            self.reviewer.post("/beoordelen/1/golden"),
            self.reviewer.post("/logboek/filters", {"naam": SCRIPT[:40], "zoekvraag": "duim=down"}),
        ]
        assert {response.status_code for response in done} == {303}

    def _invite(self) -> str:
        """The admin makes an account: the code of its link."""
        made = self.admin.post("/beheer", {"naam": "nieuw@voorbeeld.nl", "getoond": SCRIPT[:60], "rol": "asker"}).text
        found = re.search(r"/welkom/([\w-]+)", made)
        assert found, made
        return found[1]

    def _curate(self) -> None:
        """A reviewer writes an answer with what another said."""
        form = self.reviewer.get("/vaste-antwoorden/nieuw?uit=1").text
        sentence = re.search(r'name="zin"[^>]*>([^<]+)<', form)
        proof = re.search(r'name="bewijs" value="([^"]+)"', form)
        assert sentence
        assert proof
        until = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
        answer = {"vraag": "Wie doen er mee?", "zin": unescape(sentence[1]), "bewijs": unescape(proof[1]), "tot": until}
        assert self.reviewer.post("/vaste-antwoorden/nieuw", {**answer, "doe": "bewaar"}).status_code == 303

    def _send(self) -> str:
        """The secretariat sends a file with an odd name and asks a colleague: the address of its page."""
        text = b"# Werkplaats\n\nIn 2025 deden 21 gemeenten mee aan de werkplaats in Deventer.\n"
        files = {"bestand": ("<b>werkplaats & co.md", text, "text/markdown")}
        sent = self.people[Role.SECRETARIAT].post("/collectie/upload", files=files)
        assert sent.status_code == 303, sent.text
        return str(sent.headers["location"])

    def _asked_by(self, role: Role) -> str:
        """The address of an answer to somebody in this role."""
        if self.people[role] is not self.asker:
            ask(self.people[role], KNOWN)
        found = re.search(r"/vraag/web-\w+", self.people[role].get("/").text)
        assert found
        return found[0]


def linked(browser: Visitor, page: str, start: str) -> list[str]:
    """The addresses on a page that begin so."""
    found = re.findall(rf'href="({re.escape(start)}[^"]+)"', browser.get(page).text)
    return [quote(unescape(address), safe="/?&=%:+,;~-._#") for address in found]
