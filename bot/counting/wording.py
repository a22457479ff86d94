"""Our own sentences around what was counted; Dutch at level B1."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.wording import Language
from ingest.facts.model import FactKind

# What is counted, for one and for more.
_THINGS: Mapping[str, Mapping[Language, tuple[str, str]]] = {
    "programme": {"nl": ("programma", "programma’s"), "en": ("programme", "programmes")},
    "partner": {"nl": ("partner", "partners"), "en": ("partner", "partners")},
    "ministry": {"nl": ("ministerie", "ministeries"), "en": ("ministry", "ministries")},
    "province": {"nl": ("provincie", "provincies"), "en": ("province", "provinces")},
    "municipality": {"nl": ("gemeente", "gemeenten"), "en": ("municipality", "municipalities")},
    "water_board": {"nl": ("waterschap", "waterschappen"), "en": ("water board", "water boards")},
    "success_factor": {"nl": ("succesfactor", "succesfactoren"), "en": ("success factor", "success factors")},
    "lesson": {"nl": ("les", "lessen"), "en": ("lesson", "lessons")},
    "obstacle": {"nl": ("knelpunt", "knelpunten"), "en": ("obstacle", "obstacles")},
    "recommendation": {"nl": ("aanbeveling", "aanbevelingen"), "en": ("recommendation", "recommendations")},
}
_SUBJECTS: Mapping[FactKind, Mapping[Language, str]] = {
    FactKind.PROGRAMME: {"nl": "Wat het is", "en": "What it is"},
    FactKind.ABBREVIATION: {"nl": "Afkorting", "en": "Abbreviation"},
    FactKind.PERIOD: {"nl": "Looptijd", "en": "Period"},
    FactKind.REGION: {"nl": "Gebied", "en": "Region"},
    FactKind.BUDGET: {"nl": "Budget", "en": "Budget"},
    FactKind.STATUS: {"nl": "Stand van zaken", "en": "Status"},
    FactKind.PREDECESSOR: {"nl": "Voorloper", "en": "Predecessor"},
    FactKind.SUCCESSOR: {"nl": "Opvolger", "en": "Successor"},
    FactKind.PARTNER_TOTAL: {"nl": "Aantal partners", "en": "Number of partners"},
    FactKind.PARTNER: {"nl": "Partners", "en": "Partners"},
    FactKind.OFFICE: {"nl": "Mensen in hun functie", "en": "People in office"},
    FactKind.FIGURE: {"nl": "Cijfers", "en": "Figures"},
    FactKind.SUCCESS_FACTOR: {"nl": "Succesfactoren", "en": "Success factors"},
    FactKind.OBSTACLE: {"nl": "Knelpunten", "en": "Obstacles"},
    FactKind.LESSON: {"nl": "Lessen", "en": "Lessons"},
    FactKind.RECOMMENDATION: {"nl": "Aanbevelingen", "en": "Recommendations"},
}
# How that stands to what the question names; ``things`` holds the number.
_RELATIONS: Mapping[str, Mapping[Language, str]] = {
    "found": {"nl": "Ik vind {things}:", "en": "I find {things}:"},
    "with": {"nl": "Ik vind {things} waarin {about} meedoet:", "en": "I find {things} in which {about} takes part:"},
    "in": {"nl": "Ik vind {things} in {about}:", "en": "I find {things} in {about}:"},
    "of": {"nl": "Ik vind {things} van {about} met naam:", "en": "I find {things} of {about} by name:"},
    "on": {"nl": "Ik vind {things} over {about}:", "en": "I find {things} on {about}:"},
    "of_both": {"nl": "Ik vind {things} in zowel {about}:", "en": "I find {things} in both {about}:"},
    "of_several": {
        "nl": "Ik vind {things} in meer dan één programma:",
        "en": "I find {things} in more than one programme:",
    },
    "in_several": {
        "nl": "Ik vind {things} in meer dan één document:",
        "en": "I find {things} in more than one document:",
    },
    "all": {"nl": "Dit staat er over {about}:", "en": "This is what they say of {about}:"},
}
_NONE: Mapping[Language, str] = {
    "nl": "Ik vind geen programma waarin {about} meedoet. Ik keek in {documents} documenten.",
    "en": "I find no programme in which {about} takes part. I looked in {documents} documents.",
}
_STATED: Mapping[Language, tuple[str, str]] = {
    "nl": (
        "Eerst het aantal dat een document zelf noemt.",
        "Eerst de aantallen die documenten zelf noemen: het nieuwste bovenaan, de oudere daaronder.",
    ),
    "en": (
        "First the number that a document states itself.",
        "First the numbers that documents state themselves: the newest on top, older ones below.",
    ),
}
_LOOKED: Mapping[Language, str] = {
    "nl": "Geteld over {documents} documenten; wat er anders is opgeschreven, kan ik missen.",
    "en": "Counted over {documents} documents; what is put in other words I may miss.",
}
_SHOWN: Mapping[Language, str] = {"nl": "De eerste {shown} staan hieronder.", "en": "The first {shown} are below."}


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: how many of what, how that stands to what the question names, over how many documents."""

    thing: str
    relation: str
    n: int
    documents: int
    about: str = ""
    stated: int = 0  # totals that documents state themselves
    shown: int = 0


def subject(kind: FactKind, language: str = "nl") -> str:
    """What facts of a kind are about, as a heading."""
    return _SUBJECTS[kind]["en" if language == "en" else "nl"]


def counted(count: Counted, language: str = "nl") -> str:
    """What introduces the lines of a counted answer."""
    spoken: Language = "en" if language == "en" else "nl"
    parts = [_LOOKED[spoken].format(documents=count.documents)]
    if count.stated:
        parts.append(_STATED[spoken][count.stated > 1])
    if count.n:
        things = f"{count.n} {_THINGS[count.thing][spoken][count.n != 1]}"
        parts.append(_RELATIONS[count.relation][spoken].format(things=things, about=count.about))
    if count.shown < count.n:
        parts.append(_SHOWN[spoken].format(shown=count.shown))
    return " ".join(parts)


def none_found(about: str, documents: int, language: str = "nl") -> str:
    """That nothing was counted."""
    return _NONE["en" if language == "en" else "nl"].format(about=about, documents=documents)
