"""Certificates as this product makes them (RFC 5280): what each role's certificate says, and for how long.

Every certificate carries exactly one of our policies, its issuing authority the same one: a role is read from both, so
that no authority can speak for another. A person's certificate also carries the one paper and field it is good for.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime, timedelta

from asn1crypto import core
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from inconfidence.core.digest import Digest
from inconfidence.core.errors import InputInvalid
from signing.arc import BINDING, POLICIES, Role

YEAR = timedelta(days=365)
MONTH = timedelta(days=30)
LIFETIMES = {"root": 40 * YEAR, "issuing": 30 * YEAR, "seal": 5 * YEAR, "time": 20 * YEAR, "person": MONTH}
"""A time certificate outlives the seals it dates; a person's key lives minutes, the certificate thirty days."""

CLOCKS_APART = timedelta(minutes=5)
"""How far an outside time authority's clock may be behind: a person's certificate starts that much earlier."""

LONGEST_NAME = 64
"""Upper bound of a common name in bytes of UTF-8 (RFC 5280, ub-common-name; many tools count bytes, not letters)."""

PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


@dataclass(frozen=True, slots=True)
class Authority:
    """A certificate together with the private key that signs under it."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Binding:
    """The one paper a person's certificate is good for.

    ``sealed`` is the digest of the sealed revision the person was shown, ``field`` where they sign, and
    ``identity_check`` how it was established who they are. ``key_made_here`` says that the council's own computer made
    the key for one request, and not the person's browser.
    """

    sealed: Digest
    field: str
    identity_check: str = dataclasses.field(repr=False)
    key_made_here: bool


class _BindingValue(core.Sequence):
    _fields = [  # noqa: RUF012 - the form asn1crypto asks for
        ("sealed", core.OctetString),
        ("field", core.UTF8String),
        ("identity_check", core.UTF8String),
        ("key_made_here", core.Boolean),
    ]


def name_of(council: str, common_name: str, unit: str = "", code: str = "") -> x509.Name:
    """Return a subject: the council as organisation, an optional unit and code, and the common name, each cut to fit.

    The ``code`` is the one a field asks for (signing.seed_values); it stands as the subject's serial number (X.520).
    """
    parts = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, _fit(council))]
    if unit:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    if code:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, code))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, _fit(common_name))])


def root_certificate(key: ec.EllipticCurvePrivateKey, subject: x509.Name, now: datetime) -> x509.Certificate:
    """Return the self-signed root of a council."""
    builder = _begin(subject, subject, key.public_key(), now, now + LIFETIMES["root"])
    return _as_authority(builder, key.public_key(), path_length=1).sign(key, hashes.SHA256())


def issuing_certificate(
    role: Role, public_key: ec.EllipticCurvePublicKey, subject: x509.Name, root: Authority, now: datetime
) -> x509.Certificate:
    """Return the certificate of the authority that issues for one ``role`` and no other."""
    builder = _begin(subject, root.certificate.subject, public_key, now, _until(now, "issuing", root))
    builder = _with_policy(_as_authority(builder, root.key.public_key(), path_length=0), role)
    return builder.sign(root.key, hashes.SHA256())


def leaf_certificate(
    role: Role,
    public_key: PublicKey,
    subject: x509.Name,
    issuer: Authority,
    now: datetime,
    binding: Binding | None = None,
) -> x509.Certificate:
    """Return a certificate to sign with in ``role``; a person's carries its ``binding``."""
    life = "person" if binding else role
    start = max(now - CLOCKS_APART, issuer.certificate.not_valid_before_utc) if binding else now
    builder = _begin(subject, issuer.certificate.subject, public_key, start, _until(now, life, issuer))
    builder = _with_policy(_as_leaf(builder, issuer), role)
    builder = builder.add_extension(_key_usage(digital_signature=True, content_commitment=role != "time"), True)
    if role == "time":
        # RFC 3161, 2.3: this purpose alone, and critical.
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
    if binding:
        # Not critical: other people's tools, which cannot know it, still check everything else.
        value = x509.UnrecognizedExtension(x509.ObjectIdentifier(BINDING), _written(binding))
        builder = builder.add_extension(value, critical=False)
    return builder.sign(issuer.key, hashes.SHA256())


