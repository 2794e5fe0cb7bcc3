"""The structure tree of a tagged PDF: what each drawn thing is, for a reader who cannot see the page.

An element joins its parent when it is first drawn, so the tree is in reading order by construction (ISO 14289-1, 7.1).
Content points into the tree by a number on its page (MCID); links and signature fields by an object reference.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.pdf.file import PaperFile
from generator.pdf.syntax import reference_to

MAX_HEADING = 6


@dataclass(slots=True, eq=False)
class Node:
    """One structure element: its PDF type (``P``, ``TD``), where it belongs, and its own attributes in PDF syntax.

    ``language`` is set where it differs from the paper's (BCP 47). An element knows its parent until it has joined it;
    from then on the parent holds the element, so that the two never hold each other.
    """

    tag: str
    parent: Node | None
    attributes: bytes = b""
    language: str = ""
    kids: list[Node | tuple[int, int] | tuple[int, bytes]] = field(default_factory=list)
    joined: bool = False
    reference: bytes = b""

    def join(self) -> None:
        """Take the next place under the parent, once."""
        if self.joined:
            return
        self.joined = True
        parent = self.parent
        if parent is not None:
            parent.join()
            parent.kids.append(self)
            self.parent = None


@dataclass(slots=True)
class Headings:
    """How deep each heading stands, from the headings before it (ISO 14289-1, 7.4.2).

    A paper may begin at Heading 2 or leave one out. No level is skipped, and headings that look alike stay equals: two
    of the same level under the same heading are equally deep.
    """

    above: list[int] = field(default_factory=list)

    def depth(self, level: int) -> int:
        """Return how deep the next heading stands, from 1."""
        while self.above and self.above[-1] >= level:
            self.above.pop()
        self.above.append(level)
        return len(self.above)


@dataclass(slots=True)
class Tree:
    """The tree of one document under construction."""

    root: Node = field(default_factory=lambda: Node("Document", None))
    pages: list[list[Node]] = field(default_factory=list)
    objects: list[Node] = field(default_factory=list)
    headings: Headings = field(default_factory=Headings)

    def heading_tag(self, level: int) -> str:
        """Return ``H1`` to ``H6`` for a heading of this level in Word (0: the paper's title)."""
        return f"H{min(self.headings.depth(level), MAX_HEADING)}"

    def begin_page(self) -> None:
        """Start numbering the content of the next page."""
        self.pages.append([])

    def mark(self, node: Node) -> int:
        """Return the number of the next piece of the node's content on the current page."""
        node.join()
        marks = self.pages[-1]
        marks.append(node)
        node.kids.append((len(self.pages), len(marks) - 1))
        return len(marks) - 1

    def refer(self, node: Node, reference: bytes, page: int) -> int:
        """Put an annotation of a page under the node; return the offset of its entry among the annotations."""
        node.join()
        node.kids.append((page, reference))
        self.objects.append(node)
        return len(self.objects) - 1

    def write(self, file: PaperFile) -> bytes:
        """Write every element into the file and return the reference to the root of the tree."""
        top = file.reserve()
        here = reference_to(top)
        elements = _Elements(top + 1, file.page_references())
        elements.add(self.root, here)
        file.put(file.reserve(len(elements.written)), elements.written)
        numbers = [b"%d [%s]" % (page, _references(marks)) for page, marks in enumerate(self.pages)]
        numbers += [b"%d %s" % (len(self.pages) + at, node.reference) for at, node in enumerate(self.objects)]
        root = b"<</Type /StructTreeRoot /K [%s] /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>" % (
            self.root.reference,
            b" ".join(numbers),
            len(numbers),
        )
        file.put(top, [root])
        return here


def _references(nodes: list[Node]) -> bytes:
    return b" ".join([node.reference for node in nodes])


@dataclass(slots=True)
class _Elements:
    """The objects of a tree, in reading order and numbered from ``first``; ``pages`` are references."""

    first: int
    pages: list[bytes]
    written: list[bytes] = field(default_factory=list)

    def add(self, node: Node, above: bytes) -> bytes:
        """Write an element and all that is under it, and return the reference to it."""
        at = len(self.written)
        node.reference = here = b"%d 0 R" % (self.first + at)
        only = node.kids[0] if len(node.kids) == 1 else node
        if isinstance(only, tuple) and isinstance(only[1], int) and not node.language:
            # Most elements hold one piece of content and nothing else.
            content = (node.tag.encode("ascii"), above, self.pages[only[0] - 1], node.attributes, only[1])
            self.written.append(b"<</Type /StructElem /S /%s /P %s /Pg %s%s /K %d>>" % content)
            return here
        self.written.append(b"")
        home, kids = 0, []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self.add(kid, here))
            else:
                home = home or kid[0]
                kids.append(self._content(kid[0], kid[1], home))
        self.written[at] = b"<</Type /StructElem /S /%s /P %s%s%s%s /K %s>>" % (
            node.tag.encode("ascii"),
            above,
            b" /Pg " + self.pages[home - 1] if home else b"",
            b" /Lang (%s)" % node.language.encode("ascii") if node.language else b"",
            node.attributes,
            # A single kid has no brackets: signing software looks for a field's widget right under its element.
            kids[0] if len(kids) == 1 else b"[%s]" % b" ".join(kids),
        )
        return here

    def _content(self, page: int, place: int | bytes, home: int) -> bytes:
        if isinstance(place, bytes):
            return b"<</Type /OBJR /Obj %s /Pg %s>>" % (place, self.pages[page - 1])
        if page == home:
            return b"%d" % place
        return b"<</Type /MCR /Pg %s /MCID %d>>" % (self.pages[page - 1], place)


def pdf_text(words: str) -> bytes:
    """Return words as a PDF text string (UTF-16BE with its mark, in hexadecimal)."""
    return b"<FEFF" + words.encode("utf-16-be").hex().upper().encode("ascii") + b">"


def described(words: str) -> bytes:
    """Return the attribute that says what a picture shows."""
    return b" /Alt " + pdf_text(words)
