"""Characters that may not pass silently from a value or a file on to a page."""

from __future__ import annotations

import re

from generator.printing import CLOSE, MIDDLE, OPEN

REPLACEMENT = "\ufffd"

# Everything XML 1.0 (2.2) cannot hold, and the controls that make text read otherwise than it is stored
# (bidirectional embeddings, overrides and isolates: the "Trojan Source" attack, CVE-2021-42574), and the marks that
# tell where a printed value begins and ends.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069"
    f"{OPEN}{MIDDLE}{CLOSE}]"
)
_NEW_LINES = re.compile("\r\n|[\r\x85\u2028\u2029]")


def printable(text: str) -> str:
    """Return ``text`` with every control character and mark shown as U+FFFD, and every kind of line end as ``\\n``."""
    if type(text) is str and text.isprintable():
        # So is most text; every control, mark and line end counts as not printable in Unicode's own sense.
        return text
    return _UNPRINTABLE.sub(REPLACEMENT, _NEW_LINES.sub("\n", text))
