"""Fonts for glyphs in a file: composite fonts (ISO 32000-1, 9.7) whose codes stand for a glyph and its letters.

A code is made for each glyph and the letters it stood for where it was drawn: one shape may be two letters'
(the Arabic and the Persian yeh inside a word), and is then under two codes, so that what is copied is what was typed.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import uharfbuzz

from generator.bare_fonts import KEPT_TABLES, tag
from generator.pdf.syntax import packed_stream
from generator.reportlab_details import CMAP_BLOCK
from generator.script_fonts import ScriptFont
from generator.shaping import Glyph

SYMBOLIC = 4
TAG_LETTERS = 6

OUTER = b"<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%s] /ToUnicode %s>>"
INNER = (
    b"<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /FontDescriptor %s /CIDToGIDMap %s /DW 0 /W [1 [%s]] "
    b"/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>>>"
)
DESCRIPTOR = (
    b"<</Type /FontDescriptor /FontName /%s /Flags %d /FontBBox [-1000 %d 3000 %d] /ItalicAngle 0 "
    b"/Ascent %d /Descent %d /CapHeight 714 /StemV 80 /FontFile2 %s>>"
)


class GlyphFont:
    """The glyphs of one font that one document draws."""

    def __init__(self, font: ScriptFont, name: str) -> None:
        self._font = font
        self._codes: dict[tuple[int, str], int] = {}
        self.name = f"/{name}"

    def _code(self, glyph: Glyph) -> int:
        """Return the code that shows a glyph; never 0, which is the glyph of what is missing."""
        return self._codes.setdefault((glyph.number, glyph.letters), len(self._codes) + 1)

    def shown(self, glyphs: Sequence[Glyph], size: float, stretch: float) -> str:
        """Return the operators that show glyphs from left to right, each lifted and moved as its run says.

        ``stretch`` is added to every space: points, as ``size`` is.
        """
        lines: list[str] = []
        line: list[str] = []
        shift, lifted = 0.0, 0.0
        for glyph in glyphs:
            if glyph.up != lifted:
                lines += [f"[{' '.join(line)}] TJ"] if line else []
                lines.append(f"{glyph.up * size / 1000:.3f} Ts")
                line, lifted = [], glyph.up
            if shift != glyph.right:
                line.append(f"{shift - glyph.right:.4g}")
            line.append(f"<{self._code(glyph):04X}>")
            shift = glyph.right + self._font.shaper.get_glyph_h_advance(glyph.number) - glyph.advance
            shift -= stretch * 1000 / size if glyph.letters == " " else 0.0
        lines.append(f"[{' '.join(line)}] TJ")
        return " ".join([*lines, "0 Ts"] if lifted else lines)

    def written(self, document: Any) -> dict[str, bytes]:
        """Put the font into the file, and return the reference to it by its name."""
        content, places = _program(self._font, {number for number, _ in self._codes})
        pairs = [(code, number, letters) for (number, letters), code in self._codes.items()]
        name = f"{_tag(content, pairs)}+{self._font.name}".encode("ascii")
        file = document.add(_packed({"Length1": b"%d" % len(content)}, content))
        shown = b"".join(places[number].to_bytes(2, "big") for _, number, _ in pairs)
        widths = b" ".join(b"%g" % self._font.shaper.get_glyph_h_advance(number) for _, number, _ in pairs)
        descriptor = document.add(_descriptor(self._font, name, file))
        glyphs = document.add(_packed({}, b"\0\0" + shown))
        meaning = document.add(_packed({}, to_unicode(name, self._meanings(document))))
        inner = document.add(INNER % (name, descriptor, glyphs, widths))
        return {self.name[1:]: document.add(OUTER % (name, inner, meaning))}

    def _meanings(self, document: Any) -> list[tuple[int, str]]:
        told = [(code, letters) for (_, letters), code in self._codes.items()]
        # page-validation 0.11 looks for the codes of all composite fonts of a page in each of their maps.
        most = max(len(font._codes) for font in document.fonts.values() if isinstance(font, GlyphFont))
        return told + [(code, " ") for code in range(len(told) + 1, most + 1)]


def glyph_font(font: ScriptFont, document: Any) -> GlyphFont:
    """Return a font's glyphs in a file (``generator.pdf.file``); they live and go with it."""
    kept: dict[Any, Any] = document.fonts
    if font not in kept:
        kept[font] = GlyphFont(font, f"G{len(kept) + 1}")
    glyphs: GlyphFont = kept[font]
    return glyphs


def to_unicode(name: bytes, pairs: Iterable[tuple[int, str]]) -> bytes:
    """Return the ToUnicode map of codes of two bytes: the letters each stands for."""
    listed = [b"<%04X> <%s>" % (code, letters.encode("utf-16-be").hex().upper().encode()) for code, letters in pairs]
    lines = [
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        b"/CMapName /%s def /CMapType 2 def" % name,
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for start in range(0, len(listed), CMAP_BLOCK):
        block = listed[start : start + CMAP_BLOCK]
        lines += [b"%d beginbfchar" % len(block), *block, b"endbfchar"]
    lines.append(b"endcmap CMapName currentdict /CMap defineresource pop end end")
    return b"\n".join(lines)


def _program(font: ScriptFont, numbers: set[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font file with these glyphs, and where each stands in it."""
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.glyph_set.update(numbers | {0})
    wanted.unicode_set.clear()
    wanted.layout_feature_tag_set.clear()
    face = font.shaper.face
    dropped = set(face.table_tags) - KEPT_TABLES
    wanted.drop_table_tag_set.update(map(tag, dropped))
    plan = uharfbuzz.SubsetPlan(face, wanted)
    content: bytes = plan.execute().blob.data
    return content, dict(plan.old_to_new_glyph_mapping)


def _packed(entries: dict[str, bytes], content: bytes) -> bytes:
    return packed_stream(entries, content, zlib.Z_BEST_COMPRESSION)


def _tag(content: bytes, pairs: object) -> str:
    digest = hashlib.sha256(content + repr(pairs).encode()).digest()
    return "".join(chr(ord("A") + each % 26) for each in digest[:TAG_LETTERS])


def _descriptor(font: ScriptFont, name: bytes, file: bytes) -> bytes:
    extents = font.shaper.get_font_extents("ltr")
    low, high = extents.descender, extents.ascender
    return DESCRIPTOR % (name, SYMBOLIC, low, high, high, low, file)
