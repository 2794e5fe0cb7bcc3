"""Attacks on how a closed paper is kept: renewals that are exchanged, late, a stranger's, or that bring more along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from pyhanko.sign.fields import InvisSigSettings, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp, SignatureObject

from signing.arc import CLOSING
from signing.certificates import Binding
from signing.parts import CONTENTS_DIGITS, DIGEST, RENEWAL_DIGEST, Prepared, QuietWriter, last_time_stamp
from signing.renewal_rule import SPOKEN, field_for
from signing.revocation import answer_on
from signing.security_store import put_store
from signing.signer import sign_digest, signer_of
from signing.validation_data import NOTHING, ValidationData, together
from tests.signing.attacks import signature_spans
from tests.signing.desk import Desk
from tests.signing.hostile.catalogue import KEPT, Family
from tests.signing.hostile.states import Case, forger, years_later
from tests.signing.hostile.writing import TRAILER
from tests.signing.test_revocation import Withdrawn
from tests.signing.years import YEAR, after, renewed_by_hand

RENEWALS = Family("Closing and renewing")
RENEWED: Final = ("renewed",)

Change = Callable[[QuietWriter], object]


def closed(case: Case) -> bytes:
    """Return the paper as it was before it was renewed."""
    ends = [found.end() for found in TRAILER.finditer(case.content)]
    return case.content[: ends[-2] + 1]


def known(case: Case, content: bytes) -> ValidationData:
    """Return what has to be known of the last time-stamp, on the day of renewal."""
    return case.judge.revocation().on(last_time_stamp(content))


def renewed_with(case: Case, change: Change, spec: SigFieldSpec | None = None) -> bytes:
    """Renew the closed paper in one update together with ``change``, under a genuine time-stamp of that day."""
    content = closed(case)
    writer = QuietWriter(BytesIO(content))
    put_store(writer, known(case, content))
    new = spec or field_for(1)
    steps = PdfCMSEmbedder(new_field_spec=new).write_cms(new.sig_field_name, writer)
    next(steps)
    steps.send(SigObjSetup(DocumentTimestamp(bytes_reserved=CONTENTS_DIGITS)))
    change(writer)
    return stamped(case.judge, steps)


def stamped(desk: Desk, steps: Any) -> bytes:
    """Write the update out and have the desk's time authority stamp it."""
    prepared = written(steps, RENEWAL_DIGEST)
    return prepared.filled(desk.time_stamper.token_for(prepared.digest, RENEWAL_DIGEST))


def written(steps: Any, algorithm: str) -> Prepared:
    at, output = steps.send(SigIOSetup(md_algorithm=algorithm))
    return Prepared(output.getvalue(), at.document_digest, at.reserved_region_start, at.reserved_region_end)


def field_of(writer: QuietWriter) -> DictionaryObject:
    return writer.root["/AcroForm"]["/Fields"][-1].get_object()


def swapped(content: bytes, one: tuple[int, int], other: tuple[int, int]) -> bytes:
    (a, b), (c, d) = one, other
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


@RENEWALS.attack("The last time-stamp is replaced by that of another closed paper.", states=KEPT)
def time_stamp_of_another_paper(case: Case) -> bytes:
    other = case.other().content
    (start, end), (begin, stop) = (signature_spans(one)[-1] for one in (case.content, other))
    return case.content[:start] + other[begin:stop] + case.content[end:]


@RENEWALS.attack("The two time-stamps that close and renew it change places.", states=RENEWED)
def time_stamps_exchanged(case: Case) -> bytes:
    return swapped(case.content, *signature_spans(case.content)[-2:])


@RENEWALS.attack("The closing time-stamp is used again as the renewal.", states=RENEWED)
def closing_used_again(case: Case) -> bytes:
    (a, b), (c, d) = signature_spans(case.content)[-2:]
    return case.content[:c] + case.content[a:b] + case.content[d:]


@RENEWALS.attack("The closing's update is cut out from under the renewal.", "unreadable", states=RENEWED)
def closing_cut_out(case: Case) -> bytes:
    ends = [found.end() + 1 for found in TRAILER.finditer(case.content)]
    return case.content[: ends[-3]] + case.content[ends[-2] :]


@RENEWALS.attack("Another paper's renewal is put behind this closed paper.", "unreadable", states=RENEWED)
def renewal_of_another_paper(case: Case) -> bytes:
    other = case.other()
    return closed(case) + b"%" * 7 + other.content[len(closed(other)) :]


@RENEWALS.attack("The renewal's update is appended a second time.", states=RENEWED)
def renewed_twice_the_same(case: Case) -> bytes:
    return case.content + case.content[len(closed(case)) :]


