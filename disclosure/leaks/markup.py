"""Everything XML can hold words in: text, attributes, comments, instructions, declarations.

Nothing outside is fetched and no entity is followed; a document that declares entities is read as plain text too.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from lxml import etree

from disclosure.leaks.letters import words_of

STRICT = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parsed(content: bytes) -> Any | None:
    """Return the root of an XML document, or nothing when it is none or a damaged one."""
    try:
        return etree.fromstring(content, STRICT)
    except (etree.XMLSyntaxError, ValueError):
        return None


def words_in_xml(content: bytes) -> tuple[str, ...]:
    """Return the words of an XML document: its running text first, then one by one what is not running text.

    What is not well formed is returned whole, as it stands.
    """
    root = parsed(content.strip())
    if root is None or b"<!DOCTYPE" in content:
        return (words_of(content),)
    running = " ".join("".join(root.itertext(etree.Element)).split())
    return (running, *filter(None, (words.strip() for words in spoken_aside(root))))


def spoken_aside(root: Any) -> Iterator[str]:
    """Yield comments, instructions and the values of attributes of a tree, and what stands before and after it."""
    outside = chain(root.itersiblings(preceding=True), root.itersiblings())
    for node in chain(outside, root.iter()):
        if isinstance(node.tag, str):
            yield from node.attrib.values()
        else:
            yield node.text or ""
