"""The council's revocation lists as they were last published, for the bundle of a paper that nobody closed.

A closed paper keeps what it is judged by; another is judged with the help of others. The lists are public, signed, and
read here without any key: `inconfidence keys publish` makes them anew, and so lists as of today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.clock import LONDON
from inconfidence.recipes.home import TRUST
from inconfidence.recipes.other_tools import Told
from signing.pki import is_above
from signing.standing import is_signed

ENDING: Final = "*.crl"
ALL: Final = "revocation/lists.pem"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, and the certificate of the authority that signed it."""

    content: x509.CertificateRevocationList = field(repr=False)
    issuer: x509.Certificate = field(repr=False)


def published_in(home_folder: Path) -> tuple[bytes, ...]:
    """Return the lists that lie published in a home, in DER; nothing where there is none."""
    return tuple(each.read_bytes() for each in sorted((home_folder / TRUST).glob(ENDING)))


def about(
    published: Sequence[bytes], roots: Sequence[x509.Certificate], carried: Sequence[bytes]
) -> tuple[Listed, ...]:
    """Return the lists signed by an authority that issued a certificate the paper carries."""
    others = [x509.load_der_x509_certificate(each) for each in carried]
    issuers = [each for each in dict.fromkeys((*roots, *others)) if any(is_above(each, other) for other in others)]
    lists = [x509.load_der_x509_crl(each) for each in published]
    return tuple(Listed(each, issuer) for each in lists for issuer in issuers if _is_of(each, issuer))


def files_of(lists: Sequence[Listed]) -> dict[str, bytes]:
    """Return the files a bundle holds of them: each alone, and all in one for OpenSSL."""
    if not lists:
        return {}
    alone = {f"{_name(place)}.der": _as(Encoding.DER, each) for place, each in enumerate(lists, start=1)}
    return {**alone, ALL: b"".join(_as(Encoding.PEM, each) for each in lists)}


def list_commands(
    lists: Sequence[Listed], roots: Sequence[x509.Certificate], carried: Sequence[bytes]
) -> Iterator[Told]:
    """Give a step for each list, and one for each certificate on whose whole chain they speak."""
    for place, each in enumerate(lists, start=1):
        issuers = "roots" if each.issuer in roots else "carried"
        day = f"{each.content.last_update_utc.astimezone(LONDON):%-d %B %Y, %H:%M}"
        yield Told(
            "openssl",
            f"a list of withdrawn certificates, made on {day}: it has to say verify OK",
            (f"openssl crl -inform DER -in {_name(place)}.der -CAfile certificates/{issuers}.pem -noout -text",),
        )
    others = [x509.load_der_x509_certificate(each) for each in carried]
    for number, leaf in enumerate(others, start=1):
        if not any(is_above(leaf, each) for each in others) and _is_spoken_for(leaf, lists, roots):
            yield Told(
                "openssl",
                f"certificate {number} was on none of these lists when they were made: it has to say OK. One withdrawn"
                " later than the paper was signed counts all the same: the page says since when",
                (
                    "openssl verify -no_check_time -crl_check_all -CAfile certificates/roots.pem"
                    f" -untrusted certificates/carried.pem -CRLfile {ALL} certificates/carried-{number}.pem",
                ),
            )


def _is_spoken_for(certificate: x509.Certificate, lists: Sequence[Listed], roots: Sequence[x509.Certificate]) -> bool:
    above = next((each.issuer for each in lists if is_above(each.issuer, certificate)), None)
    return above is not None and (above in roots or _is_spoken_for(above, lists, roots))


def _is_of(listed: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    signed = (listed.signature, listed.tbs_certlist_bytes, listed.signature_hash_algorithm)
    return listed.issuer == issuer.subject and is_signed(issuer, *signed)


def _name(place: int) -> str:
    return f"revocation/list-{place}"


def _as(encoding: Encoding, each: Listed) -> bytes:
    return each.content.public_bytes(encoding)
