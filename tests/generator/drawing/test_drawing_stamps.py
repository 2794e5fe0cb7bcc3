"""What a signature looks like: a small file of its own with its letters inside."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdfium2
import pytest

from generator.stamp import make_stamp
from inconfidence.core.errors import InputInvalid

LINES = ("Sealed by the London Borough of Thornmere", "10 December 2026 at 6:30pm", "Yıldız, Ánh, Щ")


def test_a_stamp_says_its_lines_in_its_size() -> None:
    """One page of the size asked for, whose words another program can read."""
    stamp = make_stamp(LINES, 198.4, 70.9)

    page = pypdfium2.PdfDocument(stamp.content)[0]
    assert page.get_size() == pytest.approx((198.4, 70.9), abs=0.1)
    assert page.get_textpage().get_text_range().splitlines() == list(LINES)


def test_a_stamp_brings_its_fonts() -> None:
    """Laid into a signed file, it must not ask for a font that file does not have."""
    pdf = pikepdf.open(io.BytesIO(make_stamp(LINES, 198.4, 70.9).content))
    fonts = [font for _, font in pdf.pages[0].Resources.Font.items()]

    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.FontDescriptor
        assert b"<0000>" not in font.ToUnicode.read_bytes()


def test_a_stamp_brings_no_letters_but_its_own() -> None:
    """Each signature puts one into the file, so it is kept small; and it tells nothing but what it says."""
    pdf = pikepdf.open(io.BytesIO(make_stamp(LINES, 198.4, 70.9).content))

    meanings = b"".join(font.ToUnicode.read_bytes() for _, font in pdf.pages[0].Resources.Font.items())
    told = {chr(int(code, 16)) for code in re.findall(rb"> <([0-9A-F]{4})>", meanings)}
    assert told == set("".join(LINES))


@pytest.mark.parametrize("size", [(60.0, 20.0), (400.0, 12.0), (30.0, 200.0)])
def test_a_stamp_shrinks_to_fit(size: tuple[float, float]) -> None:
    """However small the box, no word stands outside it."""
    page = pypdfium2.PdfDocument(make_stamp(LINES, *size).content)[0]

    text = page.get_textpage()
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at)
        assert left >= 0 and bottom >= 0 and right <= size[0] and top <= size[1]


def test_a_stamp_says_its_first_line_larger() -> None:
    """Who signed is read first, also when a long line below makes the rest small."""
    long = "Read in English, without an interpreter, and with time to ask whatever there was to ask"

    text = pypdfium2.PdfDocument(make_stamp(("Ánh", long), 227, 57).content)[0].get_textpage()

    assert text.get_charbox(0)[3] - text.get_charbox(0)[1] > 1.5 * (text.get_charbox(5)[3] - text.get_charbox(5)[1])


def test_a_stamp_is_the_same_each_time() -> None:
    """The same lines give the same bytes."""
    assert make_stamp(LINES, 100, 50) == make_stamp(LINES, 100, 50)


def test_a_stamp_with_a_letter_no_font_has_is_refused() -> None:
    """A signer's name is never shown as boxes."""
    with pytest.raises(InputInvalid):
        make_stamp(("ไทย",), 100, 50)
