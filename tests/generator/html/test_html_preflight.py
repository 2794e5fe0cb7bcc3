"""The preflight of a page: whatever was done to it after it was drawn is noticed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.html import preflight_html
from inconfidence.core.documents import MarkedHtml
from inconfidence.core.errors import Failed
from tests.generator.drawing.sheets import FULL_MARK, everything, heading, paper, para
from tests.generator.html.pages import MARKING, drawn, linked

WHOLE = drawn(everything(), FULL_MARK, must_show=(MARKING,), notice="Not sealed.")


def changed(old: str, new: str, marked: MarkedHtml = WHOLE) -> MarkedHtml:
    """The page with its first such piece replaced, which has to be there."""
    content = marked.content.decode()
    assert old in content
    return replace(marked, content=content.replace(old, new, 1).encode())


@pytest.mark.parametrize(
    ("old", "new", "check"),
    [
        ("<main>", "<main><script>x()</script>", "only our elements"),
        ("<main>", "<main><!-- x -->", "only our elements"),
        ("<main>", "<main><iframe></iframe>", "only our elements"),
        ("<main>", '<main onclick="x()">', "only our attributes"),
        ("<main>", '<main style="display:none">', "only our attributes"),
        ("<main>", "<main><p>", "readable"),
        ("<main>", "<main>&nbsp;", "readable"),
        ("<main>", "<main><p>a<div>b</div></p>", "nesting"),
        ("</html>", "</html><p>x</p>", "readable"),
        ("</html>", "</html><!-- x -->", "only our elements"),
        ('href="https://', 'href="javascript:', "only addresses"),
        ('src="data:image/png', 'src="https://example.org/', "nothing fetched"),
        ('src="data:image/png', 'src="data:image/svg+xml', "nothing fetched"),
        ('fill="url(#', 'fill="url(https://example.org/', "nothing fetched"),
        ("html{font-size:100%", "html{background:url(x);font-size:100%", "nothing fetched"),
        ("html{font-size:100%", "html{font-size:99%", "policy"),
        ("default-src &#x27;none&#x27;", "default-src *", "policy"),
        ('content="no-referrer"', 'http-equiv="refresh" content="0"', "policy"),
        ("<h1 ", "<h2 ", "readable"),
        ("<tbody>", "<tbody><p>x</p>", "nesting"),
        ('<a href="#to-charts">', '<a href="#to-charts"><a href="#to-para">x</a>', "nesting"),
        ('href="#to-charts"', 'href="#to-nowhere"', "places"),
        ("You can always call 999.", "You can never call 999.", "words"),
        ("You can always", "You  can   always", ""),
        ('aria-label="Ticked"', 'aria-label="Not ticked"', "words"),
        ("Not sealed.", "Sealed.", "words"),
        (f"<p>{MARKING}</p>", f"<p>{MARKING} or not</p>", "words"),
        ('class="marking foot"', 'class="unseen"', "marking"),
        ('class="marking top"', 'class="marking top unseen"', "marking"),
    ],
)
def test_a_page_that_was_changed_is_refused(old: str, new: str, check: str) -> None:
    """By the check it does not pass; white space alone changes nothing."""
    if not check:
        preflight_html(changed(old, new))
        return
    with pytest.raises(Failed, match=rf"\({check}\)"):
        preflight_html(changed(old, new))


def test_words_in_another_order_are_refused() -> None:
    """The same words are not enough."""
    marked = drawn(paper(para("first"), para("second")))
    content = marked.content.replace(b">first<", b">x<").replace(b">second<", b">first<").replace(b">x<", b">second<")

    with pytest.raises(Failed, match="words"):
        preflight_html(replace(marked, content=content))


def test_a_heading_that_skips_a_level_is_refused() -> None:
    """What a screen reader lists is the paper's own outline."""
    marked = drawn(paper(heading("One")))

    with pytest.raises(Failed, match="headings"):
        preflight_html(replace(marked, content=marked.content.replace(b"<h2", b"<h4").replace(b"</h2", b"</h4")))


def test_a_second_title_is_refused() -> None:
    """One page, one title."""
    marked = drawn(paper(heading("One"), heading("Two")))

    with pytest.raises(Failed, match="one title"):
        preflight_html(replace(marked, content=marked.content.replace(b"<h2", b"<h1").replace(b"</h2", b"</h1")))


def test_the_refusal_repeats_no_word_of_the_page() -> None:
    """A message can be pasted into an e-mail."""
    marked = drawn(paper(linked("Canary Kanarya", "https://example.org/")))

    with pytest.raises(Failed) as refused:
        preflight_html(replace(marked, content=marked.content.replace(b"Kanarya", b"Canarya")))

    assert "Canar" not in refused.value.message + refused.value.hint


def test_what_passes_is_what_was_drawn() -> None:
    """To the byte, with its digest and where its words come from."""
    checked = preflight_html(WHOLE)

    assert (checked.content, checked.title, checked.view) == (WHOLE.content, WHOLE.title, WHOLE.view)
    assert checked.drawn == WHOLE.drawn
