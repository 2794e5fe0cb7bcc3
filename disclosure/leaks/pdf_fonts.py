"""What a PDF's fonts still say: letters a subset holds though no page shows them, and words in font files.

A subset names, by its ToUnicode table, the letters it was made for. One made before words were taken out tells which
letters were in them; a table may also map one code to a whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from disclosure.leaks.letters import words_of

MAPPING = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
COMMENT = re.compile(rb"%[^\r\n]*")
FONTS_KEPT, LARGEST_KEPT = 16, 65_536
"""Streams whose reading is kept, and bytes of the largest of them: two faces, each a program and its table."""

Reading = Callable[[bytes], tuple[str, ...]]


def kept(read: Reading) -> Reading:
    """Return ``read`` as it keeps what it read last: the fonts of our own papers are the same bytes in every paper."""
    keeping = lru_cache(FONTS_KEPT)(read)
    return lambda content: keeping(content) if len(content) <= LARGEST_KEPT else read(content)


def is_mapping(content: bytes) -> bool:
    """Say whether a stream is a ToUnicode table."""
    return b"begincmap" in content or b"beginbf" in content


@kept
def mapped_words(content: bytes) -> tuple[str, ...]:
    """Return what the codes of a font stand for, in the table's order, and the comments in the table."""
    return (*_mapped(content), *(words_of(each) for each in COMMENT.findall(content)))


def leftovers(mapped: set[str], shown: set[str]) -> Iterator[str]:
    """Yield the single letters no page shows, in one line, and then every longer text."""
    yield "".join(sorted(each for each in mapped if len(each) == 1 and each not in shown and each.isprintable()))
    yield from sorted(each for each in mapped if len(each) > 1)


def _unicode(digits: bytes) -> str:
    code = bytes.fromhex(digits.decode("ascii"))
    return code.decode("utf-16-be", "replace")


def _mapped(content: bytes) -> Iterator[str]:
    for kind, table in MAPPING.findall(content):
        texts = HEX.findall(table)
        # Pairs are code and text; a range is first code, last code and text, or a list of texts.
        meant = texts[1::2] if kind == b"bfchar" else texts[2::3] if b"[" not in table else texts
        yield from map(_unicode, meant)
