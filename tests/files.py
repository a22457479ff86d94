"""Archives, tables, mails and scans for the tests, made in memory."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage
from itertools import pairwise

_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zip_bytes(members: Mapping[str, bytes | str]) -> bytes:
    """An archive with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def odt_bytes(body: str, title: str = "", author: str = "") -> bytes:
    """An OpenDocument text with this XML as its body."""
    names = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "meta"))
    about = f'<dc:title xmlns:dc="http://purl.org/dc/elements/1.1/">{title}</dc:title>'
    return zip_bytes(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {names}><office:body><office:text>{body}"
            "</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {names}><office:meta>{about}"
            f"<meta:initial-creator>{author}</meta:initial-creator></office:meta></office:document-meta>",
        }
    )


def xlsx_bytes(sheets: Mapping[str, Sequence[Sequence[object]]], formats: Mapping[str, str] | None = None) -> bytes:
    """A workbook with these sheets; ``formats`` gives cells of the first one a number format."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for cell, shown in (formats or {}).items():
        book.worksheets[0][cell].number_format = shown
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def eml_bytes(text: str, attached: Mapping[str, bytes], subject: str = "RE: Voortgang", html: str = "") -> bytes:
    """A mail with attachments."""
    message = EmailMessage()
    message["From"] = "Provincie Drenthe <info@example.nl>"
    message["Subject"] = subject
    message["Date"] = "Wed, 01 May 2024 10:00:00 +0200"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def picture_of(pdf: bytes, page: int = 0, form: str = "PNG", turned: int = 0, dpi: int = 200) -> bytes:
    """A page of a PDF as a picture, turned to the left by so many degrees."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    image = document[page].render(scale=dpi / 72, grayscale=True).to_pil().rotate(turned, expand=True)
    document.close()
    file = io.BytesIO()
    image.save(file, form)
    return file.getvalue()


def pdf_of_pictures(pictures: Sequence[bytes | str]) -> bytes:
    """A PDF with a picture over the whole of each page, or with a line of real text."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for picture in pictures:
        if isinstance(picture, str):
            canvas.setFont("Helvetica", 11)
            canvas.drawString(60, A4[1] - 120, picture)
        elif picture:
            canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def msg_bytes(subject: str, sender: str, text: str, sent: date, attached: Mapping[str, bytes]) -> bytes:
    """An Outlook message; an attachment must be longer than 4,096 bytes."""
    steps = (
        datetime(sent.year, sent.month, sent.day, 9, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    ).total_seconds()
    properties = bytes(32) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, int(steps * 10_000_000))
    streams = {"__properties_version1.0": properties}
    for name, value in (("0037", subject), ("0C1A", sender), ("1000", text)):
        streams[f"__substg1.0_{name}001F"] = value.encode("utf-16-le")
    folders = {
        f"__attach_version1.0_#{number:08X}": {
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": data,
        }
        for number, (name, data) in enumerate(attached.items())
    }
    return _ole_bytes(streams, folders)


_SECTOR, _END, _NONE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SMALLEST = 4_096  # bytes; shorter streams would live elsewhere in the file, so they are filled up with zeros


def _ole_bytes(streams: Mapping[str, bytes], folders: Mapping[str, Mapping[str, bytes]]) -> bytes:
    """An OLE file: a table of sectors, a directory, and streams one level deep."""
    entries: list[tuple[str, int, int, bytes]] = [("Root Entry", 5, 1, b"")]  # name, kind, first child, content

    def add(content: Mapping[str, bytes]) -> None:
        entries.extend((name, 2, _NONE, data.ljust(_SMALLEST, b"\0")) for name, data in content.items())

    add(streams)
    inner = []
    for name in folders:
        inner.append(len(entries))
        entries.append((name, 1, _NONE, b""))
    top = range(1, len(entries))
    for index, content in zip(inner, folders.values(), strict=True):
        entries[index] = (entries[index][0], 1, len(entries), b"")
        add(content)
    groups = [*top], *([*range(entries[i][2], entries[i][2] + len(folders[entries[i][0]]))] for i in inner)
    following = {a: b for group in groups for a, b in pairwise(group)}
    directory, body, fat = b"", b"", [_FAT]
    sectors = -(-len(entries) * 128 // _SECTOR)
    fat += [*range(2, sectors + 1), _END]
    for index, (name, kind, child, data) in enumerate(entries):
        used = -(-len(data) // _SECTOR)
        start = len(fat) if data else _END
        fat += [*range(start + 1, start + used), _END] if data else []
        body += data.ljust(used * _SECTOR, b"\0")
        named = name.encode("utf-16-le")
        directory += named.ljust(64, b"\0") + struct.pack("<HBB", len(named) + 2, kind, 1)
        directory += struct.pack("<III", _NONE, following.get(index, _NONE), child) + bytes(36)
        directory += struct.pack("<IQ", start, len(data))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _SMALLEST, _END, 0, _END, 0) + struct.pack("<I", 0)
    table = b"".join(struct.pack("<I", entry) for entry in fat).ljust(_SECTOR, b"\xff")
    return header.ljust(_SECTOR, b"\xff") + table + directory.ljust(sectors * _SECTOR, b"\0") + body
