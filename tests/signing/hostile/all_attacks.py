"""All attacks, in the order of the page that lists them."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tests.signing.hostile.asked import ASKED
from tests.signing.hostile.behind import BEHIND
from tests.signing.hostile.catalogue import Attack
from tests.signing.hostile.forgeries import KEYS, OTHERS
from tests.signing.hostile.keeping import RENEWALS
from tests.signing.hostile.places import BYTES, PLACES, WRAPPING
from tests.signing.hostile.shadows import CERTIFIED, SHADOWS
from tests.signing.hostile.structures import BROKEN, INDEX
from tests.signing.hostile.updates import SAVING, SIGNED_OVER, UPDATES
from tests.signing.hostile.withdrawn import STORES, WITHDRAWN
from tests.signing.hostile.words import BLAME, PRAISE, UNTOUCHED

ATTACKS: Final[tuple[Attack, ...]] = tuple(
    attack
    for family in (
        BYTES,
        PLACES,
        WRAPPING,
        SAVING,
        UPDATES,
        SIGNED_OVER,
        SHADOWS,
        CERTIFIED,
        KEYS,
        WITHDRAWN,
        ASKED,
        OTHERS,
        STORES,
        BEHIND,
        RENEWALS,
        INDEX,
        BROKEN,
    )
    for attack in family
)

WORDS: Final[tuple[Attack, ...]] = (*PRAISE, *(replace(word, but=UNTOUCHED) for word in BLAME))
"""Words on certificates that must not count, each with the level a paper has in spite of it; it stays authentic."""
