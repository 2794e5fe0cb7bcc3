"""Seals under certificates of an outside authority that count as the council's own: which, the council says.

A root and a policy are not enough: an authority sells the same kind of certificate to everybody. Therefore the
organisation in the certificate's subject, which such an authority checks (ETSI EN 319 411), is named too. A root named
for this is believed for nothing else: not for people's signatures, and not for time-stamps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from signing.certificates import policies_of

ANY_POLICY: Final = "2.5.29.32.0"
"""What an authority's certificate says that may issue under every policy (RFC 5280, 4.2.1.4)."""

PURPOSES: Final = frozenset(
    {
        "1.3.6.1.5.5.7.3.36",
        "1.3.6.1.4.1.311.10.3.12",
        "1.2.840.113583.1.1.5",
        ExtendedKeyUsageOID.EMAIL_PROTECTION.dotted_string,
        ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE.dotted_string,
    }
)
"""Purposes that go with signing papers: RFC 9336, Microsoft's and Adobe's own, e-mail, any."""


@dataclass(frozen=True, slots=True)
class OutsideSeal:
    """An outside ``root``, the ``policy`` it issues seals under, and the ``organisation`` whose seal it is."""

    root: x509.Certificate
    policy: str
    organisation: str

    def names(self, chain: tuple[x509.Certificate, ...]) -> bool:
        """Say whether a chain (leaf first, root last) is that of the council's seal."""
        leaf, *above, root = chain
        return (
            root == self.root
            and self.policy in policies_of(leaf)
            and all(policies_of(authority) & {self.policy, ANY_POLICY} for authority in above)
            and _organisations(leaf) == [self.organisation]
            and is_for_signing(leaf)
        )


def is_for_signing(certificate: x509.Certificate) -> bool:
    """Say whether a certificate is one to sign papers with: not an authority's, nor only for other purposes."""
    try:
        uses = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return False
    signs = uses.digital_signature or uses.content_commitment
    return signs and not uses.key_cert_sign and _purposes_fit(certificate)


def _purposes_fit(certificate: x509.Certificate) -> bool:
    try:
        purposes = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return any(each.dotted_string in PURPOSES for each in purposes)


def _organisations(certificate: x509.Certificate) -> list[str]:
    return [str(each.value) for each in certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)]
