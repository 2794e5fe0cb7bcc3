"""veraPDF: fetched once from Maven Central, checked, and run in one process over many files.

It is asked to judge each file by whatever the file claims to be, so a claim that is missing is noticed too.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

VERSION = "1.28.2"
ADDRESS = (
    f"https://repo.maven.apache.org/maven2/org/verapdf/apps/greenfield-apps/{VERSION}/greenfield-apps-{VERSION}.jar"
)
SHA256 = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"
PROFILES: Mapping[str, str] = {"PDF/A-3A validation profile": "3a", "PDF/UA-1 validation profile": "ua1"}
WAIT_SECONDS = 60
NOT_JUDGED = "not judged: the file does not claim it, or could not be read"


class NotHeard(Exception):
    """veraPDF cannot be asked here; the message says why."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What veraPDF said: the version that spoke, and the rules each file breaks, by file and profile."""

    version: str
    broken: Mapping[tuple[str, str], frozenset[str]]


def judged(files: Sequence[Path], keep: Path) -> Answers:
    """Return what veraPDF says of files; its program is kept in the folder ``keep``.

    Raises:
        NotHeard: there is no Java, Maven Central does not answer, or what it sent is not the program we pinned.
    """
    java = shutil.which("java")
    if java is None:
        raise NotHeard("there is no Java (on Debian: apt-get install default-jre-headless)")
    command = (java, "-cp", str(program(keep)), MAIN_CLASS, "--flavour", "0", "--format", "json", "--loglevel", "0")
    done = subprocess.run((*command, *map(str, files)), capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if not done.stdout.startswith("{"):
        raise NotHeard(f"Java did not run it: {done.stderr.strip()[:200]}")
    return answers(json.loads(done.stdout)["report"], files)


def program(keep: Path) -> Path:
    """Return veraPDF's program, fetched now unless it was fetched before; what is not the pinned one is refused.

    Raises:
        NotHeard: it cannot be had.
    """
    kept = keep / f"verapdf-{VERSION}.jar"
    if not kept.exists():
        content = _fetched()
        if hashlib.sha256(content).hexdigest() != SHA256:
            raise NotHeard("what Maven Central sent is not the program whose SHA-256 we know")
        keep.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
    elif hashlib.sha256(kept.read_bytes()).hexdigest() != SHA256:
        raise NotHeard(f"{kept.name} is not the program whose SHA-256 we know; delete it")
    return kept


def _fetched() -> bytes:
    try:
        with urlopen(ADDRESS, timeout=WAIT_SECONDS) as answer:
            return bytes(answer.read())
    except (URLError, HTTPException, TimeoutError, ConnectionError) as silence:
        raise NotHeard(f"Maven Central does not answer ({silence})") from silence


def answers(report: Mapping[str, Any], files: Sequence[Path]) -> Answers:
    """Return a report's verdicts; a file or profile it does not speak of counts as broken."""
    broken = {(str(file), profile): frozenset({NOT_JUDGED}) for file in files for profile in PROFILES.values()}
    for job in report["jobs"]:
        for result in job.get("validationResult", ()):
            profile = PROFILES.get(result["profileName"])
            if profile and result["jobEndStatus"] == "normal":
                broken[job["itemDetails"]["name"], profile] = _rules(result)
    return Answers(report["buildInformation"]["releaseDetails"][0]["version"], broken)


def _rules(result: Mapping[str, Any]) -> frozenset[str]:
    summaries = result["details"].get("ruleSummaries", ())
    rules = {f"{each['specification']} {each['clause']} test {each['testNumber']}" for each in summaries}
    return frozenset(rules or (set() if result["compliant"] else {NOT_JUDGED}))
