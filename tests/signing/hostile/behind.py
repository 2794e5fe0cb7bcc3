"""Attacks on the one place in a file that no signature covers: what the council keeps behind its seal.

Whoever writes there has the product's own code, and can have true words of the council's authorities as well. True
words that vouch for every certificate and say nothing else, put there in our form, give the level that others give
too, whichever paper they were heard for: that is no attack.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from asn1crypto import ocsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import NameObject, StreamObject, pdf_name

from signing import seal
from signing.appending import table_of
from signing.certificates import Authority
from signing.kept_behind import kept_behind, written_behind
from signing.parts import QuietWriter
from signing.revocation import root_list
from signing.revoked import Revoked
from signing.security_store import put_store
from signing.validation_data import ValidationData, together
from tests.signing import attacks
from tests.signing.desk import Desk, paper
from tests.signing.hostile.catalogue import Family
from tests.signing.hostile.states import Case, State
from tests.signing.hostile.structures import table_as_stream
from tests.signing.hostile.words import PRAISED, answered, in_list, on_each, sibling

BEHIND: Final = Family("What stands behind a seal")
RECORD: Final[tuple[State, ...]] = ("record",)
END: Final = b"%%EOF\n"
OBJECT: Final = re.compile(rb"(\d+) 0 obj\n(.*?)endobj\n", re.DOTALL)

Objects = list[tuple[int, bytes]]
Edit = Callable[[Objects], Objects]
Change = Callable[[QuietWriter], object]


def sealed_part(content: bytes) -> bytes:
    """Return a record up to the end of its seal's revision."""
    return content[: content.index(END, content.rindex(b"/ByteRange")) + len(END)]


def kept_in(content: bytes) -> ValidationData:
    """Return what stands behind the seal of an honest record."""
    data = kept_behind(content, len(sealed_part(content)))
    assert data is not None
    return data


def true_words(desk: Desk) -> ValidationData:
    """Return what stands behind every seal of a desk."""
    return kept_in(seal(paper("seal"), desk.lasting(), stamp=None).content)


def relaid(content: bytes, edit: Edit = list, trailer: Callable[[bytes], bytes] = bytes) -> bytes:
    """Write the update behind the seal again with other objects or another trailer, its table right for them."""
    sealed = sealed_part(content)
    update = content[len(sealed) :]
    places, block = {}, b""
    for number, body in edit([(int(number), body) for number, body in OBJECT.findall(update)]):
        places[number] = len(sealed) + len(block)
        block += b"%d 0 obj\n%sendobj\n" % (number, body)
    end = trailer(update[update.rindex(b"trailer\n") : update.rindex(b"startxref\n")])
    return sealed + block + table_of(places) + end + b"startxref\n%d\n" % (len(sealed) + len(block)) + END


def keeping(content: bytes, data: ValidationData) -> bytes:
    """Put other words behind the seal, in our form."""
    sealed = sealed_part(content)
    return sealed + written_behind(sealed, data)


def first_value(change: Callable[[bytes], bytes]) -> Edit:
    return lambda objects: [objects[0], (objects[1][0], change(objects[1][1])), *objects[2:]]


def in_catalogue(before: bytes, after: bytes) -> Edit:
    return lambda objects: [(objects[0][0], objects[0][1].replace(before, after, 1)), *objects[1:]]


def in_store(before: bytes, after: bytes) -> Edit:
    return lambda objects: [*objects[:-1], (objects[-1][0], objects[-1][1].replace(before, after, 1))]


def in_hexadecimal(body: bytes) -> bytes:
    digits = body.split(b"stream\n", 1)[1][: -len(b"\nendstream\n")].hex().encode() + b">"
    return b"<</Length %d /Filter /ASCIIHexDecode>>\nstream\n%s\nendstream\n" % (len(digits), digits)


def numbered_anew(objects: Objects) -> Objects:
    """Give the first two values each other's numbers: in the list they change places."""
    (root, (one, first), (other, second), *rest) = objects
    return [root, (other, first), (one, second), *rest]


def one_more(trailer: bytes) -> bytes:
    """Count one object more."""
    return re.sub(rb"/Size (\d+)", lambda size: b"/Size %d" % (int(size[1]) + 1), trailer)


def store_first(objects: Objects) -> Objects:
    """Move the store to the head of the catalogue."""
    (number, catalogue), *rest = objects
    entry = catalogue[catalogue.index(b"/DSS") : catalogue.rindex(b">>")]
    return [(number, catalogue.replace(entry, b"").replace(b"<<\n", b"<<\n" + entry, 1)), *rest]


