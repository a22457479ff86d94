"""Archives, tables, mails and scans for the tests, made in memory."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

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
