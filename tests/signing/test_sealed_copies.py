"""Copies of a pack under seal: genuine as any paper, in one revision, and nothing of anybody else in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import page as validation
import pikepdf
import pytest

from generator import make_stamp
from inconfidence.core.errors import Failed, NotAuthentic, TryLater
from inconfidence.core.packs import TABLE_LINE, CheckedPack, OwnObjects, UntimedCopy
from signing import CheckedTimeStamper, evidence_records, pack_to_seal, seal_copy, seal_copy_for_batch
from signing.seal import BatchSealer
from tests.generator.packs.small import LONG_NAMES, NAMES, Person, copier, copy_of, wanted
from tests.signing.attacks import flipped
from tests.signing.batches import STAMP, cleared, everything_in, people, sealed_copies
from tests.signing.desk import Desk, open_desk

ANN, BEN = Person("Ann Lee", "AAAA-1111"), Person("Ben Orr", "BBBB-2222")
A_BATCH = 200
ADDED_AT_MOST = 10_000
"""Bytes."""
OBJECT = re.compile(rb"^\d+ 0 obj$", re.MULTILINE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def batch(desk: Desk) -> list[UntimedCopy]:
    """The copies of one person in each script."""
    return sealed_copies(desk, people(len(NAMES)))


def test_two_hundred_copies_are_genuine_with_the_time_of_their_batch(desk: Desk) -> None:
    """Each verifies by itself, and for one time-stamp that was asked for all of them."""
    persons = [Person(f"Zoë Smith-{at:03}", f"C{at:03}-AAAA") for at in range(A_BATCH)]
    questions: list[bytes] = []

    def counted(question: bytes) -> bytes:
        questions.append(question)
        return desk.answer(question)

    files = sealed_copies(desk, persons)
    records = evidence_records([each.digest for each in files], CheckedTimeStamper(counted))

    found = [desk.proved(each.content, records[each.digest]) for each in files]
    assert {(each.verdict, each.level, each.problems) for each in found} == {("authentic", "B-B", ())}
    assert len(questions) == 1
    assert len({each.content for each in files}) == A_BATCH


def test_a_copy_without_the_proof_of_its_time_is_incomplete(desk: Desk, batch: list[UntimedCopy]) -> None:
    """As any seal without a time-stamp."""
    found = desk.verified(batch[0].content)

    assert found.verdict == "incomplete"
    assert found.problems == ("The signature in field seal has no time-stamp.",)


def test_a_single_copy_may_have_a_time_stamp_of_its_own(desk: Desk) -> None:
    """It is then B-T, as any paper."""
    copy = copy_of(ANN)

    sealed = seal_copy(cleared(copy), pack_to_seal(copy.pack, desk.clock.now(), STAMP, desk.sealer.seeds), desk.sealer)

    assert (desk.verified(sealed.content).verdict, desk.verified(sealed.content).level) == ("authentic", "B-T")


def test_without_the_time_authority_no_single_copy_is_sealed(desk: Desk) -> None:
    """It fails closed."""
    copy = copy_of(ANN)
    down = replace(desk.sealer, time_stamper=CheckedTimeStamper(_down))

    with pytest.raises(TryLater):
        seal_copy(cleared(copy), pack_to_seal(copy.pack, desk.clock.now(), STAMP, desk.sealer.seeds), down)


def _down(question: bytes) -> bytes:
    raise OSError("down")


@pytest.mark.parametrize("at", range(len(NAMES)), ids=NAMES)
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_sealed_copy_keeps_to_both_standards(batch: list[UntimedCopy], at: int, profile: str) -> None:
    """PDF/UA-1 and PDF/A-3a, in every script."""
    assert not validation.validate_pdf_bytes(batch[at].content, profile=profile).failures


def test_a_copy_is_one_revision(batch: list[UntimedCopy]) -> None:
    """There is no earlier state to go back to: cut anywhere before its end, it is no PDF that can be read."""
    for each in batch:
        assert each.content.count(b"%%EOF") == 1
        assert each.content.endswith(b"%%EOF\n")
        assert each.content.count(b"startxref") == 1
        assert b"/Prev" not in each.content[each.content.rfind(b"trailer") :]


def test_no_unsigned_state_of_a_copy_stands_in_it(desk: Desk, batch: list[UntimedCopy]) -> None:
    """Field, catalog and look of the seal stand in it once, as signed: no object is there in two states."""
    content = batch[0].content

    assert content.count(b"/Type /Catalog") == 1
    assert content.count(b"/FT /Sig") == 1
    assert b"/SigFlags 1" not in content


def test_every_object_of_a_copy_is_led_to(batch: list[UntimedCopy]) -> None:
    """Nothing lies in it unused, in which something of another copy could."""
    for each in batch:
        with pikepdf.open(BytesIO(each.content)) as pdf:
            assert set(_reached(pdf)) == {one.objgen[0] for one in pdf.objects}


def _reached(pdf: pikepdf.Pdf) -> Iterator[int]:
    seen: set[int] = set()
    ahead = [pdf.trailer.Root, pdf.trailer.Info]
    while ahead:
        thing = ahead.pop()
        if thing.is_indirect:
            if thing.objgen[0] in seen:
                continue
            seen.add(thing.objgen[0])
            yield thing.objgen[0]
        if isinstance(thing, pikepdf.Array):
            ahead += [each for each in thing if isinstance(each, pikepdf.Object)]
        elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            ahead += [each for _, each in thing.items() if isinstance(each, pikepdf.Object)]


def test_nothing_of_another_person_can_be_carved_out_of_a_copy(desk: Desk) -> None:
    """Whatever unpacks anywhere in it, it holds its own code in each mark, and no code of the nineteen others."""
    persons = people(20)
    for person, file in zip(persons, sealed_copies(desk, persons), strict=True):
        found = b"\n".join(everything_in(file.content))

        assert person.code.encode() in found
        assert not [each.code for each in persons if each is not person and each.code.encode() in found]


@pytest.mark.parametrize("name", LONG_NAMES.values(), ids=LONG_NAMES)
def test_a_copy_adds_little_to_what_all_copies_share(desk: Desk, name: str) -> None:
    """Seal, marks, own words and the letters they need are 10 kB at most, for a name of several words in every script.

    The line of each object in the table is counted with what adds the object (ISO 32000-1, 7.5.4).
    """
    (file,) = sealed_copies(desk, [Person(name, "7K3M-9QXT-0AVW")])

    assert len(file.end) - TABLE_LINE * len(OBJECT.findall(file.beginning)) <= ADDED_AT_MOST


def test_a_copy_in_latin_letters_adds_little_to_its_body(batch: list[UntimedCopy]) -> None:
    """The look of the seal and who may sign, which all copies have, are 10 kB with all of it too."""
    for person, file in zip(people(2), batch, strict=False):
        shared = copy_of(person).pack.shared

        assert len(file.content) - len(shared.content) - TABLE_LINE * shared.count <= ADDED_AT_MOST


def test_the_look_of_the_seal_brings_no_font_the_pack_has(batch: list[UntimedCopy]) -> None:
    """Its words stand in the fonts of the pages, which are there once."""
    with pikepdf.open(BytesIO(batch[0].content)) as pdf:
        of_pages = {font.objgen for _, font in pdf.pages[0].Resources.Font.items()}
        (seal,) = pdf.Root.AcroForm.Fields
        of_seal = {font.objgen for _, font in seal.AP.N.Resources.Font.items()}
        programs = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Length1" in each]

    assert of_seal == of_pages
    assert len(programs) == len(of_pages)


def test_a_look_with_letters_the_pack_lacks_brings_these_alone(desk: Desk) -> None:
    """A council whose name has other letters is still shown, in a copy that keeps to the standards."""
    copy, stamp = copy_of(ANN), make_stamp(("Sealed electronically", "Δήμος Hackney"), 198.4, 70.9, for_pack=True)
    pack = pack_to_seal(copy.pack, desk.clock.now(), stamp, desk.sealer.seeds)

    sealed = seal_copy(cleared(copy), pack, desk.sealer)

    assert desk.verified(sealed.content).verdict == "authentic"
    assert not validation.validate_pdf_bytes(sealed.content, profile="3a").failures
    with pikepdf.open(BytesIO(sealed.content)) as pdf:
        of_pages = {font.objgen for _, font in pdf.pages[0].Resources.Font.items()}
        (seal,) = pdf.Root.AcroForm.Fields
        of_seal = {font.objgen for _, font in seal.AP.N.Resources.Font.items()}
    assert of_pages < of_seal


def test_two_copies_differ_in_nothing_but_their_last_objects(desk: Desk) -> None:
    """What they share is the same to the byte, and is most of each."""
    one, other = sealed_copies(desk, [ANN, BEN])

    same = next(at for at, pair in enumerate(zip(one.content, other.content, strict=False)) if pair[0] != pair[1])
    pack = copy_of(ANN).pack
    assert same > len(pack.shared.content)


@pytest.mark.parametrize("whose", ["own words", "mark", "fonts"])
def test_any_changed_bit_of_a_copys_own_part_is_noticed(desk: Desk, batch: list[UntimedCopy], whose: str) -> None:
    """A mark or a name that was touched is as plain as a touched body."""
    content = batch[0].content
    own = content[: content.rfind(b"/Type /Sig ")]
    places = [at for at in range(len(own)) if own.startswith(b"stream\n", at)][-3:]
    at = places[["own words", "mark", "fonts"].index(whose)] + 12

    assert desk.verified(flipped(content, at)).verdict in ("altered", "unreadable")


def test_a_copy_other_than_the_cleared_one_is_refused(desk: Desk) -> None:
    """Neither another's own part nor another pack goes under a seal with Ann's clearance."""
    many = copier()
    ann, ben = many.copy(wanted(ANN)), many.copy(wanted(BEN))
    stranger = many.copy(wanted(BEN, topic="The underpass"))
    pack = pack_to_seal(ann.pack, desk.clock.now(), STAMP, desk.sealer.seeds)
    sealer = BatchSealer(desk.sealer.signer, desk.clock, desk.sealer.seeds)

    for forged in (replace(cleared(ann), own=ben.own), cleared(stranger), replace(cleared(ann), own=OwnObjects(()))):
        with pytest.raises(NotAuthentic):
            seal_copy_for_batch(forged, pack, sealer)


def test_a_pack_that_is_not_as_ours_are_is_not_sealed(desk: Desk) -> None:
    """Nor one whose one field is not the seal's."""
    pack = copy_of(ANN).pack
    other_field = replace(pack, fields=(replace(pack.fields[0], name="chair", role="chair"),))

    for spoiled in (other_field, replace(pack, fields=()), _without_field(pack)):
        with pytest.raises(Failed):
            pack_to_seal(spoiled, desk.clock.now(), STAMP, desk.sealer.seeds)


def _without_field(pack: CheckedPack) -> CheckedPack:
    return replace(pack, shared=replace(pack.shared, content=pack.shared.content.replace(b"/FT /Sig", b"/FT /Tx ")))
