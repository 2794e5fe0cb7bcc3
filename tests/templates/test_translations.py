"""Papers in another language: the same paper paragraph for paragraph, in words of that language alone, and honest."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from functools import cache
from io import BytesIO

import page
import pikepdf
import pytest
from docx import Document

from disclosure import view_for
from disclosure.papers import paper_rule
from generator import draw, fill, preflight, read
from generator.fill import names_used
from generator.large_print import large_print
from generator.template import Template, list_languages, load_template
from generator.translation import NOTE_STYLE, TAG, outline
from generator.word import problems_of
from inconfidence.core.blocks import Paper, Text
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import CheckedPdf
from tests.disclosure.test_matrix_in_papers import Production, pictures_for, reading_for, records_for
from tests.templates.filling import MADE_AT, MARKING, TEMPLATES, loaded, view_of
from tests.templates.large import BANNER, MARK, numbers_of, paragraphs, styles_of
from tools.word_templates.catalogue import PAPERS
from tools.word_templates.catalogue import draw as drawn_anew
from tools.word_templates.translated import GOVERNS, paragraphs_of, words_in

TRANSLATED = tuple((name, language) for name in PAPERS for language in list_languages(TEMPLATES / name))
ASKED_FOR = {
    *("confidentiality-agreement", "survey-guide", "survey-form", "observation-sheet", "monitoring-sheet"),
    "other-task-sheet",
}
SAME_IN_BOTH = {"fast", "form", "i", "in"}
"""English words of our papers that a Turkish one holds too: a name, a word of both languages, endings of Turkish."""
WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(params=TRANSLATED, ids="-".join)
def pair(request: pytest.FixtureRequest) -> tuple[Template, Template]:
    """Give each English paper with each of its translations."""
    name, language = request.param
    return loaded(name), translated(name, language)


def translated(name: str, language: str) -> Template:
    """Return a translation of a shipped paper."""
    return load_template(TEMPLATES / name, paper_rule(name).roles, language)


@cache
def filled_pair(name: str, language: str) -> tuple[Paper, Paper]:
    """Return the same full records on the English paper and on its translation."""
    rule = paper_rule(name)
    made = Production(name, rule.roles[0], next(iter(rule.open_cases)), "pdf", "yes")
    records = {each: aviary.record for each, aviary in records_for(made).items()}
    view = view_for(records, never=frozenset(loaded(name).never), **reading_for(made, records))
    english, other = (
        read(fill(template, view, pictures_for(records))) for template in (loaded(name), translated(name, language))
    )
    return english, other


@cache
def drawn(name: str, language: str, *, large: bool) -> CheckedPdf:
    """Return a translated paper drawn and checked as every paper is, in either print."""
    template, paper = translated(name, language), filled_pair(name, language)[1]
    return preflight(
        draw(
            large_print(paper) if large else paper,
            MARK,
            fields=template.signing,
            created=MADE_AT,
            view=digest_of_data(name),
            must_show=(MARKING, BANNER),
        )
    )


def test_the_papers_of_the_sample_reader_are_there_in_turkish() -> None:
    """The agreement, the pages of every task and the survey form."""
    assert {name for name, language in TRANSLATED if language == "tr"} == ASKED_FOR


def test_what_is_shipped_is_what_the_builder_draws(pair: tuple[Template, Template]) -> None:
    """A translation changed by hand, or words changed without drawing anew, is noticed byte for byte."""
    english, other = pair

    assert drawn_anew(english.name, TEMPLATES, other.language) == other.docx


def test_it_is_the_same_paper_paragraph_for_paragraph(pair: tuple[Template, Template]) -> None:
    """Styles, tags, boxes to tick, tables and places to sign stand in the same order, whatever the words are."""
    english, other = pair

    assert outline(other.docx) == outline(english.docx)
    assert names_used(other) == names_used(english)


def test_it_may_show_and_is_signed_as_the_english_one(pair: tuple[Template, Template]) -> None:
    """A translation opens nothing: readers, fields, and what is never shown are the English paper's."""
    english, other = pair

    for name in ("name", "roles", "never", "names", "version", "conformance"):
        assert getattr(other, name) == getattr(english, name)
    unspoken = [[replace(each, spoken="") for each in paper.signing] for paper in pair]
    assert unspoken[0] == unspoken[1]
    assert not {each.spoken for each in other.signing} & {each.spoken for each in english.signing}


def test_no_english_word_of_the_template_is_left(pair: tuple[Template, Template]) -> None:
    """Outside its tags and the line that says whose it is, a translation holds no word of ours in English."""
    _, other = pair
    english = {word for key in words_in(other.language) for word in own_words(key)}
    document = Document(BytesIO(other.docx))

    left = {
        word
        for each in paragraphs_of(document)
        if each._p.style != NOTE_STYLE
        for word in own_words(each.text)
        if word in english
    }
    assert left - SAME_IN_BOTH == set()


