"""A stated sample of the long proofs of the verifier: `make proof` runs them whole (docs/attack-proofs.md)."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from tests.signing.hostile.states import STATES
from tools.attacks.mutants import EXPLAINED, TESTS, every_mutant, mutants, run_tests, survives
from tools.attacks.mutations import KEPT_ZONE, WAYS, ZONES, tried

ROOT = Path(__file__).parents[2]
SAMPLE = 180
"""How many mutations are tried here: four for each zone and state."""
EVERY = 23
"""One wrong module in so many is tried here."""


def test_no_mutation_of_a_paper_is_believed(tmp_path: Path) -> None:
    """A seeded sample over every zone, way and state: none accepted, and nothing breaks down."""
    found = list(tried(tmp_path, SAMPLE))

    assert {one.zone for one in found} == {*ZONES, KEPT_ZONE}
    assert {one.how for one in found} == set(WAYS)
    assert {one.state for one in found} == set(STATES)
    assert [one for one in found if one.is_accepted or one.verdict == "crashed"] == []


def test_the_right_rules_pass() -> None:
    """What notices a wrong module finds nothing against the right one: or it would notice everything."""
    assert [tests for tests in TESTS.values() if run_tests(vars(import_module(tests))) < 10] == []


def test_no_wrong_rule_goes_unnoticed() -> None:
    """A sample of the wrong modules: the tests of each fail, but for the reasons given."""
    wrong = [one for module in TESTS for one in list(mutants(module))[::EVERY]]

    assert len(wrong) > 20
    assert [one.change for one in wrong if survives(one) and one.change not in EXPLAINED] == []


def test_every_reason_is_about_a_wrong_rule_there_is() -> None:
    """No reason outlives the code it was given for."""
    assert set(EXPLAINED) <= {one.change for one in every_mutant()}


def test_the_tests_of_the_rules_take_every_branch_of_them(tmp_path: Path) -> None:
    """Branch coverage of every module that decides verdict or level is 100 %, by the tests of those modules alone."""
    data, report = tmp_path / "data", tmp_path / "report.json"
    coverage = (sys.executable, "-m", "coverage")
    files = sorted({f"{tests.replace('.', '/')}.py" for tests in TESTS.values()})
    tests = ("-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *files)
    included = f"--include={','.join(str(ROOT / module) for module in TESTS)}"
    subprocess.run((*coverage, "run", "--branch", f"--data-file={data}", included, *tests), cwd=ROOT, check=True)
    subprocess.run((*coverage, "json", f"--data-file={data}", "-o", report), cwd=ROOT, check=True)

    read = json.loads(report.read_text("utf-8"))
    assert set(read["files"]) == set(TESTS)
    assert read["totals"]["num_branches"] > 100
    assert read["totals"]["percent_covered"] == 100.0
