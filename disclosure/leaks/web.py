"""What a web page or other mark-up says: text shown or hidden, attributes, comments, scripts, data in links."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NoBase64
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from disclosure.leaks.letters import text_of
from disclosure.leaks.markup import parsed, words_in_xml
from disclosure.leaks.passages import Passage
from disclosure.leaks.within import Within, cannot_be_read

HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|title|meta|p|div|table|h[1-6]|br|a)\b", re.IGNORECASE)
LOOKED_AT = 2048
DATA_LINK = re.compile(r"data:([^,]*),([^\s\"')]*)", re.IGNORECASE)
ESCAPED = re.compile(r"\\(?:u\{?([0-9A-Fa-f]{4,6})\}?|x([0-9A-Fa-f]{2})|([0-9A-Fa-f]{1,6}) ?)")
"""A letter as a script or a style sheet may write it."""

NAME = re.compile(r"[A-Za-z][\w:.-]*")
CHANNEL_OF = {"script": "scripts", "style": "styles"}
_INLINE = "a abbr b bdi bdo cite code data dfn em font i kbd mark q s samp small span strong sub sup time u var wbr"
INLINE = frozenset(_INLINE.split())


def is_page(content: bytes) -> bool:
    """Say whether bytes begin as mark-up."""
    text = text_of(content[:LOOKED_AT])
    return text is not None and text.lstrip()[:1] == "<"


def passages(content: bytes, name: str, within: Within) -> Iterator[Passage]:
    """Yield what a page says; mark-up that is no web page is read as XML.

    Raises:
        Failed: when it cannot be read as either.
    """
    text = text_of(content)
    if text is None:
        raise cannot_be_read("a web page holds what is no text")
    if not HTML.search(content[:LOOKED_AT]) and parsed(content.strip()) is not None:
        yield from (Passage("text", "the file", words) for words in words_in_xml(content) if words)
        return
    yield from page_passages(text, within)


def page_passages(text: str, within: Within) -> Iterator[Passage]:
    """Yield what a web page says.

    Raises:
        Failed: when it cannot be read as one.
    """
    try:
        # A declared encoding would contradict text that is decoded already.
        root = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as damaged:
        raise cannot_be_read("a web page cannot be read") from damaged
    if root is None:
        return
    yield Passage("text", "the page", _tidy("".join(_running(root))))
    tree = root.getroottree()
    yield from _if_words("comments", tree.docinfo.doctype or "")
    for node in (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()):
        yield from _beside(node, within)


def _beside(node: Any, within: Within) -> Iterator[Passage]:
    if not isinstance(node.tag, str):
        yield from _if_words("comments", node.text or "")
        return
    if node.tag in CHANNEL_OF:
        yield from _written(CHANNEL_OF[node.tag], "".join(node.itertext()), within)
    for value in node.attrib.values():
        yield from _written("attributes", value, within)
    if not all(map(NAME.fullmatch, node.attrib)):
        # A quotation mark within a value ends it, and the rest of it stands where the name of an attribute belongs.
        yield from _if_words("attributes", " ".join(word for pair in node.attrib.items() for word in pair))


def _written(channel: str, words: str, within: Within) -> Iterator[Passage]:
    """Yield words as they stand, as they read with their escapes undone, and the files written into them."""
    plain = ESCAPED.sub(_letter, words)
    for each in dict.fromkeys((words, plain, unquote(words))):
        yield from _if_words(channel, each)
    for found in DATA_LINK.finditer(words):
        yield from within.inner(_data(found), "", "data in a link", "the page")
    if channel == "attributes" and HTML.search(words.encode()[:LOOKED_AT]):
        yield from within.inner(words.encode(), "", "page in an attribute", "the page")


def _data(link: re.Match[str]) -> bytes:
    kind, data = link.groups()
    content = unquote_to_bytes(data)
    if not kind.lower().endswith(";base64"):
        return content
    try:
        return b64decode(content + b"=" * (-len(content) % 4))
    except (NoBase64, ValueError) as damaged:
        raise cannot_be_read("data in a link cannot be read") from damaged


def _letter(escape: re.Match[str]) -> str:
    code = int(next(filter(None, escape.groups())), 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else escape.group()


def _running(node: Any) -> Iterator[str]:
    """Yield the text of a tree in order, with a line end wherever a block begins or ends."""
    for event, each in etree.iterwalk(node, events=("start", "end", "comment", "pi")):
        if event == "start" and each.tag not in CHANNEL_OF:
            yield ("" if each.tag in INLINE else "\n") + (each.text or "")
        elif event != "start":
            block = isinstance(each.tag, str) and each.tag not in INLINE
            yield ("\n" if block else "") + (each.tail or "")


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _if_words(channel: str, words: str) -> Iterator[Passage]:
    if words.strip():
        yield Passage(channel, "the page", words)
