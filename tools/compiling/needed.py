"""What compiling needs that comes with no Python package: a C compiler, and the headers of the Python at work."""

from __future__ import annotations

import os
import shlex
import shutil
import sysconfig
from pathlib import Path

AS_BEFORE = "Nothing was compiled; without it everything works, and as before."


def missing(headers: Path | None = None) -> str:
    """Return in words what is not here, "" when everything is; ``headers`` are this Python's own unless named."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    if shutil.which(compiler) is None:
        return (
            f"make fast needs a C compiler, and {compiler} is not here. Install one (Debian: gcc and libc6-dev), or "
            f"name the one you have (CC=clang make fast). {AS_BEFORE}"
        )
    header = (headers or Path(sysconfig.get_path("include"))) / "Python.h"
    if not header.is_file():
        return (
            f"make fast needs the headers of the Python it runs on, and {header} is not there. Install them (Debian: "
            f"python3-dev), or set up again with a Python that has them. {AS_BEFORE}"
        )
    return ""
