"""What cannot be wrong in a list of sources by itself, but is not right either."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from ingest.model import Remark, Source


def doubts(sources: Sequence[Source], today: date, *, all_known: bool = True) -> list[Remark]:
    """What a secretary should look at: documents past their last day, and replacements that cannot be followed.

    Unless ``all_known``, a page that was replaced may stand in a part of a list that could not be read.
    """
    known = {source.id: source for source in sources}
    remarks: list[Remark] = []
    for source in sources:
        remarks += _expired(source, today)
        if all_known or "://" not in (source.supersedes or ""):
            remarks += _replacement(source, known)
    return remarks


def replaced(sources: Sequence[Source]) -> list[Remark]:
    """A remark for each document that another replaces and that is still in the collection."""
    ids = {source.id for source in sources}
    return [
        Remark(source.supersedes, f"Dit document is vervangen door {source.id}, maar doet nog mee als oude versie.")
        for source in sources
        if source.supersedes in ids and source.supersedes != source.id and source.supersedes
    ]


def _expired(source: Source, today: date) -> Iterator[Remark]:
    if source.valid_until and source.valid_until < today:
        day = f"{source.valid_until:%d-%m-%Y}"
        yield Remark(source.id, f"Dit document was geldig tot en met {day}. Controleer of het nog mee moet doen.")


def _replacement(source: Source, known: Mapping[str, Source]) -> Iterator[Remark]:
    old = source.supersedes
    if old is None:
        return
    if old not in known:
        near = get_close_matches(old, known, n=1)
        meant = f"Bedoelt u '{near[0]}'?" if near else "Is het weg, dan kan deze regel ook weg."
        yield Remark(source.id, f"Het document '{old}' dat hierdoor is vervangen, is er niet. {meant}")
    elif _leads_back(source, known):
        yield Remark(source.id, f"Dit document vervangt zichzelf, rechtstreeks of via '{old}'. Haal 'supersedes' weg.")


def _leads_back(source: Source, known: Mapping[str, Source]) -> bool:
    seen: set[str] = set()
    at = source.supersedes
    while at and at in known and at not in seen:
        seen.add(at)
        at = known[at].supersedes
    return source.id in seen
