"""For who keeps the service running: readiness, figures, and who may see them."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from starlette.testclient import TestClient

from bot.compose.budget import Budget, Prices
from bot.compose.chat import Usage
from bot.fronts.web.application import build_app
from bot.fronts.web.wiring import Desk, Site
from bot.metrics import Metrics
from bot.model import Question
from tests.web_visitor import Visitor, open_collection, web_desk

HERE = ("127.0.0.1", 50000)


def client(desk: Desk, site: Site, address: tuple[str, int] = HERE) -> TestClient:
    return TestClient(build_app(desk, site), client=address)


def figures(browser: TestClient) -> dict[str, float]:
    """The figures by name and labels."""
    lines = browser.get("/metrics").text.splitlines()
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if line[:1] not in "#")}


def ask(desk: Desk, number: int, text: str) -> None:
    desk.answer(Question(f"q{number}", "web:x:y", "web", text, datetime.now(UTC)), None)


def test_figures_are_for_this_machine_unless_there_is_a_secret(desk: Desk) -> None:
    assert client(desk, Site()).get("/metrics").status_code == 200
    assert client(desk, Site(), ("::1", 1)).get("/metrics").status_code == 200
    assert client(desk, Site(), ("10.0.0.5", 1)).get("/metrics").status_code == 401
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert client(desk, Site()).get("/metrics", headers={header: "10.0.0.5"}).status_code == 401
    guarded = client(desk, Site(metrics_token="geheim-é"), ("10.0.0.5", 1))
    assert guarded.get("/metrics").status_code == 401
    assert guarded.get("/metrics", headers={b"authorization": b"Bearer anders"}).status_code == 401
    assert guarded.get("/metrics", headers={b"authorization": "Bearer geheim-é".encode()}).status_code == 200


def test_questions_are_counted_by_outcome_and_channel_from_the_start_on(desk: Desk) -> None:
    ask(desk, 1, "Wat is een BRE?")
    browser = client(desk, Site())
    assert not any(name.startswith("samenwijs_questions_total") for name in figures(browser))
    ask(desk, 2, "Wat is een BRE?")
    ask(desk, 3, "Dank u wel!")
    desk.records.turns.rate("q2", "down", "fout")
    for _ in range(2):  # asking twice counts nothing twice
        seen = figures(browser)
        assert seen['samenwijs_questions_total{channel="web",status="answered"}'] == 1
        assert seen['samenwijs_questions_total{channel="web",status="small_talk"}'] == 1
        assert seen['samenwijs_answer_seconds_count{channel="web"}'] == 2
        assert seen['samenwijs_feedback{thumb="down"}'] == 1
        assert seen["samenwijs_collection_documents"] == 8
        assert seen["samenwijs_database_up"] == 1
        assert seen["samenwijs_inbox_waiting"] == 0
    assert "BRE" not in browser.get("/metrics").text


def test_errors_in_the_log_and_the_use_of_a_model_are_counted(desk: Desk, tmp_path: Path) -> None:
    budget = Budget(tmp_path / "usage.json", tokens=1000, prices=Prices(1, 1))
    budget.add(Usage(200, 50))
    budget.add(None)
    browser = client(replace(desk, budget=budget), Site())
    metrics: Metrics = browser.app.state.metrics  # type: ignore[attr-defined]  # the application's own
    logger = logging.getLogger("bot.fronts.web.faults")
    logger.addHandler(metrics.errors)
    try:
        logger.error("Er ging iets mis")
        logger.warning("Dit telt niet")
    finally:
        logger.removeHandler(metrics.errors)
    seen = figures(browser)
    assert seen['samenwijs_errors_total{logger="bot.fronts.web"}'] == 1
    assert seen["samenwijs_model_tokens_today"] == 250
    assert seen["samenwijs_model_failed_today"] == 1
    assert seen["samenwijs_model_budget_used_ratio"] == 0.25


def test_without_an_index_the_site_is_not_ready_and_says_why(tmp_path: Path) -> None:
    with web_desk(*open_collection(tmp_path / "none"), tmp_path / "log", tmp_path) as desk:
        browser = client(desk, Site())
        assert browser.get("/healthz").json() == {"status": "ok"}
        response = browser.get("/readyz")
        assert (response.status_code, response.json()) == (503, {"status": "index"})
        assert "samenwijs_collection_documents" not in figures(browser)


def test_a_body_of_any_size_is_cut_off(desk: Desk) -> None:
    sent = 0

    def endless() -> object:
        nonlocal sent
        for _ in range(64):
            sent += 1
            yield b"x" * 1_000_000

    headers = {"content-type": "application/x-www-form-urlencoded"}
    browser = Visitor(desk, Site()).client
    response = browser.post("/inloggen", content=endless(), headers=headers)  # type: ignore[arg-type]  # bytes, one by one
    assert response.status_code == 413
