"""What a stranger may type into a form: refused by code and place without a word of it, or printed as it was typed.

Each goes the way of every concern: taken in, shown to a reader, filled in, drawn, read back; then as a page and as a
Word file. Each in a process with limits.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from unicodedata import normalize

import pypdfium2
import pytest
from docx import Document

from benchmarks.records import records
from disclosure import view_for
from forms import take_in
from generator import compile_template, draw, draw_html, fill, preflight, read, word_file
from inconfidence.core.documents import Mark
from inconfidence.core.errors import InputInvalid
from inconfidence.recipes.catalogue import template
from tests.disclosure.test_matrix_in_papers import NOON
from tests.generator.hostile.limits import within_limits
from tests.generator.html.pages import opened, said
from tests.sampling import part_of

MARKING = "Private and Confidential"
ON = date(2026, 11, 23)

PRINTED = {
    "bold mark-up": "<b>loud</b> and <i>soft</i>",
    "a picture from the disk": "<img src=file:///etc/passwd width=10 height=10/>",
    "a picture from the network": '<img src="http://192.0.2.1/x.png" valign="top"/>',
    "a colour that is run": "<font color=\"[[[getattr(pow,'Attacker') for Attacker in []]]]\">x</font>",
    "a colour by a function": "<font color=toColor('os.system(1)')>x</font>",
    "a paragraph within": "</para><para backColor=red>x</para>",
    "a link": '<a href="javascript:alert(1)">x</a><link href="file:///x">y</link>',
    "an entity that is known": "&amp; &lt;b&gt; &#65; &#x41; &nbsp; &copy;",
    "an entity that is not": "&xxe; &undefined; &#0; &#xFFFFFF;",
    "a document type": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;',
    "RML": '<document><pageDrawing><setFont name="x" size="9"/></pageDrawing></document><onDraw name="x"/>',
    "sequences and drawings": "<seq id=x/><seqreset/><ondraw name=evil label=x/><index item=x/>",
    "an expression": "{{ 7*7 }} ${7*7} #{7*7} <%= 7*7 %>",
    "a statement": "{% for x in range(10**9) %}{{ x }}{% endfor %}",
    "a comment left open": "{# all that follows {{ council.name",
    "a line statement": "# for x in y ## {%- raw -%}",
    "docxtpl's own signs": "{_{ 1 }_} {_% x %_} {%p x %} {{r y }} {%tr z %}",
    "Word's XML": '</w:t></w:r></w:p><w:p><w:r><w:t>x</w:t></w:r></w:p><w:altChunk r:id="rId1"/>',
    "a command field": 'DDEAUTO c:\\windows\\cmd.exe "/k calc" INCLUDEPICTURE "http://192.0.2.1/x"',
    "PDF operators": ") Tj ET Q /OpenAction << /S /JavaScript /JS (app.alert(1)) >> endobj BT (",
    "format strings": "%s %n %(x)s {0.__class__} {x!r:>999999999}",
    "a formula": '=cmd|"/c calc"!A1 +1 -1 @SUM(1)',
    "a path": "../../../../etc/passwd C:\\Windows\\System32 \\\\192.0.2.1\\share",
}
"""Words that mean something to some program: none of ours may be one."""

REFUSED = {
    "a NUL": ("a\x00b", "characters"),
    "an escape sequence": ("a\x1b[31mb", "characters"),
    "a bell": ("a\x07b", "characters"),
    "an override of direction": ("a\u202eb", "characters"),
    "an isolate of direction": ("a\u2067b", "characters"),
    "a lone surrogate": ("a\ud800b", ""),
    "a noncharacter": ("a\uffffb", "characters"),
    "a noncharacter of another plane": ("a\U0001fffeb", "characters"),
    "tag letters nobody sees": ("a\U000e0041b", "characters"),
    "ten thousand accents on one letter": ("e" + "\u0301" * 9_000, ""),
    "one letter more than the field may have": ("x" * 10_001, "too-long"),
    "a megabyte": ("word " * 200_000, ""),
    "many megabytes": ("word " * 2_000_000, ""),
}
"""Typed as what was seen, with the code of the refusal where it is told for that field alone."""


@dataclass(frozen=True)
class Told:
    """What came of a value: the problems by path and code, or the words of the three files."""

    problems: tuple[tuple[str, str], ...] = ()
    repeated: bool = False
    pdf: str = ""
    page: str = ""
    word: str = ""


@pytest.mark.parametrize("name", PRINTED)
def test_what_some_program_could_take_for_its_own_is_printed(name: str) -> None:
    """In the PDF, the page and the Word file, letter for letter, and nothing is opened, fetched or run."""
    told = within_limits(partial(outcome, PRINTED[name]))

    assert told.problems == ()
    wanted = squeezed(PRINTED[name])
    assert [form for form in ("pdf", "page", "word") if wanted not in getattr(told, form)] == []


@pytest.mark.parametrize("name", REFUSED)
def test_what_hides_or_floods_is_refused_by_place(name: str) -> None:
    """With a code, and without a letter of what was typed."""
    value, code = REFUSED[name]

    told = within_limits(partial(outcome, value))

    assert told.problems
    assert not told.repeated
    if code:
        assert [path for path, _ in told.problems] == ["seen.words"]


@pytest.mark.parametrize(
    "value",
    [
        "x" * 10_000,
        "Wort" * 2_500,
        "漢" * 10_000,
        "e\u0301\u0316" * part_of(1_000, 3_000),
        "ab " * 3_333,
        "\n" * 4_999 + "x",
    ],
    ids=["one word", "one word again", "one word of Han", "accents everywhere", "short words", "lines without words"],
)
def test_the_longest_that_is_taken_is_drawn(value: str) -> None:
    """Within the limits, and whole: a word as long as a page is broken, not cut off."""
    told = within_limits(partial(outcome, value))

    assert told.problems == ()
    assert squeezed(value) in told.pdf


def outcome(value: str) -> Told:
    """Take a value in as what was seen, and make the paper in its three forms."""
    document = {"kind": "individual", **{name: {"words": "w"} for name in ("seen", "where", "worry")}}
    document["seen"] = {"words": value}
    try:
        referral = take_in(json.dumps(document).encode(), "referral-individual", today=ON)
    except InputInvalid as refused:
        problems = tuple((one.path, one.code) for one in refused.problems)
        words = str(refused) + refused.hint + "".join(one.message + one.remedy for one in refused.problems)
        return Told(problems, repeated=value in words or value[:5] * 4 in words)
    wanted = template("referral-record-individual")
    view = view_for(
        {**records(0), "referral": referral}, role="fast", reader="", kind="individual", never=frozenset(wanted.never)
    )
    paper = compile_template(wanted).paper(view)
    assert paper == read(fill(wanted, view))
    mark = Mark(MARKING)
    pdf = preflight(
        draw(paper, mark, fields=wanted.signing, created=NOON, view=view.digest, must_show=(MARKING,))
    ).content
    page = opened(draw_html(paper, mark, view=view.digest))
    return Told(pdf=squeezed(words_of_pdf(pdf)), page=squeezed(said(page)), word=squeezed(words_of_word(wanted, view)))


def words_of_pdf(content: bytes) -> str:
    """Return the words of a PDF without what stands on each page."""
    with pypdfium2.PdfDocument(content) as whole:
        pages = [page.get_textpage().get_text_range() for page in whole]
    return "".join("".join(page.splitlines(keepends=True)[3:-2]) for page in pages)


def words_of_word(wanted: object, view: object) -> str:
    """Return the words of the Word file that is issued."""
    return "".join(one.text for one in Document(BytesIO(word_file(wanted, view))).paragraphs)


def squeezed(text: str) -> str:
    """Return a text as forms keep it, without its spaces, and without the hyphens that may end a line."""
    return "".join(normalize("NFC", text).split()).replace("-", "").replace("\ufffe", "").replace("\u00ad", "")
