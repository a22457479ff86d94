"""A log of very many made-up questions and answers, put into a database in minutes."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert

from bot.log import migrations
from bot.log.tables import CitationEntry, PassageCopy, TurnEntry
from bot.model import document_key

DOCUMENTS = 400
DAYS = 1000
_BATCH = 20_000
_SENTENCES = 5000
# fmt: off
_SYLLABLES = ("ba", "be", "bo", "da", "de", "do", "fa", "ge", "go", "ha", "he", "ja", "ka", "ke", "ko", "la", "le",
              "lo", "ma", "me", "mo", "na", "ne", "no", "pa", "pe", "ra", "re", "ro", "sa", "se", "ta", "te", "to",
              "va", "we")
_COMMON = ("de", "het", "een", "van", "en", "is", "op", "voor", "met", "gemeente", "provincie", "programma", "subsidie")
# fmt: on
_STATUSES = {"answered": 62, "partial": 10, "no_evidence": 18, "off_topic": 5, "small_talk": 4, "refused": 1}
_VERDICTS = {None: 960, "right": 25, "incomplete": 6, "wrong": 4, "wrongly_refused": 3, "rightly_refused": 2}
_FEEDBACK = {None: 90, "up": 7, "down": 3}
_CHANNELS = {"web": 55, "telegram": 44, "cli": 1}
START = datetime(2024, 1, 1, tzinfo=UTC)
RARE, MEDIUM = "zeldzaamwoord", "middelwoord"


def fill(engine: Engine, turns: int) -> None:
    """Put so many turns into an empty log, in the order in which they were asked; the index is made afterwards."""
    made = _turns(turns)
    with engine.begin() as connection:
        again = _set_aside(connection)
        connection.execute(insert(PassageCopy), [_passage(number) for number in range(DOCUMENTS)])
        while batch := list(islice(made, _BATCH)):
            connection.execute(insert(TurnEntry), [turn for turn, _ in batch])
            connection.execute(insert(CitationEntry), [row for _, cited in batch for row in cited])
        for step in again:
            connection.exec_driver_sql(step)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def _set_aside(connection: Connection) -> list[str]:
    """Take away what keeps the index and the counts true; what to run to have it back, and both of them filled."""
    folder = Path(migrations.__file__).parent / "versions"
    lines = (folder / f"v0006_search.{connection.dialect.name}.sql").read_text(encoding="utf-8").split("\n----\n")
    filling = [statement for statement in lines if statement.startswith("INSERT")]
    if connection.dialect.name == "sqlite":
        triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'turns'"
        known = connection.exec_driver_sql(triggers).all()
        for name, _ in known:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        return [*filling, *(sql for _, sql in known)]
    index = connection.exec_driver_sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'turn_search'").scalar_one()
    connection.exec_driver_sql("ALTER TABLE turns DISABLE TRIGGER USER")
    connection.exec_driver_sql("DROP INDEX turn_search")
    return [index, *filling, "ALTER TABLE turns ENABLE TRIGGER USER"]


def _turns(count: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Turns, each with its citations."""
    dice = random.Random(7)
    words = _vocabulary(dice)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))

    def said(length: int) -> str:
        return " ".join(dice.choices(words, cum_weights=weights, k=length))

    sentences = [said(14).capitalize() + "." for _ in range(_SENTENCES)]
    for number in range(1, count + 1):
        status = _one(dice, _STATUSES)
        is_answer = status in ("answered", "partial")
        documents = [min(int(dice.paretovariate(0.7)) - 1, DOCUMENTS - 1)] if is_answer else []
        extra = f" {RARE}" if number % (count // 20) == 0 else f" {MEDIUM}" if dice.random() < 0.01 else ""
        question = f"Wat zegt {said(7)}{extra}?"
        asked_at = START + timedelta(days=DAYS) * (number / count)
        turn = {
            "number": number,
            "id": f"turn-{number}",
            "asked_at": asked_at,
            "channel": _one(dice, _CHANNELS),
            "conversation": f"c{number // 3}",
            "question": question,
            "searched": question,
            "status": status,
            "confidence": round(dice.betavariate(5, 2), 4) if is_answer else round(dice.random() / 3, 4),
            "answer": "\n".join(f"{dice.choice(sentences)} [1]" for _ in range(3))
            if is_answer
            else "Dat staat er niet in.",
            "composer": "extractive" if dice.random() < 0.9 else "voorbeeld:model-1",
            "generation": f"g-{number * 50 // count:04}",
            "seconds": dice.lognormvariate(-3, 0.8),
            "timings": {},
            "feedback": _one(dice, _FEEDBACK),
            "verdict": _one(dice, _VERDICTS),
            "cited": [document_key(f"map/document-{n}.pdf") for n in documents],
        }
        quote = {"turn": number, "number": 1, "quote": "Een citaat.", "start": 0, "end": 11}
        yield turn, [quote | {"passage_key": f"p{n}"} for n in documents]


def _vocabulary(dice: random.Random) -> list[str]:
    made = {"".join(dice.choices(_SYLLABLES, k=dice.randint(2, 5))) for _ in range(40_000)}
    return [*_COMMON, *sorted(made, key=lambda _: dice.random())]


def _one(dice: random.Random, weights: dict[Any, int]) -> Any:
    return dice.choices(list(weights), weights=list(weights.values()))[0]


def _passage(number: int) -> dict[str, Any]:
    name = f"map/document-{number}.pdf"
    return {
        "key": f"p{number}", "passage_id": f"p{number}", "document_id": name, "file": name.split("/")[1],
        "title": f"Document {number}", "digest": f"{number:064x}", "heading_path": ["Kop"], "start": 0, "end": 11,
        "kind": "prose", "text": "Een citaat.", "sentences": [[0, 11]],
    }  # fmt: skip
