"""Page numbers mean nothing on a screen: what becomes of each reference, and of the words that only serve it."""

from __future__ import annotations

import pytest

from generator.html.references import GO_THERE, without_pages
from inconfidence.core.blocks import Inline, Paragraph, Reference, Tab, Text, TextStyle
from inconfidence.core.errors import InputInvalid
from tests.generator.drawing.sheets import heading, item, paper, para

PLAIN = TextStyle()
PAGE, PAGES = Reference("page", PLAIN), Reference("pages", PLAIN)
TARGETS = (heading("Charts", 1, "charts"), item("Seventh", "7.", 0, "para", ordered=True))


def left(*inlines: Inline | str) -> list[tuple[str, str]]:
    """The words a paragraph keeps, each with where it leads."""
    given = tuple(Text(one, PLAIN) if isinstance(one, str) else one for one in inlines)
    blocks = without_pages(paper(para(given), *TARGETS)).sections[0].blocks
    assert isinstance(blocks[0], Paragraph)
    return [(one.words, one.link) if isinstance(one, Text) else (type(one).__name__, "") for one in blocks[0].inlines]


@pytest.mark.parametrize(
    ("inlines", "kept"),
    [
        (("P-0000", Tab(PLAIN), "page ", PAGE, " of ", PAGES), ["P-0000", "Tab"]),
        (("Form, page ", PAGE), ["Form, "]),
        (("Sayfa ", PAGE, " / ", PAGES), []),
        (("Confidential ", PAGE, " of ", PAGES), ["Confidential "]),
        (("Homepage ", PAGE), ["Homepage "]),
        ((PAGE, " of the plan"), [" of the plan"]),
        ((PAGE, " of "), [" of "]),
        (("page ", PAGES, " sheets"), [" sheets"]),
        (("see page 3",), ["see page 3"]),
    ],
)
def test_a_page_number_goes_with_the_words_that_only_serve_it(
    inlines: tuple[Inline | str, ...], kept: list[str]
) -> None:
    """The word "page" before it and the one word between two numbers; nothing else is lost."""
    assert [words for words, _ in left(*inlines)] == kept


def test_a_line_of_contents_leads_to_its_place() -> None:
    """All of it is one link, its tail is left out."""
    number, page = Reference("number-of", PLAIN, "para"), Reference("page-of", PLAIN, "charts")

    found = left("Charts", ", from ", number, Tab(PLAIN), "page ", page)

    assert found == [("Charts", "#charts"), (", from ", "#charts"), ("7", "#charts")]


def test_a_reference_within_a_sentence_becomes_a_link_in_words() -> None:
    """A link of nothing could not be read out."""
    found = left("see ", Reference("number-of", PLAIN, "para"), " on page ", Reference("page-of", PLAIN, "para"), ".")

    assert found == [("see ", ""), ("7", "#para"), (" on page ", ""), (GO_THERE, "#para"), (".", "")]


@pytest.mark.parametrize(
    "lost",
    [
        Reference("page-of", PLAIN, "nowhere"),
        Reference("number-of", PLAIN, "nowhere"),
        Reference("number-of", PLAIN, "charts"),
        Text("x", PLAIN, "#nowhere"),
    ],
)
def test_a_reference_to_nowhere_is_refused(lost: Inline) -> None:
    """By the bookmark's name; a heading without a number has none to refer to."""
    with pytest.raises(InputInvalid) as refused:
        left(lost)

    assert [one.code for one in refused.value.problems] == ["no-bookmark"]
