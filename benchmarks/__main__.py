"""Run as ``python -m benchmarks`` from the top of the source tree: measures, and writes docs/performance.md.

A peer that is not on the machine is said on the page and by exit code 1; the others are measured all the same.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from cryptography.x509 import load_pem_x509_certificate

from benchmarks.bulk import run, together
from benchmarks.compiled import Compiled
from benchmarks.content import content, missing_words, page_count
from benchmarks.ours import OWN_KEY, Bench, open_bench
from benchmarks.packs import measure as copies_of_packs
from benchmarks.peers import Missing, Peer, html, plain_reportlab, typeset, word
from benchmarks.peers.signing import KEYS, PeerSigner
from benchmarks.records import count_filled, document, records
from benchmarks.report import CHECKED, COMPILED, OURS, Measured, page
from benchmarks.signing import measure
from benchmarks.timing import PAPERS_A_TURN, Work, interleaved, medians
from generator.layout import walk

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
ROUNDS, SIGNING_ROUNDS, COUNTS = 9, 31, (100, 1_000, 10_000)
STARTS = (word.start, html.weasyprint, html.chromium, typeset.start, plain_reportlab.start)
SPLIT = " / "


def main(arguments: Sequence[str]) -> int:
    """Measure everything, write the page, and return the exit code."""
    wanted = _asked(arguments)
    _check_plain()
    started, missing = _started()
    compiled = Compiled()
    try:
        with tempfile.TemporaryDirectory() as place:
            bench = open_bench(Path(place) / "keys")
            found = _one_paper(wanted.rounds, started, missing, bench, compiled, Path(place))
            _write(found)
            for count in wanted.counts:
                both = (OURS, run(bench, count)), (COMPILED, compiled.run(count))
                found = replace(found, bulk=(*found.bulk, *both))
                _write(found)
        if wanted.counts:
            pairs = {OURS: together(), COMPILED: compiled.together()}
            found = replace(found, pairs=[(way, each) for way, turns in pairs.items() for each in turns])
            _write(found)
    finally:
        compiled.close()
        for peer in started:
            peer.close()
    sys.stdout.write(page(found))
    for each in missing:
        sys.stderr.write(f"PEER NOT MEASURED: {each}\n")
    return 1 if missing else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds in which everybody makes papers in turn")
    parser.add_argument("--counts", type=int, nargs="*", default=COUNTS, help="how many papers, one after another")
    return parser.parse_args(arguments)


def _started() -> tuple[list[Peer], list[str]]:
    started, missing = [], []
    for start in STARTS:
        try:
            started.append(start())
        except Missing as absent:
            missing.append(str(absent))
    return started, missing


def _write(found: Measured) -> None:
    """Write the page as far as it is known: whoever stops a long run keeps what was measured."""
    PAGE.write_text(page(found), "utf-8")


def _check_plain() -> None:
    if not str(walk.__file__).endswith(".py"):
        raise SystemExit(
            "This tree is compiled; it stands for ours as it is shipped. Take that back first (make plain)."
        )


def _one_paper(
    rounds: int, peers: Sequence[Peer], missing: list[str], bench: Bench, compiled: Compiled, place: Path
) -> Measured:
    signers = {key: PeerSigner(key, place, bench.time_stamper) for key in KEYS}
    pages = {
        OURS: _pages_of(OURS, bench.sealed(0)),
        COMPILED: _pages_of(COMPILED, compiled.sealed(0)),
        **{peer.name: _pages_of(peer.name, peer.make(content(0))) for peer in peers},
    }
    work = _work(bench, compiled, peers, signers)
    for number in range(2 * PAPERS_A_TURN * (rounds + 1)):
        # Records and words are ready before the clock starts.
        records(number), content(number)
        # Those of the other process too.
        compiled.sealed(number)
    times = interleaved(work, rounds)
    return Measured(
        at=datetime.now(UTC),
        commit=_said_by("git", "describe", "--always", "--dirty"),
        machine=_machine(),
        versions=[f"Python {platform.python_version()}", *(peer.versions for peer in peers)],
        rounds=rounds,
        values=count_filled(document(0)),
        papers={_key(name): ms for name, ms in medians(times).items()},
        spread={_key(name): (1000 * min(each), 1000 * max(each)) for name, each in times.items()},
        pages=pages,
        missing=missing,
        copies=copies_of_packs(bench, place),
        # The last: many rounds, each of a few milliseconds.
        signing=measure(bench, load_pem_x509_certificate((place / "keys" / "root.pem").read_bytes()), SIGNING_ROUNDS),
    )


def _work(
    bench: Bench, compiled: Compiled, peers: Sequence[Peer], signers: Mapping[str, PeerSigner]
) -> dict[str, Work]:
    work: dict[str, Work] = {f"{OURS}{SPLIT}{key}": partial(bench.sealed, key=key) for key in signers}
    work |= {f"{COMPILED}{SPLIT}{key}": partial(compiled.make, key=key) for key in signers}
    work[f"{CHECKED}{SPLIT}{OWN_KEY}"] = bench.sealed_after_all_checks
    for peer in peers:
        for key, signer in signers.items():
            work[f"{peer.name}{SPLIT}{key}"] = partial(_signed, peer, signer)
    return work


def _signed(peer: Peer, signer: PeerSigner, number: int) -> bytes:
    return signer.sign(peer.make(content(number)))


def _pages_of(name: str, made: bytes) -> int:
    absent = missing_words(made, 0)
    if absent:
        raise ValueError(f"{name} does not say {len(absent)} of the paper's words; that would be no comparison.")
    return page_count(made)


def _key(name: str) -> tuple[str, str]:
    way, key = name.split(SPLIT)
    return way, key


def _machine() -> str:
    described = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    model = next((line.split(":")[1].strip() for line in described.splitlines() if "model name" in line), "unknown")
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} processors ({model}), {platform.system()} {platform.release()}, load {load:.1f} at the end"
    )


def _said_by(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
