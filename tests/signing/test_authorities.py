"""Outside time authorities over real HTTP: the first that can be believed is, the next only when it cannot."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from asn1crypto import cms, tsp

from inconfidence.core.clock import FixedClock
from inconfidence.core.documents import ClearedPdf
from inconfidence.core.errors import TryLater, UsageError
from signing import SerialFile, TimeAuthority, council_sealer, seal
from signing.arc import POLICIES
from signing.authorities import LARGEST_ANSWER, AuthoritiesInTurn, OutsideAuthority, OutsideStamper
from signing.certificates import LIFETIMES, Authority, leaf_certificate, name_of
from signing.cms_writing import SEQUENCE, content_of, parts_of, tlv
from signing.time_forms import asked_of, question_of
from tests.signing.desk import NOON, Desk
from tests.signing.time_servers import Answer, Server, serving

VALUE = b"a signature"
SHORT = 0.6
"""Seconds of patience where the other side is made to be slow."""
FAR_TOO_LONG = 60
"""Seconds that nobody would wait."""


def outside(desk: Desk, url: str, policy: str = "", patience: float = 5.0) -> OutsideAuthority:
    return OutsideAuthority(url, (desk.pki.root,), policy, patience)


def stamper(desk: Desk, *servers: Server, patience: float = 5.0) -> AuthoritiesInTurn:
    return AuthoritiesInTurn([outside(desk, each.url, patience=patience) for each in servers], desk.clock)


def imprint_of(token: bytes) -> bytes:
    signed = cms.ContentInfo.load(token)["content"]
    said = signed["encap_content_info"]["content"].parsed
    return bytes(said["message_imprint"]["hashed_message"].native)


def wrong_nonce(desk: Desk) -> Answer:
    return lambda _: desk.answer(question_of(asked_of(bytes(32), 4711)))


def wrong_imprint(desk: Desk) -> Answer:
    return lambda question: desk.answer(question.replace(question[24:56], bytes(32)))


def expired(desk: Desk) -> Answer:
    """An authority whose certificate ended yesterday."""
    begun, key = NOON - LIFETIMES["time"] - timedelta(days=1), desk.pki.time.key
    certificate = leaf_certificate("time", key.public_key(), name_of("A", "B"), desk.pki.issuing["time"], begun)
    pki = replace(desk.pki, time=Authority(certificate, key))
    return TimeAuthority(pki, SerialFile(desk.serials), desk.clock).respond


def two_answers(desk: Desk) -> Answer:
    return lambda question: desk.answer(question) * 2


def two_tokens(desk: Desk) -> Answer:
    def answer(question: bytes) -> bytes:
        first, second = desk.answer(question), desk.answer(question)
        return tlv(SEQUENCE, content_of(first), parts_of(second)[1])

    return answer


def refusing(_desk: Desk) -> Answer:
    return lambda _: tlv(SEQUENCE, tsp.PKIStatusInfo({"status": "rejection"}).dump())


def hour_fast(desk: Desk) -> Answer:
    return desk.later(timedelta(hours=1)).answer


def huge(desk: Desk) -> Answer:
    return lambda question: desk.answer(question) + bytes(LARGEST_ANSWER)


WRONG: dict[str, tuple[Callable[[Desk], Answer], str]] = {
    "nonce": (wrong_nonce, "not an answer"),
    "imprint": (wrong_imprint, "not an answer"),
    "expired": (expired, "not an answer"),
    "two-answers": (two_answers, "did not answer"),
    "two-tokens": (two_tokens, "more or less than one"),
    "refusal": (refusing, "refused"),
    "clock": (hour_fast, "too far apart"),
    "huge": (huge, "larger than any"),
    "empty": (lambda _: lambda _question: b"", "did not answer"),
}


def test_the_question_and_the_answer_travel_as_the_standard_says(desk: Desk) -> None:
    """One question in DER, one time-stamp of what was asked (RFC 3161, 3.4)."""
    with serving(Server(desk.answer)) as server:
        token = stamper(desk, server).stamp(VALUE)

    (question,) = server.questions
    assert imprint_of(token) == tsp.TimeStampReq.load(question)["message_imprint"]["hashed_message"].native


def test_the_next_is_not_asked_while_the_first_answers(desk: Desk) -> None:
    """The order is the council's."""
    with serving(Server(desk.answer)) as first, serving(Server(desk.answer)) as second:
        in_turn = stamper(desk, first, second)
        in_turn.stamp(VALUE)
        in_turn.stamp(VALUE)

    assert (len(first.questions), len(second.questions)) == (2, 0)


@pytest.mark.parametrize("fault", WRONG)
def test_an_answer_that_is_not_to_be_believed_is_told_and_the_next_is_asked(desk: Desk, fault: str) -> None:
    """Wrong nonce, wrong imprint, ended certificate, several answers, a refusal, a clock that is off, a flood."""
    make, words = WRONG[fault]
    with serving(Server(make(desk))) as wrong, serving(Server(desk.answer)) as right:
        assert stamper(desk, wrong, right).stamp(VALUE)
        with pytest.raises(TryLater, match=words):
            stamper(desk, wrong).stamp(VALUE)

    assert len(wrong.questions) == 2
    assert len(right.questions) == 1


