"""Word of outside authorities on their own certificates: asked for over real HTTP, in time, believed if theirs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.x509 import ocsp

from inconfidence.core.documents import Evidence, SealedPdf
from inconfidence.core.errors import NotAuthentic, TryLater
from signing import (
    AuthoritiesInTurn,
    OutsideAuthority,
    OutsideWords,
    Renewed,
    SerialFile,
    Trust,
    WiderDesk,
    close,
    renew,
    seal,
    taken_apart,
    verify,
)
from signing.outside_words import ANSWER, LARGEST
from tests.signing.desk import ALL_FIELDS, COUNCIL, Desk, closed_by, open_desk, paper
from tests.signing.outside_time import Outsider, outsider
from tests.signing.time_servers import Answer, Server, serving
from tests.signing.years import after

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHORT = 2.0
"""Seconds of patience: enough for an answer that comes at once, on a computer that is busy."""
NOBODY = "http://127.0.0.1:9/"


@dataclass
class Street:
    """The council, and an outside time authority with those who answer for it."""

    desk: Desk
    other: Outsider
    stamping: Server
    answering: Server | None = None
    listing: Server | None = None

    @property
    def words(self) -> OutsideWords:
        return OutsideWords((self.other.root,), (self.other.root_list,), self.desk.clock, SHORT)

    @property
    def council(self) -> Desk:
        authority = OutsideAuthority(self.stamping.url, (self.other.root,))
        return replace(self.desk, time_stamper=AuthoritiesInTurn([authority], self.desk.clock))

    def sealed(self, words: OutsideWords | None = None) -> SealedPdf:
        sealer = self.council.lasting(outside=words or self.words)
        return seal(paper("seal"), sealer, stamp=None)

    @property
    def trust(self) -> Trust:
        return replace(self.desk.pki.trust, time_roots=(self.other.root,))

    def judged(self, content: bytes) -> Evidence:
        return verify(content, self.trust, clock=self.desk.clock)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"), COUNCIL)


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("elsewhere"), "Somebody Else")


Made = Callable[[Outsider], bytes]
"""What is answered, once it is known whose time certificate it is about."""


@contextmanager
def street(
    desk: Desk, elsewhere: Desk, answer: Made | None = None, listed: Made | None = None, **answering: object
) -> Iterator[Street]:
    """Open everything that is to be there: who stamps, who answers, who lists."""
    late: list[Outsider] = []

    def lately(made: Made) -> Answer:
        return lambda _: made(late[0])

    with ExitStack() as doors:
        servers = {}
        if answer:
            servers["answering"] = doors.enter_context(
                serving(Server(lately(answer), **{"kind": ANSWER, **answering}))
            )
        if listed:
            servers["listing"] = doors.enter_context(serving(Server(lately(listed), kind="application/pkix-crl")))
        other = outsider(
            elsewhere,
            [servers["answering"].url] if answer else [],
            [servers["listing"].url] if listed else [],
        )
        late.append(other)
        stamping = doors.enter_context(serving(Server(other.stamps)))
        yield Street(desk, other, stamping, **servers)


def test_a_paper_stamped_elsewhere_keeps_word_of_that_authority(desk: Desk, elsewhere: Desk) -> None:
    """B-LT by somebody else's clock. Each paper is stamped once; both are told the same within a minute."""
    with street(desk, elsewhere, Outsider.answers) as there:
        sealer = there.council.lasting(outside=there.words)
        papers = [seal(paper("seal"), sealer, stamp=None) for _ in range(2)]

    for each in papers:
        evidence = there.judged(each.content)
        assert (evidence.verdict, evidence.level, evidence.clock) == ("authentic", "B-LT", "outside")
    assert len(there.stamping.questions) == 2
    assert len(there.answering.questions) == 1


def test_whoever_does_not_trust_its_root_is_told_so(desk: Desk, elsewhere: Desk) -> None:
    """What the file keeps vouches for nobody."""
    with street(desk, elsewhere, Outsider.answers) as there:
        content = there.sealed().content

    assert desk.verified(content).verdict == "unrecognised"


