"""What was not gathered: whether documents state more than they name, and whether they are silent on something."""

import re
from collections.abc import Sequence

from bot.compose.figures import figures
from bot.counting.count import Count
from bot.counting.cues import KINDS_OF_BODY, PARTNERS, PROGRAMME
from bot.programmes import Gathered, short_key
from ingest import dutch
from ingest.facts.model import Told
from ingest.facts.names import Name
from ingest.index.store import Store

_COUNTED = (PARTNERS, *KINDS_OF_BODY.values())
# Words by which a passage may tell of partners in a way that no rule understands.
_TOGETHER = re.compile(
    rf"{PARTNERS.pattern}|\b(samen|deelne\w*|onderteken\w*|sluiten|gesloten|aangesloten|trekkers?)\b"
)


def more_than(named: int, stated: Sequence[Told], things: Sequence[str]) -> bool:
    """Whether the newest stated total of such organisations is more than are named."""
    value = dutch.fold(stated[0].fact.value)
    words = _COUNTED if things and things[0] != "partner" else (PARTNERS,)
    if not any(word.search(value) for word in words):
        return not named
    return any(number.value > named for number in figures(value).numbers if not isinstance(number.value, str))


def is_silent_on(found: Count, gathered: Gathered, store: Store) -> bool:
    """Whether no document can tell what was asked: no passage with the name has a word for taking part.

    What a document names without saying in known words what it does, may be found by the search.
    """
    names = [form for name in found.about for form in _forms(name)]
    if found.relation == "with":
        programmes = [form for programme in gathered.programmes for form in _forms(programme.name)]
        naming = (entry.source.id for entry in store.entries() if _holds(names, store.text(entry.source.id)))
        passages = (passage for source_id in naming for passage in store.passages_of(source_id))
        return not any(_holds(names, p.text) and _may_tell(p.text, programmes) for p in passages)
    if found.relation == "member":
        return _never_together(_forms(found.about[0]), found.about[1], gathered, store)
    programme = gathered.programme(short_key(found.about[0])) if found.relation == "of" else None
    if programme is None:
        return False
    passages = (passage for source in programme.sources for passage in store.passages_of(source.id))
    return not any(_holds(names, p.text) and _TOGETHER.search(dutch.fold(p.text)) for p in passages)


def _never_together(body: Sequence[str], called: Name, gathered: Gathered, store: Store) -> bool:
    """Whether no passage that names an organisation names the programme too, or is of a document about it."""
    programme = gathered.programme(short_key(called))
    about = {source.id for source in programme.sources} if programme else set()
    naming = [entry.source.id for entry in store.entries() if _holds(body, store.text(entry.source.id))]
    passages = (passage for source_id in naming for passage in store.passages_of(source_id))
    forms = _forms(called)
    return not any(_holds(body, p.text) and (p.document_id in about or _holds(forms, p.text)) for p in passages)


def _may_tell(passage: str, programmes: Sequence[str]) -> bool:
    """Whether a passage speaks of a programme, or of somebody who takes part."""
    folded = dutch.fold(passage)
    return bool(_TOGETHER.search(folded) or PROGRAMME.search(folded)) or any(map(folded.__contains__, programmes))


def _forms(name: Name) -> list[str]:
    folded = [dutch.fold(form) for form in (name.canonical, *name.aliases)]
    return folded + [form.split(" ", 1)[1] for form in folded if form.startswith(("gemeente ", "provincie "))]


def _holds(names: Sequence[str], text: str) -> bool:
    folded = dutch.fold(text)
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names)
