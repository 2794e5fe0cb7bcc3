"""page-validation, the judge that `make test` asks too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import page

from tools.conformance.verapdf import PROFILES


def judged(files: Sequence[Path]) -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the rules each file breaks, by file and profile."""
    return {(str(file), profile): rules(file.read_bytes(), profile) for file in files for profile in PROFILES.values()}


def rules(content: bytes, profile: str) -> frozenset[str]:
    """Return the rules that a file breaks."""
    return frozenset(str(one.rule_id) for one in page.validate_pdf_bytes(content, profile=profile).failures)
