"""Word analysis for Dutch, one and the same at indexing and at asking time.

Three views of a text feed the lexical index: lemmas (simplemma keeps *succesfactor* and *succesfactoren* together),
stems (Snowball brings *werkt* and *gewerkt* together) and character n-grams (compounds and typing errors).
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from ingest.model import Span

VERSION = "dutch-1"  # part of a generation's fingerprint; raise it when the same text would give other words
GRAM = 5  # characters; on Dutch policy questions 5 found more than 3, 4 and 6

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+(?:'[a-z]+)*(?:-[a-z]+(?:'[a-z]+)*)*")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_FOLD = str.maketrans({"’": "'", "‘": "'", "´": "'", "‐": "-", "‑": "-", "–": "-", "ß": "ss", "ø": "o", "ł": "l"})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Function words: they carry no subject. Question words are among them, because a question's kind is read separately.
STOPWORDS = _set(
    """
    aan achter af al alweer alle alleen allemaal als ander andere anders bedoeld bedoelen bedoelt ben bent betekenen
    betekent betekend bij bijvoorbeeld binnen boven buiten daar
    daarbij daardoor daarin daarmee daarna daarom daarop daarvan daarvoor dan dat de deze die dit doe doen doet door
    dus echt een eens eigenlijk elk elke en enige enkele er ergens erg eruit ervan ervoor etc even ga gaan gaat gedaan
    geen geweest geworden ging had hadden heb hebben heeft hem hen het hier hij hoe hoeveel hun iemand iets ik in is
    ja je jij jou jouw jullie kan keer komen komt kon konden krijgen krijgt kunnen kunt laat laten liggen maar
    maken maakt me mee meer meest men met mij mijn misschien mocht moest moet moeten na naar nee niet niets nodig nog
    nou nu of om omdat ondanks onder ons onze ook op over per precies qua rond sinds soms staan staat steeds
    tegen ten ter terwijl tijdens toch toe toen tot tussen uit uw vaak van vanaf vanuit veel verder verstaan via vinden
    volgens voor vooral vraag waar waaraan waarbij waardoor waarin waarmee waarom waarop waarover waarvan waarvoor
    wanneer want waren was wat we weer wel welk welke werd werden wie wij wil willen word worden wordt zal ze zeer zegt
    zeggen zelf zich zij zijn zo zoals zonder zou zouden zoveel zulke
    a about all also an and any are as at be been but by can could did do does for from had has have he her his how i
    if into it its many may me more most much no not of on or other our out over she should so some such than that the
    their them then there these they this those to under up was we were what when where which who whom whose why will
    with would you your
    """
)

# Words of texts and of questions; *of*, *in*, *is*, *was*, *we* and *over* belong to both languages and tell nothing.
_TELLTALE = {
    "nl": _set(
        """
        de het een en van dat zijn op voor met die niet aan er om ook door bij naar wordt worden werd deze dit uit te
        nog heeft hebben volgens wat welke wie hoe hoeveel wanneer waar waarom ik je u wij mijn
        """
    ),
    "en": _set(
        """
        the an it and or to that this for with by from on as between are were be have has do does did not will can
        which what who how many much when where why their its you your
        """
    ),
}
_CLEAR = 1.5  # times as many telltale words as of the other language

_ABBREVIATIONS = _set(
    """
    a.d afb afd art b.v bijv blz ca co d.d dd dhr div dr drs e.a e.d e.g e.o e.v enz etc evt excl fig ha hfst i.c
    i.e i.h.b i.p.v i.s.m i.v.m incl ing inz ir jhr jl jr km kv ll m.a.w m.b.t m.b.v m.i.v m.m.v m.n m.u.v max mevr min
    mld mln mr mrs ms mw n.a.v n.v nl no nr nrs o.a o.b.v o.g.v o.i.d o.l.v o.m p.a p.j p.m p.p pag plm prof
    q.q red resp s.v.p sr st stb stcrt t.a.v t.b.v t.g.v t.h.v t.n.v t.o.v t.w.v t/m tel u.a uitg v.a v.w.b vgl
    vh vlg vnl
    vs wnd z.g z.o.z z.s.m zgn zie
    """
)
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
_OPENING = re.compile(r"[\"'“‘(\[•–-]*\s*[A-ZÀ-Þ0-9€]")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SHORT_MONTHS = ("jan", "feb", "mrt mar", "apr", "", "jun", "jul", "aug", "sept sep", "okt oct", "nov", "dec")
MONTH_NUMBERS = {  # of every name of a month, folded
    name: number
    for number, names in enumerate(zip(MONTHS, ENGLISH_MONTHS, _SHORT_MONTHS, strict=True), start=1)
    for name in " ".join(names).lower().split()
}
# For regular expressions: the months in full, and by any of their names.
MONTH_IN_FULL = "|".join(dict.fromkeys(name.lower() for name in (*MONTHS, *ENGLISH_MONTHS)))
ANY_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
ONE_YEAR = r"(?<![-–/\d])(?:19|20)\d\d\b(?![-–/]\d)"  # and no end of a period
_YEAR = re.compile(ONE_YEAR)
_INITIALS = _set("ch chr ij joh ph th tj")  # of more than one letter
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']+$")


def fold(text: str) -> str:
    """``text`` in lower case, without diacritics, with plain quotes and hyphens."""
    plain = text.replace("`", "'")
    if not plain.isascii():
        plain = _BEYOND_ASCII.sub(lambda found: _plain(found.group()), plain)
    return plain.casefold()


@lru_cache(maxsize=10_000)
def _plain(character: str) -> str:
    """What stands for a character beyond ASCII, of which a text has few: its letters without marks."""
    folded = unicodedata.normalize("NFKD", character.translate(_FOLD))
    return "".join(c for c in folded if not unicodedata.combining(c))


def words(text: str) -> list[str]:
    """The folded words and numbers of ``text`` in order; a hyphenated word gives its parts and itself in one piece."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if "-" in word:
            found.extend(part for part in word.split("-") if part)
            found.append(word.replace("-", ""))
        else:
            found.append(word)
    return found


