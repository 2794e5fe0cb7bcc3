"""Attacks on the bytes themselves and on the place a signature is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pikepdf
from cryptography.hazmat.primitives.serialization import Encoding

from tests.signing import attacks
from tests.signing.hostile.catalogue import NOT_CLOSED, Family
from tests.signing.hostile.states import Case
from tests.signing.hostile.writing import TRAILER, appended, laid_out, next_number, table, touched

BYTES = Family("Bytes changed, added or cut off")
PLACES = Family("The place of the signature (universal forgery)")
WRAPPING = Family("Signature wrapping")

BYTE_RANGE = re.compile(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+) ?\]( *)")


@BYTES.attack("One bit of the text of a page is flipped.")
def text_flipped(case: Case) -> bytes:
    return attacks.flipped(case.content, case.content.index(b"stream\n") + 40)


@BYTES.attack("One bit of the signature dictionary's date is flipped.")
def date_flipped(case: Case) -> bytes:
    return attacks.flipped(case.content, list(re.finditer(rb"/M \(D\S+ ?", case.content))[-1].end() - 4)


@BYTES.attack("One bit of the signature's value is flipped.")
def value_flipped(case: Case) -> bytes:
    span = attacks.signature_spans(case.content)[-1]
    # The value follows the name of its algorithm; its first bytes are the lengths of DER.
    algorithm = case.content.index(b"300A06082A8648CE3D040302" + b"04", *span)
    return attacks.digit_flipped(case.content, algorithm + 70)


@BYTES.attack("The empty space behind the signature is filled.")
def padding_filled(case: Case) -> bytes:
    return attacks.padding_filled(case.content)


@BYTES.attack("The signature is written in small letters: the same value, another file.")
def recased(case: Case) -> bytes:
    return attacks.recased(case.content)


@BYTES.attack("A byte is put before the file.", "unreadable")
def byte_before(case: Case) -> bytes:
    return b" " + case.content


@BYTES.attack("A line end is added behind the file.")
def line_added(case: Case) -> bytes:
    return case.content + b"\n"


@BYTES.attack("A remark is added behind the file.")
def remark_added(case: Case) -> bytes:
    return case.content + b"% void\n"


@BYTES.attack("An object that no table names is added behind the file.")
def object_without_table(case: Case) -> bytes:
    return case.content + laid_out({next_number(case.content): b"(void)"}, 0)[0]


@BYTES.attack("An object that nothing uses is added with its table.")
def object_with_table(case: Case) -> bytes:
    return appended(case.content, {next_number(case.content): b"(void)"})


@BYTES.attack("An empty update is added.")
def empty_update(case: Case) -> bytes:
    return appended(case.content, {})


@BYTES.attack("60 million spaces are added.", "unreadable")
def sixty_million_spaces(case: Case) -> bytes:
    return case.content + b" " * 60_000_000


@BYTES.attack("60 million spaces are added before the end.", "unreadable")
def spaces_before_the_end(case: Case) -> bytes:
    at = case.content.rindex(b"startxref")
    return case.content[:at] + b" " * 60_000_000 + case.content[at:]


@BYTES.attack("Three million line ends are added before the end.")
def lines_before_the_end(case: Case) -> bytes:
    at = case.content.rindex(b"startxref")
    return case.content[:at] + b"\n" * 3_000_000 + case.content[at:]


@BYTES.attack("More than the largest file that is looked at.", "unreadable")
def larger_than_any_paper(case: Case) -> bytes:
    return case.content + b" " * (64 * 1024 * 1024)


@BYTES.attack("The last byte is cut off.")
def last_byte_cut(case: Case) -> bytes:
    return case.content[:-1]


@BYTES.attack("The end of the last update is cut off.", "unreadable")
def end_cut(case: Case) -> bytes:
    return case.content[: case.content.rindex(b"startxref")]


@BYTES.attack("Only the first half of what was sealed is left.", "unreadable")
def half(case: Case) -> bytes:
    return case.content[: case.content.index(b"%%EOF") // 2]


@BYTES.attack("Only the second half is left.", "unreadable")
def second_half(case: Case) -> bytes:
    return case.content[len(case.content) // 2 :]


@BYTES.attack("Nothing is left.", "unreadable")
def nothing(_: Case) -> bytes:
    return b""


@PLACES.attack("The certificate of somebody else travels along in the signature.")
def certificate_added(case: Case) -> bytes:
    extra = case.stranger.pki.issuing["seal"].certificate
    return attacks.certificate_added(case.content, extra.public_bytes(Encoding.DER))


@PLACES.attack("A second signer stands beside the first.")
def signer_doubled(case: Case) -> bytes:
    return attacks.signer_doubled(case.content)


@PLACES.attack("The time-stamp is taken out: no lower level is given.", "incomplete", NOT_CLOSED, record="altered")
def time_stamp_removed(case: Case) -> bytes:
    return attacks.time_stamp_removed(case.content)


@PLACES.attack("The signature's digits are noughts.")
def contents_noughts(case: Case) -> bytes:
    start, end = attacks.signature_spans(case.content)[-1]
    return case.content[:start] + b"0" * (end - start) + case.content[end:]


@PLACES.attack("The signature is empty.", "unreadable")
def contents_empty(case: Case) -> bytes:
    start, end = attacks.signature_spans(case.content)[-1]
    return case.content[:start] + case.content[end:]


def _ranges(case: Case, numbers: tuple[int, ...]) -> bytes:
    """Write other numbers into the last byte range, in the room it has."""
    found = list(BYTE_RANGE.finditer(case.content))[-1]
    words = b"/ByteRange [%s]" % b" ".join(b"%d" % number for number in numbers)
    room = found.end() - found.start()
    return case.content[: found.start()] + words.ljust(room)[: max(room, len(words))] + case.content[found.end() :]


def _numbers(case: Case) -> list[int]:
    return [int(number) for number in list(BYTE_RANGE.finditer(case.content))[-1].groups()[:4]]


@PLACES.attack("The byte range has another name.")
def byte_range_gone(case: Case) -> bytes:
    at = case.content.rindex(b"/ByteRange")
    return case.content[:at] + b"/ByteRangf" + case.content[at + 10 :]


@PLACES.attack("The byte range begins two bytes late.")
def byte_range_late(case: Case) -> bytes:
    a, b, c, d = _numbers(case)
    return _ranges(case, (a + 2, b - 2, c, d))


@PLACES.attack("The byte range ends ten bytes early.")
def byte_range_short(case: Case) -> bytes:
    a, b, c, d = _numbers(case)
    return _ranges(case, (a, b, c, d - 10))


@PLACES.attack("The byte range leaves out a hundred bytes more.")
def byte_range_wide_gap(case: Case) -> bytes:
    a, b, c, d = _numbers(case)
    return _ranges(case, (a, b - 100, c, d))


@PLACES.attack("The byte range covers nothing.")
def byte_range_of_nothing(case: Case) -> bytes:
    return _ranges(case, (0, 0, 0, 0))


@PLACES.attack("The byte range has negative numbers.")
def byte_range_negative(case: Case) -> bytes:
    a, b, c, d = _numbers(case)
    return _ranges(case, (a, -b, c, d))


@PLACES.attack("The byte range is larger than any file.")
def byte_range_huge(case: Case) -> bytes:
    a, b, c, _ = _numbers(case)
    return _ranges(case, (a, b, c, 10**13))


@PLACES.attack("The byte range has three numbers.")
def byte_range_of_three(case: Case) -> bytes:
    a, b, c, _ = _numbers(case)
    return _ranges(case, (a, b, c))


def _redefined(case: Case, old: bytes, new: bytes) -> bytes:
    """Define the last signature's dictionary again in an update, with one entry written otherwise."""

    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        fields = [one for one in pdf.Root.AcroForm.Fields if "/V" in one]
        yield fields[-1].V

    (number, body), *_ = touched(case.content, change).items()
    changed = re.sub(old, new, body, count=1, flags=re.DOTALL)
    if changed == body:
        raise ValueError("nothing to redefine")
    return appended(case.content, {number: changed})


