"""The disk is full while a signed paper is kept: nothing half-kept counts, nothing kept is lost, and it is said."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from archive import Archive, Label, load_retention_classes
from inconfidence.core.documents import Evidence

Proof = Callable[..., Evidence]


@pytest.mark.parametrize("room", [0, 7, 2000], ids=["no room", "room for half a paper", "room for the paper alone"])
def test_a_full_disk_leaves_the_archive_whole(
    archive: Archive, folder: Path, label: Label, proof: Proof, now: datetime, room: int
) -> None:
    """The paper is not kept and that is raised; with room again the same call keeps it, once."""
    for number in range(8):
        archive.keep(b"paper %d" % number, proof(b"paper %d" % number), label, at=now)
    ledger = len((folder / "ledger.jsonl").read_bytes())
    # Beyond so many bytes the operating system refuses to write into a file, as a full disk does.
    assert room < ledger

    assert kept_in_a_child(folder, b"%PDF-1.7 new", label, proof, now, room) == b"refused"

    again = Archive(folder, load_retention_classes())
    receipt = again.keep(b"%PDF-1.7 new", proof(b"%PDF-1.7 new"), label, at=now)
    assert receipt.sequence == 9
    assert again.check().sound
    assert again.check().objects == 9


def kept_in_a_child(folder: Path, content: bytes, label: Label, proof: Proof, now: datetime, room: int) -> bytes:
    """Try to keep a file where no file may grow beyond ``room`` bytes; return what became of it."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
            Archive(folder, load_retention_classes()).keep(content, proof(content), label, at=now)
            os.write(write, b"kept")
        except Exception:  # noqa: BLE001 - whatever it raises, it said so
            os.write(write, b"refused")
        finally:
            os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as told:
        return told.read()
