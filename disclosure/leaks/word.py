"""What a part of a Word file says: text as shown and as it was before changes, and every attribute that speaks.

Formatting speaks too, in words such as ``green`` or ``black``, which are surnames. Its plain words are passed over,
and only where formatting stands: within properties of runs, paragraphs, tables and sections.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from lxml import etree

from disclosure.leaks.passages import Passage

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHANNEL_OF_PART = {
    "document": "text",
    "comments": "comments",
    "footnotes": "footnotes",
    "endnotes": "footnotes",
    "hdr": "headers and footers",
    "ftr": "headers and footers",
    "coreProperties": "document properties",
    "Properties": "document properties",
    "Relationships": "relationships",
    "settings": "settings",
}
CHANNEL_OF_ELEMENT = {
    "docPr": "alternative text",
    "cNvPr": "alternative text",
    "shape": "alternative text",
    "tblCaption": "alternative text",
    "tblDescription": "alternative text",
    "bookmarkStart": "bookmarks",
    "alias": "content controls",
    "tag": "content controls",
    "placeholder": "content controls",
    "listItem": "content controls",
    "dataBinding": "content controls",
    "hyperlink": "links",
    "Relationship": "relationships",
    "fldSimple": "field codes",
    "ins": "authors of changes",
    "del": "authors of changes",
    "comment": "authors of changes",
}
SPACES = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
FORMATTING = re.compile(
    r"(?:[prtcs]|tbl|tr|tc|sect|body|numb?)Pr(?:Default|Change)?$|^(?:rFonts|lvl|latentStyles|lsdException)$"
)
PLAIN = re.compile(r"[0-9A-Fa-f]{1,7}|-?[\d.]{1,7}(?:pt|in|%)?|[A-Z]?")
INSTRUCTION = re.compile(r"\A\s*([A-Z]{2,}) ")
"""What a field does, in capitals: no part of the words behind it."""
QUIET = re.compile(r"rsid\w*|space|paraId|textId|schemas?|Ignorable|ContentType")
NAMESPACE = re.compile(r"https?://(?:schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org|www\.w3\.org)/")


def part_passages(root: Any, place: str) -> Iterator[Passage]:
    """Yield what a part says, ``root`` being the top of its XML."""
    channel = CHANNEL_OF_PART.get(etree.QName(root).localname, "other parts")
    yield from _said(channel, place, _shown(root))
    changed = [each for each in root.iter(f"{W}p") if each.find(f".//{W}ins") is not None or _has_deleted(each)]
    yield from _said("text before changes", place, "\n".join(_words(each, _before) for each in changed))
    yield from _said("deleted text", place, "\n".join(_words(each, _deleted) for each in changed))
    yield from _said("hidden text", place, "\n".join(_words(each, _hidden) for each in root.iter(f"{W}p")))
    codes = "".join(INSTRUCTION.sub(r"\1\n", each.text or "") for each in root.iter(f"{W}instrText"))
    yield from _said("field codes", place, codes)
    # A style sheet says the same few things hundreds of times.
    yield from _said("attributes", place, "\n".join(dict.fromkeys(_formatting_words(root))))
    for node in (*root.itersiblings(preceding=True), *root.itersiblings(), *root.iter()):
        if isinstance(node.tag, str):
            yield from _attributes(node, place)
        else:
            yield from _said("comments in the mark-up", place, node.text or "")


def _shown(root: Any) -> str:
    """Return the running text: a line for each paragraph, and the text that stands in none."""
    lines = [_words(each, _as_shown) for each in root.iter(f"{W}p")]
    loose = (each for each in root.iter() if isinstance(each.tag, str) and not each.tag.startswith(W))
    lines += [words for each in loose if (words := (each.text or "").strip())]
    return "\n".join(line for line in lines if line)


def _words(paragraph: Any, kept: Callable[[Any], bool]) -> str:
    """Return the words of one paragraph, without those of the paragraphs in its text boxes."""
    found = []
    for node in paragraph.iter(f"{W}t", f"{W}delText", *SPACES):
        if kept(node) and next(node.iterancestors(f"{W}p"), None) is paragraph:
            found.append(SPACES.get(node.tag, node.text or ""))
    return "".join(found)


def _as_shown(node: Any) -> bool:
    return not _deleted(node)


def _before(node: Any) -> bool:
    return not _under(node, "ins", "moveTo")


def _deleted(node: Any) -> bool:
    return node.tag == f"{W}delText" or _under(node, "del", "moveFrom")


def _hidden(node: Any) -> bool:
    run = next(node.iterancestors(f"{W}r"), None)
    return run is not None and run.find(f"{W}rPr/{W}vanish") is not None


def _under(node: Any, *names: str) -> bool:
    return any(True for _ in node.iterancestors(*(f"{W}{name}" for name in names)))


def _has_deleted(paragraph: Any) -> bool:
    return any(True for _ in paragraph.iter(f"{W}delText", f"{W}moveFrom"))


def _attributes(node: Any, place: str) -> Iterator[Passage]:
    channel = CHANNEL_OF_ELEMENT.get(etree.QName(node).localname)
    if channel:
        for value in _speaking(node):
            # The address of a link may write a letter in percent signs.
            for words in dict.fromkeys((value, unquote(value))):
                yield from _said(channel, place, words)


def _formatting_words(root: Any) -> Iterator[str]:
    for node in root.iter(etree.Element):
        if etree.QName(node).localname not in CHANNEL_OF_ELEMENT:
            formatting = any(FORMATTING.search(etree.QName(each).localname) for each in (node, *node.iterancestors()))
            yield from (value for value in _speaking(node) if not (formatting and PLAIN.fullmatch(value)))


def _speaking(node: Any) -> Iterator[str]:
    for key, value in node.attrib.items():
        if not (QUIET.fullmatch(etree.QName(key).localname) or NAMESPACE.match(value)):
            yield value


def _said(channel: str, place: str, words: str) -> Iterator[Passage]:
    if words.strip():
        yield Passage(channel, place, words)
