"""EU DSS, the European Commission's own signature validator: fetched from Maven Central, checked, and asked offline.

    python -m tools.second_opinions.dss [--no-revocation] ROOT.pem FILE...

Its 48 parts are pinned by their SHA-256 (``jars.txt``); a small program beside this one (``SecondOpinion.java``) hands
it our root as the only one to trust, no network, and its own policy. ``--no-revocation`` lets certificates pass of
which nothing tells whether they were revoked: papers at B-T carry nothing that could.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HERE = Path(__file__).parent
KEEP = HERE.parents[1] / "build" / "dss"
CENTRAL = "https://repo.maven.apache.org/maven2"
WAIT_SECONDS = 60
AT_ONCE = 8
PASSED = "TOTAL_PASSED"
SHORT_LIVED = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Java does not live long enough here to gain by compiling what it runs as well as it can."""


class NotHeard(Exception):
    """EU DSS cannot be asked here; the message says why."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What DSS says of one signature or document time-stamp of a file."""

    file: str
    kind: str
    indication: str
    why: str
    level: str
    signer: str
    words: str


def opinions(
    root: Path,
    files: Sequence[Path],
    *,
    time: Sequence[Path] = (),
    revocation: bool = True,
    keep: Path = KEEP,
    at: Sequence[datetime] = (),
) -> list[Opinion]:
    """Return what DSS says of every signature and document time-stamp of files, trusting these roots alone.

    Args:
        root: the council's certificate, as PEM.
        time: those of outside time authorities.
        files: PDF files.
        revocation: whether a certificate of which nothing tells if it was revoked is held against the file.
        keep: the folder its parts are kept in.
        at: the moment it judges each file as of; none: now.

    Raises:
        NotHeard: there is no Java with a compiler, Maven Central does not answer, or sends what is not pinned.
    """
    java = shutil.which("java")
    if java is None or shutil.which("javac") is None:
        raise NotHeard("there is no Java with a compiler (on Debian: apt-get install default-jdk-headless)")
    parts = ":".join(str(part) for part in fetched(keep))
    policy = "default" if revocation else "no-revocation"
    moments = [str(int(each.timestamp())) for each in at] or ["now"] * len(files)
    judged = [word for moment, file in zip(moments, files, strict=True) for word in (moment, str(file))]
    roots = os.pathsep.join(map(str, (root, *time)))
    command = (java, *SHORT_LIVED, "-cp", parts, str(HERE / "SecondOpinion.java"), policy, roots)
    done = subprocess.run((*command, *judged), capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if done.returncode:
        raise NotHeard(f"Java did not run it: {done.stderr.strip()[:200]}")
    return [Opinion(*line.split("\t")) for line in done.stdout.splitlines()]


def fetched(keep: Path) -> list[Path]:
    """Return DSS's parts, each fetched unless it was before; none that is not the pinned one is ever run.

    Raises:
        NotHeard: one cannot be had, or is another.
    """
    keep.mkdir(parents=True, exist_ok=True)
    pinned = [line.split() for line in (HERE / "jars.txt").read_text("utf-8").splitlines()]
    with ThreadPoolExecutor(AT_ONCE) as several:
        return list(several.map(lambda each: _part(*each, keep), pinned))


def _part(sha256: str, path: str, keep: Path) -> Path:
    kept = keep / Path(path).name
    content = kept.read_bytes() if kept.exists() else _answer(path)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotHeard(f"{kept.name} is not the part of DSS whose SHA-256 we know; delete it if it is kept here")
    if not kept.exists():
        kept.write_bytes(content)
    return kept


def _answer(path: str) -> bytes:
    try:
        with urlopen(f"{CENTRAL}/{path}", timeout=WAIT_SECONDS) as answer:  # noqa: S310 - an https address of our own
            return bytes(answer.read())
    except (URLError, HTTPException, TimeoutError, ConnectionError) as silence:
        raise NotHeard(f"Maven Central does not answer ({silence})") from silence


def main(arguments: Sequence[str]) -> int:
    """Print what DSS says; 0 when every signature passed, 1 when one did not, 75 when DSS was not heard."""
    parser = argparse.ArgumentParser(prog="python -m tools.second_opinions.dss", description=__doc__)
    parser.add_argument("--no-revocation", action="store_true", help="let pass what nobody says was not revoked")
    parser.add_argument("root", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    asked = parser.parse_args(arguments)
    try:
        found = opinions(asked.root, asked.files, revocation=not asked.no_revocation)
    except NotHeard as silence:
        sys.stderr.write(f"EU DSS NOT HEARD: {silence}\n")
        return 75
    for one in found:
        sys.stdout.write(
            f"{one.file}: {one.kind} {one.level} {one.indication} {one.why} by {one.signer}. {one.words}\n"
        )
    signatures = [one for one in found if one.kind != "time-stamp"]
    return 0 if signatures and all(one.indication == PASSED for one in signatures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
