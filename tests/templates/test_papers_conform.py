"""Every paper there is, for each role and kind of case, is PDF/A-3a and PDF/UA-1 before its seal and under it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inconfidence.recipes.catalogue import languages, names
from tools.conformance.checked import rules
from tools.conformance.constructs import pages
from tools.conformance.papers import Sheet, sealer_in, sheets, variants
from tools.proofs.alarms import kinds

BEHIND_THE_SEAL = {"PDFA3A-SIGNATURE-BYTERANGE-001"}
"""A false alarm where something is kept behind a seal (tools.conformance.report): veraPDF measures a seal to its own
revision's end, and finds nothing."""


@pytest.fixture(scope="module")
def every_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sheet]]:
    """Every paper the table of papers offers, about people who are made up."""
    yield list(sheets(sealer_in(tmp_path_factory.mktemp("keys") / "council")))


def test_every_paper_is_looked_at(every_paper: list[Sheet]) -> None:
    """No kind of paper, role or kind of case is left out."""
    assert [each.kind for each in every_paper] == list(kinds())
    assert len({each.kind.paper for each in every_paper}) >= 20


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_every_paper_conforms_before_its_seal_and_under_it(every_paper: list[Sheet], profile: str) -> None:
    """The seal breaks neither standard, whatever the paper holds."""
    broken = {
        each.kind: rules(each.plain, profile) | (rules(each.sealed, profile) - BEHIND_THE_SEAL) for each in every_paper
    }

    assert {kind: found for kind, found in broken.items() if found} == {}


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_everything_the_engine_draws_conforms(profile: str) -> None:
    """Each construct by itself, so that a fault is found where it is."""
    broken = {name: rules(content, profile) for name, content in pages()}

    assert {name: found for name, found in broken.items() if found} == {}


def test_every_print_and_language_conforms() -> None:
    """Large print and each translation of each paper, by both standards."""
    broken = {(name, variant): rules(content, "3a") | rules(content, "ua1") for name, variant, content in variants()}

    translations = sum(len(languages(name)) - 1 for name in names())
    assert len(broken) == len({name for name, _ in broken}) + 2 * translations
    assert {each for each, found in broken.items() if found} == set()
