"""The structure is what ARCHITECTURE.md says it is."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("archive", "disclosure", "distribution", "forms", "generator", "inconfidence", "signing")
ONLY_MAKER = {
    "View": "disclosure",
    "CheckedPdf": "generator/preflight.py",
    "CheckedHtml": "generator/html/preflight.py",
    "ClearedPdf": "disclosure/leaks/clearing.py",
    "SealedPdf": "signing",
    "UntimedPdf": "signing",
    "UntimedCopy": "signing",
    "CheckedPack": "generator/packs/preflight.py",
    "CheckedCopy": "generator/packs/preflight.py",
    "ClearedCopy": "disclosure/leaks/clearing.py",
    "SignedPdf": "signing",
    "Evidence": "signing",
}


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


@pytest.mark.parametrize("token", sorted(ONLY_MAKER))
def test_each_token_is_made_in_one_place_only(token: str) -> None:
    """A CheckedPdf comes only from preflight, a ClearedPdf only from the leak scan, an Evidence only from signing."""
    makers = {str(path.relative_to(ROOT)) for path in modules() if token in calls(path)}

    assert makers
    assert all(maker.startswith(ONLY_MAKER[token]) for maker in makers)


def test_what_a_home_believes_is_made_in_one_place() -> None:
    """Only there are seals, roots and lists of a home put together; by hand a caller names roots and nothing else."""
    makers = {str(path.relative_to(ROOT)) for path in modules() if "Trust" in calls(path)}

    assert makers == {"signing/pki.py", "inconfidence/recipes/trusting.py", "inconfidence/recipes/verification.py"}
    for path in modules():
        assert "pki.trust" not in path.read_text("utf-8"), f"{path.name} would forget what the home believes besides"


def test_nothing_but_the_command_line_imports_inside_a_function() -> None:
    """Every import stands at the head of its module, so that the arrows can be seen."""
    hidden = [
        str(path.relative_to(ROOT))
        for path in modules()
        if not path.is_relative_to(ROOT / "inconfidence" / "cli")
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []


def test_the_page_on_architecture_names_every_room() -> None:
    """ARCHITECTURE.md speaks of the folders that exist, and of no other."""
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")

    for room in ROOMS:
        assert f"`{room}/`" in page


def test_every_invariant_names_a_test_that_exists() -> None:
    """Each numbered invariant ends with the tests that pin it, and those tests are there."""
    page = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    invariants = page.split("## Invariants")[1].split("\n## ")[0]
    named = [word.strip("`,.()") for word in invariants.split() if "::" in word]

    assert len(named) >= invariants.count("\n1. ")
    for name in named:
        path, _, function = name.partition("::")
        assert f"def {function}(" in (ROOT / path).read_text("utf-8"), name
