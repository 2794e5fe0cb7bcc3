"""Text inside text: what a passage says once its escapes and encodings are undone.

Metadata, links and program text carry words percent-encoded, as HTML entities, as quoted-printable, as base64, as
hexadecimal, or as UTF-16 with a zero byte beside each letter.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);")
ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0-3][0-7]{2})")
QUOTED = re.compile(r"=[0-9A-F]{2}|=\r?\n")
BASE64 = re.compile(r"[A-Za-z0-9+/_-][A-Za-z0-9+/_-]{5,}(?:\r?\n[A-Za-z0-9+/_-]+)*={0,2}")
HEX_DIGIT = "[0-9A-Fa-f]"
HEXADECIMAL = re.compile(
    rf"{HEX_DIGIT}(?<!{HEX_DIGIT}.){HEX_DIGIT}(?:{HEX_DIGIT}{{2}}){{4,}}(?!{HEX_DIGIT})", re.DOTALL
)
HEXADECIMAL_APART = re.compile(
    rf"{HEX_DIGIT}{HEX_DIGIT}[ \n:](?:{HEX_DIGIT}{{2}}[ \n:]){{3,}}{HEX_DIGIT}{{2}}(?!{HEX_DIGIT})"
)
"""Each begins with a letter it may begin with, and looks back from there: the search passes over all others."""
DIVIDED = re.compile(r"[-\u2010\u2011](?<=[^\W\d_].) +(?=[^\W\d_])", re.DOTALL)
"""A word divided at the end of a line, where the end of a line has become a blank, as in the attributes of mark-up."""
SHORTEST_CODE = 6
STEPS = re.compile("[/_-]+")
MIXED = re.compile("[a-z0-9][A-Z]")
"""What no ordinary word has: a capital behind a small letter or a digit."""
URL_SAFE = str.maketrans("-_", "+/")
ENDS_OF_ALPHABETS = {"utf-8": "\U0010ffff", "utf-16-be": "\u2e80", "utf-16-le": "\u2e80"}
"""Read as UTF-16, any bytes are Chinese: there only what lies before those characters counts as words."""
SHARE_OF_LETTERS = 0.6
"""Bytes read by mistake are mostly signs and strange letters; words are mostly letters and blanks."""


def unwrapped(text: str) -> Iterator[str]:
    """Yield every other reading of ``text``: each decoded form that makes words."""
    readings = [text]
    for pattern, undo in ESCAPES:
        if pattern.search(readings[-1]):
            readings.append(undo(readings[-1]))
    yield from readings[1:]
    if DIVIDED.search(readings[-1]):
        yield DIVIDED.sub("", readings[-1])
    # "=" at the end of a line may be an escape or the end of a code: each reading is searched for codes.
    codes = dict.fromkeys((undo, code) for plain in readings for undo, code in _codes_in(plain))
    found = [words for undo, code in codes for each in _whole_and_parts(code) for words in undo(each)]
    if found:
        yield "\n".join(dict.fromkeys(found))


def _codes_in(text: str) -> Iterator[tuple[Callable[[str], Iterator[str]], str]]:
    # An ordinary word, of which no part is base64 either, is passed over first of all: nearly all are.
    if MIXED.search(text):
        yield from ((_of_base64, each[0]) for each in BASE64.finditer(text) if MIXED.search(each[0]))
    for pattern in (HEXADECIMAL, HEXADECIMAL_APART):
        yield from ((_of_hexadecimal, each[0]) for each in pattern.finditer(text))


def _whole_and_parts(code: str) -> Iterator[str]:
    """Yield a code over several lines as one, and each line: the lines may be codes that only stand together.

    The signs of base64 also stand between the steps of a path and the parts of a file's name.
    """
    yield code
    lines = code.split()
    if len(lines) > 1:
        yield from lines
    yield from (part for line in lines for part in STEPS.split(line) if SHORTEST_CODE <= len(part) < len(line))


def _of_quoted(text: str) -> str:
    return quopri.decodestring(text.encode("utf-8", "replace")).decode("utf-8", "replace")


def _of_escape(text: str) -> str:
    return ESCAPE.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    code = found[0][1:]
    return chr(int(code[1:], 16)) if code[0] in "ux" else chr(int(code, 8))


def _of_base64(text: str) -> Iterator[str]:
    if MIXED.search(text) is None:
        return
    plain = re.sub(r"\s|=", "", text).translate(URL_SAFE)
    try:
        yield from _words(base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + "=" * (-len(plain) % 4)))
    except binascii.Error:
        return


def _of_hexadecimal(text: str) -> Iterator[str]:
    digits = re.sub(r"[\s:]", "", text)
    yield from _words(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _words(content: bytes) -> Iterator[str]:
    for encoding, ends in ENDS_OF_ALPHABETS.items():
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        sense = sum(each < ends and (each.isalnum() or each.isspace()) for each in words)
        if sense >= SHARE_OF_LETTERS * max(len(words), 1):
            yield words


ESCAPES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (PERCENT, unquote),
    (ENTITY, html.unescape),
    (ESCAPE, _of_escape),
    (QUOTED, _of_quoted),
)
