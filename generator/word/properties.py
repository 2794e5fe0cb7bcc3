"""What ``w:rPr`` and ``w:pPr`` say, as plain mappings that styles can be laid over one another with.

Ignored because they change nothing here: fonts (all is drawn in Noto Sans), kerning, letter spacing, sizes for
complex scripts, snapping to a grid, widow control (always on), proofing marks. Everything else is read or refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

from generator.word.lines import borders, strange_borders
from generator.word.markup import (
    OFF,
    VAL,
    Element,
    W,
    colour,
    half_points,
    is_on,
    local,
    number,
    points,
    shading,
    value,
    whole,
)
from inconfidence.core.blocks import TabStop

Properties = Mapping[str, Any]

AUTO_SPACING = 14.0
"""Points that Word puts where a web page's own spacing is asked for (17.3.1.33 beforeAutospacing)."""

HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "000080",
    "darkCyan": "008080",
    "darkGreen": "008000",
    "darkMagenta": "800080",
    "darkRed": "800000",
    "darkYellow": "808000",
    "darkGray": "808080",
    "lightGray": "C0C0C0",
    "black": "000000",
    "white": "FFFFFF",
    "none": "",
}

# Look of text that no block can hold: code of the refusal, by Word's name.
EFFECTS = {
    "vanish": "hidden-text",
    "specVanish": "hidden-text",
    "caps": "capitals",
    "smallCaps": "capitals",
    "outline": "text-effect",
    "shadow": "text-effect",
    "emboss": "text-effect",
    "imprint": "text-effect",
    "position": "text-effect",
    "effect": "text-effect",
    "bdr": "text-effect",
    "em": "text-effect",
    "fitText": "text-effect",
}
TOGGLES = frozenset(
    {"bold", "italic", "strike", "vanish", "caps", "smallCaps", "outline", "shadow", "emboss", "imprint"}
)
"""Properties that a paragraph style and a character style switch against one another (17.7.3)."""

_RUN_SWITCHES = {"b": "bold", "i": "italic", "strike": "strike", "dstrike": "strike"}
_RUN_READERS: dict[str, tuple[str, Callable[[Element], Any]]] = {
    "u": ("underline", lambda e: e.get(VAL, "single") not in OFF),
    "sz": ("size", lambda e: half_points(e.get(VAL))),
    "color": ("colour", lambda e: colour(e.get(VAL), "000000")),
    "shd": ("shading", shading),
    "highlight": ("highlight", lambda e: HIGHLIGHTS.get(e.get(VAL, "none"), "")),
    "lang": ("language", lambda e: e.get(VAL)),
    "vertAlign": ("raised", lambda e: {"superscript": "super", "subscript": "sub"}.get(e.get(VAL, ""), "")),
    "position": ("position", lambda e: number(e.get(VAL, "0")) != 0),
    "effect": ("effect", lambda e: e.get(VAL) not in OFF),
    "bdr": ("bdr", lambda e: e.get(VAL) not in {"nil", "none"}),
    "em": ("em", lambda e: e.get(VAL) not in OFF),
}

_PARAGRAPH_SWITCHES = {
    "keepNext": "keep_next",
    "keepLines": "keep_lines",
    "pageBreakBefore": "page_break_before",
    "contextualSpacing": "contextual",
    "bidi": "bidi",
}
_ALIGN: dict[str, Literal["left", "right", "center", "both"]] = {
    "left": "left",
    "start": "left",
    "right": "right",
    "end": "right",
    "center": "center",
    "both": "both",
    "distribute": "both",
}
_TAB_ALIGN: dict[str, Literal["left", "right", "center"]] = {
    "left": "left",
    "start": "left",
    "num": "left",
    "right": "right",
    "end": "right",
    "center": "center",
}
_LEADERS: dict[str, Literal["", ".", "_", "-"]] = {"dot": ".", "underscore": "_", "hyphen": "-", "heavy": "_"}


def run_properties(parent: Element | None) -> dict[str, Any]:
    """Read a ``w:rPr``; only what is said in it is in the mapping."""
    found: dict[str, Any] = {}
    for element in () if parent is None else parent:
        _read_run_property(element, found)
    return {key: said for key, said in found.items() if said is not None}


