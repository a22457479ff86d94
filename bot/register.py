"""What an installation does with what people ask: for its privacy statement, and for the Algoritmeregister.

Both are made of one description of the settings that hold, so that they cannot say anything else than what happens.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

OWN_SERVER = "own"
_PROVIDERS = {
    "openai": "OpenAI",
    "azure_openai": "Microsoft Azure",
    "mistralai": "Mistral",
    "anthropic": "Anthropic",
}


@dataclass(frozen=True, slots=True)
class Practice:
    """What happens with questions here, as plain values."""

    organisation: str = ""
    contact: str = ""  # whom people ask about their data
    words_days: int = 90
    count_days: int = 1095
    model: str = ""  # of language; empty: none writes
    model_at: str = ""  # who runs it: OWN_SERVER, or the name of a provider
    telegram: bool = False
    web_address: str = ""
    open_to_all: bool = False  # whether people may ask on the web pages without signing in

    @property
    def contact_link(self) -> str:
        """Where a click on the contact leads; empty when that is no address."""
        if urlsplit(self.contact).scheme in ("http", "https"):
            return self.contact
        return f"mailto:{self.contact}" if "@" in self.contact and " " not in self.contact else ""


def model_of(setting: str, address: str) -> tuple[str, str]:
    """The name of a language model, and who runs it, from ``provider:model`` and the address that was set."""
    provider, _, model = setting.partition(":")
    if not setting:
        return "", ""
    return model or provider, OWN_SERVER if address or provider == "ollama" else _PROVIDERS.get(provider, provider)


def registration(practice: Practice) -> Mapping[str, object]:
    """The entry for the Algoritmeregister, with the fields of its publication standard 1.0, in Dutch."""
    return {
        "standard_version": "1.0",
        "lang": "NLD",
        "name": "Samenwijs",
        "organization": practice.organisation or None,
        "contact_email": practice.contact or None,
        "website": practice.web_address or None,
        "status": "In gebruik",
        "publication_category": "Overige algoritmes",
        "category": ["Openbare orde en bestuur", "Organisatie en bedrijfsvoering"],
        "description_short": _SHORT,
        "goal": _GOAL,
        "proportionality": _PROPORTIONALITY,
        "human_intervention": _HUMAN,
        "risk_management": _risks(practice),
        "lawful_basis": "Uitvoering van een taak van algemeen belang (AVG, artikel 6, eerste lid, onder e).",
        "impacttoetsen": None,
        "source_data": _data(practice),
        "methods_and_models": _methods(practice),
        "monitoring": _MONITORING,
        "provider": "Eigen beheer, met de vrij beschikbare software Samenwijs",
        "begin_date": None,
        "to_complete": ["begin_date", "impacttoetsen", *_missing(practice)],
    }


def _missing(practice: Practice) -> list[str]:
    known = {"organization": practice.organisation, "contact_email": practice.contact}
    return [field for field, value in known.items() if not value]


def _risks(practice: Practice) -> str:
    kept = f"{practice.words_days} dagen" if practice.words_days else "tot de volgende nacht"
    erased = (
        "met /vergeet in Telegram, op de webpagina’s of via de beheerder"
        if practice.telegram
        else ("op de webpagina’s of via de beheerder")
    )
    return (
        "Elke zin in een antwoord wordt voor verzending vergeleken met de bewaarde tekst van het document; wat daar "
        "niet staat, wordt niet verstuurd. Staat het antwoord niet in de documenten, dan zegt het systeem dat. "
        f"De woorden van vragen en antwoorden blijven {kept} bewaard, onder een code in plaats van een naam; "
        f"cijfers zonder die woorden {practice.count_days} dagen. BSN, e-mailadressen, telefoonnummers en "
        f"rekeningnummers worden uit een vraag gehaald voordat die wordt bewaard. Mensen kunnen hun gegevens wissen: "
        f"{erased}. Wie een bewaard antwoord bekijkt of beoordeelt, staat in een spoor dat niet te wijzigen is."
    )


def _data(practice: Practice) -> str:
    channels = " en ".join(filter(None, ("Telegram" if practice.telegram else "", "webpagina’s")))
    return (
        "Openbare of intern openbare documenten over programma’s, partners en succesfactoren, uitgekozen door het "
        f"secretariaat. Vragen van gebruikers via {channels}, met de antwoorden en wat gebruikers daarvan vonden. Er "
        "worden geen gegevens van elders opgehaald en er worden geen profielen van personen gemaakt."
    )


def _methods(practice: Practice) -> str:
    search = (
        "Zoeken op woorden (zeldzame wegen het zwaarst, ook als stam of lettergroep) en op betekenis (een vast "
        "Nederlands rekenmodel voor tekst). Een gekalibreerde drempel bepaalt of er genoeg bewijs is om te antwoorden. "
    )
    if not practice.model:
        return search + "Antwoorden bestaan uit letterlijke zinnen uit de documenten. Er schrijft geen taalmodel mee."
    where = "een server die de organisatie zelf heeft gekozen" if practice.model_at == OWN_SERVER else practice.model_at
    return search + (
        f"Een taalmodel ({practice.model}, bij {where}) schrijft het antwoord; elke bewering moet rusten op een "
        "letterlijk citaat, anders vervalt die en bestaat het antwoord uit letterlijke zinnen."
    )


_SHORT = (
    "Samenwijs beantwoordt vragen over programma’s van de overheid, hun partners en wat ze deed slagen, uit een vaste "
    "verzameling documenten. Bij elke zin staat de bron."
)
_GOAL = (
    "Medewerkers vinden sneller wat er in documenten van de organisatie staat, en kunnen dat meteen nalezen in de bron."
)
_PROPORTIONALITY = (
    "Het systeem neemt geen besluiten over mensen. Zonder dit systeem zoeken medewerkers zelf in dezelfde documenten; "
    "dat kost meer tijd en is niet nauwkeuriger. Er wordt niet meer bewaard dan nodig is om door te kunnen vragen en "
    "om de kwaliteit te bewaken."
)
_HUMAN = (
    "Gebruikers lezen de bron zelf na voordat zij een antwoord gebruiken. Beoordelaars bekijken antwoorden en leggen "
    "vast wat goed en fout was. Wat iemand van het secretariaat toestuurt, keurt zo mogelijk een collega goed."
)
_MONITORING = (
    "Beoordeelde antwoorden worden bij elke vernieuwing van de verzameling opnieuw geprobeerd. De organisatie volgt "
    "hoeveel vragen zijn beantwoord, hoe vaak het systeem zweeg en wat gebruikers van antwoorden vonden."
)
