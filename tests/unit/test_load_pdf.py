from dataclasses import replace
from datetime import date

import pytest

from ingest.load.pdf_layout import rows_of
from ingest.load.pdf_runs import Run
from ingest.model import Kind
from ingest.split import split
from tests.builders import Canvas, loaded, outline


def test_headings_are_told_by_their_type_and_paragraphs_flow_again() -> None:
    page = Canvas()
    page.text(60, 80, "Samen aan", "de slag", size=20, bold=True)
    page.text(60, 140, "Zwolle, 3 mei 2021")
    page.text(60, 170, "Stap 1. Verkenning", size=14, bold=True)
    page.text(
        60, 190, "De partners in Noordwest-", "Overijssel kiezen een doel voor de samen-", "werking in het gebied."
    )
    document = loaded("a.pdf", page.bytes())
    assert outline(document) == [
        (Kind.HEADING, "Samen aan de slag"),
        (Kind.PROSE, "Zwolle, 3 mei 2021"),
        (Kind.HEADING, "Stap 1. Verkenning"),
        (Kind.PROSE, "De partners in Noordwest-Overijssel kiezen een doel voor de samenwerking in het gebied."),
    ]
    assert (document.source.title, document.source.published_on) == ("Samen aan de slag", date(2021, 5, 3))
    assert document.sections[-1].page == 1


def test_running_headers_footers_and_page_numbers_are_left_out_and_pages_are_counted() -> None:
    pages = Canvas()
    for number, line in enumerate(["Het eerste blad gaat over water.", "Het tweede blad gaat over geld."], start=1):
        pages.text(60, 30, "Provincie Drenthe", size=8)
        pages.text(60, 120, line)
        pages.text(60, 810, f"Jaarverslag, blad {number}", size=8)
        pages.text(300, 810, f"{number}", size=8)
        pages.next_page()
    document = loaded("a.pdf", pages.bytes())
    assert [(p.page, p.text) for p in split(document)] == [
        (1, "Het eerste blad gaat over water."),
        (2, "Het tweede blad gaat over geld."),
    ]
    assert document.source.publisher == "Provincie Drenthe"


def test_a_sentence_that_runs_on_over_a_note_and_the_page_end_stays_whole() -> None:
    pages = Canvas()
    pages.text(60, 120, "De partners leggen ieder een", "deel van het geld in en zij")
    pages.text(60, 700, "1 Zie het jaarverslag van de regio.", size=7)
    pages.next_page()
    pages.text(60, 120, "kijken na een jaar", "hoe het gaat.")
    assert outline(loaded("a.pdf", pages.bytes()))[0] == (
        Kind.PROSE,
        "De partners leggen ieder een deel van het geld in en zij kijken na een jaar hoe het gaat.",
    )


LEFT = [
    "Links begint een verhaal dat over",
    "meerdere regels doorloopt en dan",
    "ophoudt. Daarna volgt er nog",
    "een zin.",
]
RIGHT = [
    "Rechts staat iets anders dat",
    "ook over regels loopt en niets",
    "met links te maken heeft, en",
    "dat is alles.",
]


@pytest.mark.parametrize("by_column", [True, False], ids=["column by column", "line by line"])
def test_two_columns_are_read_one_after_the_other(by_column: bool) -> None:
    page = Canvas()
    if by_column:
        page.text(60, 100, *LEFT)
        page.text(310, 100, *RIGHT)
    else:
        for index, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            page.text(60, 100 + 14 * index, left)
            page.text(310, 100 + 14 * index, right)
    text = loaded("a.pdf", page.bytes()).text
    assert text.split("\n\n") == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_table_keeps_its_rows_and_cells() -> None:
    page = Canvas()
    page.text(60, 80, "De bedragen staan hieronder:")
    for row, (year, what) in enumerate(
        [("Jaar", ["Doel"]), ("2023", ["Meer stuwen in het", "beekdal"]), ("2024", ["Bodem"])]
    ):
        page.box(55, 100 + 40 * row, 100, 40)
        page.box(155, 100 + 40 * row, 200, 40)
        page.text(60, 115 + 40 * row, year)
        page.text(160, 115 + 40 * row, *what)
    page.text(60, 260, "De rest volgt later.")
    assert outline(loaded("a.pdf", page.bytes())) == [
        (Kind.PROSE, "De bedragen staan hieronder:"),
        (Kind.TABLE, "Jaar | Doel"),
        (Kind.TABLE, "2023 | Meer stuwen in het beekdal"),
        (Kind.TABLE, "2024 | Bodem"),
        (Kind.PROSE, "De rest volgt later."),
    ]


