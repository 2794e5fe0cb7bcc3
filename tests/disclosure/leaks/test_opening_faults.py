"""What cannot be read whole blocks; what unfolds without end stops; neither says what is in the file."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

import pikepdf
import pytest
from PIL import Image

from disclosure.leaks.opening import open_file
from inconfidence.core.errors import Failed
from tests.disclosure.leaks.planting import CHANNELS, picture

NAME = "Rivka Grünfeld"


def one_page(content: bytes = b"") -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(content)
    return pdf


def saved(pdf: pikepdf.Pdf, **more: object) -> bytes:
    written = io.BytesIO()
    pdf.save(written, **more)
    return written.getvalue()


def packed(content: bytes, name: str = "a.txt") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return written.getvalue()


def bomb() -> bytes:
    return packed(bytes(200 * 1024 * 1024))


def nested(depth: int) -> bytes:
    content = NAME.encode()
    for _ in range(depth):
        content = packed(content)
    return content


def encrypted(user: str) -> bytes:
    return saved(one_page(), encryption=pikepdf.Encryption(owner="o", user=user))


def stream_bomb() -> bytes:
    pdf = one_page()
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(bytes(200 * 1024 * 1024)), filter=pikepdf.Name.FlateDecode)
    pdf.Root.PieceInfo = stream
    return saved(pdf)


def bomb_of_objects() -> bytes:
    packed_zeros = zlib.compress(b" " * (200 * 1024 * 1024))
    head = b"%%PDF-1.5\n1 0 obj\n<</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d>>\nstream\n"
    return head % len(packed_zeros) + packed_zeros + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"


def too_large_a_picture() -> bytes:
    written = io.BytesIO()
    Image.new("1", (9000, 9000)).save(written, "PNG")
    return written.getvalue()


def macros() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 VBA")
    return written.getvalue()


UNREADABLE = {
    "no known kind": b"\x00\x01\x02\x03",
    "cut off": saved(one_page())[:300],
    "not a PDF": b"%PDF-1.7\nnothing more",
    "encrypted": encrypted("u"),
    "encrypted, and open to all": encrypted(""),
    "zip cut off": packed(NAME.encode())[:40],
    "zip bomb": bomb(),
    "zip in zip without end": nested(9),
    "stream bomb": stream_bomb(),
    "bomb of packed objects": bomb_of_objects(),
    "gzip bomb": gzip.compress(bytes(200 * 1024 * 1024)),
    "picture cut off": picture("PNG")[:50],
    "picture of too many points": too_large_a_picture(),
    "macros": macros(),
    "unknown file in a zip": packed(b"\x05\x00\x06"),
}


@pytest.mark.parametrize("fault", UNREADABLE)
def test_what_cannot_be_read_whole_is_an_error(fault: str) -> None:
    """A file that is damaged, encrypted, of no known kind, or too much to look through is not let pass."""
    with pytest.raises(Failed, match=r"^Leak scan: ") as refused:
        open_file(UNREADABLE[fault], f"{NAME}.pdf")

    assert NAME not in str(refused.value)
    assert refused.value.hint


def test_a_damaged_file_in_a_good_one_is_an_error_too() -> None:
    """A message with one attachment that cannot be opened is not cleared for the rest of it."""
    pdf = one_page()
    pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, b"%PDF-1.7 nothing", filename="a")

    with pytest.raises(Failed):
        open_file(saved(pdf), "")


def test_a_damaged_stream_is_an_error() -> None:
    """What a tool of theirs might mend and ours cannot read is not let pass."""
    pdf = one_page()
    stream = pdf.make_stream(b"")
    stream.write(zlib.compress(NAME.encode())[:-9] + b"\xff\xff\xff", filter=pikepdf.Name.FlateDecode)
    pdf.Root.PieceInfo = stream

    with pytest.raises(Failed):
        open_file(saved(pdf), "")


def test_a_file_in_six_others_is_still_read() -> None:
    """The bound on depth is beyond what any message of ours needs."""
    found = open_file(nested(6), "")

    assert any(NAME in each.text for each in found)


def test_a_file_with_a_thousand_files_is_refused() -> None:
    """So many small files are an attack on the time we have."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(1000):
            archive.writestr(f"{number}.txt", "a")

    with pytest.raises(Failed, match="more files"):
        open_file(written.getvalue(), "")


def test_an_end_in_the_middle_of_a_file_hides_nothing() -> None:
    """Bytes before a false end are no file by themselves; what stands in them is told all the same."""
    plain = saved(one_page(), object_stream_mode=pikepdf.ObjectStreamMode.disable)

    found = open_file(_with_false_end(plain), "")

    assert any(NAME in each.text for each in found)


def _with_false_end(plain: bytes) -> bytes:
    planted = CHANNELS["pdf"]["superseded objects"](plain, NAME)
    at = planted.index(b"99999 0 obj")
    end = planted.index(b"endobj", at) + len(b"endobj")
    moved = b"%%EOF\n"
    start = planted.rindex(b"startxref")
    number = int(planted[start:].split()[1]) + len(moved)
    return planted[:end] + b"\n" + moved[:-1] + planted[end:start] + b"startxref\n%d\n%%%%EOF\n" % number


def test_a_recursive_tree_of_objects_ends() -> None:
    """Objects that name one another in a ring are each looked at once."""
    pdf = one_page()
    one = pdf.make_indirect(pikepdf.Dictionary(Note=pikepdf.String(NAME)))
    two = pdf.make_indirect(pikepdf.Dictionary(Other=one))
    one.Other = two
    pdf.Root.PieceInfo = one

    found = [each for each in open_file(saved(pdf), "") if NAME in each.text]

    assert len(found) == 1


def test_words_that_stayed_are_told_once_for_all_revisions() -> None:
    """An earlier revision is told only where it says what the file itself does not."""
    plain = saved(one_page(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    first = CHANNELS["pdf"]["other strings"](plain, NAME)

    found = open_file(CHANNELS["pdf"]["unreferenced objects"](first, "Later words"), "")

    assert [each.channel for each in found if NAME in each.text] == ["other strings"]


def test_empty_and_plain_files_are_opened() -> None:
    """Text in any of the usual encodings is text; nothing is nothing."""
    assert [each.text for each in open_file(b"", "")] == [""]
    for encoding in ("utf-8", "cp1252", "utf-16"):
        assert NAME in open_file(NAME.encode(encoding), "")[0].text
