"""Outside time authorities, asked over HTTP (RFC 3161, 3.4), one after the other in the order the council lists them.

The next is asked only when one is down, slow or wrong. Beside what every answer is held to (``signing.timestamp``), an
outside one has to lead to a root named for that authority, under the policy named, within minutes of the council's own
clock. When none can be used nothing is signed (TryLater says of each why): the council's own authority never stands in
where outside ones are configured, and nothing is made at a lower level.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from asn1crypto import cms
from cryptography import x509
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from inconfidence.core.clock import Clock
from inconfidence.core.errors import TryLater, UsageError
from signing.certificates import CLOCKS_APART
from signing.exchange import Call, answer_to, is_plain
from signing.parts import DIGEST, as_asn1, run
from signing.timestamp import WAIT_HINT, CheckedTimeStamper

LARGEST_ANSWER: Final = 64 * 1024
"""Bytes of an answer that are read; one with four certificates has some 8,000."""

PATIENCE: Final = 10.0
"""Seconds for a whole exchange, where the council names no others."""

QUESTION_TYPE: Final = "application/timestamp-query"
ANSWER_TYPE: Final = "application/timestamp-reply"


@dataclass(frozen=True, slots=True)
class OutsideAuthority:
    """A time authority of somebody else: where it is asked, and what its time-stamps are held to.

    ``policy`` is the dotted identifier its stamps have to name, empty for any; ``patience`` the seconds for a whole
    exchange, connecting included.
    """

    url: str
    roots: tuple[x509.Certificate, ...] = field(repr=False)
    policy: str = ""
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        if not is_plain(self.url):
            raise UsageError("The address of a time authority has to be http or https, without name and password.")
        if not self.roots:
            raise UsageError("A time authority needs the root its time-stamps lead to.")

    @property
    def host(self) -> str:
        """Return the name of its computer, to be told to people."""
        return urlsplit(self.url).hostname or ""


class OutsideStamper(CheckedTimeStamper):
    """Asks one outside authority, and believes it within the limits the council has set for it."""

    def __init__(self, authority: OutsideAuthority, clock: Clock) -> None:
        super().__init__(partial(_asked_over_http, authority))
        self._authority = authority
        self._clock = clock

    @property
    def host(self) -> str:
        """Return whose computer is asked."""
        return self._authority.host

    def token_for(self, digest: bytes, algorithm: str = DIGEST) -> bytes:
        """Return a time-stamp of ``digest``.

        Raises:
            TryLater: when the authority is down or slow, or its answer is not to be believed.
        """
        token = super().token_for(digest, algorithm)
        self._check(cms.ContentInfo.load(token)["content"], digest)
        return token

    def _check(self, signed: cms.SignedData, digest: bytes) -> None:
        said = signed["encap_content_info"]["content"].parsed
        if self._authority.policy not in ("", said["policy"].dotted):
            raise TryLater("Its time-stamp is under another policy than the one agreed.", hint=WAIT_HINT)
        if abs(said["gen_time"].native - self._clock.now()) > CLOCKS_APART:
            raise TryLater("Its clock and this computer's are too far apart.", hint=WAIT_HINT)
        roots = [as_asn1(root) for root in self._authority.roots]
        context = ValidationContext(trust_roots=roots, moment=said["gen_time"].native, allow_fetching=False)
        if not _leads_to_root(signed, context, digest):
            raise TryLater("Its time-stamp leads to no root named for it.", hint=WAIT_HINT)


class AuthoritiesInTurn(CheckedTimeStamper):
    """Asks outside authorities one after the other until one can be believed."""

    def __init__(self, authorities: Sequence[OutsideAuthority], clock: Clock) -> None:
        super().__init__(_never_asked)
        self._stampers = [OutsideStamper(authority, clock) for authority in authorities]

    def token_for(self, digest: bytes, algorithm: str = DIGEST) -> bytes:
        """Return a time-stamp of ``digest`` by the first authority that can be used.

        Raises:
            TryLater: when none can, with the reason for each.
        """
        reasons = []
        for stamper in self._stampers:
            try:
                return stamper.token_for(digest, algorithm)
            except TryLater as error:
                reasons.append(f"{stamper.host}: {error}")
        raise TryLater(f"No time authority could be used. {' '.join(reasons)}", hint=WAIT_HINT)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return the token in the form pyHanko asks for, waiting in a thread; raises as ``token_for`` does."""
        return cms.ContentInfo.load(await asyncio.to_thread(self.token_for, message_digest, md_algorithm))


def _never_asked(_question: bytes) -> bytes:
    raise TryLater("No time authority is configured.", hint=WAIT_HINT)


def _leads_to_root(signed: cms.SignedData, context: ValidationContext, digest: bytes) -> bool:
    try:
        status = run(validate_tst_signed_data(signed, context, lambda _algorithm: digest))
    except Exception as error:
        # Whatever pyHanko makes of certificates from outside: nothing is signed.
        raise TryLater("Its certificates make no sense.", hint=WAIT_HINT) from error
    return TimestampSignatureStatus(**status).trusted and bool(status["intact"])


def _asked_over_http(authority: OutsideAuthority, question: bytes) -> bytes:
    return answer_to(
        Call("time-stamp", authority.url, ANSWER_TYPE, LARGEST_ANSWER, authority.patience, question, QUESTION_TYPE)
    )
