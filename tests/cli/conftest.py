"""The command as a script calls it: a process of its own, with an exit code and two streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inconfidence.core.clock import SystemClock
from inconfidence.recipes.home import init, secret_folder
from inconfidence.recipes.sample import settings
from tests.cli.serving import HANGS

ROOT, COMMAND = Path(__file__).parents[2], Path(sys.executable).with_name("inconfidence")
Called = subprocess.CompletedProcess[str]
Call = Callable[..., Called]


@pytest.fixture(scope="session")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """A function that calls the command in an empty folder and returns what it said (see ``serving``)."""
    folder, said = tmp_path_factory.mktemp("called"), tmp_path_factory.mktemp("said")
    server = (sys.executable, "-m", "tests.cli.serving")
    with subprocess.Popen(
        server, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=outside()
    ) as serving:

        def called(*arguments: str | Path) -> Called:
            words, (out, err) = [str(word) for word in (COMMAND, *arguments)], (said / "out", said / "err")
            for stream in (out, err):
                stream.unlink(missing_ok=True)
            asked = {"words": words, "folder": str(folder), "out": str(out), "err": str(err)}
            print(json.dumps(asked), file=serving.stdin, flush=True)
            assert serving.stdout
            return Called(words, int(serving.stdout.readline()), out.read_text(), err.read_text())

        yield called
        assert serving.stdin
        serving.stdin.close()


@pytest.fixture(scope="session")
def command(tmp_path_factory: pytest.TempPathFactory) -> Call:
    """A function that calls the command as it is installed, in a process that has nothing loaded yet."""
    folder = tmp_path_factory.mktemp("commanded")

    def called(*arguments: str | Path) -> Called:
        words = [str(word) for word in (COMMAND, *arguments)]
        return subprocess.run(
            words, capture_output=True, text=True, cwd=folder, env=outside(), timeout=HANGS, check=False
        )

    return called


def outside() -> dict[str, str]:
    """Return the environment without what our own program reads in it."""
    return {name: value for name, value in os.environ.items() if not name.startswith("INCONFIDENCE")}


@pytest.fixture
def home_folder(tmp_path: Path) -> Path:
    """A home of the sample's council with nothing in it, made now: the command knows no clock but the computer's."""
    folder = tmp_path / "var"
    init(folder, secret_folder(folder), settings(), SystemClock())
    return folder
