"""What is drawn twice: every paper, filled from the sample case, and the corpus."""

from __future__ import annotations

from generator import word_file
from inconfidence.recipes.catalogue import names
from tests.corpus_word.corpus import CORPUS
from tests.templates.filling import loaded, pictures, sample_view


def corpus() -> dict[str, bytes]:
    """Return the small files of one construct each."""
    return {case.name: case.docx for case in CORPUS}


def own_papers() -> dict[str, bytes]:
    """Return one filled Word file of each paper."""
    return {name: word_file(loaded(name), sample_view(name), pictures()) for name in names()}
