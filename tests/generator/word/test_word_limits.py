"""Files made to take a machine down: each is refused, or read, within stated limits of time and memory.

Every attack runs in a process of its own that the system ends when it takes more: 20 seconds of processor time, and
512 MB beside what the tests themselves hold.
"""

from __future__ import annotations

import itertools
import multiprocessing
import re
import resource
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from PIL import Image

from generator.layout.pages import layout
from generator.word import problems_of, read
from generator.word.source import PIECES_MAX
from inconfidence.core.errors import InputInvalid
from tests.corpus_word.corpus import CORPUS
from tests.corpus_word.file import (
    A4,
    MARGINS,
    OFFICE,
    Case,
    Part,
    cell,
    code,
    docx,
    mark,
    para,
    row,
    run,
    running,
    table,
    zipped,
)
from tests.corpus_word.lists import item, listed
from tests.corpus_word.things import PNG, drawing
from tests.generator.word.making import rewritten

SECONDS = 20
MEMORY = 512 * 1024 * 1024
NO_LIMIT = resource.RLIM_INFINITY
VALUE = re.compile(rb'(?<=[a-zA-Z])="(?!http)[^"]*"')


def words_of_many(count: int) -> Iterator[str]:
    """Give as many different words, so that packing them does not give the attack away."""
    return (f"{zlib.crc32(str(at).encode()):08x}" for at in range(count))


def without(content: bytes, part: str) -> bytes:
    """Return a file without one of its parts."""
    with zipfile.ZipFile(BytesIO(content)) as whole:
        return zipped({name: whole.read(name) for name in whole.namelist() if name != part})


def nested(opened: str, closed: str, times: int) -> str:
    """Return an element in itself so many times, inside a paragraph where it may stand in one."""
    return opened * times + closed * times


def huge_png(side: int) -> bytes:
    """Return a PNG of a few hundred bytes that says it is ``side`` points wide and high."""
    stream = BytesIO()
    Image.new("1", (8, 8)).save(stream, "PNG")
    content = stream.getvalue()
    head = struct.pack(">II", side, side) + content[24:29]
    return content[:16] + head + struct.pack(">I", zlib.crc32(b"IHDR" + head)) + content[33:]


def lying_zip() -> bytes:
    """Return a zip whose list says that a part of fifty million bytes has a thousand."""
    content = zipped({"word/document.xml": bytes(50_000_000), "_rels/.rels": "", "x": bytes(range(256)) * 4000})
    return content.replace(struct.pack("<I", 50_000_000), struct.pack("<I", 1_000))


def many_sections() -> bytes:
    """Return a file of two thousand sections, each of another width, with a long head."""
    sizes = (f'<w:pgSz w:w="{9000 + at}" w:h="16838"/>{MARGINS}' for at in range(2_000))
    head = '<w:headerReference w:type="default" r:id="rIdHead"/>'
    body = (
        para(word, f"<w:sectPr>{head}{size}</w:sectPr>")
        for word, size in zip(words_of_many(2_000), sizes, strict=True)
    )
    long = Part("word/header1.xml", "header", running("hdr", *map(para, words_of_many(5_000))))
    return docx(*body, parts={"rIdHead": long}, section=A4 + MARGINS)


def contents() -> str:
    """Return a table of contents that lists every paragraph."""
    begin = f"{mark('begin')}{code('TOC')}{mark('separate')}"
    return para(f"{begin}{run('x')}{mark('end')}")


