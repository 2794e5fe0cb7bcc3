"""The quick ways of the strict reader take nothing that its general ways do not, and read the same in it."""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from rewriting import STREAM, Change, change_content, changed, swap
from sheets import MARK, SEAL, drawn, everything, heading, paper, para, table

from generator.preflight import preflight
from generator.strict import forms
from generator.strict.branches import branches_of
from generator.strict.content import any_pieces
from generator.strict.fonts import Meanings, meanings_of
from generator.strict.kinds import Fault
from generator.strict.lines import lines_of
from generator.strict.objects import Objects
from generator.strict.syntax import value_of
from generator.strict.told import check_told
from generator.strict.tree import Tree, tree_of
from inconfidence.core.blocks import Text, TextStyle, TickBox
from inconfidence.core.documents import MarkedPdf, Told
from inconfidence.core.errors import Failed

MUTATIONS = 400
SCRAPS = (
    *(b" ", b"\n", b"0", b"-", b"<", b">>", b"[", b"(", b"\\", b"% x\n", b"q Q\n", b"BT\n", b"EMC\n", b"(x) Tj\n"),
    *(b"/P <</MCID 0>> BDC\n", b"/F1+0 9 Tf\n", b"/F9+0 9 Tf\n", b"1 2 3 rg\n", b"/X 1 ", b" 5 0 R", b"\xff"),
)


@pytest.fixture(scope="module")
def plain() -> MarkedPdf:
    """A paper of plain letters as most are: words, a table, ticks, a heading, a field, and more than one page."""
    look = TextStyle()
    ticks = para((TickBox(True, look), Text("  Yes", look), TickBox(False, look), Text(" No", look)))
    lines = (para(f"Line {n} (of \\ many)") for n in range(40))
    words = para("Words, " * 40)
    return drawn(
        paper(heading("Seen by Zaynab"), words, table(4, description="People"), ticks, *lines),
        SEAL,
        must_show=(MARK.ground,),
    )


class Opened:
    """A drawn file as the strict reader takes it apart."""

    def __init__(self, marked: MarkedPdf) -> None:
        self.objects = Objects(marked.content)
        catalog = self.objects.value(self.objects.trailer["Root"])
        self.top = catalog["StructTreeRoot"]
        self.root = self.objects.value(self.top)["K"][0]
        self.pages = [self.objects.value(page) for page in self.objects.value(catalog["Pages"])["Kids"]]

    def contents(self) -> list[tuple[bytes, dict[str, Meanings]]]:
        return [(self.objects.unpacked(page["Contents"]), self.fonts(page)) for page in self.pages]

    def fonts(self, page: Any) -> dict[str, Meanings]:
        listed = self.objects.value(page["Resources"]["Font"])
        return {name: meanings_of(self.objects, font) for name, font in listed.items()}

    def bodies(self) -> list[bytes]:
        return re.findall(rb"\n\d+ 0 obj\n(<<[^\x80-\xff]*?)endobj(?=\n)", self.objects.content)


FORMS = [each for each in vars(forms).values() if isinstance(each, re.Pattern)]


def test_a_plain_paper_goes_the_quick_way_whole(plain: MarkedPdf) -> None:
    """Were the way we write changed, nothing would fail but the time that reading takes: so it fails here."""
    opened = Opened(plain)

    assert len(opened.pages) > 1
    assert all(lines_of(content, fonts) is not None for content, fonts in opened.contents())
    assert branches_of(opened.objects, opened.root, opened.top) is not None
    taken = {form for form in FORMS for body in opened.bodies() if form.fullmatch(body)}
    assert {forms.CATALOG, forms.PAGES, forms.PAGE, forms.FONT, forms.DESCRIPTOR, forms.OUTLINE, forms.INFO} <= taken
    assert forms.WIDGET in taken


@pytest.mark.parametrize("blocks", [everything(), None], ids=["everything", "plain"])
def test_both_ways_read_the_same(plain: MarkedPdf, blocks: Any) -> None:
    """The same pieces, the same tree, and every entry a form keeps as the whole dictionary has it."""
    opened = Opened(plain if blocks is None else drawn(blocks, SEAL, SEAL.__class__("guardian", "guardian", "You")))

    for content, fonts in opened.contents():
        assert lines_of(content, fonts) in (None, any_pieces(content, fonts))
    assert branches_of(opened.objects, opened.root, opened.top) in (None, slow_tree(opened))
    for body in opened.bodies():
        for form in FORMS:
            check_form(form, body)


def slow_tree(opened: Opened) -> Tree:
    return tree_of(opened.objects, opened.root, opened.top)