for _name, _says, _old, _new in (
    ("usf_no_byte_range", "without its byte range", rb"/ByteRange \[.*?\]", b""),
    ("usf_null_byte_range", "with no value for its byte range", rb"/ByteRange \[.*?\]", b"/ByteRange null"),
    ("usf_short_byte_range", "with a byte range of nought", rb"/ByteRange \[.*?\]", b"/ByteRange [0 0]"),
    ("usf_no_contents", "without its signature", rb"/Contents <.*?>", b""),
    ("usf_null_contents", "with no value for its signature", rb"/Contents <.*?>", b"/Contents null"),
    ("usf_zero_contents", "with one nought byte as its signature", rb"/Contents <.*?>", b"/Contents <00>"),
    ("usf_other_filter", "under a filter nobody knows", rb"/SubFilter /[A-Za-z.]+", b"/SubFilter /Nobody.knows"),
):

    def _usf(case: Case, old: bytes = _old, new: bytes = _new) -> bytes:
        return _redefined(case, old, new)

    _usf.__name__ = _name
    PLACES.attack(f"An update writes the last signature again {_says}.")(_usf)


def _wrapped(case: Case, hostile: dict[int, bytes], *, range_in_copy: bool) -> bytes:
    """Widen the gap of the last signature and put another table there, just where readers look for the old one.

    What the signature covers is moved behind it unchanged. The wider byte range stands in the old signature
    dictionary, or in a copy of it that lies in the gap.
    """
    content = case.content
    a, b, c, d = _numbers(case)
    at = int(TRAILER.findall(content)[-1][1])
    before = int(re.search(rb"/Prev (\d+)", content[at:])[1])
    copy = _signature_dictionary(case) if range_in_copy else {}
    objects = {**hostile, **copy}
    places = _entries(content, at)
    room = len(_gap(content, c, at, places, objects, before))
    moved = b"[%d %d %d %d]" % (a, b, c + room + 100, d)
    objects = {number: re.sub(rb"(/ByteRange )\[.*?\]", rb"\g<1>" + moved, one) for number, one in objects.items()}
    gap = _gap(content, c, at, places, objects, before).ljust(room + 100)
    start = content if range_in_copy else _ranges(case, (a, b, c + room + 100, d))
    return start[:c] + gap + content[c:]


