"""Drawn papers changed object by object and written again in our own form, as a forger who knows it would."""

from __future__ import annotations

import dataclasses
import re
import zlib
from collections.abc import Callable

from inconfidence.core.documents import MarkedPdf

Change = Callable[[list[bytes]], None]
"""Changes the objects of a file, as they are written, in place."""

OBJECT = re.compile(rb"\d+ 0 obj\n(.*?)endobj\n", re.DOTALL)
STREAM = re.compile(rb"stream\n(.*)\r\nendstream\n", re.DOTALL)


def changed(marked: MarkedPdf, change: Change) -> MarkedPdf:
    """Return a paper with changed objects, written in the form we write in, its table and end right."""
    content = marked.content
    bodies = OBJECT.findall(content)
    change(bodies)
    made = content[: content.index(b"1 0 obj\n")]
    lines = [b"0000000000 65535 f \n"]
    for number, body in enumerate(bodies, start=1):
        lines.append(b"%010d 00000 n \n" % len(made))
        made += b"%d 0 obj\n%sendobj\n" % (number, body)
    trailer = re.sub(rb"/Size \d+", b"/Size %d" % len(lines), content[content.index(b"trailer\n") :])
    trailer = re.sub(rb"startxref\n\d+", b"startxref\n%d" % len(made), trailer)
    return dataclasses.replace(marked, content=made + b"xref\n0 %d\n%s%s" % (len(lines), b"".join(lines), trailer))


def swap(bodies: list[bytes], old: bytes, new: bytes, times: int = 1) -> None:
    """Put something else in the place of the first bytes that are ``old``."""
    at = next(at for at, body in enumerate(bodies) if old in body)
    bodies[at] = bodies[at].replace(old, new, times)


def swap_in_content(bodies: list[bytes], old: bytes, new: bytes) -> None:
    """Put something else into the page that draws ``old``."""
    change_content(bodies, lambda content: content.replace(old, new, 1))


def change_content(bodies: list[bytes], change: Callable[[bytes], bytes]) -> None:
    """Change the first packed stream (a page, a table of letters) that a change changes."""
    for at, body in enumerate(bodies):
        found = STREAM.search(body)
        if found is None or b"/FlateDecode /Length " not in body:
            continue
        content = zlib.decompress(found[1])
        after = change(content)
        if after != content:
            packed = zlib.compress(after)
            bodies[at] = b"<<\n/Filter /FlateDecode /Length %d\n>>\nstream\n%s\r\nendstream\n" % (len(packed), packed)
            return
    raise AssertionError("nothing of that kind is drawn")
