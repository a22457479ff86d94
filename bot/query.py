"""What is asked: several questions in one parted, follow-ups made standalone, the kind of each recognised."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.gapping import ASKS, completed
from bot.model import Query
from bot.sides import NAMES_TWO_PAPERS, of_each, sides
from ingest import dutch

MOST_PARTS = 3  # questions in one message that are answered apart


def word_set(words: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(words.split())


# Words that always stand for something said before, and words that do so only when the question names nothing itself.
_POINTS_BACK = word_set(
    "daar daarbij daarmee daarna daarop daarvan daarvoor daarin daarover ervan erbij ermee erin its their them"
)
_MAY_POINT_BACK = word_set("dat die dit deze hij zij ze hun dan hen it they that those these")
_NAME = re.compile(r"\s[\"'‘“(]?[A-ZÀ-Þ]")
_OPENS_FOLLOW_UP = re.compile(r"\s*(en|maar|and|dus|ook)\b", re.IGNORECASE)
# *Wie is de penvoerder?*, *Wat was het budget?*: of what was spoken of before.
_OF_WHAT_IS_SPOKEN_OF = re.compile(
    rf"\W*{ASKS}\s(?:\w+\s)?(?:is|zijn|was|waren|wordt|werd|are|were)\s(?:de|het|the)\s(?:[a-zß-ÿ]+e\s)?[a-zß-ÿ]+\W*",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"\b(noem|lijst|opsomming|som|list|name)\b|"
    r"\bwat (?:kun|kunnen|moet|moeten|kan|mag|mogen)\b.*\b(?:doen|regelen|aangeven|vermelden)\b|"
    r"\b(wat|wie) (zijn|waren)\b|\b(what|who) (are|were)\b|\bwaaruit besta\w+|\bwaar besta\w+ .* uit\b|"
    r"\bwie (doen|deden|werken|werkten|zitten|zaten|horen|hoorden|nemen|namen|tekenden|vormen|vormden)\b|"
    r"\b(welke|which)( \w+)?( \w+)? \w+(en|'s|(?<!s)s)\b",  # a plural not far behind
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\b(nu|huidige?|tegenwoordig|nieuwste|laatste|recent(e|ste)?|actuele?|momenteel|nog steeds|inmiddels|"
    r"bestaa\w+ .* nog|hoe (?:staat|gaat) het (?:er )?(?:\w+ )?(?:met|voor)|stand van zaken|"
    r"current(ly)?|latest|now|newest|today|recent)\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(verschil\w*|vergel[ei]j?k\w*|allebei|beide|zowel|tegenover|differ\w*|compar\w*|both)\b|"
    r"\bverhoud\w*\b.*\btot\b|\bten opzichte van\b|"
    r"\bhebben\b.*\bgemeen(schappelijk)?\b|"
    rf"{dutch.ONE_YEAR}.*{dutch.ONE_YEAR}|"
    r"\b(eerste|oude|vorige)\b.*\b(tweede|nieuwe|huidige)\b",
    re.IGNORECASE,
)
# *Wie zat de vergadering voor?*: the two halves of one verb stand apart, and papers name the chair.
_CHAIRED = re.compile(r"\b(wie) (?:zat|zit|zaten|zitten) (.+?) voor(?=\W*$)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,200}>")
_SENTENCE = re.compile(r"[^?!.]+(?:[?!.](?!\s|$)[^?!.]*)*[?!.]*")

_AND = re.compile(
    r"[,;]?(?<!\btot)\s+(?:en|and)\s+(?=(?:(?:in|op|met|van|voor|bij|tot|en|sinds|vanaf|door|aan|over|onder|uit|naar|per|by|with|for|"
    rf"from|to|until|since)\s+){{0,4}}{ASKS}\b)",
    re.IGNORECASE,
)
# *Hoeveel partners zijn er in X en hoeveel in Y?*, *Welke periode beslaat X, en welke Y?*: the noun is left out.
_PREPOSITION = r"(?:aan|bij|door|in|met|naar|onder|op|over|per|tot|uit|van|vanaf|voor|at|by|for|from|in|of|on|with)"
_LEFT_OUT = re.compile(rf"\b(hoeveel|welke?|how many|which)(?=\s+(?:{_PREPOSITION}|de|het|the)\s)", re.IGNORECASE)
_NOUN_OF = r"\b{}\s+((?:\w+e\s+)?[^\W\d][\w-]*)"
_EACH = re.compile(r"\b(elk|ieder|allebei|beide|each|both)\b", re.IGNORECASE)  # *en hoeveel kregen ze elk?*
_ASKS_FIRST = re.compile(rf"\b{ASKS}\b", re.IGNORECASE)


def understand(text: str, earlier: Sequence[str] = ()) -> Query:
    """The query for ``text``, made standalone with what the user's ``earlier`` questions (oldest first) were about."""
    asked = _CHAIRED.sub(r"\1 was de voorzitter van \2", " ".join(without_tags(text).split()))
    pieces = _pieces(asked)
    whole = replace(_query(asked, earlier), original=text)
    if each := of_each(pieces[0]) if all(_EACH.search(piece) for piece in pieces[1:]) else None:
        whole = replace(whole, compares=True)
        parts = [_query(side, earlier) for side in each]
    elif len(pieces) > 1:
        parts = [_query(piece, [*earlier, *pieces[:n]], leans=n > 0) for n, piece in enumerate(pieces)]
    else:
        parts = [replace(_query(side, earlier), compares=False) for side in (whole.compares and sides(asked)) or ()]
    return replace(whole, parts=tuple(parts))


