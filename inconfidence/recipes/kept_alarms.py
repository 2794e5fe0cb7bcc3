"""What is to be said about closed papers that are kept before their last time-stamps end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from inconfidence.recipes.finding import Finding, fault, warning
from inconfidence.recipes.home import Home
from inconfidence.recipes.renewing import ending

AHEAD_MONTHS: Final = 12
"""How long before its last time-stamp ends a closed paper is told of."""
TOO_LATE: Final = "Keep the archive's ledger: it alone still says that the paper was authentic when it was kept."


def kept_troubles(home: Home) -> Iterator[Finding]:
    """Tell which closed papers have to be renewed soon, and of which it is too late."""
    now = home.clock.now()
    soon = ending(home, AHEAD_MONTHS)
    gone = [each for each in soon if each.ends < now]
    for each in gone:
        words = f"The last time-stamp of {each.reference} ended on {each.day}: it was not renewed in time."
        yield fault("kept", words, TOO_LATE)
    if len(soon) > len(gone):
        words = f"{len(soon) - len(gone)} closed paper(s) have to be renewed, the first before {soon[len(gone)].day}."
        yield warning("kept", words, "`inconfidence archive renew`, after `inconfidence keys rotate time`.")
