"""Filling a template's Word file from a view.

1. The template gets the values its manifest names, and of those only what the view holds.
2. Every text is made printable first: what XML cannot hold, and the controls that turn text round, show as U+FFFD.
3. Values are escaped, a line end in one becomes a line break; no tag in a value is ever run.
4. A tag for something the view does not hold stops the work, naming template and path, never a value.
5. The file carries the manifest's title, the council's name and nothing of any person or machine; equal views give
   equal bytes.
6. For reading, each value stands between marks that tell its path (``generator.provenance``); a file that is issued
   (``generator.issue``) is filled without them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Environment, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from lxml import etree

from disclosure.view import View
from generator import provenance
from generator.filters import CROSSED, EMPTY, paper_environment
from generator.paths import source_of, traced
from generator.printing import marked
from generator.provenance import Filled
from generator.spoken import filters_in, printed_in
from generator.template import Template
from generator.word.characters import printable
from inconfidence.core.blocks import Picture
from inconfidence.core.errors import Failed, InConfidenceError

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can write: files made at different times are alike."""
FIRST_PART = "[Content_Types].xml"
KEPT = frozenset(
    {
        *(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES, RELATIONSHIP_TYPE.STYLES),
        *(RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS, RELATIONSHIP_TYPE.WEB_SETTINGS),
        *(RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER),
        *(RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES),
        *(RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK),
    }
)
"""What a paper is made of. All else that a file may bring tells of its maker's machine, company, manager or drafts."""
NO_PICTURES: Mapping[str, Picture] = MappingProxyType({})
PROPERTY_MOST = 255
"""Letters Word takes for what a file says of itself."""
FOOTNOTES = "wordprocessingml.footnotes+xml"
HEAD_AND_FOOT = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})


def fill(template: Template, view: View, pictures: Mapping[str, Picture] = NO_PICTURES) -> Filled:
    """Return the template's Word file filled from the view, for ``generator.word.read``: each value tells its path.

    ``pictures`` are those the view's values name; a template shows one by ``{{ conference.place.map|picture }}``.

    Raises:
        Failed: when the paper is not for the view's role, uses what the view does not hold, or cannot be filled.
    """
    return Filled(filled(template, view, pictures, marked=True))


def filled(template: Template, view: View, pictures: Mapping[str, Picture], *, marked: bool) -> bytes:
    """Return the template's Word file filled from the view, with or without marks round its values.

    Raises:
        Failed: as ``fill`` does.
    """
    values = knowing(chosen(template, view))
    word = _Word(template, _council_name(view))
    environment = paper_environment()
    environment.filters.update(filters_in(template.language))
    provenance.trace(environment, printed_in(template.language), (CROSSED, EMPTY), marked=marked)
    environment.filters["picture"] = lambda name: _Image(word, pictures[name], source_of(name) if marked else "")
    try:
        word.render(values, jinja_env=environment, autoescape=True)
    except InConfidenceError as error:
        raise Failed(f"The template {template.name!r} cannot be filled: {error.message}") from None
    except UndefinedError as error:
        message = f"The template {template.name!r} uses {error.message}, which this reader's view does not hold."
        raise Failed(message, hint="Guard the tag, or give the template to those who may see it.") from None
    except TemplateError as error:
        raise _wrong_tag(template, error) from None
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        # Their words may hold a value; their kind does not.
        message = f"The template {template.name!r} cannot be filled: a tag fails with {type(error).__name__}."
        raise Failed(message) from None
    return _saved(word)


def names_used(template: Template) -> frozenset[str]:
    """Return the dotted paths a template's tags use (``referral.people.name``), through loops and assignments.

    A path may end in something of the value's own (the ``label`` of a choice).

    Raises:
        Failed: when a tag cannot be understood.
    """
    try:
        return _paths_in(template.docx)
    except TemplateError as error:
        raise _wrong_tag(template, error) from None


