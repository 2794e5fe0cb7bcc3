"""Blocks in their order: neighbouring paragraphs together, tables, places to sign, page breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.html.markup import Html, element, joined
from generator.html.paragraphs import paragraphs_html, signature_html
from generator.html.setting import Setting
from generator.html.tables import TableWriter
from inconfidence.core.blocks import Block, PageBreak, Paragraph, SignaturePlace, Table


def blocks_html(blocks: Iterable[Block], setting: Setting, ground: str = "") -> Html:
    """Return blocks on a ground (``RRGGBB``, "" for white)."""
    return joined(*_parts(blocks, setting, ground))


def _parts(blocks: Iterable[Block], setting: Setting, ground: str) -> Iterator[Html]:
    together: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            together.append(block)
            continue
        yield paragraphs_html(together, setting, ground)
        together = []
        yield _other(block, setting, ground)
    yield paragraphs_html(together, setting, ground)


def _other(block: Table | SignaturePlace | PageBreak, setting: Setting, ground: str) -> Html:
    match block:
        case Table():
            return TableWriter(block, setting, blocks_html, ground).html()
        case SignaturePlace():
            return signature_html(block, setting)
        case PageBreak():
            return element("div", class_="turn")
