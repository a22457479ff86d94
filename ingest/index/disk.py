"""Faults of the disk, which every library reports in its own words, and the way to mend them."""

import errno
import os
import shutil
import tempfile
import weakref
from collections.abc import Set
from pathlib import Path

REBUILD = "python -m ingest refresh --rebuild"
_LITTLE = 1_000_000  # bytes; with less left, a disk counts as full


def disk_fault(error: Exception, path: Path) -> OSError:
    """What kept a library from writing below ``path``, as the OSError it stems from: ENOSPC for a full disk."""
    words = str(error).lower()
    # Chroma only says that something failed, so the disk itself is asked too.
    full = "no space" in words or "disk is full" in words or shutil.disk_usage(path).free < _LITTLE
    return OSError(errno.ENOSPC if full else errno.EIO, str(error), str(path))


def readable(folder: Path, holder: object, copied: Set[str] = frozenset()) -> Path:
    """``folder``, or for a reader who may not write in it, a folder of links to what is in it."""
    return folder if not folder.is_dir() or os.access(folder, os.W_OK) else linked(folder, holder, copied)


def linked(folder: Path, holder: object, copied: Set[str] = frozenset()) -> Path:
    """A temporary folder with links to what is in ``folder`` and copies of some files, that goes when ``holder`` goes.

    Libraries put lock files beside what they read, and Chroma notes in its database that it was opened.
    """
    own = Path(tempfile.mkdtemp(prefix="samenwijs-"))
    weakref.finalize(holder, shutil.rmtree, own, ignore_errors=True)
    for path in folder.iterdir():
        if path.name in copied:
            shutil.copyfile(path, own / path.name)
        elif path.suffix != ".lock":
            (own / path.name).symlink_to(path.absolute())
    return own
