"""What is compiled is made of the sources beside it, and the classes in it are made as the sources say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inconfidence.freshness import RECORD, check, record
from tools.compiling.modules import MODULES
from tools.compiling.needed import missing
from tools.compiling.numbers import with_numbers_at_once
from tools.compiling.written_out import written_out

ROOT = Path(__file__).parents[2]

CLASSES = '''
from __future__ import annotations
import dataclasses
from dataclasses import dataclass, field

@dataclass(slots=True)
class Shelf:
    """Papers on a shelf."""

    width: float
    name: str = "a; b"
    papers: list[str] = field(default_factory=list)
    hidden: bytes = field(default=b"", repr=False)
    kept: bytes = dataclasses.field(default=b"", repr=False)

    def put(self, paper: str) -> None:
        self.papers.append(paper)


LAST = 1
'''
UNUSUAL = (
    "@dataclass(slots=True)\nclass A:\n    x: int\n\n    def __eq__(self, other: object) -> bool: ...\n\n",
    "@dataclass(slots=True)\nclass A(Other):\n    x: int\n\n",
    "@dataclass(slots=True)\nclass A:\n    x: int\n\n    def __post_init__(self) -> None: ...\n\n",
    "@dataclass(slots=True)\nclass A:\n    x: int = field(init=False, default=1)\n\n",
    "@dataclass(slots=True)\nclass A:\n    x: list[int] | None = field(default_factory=list)\n\n",
    "@dataclass(slots=True)\nclass A:\n    x: ClassVar[int] = 1\n\n",
    "@final\n@dataclass(slots=True)\nclass A:\n    x: int\n\n",
    "class A:\n    x: int\n\n",
    "@dataclass(slots=True)\nclass A:\n    x: int\ny = 1",
)


def shelf(source: str) -> Any:
    names: dict[str, Any] = {"__name__": __name__}
    exec(source, names)
    return names["Shelf"]


def test_a_class_written_out_is_made_as_before() -> None:
    """Each way of making one gives the same words, and no two share a list."""
    before, after = shelf(CLASSES), shelf(written_out(CLASSES))

    assert "def __init__" in written_out(CLASSES)
    for made in ((1.0,), (2.0, "c"), (3.0, "d", ["e"], b"f")):
        assert repr(after(*made)) == repr(before(*made))
    assert after(width=1.0) == after(1.0) == replace(after(2.0), width=1.0)
    assert after(1.0).papers is not after(1.0).papers


def test_a_class_written_out_is_compared_as_before() -> None:
    """Field by field, with its own kind only; what is frozen has the same hash, and what is not has none."""
    frozen = CLASSES.replace("slots=True", "frozen=True, slots=True").replace("list[str]", "tuple[str, ...]")
    frozen = frozen.replace("default_factory=list", "default=()")
    # The way it is made sets fields, which only machine code may do where a class is frozen.
    kept = [line for line in written_out(frozen).split("\n") if "def __init__" not in line]
    before, after = shelf(frozen), shelf("\n".join(kept).replace("init=False, ", ""))

    assert "def __eq__" in written_out(frozen) and "def __hash__" in written_out(frozen)
    for one, other in combinations([(1.0,), (2.0,), (1.0, "c"), (1.0, "a; b", ("d",)), (1.0, "a; b", (), b"e")], 2):
        assert after(*one) != after(*other)
        assert after(*one) == after(*one) and hash(after(*one)) == hash(before(*one))
    assert after(1.0) != before(1.0) and after(1.0) != 1.0
    assert "__hash__" not in written_out(CLASSES)
    with pytest.raises(TypeError, match="unhashable"):
        hash(shelf(written_out(CLASSES))(1.0))


@pytest.mark.parametrize(
    "text",
    [
        "{x:.2f} {y:.2f} m",
        "{x:.3g} w 50% of {{{words}}}",
        "{x:g}{words}{x:.4f}",
        "{words!s} {x:.2f}",
        "{words:>20} {x:.2f}",
        "{x:.{places}f}",
        "{words} and {words}",
        "q {', '.join([f'{y:.1f}' for _ in words])} {x:g}",
    ],
)
@given(x=st.floats(allow_nan=False), y=st.floats(-1000, 1000), words=st.text())
def test_numbers_are_written_as_before(text: str, x: float, y: float, words: str) -> None:
    """To the letter, whatever number or text it is; a form that is not known is left as it is."""
    source = f"said = (\n    f{text!r}\n    f' {{y:.2f}}'\n)\n"
    names: list[dict[str, Any]] = [{"x": x, "y": y, "words": words, "places": 3} for _ in range(2)]
    exec(source, names[0])
    exec(with_numbers_at_once(source), names[1])

    assert names[0]["said"] == names[1]["said"]


def test_texts_with_numbers_are_made_in_one_step() -> None:
    """Those that are known are; no line of a module moves."""
    assert with_numbers_at_once('f"{x:.2f} {y} 5%"') == "('%.2f %s 5%%' % (x, y,))"
    for name in MODULES:
        source = (ROOT / name).read_text("utf-8")
        pairs = zip(source.split("\n"), with_numbers_at_once(source).split("\n"), strict=True)

        assert all(":" in old for old, new in pairs if old != new), name


def test_no_other_line_moves() -> None:
    """An error in a compiled module names the line of its source."""
    for name in MODULES:
        source = (ROOT / name).read_text("utf-8")
        changed = [
            (old, new)
            for old, new in zip(source.split("\n"), written_out(source).split("\n"), strict=True)
            if old != new
        ]

        assert all(not old or old.startswith("@dataclass(") for old, _ in changed), name


@pytest.mark.parametrize("source", UNUSUAL)
def test_an_unusual_class_is_left_as_it_is(source: str) -> None:
    """What the written ``__init__`` would do otherwise than the class's own stays with ``dataclasses``."""
    assert written_out(source) == source


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree in which something was compiled: the real guard, and one more source."""
    (tmp_path / "inconfidence" / "core").mkdir(parents=True)
    (tmp_path / "generator").mkdir()
    for name in ("__init__.py", "freshness.py"):
        shutil.copy(ROOT / "inconfidence" / name, tmp_path / "inconfidence")
    (tmp_path / "generator" / "pen.py").write_text("WIDTH = 1\n", "utf-8")
    (tmp_path / RECORD).write_text(record(tmp_path), "utf-8")
    return tmp_path


def changed(tree: Path) -> None:
    (tree / "generator" / "pen.py").write_text("WIDTH = 2\n", "utf-8")


def added(tree: Path) -> None:
    (tree / "inconfidence" / "core" / "new.py").write_text("", "utf-8")


def gone(tree: Path) -> None:
    (tree / "generator" / "pen.py").unlink()


def without_list(tree: Path) -> None:
    (tree / RECORD).unlink()
    (tree / "inconfidence" / "compiled__mypyc.cpython-311-x86_64-linux-gnu.so").write_bytes(b"")


def started(tree: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "import inconfidence"]
    return subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)


def test_what_is_compiled_is_used_while_its_sources_are_the_same(tree: Path) -> None:
    """The program starts."""
    assert started(tree).returncode == 0


@pytest.mark.parametrize("spoil", [changed, added, gone, without_list])
def test_the_program_does_not_start_on_stale_machine_code(tree: Path, spoil: Callable[[Path], None]) -> None:
    """A source that changed, is new or is gone since stops it, or that nothing tells which they were."""
    spoil(tree)

    ended = started(tree)

    assert ended.returncode == 1
    assert "make fast" in ended.stderr and "make plain" in ended.stderr


def test_where_nothing_is_compiled_nothing_is_compared(tree: Path) -> None:
    """Sources may change as they like."""
    (tree / RECORD).unlink()
    changed(tree)

    check(tree)


def test_without_a_c_compiler_nothing_is_compiled_and_one_sentence_says_so() -> None:
    """It ends before anything is written, and names the compiler that was looked for."""
    command, env = [sys.executable, "-m", "tools.compiling"], {**os.environ, "CC": "no-such-compiler -pthread"}

    ended = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert ended.returncode == 1 and not ended.stdout
    assert "needs a C compiler, and no-such-compiler is not here" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_without_the_headers_of_this_python_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution's own Python comes without them; with them nothing is missing."""
    monkeypatch.setenv("CC", sys.executable)
    assert f"{tmp_path / 'Python.h'} is not there" in missing(tmp_path)

    (tmp_path / "Python.h").write_text("", "utf-8")
    assert missing(tmp_path) == ""
