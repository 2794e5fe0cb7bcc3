"""A TrueType program as small as a file can do with: outlines and measures, without hints, names and rules.

ISO 32000-1, 9.9 asks a simple TrueType font's program for ``glyf``, ``head``, ``hhea``, ``hmtx``, ``loca``, ``maxp``
and a ``cmap``; ``cvt``, ``fpgm`` and ``prep`` only serve hints, which are most of a cut of a few letters.
"""

from __future__ import annotations

from typing import Final

import uharfbuzz

KEPT_TABLES: Final = frozenset(("head", "hhea", "hmtx", "maxp", "loca", "glyf"))
"""What glyphs need that are placed already."""
CODES: Final = "cmap"


def without_hints(program: bytes) -> bytes:
    """Return a program with the same glyphs under the same numbers and codes, and no hint or name."""
    face = uharfbuzz.Face(uharfbuzz.Blob(program))
    wanted = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.RETAIN_GIDS
    wanted.glyph_set.update(range(face.glyph_count))
    wanted.unicode_set.clear()
    wanted.no_subset_table_tag_set.update({tag(CODES)})
    wanted.drop_table_tag_set.update(map(tag, set(face.table_tags) - KEPT_TABLES - {CODES}))
    content: bytes = uharfbuzz.SubsetPlan(face, wanted).execute().blob.data
    return content


def tag(table: str) -> int:
    """Return a table's name as the number HarfBuzz knows it by."""
    return int.from_bytes(table.encode("ascii"), "big")
