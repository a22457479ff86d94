"""Text recognition with tesseract: what stands on the picture of a page, as hOCR."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import islice

from ingest.errors import NotEquipped
from ingest.load.alive import sign_of_life

_DUTCH, _ENGLISH, _UPRIGHT = "nld", "eng", "osd"  # the last one finds out which way up a page is
_MOST_AT_ONCE = 4  # pages; other readers may be at work beside this one
_PATIENCE = 100  # seconds for one page
_MISSING = (
    "Dit is een scan of een foto. Om de tekst te herkennen is het programma tesseract met Nederlands nodig:"
    " installeer het pakket tesseract-ocr-nld."
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as the bytes of an image file, with ``dpi`` dots to the inch."""

    data: bytes
    dpi: int


def recognise(pictures: Iterable[Picture]) -> Iterator[bytes]:
    """What tesseract finds on each picture, as hOCR; nothing for a page that it cannot read or takes too long over.

    Raises ``NotEquipped`` when tesseract or its Dutch is not installed.
    """
    command = _command()
    at_once = min(_MOST_AT_ONCE, len(os.sched_getaffinity(0)))
    waiting = iter(pictures)
    with ThreadPoolExecutor(at_once) as threads:
        while batch := list(islice(waiting, at_once)):  # a picture is large, so that only a few exist at a time
            yield from threads.map(lambda picture: _recognised(command, picture), batch)
            sign_of_life()


def check_equipped() -> None:
    """Raise ``NotEquipped`` when tesseract or its Dutch is not installed."""
    _command()


@cache
def _command() -> tuple[str, ...]:
    program = shutil.which("tesseract")
    if program is None:
        raise NotEquipped(_MISSING)
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603  # no input
    installed = listed.stdout.split()
    if _DUTCH not in installed:
        raise NotEquipped(_MISSING)
    languages = "+".join(language for language in (_DUTCH, _ENGLISH) if language in installed)
    # One thread per page: tesseract's own threads make it slower, not faster.
    alone = ("/usr/bin/env", "OMP_THREAD_LIMIT=1")
    return (*alone, program, "stdin", "stdout", "-l", languages, "--psm", "1" if _UPRIGHT in installed else "3")


def _recognised(command: tuple[str, ...], picture: Picture) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603  # the picture is data, the command is ours
            [*command, "--dpi", str(picture.dpi), "hocr"],
            input=picture.data,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""