def check_form(form: re.Pattern[bytes], body: bytes) -> None:
    """What is read by a form is a value, and what is kept are entries of it."""
    if not form.fullmatch(body):
        return
    try:
        kept = forms.read_as(body, form)
    except Fault:
        return
    whole = value_of(body)
    assert all(is_kept_of(value, whole[key]) for key, value in kept.items())


def is_kept_of(kept: Any, whole: Any) -> bool:
    """Whether a value is the whole one, or, of a dictionary in it, some entries as they are."""
    if isinstance(kept, dict):
        return all(is_kept_of(value, whole[key]) for key, value in kept.items())
    if isinstance(kept, list):
        return len(kept) == len(whole) and all(map(is_kept_of, kept, whole))
    return bool(kept == whole)


def mutated(rng: random.Random, source: bytes) -> bytes:
    """Bytes with a scrap put in, a few taken out, one changed, or two lines in each other's place."""
    at, kind = rng.randrange(len(source)), rng.randrange(4)
    if kind == 0:
        return source[:at] + rng.choice(SCRAPS) + source[at:]
    if kind == 1:
        return source[:at] + source[at + rng.choice((1, 2, 9)) :]
    if kind == 2:
        return source[:at] + rng.choice(SCRAPS)[:1] + source[at + 1 :]
    lines = source.split(b"\n")
    first, second = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def test_whatever_page_the_quick_way_takes_the_general_way_reads_the_same(plain: MarkedPdf) -> None:
    """Over hundreds of changed pages: nothing gets through because it is read faster."""
    contents = Opened(plain).contents()
    taken = 0
    for number in range(MUTATIONS):
        rng = random.Random(number)
        content, fonts = rng.choice(contents)
        content = mutated(rng, content)
        try:
            quickly = lines_of(content, fonts)
        except Fault:
            continue
        if quickly is not None:
            taken += 1
            assert quickly == any_pieces(content, fonts)
    assert 0 < taken < MUTATIONS


def test_whatever_tree_the_quick_way_takes_the_general_way_reads_the_same(plain: MarkedPdf) -> None:
    """Over hundreds of changed elements: the same tags, the same content, the same order."""
    taken = 0
    for number in range(MUTATIONS):
        rng = random.Random(number)

        def change(bodies: list[bytes], rng: random.Random = rng) -> None:
            at = rng.choice([at for at, body in enumerate(bodies) if b"/StructElem" in body])
            bodies[at] = mutated(rng, bodies[at])

        opened = Opened(changed(plain, change))
        try:
            quickly = branches_of(opened.objects, opened.root, opened.top)
        except Fault:
            continue
        if quickly is not None:
            taken += 1
            assert quickly == slow_tree(opened)
    assert 0 < taken < MUTATIONS


def test_whatever_dictionary_a_form_takes_is_parsed_to_the_same(plain: MarkedPdf) -> None:
    """Over hundreds of changed dictionaries: no entry twice, none that is not ours, no value that is none."""
    bodies = [body for body in Opened(plain).bodies() if any(form.fullmatch(body) for form in FORMS)]
    for number in range(MUTATIONS * 5):
        rng = random.Random(number)
        body = mutated(rng, rng.choice(bodies))
        for form in FORMS:
            check_form(form, body)