def paragraph_properties(parent: Element | None) -> dict[str, Any]:
    """Read a ``w:pPr``; only what is said in it is in the mapping. ``strange`` lists what cannot be drawn."""
    found: dict[str, Any] = {}
    for element in () if parent is None else parent:
        reader = _PARAGRAPH_READERS.get(local(element))
        if reader is not None:
            reader(element, found)
        elif local(element) in _PARAGRAPH_SWITCHES:
            found[_PARAGRAPH_SWITCHES[local(element)]] = is_on(element)
    return found


def laid_over(under: Properties, over: Properties) -> dict[str, Any]:
    """Return the properties of ``under`` where ``over`` says nothing; tabs and borders are laid over one by one."""
    both = {**under, **over}
    for key in ("tabs", "borders"):
        if key in under and key in over:
            both[key] = {**under[key], **over[key]}
    return both


def switched(under: Properties, over: Properties) -> dict[str, Any]:
    """Lay a character style over a paragraph style: what both switch on is off (17.7.3)."""
    both = {**under, **over}
    both.update({key: bool(under[key]) != bool(over[key]) for key in TOGGLES & under.keys() & over.keys()})
    return both


def _read_run_property(element: Element, found: dict[str, Any]) -> None:
    name = local(element)
    if name in _RUN_SWITCHES:
        found[_RUN_SWITCHES[name]] = is_on(element)
    elif name in _RUN_READERS:
        key, reader = _RUN_READERS[name]
        found[key] = reader(element)
    elif name in EFFECTS:
        found[name] = is_on(element)


def _indent(element: Element, found: dict[str, Any]) -> None:
    for key, names in (("left", ("left", "start")), ("right", ("right", "end"))):
        text = element.get(W + names[0], element.get(W + names[1]))
        if text is not None:
            found[key] = points(text)
    if element.get(W + "hanging") is not None:
        found["first"] = 0.0 - points(element.get(W + "hanging"))
    elif element.get(W + "firstLine") is not None:
        found["first"] = points(element.get(W + "firstLine"))


def _spacing(element: Element, found: dict[str, Any]) -> None:
    for key in ("before", "after"):
        text = element.get(W + key)
        if text is not None:
            found[key] = points(text)
        if element.get(W + key + "Autospacing", "0") not in OFF:
            found[key] = AUTO_SPACING
    if element.get(W + "line") is not None:
        found["line"] = points(element.get(W + "line"))
        found["line_rule"] = element.get(W + "lineRule", "auto")


def _tabs(element: Element, found: dict[str, Any]) -> None:
    stops: dict[float, TabStop | None] = {}
    for stop in element.findall(W + "tab"):
        position, kind = points(stop.get(W + "pos")), stop.get(VAL, "left")
        leader = _LEADERS.get(stop.get(W + "leader", ""), "")
        if kind in _TAB_ALIGN:
            stops[position] = TabStop(position, _TAB_ALIGN[kind], leader)
        elif kind == "clear":
            stops[position] = None
        else:
            found["strange"] = (*found.get("strange", ()), "tab-stop")
    found["tabs"] = stops


def _borders(element: Element, found: dict[str, Any]) -> None:
    found["borders"] = borders(element)
    if any(strange_borders(element)):
        found["strange"] = (*found.get("strange", ()), "border")


def _numbering(element: Element, found: dict[str, Any]) -> None:
    found["number_id"] = value(element, "numId")
    if element.find(W + "ilvl") is not None:
        found["number_level"] = whole(value(element, "ilvl"))


def _align(element: Element, found: dict[str, Any]) -> None:
    found["align"] = _ALIGN.get(element.get(VAL, "left"), "left")


def _shading(element: Element, found: dict[str, Any]) -> None:
    found["shading"] = shading(element) or ""


def _outline(element: Element, found: dict[str, Any]) -> None:
    found["outline"] = whole(element.get(VAL))


def _frame(_element: Element, found: dict[str, Any]) -> None:
    found["strange"] = (*found.get("strange", ()), "frame")


_PARAGRAPH_READERS: dict[str, Callable[[Element, dict[str, Any]], None]] = {
    "ind": _indent,
    "spacing": _spacing,
    "tabs": _tabs,
    "pBdr": _borders,
    "numPr": _numbering,
    "jc": _align,
    "shd": _shading,
    "outlineLvl": _outline,
    "framePr": _frame,
}
