"""Words in bytes of no known kind, as a stranger's tools would bring them out."""

from __future__ import annotations

import re
import unicodedata
import zlib
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from itertools import groupby

SHORTEST_RUN = 5
"""Fewer letters in a row come about by chance in pictures and fonts."""

MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_BE, "utf-16"), (BOM_UTF16_LE, "utf-16"))
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LETTER = re.compile(r"\w\w\w|(?:\w{1,2}[\s%=&#;.\u00ad\u200b-]{1,4}){2}\w|\w\w\s\w\w")
"""A word, two short ones, or one that is spaced, hidden or encoded letter by letter."""
SIGN = re.compile(r"[^\w\s.,'%=&#;\\/:?+@()\u2022\u00ad\u200b-]")
"""Signs that neither words, dates, links and lists nor their encodings are made of."""
MOST_SIGNS = 0.15
"""Of the letters of a run. Of printable bytes at random, a third are signs."""

ENGLISH = bytes(each if 0x20 < each < 0x7F else ord("_" if each == ord(" ") else " ") for each in range(256))
"""A table that leaves printable letters, puts ``_`` for a space and a space for anything else."""

_BREAKS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd"
"""What ends a run: control codes and what is no letter. The end of a line does not: a word may go on in the next."""
RUN = re.compile(f"[^{_BREAKS}]{{{SHORTEST_RUN},}}")
LAST_OF_TWO_BYTES = "\u06ff"
"""The last letter that is looked for in two bytes each: those from Latin to Arabic. Any bytes are Chinese."""
RUN_OF_TWO_BYTES = re.compile(f"[^{_BREAKS}{chr(ord(LAST_OF_TWO_BYTES) + 1)}-\U0010ffff]{{{SHORTEST_RUN},}}")
LINE_END = re.compile("[\n\r\u2028\u2029]")


def text_of(content: bytes) -> str | None:
    """Return ``content`` as text in the encoding it is in, or nothing when it is no text."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    if CONTROL.search(content):
        return None
    text = _decoded(content, "utf-8")
    return content.decode("cp1252", "replace") if text is None else text


def words_of(content: bytes) -> str:
    """Return the text of ``content``, or, when it is no text, what can be made out in it (one run a line)."""
    text = text_of(content)
    return "\n".join(runs_of(content)) if text is None else text


def runs_of(content: bytes) -> Iterator[str]:
    """Yield the runs of letters in bytes that are something else: one byte a letter, UTF-8, or UTF-16 either way."""
    yield from one_byte_runs(content)
    for start in (0, 1):
        # Read as a whole: what comes before a letter in two bytes does not change how it is read.
        for encoding in ("utf-16-le", "utf-16-be"):
            yield from _in_words(RUN_OF_TWO_BYTES.findall(content[start:].decode(encoding, "replace")))


def one_byte_runs(content: bytes) -> Iterator[str]:
    """Yield the runs of letters of one byte each, and of UTF-8."""
    yield from _in_words(RUN.findall(content.decode("utf-8", "replace")))


def runs_in_pixels(content: bytes) -> Iterator[str]:
    """Yield the runs of English letters: any other letter comes about by chance in every even field of colour."""
    for run in content.translate(ENGLISH).split():
        if len(run) >= SHORTEST_RUN:
            yield from _in_words([run.decode("ascii").replace("_", " ")])


def _in_words(runs: list[str]) -> Iterator[str]:
    """Yield what reads as words: of each run, the lines of words that follow one another as one text."""
    for run in runs:
        if LINE_END.search(run) is None:
            if LETTER.search(run) and _is_mostly_letters(run):
                yield run
            continue
        for is_words, lines in groupby(run.splitlines(), key=_is_mostly_letters):
            text = "\n".join(lines)
            if is_words and len(text) >= SHORTEST_RUN and LETTER.search(text):
                yield text


def _is_mostly_letters(line: str) -> bool:
    """Say whether a line is made of letters and numbers: what comes about by chance has signs in between."""
    plain = line if line.isascii() else unicodedata.normalize("NFKC", line)
    return len(SIGN.findall(plain)) <= MOST_SIGNS * len(line)


def inflated(content: bytes, most: int) -> tuple[bytes, bytes]:
    """Return a zlib stream unpacked, at most ``most`` bytes and one of it, and the bytes that follow it.

    Raises:
        zlib.error: when it is none, or is damaged or cut off.
    """
    engine = zlib.decompressobj()
    unpacked = engine.decompress(content, most + 1)
    if content and not engine.eof and len(unpacked) <= most:
        raise zlib.error("cut off")
    return unpacked, engine.unused_data


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
