"""A PDF file of one revision under construction: its objects, its pages and its fonts, and at last its bytes.

Objects are bytes from the start and numbered as they are added. Nothing here points back at what holds it, so that all
of it is gone as soon as the paper is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import accumulate, chain, repeat
from operator import add
from typing import Any

from generator.pdf.outline import Bookmark, outline_objects
from generator.pdf.syntax import array, dictionary, packed_stream, reference_to
from generator.reportlab_details import number_text, text_string

PRODUCER = "In Confidence"
HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes that tell programs the file is no text (ISO 19005-3, 6.1.2)."""
TRAILER = (
    b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<<\n/ID [<%s> <%s>]\n/Info %s\n/Root %s\n/Size %d\n>>\n"
    b"startxref\n%d\n%%%%EOF\n"
)
TABLE_LINE = "%010d 00000 n \n"
EFFORT = 4
"""zlib's level for a page: a fifth quicker than its usual 6, for files less than half a per cent larger."""
OBJECT_END = b"\nendobj\n"
HEADS_AT_ONCE = 256
FONTS = 1
"""The number of the list of fonts, which all pages share."""


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    size: tuple[float, float]
    operators: str
    pictures: Mapping[str, bytes]


class PaperFile:
    """One file.

    ``fonts`` are those it shows words in, by what each was made from and in the order of their first use; ``pictures``
    are references to those it draws, by name. ``only`` are the letters it shows, where it is to hold no others:
    a stamp, which is put into another file, is kept small by that.
    """

    __slots__ = ("_objects", "_pages", "fonts", "only", "pictures")

    def __init__(self, only: frozenset[str] | None = None) -> None:
        self.only = only
        self.fonts: dict[Any, Any] = {}
        self.pictures: dict[str, bytes] = {}
        self._pages: list[_Page] = []
        self._objects: list[bytes] = [b""]

    def add(self, content: bytes) -> bytes:
        """Add an object and return the reference to it (``7 0 R``)."""
        self._objects.append(content)
        return b"%d 0 R" % len(self._objects)

    def reserve(self, count: int = 1) -> int:
        """Add objects whose contents are put later, and return the number of the first."""
        first = len(self._objects) + 1
        self._objects += [b"null"] * count
        return first

    def put(self, first: int, contents: Sequence[bytes]) -> None:
        """Give reserved objects their contents."""
        self._objects[first - 1 : first - 1 + len(contents)] = contents

    def add_page(self, size: tuple[float, float], operators: Iterable[str], pictures: Mapping[str, bytes]) -> bytes:
        """Add a page of a size in points and return the reference to it; ``pictures`` are those it draws, by name."""
        number = self.reserve()
        self._pages.append(_Page(number, size, "\n".join(("1 0 0 1 0 0 cm", *operators, " \n")), pictures))
        return reference_to(number)

    def page_references(self) -> list[bytes]:
        """Return the references to the pages, in order."""
        return [reference_to(page.number) for page in self._pages]

    def finished(
        self,
        title: str,
        created: datetime,
        catalog: Mapping[str, bytes],
        pages: Sequence[Mapping[str, bytes]],
        bookmarks: Sequence[Bookmark] = (),
    ) -> bytes:
        """Write the file: ``catalog`` and ``pages`` are entries of these objects beside those every file has.

        Its ``/ID`` is made from all of it before the trailer, so that the same paper gives the same bytes.
        """
        names: dict[str, bytes] = {}
        for font in self.fonts.values():
            names |= font.written(self)
        self.put(FONTS, [dictionary(names)])
        root = self.reserve(2)
        info = root + 1
        panes = {"Outlines": self._outline(bookmarks)} if bookmarks else {}
        always = {"PageMode": b"/UseNone", "Type": b"/Catalog", "Pages": self._written_pages(pages)}
        self.put(root, [dictionary({**always, **panes, **catalog}), _info(title, created)])
        return self._whole(reference_to(root), reference_to(info))

    def _outline(self, bookmarks: Sequence[Bookmark]) -> bytes:
        first = self.reserve(len(bookmarks) + 1)
        self.put(first, outline_objects(bookmarks, first))
        return reference_to(first)

    def _written_pages(self, added: Sequence[Mapping[str, bytes]]) -> bytes:
        whole = self.reserve()
        parent = reference_to(whole)
        for page, entries in zip(self._pages, added, strict=True):
            contents = self.add(packed_stream({}, page.operators.encode("ascii"), EFFORT))
            own = {"Contents": contents, "MediaBox": _box(page.size), "Parent": parent}
            always = {
                "Resources": _resources(page.pictures),
                "Rotate": b"0",
                "Trans": dictionary({}),
                "Type": b"/Page",
            }
            self.put(page.number, [dictionary({**own, **always, **entries})])
        kids = array(self.page_references())
        self.put(whole, [dictionary({"Count": b"%d" % len(self._pages), "Kids": kids, "Type": b"/Pages"})])
        return parent

    def _whole(self, root: bytes, info: bytes) -> bytes:
        objects = self._objects
        heads = _heads(-(-len(objects) // HEADS_AT_ONCE))[: len(objects)]
        ends = repeat(OBJECT_END, len(objects))
        sizes = map(add, map(len, heads), map(len, objects))
        *places, end = accumulate([size + len(OBJECT_END) for size in sizes], initial=len(HEADER))
        table = (TABLE_LINE * len(places) % tuple(places)).encode("ascii")
        content = b"".join((HEADER, *chain.from_iterable(zip(heads, objects, ends, strict=True))))
        sums = hashlib.sha256(content)
        sums.update(table)
        name = sums.hexdigest()[:32].encode("ascii")
        size = len(objects) + 1
        return content + TRAILER % (size, table, name, name, info, root, size, end)


@lru_cache(maxsize=16)
def _heads(blocks: int) -> tuple[bytes, ...]:
    """Return how objects begin, for so many blocks of them: numbers are the same in every paper."""
    return tuple([b"%d 0 obj\n" % number for number in range(1, blocks * HEADS_AT_ONCE + 1)])


@lru_cache(maxsize=16)
def _box(size: tuple[float, float]) -> bytes:
    return array([b"0", b"0", *map(number_text, size)])


def _resources(pictures: Mapping[str, bytes]) -> bytes:
    entries = {"Font": reference_to(FONTS), "ProcSet": array([b"/PDF", b"/Text", b"/ImageB", b"/ImageC", b"/ImageI"])}
    return dictionary({**entries, "XObject": dictionary(pictures)} if pictures else entries)


def _info(title: str, created: datetime) -> bytes:
    maker, moment = text_string(PRODUCER), created.strftime("(D:%Y%m%d%H%M%S+00'00')").encode("ascii")
    entries = {"Author": maker, "Creator": maker, "Producer": maker, "CreationDate": moment, "ModDate": moment}
    return dictionary(
        {**entries, "Keywords": b"()", "Subject": b"()", "Title": text_string(title), "Trapped": b"/False"}
    )
