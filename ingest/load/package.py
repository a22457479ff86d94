"""ZIP files from strangers: what may be unpacked, and the guard in front of the formats that are ZIP files inside."""

import io
import zipfile
import zlib

from ingest.errors import Rejected
from ingest.load.xml import refuse_entities

_MB = 1_000_000
MOST_UNPACKED = 500 * _MB  # bytes of all members together
_BIG = 10 * _MB  # bytes, below which a member may be packed as tightly as it likes
_TIGHTEST = 200  # times smaller; text and tables do not pack better than this
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError)
_BOMB = "Het bestand wordt bij het uitpakken veel te groot (een zip-bom). Het is niet gelezen."


def check_package(data: bytes) -> None:
    """Raise ``Rejected`` when an office file would blow up on unpacking or leads out of itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            members = package.infolist()
            if any(map(is_bomb, members)) or sum(member.file_size for member in members) > MOST_UNPACKED:
                raise Rejected(_BOMB)
            for member in members:
                if member.filename.casefold().endswith((".xml", ".rels")):
                    refuse_entities(package.read(member))
    except FAULTS:
        return  # the library that reads the format says what is wrong


def is_bomb(member: zipfile.ZipInfo) -> bool:
    """Whether a member is far bigger than its packed bytes can honestly hold."""
    return member.file_size > max(_BIG, _TIGHTEST * member.compress_size)
