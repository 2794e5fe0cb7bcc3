"""The demonstration, run once for every test that looks at what it made; and how many examples a property is tried on.

In `make test` the examples are few and the same each time; `make proof` tries many new ones.
"""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from inconfidence.core.clock import SystemClock
from inconfidence.recipes import demo
from inconfidence.recipes.demo import Story
from inconfidence.recipes.home import open_home, secret_folder
from tests.demonstrated import Demonstration, demonstration_of, read_back, written

# No test is about how long a busy computer takes to draw an example or to try one.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("sample", UNHURRIED, derandomize=True, max_examples=12)
settings.register_profile("proof", UNHURRIED, max_examples=400)
settings.load_profile("sample")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Demonstration:
    """The main job on the sample case, done by the computer's own clock: other people's tools know no other."""
    base = tmp_path_factory.getbasetemp()
    # Only under pytest-xdist is a worker's folder one of several beside one another.
    base = base.parent if hasattr(request.config, "workerinput") else base
    folder = base / "demonstration" / "var"
    folder.parent.mkdir(exist_ok=True)
    # Workers share one home: the first one does the job, and the others are told what it did.
    with (folder.parent / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        story = told_once(folder)
    return demonstration_of(story, open_home(folder, secret_folder(folder), SystemClock()))


def told_once(folder: Path) -> Story:
    """Return the story of the demonstration in a folder, which is played there unless it was played before."""
    told = folder.with_name("story")
    if not told.exists():
        told.write_bytes(written(demo.run(folder, secret_folder(folder), SystemClock(), lambda words: None)))
    return read_back(told.read_bytes())
