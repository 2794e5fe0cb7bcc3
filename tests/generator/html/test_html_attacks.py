"""Values are words, whatever they look like: nothing in one becomes mark-up, wherever it stands."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fill import fill
from generator.html.markup import shown
from generator.word import read
from inconfidence.core.blocks import Paper, Paragraph, ParagraphStyle, Picture, SignaturePlace, Table, Text, TextStyle
from inconfidence.core.documents import Mark, MarkedHtml
from tests.generator.drawing.sheets import heading, item, paper, para, picture, row
from tests.generator.html.pages import MARKING, drawn, linked, opened, said
from tests.generator.test_fill import template, view

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<!-- not a comment --> <![CDATA[x]]>",
    "&lt;b&gt; &amp;amp; &#60;i&#62; &nbsp",
    "javascript:alert(1)",
    "<base href=//example.org><meta http-equiv=refresh content=0>",
    "a\x00b\x07c",
    "abc\u202edef\u2066ghi",
    "a\u2028b\u2029c\x85d\re\tf",
    "x\ufffey\uffffz\ud800w",
    "<plaintext><noscript><template><math><mi//xlink:href='data:x'>",
    "{{ 7 * 7 }}{% raw %}",
    "`${alert(1)}`",
)
ALLOWED = {"html", "head", "meta", "title", "style", "body", "section", "header", "main", "footer", "div", "p", "span"}
ALLOWED |= {
    "h1",
    "h2",
    "h3",
    "bdi",
    "a",
    "img",
    "ul",
    "ol",
    "li",
    "br",
    "table",
    "caption",
    "colgroup",
    "col",
    "thead",
}
ALLOWED |= {"tbody", "tr", "th", "td", "svg", "rect", "path", "text", "pattern"}


class Reader(HTMLParser):
    """The standard library's parser, which none of the others has anything to do with."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(content.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    handle_startendtag = handle_starttag

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")


def everywhere(value: str) -> Paper:
    """A paper that says a value wherever one can stand."""
    style = ParagraphStyle("Normal")
    return Paper(
        value,
        "en-GB",
        paper(
            heading(value),
            para(value),
            linked(value, "https://example.org/"),
            item(value, value),
            Paragraph((Text("x", TextStyle()),), style, bookmarks=(value,)),
            para((Picture(picture(), 10, 10, value),)),
            SignaturePlace("guardian", value, 100, 50),
            Table((row(value, "b", header=True), row(value, "1")), (90, 90), "bars", description=value),
            header=(para(value),),
            footer=(para(value),),
        ).sections,
    )


def everywhere_drawn(value: str) -> MarkedHtml:
    """That paper drawn, with the value in its marks and its notice."""
    return drawn(everywhere(value), Mark(value, value, value), must_show=(MARKING,), notice=value)


@pytest.mark.parametrize("value", ATTACKS)
def test_no_value_becomes_mark_up(value: str) -> None:
    """Two parsers of others find our elements only, no handler, and the value as words wherever it was put."""
    marked = everywhere_drawn(value)

    root, reader = opened(marked), Reader(marked.content)
    assert reader.elements <= ALLOWED
    assert not any(name.startswith("on") or name in ("style", "srcdoc", "action") for name in reader.attributes)
    words = " ".join(shown(value).split())
    (link,) = [each for each in root.iter("a")]
    assert said(link) == words
    assert " ".join(next(root.iter("img")).get("alt").split()) == words
    assert " ".join(root.find(".//title").text.split()) == words
    assert said(root).count(words) >= 10


@pytest.mark.parametrize("value", ["a\u202eb", "a\x00b", "a\u2066b"])
def test_controls_are_shown_and_do_nothing(value: str) -> None:
    """Text never reads otherwise than it is stored."""
    assert said(opened(drawn(paper(para(value)))).find(".//main//p")) == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("value", ATTACKS[:8])
def test_a_value_of_a_view_is_words_all_the_way(value: str) -> None:
    """Through the Word file, the blocks and the page."""
    made = read(fill(template("{{ referral.greeting }}"), view(greeting=value)))

    assert said(opened(drawn(made)).find(".//main//p")) == " ".join(value.split())


@given(st.text(max_size=40))
def test_any_text_reads_back_as_it_was(value: str) -> None:
    """Whatever its letters, preflight passes it and a reader finds it."""
    root = opened(drawn(paper(para(f"before {value} after"))))

    assert said(root.find(".//main//p")) == " ".join(shown(f"before {value} after").split())
