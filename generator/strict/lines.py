"""The quick way through a page's content: line by line as the pen writes plain letters, in one pass.

One pattern takes everything that stands side by side: a line of text with the mark it opens, its colour and its font,
up to the mark it closes; or a mark with a drawing in it. Whatever it does not know ends the pass, with all that
follows in its last group: nothing can stand between two lines. ``content`` then reads the page in its own way, which
also knows why a page is refused. Nothing is taken here that would be refused there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.strict.fonts import Meanings
from generator.strict.pieces import Piece

_FIRST = "1 0 0 1 0 0 cm\n"
ARTIFACTS = dict.fromkeys(("Pagination", "Layout"), -1)
_NUMBER = r"-?[0-9.]++"
_STATE = rf"(?:{_NUMBER} {_NUMBER} {_NUMBER} rg\n)?+(?:{_NUMBER} Tw\n)?+"
_LETTERS = r"[ -'*-\[\]-~]*+(?:\\[!-~][ -'*-\[\]-~]*+)*+"
_DRAWN = (
    # Rules and areas are most of what is drawn.
    r"(?:[0-9.]++ [0-9.]++ [0-9.]++ (?:RG [0-9.]++ w [0-9.]++ [0-9.]++ m [0-9.]++ [0-9.]++ l S\n"
    r"|rg [0-9.]++ [0-9.]++ [0-9.]++ [0-9.]++ re f\n)"
    rf"|(?:{_NUMBER} )*+(?:re|RG|rg|[mlSwfJgWnqQ])[ \n]|\[(?:{_NUMBER} ?)*+\] 0 d )*+"
)
_LINE = re.compile(
    # The mark that begins here, if one does: its number, or the kind of artifact.
    r"(?:/(?:Artifact <</Type /(?=[PL])|[A-Z][A-Za-z0-9]*+ <</MCID (?=[0-9]))([0-9]++|Pagination|Layout)>> BDC\n"
    r"(?:BT\n|(?=q )))?+"
    # Words: their font, if it is another than before, their letters, and the end of the mark, if it ends here.
    rf"(?:(?:(?!1 0 0 1 |/){_STATE})?+(?:/(F[0-9]++\+[0-9]++) {_NUMBER} Tf\n)?+"
    rf"(?:(?:1 0 0 1 |(?:{_NUMBER} ){{4}})[0-9.]++ [0-9.]++ Tm )?+\(({_LETTERS})\) Tj\n(?:ET\nEM(C)\n)?+"
    # Or a drawing, whole.
    rf"|(q) {_DRAWN}EMC\n)"
    # What is neither, and all that follows.
    r"|(.++)",
    re.DOTALL,
)


def lines_of(content: bytes, fonts: Mapping[str, Meanings]) -> list[Piece] | None:
    """Return the pieces of a page of plain letters, in drawing order; None for any other."""
    if not content.isascii():
        return None
    page = content.decode("ascii")
    found = _LINE.findall(page, len(_FIRST) if page.startswith(_FIRST) else 0, len(content.rstrip()) + 1)
    if not found or found[-1][-1]:
        return None
    return _pieces(found, fonts)


def _pieces(found: Sequence[tuple[str, ...]], fonts: Mapping[str, Meanings]) -> list[Piece] | None:
    pieces: list[Piece] = []
    said: list[str] = []
    mark, inside = -1, False
    meanings: Meanings | None = None
    for opened, font, letters, closed, drawing, _ in found:
        # A mark begins where none is open, and nothing stands outside every mark.
        if inside == bool(opened):
            return None
        if opened:
            mark = ARTIFACTS.get(opened) or int(opened)
        if drawing:
            if inside:
                return None
            pieces.append((mark, ""))
            continue
        if font:
            meanings = fonts.get(font)
        if meanings is None:
            return None
        said.append(letters if meanings.plain and "\\" not in letters else meanings.read(letters.encode("ascii")))
        if closed:
            pieces.append((mark, "".join(said)))
            said = []
        inside = not closed
    return None if inside else pieces
