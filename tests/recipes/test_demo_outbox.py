"""The outbox holds one message for each person who has a copy, and each message is for that person alone."""

from __future__ import annotations

from email.utils import getaddresses
from pathlib import Path

from inconfidence.core.digest import digest_of
from inconfidence.recipes.verification import proofs_beside, verify_all
from tests.demonstrated import Demonstration, attachment_of, flat, messages_of
from tests.recipes.test_demo_secrecy import personal_values


def test_there_is_one_message_for_each_copy(demonstration: Demonstration) -> None:
    """Twelve copies, twelve messages, twelve people."""
    messages = messages_of(demonstration.home)

    assert len(messages) == len(demonstration.rows.copies) == 12
    assert len({message["Message-ID"] for message in messages}) == 12
    assert len({message["To"] for message in messages}) == 12


def test_each_message_goes_to_the_owner_of_the_copy_alone(demonstration: Demonstration) -> None:
    """There is one address in it, in no other line than To, and it is that of the person the copy was made for."""
    rows = demonstration.rows
    owners = {copy.digest: rows.invitees[copy.invitee].details for copy in rows.copies.values()}

    for message in messages_of(demonstration.home):
        owner = owners[digest_of(attachment_of(message))]
        assert getaddresses([message["To"]]) == [(owner["name"], owner["email"])]
        assert message["Cc"] is message["Bcc"] is None


def test_what_is_attached_is_what_is_kept(demonstration: Demonstration) -> None:
    """The file in the message, the file in the archive and the file laid out are the same bytes."""
    laid_out = {digest_of(file.read_bytes()) for file in demonstration.of_kind("conference-pack")}

    for message in messages_of(demonstration.home):
        content = attachment_of(message)
        assert demonstration.home.archive.read(digest_of(content)) == content
        assert digest_of(content) in laid_out


def test_a_reader_can_prove_the_copy_from_the_message_alone(demonstration: Demonstration, tmp_path: Path) -> None:
    """Both files saved as they are named, whoever has the council's root finds the copy authentic."""
    home = demonstration.home
    for message in messages_of(home):
        saved = [tmp_path / str(part.get_filename()) for part in message.iter_attachments()]
        for place, part in zip(saved, message.iter_attachments(), strict=True):
            place.write_bytes(part.get_content())
        copy = str(saved[0]), saved[0].read_bytes()

        (found,) = verify_all([copy], home.trust, home.clock, proofs_beside(saved[:1]))
        (alone,) = verify_all([copy], home.trust, home.clock)

        assert found.evidence.verdict == "authentic"
        assert alone.evidence.verdict == "incomplete"


def test_nothing_personal_shows_on_the_outside_of_a_message(demonstration: Demonstration) -> None:
    """Subject, Message-ID, file name and words name nobody, no place and no case."""
    values = personal_values(demonstration)

    for message in messages_of(demonstration.home):
        names = " ".join(str(part.get_filename()) for part in message.iter_attachments())
        words = message.get_body().get_content()
        outside = flat(f"{message['Subject']} {message['Message-ID']} {names} {words}")
        assert not [value for value in values if value in outside]
        assert not [reference for reference in demonstration.rows.cases if reference in outside]
        assert "Kestrel" not in outside


def test_those_who_are_refused_are_written_to_by_nobody(demonstration: Demonstration) -> None:
    """No byte of the outbox holds the address of a person whose agreement does not stand."""
    rows = demonstration.rows
    refused = [each.details["email"] for each in rows.invitees.values() if each.reference not in rows.copies]

    assert len(refused) == 4
    for file in (file for file in demonstration.home.outbox.rglob("*") if file.is_file()):
        assert not [address for address in refused if address.encode() in file.read_bytes()]
