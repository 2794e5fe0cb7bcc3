"""Copies of a pack, checked: the only maker of a ``CheckedPack`` and of a ``CheckedCopy``.

1. The body of a pack is judged in a whole copy, as any paper is that leaves the council (``generator.preflight``).
2. Every copy's own part is read back piece by piece: it says what its own paragraphs say, in their order and nothing
   else, under the numbers kept for it, in operators and letters of ours; every page shows what it has to.
3. A copy with letters that the body's fonts do not hold brings fonts of its own, and is judged whole, as 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from generator.drawn import said_by
from generator.fonts import composed
from generator.packs.body import Body, draw_body
from generator.packs.own import OwnPart, draw_own, page_words
from generator.packs.owned import Parted, parted
from generator.packs.rooms import OwnLines, Rooms, own_lines, rooms_of
from generator.preflight import HINT, folded, preflight
from generator.strict.content import pieces_of
from generator.strict.fonts import Meanings, meanings_of
from generator.strict.kinds import Fault, Ref
from generator.strict.objects import STREAM_END, Objects, unpacked
from inconfidence.core.blocks import Paper, Paragraph, Text
from inconfidence.core.digest import Digest, digest_of
from inconfidence.core.documents import DrawnFrom, Mark, MarkedPdf, SignatureField
from inconfidence.core.errors import Failed
from inconfidence.core.packs import CheckedCopy, CheckedPack, OwnObjects, copy_digest, file_of

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
_LISTED = re.compile(rb"/([A-Z]\d+(?:\+\d+)?) (\d+) 0 R")
_STREAM = re.compile(rb"<<\n/Filter /FlateDecode /Length (\d+)\n>>\nstream\n")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A copy that is wanted: one person's paper, what is written across and beside its pages, and where it is from.

    ``must_show`` are words every page has to show; ``drawn`` the words beside the paper's own, with their paths.
    """

    paper: Paper = field(repr=False)
    mark: Mark
    must_show: tuple[str, ...]
    view: Digest
    drawn: tuple[DrawnFrom, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """A body that was judged in a whole copy, and what the letters of its fonts mean, by their objects."""

    body: Body
    pack: CheckedPack
    meanings: Mapping[int, Meanings] = field(repr=False)


class Copier:
    """Makes copies, and draws and judges a body whenever no earlier copy had the same.

    Two copies have one body when their papers are the same but for their own paragraphs, and these take as many lines:
    no copy shows by an empty line that somebody else has a longer name.
    """

    def __init__(self, fields: tuple[SignatureField, ...], created: datetime) -> None:
        self._fields, self._created = fields, created
        self._rooms: list[Rooms] = []
        self._judged: list[Judged] = []

    def copy(self, wanted: Wanted) -> CheckedCopy:
        """Return a person's copy, checked.

        Raises:
            InputInvalid: something in it cannot be drawn; every such place is named.
            NotPrepared: own words stand where none can be put in later.
            Failed: it does not say what was drawn; the message names the page and the check, never the words.
        """
        said = said_by(wanted.paper)
        made = parted(wanted.paper)
        rooms = self._rooms_of(made.common)
        lines = own_lines(made, rooms)
        known = next((one for one in self._judged if one.body.rooms is rooms and one.body.shape == lines.shape), None)
        if known is None:
            known, part = self._drawn(wanted, rooms, lines)
        else:
            part = draw_own(known.body, lines, wanted.mark)
            check_own(known, wanted, made, part)
        digest = copy_digest(known.pack.digest, part.objects)
        drawn = (*said.drawn, *wanted.drawn)
        return CheckedCopy(known.pack, part.objects, digest, wanted.view, drawn)

    def _rooms_of(self, common: Paper) -> Rooms:
        known = next((one for one in self._rooms if one.common == common), None)
        if known is None:
            known = rooms_of(common)
            self._rooms.append(known)
        return known

    def _drawn(self, wanted: Wanted, rooms: Rooms, lines: OwnLines) -> tuple[Judged, OwnPart]:
        body = draw_body(rooms, lines.shape, self._fields, self._created)
        part = draw_own(body, lines, wanted.mark)
        judged = judge_body(body, wanted, part)
        self._judged.append(judged)
        return judged, part


def judge_body(body: Body, wanted: Wanted, part: OwnPart) -> Judged:
    """Return a body that was judged in the whole copy that a person's part makes of it.

    Raises:
        Failed: it does not pass what every outward paper has to.
    """
    _check_whole(body, wanted, part)
    shared = body.file.shared
    pack = CheckedPack(shared, digest_of(shared.content), body.title, len(body.said), body.fields)
    return Judged(body, pack, _meanings(body, part.objects))


def _check_whole(body: Body, wanted: Wanted, part: OwnPart) -> None:
    paper, said = wanted.paper, said_by(wanted.paper)
    preflight(
        MarkedPdf(
            file_of(body.file.shared, part.objects),
            paper.title,
            page_words(body, part),
            body.fields,
            wanted.must_show,
            wanted.view,
            said.told,
            said.drawn,
        )
    )


def check_own(judged: Judged, wanted: Wanted, made: Parted, part: OwnPart) -> None:
    """Check the part of one copy by itself; with fonts of its own, in the whole copy.

    Raises:
        Failed: it does not say what was drawn or what its blocks say, or a page lacks what every page has to show.
    """
    if part.adds_fonts:
        _check_whole(judged.body, wanted, part)
        return
    try:
        _check_pieces(judged, made, part)
    except Fault as fault:
        raise _failed(fault.check, fault.message) from None
    for number, said in enumerate(page_words(judged.body, part), start=1):
        if any(words not in said and folded(words) not in folded(said) for words in wanted.must_show):
            raise _failed("marking", f"page {number} does not show everything that has to stand on every page")


def _check_pieces(judged: Judged, made: Parted, part: OwnPart) -> None:
    body = judged.body
    fonts = _fonts_of(part.objects, judged)
    read = [pieces_of(_content(each), fonts) for each in part.objects.slots[1:]]
    marks, pieces = read[: len(body.sizes)], read[len(body.sizes) :]
    if len(read) != len(body.sizes) + len(body.pieces):
        raise Fault("only our objects", "a copy does not hold as many pieces as its body has places for")
    for found, said in zip(marks, part.marks, strict=True):
        if any(mark >= 0 for mark, _ in found) or "".join(words for _, words in found) != _shown(said):
            raise Fault("words", "the marks of a copy do not read as they were drawn")
    for piece, found, said in zip(body.pieces, pieces, part.said, strict=True):
        if found != [(piece.mark, _shown(said))]:
            raise Fault("words", "a piece of a copy does not read as it was drawn")
    for number, paragraph in enumerate(made.own):
        if any(told != _told(paragraph) for told in _said_of(number, body, part)):
            raise Fault("reading order", "a copy does not say what its blocks say")


def _said_of(number: int, body: Body, part: OwnPart) -> Iterator[str]:
    """Give what is said of an own paragraph: once where it is read out, else (in a running foot) each time whole."""
    said = [(piece, words) for piece, words in zip(body.pieces, part.said, strict=True) if piece.paragraph == number]
    read_out = [words for piece, words in said if piece.tag]
    if read_out:
        yield _bare("".join(read_out))
    yield from (_bare(words) for piece, words in said if not piece.tag)


def _told(paragraph: Paragraph) -> str:
    return _bare("".join([composed(each.words) for each in paragraph.inlines if isinstance(each, Text)]))


def _fonts_of(own: OwnObjects, judged: Judged) -> Mapping[str, Meanings]:
    return {name.decode(): judged.meanings[int(number)] for name, number in _LISTED.findall(own.slots[0])}


def _meanings(body: Body, own: OwnObjects) -> Mapping[int, Meanings]:
    objects = Objects(file_of(body.file.shared, own))
    numbers = [int(each.split()[0]) for each in body.file.fonts.values()]
    return {number: meanings_of(objects, Ref(number)) for number in numbers}


def _content(stream: bytes) -> bytes:
    head = _STREAM.match(stream)
    if head is None or head.end() + int(head[1]) + len(STREAM_END) - 1 != len(stream):
        raise Fault("syntax", "a piece of a copy is not written as ours are")
    return unpacked(stream[head.end() : head.end() + int(head[1])])


def _shown(words: str) -> str:
    # The font draws a space that may not part as a space.
    return words.replace(NO_BREAK_SPACE, " ")


def _bare(words: str) -> str:
    return "".join(words.split())


def _failed(check: str, message: str) -> Failed:
    return Failed(f"Preflight ({check}): {message}.", hint=HINT)
