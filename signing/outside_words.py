"""What outside authorities say of their own certificates: asked where the certificates themselves say (RFC 5280,
4.2.2.1, 4.2.1.13), or taken from files the council was given.

Only certificates that came in a time-stamp, or with a seal, that leads to a root the council named are asked about: so
nobody else can have this computer call an address. Who names no address and gave no file says nothing; papers then
state the lower level they reach. Who names one and does not answer is waited for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID

from inconfidence.core.clock import Clock
from inconfidence.core.errors import NotAuthentic, TryLater
from signing.exchange import HINT, Call, answer_to, is_plain
from signing.pki import is_above
from signing.standing import NOTHING_KNOWN, Sayings
from signing.validation_data import ValidationData, together

LARGEST: Final = 256 * 1024
"""Bytes of an answer or a list that are read: what goes into every paper has to be small."""
PATIENCE: Final = 10.0
"""Seconds for one exchange."""
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""Word of any time is newer."""
QUESTION, ANSWER = "application/ocsp-request", "application/ocsp-response"


@dataclass(frozen=True, slots=True)
class OutsideWords:
    """Asks outside authorities for word of their certificates.

    ``roots`` are those their certificates lead to, ``lists`` the revocation lists the council was given, in DER.
    """

    roots: tuple[x509.Certificate, ...] = field(repr=False)
    lists: tuple[bytes, ...] = field(repr=False)
    clock: Clock
    patience: float = PATIENCE

    def on(self, certificates: Sequence[x509.Certificate]) -> ValidationData:
        """Return what is said of those of ``certificates`` that lead to one of the roots; of others, nothing.

        What speaks against one is returned like any other word: since when, is for the verifier to judge.

        Raises:
            TryLater: an address to ask at does not answer, or not soundly.
        """
        chains = [self._chain(each, certificates) for each in certificates]
        asked = dict.fromkeys(pair for chain in chains for pair in pairwise(chain))
        carried = dict.fromkeys(each.public_bytes(Encoding.DER) for chain in chains for each in chain)
        return together([ValidationData(tuple(carried)), *(self._said_of(*pair) for pair in asked)])

    def on_standing(self, certificates: Sequence[x509.Certificate]) -> ValidationData:
        """Return the same, for certificates about to be used.

        Raises:
            TryLater: an address to ask at does not answer, or not soundly.
            NotAuthentic: one of them has been withdrawn.
        """
        data = self.on(certificates)
        said = Sayings(data)
        chains = [self._chain(each, certificates) for each in certificates]
        if any(said.of(chain, LONG_AGO).withdrawn for chain in chains):
            raise NotAuthentic("A certificate of an outside authority has been withdrawn; nothing was sealed.")
        return data

    def _chain(
        self, certificate: x509.Certificate, others: Sequence[x509.Certificate]
    ) -> tuple[x509.Certificate, ...]:
        """Return the chain from a certificate to one of the roots, empty when there is none."""
        chain = [certificate]
        while chain[-1] not in self.roots:
            above = [each for each in (*self.roots, *others) if each not in chain and is_above(each, chain[-1])]
            if not above:
                return ()
            chain.append(above[0])
        return tuple(chain)

    def _said_of(self, certificate: x509.Certificate, issuer: x509.Certificate) -> ValidationData:
        silent = False
        for call in self._calls(certificate, issuer):
            try:
                said = _data(call, answer_to(call))
                heard = Sayings(said).of((certificate, issuer), LONG_AGO)
            except (OSError, HTTPException, TryLater, ValueError):
                heard = NOTHING_KNOWN
            if heard.withdrawn or (heard.vouched and (not silent or self._is_new(said, certificate, issuer))):
                return said
            silent = True
        if silent:
            raise TryLater("An outside authority does not say whether its certificates still stand.", hint=HINT)
        given = (ValidationData(lists=(each,)) for each in self.lists)
        return together(each for each in given if Sayings(each).of((certificate, issuer), LONG_AGO).vouched)

    def _calls(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Iterator[Call]:
        for url in filter(is_plain, responders_of(certificate)):
            # The one digest every responder knows (RFC 5019, 2.1.1); it names the certificate and proves nothing.
            builder = ocsp.OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303
            question = builder.build()
            der = question.public_bytes(Encoding.DER)
            yield Call("answer on a certificate", url, ANSWER, LARGEST, self.patience, der, QUESTION)
        for url in filter(is_plain, lists_of(certificate)):
            yield Call("revocation list", url, "", LARGEST, self.patience)

    def _is_new(self, said: ValidationData, certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
        return Sayings(said).of((certificate, issuer), self.clock.now()).vouched


def _data(call: Call, answer: bytes) -> ValidationData:
    return ValidationData(answers=(answer,)) if call.kind == ANSWER else ValidationData(lists=(answer,))


def responders_of(certificate: x509.Certificate) -> list[str]:
    """Return where a certificate says that OCSP answers on it are given (RFC 5280, 4.2.2.1)."""
    try:
        told = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except x509.ExtensionNotFound:
        return []
    ways = [each for each in told if each.access_method == AuthorityInformationAccessOID.OCSP]
    return _addresses(each.access_location for each in ways)


def lists_of(certificate: x509.Certificate) -> list[str]:
    """Return where a certificate says that lists it may stand on are given (RFC 5280, 4.2.1.13)."""
    try:
        told = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return []
    return _addresses(name for point in told for name in point.full_name or ())


def _addresses(names: Iterable[x509.GeneralName]) -> list[str]:
    return [each.value for each in names if isinstance(each, x509.UniformResourceIdentifier)]