def test_bullets_and_numbers_make_items_wherever_the_file_paints_them() -> None:
    page = Canvas()
    end = page.text(80, 100, "water vasthouden in", "het beekdal;", "zuinig zijn met water.")
    page.text(60, end, "1. De partners betalen samen.", "2. De raad beslist.")
    page.text(62, 100, "•")
    page.text(62, 100 + 2 * 11 * 1.3, "•")
    assert outline(loaded("a.pdf", page.bytes())) == [
        (Kind.LIST, "• water vasthouden in het beekdal;"),
        (Kind.LIST, "• zuinig zijn met water."),
        (Kind.LIST, "• De partners betalen samen."),
        (Kind.LIST, "• De raad beslist."),
    ]


def test_the_items_of_a_list_part_from_its_lead_in_and_from_each_other_without_room_between_them() -> None:
    page = Canvas()
    page.text(
        60,
        100,
        "Er zijn drie principes voor de samenwerking in het gebied:",
        "1. Begin klein, en leer van wat er misgaat",
        "in het eerste jaar.",
        "2. Meet elk jaar.",
        "II. De provincie helpt met mensen en geld:",
        "o bij de start",
        "o en bij het einde",
    )
    page.text(60, 300, "A. de Boer")
    assert outline(loaded("a.pdf", page.bytes())) == [
        (Kind.PROSE, "Er zijn drie principes voor de samenwerking in het gebied:"),
        (Kind.LIST, "• Begin klein, en leer van wat er misgaat in het eerste jaar."),
        (Kind.LIST, "• Meet elk jaar."),
        (Kind.LIST, "• II. De provincie helpt met mensen en geld:"),
        (Kind.LIST, "• bij de start"),
        (Kind.LIST, "• en bij het einde"),
        (Kind.PROSE, "A. de Boer"),
    ]


def test_a_number_at_the_start_of_a_line_is_no_item_in_the_middle_of_a_sentence() -> None:
    page = Canvas()
    page.text(60, 100, "De raad kijkt naar wat in artikel", "3. staat, en beslist dan.")
    assert outline(loaded("a.pdf", page.bytes())) == [
        (Kind.PROSE, "De raad kijkt naar wat in artikel 3. staat, en beslist dan.")
    ]


def test_a_table_of_contents_is_no_text() -> None:
    page = Canvas()
    page.text(60, 60, "Inhoud", size=16, bold=True)
    page.text(
        60, 100, "1. Inleiding .................................. 3", "2. Partners .................................. 5"
    )
    page.text(60, 300, "Dit verslag gaat over water.")
    assert outline(loaded("a.pdf", page.bytes())) == [(Kind.PROSE, "Dit verslag gaat over water.")]


@pytest.mark.parametrize(("last", "is_contents"), [("3", True), ("9", False)], ids=["page numbers", "figures"])
def test_a_table_of_contents_without_dots_leads_to_pages_that_there_are(last: str, is_contents: bool) -> None:
    pages = Canvas()
    for row, (name, number) in enumerate([("Noord", "1"), ("Oost", "2"), ("Zuid", "2"), ("West", last)]):
        pages.text(60, 100 + 20 * row, name)
        pages.text(400, 100 + 20 * row, number)
    for _ in range(3):
        pages.next_page()
        pages.text(60, 100, "Dit verslag gaat over water.")
    kinds = {kind for kind, _ in outline(loaded("a.pdf", pages.bytes()))}
    assert (Kind.TABLE not in kinds) is is_contents


