"""What a lesson says of its subject: that it is good or needed, that it went wrong, or only that it happened.

"Leg de kennis vast" and "De kennis is niet vastgelegd" share their words and are not the same lesson. The tone is read
from cue words in the main clause, in lower case without diacritics; what follows "anders" or "want" gives the reason.
"""

import re
from enum import StrEnum

from ingest.dutch import fold, lemma, words


class Tone(StrEnum):
    """The three things that a lesson can say of its subject."""

    DO = "do"  # it helped, or should be done
    TROUBLE = "trouble"  # it went wrong, or was missing
    EVENT = "event"  # it happened


_TROUBLE = re.compile(
    r"\b(niets?|geen|niemand|nauwelijks|zelden|weinig|minder|slechts|pas laat|zonder dat|onvoldoende|onduidelijk\w*"
    r"|te (?:weinig|laat|veel|duur|zelden|groot|kleine?|complex|ver|lang|strak|zwaar|snel|hoog|laag|vroeg)"
    r"|gebrek|ontbr\w+|tekort\w*|mislukt\w*|verdwe\w+|verdwijn\w*|verlo\w+|verlies\w*|vertra\w+|vastli?ep\w*|stokte\w*"
    r"|strand\w+|haakt\w*|haken|afhaa?k\w*|uitgesteld|uitble\w+|bleven uit|bleef uit|achterble\w+|ble(?:ef|ven) achter"
    r"|nam\w* af|stil|belemmer\w+|bemoeilijk\w+|moeizaam|lastig|onmogelijk|versnipper\w*|verzet\w*|verstoor\w*|vrees\w*"
    r"|lijden|tegenspr\w+|tegenwerk\w*|wissel(?:de\w*|end\w*|ing\w*)|fout\w*|knelpunt\w*|problem\w+|probleem|discussie"
    r"|ruzie|klacht\w*|langs elkaar|overschr\w+|miste\w*|wantrouwen|weerstand|schade|verwarr\w*|onrust|wachtlijst\w*"
    r"|optimistisch\w*|ambitieus|onbekend\w*|hield\w* .*\b(?:tegen|op)\b|lie?pe?n? (?:\w+ ){0,2}uit)\b"
)
_DO = re.compile(
    r"\b(slaag\w*|succes\w*|help\w*|hielp\w*|werkte\w*|effectie\w+|waardevol\w*|nodig|verschil|doorslaggevend|voorwaarde"
    r"|belangrijk\w*|bepalend|onmisbaar|cruciaal|nuttig|vaart|tempo|energie|draagvlak|sneller(?! dan)|dankzij"
    r"|meer bereikt|zorgde\w*|goede?|beter\w*|lukte\w*|kracht\w*|houvast|leverde\w* .*\bop)\b"
)
_REASON = re.compile(
    r",? (?:want|anders|zodat|dat voorkomt|voorkomt|in plaats van|om te voorkomen)\b.*|; (?:zonder|met)\b.*"
)
_CONDITION = re.compile(r"zonder\b(?! dat)|.*\bpas (?:als|wanneer|aan)\b")
_STRONG_PAST = re.compile(
    r"was|waren|werd(en)?|hadd?(en)?|kon(den)?|moest(en)?|ble(ef|ven)|kwam(en)?|ging(en)?|nam(en)?|bracht(en)?|vond(en)?"
    r"|ga(f|ven)|liep(en)?|stond(en)?|hield(en)?|sloot|sloten|ble(ek|ken)|ontstond(en)?|spr(ak|aken)|verdwe(en|nen)"
    r"|wist(en)?|hing(en)?|trok(ken)?|droeg(en)?|ko(os|zen)|kre(eg|gen)|verliep(en)?|zag(en)?|de(ed|den)|hielp(en)?"
    r"|viel(en)?|vertrok(ken)?"
)
_PERFECT = re.compile(r"\b(?:is|zijn|heeft|hebben) (?:\w+ ){0,6}(?:ge|be|ver|ont)\w+(?:d|t|en)\b")
_WEAK_PAST = re.compile(r"(?<!n)den?$|ten?$")  # "werkte", not "volgende"
_SHORTEST = 5  # letters of a past tense that its ending gives away


def tone_of(text: str) -> Tone:
    """The tone of one sentence or list item."""
    folded = fold(text)
    if _CONDITION.match(folded):  # "zonder vertrouwen lukt het niet": trust is needed
        return Tone.DO
    main = _REASON.sub("", folded)
    if _TROUBLE.search(main):
        return Tone.TROUBLE
    return Tone.EVENT if _is_past(main) and not _DO.search(main) else Tone.DO


def _is_past(folded: str) -> bool:
    return bool(_PERFECT.search(folded)) or any(map(_is_past_tense, words(folded)))


def _is_past_tense(word: str) -> bool:
    """Whether a word is the past tense of a verb: "werkten", not "gemeenten" and not "aansluiten"."""
    if _STRONG_PAST.fullmatch(word):
        return True
    if len(word) < _SHORTEST or not _WEAK_PAST.search(word) or word.startswith("ge"):
        return False
    verb = lemma(word)
    return verb != word and verb.endswith("en") and (not verb.endswith(("den", "ten")) or "dd" in word or "tt" in word)
