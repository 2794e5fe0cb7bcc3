"""Writes a Word file so that the same drawing gives the same bytes on every machine and every day."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from docx.document import Document

DRAWN_ON = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in every template's properties: a fixed one, for the date of drawing would change the bytes."""
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
LEFTOVERS = ("/thumbnail", "/stylesWithEffects", "/customXml")
"""Parts of python-docx's starting file, by how their relation's type ends, that say nothing about our papers."""


def packed(document: Document, title: str, language: str = "en-GB") -> bytes:
    """Return the Word file of ``document``: parts in a fixed order, undated, stored without compression.

    Compression is left out because two builds of zlib may pack the same words differently.
    """
    properties = document.core_properties
    properties.author = properties.last_modified_by = "In Confidence"
    properties.title, properties.language, properties.comments = title, language, ""
    properties.created = properties.modified = DRAWN_ON
    properties.revision = 1
    _drop_leftovers(document)
    raw = BytesIO()
    document.save(raw)
    return _repacked(raw)


def _drop_leftovers(document: Document) -> None:
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(LEFTOVERS)]:
            del relations[key]


def _repacked(raw: BytesIO) -> bytes:
    tidy = BytesIO()
    with ZipFile(raw) as source, ZipFile(tidy, "w", ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            target.writestr(ZipInfo(name, ZIP_EPOCH), source.read(name))
    return tidy.getvalue()
