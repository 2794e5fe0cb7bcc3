"""What is drawn within a line: pictures, tick boxes, barcodes."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

from PIL import Image

from generator.html.markup import Html, element, joined, shown
from generator.layout.barcode import BAR_HEIGHT, code_128
from generator.pictures import bare_picture
from inconfidence.core.blocks import Barcode, Picture, TickBox
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

KINDS = {"PNG": "image/png", "JPEG": "image/jpeg"}
PIXELS_PER_POINT = 4 / 3
TICKED = {True: "Ticked", False: "Not ticked"}
ANY_WIDTH = 100_000.0


def picture_html(picture: Picture) -> Html:
    """Return a picture with what it tells those who do not see it; it brings nothing a camera or program wrote.

    Raises:
        InputInvalid: when it is neither PNG nor JPEG, or damaged.
    """
    kind = KINDS[_format(picture.content)]
    data = b64encode(bare_picture(picture.content)).decode("ascii")
    width, height = (f"{max(1, round(length * PIXELS_PER_POINT))}" for length in (picture.width, picture.height))
    return element("img", src=f"data:{kind};base64,{data}", alt=shown(picture.alt), width=width, height=height)


def tick_html(box: TickBox) -> Html:
    """Return a drawn square, crossed when ticked."""
    square = element("rect", x="1", y="1", width="18", height="18")
    cross = element("path", d="M5 5L15 15M15 5L5 15") if box.ticked else Html("")
    return element("svg", square, cross, class_="tick", viewBox="0 0 20 20", role="img", aria_label=TICKED[box.ticked])


def barcode_html(barcode: Barcode) -> Html:
    """Return the bars of a value, and the value under them.

    Raises:
        InputInvalid: for a value Code 128 cannot hold.
    """
    code = code_128(barcode.value, ANY_WIDTH, barcode.size)
    height = f"{BAR_HEIGHT:g}"
    bars = (element("rect", x=f"{at:g}", y="0", width=f"{width:g}", height=height) for at, width in code.bars)
    drawn = element(
        "svg",
        *bars,
        class_="barcode",
        viewBox=f"0 0 {code.width:g} {height}",
        width=f"{round(code.width * PIXELS_PER_POINT)}",
        role="img",
        aria_label=f"Barcode of {code.value}",
    )
    return joined(drawn, " ", element("span", shown(code.value), class_="value"))


def _format(content: bytes) -> str:
    try:
        with Image.open(BytesIO(content)) as picture:
            picture.load()
            kind = picture.format or ""
    except (OSError, SyntaxError, Image.DecompressionBombError) as unreadable:
        raise _refused() from unreadable
    if kind not in KINDS:
        raise _refused()
    return kind


def _refused() -> InputInvalid:
    problem = Problem("picture", "not-a-picture", "A picture cannot be read.", "Use a PNG or JPEG picture.")
    return InputInvalid("The paper holds a picture that cannot be drawn.", [problem])
