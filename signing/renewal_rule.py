"""What the renewal of a closed paper adds to its form: one field of one kind, and nothing else.

The fields a paper is sealed with cannot last: how often it will have to be renewed nobody knows on the day. So each
renewal brings its own, in the same update as its time-stamp: out of every page's bounds, nothing to see, nothing to do
(ISO 32000-2, 12.8.5; out of bounds because an untagged field in bounds would break ISO 14289-1, 7.18.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyhanko.pdf_utils.generic import ArrayObject, Reference
from pyhanko.sign.diff_analysis import ModificationLevel, SigFieldCreationRule, SuspiciousModification
from pyhanko.sign.diff_analysis.form_rules_api import FieldComparisonContext, FieldMDPRule, FormUpdate
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec

from signing.arc import CLOSING, RENEWAL, renewal_field

SPOKEN: Final = "A time-stamp that renews the proof of this paper."
"""What a screen reader says of such a field."""
OUT_OF_BOUNDS: Final = InvisSigSettings(box_out_of_bounds=True)
OUTSIDE: Final = [-9999, -9999, -9999, -9999]
PRINTED_AND_LOCKED: Final = 132
"""Annotation flags 3 and 8 (ISO 32000-2, table 167)."""
ENTRIES: Final = frozenset({"/Type", "/Subtype", "/FT", "/T", "/TU", "/F", "/Rect", "/P", "/V"})
PYHANKOS_RULE: Final = SigFieldCreationRule()  # type: ignore[no-untyped-call]
DEEPEST: Final = 16
"""How deep a page tree may be nested; ours has two levels."""


def field_for(number: int) -> SigFieldSpec:
    """Return the field of the ``number``-th renewal, for pyHanko to write on the first page."""
    return SigFieldSpec(renewal_field(number), readable_field_name=SPOKEN, invis_sig_settings=OUT_OF_BOUNDS)


class RenewalRule(FieldMDPRule):
    """Lets updates bring the fields of the next renewals of a closed paper, one each, exactly as we write them.

    pyHanko compares each revision with the one a signature covers, which may lie several renewals back. Its own rule
    lets any number of fields be added, of any name, on any page, and is asked after this one.
    """

    def apply(self, context: FieldComparisonContext) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        """Yield what may have changed.

        Raises:
            SuspiciousModification: the updates brought another field.
        """
        added = {
            name: each.new_field_ref
            for name, each in context.field_specs.items()
            if each.old_field_ref is None and each.new_field_ref is not None
        }
        if not added:
            return
        last = sum(name.split("-")[0] == RENEWAL for name in context.field_specs)
        names = [renewal_field(number) for number in range(last - len(added) + 1, last + 1)]
        if set(names) != set(added) or not _is_closed(context):
            raise SuspiciousModification("A field was added that renews nothing.")
        references = [added[name] for name in names]
        written = all(_as_written(added[name], name) for name in names)
        if not written or not _only_there(context, references):
            raise SuspiciousModification("The field of a renewal is not as we write it.")
        yield from PYHANKOS_RULE.apply(context)


def _is_closed(context: FieldComparisonContext) -> bool:
    closing = context.field_specs.get(CLOSING)
    field = closing.new_field if closing else None
    return field is not None and "/V" in field


def _as_written(reference: Reference, name: str) -> bool:
    entries: Any = reference.get_object()
    return (
        set(entries) == ENTRIES
        and (entries["/Type"], entries["/Subtype"], entries["/FT"]) == ("/Annot", "/Widget", "/Sig")
        and (entries["/T"], entries["/TU"], entries["/F"]) == (name, SPOKEN, PRINTED_AND_LOCKED)
        and list(entries["/Rect"]) == OUTSIDE
        and "/Type" in entries["/V"]
        and entries["/V"]["/Type"] == "/DocTimeStamp"
    )


def _only_there(context: FieldComparisonContext, added: list[Reference]) -> bool:
    """Say whether the fields come last in the form and on the first page, and every list is else as it was."""
    form, form_before = context.new.root["/AcroForm"], context.old.root["/AcroForm"]
    if _listed(form["/Fields"]) != [*_listed(form_before["/Fields"]), *added]:
        return False
    before, after = list(_annotations(context.old.root)), list(_annotations(context.new.root))
    fields: list[Any] = [each.get_object() for each in added]
    first_page = next(_pages(context.new.root["/Pages"])).reference
    points_there = all(each.raw_get("/P").reference == first_page for each in fields)
    return points_there and after == [[*before[0], *added], *before[1:]]


def _annotations(root: Any) -> Iterator[list[Reference]]:
    for each in _pages(root["/Pages"]):
        page = each.get_object()
        yield _listed(page["/Annots"]) if "/Annots" in page else []


def _pages(node: Any, depth: int = 0) -> Iterator[Any]:
    if depth > DEEPEST:
        raise SuspiciousModification("The page tree is nested too deep.")
    for place in range(len(node["/Kids"])):
        child = node["/Kids"].raw_get(place)
        if "/Kids" in child.get_object():
            yield from _pages(child.get_object(), depth + 1)
        else:
            yield child


def _listed(entries: ArrayObject) -> list[Reference]:
    return [entries.raw_get(place).reference for place in range(len(entries))]
