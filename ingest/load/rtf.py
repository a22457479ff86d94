"""Rich text format: its words; headings and lists are told from the shape of the lines."""

import re

from ingest.clean import squeeze
from ingest.errors import Rejected
from ingest.load.lines import shaped
from ingest.load.office import sensible
from ingest.load.text import grouped
from ingest.model import Extract

_SYMBOL_BULLET = "\uf0b7"  # a bullet of the font Symbol
_TITLE = re.compile(r"\{\\title\s+([^{}\\]+)\}")
_ROW = re.compile(r"^\|?(.+\|.+)\|\s*$", re.MULTILINE)


def load_rtf(data: bytes) -> Extract:
    """The text of an RTF file; a table row keeps its cells on one line."""
    from striprtf.striprtf import rtf_to_text

    marked = data.decode("cp1252", errors="replace")
    try:
        text = rtf_to_text(marked, errors="ignore")
    except (ValueError, IndexError, KeyError, LookupError):
        raise Rejected("Het RTF-bestand is beschadigd. Open het, sla het opnieuw op en probeer het weer.") from None
    text = text.replace(_SYMBOL_BULLET, "•")
    text = _ROW.sub(lambda row: " | ".join(map(squeeze, row.group(1).split("|"))), text)
    title = _TITLE.search(marked)
    return Extract(tuple(shaped(grouped(text))), title=sensible(title.group(1), title=True) if title else None)
