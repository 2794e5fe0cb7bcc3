"""Run as ``python -m tools.compiling`` from the top of the source tree, where nothing is compiled (``make fast``).

The compiler sees copies under ``build/``; the sources stay as they are. The machine code lies beside them, where
Python prefers it, and ``inconfidence.freshness`` refuses it once they have changed.
"""

from __future__ import annotations

import contextlib
import shutil
import sys
import sysconfig
from pathlib import Path

from mypyc.build import mypycify
from setuptools import Distribution

from inconfidence.freshness import RECORD, SHARED, record
from tools.compiling.modules import MODULES
from tools.compiling.needed import missing
from tools.compiling.numbers import with_numbers_at_once
from tools.compiling.written_out import written_out

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "compiled"
CALLS_AT_ONCE = [] if sys.platform == "win32" else ["-fno-semantic-interposition", "-fno-plt"]
"""Compiled modules call each other and Python without asking the loader first whose function is meant: 2 % of a paper,
with the third level of optimising."""
SEEN = ("disclosure", "forms", "generator", "inconfidence", "signing")
"""Packages the compiler reads; of the last two it compiles some modules."""


def main() -> None:
    """Compile every module, or say what is not here that this needs."""
    wanting = missing()
    if wanting:
        sys.exit(wanting)
    made = compiled(ROOT, BUILD)
    # The record comes first: nothing compiled ever lies beside a source without one.
    (ROOT / RECORD).write_text(record(ROOT), "utf-8")
    for file in made:
        shutil.copyfile(file, ROOT / file.relative_to(BUILD))
    sys.stdout.write(f"{len(MODULES)} modules are compiled; make plain takes that back.\n")


def compiled(root: Path, folder: Path) -> list[Path]:
    """Compile copies of the modules in a folder, which is made anew, and return the files of machine code."""
    shutil.rmtree(folder, ignore_errors=True)
    for package in SEEN:
        shutil.copytree(root / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", folder)
    for name in MODULES:
        source = folder / name
        source.write_text(with_numbers_at_once(written_out(source.read_text("utf-8"))), "utf-8")
    with contextlib.chdir(folder):
        extensions = mypycify(
            ["--config-file", "pyproject.toml", *MODULES],
            opt_level="3",
            debug_level="0",
            group_name=SHARED,
            target_dir="build",
        )
        for each in extensions:
            each.extra_compile_args += CALLS_AT_ONCE
        command = Distribution({"ext_modules": extensions}).get_command_obj("build_ext")
        command.inplace, command.build_temp = True, "build"
        command.ensure_finalized()
        command.run()
    ending = sysconfig.get_config_var("EXT_SUFFIX")
    return [file for package in SEEN for file in (folder / package).rglob(f"*{ending}")]


if __name__ == "__main__":
    main()
