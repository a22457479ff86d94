"""What people are told, their own data, holds, erasure and the trail on the pages."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from bot.log.retention import Periods, Retention
from bot.log.trails import Action
from bot.model import Question
from bot.register import OWN_SERVER, Practice, model_of, registration
from tests.web_visitor import Visitor

QUESTION = "Wat is een BRE?"


@pytest.fixture
def admin(desk: Desk, site: Site) -> Visitor:
    return Visitor(desk, site, Role.ADMIN, "adam")


def ask(desk: Desk, visitor: Visitor, number: int = 1, text: str = QUESTION) -> str:
    """A question of somebody, logged as the chat does; its id."""
    assert visitor.account
    person = f"web:{visitor.account.id}"
    now = datetime.now(UTC)
    desk.records.people.meet(person, f"{person}:thread", now)
    question = Question(f"{visitor.account.id}-{number}", f"{person}:thread", "web", text, now)
    desk.answer(question, None)
    return question.id


def asked(desk: Desk) -> set[str]:
    return {row.id for row in desk.records.turns.rows()}


def test_the_statement_follows_from_the_settings(desk: Desk) -> None:
    told = {
        "plain": Practice("Provincie Voorbeeld", "privacy@voorbeeld.nl", words_days=30, count_days=400),
        "rich": Practice(words_days=0, model="mistral", model_at=OWN_SERVER, telegram=True, open_to_all=True),
        "cloud": Practice(model="gpt", model_at="OpenAI"),
    }
    text = {name: Visitor(desk, Site(practice=one)).get("/privacy").text for name, one in told.items()}
    for words in ("Provincie Voorbeeld.", "mailto:privacy@voorbeeld.nl", "30 dagen", "400 dagen", "letterlijke zinnen"):
        assert words in text["plain"]
    assert "Telegram" not in text["plain"]
    for words in ("eerstvolgende nacht", "mistral", "zelf heeft gekozen", "/vergeet", "Zonder account"):
        assert words in text["rich"]
    assert "gpt, bij OpenAI" in text["cloud"]
    assert all("gouden vraag of een vast antwoord" in page for page in text.values())


def test_everybody_may_read_both_statements(desk: Desk, site: Site) -> None:
    for path in ("/privacy", "/toegankelijkheid"):
        assert Visitor(desk, site).get(path).status_code == 200


def test_the_register_says_the_same_and_what_is_still_to_be_filled_in() -> None:
    entry = registration(Practice(words_days=30, telegram=True))
    assert "30 dagen" in str(entry["risk_management"])
    assert "Telegram" in str(entry["source_data"])
    assert "geen taalmodel" in str(entry["methods_and_models"]).replace("schrijft ", "").casefold()
    assert entry["to_complete"] == ["begin_date", "impacttoetsen", "organization", "contact_email"]
    with_model = registration(Practice("P", "a@b.nl", model="mistral-small", model_at="Mistral"))
    assert "mistral-small, bij Mistral" in str(with_model["methods_and_models"])
    assert with_model["to_complete"] == ["begin_date", "impacttoetsen"]


@pytest.mark.parametrize(
    ("setting", "address", "told"),
    [
        ("", "", ("", "")),
        ("openai:gpt", "", ("gpt", "OpenAI")),
        ("openai:mistral", "http://127.0.0.1/v1", ("mistral", OWN_SERVER)),
        ("ollama:llama", "", ("llama", OWN_SERVER)),
        ("mistralai:small", "", ("small", "Mistral")),
    ],
)
def test_who_runs_the_language_model_follows_from_its_address(setting: str, address: str, told: object) -> None:
    assert model_of(setting, address) == told


def test_people_get_their_own_data_and_nobody_elses(desk: Desk, site: Site) -> None:
    anna, bea = Visitor(desk, site, Role.ASKER, "anna"), Visitor(desk, site, Role.ASKER, "bea")
    ask(desk, anna)
    ask(desk, bea, text="Wat is de Werkplaats?")
    response = anna.get("/account/gegevens")
    assert "attachment" in response.headers["content-disposition"]
    told = response.json()
    assert told["account"]["name"] == "anna"
    assert [row["question"] for row in told["questions"]] == [QUESTION]
    assert told["questions"][0]["documents"]


def test_who_judges_and_writes_gets_that_too_with_what_the_trails_hold_of_them(desk: Desk, site: Site) -> None:
    rob, bea = Visitor(desk, site, Role.REVIEWER, "rob"), Visitor(desk, site, Role.REVIEWER, "bea")
    assert rob.account
    ask(desk, bea)
    for reviewer, note in ((rob, "van rob"), (bea, "van bea")):
        reviewer.post("/beoordelen/1", {"oordeel": "incomplete", "notitie": note})
    rob.post("/inloggen", {"naam": "rob", "wachtwoord": "raden"})
    form = rob.get("/vaste-antwoorden/nieuw?uit=1").text
    sentence, proof = re.search(r'name="zin"[^>]*>([^<]+)<', form), re.search(r'name="bewijs" value="([^"]+)"', form)
    assert sentence
    assert proof
    until = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
    answer = {"vraag": "Wat is dat?", "zin": unescape(sentence[1]), "bewijs": unescape(proof[1]), "tot": until}
    assert rob.post("/vaste-antwoorden/nieuw", {**answer, "doe": "bewaar"}).status_code == 303
    told = rob.get("/account/gegevens").json()
    assert [(row["answer"], row["verdict"], row["note"]) for row in told["reviews"]] == [(1, "incomplete", "van rob")]
    assert [(row["question"], row["valid_until"]) for row in told["curated_answers"]] == [("Wat is dat?", until)]
    assert {row["action"] for row in told["audit"]} >= {"antwoord beoordeeld", "vast antwoord gemaakt"}
    assert [row["event"] for row in told["security"]] == ["geweigerd", "wachtwoord geprobeerd"]
    assert QUESTION not in str(told)
    hers = bea.get("/account/gegevens").json()
    assert ([row["note"] for row in hers["reviews"]], hers["curated_answers"]) == (["van bea"], [])
    assert hers["security"] == []


def test_people_erase_their_own_questions_after_a_tick(desk: Desk, site: Site) -> None:
    anna, bea = Visitor(desk, site, Role.ASKER, "anna"), Visitor(desk, site, Role.ASKER, "bea")
    mine, others = ask(desk, anna), ask(desk, bea)
    assert "Zet een vinkje" in anna.get(anna.post("/account/vergeten").headers["location"]).text
    assert asked(desk) == {mine, others}
    gone = anna.post("/account/vergeten", {"zeker": "ja"})
    assert gone.status_code == 303
    assert "1 vraag met antwoord is gewist" in anna.get(gone.headers["location"]).text
    assert asked(desk) == {others}
    assert anna.get("/account").status_code == 200


def test_an_admin_holds_one_answer_and_lets_it_go(desk: Desk, site: Site, admin: Visitor) -> None:
    anna = Visitor(desk, site, Role.ASKER, "anna")
    question = ask(desk, anna)
    assert f'value="{question}"' in admin.get("/beheer/bewaren", params={"vraag": question}).text
    assert admin.post("/beheer/bewaren", {"vraag": question, "reden": " "}).status_code == 422
    assert admin.post("/beheer/bewaren", {"vraag": "nergens", "reden": "Wob"}).status_code == 422
    held = admin.post("/beheer/bewaren", {"vraag": question, "reden": "Wob <b>verzoek</b>"})
    assert held.status_code == 303
    text = admin.get(held.headers["location"]).text
    assert "1 antwoord blijft bewaard" in text
    assert "Wob &lt;b&gt;verzoek" in text
    kept = anna.post("/account/vergeten", {"zeker": "ja"})
    assert "1 blijft nog bewaard" in anna.get(kept.headers["location"]).text
    assert asked(desk) == {question}
    release = re.search(r"/beheer/bewaren/\d+/einde", text)
    assert release
    assert admin.post(release[0]).status_code == 303
    assert admin.post(release[0]).status_code == 404
    desk.retention.carry_out(datetime.now(UTC))
    assert asked(desk) == set()
    assert [row.action for row in desk.records.audit.latest(5)] == ["bewaren beëindigd", "bewaren gevraagd"]


def test_an_admin_holds_what_a_filter_of_the_log_lets_through(desk: Desk, site: Site, admin: Visitor) -> None:
    anna = Visitor(desk, site, Role.ASKER, "anna")
    mine = ask(desk, anna, 1)
    other = ask(desk, anna, 2, "Dank u wel!")
    held = admin.post("/beheer/bewaren", {"zoekvraag": "zoek=BRE", "reden": "Onderzoek"})
    assert held.status_code == 303
    assert asked(desk) == {mine, other}
    anna.post("/account/vergeten", {"zeker": "ja"})
    assert asked(desk) == {mine}
    assert admin.post("/beheer/bewaren", {"zoekvraag": "zoek=", "reden": "Onderzoek"}).status_code in (303, 422)
    assert admin.post("/beheer/bewaren", {"zoekvraag": "status=onzin", "reden": "Onderzoek"}).status_code == 422


def test_an_admin_erases_somebody_by_account_or_by_conversation(desk: Desk, site: Site, admin: Visitor) -> None:
    anna, bea = Visitor(desk, site, Role.ASKER, "anna"), Visitor(desk, site, Role.ASKER, "bea")
    first, second = ask(desk, anna), ask(desk, bea)
    assert anna.account
    turn = desk.records.turns.find(second)
    assert turn
    for form in ({}, {"account": anna.account.id}, {"zeker": "ja"}, {"zeker": "ja", "gesprek": "0" * 16}):
        assert admin.post("/beheer/wissen", form).status_code == 422
    assert admin.post("/beheer/wissen", {"zeker": "ja", "account": "x"}).status_code == 422
    assert asked(desk) == {first, second}
    gone = admin.post("/beheer/wissen", {"zeker": "ja", "account": anna.account.id, "ook_account": "ja"})
    assert "1 vraag met antwoord is gewist" in admin.get(gone.headers["location"]).text
    assert asked(desk) == {second}
    assert desk.records.accounts.find("anna") is None
    assert anna.get("/account").status_code == 303
    assert admin.post("/beheer/wissen", {"zeker": "ja", "gesprek": turn.conversation}).status_code == 303
    assert asked(desk) == set()


def test_an_admin_does_not_erase_the_account_in_use(desk: Desk, admin: Visitor) -> None:
    assert admin.account
    form = {"zeker": "ja", "account": admin.account.id, "ook_account": "ja"}
    assert admin.post("/beheer/wissen", form).status_code == 422
    assert desk.records.accounts.get(admin.account.id)


def test_an_erasure_is_in_the_trail_although_the_account_must_stay(desk: Desk, site: Site, admin: Visitor) -> None:
    other = Visitor(desk, site, Role.ADMIN, "anna")
    assert other.account
    ask(desk, other)
    desk.records.credentials.change(other.account.id, "appel peer banaan kers")  # the only one who can come in
    form = {"zeker": "ja", "account": other.account.id, "ook_account": "ja"}
    assert admin.post("/beheer/wissen", form).status_code == 422
    assert not asked(desk)
    assert desk.records.accounts.get(other.account.id)
    assert [seen.action for seen in desk.records.audit.latest(1)] == [Action.FORGOT]


def test_the_trail_is_paged_and_filtered(desk: Desk, site: Site, admin: Visitor) -> None:
    anna = Visitor(desk, site, Role.ASKER, "anna")
    question = ask(desk, anna)
    assert admin.account
    now = datetime.now(UTC)
    for number in range(60):
        desk.records.audit.add(admin.account.id, "antwoord bekeken", now, question, f"keer {number}")
    desk.records.audit.add("weg", "gegevens gewist", now, "er niet meer", "<script>")
    first = admin.get("/beheer/spoor").text
    assert "keer 59" in first
    assert "keer 5<" not in first
    assert "&lt;script&gt;" in first
    assert "een account dat er niet meer is" in first
    assert "/beoordelen/1" in first
    more = re.search(r'href="(/beheer/spoor\?voor=\d+)"', first)
    assert more
    assert "keer 5<" in admin.get(more[1]).text.replace("\n", "")
    mine = admin.get("/beheer/spoor", params={"wie": admin.account.id, "wat": "antwoord bekeken"}).text
    assert "&lt;script&gt;" not in mine
    assert admin.get("/beheer/spoor?voor=0").status_code == 422
    assert admin.get("/beheer/spoor?wat=onzin&wie=nergens").status_code == 200


def test_the_page_tells_what_the_last_night_did(desk: Desk, site: Site, admin: Visitor) -> None:
    ask(desk, Visitor(desk, site, Role.ASKER, "anna"))
    later = datetime.now(UTC) + timedelta(days=91)
    run = desk.records.nights.begin(later)
    assert run
    cleared = Retention(desk.records.turns.engine, Periods()).carry_out(later)
    assert "niet af" in admin.get("/beheer/bewaren").text
    desk.records.nights.end(run, later, cleared)
    assert re.search(r'<td class="number">1</td>', admin.get("/beheer/bewaren").text)