def binding_of(certificate: x509.Certificate) -> Binding | None:
    """Return the paper a certificate is bound to, or None when it is bound to none.

    Raises:
        ValueError: when the extension does not hold what it should.
    """
    try:
        extension = certificate.extensions.get_extension_for_oid(x509.ObjectIdentifier(BINDING)).value
    except x509.ExtensionNotFound:
        return None
    if not isinstance(extension, x509.UnrecognizedExtension):
        raise ValueError("the binding is of another kind")
    value = _BindingValue.load(extension.value, strict=True).native
    return Binding(Digest(value["sealed"].hex()), value["field"], value["identity_check"], value["key_made_here"])


def policies_of(certificate: x509.Certificate) -> frozenset[str]:
    """Return the dotted identifiers of the policies a certificate names."""
    try:
        policies = certificate.extensions.get_extension_for_class(x509.CertificatePolicies).value
    except x509.ExtensionNotFound:
        return frozenset()
    return frozenset(policy.policy_identifier.dotted_string for policy in policies)


def role_of_chain(chain: tuple[x509.Certificate, ...]) -> Role | None:
    """Return the role a chain (leaf first, root last) may sign in: the one policy of leaf and every authority.

    None for a leaf that names none or several of our policies, or straight under a root.
    """
    below_root = chain[:-1]
    # A leaf and at least one issuing authority.
    if len(below_root) < 2:
        return None
    roles: list[Role] = [role for role, policy in POLICIES.items() if policy in policies_of(chain[0])]
    if len(roles) != 1:
        return None
    held_by_all = all(POLICIES[roles[0]] in policies_of(authority) for authority in below_root)
    return roles[0] if held_by_all else None


def common_name(certificate: x509.Certificate) -> str:
    """Return the common name of a certificate's subject, or nothing."""
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def _fit(words: str) -> str:
    tidy = " ".join(words.split())
    if not tidy or not tidy.isprintable():
        raise InputInvalid("A name for a certificate is empty or holds signs that cannot be printed.")
    # A letter cut in two is dropped whole.
    return tidy.encode()[:LONGEST_NAME].decode(errors="ignore").rstrip()


def _until(now: datetime, life: str, issuer: Authority) -> datetime:
    # A certificate that outlived its issuer could not be judged at its own last day.
    return min(now + LIFETIMES[life], issuer.certificate.not_valid_after_utc)


def _begin(
    subject: x509.Name, issuer: x509.Name, public_key: PublicKey, start: datetime, end: datetime
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(issuer, subject, public_key, x509.random_serial_number(), start, end)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)


def _as_authority(
    builder: x509.CertificateBuilder, issuer_key: ec.EllipticCurvePublicKey, path_length: int
) -> x509.CertificateBuilder:
    return (
        builder.add_extension(x509.BasicConstraints(ca=True, path_length=path_length), critical=True)
        .add_extension(_key_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key), critical=False)
    )


def _as_leaf(builder: x509.CertificateBuilder, issuer: Authority) -> x509.CertificateBuilder:
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key())
    builder = builder.add_extension(identifier, critical=False)
    return builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)


def _with_policy(builder: x509.CertificateBuilder, role: Role) -> x509.CertificateBuilder:
    policy = x509.PolicyInformation(x509.ObjectIdentifier(POLICIES[role]), None)
    return builder.add_extension(x509.CertificatePolicies([policy]), critical=False)


def _key_usage(**used: bool) -> x509.KeyUsage:
    names = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{name: used.get(name, False) for name in names})


def _written(binding: Binding) -> bytes:
    value = _BindingValue(
        {
            "sealed": bytes.fromhex(binding.sealed),
            "field": binding.field,
            "identity_check": binding.identity_check,
            "key_made_here": binding.key_made_here,
        }
    )
    return bytes(value.dump())
