"""Copies of one pack, written to disk: beside the least they could cost, and beside pypdf and pyHanko used plainly.

    python -m benchmarks.packs

All in one run, taking turns. The floor of a copy is one SHA-256 of all its bytes, one raw signature and writing it.
Two packs: 30 pages of text, and 9 MB of scans. "Own part ready" takes a copy whose own words are drawn and checked
already; the next row draws and checks them too. "Put aside" is what a batch does until somebody's turn comes: the copy
is sealed and its digest known, and what it shares, which is on the disk, is not written again. None of them has the
leak scan or the filling of the template; nor has the peer: the body made once, a page with the person's marks merged
under each of its pages by pypdf, and pyHanko's sign_pdf with a SimpleSigner, as the manuals of both have it. All seals
are P-256, level B-B. Every file is removed as soon as it is timed: two gigabytes that the system has still to bring to
the disk would slow down whoever writes next.
"""

from __future__ import annotations

import re
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

from benchmarks.ours import COUNCIL, MADE_AT, MARKING, OWN_KEY, Bench, open_bench
from benchmarks.signing import as_in_the_manual, simple_signer
from benchmarks.vocabulary import CLUBS, PLACES, REASONS, SEEN, WHERE, WORRY
from generator import make_stamp
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
from inconfidence.core.packs import TABLE_LINE, CheckedCopy, ClearedCopy, UntimedCopy
from inconfidence.recipes.papers import SEAL_HEIGHT, SEAL_WIDTH
from signing import BatchSealer, digits_untimed, pack_to_seal, seal_copy_for_batch, signature_of

COPIES, PLAIN_COPIES, ROUNDS = 200, 3, 3
FLOOR, WRITING, ASIDE, READY, WHOLE, PLAIN = (
    "floor",
    "writing the bytes alone",
    "a copy put aside, own part ready",
    "a copy written whole, own part ready",
    "a copy written whole, own part drawn and checked",
    "pypdf and pyHanko",
)
OTHER_SCRIPTS = (
    "Ελένη Παπαδοπούλου-Κωνσταντινίδου",
    "Олександра Миколаївна Ковальчук-Щербакова",
    "Nguyễn Thị Ánh Tuyết Phương Thảo",
    "מענדל ראָזענבערג־גאָלדשטיין",
    "محمد بن عبد الله بن عبد العزيز",
    "شاہین اختر چودھری غلام",
    "রহিমা বেগম চৌধুরী",
    "જ્યોત્સ્નાબેન લક્ષ્મી ત્રિવેદી",
    "ज्योत्स्ना लक्ष्मीनारायण त्रिवेदी",
    "தமிழ்ச்செல்வி சுப்பிரமணியன்",
    "歐陽慧嫻 諸葛亮",
    "ታደሰ በቀለ ወልደማርያም ገብረሥላሴ",
)
"""Names of several words that need letters beside those of every pack."""
OBJECT = re.compile(rb"^\d+ 0 obj$", re.MULTILINE)
SEAL = (SignatureField("seal", "seal", "The council's seal."),)
BODY, BOLD = TextStyle(), TextStyle(bold=True)
NORMAL = ParagraphStyle("Normal", after=6.0)
STAMP = make_stamp(("Sealed electronically", COUNCIL, "Demonstration key"), SEAL_WIDTH, SEAL_HEIGHT, for_pack=True)
FOOT = ParagraphStyle("footer", tabs=(TabStop(470.0, "right"),))
SCANS, SCAN_WIDTH, SCAN_HEIGHT = 9, 900, 1200
PARAGRAPHS, WORDS = 266, 45


@dataclass(frozen=True, slots=True)
class Packs:
    """Milliseconds a copy by way, medians of ``rounds``; sizes in bytes; ``prepared`` milliseconds once for a batch.

    ``added`` is what one copy has beside what all have, its seal among it; ``added_at_most`` the same for a name in
    another script, whose letters come with it.
    """

    name: str
    rounds: int
    pages: int
    size: int
    added: int
    added_at_most: int
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
        "`sign_pdf`. Neither the leak scan nor the filling of the template is in any row. A copy put aside is sealed",
        "and its digest known, as all copies of a batch are until their turn comes: of what they share nothing is",
        "written again.",
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
        f"{each.name}: {each.pages} pages, {each.size / 1e6:.2f} MB. A copy adds {each.added / 1000:.1f} kB to what "
        f"all have, its seal among them; a long name in another script brings its letters, and adds "
        f"{each.added_at_most / 1000:.1f} kB at most (of {len(OTHER_SCRIPTS)} tried). The body is drawn, judged as an "
        f"outward paper and made ready in {each.prepared:.0f} ms, once. Medians of {each.rounds} rounds of {COPIES} "
        f"copies ({PLAIN_COPIES} of pypdf and pyHanko). Plain use is {_times(each, FLOOR)} times the floor and "
        f"{_times(each, WRITING)} times writing alone: no way that writes each file whole is further ahead of it."
    )


