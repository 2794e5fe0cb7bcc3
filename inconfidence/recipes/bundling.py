"""A paper with all that somebody without this program needs to check it offline: for a guardian or a court.

paper.pdf                  the file, byte for byte
paper.pdf.ers              what proves its time, where it was sealed in a batch (an evidence record: RFC 4998)
verdict.html               what it proves, in plain English, and how to check it without us
certificates/              the roots that were believed, and the certificates of the file's own signatures (PEM)
revocation/                what the file carries of revocation lists and answers, where it carries any; for a file that
                           was never closed, the council's own lists, as they were last published
signatures/                each signature taken out: what it covers, its CMS, its value, its time-stamp
closings/                  the time-stamp of the whole file, and what it covers, where the file has one
commands.txt               commands of other people's tools (other_tools)
SHA256SUMS                 the digests of all of it
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.clock import Clock
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import Failed, OutOfTurn
from inconfidence.core.packs import PROOF
from inconfidence.recipes.other_tools import Told, as_text, commands_for
from inconfidence.recipes.published_lists import about, files_of, list_commands
from inconfidence.recipes.verdict_page import verdict_page
from signing import Apart, Trust, taken_apart, verify

PAGE: Final = "verdict.html"
SUMS: Final = "SHA256SUMS"
GENUINE: Final = frozenset({"authentic", "incomplete"})


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of a bundle by name, and what its paper proves."""

    files: Mapping[str, bytes] = field(repr=False)
    evidence: Evidence


def bundle(
    content: bytes, trust: Trust, clock: Clock, proof: bytes | None = None, published: Sequence[bytes] = ()
) -> Bundle:
    """Return the bundle of a file, judged now by those who believe what is in ``trust``.

    ``proof`` is what proves the time of a copy that was sealed in a batch. ``published`` are revocation lists, in DER,
    for a file that nobody closed: those that are not about its certificates are left out. Of a file that is not
    genuine no signature is taken out: the bundle holds it, the roots, and why it is not.
    """
    evidence = verify(content, trust, clock=clock, proof=proof)
    roots = trust.every_root
    files = {"paper.pdf": content, "certificates/roots.pem": _pem(roots)}
    files |= {} if proof is None else {f"paper.pdf{PROOF}": proof}
    files |= {f"certificates/root-{number}.pem": _pem([root]) for number, root in enumerate(roots, start=1)}
    told: tuple[Told, ...] = ()
    if evidence.verdict in GENUINE:
        apart = taken_apart(content)
        lists = () if apart.closings else about(published, roots, apart.certificates)
        files |= _taken_out(apart, roots) | files_of(lists)
        carried = _others(apart, roots)
        told = (*commands_for(apart, evidence, len(roots), carried), *list_commands(lists, roots, carried))
        files["commands.txt"] = as_text(told).encode()
    files[PAGE] = verdict_page(evidence, told, clock.now()).encode()
    files[SUMS] = "".join(f"{digest_of(held)}  {name}\n" for name, held in sorted(files.items())).encode()
    return Bundle(files, evidence)


def write(files: Mapping[str, bytes], place: Path) -> None:
    """Write the files of a bundle into a new folder, or into a new zip where the name ends so.

    Raises:
        OutOfTurn: there is something of that name already.
        Failed: it cannot be written.
    """
    if place.exists():
        raise OutOfTurn(f"{place} exists already and was not overwritten.", hint="Name another place.")
    try:
        if place.suffix.lower() == ".zip":
            place.write_bytes(_zipped(files))
            return
        for name, content in files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(content)
    except OSError as error:
        raise Failed(f"{place} cannot be written ({error.strerror}).") from None


def _taken_out(apart: Apart, roots: Sequence[x509.Certificate]) -> dict[str, bytes]:
    others = [x509.load_der_x509_certificate(each) for each in _others(apart, roots)]
    files = {f"certificates/carried-{number}.pem": _pem([each]) for number, each in enumerate(others, start=1)}
    files["certificates/carried.pem"] = _pem(others)
    files |= {f"revocation/{name}.der": content for name, content in apart.revocation}
    for number, one in enumerate(apart.signatures, start=1):
        at = f"signatures/{number}"
        files |= {f"{at}.covered": one.covered, f"{at}.p7s": one.message, f"{at}.value": one.value}
        files |= {f"{at}.tst": one.token} if one.token is not None else {}
    for number, one in enumerate(apart.closings, start=1):
        files |= {f"closings/{number}.covered": one.covered, f"closings/{number}.tst": one.message}
    return files


def _others(apart: Apart, roots: Sequence[x509.Certificate]) -> list[bytes]:
    believed = {root.public_bytes(Encoding.DER) for root in roots}
    return [each for each in apart.certificates if each not in believed]


def _pem(certificates: Sequence[x509.Certificate]) -> bytes:
    return b"".join(each.public_bytes(Encoding.PEM) for each in certificates)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            # A fixed date: the same bundle is the same file.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()
