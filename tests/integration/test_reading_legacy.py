"""Office files from before 2007, turned into today's by the real LibreOffice."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import Rejected
from ingest.load.legacy import load_doc
from ingest.model import Kind, Source
from ingest.plan import Live, compare
from tests.builders import docx_bytes, outline

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")

SENTENCE = "De provincie en de gemeenten betalen samen het programmabureau."


def _report(document: Any) -> None:
    document.add_heading("Jaarplan water", 0)
    document.add_paragraph(SENTENCE)
    document.add_heading("Partners", 1)
    document.add_paragraph("Waterschap Vechtstromen", style="List Bullet")


def test_an_old_word_document_keeps_its_headings_and_lists(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_bytes(_report))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "doc",
    ]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.docx"], check=True, capture_output=True)
    old, broken = tmp_path / "a.doc", tmp_path / "b.doc"
    broken.write_bytes(old.read_bytes()[:3_000])
    plan = compare(Live(), [Source(file.name, file) for file in (old, broken)])
    (taken,) = plan.taken
    assert outline(taken.document) == [
        (Kind.HEADING, "Jaarplan water"),
        (Kind.PROSE, SENTENCE),
        (Kind.HEADING, "Partners"),
        (Kind.LIST, "• Waterschap Vechtstromen"),
    ]
    assert [rejection.doc for rejection in plan.rejected] == ["b.doc"]


def test_bytes_that_are_no_office_file_are_not_taken_for_text() -> None:
    with pytest.raises(Rejected, match="beschadigd"):
        load_doc(bytes(range(256)) * 40)
