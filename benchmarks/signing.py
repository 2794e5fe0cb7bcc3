"""What the seal alone costs, and the sweep: beside the least it could cost, and beside pyHanko as its manual has it.

    python -m benchmarks.signing

All in one run, taking turns. The floor of a seal is one SHA-256 of the paper, one raw signature, one copy of it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from benchmarks.ours import OWN_KEY, Bench, checked_paper, open_bench
from benchmarks.records import records
from benchmarks.timing import Work, interleaved, medians
from inconfidence.core.clock import SystemClock
from inconfidence.core.documents import ClearedPdf
from signing import BatchSealer, Sealer, Trust, remembered, seal, seal_for_batch, swept, verify
from signing.rsa_seal import signature_of

RSA_KEY = "RSA-2048"
ROUNDS = 31
PAPERS = 8
"""Different papers, which take turns: nothing is made once for one of them and used again."""
FLOOR, UNTIMED, TIMED, STOCK = "floor", "sealed, B-B", "sealed, B-T", "pyHanko sign_pdf, SimpleSigner, B-B"
SWEPT, JUDGED = "swept", "judged in full"


@dataclass(frozen=True, slots=True)
class Signing:
    """Milliseconds by way and key, and of sweep and judge, medians of ``rounds``; ``size`` of a paper in bytes."""

    rounds: int
    pages: int
    size: int
    seals: Mapping[tuple[str, str], float]
    sweep: Mapping[str, float] = field(default_factory=dict)


def measure(bench: Bench, root: x509.Certificate, rounds: int) -> Signing:
    """Measure seals with both kinds of key, the sweep and the judge."""
    papers = [_cleared(number) for number in range(PAPERS)]
    work: dict[str, Work] = {}
    for key, sealer in bench.sealers.items():
        work |= {f"{way}|{key}": do for way, do in _ways(papers, sealer, bench).items()}
    work |= _looks(papers, bench, root)
    found = medians(interleaved(work, rounds))
    seals = {_pair(name): ms for name, ms in found.items() if "|" in name}
    sweep = {name: ms for name, ms in found.items() if "|" not in name}
    return Signing(rounds, papers[0].page_count, len(papers[0].content), seals, sweep)


def lines(found: Signing) -> list[str]:
    """Return the section of the page."""
    rows = [
        f"| {way} | {key} | {ms:.3f} | {ms / found.seals[FLOOR, key]:.2f} | {found.seals[STOCK, RSA_KEY] / ms:.0f} |"
        for (way, key), ms in found.seals.items()
    ]
    swept_ms, judged_ms = found.sweep[SWEPT], found.sweep[JUDGED]
    return [
        "## Sealing alone, and sweeping",
        f"A finished paper of {found.pages} pages ({found.size / 1000:.0f} kB) is sealed: known again by its digest",
        "as the one that was cleared, given the signature's objects and stamp, signed. The floor is one SHA-256 of",
        "the paper, one raw signature and one copy of the bytes. B-B, without a time-stamp, is for batches only,",
        "whose time is proved for all together. pyHanko signs the same papers as its manual has it, with no stamp.",
        f"Medians of {found.rounds} rounds in which all take turns.",
        "",
        "| way | key | ms | times the floor, same key | pyHanko's RSA is so many times this |",
        "| --- | --- | ---: | ---: | ---: |",
        *rows,
        "",
        f"A sweep of a sealed paper takes {swept_ms:.3f} ms and `verify` {judged_ms:.2f} ms in the same run: it is",
        f"{judged_ms / swept_ms:.0f} times faster, says only that the paper is as it was judged, and gives no",
        "verdict.",
        "",
    ]


def _cleared(number: int) -> ClearedPdf:
    checked = checked_paper(records(number))
    return ClearedPdf(checked.content, checked.digest, checked.page_count, checked.fields)


def _ways(papers: Sequence[ClearedPdf], sealer: Sealer, bench: Bench) -> Mapping[str, Work]:
    batch, stock = BatchSealer(sealer.signer, sealer.clock, sealer.seeds), simple_signer(sealer)

    def taking_turns(do: Callable[[ClearedPdf], object]) -> Work:
        return lambda number: do(papers[number % PAPERS])

    return {
        FLOOR: taking_turns(partial(_floor, sealer=sealer)),
        UNTIMED: taking_turns(lambda paper: seal_for_batch(paper, batch, stamp=bench.stamp)),
        TIMED: taking_turns(lambda paper: seal(paper, sealer, stamp=bench.stamp)),
        STOCK: taking_turns(partial(as_in_the_manual, signer=stock)),
    }


def _floor(paper: ClearedPdf, sealer: Sealer) -> bytes:
    digest = sha256(paper.content).digest()
    signature_of(digest, sealer.signer.authority)
    return bytes(bytearray(paper.content))


def simple_signer(sealer: Sealer) -> signers.SimpleSigner:
    """Return pyHanko's own signer with the key of a sealer."""
    store = SimpleCertificateStore()
    own = sealer.signer.authority
    certificates = [asn1_x509.Certificate.load(each) for each in sealer.signer.carried]
    store.register_multiple(certificates)
    key = own.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    leaf = asn1_x509.Certificate.load(own.certificate.public_bytes(Encoding.DER))
    return signers.SimpleSigner(leaf, asn1_keys.PrivateKeyInfo.load(key), store)


def as_in_the_manual(paper: ClearedPdf, signer: signers.SimpleSigner) -> bytes:
    """Return a paper signed as pyHanko's manual has it."""
    name = next(planned.name for planned in paper.fields if planned.role == "seal")
    about = signers.PdfSignatureMetadata(
        field_name=name,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.FILL_FORMS,
    )
    output = BytesIO()
    signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(paper.content)), about, signer=signer, output=output)
    return output.getvalue()


def _looks(papers: Sequence[ClearedPdf], bench: Bench, root: x509.Certificate) -> Mapping[str, Work]:
    sealed = [seal(paper, bench.sealers[OWN_KEY], stamp=bench.stamp).content for paper in papers]
    clock = SystemClock()
    records_kept = [remembered(each, verify(each, Trust((root,)), clock=clock)) for each in sealed]

    def sweep(number: int) -> str:
        return swept(sealed[number % PAPERS], records_kept[number % PAPERS])

    def judge(number: int) -> str:
        return verify(sealed[number % PAPERS], Trust((root,)), clock=clock).verdict

    if {sweep(number) for number in range(PAPERS)} != {"intact"}:
        raise ValueError("A paper was not found intact by the sweep; that would be no comparison.")
    return {SWEPT: sweep, JUDGED: judge}


def _pair(name: str) -> tuple[str, str]:
    way, key = name.split("|")
    return way, key


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "keys"
        ready = open_bench(folder)
        top = x509.load_pem_x509_certificate((folder / "root.pem").read_bytes())
        print("\n".join(lines(measure(ready, top, ROUNDS))))  # noqa: T201 - the command's own output
