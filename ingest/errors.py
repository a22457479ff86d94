"""Faults of the ingestion side. Each message is one Dutch line that says what is wrong and what to do.

IngestError
├── Rejected            a file that cannot be taken in; the refresh names it and goes on
│   └── NotEquipped     one that this machine lacks a program for; it is tried again next time
├── UsageError          a path or a setting that cannot be right
├── RefreshBusy         another refresh is running
├── NothingPublished    the refresh ended without a new generation; the old one is still live
├── NoIndex             nothing has been published yet
├── IndexMismatch       the index was made with another model, analysis or format than the reader has
├── UnknownDocument     no document of that name in the live collection
└── EmbeddingError      a model that cannot be opened
"""


class IngestError(Exception):
    """Base of every expected fault of this package."""


class Rejected(IngestError):
    """A file that cannot be taken in."""


class NotEquipped(Rejected):
    """A file that could be taken in with a program that is not installed here."""


class UsageError(IngestError):
    """A path or a setting that cannot be right."""


class RefreshBusy(IngestError):
    """Another refresh is running."""


class NothingPublished(IngestError):
    """The refresh ended without a new generation; the old one is still live."""


class NoIndex(IngestError):
    """Nothing has been published yet."""


class IndexMismatch(IngestError):
    """The index was made with another model, analysis or format than the reader has."""


class UnknownDocument(IngestError):
    """No document of that name in the live collection."""


class EmbeddingError(IngestError):
    """An embedding model that cannot be opened or used."""
