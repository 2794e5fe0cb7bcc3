"""PDF values as we write them (ISO 32000-1, 7.3), parsed strictly: what is not understood is a fault."""

from __future__ import annotations

import re
from typing import Any

from generator.strict.kinds import Fault, Name, Ref

_TOKEN = re.compile(
    rb"\s*(?:\[(?P<numbers>(?:[+-]?\d*\.?\d+\s*)*+)\]|\[(?P<references>(?:\d+ 0 R\s*)++)\]"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])|/(?P<name>[^\s/<>\[\]()%]+)|<(?P<hex>[0-9A-Fa-f]*)>"
    rb"|\((?P<text>(?:[^\\()]|\\.)*+)\)|(?P<reference>\d+) 0 R(?![^\s/<>\[\]()])"
    rb"|(?P<number>[+-]?\d*\.?\d+)(?![^\s/<>\[\]()])|(?P<word>true|false|null)(?![^\s/<>\[\]()]))",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_SHORT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_WORDS = {b"true": True, b"false": False, b"null": None}
BOM = b"\xfe\xff"
DEEPEST = 40


def value_of(source: bytes) -> Any:
    """Return the one value that ``source`` is: dict, list, Name, Ref, bytes, float, bool or None.

    Raises:
        Fault: for anything else, or anything after it.
    """
    holders: list[Any] = [[]]
    at, end = 0, len(source.rstrip())
    while at < end:
        found = _TOKEN.match(source, at)
        if found is None:
            raise Fault("syntax", "an object is not written as ours are")
        at = found.end()
        _take(found, holders)
        if len(holders) > DEEPEST:
            raise Fault("syntax", "an object is nested too deeply")
    if len(holders) != 1 or len(holders[0]) != 1:
        raise Fault("syntax", "an object is not one whole value")
    return holders[0][0]


def _take(found: re.Match[bytes], holders: list[Any]) -> None:
    kind = found.lastgroup
    if kind == "open":
        holders.append([] if found[kind] == b"[" else [Name])
    elif kind == "close":
        _close(found["close"], holders)
    elif kind is not None:
        holders[-1].append(_SCALARS[kind](found[kind]))


def _close(sign: bytes, holders: list[Any]) -> None:
    inside = holders.pop()
    is_dict = bool(inside) and inside[0] is Name
    if is_dict != (sign == b">>") or not holders:
        raise Fault("syntax", "the brackets of an object do not match")
    holders[-1].append(_dict(inside[1:]) if is_dict else inside)


def _dict(entries: list[Any]) -> dict[str, Any]:
    keys = entries[::2]
    if len(entries) % 2 or not all(isinstance(key, Name) for key in keys) or len(set(keys)) != len(keys):
        raise Fault("syntax", "a dictionary has a key that is none, or twice")
    return dict(zip(keys, entries[1::2], strict=True))


def unescaped(text: bytes) -> bytes:
    """Return what a string in round brackets stands for (ISO 32000-1, 7.3.4.2)."""
    if b"\\" not in text:
        return text
    return _ESCAPE.sub(lambda each: _escape(each[1]), text)


def _escape(code: bytes) -> bytes:
    return bytes([int(code, 8)]) if len(code) > 1 else _SHORT.get(code, code)


def text_of(value: Any) -> str:
    """Return a text string: UTF-16 behind its mark, ASCII otherwise.

    Raises:
        Fault: when it is no string.
    """
    if not isinstance(value, bytes):
        raise Fault("syntax", "a text is no string")
    return value[2:].decode("utf-16-be", "replace") if value.startswith(BOM) else value.decode("latin-1")


_SCALARS: dict[str, Any] = {
    # Whole lists of numbers (widths) and of references (the parent tree) are most of a file.
    "numbers": lambda each: list(map(float, each.split())),
    "references": lambda each: [Ref(int(number)) for number in each.split()[::3]],
    "name": lambda each: Name(each.decode("latin-1")),
    "hex": lambda each: bytes.fromhex(each.decode("ascii")),
    "text": unescaped,
    "reference": lambda each: Ref(int(each)),
    "number": float,
    "word": _WORDS.__getitem__,
}
