from collections.abc import Sequence

import pytest

from bot.abbreviations import Abbreviations
from bot.compose.evidence import Judge, Window
from bot.compose.outline import as_headings
from bot.query import understand
from ingest.embed import open_embedder
from ingest.embedding.words import WordMeanings
from ingest.model import Block, Kind, Passage, ScoredPassage
from ingest.split import split
from tests.builders import document


def _sections(*sections: tuple[str, str], lead: str = "Het pakket groeit.") -> list[Passage]:
    blocks = [Block(Kind.HEADING, "Het pakket", 1), Block(Kind.PROSE, lead)]
    for heading, text in sections:
        blocks += [Block(Kind.HEADING, heading, 2), Block(Kind.PROSE, text)]
    return split(document(*blocks))


def _listed(question: str, passages: Sequence[Passage]) -> list[str]:
    """The headings that are given as the answer; nothing when the best window stays what it was."""
    judge = Judge(open_embedder(), WordMeanings(), lambda _: 1.0, Abbreviations(()))
    best: Window = judge.windows(understand("Wat groeit er?"), [ScoredPassage(passages[-1], 1.0, {})])[0]
    found = as_headings(question, best, passages)
    return [] if found is best else [unit.text for unit in found.units]


MODULES = (
    ("Module 1: Meten", "Wie meet, weet meer."),
    ("Module 2: Melden", "Een melding is zo gedaan."),
    ("Module 3: Leren", "Wat misging, komt terug."),
    ("Vragen", "Bel gerust."),
)


def test_headings_that_name_what_is_asked_for_are_the_list() -> None:
    assert _listed("Welke modules heeft het pakket?", _sections(*MODULES)) == [name for name, _ in MODULES[:3]]


def test_a_line_may_say_what_the_headings_below_it_are() -> None:
    sections = [("1. Meten", "Wie meet, weet."), ("2. Melden", "Dat is zo gedaan."), ("3. Leren", "Kijk terug.")]
    passages = _sections(*sections, lead="Het pakket helpt op verschillende manieren:")
    assert _listed("Op welke drie manieren helpt het pakket?", passages) == [
        "Het pakket helpt op verschillende manieren:",
        *(name for name, _ in sections),
    ]


def test_a_heading_of_what_is_asked_for_has_the_list_below_it() -> None:
    below = ("3.1 Te weinig tijd", "3.2 Te weinig geld", "3.3 Te veel wensen")
    blocks = [Block(Kind.HEADING, "Het pakket", 1), Block(Kind.HEADING, "3 Knelpunten", 2)]
    blocks += [Block(Kind.PROSE, "Er waren knelpunten. Wij noemen ze.")]
    for heading in below:
        blocks += [Block(Kind.HEADING, heading, 3), Block(Kind.PROSE, "Dat groeit er.")]
    passages = split(document(*blocks))
    assert _listed("Welke knelpunten noemt het pakket?", passages) == list(below)
    assert not _listed("Welke vier knelpunten noemt het pakket?", passages)
    assert not _listed("Welke wensen noemt het pakket?", passages)


@pytest.mark.parametrize(
    ("question", "sections"),
    [
        ("Welke partners heeft het pakket?", MODULES),  # it is a list of something else
        ("Welke vijf modules heeft het pakket?", MODULES),  # there are fewer
        ("Welke modules heeft het pakket?", MODULES[:2]),  # two are no list
        ("Welke modules heeft het pakket?", [("Modules", "Zo."), ("Modules", "Zo."), ("Modules", "Zo.")]),
        ("Welke modules heeft het pakket?", [(f"Vraag {n} Welke modules wilt u?", "Geen.") for n in range(4)]),
        ("Welke?", MODULES),
    ],
)
def test_other_headings_are_no_list(question: str, sections: Sequence[tuple[str, str]]) -> None:
    assert _listed(question, _sections(*sections)) == []
