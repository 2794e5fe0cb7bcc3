"""``layout``: from a paper to its pages.

References to pages can change what stands where, so a paper that has any is laid out again until they agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.fonts import composed
from generator.layout.blocks import BlockSetter
from generator.layout.column import Column, stacked
from generator.layout.flow import Flow
from generator.layout.items import Anchor, Page, Placed, Strip
from generator.layout.setting import Numbers, Setting
from generator.layout.walk import paragraphs_of
from generator.tags import Tree
from inconfidence.core.blocks import Block, Label, Paper, Paragraph, Reference, Section
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

# Room kept between a running head or foot and the text, in points.
CLEAR = 6.0

# Page numbers settle in two rounds; a paper that swings between two states is stopped here.
MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Pages:
    """A paper laid out: its pages, its structure tree (filled as they are drawn), and where bookmarks lie."""

    pages: tuple[Page, ...]
    tree: Tree
    places: dict[str, tuple[int, float]]


def layout(paper: Paper) -> Pages:
    """Return the pages of a paper all of whose letters can be drawn (``generator.layout.letters``).

    Raises:
        InputInvalid: for references to nowhere, and things taller than a page.
    """
    if not paper.sections:
        problem = Problem("paper", "empty", "The paper has no section.", "Give it something to say.")
        raise InputInvalid("The paper cannot be laid out.", [problem])
    references, numbers = _referred(paper)
    setting = Setting(paper.language, numbers)
    laid, found = _once(paper, numbers, setting)
    _check_bookmarks(references, laid, numbers)
    for _ in range(MOST_ROUNDS):
        if _same(numbers, found, references):
            break
        numbers, setting = found, Setting(paper.language, found)
        laid, found = _once(paper, numbers, setting)
    _set_running(paper, laid, found, setting)
    return laid


def _once(paper: Paper, numbers: Numbers, setting: Setting) -> tuple[Pages, Numbers]:
    pages: list[Page] = []
    for at, section in enumerate(paper.sections):
        pages += _section_pages(section, at, len(pages), setting)
    places = dict(_places(pages))
    page_of = {name: place[0] for name, place in places.items()}
    return Pages(tuple(pages), setting.tree, places), replace(numbers, pages=len(pages), page_of=page_of)


def _section_pages(section: Section, at: int, before: int, setting: Setting) -> Iterator[Page]:
    shape = section.page
    width = shape.width - shape.left - shape.right
    top, bottom = _body_room(section, width, setting)
    strips = BlockSetter(width, setting, setting.tree.root).strips(section.blocks)
    columns = Flow(shape.left, top, bottom - top).fill(strips)
    return (
        Page(before + number + 1, shape, column.placed, column.frames, at, number == 0)
        for number, column in enumerate(columns)
    )


def _body_room(section: Section, width: float, setting: Setting) -> tuple[float, float]:
    """Return where the text begins and ends: the margins, or clear of a head or foot that is higher."""
    shape, numbers = section.page, setting.numbers
    heads = [section.header, section.first_header or (), section.even_header or ()]
    feet = [section.footer, section.first_footer or (), section.even_footer or ()]
    # As on some page: a number asked for without one is taken for one of those in the text, which are counted.
    setting.numbers = replace(numbers, here=1)
    head, foot = _highest(heads, width, setting), _highest(feet, width, setting)
    setting.numbers = numbers
    top = max(shape.top, shape.header + head + CLEAR if head else 0.0)
    bottom = max(shape.bottom, shape.footer + foot + CLEAR if foot else 0.0)
    return top, shape.height - bottom


def _highest(every: list[tuple[Block, ...]], width: float, setting: Setting) -> float:
    return max([_running(blocks, width, setting).used for blocks in every if blocks], default=0.0)


def _running(blocks: tuple[Block, ...], width: float, setting: Setting) -> Column:
    """Return a running head or foot. One without numbers is the same on every page, and nothing of it is read out."""
    known = setting.running.get((id(blocks), width))
    if known is not None:
        return known[1]
    column = stacked(BlockSetter(width, setting, None).strips(blocks))
    if not any(map(_references_in, paragraphs_of(blocks))):
        # The blocks are kept with it, so that no others can get their identity.
        setting.running[id(blocks), width] = (blocks, column)
    return column


def _set_running(paper: Paper, laid: Pages, numbers: Numbers, setting: Setting) -> None:
    for page in laid.pages:
        section, shape = paper.sections[page.section], page.shape
        setting.numbers = replace(numbers, here=page.number)
        header, footer = _running_of(section, page)
        width = shape.width - shape.left - shape.right
        head, foot = _running(header, width, setting), _running(footer, width, setting)
        page.head = _moved(page, head, shape.header)
        page.foot = _moved(page, foot, shape.height - shape.footer - foot.used)


def _moved(page: Page, column: Column, top: float) -> list[Placed]:
    left = page.shape.left
    page.frames += [(x + left, start + top, end + top, frame) for x, start, end, frame in column.frames]
    return [Placed(one.x + left, one.y + top, one.strip) for one in column.placed]


def _running_of(section: Section, page: Page) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the head and foot of a page: the first page's go before those of even pages."""
    header, footer = section.header, section.footer
    if page.number % 2 == 0:
        header = header if section.even_header is None else section.even_header
        footer = footer if section.even_footer is None else section.even_footer
    if page.first_of_section:
        header = header if section.first_header is None else section.first_header
        footer = footer if section.first_footer is None else section.first_footer
    return header, footer