FORMS: Final[Mapping[str, tuple[str, Callable[[bytes], bytes]]]] = {
    "blank_behind": ("A blank stands behind it.", lambda content: content + b"\n"),
    "comment_behind": ("A comment stands behind it.", lambda content: content + b"% void\n"),
    "object_behind": ("An object stands behind it.", lambda content: content + b"99 0 obj\n(void)\nendobj\n"),
    "comment_in": ("A comment stands in it.", lambda content: relaid(content, in_store(b">>\n", b">>\n% void\n"))),
    "object_in": (
        "It brings an object that nothing leads to.",
        lambda content: relaid(content, lambda objects: [*objects, (objects[-1][0] + 1, b"(void)\n")], one_more),
    ),
    "objects_in_another_order": (
        "Its objects come in another order.",
        lambda content: relaid(content, lambda objects: [*objects[:-2], objects[-1], objects[-2]]),
    ),
    "objects_numbered_anew": (
        "Two of its values bear each other's numbers.",
        lambda content: relaid(content, numbered_anew),
    ),
    "value_in_hexadecimal": (
        "A value is written in hexadecimal that we write as it is.",
        lambda content: relaid(content, first_value(in_hexadecimal)),
    ),
    "value_with_an_entry": (
        "A value's stream says something of itself.",
        lambda content: relaid(content, first_value(lambda body: body.replace(b"<<", b"<</Void 1 ", 1))),
    ),
    "value_with_words_behind": (
        "Words stand behind a value, in its stream.",
        lambda content: keeping(content, _first_longer(kept_in(content))),
    ),
    "store_with_an_entry": (
        "Its store holds more than the three lists.",
        lambda content: relaid(content, in_store(b"<<", b"<</VRI <<>> ")),
    ),
    "store_without_its_type": (
        "Its store does not say what it is.",
        lambda content: relaid(content, in_store(b"/Type /DSS ", b"")),
    ),
    "store_named_elsewhere": (
        "The catalogue names the store before its other entries.",
        lambda content: relaid(content, store_first),
    ),
    "another_file_id": (
        "Its trailer gives the file another name (/ID).",
        lambda content: relaid(
            content, trailer=lambda end: re.sub(rb" <[0-9a-f]{32}>\]", b" <%s>]" % (b"0" * 32), end)
        ),
    ),
    "another_size": (
        "Its trailer counts more objects than there are.",
        lambda content: relaid(content, trailer=lambda end: re.sub(rb"/Size \d+", b"/Size 99", end)),
    ),
    "another_trailer_entry": (
        "Its trailer holds another entry.",
        lambda content: relaid(content, trailer=lambda end: end.replace(b"<<\n", b"<<\n/Void 1\n", 1)),
    ),
    "past_the_seals_table": (
        "Its trailer leads past the seal's table to the one before.",
        lambda content: relaid(content, trailer=lambda end: re.sub(rb"/Prev \d+", _first_table(content), end)),
    ),
    "by_another_program": (
        "The same words are written by another program.",
        lambda content: attacks.update(sealed_part(content), lambda writer: put_store(writer, kept_in(content))),
    ),
    "written_twice": (
        "The same update follows once more.",
        lambda content: content + content[len(sealed_part(content)) :],
    ),
    "a_second_store": (
        "A second update adds another word to it.",
        lambda content: attacks.update(
            content, lambda writer: put_store(writer, ValidationData(lists=(kept_in(content).answers[0],)))
        ),
    ),
    "an_update_of_nothing": (
        "An update that changes nothing stands in its place.",
        lambda content: attacks.update(sealed_part(content), lambda writer: writer.update_root()),
    ),
    "catalogue_with_an_action": (
        "The catalogue it writes says what to do when the file is opened.",
        lambda content: relaid(content, in_catalogue(b"<<", b"<<\n/OpenAction <</S /JavaScript /JS (void)>>")),
    ),
    "catalogue_with_a_view": (
        "The catalogue it writes says how the file is to be shown.",
        lambda content: relaid(content, in_catalogue(b"/PageMode /UseNone", b"/PageMode /UseOutlines")),
    ),
    "catalogue_uncertified": (
        "The catalogue it writes no longer says that the file is certified.",
        lambda content: relaid(content, in_catalogue(b"/Perms", b"/Permz")),
    ),
}
"""How the update can differ from what we write, were it by a byte."""


def _first_longer(data: ValidationData) -> ValidationData:
    return replace(data, certificates=(data.certificates[0] + b"void", *data.certificates[1:]))


def _first_table(content: bytes) -> bytes:
    return b"/Prev " + re.findall(rb"startxref\n(\d+)", content)[0]


def _drawn_over(writer: QuietWriter) -> None:
    attacks.text_laid_over(writer)


def _metadata(writer: QuietWriter) -> None:
    writer.root[NameObject("/Metadata")] = writer.add_object(StreamObject(stream_data=b"void"))