LINE = b"(Line 39 \\(of \\\\ many\\) ) Tj\n"
HIDDEN: dict[str, Callable[[bytes], bytes]] = {
    "a comment between two lines": lambda page: page.replace(LINE, LINE + b"% Zaynab\n"),
    "a comment between two marks": lambda page: page.replace(b"EMC\n", b"EMC\n% Zaynab\n", 1),
    "an operator between two marks": lambda page: page.replace(b"EMC\n/P", b"EMC\n3 Tr\n/P", 1),
    "an operator behind the words": lambda page: page.replace(LINE, LINE + b"(x) '\n"),
    "words in a drawing": lambda page: page.replace(b"q 2 J\n", b"q 2 J\n(Zaynab) Tj\n"),
    "words in a drawing, as glyphs": lambda page: page.replace(b"q 2 J\n", b"q 2 J\n[<0041>] TJ\n"),
    "words between drawing and mark": lambda page: page.replace(b"Q\nEMC\n", b"Q\n(Zaynab) Tj\nEMC\n", 1),
    "a picture in a drawing": lambda page: page.replace(b"q 2 J\n", b"q 2 J\nBI /W 1 ID x EI\n"),
    "a form in a drawing": lambda page: page.replace(b"q 2 J\n", b"q 2 J\n/Other Do\n"),
    "a mark in a mark": lambda page: page.replace(LINE, LINE + b"ET\n/P <</MCID 0>> BDC\nq Q\nEMC\nBT\n"),
    "a mark that ends twice": lambda page: page.replace(LINE + b"ET\nEMC\n", LINE + b"ET\nEMC\nEMC\n"),
    "a mark that does not end": lambda page: page.replace(b"EMC\n \n", b"\n"),
    "words behind the last mark": lambda page: page.replace(b"EMC\n \n", b"EMC\n(x) Tj\n"),
    "words before the first mark": lambda page: page.replace(b"cm\n", b"cm\n(x) Tj\n", 1),
    "a number that is none": lambda page: page.replace(b"1 0 0 1 ", b"1 0 0 1-2 ", 1),
    "a string that does not end": lambda page: page.replace(LINE, LINE.replace(b") Tj", b"\\) Tj")),
    "a letter of no meaning": lambda page: page.replace(LINE, LINE.replace(b"Line", b"Line\\377")),
    "a font that is not listed": lambda page: re.sub(rb"/F\d\+0 (\d+) Tf", rb"/F7+0 \1 Tf", page),
    "a number twice": lambda page: page.replace(b"/MCID 3>>", b"/MCID 2>>"),
    "bytes of no letter": lambda page: page.replace(LINE, LINE + b"\xff"),
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_nothing_hides_between_two_lines(plain: MarkedPdf, hidden: str) -> None:
    """What one pattern takes in one step has no room for what neither step before it nor after it would take."""
    with pytest.raises(Failed) as refused:
        preflight(changed(plain, lambda bodies: change_content(bodies, HIDDEN[hidden])), outward=False)

    assert "Zaynab" not in refused.value.message


def elements(bodies: list[bytes]) -> list[int]:
    return [at for at, body in enumerate(bodies) if b"/StructElem" in body]


def swap_two_elements(bodies: list[bytes]) -> None:
    """Two paragraphs in each other's object: each says it stands where the other is listed to be read."""
    first, second = [at for at in elements(bodies) if b"/S /P " in bodies[at]][:2]
    bodies[first], bodies[second] = bodies[second], bodies[first]


def two_in_one_object(bodies: list[bytes]) -> None:
    """One object holds two elements, as if another began in it."""
    last = elements(bodies)[-1]
    bodies[last] += b"endobj\n%d 0 obj\n%s" % (last + 2, bodies[last])


def under_another(bodies: list[bytes]) -> None:
    """A paragraph says it is the kid of the one before it."""
    at = [each for each in elements(bodies) if b"/S /P " in bodies[each]][1]
    bodies[at] = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % at, bodies[at])


def hidden_words(bodies: list[bytes]) -> None:
    """Bytes stand behind an element, in its object."""
    at = elements(bodies)[3]
    bodies[at] += b"% Zaynab\n"


def held_twice(bodies: list[bytes]) -> None:
    """An element holds its piece of content twice."""
    at = next(each for each in elements(bodies) if re.search(rb"/K \d+>>", bodies[each]))
    bodies[at] = re.sub(rb"/K (\d+)>>", rb"/K [\1 \1]>>", bodies[at])


def listed_twice(bodies: list[bytes]) -> None:
    """A row lists its first cell twice."""
    swap_first(bodies, rb"/S /TR (.*)/K \[(\d+ 0 R) \d+ 0 R", rb"/S /TR \1/K [\2 \2")


def left_out(bodies: list[bytes]) -> None:
    """A row does not list its last cell."""
    swap_first(bodies, rb"/S /TR (.*) \d+ 0 R\]>>", rb"/S /TR \1]>>")


def said_by_another(bodies: list[bytes]) -> None:
    """The parent tree gives the first two pieces of a page to each other's element."""
    swap_first(bodies, rb"/Nums \[0 \[(\d+ 0 R) (\d+ 0 R)", rb"/Nums [0 [\2 \1")


def said_of_too_many(bodies: list[bytes]) -> None:
    """The parent tree knows a piece more than the page has."""
    swap_first(bodies, rb"/Nums \[0 \[(\d+ 0 R)", rb"/Nums [0 [\1 \1")


def on_another_page(bodies: list[bytes]) -> None:
    """An element says that its content is on the other page."""
    at = next(each for each in elements(bodies) if re.search(rb"/Pg (\d+) 0 R .*/K \d+>>", bodies[each]))
    page = next(number for number, body in enumerate(bodies, start=1) if b"/Type /Pages" in body)
    bodies[at] = re.sub(rb"/Pg \d+ 0 R", b"/Pg %d 0 R" % page, bodies[at])


def swap_first(bodies: list[bytes], old: bytes, new: bytes) -> None:
    at = next(at for at, body in enumerate(bodies) if re.search(old, body))
    bodies[at] = re.sub(old, new, bodies[at], count=1)


