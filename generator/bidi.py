"""Which way words run: the Unicode bidirectional algorithm (UAX 9) for text without explicit directional codes.

Those codes (embeddings, overrides, isolates) can make a name look like another one and are refused where letters are
checked (``generator.layout.letters``), so rules X1 to X10 have nothing to do. What is left is W1-W7, N0-N2, I1, I2
and L1, L2. The libraries for Python tell no levels or know no brackets (N0); tests compare this with one of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LEFT_TO_RIGHT, RIGHT_TO_LEFT = 0, 1

# Hebrew, Arabic and their presentation forms; the other right-to-left scripts have no font here.
RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc]")

NEUTRAL = frozenset(("B", "S", "WS", "ON"))
NUMBERS = frozenset(("EN", "AN"))


def _pairs() -> dict[str, str]:
    # The pairs of BidiBrackets.txt that stand in our fonts: in Unicode a bracket and its partner are named alike.
    pairs = {}
    for code in (*range(0x20, 0x3040), *range(0xFF00, 0xFF60)):
        letter = chr(code)
        name = unicodedata.name(letter, "")
        if unicodedata.category(letter) == "Ps" and unicodedata.mirrored(letter) and "LEFT" in name:
            try:
                pairs[letter] = unicodedata.lookup(name.replace("LEFT", "RIGHT"))
            except KeyError:
                continue
    return pairs


CLOSING_OF = _pairs()
CLOSING = frozenset(CLOSING_OF.values())
DEEPEST = 63
"""Brackets open at once; a reader gives up pairing where there are more (BD16)."""


def runs_right_to_left(words: str) -> bool:
    """Say whether words hold letters that run from right to left."""
    return not words.isascii() and RIGHT.search(words) is not None


def base_level(words: str) -> int:
    """Return 1 where all letters of a paragraph run from right to left, otherwise 0: our papers are English."""
    if not runs_right_to_left(words):
        return LEFT_TO_RIGHT
    kinds = set(map(unicodedata.bidirectional, words))
    return RIGHT_TO_LEFT if kinds & {"R", "AL"} and "L" not in kinds else LEFT_TO_RIGHT


def levels(words: str, base: int) -> bytes:
    """Return the level of each character of a paragraph: even ones run to the right, odd ones to the left."""
    if base == LEFT_TO_RIGHT and not runs_right_to_left(words):
        return bytes(len(words))
    kinds = [unicodedata.bidirectional(letter) or "L" for letter in words]
    whole = list(kinds)
    outer = "R" if base else "L"
    _weak(kinds, outer)
    _brackets(words, kinds, whole, outer)
    _neutral(kinds, outer)
    found = bytearray(map(lambda kind: _level(kind, base), kinds))
    _separators(found, whole, base)
    return bytes(found)


def visual_order(depths: Sequence[int]) -> list[int]:
    """Return the places of units in the order they stand from left to right (L2)."""
    order = list(range(len(depths)))
    for depth in range(max(depths, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and depths[order[end]] >= depth:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return order


def _weak(kinds: list[str], outer: str) -> None:
    _marks_and_numbers(kinds, outer)
    _number_separators(kinds)
    _number_signs(kinds)
    strong = outer
    for at, kind in enumerate(kinds):
        if kind in ("ES", "ET", "CS", "BN"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"


def _marks_and_numbers(kinds: list[str], outer: str) -> None:
    # W1 to W3: a mark is as its letter, a number after an Arabic letter is an Arabic one, Arabic letters are R.
    before, strong = outer, outer
    for at, kind in enumerate(kinds):
        if kind in ("NSM", "BN"):
            kind = kinds[at] = before if kind == "NSM" else kind
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        before = kinds[at]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _number_separators(kinds: list[str]) -> None:
    # W4: one separator between two numbers of one kind.
    for at in range(1, len(kinds) - 1):
        before, kind, after = kinds[at - 1 : at + 2]
        if before == after and ((kind == "ES" and after == "EN") or (kind == "CS" and after in NUMBERS)):
            kinds[at] = after


def _number_signs(kinds: list[str]) -> None:
    # W5: signs of currency and the like, before or after a number.
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        beside = kinds[at - 1 : at] + kinds[end : end + 1]
        if end > at and "EN" in beside:
            kinds[at:end] = ["EN"] * (end - at)
        at = end + 1


def _brackets(words: str, kinds: list[str], whole: list[str], outer: str) -> None:
    for opening, closing in _bracket_pairs(words, kinds):
        inside = {_direction(kind) for kind in kinds[opening + 1 : closing]}
        if outer in inside:
            chosen = outer
        elif inside & {"L", "R"}:
            other = "L" if outer == "R" else "R"
            chosen = other if _strong_before(kinds, opening, outer) == other else outer
        else:
            continue
        for at in (opening, closing):
            kinds[at] = chosen
            follow = at + 1
            while follow < len(whole) and whole[follow] == "NSM":
                kinds[follow] = chosen
                follow += 1


def _bracket_pairs(words: str, kinds: list[str]) -> list[tuple[int, int]]:
    pairs, open_ones = [], list[tuple[str, int]]()
    for at, letter in enumerate(words):
        if kinds[at] != "ON":
            continue
        if letter in CLOSING_OF:
            if len(open_ones) == DEEPEST:
                return []
            open_ones.append((CLOSING_OF[letter], at))
        elif letter in CLOSING:
            found = next((place for place in reversed(range(len(open_ones))) if open_ones[place][0] == letter), None)
            if found is not None:
                pairs.append((open_ones[found][1], at))
                del open_ones[found:]
    return sorted(pairs)


def _direction(kind: str) -> str:
    return "R" if kind in NUMBERS else kind


def _strong_before(kinds: list[str], at: int, outer: str) -> str:
    return next((_direction(kind) for kind in reversed(kinds[:at]) if kind not in NEUTRAL), outer)


def _neutral(kinds: list[str], outer: str) -> None:
    # N1, N2: what lies between two of one direction goes with them, anything else with the paragraph.
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] in NEUTRAL:
            end += 1
        if end > at:
            before = _direction(kinds[at - 1]) if at else outer
            after = _direction(kinds[end]) if end < len(kinds) else outer
            kinds[at:end] = [before if before == after else outer] * (end - at)
        at = end + 1


def _level(kind: str, base: int) -> int:
    if base % 2:
        return base if kind == "R" else base + 1
    return base + {"L": 0, "R": 1}.get(kind, 2)


def _separators(found: bytearray, whole: list[str], base: int) -> None:
    # L1, as far as it can be known before lines are broken.
    trailing = True
    for at in reversed(range(len(whole))):
        if whole[at] in ("S", "B"):
            found[at], trailing = base, True
        elif trailing and whole[at] in ("WS", "BN"):
            found[at] = base
        else:
            trailing = False
