"""What each place to sign asks of whoever signs there: written by the seal, required by the standard's own means."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto.keys import PrivateKeyInfo
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError, UnacceptableSignerError
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from inconfidence.core.documents import SealedPdf
from inconfidence.core.errors import Failed, NotAuthentic
from signing import LocalKey, SigningSession, begin, finish, rotate
from signing.arc import POLICIES
from signing.certificates import Authority, Binding
from signing.parts import as_asn1, asked_in, prepare
from signing.seed_values import code_of, read_seed_values, seed_values
from signing.signer import sign_digest, signer_of
from tests.signing.desk import ALL_FIELDS, Desk, open_desk, paper
from tests.signing.hostile.states import forger
from tests.signing.test_rotation import at, reloaded

FIELDS = (*ALL_FIELDS, "closing")


@pytest.fixture(scope="module")
def planned(desk: Desk) -> SealedPdf:
    """A paper with places for everybody and for the closing time-stamp, under the council's seal alone."""
    return desk.sealed(paper(*FIELDS))


def test_every_place_says_who_may_sign_there(desk: Desk, planned: SealedPdf) -> None:
    """Kind and version required of all; issuer and subject of persons and seal; each with its policy."""
    with pikepdf.open(BytesIO(planned.content)) as pdf:
        check_asked(desk, {str(each.T): each.SV for each in pdf.Root.AcroForm.Fields})


def check_asked(desk: Desk, values: dict[str, pikepdf.Dictionary]) -> None:
    assert set(values) == set(FIELDS)
    assert {int(each.Ff) for each in values.values()} == {2 + 4}
    assert {name: [str(kind) for kind in each.SubFilter] for name, each in values.items()} == {
        **{name: ["/ETSI.CAdES.detached"] for name in ALL_FIELDS},
        "closing": ["/ETSI.RFC3161"],
    }
    assert {name: int(values[name].Cert.Ff) for name in ALL_FIELDS} == dict.fromkeys(ALL_FIELDS, 2 + 8)
    for name in ALL_FIELDS:
        assert [str(each) for each in values[name].Cert.OID] == [POLICIES[name]]
        assert [str(each) for each in values[name].DigestMethod] == ["/SHA256", "/SHA384", "/SHA512"]
    assert {name: int(values[name].MDP.P) for name in ALL_FIELDS} == {"seal": 2, "guardian": 0, "chair": 0}
    root = desk.pki.root.public_bytes(Encoding.DER)
    assert all(bytes(values[name].Cert.Issuer[0]) == root for name in ("guardian", "chair"))


def test_the_code_of_a_place_is_of_its_paper_and_its_name(planned: SealedPdf) -> None:
    """Sixteen bytes of the digest and the field: nothing of a person, and not the same in another paper."""
    asked = asked_in(planned.content, "guardian")

    assert asked.code == code_of(planned.checked, "guardian") == f"{planned.checked[:32]}-guardian"
    assert asked_in(planned.content, "closing").code == ""
    assert asked.subject == (("2.5.4.5", asked.code),)


def test_seed_values_stand_in_objects_of_their_own(planned: SealedPdf) -> None:
    """As the standard has it (ISO 32000-1, table 232)."""
    with pikepdf.open(BytesIO(planned.content)) as pdf:
        assert all(each.SV.is_indirect for each in pdf.Root.AcroForm.Fields)


def test_a_place_of_another_name_is_not_sealed(desk: Desk) -> None:
    """Nobody could tell who is to sign there."""
    with pytest.raises(Failed, match="not named for who signs"):
        seed_values(["witness"], paper("seal").digest, desk.sealer.seeds)


def judged_by_pyhanko(desk: Desk, content: bytes) -> list[PdfSignatureStatus]:
    """Return what pyHanko says of each signature, with its own settings."""
    context = ValidationContext(trust_roots=[as_asn1(desk.pki.root)], moment=desk.clock.now(), allow_fetching=False)
    found = PdfFileReader(BytesIO(content)).embedded_signatures
    return [asyncio.run(async_validate_pdf_signature(one, context, context)) for one in found]


def test_pyhanko_itself_finds_them_fulfilled(desk: Desk, planned: SealedPdf) -> None:
    """Seal, guardian and chair, by its own reading of the fields."""
    signed = desk.signed(desk.signed(planned, "guardian", planned), "chair", planned)

    told = judged_by_pyhanko(desk, signed.content)

    assert [(one.has_seed_values, one.seed_value_ok, one.bottom_line) for one in told] == [(True, True, True)] * 3


def signed_past_us(desk: Desk, planned: SealedPdf, field: str, authority: Authority, role: str) -> bytes:
    prepared = prepare(planned.content, field, desk.clock.now(), stamp=None, certify=False)
    return prepared.filled(sign_digest(prepared.digest, signer_of(authority, desk.pki.chain(role)), desk.time_stamper))


