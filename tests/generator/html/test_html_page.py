"""A paper as a page: what each block becomes, for eyes, for screen readers, on a telephone, in print."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from io import BytesIO

import pytest
from PIL import Image

from generator.html import preflight_html
from generator.html.sheet import contrast, readable
from inconfidence.core.blocks import (
    Barcode,
    Cell,
    PageBreak,
    Paragraph,
    ParagraphStyle,
    Picture,
    Row,
    Section,
    SignaturePlace,
    Tab,
    Table,
    TabStop,
    Text,
    TextStyle,
    TickBox,
)
from inconfidence.core.documents import Mark
from inconfidence.core.errors import InputInvalid
from tests.generator.drawing.sheets import (
    FULL_MARK,
    bars,
    cell,
    everything,
    heading,
    heat,
    item,
    paper,
    para,
    picture,
    row,
    table,
)
from tests.generator.html.pages import MARKING, drawn, linked, opened, page, said

TITLE = ParagraphStyle("Title", leading=26)
BLACK_ON_WHITE = 21.0


def test_a_paper_with_everything_passes() -> None:
    """Every kind of block and inline we can draw, twice with the same bytes."""
    first, second = drawn(everything(), FULL_MARK), drawn(everything(), FULL_MARK)

    preflight_html(first)
    assert first.content == second.content


def test_the_page_needs_nothing_and_can_do_nothing() -> None:
    """No script, nothing fetched, its policy lets in its own style alone, and it is no search engine's business."""
    root = opened(drawn(everything()))

    told = {each.get("http-equiv") or each.get("name"): each.get("content") for each in root.iter("meta")}
    style = next(root.iter("style")).text
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert told["Content-Security-Policy"].startswith("default-src 'none'; script-src 'none'; style-src 'sha256-")
    assert f"style-src 'sha256-{digest}';" in told["Content-Security-Policy"]
    assert told["referrer"] == "no-referrer"
    assert told["robots"].startswith("noindex")
    assert not list(root.iter("script", "link", "iframe", "object", "form", "base"))
    assert all(each.get("src").startswith("data:image/") for each in root.iter("img"))
    assert not root.xpath("//@style")


def test_headings_skip_no_level_under_one_title() -> None:
    """A heading of the third level after one of the first is read out as one of the next."""
    root = page(para("Record", TITLE), heading("Seen", 1), heading("Where", 3), heading("Again", 1))

    found = [(each.tag, said(each)) for each in root.iter("h1", "h2", "h3", "h4")]
    assert found == [("h1", "Record"), ("h2", "Seen"), ("h3", "Where"), ("h2", "Again")]


def test_a_paper_without_a_title_is_given_its_own() -> None:
    """A letter has none on paper; a screen reader is told one."""
    root = page(para("Dear parent"))

    (title,) = root.iter("h1")
    assert (said(title), title.get("class")) == ("A sheet", "unseen")


def test_lists_are_lists_with_the_labels_as_printed() -> None:
    """In one another, counted as on paper; a bullet is not read out."""
    root = page(item("One"), item("Under it", "–", 1), item("Two"), item("First", "7.", ordered=True))

    bullets, inner, numbers = root.iter("ul", "ol")
    assert [each.tag for each in (bullets, inner, numbers)] == ["ul", "ul", "ol"]
    assert inner.getparent().tag == "li"
    assert [said(each) for each in numbers.iter("li")] == ["7. First"]
    assert [each.get("aria-hidden") for each in root.find_class("label")] == ["true", "true", "true", None]