def _gap(content: bytes, start: int, at: int, places: dict[int, int], objects: dict[int, bytes], before: int) -> bytes:
    """Return what fills the gap from ``start`` on: the old bytes up to the table, and the table of other objects."""
    length = len(table(content, {**places, **dict.fromkeys(objects, 0)}, at, prev=before))
    block, found = laid_out(objects, at + length)
    return content[start:at] + table(content, {**places, **found}, at, prev=before) + block


def _entries(content: bytes, at: int) -> dict[int, int]:
    """Return the places that the table at ``at`` gives."""
    places, number = {}, 0
    for line in content[at : content.index(b"trailer", at)].split(b"\n")[1:]:
        words = line.split()
        if len(words) == 2:
            number = int(words[0])
        elif words:
            places[number] = int(words[0])
            number += 1
    return places


def _signature_dictionary(case: Case) -> dict[int, bytes]:
    return touched(case.content, lambda pdf: [[one for one in pdf.Root.AcroForm.Fields if "/V" in one][-1].V])


def _other_page(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(b"0 0 600 800 re f")
    yield from (page, page.Contents)


@WRAPPING.attack("The byte range skips a wider gap, in which another table leads to another page.")
def wrapped_with_moved_range(case: Case) -> bytes:
    return _wrapped(case, touched(case.content, _other_page), range_in_copy=False)


@WRAPPING.attack(
    "The same, and the wider byte range stands in a copy of the signature in the gap: what is covered stays."
)
def wrapped_with_copied_range(case: Case) -> bytes:
    return _wrapped(case, touched(case.content, _other_page), range_in_copy=True)


@WRAPPING.attack("The gap is wider and holds nothing but the copied signature and a table.")
def wrapped_without_change(case: Case) -> bytes:
    return _wrapped(case, {}, range_in_copy=True)


@WRAPPING.attack("An update holds a copy of the last signature over the old bytes, and another page.")
def wrapped_copy(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        field = [one for one in pdf.Root.AcroForm.Fields if "/V" in one][-1]
        field.V = pdf.make_indirect(pikepdf.Dictionary(field.V))
        yield from (field, field.V, *_other_page(pdf))

    return appended(case.content, touched(case.content, change))