def test_pyhanko_itself_finds_another_subject_wrong(desk: Desk, planned: SealedPdf) -> None:
    """What is required is required by the standard's own flags, not by our reading alone."""
    binding = Binding(planned.digest, "guardian", "forged", key_made_here=False)
    content = signed_past_us(desk, planned, "guardian", forger(desk, "guardian", binding), "guardian")

    assert [one.seed_value_ok for one in judged_by_pyhanko(desk, content)] == [True, False]


def test_pyhanko_would_judge_nothing_with_the_flag_for_policies(desk: Desk) -> None:
    """Which is why they are not flagged: a signature must not be lost on other people's tools."""
    checked = paper("seal")
    seeds = {"seal": desk.seeds(checked)["seal"].replace(b" /Ff 10 ", b" /Ff 14 ")}
    prepared = prepare(checked.content, "seal", desk.clock.now(), stamp=None, certify=True, seeds=seeds)
    content = prepared.filled(sign_digest(prepared.digest, desk.sealer.signer, desk.time_stamper))

    with pytest.raises(NotImplementedError):
        judged_by_pyhanko(desk, content)
    assert desk.verified(content).verdict == "altered"


def by_pyhanko(desk: Desk, planned: SealedPdf, field: str, code: str) -> bytes:
    """Sign with pyHanko as its manual has it, with a guardian's certificate that carries ``code``."""
    authority = guardian_of(desk, planned, code)
    store = SimpleCertificateStore()
    store.register(as_asn1(desk.pki.issuing["guardian"].certificate))
    der = authority.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(as_asn1(authority.certificate), PrivateKeyInfo.load(der), store)
    about = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        validation_context=ValidationContext(
            trust_roots=[as_asn1(desk.pki.root)], moment=desk.clock.now(), allow_fetching=False
        ),
    )
    return signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(planned.content)), about, signer).getvalue()


def test_a_program_that_keeps_to_the_standard_signs_only_as_asked(desk: Desk, planned: SealedPdf) -> None:
    """pyHanko's own signer takes the subject asked for, refuses another, and signs nothing in the closing's place."""
    code = code_of(planned.checked, "guardian")

    assert by_pyhanko(desk, planned, "guardian", code)
    with pytest.raises(UnacceptableSignerError):
        by_pyhanko(desk, planned, "guardian", "0" * 32 + "-guardian")
    with pytest.raises(SigningError, match=r"ETSI\.RFC3161"):
        by_pyhanko(desk, planned, "closing", code)


def guardian_of(desk: Desk, planned: SealedPdf, code: str) -> Authority:
    """Return a guardian's key and certificate for this paper, its subject with ``code``."""
    return forger(desk, "guardian", Binding(planned.digest, "guardian", "known", key_made_here=False), code)


def begun(desk: Desk, planned: SealedPdf, guardian: Authority, role: str = "guardian") -> SigningSession:
    return begin(planned, "guardian", guardian.certificate, desk.pki.chain(role), stamp=None, clock=desk.clock)


@pytest.mark.parametrize("code", ["", "0" * 32 + "-guardian", "chair"])
def test_begin_refuses_another_subject(desk: Desk, planned: SealedPdf, code: str) -> None:
    """With a message for people, and no name in it."""
    with pytest.raises(NotAuthentic, match="its subject is not the one the field asks for") as caught:
        begun(desk, planned, guardian_of(desk, planned, code))

    assert "forger" not in caught.value.message


def test_begin_refuses_another_authority(desk: Desk, other_desk: Desk, planned: SealedPdf) -> None:
    """A look-alike council's certificate for this very place."""
    guardian = guardian_of(other_desk, planned, code_of(planned.checked, "guardian"))

    with pytest.raises(NotAuthentic, match="not from the authority"):
        begun(other_desk, planned, guardian)


def test_begin_refuses_a_chain_that_is_not_the_certificates(desk: Desk, planned: SealedPdf) -> None:
    """No authority at all leads nowhere."""
    guardian = guardian_of(desk, planned, code_of(planned.checked, "guardian"))

    with pytest.raises(NotAuthentic, match="not from the authority"):
        begin(planned, "guardian", guardian.certificate, (), stamp=None, clock=desk.clock)


def test_finish_refuses_what_begin_would(desk: Desk, planned: SealedPdf) -> None:
    """A session that was tampered with while it waited."""
    guardian = guardian_of(desk, planned, code_of(planned.checked, "guardian"))
    session = begun(desk, planned, guardian)
    other = replace(session, asked=replace(session.asked, policies=(POLICIES["chair"],)))

    with pytest.raises(NotAuthentic, match="not one for the role"):
        finish(other, b"", time_stamper=desk.time_stamper, clock=desk.clock)


def test_no_certificate_is_made_where_nobody_is_asked(desk: Desk) -> None:
    """A paper whose places say nothing is none that was sealed."""
    checked = paper(*FIELDS)
    bare = SealedPdf(checked.content, checked.digest, checked.digest, checked.page_count, checked.fields)

    with pytest.raises(NotAuthentic, match="does not say who may sign"):
        desk.certificate(LocalKey(), bare, "guardian")


