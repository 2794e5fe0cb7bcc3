"""Numbers of lists, counted while reading (17.9): what Word prints before each numbered paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any, Literal

from generator.word.markup import Element, MalformedWord, W, is_on, value, whole
from generator.word.properties import paragraph_properties
from generator.word.styles import Styles

LEVELS = 9
LINKS_MAX = 10
LABEL_MAX = 200
"""Characters of a label as it is described: it is printed before every item."""
NUMBER_MAX = 32_767
"""Word's own greatest number in a list."""

PLACE = re.compile(r"%([1-9])")
BULLET, DASH = "\u2022", "\u2013"
# Bullets that stand in fonts of pictures, as characters Noto Sans has: Symbol's dot, Wingdings' squares and arrow,
# and the letter o of Courier New that Word uses as a ring.
BULLETS = {
    "\uf0b7": BULLET,
    "\uf0a7": BULLET,
    "\uf06e": BULLET,
    "\uf0d8": "\u2023",
    "\u25aa": BULLET,
    "\u25cf": BULLET,
}
RINGS = frozenset({"o", "\u25e6", "\u25cb"})

_ALIGN: dict[str, Literal["left", "right", "center"]] = {"right": "right", "end": "right", "center": "center"}
_FOLLOW: dict[str, Literal["tab", "space", "nothing"]] = {"space": "space", "nothing": "nothing"}

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_UNITS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _letters(count: int) -> str:
    """Return a to z, then aa to zz: Word repeats the letter."""
    times, index = divmod(count - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _roman(count: int) -> str:
    words = ""
    for worth, sign in _ROMAN + _ROMAN_UNITS:
        times, count = divmod(count, worth)
        words += sign * times
    return words


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
    "none": lambda count: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, its words with ``%1`` for numbers, and how its paragraphs stand."""

    format: str
    words: str
    start: int
    restart: int | None
    plain: bool
    paragraph: dict[str, Any]
    run: Element | None
    align: Literal["left", "right", "center"] = "left"
    follow: Literal["tab", "space", "nothing"] = "tab"

    @property
    def ordered(self) -> bool:
        """Say whether the level counts."""
        return self.format not in {"bullet", "none"}


class Numbering:
    """The lists of one file, and how far each has counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = _by_id(root, "abstractNum", "abstractNumId")
        self._lists = _by_id(root, "num", "numId")
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self.counted = 0
        self._begun: set[tuple[str, int]] = set()
        # Looked up for every paragraph, so that each is searched for once.
        self._abstract_ids: dict[str, str] = {}
        self._styled: dict[tuple[str, str], int] = {}
        self._starts: dict[tuple[str, int], int | None] = {}

    def afresh(self) -> Numbering:
        """Return the same lists, nothing counted yet."""
        fresh = copy(self)
        fresh._counts, fresh._begun, fresh.counted = {}, set(), 0
        return fresh

    def noted(self) -> Numbering:
        """Return how far each list has counted, to ``go_back`` to."""
        note = copy(self)
        note._counts = {key: dict(counts) for key, counts in self._counts.items()}
        note._begun = set(self._begun)
        return note

    def go_back(self, note: Numbering) -> None:
        """Forget what was counted since."""
        self._counts, self._begun, self.counted = note._counts, note._begun, note.counted

    def level(self, list_id: str, index: int) -> Level | None:
        """Return a level of a list, None when the file does not describe it."""
        key = (list_id, index)
        if key not in self._levels:
            self._levels[key] = self._read_level(list_id, index) if 0 <= index < LEVELS else None
        return self._levels[key]

    def level_of_style(self, list_id: str, style_id: str) -> int:
        """Return the level that a list links to a paragraph style, the first when to none."""
        key = (list_id, style_id)
        if key not in self._styled:
            named = (level for level in self._described(list_id) if value(level, "pStyle") == style_id)
            found = next(named, None)
            self._styled[key] = 0 if found is None else whole(found.get(W + "ilvl"))
        return self._styled[key]

    def is_strange(self, list_id: str, index: int) -> bool:
        """Say whether a level, or one whose number it prints, counts in a way that is not in ``FORMATS``."""
        upper = [self.level(list_id, one) for one in range(index + 1)]
        return any(level is not None and level.format not in FORMATS and level.format != "bullet" for level in upper)

    def next_label(self, list_id: str, index: int) -> str:
        """Count one more paragraph at a level that is not strange, and return the words of its label."""
        level = self.level(list_id, index)
        if level is None:
            return ""
        if level.format == "bullet":
            return _bullet(level)
        counts = self._counted(list_id, index, level)
        return PLACE.sub(lambda found: self._printed(list_id, int(found[1]) - 1, counts, level.plain), level.words)

    def _printed(self, list_id: str, index: int, counts: dict[int, int], plain: bool) -> str:
        level = self.level(list_id, index)
        if level is None:
            return ""
        count = min(counts.get(index, level.start), NUMBER_MAX)
        # The number of a bullet is nothing.
        return FORMATS["decimal" if plain else level.format.replace("bullet", "none")](count)

    def _counted(self, list_id: str, index: int, level: Level) -> dict[int, int]:
        self.counted += 1
        counts = self._counts.setdefault(self._abstract_id(list_id), {})
        fresh = self._start_override(list_id, index) is not None and (list_id, index) not in self._begun
        self._begun.add((list_id, index))
        counts[index] = level.start if fresh or index not in counts else counts[index] + 1
        for deeper in [other for other in counts if other > index]:
            below = self.level(list_id, deeper)
            # No rule: every higher level starts it again. 0: none does. n: levels 1 to n do.
            if below is None or below.restart is None or index < below.restart:
                del counts[deeper]
        return counts

    def _read_level(self, list_id: str, index: int) -> Level | None:
        elements = {whole(level.get(W + "ilvl")): level for level in self._described(list_id)}
        element = elements.get(index)
        if element is None:
            return None
        restart = value(element, "lvlRestart")
        override = self._start_override(list_id, index)
        return Level(
            format=value(element, "numFmt") or "decimal",
            words=_label_words(element),
            start=whole(value(element, "start")) if override is None else override,
            restart=None if restart is None else whole(restart),
            plain=is_on(element.find(W + "isLgl")),
            paragraph=paragraph_properties(element.find(W + "pPr")),
            run=element.find(W + "rPr"),
            align=_ALIGN.get(value(element, "lvlJc") or "", "left"),
            follow=_FOLLOW.get(value(element, "suff") or "", "tab"),
        )

    def _described(self, list_id: str) -> Iterable[Element]:
        """Give the levels of a list: the common ones, then those it has for itself."""
        abstract = self._abstract.get(self._abstract_id(list_id))
        yield from () if abstract is None else abstract.findall(W + "lvl")
        yield from self._overrides(list_id, "lvlOverride/" + W + "lvl")

    def _start_override(self, list_id: str, index: int) -> int | None:
        key = (list_id, index)
        if key not in self._starts:
            self._starts[key] = self._read_start(list_id, index)
        return self._starts[key]

    def _read_start(self, list_id: str, index: int) -> int | None:
        for override in self._overrides(list_id, "lvlOverride"):
            start = value(override, "startOverride")
            if whole(override.get(W + "ilvl")) == index and start is not None:
                return whole(start)
        return None

    def _overrides(self, list_id: str, path: str) -> list[Element]:
        element = self._lists.get(list_id)
        return [] if element is None else list(element.findall(W + path))

    def _abstract_id(self, list_id: str) -> str:
        if list_id not in self._abstract_ids:
            self._abstract_ids[list_id] = self._find_abstract(list_id)
        return self._abstract_ids[list_id]

    def _find_abstract(self, list_id: str) -> str:
        for _ in range(LINKS_MAX):
            abstract_id = value(self._lists.get(list_id), "abstractNumId") or ""
            link = value(self._abstract.get(abstract_id), "numStyleLink")
            if link is None:
                return abstract_id
            list_id = self._list_of_style(link)
        return ""

    def _list_of_style(self, style_id: str) -> str:
        layers = self._styles.paragraph_layers(style_id)
        return next((str(layer["number_id"]) for layer in reversed(layers) if "number_id" in layer), "")


def _label_words(level: Element) -> str:
    words = value(level, "lvlText") or ""
    if len(words) > LABEL_MAX:
        raise MalformedWord("a label of a list is too long")
    return words


def _bullet(level: Level) -> str:
    if level.words in RINGS:
        return DASH
    return BULLETS.get(level.words, BULLET if "\ue000" <= level.words[:1] <= "\uf8ff" else level.words)


def _by_id(root: Element | None, name: str, key: str) -> dict[str, Element]:
    return {} if root is None else {str(item.get(W + key)): item for item in root.findall(W + name)}
