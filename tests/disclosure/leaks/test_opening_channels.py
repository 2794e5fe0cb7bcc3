"""Whatever channel of a finished file a text stands in, opening the file brings it out, under the channel's name."""

from __future__ import annotations

import email.message
import email.policy
from functools import cache
from pathlib import Path

import pytest

from disclosure.leaks.opening import open_file
from inconfidence.core.errors import Failed
from tests.disclosure.leaks.planting import CHANNELS, named, picture
from tests.generator.drawing.sheets import GUARDIAN, SEAL, SENTENCE, drawn, everything, heading, paper, para

LATIN = "Rivka Grünfeld"
FOREIGN = "רבקה גרינפלד"
CYRILLIC = "Оленка Ткаченко"
ROOT = Path(__file__).parents[3]


@cache
def ours(kind: str) -> bytes:
    """A real file of ours of each kind."""
    if kind == "pdf":
        return drawn(paper(heading("Referral record"), para(SENTENCE)), SEAL).content
    if kind == "docx":
        return (ROOT / "templates" / "invitation" / "template.docx").read_bytes()
    if kind == "html":
        return (
            b"<!DOCTYPE html><html lang='en'><head><title>Your papers</title></head><body><p>Hello</p></body></html>"
        )
    return picture("PNG") if kind == "picture" else message()


def message() -> bytes:
    """A message with a paper, as distribution writes it."""
    whole = email.message.EmailMessage(policy=email.policy.SMTP.clone(linesep="\n"))
    whole["From"], whole["To"], whole["Subject"] = "a@council.example", "b@b.example", "Papers for a meeting"
    whole.set_content("The papers are attached.\n")
    whole.add_attachment(ours("pdf"), maintype="application", subtype="pdf", filename="copy.pdf")
    whole.set_boundary("==ours==")
    return whole.as_bytes()


WAYS = [(kind, way) for kind, ways in CHANNELS.items() for way in ways]


def planted(kind: str, way: str, text: str) -> bytes:
    base = picture("JPEG") if way == "picture metadata, comment" else ours(kind)
    return CHANNELS[kind][way](base, text)


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(("kind", "way"), WAYS)
@pytest.mark.parametrize("text", [LATIN, CYRILLIC])
def test_a_planted_text_is_found_in_its_channel(kind: str, way: str, text: str) -> None:
    """A name put into a channel is read out again, in whatever script, and the channel is named."""
    channel = way.partition(",")[0]

    found = [each for each in open_file(planted(kind, way, text), "") if text in folded(each.text)]

    assert any(each.channel.startswith(channel) for each in found), {each.channel for each in found}
    # A finding may be shown to someone who may not have the text.
    assert not any(text in each.place or text in each.channel for each in found)


@pytest.mark.parametrize("kind", CHANNELS)
def test_a_file_without_the_text_does_not_say_it(kind: str) -> None:
    """What was found was planted: the file itself says nothing of it in any channel."""
    found = open_file(ours(kind), "")

    assert not any(LATIN in folded(each.text) for each in found)


def test_the_file_name_is_a_channel() -> None:
    """A name in the name of a file is found like any other."""
    found = open_file(b"nothing", named("letter.txt", LATIN))

    assert [each.channel for each in found if LATIN in each.text] == ["file name"]


def test_the_kind_of_file_is_seen_from_its_bytes() -> None:
    """A PDF that calls itself a text is opened as the PDF it is."""
    content = drawn(everything(), SEAL, GUARDIAN).content

    found = {each.channel for each in open_file(content, "notes.txt")}

    assert found >= {"page text", "tags", "metadata", "bookmarks", "links and actions", "form fields"}


def test_words_of_another_script_are_read_from_a_page() -> None:
    """A name in Hebrew letters stands in the page text in the order it is read in."""
    # On a page Hebrew is drawn from its left end.
    found = open_file(planted("pdf", "page text", FOREIGN[::-1]), "")

    assert any(each.channel == "page text" and FOREIGN in folded(each.text) for each in found)


@pytest.mark.parametrize("text", [LATIN, CYRILLIC])
def test_a_name_in_a_proof_of_time_is_read_out_of_the_message_it_travels_in(text: str) -> None:
    """A record in DER (RFC 4998) is opened to its last string; what only begins like one cannot be read."""
    name = text.encode()
    record = bytes((0x30, 0x80 | 1, len(name) + 5, 0x02, 0x01, 0xFE, 0x0C, len(name))) + name

    found = open_file(with_attachment(record), "")

    assert any(each.channel.startswith("attachments") and text in each.text for each in found)
    with pytest.raises(Failed):
        open_file(with_attachment(record[:-1]), "")


def with_attachment(content: bytes) -> bytes:
    whole = email.message.EmailMessage()
    whole["From"], whole["To"], whole["Subject"] = "a@council.example", "b@b.example", "Papers for a meeting"
    whole.set_content("The papers are attached.\n")
    whole.add_attachment(content, maintype="application", subtype="octet-stream", filename="copy.pdf.ers")
    return whole.as_bytes()
