"""A refresh reads what changed; an archive and a mail count as one file for that."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from ingest.index.store import Entry
from ingest.model import Source
from ingest.plan import Live, Plan, compare
from tests.files import eml_bytes, zip_bytes

NOTE = "De provincie en de gemeenten betalen samen het programmabureau.\n"


@dataclass
class _Collection:
    """Refreshes in a row, without an index: what one of them leads to is live for the next."""

    sources: list[Source]
    live: Live

    def refresh(self) -> Plan:
        plan = compare(self.live, self.sources)
        entries = [*plan.kept, *(Entry(t.document.source, t.given, t.document.digest, 1) for t in plan.taken)]
        self.live = Live("1", {entry.given.id: entry for entry in entries}, tuple(plan.rejected), trusted=True)
        return plan


Collect = Callable[..., _Collection]


@pytest.fixture
def collect(tmp_path: Path) -> Collect:
    def with_files(**contents: bytes) -> _Collection:
        sources = []
        for name, content in contents.items():
            file = tmp_path / name.replace("_", ".")
            file.write_bytes(content)
            sources.append(Source(file.name, file))
        return _Collection(sources, Live())

    return with_files


def test_an_archive_that_did_not_change_is_kept_with_its_rejections(collect: Collect) -> None:
    collection = collect(a_zip=zip_bytes({"in.txt": NOTE, "leeg.txt": "", "map/ook.txt": "Ook. " + NOTE}))
    first = collection.refresh()
    assert (len(first.taken), len(first.rejected)) == (2, 1)
    again = collection.refresh()
    assert [entry.given.id for entry in again.kept] == ["a.zip/in.txt", "a.zip/map/ook.txt"]
    assert again.rejected == first.rejected
    assert again.changes_nothing


def test_what_did_not_change_is_not_read(collect: Collect) -> None:
    contents = {
        "a_zip": zip_bytes({"in.txt": NOTE, "leeg.txt": ""}),
        "nota_txt": b"Nota. " + NOTE.encode(),
        "x_pdf": b"x",
    }
    collection = collect(
        **contents, brief_eml=eml_bytes("Brief. " + NOTE, {"bijlage.txt": b"Bijlage. " + NOTE.encode()})
    )
    collection.refresh()
    with ThreadPoolExecutor() as closed:
        closed.shutdown()
    assert compare(collection.live, collection.sources, executor=closed).changes_nothing
    collection.sources[1].file.write_text("Anders. " + NOTE)
    with pytest.raises(RuntimeError, match="shutdown"):
        compare(collection.live, collection.sources, executor=closed)


def test_only_the_member_that_changed_is_taken_in_again(collect: Collect) -> None:
    collection = collect(a_zip=zip_bytes({"in.txt": NOTE, "ook.txt": "Ook. " + NOTE}))
    collection.refresh()
    collection.sources[0].file.write_bytes(zip_bytes({"in.txt": NOTE, "ook.txt": "Anders. " + NOTE}))
    plan = collection.refresh()
    assert [taken.given.id for taken in plan.taken] == ["a.zip/in.txt", "a.zip/ook.txt"]
    assert not plan.removed


def test_a_member_that_is_gone_is_removed(collect: Collect) -> None:
    collection = collect(a_zip=zip_bytes({"in.txt": NOTE, "weg.txt": "Weg. " + NOTE}))
    collection.refresh()
    collection.sources[0].file.write_bytes(zip_bytes({"in.txt": NOTE}))
    assert collection.refresh().removed == ["a.zip/weg.txt"]


def test_a_mail_is_kept_with_its_attachments_until_its_description_changes(collect: Collect) -> None:
    collection = collect(brief_eml=eml_bytes(NOTE, {"bijlage.txt": b"Bijlage. " + NOTE.encode()}))
    collection.refresh()
    assert len(collection.refresh().kept) == 2
    collection.sources[0] = replace(collection.sources[0], region="Twente")
    plan = collection.refresh()
    assert [taken.document.source.region for taken in plan.taken] == ["Twente", "Twente"]


def test_a_twin_inside_an_archive_takes_over_when_the_other_goes(collect: Collect) -> None:
    collection = collect(a_txt=NOTE.encode(), b_zip=zip_bytes({"in.txt": NOTE, "ook.txt": "Ook. " + NOTE}))
    collection.refresh()
    assert collection.refresh().changes_nothing
    del collection.sources[0]
    plan = collection.refresh()
    assert [taken.given.id for taken in plan.taken] == ["b.zip/in.txt"]
    assert [entry.given.id for entry in plan.kept] == ["b.zip/ook.txt"]
    assert plan.removed == ["a.txt"]


def test_a_file_that_lacks_a_program_is_tried_again_when_the_program_is_there(
    collect: Collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection = collect(oud_doc=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    with monkeypatch.context() as bare:
        bare.setenv("PATH", os.devnull)
        plan = collection.refresh()
    assert "installeer LibreOffice" in plan.rejected[0].reason
    assert plan.rejected[0].digest == ""