@pytest.mark.parametrize(
    ("answer", "how"),
    [
        (Outsider.answers, {"drip": 0.05}),
        (Outsider.answers, {"kind": "text/html"}),
        (Outsider.answers, {"status": 503}),
        (lambda _: b"", {}),
        (lambda _: b"not an answer", {}),
        (lambda _: bytes(LARGEST + 1), {}),
        (lambda other: other.answers()[:-8] + bytes(8), {}),
        (lambda other: other.answers_by(other.responder(purpose=False)), {}),
        (lambda other: other.answers_by(other.responder(lasting=False)), {}),
        (lambda other: other.answers_by(other.responder(issuer=other.desk.pki.issuing["seal"])), {}),
    ],
    ids=[
        "drips", "page", "busy", "nothing", "words", "too large", "unsigned",
        "a responder for other things", "a responder nobody vouches for", "a responder of another authority",
    ],
)  # fmt: skip
def test_what_is_no_answer_is_waited_for(desk: Desk, elsewhere: Desk, answer: Made, how: dict[str, object]) -> None:
    """Nothing is sealed at a lower level, and nobody waits longer than was agreed."""
    with street(desk, elsewhere, answer, **how) as there:
        begun = time.monotonic()
        with pytest.raises(TryLater, match="does not say whether its certificates still stand"):
            there.sealed()

    assert time.monotonic() - begun < 10 * SHORT


def test_an_address_where_nobody_is_is_waited_for(desk: Desk, elsewhere: Desk) -> None:
    """The computer refuses."""
    other = outsider(elsewhere, [NOBODY])
    with serving(Server(other.stamps)) as stamping, pytest.raises(TryLater):
        Street(desk, other, stamping).sealed()


def test_a_responder_the_issuer_appointed_is_heard(desk: Desk, elsewhere: Desk) -> None:
    """As most authorities have it (RFC 6960, 4.2.2.2)."""
    with street(desk, elsewhere, lambda other: other.answers_by(other.responder())) as there:
        assert there.judged(there.sealed().content).level == "B-LT"


@pytest.mark.parametrize("by", ["answer", "list"])
def test_a_withdrawn_time_authority_stamps_nothing(desk: Desk, elsewhere: Desk, by: str) -> None:
    """By its issuer's own word."""
    said = {
        "answer": (lambda other: other.answers(other.withdrawn()), None),
        "list": (None, lambda other: other.listed(timedelta(), other.withdrawn())),
    }
    with street(desk, elsewhere, *said[by]) as there, pytest.raises(NotAuthentic, match="withdrawn"):
        there.sealed()


@pytest.mark.parametrize(("age", "level"), [(timedelta(), "B-LT"), (HOUR, "B-T")])
def test_a_list_counts_as_far_as_it_can_know(desk: Desk, elsewhere: Desk, age: timedelta, level: str) -> None:
    """One from before the time-stamp says nothing of its moment: it is kept, and the level is stated as it is."""
    with street(desk, elsewhere, None, lambda other: other.listed(age)) as there:
        content = there.sealed().content

    assert there.judged(content).level == level
    assert len(there.listing.questions) == 1


def test_a_new_list_stands_in_for_a_responder_who_is_silent(desk: Desk, elsewhere: Desk) -> None:
    """It says as much."""
    with street(desk, elsewhere, lambda _: b"", lambda other: other.listed()) as there:
        assert there.judged(there.sealed().content).level == "B-LT"


def test_an_old_list_does_not(desk: Desk, elsewhere: Desk) -> None:
    """The level would be lowered in silence."""
    with street(desk, elsewhere, lambda _: b"", lambda other: other.listed(HOUR)) as there, pytest.raises(TryLater):
        there.sealed()


def test_an_authority_that_can_be_asked_nowhere_lowers_the_level_it_is_stated_at(desk: Desk, elsewhere: Desk) -> None:
    """There is nothing to wait for: the paper says B-T. With its list in a file it says more."""
    with street(desk, elsewhere) as there:
        other = there.other
        given = replace(there.words, lists=(other.root_list, other.listed()))

        assert there.judged(there.sealed().content).level == "B-T"
        assert there.judged(there.sealed(given).content).level == "B-LT"


def test_nobody_else_can_have_an_address_called(desk: Desk, elsewhere: Desk) -> None:
    """A certificate that leads to no root the council named is not asked about."""
    with street(desk, elsewhere, Outsider.answers) as there:
        words = OutsideWords((desk.pki.root,), (), desk.clock, SHORT)
        said = words.on((there.other.certificate, there.other.issuer.certificate))

    assert (said.answers, said.lists, said.certificates) == ((), (), ())
    assert there.answering.questions == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ldap://127.0.0.1/", "http://name:word@127.0.0.1/"])
