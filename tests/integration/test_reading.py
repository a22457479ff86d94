"""Files that are read in child processes: what breaks one costs nothing but that file."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from ingest.model import Rejection, Source
from ingest.plan import Live, Plan, compare
from ingest.reading import open_readers, read_file
from ingest.reading_guard import LIMITS, Limits, Reader
from ingest.reading_parts import Job, Outcome, Taken
from tests.builders import docx_bytes
from tests.files import eml_bytes, odt_bytes, zip_bytes

SENTENCE = "De provincie en de gemeenten betalen samen het programmabureau.\n"
# Our own XML reader goes down as far as the file does, and Python does not.
TOO_DEEP = odt_bytes("<text:list><text:list-item>" * 700 + "</text:list-item></text:list>" * 700)


@pytest.fixture(scope="module")
def readers() -> Iterator[Executor]:
    with open_readers() as readers:
        yield readers


def _source(file: Path, content: str | bytes) -> Source:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(file.name, file)


def _job(source: Source) -> Job:
    return Job(source, source.file, "0" * 64)


def _taken(outcomes: list[Outcome]) -> list[str]:
    return [outcome.given.id for outcome in outcomes if isinstance(outcome, Taken)]


def _rejected(plan: Plan) -> dict[str, str]:
    return {rejection.doc: rejection.reason for rejection in plan.rejected}


def _children() -> list[int]:
    """The processes that read for this one."""
    found = [int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()]
    return [pid for pid in found if b"reading_child" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def _await_new_child(before: set[int]) -> int:
    while not (new := set(_children()) - before):
        time.sleep(0.01)
    return new.pop()


def test_a_document_comes_back_with_its_passages_and_notes(tmp_path: Path, readers: Executor) -> None:
    source = _source(tmp_path / "nota.md", f"# Nota\n\n3 mei 2024\n\n{SENTENCE}")
    (taken,) = readers.submit(read_file, _job(source)).result()
    assert isinstance(taken, Taken)
    assert (taken.given, taken.document.source.title) == (source, "Nota")
    assert [passage.text for passage in taken.passages] == [SENTENCE.strip()]
    assert (taken.notes.language, taken.notes.words, taken.notes.warnings) == ("nl", 10, ())


def test_a_file_that_breaks_its_parser_is_rejected_and_the_others_are_read_in_order(
    tmp_path: Path, readers: Executor
) -> None:
    sources = [_source(tmp_path / f"{n}.md", f"Nummer {n}. {SENTENCE}") for n in range(40)]
    sources.insert(3, _source(tmp_path / "diep.odt", TOO_DEEP))
    plan = compare(Live(), sources, executor=readers)
    assert [taken.given.id for taken in plan.taken] == [f"{n}.md" for n in range(40)]
    assert list(_rejected(plan)) == ["diep.odt"]
    assert "RecursionError" in _rejected(plan)["diep.odt"]


def test_a_file_that_takes_too_much_memory_is_rejected_with_that_reason(tmp_path: Path) -> None:
    big = tmp_path / "groot.pdf"
    with big.open("wb") as file:
        file.truncate(400_000_000)  # of which the disk holds nothing
    small = _source(tmp_path / "klein.txt", SENTENCE)
    with open_readers(limits=Limits(memory=300_000_000)) as readers:
        plan = compare(Live(), [Source("groot.pdf", big), small], executor=readers)
    assert [taken.given.id for taken in plan.taken] == ["klein.txt"]
    assert "geheugen" in _rejected(plan)["groot.pdf"]


def test_a_file_without_end_is_given_up_after_the_time_allowed_and_tried_again_next_time(tmp_path: Path) -> None:
    endless = tmp_path / "pijp.txt"
    os.mkfifo(endless)
    before = _children()
    reader = Reader(Limits(silence=0.5))
    (rejection,) = reader.read(_job(Source("pijp.txt", endless)))
    assert isinstance(rejection, Rejection)
    assert "te lang" in rejection.reason
    assert rejection.digest == ""
    assert _children() == before
    reader.close()


def test_a_crash_inside_a_library_costs_one_file(tmp_path: Path, readers: Executor) -> None:
    endless = tmp_path / "pijp.txt"
    os.mkfifo(endless)
    reader = Reader()
    before = set(_children())
    waiting = readers.submit(reader.read, _job(Source("pijp.txt", endless)))
    os.kill(_await_new_child(before), signal.SIGSEGV)
    (rejection,) = waiting.result()
    assert isinstance(rejection, Rejection)
    assert "liep vast" in rejection.reason
    assert rejection.digest
    assert _taken(reader.read(_job(_source(tmp_path / "a.txt", SENTENCE)))) == ["a.txt"]
    reader.close()


def test_one_child_reads_file_after_file_also_for_a_large_program(tmp_path: Path) -> None:
    sources = [_source(tmp_path / f"{n}.md", SENTENCE) for n in range(2)]
    ballast = b"x" * 600 * 1024**2
    reader, before = Reader(), set(_children())
    reader.read(_job(sources[0]))
    child = set(_children()) - before
    reader.read(_job(sources[1]))
    assert set(_children()) - before == child
    assert len(child) == 1
    reader.close()
    del ballast


def test_an_interruption_ends_every_child_at_once(tmp_path: Path) -> None:
    endless = tmp_path / "pijp.txt"
    os.mkfifo(endless)
    before = set(_children())
    jobs: list[Future[list[Outcome]]] = []

    def interrupted() -> None:
        with open_readers() as readers:
            jobs.extend(readers.submit(read_file, _job(Source("pijp.txt", endless))) for _ in range(9))
            _await_new_child(before)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert [job.done() for job in jobs] == [True] * 9
    assert set(_children()) <= before


def test_the_parts_of_an_archive_and_a_mail_are_documents_and_a_bad_one_costs_only_itself(
    tmp_path: Path, readers: Executor
) -> None:
    letter = eml_bytes(SENTENCE, {"bijlage.docx": docx_bytes(lambda d: d.add_paragraph("Bijlage. " + SENTENCE))})
    members: dict[str, bytes | str] = {
        "map/nota.md": "Nota. " + SENTENCE,
        "diep.odt": TOO_DEEP,
        "brief.eml": letter,
        "../buiten.txt": SENTENCE,
        "programma.exe": "MZ",
        "leeg.txt": "",
    }
    source = _source(tmp_path / "archief.zip", zip_bytes(members))
    plan = compare(Live(), [source], executor=readers)
    assert [taken.given.id for taken in plan.taken] == [
        "archief.zip/map/nota.md",
        "archief.zip/brief.eml",
        "archief.zip/brief.eml/bijlage.docx",
    ]
    assert [taken.document.source.doc for taken in plan.taken] == ["nota.md", "brief.eml", "bijlage.docx"]
    reasons = _rejected(plan)
    assert "vast" in reasons["archief.zip/diep.odt"]
    assert "buiten het archief" in reasons["archief.zip/../buiten.txt"]
    assert "kan Samenwijs niet lezen" in reasons["archief.zip/programma.exe"]
    assert "leeg" in reasons["archief.zip/leeg.txt"]


def test_the_same_bytes_are_taken_in_once_also_inside_an_archive(tmp_path: Path, readers: Executor) -> None:
    archive = _source(tmp_path / "a.zip", zip_bytes({"in.txt": SENTENCE, "ook.txt": SENTENCE}))
    plain = _source(tmp_path / "b.txt", SENTENCE)
    plan = compare(Live(), [archive, plain], executor=readers)
    assert [taken.given.id for taken in plan.taken] == ["b.txt"]
    assert all("gelijk aan b.txt" in reason for reason in _rejected(plan).values())
    assert len(plan.rejected) == 2


@pytest.mark.parametrize(
    ("name", "content", "part"), [("~$nota.docx", b"x", "slotbestand"), ("leeg.pdf", b"", "leeg (0 bytes)")]
)
def test_what_need_not_be_read_is_named_without_a_child(
    tmp_path: Path, readers: Executor, name: str, content: bytes, part: str
) -> None:
    assert part in _rejected(compare(Live(), [_source(tmp_path / name, content)], executor=readers))[name]


def test_a_pipe_is_named_and_not_waited_for(tmp_path: Path, readers: Executor) -> None:
    os.mkfifo(tmp_path / "pijp.txt")
    plan = compare(Live(), [Source("pijp.txt", tmp_path / "pijp.txt")], executor=readers)
    assert "geen gewoon bestand" in _rejected(plan)["pijp.txt"]


@pytest.mark.parametrize("name", ["🎉 feest.md", 'de "nota".md', "regel\neinde.md"])
def test_odd_names_are_read_like_any_other(tmp_path: Path, readers: Executor, name: str) -> None:
    plan = compare(Live(), [_source(tmp_path / name, SENTENCE)], executor=readers)
    assert [taken.document.source.doc for taken in plan.taken] == [name]


def test_the_limits_leave_room_for_every_parser() -> None:
    assert LIMITS.memory <= 2 * 1024**3
    assert LIMITS.silence < LIMITS.total