def without_tags(text: str) -> str:
    """``text`` without the marks of HTML."""
    return _TAG.sub(" ", text)


def _query(asked: str, earlier: Sequence[str], *, leans: bool = False) -> Query:
    """One question; ``leans`` when it is the second half of one, and what it leans on counts as if it were repeated."""
    if (full := _completed(asked, earlier)) != asked:
        return replace(_query(full, earlier[:-1]), original=asked)  # which may lean on those in its turn
    carried = _carried_over(asked, earlier, leans=leans)
    focus = _with_its_noun(asked, earlier[-1]) if carried else asked
    text = f"{focus} ({carried})" if carried else asked
    return Query(
        text=text,
        original=asked,
        focus=focus,
        wording=earlier[-1] if carried and not _ASKS_FIRST.search(asked) else focus,
        language=language_of(dutch.words(asked)),
        wants_list=_LIST.search(asked) is not None,
        wants_newest=_NEWEST.search(asked) is not None,
        compares=(_COMPARES.search(asked) or NAMES_TWO_PAPERS.search(asked)) is not None,
    )


def _completed(asked: str, earlier: Sequence[str]) -> str:
    """``asked`` with what it leaves out because the ``earlier`` questions, oldest first, say it."""
    before = ""
    for question in (*(without_tags(text) for text in earlier), asked):
        before = completed(" ".join(question.split()), before) if before else question
    return before


def _with_its_noun(asked: str, before: str) -> str:
    """``asked`` with the noun that it leaves out, because the question before has it behind the same word."""
    left_out = _LEFT_OUT.search(asked)
    noun = re.search(_NOUN_OF.format(left_out[0]), before, re.IGNORECASE) if left_out else None
    if left_out is None or noun is None or not dutch.content_lemmas(noun[1]):
        return asked
    return f"{asked[: left_out.end()]} {noun[1]}{asked[left_out.end() :]}"


def _pieces(asked: str) -> list[str]:
    """The questions in one message: each with its own question mark, or a second one behind *en*."""
    sentences = [sentence for sentence in _SENTENCE.findall(asked) if dutch.content_lemmas(sentence)]
    if sum(sentence.rstrip().endswith("?") for sentence in sentences) <= 1:
        sentences = [asked]
    pieces: list[str] = []
    for sentence in sentences:
        first, *others = _AND.split(sentence)
        if others and _ASKS_FIRST.search(first) and dutch.content_lemmas(first):
            pieces += [first, *others]
        else:
            pieces.append(sentence)
    return [piece.strip() for piece in pieces][:MOST_PARTS]


def language_of(words: Sequence[str]) -> str:
    """``en`` when English function words outnumber Dutch ones, else ``nl``: a question is too short for more."""
    return dutch.language(words, lead=1) or "nl"


def _carried_over(asked: str, earlier: Sequence[str], *, leans: bool = False) -> str:
    """The subject words of the earlier questions that ``asked`` leans on; empty when it stands alone."""
    own = dutch.content_lemmas(asked)
    words = dutch.words(asked)
    leans = leans or (
        not own  # "En waarom?"
        or _OPENS_FOLLOW_UP.match(asked) is not None
        or any(word in _POINTS_BACK for word in words)
        or (
            (any(word in _MAY_POINT_BACK for word in words) or _OF_WHAT_IS_SPOKEN_OF.fullmatch(asked) is not None)
            and _NAME.search(asked) is None
        )
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
    if any(lemma[0].isdigit() for lemma in lemmas) and any(lemma[0].isdigit() for lemma in own):
        return False  # another year or amount is asked for now
    return not set(lemmas) & set(own) if lemmas else word[0].isupper() and not first