def test_a_table_tells_what_its_heads_are_for() -> None:
    """Repeated heads stand in one head, the first column heads its rows, spans are kept, an empty head is none."""
    head = Row((cell(""), cell("Name", columns=2)), header=True)
    body = Row((cell("A", rows=2), cell("x"), cell("y")))
    root = page(Table((head, body, row("z", "w")), (50, 50, 50), header_columns=1, description="Who"))

    assert said(root.find(".//caption")) == "Who"
    scopes = [(said(each), each.get("scope"), each.get("colspan"), each.get("rowspan")) for each in root.iter("th")]
    assert scopes == [("Name", "colgroup", "2", None), ("A", "rowgroup", None, "2")]
    assert len(root.findall(".//thead/tr")) == 1
    assert len(root.findall(".//tbody/tr")) == 2


def test_a_table_that_only_arranges_is_no_table() -> None:
    """Its cells are read one after another."""
    root = page(Table((row("Left", "Right"),), (200, 200), "layout"))

    assert not list(root.iter("table"))
    assert [said(each) for each in root.find_class("beside")[0]] == ["Left", "Right"]


def test_a_table_in_a_table_stays_one() -> None:
    """Also in a cell that is merged."""
    root = page(Table((Row((Cell((Table((row("Inner", "one"),), (60, 60)),), columns=2),)), row("a", "b")), (90, 90)))

    assert len(root.findall(".//td//table//td")) == 2


def test_a_wide_table_scrolls_by_itself() -> None:
    """It can be reached by keyboard and says what it is; a narrow one is not in the way."""
    wide = Table((row("a", "b", "c", header=True), row("1", "2", "3")), (90, 90, 90), description="Plan")
    root = page(wide, table(1))

    (region,) = root.find_class("wide")
    assert (region.get("tabindex"), region.get("role"), region.get("aria-label")) == ("0", "group", "Table: Plan")


def test_bars_are_one_picture_above_their_table() -> None:
    """As long as the numbers are, with the numbers printed; what is not shown has no bar."""
    root = page(bars("4", "8 (67%)", "0"))

    (chart,) = root.find_class("bars")
    assert (chart.get("role"), chart.get("aria-label")) == ("img", "Replies")
    assert [each.get("width") for each in chart.iter("rect")] == ["30%", "60%"]
    assert [each.text for each in chart.iter("text")] == ["4", "8 (67%)", "0"]
    assert [said(each) for each in root.findall(".//tbody/tr")[-1]] == ["Answer 2", "0"]


def test_a_grid_of_days_is_told_by_pattern_and_by_number() -> None:
    """The denser the more; nought has none."""
    root = page(heat(0, 1, 12))

    grounds = [each.find("rect").get("fill") for each in root.find_class("ground")]
    assert grounds == ["url(#dense1)", "url(#dense4)"]
    assert {each.get("id") for each in root.iter("pattern")} == {"dense1", "dense4"}


def test_a_tick_box_is_drawn_and_told() -> None:
    """Crossed only when ticked."""
    root = page(para((TickBox(True, TextStyle()), Text("Yes", TextStyle()), TickBox(False, TextStyle()))))

    boxes = root.find_class("tick")
    assert [(each.get("aria-label"), len(list(each.iter("path")))) for each in boxes] == [
        ("Ticked", 1),
        ("Not ticked", 0),
    ]


def test_a_picture_lies_in_the_page_and_brings_nothing_else() -> None:
    """What a camera wrote into it is gone; one that is decorative tells nothing."""
    stream = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken by Jo Bloggs"
    Image.new("RGB", (16, 16)).save(stream, "JPEG", exif=exif, comment=b"Jo Bloggs")
    root = page(para((Picture(stream.getvalue(), 72, 36, "A <map>"), Picture(picture(), 10, 10, ""))))

    shown, plain = root.iter("img")
    assert (shown.get("alt"), shown.get("width"), plain.get("alt")) == ("A <map>", "96", "")
    assert shown.get("src").startswith("data:image/jpeg;base64,")
    assert b64encode(b"Bloggs")[:6].decode() not in shown.get("src")


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg onload='x()'/>", picture()[:40], picture(kind="GIF")])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    """By name, before anything is drawn."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(para((Picture(content, 10, 10, "x"),))))

    assert [one.code for one in refused.value.problems] == ["not-a-picture"]


