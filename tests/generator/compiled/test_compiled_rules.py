"""What a compiled template does not know goes the slow way, by a rule with a name; it never comes out otherwise."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import ModuleType
from typing import Any, get_args

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from generator.compiled import CompiledTemplate, Rule, Slow, compile_template
from generator.compiled.grids import WIDTH
from generator.compiled.slow import RULES
from generator.template import Template
from inconfidence.core.blocks import Picture
from inconfidence.core.errors import Failed, InputInvalid
from tests.generator.compiled.comparing import check_quick, check_same, made_of, seen
from tests.generator.compiled.test_compiled_constructs import FULL, ONE, RECORD, rows
from tests.generator.test_fill import template
from tests.generator.word.making import SPACES, paragraph, png, run, saved, word


def with_notes() -> Template:
    """Return a template with a part for footnotes, and a tag in it."""
    document = Document()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    xml = f"<w:footnotes {SPACES}><w:footnote><w:p/></w:footnote></w:footnotes>".encode()
    part = Part(PackURI("/word/footnotes.xml"), kind, xml, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    document.add_paragraph("{{ referral.who }}")
    return made_of(document)


def crossed() -> Template:
    """Return a template whose loop begins in a paragraph and ends in a table."""
    document = Document()
    document.add_paragraph("{% for p in referral.people %}")
    document.add_table(1, 1).cell(0, 0).text = "{% endfor %}"
    return made_of(document)


def without_grid() -> Template:
    """Return a template with a table whose columns have no widths, and are too few."""
    document = rows(("{%tc for p in referral.people %}", "{{ p.name }}", "{%tc endfor %}"))
    for column in document.tables[0]._tbl.tblGrid.gridCol_lst[:-1]:
        document.tables[0]._tbl.tblGrid.remove(column)
    del document.tables[0]._tbl.tblGrid.gridCol_lst[0].attrib[WIDTH]
    return made_of(document)


def with_comment() -> Template:
    """Return a template whose XML holds a comment."""
    return template(docx=word(f"<w:p><!-- {'x' * 3} --><w:r><w:t>{{{{ referral.who }}}}</w:t></w:r></w:p>"))


def looked_by_value() -> Template:
    """Return a template whose text has a colour by value."""
    return template(docx=word(paragraph(run("x", '<w:color w:val="{{ referral.colour }}"/>'))))


def two_meanings() -> Template:
    """Return a template in which a prefix stands for two things."""
    inner = '<w:smartTag xmlns:z="urn:{}" z:a="1"><w:r><w:t>{{{{ referral.who }}}}</w:t></w:r></w:smartTag>'
    return template(docx=word(paragraph(inner.format("one") + inner.format("two"))))


TRACKED = '<w:ins w:id="1"><w:r><w:t>x</w:t></w:r></w:ins>'
ALWAYS: dict[Rule, Template] = {
    "notes": with_notes(),
    "markup": with_comment(),
    "unbalanced": crossed(),
    "namespaces": two_meanings(),
    "tag": template("{% filter upper %}a{{ referral.who }}{% endfilter %}"),
    "macro": template("{% macro m() %}{{ referral.who }}{% endmacro %}{% set x = m() %}{{ x }}"),
    "hole": looked_by_value(),
    "refused": template(docx=word(paragraph(run("{% if referral.flag %}") + TRACKED + run("{% endif %}")))),
    "failed": template("{{ referral.who"),
}
SOMETIMES: dict[Rule, tuple[Template, dict[str, Any]]] = {
    "character": (template("{{ 'a\\fb' if referral.flag else 'c' }}"), RECORD),
    "grid": (without_grid(), RECORD),
    "size": (template("{{ referral.who }}"), {**RECORD, "who": "long " * 100_000}),
    "refused": (
        template(docx=word(paragraph(run("{{ referral.who }}") + '<w:r><w:sym w:char="f001"/></w:r>'))),
        RECORD,
    ),
    "failed": (template("{{ referral.nothing }}"), RECORD),
}


def test_every_rule_is_tried() -> None:
    """No rule stands in the list that nothing shows to be needed; pictures have theirs below."""
    assert set(RULES) == set(get_args(Rule)) == {*ALWAYS, *SOMETIMES, "picture"}


@pytest.mark.parametrize("rule", ALWAYS)
def test_a_template_goes_the_slow_way_by_rule(rule: Rule) -> None:
    """The rule is known at once, and the outcome is that of filling and reading."""
    what = ALWAYS[rule]

    assert compile_template(what).slow == rule
    for view in (FULL, ONE):
        check_same(what, view)


@pytest.mark.parametrize("rule", SOMETIMES)
def test_a_record_goes_the_slow_way_by_rule(rule: Rule) -> None:
    """A template that is compiled may meet a record that it was not made for."""
    what, record = SOMETIMES[rule]
    compiled = compile_template(what)

    assert compiled.slow is None
    with pytest.raises(Slow) as caught:
        compiled.quick_paper(seen(**record))
    assert caught.value.rule == rule
    check_same(what, seen(**record))


def test_what_cannot_be_drawn_in_any_paper_is_refused_before_there_is_one() -> None:
    """By name, and by its place in the template, where whoever keeps it can find it."""
    what = template(docx=word(paragraph(run("{% if referral.flag %}a{% endif %}")), paragraph(TRACKED)))

    with pytest.raises(InputInvalid) as caught:
        compile_template(what)
    assert [(one.path, one.code) for one in caught.value.problems] == [("body, paragraph 2", "tracked-change")]


def test_a_picture_outside_running_text_goes_the_slow_way() -> None:
    """Nothing but a run of text can be parted for one; elsewhere the file breaks, and is refused."""
    what, pictures = (
        template(docx=word(paragraph(run("x") + "{{ referral.map|picture }}"))),
        {"plan": Picture(png(), 9, 9, "x")},
    )

    with pytest.raises(Slow) as caught:
        compile_template(what).quick_paper(FULL, pictures)
    assert caught.value.rule == "picture"
    check_same(what, FULL, pictures)


@pytest.mark.parametrize(
    "tags",
    [
        "{% set x %}{{ referral.who }}{% endset %}{{ x }}",
        "{% macro m() %}a{% endmacro %}{% if m() == 'a' %}yes{% endif %}",
        "{% macro m() %}a{{ referral.who }}{% endmacro %}{{ m()|length }}",
        "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}x{% endcall %}",
        "{% for p in referral.people recursive %}{{ p.name }}{{ loop(p.likes) if false }}{% endfor %}",
        "{% block b %}{{ referral.who }}{% endblock %}",
        "{% autoescape false %}{{ referral.who }}{% endautoescape %}",
        "{% include 'other' %}",
    ],
)
def test_a_tag_that_could_look_at_what_was_printed_never_sees_our_own_signs(tags: str) -> None:
    """In the quick way static words are printed as numbers: nothing of a template may take them for words."""
    assert compile_template(template(tags)).slow in ("tag", "macro", "failed")
    check_same(template(tags), FULL)


@pytest.mark.parametrize(
    "inside", ["\ue0f2{}\ue0f2", "\ue0f1p\ue0f2{}\ue0f3", "&#xE0F2;{}", "{}<w:t>", "\ue0f2p0\ue0f2"]
)
def test_no_value_can_stand_for_a_piece_of_the_template(inside: str) -> None:
    """A value that holds the engine's own signs prints them as signs that cannot be shown."""
    what = template("{{ referral.who }} {% if referral.flag %}a{% endif %}", "b", "{{ referral.map }}")

    for number in range(6):
        check_quick(what, seen(**{**RECORD, "who": inside.format(number), "map": inside.format("0")}))


