"""Sentences that have the words for an obstacle and tell of none: it is prevented, supposed, or somebody's question."""

import re

# What is prevented or solved does not stand in the way, unless that is what is hard.
_EASED = re.compile(
    r"\b(?:voorkom\w*|voorkwam\w*|vermijd\w*|vermeden|tegen\s?(?:te\s+)?(?:gaan|gegaan)|tegengaat|weg\s?(?:te\s+)?(?:nemen|"
    r"werken|genomen)|op\s?(?:te\s+)?(?:lossen|gelost)|oplost|ondervang\w*|ondervangen|verhelp\w*|verholpen|"
    r"verklein(?:en|t|de|d)|verminder(?:en|t|de|d)|verlag(?:en|t|de|d)|te\s+beperken|beheers(?:en|t|baar)|"
    r"terug\s?(?:te\s+)?(?:dringen|gedrongen)|aan\s?(?:te\s+)?(?:pakken|gepakt)|\w*aanpak|prevents?|avoid\w*|reduces?|"
    r"solves?)\b"
)
_STILL_HARD = re.compile(
    r"\b(?:niet|nauwelijks|moeilijk|lastig|moeizaam|onvoldoende|te\s+weinig|ontbreekt|not|hard|difficult)\b"
)
_SUPPOSED = re.compile(
    r"^(?:maar\s+|en\s+|want\s+|ook\s+|zelfs\s+)?(?:indien|mocht|mochten|stel\b|zodra|tenzij|mits)\b|"
    r"^(?:maar\s+|en\s+|want\s+|ook\s+)?(?:als|wanneer)\b[^.]*,\s*(?:dan\s+)?(?:kan|kunnen|zal|zullen|moet|moeten|mag|"
    r"wordt|worden|is\s+er\s+de|bestaat)\b|"
    r"\bkan\s+(?:het\s+|dus\s+|ook\s+|natuurlijk\s+)*(?:niet\s+zo\s+)?zijn\s+dat\b|"
    r"\bhet\s+kan\s+(?:dus\s+|ook\s+)?(?:niet\s+)?(?:zo\s+)?zijn\b|\balleen\s+dan\b|\bvragen\s+van\s+(?:de\s+leden|het\s+lid)\b|"
    r"\b(?:uw|u)\b|\b(?:besproken|behandeld|toegelicht|ingegaan|in\s+gegaan)\b|"
    r"\b(?:aan\s?(?:te\s+)?geven|toelichten|toe\s+te\s+lichten|onderbouwen|motiveren|uitleggen)\b[^.]*\bwaarom\b"
)
# What a sentence below a heading on obstacles must have, to be one itself: else it explains, or tells what is done.
_TROUBLE = re.compile(
    r"\b(?:niet|geen|nooit|nauwelijks|weinig|te\s+(?:laat|veel|vaak|lang|kort|duur|groot|klein|hoog|snel)|tekort\w*|"
    r"gebrek\w*|ontbr\w+|mis(?:t|sen)|lastig\w*|moei\w+|ingewikkeld\w*|complex\w*|risico\w*|kwetsba\w+|knel\w*|"
    r"problem\w*|probleem|dreig\w*|trage?|langza\w+|duurt|duurder|kost|kosten|druk|spanning\w*|versnipper\w*|verlor\w*|"
    r"verlie\w*|wantrouw\w*|vertrag\w*|afhankelijk\w*|beperkt\w*|belemmer\w*|hinder\w*|vastlop\w*|stok\w*|botst\w*|"
    r"schaars\w*|krap\w*|zwa(?:ar|k)\w*|zorgelijk|vrees|vrezen|twijfel\w*|dilemma\w*|obstakel\w*|fout\w*|verkeerd\w*|"
    r"on(?:voldoende|duidelijk|zeker|bekend|vrede|rust|mogelijk|haalbaar|gelijk|enig|eens)\w*|"
    r"not|too|lack\w*|difficult\w*|slow|few|little|hard|weak\w*|delay\w*|unclear|uncertain)\b"
)


def is_eased(sentence: str) -> bool:
    """Whether a sentence in small letters tells how something is prevented, lessened or solved."""
    return _EASED.search(sentence) is not None and _STILL_HARD.search(sentence) is None


def is_supposed(sentence: str) -> bool:
    """Whether a sentence in small letters tells what might be, or is put to somebody."""
    return _SUPPOSED.search(sentence) is not None


def is_trouble(sentence: str) -> bool:
    """Whether a sentence in small letters has a word for what goes wrong, or is short of something."""
    return _TROUBLE.search(sentence) is not None
