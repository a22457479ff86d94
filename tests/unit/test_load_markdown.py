from ingest.model import Kind
from tests.builders import loaded, outline

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."


def test_an_admonition_is_the_heading_of_the_text_indented_below_it_and_of_no_more() -> None:
    text = (
        f'# Vragen over water\n\n{LONG}\n\n??? question "Wie betaalt het water?"\n    Dat doet de provincie.\n\n'
        f"    - in Assen\n    - in Emmen\n\nVerder geldt het volgende.\n\n!!! note\n    Let op de regen.\n"
    )
    document = loaded("a.md", text)
    assert outline(document)[2:] == [
        (Kind.HEADING, "Wie betaalt het water?"),
        (Kind.PROSE, "Dat doet de provincie."),
        (Kind.LIST, "• in Assen"),
        (Kind.LIST, "• in Emmen"),
        (Kind.PROSE, "Verder geldt het volgende."),
        (Kind.PROSE, "Let op de regen."),
    ]
    paths = {section.span.of(document.text): section.heading_path for section in document.sections}
    assert paths["Dat doet de provincie."] == ("Wie betaalt het water?",)
    assert paths["Verder geldt het volgende.\n\nLet op de regen."] == ()


def test_an_admonition_in_a_block_of_code_is_code() -> None:
    document = loaded("a.md", f'# Uitleg\n\n{LONG}\n\n```\n!!! note "Zo schrijft u dit"\n    tekst\n```\n')
    assert (Kind.HEADING, "Zo schrijft u dit") not in outline(document)


def test_a_saved_page_has_its_own_heading_as_title_and_its_site_as_publisher() -> None:
    front = "---\ntitle: Projecten - Schoon Water\nurl: https://www.schoonwater.nl/project/\n---\n\n"
    above = "# Projecten - Schoon Water\n\nSource: https://www.schoonwater.nl/project/\n\n"
    document = loaded("a.md", f"{front}{above}# Water in de wijk\n\n{LONG}\n")
    assert outline(document) == [(Kind.HEADING, "Water in de wijk"), (Kind.PROSE, LONG)]
    source = document.source
    assert (source.title, source.publisher, source.url) == (
        "Water in de wijk",
        "Schoon Water",
        "https://www.schoonwater.nl/project/",
    )
    other = loaded(
        "a.md", f"---\ntitle: Water - een verkenning\nurl: https://www.schoonwater.nl/\n---\n\n# Water\n\n{LONG}\n"
    )
    assert (other.source.title, other.source.publisher) == ("Water - een verkenning", None)
