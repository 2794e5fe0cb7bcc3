"""One message a copy, for one person, that tells nobody else anything."""

from __future__ import annotations

import email
import email.policy
import mailbox
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from distribution import Office, Outbox, Parcel, Release
from inconfidence.core.digest import digest_of
from inconfidence.core.errors import Failed, InputInvalid, NotAuthentic, OutOfTurn, UsageError

PDF = b"%PDF-1.7 copy 07"
NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
OFFICE = Office(
    "London Borough of Thornmere", "First Access Screening Team", "fast@thornmere.example", "020 7946 0123"
)
PARCEL = Parcel(Release("I-1", "ab" * 32), "C-7K3M-9QXT", PDF, "Mehmet Yıldız", "mehmet@example.org")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "home" / "outbox"


@pytest.fixture
def outbox(folder: Path) -> Outbox:
    return Outbox(folder, OFFICE)


def passes(_: bytes) -> None:
    """Look, and find nothing."""


def refuses(_: bytes) -> None:
    raise OutOfTurn("Blocked.")


def read(path: Path) -> EmailMessage:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def words_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_a_message_carries_the_copy_to_its_person(outbox: Outbox) -> None:
    """From the office, to the person, dated, with the PDF as it was released."""
    message = read(outbox.deliver(PARCEL, at=NOW, look=passes).path)

    (attached,) = message.iter_attachments()
    assert message["From"].addresses[0].addr_spec == "fast@thornmere.example"
    assert message["To"].addresses[0].addr_spec == "mehmet@example.org"
    assert message["Date"].datetime == NOW
    assert (attached.get_content_type(), attached.get_content()) == ("application/pdf", PDF)


def test_nothing_but_the_to_header_names_the_person(outbox: Outbox) -> None:
    """Subject, file name, Message-ID and text hold no name, and the file's own name none either."""
    delivered = outbox.deliver(PARCEL, at=NOW, look=passes)
    message = read(delivered.path)

    (attached,) = message.iter_attachments()
    assert message["Subject"] == "Papers for a meeting: please read in private"
    assert attached.get_filename() == "copy-C-7K3M-9QXT.pdf"
    said = words_of(message) + str(message["Subject"]) + str(message["Message-ID"]) + delivered.path.name
    assert not [word for word in ("Mehmet", "Yıldız", "mehmet", "I-1") if word in said]


def test_the_proof_of_a_copys_time_travels_with_it(outbox: Outbox) -> None:
    """Beside the copy and under its name, so that a checker finds it there; the words say what it is for."""
    message = read(outbox.deliver(replace(PARCEL, proof=b"0\x03\x02\x01\x01"), at=NOW, look=passes).path)

    copy, proof = message.iter_attachments()
    assert copy.get_content() == PDF
    assert proof.get_filename() == f"{copy.get_filename()}.ers"
    assert proof.get_content() == b"0\x03\x02\x01\x01"
    assert "copy-C-7K3M-9QXT.pdf.ers proves when" in words_of(message)
    assert max(len(line) for line in words_of(message).splitlines()) <= 78


def test_a_copy_with_a_time_of_its_own_travels_alone(outbox: Outbox) -> None:
    """No word is said of a file that is not there."""
    message = read(outbox.deliver(PARCEL, at=NOW, look=passes).path)

    assert len([*message.iter_attachments()]) == 1
    assert ".ers" not in words_of(message)


def test_the_text_says_what_to_do_if_it_is_for_somebody_else(outbox: Outbox) -> None:
    """A stranger knows not to open it, whom to ring and what to quote; anybody knows of 999."""
    words = words_of(read(outbox.deliver(PARCEL, at=NOW, look=passes).path))

    for part in ("If this message is not for you", "do not open", "020 7946 0123", "C-7K3M-9QXT", "999", "Private"):
        assert part in words
    assert max(len(line) for line in words.splitlines()) <= 78


