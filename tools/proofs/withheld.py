"""A case full of values that somebody invited to a conference may not have, each to be planted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from forms import Record, take_in
from tools.proofs import others_written
from tools.proofs.names_written import EVERYDAY, PEOPLE, Named
from tools.proofs.names_written import forms_of as forms_of_name

PHONE, MOBILE, EMAIL = "020 7946 0177", "07700 900264", "siobhan.kerrigan@thornmereotters.example"
NHS_NUMBER, REFERENCE, MARK = "943 476 5919", "R-7K3M-9QXT", "LB07 SEO"
BORN, SEEN_ON = "2012-11-05", "2008-03-17"
HOUSE, POSTCODE, OWN_POSTCODE = "14 Acacia Road", "TM9 4QX", "TM8 3LP"
ORGANISATION = "Wexcombe and Hollis Bakery"
STORY = (
    "The older boy waits behind the laundrette, and when a silver hatchback stops he hands over a rucksack; "
    "afterwards he buys trainers for the younger one."
)
SHORT_STORY = "She ties a green ribbon round the railing before every delivery."


@dataclass(frozen=True, slots=True)
class Value:
    """One withheld value, and what kind of value it is."""

    kind: str
    text: str = field(repr=False)
    person: Named | None = field(default=None, repr=False)

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield each form it is written in: what the form is called, and the text."""
        return forms_of_name(self.person) if self.person else others_written.forms_of(self.kind, self.text)


VALUES = (
    *(Value("name", person.whole, person) for person in PEOPLE),
    *(Value("name of everyday words", person.whole, person) for person in EVERYDAY),
    Value("organisation", ORGANISATION),
    Value("telephone", PHONE),
    Value("telephone", MOBILE),
    Value("e-mail", EMAIL),
    Value("identifier", NHS_NUMBER),
    Value("identifier", REFERENCE),
    Value("identifier", MARK),
    Value("date", BORN),
    Value("date", SEEN_ON),
    Value("postcode", POSTCODE),
    Value("postcode", OWN_POSTCODE),
    Value("house", HOUSE),
    Value("phrase", STORY),
    Value("phrase", SHORT_STORY),
)


@cache
def withheld() -> Record:
    """Return the referral that holds every value."""
    names = [person.whole for person in (*PEOPLE, *EVERYDAY)]
    children: list[dict[str, Any]] = [{"name": name} for name in names[1:]]
    children[0] |= {"dob": BORN, "nhs_number": NHS_NUMBER, "postcode": OWN_POSTCODE}
    return take_in(
        json.dumps(
            {
                "kind": "individual",
                "seen": {"words": STORY},
                "where": {"words": "By the canal."},
                "worry": {"words": SHORT_STORY},
                "when": {"last_seen": SEEN_ON},
                "people": children,
                "linked": [REFERENCE],
                "danger_now": {"answer": "no", "police_reference": MARK},
                "professionals": [{"phone": MOBILE, "agency": "Somewhere else"}],
                "referrer": {
                    "name": names[0],
                    "organisation": ORGANISATION,
                    "phone": PHONE,
                    "email": EMAIL,
                    "address": [HOUSE, f"Thornmere {POSTCODE}"],
                },
            }
        ).encode()
    )
