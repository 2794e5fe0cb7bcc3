"""A template folder is a Word file and a manifest that is right, or an error that says all that is wrong."""

from pathlib import Path

import pytest

from generator.template import list_templates, load_template
from inconfidence.core.documents import SignatureField
from inconfidence.core.errors import NotFound, UsageError

MANIFEST = """\
title: Confidentiality agreement
version: "1.0"
never: [referrer_identity]
language: en-GB
names: [paper, council, invitee]
conformance: outward
signing:
  - {name: seal, role: seal, spoken: Seal of the council}
  - {name: guardian, role: guardian, spoken: Your signature}
  - {name: chair, role: chair, spoken: Signature of the chair, required: false}
"""


def folder(root: Path, manifest: str = MANIFEST, name: str = "agreement") -> Path:
    """Make a template folder."""
    made = root / name
    made.mkdir()
    (made / "template.docx").write_bytes(b"PK")
    (made / "manifest.yaml").write_text(manifest, encoding="utf-8")
    return made


def test_a_right_one_is_loaded(tmp_path: Path) -> None:
    """Everything the manifest says is in the template."""
    template = load_template(folder(tmp_path), ["invitee"])

    assert (template.name, template.docx, template.title) == ("agreement", b"PK", "Confidentiality agreement")
    assert (template.roles, template.never, template.conformance) == (("invitee",), ("referrer_identity",), "outward")
    assert template.signing[2] == SignatureField("chair", "chair", "Signature of the chair", required=False)


def test_a_sample_text_says_so(tmp_path: Path) -> None:
    """What we ship is marked; a council's own wording need not be."""
    sample = load_template(folder(tmp_path, MANIFEST + "wording: sample\n", name="sample"), ["invitee"])

    assert (sample.wording, load_template(folder(tmp_path), ["invitee"]).wording) == ("sample", "council")


def test_templates_are_listed_by_name(tmp_path: Path) -> None:
    """Only folders with a manifest count."""
    folder(tmp_path, name="b")
    folder(tmp_path, name="a")
    (tmp_path / "notes").mkdir()

    assert list_templates(tmp_path) == ("a", "b")


def test_a_folder_without_its_files_is_not_found(tmp_path: Path) -> None:
    """The error names what is lacking."""
    with pytest.raises(NotFound, match=r"template\.docx and manifest\.yaml"):
        load_template(tmp_path / "nothing", ["invitee"])


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('version: "1.0"', "version: 1.0", "'version' should be a version in quotes"),
        ("never: [referrer_identity]", "never: [child_identity, child_identity]", "'never' should be"),
        ("never:", "roles: [public]\nnever:", "'roles' is not known"),
        ("names: [paper, council, invitee]", "names: [[paper]]", "'names' should be"),
        ("conformance: outward", "conformance: [outward]", "'conformance' should be"),
        ("language: en-GB", "language: English", "'language' should be"),
        ("role: seal", "role: [seal]", "'signing' should be"),
        ("role: seal", "role: chair", "'signing' should be"),
        ("title:", "reason:", "'reason' is not known; 'title' is missing"),
    ],
)
def test_each_fault_is_said(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """A wrong manifest does not load, and says why."""
    with pytest.raises(UsageError, match=fault):
        load_template(folder(tmp_path, MANIFEST.replace(old, new)), ["invitee"])


def test_all_faults_are_said_at_once(tmp_path: Path) -> None:
    """Nobody has to run it seven times."""
    with pytest.raises(UsageError) as caught:
        load_template(folder(tmp_path, "x: 1"), ["invitee"])

    assert caught.value.message.count("is missing") == 7


@pytest.mark.parametrize("content", ["[a", "- a\n- b", "!!python/object/apply:os.system [id]", ""])
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: str) -> None:
    """Broken YAML, lists, nothing, and YAML that would run something are all refused."""
    with pytest.raises(UsageError):
        load_template(folder(tmp_path, content), ["invitee"])
