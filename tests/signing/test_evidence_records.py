"""Evidence records: one time-stamp proves the time of every file of a batch, and of no other."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.errors import TryLater
from inconfidence.core.packs import UntimedCopy
from signing import CheckedTimeStamper, evidence_records
from signing.cms_writing import tlv
from signing.evidence_record import proved_by
from tests.signing.attacks import flipped
from tests.signing.batches import people, sealed_copies
from tests.signing.desk import Desk, open_desk, paper


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def copies(desk: Desk) -> list[UntimedCopy]:
    return sealed_copies(desk, people(2))


def digests(count: int) -> list[Digest]:
    return [digest_of(b"file %d" % at) for at in range(count)]


@settings(deadline=None, max_examples=25)
@given(count=st.integers(1, 70))
def test_each_file_of_a_batch_of_any_size_leads_to_one_root(desk: Desk, count: int) -> None:
    """All records of a batch carry one time-stamp, and the root it is of; a file that is not of it leads nowhere."""
    files = digests(count)

    records = evidence_records(files, desk.time_stamper)

    found = [proved_by(records[each], each) for each in files]
    assert len({(each.root, each.token) for each in found if each}) == 1
    assert all(found)
    assert not any(proved_by(each, digest_of(b"a stranger")) for each in records.values())


def test_the_root_of_a_file_by_itself_is_its_own_digest(desk: Desk) -> None:
    """A batch of one needs no tree."""
    (file,) = digests(1)

    found = proved_by(evidence_records([file], desk.time_stamper)[file], file)

    assert found is not None
    assert found.root.hex() == file


def test_hashes_that_stand_together_are_sorted_before_they_are_hashed(desk: Desk) -> None:
    """RFC 4998, 4.2: the order of two leaves is that of their bytes."""
    files = digests(2)

    found = proved_by(evidence_records(files, desk.time_stamper)[files[0]], files[0])

    assert found is not None
    assert found.root == sha256(b"".join(sorted(map(bytes.fromhex, files)))).digest()


def test_the_order_of_the_batch_is_not_in_the_records(desk: Desk) -> None:
    """Whoever was served first cannot be told from them."""
    files = digests(9)
    there, back = (evidence_records(each, desk.time_stamper) for each in (files, files[::-1]))

    roots = {proved_by(one[each], each).root for one in (there, back) for each in files}  # type: ignore[union-attr]

    assert len(roots) == 1


def test_nothing_is_asked_for_no_file() -> None:
    """An empty batch needs no time."""
    assert evidence_records([], CheckedTimeStamper(_down)) == {}


def test_without_the_time_authority_nothing_is_proved() -> None:
    """It fails closed: no record without a time-stamp."""
    with pytest.raises(TryLater):
        evidence_records(digests(3), CheckedTimeStamper(_down))


def _down(question: bytes) -> bytes:
    raise OSError("down")


def test_no_flipped_bit_of_a_record_is_believed(desk: Desk, copies: list[UntimedCopy]) -> None:
    """At no place of it: hashes, shape or time-stamp."""
    (copy, *_), files = copies, digests(4)
    record = evidence_records([copy.digest, *files], desk.time_stamper)[copy.digest]

    assert desk.proved(copy.content, record).verdict == "authentic"
    for at in range(0, len(record), 37):
        assert desk.proved(copy.content, flipped(record, at)).verdict != "authentic", at


@pytest.mark.parametrize(
    "spoil",
    [
        lambda record: record + b"\0",
        lambda record: record[:-1],
        lambda record: b"",
        lambda record: b"not a record",
        lambda record: tlv(0x30, record),
        lambda record: record.replace(b"\x02\x01\x01", b"\x02\x01\x02", 1),
    ],
    ids=["more behind", "cut", "empty", "words", "in another", "another version"],
)
def test_a_record_that_is_not_as_ours_are_proves_nothing(desk: Desk, copies: list[UntimedCopy], spoil) -> None:
    """It is passed over, and the copy is what it is without."""
    record = evidence_records([each.digest for each in copies], desk.time_stamper)[copies[0].digest]

    assert desk.proved(copies[0].content, spoil(record)).verdict == "incomplete"


def test_the_record_of_another_batch_proves_nothing(desk: Desk, copies: list[UntimedCopy]) -> None:
    """A true record of other files leaves a copy as it is."""
    files = digests(5)
    record = evidence_records(files, desk.time_stamper)[files[0]]

    assert desk.proved(copies[0].content, record).verdict == "incomplete"


def test_a_strangers_time_stamp_is_not_believed(desk: Desk, copies: list[UntimedCopy], tmp_path) -> None:
    """Whoever makes a record of our copy with a time authority of their own proves nothing to us."""
    stranger = open_desk(tmp_path)
    record = evidence_records([copies[0].digest], stranger.time_stamper)[copies[0].digest]

    assert desk.proved(copies[0].content, record).verdict == "unrecognised"


def test_a_time_that_lies_ahead_is_not_believed(desk: Desk, copies: list[UntimedCopy]) -> None:
    """A record is judged as any time-stamp is."""
    ahead = desk.later(timedelta(hours=1))
    record = evidence_records([copies[0].digest], ahead.time_stamper)[copies[0].digest]

    assert desk.proved(copies[0].content, record).verdict == "unrecognised"


def test_a_changed_copy_is_altered_whatever_lies_beside_it(desk: Desk, copies: list[UntimedCopy]) -> None:
    """A true time-stamp of a changed file does not make it genuine."""
    changed = flipped(copies[0].content, 2000)
    record = evidence_records([digest_of(changed)], desk.time_stamper)[digest_of(changed)]

    assert desk.proved(changed, record).verdict in ("altered", "unreadable")


def test_a_persons_signature_is_never_dated_by_what_lies_beside_the_file(desk: Desk) -> None:
    """Only the council seals in batches: a signed paper is judged by the time-stamps it holds."""
    sealed = desk.sealed(paper("seal", "guardian"))
    signed = desk.signed(sealed, "guardian", sealed)
    record = evidence_records([signed.digest], desk.later(timedelta(hours=2)).time_stamper)[signed.digest]

    assert desk.proved(signed.content, record) == desk.verified(signed.content)


def test_what_stands_beside_a_file_does_not_raise_its_level(desk: Desk, copies: list[UntimedCopy]) -> None:
    """The copy is told as B-B, whose clock is told, and that its time is its batch's."""
    record = evidence_records([copies[0].digest], desk.time_stamper)[copies[0].digest]

    found = desk.proved(copies[0].content, record)

    assert (found.level, found.clock) == ("B-B", "own")
    assert found.signatures[0].time == desk.clock.now()
    assert any("its batch" in note for note in found.notes)