@RENEWALS.attack("A look-alike's time authority renews it.", "unrecognised", states=RENEWED)
def renewed_by_a_stranger(case: Case) -> bytes:
    content = closed(case)
    return renewed_by_hand(years_later(case.stranger), content, 1, known(case, content))


@RENEWALS.attack("It is renewed after its closing time-stamp had ended.", "unrecognised", states=RENEWED)
def renewed_late(case: Case) -> bytes:
    late, content = after(case.judge, 13 * YEAR, "time"), closed(case)
    data = late.revocation().on(last_time_stamp(content))
    return renewed_by_hand(late, content, 1, data)


@RENEWALS.attack("A second renewal bears a time before the first's.", "unrecognised", states=RENEWED)
def renewed_before_it_was_renewed(case: Case) -> bytes:
    return renewed_by_hand(case.desk.later(timedelta(days=1)), case.content, 2, known(case, case.content))


@RENEWALS.attack("The renewal lies in the future.", "unrecognised", states=RENEWED)
def renewed_in_the_future(case: Case) -> bytes:
    content = closed(case)
    tomorrow = case.judge.later(timedelta(days=1))
    return renewed_by_hand(tomorrow, content, 1, tomorrow.revocation().on(last_time_stamp(content)))


@RENEWALS.attack("It is renewed without word on the time-stamp before.", "unrecognised", states=RENEWED)
def renewed_without_word(case: Case) -> bytes:
    return renewed_by_hand(case.judge, closed(case), 1, NOTHING)


@RENEWALS.attack("It is renewed with word that the time authority had been withdrawn.", "unrecognised", states=RENEWED)
def renewed_though_withdrawn(case: Case) -> bytes:
    content, certificate = closed(case), case.desk.pki.time.certificate
    lost = Withdrawn(certificate.serial_number, case.desk.clock.now() + YEAR, "keyCompromise")
    answer = answer_on(certificate, case.desk.pki.issuing["time"], [lost], case.judge.clock.now())
    return renewed_by_hand(case.judge, content, 1, together((known(case, content), ValidationData((), (answer,)))))


@RENEWALS.attack("The first renewal stands in the field of the second.", states=RENEWED)
def renewed_out_of_turn(case: Case) -> bytes:
    return renewed_with(case, lambda _: None, field_for(2))


@RENEWALS.attack("A renewal under another name.", states=RENEWED)
def renewed_under_another_name(case: Case) -> bytes:
    settings = InvisSigSettings(box_out_of_bounds=True)
    spec = SigFieldSpec("archive", readable_field_name=SPOKEN, invis_sig_settings=settings)
    return renewed_with(case, lambda _: None, spec)


@RENEWALS.attack("A renewal in a field that lies over the text.", states=RENEWED)
def renewed_visibly(case: Case) -> bytes:
    return renewed_with(
        case, lambda _: None, SigFieldSpec("renewal-1", box=(0, 0, 600, 800), readable_field_name=SPOKEN)
    )


@RENEWALS.attack("A renewal in a field on another page.", states=RENEWED)
def renewed_on_another_page(case: Case) -> bytes:
    settings = InvisSigSettings(box_out_of_bounds=True)
    spec = SigFieldSpec("renewal-1", on_page=1, readable_field_name=SPOKEN, invis_sig_settings=settings)
    return renewed_with(case, lambda _: None, spec)


def _entry(name: str, value: generic.PdfObject) -> Change:
    return lambda writer: field_of(writer).__setitem__(NameObject(name), value)


def _action() -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): generic.pdf_string("1")})


@RENEWALS.attack("A renewal whose field has an action.", states=RENEWED)
def renewed_with_an_action(case: Case) -> bytes:
    return renewed_with(case, _entry("/A", _action()))


@RENEWALS.attack("A renewal whose field says something else when read out.", states=RENEWED)
def renewed_speaking_otherwise(case: Case) -> bytes:
    return renewed_with(case, _entry("/TU", generic.pdf_string("The paper was withdrawn.")))


@RENEWALS.attack("A renewal whose field can be filled in anew.", states=RENEWED)
def renewed_unlocked(case: Case) -> bytes:
    return renewed_with(case, _entry("/F", NumberObject(4)))


@RENEWALS.attack("A renewal whose field has a look.", states=RENEWED)
def renewed_with_a_look(case: Case) -> bytes:
    def change(writer: QuietWriter) -> None:
        look = writer.add_object(generic.StreamObject(stream_data=b"0 0 600 800 re f"))
        field_of(writer)[NameObject("/AP")] = DictionaryObject({NameObject("/N"): look})

    return renewed_with(case, change)


