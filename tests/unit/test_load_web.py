from datetime import date

from ingest.model import Kind
from tests.builders import loaded, outline

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."
BODY = f"""<h1>Samen</h1><p>{LONG}</p><h2>Gebieden</h2>
<ul><li>Kust. {LONG}</li><li><a href='/h'>Heide</a><ul><li>Noord</li></ul></li></ul>
<table><tr><th>Jaar</th><th>Geld</th></tr><tr><td>2024</td><td>5 <b>miljoen</b></td></tr></table>
<p>Lees meer over dit onderwerp</p>"""
EXPECTED = [
    (Kind.HEADING, "Samen"),
    (Kind.PROSE, LONG),
    (Kind.HEADING, "Gebieden"),
    (Kind.LIST, f"• Kust. {LONG}"),
    (Kind.LIST, "• Heide"),
    (Kind.LIST, "• Noord"),
    (Kind.TABLE, "Jaar | Geld"),
    (Kind.TABLE, "2024 | 5 miljoen"),
]
AROUND = (
    '<div class="cookie-bar"><p>Wij gebruiken cookies om te meten.</p></div><nav><ul><li>Home</li></ul></nav>',
    "<aside><p>Andere berichten over dit onderwerp staan hier.</p></aside><footer><p>Privacy en contact</p></footer>",
)


def test_the_main_part_of_a_page_is_read_without_menu_cookies_and_footer() -> None:
    page = f"<html><body>{AROUND[0]}<main>{BODY}</main>{AROUND[1]}</body></html>"
    assert outline(loaded("a.html", page)) == EXPECTED


def test_a_page_that_marks_no_main_part_is_read_the_same() -> None:
    menu = "<div><ul><li><a href='/'>Over onze organisatie en haar partners</a></li></ul></div>"
    other = (
        "<div><h3>Andere berichten</h3><ul><li><a href='/b'>Een heel ander bericht van vorig jaar</a></li></ul></div>"
    )
    page = f"<html><body>{AROUND[0]}{menu}<div id='x'>{BODY}</div>{other}{AROUND[1]}</body></html>"
    assert outline(loaded("a.htm", page)) == EXPECTED


def test_the_head_of_a_page_describes_it() -> None:
    head = (
        '<meta charset="utf-8"><title>Samen aan de slag | Provincie Drenthe</title>'
        '<meta name="dcterms.date" content="2023-10-16"><link rel="canonical" href="https://example.org/samen">'
    )
    source = loaded("a.html", f"<html><head>{head}</head><body><main>{BODY}</main></body></html>").source
    assert (source.title, source.publisher) == ("Samen aan de slag", "Provincie Drenthe")
    assert (source.published_on, source.url) == (date(2023, 10, 16), "https://example.org/samen")


def test_line_breaks_with_dashes_are_a_list_and_questions_that_fold_out_are_headings() -> None:
    question = f"<details><summary>Wie betaalt?</summary><p>{LONG}</p></details>"
    body = f"<main><h1>Vragen</h1>{question}<p>- een<br>- twee</p></main>"
    assert outline(loaded("a.html", body))[1:] == [
        (Kind.HEADING, "Wie betaalt?"),
        (Kind.PROSE, LONG),
        (Kind.LIST, "• een"),
        (Kind.LIST, "• twee"),
    ]


def test_the_declared_encoding_of_a_page_counts() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><main><p>Coördinatie. {LONG}</p></main></body></html>'
    assert "Coördinatie" in loaded("a.html", page.encode("iso-8859-1")).text


def test_markdown_tables_lists_and_questions_keep_their_kind() -> None:
    text = "# Vragen\n\n## Wie betaalt?\n\nHet Rijk betaalt *mee*:\n\n- voor de **helft**;\n- elk jaar.\n\n"
    text += "| A | B |\n|---|---|\n| 1 | 2 |\n"
    assert outline(loaded("a.md", text))[1:] == [
        (Kind.HEADING, "Wie betaalt?"),
        (Kind.PROSE, "Het Rijk betaalt mee:"),
        (Kind.LIST, "• voor de helft;"),
        (Kind.LIST, "• elk jaar."),
        (Kind.TABLE, "A | B"),
        (Kind.TABLE, "1 | 2"),
    ]
