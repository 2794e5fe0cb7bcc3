"""The dictionaries of a paper as we write them: one pattern each, which gives only the entries that are read.

A dictionary that is written in any other way is parsed whole (``syntax``), and says the same.
"""

from __future__ import annotations

import re
from typing import Any

from generator.strict.kinds import Name, Ref
from generator.strict.syntax import value_of

Form = re.Pattern[bytes]

REFERENCE = rb"\d++ 0 R"
REFERENCES = rb"\[\s?\d++ 0 R(?:\s\d++ 0 R)*+\s?\]"
NUMBER = rb"-?\d++(?:\.\d++)?+"
NUMBERS = rb"\[\s?-?\d++(?:\.\d++)?+(?:\s-?\d++(?:\.\d++)?+)*+\s?\]"
NAME = rb"/[A-Za-z0-9_+-]++"
WORDS = rb"\([^\\()]*+(?:\\.[^\\()]*+)*+\)"
FLAT = rb"<<(?:[^<>]|<[0-9A-F]*+>)*+>>"
"""A dictionary in an entry, which is read by a form of its own."""
WIDTHS = rb"\[[\d ]*+\]"
TEXT = rb"<(?:[0-9A-F]{2})*+>"
PLACE = rb"\[ \d++ 0 R /XYZ 0 " + NUMBER + rb" null \]"


def _form(kept: str, optional: str = "", /, **entries: bytes) -> Form:
    """Return the pattern of a dictionary with these entries in this order; those that are read are groups of it."""
    made = rb"<<"
    for key, value in entries.items():
        name = key.encode()
        entry = rb"\s*+/%s\s++%s" % (name, rb"(?P<%s>%s)" % (name, value) if key in kept.split() else value)
        made += rb"(?:%s)?+" % entry if key in optional.split() else entry
    return re.compile(made + rb"\s*+>>\n?", re.DOTALL)


TRAILER = _form("Info Root", ID=rb"\[<[0-9a-f]{32}> <[0-9a-f]{32}>\]", Info=REFERENCE, Root=REFERENCE, Size=NUMBER)
CATALOG = _form(
    "AcroForm MarkInfo Metadata Outlines OutputIntents Pages StructTreeRoot",
    "AcroForm Outlines",
    AcroForm=FLAT,
    Lang=WORDS,
    MarkInfo=FLAT,
    Metadata=REFERENCE,
    Outlines=REFERENCE,
    OutputIntents=rb"\[" + FLAT + rb"\]",
    PageMode=NAME,
    Pages=REFERENCE,
    StructTreeRoot=REFERENCE,
    Type=rb"/Catalog",
    ViewerPreferences=rb"<</DisplayDocTitle true>>",
)
PAGES = _form("Kids", Count=NUMBER, Kids=REFERENCES, Type=rb"/Pages")
PAGE = _form(
    "Annots Contents Resources",
    "Annots",
    Annots=REFERENCES,
    Contents=REFERENCE,
    MediaBox=NUMBERS,
    Parent=REFERENCE,
    Resources=FLAT,
    Rotate=NUMBER,
    StructParents=NUMBER,
    Tabs=NAME,
    Trans=rb"<<\s*+>>",
    Type=rb"/Page",
)
FONT = _form(
    "FontDescriptor Subtype ToUnicode Type",
    BaseFont=NAME,
    FirstChar=NUMBER,
    FontDescriptor=REFERENCE,
    LastChar=NUMBER,
    Name=NAME,
    Subtype=rb"/TrueType",
    ToUnicode=REFERENCE,
    Type=rb"/Font",
    Widths=WIDTHS,
)
DESCRIPTOR = _form(
    "FontFile2",
    Ascent=NUMBER,
    CapHeight=NUMBER,
    Descent=NUMBER,
    Flags=NUMBER,
    FontBBox=NUMBERS,
    FontFile2=REFERENCE,
    FontName=NAME,
    ItalicAngle=NUMBER,
    MissingWidth=NUMBER,
    StemV=NUMBER,
    Type=rb"/FontDescriptor",
)
OUTLINE = _form(
    "First Next",
    "Count Dest First Last Next Parent Prev Title Type",
    Count=NUMBER,
    Dest=PLACE,
    First=REFERENCE,
    Last=REFERENCE,
    Next=REFERENCE,
    Parent=REFERENCE,
    Prev=REFERENCE,
    Title=WORDS,
    Type=rb"/Outlines",
)
INFO = _form(
    "",
    Author=WORDS,
    CreationDate=WORDS,
    Creator=WORDS,
    Keywords=WORDS,
    ModDate=WORDS,
    Producer=WORDS,
    Subject=WORDS,
    Title=WORDS,
    Trapped=NAME,
)


WIDGET = _form(
    "AP FT Subtype T",
    "AP",
    Type=rb"/Annot",
    Rect=NUMBERS,
    P=REFERENCE,
    StructParent=NUMBER,
    Subtype=rb"/Widget",
    FT=rb"/Sig",
    T=TEXT,
    TU=TEXT,
    F=NUMBER,
    AP=FLAT,
)
INSIDE = {
    "AcroForm": _form("Fields", Fields=REFERENCES, SigFlags=NUMBER),
    "OutputIntents": _form(
        "DestOutputProfile",
        Type=rb"/OutputIntent",
        S=NAME,
        OutputConditionIdentifier=WORDS,
        Info=WORDS,
        DestOutputProfile=REFERENCE,
    ),
    "AP": _form("N", N=REFERENCE),
    "Resources": _form("Font", Font=REFERENCE, ProcSet=rb"\[\s?(?:/[A-Za-z]++\s?)*+\]"),
}
"""The forms of dictionaries that stand in an entry."""


def read_as(source: bytes, form: Form | None) -> Any:
    """Return a value; of a dictionary that has this form, the entries the form keeps.

    Raises:
        Fault: when it is no value.
    """
    found = None if form is None else form.fullmatch(source)
    if found is None:
        return value_of(source)
    return {key: _kept(key, kept) for key, kept in found.groupdict().items() if kept is not None}


def _kept(key: str, source: bytes) -> Any:
    if source.endswith(b" R"):
        return Ref(int(source[:-4]))
    if source.startswith(b"/"):
        return Name(source[1:].decode("ascii"))
    if source.endswith((b" R]", b" R ]")):
        return [Ref(int(number)) for number in source[1:-1].replace(b" 0 R", b"").split()]
    if source.startswith(b"[<<"):
        return [read_as(source[1:-1], INSIDE.get(key))]
    return read_as(source, INSIDE.get(key))
