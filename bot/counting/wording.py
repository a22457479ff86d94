"""Our own sentences around what was counted; Dutch at level B1."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.wording import Language, in_full
from ingest.facts.names import Name
from ingest.facts.organisations import BodyKind

# What is counted, for one and for more.
_THINGS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "programme": {"nl": ("programma", "programma’s"), "en": ("programme", "programmes")},
    "partner": {"nl": ("partner", "partners"), "en": ("partner", "partners")},
    "ministry": {"nl": ("ministerie", "ministeries"), "en": ("ministry", "ministries")},
    "province": {"nl": ("provincie", "provincies"), "en": ("province", "provinces")},
    "municipality": {"nl": ("gemeente", "gemeenten"), "en": ("municipality", "municipalities")},
    "water_board": {"nl": ("waterschap", "waterschappen"), "en": ("water board", "water boards")},
    "region": {"nl": ("gebied", "gebieden"), "en": ("area", "areas")},
    "amount": {
        "nl": ("zin met een bedrag", "zinnen met een bedrag"),
        "en": ("sentence on money", "sentences on money"),
    },
    "success_factor": {"nl": ("succesfactor", "succesfactoren"), "en": ("success factor", "success factors")},
    "lesson": {"nl": ("les", "lessen"), "en": ("lesson", "lessons")},
    "obstacle": {"nl": ("knelpunt", "knelpunten"), "en": ("obstacle", "obstacles")},
    "recommendation": {"nl": ("aanbeveling", "aanbevelingen"), "en": ("recommendation", "recommendations")},
}
_FOUND: Mapping[Language, str] = {"nl": "Daarin vind ik {things}{where}.", "en": "In them I find {things}{where}."}
# How that stands to what the question names.
_RELATIONS: Mapping[str, Mapping[Language, str]] = {
    "found": {"nl": "", "en": ""},
    "timed": {"nl": " waarvan de looptijd erbij staat", "en": " of which the period is stated"},
    "with": {"nl": " waarin {about} meedoet", "en": " in which {about} takes part"},
    "with_all": {"nl": " waarin {about} samen meedoen", "en": " in which {about} take part together"},
    "of": {"nl": " van {about} met naam", "en": " of {about} by name"},
    "of_both": {"nl": " van zowel {about_as}", "en": " of both {about}"},
    "areas": {"nl": " waar {about} werkt", "en": " in which {about} works"},
    "of_several": {"nl": " in meer dan één programma", "en": " in more than one programme"},
}
_IN_SEVERAL: Mapping[Language, str] = {"nl": " in meer dan één document", "en": " in more than one document"}
_AT: Mapping[Language, tuple[str, str, str]] = {"nl": ("bij", "in", "over"), "en": ("of", "in", "about")}
_ALL: Mapping[Language, str] = {
    "nl": "Dit staat erin over {about}, per onderwerp het nieuwste eerst. Alles bij elkaar staat bij het programma, in "
    "de lijst /programmas.",
    "en": "This is what they say of {about}, the newest of each subject first. All of it is with the programme, in the "
    "list /programmas.",
}
_MEMBER: Mapping[Language, str] = {
    "nl": "Daarin staat {body} bij de partners van {programme}.",
    "en": "They name {body} among the partners of {programme}.",
}
# A year that is asked for, of programmes and of what documents say.
_YEARS: Mapping[str, Mapping[Language, str]] = {
    "during": {"nl": " met een looptijd waar {year} in valt", "en": " with a period that holds {year}"},
    "starting": {"nl": " met {year} als begin", "en": " that begin in {year}"},
    "ending": {"nl": " met {year} als einde", "en": " that end in {year}"},
    "told": {"nl": " in documenten van {year}", "en": " in documents of {year}"},
}
_PER_YEAR: Mapping[str, Mapping[Language, str]] = {
    "programme": {
        "nl": "Naar het jaar waarin ze begonnen: {years}.",
        "en": "By the year in which they began: {years}.",
    },
    "told": {"nl": "Naar het jaar van het document: {years}.", "en": "By the year of the document: {years}."},
}
_NO_NAMES: Mapping[Language, str] = {"nl": "Namen staan er niet bij.", "en": "They give no names."}
_NOT_NAMED: Mapping[Language, str] = {
    "nl": "De andere staan er niet met naam in.",
    "en": "The others are not named.",
}
_STATED: Mapping[Language, tuple[str, str]] = {
    "nl": (
        "Hieronder staat eerst het aantal dat een document zelf noemt{days}.",
        "Hieronder staan eerst de aantallen die documenten zelf noemen{days}.",
    ),
    "en": (
        "The first line below is the number that a document states itself{days}.",
        "The first lines below are the numbers that documents state themselves{days}.",
    ),
}
_DAYS: Mapping[Language, tuple[str, str, str]] = {
    "nl": (
        " ({newest})",
        ": bovenaan het nieuwste ({newest}), daaronder oudere ({others})",
        ": bovenaan het nieuwste ({newest}), daaronder andere ({others})",
    ),
    "en": (
        " ({newest})",
        ": the newest on top ({newest}), older ones below ({others})",
        ": the newest on top ({newest}), others below ({others})",
    ),
}
_UNDATED: Mapping[Language, str] = {"nl": "zonder datum", "en": "without a date"}
_OTHERWISE: Mapping[Language, str] = {
    "nl": "Let op: de laatste zin noemt een ander aantal.",
    "en": "Note: the last sentence states another number.",
}
_LOOKED: Mapping[Language, tuple[str, str]] = {
    "nl": ("Ik heb 1 document bekeken.", "Ik heb {documents} documenten bekeken."),
    "en": ("I looked in 1 document.", "I looked in {documents} documents."),
}
_MISSED: Mapping[Language, str] = {
    "nl": "Wat in andere woorden is opgeschreven, kan ik missen.",
    "en": "What is put in other words I may miss.",
}
_SHOWN: Mapping[Language, str] = {"nl": "De eerste {shown} staan hieronder.", "en": "The first {shown} are below."}
_ALL_OF_THEM: Mapping[Language, str] = {
    "nl": "Ze staan allemaal in de lijst met programma’s: /programmas.",
    "en": "All of them are in the list of programmes: /programmas.",
}
_NONE: Mapping[str, Mapping[Language, str]] = {
    "with": {
        "nl": "Daarin vind ik geen programma waarin {about} meedoet.",
        "en": "In them I find no programme in which {about} takes part.",
    },
    "member": {
        "nl": "Daarin vind ik niet dat {body} meedoet in {programme}.",
        "en": "In them I do not find that {body} takes part in {programme}.",
    },
    "of": {
        "nl": "Daarin vind ik geen partners van {about}, en ook geen aantal.",
        "en": "In them I find no partners of {about}, and no number of them.",
    },
}
_AND: Mapping[Language, str] = {"nl": "en", "en": "and"}
_ARTICLES = {"provincie": "de", "gemeente": "de", "ministerie": "het", "waterschap": "het", "hoogheemraadschap": "het"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: how many of what, how that stands to what the question names, and what is shown of it."""

    relation: str
    things: tuple[str, ...]  # one for each that was counted
    about: tuple[Name, ...] = ()  # what ``relation`` is to
    places: tuple[Name, ...] = ()
    topics: tuple[str, ...] = ()
    year: str = ""
    when: str = "told"  # how the year is meant: a key of _YEARS
    per_year: tuple[tuple[str, int], ...] = ()
    days: tuple[date | None, ...] = ()  # of the totals that documents state, in their order
    unnamed: bool = False  # whether more are stated than named
    shown: int = 0


