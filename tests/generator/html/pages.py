"""Small papers drawn as pages for tests, and read back by lxml's HTML parser."""

from __future__ import annotations

from typing import Any

import lxml.html

from generator.html import draw_html, preflight_html
from inconfidence.core.blocks import Block, Paper, Paragraph, Text, TextStyle
from inconfidence.core.documents import Mark, MarkedHtml
from tests.generator.drawing.sheets import VIEW, paper, para

MARKING = "Private and Confidential"
MARK = Mark(MARKING)


def drawn(what: Paper, mark: Mark = MARK, **more: Any) -> MarkedHtml:
    """The paper drawn as a page."""
    return draw_html(what, mark, view=VIEW, **more)


def page(*blocks: Block, **more: Any) -> Any:
    """A page of blocks that passed preflight, read by lxml."""
    return opened(drawn(paper(*blocks), **more))


def opened(marked: MarkedHtml) -> Any:
    """A page, read by lxml once preflight has passed it."""
    return lxml.html.document_fromstring(preflight_html(marked).content.decode())


def said(node: Any) -> str:
    """The words under a node, white space folded."""
    return " ".join(node.text_content().split())


def linked(words: str, link: str) -> Paragraph:
    """A paragraph that is one link."""
    return para((Text(words, TextStyle(), link),))
