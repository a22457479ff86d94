"""Parliamentary questions: the answer is what is told, the question only says what it is about."""

from datetime import date

from ingest.load.parliament import with_questions_as_headings
from ingest.model import Block, Extract, Kind


def _extract(*texts: str) -> Extract:
    return Extract(tuple(Block(Kind.PROSE, text, page=1) for text in texts), title="None of this")


MASTHEAD = (
    "Tweede Kamer der Staten-Generaal 2",
    "Vragen van het lid De Boer (ABC) aan de Minister van Zaken over het fietspad langs de vaart (ingezonden 3 mei).",
    "Antwoord van Minister Jansen (Zaken) (ontvangen 28 juni 2024).",
)


def test_each_question_becomes_the_heading_of_its_answer() -> None:
    found = with_questions_as_headings(
        _extract(
            *MASTHEAD, "Vraag 1 Kent u het fietspad?", "Antwoord 1 Ja.", "Vraag 2 En de prijs?", "Antwoord 2 Hoog."
        )
    )

    told = [(block.kind, block.text) for block in found.blocks[3:]]
    assert told == [
        (Kind.HEADING, "Vraag 1 Kent u het fietspad?"),
        (Kind.PROSE, "Ja."),
        (Kind.HEADING, "Vraag 2 En de prijs?"),
        (Kind.PROSE, "Hoog."),
    ]


def test_questions_that_are_answered_together_are_one_heading() -> None:
    found = with_questions_as_headings(
        _extract(*MASTHEAD, "Vraag 1 Wanneer begint u?", "Vraag 2 En waar?", "Antwoord 1 en 2 In mei, bij de brug.")
    )

    assert [block.text for block in found.blocks[3:]] == [
        "Vraag 1 Wanneer begint u? Vraag 2 En waar?",
        "In mei, bij de brug.",
    ]


def test_a_footnote_between_a_question_and_its_answer_stays_out_of_both() -> None:
    found = with_questions_as_headings(
        _extract(*MASTHEAD, "Vraag 1 Wat kost het?", "1 Zie de brief van mei.", "Antwoord op vraag 1: Veel.")
    )

    assert [(block.kind, block.text) for block in found.blocks[3:]] == [
        (Kind.PROSE, "1 Zie de brief van mei."),
        (Kind.HEADING, "Vraag 1 Wat kost het?"),
        (Kind.PROSE, "Veel."),
    ]


def test_the_masthead_tells_title_date_and_publisher() -> None:
    found = with_questions_as_headings(_extract(*MASTHEAD, "Vraag 1 Wat kost het?", "Antwoord 1 Veel."))

    assert found.title == "Vragen van het lid De Boer (ABC) over het fietspad langs de vaart"
    assert found.published_on == date(2024, 6, 28)
    assert found.publisher == "Tweede Kamer der Staten-Generaal"


def test_a_document_that_merely_mentions_a_question_stays_as_it_is() -> None:
    plain = _extract("Vraag 1 uit de enquête ging over fietsen.", "De meeste mensen fietsen.")

    assert with_questions_as_headings(plain) is plain
