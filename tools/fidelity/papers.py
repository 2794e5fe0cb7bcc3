"""What is drawn twice: the papers of the sample case as they are filled, others with a few values, and the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from disclosure.view import View
from generator import word_file
from generator.template import Template
from inconfidence.core.blocks import Picture
from inconfidence.core.clock import SystemClock
from inconfidence.recipes import demo
from inconfidence.recipes import papers as recipe
from inconfidence.recipes.home import secret_folder
from tests.corpus_word.corpus import CORPUS
from tests.templates.filling import loaded, view_of

BESIDE: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "consent-to-be-named": ("referrer", {"referral": {"consent": {}}, "referrer": {"name": "Zoë Canary"}}),
    "need-to-know-notice": ("referrer", {"decision": {"words": "An assessor is looking at the place."}}),
    "guardian-agreement": ("task_holder", {}),
    "guardian-leaflet": ("public", {}),
    "subject-access-extract": ("family", {}),
}
"""Papers the sample case has no use for: the role they are filled for, and the values."""


def corpus() -> dict[str, bytes]:
    """Return the small files of one construct each."""
    return {case.name: case.docx for case in CORPUS}


def own_papers(folder: Path) -> dict[str, bytes]:
    """Return one filled Word file of each paper; the sample case is played in ``folder``."""
    with _caught() as found:
        demo.run(folder, secret_folder(folder), SystemClock(), lambda _: None)
    beside = {name: word_file(loaded(name), view_of(role, values)) for name, (role, values) in BESIDE.items()}
    return dict(sorted((found | beside).items()))


@contextmanager
def _caught() -> Iterator[dict[str, bytes]]:
    """Keep the Word file of the first paper of each kind that is filled meanwhile."""
    found: dict[str, bytes] = {}
    fill = recipe.fill

    def caught(template: Template, view: View, pictures: Mapping[str, Picture]) -> object:
        if template.name not in found:
            found[template.name] = word_file(template, view, pictures)
        return fill(template, view, pictures)

    with patch.object(recipe, "fill", caught):
        yield found
