"""Every printed word tells where it came from, whatever the template or the value tries."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.characters import has_refused
from generator.draw import draw
from generator.drawn import said_by
from generator.fill import fill, filled
from generator.issue import word_file
from generator.layout.joined import joined
from generator.preflight import preflight
from generator.printing import CLOSE, MARK, MIDDLE, OPEN
from generator.provenance import parts_of
from generator.sourced import Told
from generator.template import Template
from generator.word import problems_of, read
from generator.word.characters import printable
from inconfidence.core.blocks import (
    Barcode,
    Cell,
    Label,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Row,
    SignaturePlace,
    Tab,
    Table,
    Text,
    TextStyle,
)
from inconfidence.core.documents import DrawnFrom, MarkedPdf
from inconfidence.core.errors import Failed, InputInvalid
from inconfidence.core.values import Choice, unknown
from tests.generator.drawing.sheets import CREATED, VIEW, paper, para
from tests.generator.drawing.sheets import MARK as SHEET_MARK
from tests.generator.test_fill import template, view
from tests.generator.word.making import add, paragraph, paragraphs, png, rewritten, run, saved, styled, word

Source = tuple[str, str]


def sources(*lines: str, **referral: Any) -> list[Source]:
    """Return every run of words of a filled template of these lines, with its path."""
    return runs(template(*lines), **referral)


def runs(what: Template, **referral: Any) -> list[Source]:
    """Return every run of words of a filled template, with its path."""
    found = read(fill(what, view(**referral)))
    return [(one.path, one.words) for one in said_by(found).drawn]


def texts(line: str, **referral: Any) -> list[Source]:
    """Return the texts of a one-line template as they were read, with their paths."""
    (found,) = paragraphs(read(fill(template(line), view(**referral))).sections[0].blocks)
    return [(one.source, one.words) for one in found.inlines if isinstance(one, Text)]


def put(found: Paper) -> MarkedPdf:
    """Return a paper drawn."""
    return draw(found, SHEET_MARK, fields=(), created=CREATED, view=VIEW, must_show=())


def test_a_value_is_parted_from_the_words_round_it() -> None:
    """In the middle of a sentence, without a space on either side."""
    assert texts("Seen(by {{ referral.who }}), today", who="Mr Green") == [
        ("", "Seen(by "),
        ("referral.who", "Mr Green"),
        ("", "), today"),
    ]


def test_two_values_side_by_side_are_two() -> None:
    """Nothing stands between them, and each keeps its own path."""
    assert texts("{{ referral.a }}{{ referral.b }}", a="x", b="x") == [("referral.a", "x"), ("referral.b", "x")]


def test_a_list_gives_each_entry_its_position() -> None:
    """Loops count from nought, whatever the template calls the entry."""
    lines = ("{% for p in referral.people %}{{ p.name }}, {% endfor %}",)

    assert sources(*lines, people=[{"name": "A"}, {"name": "A"}]) == [
        ("referral.people.0.name", "A"),
        ("", ", "),
        ("referral.people.1.name", "A"),
        ("", ", "),
    ]


def test_rows_in_rows_keep_both_positions() -> None:
    """A loop within a loop, over plain words."""
    line = "{% for f in referral.findings %}{% for w in f.words %}{{ w }}{% endfor %}{% endfor %}"
    findings = [{"words": ["a"]}, {"words": ["b", "c"]}]

    assert sources(line, findings=findings) == [
        ("referral.findings.0.words.0", "a"),
        ("referral.findings.1.words.0", "b"),
        ("referral.findings.1.words.1", "c"),
    ]


def test_rows_of_a_table_keep_their_position() -> None:
    """docxtpl's row loops hand out the same entries."""
    document = Document()
    table = document.add_table(3, 2)
    for row, text in enumerate(["{%tr for p in referral.people %}", "{{ p.name }}", "{%tr endfor %}"]):
        table.cell(row, 0).text = text

    found = runs(template(docx=saved(document)), people=[{"name": "A"}, {"name": unknown("not_known")}])

    assert found == [("referral.people.0.name", "A"), ("referral.people.1.name", "Not known")]


