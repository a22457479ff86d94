"""The programmes and organisations that a question names, and the words that it has besides."""

import re
from dataclasses import dataclass, replace

from bot.counting import cues
from bot.model import Query
from bot.programmes import Gathered, Programme
from ingest import dutch
from ingest.facts.names import Name
from ingest.facts.organisations import BodyKind
from ingest.facts.spelling import is_abbreviation

_LONGEST_NAME = 8  # words


@dataclass(frozen=True, slots=True)
class Named:
    """What a text names, and the rest of its words."""

    programmes: tuple[Programme, ...]
    bodies: tuple[Name, ...]
    rest: str
    beside: bool = False  # it only puts another name in the place of the one before: "En Vitens?"


def named(query: Query, gathered: Gathered) -> Named:
    """What a question names; a follow-up that names something itself does not ask about what was named before."""
    own = _read(query.focus or query.text, gathered)
    if not query.focus or query.focus == query.text:
        return own
    before = _read(query.text.removeprefix(query.focus).strip().removeprefix("(").removesuffix(")"), gathered)
    itself = own if own.programmes or own.bodies else before
    beside = itself is own and not own.programmes and cues.BESIDES.issuperset(dutch.words(own.rest))
    beside = beside and not any(is_place(body, gathered) for body in own.bodies)
    # A name that is carried over has lost its small words, so that it may not be known: "Vallei Veluwe".
    carried = " ".join(word for word in before.rest.split() if not (beside and word[0].isupper()))
    return Named(itself.programmes, itself.bodies, f"{own.rest} {carried}", beside)


def with_letters(found: Named, gathered: Gathered) -> Named:
    """The same with the one word of capitals that nothing is known of as an organisation: "doet UCERF mee"."""
    letters = [word for word in found.rest.split() if is_abbreviation(word)]
    if found.programmes or found.bodies or len(letters) != 1:
        return found
    rest = " ".join(word for word in found.rest.split() if word not in letters)
    return replace(found, bodies=(gathered.names.canonical(letters[0], partner=True),), rest=rest)


def is_place(name: Name, gathered: Gathered) -> bool:
    """Whether programmes may work in what is called so."""
    return name.kind in (BodyKind.PROVINCE, BodyKind.MUNICIPALITY, BodyKind.REGIONAL) or name.key in gathered.regions


def _read(text: str, gathered: Gathered) -> Named:
    """The names in a text, the longest first; of "X van Y" it is X that is meant."""
    words = re.sub(r"[?!,;:.]+(?=\s|$)", " ", text).split()
    programmes: dict[str, Programme] = {}
    bodies: dict[str, Name] = {}
    rest: list[str] = []
    since: list[str] = []  # the words since the last name of a programme
    while words:
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            called = " ".join(words[:length])
            name = gathered.names.asked(called)
            if programme := gathered.find(called, name):
                if not (programmes and len(since) == 1 and dutch.fold(since[0]) == "van"):
                    programmes[programme.key] = programme
                since = []
            elif name and _is_body(name, gathered):
                bodies[name.key] = name
            else:
                continue
            del words[:length]
            break
        else:
            since.append(words[0])
            rest.append(words.pop(0))
    return Named(tuple(programmes.values()), tuple(bodies.values()), " ".join(rest))


def _is_body(name: Name, gathered: Gathered) -> bool:
    if name.kind is BodyKind.GENERIC:
        return False
    return name.kind is not BodyKind.OTHER or name.key in gathered.partner_names or name.key in gathered.regions
