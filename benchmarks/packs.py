"""Copies of one pack, written to disk: beside the least they could cost, and beside pypdf and pyHanko used plainly.

    python -m benchmarks.packs

All in one run, taking turns. The floor of a copy is one SHA-256 of all its bytes, one raw signature and writing it.
Two packs: 30 pages of text, and 9 MB of scans. "Own part ready" takes a copy whose own words are drawn and checked
already; the next row draws and checks them too. Neither has the leak scan or the filling of the template; nor has the
peer: the body made once, a page with the person's marks merged under each of its pages by pypdf, and pyHanko's
sign_pdf with a SimpleSigner, as the manuals of both have it. All seals are P-256, level B-B.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter

from PIL import Image
from pyhanko.sign import signers
from pypdf import PageObject, PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from benchmarks.ours import MADE_AT, MARKING, OWN_KEY, Bench, open_bench
from benchmarks.signing import as_in_the_manual, simple_signer
from benchmarks.vocabulary import CLUBS, PLACES, REASONS, SEEN, WHERE, WORRY
from generator.packs import Copier, Wanted
from inconfidence.core.blocks import (
    Block,
    Cell,
    PageBreak,
    Paper,
    Paragraph,
    ParagraphStyle,
    Picture,
    Reference,
    Row,
    Section,
    SignaturePlace,
    Tab,
    Table,
    TabStop,
    Text,
    TextStyle,
)
from inconfidence.core.clock import SystemClock
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import ClearedPdf, Mark, SignatureField
from inconfidence.core.packs import CheckedCopy, ClearedCopy
from signing import BatchSealer, PackToSeal, digits_untimed, pack_to_seal, seal_copy_for_batch, signature_of

COPIES, PLAIN_COPIES, ROUNDS = 200, 3, 3
FLOOR, READY, WHOLE, PLAIN = (
    "floor",
    "a copy, own part ready",
    "a copy, own part drawn and checked",
    "pypdf and pyHanko",
)
SEAL = (SignatureField("seal", "seal", "The council's seal."),)
BODY, BOLD = TextStyle(), TextStyle(bold=True)
NORMAL = ParagraphStyle("Normal", after=6.0)
FOOT = ParagraphStyle("footer", tabs=(TabStop(470.0, "right"),))
SCANS, SCAN_WIDTH, SCAN_HEIGHT = 9, 900, 1200
PARAGRAPHS, WORDS = 266, 45


@dataclass(frozen=True, slots=True)
class Packs:
    """Milliseconds a copy by way, medians of ``rounds``; sizes in bytes; ``prepared`` milliseconds once for a batch.

    ``added`` is what one copy has alone, its seal among it; ``look`` the look of the seal, which all of them share.
    """

    name: str
    rounds: int
    pages: int
    size: int
    added: int
    look: int
    prepared: float
    copies: Mapping[str, float] = field(default_factory=dict)


def measure(bench: Bench, place: Path, rounds: int = ROUNDS) -> list[Packs]:
    """Measure both packs; copies are written into a folder of their own in ``place``."""
    folder = place / "copies"
    folder.mkdir()
    return [
        _measured("30 pages of text", _text_blocks(), bench, folder, rounds),
        _measured("9 MB of scans", _scan_blocks(), bench, folder, rounds),
    ]


def lines(found: Sequence[Packs]) -> list[str]:
    """Return what was measured, for the page on performance."""
    if not found:
        return []
    told = [
        "## Copies of a pack",
        f"{COPIES} copies of one pack, each written to disk with its owner's name and code on every page, in one",
        "revision, sealed at level B-B. The floor is one SHA-256 of all its bytes, one raw signature and writing",
        "it. The plain way is a body made once, the person's mark merged under each page by pypdf, and pyHanko's",
        "`sign_pdf`. Neither the leak scan nor the filling of the template is in any row.",
        "",
        "| pack | way | ms a copy | times the floor | plain use is so many times this |",
        "| --- | --- | ---: | ---: | ---: |",
    ]
    for each in found:
        told += [
            f"| {each.name} | {way} | {ms:.3f} | {ms / each.copies[FLOOR]:.2f} | {each.copies[PLAIN] / ms:.0f} |"
            for way, ms in each.copies.items()
        ]
    told.append("")
    told += [_told(each) for each in found]
    return [*told, ""]


def _told(each: Packs) -> str:
    return (
        f"{each.name}: {each.pages} pages, {each.size / 1e6:.2f} MB. A copy adds {each.added / 1000:.1f} kB of its "
        f"own; the look of the seal, {each.look / 1000:.1f} kB, is everybody's. The body is drawn, judged as an "
        f"outward paper and made ready in {each.prepared:.0f} ms, once. Medians of {each.rounds} rounds of {COPIES} "
        f"copies ({PLAIN_COPIES} of pypdf and pyHanko)."
    )


def _measured(name: str, blocks: Sequence[Block], bench: Bench, place: Path, rounds: int) -> Packs:
    own = bench.sealers[OWN_KEY]
    sealer = BatchSealer(own.signer, SystemClock(), own.seeds)
    orders = [_wanted(blocks, f"Zoë Smith-{at:03}", f"C{at:03}-AAAA") for at in range(COPIES)]
    copier = Copier(SEAL, MADE_AT)
    start = perf_counter()
    first = copier.copy(orders[0])
    pack = pack_to_seal(first.pack, MADE_AT, bench.stamp, own.seeds, digits_untimed(sealer.signer))
    prepared = 1000 * (perf_counter() - start)
    ready = [_cleared(copier.copy(each)) for each in orders]
    files = [seal_copy_for_batch(ready[0], pack, sealer).content]
    work: dict[str, Callable[[], object]] = {
        FLOOR: lambda: [_floor(files[0], sealer, place / f"{at}.pdf") for at in range(COPIES)],
        READY: lambda: [_sealed(each, pack, sealer, place / f"{at}.pdf") for at, each in enumerate(ready)],
        WHOLE: lambda: [
            _sealed(_cleared(copier.copy(each)), pack, sealer, place / f"{at}.pdf") for at, each in enumerate(orders)
        ],
        PLAIN: _plainly(first, simple_signer(bench.sealers[OWN_KEY]), place),
    }
    times: dict[str, list[float]] = {way: [] for way in work}
    for round_ in range(rounds + 1):
        for way, do in work.items():
            start = perf_counter()
            do()
            took = 1000 * (perf_counter() - start) / (PLAIN_COPIES if way == PLAIN else COPIES)
            times[way] += [took] if round_ else []
            for file in place.glob("*.pdf"):
                file.unlink()
    found = {way: median(each) for way, each in times.items()}
    size, look = len(first.pack.shared.content), len(pack.content) - len(first.pack.shared.content)
    # The table of objects would be the pack's too.
    added = len(files[0]) - len(pack.content) - len(pack.lines) - len(pack.look_lines)
    return Packs(name, rounds, first.pack.page_count, size, added, look, prepared, found)


def _floor(content: bytes, sealer: BatchSealer, file: Path) -> None:
    signature_of(sha256(content).digest(), sealer.signer.authority)
    file.write_bytes(content)


def _cleared(checked: CheckedCopy) -> ClearedCopy:
    # What the leak scan would hand over.
    return ClearedCopy(checked.pack, checked.own, checked.digest)


def _sealed(cleared: ClearedCopy, pack: PackToSeal, sealer: BatchSealer, file: Path) -> None:
    file.write_bytes(seal_copy_for_batch(cleared, pack, sealer).content)


def _plainly(copy: CheckedCopy, signer: signers.SimpleSigner, place: Path) -> Callable[[], object]:
    body = copy.content

    def one(number: int) -> None:
        writer = PdfWriter(clone_from=BytesIO(body))
        for page in writer.pages:
            page.merge_page(
                _mark_page(f"Zoë Smith-{number:03}", page.mediabox.width, page.mediabox.height), over=False
            )
        output = BytesIO()
        writer.write(output)
        marked = ClearedPdf(output.getvalue(), copy.digest, len(writer.pages), SEAL)
        (place / f"{number}.pdf").write_bytes(as_in_the_manual(marked, signer))

    return lambda: [one(number) for number in range(PLAIN_COPIES)]


def _mark_page(words: str, width: float, height: float) -> PageObject:
    output = BytesIO()
    canvas = Canvas(output, pagesize=(float(width), float(height)))
    canvas.setFillGray(0.92)
    canvas.setFont("Helvetica-Bold", 40)
    canvas.translate(float(width) / 2, float(height) / 2)
    canvas.rotate(50)
    canvas.drawCentredString(0, 0, words)
    canvas.save()
    return PdfReader(output).pages[0]


def _wanted(blocks: Sequence[Block], name: str, code: str) -> Wanted:
    line = f"{name}  \N{BULLET}  {code}"
    own = Paragraph((Text(name, BOLD, source="copy.made_for"),), NORMAL)
    panel = Table((Row((Cell((Paragraph((Text("Prepared for", BODY),), NORMAL), own)),)),), (400.0,), "layout")
    foot = (
        Paragraph((Text("Papers", BODY), Tab(BODY), Text("page ", BODY), Reference("page", BODY)), FOOT),
        Paragraph(
            (Text("Made for ", BODY), Text(name, BODY, source="copy.made_for"), Text(f", code {code}", BODY)), FOOT
        ),
    )
    head = (Paragraph((Text(MARKING, BOLD),), FOOT),)
    sealed = SignaturePlace("seal", "Seal of the council", 198.4, 70.9)
    paper = Paper("Papers", "en-GB", (Section((panel, *blocks, sealed), header=head, footer=foot),))
    return Wanted(paper, Mark(line, line), (MARKING, line), digest_of_data(name))


def _text_blocks() -> list[Block]:
    chance = Random(7)  # noqa: S311 - words and noise to measure with
    words = [word for each in (SEEN, WHERE, WORRY, REASONS, PLACES, CLUBS) for said in each for word in said.split()]
    told = (" ".join(chance.choices(words, k=WORDS)) for _ in range(PARAGRAPHS))
    return [Paragraph((Text(each, BODY),), NORMAL) for each in told]


def _scan_blocks() -> list[Block]:
    chance = Random(7)  # noqa: S311 - words and noise to measure with
    blocks: list[Block] = []
    for number in range(SCANS):
        scan = Image.frombytes("L", (SCAN_WIDTH, SCAN_HEIGHT), chance.randbytes(SCAN_WIDTH * SCAN_HEIGHT))
        output = BytesIO()
        scan.save(output, "PNG")
        shown = Picture(output.getvalue(), 450.0, 600.0, f"Scan {number + 1} of a letter")
        blocks += [PageBreak(), Paragraph((shown,), NORMAL)]
    return blocks


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        sys.stdout.write("\n".join(lines(measure(open_bench(home / "keys"), home))) + "\n")
