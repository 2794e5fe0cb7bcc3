"""The commands with which other people's tools check a bundle, to be typed in its folder.

Each was run in tests/recipes/test_bundling.py. None of these tools looks at what was changed between two signatures;
that, and who may sign where, is judged by our own verifier alone, whose rules stand at the head of signing/verify.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography import x509
from cryptography.x509 import ocsp

from inconfidence.core.documents import Evidence
from signing import Apart
from signing.pki import is_above

THEN: Final = "-validity_period 3000000000"
"""Seconds by which an answer may be older than now, some 95 years: it is to be as old as the paper's closing."""


@dataclass(frozen=True, slots=True)
class Told:
    """One step: the tool it needs, what it checks, and its commands, to be typed as they stand."""

    tool: str
    checks: str
    commands: tuple[str, ...]


def commands_for(apart: Apart, evidence: Evidence, roots: int, carried: Sequence[bytes]) -> tuple[Told, ...]:
    """Return the steps for a bundle with so many ``roots`` and certificates ``carried`` in the file."""
    return (
        Told("sha256sum", "every file of the bundle is as it was made", ("sha256sum --check SHA256SUMS",)),
        Told("qpdf", "the file is soundly built", ("qpdf --check paper.pdf",)),
        _pdfsig(roots, len(carried)),
        *_openssl(apart, evidence),
        *_standing(apart, [x509.load_der_x509_certificate(each) for each in carried]),
    )


def as_text(steps: Sequence[Told]) -> str:
    """Return the steps as a file to read and to copy from."""
    head = (
        "# To be typed in the folder of this file. Lines with # say what the next ones check, and with which tool.\n"
    )
    return head + "".join(f"\n# {each.tool}: {each.checks}\n" + "\n".join(each.commands) + "\n" for each in steps)


def _pdfsig(roots: int, carried: int) -> Told:
    # pdfsig asks NSS, which uses no certificate that is in the signature only.
    return Told(
        "pdfsig and certutil",
        "each signature fits what it covers, and leads to a root. Of every signature but the last it says 'Not total"
        " document signed', and of a seal at level B-LT too: behind that stands what was said of its certificates, and"
        " our verifier takes nothing else there",
        (
            "mkdir nss",
            "certutil -N -d sql:nss --empty-password",
            *(
                f"certutil -A -d sql:nss -n root-{each} -t CT,C,C -i certificates/root-{each}.pem"
                for each in range(1, roots + 1)
            ),
            *(
                f"certutil -A -d sql:nss -n carried-{each} -t ,, -i certificates/carried-{each}.pem"
                for each in range(1, carried + 1)
            ),
            "pdfsig -nssdir sql:nss paper.pdf",
        ),
    )


def _openssl(apart: Apart, evidence: Evidence) -> Iterator[Told]:
    """Give a step for each signature, as of the moment it was time-stamped, and for each time-stamp."""
    for number, (one, facts) in enumerate(zip(apart.signatures, evidence.signatures, strict=True), start=1):
        at = f"signatures/{number}"
        when = _then(facts.time)
        yield Told(
            "openssl",
            f"signature {number}, in field {one.place}, by its certificate, up to a root",
            (
                f"openssl cms -verify -cades -binary -inform DER -in {at}.p7s -content {at}.covered"
                " -CAfile certificates/roots.pem -certfile certificates/carried.pem -purpose any"
                f"{when} -out /dev/null",
            ),
        )
        if one.token is not None:
            yield Told(
                "openssl",
                f"the time-stamp of signature {number}",
                (
                    f"openssl ts -verify -token_in -in {at}.tst -data {at}.value"
                    f" -CAfile certificates/roots.pem -untrusted certificates/carried.pem{when}",
                    f"openssl ts -reply -token_in -in {at}.tst -text",
                ),
            )
    moments = [each for each in (evidence.closed, *evidence.renewed) if each]
    for number, (_, moment) in enumerate(zip(apart.closings, moments, strict=True), start=1):
        at, what = f"closings/{number}", f"renewal {number - 1} of it" if number > 1 else "the one that closed it"
        yield Told(
            "openssl",
            f"the time-stamp of the whole file: {what}",
            (
                f"openssl ts -verify -token_in -in {at}.tst -data {at}.covered"
                f" -CAfile certificates/roots.pem -untrusted certificates/carried.pem{_then(moment)}",
            ),
        )


def _then(moment: datetime | None) -> str:
    """Return what has OpenSSL judge as of a moment: certificates that were good then may have ended since."""
    return f" -attime {int(moment.timestamp())}" if moment else ""


def _standing(apart: Apart, carried: Sequence[x509.Certificate]) -> Iterator[Told]:
    """Give a step for each thing the file keeps of what was said of its certificates when it was closed."""
    for name, content in apart.revocation:
        if name.startswith("crl"):
            words = f"openssl crl -inform DER -in revocation/{name}.der -CAfile certificates/roots.pem -noout -text"
            yield Told("openssl", "the root's list of withdrawn authorities: it has to say verify OK", (words,))
        else:
            answer = ocsp.load_der_ocsp_response(content)
            yield from (_answered(name, answer, *numbers) for numbers in _about(answer, carried))


def _about(answer: ocsp.OCSPResponse, carried: Sequence[x509.Certificate]) -> Iterator[tuple[int, int]]:
    """Return the numbers of the certificate an answer is about and of its issuer, where the bundle holds both."""
    numbered = list(enumerate(carried, start=1))
    for place, leaf in numbered:
        if leaf.serial_number == answer.serial_number:
            yield from ((place, issuer) for issuer, each in numbered if is_above(each, leaf))


def _answered(name: str, answer: ocsp.OCSPResponse, place: int, issuer: int) -> Told:
    return Told(
        "openssl",
        f"certificate {place} had not been withdrawn when this was said of it: it has to say good",
        (
            f"openssl ocsp -respin revocation/{name}.der -sha256 -issuer certificates/carried-{issuer}.pem"
            f" -cert certificates/carried-{place}.pem -CAfile certificates/roots.pem"
            f" -verify_other certificates/carried.pem -attime {int(answer.this_update_utc.timestamp())} {THEN}",
        ),
    )
