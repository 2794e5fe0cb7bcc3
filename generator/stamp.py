"""``make_stamp``: what a signature looks like on the page, as a small PDF with its fonts inside.

``signing`` lays it over the signature's box (pyHanko: ``StaticStampStyle.from_pdf_file``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from generator.fonts import composed, face, hold_common_letters
from generator.layout.letters import check_words
from generator.pdf.file import PaperFile
from generator.strokes import strokes
from inconfidence.core.documents import Stamp

EDGE = 1.5
"""Points at each side that are left clear, so that the frame of the box under the stamp stays whole."""
PADDING = 5.0
ABOVE = 3.0
"""Points between the words and the edge of the stamp, above and below."""
LEADING = 1.25
LARGEST = 10.0
HEAD_LARGEST = 13.0

# A stamp is laid into another file; its own date is never seen, and must not vary.
NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def make_stamp(lines: Sequence[str], width: float, height: float, *, for_pack: bool = False) -> Stamp:
    """Return lines on white, all as large as fits: the first in bold and at most 13 points, the others at most 10.

    The paper draws the frame round a place to sign, and the stamp leaves it whole.

    Args:
        lines: at least one line of words.
        width: of the stamp, in points.
        height: of the stamp, in points.
        for_pack: in fonts as every pack holds them, whole: a pack that gets it does not hold them twice.

    Raises:
        InputInvalid: for a letter no font has.
    """
    check_words("stamp", lines)
    shown = [composed(line) for line in lines]
    sizes = _sizes(shown, width - 2 * PADDING, height - 2 * ABOVE)
    file = _pack_file() if for_pack else PaperFile(frozenset("".join(shown)))
    # The box it is laid over holds words for whoever signs on paper.
    operators = [f"1 g {EDGE} {EDGE} {width - 2 * EDGE:.2f} {height - 2 * EDGE:.2f} re f"]
    top = (height + sum(sizes) * LEADING) / 2
    for at, (line, size) in enumerate(zip(shown, sizes, strict=True)):
        baseline = top - size * (LEADING + 0.714) / 2
        operators.append(_line(file, line, bold=at == 0, size=size, y=baseline))
        top -= size * LEADING
    file.add_page((width, height), operators, {})
    return Stamp(file.finished("untitled", NO_TIME, {"Lang": b"(en-GB)"}, [{}]), width, height)


def _pack_file() -> PaperFile:
    file = PaperFile()
    hold_common_letters(file)
    return file


def _sizes(lines: Sequence[str], room: float, height: float) -> list[float]:
    """Return the size of each line: the first takes the height and the width that the others leave it."""
    widths = [face(at == 0).width(line, 1.0) for at, line in enumerate(lines)]
    size = min(LARGEST, room / (max(widths) or 1.0), height / (len(lines) * LEADING))
    others = [size] * (len(lines) - 1)
    return [min(HEAD_LARGEST, room / (widths[0] or 1.0), height / LEADING - sum(others)), *others]


def _line(file: PaperFile, words: str, *, bold: bool, size: float, y: float) -> str:
    drawn = strokes(words, face(bold), size, (1, 0, 0, 1, PADDING, y), file)
    runs = " ".join(f"{name} {size:.3f} Tf {operators}" for stroke in drawn for name, operators in stroke.shown)
    return f"BT 0 g {runs} ET"
