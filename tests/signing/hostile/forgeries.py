"""Attacks with other keys, other times and other papers: what is written is well formed, and who signed is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pikepdf
from cryptography.hazmat.primitives.serialization import Encoding

from signing.certificates import Authority, Binding, leaf_certificate, name_of
from signing.keys import new_key
from signing.parts import prepare
from signing.signer import sign_digest
from tests.signing import attacks
from tests.signing.desk import paper
from tests.signing.hostile.catalogue import NOT_CLOSED, SIGNED_BY_A_PERSON, Family
from tests.signing.hostile.states import SIGNED, Case, forged, forger, made, sealer_with, then_signed
from tests.signing.hostile.writing import TRAILER

KEYS = Family("Other keys, other times")
OTHERS = Family("Other papers, fragments, rewriting")


@KEYS.attack("A guardian's key is used as the council's seal.", "unrecognised")
def guardian_as_council(case: Case) -> bytes:
    return _sealed_by_a_person(case, "guardian")


@KEYS.attack("The chair's key is used as the council's seal.", "unrecognised")
def chair_as_council(case: Case) -> bytes:
    return _sealed_by_a_person(case, "chair")


def _sealed_by_a_person(case: Case, role: str) -> bytes:
    checked = paper(*case.fields)
    authority = forger(case.desk, role, Binding(checked.digest, "seal", "forged", key_made_here=False))
    return case.again(checked, sealer=sealer_with(case.desk, authority, role))


@KEYS.attack("A certificate that claims the seal's role comes from the guardians' authority.", "unrecognised")
def seal_from_the_guardians_authority(case: Case) -> bytes:
    key, issuer = new_key(), case.desk.pki.issuing["guardian"]
    moment = case.desk.clock.now()
    certificate = leaf_certificate("seal", key.public_key(), name_of("A council", "A seal"), issuer, moment)
    return case.again(sealer=sealer_with(case.desk, Authority(certificate, key), "guardian"))


@KEYS.attack("A certificate that claims the seal's role comes from a guardian's own certificate.", "unrecognised")
def seal_from_a_leaf(case: Case) -> bytes:
    leaf = forger(case.desk, "guardian", Binding(case.sealed.digest, "seal", "forged", key_made_here=False))
    key, moment = new_key(), case.desk.clock.now()
    certificate = leaf_certificate("seal", key.public_key(), name_of("A council", "A seal"), leaf, moment)
    sealer = sealer_with(case.desk, Authority(certificate, key), "guardian")
    carried = (*sealer.signer.carried, leaf.certificate.public_bytes(Encoding.DER))
    return case.again(sealer=replace(sealer, signer=replace(sealer.signer, carried=tuple(sorted(carried)))))


@KEYS.attack("The time authority's key is used as the council's seal.", "unrecognised")
def time_as_council(case: Case) -> bytes:
    return case.again(sealer=sealer_with(case.desk, forger(case.desk, "time"), "time"))


@KEYS.attack("The seal is a plain signature that does not certify.")
def seal_that_does_not_certify(case: Case) -> bytes:
    checked = paper(*case.fields)
    seeds = case.desk.seeds(checked)
    prepared = prepare(checked.content, "seal", case.desk.clock.now(), stamp=None, certify=False, seeds=seeds)
    content = prepared.filled(sign_digest(prepared.digest, case.desk.sealer.signer, case.desk.time_stamper))
    return then_signed(case, checked, content)


@KEYS.attack("A council of the same names with other keys made it all.", "unrecognised")
def look_alike(case: Case) -> bytes:
    return made(case.stranger, case.state, paper(*case.fields))[1]


@KEYS.attack("The look-alike council's root travels along in the signature.", "unrecognised", record="altered")
def look_alike_with_its_root(case: Case) -> bytes:
    content = made(case.stranger, case.state, paper(*case.fields))[1]
    root = case.stranger.pki.root.public_bytes(Encoding.DER)
    return attacks.certificate_added(content, root)


@KEYS.attack("The right seal carries a look-alike council's time.", "unrecognised")
def look_alike_time(case: Case) -> bytes:
    return case.again(sealer=replace(case.desk.sealer, time_stamper=case.stranger.time_stamper))


@KEYS.attack("A look-alike council's guardian signs under the right seal.", "unrecognised", SIGNED_BY_A_PERSON)
def look_alike_guardian(case: Case) -> bytes:
    content = case.sealed.content
    for role in SIGNED[case.state]:
        content = forged(case.stranger, content, case.sealed, role)
    return content


@KEYS.attack(
    "A key is kept, and used after its certificate has ended, with a late stamp.", "unrecognised", SIGNED_BY_A_PERSON
)
def kept_key(case: Case) -> bytes:
    late = case.desk.later(timedelta(days=31))
    return made(case.desk, case.state, paper(*case.fields), signing=late)[1]


@KEYS.attack("The seal's time lies in the future.", "unrecognised", (*NOT_CLOSED, "closed"))
def seal_of_the_future(case: Case) -> bytes:
    future = case.desk.later(timedelta(days=2))
    return made(future, case.state, paper(*case.fields))[1]


@KEYS.attack("A guardian signs with a time before the seal's.", "unrecognised", SIGNED_BY_A_PERSON)
def signed_before_the_seal(case: Case) -> bytes:
    sealer = replace(case.desk.sealer, time_stamper=case.desk.later(timedelta(minutes=4)).time_stamper)
    return case.again(sealer=sealer)


@KEYS.attack("The council's seal is used in the guardian's place.", "unrecognised", ("signed",))
def seal_for_a_guardian(case: Case) -> bytes:
    prepared = prepare(case.sealed.content, "guardian", case.desk.clock.now(), stamp=None, certify=False)
    return prepared.filled(sign_digest(prepared.digest, case.desk.sealer.signer, case.desk.time_stamper))


@KEYS.attack("A guardian's key is used in the chair's place.", "unrecognised", ("countersigned",))
def guardian_for_the_chair(case: Case) -> bytes:
    content = forged(case.desk, case.sealed.content, case.sealed, "guardian")
    return forged(case.desk, content, case.sealed, "chair", role="guardian")


@KEYS.attack("The chair's key is used in the guardian's place.", "unrecognised", ("signed",))
def chair_for_a_guardian(case: Case) -> bytes:
    return forged(case.desk, case.sealed.content, case.sealed, "guardian", role="chair")


@KEYS.attack("A guardian's certificate for another field of the paper is used.", "unrecognised", ("signed",))
def certificate_of_another_field(case: Case) -> bytes:
    return forged(case.desk, case.sealed.content, case.sealed, "guardian", bound_to="guardian-2")


@KEYS.attack("A guardian's certificate for another paper is used.", "unrecognised", ("signed",))
def certificate_of_another_paper(case: Case) -> bytes:
    return forged(case.desk, case.sealed.content, case.other().sealed, "guardian")


@OTHERS.attack("The last signature is replaced by that of another paper of the council.")
def signature_of_another_paper(case: Case) -> bytes:
    other = case.other().content
    (start, end), (begin, stop) = (attacks.signature_spans(one)[-1] for one in (case.content, other))
    return case.content[:start] + other[begin:stop] + case.content[end:]


@OTHERS.attack("The two last signatures change places.", states=SIGNED_BY_A_PERSON)
def signatures_exchanged(case: Case) -> bytes:
    (a, b), (c, d) = attacks.signature_spans(case.content)[-2:]
    content = case.content
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


@OTHERS.attack("The seal's signature is used again in the last field.", states=SIGNED_BY_A_PERSON)
def seal_used_again(case: Case) -> bytes:
    spans = attacks.signature_spans(case.content)
    (a, b), (c, d) = spans[0], spans[-1]
    return case.content[:c] + case.content[a:b] + case.content[d:]


@OTHERS.attack(
    "Another paper's seal revision is put under this paper's signatures.", "unreadable", states=SIGNED_BY_A_PERSON
)
def another_paper_below(case: Case) -> bytes:
    other = case.other()
    return other.sealed.content + case.content[len(case.sealed.content) :]


@OTHERS.attack("It is cut back to its seal: it says who has not signed.", "incomplete", SIGNED_BY_A_PERSON)
def cut_back_to_the_seal(case: Case) -> bytes:
    return case.content[: len(case.sealed.content)]


@OTHERS.attack("The countersignature is cut off: it says who has not signed.", "incomplete", ("countersigned",))
def countersignature_cut_off(case: Case) -> bytes:
    ends = [found.end() for found in TRAILER.finditer(case.content)]
    return case.content[: ends[-2] + 1]


@OTHERS.attack("It is cut back behind its seal.", "unsigned")
def cut_back_behind_the_seal(case: Case) -> bytes:
    first = TRAILER.search(case.content)
    return case.content[: first.end() + 1]


@OTHERS.attack("The guardian's revision is cut out of the middle.", "unreadable", ("countersigned",))
def middle_cut_out(case: Case) -> bytes:
    ends = [found.end() + 1 for found in TRAILER.finditer(case.content)]
    return case.content[: ends[-3]] + case.content[ends[-2] :]


@OTHERS.attack("Two genuine papers are joined into one file.", "unreadable")
def two_papers_joined(case: Case) -> bytes:
    return case.other().content + case.content


@OTHERS.attack("The signed paper is put into an unsigned one as an attachment.", "altered")
def hidden_in_another(case: Case) -> bytes:
    output = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = pdf.make_stream(case.content)
        pdf.Root.Names = pikepdf.Dictionary(X=stream)
        pdf.save(output, compress_streams=False)
    return output.getvalue()


@OTHERS.attack("An editor saves it anew.")
def saved_anew(case: Case) -> bytes:
    return attacks.rewritten(case.content)


@OTHERS.attack("An editor saves it anew with its objects packed away.")
def saved_packed(case: Case) -> bytes:
    return _saved(case, object_stream_mode=pikepdf.ObjectStreamMode.generate)


@OTHERS.attack("An editor saves it anew for the web (linearised).")
def saved_for_the_web(case: Case) -> bytes:
    return _saved(case, linearize=True)


@OTHERS.attack("An editor saves it anew under a password.", "unreadable")
def saved_under_a_password(case: Case) -> bytes:
    return attacks.encrypted(case.content)


@OTHERS.attack("It is printed to a new file: the words, no signature.", "unsigned", renewed="altered")
def printed(case: Case) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(case.content)) as old, pikepdf.new() as new:
        new.pages.append(old.pages[0])
        new.save(output)
    return output.getvalue()


def _saved(case: Case, **settings: object) -> bytes:
    output = BytesIO()
    with pikepdf.open(BytesIO(case.content)) as pdf:
        pdf.save(output, **settings)
    return output.getvalue()
