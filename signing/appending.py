"""Makes the place for a first signature in a paper as our own generator writes it, without reading the whole of it.

    own = own_paper(content)                                    # None: not written as ours are
    waiting = appended(own, "seal", moment, stamp=stamp, hashed=sha256(content))
    content, digest = waiting.filled(<CMS over waiting.digest>)

Reading a paper object by object and writing pyHanko's update takes ten times as long as all else that sealing does.
Our own papers have one form (``generator.pdf``), and one update fits them: the fields with their seed values, one of
them with its value, the catalog with the certification, the stamp, the signature dictionary, and a table (ISO 32000-1,
7.5.6, 12.8.4). What is not in that form is left to ``signing.parts``. tests/signing/test_appending.py holds the two
ways to the same objects and the same verdict, and shows that anything unusual is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from inconfidence.core.documents import Stamp
from signing.parts import CONTENTS_DIGITS
from signing.waiting import Hash, Waiting

_END = re.compile(
    rb"trailer\n<<\n/ID \[<(?P<id>[0-9a-f]{32})> <(?P=id)>\]\n/Info (?P<info>\d+) 0 R\n"
    rb"/Root (?P<root>\d+) 0 R\n/Size (?P<size>\d+)\n>>\nstartxref\n(?P<table>\d+)\n%%EOF\n\Z"
)
END_AT_MOST: Final = 400
"""Bytes of a file's end in which its trailer stands whole."""
TABLE_LINE: Final = 20
"""Bytes of a line of the table of objects (ISO 32000-1, 7.5.4)."""
CATALOG = re.compile(
    rb"(?P<before><<\n/AcroForm <</Fields \[(?P<fields>\d+ 0 R(?: \d+ 0 R)*)\] /SigFlags )1(?P<after>>> /.*\n)>>\n",
    re.DOTALL,
)
FIELD = re.compile(
    rb"(?P<all><</Type /Annot /Rect \[[-\d. ]+\] /P \d+ 0 R /StructParent \d+ /Subtype /Widget /FT /Sig"
    rb" /T <FEFF(?P<name>[0-9A-F]*)> /TU <FEFF[0-9A-F]*> /F \d+)(?P<look> /AP <</N \d+ 0 R>>)?>>\n?"
)
CERTIFIED: Final = (
    b"/Extensions <</ESIC <</Type /DeveloperExtensions /BaseVersion /1.7 /ExtensionLevel 1>>>>\n"
    b"/Perms <</DocMDP %d 0 R>>\n"
)
SIGNATURE: Final = (
    b"<<\n/Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M (D:%sZ)\n"
    b"/Reference [<</Type /SigRef /TransformMethod /DocMDP"
    b" /TransformParams <</Type /TransformParams /V /1.2 /P 2>>>>]\n/ByteRange "
)
TO_CONTENTS: Final = b"\n/Contents "
END_OF_SIGNATURE: Final = b">>\nendobj\n"
ID_DIGITS: Final = 32
RANGE_WIDTH: Final = 48
"""Bytes kept for a byte range: four numbers of up to ten digits."""
NAMES: Final = b"trailer\n<<\n/ID [<%s> <%s>]\n"
TRAILER: Final = b"/Info %s 0 R\n/Root %s 0 R\n/Size %d\n/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n"
REFERENCE: Final = re.compile(rb"(\d+) 0 R")
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj\n", re.DOTALL)
_STREAM = re.compile(rb"stream\n")
_PAGE = re.compile(
    rb"<<\n/Contents (\d+) 0 R .*?/Resources <<\n/Font (\d+) 0 R /ProcSet \[ [/A-Za-z ]+ \]\n>>", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class OwnPaper:
    """A paper in our form: its empty signature fields by name, as (number, object), and its end and catalog."""

    content: bytes = field(repr=False)
    fields: Mapping[str, tuple[int, re.Match[bytes]]] = field(repr=False)
    catalog_number: int
    catalog: re.Match[bytes] = field(repr=False)
    end: re.Match[bytes] = field(repr=False)


def own_paper(content: bytes) -> OwnPaper | None:
    """Return a paper as far as signing has to know it; None when it, or a field of it, is not in our form."""
    end = _END.search(content, max(0, len(content) - END_AT_MOST))
    if end is None or content.count(b"startxref") != 1:
        return None
    bodies = _Bodies(content, int(end["table"]), int(end["size"]))
    root = int(end["root"])
    catalog = CATALOG.fullmatch(bodies.of(root))
    if catalog is None or any(each in catalog["after"] for each in (b"/Perms", b"/Extensions", b"/DSS")):
        return None
    numbers = [int(number) for number in REFERENCE.findall(catalog["fields"])]
    found = [(number, FIELD.fullmatch(bodies.of(number))) for number in numbers]
    fields = {_name(each): (number, each) for number, each in found if each is not None}
    return OwnPaper(content, fields, root, catalog, end) if len(fields) == len(numbers) else None


def appended(
    paper: OwnPaper,
    field_name: str,
    moment: datetime,
    *,
    stamp: Stamp | None,
    seeds: Mapping[str, bytes],
    hashed: Hash,
) -> Waiting | None:
    """Return a paper with its empty field ready for the certification signature, None when the stamp is not ours.

    ``seeds`` are the seed values of its fields (signing.seed_values), each as it is written. ``hashed`` has
    taken in the paper's content, and nothing else: so it is hashed once, to be known as the cleared one
    and to be signed.

    Raises:
        KeyError: when the paper has no such field, or a field of it has no seed values.
    """
    _, place = paper.fields[field_name]
    looks = look_objects(stamp) if stamp and place["look"] else ()
    if looks is None:
        return None
    added = _Added(looks, tuple(seeds[name] for name in paper.fields))
    return _Update(paper, field_name, moment, added).waiting(hashed)


@dataclass(frozen=True, slots=True)
class _Added:
    """Objects an update adds: what the stamp is drawn with, seed values in the order of the fields."""

    looks: tuple[bytes, ...]
    seeds: tuple[bytes, ...]


class _Update:
    """One update under construction: its objects, and where each begins."""

    def __init__(self, paper: OwnPaper, name: str, moment: datetime, added: _Added) -> None:
        self._paper, self._name, self._moment, self._added = paper, name, moment, added
        self._first = int(paper.end["size"])
        self._first_seed = self._first + len(added.looks)
        self._signature = self._first_seed + len(added.seeds)
        self._parts: list[bytes] = []
        self._length = len(paper.content)
        self._places: dict[int, int] = {}

    def waiting(self, hashed: Hash) -> Waiting:
        """Write the update and hash all but the place of the signature."""
        for place, (name, (number, _)) in enumerate(self._paper.fields.items()):
            self._add(number, self._field(name, self._first_seed + place))
            self._add(self._first_seed + place, self._added.seeds[place] + b"\n")
        self._add(self._paper.catalog_number, self._catalog())
        for at, look in enumerate(self._added.looks):
            self._add(self._first + at, renumbered(look, self._first))
        self._put(self._signature_head())
        before, covered = b"".join(self._parts), hashed.copy()
        covered.update(before)
        # The second half of a file's /ID changes with each update (ISO 32000-1, 14.4).
        after = END_OF_SIGNATURE + self._table(covered.hexdigest()[:ID_DIGITS])
        start, end = self._place()
        spans = b"[0 %d %d %d]" % (start, end, len(after))
        head = spans.ljust(RANGE_WIDTH) + TO_CONTENTS
        covered.update(head)
        return Waiting(self._paper.content, before + head, after, covered)

    def _place(self) -> tuple[int, int]:
        """Return where the place for the signature begins and ends, once all before the byte range is written."""
        start = self._length + RANGE_WIDTH + len(TO_CONTENTS)
        return start, start + CONTENTS_DIGITS + len(b"<>")

    def _field(self, name: str, seed: int) -> bytes:
        now = self._paper.fields[name][1]
        if name != self._name:
            return b"%s%s /SV %d 0 R>>\n" % (now["all"], now["look"] or b"", seed)
        look = now["look"] or b""
        if self._added.looks:
            look = b" /AP <</N %d 0 R>>" % (self._first_seed - 1)
        return b"%s%s /SV %d 0 R /V %d 0 R>>\n" % (now["all"], look, seed, self._signature)

    def _catalog(self) -> bytes:
        old = self._paper.catalog
        return b"%s3%s%s>>\n" % (old["before"], old["after"], CERTIFIED % self._signature)

    def _signature_head(self) -> bytes:
        """Return the signature dictionary up to its byte range."""
        self._places[self._signature] = self._length
        moment = self._moment.strftime("%Y%m%d%H%M%S").encode("ascii")
        return b"%d 0 obj\n%s" % (self._signature, SIGNATURE % moment)

    def _add(self, number: int, body: bytes) -> None:
        self._places[number] = self._length
        self._put(b"%d 0 obj\n%sendobj\n" % (number, body))

    def _put(self, part: bytes) -> None:
        self._parts.append(part)
        self._length += len(part)

    def _table(self, name: str) -> bytes:
        end = self._paper.end
        at = self._place()[1] + len(END_OF_SIGNATURE)
        numbers = (end["info"], end["root"], self._signature + 1, end["table"], at)
        return table_of(self._places) + NAMES % (end["id"], name.encode()) + TRAILER % numbers


def table_of(places: dict[int, int]) -> bytes:
    """Return the table that says where each object of an update begins."""
    return b"xref\n" + b"".join(_sections(places))


def _sections(places: dict[int, int]) -> Iterator[bytes]:
    """Give the sections of a table: a head for each run of numbers, and a line for each object."""
    numbers = sorted(places)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    for run in runs:
        yield b"%d %d\n" % (run[0], len(run))
        yield from (b"%010d 00000 n \n" % places[number] for number in run)


def _name(found: re.Match[bytes]) -> str:
    return bytes.fromhex(found["name"].decode("ascii")).decode("utf-16-be")


class _Bodies:
    """Single objects of a file, found by its table."""

    def __init__(self, content: bytes, table: int, size: int) -> None:
        self._content, self._size = content, size
        head = b"xref\n0 %d\n" % size
        self._lines = table + len(head) if content.startswith(head, table) else -1

    def of(self, number: int) -> bytes:
        """Return an object as it is written, empty when there is none there."""
        if self._lines < 0 or not 0 < number < self._size:
            return b""
        line = self._content[self._lines + TABLE_LINE * number :][:TABLE_LINE]
        head = b"%d 0 obj\n" % number
        if not line[:10].isdigit() or not self._content.startswith(head, int(line[:10])):
            return b""
        start = int(line[:10]) + len(head)
        return self._content[start : self._content.find(b"endobj\n", start)]


@lru_cache(maxsize=8)
def look_objects(stamp: Stamp) -> tuple[bytes, ...] | None:
    """Return what a stamp is drawn with, numbered from 0, its appearance last; None when it is not in our form."""
    objects = {int(number): body for number, body in _OBJECT.findall(stamp.content)}
    page = next((found for found in map(_PAGE.match, objects.values()) if found), None)
    if page is None:
        return None
    drawing, fonts = int(page[1]), int(page[2])
    used = [fonts]
    for number in used:
        used += [each for each in referred(objects[number]) if each not in used]
    numbers = {number: at for at, number in enumerate(used)}
    kept = [pointing(objects[number], numbers) for number in used]
    return (*kept, _appearance(objects[drawing], stamp))


def _appearance(drawing: bytes, stamp: Stamp) -> bytes:
    head, stream = _parted(drawing)
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 %.2f %.2f] /Resources <</Font 0 0 R>>\n" % (
        stamp.width,
        stamp.height,
    )
    return head.replace(b"<<\n", b"<<\n" + entries, 1) + stream


def _parted(body: bytes) -> tuple[bytes, bytes]:
    found = _STREAM.search(body)
    return (body, b"") if found is None else (body[: found.start()], body[found.start() :])


def referred(body: bytes) -> list[int]:
    """Return the numbers of the objects that an object refers to, as often as it does."""
    return [int(number) for number in REFERENCE.findall(_parted(body)[0])]


def pointing(body: bytes, numbers: Mapping[int, int]) -> bytes:
    """Return an object that refers to the objects of other numbers."""
    head, stream = _parted(body)
    return REFERENCE.sub(lambda each: b"%d 0 R" % numbers[int(each[1])], head) + stream


def renumbered(body: bytes, first: int) -> bytes:
    """Return an object whose references are numbered from ``first`` instead of 0."""
    head, stream = _parted(body)
    return REFERENCE.sub(lambda each: b"%d 0 R" % (first + int(each[1])), head) + stream