def test_only_plain_addresses_are_called(desk: Desk, elsewhere: Desk, url: str) -> None:
    """Others are as good as none."""
    other = outsider(elsewhere, [url], [url])
    with serving(Server(other.stamps)) as stamping:
        there = Street(desk, other, stamping)
        assert there.judged(there.sealed().content).level == "B-T"


def test_an_agreement_stamped_elsewhere_is_closed_with_word_of_that_authority(desk: Desk, elsewhere: Desk) -> None:
    """B-LTA for each signature: what was said is in the closing."""
    with street(desk, elsewhere, Outsider.answers) as there:
        signed = there.council.complete(paper(*ALL_FIELDS, "closing"))
        wide = WiderDesk(desk.pki, desk.keys, SerialFile(desk.serials), lambda: (), desk.clock, there.words)
        closed = close(signed, there.trust, wide, time_stamper=there.council.time_stamper, clock=desk.clock)

    evidence = there.judged(closed.content)
    assert (evidence.verdict, evidence.level, evidence.clock) == ("authentic", "B-LTA", "outside")


@pytest.mark.parametrize(("reason", "at", "closes"), [("superseded", HOUR, True), ("keyCompromise", -HOUR, False)])
def test_an_agreement_is_closed_by_when_an_outside_authority_was_withdrawn_and_why(
    desk: Desk, elsewhere: Desk, reason: str, at: timedelta, closes: bool
) -> None:
    """Its word is kept and judged like the council's own: what was dated before a key was only replaced stands."""
    with street(
        desk, elsewhere, lambda other: other.answers(replace(other.withdrawn(), at=gone, reason=reason))
    ) as there:
        gone = desk.clock.now() + at
        signed = there.council.complete(paper(*ALL_FIELDS, "closing"))
        wide = WiderDesk(desk.pki, desk.keys, SerialFile(desk.serials), lambda: (), desk.clock, there.words)
        parts = {"time_stamper": there.council.time_stamper, "clock": desk.clock}
        if closes:
            assert there.judged(close(signed, there.trust, wide, **parts).content).level == "B-LTA"
        else:
            with pytest.raises(NotAuthentic, match="time authority"):
                close(signed, there.trust, wide, **parts)


def later_street(desk: Desk, elsewhere: Desk, answer: Made) -> Any:
    """Return the street two years later, when what was closed before is renewed by the outside authority."""
    return street(after(desk, 730 * DAY), after(elsewhere, 730 * DAY), answer)


def renewed_in(there: Street, closed: bytes) -> Renewed:
    late = there.desk
    wide = WiderDesk(late.pki, late.keys, SerialFile(late.serials), lambda: (), late.clock, there.words)
    return renew(closed, there.trust, wide, time_stamper=there.council.time_stamper, clock=late.clock)


def test_a_paper_renewed_by_an_outside_authority_keeps_its_word_on_the_new_time_stamp(
    desk: Desk, elsewhere: Desk
) -> None:
    """Asked for as for a seal: what the next renewal, and other people's tools, will judge it by."""
    closed = closed_by(desk, desk.complete(paper(*ALL_FIELDS, "closing"))).content
    with later_street(desk, elsewhere, Outsider.answers) as there:
        renewed = renewed_in(there, closed)

    kept = taken_apart(renewed.content).revocation
    answers = [ocsp.load_der_ocsp_response(each) for name, each in kept if name.startswith("ocsp")]
    assert renewed.evidence.verdict == "authentic"
    assert there.other.certificate.serial_number in {each.serial_number for each in answers}


@pytest.mark.parametrize("answer", [lambda _: b"", lambda other: other.answers(other.withdrawn())])
def test_a_renewal_waits_for_an_outside_authority_that_is_not_heard_and_refuses_a_withdrawn_one(
    desk: Desk, elsewhere: Desk, answer: Made
) -> None:
    """Nothing is renewed over a time-stamp of which nobody knows whether it stands, or that does not."""
    closed = closed_by(desk, desk.complete(paper(*ALL_FIELDS, "closing"))).content
    with later_street(desk, elsewhere, answer) as there, pytest.raises((TryLater, NotAuthentic)) as refusal:
        renewed_in(there, closed)

    silent = answer(there.other) == b""
    assert isinstance(refusal.value, TryLater) is silent
    assert ("does not say whether" if silent else "withdrawn") in refusal.value.message
