"""What a paper says when it is read by its tags, beside what its blocks say (``Told``)."""

from __future__ import annotations

from collections.abc import Sequence

from generator.strict.kinds import Fault
from inconfidence.core.documents import Told

UNKNOWN = "0123456789."
"""What stands for a number known only on the page."""
TOLD_AS = {b"Table": "Table"} | {b"H%d" % depth: "H" for depth in range(1, 7)}


def check_told(told: Told, tags: Sequence[bytes], said: str) -> None:
    """Check what a tree reads out against the blocks it was drawn from.

    Args:
        told: the words and tags of the blocks.
        tags: those of the tree, a parent before its kids.
        said: the words of the tree, in reading order.

    Raises:
        Fault: when anything is missing, stands elsewhere, or was added.
    """
    if not _says(said, told.words):
        raise Fault("reading order", "read by its tags the paper does not say what its blocks say")
    if tuple([TOLD_AS[tag] for tag in tags if tag in TOLD_AS]) != told.tags:
        raise Fault("tags", "the headings and tables of the paper are not those of its blocks")


def _says(said: str, words: Sequence[str | None]) -> bool:
    """Say whether what is said is these words, white space aside, with some number wherever one is not known."""
    if None not in words:
        # Spaces are nearly all the white space there is, and soon gone.
        told = "".join([each for each in words if each])
        return said.replace(" ", "") == told.replace(" ", "") or _bare(said) == _bare(told)
    spoken = _bare(said)
    # Not by an expression made of the words: those are kept by whoever compiles them.
    ends = {0}
    for each in words:
        if each is None:
            ends = {end for start in ends for end in _ends_of_number(spoken, start)}
        else:
            bare = _bare(each)
            ends = {start + len(bare) for start in ends if spoken.startswith(bare, start)}
    return len(spoken) in ends


def _ends_of_number(spoken: str, start: int) -> range:
    """Return where a number that begins here may end; it may be empty."""
    end = start
    while end < len(spoken) and spoken[end] in UNKNOWN:
        end += 1
    return range(start, end + 1)


def _bare(words: str) -> str:
    return "".join(words.split())
