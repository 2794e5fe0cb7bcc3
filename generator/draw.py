"""``draw``: a paper of blocks becomes a marked, tagged PDF with its signature fields still empty.

    paper = read(...)                                    # generator.word
    marked = draw(paper, mark, fields=..., created=..., view=..., must_show=...)
    checked = preflight(marked)                          # generator.preflight

The same paper, mark, fields and time give the same bytes.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from PIL import Image as Pictures
from reportlab.lib.utils import ImageReader

from generator.drawn import check_unmarked, drawn_from, without_sources
from generator.layout.letters import check_words
from generator.layout.pages import Pages, layout
from generator.marks import draw_marks, is_large_print
from generator.paint import Found, Heading, Painter
from generator.pdfa import finish
from generator.pen import Pen
from generator.reportlab_details import PaperCanvas
from generator.told import told_by
from inconfidence.core.blocks import Paper
from inconfidence.core.digest import Digest
from inconfidence.core.documents import Mark, MarkedPdf, SignatureField
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem


def draw(
    paper: Paper,
    mark: Mark,
    *,
    fields: tuple[SignatureField, ...],
    created: datetime,
    view: Digest,
    must_show: tuple[str, ...],
) -> MarkedPdf:
    """Lay out, draw, mark and tag a paper.

    Args:
        paper: what to draw.
        mark: what is written across and beside every page.
        fields: the signature fields; one without a place in the paper is there but cannot be seen.
        created: the time written into the file (aware).
        view: the digest of what the paper was filled from.
        must_show: words preflight has to find on every page.

    Raises:
        InputInvalid: when the paper holds something that cannot be drawn; every such place is named.
    """
    check_words("mark", (mark.ground, mark.margin, mark.banner))
    check_unmarked(paper)
    plain = without_sources(paper)
    laid = layout(plain)
    moment = created.astimezone(UTC)
    first = laid.pages[0].shape
    canvas = PaperCanvas((first.width, first.height), paper.language, moment)
    canvas.setTitle(paper.title)
    found = Found()
    words = _draw_pages(canvas, laid, mark, found, level=is_large_print(paper))
    heights = [page.shape.height for page in laid.pages]
    content = finish(
        canvas, laid.tree, found, laid.places, fields, heights,
        title=paper.title, language=paper.language, created=moment,
    )  # fmt: skip
    return MarkedPdf(content, paper.title, words, fields, must_show, view, told_by(plain), drawn_from(paper))


def _draw_pages(canvas: PaperCanvas, laid: Pages, mark: Mark, found: Found, *, level: bool) -> tuple[str, ...]:
    said = []
    outline = _Outline(canvas)
    for page in laid.pages:
        canvas.setPageSize((page.shape.width, page.shape.height))
        laid.tree.begin_page()
        pen = Pen(canvas.document, laid.tree)
        draw_marks(pen, page, mark, level=level)
        marks = pen.lift()
        before = len(found.headings)
        Painter(page, pen, found).paint()
        canvas.addLiteral(marks)
        _put(canvas, pen)
        for heading in found.headings[before:]:
            outline.add(heading)
        canvas.showPage()
        said.append("".join(pen.said))
    return tuple(said)


def _put(canvas: PaperCanvas, pen: Pen) -> None:
    for part in pen.layers():
        if isinstance(part, str):
            canvas.addLiteral(part)
        else:
            canvas.drawImage(_reader(part.content), part.x, part.y, part.width, part.height)


def _reader(content: bytes) -> ImageReader:
    """Return a picture without transparency or embedded profiles: grey or RGB on white."""
    try:
        picture = Pictures.open(io.BytesIO(content))
        picture.load()
    except (OSError, SyntaxError, Pictures.DecompressionBombError) as unreadable:
        problem = Problem("picture", "not-a-picture", "A picture cannot be read.", "Use a PNG or JPEG picture.")
        raise InputInvalid("The paper holds a picture that cannot be drawn.", [problem]) from unreadable
    if picture.mode in ("L", "RGB"):
        return ImageReader(picture)
    clear = picture.convert("RGBA")
    flat = Pictures.new("RGB", clear.size, "white")
    flat.paste(clear, mask=clear.getchannel("A"))
    return ImageReader(flat)


class _Outline:
    """The pane of bookmarks; a level is never skipped."""

    def __init__(self, canvas: PaperCanvas) -> None:
        self._canvas, self._level, self._count = canvas, -1, 0

    def add(self, heading: Heading) -> None:
        self._count += 1
        self._level = min(heading.level - 1, self._level + 1)
        key = f"heading {self._count}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=heading.top)
        self._canvas.addOutlineEntry(heading.title, key, self._level)
