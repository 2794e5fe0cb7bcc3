"""Every paper of the demonstration is accessible (PDF/UA-1) and archival (PDF/A-3a), as sealed and as signed."""

from __future__ import annotations

import page
import pytest

from tests.demonstrated import Demonstration

SEVERAL_REVISIONS = {"PDFA3A-SIGNATURE-BYTERANGE-001"}
"""A false alarm on papers signed by several, and on those that keep something behind their seal: the checker measures
each signature to the end of the last revision."""


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_every_paper_conforms(demonstration: Demonstration, profile: str) -> None:
    """No rule is broken on any file but the agreement that was altered on purpose."""
    broken = {
        file.name: {failure.rule_id for failure in page.validate_pdf(str(file), profile=profile).failures}
        for file in demonstration.files
        if file != demonstration.altered
    }

    assert {name: rules for name, rules in broken.items() if rules - SEVERAL_REVISIONS} == {}
    several = {file.name for file in demonstration.files if file.read_bytes().count(b"/Prev ") > 1}
    assert {name for name, rules in broken.items() if rules} <= several
