"""Pictures in the file: their own pixels on white, each once, however often it is drawn."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from sheets import drawn, opened, paper, para

from generator.preflight import preflight
from inconfidence.core.blocks import PageBreak, Picture


def picture(mode: str, colour: int | tuple[int, ...], kind: str = "PNG") -> bytes:
    """A picture of one colour and an odd size."""
    kept = io.BytesIO()
    Image.new(mode, (31, 17), colour).save(kept, kind)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (picture("RGB", (200, 10, 30)), (200, 10, 30)),
        (picture("L", 77), 77),
        (picture("RGBA", (0, 0, 0, 0)), (255, 255, 255)),
        (picture("RGBA", (200, 10, 30, 255)), (200, 10, 30)),
    ],
)
def test_a_picture_keeps_its_pixels(content: bytes, seen: int | tuple[int, ...]) -> None:
    """Grey stays grey; where a picture is transparent there is white."""
    file = opened(drawn(paper(para((Picture(content, 60, 30, "A plan"),)))))
    (image,) = (pikepdf.PdfImage(each).as_pil_image() for each in file.pages[0].Resources.XObject.values())

    assert image.size == (31, 17)
    assert {image.getpixel((x, y)) for x in range(31) for y in range(17)} == {seen}


def test_a_picture_on_two_pages_is_in_the_file_once() -> None:
    """And both pages show it, large and small."""
    plan = picture("RGB", (200, 10, 30))
    what = paper(para((Picture(plan, 60, 30, "A plan"),)), PageBreak(), para((Picture(plan, 30, 15, "A plan"),)))
    marked = drawn(what)
    file = opened(marked)

    first, second = (page.Resources.XObject for page in file.pages)
    assert list(first.keys()) == list(second.keys())
    assert sum(each.get("/Subtype") == "/Image" for each in file.objects if isinstance(each, pikepdf.Stream)) == 1
    assert preflight(marked).page_count == 2


def test_a_page_lists_only_the_pictures_it_draws() -> None:
    """A page without pictures has none among its resources."""
    what = paper(para((Picture(picture("L", 9), 60, 30, "A plan"),)), PageBreak(), para("x"))
    file = opened(drawn(what))

    assert ["/XObject" in page.Resources for page in file.pages] == [True, False]