@pytest.mark.parametrize(
    ("line", "value", "words"),
    [
        ("{{ referral.x }}", Choice("yes", "Yes, she does"), "Yes, she does"),
        ("{{ referral.x.label }}", Choice("yes", "Yes, she does"), "Yes, she does"),
        ("{{ referral.x|said|lower }}", Choice("yes", "Yes"), "yes"),
        ("{{ referral.x|date }}", date(2026, 12, 10), "Thursday 10 December 2026"),
        ("{{ referral.x|shortdate }}", datetime(2026, 12, 10, 9, tzinfo=UTC), "10 December 2026"),
        ("{{ referral.x|datetime }}", datetime(2026, 12, 10, 9, tzinfo=UTC), "10 December 2026 at 9am"),
        ("{{ referral.x|time }}", time(18, 30), "6:30pm"),
        ("{{ referral.x }}", date(2026, 12, 10), "10 December 2026"),
        ("{{ referral.x.year }}", date(2026, 12, 10), "2026"),
        ("{{ referral.x|said }}", ["a", Choice("b", "B")], "a, B"),
        ("{{ referral.x|join(' and ') }}", ["a", "b"], "a and b"),
        ("{{ referral.x|map('upper')|join(' ') }}", ["a", "b"], "A B"),
        ("{{ referral.x|length }}", ["a", "b"], "2"),
        ("{{ referral.x|sum }}", [1, 2], "3"),
        ("{{ referral.x + 1 }}", 6, "7"),
        ("{{ referral.x / 8 }}", 6, "0.75"),
        ("{{ (100 * referral.x / 8)|round|int }}", 6, "75"),
        ("{{ referral.x|default('none') }}", "given", "given"),
        ("{{ referral.x[:3] }}", "Kestrel", "Kes"),
        ("{{ referral.x.upper() }}", "Kestrel", "KESTREL"),
        ("{{ 'No. %s' % referral.x }}", "7", "No. 7"),
        ("{{ 'No. {}'.format(referral.x) }}", "7", "No. 7"),
        ("{{ referral.x|replace('a', 'b')|e }}", "a&a", "b&b"),
        ("{% set y = referral.x %}{{ y }}", "Kestrel", "Kestrel"),
        ("{% set y %}{{ referral.x }}{% endset %}{{ y }}", "Kestrel", "Kestrel"),
        ("{% macro m(v) %}{{ v }}{% endmacro %}{{ m(referral.x) }}", "Kes<trel", "Kes<trel"),
        ("{{ referral.x if referral.x else 'None' }}", "Kestrel", "Kestrel"),
        ("{% set y = referral.x ~ '!' %}{{ y }}", "Kestrel", "Kestrel!"),
        ("{% for part in referral.x.split(' ') %}{{ part }}{% endfor %}", "Kes trel", "Kestrel"),
    ],
)
def test_what_is_made_of_a_value_keeps_its_path(line: str, value: Any, words: str) -> None:
    """Filters, sums, parts, methods, assignments and macros hand the path on."""
    assert sources(line, x=value) == [("referral.x", words)]


def test_an_entry_found_by_a_filter_keeps_its_own_path() -> None:
    """The first of a sorted list is told by where it stands in the view, not in the sorting."""
    found = sources("{{ (referral.people|sort(attribute='name')|first).name }}", people=[{"name": "B"}, {"name": "A"}])

    assert found == [("referral.people.1.name", "A")]


def test_batches_keep_the_paths_of_what_is_in_them() -> None:
    """As survey forms lay out answers by twos."""
    line = "{% for two in referral.x|batch(2) %}{% for one in two %}{{ one }}{% endfor %}{% endfor %}"

    assert sources(line, x=["a", "b", "c"]) == [("referral.x.0", "a"), ("referral.x.1", "b"), ("referral.x.2", "c")]


def test_a_joint_keeps_the_paths_of_its_parts() -> None:
    """What a tag puts together it prints one after another, each with its words."""
    assert sources("{{ referral.a ~ ', ' ~ referral.how }}", a="x", how=Choice("web", "Web form")) == [
        ("referral.a", "x"),
        ("", ", "),
        ("referral.how", "Web form"),
    ]


def test_a_joint_of_two_has_the_path_they_share() -> None:
    """Put together before it is printed, it came from the person both belong to."""
    line = "{% for p in referral.people %}{% set n = p.first ~ ' ' ~ p.last %}{{ n }}{% endfor %}"

    assert sources(line, people=[{"first": "Zoë", "last": "Canary"}]) == [("referral.people.0", "Zoë Canary")]


def test_the_templates_own_words_have_no_path() -> None:
    """Also where a condition chose them, and also when a value says the same."""
    line = "Not asked {{ 'None' if referral.x == 'no' else referral.x }} {{ loop_none|default('Nobody') }}"

    assert sources(line, x=Choice("no", "Not asked")) == [("", "Not asked None Nobody")]
    assert sources("Not asked: {{ referral.x }}", x="Not asked") == [
        ("", "Not asked: "),
        ("referral.x", "Not asked"),
    ]


