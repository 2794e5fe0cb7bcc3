"""Demonstration keys say so wherever they can be met, and a home for real work refuses them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from inconfidence.core.errors import OutOfTurn
from inconfidence.recipes import demo, doctor, keys
from inconfidence.recipes.agreements import Signer, signer_stamp
from inconfidence.recipes.home import Home, init, open_home, secret_folder
from inconfidence.recipes.papers import seal_stamp
from inconfidence.recipes.sample import settings
from inconfidence.recipes.verification import Verified, as_json
from signing import LocalKey, seal
from signing.arc import DEMONSTRATION
from signing.rotation import ROTATED
from tests.recipes.conftest import MORNING
from tests.signing.desk import Desk, paper

REAL = b'work = "real"\n' + settings()
SIGNER = Signer("Ayşe Yıldız", "known to the chair", ("Agreed: yes",))


@pytest.fixture
def real_home(tmp_path: Path) -> Home:
    folder = tmp_path / "real"
    init(folder, secret_folder(folder), REAL, MORNING)
    return open_home(folder, secret_folder(folder), MORNING)


def desk_of(home: Home) -> Desk:
    return Desk(home.pki, home.clock, home.time_stamper, home.folder / "keys" / "time.serial", home.folder / "keys")


def subjects(home: Home) -> list[str]:
    """The subject of every certificate there is in a home, renewed ones too, and of one made for a guardian."""
    council = keys.open_keys(home.folder, secret_folder(home.folder), MORNING)
    for name in ROTATED:
        keys.renew(council, name, None)
    sealed = seal(paper("seal", "guardian"), home.sealer, stamp=None)
    guardian = desk_of(home).certificate(LocalKey(), sealed, "guardian")
    return [each.certificate.subject.rfc4514_string() for each in keys.listed(council)] + [
        guardian.subject.rfc4514_string()
    ]


def printed(home: Home) -> str:
    stamps = (seal_stamp(home), signer_stamp(home, SIGNER))
    return " / ".join(PdfReader(BytesIO(stamp.content)).pages[0].extract_text() for stamp in stamps)


def test_every_subject_says_so(home: Home) -> None:
    """Old and renewed certificates, and those of single signatures."""
    said = subjects(home)

    assert len(said) == 14
    unit = DEMONSTRATION.replace(",", "\\,")
    assert [subject for subject in said if f"OU={unit}" not in subject] == []


def test_every_stamp_says_so(home: Home) -> None:
    """The seal's, and a person's."""
    assert printed(home).count("Demonstration key") == 2


def test_the_verdict_says_so_to_people_and_programs(home: Home) -> None:
    """Of a paper that is genuine."""
    evidence = desk_of(home).verified(seal(paper("seal"), home.sealer, stamp=None).content)

    assert "demonstration keys" in evidence.in_plain_words
    assert "demonstration keys" in str(as_json([Verified("paper.pdf", evidence)])[0]["notes"])


def test_the_doctor_says_so(home: Home) -> None:
    """As something to plan for."""
    words = [each.words for each in doctor.examine(home.folder, secret_folder(home.folder), MORNING)]

    assert any("demonstration keys" in each for each in words)


def test_real_keys_say_nothing_of_the_kind(real_home: Home) -> None:
    """Neither subject nor stamp nor verdict, nor after they are renewed."""
    evidence = desk_of(real_home).verified(seal(paper("seal"), real_home.sealer, stamp=None).content)

    assert not any("demonstration" in subject.lower() for subject in subjects(real_home))
    assert "emonstration" not in printed(real_home)
    assert (evidence.verdict, evidence.notes) == ("authentic", ())


def test_a_home_for_real_work_refuses_demonstration_keys(home: Home) -> None:
    """A word in the settings does not make demonstration keys real ones."""
    (home.folder / "council.toml").write_bytes(REAL)

    with pytest.raises(OutOfTurn, match="demonstration keys") as refusal:
        open_home(home.folder, secret_folder(home.folder), MORNING)

    assert "init --settings" in refusal.value.hint


def test_the_sample_case_is_not_played_with_real_keys(real_home: Home) -> None:
    """Fictional papers under the council's real seal would be believed."""
    with pytest.raises(OutOfTurn, match="council's own"):
        demo.run(real_home.folder, secret_folder(real_home.folder), MORNING, lambda words: None)
