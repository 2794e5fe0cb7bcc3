"""A pack of three pages: its owner's panel, a wide page, a receipt; and its owner's line at every foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from generator import draw
from generator.large_print import large_print
from generator.packs import Copier, Wanted
from inconfidence.core.blocks import (
    Block,
    Cell,
    PageShape,
    Paper,
    Paragraph,
    ParagraphStyle,
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
from inconfidence.core.digest import digest_of_data
from inconfidence.core.documents import Mark, MarkedPdf, SignatureField
from inconfidence.core.packs import CheckedCopy

MADE_AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SEAL = (SignatureField("seal", "seal", "The council's seal."),)
MARKING = "Private and Confidential"
BODY, BOLD = TextStyle(), TextStyle(bold=True)
PLAIN = ParagraphStyle("Normal", after=6.0)
HEADING = ParagraphStyle("heading 1", level=1, leading=19.0, after=6.0)
FOOT = ParagraphStyle("footer", tabs=(TabStop(470.0, "right"),))
WIDE = PageShape(width=841.89, height=595.28)
NAMES = (
    "Zoë Smith-Jones",
    "Mehmet Yıldız",
    "Nguyễn Thị Ánh Tuyết",
    "מענדל ראָזענבערג",
    "محمد بن عبد الله",
    "شاہین اختر (2)",
    "রহিমা খাতুন",
    "王小明",
    "ታደሰ በቀለ",
    "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "தமிழ்ச்செல்வி",
    "Ελένη Παπαδοπούλου",
    "Олександра Ковальчук",
    "Aisha محمد (Ali) Rosen ראָזן",
)
LONG_NAMES = {
    "Latin": "Zoë Łukasiewicz-Ångström Smith-Jones",
    "Turkish": "Ayşegül Gülsüm Yıldız-Çağlayanoğlu",
    "Vietnamese": "Nguyễn Thị Ánh Tuyết Phương Thảo Quỳnh",
    "Greek": "Ελένη Παπαδοπούλου-Κωνσταντινίδου",
    "Cyrillic": "Олександра Миколаївна Ковальчук-Щербакова",
    "Hebrew": "אברהם יצחק בן־גוריון הלוי שפירא",
    "Yiddish": "מענדל ראָזענבערג־גאָלדשטיין",
    "Arabic": "محمد بن عبد الله بن عبد العزيز الحسيني",
    "Urdu": "شاہین اختر چودھری غلام",
    "Bengali": "রহিমা বেগম চৌধুরী",
    "Gujarati": "જ્યોત્સ્ના લક્ષ્મી ત્રિવેદી",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ ਢਿੱਲੋਂ",
    "Devanagari": "ज्योत्स्ना लक्ष्मी त्रिवेदी",
    "Tamil": "தமிழ்ச்செல்வி சுப்பிரமணியன்",
    "Chinese": "歐陽慧嫻 諸葛亮",
    "Amharic": "ታደሰ በቀለ ወልደማርያም ገብረሥላሴ",
}
"""A name of several words in every script of a borough's people."""
LONG_NAME = "Maximiliana Theodora Alexandrina Bartholomea Wilhelmina Featherstonehaugh-Cholmondeley"


@dataclass(frozen=True)
class Person:
    """Whose copy it is."""

    name: str
    code: str = "K7Q2-9WXM"

    @property
    def line(self) -> str:
        return f"{self.name}  \N{BULLET}  {self.code}"


def text(words: str, source: str = "", style: TextStyle = BODY) -> Text:
    return Text(words, style, source=source)


def paragraph(*inlines: Text | Tab | Reference, style: ParagraphStyle = PLAIN) -> Paragraph:
    return Paragraph(inlines, style)


def paper(person: Person, topic: str = "The covered way", panel_style: TextStyle = BOLD) -> Paper:
    """Return the pack as it is for one person; ``topic`` and how the panel's name is set are everybody's."""
    numbered = (text("Papers"), Tab(BODY), text("page "), Reference("page", BODY), text(" of "))
    made_for = (text("Made for "), text(person.name, "copy.made_for"), text(", code "))
    foot = (
        paragraph(*numbered, Reference("pages", BODY), style=FOOT),
        paragraph(*made_for, text(person.code, "copy.code", BOLD), style=FOOT),
    )
    head = (paragraph(text(MARKING, style=BOLD), style=FOOT),)
    panel = Table(
        (Row((Cell((paragraph(text("Prepared for")), paragraph(text(person.name, "copy.made_for", panel_style)))),)),),
        (400.0,),
        "layout",
    )
    receipt = Table(
        (Row((_cell(text("Signed by")), _cell(text(person.name, "invitee.name")), _cell(text("On the 3rd")))),),
        (90.0, 120.0, 120.0),
    )
    cover: tuple[Block, ...] = (paragraph(text(topic), style=HEADING), panel, paragraph(text("Please keep it safe.")))
    last = (
        paragraph(text("Receipt"), style=HEADING),
        receipt,
        SignaturePlace("seal", "Seal of the council", 198.0, 71.0),
    )
    return Paper(
        "Papers",
        "en-GB",
        (
            Section(cover, header=head, footer=foot),
            Section((paragraph(text("A wide page, the same for everybody.")),), page=WIDE, header=head, footer=foot),
            Section(last, header=head, footer=foot),
        ),
    )


def _cell(words: Text) -> Cell:
    return Cell((paragraph(words),))


def wanted(
    person: Person, *, large: bool = False, topic: str = "The covered way", panel_style: TextStyle = BOLD
) -> Wanted:
    """Return the order of one person's copy."""
    made = paper(person, topic, panel_style)
    mark = Mark(person.line, person.line, "SAMPLE", person.code)
    shown = (MARKING, "SAMPLE", person.line)
    return Wanted(large_print(made) if large else made, mark, shown, digest_of_data(person.name))


def copier() -> Copier:
    """Return a copier of packs with one field, the seal's."""
    return Copier(SEAL, MADE_AT)


def copy_of(person: Person, *, large: bool = False) -> CheckedCopy:
    """Return one person's copy, the only one of its batch."""
    return copier().copy(wanted(person, large=large))


def drawn_whole(want: Wanted) -> MarkedPdf:
    """Return the same pack drawn anew, whole, for its one reader."""
    return draw(want.paper, want.mark, fields=SEAL, created=MADE_AT, view=want.view, must_show=want.must_show)