def top_names_in(docx: bytes) -> frozenset[str]:
    """Return the top-level names the tags of a Word file use.

    Raises:
        TemplateError: when a tag cannot be understood.
    """
    return frozenset(path.partition(".")[0] for path in _paths_in(docx))


def _paths_in(docx: bytes) -> frozenset[str]:
    environment = paper_environment()
    found: set[str] = set()
    for _, xml in tagged_parts(DocxTemplate(BytesIO(docx))):
        _Paths(found).visit(environment.parse(xml), dict.fromkeys(environment.globals, ""))
    return frozenset(found)


def check_names(template: Template) -> None:
    """Check that the template uses only the top-level names its manifest declares.

    Raises:
        Failed: when it uses another, or a tag cannot be understood; all of them are named.
    """
    strange = sorted({path.partition(".")[0] for path in names_used(template)} - set(template.names))
    if strange:
        message = f"The template {template.name!r} uses {', '.join(strange)}, which its manifest does not name."
        raise Failed(message, hint="Add them under names in its manifest, or take the tags out.")


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A template taken apart: its Word file with the properties it is issued with, and the parts that hold tags."""

    content: bytes = field(repr=False)
    parts: tuple[tuple[str, str], ...] = field(repr=False)
    """Name and XML of each part with tags, the body first, as docxtpl prepares them for Jinja."""
    has_notes: bool
    """Whether it has a part for footnotes, which docxtpl fills as well."""


def unfilled(template: Template) -> Unfilled:
    """Return a template as it is before a value is put in: what is the same for all its papers."""
    word = _Word(template, "")
    parts = tuple(tagged_parts(word))
    word.render_properties({})
    # What is not said to be rendered is read anew from the template before it is saved.
    word.is_rendered = True
    notes = any(part.content_type.endswith(FOOTNOTES) for part in word.docx.part.package.iter_parts())
    return Unfilled(_saved(word), parts, notes)


def chosen(template: Template, view: View) -> dict[str, Any]:
    """Return what a template may have of a view: only what its manifest names.

    Raises:
        Failed: when the paper is not for the view's role.
    """
    if view.role not in template.roles:
        raise Failed(f"The paper {template.name!r} is not made for the role {view.role!r}.")
    return {name: view.values[name] for name in template.names if name in view.values}


def knowing(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of a view by their names as tags have them: printable, each knowing its path."""
    return {name: traced(value, name, printable) for name, value in values.items()}


