"""Plain text, as saved from web pages, mails and text recognition."""

import codecs
from datetime import date

from ingest.clean import plain, squeeze
from ingest.errors import Rejected
from ingest.load.dates import date_of_line
from ingest.load.lines import shaped
from ingest.model import Extract

_UNREADABLE = "De tekens in dit bestand zijn niet te lezen. Sla het op als tekst in UTF-8 en zet het opnieuw klaar."
_MB = 1_000_000
_LONGEST = 50 * _MB  # bytes; more in one file is a dump of data and no document
_LATIN = 0.8  # share of the letters whose other byte is zero when text is in UTF-16
_DAMAGE = 0.2  # share of the letters beyond ASCII that may be unreadable
_FIRST_GROUPS = 8  # a date line stands near the top


def load_text(data: bytes) -> Extract:
    """The text of a plain text file in UTF-8, UTF-16 with a byte order mark, or Windows-1252."""
    groups = grouped(decode(data))
    published_on = _take_date(groups)
    return Extract(blocks=tuple(shaped(groups)), published_on=published_on)


def decode(data: bytes) -> str:
    """``data`` as text; raises ``Rejected`` when it is too much or not text in an encoding that we know."""
    if len(data) > _LONGEST:
        raise Rejected(
            f"Dit tekstbestand is te groot ({len(data) / _MB:.0f} MB). Het mag hoogstens {_LONGEST / _MB:.0f} MB zijn;"
            " splits het in stukken."
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif (half := len(data) // 2) and data[1::2].count(0) > _LATIN * half:
        encodings = ["utf-16-le"]
    elif half and data[::2].count(0) > _LATIN * half:
        encodings = ["utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
        text = data.decode("utf-8-sig", errors="replace")
        beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
        if text.count("\ufffd") < _DAMAGE * beyond_ascii and "\x00" not in text:  # UTF-8 with a scratch
            return text
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise Rejected(_UNREADABLE)


def grouped(text: str) -> list[list[str]]:
    """The lines of ``text`` in groups that blank lines part; the blanks in front of a line are kept."""
    groups: list[list[str]] = [[]]
    for line in plain(text).replace("\f", "\n\n").split("\n"):
        if line.strip():
            groups[-1].append(line.rstrip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _take_date(groups: list[list[str]]) -> date | None:
    """Remove the date line near the top and return its date; some pages break it over six lines."""
    for index, group in enumerate(groups[:_FIRST_GROUPS]):
        if day := date_of_line(squeeze(" ".join(group))):
            del groups[index]
            return day
    return None
