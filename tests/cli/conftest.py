"""The command as a script calls it: a process of its own, with an exit code and two streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from inconfidence.recipes.home import init, secret_folder
from inconfidence.recipes.sample import settings

HANGS = 600
"""Seconds after which a call is given up: no test is about how long one takes."""
Called = subprocess.CompletedProcess[str]
Call = Callable[..., Called]


@pytest.fixture(scope="session")
def call(tmp_path_factory: pytest.TempPathFactory) -> Call:
    """A function that calls the command in an empty folder and returns what it said."""
    folder, command = tmp_path_factory.mktemp("called"), Path(sys.executable).with_name("inconfidence")
    outside = {name: value for name, value in os.environ.items() if not name.startswith("INCONFIDENCE")}

    def called(*arguments: str | Path) -> Called:
        words = [str(word) for word in (command, *arguments)]
        return subprocess.run(
            words, capture_output=True, text=True, cwd=folder, env=outside, timeout=HANGS, check=False
        )

    return called


@pytest.fixture
def home_folder(tmp_path: Path) -> Path:
    """A home of the sample's council with nothing in it, made now: the command knows no clock but the computer's."""
    folder = tmp_path / "var"
    init(folder, secret_folder(folder), settings(), SystemClock())
    return folder
