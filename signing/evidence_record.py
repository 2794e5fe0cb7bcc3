"""One time-stamp for many files: a hash tree over them, and for each file the part of it that leads to its root.

    records = evidence_records(digests, time_stamper)      # one question to the time authority
    proved = proved_by(record, digest)                     # root and time-stamp, when it leads there from this digest

A record is an EvidenceRecord (RFC 4998) of one archive time-stamp, in SHA-256, one data object a leaf. Hashes that
stand together are sorted as bytes and hashed; the first list of a reduced tree holds the file's own (RFC 4998, 4.2).
A record is read only as it is written here: written anew, what was read has to give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import zip_longest
from typing import Final

from asn1crypto import cms

from inconfidence.core.digest import Digest
from signing.cms_writing import INTEGER, OCTETS, SEQUENCE, SHA256, TAGGED, content_of, parts_of, tlv
from signing.time_forms import asked_of
from signing.timestamp import CheckedTimeStamper

VERSION: Final = tlv(INTEGER, b"\x01")
REDUCED_TREE: Final = TAGGED | 2
DEEPEST: Final = 64
"""Levels of a tree; a batch has no more files than could ever be made."""

Path = tuple[tuple[bytes, ...], ...]
"""The reduced tree of a leaf: what stands with it, and then what stands with each hash above it."""


@dataclass(frozen=True, slots=True)
class BatchTime:
    """Where a record leads: the root of its batch's tree, and the time-stamp that is of it."""

    root: bytes
    token: bytes = field(repr=False)


def evidence_records(digests: Sequence[Digest], time_stamper: CheckedTimeStamper) -> Mapping[Digest, bytes]:
    """Return for each file of a batch, by its digest, the record that proves its time.

    Raises:
        TryLater: no time-stamp can be had; nothing is proved.
    """
    leaves = sorted({bytes.fromhex(each) for each in digests})
    if not leaves:
        return {}
    levels = _levels(leaves)
    token = time_stamper.token_for(levels[-1][0])
    return {Digest(leaf.hex()): _written(_path(levels, at), token) for at, leaf in enumerate(leaves)}


def proved_by(record: bytes, digest: Digest) -> BatchTime | None:
    """Return what a record leads to from a file's digest; None when it is no record of ours for that file.

    Whose the time-stamp is, and whether it holds, is for the caller to judge.
    """
    try:
        path, token = _read(record)
        root = root_of(path, digest)
        stated = cms.ContentInfo.load(token)["content"]["encap_content_info"]["content"].parsed["message_imprint"]
        if root is None or stated.dump() != asked_of(root, 0).imprint:
            return None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None
    return BatchTime(root, token) if len(path) <= DEEPEST and _written(path, token) == record else None


def root_of(path: Path, digest: Digest) -> bytes | None:
    """Return the root that a reduced tree leads to; None when the file is not in its first list (RFC 4998, 4.3)."""
    leaf = bytes.fromhex(digest)
    if not path:
        return leaf
    if leaf not in path[0]:
        return None
    root = _together(path[0])
    for beside in path[1:]:
        root = _together((root, *beside))
    return root


def _levels(leaves: list[bytes]) -> list[list[bytes]]:
    levels = [leaves]
    while len(levels[-1]) > 1:
        pairs = zip_longest(levels[-1][::2], levels[-1][1::2])
        # What has nothing beside it goes up as it is.
        levels.append([one if other is None else _together((one, other)) for one, other in pairs])
    return levels


def _path(levels: Sequence[Sequence[bytes]], at: int) -> Path:
    lists: list[tuple[bytes, ...]] = []
    leaf = levels[0][at]
    for level in levels[:-1]:
        beside = level[at ^ 1 : (at ^ 1) + 1]
        if beside:
            lists.append(tuple(beside) if lists else tuple(sorted((leaf, *beside))))
        at //= 2
    return tuple(lists)


def _together(hashes: Sequence[bytes]) -> bytes:
    return sha256(b"".join(sorted(hashes))).digest()


def _written(path: Path, token: bytes) -> bytes:
    lists = [tlv(SEQUENCE, *(tlv(OCTETS, each) for each in one)) for one in path]
    tree = (tlv(REDUCED_TREE, *lists),) if path else ()
    time_stamps = tlv(SEQUENCE, tlv(SEQUENCE, tlv(SEQUENCE, *tree, token)))
    return tlv(SEQUENCE, VERSION, tlv(SEQUENCE, SHA256), time_stamps)


def _read(record: bytes) -> tuple[Path, bytes]:
    _, _, chains = parts_of(record)
    (chain,) = parts_of(chains)
    (time_stamp,) = parts_of(chain)
    *trees, token = parts_of(time_stamp)
    path: Path = ()
    for tree in trees[:1]:
        path = tuple([tuple([content_of(each) for each in parts_of(one)]) for one in parts_of(tree)])
    return path, token
