"""Attacks on what each place to sign says of who may sign there (its seed values), and on keeping to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pikepdf
from cryptography.hazmat.primitives.serialization import Encoding

from signing.parts import prepare
from signing.seed_values import code_of
from signing.signer import sign_digest
from tests.signing.desk import paper
from tests.signing.hostile.catalogue import Family
from tests.signing.hostile.states import Case, forged, then_signed
from tests.signing.hostile.writing import updated

ASKED = Family("Who may sign where (seed values)")

Seeds = dict[str, bytes]


@ASKED.attack("An update takes out of a place to sign who may sign there.")
def asked_taken_out(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        place = _place(pdf)
        del place.SV
        yield place

    return updated(case.content, change)


@ASKED.attack("An update lets any certificate sign in a place.")
def asked_loosened(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        values = _place(pdf).SV
        del values.Cert
        yield values

    return updated(case.content, change)


@ASKED.attack("An update makes what a place asks for no requirement.")
def asked_unflagged(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        values = _place(pdf).SV
        values.Ff = values.Cert.Ff = 0
        yield values

    return updated(case.content, change)


@ASKED.attack("An update names a look-alike council's root beside the council's.")
def asked_of_a_stranger(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        values = _place(pdf).SV
        values.Cert.Issuer.append(pikepdf.String(case.stranger.pki.root.public_bytes(Encoding.DER)))
        yield values

    return updated(case.content, change)


@ASKED.attack("An update writes what a place asks for into the place itself.")
def asked_in_the_field(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        place = _place(pdf)
        place.SV = pikepdf.Dictionary(dict(place.SV.items()))
        yield place

    return updated(case.content, change)


@ASKED.attack("An update writes the same requirements in another encoding.")
def asked_in_another_encoding(case: Case) -> bytes:
    def change(pdf: pikepdf.Pdf) -> Iterable[pikepdf.Object]:
        values = _place(pdf).SV
        name = values.Cert.SubjectDN[0]
        for key in name:
            name[key] = pikepdf.String(str(name[key]))
        yield values

    return updated(case.content, change)


@ASKED.attack("The council's seal itself says nowhere who may sign.")
def sealed_asking_nothing(case: Case) -> bytes:
    return _sealed_asking(case, lambda _: {})


@ASKED.attack("The council's seal itself asks for less than it does everywhere.")
def sealed_asking_less(case: Case) -> bytes:
    return _sealed_asking(case, _changed(b" /Ff 10 ", b" /Ff 0 "))


@ASKED.attack("The council's seal itself writes a requirement nobody knows.")
def sealed_asking_more(case: Case) -> bytes:
    return _sealed_asking(case, _changed(b"/Type /SV ", b"/Type /SV /Appearance (any) "))


@ASKED.attack(
    "The council's seal itself asks for what the persons do not have.", "unrecognised", ("signed", "countersigned")
)
def signed_by_others_than_asked(case: Case) -> bytes:
    return _sealed_asking(case, lambda _: case.desk.seeds(paper(*case.fields, words="Another paper")))


@ASKED.attack("A certificate with another subject than the place asks for is used.", "unrecognised", ("signed",))
def another_subject(case: Case) -> bytes:
    return forged(case.desk, case.sealed.content, case.sealed, "guardian", code="0" * 32 + "-guardian")


@ASKED.attack("A certificate with no code in its subject is used.", "unrecognised", ("signed",))
def no_subject(case: Case) -> bytes:
    return forged(case.desk, case.sealed.content, case.sealed, "guardian", code="")


@ASKED.attack(
    "A chair's certificate with the guardian's code is used in the guardian's place.", "unrecognised", ("signed",)
)
def another_policy(case: Case) -> bytes:
    code = code_of(case.sealed.checked, "guardian")
    return forged(case.desk, case.sealed.content, case.sealed, "guardian", role="chair", code=code)


def _place(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """Return the last place that asks for a certificate."""
    return [one for one in pdf.Root.AcroForm.Fields if "/SV" in one and "/Cert" in one.SV][-1]


def _sealed_asking(case: Case, change: Callable[[Seeds], Seeds]) -> bytes:
    """Seal and sign a paper past our own sealing, with other seed values in its fields."""
    checked = paper(*case.fields)
    moment, seeds = case.desk.clock.now(), change(case.desk.seeds(checked))
    prepared = prepare(checked.content, "seal", moment, stamp=None, certify=True, seeds=seeds)
    signature = sign_digest(prepared.digest, case.desk.sealer.signer, case.desk.time_stamper)
    return then_signed(case, checked, prepared.filled(signature))


def _changed(old: bytes, new: bytes) -> Callable[[Seeds], Seeds]:
    return lambda seeds: {name: written.replace(old, new) for name, written in seeds.items()}
