"""What the operating system refuses, as a sentence that names no path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from inconfidence.core.errors import Failed


@contextmanager
def said_plainly(sentence: str) -> Iterator[None]:
    """Say ``sentence``, which has no full stop yet, with the system's own reason behind it.

    Raises:
        Failed: the disk is full, the folder may not be written, and so on.
    """
    try:
        yield
    except OSError as error:
        raise Failed(f"{sentence} ({error.strerror}).", hint="Check the disk and the folder's owner.") from error
