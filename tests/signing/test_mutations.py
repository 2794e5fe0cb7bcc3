"""A stated sample of the long proofs of the verifier: `make proof` runs them whole (docs/attack-proofs.md)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.signing.hostile.states import STATES
from tools.attacks.mutants import EXPLAINED, SOURCE, mutants, survives
from tools.attacks.mutations import KEPT_ZONE, WAYS, ZONES, tried

ROOT = Path(__file__).parents[2]
SAMPLE = 176
"""How many mutations are tried here: four for each zone and state."""
EVERY = 23
"""One wrong policy in so many is tried here."""


def test_no_mutation_of_a_paper_is_believed(tmp_path: Path) -> None:
    """A seeded sample over every zone, way and state: none accepted, and nothing breaks down."""
    found = list(tried(tmp_path, SAMPLE))

    assert {one.zone for one in found} == {*ZONES, KEPT_ZONE}
    assert {one.how for one in found} == set(WAYS)
    assert {one.state for one in found} == set(STATES)
    assert [one for one in found if one.is_accepted or one.verdict == "crashed"] == []


def test_no_wrong_policy_goes_unnoticed() -> None:
    """A sample of the wrong policies: the tests of the policy fail for each, but for the reasons given."""
    wrong = list(mutants(SOURCE.read_text("utf-8")))[::EVERY]

    assert len(wrong) > 10
    assert [one.change for one in wrong if survives(one) and one.change not in EXPLAINED] == []


def test_every_reason_is_about_a_wrong_policy_there_is() -> None:
    """No reason outlives the code it was given for."""
    assert set(EXPLAINED) <= {one.change for one in mutants(SOURCE.read_text("utf-8"))}


def test_the_tests_of_the_policy_take_every_branch_of_it(tmp_path: Path) -> None:
    """Branch coverage of signing/policy.py is 100 %."""
    data, report = tmp_path / "data", tmp_path / "report.json"
    coverage = (sys.executable, "-m", "coverage")
    tests = ("-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", "tests/signing/test_signing_policy.py")
    subprocess.run(
        (*coverage, "run", "--branch", f"--data-file={data}", f"--include={SOURCE}", *tests), cwd=ROOT, check=True
    )
    subprocess.run((*coverage, "json", f"--data-file={data}", "-o", report), cwd=ROOT, check=True)

    totals = json.loads(report.read_text("utf-8"))["totals"]
    assert totals["num_branches"] > 50
    assert totals["percent_covered"] == 100.0
