"""``preflight_html``: reads a drawn page back as a browser would and refuses it unless it is what was drawn.

The only maker of a ``CheckedHtml``. What is looked at, in this order:

1. A strict XML parser and a lenient HTML parser read one and the same tree from it: nothing in it is mended, so there
   is nothing that one program takes for words and another for mark-up.
2. It holds only the elements and attributes we write, each where a browser leaves it; no script, no handler, no form,
   no frame, no comment.
3. Nothing is fetched: pictures lie in it, links lead to places in it or to addresses the PDF may lead to, and the
   policy and the one style sheet belong together.
4. One title, one main part, headings that skip no level, and every place that is led to.
5. The words that were drawn, in order; and the marking at its head and its foot.

Both parsers are libxml2's, which has no part in the drawing.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from lxml import etree

from generator.html.inlines import ADDRESS
from inconfidence.core.digest import digest_of
from inconfidence.core.documents import CheckedHtml, MarkedHtml
from inconfidence.core.errors import Failed

Node = Any
"""lxml ships no types."""

GLOBAL = frozenset({"class", "id", "lang", "dir", "role", "aria-label", "aria-hidden", "tabindex"})
ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("html", "head", "body", "header", "main", "footer", "section", "div", "p", "span", "bdi"), GLOBAL
    ),
    **dict.fromkeys(
        ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "sup", "sub", "br", "title", "style"), GLOBAL
    ),
    **dict.fromkeys(("table", "caption", "colgroup", "col", "thead", "tbody", "tr"), GLOBAL),
    **dict.fromkeys(("th", "td"), GLOBAL | {"scope", "colspan", "rowspan"}),
    "meta": frozenset({"charset", "http-equiv", "name", "content"}),
    "a": GLOBAL | {"href", "rel"},
    "img": GLOBAL | {"src", "alt", "width", "height"},
    "svg": GLOBAL | {"viewbox", "width", "height"},
    "rect": frozenset({"x", "y", "width", "height", "fill", "stroke"}),
    "path": frozenset({"d", "stroke", "stroke-width"}),
    "text": frozenset({"x", "y", "dx"}),
    "pattern": frozenset({"id", "width", "height", "patternunits", "patterntransform"}),
}
INLINE = frozenset({"span", "a", "bdi", "sup", "sub"})
"""Elements between which two letters are one word."""
PHRASE = INLINE | {"br", "img", "svg"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FLOW = PHRASE | {"div", "p", "ul", "ol", "table", *HEADINGS}
NOTHING: frozenset[str] = frozenset()
HOLDS: dict[str, frozenset[str]] = {
    "html": frozenset({"head", "body"}),
    "head": frozenset({"meta", "title", "style"}),
    "body": frozenset({"svg", "section", "header", "main", "footer"}),
    **dict.fromkeys(("section", "header", "main", "footer", "div", "li", "th", "td"), FLOW),
    **dict.fromkeys(("p", "span", "bdi", "sup", "sub", "caption", *HEADINGS), PHRASE),
    "a": PHRASE - {"a"},
    **dict.fromkeys(("ul", "ol"), frozenset({"li"})),
    "table": frozenset({"caption", "colgroup", "thead", "tbody"}),
    "colgroup": frozenset({"col"}),
    **dict.fromkeys(("thead", "tbody"), frozenset({"tr"})),
    "tr": frozenset({"th", "td"}),
    "svg": frozenset({"rect", "path", "text", "pattern"}),
    "pattern": frozenset({"path"}),
}
"""What may stand right in what, so that a browser moves nothing elsewhere (HTML Living Standard 13.2.6)."""
META = frozenset({"Content-Security-Policy", "referrer", "robots", "format-detection", "color-scheme", "viewport"})
PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}")
FILLED = re.compile(r"url\(#[a-z0-9]+\)|#[0-9a-f]{6}")
FETCHES = re.compile(r"url\(|@import|expression|image-set|src\(|<|&|\\", re.IGNORECASE)
HINT = "Report this with the reference of the paper; nothing was released."


def preflight_html(marked: MarkedHtml) -> CheckedHtml:
    """Return the page as checked.

    Raises:
        Failed: naming the check that it does not pass, never the words in it.
    """
    root = _read(marked.content)
    for node in root.iter():
        _check_element(node)
    for node in root.iter():
        _check_nesting(node)
    _check_head(root)
    _check_outline(root)
    _check_places(root)
    if _folded("".join(_heard(root.find("body")))) != marked.words:
        raise _failed("words", "it does not read as it was drawn")
    _check_marking(root, marked.must_show)
    return CheckedHtml(marked.content, digest_of(marked.content), marked.title, marked.view, marked.drawn)


def words_of_page(content: bytes) -> str:
    """Return what a reader of a page is told, white space folded.

    Raises:
        Failed: when it is no page of ours.
    """
    return _folded("".join(_heard(_read(content).find("body"))))


def _read(content: bytes) -> Node:
    try:
        strict = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        lenient = etree.fromstring(content, etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False))
    except (etree.XMLSyntaxError, ValueError) as damaged:
        raise _failed("readable", "it cannot be read without mending it") from damaged
    if lenient is None or list(_shape(strict)) != list(_shape(lenient)):
        raise _failed("one reading", "two programs would read it in two ways")
    if strict.getprevious() is not None or strict.getnext() is not None:
        raise _failed("only our elements", "something stands beside the page")
    return strict


def _shape(root: Node) -> Iterator[tuple[str, ...]]:
    for node in root.iter():
        name = node.tag if isinstance(node.tag, str) else "?"
        said = sorted(f"{key.lower()}={value}" for key, value in node.attrib.items())
        yield (name, *said, node.text or "", node.tail or "")


def _check_element(node: Node) -> None:
    if not isinstance(node.tag, str) or node.tag not in ELEMENTS:
        raise _failed("only our elements", "it holds an element that is never drawn")
    if not ELEMENTS[node.tag].issuperset(key.lower() for key in node.attrib):
        raise _failed("only our attributes", f"a {node.tag} element holds an attribute that is never drawn")
    if node.tag == "img" and not (PICTURE.fullmatch(node.get("src", "")) and "alt" in node.attrib):
        raise _failed("nothing fetched", "a picture does not lie in it, or tells nothing")
    if node.tag == "a" and not node.get("href", "").startswith("#") and not ADDRESS.fullmatch(node.get("href", "")):
        raise _failed("only addresses", "a link does more than open an address")
    if any(not FILLED.fullmatch(node.get(key, "#000000")) for key in ("fill", "stroke")):
        raise _failed("nothing fetched", "a drawing is filled from elsewhere")


def _check_nesting(node: Node) -> None:
    if not HOLDS.get(node.tag, NOTHING).issuperset(each.tag for each in node):
        raise _failed("nesting", f"a {node.tag} element holds one that a browser would move elsewhere")


def _check_head(root: Node) -> None:
    styles, titles = list(root.iter("style")), list(root.iter("title"))
    if len(styles) != 1 or len(titles) != 1 or [each.tag for each in root] != ["head", "body"]:
        raise _failed("one head", "it has not one head with one title and one style sheet")
    css = styles[0].text or ""
    if FETCHES.search(css):
        raise _failed("nothing fetched", "its style sheet asks for something from elsewhere")
    told = {each.get("http-equiv") or each.get("name"): each.get("content") for each in root.iter("meta")}
    digest = b64encode(sha256(css.encode()).digest()).decode("ascii")
    policy = str(told.get("Content-Security-Policy"))
    if told.keys() - {None} != META or "default-src 'none'" not in policy or f"'sha256-{digest}'" not in policy:
        raise _failed("policy", "its policy does not close it, or is not that of its style sheet")


def _check_outline(root: Node) -> None:
    depth = 0
    for node in root.iter(*HEADINGS):
        if int(node.tag[1]) > depth + 1:
            raise _failed("headings", "a heading skips a level")
        depth = int(node.tag[1])
    if len(list(root.iter("h1"))) != 1 or len(list(root.iter("main"))) != 1:
        raise _failed("one title", "it has not one title and one main part")


def _check_places(root: Node) -> None:
    names = [node.get("id") for node in root.iter() if node.get("id") is not None]
    led_to = {node.get("href")[1:] for node in root.iter("a") if node.get("href", "").startswith("#")}
    if len(set(names)) != len(names) or not led_to.issubset(names):
        raise _failed("places", "a place in it is there twice, or a link in it leads nowhere")


def _check_marking(root: Node, must_show: tuple[str, ...]) -> None:
    for where in ("top", "foot") if must_show else ():
        bars = [node for node in root.iter("section") if node.get("class") == f"marking {where}"]
        lines = [_folded("".join(_heard(line))) for bar in bars for line in bar]
        if any(_folded(words) not in lines for words in must_show):
            raise _failed("marking", f"its {where} does not show everything that has to stand there")


def _heard(node: Node) -> Iterator[str]:
    """Give what is shown and told, in order, with room wherever a word ends."""
    apart = "" if node.tag in INLINE else " "
    yield apart
    told = (
        node.get("alt", "") if node.tag == "img" else node.get("aria-label", "") if node.get("role") == "img" else ""
    )
    yield f" {told} " if told else ""
    yield node.text or ""
    for child in node:
        yield from _heard(child)
        yield child.tail or ""
    yield apart


def _folded(words: str) -> str:
    return " ".join(words.split())


def _failed(check: str, message: str) -> Failed:
    return Failed(f"Preflight of a web page ({check}): {message}.", hint=HINT)
