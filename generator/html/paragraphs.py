"""Paragraphs, headings, places to sign, lists, and the boxes round neighbours that share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from generator.html.inlines import InlineWriter
from generator.html.markup import Html, directed, element, joined, runs_right_to_left, shown
from generator.html.setting import Setting
from generator.html.sheet import border_look, gap_look, hexed, rem, text_look
from inconfidence.core.blocks import (
    TITLE_STYLE,
    Label,
    Paragraph,
    ParagraphStyle,
    SignaturePlace,
    Text,
    TextStyle,
    TickBox,
)

LEAST_LEADING = 1.3
HEADING_LEAST, MOST_ROOM = 12.0, 30.0
"""Points: the room above a heading, and the most between two paragraphs: a screen has no sheet to fill."""
MOST_INDENT = 60.0
"""Points: on a telephone every column is narrow."""


def paragraphs_html(paragraphs: Sequence[Paragraph], setting: Setting, ground: str = "") -> Html:
    """Return neighbouring paragraphs, on a ground (``RRGGBB``, "" for white)."""
    boxes = groupby(paragraphs, key=_box)
    return joined(*(_boxed(list(inside), box, setting, ground) for box, inside in boxes))


def signature_html(place: SignaturePlace, setting: Setting) -> Html:
    """Return a place to sign as an empty box with its label."""
    size = setting.sheet.look([f"width:{rem(place.width)}", f"min-height:{rem(place.height)}"])
    side = {"right": " at-end", "center": " in-middle"}.get(place.align, "")
    words = shown(place.label)
    inside = element("span", directed(words)) if words else ""
    return element("div", inside, class_=f"sign {size}{side}", role="group", aria_label=words or "Place to sign")


def label_html(label: Label, base: TextStyle, setting: Setting, ground: str) -> Html:
    """Return a label as printed; a bullet is not read out, the list itself says that it is one."""
    look = setting.sheet.look(text_look(label.style, ground)) if label.style != base else None
    hidden = None if label.ordered else "true"
    return element(
        "span", directed(shown(label.words)), class_=" ".join(filter(None, ("label", look))), aria_hidden=hidden
    )


def says_something(paragraph: Paragraph) -> bool:
    """Say whether there is anything in a paragraph to be read or seen."""
    return any(not isinstance(one, Text) or one.words.strip() for one in paragraph.inlines)


def _box(paragraph: Paragraph) -> tuple[object, ...]:
    style = paragraph.style
    edges = style.borders
    if not (style.shading or edges.top or edges.right or edges.bottom or edges.left):
        return ()
    return (style.borders, style.shading, style.left, style.right)


def _boxed(paragraphs: list[Paragraph], box: tuple[object, ...], setting: Setting, ground: str) -> Html:
    if not box:
        return _listed(paragraphs, setting, ground)
    style = paragraphs[0].style
    look = [*border_look(style.borders), f"margin-top:{rem(style.before)}", f"margin-bottom:{rem(style.after)}"]
    look += [f"background:{hexed(style.shading)}", "padding:0.25rem 0.5rem"] if style.shading else []
    look += gap_look(style.borders)
    inside = _listed(paragraphs, setting, style.shading or ground, boxed=True)
    return element("div", inside, class_=f"box {setting.sheet.look(look)}")


def _listed(paragraphs: Iterable[Paragraph], setting: Setting, ground: str, *, boxed: bool = False) -> Html:
    """Return paragraphs of one box, those with a label as lists."""
    parts: list[str] = []
    lists = _Lists(setting, ground)
    for paragraph in paragraphs:
        if paragraph.label is not None and not _is_heading(paragraph):
            lists.add(paragraph, paragraph.label)
            continue
        parts += [lists.ended(), _paragraph(paragraph, setting, ground, boxed=boxed)]
    return joined(*parts, lists.ended())


@dataclass(slots=True)
class _List:
    """A list under construction: whether it counts, how deep it is, and its items, each with the lists in it."""

    ordered: bool
    level: int
    items: list[list[str]] = field(default_factory=list)


class _Lists:
    """Turns labelled paragraphs into lists in lists, by the level of their labels."""

    def __init__(self, setting: Setting, ground: str) -> None:
        self._setting, self._ground = setting, ground
        self._done: list[str] = []
        self._open: list[_List] = []

    def add(self, paragraph: Paragraph, label: Label) -> None:
        """Take one more item."""
        while self._open and not _goes_on(self._open[-1], label):
            self._close()
        if not self._open or self._open[-1].level < label.level:
            self._open.append(_List(label.ordered, label.level))
        base = _base(paragraph)
        words = element("span", *_inside(paragraph, base, self._setting, self._ground), class_="said")
        look = _look(paragraph, base, self._ground, self._setting, indented=False)
        item = element("div", label_html(label, base, self._setting, self._ground), " ", words, class_=f"item {look}")
        self._open[-1].items.append([item])

    def ended(self) -> Html:
        """Return the lists so far and begin anew."""
        while self._open:
            self._close()
        done, self._done = joined(*self._done), []
        return done

    def _close(self) -> None:
        closed = self._open.pop()
        items = (element("li", *item) for item in closed.items)
        written = element("ol" if closed.ordered else "ul", *items, role="list")
        home = self._open[-1].items[-1] if self._open else self._done
        home.append(written)


def _goes_on(open_list: _List, label: Label) -> bool:
    if open_list.level == label.level:
        return open_list.ordered == label.ordered
    return open_list.level < label.level


def _paragraph(paragraph: Paragraph, setting: Setting, ground: str, *, boxed: bool) -> Html:
    base = _base(paragraph)
    look = _look(paragraph, base, ground, setting, indented=not boxed)
    inside = _inside(paragraph, base, setting, ground)
    if not says_something(paragraph):
        return element("div", *inside, class_=look)
    if _is_heading(paragraph):
        is_title = paragraph.style.name == TITLE_STYLE and not paragraph.style.level
        setting.near = "".join(one.words for one in paragraph.inlines if isinstance(one, Text)).strip()
        name = setting.title() if is_title else setting.heading(paragraph.style.level)
        label = [label_html(paragraph.label, base, setting, ground), " "] if paragraph.label else []
        return element(name, *label, *inside, class_=look)
    words = "".join(one.words for one in paragraph.inlines if isinstance(one, Text))
    return element("p", *inside, class_=look, dir="auto" if runs_right_to_left(words) else None)


def _is_heading(paragraph: Paragraph) -> bool:
    is_one = paragraph.style.level > 0 or paragraph.style.name == TITLE_STYLE
    return is_one and any(isinstance(one, Text) and one.words.strip() for one in paragraph.inlines)


def _inside(paragraph: Paragraph, base: TextStyle, setting: Setting, ground: str) -> Iterator[str]:
    for name in filter(None, map(setting.anchor, paragraph.bookmarks)):
        yield element("span", id=name)
    yield InlineWriter(setting, base, ground).words(paragraph.inlines, paragraph.style.tabs)


def _base(paragraph: Paragraph) -> TextStyle:
    styles = [one.style for one in paragraph.inlines if isinstance(one, Text | TickBox)]
    return next((one for one in styles if one.raised == "" and not one.shading), TextStyle())


def _look(paragraph: Paragraph, base: TextStyle, ground: str, setting: Setting, *, indented: bool) -> str:
    style = paragraph.style
    leading = max(LEAST_LEADING, style.leading / max(base.size, 1.0))
    said = [*text_look(base, ground), f"line-height:{leading:.3g}", *_room(style, paragraph, indented=indented)]
    if style.align in ("right", "center"):
        said.append(f"text-align:{style.align}")
    return setting.sheet.look(said) or ""


def _room(style: ParagraphStyle, paragraph: Paragraph, *, indented: bool) -> Iterator[str]:
    if not says_something(paragraph) and not paragraph.inlines:
        yield f"height:{rem(max(0.0, style.before + style.after) + min(style.leading, 12.0))}"
        return
    before = max(style.before, HEADING_LEAST) if _is_heading(paragraph) else style.before
    yield f"margin:{rem(min(before, MOST_ROOM))} 0 {rem(min(style.after, MOST_ROOM))}"
    if style.page_break_before:
        yield "break-before:page"
    if indented and style.left > 0:
        yield f"padding-left:{rem(min(style.left, MOST_INDENT))}"
