"""How much of a long test is run: a stated part in `make test`, and all of it in `make proof`.

The parts are the same in every run, and no test of a rule is left out of them: what is left out is more of the same.
"""

from __future__ import annotations

import os
from typing import Final

WHOLE: Final = os.environ.get("INCONFIDENCE_TESTS") == "whole"
"""Set by `make proof`."""


def part_of(part: int, whole: int) -> int:
    """Return how often something is tried: ``part`` times in `make test`, ``whole`` times in `make proof`."""
    return whole if WHOLE else part
