"""The pages a newcomer reads say what the code does."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from inconfidence.core import errors
from inconfidence.core.errors import InConfidenceError
from tools.pages import PAGES

ROOT = Path(__file__).parent.parent
ERRORS = (ROOT / "docs" / "errors.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
KINDS = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, InConfidenceError)]
SHOWN = [kind for kind in KINDS if kind is not InConfidenceError]


def targets() -> set[str]:
    """Return every target of the Makefile that says what it does."""
    return set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))


@pytest.mark.parametrize("kind", SHOWN, ids=lambda kind: kind.__name__)
def test_every_error_has_a_section_and_its_exit_code(kind: type[InConfidenceError]) -> None:
    """docs/errors.md explains the class under its own heading, and the table gives the code the program ends with."""
    name = kind.__name__

    assert f"\n## {name}\n" in ERRORS
    assert f"| {kind.exit_status} | [`{name}`](#{name.lower()}) |" in ERRORS


def test_no_section_is_about_an_error_that_is_gone() -> None:
    """Headings of docs/errors.md are the classes of core/errors.py and nothing else."""
    assert set(re.findall(r"^## (\w+)$", ERRORS, re.MULTILINE)) == {kind.__name__ for kind in SHOWN}


def test_every_error_stands_in_the_picture_of_its_module() -> None:
    """The tree at the head of core/errors.py shows each class with its exit code."""
    for kind in SHOWN:
        assert re.search(rf"── {kind.__name__} +{kind.exit_status}\b", errors.__doc__ or "")


def test_make_help_lists_every_target() -> None:
    """`make help` prints a line for each target that says what it does, and every target says it."""
    said = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    phony = set(re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[0].split())
    assert {line.split()[1] for line in said.splitlines() if line.startswith("  make ")} == targets() == phony


def test_the_readme_opens_with_the_two_commands() -> None:
    """The first block of code is `make run` and `make test`, before anything else is asked of the reader."""
    block = README.split("```")[1]

    assert [line.split("#")[0].split() for line in block.strip().splitlines()] == [["make", "run"], ["make", "test"]]


def test_every_make_command_of_the_pages_exists() -> None:
    """No page tells the reader to make something that cannot be made."""
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted(ROOT.glob("[A-Z]*.md"))]:
        assert set(re.findall(r"`make ([a-z-]+)", page.read_text("utf-8"))) <= targets(), page.name


def test_every_link_of_the_readme_leads_somewhere() -> None:
    """Pages and pictures the README points to are in the tree."""
    links = re.findall(r"\]\(([^)#:]+)[^):]*\)", README)

    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_data_says_what_the_data_say(name: str) -> None:
    """`make pages` has been run since the matrix, the table of papers or the dictionary was last changed."""
    assert (ROOT / "docs" / name).read_text("utf-8") == PAGES[name]()
