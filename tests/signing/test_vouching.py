"""What is needed to vouch for a paper's certificates, no more and no less. Needs no council."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from signing.certificates import Authority, issuing_certificate, leaf_certificate, name_of
from signing.validation_data import NOTHING, ValidationData
from signing.vouching import Chain, Vouching, chain_of
from tests.signing.test_standing import (
    APART,
    CHAIN,
    DAY,
    ISSUING,
    LEAF,
    MADE,
    OTHER_ISSUING,
    OTHER_LEAF,
    OTHER_ROOT,
    ROOT,
    ROOTS_LIST,
    SECOND,
    THEN,
    Answer,
    der,
    listed,
    lost,
    responder,
)


def timing() -> tuple[Authority, x509.Certificate]:
    """Return the authority over a time authority, under the same root, and the time authority's certificate."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    above = issuing_certificate("time", keys[0].public_key(), name_of("A council", "Times"), ROOT, MADE)
    issuing = Authority(above, keys[0])
    return issuing, leaf_certificate("time", keys[1].public_key(), name_of("A council", "Time"), issuing, MADE)


TIMES, TIME = timing()
OF_TIME = (TIME, TIMES.certificate, ROOT.certificate)
ON_SEAL = Answer()
ON_TIME = Answer(about=TIME, named=TIMES, by=TIMES)
CERTIFICATES = (*map(der, CHAIN), *map(der, OF_TIME[:2]))


ENTRIES = tuple(each.der() for each in (ON_SEAL, ON_TIME))
"""As they are written, once: signed again an answer is another."""
ON_SEALS = listed(ISSUING)
WHOLE = ValidationData(CERTIFICATES, ENTRIES, (der(ROOTS_LIST),))


def said(*answers: bytes, lists: tuple[x509.CertificateRevocationList, ...] = (ROOTS_LIST,)) -> ValidationData:
    return ValidationData((), answers, tuple(map(der, lists)))


def needed(
    data: ValidationData, moment: datetime = THEN, chains: tuple[Chain, ...] = (CHAIN, OF_TIME)
) -> ValidationData | None:
    return Vouching(data, chains).at(moment)


def test_of_each_certificate_one_word_is_needed() -> None:
    """The certificates of both chains, each once, an answer on each leaf, the one list on both authorities."""
    assert needed(WHOLE) == WHOLE
    assert needed(said(*ENTRIES)) == WHOLE


def test_the_first_answer_is_taken_before_any_list_in_the_order_of_the_chains() -> None:
    """However they were heard; the list that spoke for one authority speaks for the other too."""
    later = Answer(said=THEN + SECOND).der()
    heard = said(ENTRIES[1], ENTRIES[0], later, lists=(ON_SEALS, ROOTS_LIST, listed(ROOT)))

    assert needed(heard) == WHOLE
    assert needed(said(ENTRIES[1], later, ENTRIES[0])) == replace(WHOLE, answers=(later, ENTRIES[1]))
    assert needed(said(ENTRIES[1], lists=(ROOTS_LIST, ON_SEALS))) == ValidationData(
        CERTIFICATES, ENTRIES[1:], (der(ON_SEALS), der(ROOTS_LIST))
    )


def test_what_is_needed_of_what_is_needed_is_the_same() -> None:
    """So what stands in a file can be held against itself: a word taken already is taken before an earlier one."""
    on_times_issuer = Answer(about=TIMES.certificate, named=ROOT, by=ROOT).der()
    assert needed(said(*ENTRIES, on_times_issuer)) == WHOLE
    on_seals_issuer = Answer(about=ISSUING.certificate, named=ROOT, by=ROOT).der()
    for answers in (ENTRIES, (*ENTRIES, on_times_issuer), (on_seals_issuer, *ENTRIES)):
        for lists in ((ROOTS_LIST, listed(ROOT)), (listed(TIMES), ON_SEALS, ROOTS_LIST)):
            found = needed(said(*answers, lists=lists))
            assert found is not None
            assert needed(found) == found


@pytest.mark.parametrize(
    ("heard",),
    [
        (NOTHING,),
        (said(ENTRIES[0]),),
        (said(ENTRIES[1]),),
        (said(*ENTRIES, lists=()),),
        (said(*ENTRIES, lists=(ON_SEALS,)),),
        (said(*ENTRIES, lists=(listed(OTHER_ROOT),)),),
        (said(Answer(by=OTHER_ISSUING).der(), ENTRIES[1]),),
        (said(Answer(about=OTHER_LEAF).der(), ENTRIES[1]),),
        (said(Answer(status="revoked").der(), ENTRIES[1]),),
        (said(Answer(status="revoked", lost=THEN + DAY).der(), ENTRIES[1]),),
        (said(Answer(status="unknown").der(), ENTRIES[1]),),
        (said(ENTRIES[1], lists=(listed(ISSUING, lost(LEAF)), ROOTS_LIST)),),
        (said(*ENTRIES, lists=(listed(ROOT, lost(ISSUING.certificate)),)),),
        (said(*ENTRIES, lists=(listed(ROOT, said=THEN - 9 * DAY),)),),
    ],
)
def test_what_is_not_enough_is_nothing(heard: ValidationData) -> None:
    """One certificate without its issuer's word that it stood, and all the others help nothing."""
    assert needed(heard) is None


