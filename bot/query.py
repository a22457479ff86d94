"""What is asked: small talk and what cannot be searched set apart, follow-ups made standalone, the kind recognised."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import AnswerStatus, Query
from bot.wording import Notice
from ingest import dutch

LONGEST = 1500  # characters; a question that fits on a phone twice over


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_GREETING = _set("hallo hoi hey hi hello dag goedemorgen goedemiddag goedenavond goedendag moin")
_THANKS = _set("bedankt dank dankjewel dankuwel thanks merci top prima fijn mooi oke ok")
_GOODBYE = _set("doei ciao bye goodbye")
_POLITE = _set("je jij u wel zeer veel dank for the you very much samenwijs bot assistent daar tot ziens allen")
_ABOUT = re.compile(
    r"^(wie|wat) (ben|bent) (jij|je|u)$|"
    r"^wat (kan|kun|kunt|weet|doe|doet) (jij|je|u)( (allemaal|zoal|precies|doen|voor mij|voor me|eigenlijk))*$|"
    r"^hoe werkt? (jij|je|u|deze bot|samenwijs)$|^ben (jij|je) een (bot|robot|mens|computer)$|"
    r"^who are you$|^what (can|do) you (do|know)$|^are you a (bot|robot|human|machine)$|^(help|hulp)$"
)
_ENGLISH = _set(
    """the of what which who how many much is are does do did in and for to when where why on by with have has was were
    can between their from that this it an"""
)
_DUTCH = _set(
    """de het een van wat welke wie hoe hoeveel is zijn in en voor wanneer waar waarom op met door er dat die dit deze
    te aan bij uit om ook nog niet heeft hebben wordt worden werd ik je u wij we naar over volgens"""
)
_FOREIGN = _set(
    """der die das und ist nicht wie viele was wer wo warum welche welcher sind ein eine mit fur von auf den dem zur im
    le la les des une est que qui quel quelle quels quelles combien comment pourquoi dans pour avec sont du et
    el los las una por para con cual cuales quien donde cuando como cuantos son del y
    il lo gli che chi quale quali quanti perche dove per sono della
    jaki jaka jakie kto co gdzie kiedy ile dlaczego jest sa w z do
    ve bir bu ne kim nerede nasil icin kac hangi"""
)
# Words that always stand for something said before, and words that do so only when the question names nothing itself.
_POINTS_BACK = _set(
    "daar daarbij daarmee daarna daarop daarvan daarvoor daarin daarover ervan erbij ermee erin its their them"
)
_MAY_POINT_BACK = _set("dat die dit deze hij zij ze hun dan hen it they that those these")
_NAME = re.compile(r"\s[\"'‘“(]?[A-ZÀ-Þ]")
_OPENS_FOLLOW_UP = re.compile(r"\s*(en|maar|and|dus|ook)\b", re.IGNORECASE)
_LIST = re.compile(
    r"\b(noem|lijst|opsomming|som|list|name)\b|\b(wat|wie) zijn\b|\b(what|who) are\b|"
    r"\b(welke|which)( \w+)?( \w+)? \w+(en|'s|(?<!s)s)\b",  # a plural not far behind
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\b(nu|huidige?|tegenwoordig|nieuwste|laatste|recent(e|ste)?|actuele?|momenteel|nog steeds|inmiddels|"
    r"bestaa\w+ .* nog|current(ly)?|latest|now|newest|today|recent)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(verschil\w*|vergel[ei]j?k\w*|allebei|beide|zowel|tegenover|differ\w*|compar\w*|both)\b|"
    r"\b(19|20)\d\d\b.*\b(19|20)\d\d\b|\b(hoeveel|welke|wat|hoe)\b.*\ben (hoeveel|welke|wat|hoe)\b|"
    r"\b(eerste|oude|vorige)\b.*\b(tweede|nieuwe|huidige)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Screened:
    """A message that needs no search, with the status and the notice that answer it."""

    status: AnswerStatus
    notice: Notice
    language: str


def screen(text: str) -> Screened | None:
    """How to answer a message that is no searchable question; None when it is one."""
    words = dutch.words(text)
    language = language_of(words)
    if not words:
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
    return None


def understand(text: str, earlier: Sequence[str] = ()) -> Query:
    """The query for ``text``, made standalone with what the user's ``earlier`` questions (oldest first) were about."""
    asked = " ".join(_TAG.sub(" ", text).split())
    carried = _carried_over(asked, earlier)
    return Query(
        text=f"{asked} ({carried})" if carried else asked,
        original=text,
        focus=asked,
        language=language_of(dutch.words(asked)),
        wants_list=_LIST.search(asked) is not None,
        wants_newest=_NEWEST.search(asked) is not None,
        compares=_COMPARES.search(asked) is not None,
    )


def language_of(words: Sequence[str]) -> str:
    """``en`` when English function words outnumber Dutch ones, else ``nl``."""
    english = sum(word in _ENGLISH for word in words)
    return "en" if english > sum(word in _DUTCH for word in words) else "nl"


def _small_talk(words: Sequence[str], text: str) -> Notice | None:
    if _ABOUT.search(text):
        return "about"
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
    own = sum(word in _DUTCH or word in _ENGLISH for word in words)
    return sum(word in _FOREIGN for word in words) >= max(2, own + 2)


def _carried_over(asked: str, earlier: Sequence[str]) -> str:
    """The subject words of the earlier questions that ``asked`` leans on; empty when it stands alone."""
    own = dutch.content_lemmas(asked)
    words = dutch.words(asked)
    leans = (
        not own  # "En waarom?"
        or _OPENS_FOLLOW_UP.match(asked) is not None
        or any(word in _POINTS_BACK for word in words)
        or (any(word in _MAY_POINT_BACK for word in words) and _NAME.search(asked) is None)
    )
    if not earlier or not leans:
        return ""
    before = " ".join(earlier[-1].split())
    context = f"{_carried_over(before, earlier[:-1])} {before}"
    kept = [word.strip("?!.,;:\"'()") for n, word in enumerate(context.split()) if _carries(word, own, first=n == 0)]
    return " ".join(dict.fromkeys(kept))


def _carries(word: str, own: Sequence[str], *, first: bool) -> bool:
    """Whether a word of an earlier question says what it was about: a content word or a part of a name."""
    lemmas = dutch.content_lemmas(word)
    return not set(lemmas) & set(own) if lemmas else word[0].isupper() and not first
