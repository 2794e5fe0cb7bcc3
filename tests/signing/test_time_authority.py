"""The time authority: answers by RFC 3161, counts without gaps in memory, and is never believed unasked."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asn1crypto import cms, tsp

from inconfidence.core.errors import TryLater
from signing import CheckedTimeStamper, SerialFile, TimeAuthority
from signing.arc import POLICIES
from signing.cms_writing import SEQUENCE, parts_of, tlv
from signing.timestamp import SERIALS_AT_ONCE
from tests.signing.desk import NOON, Desk

DIGEST = bytes(range(32))
VALUE = b"a signature"


def asked(desk: Desk, **changes: object) -> tsp.TimeStampReq:
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": DIGEST}
    words = {"version": "v1", "message_imprint": imprint, "nonce": 4711, "cert_req": True}
    return tsp.TimeStampReq(words | changes)


def answered(desk: Desk, serials: Path | None = None, **changes: object) -> tsp.TimeStampResp:
    return tsp.TimeStampResp.load(authority(desk, serials).respond(asked(desk, **changes).dump()))


def authority(desk: Desk, serials: Path | None = None) -> TimeAuthority:
    return TimeAuthority(desk.pki, SerialFile(serials or desk.serials), desk.clock)


def statement(token: cms.ContentInfo) -> tsp.TSTInfo:
    return token["content"]["encap_content_info"]["content"].parsed


def test_a_time_stamp_says_what_was_asked(desk: Desk) -> None:
    """Digest and nonce come back, with the clock's time, the accuracy and the council's own policy."""
    answer = answered(desk)

    said = statement(answer["time_stamp_token"])
    assert answer["status"]["status"].native == "granted"
    assert said["message_imprint"]["hashed_message"].native == DIGEST
    assert said["nonce"].native == 4711
    assert said["gen_time"].native == NOON
    assert said["accuracy"]["seconds"].native == 1
    assert said["policy"].dotted == POLICIES["time"]


def test_a_time_stamp_names_its_certificate(desk: Desk) -> None:
    """ESSCertIDv2 stands among the signed attributes (RFC 5816)."""
    token = answered(desk)["time_stamp_token"]

    attributes = token["content"]["signer_infos"][0]["signed_attrs"]
    assert "signing_certificate_v2" in [one["type"].native for one in attributes]


def test_certificates_are_sent_only_when_asked_for(desk: Desk) -> None:
    """Without certReq the token travels light (RFC 3161, 2.4.1)."""
    token = answered(desk, cert_req=False)["time_stamp_token"]

    assert not token["content"]["certificates"].native


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"message_imprint": {"hash_algorithm": {"algorithm": "sha1"}, "hashed_message": bytes(20)}}, "bad_alg"),
        (
            {"message_imprint": {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(31)}},
            "bad_data_format",
        ),
        ({"req_policy": "1.2.3"}, "unaccepted_policy"),
    ],
)
def test_what_the_authority_does_not_stamp_it_refuses_with_the_reason(
    desk: Desk, change: dict[str, object], reason: str
) -> None:
    """A weak digest, one of the wrong length and another policy are refused."""
    (answer,) = parts_of(authority(desk).respond(asked(desk, **change).dump()))

    status = tsp.PKIStatusInfo.load(answer)
    assert status["status"].native == "rejection"
    assert status["fail_info"].native == {reason}


def test_serial_numbers_go_on_after_a_restart(tmp_path: Path) -> None:
    """A block of numbers is on disk before its first is used; what was left of it is never given."""
    blocks = []
    for _ in range(3):
        serials = SerialFile(tmp_path / "serial")
        blocks.append([serials.next() for _ in range(2)])

    assert blocks == [
        [1, 2],
        [SERIALS_AT_ONCE + 1, SERIALS_AT_ONCE + 2],
        [2 * SERIALS_AT_ONCE + 1, 2 * SERIALS_AT_ONCE + 2],
    ]


def test_a_block_that_is_used_up_is_followed_by_the_next(tmp_path: Path) -> None:
    """Two authorities at one file never give the same number, however many they give."""
    authorities = [SerialFile(tmp_path / "serial") for _ in range(2)]

    numbers = [each.next() for _ in range(SERIALS_AT_ONCE + 5) for each in authorities]

    assert len(set(numbers)) == len(numbers)


def test_no_serial_number_is_given_twice_at_once(tmp_path: Path) -> None:
    """Many askers at the same moment get different numbers."""
    serials = SerialFile(tmp_path / "serial")

    with ThreadPoolExecutor(8) as crowd:
        numbers = list(crowd.map(lambda _: serials.next(), range(40)))

    assert sorted(numbers) == list(range(1, 41))


@pytest.mark.parametrize("fault", ["folder", "gone", "junk"])
def test_without_its_serial_file_the_authority_waits(desk: Desk, tmp_path: Path, fault: str) -> None:
    """A serial file that cannot be written or read means: try later."""
    place = tmp_path / "serial"
    if fault == "folder":
        place.mkdir()
    if fault == "gone":
        place = tmp_path / "no such folder" / "serial"
    if fault == "junk":
        place.write_bytes(os.urandom(20))

    with pytest.raises(TryLater):
        answered(desk, place)


def test_an_authority_that_is_down_means_try_later() -> None:
    """No answer, no signature, and a hint that nothing was lost."""

    def down(question: bytes) -> bytes:
        raise ConnectionError("no route")

    with pytest.raises(TryLater) as caught:
        CheckedTimeStamper(down).stamp(VALUE)

    assert "Nothing was signed" in caught.value.hint


def test_an_answer_with_another_nonce_is_not_believed(desk: Desk) -> None:
    """A replayed answer to an earlier question is refused."""
    stamper = CheckedTimeStamper(lambda question: authority(desk).respond(asked(desk).dump()))

    with pytest.raises(TryLater, match="not an answer"):
        stamper.stamp(VALUE)


def test_an_answer_about_another_digest_is_not_believed(desk: Desk) -> None:
    """A time-stamp of something else is refused."""

    def confused(question: bytes) -> bytes:
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)}
        nonce = tsp.TimeStampReq.load(question)["nonce"].native
        return authority(desk).respond(asked(desk, nonce=nonce, message_imprint=imprint).dump())

    with pytest.raises(TryLater, match="not an answer"):
        CheckedTimeStamper(confused).stamp(VALUE)


def test_an_answer_with_a_broken_signature_is_not_believed(desk: Desk) -> None:
    """A token that was changed on its way is refused."""

    def broken(question: bytes) -> bytes:
        answer = bytearray(authority(desk).respond(question))
        answer[-5] ^= 1
        return bytes(answer)

    with pytest.raises(TryLater):
        CheckedTimeStamper(broken).stamp(VALUE)


def test_a_refusal_means_try_later() -> None:
    """A refusing authority is told apart from none at all."""

    def refusing(question: bytes) -> bytes:
        return tlv(SEQUENCE, tsp.PKIStatusInfo({"status": "rejection"}).dump())

    with pytest.raises(TryLater, match="refused"):
        CheckedTimeStamper(refusing).stamp(VALUE)
