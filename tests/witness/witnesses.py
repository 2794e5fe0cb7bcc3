"""Calls on other people's tools. One that is missing is said loudly, and is a failure where all have to be heard."""

from __future__ import annotations

import os
import shutil
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

HANGS = 600
"""Seconds after which a tool is given up: no test is about how long one takes."""
REQUIRED = os.environ.get("INCONFIDENCE_WITNESSES") == "required"
"""Set where every tool is installed, so that a witness who stays away is noticed."""


def witness(name: str, *, required: bool = REQUIRED) -> str:
    """Return the path of an outside tool; without it, skip loudly, or fail where witnesses are required."""
    return shutil.which(name) or _not_heard(name, required)


def witness_module(name: str, *, required: bool = REQUIRED) -> Any:
    """Return a Python module of somebody else's tool; without it, as ``witness``."""
    try:
        return import_module(name)
    except ImportError:
        _not_heard(name, required)


def library(name: str, *, required: bool = REQUIRED) -> Path:
    """Return the path of somebody else's Java library, as Debian installs it; without it, as ``witness``."""
    path = Path("/usr/share/java") / f"{name}.jar"
    if not path.exists():
        _not_heard(path.name, required)
    return path


def _not_heard(name: str, required: bool) -> NoReturn:
    say = pytest.fail if required else pytest.skip
    say(f"WITNESS NOT HEARD: {name} is not installed, so nobody else has looked at these papers")


def said(*command: str | Path, fails: bool = False) -> str:
    """Run a tool and return what it printed."""
    words = [str(part) for part in command]
    done = subprocess.run(words, capture_output=True, text=True, timeout=HANGS, check=not fails)
    return done.stdout + done.stderr


def nss_database(trust: Path, folder: Path) -> Path:
    """Make an NSS database that trusts ``trust/root.pem`` and knows the authorities beside it; return its folder."""
    certutil = witness("certutil")
    folder.mkdir()
    said(certutil, "-N", "-d", f"sql:{folder}", "--empty-password")
    for file in sorted(trust.glob("*.pem")):
        flags = "CT,C,C" if file.stem == "root" else ",,"
        said(certutil, "-A", "-d", f"sql:{folder}", "-n", file.stem, "-t", flags, "-i", file)
    return folder
