"""XML from strangers: no entity is followed, nothing is fetched, and no depth or size blows it up."""

from typing import Any

from ingest.errors import Rejected

Element = Any  # lxml ships no type information
_UNSAFE = (
    "Het bestand verwijst naar gegevens buiten zichzelf (een XML-entiteit). Dat is niet veilig; het is niet gelezen."
)


def parsed_xml(data: bytes) -> Element:
    """The root of an XML document; raises ``Rejected`` when it declares entities, ``SyntaxError`` when it is broken."""
    from lxml import etree

    refuse_entities(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(data, parser)


def refuse_entities(data: bytes) -> None:
    """Raise ``Rejected`` when XML declares entities: no program of an office writes any."""
    if b"<!ENTITY" in data or "<!ENTITY".encode("utf-16-le") in data or "<!ENTITY".encode("utf-16-be") in data:
        raise Rejected(_UNSAFE)
