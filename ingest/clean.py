"""Pure repairs of extracted text: ligatures, end-of-line hyphens, web-page furniture, recognition noise.

Quotes are compared with the source character by character, so a repair may drop a line or the symbols in front of it
and may mend what the typesetting did to a word, but never changes the words of a sentence.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import takewhile

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_INVISIBLE = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
_SPACES = dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2005\u2006\u2008\u3000\t", " ")
_TABLE = str.maketrans({**_LIGATURES, **_INVISIBLE, **_SPACES})
_SOFT_AT_LINE_END = re.compile("\u00ad[ ]*(?=\n|$)")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, as PDFs give the letters of a formula
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
SOFT_HYPHEN = "\u2010"  # what typesetters put at the end of a line when they break a word

_CONJUNCTION = re.compile(r"(en|of|tot|als|noch|maar|dan|resp|and|or)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)]*[-/_=&?.]$|https?://$")  # a web address that may go on below
_IN_ADDRESS = re.compile(r"[-/_=%&]|\.\w|\)")
_NOTE_MARK = re.compile(r"[\[(]?\d{1,3}[\])]?(?:[,;] ?\d{1,3})*|\*{1,3}")
_RAISED_UNIT = re.compile(r"(?:^|[^a-z])(?:k|c|d|m|h)?m$|(?:^|\D)10$", re.IGNORECASE)  # m², 10³
_HYPHENATED = re.compile(r"(?<!\w)\w+(?:-\w+)+")
_LAST_WORD = re.compile(r"[\w-]+$")
_FIRST_WORD = re.compile(r"[\w-]+")


def plain(text: str) -> str:
    """``text`` with ligatures written out, invisible characters gone, every kind of blank a plain one.

    It can be stored: halves of one character are joined, a half that is alone is marked as unknown.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = _SOFT_AT_LINE_END.sub(SOFT_HYPHEN, text).replace("\u00ad", "").replace("\v", "\n")
    return _CONTROL.sub("", text.translate(_TABLE))


def squeeze(text: str) -> str:
    """``text`` on one line with single blanks."""
    return " ".join(text.split())


def join_lines(lines: Iterable[str], seen: Container[str] = frozenset()) -> str:
    """The lines of one paragraph as running text; ``seen`` holds hyphenated words that the document uses elsewhere."""
    joined = ""
    for line in map(squeeze, lines):
        joined = _join(joined, line, seen) if joined and line else joined or line
    return joined


def _join(before: str, after: str, seen: Container[str]) -> str:
    if before.endswith(SOFT_HYPHEN):
        return before[:-1] + after if after[0].islower() else before + after
    if _is_rest_of_address(before, after):
        return before + after
    if not before.endswith("-") or before.endswith((" -", "--")):
        return f"{before} {after}"
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if last is None or first is None or _CONJUNCTION.match(after):  # zon- en windenergie
        return f"{before} {after}"
    stem = last.group()[:-1]
    keeps = not first.group()[0].islower() or not stem[-1:].islower() or f"{stem}-{first.group()}".casefold() in seen
    return before + after if keeps else before[:-1] + after


def _is_rest_of_address(before: str, after: str) -> bool:
    """Whether a web address runs on in ``after``: then its hyphens and strokes are its own."""
    word = after.split(maxsplit=1)[0]
    if not _ADDRESS.search(before) or word[0].isupper():
        return False
    return not before.endswith("/") or before.endswith("//") or _IN_ADDRESS.search(word) is not None


def is_note_mark(raised: str, before: str) -> bool:
    """Whether raised characters are the mark of a footnote, and no power or unit: dropped, they join no figure.

    ``before`` is what stands in front of them.
    """
    words = before.rstrip()
    return _NOTE_MARK.fullmatch(raised.strip()) is not None and not _RAISED_UNIT.search(words)


def hyphenated(text: str) -> frozenset[str]:
    """The words with a hyphen inside a line of ``text``, folded; evidence for words broken at a line end."""
    return frozenset(word.casefold() for word in _HYPHENATED.findall(text))


