"""Something fails while a paper is sealed or signed: nothing half-made is left, nothing is lost, and it is said."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inconfidence.core.documents import ClearedPdf, SealedPdf
from inconfidence.core.errors import OutOfTurn, TryLater
from signing import CheckedTimeStamper, LocalKey, SerialFile, TimeAuthority, finish, seal
from tests.signing.desk import Desk, paper

Fault = Callable[[Desk], Callable[[bytes], bytes]]


def down(_: Desk) -> Callable[[bytes], bytes]:
    def ask(question: bytes) -> bytes:
        raise ConnectionRefusedError("no route")

    return ask


def slow(_: Desk) -> Callable[[bytes], bytes]:
    def ask(question: bytes) -> bytes:
        raise TimeoutError("no answer in time")

    return ask


def silent(_: Desk) -> Callable[[bytes], bytes]:
    return lambda question: b""


def cut_off(desk: Desk) -> Callable[[bytes], bytes]:
    return lambda question: desk.answer(question)[:-20]


def answering_something_else(desk: Desk) -> Callable[[bytes], bytes]:
    """Every question gets the answer to the first one: another nonce, another imprint."""
    kept: list[bytes] = []

    def ask(question: bytes) -> bytes:
        kept.append(desk.answer(question))
        return kept[0]

    CheckedTimeStamper(ask).stamp(b"some other paper")
    return ask


def expired(desk: Desk) -> Callable[[bytes], bytes]:
    return desk.later(timedelta(days=20_000)).answer


FAULTS = (down, slow, silent, cut_off, answering_something_else, expired)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_without_a_right_time_stamp_nothing_is_sealed(desk: Desk, agreement: ClearedPdf, fault: Fault) -> None:
    """Sealing says "try later"; tried later, the same cleared paper is sealed."""
    broken = replace(desk.sealer, time_stamper=CheckedTimeStamper(fault(desk)))

    with pytest.raises(TryLater):
        seal(agreement, broken, stamp=None)

    assert desk.verified(seal(agreement, desk.sealer, stamp=None).content).verdict == "incomplete"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_without_a_right_time_stamp_nothing_is_signed(desk: Desk, sealed: SealedPdf, fault: Fault) -> None:
    """A person's signature is not lost: the same session and signature are finished when there is a time again."""
    key = LocalKey()
    session = desk.begun(sealed, "guardian", key, sealed)
    signature = key.sign(session.to_be_signed)

    with pytest.raises(TryLater):
        finish(session, signature, time_stamper=CheckedTimeStamper(fault(desk)), clock=desk.clock)

    signed = finish(session, signature, time_stamper=desk.time_stamper, clock=desk.clock)
    assert [one.level for one in desk.verified(signed.content).signatures] == ["B-T", "B-T"]


def test_a_clock_put_back_before_the_certificate_signs_nothing(desk: Desk, sealed: SealedPdf) -> None:
    """A certificate that does not count yet is not used."""
    key = LocalKey()
    session = desk.begun(sealed, "guardian", key, sealed)
    back = desk.later(-timedelta(days=2))

    with pytest.raises(OutOfTurn, match="not valid now"):
        finish(session, key.sign(session.to_be_signed), time_stamper=back.time_stamper, clock=back.clock)


def test_a_clock_put_back_between_two_signatures_is_found_out(desk: Desk) -> None:
    """A signature with a time before the seal's is recognised by nobody, whatever the clock says now."""
    sealed = desk.later(timedelta(hours=2)).sealed(paper("seal", "guardian"))

    signed = desk.signed(sealed, "guardian", sealed)

    evidence = desk.later(timedelta(hours=3)).verified(signed.content)
    assert evidence.verdict == "unrecognised"
    assert "Its time-stamps are not in the order of its signatures." in evidence.problems


def in_a_child(work: Callable[[int], None]) -> tuple[int, bytes]:
    """Run ``work`` in a child with a pipe to write to; return how it ended and what it wrote."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            work(write)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb") as told:
        said = told.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said


def test_a_full_disk_means_try_later_and_no_number_is_lost(desk: Desk, agreement: ClearedPdf, tmp_path: Path) -> None:
    """The time authority cannot count: nothing is sealed; with room again it goes on, and nothing was half written."""
    place = tmp_path / "serial"

    def full(write: int) -> None:
        # The operating system refuses every byte, as a full disk does.
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        authority = TimeAuthority(desk.pki, SerialFile(place), desk.clock)
        sealer = replace(desk.sealer, time_stamper=CheckedTimeStamper(authority.respond))
        try:
            seal(agreement, sealer, stamp=None)
        except TryLater:
            os.write(write, b"try later")

    assert in_a_child(full)[1] == b"try later"
    assert place.read_bytes() == b""
    assert SerialFile(place).next() == 1


def test_a_program_killed_while_it_seals_leaves_no_number_twice(tmp_path: Path) -> None:
    """Killed at any moment, the next program's time-stamps have numbers that were never given."""
    place, given = tmp_path / "serial", set[int]()
    for count in (1, 7, 40):

        def work(write: int, count: int = count) -> None:
            serials = SerialFile(place)
            for _ in range(count):
                os.write(write, b"%d\n" % serials.next())
            os.kill(os.getpid(), signal.SIGKILL)

        ended, said = in_a_child(work)
        numbers = [int(line) for line in said.split()]
        assert (ended, len(numbers)) == (-signal.SIGKILL, count)
        assert not given & set(numbers)
        given |= set(numbers)

    assert SerialFile(place).next() not in given
