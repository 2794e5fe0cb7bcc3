"""This tree, compiled (``make fast``): the same papers to the byte, and machine code only of the sources beside it.

Where nothing is compiled there is nothing to compare, and these are skipped; ``.ci/run`` compiles and runs them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import pen
from inconfidence.freshness import COMPILED, RECORD
from tools.compiling.modules import MODULES

ROOT = Path(__file__).parents[2]
PACKAGES = ("disclosure", "forms", "generator", "inconfidence", "schemas", "signing", "templates")
MAKERS = ("benchmarks", "tools")

pytestmark = pytest.mark.skipif(
    str(pen.__file__).endswith(".py"),
    reason="nothing is compiled here (make fast), so there is nothing to compare",
)

PAPERS = """
from hashlib import sha256
from random import Random
from benchmarks.ours import checked_paper
from benchmarks.records import records
from generator import pen
from tools.conformance.constructs import pages
from tools.conformance.papers import SEED, variants
from tools.proofs.alarms import drawn, kinds, made_up_paper

def say(name, content):
    print(name, sha256(content).hexdigest())

print(pen.__file__.endswith(".py"))
for kind in kinds():
    say(kind, drawn(kind, made_up_paper(kind, Random(f"{SEED}/{kind}"))).content)
for paper, variant, content in variants():
    say(f"{paper} {variant}", content)
for name, content in pages():
    say(name, content)
for number in range(10):
    say(number, checked_paper(records(number)).content)
"""
"""Says what every paper is to the byte: for each role and kind of case, in each print and language, each construct."""
PAPERS_LEAST = 150


def made_in(tree: Path) -> list[str]:
    command = [sys.executable, "-c", PAPERS]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=True).stdout.splitlines()


def test_every_paper_is_the_same_to_the_byte_compiled_and_not(tmp_path: Path) -> None:
    """Made by this tree and by a copy of its sources alone, from the same made-up cases."""
    only_sources = shutil.ignore_patterns("*.so", Path(RECORD).name, "__pycache__")
    for package in (*PACKAGES, *MAKERS):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=only_sources)

    compiled, plain = made_in(ROOT), made_in(tmp_path)

    assert (compiled[0], plain[0]) == ("False", "True")
    assert compiled[1:] == plain[1:]
    assert len(plain) > PAPERS_LEAST


def test_every_module_that_should_be_compiled_is() -> None:
    """Beside each source that is named lies its machine code, and beside no other."""
    made = {file.relative_to(ROOT).as_posix() for package in COMPILED for file in (ROOT / package).rglob("*.so")}

    assert {f"{name.partition('.')[0]}.py" for name in made} == set(MODULES)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this tree with its machine code, in which a source was changed since."""
    tree = tmp_path_factory.mktemp("changed")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    with (tree / "generator" / "pen.py").open("a", encoding="utf-8") as source:
        source.write("\n# One more line.\n")
    return tree


@pytest.mark.parametrize("first", {name.rpartition("/")[0]: name for name in MODULES}.values())
def test_whichever_module_is_asked_for_first_stale_machine_code_is_refused(changed: Path, first: str) -> None:
    """None of it runs before the sources were compared, in whichever package one begins."""
    command = [sys.executable, "-c", f"import {first.removesuffix('.py').replace('/', '.')}"]

    ended = subprocess.run(command, cwd=changed, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert "The sources have changed since they were compiled" in ended.stderr
