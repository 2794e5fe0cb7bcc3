"""What is kept behind a seal: one way to write it, and nothing else is read. Needs no council."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from inconfidence.core.digest import digest_of
from inconfidence.core.errors import Failed
from signing.kept_behind import kept_behind, written_behind
from signing.validation_data import NOTHING, ValidationData

CATALOGUE = b"1 0 obj\n<<\n/Type /Catalog /Pages 2 0 R\n>>\nendobj\n"
PAGES = b"2 0 obj\n<<\n/Type /Pages /Kids [] /Count 0\n>>\nendobj\n"
ID = b"0123456789abcdef" * 2


def sealed(catalogue: bytes = CATALOGUE, entries: bytes = b"", *, before: bytes = b"") -> bytes:
    """Return the end of a sealed paper: its catalogue, another object, a table of two parts, its trailer."""
    head = b"%PDF-1.7\n" + before
    at = len(head) + len(catalogue) + len(PAGES)
    lines = b"0 1\n0000000000 65535 f \n1 2\n%010d 00000 n \n%010d 00000 n \n" % (
        len(head),
        len(head) + len(catalogue),
    )
    trailer = entries or b"/ID [<%s> <%s>]\n/Info 2 0 R\n/Root 1 0 R\n/Size 3\n/Prev 9\n" % (ID, ID[::-1])
    table = b"xref\n" + lines + b"trailer\n<<\n" + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % at
    return head + catalogue + PAGES + table


SEALED = sealed()
CERTIFICATE, ANSWER, LIST = b"\x30\x01c", b"\x30\x01a", b"\x30\x02l\r"
DATA = ValidationData((CERTIFICATE, b"\x30\x00"), (ANSWER,), (LIST,))
SOME = [
    DATA,
    ValidationData((CERTIFICATE,)),
    ValidationData(answers=(ANSWER, CERTIFICATE)),
    ValidationData(lists=(LIST,)),
    ValidationData((CERTIFICATE,), (), (LIST, ANSWER)),
    ValidationData((b"\r", b"endobj\n", b"\nendstream\nendobj\n9 0 obj\n<<>>\n", bytes(range(256)))),
    NOTHING,
]


def read(content: bytes, end: int = len(SEALED)) -> ValidationData | None:
    return kept_behind(content, end)


def test_it_is_written_in_one_way() -> None:
    """The catalogue with one entry more, the values, the store, the table, the trailer: no byte besides."""
    objects = (
        b"1 0 obj\n<<\n/Type /Catalog /Pages 2 0 R\n/DSS 5 0 R\n>>\nendobj\n",
        b"3 0 obj\n<</Length 3>>\nstream\n\x30\x01c\nendstream\nendobj\n",
        b"4 0 obj\n<</Length 9 /Filter /ASCIIHexDecode>>\nstream\n30026c0d>\nendstream\nendobj\n",
        b"5 0 obj\n<</Type /DSS /Certs [3 0 R] /CRLs [4 0 R]>>\nendobj\n",
    )
    places = [len(SEALED) + sum(map(len, objects[:at])) for at in range(5)]
    table = b"xref\n1 1\n%010d 00000 n \n3 3\n%010d 00000 n \n%010d 00000 n \n%010d 00000 n \n" % tuple(places[:4])
    trailer = (
        b"trailer\n<<\n/ID [<%s> <%s>]\n/Info 2 0 R\n/Root 1 0 R\n/Size 6\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            ID,
            sha256(SEALED).hexdigest()[:32].encode(),
            SEALED.index(b"xref\n"),
            places[4],
        )
    )

    written = written_behind(SEALED, ValidationData((CERTIFICATE,), lists=(LIST,)))

    assert written == b"".join((*objects, table, trailer))


def test_a_digest_that_is_known_is_not_made_again() -> None:
    """Whoever sealed the paper has it; another one gives a file that is not read."""
    assert written_behind(SEALED, DATA, digest_of(SEALED)) == written_behind(SEALED, DATA)
    assert read(SEALED + written_behind(SEALED, DATA, digest_of(b""))) is None


@pytest.mark.parametrize(("data",), [(each,) for each in SOME])
def test_what_was_written_is_read(data: ValidationData) -> None:
    """Each value as it is, whatever stands in it, in its list."""
    assert read(SEALED + written_behind(SEALED, data)) == data


@pytest.mark.parametrize(("data",), [(each,) for each in SOME])
def test_what_differs_in_a_byte_is_not_read_or_is_another_value(data: ValidationData) -> None:
    """Any byte flipped, put in or taken out: what is still read comes to just those bytes."""
    written = written_behind(SEALED, data)
    for at in range(len(written)):
        for other in (bytes([written[at] ^ 1]), bytes([written[at]]) * 2, b"", b" "):
            changed = written[:at] + other + written[at + 1 :]
            found = read(SEALED + changed)
            assert found is None or written_behind(SEALED, found) == changed
            assert found is None or changed == written or found != data


def test_nothing_may_stand_before_or_behind_it() -> None:
    """Nor in its place, nor it twice, nor another's."""
    written = written_behind(SEALED, DATA)
    others = (
        b"",
        b"\n",
        written[:-1],
        written + b"\n",
        b"\n" + written,
        written + written,
        written[written.index(b"xref") :],
    )

    assert [read(SEALED + other) for other in others] == [None] * len(others)
    assert read(sealed(before=b"%\n") + written, len(SEALED) + 2) is None
    assert read(SEALED + written, len(SEALED) - 1) is None
    assert read(SEALED + written, len(SEALED) + 1) is None
    assert read(SEALED + written, 0) is None