def test_a_second_run_makes_no_second_message(outbox: Outbox, folder: Path) -> None:
    """The earlier message is returned, with the digest of the copy that it really carries."""
    first = outbox.deliver(PARCEL, at=NOW, look=passes)
    again = Outbox(folder, OFFICE).deliver(
        replace(PARCEL, content=b"another"), at=NOW + timedelta(days=1), look=passes
    )

    assert again == replace(first, again=True)
    assert again.digest == digest_of(PDF)
    assert len(mailbox.Maildir(folder)) == 1


def test_a_message_that_was_read_is_still_the_one(outbox: Outbox, folder: Path) -> None:
    """A mail program moves what it has seen and adds flags; that does not make room for a second message."""
    first = outbox.deliver(PARCEL, at=NOW, look=passes)
    seen = folder / "cur" / f"{first.path.name}:2,S"
    first.path.rename(seen)

    again = Outbox(folder, OFFICE).deliver(PARCEL, at=NOW, look=passes)

    assert (again.again, again.path) == (True, seen)
    assert len(mailbox.Maildir(folder)) == 1


def test_the_message_id_is_known_before_the_message(outbox: Outbox) -> None:
    """It is derived from the copy's own random reference, so it can be recorded before handing over."""
    foretold = outbox.message_id("C-7K3M-9QXT")

    assert foretold == "<C-7K3M-9QXT@thornmere.example>"
    assert outbox.find("C-7K3M-9QXT") is None
    assert outbox.deliver(PARCEL, at=NOW, look=passes).message_id == foretold


def test_one_copys_name_may_begin_with_anothers(outbox: Outbox) -> None:
    """References are compared whole."""
    for reference in ("C-11", "C-1", "C-12"):
        assert outbox.find(reference) is None
        assert not outbox.deliver(replace(PARCEL, reference=reference), at=NOW, look=passes).again

    assert (
        outbox.deliver(replace(PARCEL, reference="C-1"), at=NOW, look=passes).message_id == "<C-1@thornmere.example>"
    )


@pytest.mark.parametrize(
    "name", ["Nguyễn Thị Ánh", "محمد علی‌نژاد", "Ọlá Adébáyọ̀", "שרה בת־שבע", "王小明", 'O\'Brien, "Bo" <x@y>', ""]
)
def test_names_in_every_script_arrive_whole(outbox: Outbox, name: str) -> None:
    """The To header comes back letter for letter, in pure ASCII on the wire."""
    path = outbox.deliver(replace(PARCEL, name=name), at=NOW, look=passes).path

    (address,) = read(path).get("To").addresses
    assert (address.display_name, address.addr_spec) == (name, "mehmet@example.org")
    assert path.read_bytes().split(b"\n\n")[0].isascii()


@pytest.mark.parametrize(
    "name", ["A\r\nBcc: all@example.org", "A\nB", "A\x00", "A\x0bB", "A\u2028B", "A\x85B", "\ud800"]
)
def test_a_name_cannot_add_a_header(outbox: Outbox, folder: Path, name: str) -> None:
    """Whatever ends a line somewhere is refused, and the message does not repeat it."""
    with pytest.raises(InputInvalid) as refused:
        outbox.deliver(replace(PARCEL, name=name), at=NOW, look=passes)

    assert refused.value.problems[0].path == "invitee.email"
    assert len(mailbox.Maildir(folder)) == 0


@pytest.mark.parametrize(
    "spec",
    ["", "nobody", "a@", "@b.example", "a@b@c.example", "a b@c.example", "a@c.example\n", "ü@c.example", "a@ç.tr"],
)
def test_an_address_that_cannot_be_sent_to_is_refused(outbox: Outbox, spec: str) -> None:
    """An address is looked at before a message is made, not when it bounces."""
    with pytest.raises(InputInvalid) as refused:
        outbox.deliver(replace(PARCEL, email=spec), at=NOW, look=passes)

    assert not spec or spec not in f"{refused.value}{refused.value.problems}"