def test_it_says_whose_translation_it_is_and_that_nobody_checked_it(pair: tuple[Template, Template]) -> None:
    """A line names translator, checker and version, and in both languages which text governs."""
    english, other = pair
    document = Document(BytesIO(other.docx))
    (note,) = (each.text for each in paragraphs_of(document) if each._p.style == NOTE_STYLE)

    assert other.translation is not None
    said = (other.translation.translator, other.translation.checker, english.version, GOVERNS)
    assert all(words in note for words in (*said, words_in(other.language)[GOVERNS]))
    assert "not yet checked by a qualified translator" in note
    assert (other.translation.checked_on, other.wording) == ("not yet", "sample")


def test_the_engine_can_draw_it(pair: tuple[Template, Template]) -> None:
    """No translation holds anything that the drawing engine refuses."""
    assert list(problems_of(pair[1].docx)) == []


@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_its_paragraphs_have_the_same_numbers(name: str, language: str) -> None:
    """Whoever names a heading's or a paragraph's number means the same place in both languages."""
    english, other = filled_pair(name, language)

    def numbered(paper: Paper) -> list[tuple[str, int, list[str]]]:
        return [(label, level, sorted(re.findall(r"\d+", words))) for label, level, words in numbers_of(paper)]

    assert numbered(other) == numbered(english)
    assert numbers_of(large_print(other)) == numbers_of(other)


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large-print"])
@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_it_conforms_in_both_prints(name: str, language: str, large: bool) -> None:
    """An outside checker finds no fault, and the file says which language it is in."""
    content = drawn(name, language, large=large).content

    for profile in ("ua1", "3a"):
        report = page.validate_pdf_bytes(content, profile=profile)
        assert [f"{one.rule_id}: {one.message}" for one in report.failures] == []
    with pikepdf.open(BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == language


@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_large_print_holds_nothing_small(name: str, language: str) -> None:
    """Language and print do not depend on one another."""
    assert min(style.size for style in styles_of(large_print(filled_pair(name, language)[1]))) == 18.0


@pytest.mark.parametrize(("name", "language"), TRANSLATED)
def test_what_the_council_wrote_in_english_is_marked_as_english(name: str, language: str) -> None:
    """A voice that reads Turkish reads the marking and the council's own words in English."""
    spoken = {
        one.source.partition(".")[0] + "." + one.source.split(".")[1]: one.style.language
        for paragraph in paragraphs(filled_pair(name, language)[1])
        for one in paragraph.inlines
        if isinstance(one, Text) and one.source
    }

    assert spoken["council.marking"] == spoken["council.found_words"] == "en-GB"
    assert spoken["paper.version"] == language
    assert set(spoken.values()) == {"en-GB", language}


def test_days_and_times_are_said_in_turkish() -> None:
    """Month, weekday and hour on a Turkish agreement are Turkish words, in Turkish order."""
    assert "17 Aral\u0131k 2026 Per\u015fembe, 18.30" in turkish_agreement()
    assert "1 Eyl\u00fcl 2026" in turkish_agreement()


def test_what_people_typed_stays_as_they_typed_it() -> None:
    """A name, a role and a venue are nobody's to translate."""
    assert all(typed in turkish_agreement() for typed in ("Mehmet Y\u0131ld\u0131z", "Shop owner", "Committee Room 2"))


@cache
def turkish_agreement() -> str:
    """Return the words of an agreement in Turkish, for Mehmet Yıldız."""
    wording = {
        **dict.fromkeys(("in_short", "clauses", "ticks", "you_can_always", "notes"), ()),
        **{"form_code": "P-0000-0000", "wording_version": "2026-2", "wording_dated": date(2026, 9, 1)},
        **{"identity_check": "Known", "checked_by": "Officer"},
    }
    meeting = {"date": date(2026, 12, 17), "start": time(18, 30), "venue": "Committee Room 2", "area": "The area"}
    person = {"name": "Mehmet Y\u0131ld\u0131z", "role": "Shop owner", "capacity": "myself"}
    view = view_of("invitee", {"agreement": wording, "conference": meeting, "invitee": person})
    paper = read(fill(translated("confidentiality-agreement", "tr"), view))
    return "\n".join("".join(one.words for one in each.inlines if isinstance(one, Text)) for each in paragraphs(paper))


def own_words(written: str) -> set[str]:
    """Return the words of notation or of a paragraph outside its tags, in lower case."""
    return {word.lower() for word in WORD.findall(TAG.sub(" ", written))}
