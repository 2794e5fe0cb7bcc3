"""A corpus of small Word files, one construct each: what is read is what was written down, and it is drawn."""

import page
import pytest

from generator.preflight import preflight
from generator.word import problems_of, read
from tests.corpus_word.corpus import CORPUS
from tests.corpus_word.file import Case
from tests.corpus_word.outline import outline_of
from tests.corpus_word.refused import REFUSED, SECRET, Refused
from tests.generator.drawing.sheets import FULL_MARK, drawn

BY_NAME = {case.name: case for case in CORPUS}


def test_the_corpus_is_as_large_as_promised() -> None:
    """Forty constructs at least, each under a name of its own."""
    assert len(BY_NAME) == len(CORPUS) >= 40


@pytest.mark.parametrize("case", CORPUS, ids=BY_NAME)
def test_it_reads_as_it_was_written_down(case: Case) -> None:
    """Words in order, headings, labels, and the shape of tables are those of the golden outline."""
    assert problems_of(case.docx) == []
    assert outline_of(read(case.docx)) == case.outline


@pytest.mark.parametrize("case", CORPUS, ids=BY_NAME)
def test_it_is_drawn_on_as_many_pages_as_expected(case: Case) -> None:
    """What was read is drawn, passes preflight, and takes the pages it should."""
    assert preflight(drawn(read(case.docx))).page_count == case.pages


@pytest.mark.parametrize("case", CORPUS, ids=BY_NAME)
def test_it_conforms(case: Case) -> None:
    """An outside checker finds no fault with any construct, as PDF/UA-1 or as PDF/A-3a."""
    content = drawn(read(case.docx), mark=FULL_MARK).content

    for profile in ("ua1", "3a"):
        assert page.validate_pdf_bytes(content, profile=profile).failures == []


def test_the_refused_are_as_many_as_promised() -> None:
    """Twenty-five refused constructs at least, each under a name of its own."""
    assert len({case.name for case in REFUSED}) == len(REFUSED) >= 25


@pytest.mark.parametrize("case", REFUSED, ids=[case.name for case in REFUSED])
def test_it_is_refused_by_name_and_place(case: Refused) -> None:
    """One problem says what it is and where, what to do, and never what the file says."""
    (problem,) = problems_of(case.docx)

    assert (problem.code, problem.path) == (case.code, case.place)
    assert problem.remedy
    assert SECRET not in str(problem)
