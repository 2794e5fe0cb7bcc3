"""What a content stream says beside the words it draws: properties of marked content, comments, strings nobody shows.

Reading every instruction takes longer than all else. It is done only where a pattern finds what our own papers never
have: a string in a property list, a string before an instruction that shows none, letters without size, inline images.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf

from disclosure.leaks.letters import words_of

STRING = rb"\((?:[^()\\]|\\.)*\)"
HEX_STRING = rb"(?<!<)<[0-9A-Fa-f\s]+>"
IN_PROPERTIES = re.compile(rb"<<[^>]{0,2000}?(?:\(|(?<!<)<(?!<))", re.DOTALL)
NOT_SHOWN = re.compile(rb"[)>\]]\s*(?!(?:Tj|TJ|'|\"|BDC|DP|/|\[|\(|<|>|\]|-?[0-9.]|d\b|def|end))[A-Za-z%]")
TWO_STRINGS = re.compile(STRING + rb"\s*" + STRING + rb"\s*(?:Tj|'|\")", re.DOTALL)
NOUGHT = rb"\s0\.?0*"
NO_SIZE = re.compile(
    rb"0(?<=\s0)\.?0*(?:\s+Tf\b|" + NOUGHT * 3 + rb"\s+\S+\s+\S+\s+(?:Tm|cm)\b)",
)
INLINE_IMAGE = re.compile(rb"BI(?<=\bBI)\s*/")
ASIDE = re.compile(STRING + rb"|%[^\r\n]*", re.DOTALL)
SHOWS = frozenset(("Tj", "TJ", "'", '"'))
DRAWS = re.compile(rb"\b(?:Tj|TJ|Do)\b|[)>]\s*['\"]")
"""The signs ' and \" show a string that stands before them; elsewhere they are signs like others."""


def draws(content: bytes) -> bool:
    """Say whether a stream looks like one that draws words or other streams."""
    return DRAWS.search(content) is not None


def asides(content: bytes) -> Iterator[str]:
    """Yield the words in a content stream that no page shows.

    Raises:
        pikepdf.PdfError: when the instructions cannot be told apart.
    """
    if b"%" in content:
        yield from (words_of(each[1:]) for each in ASIDE.findall(content) if each.startswith(b"%"))
    if any(each.search(content) for each in (IN_PROPERTIES, NOT_SHOWN, TWO_STRINGS, NO_SIZE, INLINE_IMAGE)):
        yield from _strings_of_instructions(content)


def _strings_of_instructions(content: bytes) -> Iterator[str]:
    sheet = pikepdf.new()
    unsized = bool(NO_SIZE.search(content))
    for instruction in pikepdf.parse_content_stream(sheet.make_stream(content)):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield words_of(instruction.iimage.read_bytes())
        else:
            operands = list(instruction.operands)
            shown = str(instruction.operator) in SHOWS and not unsized
            yield from _strings(operands[:-1] if shown else operands)


def _strings(operands: list[pikepdf.Object]) -> Iterator[str]:
    for operand in operands:
        if isinstance(operand, pikepdf.String):
            yield str(operand)
        elif isinstance(operand, pikepdf.Array):
            yield "".join(_strings(list(operand)))
        elif isinstance(operand, pikepdf.Dictionary):
            yield from _strings([value for _, value in operand.items()])
