"""Lines of mixed text: where they break, in which order their words stand, at which edge."""

from __future__ import annotations

import pypdfium2
import pytest

from generator.layout.items import Words
from generator.page_words import words_of_page
from generator.preflight import folded, preflight
from generator.shaping import runs_of
from inconfidence.core.blocks import Paragraph, ParagraphStyle, Tab, TabStop, Text, TextStyle
from tests.generator.drawing.sheets import BODY, WIDTH, drawn, laid, opened, paper, para

BOTH = ParagraphStyle("Both", align="both")
PLAIN, BOLD = TextStyle(), TextStyle(bold=True)

ENGLISH = (
    "She was seen with שרה גרינפעלד (her aunt, born 12.3.1971) and محمد علی by the shop; 王小明 and রহিমা had left. "
)
HEBREW = "שרה גרינפעלד גרה ברחוב 12, לונדון (ליד התחנה). "
CHINESE = "王小明住在倫敦哈克尼區十二號，靠近車站。他的妹妹李雷在學校（等他）。"


def lines(what: Paragraph) -> list[list[Words]]:
    """The words of each line of a paragraph, in the order they are read."""
    strips = [placed.strip for placed in laid(what).pages[0].body]
    return [[item for item in strip.items if isinstance(item, Words)] for strip in strips]


def said(line: list[Words]) -> str:
    return "".join(item.words for item in line)


@pytest.mark.parametrize("words", [ENGLISH, HEBREW, CHINESE], ids=["English", "Hebrew", "Chinese"])
@pytest.mark.parametrize("style", [BODY, BOTH], ids=["left", "both"])
def test_long_mixed_paragraphs_lose_nothing_and_stay_in_their_column(words: str, style: ParagraphStyle) -> None:
    """Every word once, in order, on several lines none of which is wider than the column."""
    broken = lines(para(words * 6, style))

    assert len(broken) >= 4
    joined = "".join(map(said, broken))
    assert "".join(joined.split()) == "".join((words * 6).split())
    for line in broken:
        assert min(item.x for item in line) >= -0.1
        assert max(item.x + item.width for item in line) <= WIDTH + 0.1


def test_words_in_an_english_line_run_their_own_way() -> None:
    """The Hebrew name's first word stands right of its second, and the English words on either side of both."""
    marked = drawn(paper(para("Anna שרה לב lives")))
    page = pypdfium2.PdfDocument(marked.content)[0].get_textpage()
    places = {page.get_text_range(at, 1): page.get_charbox(at)[0] for at in range(page.count_chars())}

    assert places["A"] < places["ב"] < places["ל"] < places["ה"] < places["ש"] < places["v"]


def test_words_of_two_looks_keep_their_order_in_a_line_that_runs_left() -> None:
    """A bold second name stands left of the first."""
    (line,) = lines(para((Text("שרה ", PLAIN), Text("גרינפעלד", BOLD))))

    first, second = line[0], line[-1]
    assert (first.words.strip(), second.words.strip()) == ("שרה", "גרינפעלד")
    assert second.x + second.width <= first.x + 0.1


def test_the_tree_is_in_the_order_of_reading() -> None:
    """Pieces drawn from left to right are numbered in the order they are read."""
    pdf = opened(drawn(paper(para("ב (א) 12 ג"))))

    content = pdf.pages[0].Contents.read_bytes()

    numbers = [int(part.split(b">>")[0]) for part in content.split(b"/MCID ")[1:]]
    assert numbers != sorted(numbers)
    assert [int(kid) for kid in pdf.Root.StructTreeRoot.K[0].K.K] == sorted(numbers)
    assert "ב (א) 12 ג" in folded(words_of_page(pdf.pages[0].obj))


def test_a_hebrew_paragraph_begins_at_the_right_edge() -> None:
    """All its lines end at the left where they end, also in a paragraph set to both edges."""
    for style in (BODY, BOTH):
        *_, last = lines(para(HEBREW * 6, style))

        assert max(item.x + item.width for item in last) == pytest.approx(WIDTH, abs=0.5)
        assert min(item.x for item in last) > 20


def test_a_name_alone_stands_where_its_cell_would_have_it() -> None:
    """One line of Hebrew in an English paper keeps the paragraph's own edge."""
    (line,) = lines(para("שרה גרינפעלד"))

    assert line[0].x == pytest.approx(0.0)


def test_chinese_breaks_between_characters_but_not_before_a_stop() -> None:
    """No line begins with a sign that closes, and none ends with one that opens."""
    broken = [said(line).strip() for line in lines(para(CHINESE * 8))]

    assert len(broken) > 4
    assert not any(line[0] in "，。）" for line in broken)
    assert not any(line[-1] in "（" for line in broken)


def test_chinese_that_does_not_fit_is_broken_without_a_space() -> None:
    """A line of Chinese is filled to its end, not broken only where Latin words are."""
    first, *_ = lines(para(f"Address {CHINESE * 3}"))

    assert first[0].words.startswith("Address 王小明")


def test_a_word_longer_than_a_line_is_cut_between_clusters() -> None:
    """No syllable of a long Bengali word is parted."""
    broken = [said(line).strip() for line in lines(para("রহিমা" * 40))]

    assert len(broken) > 1
    assert all(line.startswith(("র", "হি", "মা")) for line in broken)
    assert "".join(broken) == "রহিমা" * 40


def test_tabs_part_what_is_put_in_order() -> None:
    """A label, a tab and a Hebrew name stay in that order."""
    style = ParagraphStyle("Fill", tabs=(TabStop(200.0),))
    (line,) = lines(para((Text("שם", PLAIN), Tab(PLAIN), Text("שרה לב", PLAIN)), style))

    assert [item.words.strip() for item in line] == ["שם", "שרה לב"]
    assert (line[0].x, line[1].x) == (pytest.approx(0.0), pytest.approx(200.0))


def test_spread_words_end_at_the_edge() -> None:
    """In a paragraph set to both edges, also spaces between Hebrew words grow."""
    marked = drawn(paper(para(ENGLISH * 4, BOTH), para(HEBREW * 4, BOTH)))
    page = pypdfium2.PdfDocument(marked.content)[0].get_textpage()
    rights = [page.get_charbox(at)[2] for at in range(page.count_chars()) if page.get_text_range(at, 1).strip()]

    assert sum(abs(right - (70.9 + WIDTH)) < 1.5 for right in rights) >= 6
    assert preflight(marked).page_count == 1


def test_what_is_kept_of_a_layout_holds_no_names() -> None:
    """Widths of a name's words are gone with the layout they were measured for."""
    name = "רבקה־מיוחדת"
    laid(para(name))

    assert not hasattr(runs_of, "cache_info")