def language(folded: Sequence[str], lead: float = _CLEAR) -> str:
    """Whether folded words are Dutch ("nl") or English ("en"); empty when neither leads more than ``lead`` times."""
    counts = {name: sum(word in telltale for word in folded) for name, telltale in _TELLTALE.items()}
    (first, most), (_, other) = sorted(counts.items(), key=lambda pair: -pair[1])
    return first if most > lead * other else ""


@cache
def _lemmatise() -> Callable[[str], str]:
    """Loads simplemma's Dutch data, which takes 0.4 s."""
    import simplemma

    return lambda word: str(simplemma.lemmatize(word, lang="nl"))


@lru_cache(maxsize=200_000)
def is_word(word: str) -> bool:
    """Whether a folded word is in the Dutch word list."""
    import simplemma

    return simplemma.is_known(word, lang="nl")


@lru_cache(maxsize=20_000)
def is_english_word(word: str) -> bool:
    """Whether a folded word is in the English word list."""
    import simplemma

    return simplemma.is_known(word, lang="en")


@cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer

    stemmer = Stemmer.Stemmer("dutch")
    return lambda word: str(stemmer.stemWord(word))


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The dictionary form of a folded word; the word itself when it has none."""
    return fold(_lemmatise()(word)).removesuffix("'s")


@lru_cache(maxsize=20_000)
def english_lemma(word: str) -> str:
    """The dictionary form of a folded English word, in American spelling where a programme is a *program*."""
    import simplemma

    return str(simplemma.lemmatize(word, lang="en")).replace("programme", "program")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word."""
    return _stemmer()(word)


@lru_cache(maxsize=200_000)
def grams(word: str) -> tuple[str, ...]:
    """The character n-grams of a folded word with its edges marked; the marked word itself when it is short."""
    marked = f"_{word}_"
    if len(marked) <= GRAM:
        return (marked,)
    return tuple(marked[i : i + GRAM] for i in range(len(marked) - GRAM + 1))


def lemmas(text: str) -> list[str]:
    """The lemma of each word of ``text``."""
    return [lemma(word) for word in words(text)]


def content_lemmas(text: str) -> list[str]:
    """The lemmas of the words of ``text`` that carry its subject, in order, each once."""
    return list(dict.fromkeys(lemma(word) for word in words(text) if word not in STOPWORDS))


def years(text: str) -> frozenset[str]:
    """The years that ``text`` names, without those that begin or end a period."""
    return frozenset(_YEAR.findall(text))


def sentences(text: str) -> list[Span]:
    """The sentences of ``text`` as spans without white space around them; a line break does not end a sentence.

    Dutch policy text is full of abbreviations, initials and dates with a full stop in them, so a stop ends a sentence
    only when no abbreviation or initial stands before it and something that can open a sentence follows.
    """
    spans: list[Span] = []
    start = 0
    cased = not text.islower()  # a text without capitals cannot open its sentences with one
    for stop in _STOP.finditer(text):
        if _ends_sentence(text, stop, cased=cased):
            spans.append(Span(start, stop.end()))
            start = stop.end()
    spans.append(Span(start, len(text)))
    return [trimmed for span in spans if (trimmed := trim(text, span)).start < trimmed.end]


def _ends_sentence(text: str, stop: re.Match[str], *, cased: bool) -> bool:
    if stop.group()[0] == "." and not stop.group().startswith(".."):
        before = _LAST_WORD.search(text, max(0, stop.start() - 30), stop.start())
        word = before.group().casefold() if before else ""
        if word in _ABBREVIATIONS or all(map(_is_shortened, word.split("."))):
            return False
    return not cased or _OPENING.match(text[stop.end() :].lstrip()[:8]) is not None


def _is_shortened(part: str) -> bool:
    """Whether the part of a word before a stop is an initial, as both in *J.Th. Bakker*, or an abbreviation."""
    return part in _ABBREVIATIONS or part in _INITIALS or (len(part) == 1 and part.isalpha())


def trim(text: str, span: Span) -> Span:
    """``span`` without the white space at its edges."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
