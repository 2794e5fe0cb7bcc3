"""What the reader has in their View, and where: by this an occurrence of a withheld value is excused.

Only a structured field excuses: one that holds one value of one kind, so that nothing else can have been pasted into
it. Free text (paragraphs, plan rows, whatever declares no kind) excuses nothing: a child's name in a letter came from
somewhere, and may have come from another family's case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from disclosure.leaks.contacts import national
from disclosure.leaks.folding import words_of
from disclosure.leaks.phrases import line_of
from disclosure.leaks.values import REFERRER, Standing, all_in, fields_of_kind, fields_under, plain
from disclosure.view import View
from forms import Field, Record

SET_WORDING = frozenset({"paper", "council_public", "agreement"})
"""Classes that are the same for every case: their words are the council's, like a template's own."""
STAFF_SCANS = frozenset({"name", "contact"})
DATES = ("date", "datetime")
Said = tuple[Standing, str]
"""A value with its words."""
Fold = Callable[[str], tuple[str, ...]]
FORMATS_OF: Mapping[str, tuple[str, ...]] = {"contact": ("phone", "email"), "address": ("postcode",)}
"""Formats that let nothing in but one value of a kind, however the field is searched for."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """The reader's View by what can be asked of it.

    ``fields``: each field by its path without positions. ``known``: class, whose, and value in plain letters of all
    that is shown. ``whole``: the structured values, by kind of scan, in plain letters. ``name_words``: the words of
    all names shown, ``own_words`` those of the reader's own.
    ``told``: what is shown in one line (the name of a place), folded.
    """

    view: View = field(repr=False)
    fields: Mapping[str, Field] = field(repr=False)
    known: frozenset[tuple[str, str, str]] = field(repr=False)
    whole: Mapping[str, frozenset[str]] = field(repr=False)
    name_words: frozenset[str] = field(repr=False)
    own_words: frozenset[str] = field(repr=False)
    told: str = field(repr=False)

    def field_at(self, path: str) -> Field | None:
        """Return the field of a path of the View, or nothing when the View shows nothing there."""
        return self.fields.get(plain(path)) if self.value_at(path) is not None else None

    def value_at(self, path: str) -> Any:
        """Return what the View shows at a path with positions, or None."""
        value: Any = self.view.values
        for step in path.split("."):
            if isinstance(value, Mapping):
                value = value.get(step)
            elif isinstance(value, tuple) and step.isdigit() and int(step) < len(value):
                value = value[int(step)]
            else:
                return None
        return value

    def is_set_wording(self, path: str) -> bool:
        """Say whether words drawn from here are the template's or the council's own, the same for every case."""
        of = self.fields.get(plain(path))
        return not path or (of is not None and of.information_class in SET_WORDING)


def allowed_by(records: Mapping[str, Record], view: View, own: Iterable[Standing] = ()) -> Allowed:
    """Return what ``view``, made from ``records``, shows; ``own`` is what the reader has anyway."""
    shown = _said(shown_in(records, view))
    had = _said(own)
    # Each value is folded once, and forgotten with the paper.
    folded = cache(words_of)
    scans = ("name", "contact", "identifier", "date", "address", "phrase")
    return Allowed(
        view,
        {path: of for name, each in records.items() for path, of in _fields_of(each.kind, each.schema_version, name)},
        frozenset(
            (each.of.information_class, each.of.whose, same(each.of.scan, words, folded))
            for each, words in (*shown, *had)
        ),
        {scan: frozenset(same(scan, words, folded) for words in _structured(shown, scan)) for scan in scans},
        _names(shown, folded) | _names(had, folded),
        _names(had, folded),
        "|".join(line_of(folded(words)) for words in _structured(shown, "phrase")),
    )


def shown_in(records: Mapping[str, Record], view: View) -> tuple[Standing, ...]:
    """Return every value of ``records`` that ``view`` shows."""
    return tuple(each for name, record in records.items() for each in _shown(name, record, view))


def is_structured(of: Field, scan: str) -> bool:
    """Say whether a field holds one value of this kind and nothing else, so that it excuses its own value.

    A short text is excused by any field that holds one line ("Swimming coach" as the role of somebody invited).
    """
    if scan == "date":
        return of.type in DATES or of.scan == "date"
    if of.rules.get("lines") or of.type in DATES:
        return False
    if of.rules.get("format") in FORMATS_OF.get(scan, ()):
        return True
    staff = of.whose == "staff" and scan in STAFF_SCANS
    return of.scan == scan or staff or of.information_class in SET_WORDING or scan == "phrase"


def same(scan: str, words: str, folded: Fold = words_of) -> str:
    """Return what two ways of writing one value of this kind have in common: a number's national digits, letters."""
    return national(words) if scan == "contact" and "@" not in words else "".join(folded(words))


def _said(standing: Iterable[Standing]) -> tuple[Said, ...]:
    return tuple((each, each.words) for each in standing)


def _structured(said: Iterable[Said], scan: str) -> Iterator[str]:
    return (words for each, words in said if is_structured(each.of, scan))


def _names(said: Iterable[Said], folded: Fold) -> frozenset[str]:
    return frozenset(word for words in _structured(said, "name") for word in folded(words))


def _shown(name: str, record: Record, view: View) -> list[Standing]:
    if name not in view.values:
        return []
    part = {REFERRER: view.values[name]} if name == REFERRER else view.values[name]
    return all_in(fields_under(name, record), part, "" if name == REFERRER else f"{name}.")


@lru_cache(maxsize=256)
def _fields_of(kind: str, version: int, name: str) -> tuple[tuple[str, Field], ...]:
    prefix = "" if name == REFERRER else f"{name}."
    fields = fields_of_kind(kind, version, name == REFERRER)
    return tuple(found for each, of in fields.items() for found in _field(of, f"{prefix}{each}"))


def _field(of: Field, path: str) -> list[tuple[str, Field]]:
    inner = [found for name, each in of.fields.items() for found in _field(each, f"{path}.{name}")]
    return [(path, of.item or of), *inner]