def bookmarks_that_are_the_information(bodies: list[bytes]) -> None:
    """The catalog calls the document information its bookmarks."""
    info = next(number for number, body in enumerate(bodies, start=1) if b"/Trapped" in body)
    swap_first(bodies, rb"/Outlines \d+ 0 R", b"/Outlines %d 0 R" % info)


def a_page_twice(bodies: list[bytes]) -> None:
    """The second page is the first one again."""
    swap_first(bodies, rb"/Kids \[ (\d+ 0 R) \d+ 0 R", rb"/Kids [ \1 \1")


def an_entry_twice(bodies: list[bytes]) -> None:
    """A page has two contents."""
    swap(bodies, b"/MediaBox", b"/Contents 1 0 R /MediaBox")


def a_font_file_that_goes_on(bodies: list[bytes]) -> None:
    """A font file ends in the same sum as the one that is known, and is another."""
    at = next(at for at, body in enumerate(bodies) if b"/Length1" in body[:80])
    found = STREAM.search(bodies[at])
    assert found
    stored = found[1][:-4] + b"Zaynab" + found[1][-4:]
    bodies[at] = re.sub(rb"/Length \d+", b"/Length %d" % len(stored), bodies[at].replace(found[1], stored), count=1)


FORGED: list[Change] = [
    swap_two_elements, two_in_one_object, under_another, hidden_words, held_twice, listed_twice, left_out,
    said_by_another, said_of_too_many, on_another_page, bookmarks_that_are_the_information, a_page_twice,
    an_entry_twice, a_font_file_that_goes_on,
]  # fmt: skip


@pytest.mark.parametrize("forge", FORGED, ids=lambda forge: forge.__name__)
def test_a_tree_or_an_object_that_was_forged_is_refused(plain: MarkedPdf, forge: Change) -> None:
    """What is taken many at a time is still held against what every one of them says of itself."""
    preflight(plain, outward=False)

    with pytest.raises(Failed) as refused:
        preflight(changed(plain, forge), outward=False)

    assert "Zaynab" not in refused.value.message


def rewritten_table(marked: MarkedPdf, change: Callable[[list[bytes]], None]) -> MarkedPdf:
    """The paper with changed lines of its table of objects."""
    start = marked.content.rindex(b"xref\n0 ")
    lines = marked.content[start:].split(b"\n")
    change(lines)
    return dataclasses.replace(marked, content=marked.content[:start] + b"\n".join(lines))


def test_an_object_does_not_begin_inside_another(plain: MarkedPdf) -> None:
    """The table may not point into a stream in which the beginning of an object was put."""
    inside = b"x endobj\n3 0 obj\n<<>>\n"

    def put(bodies: list[bytes]) -> None:
        bodies[1] += b"%% %s" % inside

    forged = changed(plain, put)
    place = forged.content.index(inside) + len(b"x endobj\n")

    def point(lines: list[bytes]) -> None:
        lines[5] = b"%010d 00000 n " % place

    with pytest.raises(Failed):
        preflight(rewritten_table(forged, point), outward=False)


@pytest.mark.parametrize(
    "line", [b"+000000015 00000 n ", b"0000000015 00001 n ", b"0000000015 00000 f ", b"", b"15 00000 n "]
)
def test_a_line_of_the_table_that_is_not_ours_is_refused(plain: MarkedPdf, line: bytes) -> None:
    """The table is taken apart at once, and still line for line what we write."""

    def change(lines: list[bytes]) -> None:
        assert lines[3] == b"0000000015 00000 n "
        lines[3] = line

    with pytest.raises(Failed):
        preflight(rewritten_table(plain, change), outward=False)


@pytest.mark.parametrize(
    ("words", "said", "alike"),
    [
        (("Page ", None, " of 3"), "Page 12 of 3", True),
        (("Page ", None, " of 3"), "Page of 3", True),
        (("Paragraph ", None, "1 says"), "Paragraph 2.11 says", True),
        (("Paragraph ", None, "1 says"), "Paragraph 2.12 says", False),
        (("Page ", None, " of ", None), "Page 1 of Zaynab", False),
        (("Page ", None), "Page 1 Zaynab", False),
        ((".* ", None), "Zaynab 1", False),
    ],
)
def test_a_number_known_only_on_the_page_is_a_number(words: Any, said: str, alike: bool) -> None:
    """Where the blocks leave a number open, digits and points may stand, and nothing else."""
    told = Told(words, ())

    if alike:
        check_told(told, [], said)
    else:
        with pytest.raises(Fault, match="blocks"):
            check_told(told, [], said)