def test_a_barcode_is_bars_with_its_value_under_them() -> None:
    """As many bars as Code 128 has for it."""
    root = page(para((Barcode("AG-7K3M-9QXT"),)))

    (drawing,) = root.find_class("barcode")
    assert drawing.get("aria-label") == "Barcode of AG-7K3M-9QXT"
    assert len(list(drawing.iter("rect"))) > 30
    assert said(root.find_class("value")[0]) == "AG-7K3M-9QXT"


def test_a_place_to_sign_is_a_box_with_its_label() -> None:
    """Nothing can be typed into it."""
    root = page(SignaturePlace("guardian", "Sign here", 226, 56))

    (place,) = root.find_class("sign")
    assert (said(place), place.get("role"), place.get("aria-label")) == ("Sign here", "group", "Sign here")
    assert not list(root.iter("input", "button", "form"))


def test_the_marking_stands_at_the_head_and_the_foot_in_sight() -> None:
    """With the banner, and the name and code of a personal copy; it is read out once, and stays on the screen."""
    root = opened(drawn(everything(), FULL_MARK, must_show=(MARKING,)))

    top, foot = root.find_class("marking")
    lines = [MARKING, FULL_MARK.banner, FULL_MARK.margin, FULL_MARK.ground]
    assert [said(line) for line in top] == [said(line) for line in foot] == [" ".join(line.split()) for line in lines]
    assert (top.get("aria-label"), foot.get("aria-hidden")) == ("Marking", "true")
    css = next(root.iter("style")).text
    assert ".top{position:sticky;top:0" in css
    assert ".foot{position:sticky;bottom:0" in css


def test_the_marking_is_repeated_on_every_printed_sheet() -> None:
    """Browsers repeat the head and the foot of a table, also of one that is none but in print."""
    css = next(page(para("x")).iter("style")).text.split("@media print")[1]

    assert ".top{display:table-header-group" in css
    assert ".foot{display:table-footer-group" in css


def test_running_heads_that_say_the_same_stand_once() -> None:
    """A landscape part has other tab stops and the same words."""
    head = (para("Thornmere"),)
    other = (para((Text("Thornmere", TextStyle(size=10)),)),)
    whole = paper(para("One"), header=head, footer=(para("Foot"),))
    root = opened(drawn(replace(whole, sections=(*whole.sections, Section((para("Two"),), header=other)))))

    assert said(root.find(".//header")) == "Thornmere"
    assert said(root.find(".//footer")) == "Foot"
    assert [said(each) for each in root.find(".//main").iter("p")] == ["One", "Two"]


def test_a_notice_is_one_line_at_the_head() -> None:
    """Before the paper begins."""
    root = page(para("x"), notice="This page is not the sealed paper.")

    assert said(root.find(".//header")) == "This page is not the sealed paper."


def test_other_languages_are_named_where_they_stand() -> None:
    """On the page its own, on words another; what is no language is not named."""
    words = (Text("Merhaba", TextStyle(language="tr")), Text(" Hi", TextStyle(language='"><x')))
    root = page(para(words))

    assert root.get("lang") == "en-GB"
    assert [(each.get("lang"), said(each)) for each in root.xpath("//main//*[@lang]")] == [("tr", "Merhaba")]


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Name: محمد علي, 7 years", ["محمد علي"]),
        ("שרה O'Neill and יעקב", ["שרה", "יעקב"]),
        ("عمر، لیلیٰ (میری بہن)", ["عمر، لیلیٰ (میری بہن"]),
        ("Yıldız and Łódź", []),
    ],
)
def test_a_name_that_runs_from_right_to_left_is_kept_to_itself(words: str, kept: list[str]) -> None:
    """What stands beside it is not turned round with it."""
    root = page(para(words))

    assert said(root.find(".//main//p")) == words
    assert [said(each) for each in root.iter("bdi")] == kept


