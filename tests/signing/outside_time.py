"""An outside time authority whose certificate says where it may be asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID

from signing import SerialFile, TimeAuthority
from signing.certificates import Authority, leaf_certificate, name_of
from signing.keys import new_key
from signing.revocation import ROOT_LIST, answer_on, revocation_list
from tests.signing.desk import Desk
from tests.signing.test_revocation import Withdrawn

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Outsider:
    """Somebody else's desk, with a time certificate that names addresses."""

    desk: Desk

    @property
    def root(self) -> x509.Certificate:
        return self.desk.pki.root

    @property
    def issuer(self) -> Authority:
        return self.desk.pki.issuing["time"]

    @property
    def certificate(self) -> x509.Certificate:
        return self.desk.pki.time.certificate

    @property
    def root_list(self) -> bytes:
        """Return the list a council is given as a file: of the authorities under the root."""
        return (self.desk.keys / ROOT_LIST).read_bytes()

    def stamps(self, question: bytes) -> bytes:
        authority = TimeAuthority(self.desk.pki, SerialFile(self.desk.serials), self.desk.clock)
        return authority.respond(question)

    def answers(self, *withdrawn: Withdrawn) -> bytes:
        """Return the issuer's own answer on the time certificate."""
        return answer_on(self.certificate, self.issuer, withdrawn, self.desk.clock.now())

    def listed(self, age: timedelta = timedelta(), *withdrawn: Withdrawn) -> bytes:
        """Return the issuer's list, made so long ago."""
        made = revocation_list(self.issuer, withdrawn, 7, self.desk.clock.now() - age)
        return made.public_bytes(Encoding.DER)

    def withdrawn(self) -> Withdrawn:
        return Withdrawn(self.certificate.serial_number, self.desk.clock.now() - DAY, "keyCompromise")

    def answers_by(self, responder: Authority) -> bytes:
        """Return the answer of somebody who answers in the issuer's place."""
        now = self.desk.clock.now()
        builder = ocsp.OCSPResponseBuilder().add_response(
            self.certificate,
            self.issuer.certificate,
            hashes.SHA256(),
            ocsp.OCSPCertStatus.GOOD,
            now,
            now + DAY,
            None,
            None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
        signed = builder.certificates([responder.certificate]).sign(responder.key, hashes.SHA256())
        return signed.public_bytes(Encoding.DER)

    def responder(self, *, issuer: Authority | None = None, purpose: bool = True, lasting: bool = True) -> Authority:
        """Return somebody appointed to answer, or nearly so."""
        key, by, now = new_key(), issuer or self.issuer, self.desk.clock.now()
        subject = name_of("Somebody Else", "Responder")
        builder = x509.CertificateBuilder(
            by.certificate.subject, subject, key.public_key(), x509.random_serial_number(), now - DAY, now + 90 * DAY
        )
        purposes = [ExtendedKeyUsageOID.OCSP_SIGNING if purpose else ExtendedKeyUsageOID.CODE_SIGNING]
        builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        if lasting:
            builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
        return Authority(builder.sign(by.key, hashes.SHA256()), key)


def outsider(desk: Desk, answers: Sequence[str] = (), lists: Sequence[str] = ()) -> Outsider:
    """Return an outside authority whose time certificate names these addresses."""
    key, issuer, now = new_key(), desk.pki.issuing["time"], desk.clock.now()
    plain = leaf_certificate("time", key.public_key(), name_of("Somebody Else", "Time"), issuer, now)
    builder = x509.CertificateBuilder(
        plain.issuer,
        plain.subject,
        key.public_key(),
        plain.serial_number,
        plain.not_valid_before_utc,
        plain.not_valid_after_utc,
        list(plain.extensions),
    )
    if answers:
        told = [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, each) for each in addresses(answers)]
        builder = builder.add_extension(x509.AuthorityInformationAccess(told), critical=False)
    if lists:
        points = [x509.DistributionPoint([each], None, None, None) for each in addresses(lists)]
        builder = builder.add_extension(x509.CRLDistributionPoints(points), critical=False)
    time = Authority(builder.sign(issuer.key, hashes.SHA256()), key)
    return Outsider(replace(desk, pki=replace(desk.pki, time=time)))


def addresses(urls: Iterable[str]) -> list[x509.GeneralName]:
    return [x509.UniformResourceIdentifier(each) for each in urls]
