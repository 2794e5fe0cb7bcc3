"""What a paper keeps to be judged by when nobody but the council signs it (PAdES B-LT): heard once the seal is there.

An agreement is closed at its end, and keeps then what all its signatures are judged by (signing.closing). A paper that
only the council seals has its end at the seal: word of the issuers on the certificates of the seal and of the time
authority stands behind the seal, in an update of its own (signing.kept_behind). It is asked for when the seal's
time-stamp is there, for only then it is known who stamped; what was said is used again for a minute, which the
verifier's measure of clocks (signing.standing) takes for the same moment.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import core
from cryptography import x509

from inconfidence.core.clock import Clock
from signing.cms_writing import content_of, parts_of
from signing.time_forms import moment_of
from signing.validation_data import ValidationData
from signing.vouching import Vouching, chain_of

AGE: Final = timedelta(minutes=1)
"""How long what was said is used again: one word for all papers of a minute."""
MOST_MET: Final = 8
"""Time authorities whose word is kept for its minute; few councils name more than three."""

Ask = Callable[[tuple[x509.Certificate, ...]], ValidationData]
Certificates = tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class _Heard:
    """What was said, and when it was asked for."""

    at: datetime
    vouching: Vouching


class LastingWords:
    """Word of the issuers on a seal and on who stamped it, asked for anew each minute."""

    def __init__(self, ask: Ask, clock: Clock) -> None:
        self._ask, self._clock = ask, clock
        self._heard: dict[tuple[Certificates, bytes], _Heard] = {}

    def on(self, seal: Certificates, token: bytes) -> ValidationData | None:
        """Return what vouches for a seal that carries these certificates and for its time-stamp, both in DER.

        None when nothing wholly does.

        Raises:
            NotAuthentic: one of the certificates has been withdrawn.
            NotFound, Failed: the root's list is not there, or has ended.
            TryLater: an outside authority that has to be asked does not answer.
        """
        _, _, content, carried, *_ = parts_of(parts_of(parts_of(token)[1])[0])
        return self._said_on(seal, carried).at(_moment(content))

    def _said_on(self, seal: Certificates, time: bytes) -> Vouching:
        now, heard = self._clock.now(), self._heard.get((seal, time))
        if heard is None or not heard.at <= now < heard.at + AGE:
            if len(self._heard) >= MOST_MET:
                self._heard.clear()
            heard = self._heard[seal, time] = _Heard(now, self._asked(seal, tuple(parts_of(time))))
        return heard.vouching

    def _asked(self, *carried: Certificates) -> Vouching:
        read = [tuple(x509.load_der_x509_certificate(each) for each in some) for some in carried]
        said = self._ask(tuple(dict.fromkeys(each for some in read for each in some)))
        known = [x509.load_der_x509_certificate(each) for each in said.certificates]
        return Vouching(said, [chain_of(some, known) for some in read])


def _moment(content: bytes) -> datetime:
    """Return the time that the content of a time-stamp states (RFC 3161, 2.4.2)."""
    statement = content_of(parts_of(parts_of(content)[1])[0])
    stated = parts_of(statement)[4]
    try:
        return moment_of(content_of(stated))
    except ValueError:
        # Some outside authority's own way to write it.
        moment: datetime = core.GeneralizedTime.load(stated).native
        return moment
