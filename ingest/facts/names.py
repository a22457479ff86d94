"""Which names mean the same programme or organisation; in doubt they do not.

Two names are joined when they differ in case, diacritics, articles, quotation marks or hyphens only, when the shipped
list of government bodies has both, when a document defines one as the abbreviation of the other and no document says
otherwise, or when the secretariat says so. What the secretariat keeps apart is never joined.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from ingest.facts.correction import NO_CORRECTIONS, Corrections
from ingest.facts.organisations import Body, BodyKind, organisations
from ingest.facts.spelling import (
    PROGRAMME,
    as_shown,
    bare_of,
    best_of,
    clean,
    fullness,
    halves_of,
    is_abbreviation,
    is_slip,
    is_written_as_name,
    key,
    read_off,
    tight,
    without_brackets,
    written_half,
)

_ROUNDS = 3  # an abbreviation in what an abbreviation stands for, and one more
_WORDS_OF_A_NAME = 2  # that "programma" may stand before without being a part of it


@dataclass(frozen=True, slots=True)
class Name:
    """A programme or organisation; two names that mean the same one are equal."""

    key: str
    kind: BodyKind = field(compare=False)
    canonical: str = field(compare=False)  # as people are shown it
    aliases: tuple[str, ...] = field(compare=False, default=())  # what else it is called


class Names:
    """Joins names, given those that were found, the abbreviations that documents define, and the corrections.

    ``definitions`` are pairs of an abbreviation and what it stands for, ``shortened`` pairs of the beginning of a name
    that a document uses for it, and the name. Building reads everything once; asking is a look in a table.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        definitions: Iterable[tuple[str, str]] = (),
        corrections: Corrections = NO_CORRECTIONS,
        shortened: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._organisations = organisations()
        self._long: dict[str, str] = {}  # by the key of an abbreviation, what it stands for
        self._half: dict[str, str] = {}  # the same by the key of a name that is written out in part
        self._unclear: set[str] = set()  # keys of abbreviations that stand for more than one thing
        self._apart: dict[str, str] = {}  # names that the secretariat keeps apart from what they would be joined with
        self._joined: dict[str, str] = {}
        self._cache: dict[tuple[str, bool], Name] = {}
        found = Counter(name for name in names if clean(name))
        pairs = {pair for short, long in definitions if (pair := read_off(short, long))}
        self._define({*pairs, *(half for pair in pairs for half in halves_of(*pair))})
        self._shorten(shortened)
        self._correct(corrections)
        said = {name for pair in pairs for name in pair} | {name for names in corrections.same for name in names}
        self._spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for name, count in (found + Counter(said)).items():
            self._spellings[self._identity(name)][as_shown(name)] += count

    def canonical(self, name: str, *, partner: bool = False) -> Name:
        """What ``name`` means; of a name that nothing is known of, itself.

        ``partner`` says that it is known to be an organisation, as the partner of a programme is: then "Zwolle" is the
        municipality. Otherwise it may as well be the town.
        """
        if (name, partner) not in self._cache:
            self._cache[name, partner] = self._name(name, partner=partner)
        return self._cache[name, partner]

    def same(self, a: str, b: str, *, partner: bool = False) -> bool:
        """Whether both names certainly mean the same; "de provincie" here and there does not."""
        first, second = self.canonical(a, partner=partner), self.canonical(b, partner=partner)
        return first == second and first.kind is not BodyKind.GENERIC

    def asked(self, typed: str) -> Name | None:
        """What a person means who typed ``typed``, perhaps without capitals; None when that is unknown or unclear.

        Of names that differ in their capitals only, the one that the documents write most often.
        """
        forms = [typed, typed.upper(), typed.title()] if typed.islower() else [typed]
        found = {name.key: name for form in forms if (name := self._known(form))}
        often = Counter({key: sum(self._spellings.get(key, {}).values()) for key in found}).most_common(2)
        clear = len(often) == 1 or (len(often) > 1 and often[0][1] > often[1][1])
        return found[often[0][0]] if clear else None

    def _known(self, name: str) -> Name | None:
        known = self._identity(name, partner=True) in self._spellings or self._body(name, partner=True)
        return self._name(name, partner=True) if known else None

    def _name(self, name: str, *, partner: bool) -> Name:
        identity = self._identity(name, partner=partner)
        spellings = self._spellings.get(identity, Counter[str]())
        bodies = {body for text in (name, *spellings) if (body := self._body(text, partner=partner))}
        body = min(bodies, key=lambda body: body.name, default=None)
        shown = body.name if body else best_of(spellings) or as_shown(name)
        others = {*spellings, *(called for body in bodies for called in (body.name, *body.others))} - {shown}
        kind = body.kind if body else self._organisations.kind_of(shown)
        return Name(identity, kind, shown, tuple(sorted(others)))

    def _body(self, name: str, *, partner: bool = False) -> Body | None:
        if key(without_brackets(name)) in self._unclear:
            return None
        return self._organisations.find(name, partner=partner)

    def _identity(self, name: str, *, partner: bool = False) -> str:
        """What names that mean the same have in common."""
        if own := self._apart.get(clean(name)) or self._apart.get(f"~{key(name)}"):
            return self._root(own)
        return self._root(self._plain(name, partner=partner))

    def _root(self, identity: str) -> str:
        while identity in self._joined:
            identity = self._joined[identity]
        return identity

    def _plain(self, name: str, *, partner: bool = False) -> str:
        """The same without the corrections."""
        if body := self._body(name, partner=partner):
            return key(body.name)
        text = clean(without_brackets(name))
        for _ in range(_ROUNDS):
            if text == (longer := self._spelled_out(text)):
                break
            text = longer
        if body := self._body(text, partner=partner):
            return key(body.name)
        folded = key(text)
        if not is_written_as_name(text):
            return f"~{folded}"  # ordinary words are no name
        return tight(folded.removeprefix(PROGRAMME) if self._is_its_kind(folded) else folded)

    def _spelled_out(self, text: str) -> str:
        if long := self._half.get(tight(key(text))) or (is_abbreviation(text) and self._long.get(key(text))):
            return long
        return " ".join(
            self._long.get(key(bare), word) if is_abbreviation(bare := bare_of(word)) else word for word in text.split()
        )

    def _is_its_kind(self, folded: str) -> bool:
        """Whether "programma" in front says what it is; in "Programma Utrecht" it is a part of the name."""
        rest = folded.removeprefix(PROGRAMME)
        words = rest.split()
        if rest == folded or len(words) < _WORDS_OF_A_NAME or any(word.isdigit() for word in words):
            return False
        return not self._organisations.names_a_place(words)

    def _define(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Take in what abbreviations stand for; one that stands for two things is joined with neither.

        What one stands for may hold another one, so that two meanings may turn out to be the same later.
        """
        meanings: dict[str, set[str]] = defaultdict(set)
        for short, long in sorted(pairs, key=lambda pair: fullness(pair[1]), reverse=True):
            known = meanings[key(short)]
            if listed := self._organisations.find(short):
                known.add(listed.name)
            if not any(is_slip(long, other) for other in known):
                known.add(long)
        for _ in range(_ROUNDS):
            self._unclear = {short for short, longs in meanings.items() if len(set(map(self._meant, longs))) > 1}
            clear = meanings.keys() - self._unclear
            self._long = {short: max(meanings[short], key=fullness) for short in clear}

        halves = [
            (half, long) for short, long in pairs if key(short) in self._long for half in written_half(short, long)
        ]
        self._half = {tight(key(half)): long for half, long in halves}

    def _shorten(self, shortened: Iterable[tuple[str, str]]) -> None:
        """Join what documents call a programme for short with its name, unless they mean different ones by it."""
        meant: dict[str, set[str]] = defaultdict(set)
        for short, full in shortened:
            meant[self._plain(short)].add(self._plain(full))
        full_names = {full for fulls in meant.values() for full in fulls if fulls != {full}}
        for short, fulls in meant.items():
            if len(fulls) == 1 and short not in fulls | full_names and not short.startswith("~"):
                self._joined[short] = next(iter(fulls))

    def _meant(self, long: str) -> str:
        return self._plain(long, partner=True)  # a ministry is defined by the rest of its name

    def _correct(self, corrections: Corrections) -> None:
        """Join and keep apart what the secretariat says; what is kept apart wins."""
        apart = [pair for names in corrections.different for pair in combinations(names, 2)]
        for pair in apart:
            if len(set(map(self._plain, pair))) == 1:
                rest, own = sorted(pair, key=fullness, reverse=True)
                self._apart[clean(own) if key(own) == key(rest) else f"~{key(own)}"] = f"≠{key(own)}"
        for names in corrections.same:
            for first, second in pairwise(names):
                self._join(first, second, apart)

    def _join(self, first: str, second: str, apart: Iterable[tuple[str, str]]) -> None:
        one, other = self._identity(first), self._identity(second)
        if one != other:
            self._joined[other] = one
            if any(self._identity(a) == self._identity(b) for a, b in apart):
                del self._joined[other]
