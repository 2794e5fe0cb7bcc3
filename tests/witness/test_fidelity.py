"""LibreOffice draws a sample of the corpus too: the same words in the same order, on as many pages within one."""

from __future__ import annotations

import pytest

from tests.corpus_word.corpus import CORPUS
from tests.witness.witnesses import witness
from tools.fidelity.comparing import likeness
from tools.fidelity.office import drawn_by_office
from tools.fidelity.report import REASONS

SAMPLE = {case.name: case.docx for case in CORPUS[::4] if case.name not in REASONS}
LEAST_LINES = 0.95


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample drawn by LibreOffice."""
    return drawn_by_office(witness("soffice"), SAMPLE, tmp_path_factory.mktemp("office"))


def test_libreoffice_says_the_same(theirs: dict[str, bytes]) -> None:
    """What differs for a reason that docs/fidelity.md gives is left out; the rest is alike."""
    compared = [likeness(name, docx, theirs[name]) for name, docx in SAMPLE.items()]

    assert [one.name for one in compared if not one.same_words or not one.pages_near] == []
    assert [one.name for one in compared if one.lines < LEAST_LINES] == []
