"""YAML is read as data: no surprise booleans, no key twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from forms import read_yaml
from inconfidence.core.errors import Failed


def written(folder: Path, text: str) -> Path:
    file = folder / "sample.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_yes_and_no_stay_words(tmp_path: Path) -> None:
    """A bare no is an answer, not False."""
    assert read_yaml(written(tmp_path, "{no: No, on: off, really: true}")) == {"no": "No", "on": "off", "really": True}


def test_a_key_given_twice_is_refused(tmp_path: Path) -> None:
    """In a table of who may see what, the last of two must not win in silence."""
    with pytest.raises(Failed, match="twice"):
        read_yaml(written(tmp_path, "referrer: withheld\nreferrer: allowed\n"))


@pytest.mark.parametrize("text", ["a: [", "!!python/object/apply:os.system [ls]"])
def test_what_is_not_plain_yaml_is_refused(tmp_path: Path, text: str) -> None:
    """Broken text and calls into Python alike."""
    with pytest.raises(Failed):
        read_yaml(written(tmp_path, text))


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    """It names the file and what to do."""
    with pytest.raises(Failed, match=r"nothing\.yaml"):
        read_yaml(tmp_path / "nothing.yaml")
