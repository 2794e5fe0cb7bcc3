"""The leak scan: opens a finished file as a stranger would and looks for what its reader may not have.

records --search_for--> Search;  bytes --open_file--> Passages --findings--> Findings --clear--> ClearedPdf
"""

from disclosure.leaks.clearing import clear, clear_copy, clear_message, decided_to_pass
from disclosure.leaks.findings import Finding, findings, scan, told
from disclosure.leaks.needles import Needle, Reading, Search, search_for
from disclosure.leaks.opening import open_file
from disclosure.leaks.passages import Passage
from disclosure.leaks.pdf_text import read_pages

__all__ = [
    "Finding",
    "Needle",
    "Passage",
    "Reading",
    "Search",
    "clear",
    "clear_copy",
    "clear_message",
    "decided_to_pass",
    "findings",
    "open_file",
    "read_pages",
    "scan",
    "search_for",
    "told",
]
