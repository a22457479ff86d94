"""Watching folders: when a refresh starts, and how the command runs and ends."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ingest.index.archive import Archive
from ingest.settings import read_settings
from ingest.watch import follow, state_of

ROOT = Path(__file__).parents[2]
TRAM = "# Tram naar Zeist\n\nDe tram naar Zeist rijdt elk kwartier.\n"
FERRY = "# Pont naar Culemborg\n\nDe pont naar Culemborg vaart overdag.\n"


class _Over(Exception):
    """The end of what a test does while it waits."""


def _follow(folder: Path, *steps: str, succeeds: bool = True) -> list[int]:
    """At which waits a refresh had come; each step is the new text of a file, or nothing."""
    refreshed: list[int] = []
    at = 0

    def refresh() -> bool:
        refreshed.append(at)
        return succeeds

    def wait() -> None:
        nonlocal at
        if at == len(steps):
            raise _Over
        if steps[at]:
            (folder / "nota.txt").write_text(steps[at], encoding="utf-8")
        at += 1

    with pytest.raises(_Over):
        follow([folder], refresh, wait)
    return refreshed


def test_the_first_refresh_comes_when_the_folder_is_quiet_and_then_only_after_a_change(tmp_path: Path) -> None:
    assert _follow(tmp_path, "", "", "", "") == [1]
    assert _follow(tmp_path, "", "", "een", "", "", "") == [1, 4]


def test_a_file_that_is_still_growing_waits(tmp_path: Path) -> None:
    assert _follow(tmp_path, "e", "ee", "een", "een nota", "", "") == [5]


def test_a_refresh_that_must_be_tried_again_is(tmp_path: Path) -> None:
    assert _follow(tmp_path, "", "", "", succeeds=False) == [1, 2, 3]


def test_hidden_files_and_lock_files_do_not_count_and_links_are_not_followed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "uit"
    (inside / ".git").mkdir(parents=True)
    outside.mkdir()
    (inside / "nota.txt").write_text(TRAM)
    (inside / "map").symlink_to(outside, target_is_directory=True)
    before = state_of([inside])
    for file in (inside / ".git" / "x", inside / "~$nota.docx", outside / "geheim.txt"):
        file.write_text("x")
    assert state_of([inside]) == before
    (inside / "sources.toml").write_text("")
    assert state_of([inside]) != before


def test_one_file_can_be_watched(tmp_path: Path) -> None:
    file = tmp_path / "nota.txt"
    file.write_text(TRAM)
    before = state_of([file])
    file.write_text(FERRY)
    assert state_of([file]) != before


@contextmanager
def _watching(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "ingest", "watch", "--interval", "0.1", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.terminate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stderr
    return process.stderr.readline()


def test_the_command_refreshes_by_itself_and_says_one_line_each_time(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.md").write_text(f"{TRAM}\nLijn {number}.\n", encoding="utf-8")
    with _watching(str(tmp_path)) as process:
        with Archive(read_settings().data).exclusive():
            assert "Kijkt elke 0.1 seconden naar:" in _line(process)
            assert "Niet ververst. Er loopt al een verversing" in _line(process)
        lines = iter(lambda: _line(process), "")
        first = next(line for line in lines if "loopt al" not in line)
        assert "Ververst: 4 nieuw, 0 gewijzigd, 0 vervallen, 0 geweigerd." in first
        for number in range(1, 4):
            (tmp_path / f"{number}.md").unlink()
        assert "Niet ververst. Er is niets gepubliceerd" in _line(process)  # the brake, without anybody's yes
        (tmp_path / "sources.toml").write_text('[[source]]\nfile = "weg.md"\n[[source]]\nfile = "ook-weg.md"\n')
        assert "'weg.md'" in (line := _line(process))
        assert "'ook-weg.md'" in line


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_command_stops_cleanly(tmp_path: Path, stop: signal.Signals) -> None:
    with _watching(str(tmp_path), "--interval", "60") as process:
        _line(process)
        process.send_signal(stop)
        out, told = process.communicate()
    assert (process.returncode, out) == (0, "")
    assert told.endswith("Gestopt.\n")


def test_a_refresh_that_is_going_on_ends_with_the_command(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.md").write_text(f"{TRAM}\nLijn {number}.\n", encoding="utf-8")
    archive = Archive(read_settings().data)
    with _watching(str(tmp_path)) as process:
        while not (archive.drafts() or archive.live_id()):
            time.sleep(0.01)
        process.terminate()
        assert process.wait() == 0
    with archive.exclusive(patience=0.0):
        assert archive.drafts() == []


def test_a_folder_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    with _watching(str(tmp_path / "nergens")) as process:
        assert "bestaat niet" in _line(process)
        assert process.wait() == 2
