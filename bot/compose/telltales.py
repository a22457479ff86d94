"""Words and phrases that decide about a claim: what turns it around, what carries nothing, what speaks to a machine."""

import re
from functools import lru_cache

from ingest import dutch


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words that lead a fact in without being part of it; a claim may use them freely.
LEADS_IN = _set(
    """antwoord bedraagt bestaan bestaat blijkt bovendien bron conclusie daarnaast deel document documenten gaf geeft
    geldt genoemd geven gezegd hoort horen kort kortom nam namelijk namen neemt nemen noemt omvat omvatten onderdeel
    passage samengevat staat stuk tekst tellen telt vermeld vermeldt vormen vormt according includes part source states
    text"""
)
# What a sentence denies, and under which reserve it speaks. A claim keeps both.
NOT = "not"
_NO_NEGATION = re.compile(r"\b(niet|not) (alleen|slechts|enkel|only|just|merely)\b")
_MOODS = {
    NOT: r"niet|geen|nooit|niemand|niets|nergens|noch|zonder|nee|nauwelijks|amper|evenmin|no|not|never|none|nobody|"
    r"without|nothing|nor|hardly|barely|cannot|\w+n't",
    "can": r"kan|kunnen|kunt|kon|konden|mag|mogen|mocht|mochten|mogelijk|can|could|may(?! \d)|might|possibl[ey]",
    "want": r"wil|willen|wilt|wilde|wilden|wens|wensen|wenst|streven|streeft|beogen|beoogt|wants? to|aims? to",
    "must": r"moet|moeten|moest|moesten|dient te|dienen te|hoort te|must|should|ought to|ha(?:s|ve) to",
    "will": r"zal|zullen|zult|zou|zouden|verwacht|verwachten|will|would|expect\w*",
    "often": r"vaak|soms|meestal|doorgaans|gewoonlijk|often|sometimes|usually|mostly",
    "most": r"meeste|merendeel|meerderheid|most|majority",
    "nearly": r"bijna|nearly|almost",
    "maybe": r"misschien|wellicht|waarschijnlijk|vermoedelijk|perhaps|maybe|probably",
}
_MOOD = {name: re.compile(rf"\b(?:{forms})\b") for name, forms in _MOODS.items()}
# Words that turn a sentence around or widen it. Whoever claims one must quote it, in one of the forms on its line.
_DECIDE = (
    r"alle|allemaal|alles|iedereen|all|everyone|everything",
    r"elke?|ieder|iedere|each|every",
    r"altijd|steeds|always",
    r"alleen|uitsluitend|slechts|enkel|only|exclusively",
    r"minderheid|minority",
    r"helft|half|halve|anderhalve?",
    r"kwart|driekwart|quarter",
    r"dubbele?|verdubbel\w*|double\w*",
    r"meer dan|ruim|more than",
    r"minder dan|bijna|less than|almost",
    r"minstens|minimaal|ten minste|tenminste|at least",
    r"hoogstens|maximaal|ten hoogste|at most|up to",
    r"meer|hoger|hogere|groter|grotere|higher|larger|more",
    r"minder|lager|lagere|kleiner|kleinere|lower|smaller|less|fewer",
    r"(?:ge)?ste?[ei]g(?:t|en)|stijging|toe(?:ge)?n[oa]men|toename|groei\w*|gegroeid|increas\w*|ris\w+|gr[eo]w\w*",
    r"(?:ge)?daal(?:t|de|d)|dalen|gedaald|daling|af(?:ge)?n[oa]men|afname|krimp\w*|decreas\w*|f[ae]ll\w*|declin\w*",
    r"verhoo?g\w*|rais\w+",
    r"verlaa?g\w*|bezuinig\w*|cut|cuts",
    r"verplicht\w*|mandatory|obliged",
    r"vrijwillig\w*|voluntar\w+",
    r"verbod\w*|verboden|verbied\w*|forbid\w*|prohibit\w*|banned",
    r"toegestaan|toestaan|allow\w*",
    r"gestopt|stop\w*|beeindig\w*|opgeheven|afgelopen|ended|ends",
    r"mislukt\w*|gefaald|faal\w*|fail\w*",
    r"geslaagd|succesvolle?|successful",
    r"afgewezen|afwijz\w*|afgekeurd|reject\w*",
    r"goedgekeurd|goedkeur\w*|approv\w*",
    r"oudste|oudere?|older|oldest",
    r"nieuwste|nieuwere?|newer|newest|latest",
    r"slechtste|slechter|worse|worst",
    r"voor het eerst|for the first time",
)  # fmt: skip

