"""What would make Word go to an address or another file when it opens this one: named, whichever part says so.

A template at an address is the known way in: whoever opens the file tells that address that they did, and runs what
it sends. A hyperlink is followed by a person, and judged where it stands; so is a linked picture that was found there.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from generator.word.markup import Element, W
from generator.word.package import Package
from generator.word.refusals import REFUSALS
from inconfidence.core.problems import Problem

TEMPLATE, LINK, PICTURE = "attachedTemplate", "hyperlink", "image"
"""The last word of a kind of relationship, which is the same in both families of Word's names."""
OF_PICTURES = frozenset({"picture-link", "floating-picture", "shape"})
LISTING = ".rels"
SAID = frozenset(
    {
        *("aFChunk", "audio", "control", "customXml", "customXmlProps", "frame", "image", "mailMerge"),
        *("mailMergeHeaderSource", "mailMergeSource", "oleObject", "package", "styles", "subDocument", "video"),
    }
)
PART = re.compile("(?:comments|endnotes|footer|footnotes|header|item|numbering|settings|styles|webSettings)[0-9]*")
"""Word's own names. Any other is a word of whoever made the file, and is not told."""
PLACES = {"document": "body"}
MAIL_MERGE = W + "mailMerge"


def fetched(package: Package, found: Sequence[Problem]) -> Iterator[Problem]:
    """Yield what would be fetched, by the part that refers to it; ``found`` is what was refused already."""
    known = {LINK, PICTURE} if any(one.code in OF_PICTURES for one in found) else {LINK}
    for name in sorted(package.names):
        folder, listing = posixpath.split(name)
        if posixpath.basename(folder) == "_rels" and listing.endswith(LISTING):
            part = listing.removesuffix(LISTING)
            stem = posixpath.splitext(part)[0]
            place = stem if PART.fullmatch(stem) else PLACES.get(stem, "file")
            kinds = _outside(package, posixpath.join(posixpath.dirname(folder), part)) - known
            yield from (_problem(kind, place) for kind in sorted(kinds))


def asks_elsewhere(settings: Element | None) -> Iterator[Problem]:
    """Yield a data source that the settings name without a relationship."""
    if settings is not None and settings.find(MAIL_MERGE) is not None:
        yield _problem("mailMerge", "settings")


def _outside(package: Package, part: str) -> set[str]:
    return {one.kind.rpartition("/")[2] for one in package.relationships(part).values() if one.outside}


def _problem(kind: str, place: str) -> Problem:
    code = "remote-template" if kind == TEMPLATE else "remote-part"
    name, remedy = REFUSALS[code]
    detail = f": {kind}" if kind in SAID else ""
    return Problem(place, code, f"{name[:-1]}{detail}.", remedy)
