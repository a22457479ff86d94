"""Small documents and sources for the tests, made in memory, and small folders of them."""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ingest.load import read
from ingest.load.assemble import assemble
from ingest.model import Block, Document, Kind, Source


class Canvas:
    """A page to draw lines of text on; the origin is the top left corner, the unit a point."""

    def __init__(self) -> None:
        from reportlab.lib.pagesizes import A4
        from reportlab.pdfgen.canvas import Canvas as PdfCanvas

        self._file = io.BytesIO()
        self._height = A4[1]
        self._pdf = PdfCanvas(self._file, pagesize=A4)

    def text(self, left: float, top: float, *lines: str, size: float = 11, bold: bool = False) -> float:
        """Write ``lines`` below each other and return where the next would come."""
        for line in lines:
            self._pdf.setFont("Helvetica-Bold" if bold else "Helvetica", size)
            self._pdf.drawString(left, self._height - top, line)
            top += size * 1.3
        return top

    def markup(self, left: float, top: float, text: str) -> None:
        """Write one line with reportlab's markup in it."""
        from reportlab.platypus import Paragraph

        paragraph = Paragraph(text)
        paragraph.wrap(500, 100)
        paragraph.drawOn(self._pdf, left, self._height - top)

    def box(self, left: float, top: float, width: float, height: float) -> None:
        """Draw a rectangle, as around the cell of a table."""
        self._pdf.rect(left, self._height - top - height, width, height)

    def next_page(self) -> None:
        """Start a new page."""
        self._pdf.showPage()

    def bytes(self, password: str | None = None) -> bytes:
        """The finished file."""
        if password is not None:
            self._pdf.setEncrypt(password)
        self._pdf.save()
        return self._file.getvalue()


def folder_of(folder: Path, files: Mapping[str, str]) -> Path:
    """``folder``, made with these texts as its files."""
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def list_sources(folder: Path, *blocks: str, name: str = "sources.toml") -> None:
    """Write a list of sources, one for each block of lines."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"[[source]]\n{block}\n" for block in blocks), encoding="utf-8")


def docx_bytes(fill: Callable[..., None]) -> bytes:
    """A Word document that ``fill`` writes."""
    import docx

    document = docx.Document()
    fill(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pptx_bytes(slides: Sequence[tuple[str, Sequence[str], str]]) -> bytes:
    """A slide deck; each slide has a title, lines and speaker notes."""
    import pptx

    deck = pptx.Presentation()
    for title, lines, notes in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def loaded(name: str, content: str | bytes) -> Document:
    """The document that a file of this name and content gives."""
    data = content.encode() if isinstance(content, str) else content
    return read(Source(id=name, file=Path(name)), data)


def document(*blocks: Block, source: Source | None = None) -> Document:
    """A document of these blocks, without a file behind it."""
    text, sections = assemble(blocks)
    return Document(source or Source("notitie.txt", Path("notitie.txt"), "Notitie"), "0" * 64, text, sections)


def outline(document: Document) -> list[tuple[Kind, str]]:
    """The lines of a document with their kind, headings included, for comparing at a glance."""
    kinds = [(section.span, section.kind) for section in document.sections]
    lines = []
    at = 0
    for line in document.text.split("\n"):
        kind = next((kind for span, kind in kinds if span.start <= at < span.end), Kind.HEADING)
        if line:
            lines.append((kind, line))
        at += len(line) + 1
    return lines