def test_no_words_of_a_template_can_stand_for_a_piece_of_it() -> None:
    """A template that holds the engine's own signs is refused."""
    for line in ("\ue0f20\ue0f2", "{{ '\ue0f20\ue0f2' }}"):
        check_same(template(line), FULL)
        assert compile_template(template(line)).slow == "failed"


def test_a_missing_value_is_refused_in_the_same_words() -> None:
    """The template and the path are named, and no value."""
    with pytest.raises(Failed, match=r"'sheet' uses referral\.nothing, which this reader's view does not hold"):
        compile_template(template("{{ referral.who }} {{ referral.nothing }}")).paper(FULL)


def test_words_whose_origin_is_lost_are_refused_in_the_same_words() -> None:
    """A head may not lend its words to the body, but may say those of the body again."""
    document = Document()
    document.add_paragraph("{{ 'of the body' }}")
    document.sections[0].header.paragraphs[0].text = "{{ 'of the head' }}{{ 'of the body' }}"
    check_quick(made_of(document), FULL)

    for line in (
        "{{ 'ab'[0] }}",
        "{{ referral.who is string and 'x'.upper() }}",
        "{{ ['of', 'lost']|sort|first|upper }}",
    ):
        check_same(template(line), FULL)


def test_a_template_is_compiled_once() -> None:
    """Equal contents are one template; another content is another."""
    docx = saved(rows(("{{ referral.who }} once",)))
    first = compile_template(template(docx=docx))
    same = compile_template(template(docx=bytes(bytearray(docx))))
    other = compile_template(template("{{ referral.who }} twice"))

    assert first is same
    assert first is not other


