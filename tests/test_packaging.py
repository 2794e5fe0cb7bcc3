"""What is built and installed is what stands in the tree, and nobody else's."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = PROJECT["tool"]["setuptools"]["packages"]
NOT_CODE = {".docx", ".yaml", ".json", ".toml", ".png", ".ttf", ".icc", ".txt", ".mako", ".typed", ".md"}


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist())


def tree_files(suffixes: set[str]) -> set[str]:
    tops = {package.split(".")[0] for package in PACKAGES}
    return {
        str(path.relative_to(ROOT))
        for top in tops
        for path in (ROOT / top).rglob("*")
        if path.suffix in suffixes and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_every_module_of_the_tree(wheel_names: set[str]) -> None:
    """No room is forgotten when the project is built."""
    assert tree_files({".py"}) == {name for name in wheel_names if name.endswith(".py")}


def test_the_wheel_holds_every_template_schema_font_and_sample(wheel_names: set[str]) -> None:
    """Papers can be made from an installed copy, without the tree."""
    assert tree_files(NOT_CODE) <= wheel_names


def test_no_other_distribution_owns_a_room_of_ours() -> None:
    """Another package called forms or templates would overwrite ours without a word; none is installed."""
    owners = importlib.metadata.packages_distributions()

    for top in {package.split(".")[0] for package in PACKAGES}:
        assert set(owners.get(top, ["in-confidence"])) == {"in-confidence"}


def test_the_command_runs_from_an_empty_folder(tmp_path: Path) -> None:
    """The console script needs nothing of the folder it is called in."""
    command = Path(sys.executable).parent / "inconfidence"
    done = subprocess.run([command, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "demo" in done.stdout
