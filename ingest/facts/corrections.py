"""The file in which the secretariat corrects the facts, ``corrections.toml`` beside the list of sources.

It is edited by hand and in the web page and no refresh touches it. Writing leaves what stands in it as it is, comments
and mistakes included.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.errors import UsageError
from ingest.facts.correction import NO_CORRECTIONS, Correction, Corrections, Verdict
from ingest.facts.correction_blocks import Block, blocks_of, mistake_in

CORRECTIONS = "corrections.toml"
_PATIENCE = 10  # seconds that another one who writes gets
_MARK = "\ufeff"  # that Windows puts before a text
_NEW_FILE = """\
# Verbeteringen van het secretariaat: welke namen hetzelfde zijn, welke niet, en wat geen feit is.
# Een verversing verandert dit bestand niet. Hoe u het bijhoudt, staat in docs/handleiding-secretariaat.md.
"""


def read_corrections(path: Path) -> Corrections:
    """What the file says, as far as it is right; nothing when there is no file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return NO_CORRECTIONS
    except (OSError, UnicodeDecodeError):
        return Corrections(mistakes=(_unreadable(path),))
    blocks = blocks_of(text, path.name)
    right = [block.said for block in blocks if isinstance(block.said, Correction)]
    entries: dict[tuple[object, ...], Correction] = {}
    mistakes = []
    for block in blocks:
        said = block.said
        if isinstance(said, str):
            mistakes.append(said)
        elif said.verdict is Verdict.SAME and any(map(said.contradicts, right)):  # in doubt names stay apart
            mistakes.append(f"{block.where}: een blok [[different]] zegt het tegendeel. Haal een van de twee weg.")
        else:
            entries[said.meaning] = said
    return Corrections(tuple(entries.values()), tuple(mistakes))


def _unreadable(path: Path) -> str:
    """What to say of a file that is there and cannot be read."""
    return f"{path.name} kan niet worden gelezen. Bewaar het bestand als gewone tekst (UTF-8)."


def add_correction(path: Path, correction: Correction) -> None:
    """Put ``correction`` at the end of the file.

    Raises UsageError, with one Dutch line, when it cannot be right, stands there already or contradicts what stands
    there; nothing is written then.
    """
    if wrong := mistake_in(correction):
        raise UsageError(f"Niet bewaard: {wrong}")

    def added(text: str, blocks: list[Block]) -> str:
        there = [block.said for block in blocks if isinstance(block.said, Correction)]
        if any(correction.meaning == other.meaning for other in there):
            raise UsageError("Deze verbetering staat er al.")
        if against := next((other for other in there if correction.contradicts(other)), None):
            says = "hetzelfde" if against.verdict is Verdict.SAME else "niet hetzelfde"
            raise UsageError(f"Er staat al dat deze namen {says} zijn. Haal dat eerst weg.")
        line = "\r\n" if "\r\n" in text else "\n"
        gap = "" if not text or text.endswith("\n") else line
        return f"{text or _NEW_FILE}{gap}{line}{_block(correction).replace(chr(10), line)}"

    _rewrite(path, added)


def remove_correction(path: Path, correction: Correction) -> None:
    """Take every block out of the file that means the same as ``correction``; UsageError when there is none."""

    def removed(text: str, blocks: list[Block]) -> str:
        gone = [b for b in blocks if isinstance(b.said, Correction) and b.said.meaning == correction.meaning]
        if not gone:
            raise UsageError("Deze verbetering staat er niet (meer).")
        for block in reversed(gone):
            text = text[: block.start] + _left(text[block.start : block.end]) + text[block.end :]
        return text

    _rewrite(path, removed)


def _left(block: str) -> str:
    """What remains of a block that is taken out: the comments after it, which are about what follows."""
    lines = block.splitlines(keepends=True)
    last = max(i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
    rest = lines[last + 1 :]
    return "".join(rest[1:] if rest and not rest[0].strip() else rest)


def _block(correction: Correction) -> str:
    import tomlkit

    table = tomlkit.table()
    if correction.names:
        table.add("names", list(correction.names))
    for field in ("value", "kind", "document", "note"):
        if value := getattr(correction, field):
            table.add(field, str(value))
    tables = tomlkit.aot()
    tables.append(table)
    return tomlkit.dumps({correction.verdict.value: tables})


def _rewrite(path: Path, change: Callable[[str, list[Block]], str]) -> None:
    """Give the file the text that ``change`` makes of it, whole or not at all."""
    file = path.resolve()
    part = file.with_name(f".{file.name}.new")
    try:
        file.parent.stat()  # the lock would make the folder
        with FileLock(file.with_name(f".{file.name}.lock"), timeout=_PATIENCE):
            text = file.read_bytes().decode() if file.exists() else ""
            mark = _MARK * text.startswith(_MARK)
            text = text.removeprefix(_MARK)
            part.write_bytes(f"{mark}{change(text, blocks_of(text, file.name))}".encode())
            if file.exists():
                shutil.copymode(file, part)
            part.replace(file)
    except Timeout:
        raise UsageError("Iemand anders past de verbeteringen net aan. Probeer het zo nog eens.") from None
    except UnicodeDecodeError:
        raise UsageError(_unreadable(path)) from None
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(f"{path.name} kan niet worden bewaard ({error.strerror}). Er is niets veranderd.") from None
