"""Ourselves compiled (``make fast``): a copy of the sources with its machine code, in a process of its own.

A process has a module either compiled or not; so what is compiled stands beside what is not in another one. Each paper
is asked for through a pipe, which is counted, and stays there, as what the others make stays with them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from benchmarks.bulk import Run, Together, run, together
from benchmarks.ours import OWN_KEY, open_bench
from inconfidence.freshness import RECORD, record

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / "build" / "bench" / "compiled"
COPIED = (
    *("archive", "benchmarks", "disclosure", "distribution", "forms", "generator", "inconfidence", "schemas"),
    *("signing", "templates", "tools", "pyproject.toml"),
)


class Compiled:
    """The process, which keeps its own bench; asked for one thing at a time."""

    def __init__(self) -> None:
        _make_copy()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.compiled"], cwd=COPY, env=_env(), stdin=-1, stdout=-1
        )

    def sealed(self, number: int, key: str = OWN_KEY) -> bytes:
        """Return paper ``number``, sealed with a kind of key."""
        return self._asked("sealed", number, key)

    def make(self, number: int, key: str = OWN_KEY) -> int:
        """Make paper ``number`` there, sealed with a kind of key, and return how many bytes it has."""
        return int(self._asked("make", number, key))

    def run(self, count: int) -> Run:
        """Make so many papers there, one after another."""
        return Run(**json.loads(self._asked("run", count)))

    def together(self) -> list[Together]:
        """Measure one process and two there."""
        return [Together(**each) for each in json.loads(self._asked("together"))]

    def close(self) -> None:
        """End the process."""
        self._process.communicate()

    def _asked(self, *what: str | int) -> bytes:
        asking, answers = self._process.stdin, self._process.stdout
        assert asking is not None and answers is not None
        asking.write(json.dumps(what).encode() + b"\n")
        asking.flush()
        return answers.read(int(answers.readline()))


def _make_copy() -> None:
    """Bring the copy up to date; the compiler, which takes minutes, runs only where sources have changed."""
    kept = COPY / RECORD
    is_fresh = kept.is_file() and kept.read_text("utf-8") == record(ROOT)
    if not is_fresh:
        shutil.rmtree(COPY, ignore_errors=True)
    for name in COPIED:
        _copy(ROOT / name, COPY / name)
    if not is_fresh:
        subprocess.run([sys.executable, "-m", "tools.compiling"], cwd=COPY, env=_env(), check=True, stdout=sys.stderr)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        # What was compiled here is of this tree; the copy has its own.
        left_out = shutil.ignore_patterns("*.so", Path(RECORD).name, "__pycache__")
        shutil.copytree(source, target, ignore=left_out, dirs_exist_ok=True)
    else:
        shutil.copy(source, target)


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(COPY)}


def _serve(asked: BinaryIO, answers: BinaryIO) -> None:
    """Answer until nothing more is asked."""
    with tempfile.TemporaryDirectory() as place:
        bench = open_bench(Path(place) / "keys")
        ways: dict[str, Callable[..., Any]] = {
            "sealed": bench.sealed,
            "make": lambda number, key: b"%d" % len(bench.sealed(number, key)),
            "run": lambda count: json.dumps(asdict(run(bench, count))).encode(),
            "together": lambda: json.dumps([asdict(each) for each in together()]).encode(),
        }
        for line in asked:
            what, *values = json.loads(line)
            made = ways[what](*values)
            answers.write(b"%d\n%s" % (len(made), made))
            answers.flush()


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
