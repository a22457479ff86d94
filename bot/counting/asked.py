"""What a question wants to have counted or gathered: read from its words, and from the names in it."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.compose.answer_type import expected_items
from bot.counting import cues
from bot.counting.named import Named, named, with_letters
from bot.model import Query
from bot.programmes import Gathered, Programme
from ingest import dutch
from ingest.facts.model import FactKind
from ingest.facts.names import Name
from ingest.facts.organisations import BodyKind

_THINGS = (cues.PROGRAMME, cues.PARTNERS, cues.EVERYTHING, *cues.SAYINGS.values(), *cues.KINDS_OF_BODY.values())
# "Hoeveel" counts the noun behind it; without one, as in "hoeveel zijn dat er", what was asked about before.
_COUNTS = rf"{cues.HOW_MANY.pattern}(\s+\S+){{0,2}}?\s+"
_COUNTS_IT = re.compile(
    r"\b(hoeveel|how many)(\s+(zijn|waren|in totaal|daarvan|er|is|doen|deden|staan|are|were|in total)\b|\W*$)"
)


class Ask(Enum):
    """What is to be gathered."""

    PROGRAMMES = auto()
    PARTNERS = auto()
    MEMBER = auto()
    SAYINGS = auto()
    AREAS = auto()
    AMOUNTS = auto()
    EVERYTHING = auto()


class When(Enum):
    """How a year that is asked for stands to the period of a programme."""

    DURING = "during"
    STARTS = "starting"
    ENDS = "ending"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question about everything that was gathered, as it was understood."""

    ask: Ask
    how_many: bool = False
    overall: bool = False  # all that there is, of whatever programme
    several: bool = False  # only what stands in several documents, or takes part in several programmes
    both: bool = False  # only what all that is named have in common
    kinds: tuple[FactKind, ...] = ()
    body_kind: BodyKind | None = None
    programmes: tuple[Programme, ...] = ()
    bodies: tuple[Name, ...] = ()
    takes_part: bool = False
    placed: bool = False  # whether the body that is named is where something is, not who does it
    year: str = ""
    when: When = When.DURING
    per_year: bool = False
    timed: bool = False  # whether it asks what runs now or has ended: only the reader knows what today is
    topics: tuple[str, ...] = ()  # what else it asks about, in its own words
    any_topic: bool = False  # whether one of them is enough

    @property
    def names_something(self) -> bool:
        """Whether the question is about less than everything."""
        return bool(self.programmes or self.bodies or self.year or self.topics)


def may_count(query: Query) -> bool:
    """Whether a question has the words of one that is counted; cheap, so that no other waits for the facts."""
    if query.document:
        return False
    if query.parts:
        return all(map(may_count, query.parts))
    asked = dutch.fold(query.text)
    if cues.DENIES.search(asked) or cues.COMPARES.search(asked) or _explains(asked):
        return False
    return any(words.search(asked) for words in (*_THINGS, cues.TAKES_PART, cues.IS_MEMBER, cues.AREAS, cues.AMOUNTS))


def _explains(asked: str) -> bool:
    """Whether it asks for an explanation; "waar doet Vitens aan mee" does not."""
    counted = cues.WHERE_IN.search(asked) or cues.AREAS.search(asked)
    return cues.EXPLAINS.search(asked) is not None and not counted


def spoken(query: Query) -> str:
    """The language of a question; "Everything about Regio Zwolle" has too few words to tell by."""
    asked = dutch.fold(query.text)
    return "en" if cues.EVERYTHING.search(asked) and cues.ENGLISH.search(asked) else query.language


