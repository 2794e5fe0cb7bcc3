"""The two ways to a paper, held against one another: compiled, and filled and read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from docx.document import Document as WordDocument

from disclosure.view import View
from generator.compiled import CompiledTemplate, compile_template
from generator.drawn import said_by
from generator.fill import NO_PICTURES, fill
from generator.template import Template
from generator.word import read
from inconfidence.core.blocks import Paper, Picture
from inconfidence.core.errors import InConfidenceError
from tests.generator.test_fill import template, view
from tests.generator.word.making import saved

Outcome = tuple[Any, ...]


def outcome(make: Callable[[], Paper]) -> Outcome:
    """Return a paper with the path of each of its words, or all that a refusal says."""
    try:
        paper = make()
    except InConfidenceError as error:
        return type(error), error.message, error.hint, getattr(error, "problems", ())
    return paper, [(one.path, one.words) for one in said_by(paper).drawn]


def slowly(what: Template, seen: View, pictures: Mapping[str, Picture] = NO_PICTURES) -> Outcome:
    """Return what filling and reading comes to."""
    return outcome(lambda: read(fill(what, seen, pictures)))


def check_same(what: Template, seen: View, pictures: Mapping[str, Picture] = NO_PICTURES) -> None:
    """Check that a paper comes out the same both ways, or is refused in the same words."""
    compiled = compile_template(what)

    assert outcome(lambda: compiled.paper(seen, pictures)) == slowly(what, seen, pictures)


def check_quick(what: Template, seen: View, pictures: Mapping[str, Picture] = NO_PICTURES) -> Paper:
    """Check that the quick way was taken, and leads to the same paper twice; return it."""
    compiled = compile_template(what)
    expected = slowly(what, seen, pictures)

    for _ in range(2):
        assert outcome(lambda: compiled.quick_paper(seen, pictures)) == expected
    return compiled.quick_paper(seen, pictures)


def compiled_of(document: WordDocument | str) -> CompiledTemplate:
    """Return a Word file, or a template of one line, compiled."""
    return compile_template(made_of(document))


def made_of(document: WordDocument | str) -> Template:
    """Return a template of a Word file, or of one line."""
    return template(document) if isinstance(document, str) else template(docx=saved(document))


def seen(**referral: Any) -> View:
    """Return a view of one referral."""
    return view(**referral)