def _places(pages: list[Page]) -> Iterator[tuple[str, tuple[int, float]]]:
    for page in pages:
        for placed in page.body:
            if not placed.repeated:
                yield from _anchors(placed.strip, page, placed.y)


def _anchors(strip: Strip, page: Page, y: float) -> Iterator[tuple[str, tuple[int, float]]]:
    for item in strip.items:
        if type(item) is Anchor:
            for name in item.names:
                yield name, (page.number, y)
        elif type(item) is Placed:
            yield from _anchors(item.strip, page, y + item.y)


def _same(before: Numbers, after: Numbers, references: list[Reference]) -> bool:
    kinds = {reference.kind for reference in references}
    if "pages" in kinds and before.pages != after.pages:
        return False
    return not kinds & {"page-of", "page"} or before.page_of == after.page_of


def _check_bookmarks(references: list[Reference], laid: Pages, numbers: Numbers) -> None:
    known = {"page-of": laid.places.keys(), "number-of": numbers.number_of.keys()}
    lost = {
        reference.bookmark
        for reference in references
        if reference.kind in known and reference.bookmark not in known[reference.kind]
    }
    if lost:
        problems = [
            Problem(f"bookmark {name}", "no-bookmark", "Nothing of this name can be referred to.", "Set the bookmark.")
            for name in sorted(lost)
        ]
        raise InputInvalid("The paper refers to places it does not have.", problems)


def _referred(paper: Paper) -> tuple[list[Reference], Numbers]:
    """Return the references in the text, and the numbers of the paragraphs they may refer to."""
    references: list[Reference] = []
    numbers: dict[str, str] = {}
    for section in paper.sections:
        for paragraph in paragraphs_of(section.blocks):
            references += _references_in(paragraph)
            if paragraph.label is not None:
                numbers |= _numbered(paragraph.bookmarks, paragraph.label)
    return references, Numbers(number_of=numbers)


def _references_in(paragraph: Paragraph) -> list[Reference]:
    return [inline for inline in paragraph.inlines if isinstance(inline, Reference)]


def paragraph_numbers(paper: Paper) -> dict[str, str]:
    """Return each bookmarked paragraph's number, without the stop Word leaves off too."""
    return _referred(paper)[1].number_of


def _numbered(bookmarks: tuple[str, ...], label: Label) -> dict[str, str]:
    return dict.fromkeys(bookmarks, composed(label.words.rstrip(".")))