class _Word(DocxTemplate):
    """docxtpl's template, made strict where it is lenient."""

    def __init__(self, template: Template, author: str) -> None:
        super().__init__(BytesIO(template.docx))
        self._template = template
        self._author = author

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, Any], jinja_env: Environment | None = None
    ) -> str:
        """Fill one part. docxtpl's own also rewrites ``{_{`` in values, and repairs broken XML in silence."""
        self.current_rendering_part = part
        environment = jinja_env or paper_environment()
        filled = self.resolve_listing(provenance.rendered(environment, src_xml, context))
        try:
            etree.fromstring(filled, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError:
            raise Failed("its tags do not stand whole in paragraphs, rows or cells.") from None
        return str(filled)

    def render_properties(self, context: Mapping[str, Any], jinja_env: Environment | None = None) -> None:
        """Set what the file says of itself, from the manifest and the council only."""
        core = self.docx.core_properties
        for child in list(core._element):
            core._element.remove(child)
        author = self._author[:PROPERTY_MOST]
        core.title, core.author, core.language = self._template.title, author, self._template.language
        for language in self.docx.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
            language.set(qn("w:val"), self._template.language)
        package = self.docx.part.package
        for relations in (package.rels, *(part.rels for part in list(package.iter_parts()))):
            for identifier in [key for key, one in relations.items() if one.reltype not in KEPT]:
                del relations[identifier]


class _Image(InlineImage):
    """docxtpl's inline image, with the alt text it leaves out."""

    def __init__(self, word: DocxTemplate, picture: Picture, source: str) -> None:
        super().__init__(word, BytesIO(picture.content), width=Pt(picture.width), height=Pt(picture.height))
        alt = printable(picture.alt)
        self._alt = marked(alt, source) if source else alt

    def __html__(self) -> str:
        """Return the XML of the picture, between the ends of the run its tag stands in."""
        part = self.tpl.current_rendering_part
        self.image_descriptor.seek(0)
        inline = part.new_pic_inline(self.image_descriptor, self.width, self.height)
        inline.docPr.set("descr", self._alt)
        # The name of the file it came from is nobody's business.
        for named in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            named.set("name", "Picture")
        xml = etree.tostring(inline, encoding="unicode")
        return f'</w:t></w:r><w:r><w:drawing>{xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


class _Paths:
    """Collects the dotted paths a tree of tags uses; ``names`` maps what a template names itself to paths."""

    def __init__(self, found: set[str]) -> None:
        self._found = found

    def visit(self, node: nodes.Node, names: dict[str, str]) -> None:
        """Collect from a node and all under it."""
        if isinstance(node, nodes.For):
            self._loop(node, names)
        elif isinstance(node, nodes.Assign):
            self.visit(node.node, names)
            self._name(node.target, node.node, names)
        elif isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Name):
            self._use(node, names)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, names)

    def _loop(self, node: nodes.For, names: dict[str, str]) -> None:
        self.visit(node.iter, names)
        inner = {**names, "loop": ""}
        self._name(node.target, node.iter, inner)
        for part in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self.visit(part, inner)

    def _name(self, target: nodes.Node, source: nodes.Node, names: dict[str, str]) -> None:
        path = self._path(source, names)
        targets = [target, *target.find_all(nodes.Name)]
        names.update({one.name: path or "" for one in targets if isinstance(one, nodes.Name)})

    def _use(self, node: nodes.Node, names: dict[str, str]) -> None:
        path = self._path(node, names)
        if path:
            self._found.add(path)
        elif path is None:
            for child in node.iter_child_nodes():
                self.visit(child, names)
        if isinstance(node, nodes.Getitem):
            self.visit(node.arg, names)

    def _path(self, node: nodes.Node, names: dict[str, str]) -> str | None:
        """Return the path a node stands for, "" for something of the template's own, None when it is no path."""
        if isinstance(node, nodes.Name):
            return names.get(node.name, node.name)
        if isinstance(node, nodes.Filter) and node.node is not None:
            return self._path(node.node, names)
        if not isinstance(node, nodes.Getattr | nodes.Getitem):
            return None
        holder = self._path(node.node, names)
        key = node.attr if isinstance(node, nodes.Getattr) else _key(node.arg)
        return f"{holder}.{key}" if holder and key else holder


def _key(node: nodes.Node) -> str:
    """Return a key written in the template, "" for a position or one that is worked out."""
    return node.value if isinstance(node, nodes.Const) and isinstance(node.value, str) else ""


def tagged_parts(word: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Give the name and XML of each part that may hold tags, as docxtpl prepares it for Jinja, in docxtpl's order."""
    word.init_docx()
    yield _part_name(word.docx.part), word.patch_xml(word.get_xml())
    relations = list(word.docx.part.rels.values())
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        for part in [one.target_part for one in relations if one.reltype == kind]:
            yield _part_name(part), word.patch_xml(word.get_part_xml(part))


def _part_name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _council_name(view: View) -> str:
    council = view.values.get("council")
    return printable(str(council.get("name", ""))) if isinstance(council, Mapping) else ""


def _wrong_tag(template: Template, error: TemplateError) -> Failed:
    what = error.message if isinstance(error, TemplateSyntaxError) and error.message else type(error).__name__
    return Failed(f"The template {template.name!r} has a tag that cannot be understood: {what}.")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts of a Word file in one order and with one time, so that equal parts give equal bytes."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != FIRST_PART, name)):
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, parts[name])
    return stream.getvalue()


def _saved(word: _Word) -> bytes:
    stream = BytesIO()
    word.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})