def test_threads_that_begin_together_compile_once_and_get_equal_papers() -> None:
    """No thread sees the values of another, and none waits for ever."""
    what = template("{%p for p in referral.people %}", "{{ p.name }} {{ referral.who }}", "{%p endfor %}")
    start = Barrier(4)

    def work(number: int) -> tuple[int, bool]:
        start.wait()
        compiled = compile_template(what)
        view = seen(**{**RECORD, "who": f"reader {number}"})
        papers = [compiled.quick_paper(view) for _ in range(25)]
        return id(compiled), all(str(paper).count(f"reader {number}") == 3 for paper in papers)

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(work, range(4)))

    assert len({compiled for compiled, _ in done}) == 1
    assert all(right for _, right in done)


def test_nothing_of_one_record_stands_in_the_paper_of_the_next() -> None:
    """Neither in the text nor in a head, a foot, a table, an attribute or a list."""
    document = rows(
        ("{{ referral.who }}", "own"), ("{%tr for p in referral.people %}",), ("{{ p.name }}",), ("{%tr endfor %}",)
    )
    told = f'<w:tblDescription {SPACES} w:val="{{{{ referral.who }}}}"/>'
    document.tables[0]._tbl.tblPr.append(parse_xml(told))
    document.sections[0].header.paragraphs[0].text = "{{ referral.who }}"
    document.sections[0].footer.add_table(1, 1, 99).cell(0, 0).text = "{{ referral.who }}"
    document.add_paragraph("{{ referral.who }}", style="List Number")
    what = made_of(document)

    for number in range(3):
        people = [{"name": f"Canary {number}"}] * (number + 1)
        paper = check_quick(what, seen(who=f"Canary {number}", people=people))
        others = [other for other in range(3) if other != number and f"Canary {other}" in str(paper)]
        assert others == []
        assert str(paper).count(f"Canary {number}") == 5 + number + 1


def test_a_record_leaves_nothing_behind() -> None:
    """What is kept with the pieces of a template holds no value of a record, and does not grow with records."""
    what = made_of(
        rows(("Head", "x"), ("{%tr for p in referral.people %}",), ("{{ p.name }}", "own"), ("{%tr endfor %}",))
    )
    compiled = compile_template(what)
    people = [{"name": f"Canary {number}"} for number in range(6)]
    compiled.quick_paper(seen(people=people))
    first = len(words_in(compiled))

    for number in range(20):
        compiled.quick_paper(seen(people=[{"name": f"Canary {number} {other}"} for other in range(6)]))

    assert len(words_in(compiled)) == first
    assert not any("Canary" in words for words in words_in(compiled))


def words_in(compiled: CompiledTemplate) -> list[str]:
    """Return every string that anything a compiled template keeps leads to, functions and what they enclose too."""
    found: dict[int, Any] = {}
    waiting: list[Any] = [compiled._quick]
    while waiting:
        one = waiting.pop()
        if id(one) in found or isinstance(one, type | ModuleType):
            continue
        found[id(one)] = one
        waiting += [inner for inner in gc.get_referents(one) if not _is_of_a_module(inner)]
    return [one for one in found.values() if isinstance(one, str)]


def _is_of_a_module(one: Any) -> bool:
    return isinstance(one, dict) and "__builtins__" in one
