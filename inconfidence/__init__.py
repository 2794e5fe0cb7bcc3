"""In Confidence: confidential safeguarding papers, made, sealed, released and kept."""

from pathlib import Path

from inconfidence.freshness import check

__version__ = "0.1.0"

check(Path(__file__).parent.parent)
