from datetime import date

from ingest.model import Kind
from tests.builders import loaded, outline

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."


def test_headings_stand_alone_or_directly_above_their_paragraph() -> None:
    text = f"Samen aan de slag\n\nWaarom\n\n{LONG}\n\nOverheden werken samen\n{LONG}\n\nWat kost het?\n\n{LONG}"
    headings = [line for kind, line in outline(loaded("a.txt", text)) if kind is Kind.HEADING]
    assert headings == ["Samen aan de slag", "Waarom", "Overheden werken samen", "Wat kost het?"]


def test_a_row_of_names_is_a_list_even_with_blank_lines_between() -> None:
    text = f"Programma's\n\n{LONG}\n\nDe lijst:\n\nProgramma Bos\nProgramma Zee\n\nProgramma Lucht\n\nVervolg\n\n{LONG}"
    lines = outline(loaded("a.txt", text))
    assert [line for kind, line in lines if kind is Kind.LIST] == [
        "• Programma Bos",
        "• Programma Zee",
        "• Programma Lucht",
    ]
    assert (Kind.HEADING, "Vervolg") in lines


def test_lines_broken_by_hand_become_one_paragraph_and_bullets_keep_theirs() -> None:
    text = (
        "Verslag\r\n\r\nDe raad stemt in met het plan voor de samen-\r\nwerking in Noordwest-\r\n"
        "Overijssel. Daarna gaat het\r\nover geld.\r\n\r\n"
        "- eerste punt dat doorloopt\r\n  op een tweede regel\r\n- tweede punt\r\n"
    )
    assert outline(loaded("a.txt", text))[1:] == [
        (
            Kind.PROSE,
            "De raad stemt in met het plan voor de samenwerking in Noordwest-Overijssel. Daarna gaat het over geld.",
        ),
        (Kind.LIST, "• eerste punt dat doorloopt op een tweede regel"),
        (Kind.LIST, "• tweede punt"),
    ]


def test_a_numbered_line_above_a_paragraph_is_a_heading_with_its_number() -> None:
    assert (Kind.HEADING, "2. Geld") in outline(
        loaded("a.txt", f"Verslag\n\n1. Opening\n\n{LONG}\n\n2. Geld\n\n{LONG}")
    )


def test_a_date_broken_over_lines_is_the_date_and_no_text() -> None:
    document = loaded("a.txt", f"Den Haag ,\n21\njuni\n2019\n|\n13:40\nEurope/Amsterdam\n\nSamen\n\n{LONG}")
    assert document.source.published_on == date(2019, 6, 21)
    assert document.text == f"Samen\n\n{LONG}"


def test_a_place_and_date_below_the_title_give_the_date() -> None:
    document = loaded("a.txt", f"Verslag van het overleg\n\nZwolle, 3 mei 2021\n\n{LONG}")
    assert document.source.published_on == date(2021, 5, 3)
    assert (Kind.HEADING, "Zwolle, 3 mei 2021") not in outline(document)


def test_page_furniture_and_repeated_titles_are_left_out() -> None:
    top = "beeld 1920X500\n\nSamen\n\nSamen\n\nDeel dit artikel\n\nDatum\n\n1 december 2020\n\n"
    assert (
        loaded("a.txt", f"{top}{LONG}\n\nToon mij de aanpak\nGeld\n\n{LONG} Ja!").text
        == f"Samen\n\n{LONG}\n\nGeld\n\n{LONG} Ja!"
    )


def test_recognition_noise_goes_and_no_sentence_closes_over_the_gap() -> None:
    slide = "De partners kiezen\n~ ‘f |x |\nvoor een doel.\n\n=>» Het helpt om te kiezen\nvoor de lange duur\n"
    text = loaded("a.txt", f"Verslag\n\n{LONG}\n\n{slide}").text
    assert "~" not in text
    assert "kiezen voor een doel" not in text
    assert "• Het helpt om te kiezen voor de lange duur" in text


def test_text_without_capitals_or_stops_is_one_paragraph() -> None:
    line = "dit gaat over samenwerken tussen gemeenten en provincies en " * 40
    assert outline(loaded("a.txt", line)) == [(Kind.PROSE, line.strip())]


def test_other_encodings_and_one_damaged_byte_are_read() -> None:
    assert "coördinatie" in loaded("a.txt", f"De coördinatie. {LONG}".encode("cp1252")).text
    assert "coördinatie" in loaded("a.txt", f"De coördinatie. {LONG}".encode("utf-16")).text
    assert (
        "coördinatie"
        in loaded("a.txt", f"De coördinatie, één regio, geïnd, geëist, ré. {LONG}".encode() + b"\xff").text
    )
