"""``make_stamp``: what a signature looks like on the page, as a small PDF with its fonts inside.

``signing`` lays it over the signature's box (pyHanko: ``StaticStampStyle.from_pdf_file``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from generator.fonts import composed, face
from generator.layout.letters import check_words
from generator.reportlab_details import PaperCanvas
from inconfidence.core.documents import Stamp

BORDER = 0.75
PADDING = 5.0
LEADING = 1.3
LARGEST = 10.0

# A stamp is laid into another file; its own date is never seen, and must not vary.
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def make_stamp(lines: Sequence[str], width: float, height: float) -> Stamp:
    """Return lines in a thin border, the first in bold, all as large as fits (at most 10 points).

    Args:
        lines: at least one line of words.
        width: of the stamp, in points.
        height: of the stamp, in points.

    Raises:
        InputInvalid: for a letter no font has.
    """
    check_words("stamp", lines)
    shown = [composed(line) for line in lines]
    size = _size(shown, width, height)
    canvas = PaperCanvas((width, height), "en-GB", NO_TIME)
    inner = BORDER / 2
    # White inside: the box it is laid over holds words for whoever signs on paper.
    canvas.addLiteral(f"0 G 1 g {BORDER} w {inner} {inner} {width - BORDER:.2f} {height - BORDER:.2f} re B")
    top = (height + len(shown) * size * LEADING) / 2
    for at, line in enumerate(shown):
        baseline = top - (at + 1) * size * LEADING + size * (LEADING - 0.714) / 2
        canvas.addLiteral(_line(canvas, line, bold=at == 0, size=size, y=baseline))
    canvas.showPage()
    canvas.set_page_entries(1, {})
    return Stamp(canvas.finished(), width, height)


def _size(lines: Sequence[str], width: float, height: float) -> float:
    widest = max(face(at == 0).width(line, 1.0) for at, line in enumerate(lines))
    room = (width - 2 * PADDING) / widest if widest else LARGEST
    return min(LARGEST, room, (height - 2 * PADDING) / (len(lines) * LEADING))


def _line(canvas: PaperCanvas, words: str, *, bold: bool, size: float, y: float) -> str:
    shown = face(bold).font.shown(words, canvas.document)
    runs = " ".join(f"{name} {size:.3f} Tf ({codes}) Tj" for name, codes in shown)
    return f"BT 0 g 1 0 0 1 {PADDING} {y:.2f} Tm {runs} ET"