@pytest.mark.parametrize("reference", ["../../new", "/etc/passwd", "a/b", "", "C-1\n", "C:2", ".C"])
def test_a_path_is_no_reference(outbox: Outbox, folder: Path, reference: str) -> None:
    """Nothing is written outside the maildir, or over what is in it."""
    with pytest.raises(UsageError):
        outbox.deliver(replace(PARCEL, reference=reference), at=NOW, look=passes)

    assert sorted(path.name for path in folder.rglob("*")) == ["cur", "new", "tmp"]


def test_the_outbox_is_for_its_owner_only(outbox: Outbox, folder: Path) -> None:
    """Messages and folders are closed to everybody else on the machine."""
    path = outbox.deliver(PARCEL, at=NOW, look=passes).path

    assert path.stat().st_mode & 0o777 == 0o600
    assert {box.stat().st_mode & 0o777 for box in (folder, *folder.iterdir())} == {0o700}
    assert list((folder / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("old", "new"), [(b"<C-7K3M", b"<OTHER"), (b"application/pdf", b"text/plain"), (b"C-7K3M-9QXT@", b"C-7K3M-9QXT.")]
)
def test_a_message_somebody_changed_is_not_taken_for_ours(outbox: Outbox, old: bytes, new: bytes) -> None:
    """What stands under a copy's name and is another message is looked at by a person first."""
    path = outbox.deliver(PARCEL, at=NOW, look=passes).path
    path.write_bytes(path.read_bytes().replace(old, new))

    with pytest.raises(NotAuthentic, match="was changed"):
        outbox.deliver(PARCEL, at=NOW, look=passes)


def test_many_hands_deliver_a_copy_once(outbox: Outbox, folder: Path) -> None:
    """Of several threads that deliver the same copy, exactly one makes the message."""
    with ThreadPoolExecutor(4) as pool:
        handed = list(pool.map(lambda _: Outbox(folder, OFFICE).deliver(PARCEL, at=NOW, look=passes), range(8)))

    assert [one.again for one in handed].count(False) == 1
    assert len({one.path for one in handed}) == 1


def test_a_program_killed_while_staging_leaves_no_message(outbox: Outbox, folder: Path) -> None:
    """Half a message in the staging folder is nobody's; the copy is delivered whole by the next run."""
    (folder / "tmp" / "C-7K3M-9QXT.1").write_bytes(b"From: half")

    assert not outbox.deliver(PARCEL, at=NOW, look=passes).again
    assert len(mailbox.Maildir(folder)) == 1


def test_a_folder_that_cannot_be_used_is_one_clear_message(tmp_path: Path) -> None:
    """A file where the outbox should be is an answer, not a traceback, and names no path."""
    (tmp_path / "outbox").write_text("not a folder")

    with pytest.raises(Failed, match="could not be used") as refused:
        Outbox(tmp_path / "outbox" / "mail", OFFICE)
    assert str(tmp_path) not in str(refused.value)


def test_any_mail_reader_can_read_the_outbox(outbox: Outbox, folder: Path) -> None:
    """Another program, with the standard library alone, finds one message with one PDF in it."""
    outbox.deliver(PARCEL, at=NOW, look=passes)
    script = (
        "import mailbox, sys\n"
        "(message,) = mailbox.Maildir(sys.argv[1])\n"
        "print([part.get_content_type() for part in message.walk()])\n"
    )
    read_by = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)

    assert read_by.stdout.strip() == "['multipart/mixed', 'text/plain', 'application/pdf']"


def test_what_is_looked_at_is_what_is_filed(outbox: Outbox) -> None:
    """The scan sees every byte that leaves, boundaries of the parts included."""
    seen: list[bytes] = []

    delivered = outbox.deliver(PARCEL, at=NOW, look=seen.append)

    assert seen == [delivered.path.read_bytes()]


def test_a_message_that_is_refused_leaves_nothing_behind(outbox: Outbox, folder: Path) -> None:
    """It is not filed, and can be handed over once it was mended."""
    with pytest.raises(OutOfTurn):
        outbox.deliver(PARCEL, at=NOW, look=refuses)

    assert [file for box in ("tmp", "new", "cur") for file in (folder / box).iterdir()] == []
    assert not outbox.deliver(PARCEL, at=NOW, look=passes).again
