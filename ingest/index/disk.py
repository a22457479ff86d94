"""Faults of the disk, which every library reports in its own words, and the way to mend them."""

import errno
import shutil
from pathlib import Path

REBUILD = "python -m ingest refresh --rebuild"
_LITTLE = 1_000_000  # bytes; with less left, a disk counts as full


def disk_fault(error: Exception, path: Path) -> OSError:
    """What kept a library from writing below ``path``, as the OSError it stems from: ENOSPC for a full disk."""
    words = str(error).lower()
    # Chroma only says that something failed, so the disk itself is asked too.
    full = "no space" in words or "disk is full" in words or shutil.disk_usage(path).free < _LITTLE
    return OSError(errno.ENOSPC if full else errno.EIO, str(error), str(path))
