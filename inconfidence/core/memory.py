"""Memory: putting off Python's search for cycles while much is made that holds none.

The search looks at everything made since the last one, over and over while a paper grows; a paper holds no cycle
(tests/generator/drawing/test_drawing_leaves_nothing.py), and all of it goes as soon as nothing holds it.
"""

from __future__ import annotations

import gc


class SearchPutOff:
    """``with SearchPutOff():`` no search for cycles begins by itself in this program until the end.

    Where searching was turned off before, it stays off. Of several threads the one that ends first turns it on again:
    the others are slower for that, and nothing else.
    """

    __slots__ = ("_was_on",)

    def __enter__(self) -> None:
        """Turn the search off."""
        self._was_on = gc.isenabled()
        gc.disable()

    def __exit__(self, *_: object) -> None:
        """Turn it on again if it was."""
        if self._was_on:
            gc.enable()