def test_the_mark_of_a_footnote_is_no_part_of_a_figure() -> None:
    page = Canvas()
    page.markup(
        60, 100, "Er is 1.200 m<super>2</super> nodig sinds 2019<super>3</super>, voor het team<super>4</super> zelf."
    )
    assert loaded("a.pdf", page.bytes()).text == "Er is 1.200 m2 nodig sinds 2019, voor het team zelf."


def test_a_sentence_over_the_page_end_has_both_pages_and_the_next_one_its_own() -> None:
    pages = Canvas()
    pages.text(60, 120, "De eerste zin staat op blad een. De partners leggen ieder een", "deel van het geld in en zij")
    pages.next_page()
    pages.text(60, 120, "kijken na een jaar hoe het gaat. De volgende zin hoort bij", "blad twee.")
    document = loaded("a.pdf", pages.bytes())
    first, second = split(document)
    assert first.text.endswith(
        "De partners leggen ieder een deel van het geld in en zij kijken na een jaar hoe het gaat."
    )
    assert (first.page, first.last_page) == (1, 2)
    assert (second.page, second.last_page, second.text) == (2, None, "De volgende zin hoort bij blad twee.")


def test_every_footnote_stays_whole_and_apart_below_the_text() -> None:
    page = Canvas()
    body = "De regels staan in de wet en gelden sinds dit jaar. "
    page.text(60, 120, *[body.strip()] * 5)
    page.markup(60, 680, "<font size=7><super>1</super> Kamerstuk 31 239, over de samenwerking tussen de</font>")
    page.text(66, 689, "provincies en het Rijk.", size=7)
    page.markup(60, 700, "<font size=7><super>2</super> https://example.nl/nieuws/samen-werken-aan-</font>")
    page.text(66, 709, "water-in-de-stad en andere bladen.", size=7)
    for number, top, text in ((3, 719, "Zie het jaarverslag."), (4, 728, "Zie ook de begroting.")):
        page.text(60, top - 2, str(number), size=4.5)
        page.text(64, top, text, size=7)
    assert [text for _, text in outline(loaded("a.pdf", page.bytes()))] == [
        (body * 5).strip(),
        "1 Kamerstuk 31 239, over de samenwerking tussen de provincies en het Rijk.",
        "2 https://example.nl/nieuws/samen-werken-aan-water-in-de-stad en andere bladen.",
        "3 Zie het jaarverslag.",
        "4 Zie ook de begroting.",
    ]


def test_the_imprint_of_a_parliamentary_paper_is_no_text() -> None:
    page = Canvas()
    page.text(60, 120, "Het antwoord van de minister staat hieronder.")
    page.text(60, 780, "ah-tk-20232024-1999", "ISSN 0921 - 7398", "’s-Gravenhage 2024", size=6)
    page.text(260, 790, "Tweede Kamer, vergaderjaar 2023–2024, Aanhangsel", size=9)
    assert loaded("a.pdf", page.bytes()).text == "Het antwoord van de minister staat hieronder."


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["De netbeheerders van ENTSO-", "E overleggen met het Rijk."], "ENTSO-E overleggen"),
        (["Het geld gaat naar de CCS-", "projecten in de havens."], "CCS-projecten in"),
        (["Het plan van Noord-", "Brabant is in mei vastgesteld."], "Noord-Brabant is"),
        (["De wind- en zonne-", "energie en de samen-", "werking in het gebied."], "samenwerking in"),
    ],
)
def test_real_hyphens_survive_the_end_of_a_line_and_soft_ones_do_not(lines: list[str], text: str) -> None:
    page = Canvas()
    page.text(60, 120, *lines)
    assert text in loaded("a.pdf", page.bytes()).text


def test_letters_without_a_size_do_not_stop_the_reading() -> None:
    lines = [Run(f"Regel {n} van een tabel", 60, 200, 700 - 12 * n, 710 - 12 * n, 0) for n in range(4)]
    assert rows_of(lines, replace(lines[0], size=10))
