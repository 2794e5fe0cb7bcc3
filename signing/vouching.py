"""Which words vouch for the certificates of a paper: one for each of them, and no other.

    vouching = Vouching(data, (seal's chain, time authority's chain))
    vouching.at(moment)    # what of ``data`` is needed, in the one order there is; None when it is not enough

What is written behind a seal is what this makes of all that was heard; what stands there has to be what this makes of
it again. So nothing can stand there that says nothing of those certificates, is too old, is said twice, or is not its
issuer's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain as joined
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from signing.cms_writing import tlv
from signing.pki import is_above
from signing.responders import appointed
from signing.standing import Sayings, Word, speaks_for
from signing.validation_data import ValidationData, together

BITS: Final = 0x03
"""Tag of a string of bits (X.690, 8.6)."""
NO_BITS_OVER: Final = b"\0"

Chain = tuple[x509.Certificate, ...]
"""Leaf first, root last."""
Pair = tuple[x509.Certificate, x509.Certificate]
"""A certificate and its issuer's."""
Said = tuple[ValidationData, Word]
"""One answer or list, and what it says of one certificate."""


class Vouching:
    """Validation data, held against the certificates they are to vouch for; each signature is looked at once."""

    def __init__(self, data: ValidationData, chains: Sequence[Chain]) -> None:
        concerned = tuple(dict.fromkeys(joined.from_iterable(chains)))
        entries = [*_singly(data)]
        self._certificates = tuple(each.public_bytes(Encoding.DER) for each in concerned)
        self._whole = all(len(chain) > 1 for chain in chains)
        self._of_each = [
            (place > 0, [*_said_of(pair, entries, concerned)])
            for chain in chains
            for place, pair in enumerate(pairwise(chain))
        ]

    def at(self, moment: datetime) -> ValidationData | None:
        """Return what is needed to know that every certificate stood at ``moment``; None when that is not there.

        Of each the first answer is taken that knows of it, else the first list, unless one taken already does.
        """
        taken: list[ValidationData] = []
        for authority, said in self._of_each:
            good = [entry for entry, word in said if _stood(word, moment, authority=authority)]
            if not good:
                return None
            if not any(each in taken for each in good):
                taken.append(good[0])
        return together((ValidationData(self._certificates), *taken)) if self._whole else None


def chain_of(carried: Sequence[x509.Certificate], known: Sequence[x509.Certificate]) -> Chain:
    """Return the chain of the one certificate ``carried`` that issued none of them, as far up as ``known`` reaches."""
    leaves = [each for each in carried if not any(is_above(each, other) for other in carried)]
    chain = leaves if len(leaves) == 1 else []
    while above := [each for each in known if chain and each not in chain and is_above(each, chain[-1])]:
        chain.append(above[0])
    return tuple(chain)


def _singly(data: ValidationData) -> Iterator[ValidationData]:
    yield from (ValidationData(answers=(each,)) for each in data.answers)
    yield from (ValidationData(lists=(each,)) for each in data.lists)


def _said_of(pair: Pair, entries: Sequence[ValidationData], concerned: Chain) -> Iterator[Said]:
    """Yield what is said of the first of a pair by the second, its issuer, each with the entry that says it."""
    for entry in entries:
        for word in Sayings(entry).words(*pair):
            answers = all(_is_bare(each, pair[1], concerned) for each in entry.answers)
            if answers and all(_is_plain(each, x509.load_der_x509_crl(each).signature) for each in entry.lists):
                yield entry, word


def _is_bare(der: bytes, issuer: x509.Certificate, concerned: Chain) -> bool:
    # What an answer carries is not signed by who answers (RFC 6960, 4.2.1).
    answer = ocsp.load_der_ocsp_response(der)
    others = set(answer.certificates) - {*concerned, *appointed(answer, issuer)}
    return not others and _is_plain(der, answer.signature)


def _is_plain(der: bytes, signature: bytes) -> bool:
    # How many bits are left over is not signed, and is read as any number that the last ones allow.
    return tlv(BITS, NO_BITS_OVER, signature) in der


def _stood(word: Word, moment: datetime, *, authority: bool) -> bool:
    return word.withdrawal is None and speaks_for(word, moment, authority=authority)
