"""Inline pictures: PNG and JPEG that stand in the line, with the alt text they need."""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image as Pictures

from generator.provenance import without_marks
from generator.word.markup import DECORATIVE, OFF, PIC, WP, A, Element, R, emu
from generator.word.refusals import GRAPHIC_CODES
from generator.word.source import Source
from inconfidence.core.blocks import Picture

LONGEST_SIDE = 1700.0
"""Points; more than the long side of A2."""
POINTS_MAX = 40_000_000
"""Points of one picture: A4 at 600 an inch has 35 million. Unpacked it takes 120 MB."""
MAGICS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def read_picture(source: Source, drawing: Element) -> Picture | None:
    """Read a ``w:drawing``; None when it is refused."""
    code = _fault(source, drawing)
    inline = drawing.find(WP + "inline")
    if code:
        source.refuse(code, drawing)
        return None
    content = _content(source, inline)
    if not content.startswith(MAGICS):
        source.refuse("picture-format", drawing)
        return None
    extent = inline.find(WP + "extent")
    width, height = emu(extent.get("cx")), emu(extent.get("cy"))
    points = _points(content)
    fits = 0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE and points <= POINTS_MAX
    if not fits or not source.book.allowance.has_points(points):
        source.refuse("picture-size", drawing)
        return None
    return Picture(content, width, height, source.told(_alt(inline), drawing).stripped())


def _points(content: bytes) -> int:
    """Return how many points a picture says it has, from its head alone; of one that cannot be read, none.

    That one is refused when it is drawn: here nothing is unpacked.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pictures.DecompressionBombWarning)
            with Pictures.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                return picture.width * picture.height
    except Pictures.DecompressionBombError:
        return POINTS_MAX + 1
    except (OSError, SyntaxError, ValueError):
        return 0


def _fault(source: Source, drawing: Element) -> str:
    """Return the code of the first thing that keeps a drawing from being an inline picture, "" when nothing does."""
    inline = drawing.find(WP + "inline")
    data = next(drawing.iter(A + "graphicData"), None)
    kind = "" if data is None else str(data.get("uri")).rpartition("/")[2]
    if kind != "picture":
        return GRAPHIC_CODES.get(kind, "shape")
    if inline is None:
        return "floating-picture"
    blip = next(inline.iter(A + "blip"), None)
    linked = blip is None or blip.get(R + "embed") is None or next(inline.iter(A + "hlinkClick"), None) is not None
    if linked or _target(source, inline) is None or inline.find(WP + "extent") is None:
        return "picture-link"
    if _is_edited(inline):
        return "picture-edited"
    return "" if _alt(inline) or _is_decorative(inline) else "picture-alt"


def _target(source: Source, inline: Element) -> str | None:
    found = source.relationships.get(next(inline.iter(A + "blip")).get(R + "embed"))
    return None if found is None or found.outside else found.target


def _content(source: Source, inline: Element) -> bytes:
    return source.book.package.bytes_of(_target(source, inline) or "")


def _is_edited(inline: Element) -> bool:
    crop = next(inline.iter(A + "srcRect"), None)
    cropped = crop is not None and any(share not in {"0", "0%"} for share in crop.attrib.values())
    return cropped or any(form.get("rot", "0") != "0" for form in inline.iter(A + "xfrm"))


def _alt(inline: Element) -> str:
    said = inline.find(WP + "docPr")
    name = next(inline.iter(PIC + "cNvPr"), None)
    words = [one.get("descr") or one.get("title") or "" for one in (said, name) if one is not None]
    return next((word for word in words if without_marks(word).strip()), "")


def _is_decorative(inline: Element) -> bool:
    mark = next(inline.iter(DECORATIVE), None)
    return mark is not None and mark.get("val", "0") not in OFF