def test_a_paragraph_that_begins_from_right_to_left_runs_so() -> None:
    """And one that only holds a name does not."""
    root = page(para("שלום לכולם."), para("Hello שרה."))

    assert [each.get("dir") for each in root.find(".//main").iter("p")] == ["auto", None]


@pytest.mark.parametrize(
    "link", ['https://www.example.gov.uk/it\'s?a=1&b="2"', "mailto:fast@example.org", "tel:02079460123"]
)
def test_a_link_leads_where_it_says(link: str) -> None:
    """Web, mail and telephone, as in the PDF."""
    (found,) = page(linked("here", link)).iter("a")

    assert (found.get("href"), found.get("rel")) == (link, "noreferrer noopener")


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org",
        'https://example.org" onclick="x',
        "https://example.org/\nx",
        "ftp://example.org",
        "https://example.org/ä",
        "https://example.org/(a)",
    ],
)
def test_any_other_link_is_refused(link: str) -> None:
    """By name, and nothing is drawn."""
    with pytest.raises(InputInvalid) as refused:
        drawn(paper(linked("here", link)))

    assert [one.code for one in refused.value.problems] == ["link"]


def test_every_place_can_be_led_to_under_a_name_of_ours() -> None:
    """A bookmark called like something a browser knows, or like another but for a sign, clashes with nothing."""
    style = ParagraphStyle("Normal")
    places = [
        Paragraph((Text("x", TextStyle()),), style, bookmarks=(name,)) for name in ("location", "a b", "a.b", "ä")
    ]
    root = page(linked("go", "#a b"), *places)

    names = root.xpath("//main//@id")
    assert len(set(names)) == 4
    assert all(name.startswith("to-") for name in names)
    assert next(root.iter("a")).get("href") == f"#{names[1]}"


def test_a_line_to_write_on_is_drawn_and_not_read_out() -> None:
    """The words before it stay words."""
    style = ParagraphStyle("Fill line", tabs=(TabStop(200, "right", "_"),))
    root = page(para((Text("Name", TextStyle()), Tab(TextStyle())), style))

    (line,) = root.find_class("to-write")
    assert line.get("aria-hidden") == "true"
    assert said(root.find(".//main//p")) == "Name"


def test_a_new_sheet_is_one_only_in_print() -> None:
    """On the screen a line shows where."""
    root = page(para("a"), PageBreak(), para("b"))

    assert len(root.find_class("turn")) == 1


@pytest.mark.parametrize("colour", ["808080", "999999", "FFFF00", "1A3C6E", "FFFFFF"])
@pytest.mark.parametrize("ground", ["", "000000", "EBEBEB", "1A3C6E"])
def test_words_stand_out_seven_to_one(colour: str, ground: str) -> None:
    """From whatever they stand on (WCAG 2.2, 1.4.6), where black or white can."""
    shown = readable(colour, ground)

    assert contrast(shown, ground or "FFFFFF") >= 7.0
    assert shown in (colour, "000000", "FFFFFF")


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21 to 1."""
    assert contrast("000000", "FFFFFF") == pytest.approx(BLACK_ON_WHITE)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_colour_that_is_none_is_refused() -> None:
    """It would stand in the style sheet."""
    with pytest.raises(InputInvalid):
        drawn(paper(para("x", text=TextStyle(colour="red}</style>"))))


def test_nothing_is_set_in_fixed_lengths() -> None:
    """Letters grow with what a reader set, and no column is wider than the screen."""
    css = next(opened(drawn(everything())).iter("style")).text

    assert not re.search(r"font-size:[\d.]+(?:px|pt)", css.split("@media print")[0])
    assert "img{max-width:100%" in css


def test_a_mark_of_nothing_leaves_no_bar() -> None:
    """A file drawn for itself has no marking."""
    root = page(para("x"), mark=Mark(""))

    assert root.find_class("marking") == []
