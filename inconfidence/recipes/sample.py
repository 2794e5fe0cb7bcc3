"""The sample case as records: read from the files of ``inconfidence/sample_case`` that a newcomer can edit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from forms import Record, record_of, take_in
from inconfidence.core.blocks import Picture
from inconfidence.sample_case import load

KINDS = ("location", "group", "individual")
OFFICER = "Faisal Qureshi"
IDENTITY_CHECK = "Known to the assessor in person"
MAP_FILE = "map.png"
MAP_WIDTH, MAP_HEIGHT = 453.6, 273.6
"""160 mm by 96.5 mm, in points: the width of the text column of an upright page."""


@dataclass(frozen=True, slots=True)
class SampleGuest:
    """A person of the sample who is to be invited, and how their agreement is to end."""

    person: Record
    ends: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample case, its dates counted from ``first_day``."""

    first_day: date

    def text(self, name: str) -> bytes:
        """Return a file of the sample as it would come in from outside."""
        return load(f"{name}.json", self.first_day)

    def wording(self, name: str) -> Record:
        """Return a wording of the confidentiality agreement, with how identity was checked in this sample."""
        values = yaml.safe_load(load(f"{name}.yaml", self.first_day))
        checked = {"identity_check": IDENTITY_CHECK, "checked_by": OFFICER}
        return record_of("agreement", {**values, **checked})

    def translations(self) -> Mapping[str, Record]:
        """Return the wording of the agreement in other languages, by their code."""
        return {"tr": self.wording("agreement.tr")}

    def guests(self) -> tuple[SampleGuest, ...]:
        """Return everybody who is invited, by number."""
        listed: Mapping[str, Any] = json.loads(self.text("invitees"))
        return tuple(
            SampleGuest(take_in(json.dumps(each["invitee"]).encode(), "invitee"), each["signs"])
            for each in listed["invitees"]
        )

    def pictures(self, conference: Record) -> dict[str, Picture]:
        """Return the pictures the conference pack shows, by name."""
        content = files("inconfidence.sample_case").joinpath(MAP_FILE).read_bytes()
        return {MAP_FILE: Picture(content, MAP_WIDTH, MAP_HEIGHT, conference.values["place"]["map_alt"])}


def settings() -> bytes:
    """Return the settings of the sample's council."""
    return files("inconfidence.sample_case").joinpath("council.toml").read_bytes()