@pytest.mark.parametrize(("late", "enough"), [(timedelta(0), True), (APART, True), (APART + SECOND, False)])
def test_word_has_to_know_of_the_moment(late: timedelta, enough: bool) -> None:
    """On a leaf it is said then or later, but for clocks that are apart; the root's list lasts as it says."""
    assert (needed(WHOLE, THEN + late) == WHOLE) is enough
    assert needed(said(*ENTRIES, lists=(listed(ROOT, said=THEN - DAY),))) is not None


def test_a_word_that_stands_is_enough_beside_one_that_does_not() -> None:
    """What speaks against a certificate, or not of it, is not taken along."""
    lists = (listed(ISSUING, lost(LEAF)), listed(OTHER_ISSUING), ROOTS_LIST)

    assert needed(said(Answer(said=THEN - DAY).der(), *ENTRIES, lists=lists)) == WHOLE


@pytest.mark.parametrize(
    ("carried", "taken"),
    [
        ((), True),
        ((ISSUING.certificate,), True),
        ((ROOT.certificate, LEAF), True),
        ((OTHER_LEAF,), False),
        ((ISSUING.certificate, OTHER_LEAF), False),
    ],
)
def test_an_answer_carries_no_certificate_that_has_no_part_in_it(
    carried: tuple[x509.Certificate, ...], taken: bool
) -> None:
    """What an answer carries nobody signed: a stranger's certificate there would be smuggled in."""
    assert (needed(said(Answer(carried=carried).der(), ENTRIES[1])) is not None) is taken


def test_a_signature_is_written_in_the_one_way() -> None:
    """How many bits are left over in it nobody signed: another number, where the last ones allow it, is not taken."""
    answers = (Answer(said=THEN + number * SECOND).der() for number in count())
    lists = (der(listed(ROOT, said=THEN + number * SECOND)) for number in count())
    answer = next(each for each in answers if each[-1] % 2 == 0)
    made = next(each for each in lists if each[-1] % 2 == 0)
    whole = ValidationData(CERTIFICATES, (answer, ENTRIES[1]), (made,))

    assert needed(whole) == whole
    assert needed(replace(whole, answers=(with_a_bit_over(answer), ENTRIES[1]))) is None
    assert needed(replace(whole, lists=(with_a_bit_over(made),))) is None


def with_a_bit_over(entry: bytes) -> bytes:
    """Say that a bit of the signature, the last of an entry, is left over."""
    ends = ((at, b"\0\x30" + bytes([len(entry) - at - 3])) for at in range(len(entry) - 73, len(entry) - 60))
    at = next(at for at, end in ends if entry.startswith(end, at))
    return entry[:at] + b"\x01" + entry[at + 1 :]


def test_an_appointed_responder_is_carried() -> None:
    """Its certificate is what its answer is believed by."""
    other = responder(ISSUING)
    answer = Answer(by=other, carried=(other.certificate,))

    assert needed(said(answer.der(), ENTRIES[1])) is not None


@pytest.mark.parametrize(("chains",), [((CHAIN, ()),), (((), OF_TIME),), ((CHAIN, (ROOT.certificate,)),)])
def test_no_chain_is_vouched_for_that_leads_nowhere(chains: tuple[Chain, ...]) -> None:
    """Nobody speaks for a root, and nothing for nobody."""
    assert needed(WHOLE, chains=chains) is None


def test_a_chain_is_found_among_what_is_known() -> None:
    """From the one certificate that issued none of the others, in whatever order, as far as something is known."""
    carried = (ISSUING.certificate, LEAF)

    assert chain_of(carried, CHAIN) == CHAIN
    assert chain_of(carried[::-1], CHAIN[::-1]) == CHAIN
    assert chain_of((LEAF,), (OTHER_ROOT.certificate, ISSUING.certificate)) == CHAIN[:2]
    assert chain_of((LEAF,), ()) == (LEAF,)
    assert chain_of((*carried, ROOT.certificate), CHAIN) == CHAIN
    again = issuing_certificate("seal", ISSUING.key.public_key(), ISSUING.certificate.subject, ROOT, MADE)
    assert chain_of((LEAF,), (*CHAIN, again)) == CHAIN


def test_an_authority_straight_under_its_root_is_vouched_for() -> None:
    """A chain of two is one."""
    alone = (LEAF, ISSUING.certificate)

    assert needed(said(ENTRIES[0], lists=()), chains=(alone,)) == ValidationData(tuple(map(der, alone)), ENTRIES[:1])


def test_two_leaves_have_no_chain() -> None:
    """Whose chain it was to be cannot be told."""
    assert chain_of((LEAF, OTHER_LEAF), CHAIN) == ()
    assert chain_of((), CHAIN) == ()
