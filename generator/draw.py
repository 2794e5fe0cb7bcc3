"""``draw``: a paper of blocks becomes a marked, tagged PDF with its signature fields still empty.

    paper = read(...)                                    # generator.word
    marked = draw(paper, mark, fields=..., created=..., view=..., must_show=...)
    checked = preflight(marked)                          # generator.preflight

The same paper, mark, fields and time give the same bytes.
"""

from __future__ import annotations

from datetime import UTC, datetime

from generator.drawn import said_by
from generator.layout.items import Image
from generator.layout.letters import check_letters, check_words
from generator.layout.pages import Pages, layout
from generator.marks import draw_marks, is_large_print, with_room_for_marks
from generator.paint import Found, Painter
from generator.pdf.file import PaperFile
from generator.pdf.pictures import add_picture, picture_operators
from generator.pdfa import finish
from generator.pen import Pen
from inconfidence.core.blocks import PageShape, Paper
from inconfidence.core.digest import Digest
from inconfidence.core.documents import Mark, MarkedPdf, SignatureField
from inconfidence.core.memory import SearchPutOff


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
        Failed: when a mark of the engine's own was left in it.
    """
    with SearchPutOff():
        return _drawn(paper, mark, fields, created, view, must_show)


def _drawn(
    paper: Paper,
    mark: Mark,
    fields: tuple[SignatureField, ...],
    created: datetime,
    view: Digest,
    must_show: tuple[str, ...],
) -> MarkedPdf:
    check_words("mark", (mark.ground, mark.margin, mark.banner, mark.code))
    said = said_by(paper)
    if not said.is_plain:
        check_letters(paper)
    level = is_large_print(paper)
    laid = layout(with_room_for_marks(paper) if level else paper)
    file, found = PaperFile(), Found()
    words = _draw_pages(file, laid, mark, found, level=level)
    heights = [page.shape.height for page in laid.pages]
    content = finish(
        file, laid.tree, found, laid.places, fields, heights,
        title=paper.title, language=paper.language, created=created.astimezone(UTC),
    )  # fmt: skip
    return MarkedPdf(content, paper.title, words, fields, must_show, view, said.told, said.drawn)


def _draw_pages(file: PaperFile, laid: Pages, mark: Mark, found: Found, *, level: bool) -> tuple[str, ...]:
    said = []
    marked: dict[PageShape, tuple[str, Pen]] = {}
    for page in laid.pages:
        laid.tree.begin_page()
        if page.shape not in marked:
            first = Pen(file, laid.tree)
            draw_marks(first, page, mark, level=level)
            marked[page.shape] = first.lift(), first
        # Pages of one shape bear the same marks.
        marks, pen = marked[page.shape][0], marked[page.shape][1].after()
        Painter(page, pen, found).paint()
        pictures: dict[str, bytes] = {}
        operators = [
            marks,
            *(part if isinstance(part, str) else _placed(file, part, pictures) for part in pen.layers()),
        ]
        file.add_page((page.shape.width, page.shape.height), operators, pictures)
        said.append("".join(pen.said))
    return tuple(said)


def _placed(file: PaperFile, image: Image, pictures: dict[str, bytes]) -> str:
    """Return the operators that draw a picture, and note it among those of its page."""
    name = add_picture(file, image.content)
    pictures[name] = file.pictures[name]
    return picture_operators(name, image.x, image.y, image.width, image.height)
