"""The Office formats from before 2007, turned into today's by LibreOffice."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from ingest.errors import NotEquipped, Rejected
from ingest.load.kinds import OLE
from ingest.load.slides import load_pptx
from ingest.load.tables import load_xlsx
from ingest.load.text import decode
from ingest.load.word import load_docx
from ingest.model import Extract

_PATIENCE = 100  # seconds
_DAMAGED = "Dit bestand is niet te openen: het is beschadigd of beveiligd. Sla het opnieuw op als {new}."
_MISSING = "Dit is een oud Office-bestand ({old}). Sla het op als {new}, of installeer LibreOffice ({package})."


def load_doc(data: bytes) -> Extract:
    """The text of a Word document from before 2007."""
    return load_docx(_converted(data, ".doc", ".docx", "libreoffice-writer-nogui"))


def load_ppt(data: bytes) -> Extract:
    """The text of a slide deck from before 2007."""
    return load_pptx(_converted(data, ".ppt", ".pptx", "libreoffice-impress-nogui"))


def load_xls(data: bytes) -> Extract:
    """The tables of an Excel file from before 2007."""
    return load_xlsx(_converted(data, ".xls", ".xlsx", "libreoffice-calc-nogui"))


def _converted(data: bytes, old: str, new: str, package: str) -> bytes:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    damaged = Rejected(_DAMAGED.format(new=new))
    missing = NotEquipped(_MISSING.format(old=old, new=new, package=package))
    if not _may_be_opened(data):
        raise damaged
    if program is None:
        raise missing
    with tempfile.TemporaryDirectory(prefix="samenwijs-") as name:
        folder = Path(name)
        (folder / f"in{old}").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",  # two at a time would fight over one
            "--headless",
            "--norestore",
            "--convert-to",
            new.removeprefix("."),
            "--outdir",
            str(folder),
            str(folder / f"in{old}"),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603  # ours
        except subprocess.TimeoutExpired:
            raise damaged from None
        made = folder / f"in{new}"
        if made.is_file():
            return made.read_bytes()
        if b"no export filter" in done.stdout + done.stderr:
            raise missing
        raise damaged


def _may_be_opened(data: bytes) -> bool:
    """Whether this is an Office file or text under its name; LibreOffice takes any other bytes for text as well."""
    if data.startswith(OLE):
        return True
    try:
        decode(data)
    except Rejected:
        return False
    return True
