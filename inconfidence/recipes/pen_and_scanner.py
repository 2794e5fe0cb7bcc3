"""The pen and the scanner of the demonstration: a printed agreement is ticked, signed by hand and scanned.

Only the demonstration draws the hand. A council's own scanner delivers the same thing: pictures of pages, a little
crooked, from which ``form_code_of`` reads the printed form code back.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

POINTS_PER_INCH = 72
SCAN_DPI = 150
PIXELS_PER_POINT = SCAN_DPI / POINTS_PER_INCH
JPEG_QUALITY = 60
SKEW_DEGREES = 0.6
WHITE_OF_PAPER = 250
INK = 40
TICK_BOX_POINTS = (13.0, 21.0)
"""The side of a printed tick box lies between these: 5 mm, or 7 mm in large print."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels from the top left corner."""


def sign_and_scan(pdf: bytes, *, sign_in: str, ticks: int, seed: int) -> tuple[bytes, ...]:
    """Return ``pdf`` as scanned pages (JPEG, grey, 150 dpi), signed in ``sign_in``, ``ticks`` boxes ticked above it.

    ``seed`` gives the same hand and the same scanner again.
    """
    hand = random.Random(seed)  # noqa: S311 - draws a line, guards nothing
    places = _places_of(pdf, sign_in)
    scanned = []
    printed = pypdfium2.PdfDocument(pdf)
    printed.init_forms()
    for number, page in enumerate(printed):
        picture = page.render(scale=PIXELS_PER_POINT, grayscale=True).to_pil().convert("L")
        if number in places:
            _fill_in(ImageDraw.Draw(picture), list(_tick_boxes(page))[:ticks], places[number], hand)
        scanned.append(_through_the_scanner(picture, hand))
    return tuple(scanned)


def form_code_of(pages: Sequence[bytes]) -> str:
    """Return the form code that stands on scanned pages as a Code 128 barcode, or "" when none can be read."""
    for content in pages:
        for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(content))):
            if found.format == zxingcpp.BarcodeFormat.Code128:
                return str(found.text)
    return ""


def _fill_in(draw: ImageDraw.ImageDraw, ticked: list[Box], signed: list[Box], hand: random.Random) -> None:
    for box in ticked:
        _tick(draw, box, hand)
    for box in signed:
        _sign(draw, box, hand)


def _places_of(pdf: bytes, name: str) -> dict[int, list[Box]]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = {number: list(_widgets(page, name)) for number, page in enumerate(document.pages)}
    return {number: boxes for number, boxes in found.items() if boxes}


def _widgets(page: pikepdf.Page, name: str) -> Iterator[Box]:
    for widget in page.get("/Annots", pikepdf.Array()):
        if str(widget.get("/T", "")) == name:
            left, bottom, right, top = (float(edge) for edge in widget["/Rect"])
            yield _pixels(left, bottom, right, top, float(page.mediabox[3]))


def _tick_boxes(page: pypdfium2.PdfPage) -> Iterator[Box]:
    height = page.get_height()
    squares = []
    for drawn in page.get_objects():
        left, bottom, right, top = drawn.get_bounds()
        side = right - left
        if TICK_BOX_POINTS[0] < side < TICK_BOX_POINTS[1] and abs(side - (top - bottom)) < 1:
            squares.append(_pixels(left, bottom, right, top, height))
    yield from sorted(squares, key=lambda box: (box[1], box[0]))


def _pixels(left: float, bottom: float, right: float, top: float, height: float) -> Box:
    scale = PIXELS_PER_POINT
    return scale * left, scale * (height - top), scale * right, scale * (height - bottom)


def _tick(draw: ImageDraw.ImageDraw, box: Box, hand: random.Random) -> None:
    left, top, right, bottom = box
    side = right - left
    points = [
        (left + 0.15 * side, top + (0.5 + hand.uniform(-0.1, 0.1)) * side),
        (left + 0.42 * side, bottom - 0.1 * side),
        (right + hand.uniform(0.05, 0.3) * side, top - hand.uniform(0.0, 0.25) * side),
    ]
    draw.line(points, fill=INK, width=4, joint="curve")


def _sign(draw: ImageDraw.ImageDraw, box: Box, hand: random.Random) -> None:
    left, top, right, bottom = box
    width, middle, height = (right - left) * 0.7, (top + bottom) / 2 + 8, (bottom - top) * 0.28
    loops, start = hand.uniform(5, 7), left + 0.12 * (right - left)
    points = []
    for step in range(220):
        along = step / 219
        swing = math.sin(along * loops * math.tau) * (1 - 0.6 * along) + 0.35 * math.sin(along * 23)
        back = math.cos(along * loops * math.tau) * width * 0.035
        points.append((start + along * width + back, middle - swing * height))
    draw.line(points, fill=INK, width=4, joint="curve")


def _through_the_scanner(picture: Image.Image, hand: random.Random) -> bytes:
    skewed = picture.rotate(
        hand.uniform(0.3, 1) * SKEW_DEGREES, resample=Image.Resampling.BICUBIC, fillcolor=WHITE_OF_PAPER
    )
    softened = skewed.filter(ImageFilter.GaussianBlur(0.5))
    grain = Image.effect_noise(softened.size, 14)
    scanned = Image.blend(softened, grain, 0.06).point([min(255, round(level * 1.03)) for level in range(256)])
    out = io.BytesIO()
    scanned.save(out, "JPEG", quality=JPEG_QUALITY, dpi=(SCAN_DPI, SCAN_DPI))
    return out.getvalue()
