"""What facts of a kind are about, as a heading of a card."""

from collections.abc import Mapping

from bot.wording import Language
from ingest.facts.model import FactKind

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


def subject(kind: FactKind, language: str = "nl") -> str:
    """What facts of a kind are about, as a heading."""
    return _SUBJECTS[kind]["en" if language == "en" else "nl"]
