"""ZIP archives: each member is a document of its own."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from ingest.errors import Rejected
from ingest.load.package import FAULTS, MOST_UNPACKED, is_bomb
from ingest.model import Extract, Part

_MOST_MEMBERS = 2_000
_DAMAGED = "Het archief is beschadigd en kan niet worden uitgepakt. Maak het opnieuw."
_HIDDEN = (".", "~$", "__MACOSX")


def load_zip(data: bytes) -> Extract:
    """The members of an archive; names that lead out of it and members that blow up are named as faults."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = tuple(_parts(archive))
    except FAULTS:
        raise Rejected(_DAMAGED) from None
    if not parts:
        raise Rejected("Het archief is leeg: er zitten geen bestanden in.")
    return Extract(blocks=(), parts=parts)


def _parts(archive: zipfile.ZipFile) -> Iterator[Part]:
    members = [member for member in archive.infolist() if not (member.is_dir() or _is_hidden(member.filename))]
    if len(members) > _MOST_MEMBERS:
        raise Rejected(f"Er zitten {len(members)} bestanden in het archief; {_MOST_MEMBERS} is het meeste. Splits het.")
    seen: set[str] = set()
    unpacked = 0
    for member in members:
        name = member.filename.replace("\\", "/")
        fault = _fault(member, name, seen, unpacked + member.file_size)
        seen.add(name)
        if fault:
            yield Part(name.lstrip("/"), b"", fault)
        else:
            unpacked += member.file_size
            yield _unpacked(archive, member, name)


def _is_hidden(name: str) -> bool:
    return any(step.startswith(_HIDDEN) and step != ".." for step in PurePosixPath(name.replace("\\", "/")).parts)


def _fault(member: zipfile.ZipInfo, name: str, seen: set[str], unpacked: int) -> str:
    """Why a member is not unpacked, empty when nothing is wrong with it."""
    if name.startswith("/") or ".." in PurePosixPath(name).parts or name[1:3] == ":/":
        return "De naam van dit bestand wijst buiten het archief. Dat is niet veilig; het is niet gelezen."
    if name in seen:
        return "Er zit al een bestand met deze naam in het archief; alleen het eerste is gelezen."
    if member.flag_bits & 1:
        return "Dit bestand is met een wachtwoord beveiligd. Pak het archief uit en zet het bestand los klaar."
    if is_bomb(member) or unpacked > MOST_UNPACKED:
        return "Dit bestand wordt bij het uitpakken veel te groot (een zip-bom). Het is niet gelezen."
    return ""


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Part:
    try:
        return Part(name, archive.read(member))
    except FAULTS:
        return Part(name, b"", "Dit bestand is in het archief beschadigd. Maak het archief opnieuw.")
