"""Attacks on sealed and signed papers, each from its published description, as functions from bytes to bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import pikepdf
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from signing.parts import QuietWriter

CONTENTS = re.compile(rb"/Contents <([0-9A-F]{1000,})>")


def signature_spans(content: bytes) -> list[tuple[int, int]]:
    """Return where the hexadecimal digits of each signature stand."""
    return [match.span(1) for match in CONTENTS.finditer(content)]


def flipped(content: bytes, place: int) -> bytes:
    """Flip one bit of the byte at ``place``."""
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def digit_flipped(content: bytes, place: int) -> bytes:
    """Flip one bit of the value that the hexadecimal digit at ``place`` stands for: it stays a digit."""
    digit = int(content[place : place + 1], 16) ^ 1
    return content[:place] + f"{digit:X}".encode() + content[place + 1 :]


def padding_filled(content: bytes) -> bytes:
    """Hide data in the space kept free behind the last signature."""
    _, end = signature_spans(content)[-1]
    return content[: end - 40] + b"48656C6C6F" * 4 + content[end:]


def recased(content: bytes) -> bytes:
    """Write the same signature with small letters: the same value, another file."""
    start, end = signature_spans(content)[-1]
    return content[:start] + content[start:end].lower() + content[end:]


def signer_doubled(content: bytes) -> bytes:
    """Put a second SignerInfo beside the first."""

    def double(message: cms.ContentInfo) -> None:
        signer = message["content"]["signer_infos"][0]
        second = signer.copy()
        # Both would not fit into the space with their time-stamps.
        del second["unsigned_attrs"]
        message["content"]["signer_infos"] = [signer, second]

    return cms_changed(content, double)


def certificate_added(content: bytes, extra: bytes) -> bytes:
    """Carry a certificate along that belongs to no chain."""

    def add(message: cms.ContentInfo) -> None:
        message["content"]["certificates"].append(cms.CertificateChoices.load(extra))

    return cms_changed(content, add)


def time_stamp_removed(content: bytes) -> bytes:
    """Take the unsigned time-stamp out of the last signature."""

    def remove(message: cms.ContentInfo) -> None:
        signer = message["content"]["signer_infos"][0]
        del signer["unsigned_attrs"]

    return cms_changed(content, remove)


def cms_changed(content: bytes, change: Callable[[cms.ContentInfo], None]) -> bytes:
    """Rewrite the CMS of the last signature in its place."""
    start, end = signature_spans(content)[-1]
    message = cms.ContentInfo.load(bytes.fromhex(content[start:end].decode()))
    change(message)
    digits = message.dump().hex().upper().encode()
    return content[:start] + digits.ljust(end - start, b"0") + content[end:]


def update(content: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """Append a well-formed incremental update."""
    writer = QuietWriter(BytesIO(content))
    change(writer)
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def form_removed(writer: IncrementalPdfFileWriter) -> None:
    """Take the form, and with it every signature, out of the index."""
    del writer.root["/AcroForm"]
    writer.update_root()


def text_laid_over(writer: IncrementalPdfFileWriter) -> None:
    """Draw over the last page (incremental saving attack)."""
    drawing = writer.add_object(generic.StreamObject(stream_data=b"0 0 600 800 re f"))
    writer.add_stream_to_page(0, drawing)


def note_laid_over(writer: IncrementalPdfFileWriter) -> None:
    """Lay an annotation over the text."""
    page = writer.root["/Pages"]["/Kids"][0]
    note = {"/Type": "/Annot", "/Subtype": "/FreeText", "/F": 4, "/Rect": [0, 0, 600, 800], "/Contents": "void"}
    page["/Annots"] = generic.ArrayObject([writer.add_object(as_pdf(note))])
    writer.update_container(page)


def page_removed(writer: IncrementalPdfFileWriter) -> None:
    """Drop the first page from the page tree."""
    pages = writer.root["/Pages"]
    del pages["/Kids"][0]
    pages[pdf_name("/Count")] = generic.NumberObject(2)
    writer.update_container(pages)


def title_changed(writer: IncrementalPdfFileWriter) -> None:
    """Give the paper another title in its information dictionary."""
    writer.set_info(writer.add_object(as_pdf({"/Title": "Another paper"})))


def file_attached(writer: IncrementalPdfFileWriter) -> None:
    """Attach a file after the seal."""
    stream = writer.add_object(generic.StreamObject(stream_data=b"payload"))
    spec = as_pdf({"/Type": "/Filespec", "/F": "x"})
    spec[pdf_name("/EF")] = generic.DictionaryObject({pdf_name("/F"): stream})
    names = generic.ArrayObject([generic.pdf_string("x"), writer.add_object(spec)])
    tree = generic.DictionaryObject({pdf_name("/Names"): names})
    writer.root["/Names"] = generic.DictionaryObject({pdf_name("/EmbeddedFiles"): tree})
    writer.update_root()


def script_added(writer: IncrementalPdfFileWriter) -> None:
    """Make the paper act when it is opened."""
    writer.root["/OpenAction"] = as_pdf({"/S": "/JavaScript", "/JS": "app.alert(1)"})
    writer.update_root()


def field_moved(writer: IncrementalPdfFileWriter) -> None:
    """Move the guardian's empty field over the text."""
    field = writer.root["/AcroForm"]["/Fields"][1]
    field["/Rect"] = generic.ArrayObject([generic.NumberObject(number) for number in (0, 0, 600, 800)])
    writer.update_container(field)


SIGNABLE_UPDATES = (
    text_laid_over,
    note_laid_over,
    page_removed,
    title_changed,
    file_attached,
    script_added,
    field_moved,
)
"""Updates after which the guardian's field is still there to be signed in."""

UPDATES = (form_removed, *SIGNABLE_UPDATES)


def rewritten(content: bytes) -> bytes:
    """Save the paper anew, as an editor does."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(output)
    return output.getvalue()


def encrypted(content: bytes) -> bytes:
    """Save the paper anew under a password."""
    output = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(output, encryption=pikepdf.Encryption(owner="owner", user=""))
    return output.getvalue()


def as_pdf(words: dict[str, object]) -> generic.DictionaryObject:
    """Return a PDF dictionary of plain words, numbers and names."""
    return generic.DictionaryObject({pdf_name(key): as_value(value) for key, value in words.items()})


def as_value(value: object) -> generic.PdfObject:
    """Return one value as PDF."""
    if isinstance(value, int):
        return generic.NumberObject(value)
    if isinstance(value, list):
        return generic.ArrayObject([as_value(one) for one in value])
    return pdf_name(str(value)) if str(value).startswith("/") else generic.pdf_string(str(value))