UNUSUAL = {
    "no trailer": SEALED.replace(b"trailer", b"trialer"),
    "bytes behind": SEALED + b"\n",
    "another end": SEALED.replace(b"%%EOF\n", b"%%EOF\r"),
    "no place of its table": SEALED.replace(b"startxref\n", b"startxref\n0"),
    "a table elsewhere": re.sub(rb"startxref\n\d+", b"startxref\n3", SEALED),
    "a trailer in one line": sealed(entries=b"/ID [] /Info 2 0 R /Root 1 0 R /Size 3"),
    "no information": SEALED.replace(b"/Info 2 0 R\n", b""),
    "no catalogue": SEALED.replace(b"/Root 1 0 R\n", b""),
    "no size": SEALED.replace(b"/Size 3\n", b""),
    "no name": SEALED.replace(b"/ID [", b"/Id ["),
    "a name in capitals": SEALED.replace(ID, ID.upper()),
    "a catalogue not in its table": SEALED.replace(b"/Root 1 0 R", b"/Root 9 0 R"),
    "a catalogue that is another object": SEALED.replace(b"1 0 obj", b"7 0 obj"),
    "a catalogue without an end": sealed(CATALOGUE.replace(b">>\nendobj\n", b">> endobj\n")),
    "a catalogue that is a name": sealed(b"1 0 obj\n/Catalog\nendobj\n"),
    "a store in the catalogue": sealed(CATALOGUE.replace(b"/Type", b"/DSS 2 0 R /Type")),
    "nothing": b"",
}


@pytest.mark.parametrize(("how", "content"), UNUSUAL.items())
def test_behind_what_is_in_another_form_nothing_is_written(how: str, content: bytes) -> None:
    """Whatever is unusual is refused, and nothing that stands there is read."""
    assert content != SEALED, how
    with pytest.raises(Failed, match="not written in a form"):
        written_behind(content, DATA)
    assert read(content + written_behind(SEALED, DATA), len(content)) is None


def test_every_part_of_a_table_is_looked_through() -> None:
    """The catalogue may stand in any, as first or last."""
    last = sealed(entries=b"/ID [<%s> <%s>]\n/Info 1 0 R\n/Root 2 0 R\n/Size 3\n" % (ID, ID))

    assert written_behind(last, NOTHING).startswith(b"2 0 obj\n<<\n/Type /Pages /Kids [] /Count 0\n/DSS 3 0 R\n>>\n")
    assert read(last + written_behind(last, DATA), len(last)) == DATA