_FURNITURE = re.compile(
    r"""(?:
        deel(\s(dit|deze)\s\w+)? (\s(op|via)\b.*)? | share(\sthis\s\w+)? | delen | leestijd(\s*:?\s*\d+\s*min\w*\.?)?
      | \d+\s+min(uut|uten|utes)?(\s(leestijd|lezen|read))? | datum | artikel | nieuws(bericht)? | blog
      | publicatiedatum
      | (lees|read)\s(meer|verder|ook|more)\b.{0,60} | (toon|laat)\s(mij|me)\b.{0,40} | (download|bekijk|view)\b.{0,50}
      | (klik|click)\s(hier|here)\b.{0,120} | meer\s(informatie|weten|lezen)\s?[>»→]*
      | (meld|schrijf)\s(u|je|jezelf)\s(nu\s)?(aan|in)\b.{0,60} | blijf\sop\sde\shoogte\b.{0,60}
      | (volg|like)\sons\b.{0,40} | (naar\s)?(boven|top) | terug(\snaar\s.{0,40})? | vorige | volgende
      | home | menu | zoeken
      | direct\snaar\s(de\s)?(hoofd)?inhoud | skip\sto\s(main\s)?content | print(en)?(\sdeze\spagina)? | contact
      | (alle\s)?cookies\s.{0,40} | alleen\snoodzakelijke | aanmelden(\s(voor\s(de\s)?)?nieuwsbrief)? | inschrijven
      | [\w ,'-]*\d{3,4}\s?x\s?\d{3,4}\w* | [\w ()%-]+\.(jpe?g|png|gif|svg|webp)
    )[\s.!>»→]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PAGE_NUMBER = re.compile(
    r"[-–|\s]*(?:(pagina|page|blz\.?|p\.|slide|sheet|dia)\s*)?\d{1,3}(\s*(van|of|/|-)\s*\d{1,3})?[-–|\s]*",
    re.IGNORECASE,
)


def is_furniture(line: str) -> bool:
    """Whether a line that stands alone is a button, a label or a menu entry of a web page, not text."""
    return _FURNITURE.fullmatch(line.strip()) is not None


def is_page_number(line: str) -> bool:
    """Whether a line at the edge of a page holds nothing but its number."""
    return _PAGE_NUMBER.fullmatch(line) is not None


_WORD = re.compile(r"\W*[^\W\d_]{3,}[\w\W]*|\W*\d[\w.,%:/+–-]*\W*|\W*[A-Z]{2,}\W*|\W*\w{1,2}[-.]\w{2,}\W*")
_SMALL_WORD = re.compile(
    r"(?:aan|al|als|at|be|bij|by|da|de|do|dr|ds|du|el|en|er|ex|go|he|hé|id|ik|in|is|it|ja|je|km|la|le|me|mr|my|na|ne|no"
    r"|nr|nu|of|om|on|op|or|ot|o\.a|pr|'s|'t|ten|te|to|tv|u|us|uw|wa|we|wo|ze|zo)",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(r"[-–—€$%&+/|•*]+|[A-Z]\.")  # they say nothing about a line, as in "€ 5 – € 7" and "J. de Wit"
_BROKEN = re.compile(r"\w[|\\{}~^<>]\w|[\\{}~^=»«¬¦§]")
_LEADING_SYMBOLS = re.compile(
    r"(?:\w\s[=|»]+\s+(?:[A-Z]{2,5}\s(?=[A-Z][a-z]))?)|(?:(?:[=|»>~^¬¦_\\]|,?\d+['’‘]|[,;:.]\s)+\s*)+(?=\w|[\"'“‘(])"
)
_WORDS_TO_KEEP = 2
_ARROW = re.compile(r"=*[>»→►➢➤✓✔❖][=>»]*\s*(?=\w|[\"'“‘(])|-+>\s*(?=\w)")


def is_noise(line: str) -> bool:
    """Whether a line is mostly symbols and fragments of one or two letters, as bad text recognition leaves them."""
    tokens = [token for token in line.split() if not _NEUTRAL.fullmatch(token)]
    good = sum(_is_word(token) for token in tokens)
    odd = sum(_is_odd(token) for token in tokens)
    fragments = sum(len(token) == 1 and token.isalpha() and not _is_word(token) for token in tokens)
    return bool(line.strip()) and (good == 0 or ((odd > 0 or fragments > 1) and good <= len(tokens) / 2))


def without_noise(line: str) -> str:
    """What may stay of ``line``: all of it, or the words in front of the rubbish, or nothing."""
    if not is_noise(line):
        return line
    words = list(takewhile(_is_word, line.split()))
    rest = line.split()[len(words) :]
    leader = bool(rest) and set(rest[0]) <= set("._")  # the dots of a table of contents
    return " ".join(words) if len(words) >= _WORDS_TO_KEEP and not leader else ""


def _is_odd(token: str) -> bool:
    return not any(c.isalnum() for c in token) or _BROKEN.search(token) is not None


def _is_word(token: str) -> bool:
    if _BROKEN.search(token):
        return False
    return _WORD.fullmatch(token) is not None or _SMALL_WORD.fullmatch(token.strip(".,;:!?()\"'“”‘’")) is not None


def strip_arrow(line: str) -> str | None:
    """``line`` without the arrow in front of it that stands for a bullet; None when there is none."""
    arrow = _ARROW.match(line)
    return line[arrow.end() :] if arrow else None


def strip_symbols(line: str) -> str:
    """``line`` without the recognition rubbish in front of its first word."""
    return _LEADING_SYMBOLS.sub("", line, count=1) if _LEADING_SYMBOLS.match(line) else line


def running(pages: Sequence[Iterable[str]], share: float = 0.4) -> frozenset[str]:
    """Which lines at the edge of the pages are running headers or footers, with their digits as ``#``.

    A line is one when it stands on at least two pages and on at least ``share`` of them.
    """
    counts = Counter(shape for lines in pages for shape in {mask_digits(line) for line in lines})
    return frozenset(shape for shape, count in counts.items() if count >= max(2, share * len(pages)))


def mask_digits(line: str) -> str:
    """``line`` as it is compared between pages: single blanks and each number as ``#``."""
    return re.sub(r"\d+", "#", squeeze(line))
