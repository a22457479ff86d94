"""What needs no search: small talk, what cannot be searched, and orders that are no questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import AnswerStatus
from bot.query import language_of, without_tags, word_set
from bot.wording import Notice
from ingest import dutch

LONGEST = 1500  # characters; a question that fits on a phone twice over

_GREETING = word_set("hallo hoi hey hi hello dag goedemorgen goedemiddag goedenavond goedendag moin")
_THANKS = word_set("bedankt dank dankjewel dankuwel thanks merci top prima fijn mooi oke ok")
_GOODBYE = word_set("doei ciao bye goodbye")
_POLITE = word_set(
    "je jij u wel zeer veel dank for the you very much samenwijs bot assistent computer robot daar tot ziens allen"
)
_ABOUT = re.compile(
    r"^(wie|wat) (ben|bent) (jij|je|u)$|"
    r"^wat (kan|kun|kunt|weet|doe|doet) (jij|je|u)( (allemaal|zoal|precies|doen|voor mij|voor me|eigenlijk))*$|"
    r"^hoe werkt? (jij|je|u|deze bot|samenwijs)$|^ben (jij|je) een (bot|robot|mens|computer)$|"
    r"^who are you$|^what (can|do) you (do|know)$|^are you a (bot|robot|human|machine)$|^(help|hulp)$"
)
_INSULTS = word_set(
    """idioot sukkel klootzak lul eikel trut kutbot rotbot stom debiel mongool achterlijk hoer kut
    stupid idiot dumb moron asshole fuck fucking bitch shit bastard useless waardeloos waardeloze stomme domme"""
)
# Orders to a language model, in the two languages that we read; here they are no question about the documents.
_ORDER = re.compile(
    r"(^|[.!?,;:]\s*|\b(en|and|please|eerst|nu|now) )"
    r"(negeer|vergeet|omzeil|ignore|disregard|forget|override|bypass)\b.{0,40}"
    r"\b(instructies?|regels|opdracht(en)?|aanwijzingen|beperkingen|instructions?|rules|guidelines|prompt)\b|"
    r"\b(system ?prompt|systeem ?prompt|jailbreak|developer mode|ontwikkelaarsmodus)\b|"
    r"\b(doe alsof je|gedraag je als|pretend (to be|you are)|act as (a|an)|you are now|je bent nu)\b"
)
_ANSWER = r"(dat|dit|je antwoord|uw antwoord|het antwoord|that|this|your answer)"
_COMPLAINT = re.compile(
    rf"^(maar |nee,? )?(ik ben het (er )?niet (mee )?eens\b|{_ANSWER} (klopt|deugt) niet|"
    rf"{_ANSWER} is (niet waar|fout|onjuist|onzin|wrong|not true)$|i (disagree|do not agree)\b|"
    r"((mag|kan) ik|ik wil)( met)? (je|uw|een) (baas|chef|mens|medewerker|collega)\b|can i (speak|talk) to\b)"
)
_SAYS_SOMETHING = re.compile(r"[^\W\d]|^\d{4}$")  # a letter, or a year
_ELSEWHERE = re.compile(
    r"^(vertel|schrijf|maak|verzin|vertaal|zing|tell|write|make|translate|sing)\b.{0,30}"
    r"\b(mop|grap(je)?|gedicht|rap|lied(je)?|verhaal(tje)?|recept|code|script|joke|poem|song|story|recipe)\b|"
    r"^(wat (voor weer|wordt het weer|is het weer)|hoe laat is het$|hoe (wordt|is) het weer|what time is it$|"
    r"what('s| is) the weather)|"
    r"^(vertaal|translate)\b"
)
_FOREIGN = word_set(
    """der die das und ist nicht wie viele was wer wo warum welche welcher sind ein eine mit fur von auf den dem zur im
    le la les des une est que qui quel quelle quels quelles combien comment pourquoi dans pour avec sont du et
    el los las una por para con cual cuales quien donde cuando como cuantos son del y
    il lo gli che chi quale quali quanti perche dove per sono della
    jaki jaka jakie kto co gdzie kiedy ile dlaczego jest sa w z do
    ve bir bu ne kim nerede nasil icin kac hangi"""
)


@dataclass(frozen=True, slots=True)
class Screened:
    """A message that needs no search, with the status and the notice that answer it."""

    status: AnswerStatus
    notice: Notice
    language: str


def screen(text: str) -> Screened | None:
    """How to answer a message that is no searchable question; None when it is one."""
    text = without_tags(text)[: LONGEST + 1]  # to fold accents takes time that grows by the square
    words = dutch.words(text)
    language = language_of(words)
    if not any(_SAYS_SOMETHING.search(word) for word in words):
        if any(character.isalpha() for character in text):  # letters, but of a script that we do not read
            return Screened(AnswerStatus.REFUSED, "other_language", "en")
        return Screened(AnswerStatus.REFUSED, "empty", language)
    if len(text) > LONGEST:
        return Screened(AnswerStatus.REFUSED, "too_long", language)
    talk = _small_talk(words, dutch.fold(text).strip(" ?!."))
    if talk:
        return Screened(AnswerStatus.SMALL_TALK, talk, language)
    if _is_foreign(text, words):
        return Screened(AnswerStatus.REFUSED, "other_language", "en")
    return _no_question(words, dutch.fold(text).strip(), language)


def _no_question(words: Sequence[str], text: str, language: str) -> Screened | None:
    """An order, an insult without a question, or a wish for something that no document can grant."""
    if _ORDER.search(text):
        return Screened(AnswerStatus.REFUSED, "order", language)
    content = [word for word in words if word not in dutch.STOPWORDS]
    if content and all(word in _INSULTS | _POLITE for word in content) and not _INSULTS.isdisjoint(content):
        return Screened(AnswerStatus.REFUSED, "insult", language)
    return Screened(AnswerStatus.OFF_TOPIC, "off_topic", language) if _ELSEWHERE.search(text) else None


def _small_talk(words: Sequence[str], text: str) -> Notice | None:
    if _ABOUT.search(text):
        return "about"
    if _COMPLAINT.search(text):
        return "complaint"
    kinds: tuple[tuple[frozenset[str], Notice], ...] = (
        (_GREETING, "greeting"), (_THANKS, "thanks"), (_GOODBYE, "goodbye"),
    )  # fmt: skip
    for vocabulary, name in kinds:
        if any(word in vocabulary for word in words) and all(word in vocabulary | _POLITE for word in words):
            return name
    return "goodbye" if text == "tot ziens" else None


def _is_foreign(text: str, words: Sequence[str]) -> bool:
    """Whether the function words are those of another language, or most letters of another script."""
    letters = [character for character in text if character.isalpha()]
    if sum(character > "\u024f" for character in letters) > len(letters) / 2:
        return True
    own = sum(word in dutch.STOPWORDS for word in words)
    return sum(word in _FOREIGN for word in words) >= max(2, own + 2)
