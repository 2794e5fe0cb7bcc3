"""What a mail message says: every header, every body, every file, and what stands between the parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message

from disclosure.leaks.letters import text_of, words_of
from disclosure.leaks.passages import Passage
from disclosure.leaks.web import page_passages
from disclosure.leaks.within import Within, cannot_be_read

LOOKED_AT = 8192
HEADER = re.compile(rb"[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*")
BEGINNING = re.compile(rb"(?:From [^\n]*\n)?(?:%s)+(?:\r?\n|\Z)?" % HEADER.pattern)
KNOWN = re.compile(
    rb"^(?:From|To|Subject|Date|MIME-Version|Content-Type|Received|Message-ID|Return-Path)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
SUBJECT = "subject"
NAMES = ("filename", "name")
FAULTS = (MessageError, HeaderParseError, LookupError, ValueError, IndexError, AttributeError, TypeError)
"""What the standard library raises for damaged messages."""


def is_message(content: bytes) -> bool:
    """Say whether bytes begin as a mail message: headers, at least two of them known ones."""
    found = BEGINNING.match(content[:LOOKED_AT])
    return found is not None and len(KNOWN.findall(found.group())) > 1


def passages(content: bytes, name: str, within: Within) -> Iterator[Passage]:
    """Yield what a message says, part by part.

    Raises:
        Failed: when it, or a file in it, cannot be read.
    """
    try:
        parts = list(message_from_bytes(content, policy=policy.compat32).walk())
    except FAULTS as damaged:
        raise cannot_be_read("a message cannot be read") from damaged
    for number, part in enumerate(parts, start=1):
        within.allowance.spend_file()
        yield from _part(part, f"part {number}", within)


def _part(part: Message, place: str, within: Within) -> Iterator[Passage]:
    yield from _if_words("headers", place, part.get_unixfrom() or "")
    for header, value in part.raw_items():
        words = _decoded(_raw(str(value)))
        channel = SUBJECT if header.lower() == SUBJECT else "headers"
        yield Passage(channel, place, words if channel == SUBJECT else f"{header}: {words}")
    yield from _if_words("attachment names", place, "\n".join(_names(part)))
    yield from _if_words("preamble", place, _raw(part.preamble or ""))
    yield from _if_words("epilogue", place, _raw(part.epilogue or ""))
    if not part.is_multipart():
        yield from _content(part, place, within)


def _content(part: Message, place: str, within: Within) -> Iterator[Passage]:
    content = _payload(part)
    within.allowance.spend(len(content))
    kind = part.get_content_type()
    if kind == "text/html":
        for found in page_passages(_text(part, content), within):
            yield Passage(f"body as a page: {found.channel}", place, found.text)
    elif kind == "text/plain" and not part.get_filename():
        yield from _if_words("body", place, _text(part, content))
    elif content.strip():
        yield from within.inner(content, "", "attachments", place)


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message, content: bytes) -> str:
    charset = part.get_content_charset()
    try:
        return content.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        return text_of(content) or words_of(content)


def _names(part: Message) -> Iterator[str]:
    """Yield the names a part's file goes by: ``get_filename`` knows the encoded forms of RFC 2231."""
    for parameter, header in zip(NAMES, ("content-disposition", "content-type"), strict=True):
        value = part.get_param(parameter, header=header)
        if isinstance(value, tuple):
            charset, _, words = value
            yield words.encode("latin-1", "replace").decode(charset or "utf-8", "replace")
        elif value:
            yield _decoded(str(value))
    yield part.get_filename() or ""


def _raw(value: str) -> str:
    """Return text as it stands in the message: the standard library hides bytes that are not ASCII in surrogates."""
    return words_of(value.encode("utf-8", "surrogateescape"))


def _decoded(value: str) -> str:
    """Return the value of a header with its lines joined and its encoded words read (RFC 2047)."""
    unfolded = " ".join(value.split())
    try:
        return str(make_header(decode_header(unfolded)))
    except FAULTS:
        return unfolded


def _if_words(channel: str, place: str, words: str) -> Iterator[Passage]:
    if words.strip():
        yield Passage(channel, place, words)