def understand(query: Query, gathered: Gathered) -> Wanted | None:
    """What ``query`` wants to have gathered; None when it asks for something else, or that is not certain."""
    asked = dutch.fold(query.text)
    found = named(query, gathered)
    if cues.PROGRAMMES.search(asked) and cues.TAKES_PART.search(asked):
        found = with_letters(found, gathered)
    years = set(cues.YEAR.findall(found.rest))  # not the one in "Natura 2000"
    if len(years) > 1 or cues.AROUND.search(asked) or (cues.PER.search(asked) and not cues.PER_YEAR.search(asked)):
        return None
    wanted = Wanted(
        ask=Ask.EVERYTHING,
        how_many=cues.HOW_MANY.search(asked) is not None,
        both=cues.BOTH.search(asked) is not None,
        kinds=tuple(kind for kind, words in cues.SAYINGS.items() if words.search(asked)),
        body_kind=next((kind for kind, words in cues.KINDS_OF_BODY.items() if words.search(asked)), None),
        programmes=found.programmes,
        bodies=found.bodies,
        takes_part=cues.TAKES_PART.search(asked) is not None,
        placed=_is_placed(asked, found.bodies),
        year=next(iter(years), ""),
        when=_when(asked),
        per_year=cues.PER_YEAR.search(asked) is not None,
        timed=cues.TIMED.search(asked) is not None,
        topics=_topics(found, everything=cues.EVERYTHING.search(asked) is not None),
        any_topic=cues.OR.search(found.rest) is not None,
    )
    return _certain(_asked(asked, wanted, found), asked)


def _asked(asked: str, wanted: Wanted, found: Named) -> Wanted | None:
    """The question with what is to be gathered for it."""
    everything = cues.EVERYTHING.search(asked) is not None
    if everything and not (wanted.kinds or wanted.body_kind or cues.PARTNERS.search(dutch.fold(found.rest))):
        return _everything(wanted)
    if cues.AREAS.search(asked):
        return replace(wanted, ask=Ask.AREAS, topics=()) if len(wanted.programmes) == 1 and not wanted.bodies else None
    if cues.AMOUNTS.search(asked) and cues.MONEY.issuperset(cues.of_words(" ".join(wanted.topics))):
        one = len(wanted.programmes) == 1 and not (wanted.bodies or wanted.year)
        return replace(wanted, ask=Ask.AMOUNTS, topics=()) if one else None
    if cues.IS_MEMBER.search(asked):
        sure = len(wanted.programmes) == len(wanted.bodies) == 1 and not (wanted.year or wanted.kinds)
        return replace(wanted, ask=Ask.MEMBER) if sure else None
    if cues.WHERE_IN.search(asked) and wanted.bodies and not wanted.programmes:
        return replace(wanted, ask=Ask.PROGRAMMES, takes_part=True)
    listed = wanted.how_many or everything or cues.LIST.search(asked) is not None
    return _sayings(asked, wanted, listed=listed) if wanted.kinds else _by_name(asked, wanted, found, listed=listed)


def _sayings(asked: str, wanted: Wanted, *, listed: bool) -> Wanted | None:
    several = cues.SEVERAL_DOCUMENTS.search(asked) is not None
    opens = cues.SAYINGS[wanted.kinds[0]].match(asked) is not None  # "knelpunten Regio Zwolle"
    overall = cues.OVERALL.search(asked) is not None and not expected_items(asked)  # "de tien lessen" are one list
    return replace(wanted, ask=Ask.SAYINGS, several=several, overall=overall) if listed or opens else None


def _by_name(asked: str, wanted: Wanted, found: Named, *, listed: bool) -> Wanted | None:
    """Partners or programmes."""
    several = (cues.SEVERAL_PROGRAMMES.search(asked) or cues.MOST_OFTEN.search(asked)) is not None
    who = cues.WHO.search(asked) is not None
    if wanted.body_kind or cues.PARTNERS.search(asked) or (who and wanted.takes_part):
        if several and not (wanted.programmes or _programmes_first(asked)):
            return replace(wanted, ask=Ask.PARTNERS, several=True)
        overall = not (wanted.programmes or wanted.year) and cues.ALL_PARTNERS.search(asked) is not None
        if (wanted.programmes and (listed or who)) or overall:
            return replace(wanted, ask=Ask.PARTNERS, overall=overall)
    if cues.PROGRAMMES.search(asked) and not (wanted.programmes or several):
        told = cues.LIST_OF_PROGRAMMES.search(asked) or wanted.takes_part
        return replace(wanted, ask=Ask.PROGRAMMES) if wanted.how_many or found.beside or told else None
    return None