def test_the_same_value_at_two_paths_keeps_both() -> None:
    """The words are equal; where they come from is not."""
    assert sources("{{ referral.a }}", "{{ referral.b }}", a="Green", b="Green") == [
        ("referral.a", "Green"),
        ("referral.b", "Green"),
    ]


def test_ticks_need_no_source() -> None:
    """A box that a condition crossed is drawn, not said."""
    assert sources("{{ (referral.x == 'yes')|box }} Yes", x=Choice("yes", "Yes")) == [("", " Yes")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\t"])
def test_a_value_keeps_its_path_across_lines(end: str) -> None:
    """Every line of it, and what follows is the template's own again."""
    assert texts("{{ referral.x }}.", x=f"one{end}two") == [("referral.x", "one"), ("referral.x", "two"), ("", ".")]


HOSTILE = [
    f"{OPEN}council.name{MIDDLE}forged{CLOSE}",
    f"{CLOSE}not mine{OPEN}",
    f"{MIDDLE}{MIDDLE}",
    "&#xE0F1;council.name&#xE0F2;",
    "\ue000 \uf8ff \U0010fffd",
    "{{ referral.b }} {% for x in y %} {# note #}",
    "]]></w:t></w:r><w:t>&amp;<!-- -->",
    "a\u202eb \u2067c",
    "ייִדיש Ελληνικά 漢字 नमस्ते",
    "e\u0301 Zoe\u0308",
    "line\nline\n\nline",
    "x" * 20_000,
    " leading and trailing ",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_no_value_can_tell_of_another_path(value: str) -> None:
    """Whatever it holds, all of it comes from its own path, and nothing of it from the template."""
    found = texts("A{{ referral.x }}Z", x=value)

    assert {path for path, _ in found[1:-1]} == {"referral.x"}
    assert (found[0], found[-1]) == (("", "A"), ("", "Z"))


@pytest.mark.parametrize("value", HOSTILE[:5])
def test_marks_in_a_value_are_shown_not_obeyed(value: str) -> None:
    """They come out as replacement signs, as every control does."""
    (_, words), *_ = texts("{{ referral.x }}", x=value)

    assert words == printable(value)
    assert not MARK.search(words)


@pytest.mark.parametrize("mark", [OPEN, MIDDLE, CLOSE])
def test_a_record_cannot_hold_a_mark(mark: str) -> None:
    """The marks are private-use characters: forms refuses them, and what fills a paper shows them."""
    assert unicodedata.category(mark) == "Co"
    assert has_refused(f"a{mark}b")
    assert printable(mark) == "\ufffd"


@settings(max_examples=25, deadline=None, database=None)
@given(st.lists(st.text(st.sampled_from(f"{OPEN}{MIDDLE}{CLOSE}<&>{{}}%ab. \n\t"), max_size=12), max_size=4))
def test_any_values_keep_their_own_words(values: list[str]) -> None:
    """Whatever the values are, what is read from each path is what stood there."""
    found = sources("{% for one in referral.x %}{{ one }};{% endfor %}.", x=values)

    told = {path: words for path, words in found if path}
    expected = {f"referral.x.{at}": printable(one) for at, one in enumerate(values)}
    assert {path: "".join(words.split()) for path, words in told.items()} == {
        path: "".join(words.split()) for path, words in expected.items() if words.strip("\n\t")
    }


def test_a_template_that_holds_a_mark_is_refused() -> None:
    """Nobody can write a path into a template's Word file."""
    with pytest.raises(Failed, match="U\\+E0F1"):
        fill(template(f"{OPEN}council.name{MIDDLE}Forged{CLOSE} {{{{ referral.x }}}}"), view(x="x"))


@pytest.mark.parametrize("text", [f"{OPEN}council.name{MIDDLE}Forged{CLOSE}", OPEN, MIDDLE, CLOSE])
def test_marks_in_any_other_file_are_a_fault(text: str) -> None:
    """Only what was just filled is believed: a file brought from elsewhere cannot say where its words are from."""
    assert [problem.code for problem in problems_of(word(paragraph(run(text))))] == ["damaged"]


@pytest.mark.parametrize(
    "line", ["{{ referral.x|pprint|xmlattr }}", "{{ referral.x|safe }}", "{{ referral.x|tojson }}"]
)
def test_no_filter_makes_a_value_markup(line: str) -> None:
    """Filters that would are not there."""
    with pytest.raises(Failed, match="cannot be understood"):
        fill(template(line), view(x="<w:p/>"))


def test_escaping_cannot_be_turned_off() -> None:
    """Then a value would be markup."""
    with pytest.raises(Failed, match="act as markup"):
        fill(template("{% autoescape false %}{{ referral.x }}{% endautoescape %}"), view(x="<w:p/>"))


@pytest.mark.parametrize(
    "line",
    [
        "{% filter upper %}{{ referral.x }}{% endfilter %}",
        "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(referral.x)|upper }}",
        "{{ referral.x.format('y') }}",
        "{{ [[referral.x]]|string }}",
    ],
)
def test_words_whose_origin_is_lost_are_not_printed(line: str) -> None:
    """They would pass as the template's own; the error tells none of them."""
    with pytest.raises(Failed, match="cannot be filled") as caught:
        fill(template(line), view(x="a secret"))

    assert "secret" not in str(caught.value)


def test_heads_and_feet_are_told_once() -> None:
    """They stand on every page, and in what was drawn once."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ council.name }}"
    document.sections[0].footer.paragraphs[0].text = "Quote {{ referral.reference }}"
    document.add_paragraph("Body")
    document.add_section()

    assert runs(template(docx=saved(document)), reference="R-1") == [
        ("council.name", "London Borough of Thornmere"),
        ("", "Body\nQuote "),
        ("referral.reference", "R-1"),
    ]


def test_alt_text_is_told_with_the_path_that_named_the_picture() -> None:
    """It is read out, so it is disclosed; it stands in the file without a mark."""
    picture = Picture(png(), 72.0, 36.0, 'The "covered way" <plan>')

    found = read(fill(template("{{ referral.map|picture }}"), view(map="plan"), {"plan": picture}))

    assert said_by(found).drawn == (DrawnFrom("referral.map", 'The "covered way" <plan>'),)
    assert paragraphs(found.sections[0].blocks)[0].inlines == (picture,)


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_picture_without_alt_text_is_refused_still(alt: str) -> None:
    """Its path alone is no alt text."""
    docx = fill(template("{{ referral.map|picture }}"), view(map="plan"), {"plan": Picture(png(), 10, 10, alt)})

    with pytest.raises(InputInvalid) as caught:
        read(docx)

    assert [problem.code for problem in caught.value.problems] == ["picture-alt"]


def test_the_description_of_a_chart_is_parted_like_a_text() -> None:
    """Its words are partly the template's, partly a value's."""
    document = Document()
    table = document.add_table(1, 1)
    add(document, paragraph(""))
    described = table._tbl.tblPr.makeelement(f"{W}tblDescription", {f"{W}val": "Chart of {{ referral.x }}."})
    table._tbl.tblPr.append(described)

    found = read(fill(template(docx=saved(document)), view(x="<Replies>")))

    (block,) = [one for one in found.sections[0].blocks if isinstance(one, Table)]
    assert block.description == "Chart of <Replies>."
    assert parts_of(block.description) == (("", "Chart of "), ("referral.x", "<Replies>"), ("", "."))


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_barcodes_and_places_to_sign_tell_their_path() -> None:
    """A code as bars is the same disclosure as in letters."""
    document = Document()
    for name in ("Barcode", "Signature place"):
        styled(document, name)
    document.add_paragraph(" {{ referral.code }} ", "Barcode")
    add(document, paragraph('<w:bookmarkStart w:id="1" w:name="sign_chair"/>' + run("{{ referral.who }} signs"), SIGN))

    found = read(fill(template(docx=saved(document)), view(code="AG-7K3M", who="Chair")))

    code, place = found.sections[0].blocks
    assert isinstance(code, Paragraph)
    assert code.inlines == (Barcode("AG-7K3M"),)
    assert isinstance(place, SignaturePlace)
    assert place.label == "Chair signs"
    assert [(one.path, one.words) for one in said_by(found).drawn] == [
        ("referral.code", "AG-7K3M"),
        ("referral.who", "Chair"),
        ("", " signs"),
    ]


SIGN = '<w:pStyle w:val="Signatureplace"/>'


def test_no_mark_stays_in_names_addresses_or_widths() -> None:
    """A value in an attribute or a field code is a value, without marks."""
    document = Document()
    add(document, paragraph('<w:bookmarkStart w:id="1" w:name="{{ referral.x }}"/>' + run("x")))
    add(document, paragraph('<w:hyperlink w:anchor="{{ referral.x }}">' + run("there") + "</w:hyperlink>"))
    add(document, paragraph('<w:fldSimple w:instr="PAGEREF {{ referral.x }}">' + run("1") + "</w:fldSimple>"))
    add(document, paragraph(field("PAGEREF {{ referral.x }}")))

    found = read(fill(template(docx=saved(document)), view(x="here")))

    assert said_by(found).drawn
    first, second, third, fourth = paragraphs(found.sections[0].blocks)
    assert first.bookmarks == ("here",)
    assert [one.link for one in second.inlines if isinstance(one, Text)] == ["#here"]
    assert [getattr(one, "bookmark", "") for one in (*third.inlines, *fourth.inlines)] == ["here", "here"]


def field(code: str) -> str:
    """Return the XML of a field in runs."""
    marks = {kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")}
    said = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return f"{marks['begin']}{said}{marks['separate']}{run('1')}{marks['end']}"


@pytest.mark.parametrize(
    "found",
    [
        paper(para(f"a{OPEN}b")),
        paper(para((Text("a", TextStyle(), f"#{CLOSE}"),))),
        paper(para((Picture(b"", 1, 1, MIDDLE),))),
        paper(para((Barcode(OPEN),))),
        paper(SignaturePlace("seal", CLOSE, 10, 10)),
        paper(Table((), (), description=OPEN)),
        paper(para("x"), header=(para(OPEN),)),
        paper(Paragraph((), para("").style, bookmarks=(OPEN,))),
    ],
)
def test_a_paper_with_a_mark_is_not_drawn(found: Paper) -> None:
    """Wherever one was left."""
    with pytest.raises(Failed, match="mark"):
        put(found)


def test_what_is_drawn_is_the_same_with_and_without_paths() -> None:
    """Byte for byte: letters are set as if nobody had asked where they come from."""
    lines = ("Seen(by {{ referral.who }}), e{{ referral.accent }}: {{ referral.who }}{{ referral.who }}.", "Plain")
    values = view(who="Mr Green-Smith", accent="\u0301t\u0301")

    with_paths = read(fill(template(*lines), values))
    without = read(filled(template(*lines), values, {}, marked=False))

    assert with_paths != without
    assert put(with_paths).content == put(without).content


def test_runs_are_joined_wherever_they_stand() -> None:
    """In a cell's only and its second paragraph, in a table within a table, in a list, in a running foot."""

    def put_in(*parts: str) -> bytes:
        words = para([Text(part, TextStyle(), source=part) for part in parts])
        inner = Table((Row((Cell((words,)), Cell(()))),), (100.0, 100.0))
        outer = Table((Row((Cell((para("x"), words)), Cell((inner,)), Cell((words,)))),), (100.0, 250.0, 100.0))
        listed = replace(words, label=Label("1.", TextStyle()))
        return put(paper(words, outer, PageBreak(), listed, footer=(words,))).content

    assert put_in("a", "e", "\u0301c ", "d") == put_in("ae\u0301c d")


def test_runs_that_look_or_lead_otherwise_stay_apart() -> None:
    """Neither those of another look nor those that lead elsewhere, nor what stands on both sides of a tab."""
    bold, plain = TextStyle(bold=True), TextStyle()
    parts = (Text("a", plain), Text("b", bold), Text("c", bold, "#there"), Tab(bold), Text("d", bold, "#there"))

    assert joined(parts) == list(parts)


def test_every_run_is_handed_on_to_the_checked_paper() -> None:
    """What was drawn from where goes with the paper to whoever looks for leaks."""
    found = read(fill(template("Dear {{ referral.who }},", "we write."), view(who="Ms A")))

    checked = preflight(put(found))

    assert checked.drawn == (
        DrawnFrom("", "Dear "),
        DrawnFrom("referral.who", "Ms A"),
        DrawnFrom("", ",\nwe write."),
    )


def test_words_told_elsewhere_lose_the_blanks_at_their_ends_only() -> None:
    """As a text does, whichever part they stand in."""
    told = Told.of([("", " "), ("a", " x "), ("b", ""), ("", " y"), ("", "\n")]).stripped()

    assert told == "x  y"
    assert parts_of(told) == (("a", "x "), ("", " y"))


def test_a_file_that_is_issued_prints_the_same_without_marks() -> None:
    """Both ways of filling print the same words."""
    tags = template("Dear {{ referral.who }}, {{ referral.x|said }}")
    values = view(who="Ms A", x=["a", "b"])

    assert put(read(word_file(tags, values))).content == put(read(fill(tags, values))).content


def test_an_unclosed_value_is_a_fault() -> None:
    """A value that begins in one paragraph cannot end in another."""
    tags = template("{{ referral.x }}")
    broken = fill(tags, view(x="x"))
    torn = type(broken)(saved_without_close(broken.content))

    with pytest.raises(InputInvalid) as caught:
        read(torn)

    assert [problem.code for problem in caught.value.problems] == ["damaged"]


def saved_without_close(docx: bytes) -> bytes:
    """Return a file whose values never end."""
    return rewritten(docx, "word/document.xml", lambda part: part.replace(CLOSE.encode(), b""))
