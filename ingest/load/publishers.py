"""Who publishes a document: an organisation, never the person or the login name that wrote the file."""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.clean import squeeze
from ingest.facts.organisations import Body, BodyKind, organisations
from ingest.load.head import first_page
from ingest.model import Block, Kind

_ORGANISATION = re.compile(  # words that stand in names of organisations, and not in those of people
    r"\b(?:provincie|gemeente|ministerie|waterschap|hoogheemraadschap|wetterskip|universiteit|hogeschool|instituut"
    r"|stichting|vereniging|co[oö]peratie|unie\s+van|inspectie|agentschap|autoriteit|commissie|secretariaat|overheid"
    r"|regio|samenwerkingsverband|netwerk|directoraat|directie|gemeenteraad|\w{4,}raad|\w*bureau|\w*dienst"
    r"|\w*centrum|\w*overleg|\w*regio|\w*team|\w*platform|\w*schap|(?:tweede|eerste)\s+kamer|rekenkamer|staten"
    r"|rijks\w{4,}|municipality|province|ministry|university|institute|foundation|council|agency|association)\b"
    r"|\b(?:B\.?V\.?|N\.?V\.?|U\.A\.)$",
    re.IGNORECASE,
)
_PERSON = re.compile(r",\s*(?:\w+\.\s?)*[A-Z]\.|\([A-Z][a-zà-ÿ]+\)$")  # Vries, A. de (Anna)
_LONGEST_NAME = 6  # words of a listed name
_ISSUED = re.compile(
    r"(?:(?:uitgave|publicatie)\s+van|uitgegeven\s+door|uitgever\s*:|©\s*(?:\d{4})?)\s+(?:de\s+|het\s+)?(?P<who>\S.*)",
    re.IGNORECASE,
)
_CUT = re.compile(r"\s*(?:[|.;(]|\d|\b(?:foto|opmaak|ontwerp|vormgeving|tekst|datum)\b)", re.IGNORECASE)
_CONTACT = re.compile(
    r"bezoekadres|postadres|postbus|telefoon|contactpersoon|www\.|\w@\w|\bKvK\b|\bIBAN\b|\b\w+\.nl\b", re.IGNORECASE
)
_GREETING = re.compile(r"geachte\b|beste\b", re.IGNORECASE)
_ADDRESSEE = re.compile(r"aan\b|t\.\s?a\.\s?v\.", re.IGNORECASE)
_SIGNED = (
    (re.compile(r"(?:namens\s+)?gedeputeerde\s+staten\s+van\s+(?P<name>.+)", re.I), "provincie "),
    (re.compile(r"(?:het\s+college\s+van\s+)?burgemeester\s+en\s+wethouders\s+van\s+(?P<name>.+)", re.I), "gemeente "),
    (re.compile(r"(?:de\s+)?(?:minister|staatssecretaris)\s+van\s+(?P<name>.+)", re.I), "ministerie van "),
)
_BEHIND_NAME = re.compile(r"\W*(?:,|$|(?:de\s+)?voorzitter|namens)", re.IGNORECASE)
_OF_A_MUNICIPALITY = re.compile(r"\b(?:B\s?&\s?W|burgemeester\s+en\s+wethouders|gemeenteraad|raadsvergadering)\b", re.I)
_AREAS = (BodyKind.PROVINCE, BodyKind.MUNICIPALITY, BodyKind.WATER_BOARD, BodyKind.MINISTRY)
_OWN_NAME = re.compile(r"\s[A-ZÀ-Þ]")
_IMPRINT_LINE = 200  # characters; a longer paragraph tells of other publications
_OUTER = 40  # blocks at the beginning and at the end, among which an imprint stands
_ENDING = 12  # blocks, among which a letter is signed
_BELOW = 3  # blocks, among which an address follows the name in a letterhead
_TOP = 3  # blocks, where a name alone is that of who wrote what follows
_LONGEST = 120  # characters


