"""Word's styles: names, inheritance, document defaults, and how the layers lie over one another (17.7.2).

From the bottom: document defaults, table style, paragraph style, character style, what is said at the place itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from generator.word.markup import Element, W, value
from generator.word.properties import EFFECTS, Properties, laid_over, paragraph_properties, run_properties, switched
from inconfidence.core.blocks import TextStyle

BASED_ON_MAX = 40
"""Steps of inheritance followed; a longer chain, or a ring, is cut there."""

WORD_DEFAULT_SIZE = 10.0
"""Points, where no style says a size (17.3.2.38)."""

# Word stores its own style names in small letters here and shows them with a capital.
SHOWN_NAMES = {f"heading {level}": f"Heading {level}" for level in range(1, 10)} | {
    **{f"toc {level}": f"TOC {level}" for level in range(1, 10)},
    "header": "Header",
    "footer": "Footer",
    "caption": "Caption",
}


@dataclass(frozen=True, slots=True)
class TextLook:
    """A text style, and the codes of what Word would do with the text that cannot be done here."""

    style: TextStyle
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class TableLayer:
    """What a table style says of the paragraphs and text in one of its cells; each is itself and like no other."""

    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)


NO_TABLE = TableLayer()


class Styles:
    """The styles of one file."""

    def __init__(self, root: Element | None, language: str) -> None:
        found = [] if root is None else root.findall(W + "style")
        self._elements = {str(style.get(W + "styleId")): style for style in found}
        self._defaults = {
            s.get(W + "type"): s.get(W + "styleId") for s in found if s.get(W + "default") in {"1", "true"}
        }
        self._names = {identifier: _shown_name(style) for identifier, style in self._elements.items()}
        self._called = {name: identifier for identifier, name in reversed(self._names.items())}
        self._run_cache: dict[str, dict[str, Any]] = {}
        self._paragraph_cache: dict[str, tuple[dict[str, Any], ...]] = {}
        self._text_cache: dict[tuple[Any, ...], TextLook] = {}
        base = None if root is None else root.find(W + "docDefaults")
        self.paragraph_defaults = paragraph_properties(_inside(base, "pPrDefault", "pPr"))
        self.run_defaults = {"language": language} | run_properties(_inside(base, "rPrDefault", "rPr"))

    @property
    def language(self) -> str:
        """Return the language text has where nothing else is said."""
        return str(self.run_defaults["language"])

    def element(self, style_id: str) -> Element | None:
        """Return the ``w:style`` of that identifier."""
        return self._elements.get(style_id)

    def default(self, kind: str) -> str:
        """Return the identifier of the default style of a kind ("paragraph", "table"), "" when there is none."""
        return self._defaults.get(kind) or ""

    def called(self, name: str) -> str | None:
        """Return the identifier of the style that Word shows under a name, None when there is none."""
        return self._called.get(name)

    def name(self, style_id: str) -> str:
        """Return the name Word shows; a typographic apostrophe counts as a plain one."""
        return self._names.get(style_id, "")

    def chain(self, style_id: str) -> tuple[Element, ...]:
        """Return the style and those it is based on, the deepest first."""
        return tuple(reversed(list(self._ancestry(style_id))))

    def run_layer(self, style_id: str) -> dict[str, Any]:
        """Return what a style and its bases say of text."""
        if style_id not in self._run_cache:
            said: dict[str, Any] = {}
            for style in self.chain(style_id):
                said |= run_properties(style.find(W + "rPr"))
            self._run_cache[style_id] = said
        return self._run_cache[style_id]

    def paragraph_layers(self, style_id: str) -> tuple[dict[str, Any], ...]:
        """Return what a style and its bases say of paragraphs, layer by layer, the deepest first."""
        if style_id not in self._paragraph_cache:
            layers = tuple(paragraph_properties(style.find(W + "pPr")) for style in self.chain(style_id))
            self._paragraph_cache[style_id] = layers
        return self._paragraph_cache[style_id]

    def text(self, paragraph: str, own: Element | None, table: TableLayer = NO_TABLE) -> TextLook:
        """Return the look of text with the run properties ``own`` in a paragraph of a style."""
        if own is None or not len(own):
            return self._text(paragraph, "", {}, table)
        return self._text(paragraph, value(own, "rStyle") or "", run_properties(own), table)

    def label(self, paragraph: str, own: Element | None, level: Element | None, table: TableLayer) -> TextStyle:
        """Return the look of a list label: the paragraph mark's, with what its numbering level says over it."""
        said = run_properties(own) | run_properties(level)
        return self._text(paragraph, "", said, table).style

    def _text(self, paragraph: str, character: str, own: Properties, table: TableLayer) -> TextLook:
        key = (paragraph, character, tuple(own.items()), table)
        if key not in self._text_cache:
            styled = switched({**table.run, **self.run_layer(paragraph)}, self.run_layer(character))
            self._text_cache[key] = _look({**self.run_defaults, **styled, **own})
        return self._text_cache[key]

    def _ancestry(self, style_id: str) -> Iterator[Element]:
        for _ in range(BASED_ON_MAX):
            style = self._elements.get(style_id)
            if style is None:
                return
            yield style
            style_id = value(style, "basedOn") or ""


def with_layers(layers: tuple[Properties, ...]) -> dict[str, Any]:
    """Lay paragraph properties over one another, the first at the bottom."""
    said: dict[str, Any] = {}
    for layer in layers:
        said = laid_over(said, layer)
    return said


def _shown_name(style: Element) -> str:
    name = value(style, "name") or ""
    return SHOWN_NAMES.get(name, name).replace("\u2019", "'")


def _look(said: Properties) -> TextLook:
    style = TextStyle(
        size=said.get("size", WORD_DEFAULT_SIZE),
        bold=bool(said.get("bold")),
        italic=bool(said.get("italic")),
        underline=bool(said.get("underline")),
        strike=bool(said.get("strike")),
        raised=said.get("raised", ""),
        colour=said.get("colour", "000000"),
        shading=said.get("highlight") or said.get("shading", ""),
        language=said["language"],
    )
    return TextLook(style, tuple(sorted({EFFECTS[name] for name in EFFECTS if said.get(name)})))


def _inside(parent: Element | None, *names: str) -> Element | None:
    for name in names:
        parent = None if parent is None else parent.find(W + name)
    return parent