CONTENT = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
LINK = mark("begin") + code('HYPERLINK "https://example.org"') + mark("separate")
ATTACKS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "a zip bomb": (lambda: zipped({"word/document.xml": bytes(60_000_000)}), {"zip-bomb"}),
    "a zip that lies about its sizes": (lying_zip, {"damaged", "zip-bomb", "not-word"}),
    "tables in tables": (
        lambda: docx(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 10_000)),
        {"damaged"},
    ),
    "tables in tables, as many as the parser lets through": (
        lambda: docx(nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80)),
        {"nested-deep"},
    ),
    "controls in controls": (
        lambda: docx(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 10_000)),
        {"damaged"},
    ),
    "controls in controls, as many as the parser lets through": (
        lambda: docx(nested("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120)),
        set(),
    ),
    "fields in fields": (
        lambda: docx(para("".join(LINK + run(word) for word in words_of_many(30_000)))),
        {"field-open", "too-long"},
    ),
    "a table of a hundred thousand rows": (
        lambda: docx(
            "<w:tbl><w:tblGrid><w:gridCol w:w='100'/></w:tblGrid>"
            + "".join(f"<w:tr><w:tc>{CONTENT.format(word)}</w:tc></w:tr>" for word in words_of_many(100_000))
            + "</w:tbl>"
        ),
        {"too-large"},
    ),
    "a table of thirty thousand rows": (
        lambda: docx(table(*(row(cell(word)) for word in words_of_many(30_000)), widths=(2000,))),
        {"too-long"},
    ),
    "cells without end": (
        lambda: docx(f"<w:tbl><w:tr>{'<w:tc/>' * 500_000}</w:tr></w:tbl>"),
        {"too-long", "zip-bomb"},
    ),
    "a cell over a million columns": (
        lambda: docx(table(row(cell("a", '<w:gridSpan w:val="9999999"/>'))), para()),
        {"merged-cells"},
    ),
    "twenty-five thousand paragraphs": (lambda: docx(*map(para, words_of_many(25_000))), {"too-long"}),
    "a paragraph of tabs": (lambda: docx(para(f"<w:r>{'<w:tab/>' * 290_000}</w:r>")), {"too-long", "zip-bomb"}),
    "refused things at the bottom of a deep hole": (
        lambda: docx(f"<w:p>{'<w:smartTag>' * 200}{'<w:ins/>' * 250_000}{'</w:smartTag>' * 200}</w:p>"),
        {"tracked-change", "zip-bomb"},
    ),
    "many tables of contents": (
        lambda: docx(*(contents() for _ in range(2_000)), *map(para, words_of_many(2_000))),
        {"too-long"},
    ),
    "a head read again in every section": (many_sections, {"too-long"}),
    "a label as long as a book": (
        lambda: docx(
            *(item(word) for word in words_of_many(5_000)),
            numbering='<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="'
            + "".join(words_of_many(100_000))
            + f'"/></w:lvl></w:abstractNum>{listed()}',
        ),
        {"damaged"},
    ),
    "a list of a hundred thousand levels": (
        lambda: docx(
            *(item(word) for word in words_of_many(5_000)),
            numbering='<w:abstractNum w:abstractNumId="1">'
            + "".join(f'<w:lvl w:ilvl="{at}"><w:lvlText w:val="%1"/></w:lvl>' for at in range(100_000))
            + f"</w:abstractNum>{listed()}",
        ),
        set(),
    ),
    "a picture of two hundred million points": (
        lambda: docx(
            para(drawing("A map")), parts={"rIdPicture": Part("word/media/image1.png", "image", huge_png(14_200))}
        ),
        {"picture-size"},
    ),
    "a picture of more points than there are": (
        lambda: docx(
            para(drawing("A map")), parts={"rIdPicture": Part("word/media/image1.png", "image", huge_png(2_000_000))}
        ),
        {"picture-size"},
    ),
    "a large picture shown a thousand times": (
        lambda: docx(
            *(para(drawing(f"Map {at}")) for at in range(1_000)),
            parts={"rIdPicture": Part("word/media/image1.png", "image", huge_png(3_000))},
        ),
        {"picture-size"},
    ),
    "styles based on one another in a ring": (
        lambda: docx(
            para("a", style="S0"),
            styles="".join(
                f'<w:style w:type="paragraph" w:styleId="S{at}"><w:name w:val="S{at}"/>'
                f'<w:basedOn w:val="S{(at + 1) % 50}"/></w:style>'
                for at in range(50)
            ),
        ),
        set(),
    ),
    "lists that lead to one another in a ring": (
        lambda: docx(
            item("a"),
            styles='<w:style w:type="numbering" w:styleId="Ring"><w:name w:val="Ring"/><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
            numbering='<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Ring"/></w:abstractNum>' + listed(),
        ),
        set(),
    ),
}


def attempt(content: bytes, answer: Connection) -> None:
    """Read a file under limits, and lay it out when it can be read; answer with the codes of its problems."""
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, NO_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    found = problems_of(content)
    if not found:
        layout(read(content))
    answer.send({problem.code for problem in found})


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_within_the_limits(name: str) -> None:
    """The process that reads it lives to answer, with the refusal that belongs to the attack or with none."""
    make, expected = ATTACKS[name]
    mine, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=attempt, args=(make(), theirs))
    process.start()
    theirs.close()
    process.join()

    assert process.exitcode == 0
    found = mine.recv()
    assert found <= expected
    assert bool(found) == bool(expected)