def _everything(wanted: Wanted) -> Wanted | None:
    """Everything on a programme; of an organisation that is where it takes part."""
    if wanted.programmes:
        return wanted
    of_body = len(wanted.bodies) == 1 and not wanted.topics
    return replace(wanted, ask=Ask.PROGRAMMES, takes_part=True) if of_body else None


def _certain(wanted: Wanted | None, asked: str) -> Wanted | None:
    """``wanted``, unless the question has more in it than is counted here."""
    if wanted is None or (wanted.how_many and not _counts(wanted, asked)):
        return None
    general = not wanted.names_something and bool(cues.of_words(asked) & cues.UNNAMED)
    if wanted.ask is Ask.SAYINGS:
        by_place = not wanted.bodies or wanted.placed
        return wanted if by_place and not general and not cues.WHO.search(asked) else None
    if wanted.ask is Ask.EVERYTHING:
        return wanted
    if wanted.topics:
        return None  # whoever asks for more than numbers and names asks for a passage
    if wanted.ask is Ask.PROGRAMMES:
        of_partners = wanted.body_kind or cues.PARTNERS.search(asked) or wanted.takes_part
        return wanted if wanted.bodies or not of_partners else None
    return wanted if wanted.several or wanted.ask is Ask.MEMBER or not wanted.bodies else None


def _counts(wanted: Wanted, asked: str) -> bool:
    """Whether "hoeveel" is about what is gathered: "hoeveel geld geven de partners" asks for something else."""
    nouns = {
        Ask.PROGRAMMES: (cues.PROGRAMMES,),
        Ask.MEMBER: (),
        Ask.PARTNERS: (cues.PARTNERS, *cues.KINDS_OF_BODY.values()),
        Ask.SAYINGS: tuple(cues.SAYINGS[kind] for kind in wanted.kinds),
        Ask.AREAS: (),
        Ask.AMOUNTS: (),
        Ask.EVERYTHING: (),
    }[wanted.ask]
    counted = any(re.search(f"{_COUNTS}(?:{noun.pattern})", asked) for noun in nouns)
    return counted or _COUNTS_IT.search(re.sub(r"\(.*", "", asked)) is not None


def _programmes_first(asked: str) -> bool:
    """Whether it asks for programmes, as in "welke programma's hebben meerdere partners"."""
    programmes, partners = cues.PROGRAMMES.search(asked), cues.PARTNERS.search(asked)
    return bool(programmes and partners and programmes.start() < partners.start())


def _topics(found: Named, *, everything: bool) -> tuple[str, ...]:
    """What a question asks about beside names and cues; behind "over" any word is meant, also a cue.

    Not in "alles over de partners", which only asks for all of them.
    """
    rest = found.rest
    for kind in cues.KINDS_OF_BODY.values():
        rest = kind.sub(" ", rest)
    about = None if everything else cues.ABOUT.search(rest)
    meant = cues.of_words(about["topic"]) - cues.ANYTHING if about else frozenset()
    others = dict.fromkeys(word for word in dutch.words(rest) if not cues.YEAR.match(word))
    return tuple(word for word in others if (lemmas := cues.of_words(word)) and (lemmas - cues.CUES or lemmas & meant))


def _is_placed(asked: str, bodies: tuple[Name, ...]) -> bool:
    """Whether a body is named as a place: "lessen in Overijssel", not "lessen die Overijssel trekt"."""
    names = [dutch.fold(name) for body in bodies for name in (body.canonical, *body.aliases)]
    names += [name.split(" ", 1)[1] for name in names if name.startswith(("provincie ", "gemeente "))]
    return any(re.search(rf"\b{cues.PLACE}\s+{re.escape(name)}(?![\w-])", asked) for name in names)


def _when(asked: str) -> When:
    if cues.STARTS.search(asked):
        return When.STARTS
    return When.ENDS if cues.ENDS.search(asked) else When.DURING