@pytest.mark.parametrize(("kind", "status"), [("text/html", 200), ("application/timestamp-reply", 503)])
def test_a_page_instead_of_an_answer_is_not_read(desk: Desk, kind: str, status: int) -> None:
    """A gateway's login page, or an error of the server, holds no time-stamp whatever its bytes are."""
    with serving(Server(desk.answer, kind, status)) as server, pytest.raises(TryLater, match="not a time-stamp"):
        stamper(desk, server).stamp(VALUE)


def test_an_authority_that_is_down_is_passed_over(desk: Desk) -> None:
    """Nobody listens at the first address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        down = outside(desk, f"http://127.0.0.1:{taken.getsockname()[1]}/")
        with serving(Server(desk.answer)) as server:
            assert AuthoritiesInTurn([down, outside(desk, server.url)], desk.clock).stamp(VALUE)


@pytest.mark.parametrize("slowness", ["silent", "dripping"])
def test_a_slow_authority_is_left_when_time_is_up(desk: Desk, slowness: str) -> None:
    """One that says nothing, and one that says a byte from time to time, so that no socket ever times out."""

    over = Event()

    def silent(question: bytes) -> bytes:
        over.wait(FAR_TOO_LONG)
        return desk.answer(question)

    # Byte by byte the answer would take far too long as well.
    slow = Server(silent) if slowness == "silent" else Server(desk.answer, drip=SHORT / 10)
    with serving(slow), serving(Server(desk.answer)) as quick:
        begun = time.monotonic()
        with pytest.raises(TryLater, match="in time"):
            stamper(desk, slow, patience=SHORT).stamp(VALUE)
        assert time.monotonic() - begun < FAR_TOO_LONG / 2
        assert AuthoritiesInTurn(
            [outside(desk, slow.url, patience=SHORT), outside(desk, quick.url)], desk.clock
        ).stamp(VALUE)
        over.set()


def test_an_authority_of_another_root_is_not_believed(desk: Desk, other_desk: Desk) -> None:
    """A look-alike answers every question rightly, under a root nobody named; also once it is known."""
    with serving(Server(other_desk.answer)) as server:
        single = OutsideStamper(outside(desk, server.url), desk.clock)
        for _ in range(2):
            with pytest.raises(TryLater, match="no root named"):
                single.stamp(VALUE)


def test_an_authority_under_another_policy_is_not_believed(desk: Desk) -> None:
    """The council may name the policy it agreed with the authority."""
    with serving(Server(desk.answer)) as server:
        named = AuthoritiesInTurn([outside(desk, server.url, POLICIES["time"])], desk.clock)
        other = AuthoritiesInTurn([outside(desk, server.url, "1.2.3")], desk.clock)
        assert named.stamp(VALUE)
        with pytest.raises(TryLater, match="another policy"):
            other.stamp(VALUE)


def test_when_none_can_be_used_nothing_is_sealed_and_each_reason_is_told(desk: Desk, agreement: ClearedPdf) -> None:
    """The council's own authority does not stand in, and no paper is sealed without its time."""
    with serving(Server(refusing(desk))) as first, serving(Server(desk.answer, "text/html")) as second:
        sealer = council_sealer(desk.pki, stamper(desk, first, second), desk.clock)
        with pytest.raises(TryLater) as refusal:
            seal(agreement, sealer, stamp=None)

    assert "refused" in str(refusal.value)
    assert "not a time-stamp" in str(refusal.value)
    assert "Nothing was signed" in refusal.value.hint


def test_a_paper_sealed_by_an_outside_clock_says_so(desk: Desk, other_desk: Desk, agreement: ClearedPdf) -> None:
    """A time-stamp is believed under the roots named for time-stamps, which vouch for no signature."""
    with serving(Server(other_desk.answer)) as server:
        outer = AuthoritiesInTurn([outside(other_desk, server.url)], desk.clock)
        sealed = seal(agreement, council_sealer(desk.pki, outer, desk.clock), stamp=None)

    known = desk.verified(sealed.content, time_roots=(other_desk.pki.root,))
    assert (known.verdict, known.clock) == ("incomplete", "outside")
    assert desk.verified(sealed.content).verdict == "unrecognised"


def test_a_root_named_for_time_stamps_vouches_for_no_signature(
    desk: Desk, other_desk: Desk, agreement: ClearedPdf
) -> None:
    """Whoever runs a time authority cannot seal papers in the council's name."""
    sealed = other_desk.sealed(agreement)

    evidence = desk.verified(sealed.content, time_roots=(other_desk.pki.root,))

    assert evidence.verdict == "unrecognised"


@pytest.mark.parametrize("url", ["ftp://time.example/", "https://a:b@time.example/", "time.example", "http:///"])
def test_an_address_that_is_not_plain_is_refused(desk: Desk, url: str) -> None:
    """Only http and https, and no password in an address."""
    with pytest.raises(UsageError):
        outside(desk, url)


def test_an_authority_without_a_root_is_refused(desk: Desk) -> None:
    """What nothing vouches for cannot be asked."""
    with pytest.raises(UsageError):
        OutsideAuthority("https://time.example/", ())


def test_the_clock_may_be_some_minutes_off(desk: Desk) -> None:
    """Two computers' clocks are never the same."""
    with serving(Server(desk.at(NOON + timedelta(minutes=4)).answer)) as server:
        assert AuthoritiesInTurn([outside(desk, server.url)], FixedClock(NOON)).stamp(VALUE)
