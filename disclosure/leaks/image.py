"""What a picture says beside its pixels: EXIF, XMP, comments, PNG text, colour profile, bar codes, trailing bytes.

Words in the pixels themselves are not read: no paper of ours is made of pictures of words, and a scan of a signed
sheet is read by the person who lets it through.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import zxingcpp
from PIL import ExifTags, Image

from disclosure.leaks.letters import runs_of, words_of
from disclosure.leaks.markup import words_in_xml
from disclosure.leaks.passages import Passage
from disclosure.leaks.within import Within, cannot_be_read

KINDS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
    b"BM",
    b"\x00\x00\x00\x0cjP  ",
)
ENDS = {KINDS[0]: b"IEND\xaeB`\x82", KINDS[1]: b"\xff\xd9"}
MOST_PIXELS = 60_000_000
"""An A3 sheet at 600 dots an inch."""

FAULTS = (OSError, ValueError, SyntaxError, EOFError, OverflowError, Image.DecompressionBombError)
"""What Pillow raises for a damaged picture."""

BLOCKS = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop)


def is_image(content: bytes) -> bool:
    """Say whether bytes begin as a picture of a kind that can be opened."""
    return content.startswith(KINDS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")


def passages(content: bytes, name: str, within: Within) -> Iterator[Passage]:
    """Yield what a picture file says.

    Raises:
        Failed: when it cannot be opened, or has more pixels than can be looked at.
    """
    yield from _pictured(content)
    for ending in (end for start, end in ENDS.items() if content.startswith(start)):
        after = content[content.rfind(ending) + len(ending) :]
        if after.strip(b"\x00\r\n\t "):
            yield from within.inner(after, "", "bytes after the picture", "the end")


def _pictured(content: bytes) -> Iterator[Passage]:
    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content)) as picture:
            warnings.simplefilter("ignore")
            if picture.width * picture.height > MOST_PIXELS:
                raise cannot_be_read("a picture has more points than can be looked at")
            # Text that stands after the pixels is known only once they were read.
            picture.load()
            yield from (
                Passage("picture metadata", "the picture", words) for words in _metadata(picture) if words.strip()
            )
            yield from (Passage("bar codes", "the picture", one.text) for one in zxingcpp.read_barcodes(picture))
    except FAULTS as damaged:
        raise cannot_be_read("a picture cannot be opened") from damaged


def _metadata(picture: Image.Image) -> Iterator[str]:
    exif = picture.getexif()
    yield from _words_of_values(exif.values())
    for block in BLOCKS:
        yield from _words_of_values(exif.get_ifd(block).values())
    for key, value in picture.info.items():
        yield str(key)
        yield from _words_of_values([value])
    for _, segment in getattr(picture, "applist", ()):
        yield from _words_of_values([segment])


def _words_of_values(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, bytes):
            yield from _words_of_bytes(value)
        elif isinstance(value, tuple | list):
            yield from _words_of_values(value)
        elif isinstance(value, dict):
            yield from _words_of_values(value.values())
        elif isinstance(value, str):
            yield value
            # Pillow takes the letters of EXIF for Latin-1, most cameras write UTF-8.
            yield words_of(value.encode("latin-1", "ignore"))


def _words_of_bytes(value: bytes) -> Iterator[str]:
    _, mark, packet = value.partition(b"<x:xmpmeta")
    if mark:
        yield from words_in_xml(mark + packet.partition(b"</x:xmpmeta>")[0] + b"</x:xmpmeta>")
    yield words_of(value)
    # EXIF keeps comments and the words Windows shows in two bytes a letter.
    yield from runs_of(value)
    yield value.decode("utf-16-le", "ignore")
