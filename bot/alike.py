"""Whether two questions ask the same, told by their words; in doubt they do not.

A curated answer is given for every question that asks the same, so that one wrong match is an answer to another
question. Vectors do not tell: *hoeveel* and *welke*, *wel* and *niet*, who does it to whom are all but the same to
them (docs/adr/0021-curated-answers.md has the measurement). So the words must be the same words in the same order,
apart from politeness, articles and the number of nouns.
"""

import re
from functools import lru_cache

from bot.query import word_set
from ingest import dutch

_LEADS_IN = re.compile(
    r"^(?:(?:hallo|hoi|hey|dag|goedemorgen|goedemiddag|goedenavond|beste|hello|hi|samenwijs)\b[ ,.!]*)+|"
    r"\b(?:kunt u|kun je|kan je|kunnen jullie|wilt u|wil je) (?:mij |me |ons )?(?:ook |even |misschien )?"
    r"(?:vertellen|zeggen|uitleggen|laten weten)\b|"
    r"\b(?:weet u|weet je|weten jullie)(?: misschien| ook)?\b|"
    r"\bik (?:wil|zou|wilde)(?: graag| wel)* weten\b|\bik vraag (?:me|mij) af\b|\bmag ik (?:u |je )?vragen\b|"
    r"\b(?:can|could) you (?:please )?tell me\b|\b(?:please )?tell me\b|\bi (?:would like|want) to know\b"
)
_IDLE = word_set("de het een t er nou eigenlijk even graag precies alstublieft alsjeblieft aub the a an please exactly")
_BE = word_set("is zijn are")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[a-z]+(?:'s)?|%|€")
_RECENT = 2_000


def same_question(one: str, other: str) -> bool:
    """Whether an answer to one question answers the other as well."""
    return meaning(one) == meaning(other) != ()


@lru_cache(maxsize=_RECENT)
def meaning(question: str) -> tuple[str, ...]:
    """What two questions that ask the same have in common; empty for one that says nothing."""
    asked = _LEADS_IN.sub(" ", dutch.fold(question))
    said = [word for word in _WORD.findall(asked.replace("-", "")) if word not in _IDLE]
    kept = [_singular(word) for word in said if word not in _BE]
    if not kept:
        return ()
    if len(kept) == len(said):
        return (_joined(kept),)
    if kept[0] == "wie" or (kept[0] == "wat" and "wat zijn de " in asked):  # *wie de partners zijn*, also for a list
        return (_joined(kept[1:]), "wie is")
    return (_joined(kept), "is")


def _joined(words: list[str]) -> str:
    """The words in one piece, so that *regio deal* is *regiodeal*; numbers stay apart."""
    return "".join(f" {word} " if word[0].isdigit() else word for word in words)


def _singular(word: str) -> str:
    """A noun in the singular; a verb, an adjective and everything else stay as they are.

    *Wie helpt de gemeente* and *wie helpen de gemeenten* may ask for the two sides of the same help.
    """
    base = dutch.lemma(word)
    return base if word.removesuffix("'s") == base or word in (base + "s", base + "n", base + "en") else word
