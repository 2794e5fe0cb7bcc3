"""Keeps what was made so that it can be read and proved in 75 years: write-once objects, a chained ledger, periods.

archive = Archive(home / "archive", load_retention_classes())
receipt = archive.keep(content, evidence, Label("conference-pack", "P-7K3M-9QXT", "agreement"), at=clock.now())
archive.check().sound
"""

from archive.archive import Archive, Label, Receipt
from archive.check import Report
from archive.ledger import Entry
from archive.retention import RetentionClass, load_retention_classes

__all__ = ["Archive", "Entry", "Label", "Receipt", "Report", "RetentionClass", "load_retention_classes"]
