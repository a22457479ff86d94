"""Later versions and near-duplicates, found by what is said of documents, their names and their words."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.index.sketch import resembling, sketch
from ingest.model import Renewal, Source
from ingest.versions import renewals

PLAN = (
    "De provincie betaalt in 2024 drie miljoen euro aan de tram naar Zeist. De gemeente legt het fietspad aan en "
    "beheert de stallingen bij elke halte. Vervoerder en regio sloten een akkoord over de bus in de nacht."
)


def _source(name: str, title: str = "", **known: object) -> Source:
    return Source(id=name, file=Path(name), title=title or name, **known)  # type: ignore[arg-type]  # fields by name


def _newer(*names: str) -> list[tuple[str, str]]:
    """The pairs that are found when the last of these files is new."""
    found = renewals([names[-1]], {name: _source(name) for name in names})
    return [(pair.newer, pair.older) for pair in found]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("rapport_v1.pdf", "rapport_v2.pdf"),
        ("rapport v9.pdf", "rapport v10.docx"),
        ("nota 1.2 versie 1.2.md", "nota 1.2 versie 1.10.md"),
        ("rapport.pdf", "rapport (2).pdf"),
        ("Jaarverslag-2022.pdf", "jaarverslag 2023.pdf"),
        ("notulen 2024-03-05.txt", "notulen 2024-11-01.txt"),
        ("notulen 05-03-2024.txt", "notulen 4-11-2024.txt"),
        ("20240305 plan.md", "20240306_plan.md"),
        ("brief maart 2024.docx", "brief 2 november 2024.docx"),
        ("visie concept.docx", "visie definitief.docx"),
    ],
)
def test_names_that_differ_in_a_date_or_version_tell_which_is_newer(older: str, newer: str) -> None:
    assert _newer(older, newer) == _newer(newer, older) == [(newer, older)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("plan.pdf", "plan van aanpak.pdf"),
        ("2023.pdf", "2024.pdf"),
        ("a1.pdf", "a2.pdf"),
        ("noord/plan.md", "zuid/plan.md"),
        ("vier.md", "vijf.md"),
        ("revisie 7.md", "visie 8.md"),
    ],
)
def test_other_names_are_no_versions_of_each_other(one: str, other: str) -> None:
    assert _newer(one, other) == []


def test_only_the_nearest_versions_are_named() -> None:
    assert _newer("plan v1.md", "plan v2.md", "plan v5.md", "plan v3.md") == [
        ("plan v3.md", "plan v2.md"),
        ("plan v5.md", "plan v3.md"),
    ]


def test_the_same_title_of_the_same_programme_with_a_later_date_is_newer() -> None:
    sources = {
        "a": _source("a", "Groeiagenda", programme="Groen", published_on=date(2023, 5, 1)),
        "b": _source("b", "Groeiagenda 2024", programme="Groen", published_on=date(2024, 5, 1)),
        "c": _source("c", "Groeiagenda", programme="Blauw", published_on=date(2025, 5, 1)),
        "d": _source("d", "Groeiagenda", programme="Groen"),
    }
    assert list(renewals(sources, sources)) == [Renewal("b", "a", "zelfde titel, latere datum")]


def test_what_a_description_says_is_believed() -> None:
    sources = {"nieuw.md": _source("nieuw.md", supersedes="oud.md"), "oud.md": _source("oud.md")}
    assert [(pair.newer, pair.older) for pair in renewals(["nieuw.md"], sources)] == [("nieuw.md", "oud.md")]


def _alike(**texts: str) -> dict[tuple[str, str], float]:
    sketches = {name: sketch(text) for name, text in texts.items()}
    return {(name, other): likeness for name, other, likeness in resembling(sketches, sketches, 0.65)}


def test_a_text_with_another_amount_or_sentence_resembles_the_first() -> None:
    assert _alike(a=PLAN, b=PLAN.replace("drie", "vijf"), c="Iets heel anders, over water en dijken in Zeeland.") == {
        ("a", "b"): pytest.approx(0.92, abs=0.05),
        ("b", "a"): pytest.approx(0.92, abs=0.05),
    }
    assert _alike(a=PLAN, b=f"{PLAN} Dit is voor het eerst.", c=PLAN.upper().replace(" ", "\n"))[("a", "c")] == 1.0


def test_texts_on_the_same_subject_do_not_resemble_each_other() -> None:
    other = "De tram naar Zeist kost de provincie drie miljoen euro. De gemeente legt in 2024 ook een fietspad aan."
    assert _alike(a=PLAN, b=other) == {}


@given(st.text())
def test_any_text_has_a_sketch_and_resembles_itself_or_is_too_short(text: str) -> None:
    assert sketch(text) == b"" or _alike(a=text, b=text)[("a", "b")] == 1.0