def test_three_hundred_pages_are_within_the_allowance() -> None:
    """The limits are far above any paper: five thousand paragraphs of ten runs are read."""
    lines = (para("".join(run(f"{word} ", "<w:b/>") for word in words_of_many(10))) for _ in range(5_000))

    assert PIECES_MAX >= 2 * 5_000 * (10 + 10)
    assert problems_of(docx(*lines)) == []


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "word/../../evil.xml", "C:\\evil.xml", "word\\evil.xml"]
)
def test_a_part_whose_name_leads_outside_is_refused(name: str) -> None:
    """Nothing is ever unpacked to a disk, and a file that tries is not looked into."""
    assert [one.code for one in problems_of(zipped({name: b"x"}))] == ["damaged"]


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "file:///etc/passwd", "/etc/passwd", "gone.xml"])
def test_a_part_that_is_referred_to_outside_the_file_is_refused(target: str) -> None:
    """A head said to lie elsewhere is neither fetched nor left out in silence."""
    part = {"rIdHead": Part(f"word/{target}", "header", running("hdr", para("Head")))}
    whole = docx(para("a"), section=f'<w:headerReference w:type="default" r:id="rIdHead"/>{A4}', parts=part)

    assert [one.code for one in problems_of(without(whole, f"word/{target}"))] == ["damaged"]


@pytest.mark.parametrize("kind", ["header", "styles", "numbering", "settings"])
@pytest.mark.parametrize("address", ["http://192.0.2.1/a.xml", "file:///etc/passwd"])
def test_a_part_at_an_outside_address_is_refused(kind: str, address: str) -> None:
    """Nothing is fetched, whatever a relationship says; the file is refused."""
    head = '<w:headerReference w:type="default" r:id="rIdOut"/>' if kind == "header" else ""
    whole = docx(para("a"), section=head + A4 + MARGINS)
    outside = f'<Relationship Id="rIdOut" TargetMode="External" Target="{address}" Type="{OFFICE}/{kind}"/>'.encode()
    part = "word/_rels/document.xml.rels"
    # The first of two is the one that counts.
    changed = rewritten(whole, part, lambda xml: xml.replace(b"<Relationship ", outside + b"<Relationship ", 1))

    codes = {one.code for one in problems_of(changed)}
    assert "damaged" in codes and codes <= {"damaged", "remote-part"}


def test_two_relationships_of_one_name_are_refused() -> None:
    """Which of two parts is meant is never guessed."""
    double = lambda xml: xml.replace(b"<Relationship ", b'<Relationship Id="rIdStyles" Target="a"/><Relationship ', 1)  # noqa: E731

    assert [one.code for one in problems_of(rewritten(docx(para("a")), "word/_rels/document.xml.rels", double))] == [
        "damaged"
    ]


@pytest.mark.parametrize("part", ["word/styles.xml", "word/settings.xml", "word/document.xml"])
def test_a_part_that_is_missing_or_broken_is_refused(part: str) -> None:
    """Half a file is no file."""
    whole = docx(para("a"))

    assert [one.code for one in problems_of(without(whole, part))] == ["damaged"]
    assert [one.code for one in problems_of(rewritten(whole, part, lambda xml: xml[: len(xml) // 2]))] == ["damaged"]


def test_identifiers_given_twice_change_nothing_else() -> None:
    """Two pictures, bookmarks and styles of one number are read as they stand, each in its place."""
    twice = '<w:style w:type="paragraph" w:styleId="Twice"><w:name w:val="Twice"/></w:style>' * 2
    bookmark = '<w:bookmarkStart w:id="1" w:name="here"/>'
    whole = docx(
        para(bookmark + drawing("A")), para(bookmark + drawing("B")), para("c", style="Twice"), styles=twice, parts=PNG
    )

    assert problems_of(whole) == []
    assert len(read(whole).sections[0].blocks) == 3


@pytest.mark.parametrize("value", ["0", "-1", "-240", "1000000", "9999999", "", "abc", "1e9", "50%", "auto", "\u202e"])
@pytest.mark.parametrize("case", CORPUS[::5], ids=lambda case: case.name)
def test_values_that_make_no_sense_are_refused_or_read(case: Case, value: str) -> None:
    """Every tenth value of a good file is replaced; nothing worse than a refusal comes of it."""
    for start in range(10):
        spoilt = rewritten(case.docx, "word/document.xml", lambda xml, start=start: spoil(xml, value, start))
        try:
            layout(read(spoilt))
        except InputInvalid as refused:
            assert refused.problems


def spoil(xml: bytes, value: str, start: int) -> bytes:
    """Put a value in the place of every tenth one, beginning with the ``start``th."""
    numbers = itertools.count()
    return VALUE.sub(lambda found: f'="{value}"'.encode() if next(numbers) % 10 == start else found[0], xml)
