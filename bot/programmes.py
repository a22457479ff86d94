"""What all documents together say of programmes, partners and lessons: names made one, the newest first."""

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from bot.compose.figures import Figure, figures
from ingest import dutch
from ingest.embed import Embedder
from ingest.facts.correction import NO_CORRECTIONS, Corrections
from ingest.facts.corrections import read_corrections
from ingest.facts.grouping import group
from ingest.facts.model import Fact, FactKind, Told
from ingest.facts.names import Name, Names
from ingest.facts.organisations import BodyKind, organisations
from ingest.facts.spelling import is_abbreviation
from ingest.index.store import Store
from ingest.model import Source

_DESCRIBING = {"described as a programme": 0, "title of the document": 1}  # rules of ingest.facts, the best first
_KIND_OF_NAME = re.compile(
    r"^(?:(?:het|de|nationaa?le?|interbestuurlijke?|regiona(?:al|le)|provincia(?:al|le)|ibp|programma(?:['’]?s)?|"
    r"agenda(?:['’]?s)?|akkoord(?:en)?|convenant(?:en)?|pact|(?:bestuurs|samenwerkings)?overeenkomst|alliantie|voor|een)(?:\s+|$))+"
)
_LINKS = re.compile(r"\s(?:van|voor|in|de|het)(?=\s)")
_SHORTEST_CORE = 8  # letters of what is left of a name without its kind
_MANY = 500  # sayings, of which the grouping takes so long that it is begun before somebody asks for it
SAYINGS = (FactKind.SUCCESS_FACTOR, FactKind.LESSON, FactKind.OBSTACLE, FactKind.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme, agreement or partnership, and what is told of it, the newest first."""

    name: Name
    told: Mapping[FactKind, Sequence[Told]] = field(hash=False, compare=False)
    sources: Sequence[Source] = field(hash=False, compare=False)  # the documents about it

    @property
    def key(self) -> str:
        """A short name that fits in a button and a link; the same for as long as its name is."""
        return short_key(self.name)

    def of(self, kind: FactKind) -> Sequence[Told]:
        """What is told of one kind."""
        return self.told.get(kind, ())

    @property
    def described(self) -> Told | None:
        """What tells best what it is: a sentence that describes it, else the newest one that names it."""
        return min(self.of(FactKind.PROGRAMME), key=lambda told: _DESCRIBING.get(told.fact.rule, 2), default=None)

    @property
    def totals(self) -> Sequence[Told]:
        """The numbers of partners that documents state, each number where it was stated last."""
        stated: dict[tuple[Figure, ...], Told] = {}
        for told in self.of(FactKind.PARTNER_TOTAL):
            stated.setdefault(figures(told.fact.value).numbers, told)
        return tuple(stated.values())


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation, and in which programmes it takes part, with one proof for each document that says so."""

    name: Name
    programmes: Mapping[str, Sequence[Told]] = field(hash=False, compare=False)  # by the key of the programme

    @property
    def key(self) -> str:
        """A short name that fits in a button and a link."""
        return short_key(self.name)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one or more documents say in their own words, the newest first."""

    kind: FactKind
    told: Sequence[Told]

    @property
    def documents(self) -> int:
        """In how many documents it stands."""
        return len({told.source.id for told in self.told})


def core_of(called: str) -> str:
    """What a programme is called without the word for its kind, brackets and years; nothing for what may be a place."""
    plain = " ".join(dutch.words(re.sub(r"\([^)]*\)|\b(?:19|20)\d\d\b", " ", dutch.fold(called))))
    core = _LINKS.sub(" ", _KIND_OF_NAME.sub("", plain))
    place = organisations().names_a_place(core.split()[:2])  # "Overijssel", not "Strategie Overijssel"
    return "" if place or len(core) < _SHORTEST_CORE else core.replace(" ", "")


def short_key(name: Name) -> str:
    """The short name of what is called so: 12 hexadecimal digits."""
    return sha256(name.key.encode()).hexdigest()[:12]


# The years at the end of the name of a programme.
_PERIOD = re.compile(r"\s+\(?(?:19|20)\d\d\s?(?:[-–]|t/m|tot en met)\s?(?:19|20)\d\d\)?$")


class Gathered:
    """Everything that was gathered from one generation; built once, asked often, from several threads."""

    def __init__(
        self,
        facts: Sequence[Fact],
        sources: Mapping[str, Source],
        corrections: Corrections,
        alike: Callable[[Sequence[Told]], Iterable[Sequence[Told]]],
    ) -> None:
        """``alike`` groups sayings of several documents that say the same."""
        self.documents = len(sources)
        self._sources = sources
        self._alike = alike
        self._grouping = threading.Lock()
        self._lessons: Sequence[Lesson] | None = None
        self._facts = [fact for fact in corrections.applied_to(facts) if fact.document_id in sources]
        definitions = [(f.value, f.subject) for f in self._facts if f.kind is FactKind.ABBREVIATION and f.subject]
        named = [f.name for f in self._facts if f.kind in _NAMED]
        described = [name for source in sources.values() for name in _described(source)]
        subjects = [f.subject for f in self._facts if f.subject]
        called = [(f.value, f.subject) for f in self._facts if f.kind is FactKind.PROGRAMME and f.subject]
        # *Programma Noordzee 2022-2027* is what *Programma Noordzee* means, while no other period is known of it.
        periods = [(without, full) for full in [*named, *described] if (without := _PERIOD.sub("", full)) != full]
        plain = {without for without, _ in periods}
        shortened = [*periods, *(pair for pair in called if pair[0] not in plain)]
        self.names = Names([*named, *described, *subjects], definitions, corrections, shortened)

    @cached_property
    def programmes(self) -> Sequence[Programme]:
        """All programmes, by name."""
        told: dict[Name, dict[FactKind, list[Told]]] = defaultdict(lambda: defaultdict(list))
        for fact in self._facts:
            called = fact.subject or (fact.value if fact.kind is FactKind.PROGRAMME else "")
            if called:
                told[self.names.canonical(called)][fact.kind].append(Told(fact, self._sources[fact.document_id]))
        about: dict[Name, list[Source]] = defaultdict(list)
        for source in self._sources.values():
            for called in _described(source):
                about[self.names.canonical(called)].append(source)
        # Whoever is only the subject of something else, as of an abbreviation, may be anything.
        known = {name for name, kinds in told.items() if set(kinds) != {FactKind.ABBREVIATION}} | set(about)
        made = (self._programme(name, told.get(name, {}), about.get(name, [])) for name in known)
        return sorted(made, key=lambda programme: dutch.fold(programme.name.canonical))

    @cached_property
    def partners(self) -> Sequence[Partner]:
        """All organisations that take part in a programme, by name."""
        found: dict[Name, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
        for programme in self.programmes:
            for told in programme.of(FactKind.PARTNER):
                name = self.names.canonical(told.fact.name, partner=True)
                if name.kind is not BodyKind.GENERIC:
                    found[name][programme.key].append(told)
        partners = (Partner(name, programmes) for name, programmes in found.items())
        return sorted(partners, key=lambda partner: dutch.fold(partner.name.canonical))

    @property
    def lessons(self) -> Sequence[Lesson]:
        """All success factors, lessons, obstacles and recommendations; what most documents say comes first.

        Grouping many takes seconds, once; whoever asks meanwhile waits for it.
        """
        with self._grouping:
            if self._lessons is None:
                self._lessons = self.grouped(self.sayings)
            return self._lessons

    @cached_property
    def sayings(self) -> Sequence[Told]:
        """The success factors, lessons, obstacles and recommendations as documents say them, one by one."""
        return [Told(fact, self._sources[fact.document_id]) for fact in self._facts if fact.kind in SAYINGS]

    def grouped(self, sayings: Sequence[Told]) -> Sequence[Lesson]:
        """Some of them, together where documents say the same; what most documents say comes first."""
        groups = [newest_first(alike) for alike in self._alike(sayings)] if sayings else []
        together = {told for alike in groups for told in alike}
        made = [Lesson(alike[0].fact.kind, alike) for alike in groups]
        made += [Lesson(told.fact.kind, (told,)) for told in sayings if told not in together]
        return sorted(made, key=lambda lesson: (-lesson.documents, _later(lesson.told[0])))

    @cached_property
    def partner_names(self) -> frozenset[str]:
        """The keys of the names of all partners."""
        return frozenset(partner.name.key for partner in self.partners)

    @cached_property
    def regions(self) -> frozenset[str]:
        """The keys of the names of all regions that a programme or a document is said to be of."""
        said = [fact.value for fact in self._facts if fact.kind is FactKind.REGION]
        said += [source.region for source in self._sources.values() if source.region]
        return frozenset(self.names.canonical(region).key for region in said)

    def partner_named(self, name: Name) -> Partner | None:
        """The organisation of this name, when it takes part in something."""
        return next((partner for partner in self.partners if partner.name == name), None)

    def is_in(self, region: str, place: Name) -> bool:
        """Whether what a document calls its region is that place, or a part of the name that it goes by."""
        if not region:
            return False
        asked = {dutch.fold(name) for name in (place.canonical, *place.aliases)}
        asked |= {name.split(" ", 1)[1] for name in asked if name.startswith(("provincie ", "gemeente "))}
        told = dutch.fold(region)
        return any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told) for name in asked)

    def works_in(self, programme: Programme, place: Name) -> Sequence[Told]:
        """What says that a programme works in a place, the newest first."""
        return [told for told in programme.of(FactKind.REGION) if self.is_in(told.fact.value, place)]

    def is_of(self, told: Told, place: Name) -> bool:
        """Whether something is told of a place: its document is, or the programme that it is told of works there."""
        if told.source.region:
            return self.is_in(told.source.region, place)
        programme = self._by_key.get(short_key(self.names.canonical(told.fact.subject))) if told.fact.subject else None
        return programme is not None and bool(self.works_in(programme, place))

    def belongs(self, told: Told, programme: Programme) -> bool:
        """Whether something is told of a programme: by name, or because its document is about that."""
        subjects = [told.fact.subject] if told.fact.subject else _described(told.source)
        return any(self.names.canonical(subject) == programme.name for subject in subjects)

    def programme(self, key: str) -> Programme | None:
        """The programme with this short name."""
        return self._by_key.get(key)

    def find(self, called: str, name: Name | None) -> Programme | None:
        """The programme that somebody calls so, by the name that this means or by what it is called without its kind.

        Also by the letters that begin its name (*IBP Vitaal Platteland*); None when there is none, or it is not clear
        which.
        """
        found = self._by_key.get(short_key(name)) if name else None
        return found or self._by_core.get(core_of(called)) or self._by_letters.get(called)

    def partner(self, key: str) -> Partner | None:
        """The organisation with this short name."""
        return next((partner for partner in self.partners if partner.key == key), None)

    @cached_property
    def _by_key(self) -> Mapping[str, Programme]:
        return {programme.key: programme for programme in self.programmes}

    @cached_property
    def _by_core(self) -> Mapping[str, Programme]:
        """Programmes by what they are called without the word for their kind, where only one is called so."""
        found: dict[str, set[str]] = defaultdict(set)
        for programme in self.programmes:
            for form in (programme.name.canonical, *programme.name.aliases):
                found[core_of(form)].add(programme.key)
        return {core: self._by_key[next(iter(keys))] for core, keys in found.items() if core and len(keys) == 1}

    @cached_property
    def _by_letters(self) -> Mapping[str, Programme]:
        """Programmes by the abbreviation that their names begin with, where that is no organisation and of one only."""
        found: dict[str, set[str]] = defaultdict(set)
        for programme in self.programmes:
            for form in (programme.name.canonical, *programme.name.aliases):
                first, _, rest = form.partition(" ")
                if rest and is_abbreviation(first) and organisations().find(first) is None:
                    found[first].add(programme.key)
        return {letters: self._by_key[next(iter(keys))] for letters, keys in found.items() if len(keys) == 1}

    def _programme(self, name: Name, told: Mapping[FactKind, Sequence[Told]], described: Sequence[Source]) -> Programme:
        telling = {one.source.id: one.source for kind in told for one in told[kind] if kind is not FactKind.PARTNER}
        sources = telling | {source.id: source for source in described}
        ordered = sorted(
            sources.values(), key=lambda source: (source.published_on or date.min, source.id), reverse=True
        )
        return Programme(name, {kind: newest_first(ones) for kind, ones in told.items()}, ordered)


def _described(source: Source) -> list[str]:
    """The programmes that the list of sources says a document is about."""
    return [name.strip() for name in (source.programme or "").split(";") if name.strip()]


def newest_first(told: Iterable[Told]) -> Sequence[Told]:
    """What is told, the newest document first, in the order of its text."""
    return sorted(told, key=_later)


def _later(told: Told) -> tuple[int, str, int]:
    return -told.day.toordinal(), told.source.id, told.fact.span.start


_NAMED = (FactKind.PROGRAMME, FactKind.PARTNER, FactKind.PREDECESSOR, FactKind.SUCCESSOR, FactKind.REGION)


class Facts:
    """What was gathered from one generation, with the corrections of the secretariat as they stand now."""

    def __init__(self, store: Store, embedder: Embedder, corrections: Path | None = None) -> None:
        """``corrections`` is the file of the secretariat, which may change while a generation is live."""
        self._store = store
        self._embedder = embedder
        self._path = corrections
        self._lock = threading.Lock()
        self._made: tuple[float, Gathered] | None = None

    def gathered(self) -> Gathered:
        """Everything that was gathered; made anew when the corrections have changed. Raises IngestError."""
        changed = self._changed()
        with self._lock:
            if self._made is None or self._made[0] != changed:
                self._made = changed, self._gather()
            return self._made[1]

    def _changed(self) -> float:
        try:
            return self._path.stat().st_mtime if self._path else 0.0
        except OSError:
            return 0.0

    def _gather(self) -> Gathered:
        corrections = read_corrections(self._path) if self._path else NO_CORRECTIONS
        sources = {entry.source.id: entry.source for entry in self._store.entries()}
        gathered = Gathered(self._store.facts(), sources, corrections, self._alike)
        if len(gathered.sayings) > _MANY:
            threading.Thread(target=lambda: gathered.lessons, name="lessons", daemon=True).start()
        return gathered

    def _alike(self, told: Sequence[Told]) -> Iterable[Sequence[Told]]:
        """The groups that say the same; who stands alone is in none."""
        return (found.sayings for found in group(told, self._embedder))