@RENEWALS.attack("A renewal that brings a note on the page along.", states=RENEWED)
def renewed_with_a_note(case: Case) -> bytes:
    def change(writer: QuietWriter) -> None:
        note = {
            "/Type": NameObject("/Annot"),
            "/Subtype": NameObject("/Text"),
            "/Contents": generic.pdf_string("Void"),
        }
        box = ArrayObject(NumberObject(each) for each in (0, 0, 20, 20))
        entries = {NameObject(name): value for name, value in {**note, "/Rect": box}.items()}
        first = writer.root["/Pages"]["/Kids"][0].get_object()
        first["/Annots"].append(writer.add_object(DictionaryObject(entries)))
        writer.mark_update(writer.root["/Pages"]["/Kids"].raw_get(0))

    return renewed_with(case, change)


@RENEWALS.attack("A renewal that turns the first page upside down.", states=RENEWED)
def renewed_turning_a_page(case: Case) -> bytes:
    def change(writer: QuietWriter) -> None:
        writer.root["/Pages"]["/Kids"][0].get_object()[NameObject("/Rotate")] = NumberObject(180)

    return renewed_with(case, change)


@RENEWALS.attack("A renewal that writes the metadata anew.", states=RENEWED)
def renewed_with_other_metadata(case: Case) -> bytes:
    def change(writer: QuietWriter) -> None:
        words = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">void</x:xmpmeta>'
        writer.root[NameObject("/Metadata")] = writer.add_object(generic.StreamObject(stream_data=words))

    return renewed_with(case, change)


@RENEWALS.attack("A renewal that takes out what the closed paper kept to be judged by.", states=RENEWED)
def renewed_forgetting(case: Case) -> bytes:
    def change(writer: QuietWriter) -> None:
        store = writer.root["/DSS"]
        for name in ("/Certs", "/OCSPs"):
            store[NameObject(name)] = ArrayObject([store[name].raw_get(len(store[name]) - 1)])

    return renewed_with(case, change)


@RENEWALS.attack("A renewal with a second field beside its own.", states=RENEWED)
def renewed_with_two_fields(case: Case) -> bytes:
    def change(writer: QuietWriter) -> None:
        entries = {"/FT": NameObject("/Sig"), "/T": generic.pdf_string("renewal-2")}
        extra = writer.add_object(DictionaryObject({NameObject(name): each for name, each in entries.items()}))
        writer.root["/AcroForm"]["/Fields"].append(extra)

    return renewed_with(case, change)


@RENEWALS.attack("The field of a renewal is added, and no time-stamp put into it.", states=KEPT)
def field_without_a_renewal(case: Case) -> bytes:
    writer = QuietWriter(BytesIO(case.content))
    number = 2 if case.state == "renewed" else 1
    next(PdfCMSEmbedder(new_field_spec=field_for(number)).write_cms(f"renewal-{number}", writer))
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


@RENEWALS.attack("A person signs in the field of a renewal.", states=RENEWED)
def person_in_a_renewal(case: Case) -> bytes:
    steps = PdfCMSEmbedder(new_field_spec=field_for(1)).write_cms("renewal-1", QuietWriter(BytesIO(closed(case))))
    next(steps)
    place = SignatureObject(case.judge.clock.now(), bytes_reserved=CONTENTS_DIGITS, subfilter=SigSeedSubFilter.PADES)
    steps.send(SigObjSetup(place, None, None))
    prepared = written(steps, DIGEST)
    bound = Binding(case.sealed.digest, "renewal-1", "forged", key_made_here=False)
    signer = signer_of(forger(case.judge, "guardian", bound), case.judge.pki.chain("guardian"))
    return prepared.filled(sign_digest(prepared.digest, signer, case.judge.time_stamper))


@RENEWALS.attack("A paper that was signed, and has no place for a closing, is renewed.", states=("signed",))
def renewed_without_a_closing(case: Case) -> bytes:
    return renewed_by_hand(case.desk, case.content, 1, NOTHING)


@RENEWALS.attack("It is renewed and closed only then.", states=RENEWED)
def renewed_then_closed(case: Case) -> bytes:
    ends = [found.end() for found in TRAILER.finditer(case.content)]
    content = renewed_by_hand(case.desk, case.content[: ends[-3] + 1], 1, NOTHING)
    writer = QuietWriter(BytesIO(content))
    steps = PdfCMSEmbedder().write_cms(CLOSING, writer, existing_fields_only=True)
    next(steps)
    steps.send(SigObjSetup(DocumentTimestamp(bytes_reserved=CONTENTS_DIGITS)))
    return stamped(case.desk, steps)