def _information(writer: QuietWriter) -> None:
    writer.trailer["/Info"][pdf_name("/Title")] = pdf_name("/Void")
    writer.mark_update(writer.trailer.raw_get("/Info"))


def _field(writer: QuietWriter) -> None:
    place = writer.root["/AcroForm"]["/Fields"][0]
    place[NameObject("/TU")] = NameObject("/Void")
    writer.update_container(place)


BROUGHT: Final[Mapping[str, tuple[str, Change]]] = {
    "page_drawn_over": ("draws over a page", _drawn_over),
    "note_laid_on": ("lays a note on a page", attacks.note_laid_over),
    "page_taken_out": ("takes out a page", attacks.page_removed),
    "metadata_changed": ("changes the metadata", _metadata),
    "information_changed": ("changes the information dictionary", _information),
    "field_changed": ("changes what is said of a field", _field),
    "form_taken_out": ("takes out the form", attacks.form_removed),
}
"""What an update can do beside keeping true words."""

Words = Callable[[Case, ValidationData], ValidationData]


def _with_more(case: Case, kept: ValidationData, more: ValidationData) -> ValidationData:
    return together((kept, more))


def _carrying_a_stranger(case: Case, kept: ValidationData) -> ValidationData:
    """Put a certificate of no use into an answer: what it carries nobody signed."""
    whole = ocsp.OCSPResponse.load(kept.answers[0])
    basic = whole["response_bytes"]["response"].parsed
    basic["certs"] = [asn1_x509.Certificate.load(case.stranger.pki.root.public_bytes(Encoding.DER))]
    whole["response_bytes"]["response"] = basic
    return replace(kept, answers=(whole.dump(force=True), *kept.answers[1:]))


def _withdrawn_since(case: Case, kept: ValidationData) -> ValidationData:
    late = case.desk.later(timedelta(days=2))
    gone = Revoked(case.desk.pki.seal.certificate.serial_number, late.clock.now(), "keyCompromise", None)
    said = late.revocation(gone).on((late.pki.seal.certificate,))
    return replace(kept, answers=(*said.answers, kept.answers[1]))


def _roots_next_list(case: Case, kept: ValidationData) -> ValidationData:
    made = root_list(Authority(case.desk.pki.root, case.desk.root_key), (), 9, case.desk.clock.now())
    return replace(kept, lists=(*kept.lists, made.public_bytes(Encoding.DER)))


def _of_role(case: Case, role: Any) -> Authority:
    return case.desk.pki.issuing[role]


VALUES: Final[Mapping[str, tuple[str, Words]]] = {
    "nothing_kept": ("nothing", lambda case, kept: ValidationData()),
    "a_strangers_words": ("the words on a look-alike council's seal", lambda case, kept: true_words(case.stranger)),
    "without_a_certificate": (
        "one certificate too few",
        lambda case, kept: replace(kept, certificates=kept.certificates[:-1]),
    ),
    "a_strangers_root": (
        "a look-alike's root beside the certificates",
        lambda case, kept: replace(
            kept, certificates=(*kept.certificates, case.stranger.pki.root.public_bytes(Encoding.DER))
        ),
    ),
    "another_authoritys_certificate": (
        "the certificate of another authority of the council",
        lambda case, kept: replace(
            kept,
            certificates=(*kept.certificates, _of_role(case, "guardian").certificate.public_bytes(Encoding.DER)),
        ),
    ),
    "certificates_turned": (
        "the certificates in another order",
        lambda case, kept: replace(kept, certificates=kept.certificates[::-1]),
    ),
    "a_certificate_twice": (
        "a certificate twice",
        lambda case, kept: replace(kept, certificates=(*kept.certificates, kept.certificates[0])),
    ),
    "without_the_roots_list": ("no list of the root", lambda case, kept: replace(kept, lists=())),
    "without_word_on_the_seal": (
        "no word on the seal",
        lambda case, kept: replace(kept, answers=kept.answers[1:]),
    ),
    "without_word_on_the_time": (
        "no word on the time authority",
        lambda case, kept: replace(kept, answers=kept.answers[:1]),
    ),
    "answers_turned": (
        "the answers in another order",
        lambda case, kept: replace(kept, answers=kept.answers[::-1]),
    ),
    "an_answer_twice": (
        "an answer twice",
        lambda case, kept: replace(kept, answers=(*kept.answers, kept.answers[0])),
    ),
    "a_second_answer": (
        "a second answer, true as the first, on the seal",
        lambda case, kept: _with_more(
            case, kept, answered(case.desk.pki.seal.certificate, _of_role(case, "seal"), case.desk)
        ),
    ),
    "an_answer_on_somebody": (
        "an answer on somebody else's certificate too",
        lambda case, kept: _with_more(
            case,
            kept,
            answered(sibling(case.desk, _of_role(case, "seal")), _of_role(case, "seal"), case.desk),
        ),
    ),
    "an_answer_that_carries": ("an answer that carries a stranger's certificate", _carrying_a_stranger),
    "a_list_of_the_same": (
        "a list of the seal's authority too, true as the answer",
        lambda case, kept: _with_more(case, kept, in_list(_of_role(case, "seal"), case.desk)),
    ),
    "a_list_of_another": (
        "a list of the guardians' authority too",
        lambda case, kept: _with_more(case, kept, in_list(_of_role(case, "guardian"), case.desk)),
    ),
    "the_roots_next_list": ("the root's next list too", _roots_next_list),
    "withdrawn_since": ("word that the seal was withdrawn two days later", _withdrawn_since),
}
"""What can stand behind a seal in our form beside, or in the place of, what vouches for its certificates."""