def test_a_place_that_cannot_be_read_is_not_signed_in(desk: Desk, planned: SealedPdf) -> None:
    """Numbers where names belong."""
    broken = planned.content.replace(b"/SubjectDN [<<", b"/SubjectDN 7 %<<").replace(
        b"/SubjectDN [ <<", b"/Sub 7 % <<"
    )

    with pytest.raises((Failed, NotAuthentic)):
        asked_in(broken, "guardian")


def test_a_guardians_place_takes_certificates_of_authorities_to_come(tmp_path: Path) -> None:
    """The issuer asked for is the root: an authority renewed between seal and signature may issue."""
    before = open_desk(tmp_path)
    sealed = before.sealed(paper(*ALL_FIELDS))
    for role in ("guardian", "chair"):
        rotate(at(tmp_path), f"issuing-{role}")
    after = reloaded(tmp_path)

    signed = after.signed(after.signed(sealed, "guardian", sealed), "chair", sealed)

    assert after.verified(signed.content).problems == ()


OTHER_FORMS: dict[str, tuple[bytes, bytes]] = {
    "no type": (b"<</Type /SV /Ff", b"<</Ff"),
    "other flags": (b"/Ff 6", b"/Ff 2"),
    "other version": (b"/V 2 ", b"/V 3 "),
    "no kind": (b"/SubFilter [/ETSI.CAdES.detached] ", b""),
    "two kinds": (b"[/ETSI.CAdES.detached]", b"[/ETSI.CAdES.detached /adbe.pkcs7.detached]"),
    "another kind": (b"[/ETSI.CAdES.detached]", b"[/adbe.pkcs7.detached]"),
    "a time-stamp": (b"[/ETSI.CAdES.detached]", b"[/ETSI.RFC3161]"),
    "a weak digest": (b"[/SHA256 ", b"[/SHA1 /SHA256 "),
    "more than a level": (b"/MDP <</P 0>>", b"/MDP <</P 0 /X 1>>"),
    "no certificate": (b" /Cert <<", b" /Crt <<"),
    "no issuer": (b"/Issuer [", b"/Issue ["),
    "optional": (b"/Ff 10 ", b"/Ff 8 "),
    "no type of certificate": (b"/Type /SVCert", b"/Type /SVCrt "),
    "two subjects": (b"/SubjectDN [<<", b"/SubjectDN [<<>> <<"),
    "an address": (b"/Type /SVCert ", b"/Type /SVCert /URL (http://x.example) "),
}


@pytest.mark.parametrize("form", OTHER_FORMS)
def test_seed_values_in_any_other_form_are_altered(desk: Desk, form: str) -> None:
    """Under a genuine seal of the council: there is one way to ask, and every entry of it counts."""
    checked, (old, new) = paper("seal", "guardian"), OTHER_FORMS[form]
    seeds = {
        name: each.replace(old, new, 1) if name == "guardian" else each for name, each in desk.seeds(checked).items()
    }
    assert seeds != desk.seeds(checked)
    prepared = prepare(checked.content, "seal", desk.clock.now(), stamp=None, certify=True, seeds=seeds)

    evidence = desk.verified(prepared.filled(sign_digest(prepared.digest, desk.sealer.signer, desk.time_stamper)))

    assert evidence.verdict == "altered"
    assert "Field guardian does not say who may sign there, as every field of ours does." in evidence.problems


def test_a_field_that_holds_its_seed_values_itself_is_not_in_our_form(planned: SealedPdf) -> None:
    """They have to be an object of their own."""
    place = generic.DictionaryObject({generic.pdf_name("/SV"): generic.DictionaryObject()})

    assert read_seed_values(place) is None
    assert read_seed_values({}) is None


def test_a_closing_that_asks_for_a_signature_is_altered(desk: Desk) -> None:
    """Each place asks for what goes with its name."""
    checked = paper(*FIELDS)
    seeds = {**desk.seeds(checked), "closing": desk.seeds(checked)["guardian"]}
    prepared = prepare(checked.content, "seal", desk.clock.now(), stamp=None, certify=True, seeds=seeds)

    evidence = desk.verified(prepared.filled(sign_digest(prepared.digest, desk.sealer.signer, desk.time_stamper)))

    assert evidence.verdict == "altered"


@pytest.mark.parametrize(
    ("code", "role", "fault"),
    [
        ("", "guardian", "its subject is not the one the field asks for"),
        (None, "chair", "it is not one for the role the field asks for"),
    ],
)
def test_the_verifier_says_what_was_asked_for_and_is_not_there(
    desk: Desk, planned: SealedPdf, code: str | None, role: str, fault: str
) -> None:
    """Among the problems, in plain English."""
    binding = Binding(planned.digest, "guardian", "forged", key_made_here=False)
    authority = forger(desk, role, binding, code_of(planned.checked, "guardian") if code is None else code)

    evidence = desk.verified(signed_past_us(desk, planned, "guardian", authority, role))

    assert evidence.verdict == "unrecognised"
    assert f"The signature in field guardian is not what was asked for: {fault}." in evidence.problems