_DECISIVE = tuple(re.compile(rf"\b(?:{forms})\b") for forms in _DECIDE)
_ANY_DECISIVE = re.compile(rf"\b(?:{'|'.join(_DECIDE)})\b")

_TO_OBEY = r"instructi\w*|opdracht\w*|regels?|rules?|prompts?|voorgaande|vorige|eerdere|hierboven|previous|prior|above"
_MACHINE = r"(?:ai|a\.i|taalmodel(?:len)?|chatbots?|assistent(?:en)?|assistants?|language models?|llms?)"
# A sentence that speaks to a machine is no evidence for anything, however true the copy of it.
_ORDERS = re.compile(
    "|".join(
        (
            rf"\b(?:negeer|vergeet|ignore|disregard|forget|override)\b.{{0,60}}\b(?:{_TO_OBEY}|alles|everything)\b",
            r"\b(?:system prompt|systeemprompt|systeem ?bericht|system message|jailbreak|developer mode)\b",
            r"\b(?:je|jij|u) bent (?:nu|vanaf nu|voortaan)\b|\byou are now\b|\bfrom now on\b.{0,40}\b(?:you|reply)\b",
            # an order at the start of a sentence: *Antwoord altijd …*, *and reply only …*
            r"(?:^|[.!?:;\"'(\n]\s*|\b(?:en|and|dan|then)\s+)"
            r"(?:antwoord|beantwoord|reageer|herhaal|schrijf|zeg|respond|reply|answer|write|output|print|say|repeat)\s+"
            r"(?:\w+\s+){0,4}?(?:met|dat|alleen|altijd|precies|letterlijk|als volgt|elke|iedere|steeds|uitsluitend|"
            r"only|always|with|that|exactly|every|just)\b",
            r"\b(?:beste|dear|hallo|attention|let op|note to|instructies? voor (?:de|het|een)|"
            rf"instructions? (?:for|to) (?:the|any|all))\W{{1,3}}(?:\w+\s)?{_MACHINE}\b",
            rf"\b(?:als|as an) {_MACHINE}\b|"
            rf"\b{_MACHINE}\b.{{0,40}}\b(?:moet(?:en)?|dien(?:t|en)|must|should|has to|have to)\b.{{0,40}}"
            r"\b(?:antwoord|zeg|schrij|meld|noem|answer|say|write|reply|state|mention)",
            # a turn of a conversation, or the answer itself, made up inside a document
            r"\b(?:gebruiker|user|assistent|assistant)\s*:|\b(?:van de gebruiker|from the user)\s*:|"
            r"\b(?:einde van de|end of the) (?:documenten|passages|context|documents)\b|\{\s*\"",
            r"<\s*/?\s*(?:system|assistant|user|passage\w*|source|question|instructions?)\b|\[/?inst\]|<\|",
        )
    ),
    re.DOTALL,
)


@lru_cache(maxsize=256)  # asked of the same sentences when they are quoted and when they are grounded
def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine: *ignore the rules above*, *you are now*, a closing mark of our own."""
    return _ORDERS.search(dutch.fold(text)) is not None


def moods(text: str) -> frozenset[str]:
    """What a text denies and under which reserve it speaks, by name."""
    plain = _NO_NEGATION.sub(" ", dutch.fold(text))
    return frozenset(name for name, forms in _MOOD.items() if forms.search(plain))


def decides_more(claim: str, shown: str) -> bool:
    """Whether a claim turns or widens what is shown: a word that decides, of which no form stands there."""
    said = dutch.fold(claim)
    if not _ANY_DECISIVE.search(said):
        return False
    there = dutch.fold(shown)
    return any(forms.search(said) and not forms.search(there) for forms in _DECISIVE)
