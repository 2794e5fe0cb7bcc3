"""All the small Word files, one construct each."""

from __future__ import annotations

from tests.corpus_word import lists, pages, tables, text, things
from tests.corpus_word.file import Case

CORPUS: tuple[Case, ...] = (*text.CASES, *lists.CASES, *tables.CASES, *pages.CASES, *things.CASES)