def _named(name: str, make: Callable[[Case], bytes]) -> Callable[[Case], bytes]:
    make.__name__ = name
    return make


def _in_form(case: Case, change: Callable[[bytes], bytes]) -> bytes:
    return change(case.content)


def _brought(case: Case, change: Change) -> bytes:
    def both(writer: QuietWriter) -> None:
        put_store(writer, kept_in(case.content))
        change(writer)

    return attacks.update(sealed_part(case.content), both)


def _brought_before(case: Case, change: Change) -> bytes:
    def also_the_root(writer: QuietWriter) -> None:
        change(writer)
        writer.update_root()

    between = attacks.update(sealed_part(case.content), also_the_root)
    return between + written_behind(between, kept_in(case.content))


def _valued(case: Case, words: Words) -> bytes:
    return keeping(case.content, words(case, kept_in(case.content)))


def _praised(case: Case, said: Any) -> bytes:
    pki = case.desk.pki
    words = on_each(case, case.desk, (pki.seal.certificate, pki.time.certificate), said)
    return keeping(case.content, replace(words, certificates=kept_in(case.content).certificates))


for _name, (_says, _change) in FORMS.items():
    BEHIND.attack(_says, states=RECORD)(_named(_name, partial(_in_form, change=_change)))
for _name, (_does, _alter) in BROUGHT.items():
    BEHIND.attack(f"It {_does} too.", states=RECORD)(_named(f"{_name}_behind", partial(_brought, change=_alter)))
    BEHIND.attack(f"An update between it and the seal {_does}.", states=RECORD)(
        _named(f"{_name}_between", partial(_brought_before, change=_alter))
    )
for _name, (_holds, _words) in VALUES.items():
    BEHIND.attack(f"It holds {_holds}.", states=RECORD)(_named(_name, partial(_valued, words=_words)))
for _name, (_holds, _said) in PRAISED.items():
    BEHIND.attack(f"It holds {_holds}.", states=RECORD)(_named(f"{_name}_behind", partial(_praised, said=_said)))


@BEHIND.attack("Its table is a stream.", states=RECORD)
def behind_with_a_stream(case: Case) -> bytes:
    sealed = sealed_part(case.content)
    objects = {int(number): body.rstrip(b"\n") for number, body in OBJECT.findall(case.content[len(sealed) :])}
    return table_as_stream(replace(case, content=sealed), objects)


@BEHIND.attack("It is taken as it stands from another paper of the council.", "unreadable", RECORD)
def behind_another_paper(case: Case) -> bytes:
    other = case.other().content
    return sealed_part(case.content) + other[len(sealed_part(other)) :]


@BEHIND.attack("The same from a paper of the same length.", states=RECORD)
def behind_another_paper_as_long(case: Case) -> bytes:
    other = case.again()
    return sealed_part(case.content) + other[len(sealed_part(other)) :]


@BEHIND.attack(
    "True words on the seal, in our form, stand behind a paper that others have yet to sign.", states=("open",)
)
def behind_an_agreement(case: Case) -> bytes:
    return case.content + written_behind(case.content, true_words(case.desk))


@BEHIND.attack("True words on the seal are put behind people's signatures.", states=("signed", "countersigned"))
def behind_signatures(case: Case) -> bytes:
    return attacks.update(case.content, lambda writer: put_store(writer, true_words(case.desk)))


@BEHIND.attack("True words on the seal are put behind a closed paper.", states=("closed", "renewed"))
def behind_a_closing(case: Case) -> bytes:
    return attacks.update(case.content, lambda writer: put_store(writer, true_words(case.desk)))


@BEHIND.attack("True words stand behind a seal whose time-stamp was taken out.", states=RECORD)
def behind_an_untimed_seal(case: Case) -> bytes:
    return keeping(attacks.time_stamp_removed(case.content), kept_in(case.content))
