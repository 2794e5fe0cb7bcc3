"""The seal's update on a paper of our own form: the same objects pyHanko would write, and nothing else is taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest

from inconfidence.core.digest import digest_of
from inconfidence.core.documents import ClearedPdf
from signing import seal
from signing.appending import appended, own_paper
from signing.parts import prepare
from signing.waiting import Waiting
from tests.signing.desk import Desk, paper
from tests.signing.test_signed_conformance import STAMP, drawn

CLEARED = drawn()
CONTENT = CLEARED.content


def objects(content: bytes) -> tuple[Any, ...]:
    """Return catalog, seal's field and all seed values as plain data, without numbers of objects, looks and time."""
    with pikepdf.open(BytesIO(content)) as pdf:
        (field,) = [each for each in pdf.Root.AcroForm.Fields if str(each.T) == "seal"]
        value = {key: str(field.V[key]) for key in field.V if key not in ("/Contents", "/ByteRange", "/Reference")}
        reference = field.V.Reference[0]
        transform = (
            str(reference.TransformMethod),
            int(reference.TransformParams.P),
            str(reference.TransformParams.V),
        )
        catalog = {key: pdf.Root[key] for key in pdf.Root}
        kept = {
            key: str(each) for key, each in catalog.items() if not isinstance(each, pikepdf.Dictionary | pikepdf.Array)
        }
        extension = {key: str(each) for key, each in pdf.Root.Extensions.ESIC.items()}
        flags, certified = int(pdf.Root.AcroForm.SigFlags), pdf.Root.Perms.DocMDP.objgen == field.V.objgen
        asked = {str(each.T): (each.SV.is_indirect, plain(each.SV)) for each in pdf.Root.AcroForm.Fields}
        return (
            (sorted(catalog), kept, extension, flags, certified),
            (sorted(field.keys()), value, transform),
            asked,
        )


def plain(value: Any) -> Any:
    """Return an object without the way its strings are written."""
    if isinstance(value, pikepdf.Dictionary):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, pikepdf.Array):
        return [plain(each) for each in value]
    if isinstance(value, pikepdf.String):
        return bytes(value).decode("utf-16" if bytes(value).startswith(b"\xfe\xff") else "latin-1")
    return str(value)


def whole(waiting: Waiting) -> bytes:
    return waiting.filled(b"")[0]


def picture(content: bytes) -> bytes:
    pdf = pypdfium2.PdfDocument(content)
    pdf.init_forms()
    return bytes(pdf[len(pdf) - 1].render(scale=1, may_draw_forms=True).to_pil().tobytes())


def test_what_is_written_is_what_pyhanko_writes(desk: Desk) -> None:
    """Catalog, field and signature dictionary hold the same entries with the same values."""
    own = own_paper(CONTENT)
    assert own is not None

    seeds = desk.seeds(CLEARED)
    ours = appended(own, "seal", desk.clock.now(), stamp=STAMP, seeds=seeds, hashed=sha256(CONTENT))
    theirs = prepare(CONTENT, "seal", desk.clock.now(), stamp=STAMP, certify=True, seeds=seeds)

    assert ours is not None
    assert objects(whole(ours)) == objects(theirs.content)


def test_the_stamp_is_seen_as_pyhanko_would_show_it(desk: Desk) -> None:
    """The page looks different from the unsealed one, and hardly different from pyHanko's."""
    own = own_paper(CONTENT)
    assert own is not None
    seeds = desk.seeds(CLEARED)
    ours = appended(own, "seal", desk.clock.now(), stamp=STAMP, seeds=seeds, hashed=sha256(CONTENT))
    assert ours is not None

    before, mine = picture(CONTENT), picture(whole(ours))
    theirs = picture(prepare(CONTENT, "seal", desk.clock.now(), stamp=STAMP, certify=True, seeds=seeds).content)

    changed = sum(one != other for one, other in zip(before, mine, strict=True))
    differing = sum(abs(one - other) > 96 for one, other in zip(mine, theirs, strict=True))
    assert changed > 1000
    assert differing < changed / 4


def test_the_paper_is_authentic_and_continues_the_cleared_bytes(desk: Desk) -> None:
    """The cleared paper is the file's first revision, byte for byte."""
    sealed = seal(drawn(), desk.sealer, stamp=STAMP)

    assert sealed.content.startswith(CONTENT)
    assert desk.verified(sealed.content).verdict in ("authentic", "incomplete")
    assert sealed.content.count(b"%%EOF") == 2


def test_without_a_stamp_the_empty_appearance_stays(desk: Desk) -> None:
    """A field nobody is to see gets no picture."""
    own = own_paper(CONTENT)
    assert own is not None

    bare = appended(own, "seal", desk.clock.now(), stamp=None, seeds=desk.seeds(CLEARED), hashed=sha256(CONTENT))

    assert bare is not None
    assert picture(whole(bare)) == picture(CONTENT)


UNUSUAL: dict[str, Callable[[bytes], bytes]] = {
    "bytes after the end": lambda content: content + b"\n",
    "an update after it": lambda content: content + content[content.rindex(b"xref") :],
    "a certified catalog": lambda content: content.replace(b"/MarkInfo ", b"/Perms 1 /M ", 1),
    "a field of another form": lambda content: content.replace(b"/FT /Sig", b"/FT /Tx ", 1),
    "a field that has a value": lambda content: content.replace(b" /F 132", b" /V 132", 1),
    "a table that leads elsewhere": lambda content: re.sub(rb"\n\d{10} 00000 n", b"\n0000000007 00000 n", content),
    "no form": lambda content: content.replace(b"/AcroForm", b"/AcroFork", 1),
    "a second start": lambda content: content.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%startxref\n", 1),
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("how", UNUSUAL)
def test_what_is_not_in_our_form_is_not_taken(how: str) -> None:
    """Whatever is unusual is left to the reader of any PDF, which is strict."""
    changed = UNUSUAL[how](CONTENT)

    assert changed != CONTENT
    assert own_paper(changed) is None


def test_another_programs_paper_is_sealed_all_the_same(desk: Desk) -> None:
    """It goes the long way."""
    other = paper("seal")

    assert own_paper(other.content) is None
    assert desk.verified(seal(other, desk.sealer, stamp=None).content).verdict == "authentic"


def test_a_flipped_byte_of_the_update_is_noticed(desk: Desk) -> None:
    """Every part of what was appended is under the signature."""
    sealed = seal(drawn(), desk.sealer, stamp=STAMP).content
    start, end = sealed.index(b"/Contents <", len(CONTENT)), sealed.rindex(b">>\nendobj")
    for place in [*range(len(CONTENT), start, 401), *range(end, len(sealed) - 8, 17)]:
        flipped = bytearray(sealed)
        flipped[place] ^= 1
        assert desk.verified(bytes(flipped)).verdict in ("altered", "unreadable", "unsigned", "unrecognised")


def test_a_paper_that_was_not_cleared_is_not_sealed(desk: Desk) -> None:
    """A field that is not planned keeps the seal away on the short way too."""
    cleared = drawn()
    without = ClearedPdf(cleared.content, digest_of(cleared.content), cleared.page_count, cleared.fields[:1])

    with pytest.raises(Exception, match="not sealed"):
        seal(without, desk.sealer, stamp=None)
