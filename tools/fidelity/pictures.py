"""Two drawings of one page side by side, small enough to be kept with the code."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image

SCALE = 0.9
"""Points of the picture for each point of the page."""
GREYS = 24
RULE, EDGE = 4, "#888888"


def side_by_side(theirs: bytes, ours: bytes, page: int, share: float) -> bytes:
    """Return a PNG of the upper ``share`` of one page in both drawings."""
    left, right = (_page(content, page, share) for content in (theirs, ours))
    whole = Image.new("RGB", (left.width + RULE + right.width, max(left.height, right.height)), EDGE)
    whole.paste(left, (0, 0))
    whole.paste(right, (left.width + RULE, 0))
    stream = BytesIO()
    whole.quantize(GREYS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _page(content: bytes, page: int, share: float) -> Image.Image:
    pdf = pypdfium2.PdfDocument(content)
    try:
        drawn = pdf[page - 1].render(scale=SCALE).to_pil().convert("RGB")
    finally:
        pdf.close()
    return drawn.crop((0, 0, drawn.width, round(drawn.height * share)))