def counted(counts: Sequence[Counted], documents: int, language: str = "nl", *, differs: bool = False) -> str:
    """What introduces the lines of a counted answer; ``differs`` when the last one states another number."""
    spoken: Language = "en" if language == "en" else "nl"
    parts = [_looked(documents, spoken)]
    for count in counts:
        parts += _one(count, spoken)
    if any(count.relation not in ("all", "member") for count in counts):
        parts.append(_MISSED[spoken])
    if differs:
        parts.append(_OTHERWISE[spoken])
    return " ".join(filter(None, parts))


def none_found(relation: str, about: Sequence[Name], documents: int, language: str = "nl") -> str:
    """That nothing was counted."""
    spoken: Language = "en" if language == "en" else "nl"
    first, *others = [_spoken(name, spoken) for name in about]
    said = _NONE[relation][spoken].format(about=_together(about, spoken), body=first, programme=_listed(others, spoken))
    return f"{_looked(documents, spoken)} {said}"


def _looked(documents: int, spoken: Language) -> str:
    return _LOOKED[spoken][documents != 1].format(documents=documents)


def _one(count: Counted, spoken: Language) -> list[str]:
    about = _together(count.about, spoken)
    if count.relation == "all":
        return [_ALL[spoken].format(about=about)]
    if count.relation == "member":
        body, programme = (_spoken(name, spoken) for name in count.about)
        return [_MEMBER[spoken].format(body=body, programme=programme)]
    parts = []
    if count.things:
        parts.append(_FOUND[spoken].format(things=_things(count.things, spoken), where=_where(count, spoken)))
    if count.days:
        parts.append(_STATED[spoken][len(count.days) > 1].format(days=_dated(count.days, spoken)))
    if count.unnamed:
        parts.append(_NOT_NAMED[spoken] if count.things else _NO_NAMES[spoken])
    if count.per_year:
        kind = "programme" if count.things[0] == "programme" else "told"
        rest = len(count.things) - sum(n for _, n in count.per_year)
        each = (*count.per_year, *([(_UNDATED[spoken], rest)] if rest else []))
        years = ", ".join(f"{year}: {n}" for year, n in each)
        parts.append(_PER_YEAR[kind][spoken].format(years=years))
    if count.shown < len(count.things):
        parts.append(_SHOWN[spoken].format(shown=count.shown))
        parts += [_ALL_OF_THEM[spoken]] if count.things[0] == "programme" else []
    return parts


