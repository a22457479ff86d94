"""Golden cases: one line each, wrong lines named, an answer judged by what it says and cites."""

from pathlib import Path

import pytest

from bot.golden import GoldenCase, add_golden, read_golden
from bot.model import Answer, AnswerStatus, Citation, Statement
from tests.collection import passages, source

FULL = GoldenCase("bre", "Wat is een BRE?", ("Hallo", "En toen?"), ("a.pdf", "b.pdf"), 2, (("een", "1"), ("twee",)))


def _answer(text: str, name: str = "nota.txt") -> Answer:
    _, (passage,) = passages(source(name), text)
    citation = Citation(1, passage, text, passage.span)
    return Answer(AnswerStatus.ANSWERED, (Statement(text, (1,)),), (citation,))


def test_a_case_that_is_added_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "data" / "golden.jsonl"
    refused = GoldenCase(7, "Wie is \N{GRINNING FACE}?", refuse=True)
    add_golden(path, FULL)
    add_golden(path, refused)
    assert read_golden(path).cases == (FULL, refused)


def test_adding_keeps_what_stands_there_a_wrong_line_and_a_missing_line_end_too(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_bytes(b'kapot \xff\n{"id": 1, "question": "Wat?", "refuse": true}')
    add_golden(path, FULL)
    assert path.read_bytes().startswith(b'kapot \xff\n{"id": 1, "question": "Wat?", "refuse": true}\n{')
    known = read_golden(path)
    assert ([case.id for case in known.cases], len(known.faults)) == ([1, "bre"], 1)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[]", "geen JSON-object"),
        ('{"question": "Wat?", "refuse": true}', '"id"'),
        ('{"id": 0, "question": "Wat?", "refuse": true}', "twee keer"),
        ('{"id": 1, "question": "  ", "refuse": true}', "leeg"),
        ('{"id": 1, "question": "Wat?"}', '"refuse": true'),
        ('{"id": 1, "question": "Wat?", "refuse": true, "facts": ["x"]}', '"refuse": true'),
        ('{"id": 1, "question": "Wat?", "facts": [[]]}', '"facts"'),
        ('{"id": 1, "question": "Wat?", "facts": "x"}', '"facts"'),
        ('{"id": 1, "question": "Wat?", "documents": [1]}', '"documents"'),
        ('{"id": 1, "question": "Wat?", "documents": ["x"], "page": "2"}', '"page"'),
        ('{"id": 1, "question": "Wat?", "refuse": 1}', '"refuse"'),
        ('{"id": 1, "question": "Wat?", "refuse": true, "history": "x"}', '"history"'),
    ],
)
def test_a_wrong_line_is_named_with_what_is_wrong(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text(f'{{"id": 0, "question": "Wat?", "refuse": true}}\n\n{line}\n', encoding="utf-8")
    known = read_golden(path)
    assert [case.id for case in known.cases] == [0]
    (fault,) = known.faults
    assert f"{path}, regel 3: " in fault
    assert told in fault


@pytest.mark.parametrize(
    ("fact", "said", "holds"),
    [
        ("15", "Er zijn 15 partners.", True),
        ("15", "Sinds 2015.", False),
        ("15", "Het kost 15.000 euro.", False),
        ("Éen  visie", "Er is een visie.", True),
        ("partner", "Er zijn partners.", True),
        ("1", "Niets met cijfers.", False),
    ],
)
def test_a_fact_is_found_whatever_its_case_and_a_number_only_whole(fact: str, said: str, holds: bool) -> None:
    case = GoldenCase(1, "Wat?", facts=((fact, "staat er nooit"),))
    assert (case.fault(_answer(said)) == "") == holds


def test_one_of_the_documents_must_be_cited_on_the_page() -> None:
    case = GoldenCase(1, "Wat?", documents=("nota.txt", "b.pdf"))
    assert case.fault(_answer("Iets.")) == ""
    assert "nota.txt of b.pdf" in case.fault(_answer("Iets.", "c.pdf"))
    on_page = GoldenCase(1, "Wat?", documents=("nota.txt",), page=2)
    assert "bladzijde 2" in on_page.fault(_answer("Iets."))


def test_silence_is_right_only_where_it_is_wanted() -> None:
    silence = Answer(AnswerStatus.NO_EVIDENCE, notice="Niet gevonden.")
    assert GoldenCase(1, "Wat?", refuse=True).fault(silence) == ""
    assert GoldenCase(1, "Wat?", documents=("nota.txt",)).fault(silence)
    assert GoldenCase(1, "Wat?", refuse=True).fault(_answer("Iets."))
