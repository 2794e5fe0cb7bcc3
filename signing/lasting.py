"""What a paper keeps to be judged by when nobody but the council signs it (PAdES B-LT): written by the seal's update.

An agreement is closed at its end, and keeps then what all its signatures are judged by (signing.closing). A paper that
only the council seals has its end at the seal: word of the issuers on the seal and on the time authority goes into
the sealed revision itself, so that the seal covers it. It was said at most a minute before the seal's time-stamp,
which the verifier's measure of clocks (signing.standing) takes for the same moment.

Which time authority stamps is known from its stamp alone. A seal stamped by one that was not met before is made once
more, with what is said of that authority if anything is; nothing of the first is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inconfidence.core.clock import Clock
from signing.cms_writing import parts_of
from signing.validation_data import ValidationData, together

AGE: Final = timedelta(minutes=1)
"""How long what was said is used again: one word for all papers of a minute."""
MOST_MET: Final = 40
"""Certificates of time authorities that are remembered; few councils name more than three authorities."""

Ask = Callable[[tuple[x509.Certificate, ...]], ValidationData]


class LastingWords:
    """Word of the issuers on the seal and on each time authority that was met, asked for anew each minute."""

    def __init__(self, certificates: Iterable[x509.Certificate], ask: Ask, clock: Clock) -> None:
        self._known = {each.public_bytes(Encoding.DER): each for each in certificates}
        self._ask, self._clock = ask, clock
        self._said: tuple[datetime, ValidationData] | None = None

    def words(self) -> ValidationData:
        """Return what a paper sealed now keeps.

        Raises:
            NotAuthentic: one of the certificates has been withdrawn.
            NotFound, Failed: the root's list is not there, or has ended.
            TryLater: an outside authority that has to be asked does not answer.
        """
        now = self._clock.now()
        if self._said is None or not self._said[0] <= now < self._said[0] + AGE:
            self._said = (now, self._ask(tuple(self._known.values())))
        return self._said[1]

    def more_on(self, token: bytes) -> ValidationData | None:
        """Note whose time-stamp ``token`` is; return what is said now if that is more, by an authority just met.

        Raises:
            as ``words``.
        """
        carried = parts_of(parts_of(parts_of(parts_of(token)[1])[0])[3])
        new = {each: x509.load_der_x509_certificate(each) for each in carried if each not in self._known}
        if not new or len(self._known) >= MOST_MET:
            return None
        # Asked first, so that what is known of the others is kept for no longer than its minute.
        told, before = self._ask(tuple(new.values())), self.words()
        self._known |= new
        whole = together((before, told))
        self._said = self._said and (self._said[0], whole)
        return whole if told.answers or told.lists else None