def _things(things: Iterable[str], spoken: Language) -> str:
    """How many of each there are: "5 succesfactoren en 1 knelpunt"."""
    return _listed([f"{n} {_THINGS[thing][spoken][n != 1]}" for thing, n in Counter(things).items()], spoken)


def _where(count: Counted, spoken: Language) -> str:
    at, place, topic = _AT[spoken]
    about = [_spoken(name, spoken) for name in count.about]
    relation = _RELATIONS.get(count.relation, {}).get(spoken)
    if relation is None:
        relation = f" {at} {{about}}" if about else ""
    said = relation.format(about=_listed(about, spoken), about_as=" als ".join(about))
    if count.relation == "in_several":
        said += _IN_SEVERAL[spoken]
    if count.places:
        said += f" {place} {_together(count.places, spoken)}"
    if count.topics:
        said += f" {topic} {_listed([f'“{word}”' for word in count.topics], spoken)}"
    return said + (_YEARS[count.when][spoken].format(year=count.year) if count.year else "")


def _dated(days: Sequence[date | None], spoken: Language) -> str:
    """From when the stated totals are: a reader sees which one is older."""
    different = list(dict.fromkeys(days))
    if different == [None]:
        return f" ({_UNDATED[spoken]})"
    newest, *others = [in_full(day, spoken) if day else _UNDATED[spoken] for day in different]
    shape = _DAYS[spoken][(1 + (None in different)) if others else 0]
    return shape.format(newest=newest, others=", ".join(others))


def _together(names: Sequence[Name], spoken: Language) -> str:
    return _listed([_spoken(name, spoken) for name in names], spoken)


def _spoken(name: Name, spoken: Language) -> str:
    """A name as it stands in a sentence."""
    article = _ARTICLES.get(name.canonical.split(" ", 1)[0]) if name.kind is not BodyKind.OTHER else None
    return f"{article} {name.canonical}" if article and spoken == "nl" else name.canonical


def _listed(words: Sequence[str], spoken: Language) -> str:
    *first, last = words or [""]
    return f"{', '.join(first)} {_AND[spoken]} {last}" if first else last