def _times(each: Packs, way: str) -> str:
    return f"{each.copies[PLAIN] / each.copies[way]:.0f}"


def _measured(name: str, blocks: Sequence[Block], bench: Bench, place: Path, rounds: int) -> Packs:
    own = bench.sealers[OWN_KEY]
    sealer = BatchSealer(own.signer, SystemClock(), own.seeds)
    orders = [_wanted(blocks, f"Zoë Smith-{at:03}", f"C{at:03}-AAAA") for at in range(COPIES)]
    copier = Copier(SEAL, MADE_AT)
    start = perf_counter()
    first = copier.copy(orders[0])
    pack = pack_to_seal(first.pack, MADE_AT, STAMP, own.seeds, digits_untimed(sealer.signer))
    prepared = 1000 * (perf_counter() - start)
    ready = [_cleared(copier.copy(each)) for each in orders]
    content, file = seal_copy_for_batch(ready[0], pack, sealer).content, place / "copy.pdf"
    plainly = _plainly(first, simple_signer(bench.sealers[OWN_KEY]), file)
    work: dict[str, tuple[int, Callable[[int], object]]] = {
        FLOOR: (COPIES, lambda _: _floor(content, sealer, file)),
        WRITING: (COPIES, lambda _: file.write_bytes(content)),
        ASIDE: (COPIES, lambda at: file.write_bytes(seal_copy_for_batch(ready[at], pack, sealer).end)),
        READY: (COPIES, lambda at: _written(seal_copy_for_batch(ready[at], pack, sealer), file)),
        WHOLE: (COPIES, lambda at: _written(seal_copy_for_batch(_made(copier, orders[at]), pack, sealer), file)),
        PLAIN: (PLAIN_COPIES, plainly),
    }
    times: dict[str, list[float]] = {way: [] for way in work}
    for round_ in range(rounds + 1):
        for way, (count, do) in work.items():
            took = sum(_timed(do, at, file) for at in range(count)) / count
            times[way] += [took] if round_ else []
    found = {way: median(each) for way, each in times.items()}
    others = [_sealed_alone(blocks, each, bench, sealer) for each in (f"Zoë Smith-{COPIES}", *OTHER_SCRIPTS)]
    size = len(first.pack.shared.content)
    return Packs(name, rounds, first.pack.page_count, size, others[0], max(others), prepared, found)


def _timed(do: Callable[[int], object], at: int, file: Path) -> float:
    """Return the milliseconds one copy takes; its file is gone afterwards."""
    start = perf_counter()
    do(at)
    took = 1000 * (perf_counter() - start)
    file.unlink()
    return took


def _sealed_alone(blocks: Sequence[Block], name: str, bench: Bench, sealer: BatchSealer) -> int:
    """Return the bytes of one person's copy beside what all copies have, their lines in its table among that."""
    made = Copier(SEAL, MADE_AT).copy(_wanted(blocks, name, "C000-AAAA"))
    pack = pack_to_seal(made.pack, MADE_AT, STAMP, sealer.seeds, digits_untimed(sealer.signer))
    copy = seal_copy_for_batch(_cleared(made), pack, sealer)
    return len(copy.end) - TABLE_LINE * len(OBJECT.findall(copy.beginning))


def _floor(content: bytes, sealer: BatchSealer, file: Path) -> None:
    signature_of(sha256(content).digest(), sealer.signer.authority)
    file.write_bytes(content)


def _made(copier: Copier, wanted: Wanted) -> ClearedCopy:
    return _cleared(copier.copy(wanted))


def _cleared(checked: CheckedCopy) -> ClearedCopy:
    # What the leak scan would hand over.
    return ClearedCopy(checked.pack, checked.own, checked.digest)


def _written(copy: UntimedCopy, file: Path) -> None:
    with file.open("wb") as out:
        out.writelines((copy.beginning, copy.end))


def _plainly(copy: CheckedCopy, signer: signers.SimpleSigner, file: Path) -> Callable[[int], object]:
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
        file.write_bytes(as_in_the_manual(marked, signer))

    return one


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
