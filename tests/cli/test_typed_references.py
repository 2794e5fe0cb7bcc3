"""A reference typed by hand finds its case, whatever command it is typed into."""

from __future__ import annotations

import json
from pathlib import Path

from inconfidence.core.clock import SystemClock, london_date
from inconfidence.recipes.sample import Sample
from tests.cli.conftest import Call


def test_a_reference_in_small_letters_moves_its_case(call: Call, home_folder: Path, tmp_path: Path) -> None:
    """The record is added, the case moves on, and both are shown under the same careless typing."""
    sample = Sample(london_date(SystemClock().now()))
    for name in ("referral-location", "screening-location"):
        (tmp_path / f"{name}.json").write_bytes(sample.text(name))
    issued = call("referral", "add", tmp_path / "referral-location.json", "--home", home_folder).stdout.strip()
    typed = issued.lower().replace("0", "o").replace("1", "l")

    screening = tmp_path / "screening-location.json"
    added = call("record", "add", "screening", screening, "--case", typed, "--home", home_folder)
    shown = json.loads(call("case", "show", typed, "--json", "--home", home_folder).stdout)

    assert added.returncode == 0
    assert (shown["reference"], shown["stage"]) == (issued, "assessing")
