"""In Confidence: confidential safeguarding papers, made, sealed, released and kept."""

__version__ = "0.1.0"
