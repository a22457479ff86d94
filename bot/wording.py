"""Every Dutch or English sentence of our own that goes with an answer; quotes are never touched.

Dutch is at level B1. None of these sentences says anything about the programmes, so none carries a citation mark.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from ingest import dutch

Language = Literal["nl", "en"]
Notice = Literal[
    "no_evidence",
    "no_detail",
    "empty",
    "too_long",
    "other_language",
    "greeting",
    "thanks",
    "goodbye",
    "about",
    "complaint",
    "failed",
    "order",
    "insult",
    "off_topic",
]

_NOTICES: Mapping[Notice, Mapping[Language, str]] = {
    "no_evidence": {
        "nl": "Het antwoord op deze vraag staat niet in de documenten. Probeer het met andere woorden, "
        "of noem het programma of de regio erbij.",
        "en": "The answer to this question is not in the documents. Try other words, or name the programme or region.",
    },
    "no_detail": {
        "nl": "Het antwoord op deze vraag staat niet in de documenten. Over het onderwerp zelf staat er wel iets in. "
        "Vraag het wat algemener, dan laat ik het zien.",
        "en": "The answer to this question is not in the documents. They do say something on the subject. "
        "Ask more generally and I will show it.",
    },
    "empty": {
        "nl": "Ik zie geen vraag. Stel uw vraag in een paar woorden. Bijvoorbeeld: wie zijn de partners?",
        "en": "I see no question. Please ask in a few words, for example: who are the partners of a programme?",
    },
    "too_long": {
        "nl": "Uw vraag is te lang om goed te kunnen zoeken. Stel één korte vraag, van hooguit een paar zinnen.",
        "en": "Your question is too long to search well. Please ask one short question of a few sentences at most.",
    },
    "other_language": {
        "nl": "Ik begrijp alleen vragen in het Nederlands of het Engels.",
        "en": "I only understand questions in Dutch or English. (Stel uw vraag in het Nederlands of het Engels.)",
    },
    "greeting": {
        "nl": "Dag! Ik ben een geautomatiseerde assistent. Stel mij een vraag over een programma, een partner of een "
        "succesfactor. Ik antwoord met zinnen uit de documenten en noem de bron.",
        "en": "Hello! I am an automated assistant. Ask me about a programme, a partner or a success factor. "
        "I answer with sentences from the documents and name the source.",
    },
    "thanks": {"nl": "Graag gedaan. Hebt u nog een vraag?", "en": "You are welcome. Do you have another question?"},
    "goodbye": {"nl": "Tot ziens!", "en": "Goodbye!"},
    "about": {
        "nl": "Ik ben Samenwijs, een geautomatiseerde assistent. Ik zoek in de documenten van uw organisatie. "
        "Ik antwoord met letterlijke zinnen daaruit, met een nummer dat naar de bron verwijst. "
        "Wat niet in de documenten staat, weet ik niet. Stuur geen vertrouwelijke of persoonlijke gegevens.",
        "en": "I am Samenwijs, an automated assistant. I search your organisation's documents and answer with literal "
        "sentences from them, with numbers that lead to their sources. What is not in the documents, I do not know. "
        "Please send nothing confidential or personal.",
    },
    "complaint": {
        "nl": "Jammer dat het antwoord niet helpt. Geef het een duim omlaag, dan kijkt een medewerker ernaar. "
        "U kunt uw vraag ook in andere woorden stellen.",
        "en": "I am sorry that the answer does not help. Give it a thumbs down and a member of staff will look at it. "
        "You can also ask in other words.",
    },
    "order": {
        "nl": "Ik volg geen opdrachten op. Ik beantwoord alleen vragen over de documenten, met letterlijke zinnen "
        "daaruit.",
        "en": "I do not follow orders. I only answer questions about the documents, with literal sentences from them.",
    },
    "insult": {
        "nl": "Dat is niet aardig. Stelt u gerust een vraag over de documenten, dan zoek ik het antwoord op.",
        "en": "That is not kind. Do ask a question about the documents and I will look up the answer.",
    },
    "off_topic": {
        "nl": "Daar kan ik niet bij helpen. Ik beantwoord alleen vragen over wat er in de documenten staat: "
        "programma's, partners en succesfactoren.",
        "en": "I cannot help with that. I only answer questions about what the documents say: programmes, partners "
        "and success factors.",
    },
    "failed": {
        "nl": "Er ging iets mis bij het zoeken. Uw vraag is bewaard. Probeer het over een paar minuten nog een keer.",
        "en": "Something went wrong while searching. Your question has been kept. Please try again in a few minutes.",
    },
}


def notice(name: Notice, language: str = "nl") -> str:
    """The sentence of that name, in Dutch unless ``language`` is ``en``."""
    return _NOTICES[name]["en" if language == "en" else "nl"]


_NOT_FOUND: Mapping[Language, str] = {
    "nl": "Dit deel van uw vraag staat niet in de documenten: {parts}",
    "en": "This part of your question is not in the documents: {parts}",
}


def not_found(parts: Sequence[str], language: str = "nl") -> str:
    """Which of several questions have no answer."""
    quoted = ", ".join(f"“{part.rstrip(' ?!.')}”" for part in parts)
    return _NOT_FOUND["en" if language == "en" else "nl"].format(parts=quoted)


UNSURE = "Ik weet niet zeker of dit uw vraag beantwoordt. Dit komt er het dichtst bij."


_OLDER: Mapping[Language, str] = {
    "nl": "Let op: [{older}] is ouder ({then}) dan [{newer}] ({now}).",
    "en": "Note: [{older}] is older ({then}) than [{newer}] ({now}).",
}


def older(older: tuple[int, date], newer: tuple[int, date], language: str = "nl") -> str:
    """Which of two quotes is from the older document, each given by its number and the date of its document."""
    spoken: Language = "en" if language == "en" else "nl"
    then, now = in_full(older[1], spoken), in_full(newer[1], spoken)
    return _OLDER[spoken].format(older=older[0], then=then, newer=newer[0], now=now)


Caution = Literal["replaced", "expired", "old"]

_CAUTIONS: Mapping[Caution, Mapping[Language, str]] = {
    "replaced": {
        "nl": "Let op: er is een nieuwere versie, “{title}” ({date}).",
        "en": "Note: there is a newer version, “{title}” ({date}).",
    },
    "expired": {
        "nl": "Let op: dit gold tot en met {date}.",
        "en": "Note: this held until {date}.",
    },
    "old": {"nl": "Let op: deze bron is {years} jaar oud.", "en": "Note: this source is {years} years old."},
}
_UNDERSTOOD: Mapping[Language, str] = {
    "nl": "Ik begreep uw vraag als: {question}",
    "en": "I understood your question as: {question}",
}


def caution(name: Caution, language: str = "nl", **known: str | int) -> str:
    """What a reader should know of a source before relying on it."""
    return _CAUTIONS[name]["en" if language == "en" else "nl"].format(**known)


def understood(question: str, language: str = "nl") -> str:
    """How a question was read when it was searched in other words than were typed."""
    return _UNDERSTOOD["en" if language == "en" else "nl"].format(question=question)


_MONTHS: Mapping[Language, Sequence[str]] = {"nl": dutch.MONTHS, "en": dutch.ENGLISH_MONTHS}
_CURATED: Mapping[Language, str] = {
    "nl": "Dit antwoord is geschreven door {author}. Het geldt tot en met {until}.",
    "en": "This answer was written by {author}. It holds until {until}.",
}
_SOMEBODY: Mapping[Language, str] = {"nl": "een medewerker", "en": "a member of staff"}


def in_full(day: date, language: str = "nl") -> str:
    """A date with its month in full."""
    return f"{day.day} {_MONTHS['en' if language == 'en' else 'nl'][day.month - 1]} {day.year}"


def curated(organisation: str, until: date, language: str = "nl") -> str:
    """That a person wrote the answer: for which organisation, and until when it holds."""
    spoken: Language = "en" if language == "en" else "nl"
    return _CURATED[spoken].format(author=organisation or _SOMEBODY[spoken], until=in_full(until, spoken))
