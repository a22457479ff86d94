"""A refresh may be killed at any moment."""

from pathlib import Path

from tests.crash import kill_refreshes


def test_kill_at_any_moment_leaves_the_live_collection_answering_and_the_next_refresh_working(tmp_path: Path) -> None:
    assert kill_refreshes(tmp_path, 6) > 0
