"""What an update after the seal may change: the field that is signed in it, and validation data. Nothing else.

An update that renews a closed paper also brings the field it does so in (signing.renewal_rule).

pyHanko's own policy also lets an update that a signature makes change the metadata, the information dictionary, marks
of the catalogue and of the form, and bring objects that nothing uses: whoever signs could change them unseen.
"""

from __future__ import annotations

from typing import Final

from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DSSCompareRule,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldModificationRule,
    StandardDiffPolicy,
)

from signing.renewal_rule import RenewalRule

CATALOGUE_MAY_CHANGE: Final = frozenset({"/AcroForm", "/DSS"})
"""Entries of the catalogue that other rules look into; every other one stays as it was sealed."""

FIELD_MAY_CHANGE: Final = frozenset({"/AP", "/V"})
"""What signing changes in a field: its appearance and its value."""

SIGNING_ONLY: Final = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(ignored_keys=CATALOGUE_MAY_CHANGE),  # type: ignore[no-untyped-call]
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule(
        [
            RenewalRule(),
            SigFieldModificationRule(always_modifiable=frozenset(), value_update_keys=FIELD_MAY_CHANGE),
        ],
        ignored_acroform_keys=frozenset({"/Fields"}),
    ),
    ignore_orphaned_objects=False,
)
"""For pyHanko's difference analysis, in the place of its own policy (ISO 32000-2, 12.8.2.2, at level 2)."""