def organisation_named(author: str | None, blocks: Iterable[Block] = ()) -> str | None:
    """What a file calls its author, when that is an organisation; a name that could be a person's is none.

    A name that no list knows is an organisation's when an address in the text is called after it.
    """
    name = squeeze(author or "")
    if not name or _PERSON.search(name):
        return None
    if _ORGANISATION.search(name) or any(_bodies_in(name)):
        return name
    host = re.compile(rf"(?:www\.|@|//){re.sub(r'[^a-z0-9]', '', name.casefold())}\.[a-z]{{2,3}}\b", re.IGNORECASE)
    return name if any(host.search(block.text) for block in blocks) else None


def publisher_of(blocks: Sequence[Block], title: str) -> str | None:
    """The organisation that the imprint, the letterhead, the signature or the title of a document names."""
    page = first_page(blocks)
    found = (
        _of_imprint(blocks)
        or letterhead(page)
        or _signed(blocks[max(len(blocks) // 2, len(blocks) - _ENDING) :])
        or _of_title(page, title)
    )
    return found[0].upper() + found[1:] if found else None


def letterhead(page: Sequence[Block]) -> str | None:
    """The government body whose name stands alone on a first page, on top or with an address below it.

    A letter also holds the name of whom it is for, so there the address must be one to write or to call to.
    """
    is_letter = any(_GREETING.match(block.text) for block in page)
    for at, block in enumerate(page):
        if block.kind not in (Kind.PROSE, Kind.HEADING) or len(block.text) > _LONGEST:
            continue
        body = organisations().find(block.text)
        if body is None or body.kind is BodyKind.UMBRELLA:
            continue
        below = page[at + 1 : at + 1 + _BELOW]
        is_for = any(_ADDRESSEE.match(other.text) for other in (*page[max(at - 1, 0) : at], *below[:1]))
        on_top = at < _TOP and not is_letter
        if not is_for and (on_top or any(_CONTACT.search(other.text) for other in below)):
            return block.text
    return None


def _of_imprint(blocks: Sequence[Block]) -> str | None:
    outer = blocks if len(blocks) <= 2 * _OUTER else (*blocks[:_OUTER], *blocks[-_OUTER:])
    for block in outer:
        if len(block.text) <= _IMPRINT_LINE and (issued := _ISSUED.search(block.text)):
            who = _CUT.split(issued["who"], maxsplit=1)[0].strip(" ,:-–")
            if body := _leading(who):
                return body
            if len(who) <= _LONGEST and _ORGANISATION.match(who) and _OWN_NAME.search(who):
                return who
    return None


def _signed(blocks: Iterable[Block]) -> str | None:
    """Of which body the board or the minister signs; a sentence about them goes on behind the name."""
    for block in blocks:
        for form, word in _SIGNED:
            signed = form.match(block.text) if len(block.text) <= _LONGEST else None
            name = _leading(word + signed["name"]) if signed else None
            if signed and name and _BEHIND_NAME.match((word + signed["name"])[len(name) :]):
                return name
    return None


def _of_title(page: Sequence[Block], title: str) -> str | None:
    """The body whose name opens the title or the first line, or the municipality whose board or council it names."""
    for line in (title, *(block.text for block in page[:1] if len(block.text) <= _LONGEST)):
        name = _leading(line)
        rest = line[len(name) :].lstrip() if name else ""
        if name and len(name) < len(line) and rest[:1].isupper():
            return name
    if _OF_A_MUNICIPALITY.search(title):
        places = {body.name for word in title.split() if (body := organisations().find(f"gemeente {word}"))}
        return places.pop() if len(places) == 1 else None
    return None


def _leading(text: str) -> str | None:
    """The longest beginning of ``text`` that names a province, municipality, water board or ministry; or all of it."""
    words = text.split()
    for end in range(min(len(words), _LONGEST_NAME + 2), 0, -1):
        name = " ".join(words[:end]).rstrip(",;:.")
        body = organisations().find(name)
        if body and (body.kind in _AREAS or end == len(words)):
            return name
    return None


def _bodies_in(name: str) -> Iterator[Body]:
    words = re.findall(r"[^\s,;/()|]+", name)
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_NAME, len(words)) + 1):
            if body := organisations().find(" ".join(words[start:end])):
                yield body
