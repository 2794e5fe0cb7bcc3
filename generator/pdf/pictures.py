"""Pictures as objects of a file, without transparency or embedded profiles: grey or RGB on white."""

from __future__ import annotations

import hashlib
import io

from PIL import Image as Pictures

from generator.pdf.file import PaperFile
from generator.pdf.syntax import packed_stream
from generator.reportlab_details import number_text
from inconfidence.core.errors import InputInvalid
from inconfidence.core.problems import Problem

SPACES = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB"}


def add_picture(file: PaperFile, content: bytes) -> str:
    """Put a PNG or JPEG picture into a file, once, and return its name there.

    Raises:
        InputInvalid: when it cannot be read.
    """
    picture = _flat(content)
    letters = picture.tobytes()
    name = f"FormXob.{hashlib.md5(letters + b'None', usedforsecurity=False).hexdigest()}"
    if name not in file.pictures:
        entries = {
            "Type": b"/XObject",
            "Subtype": b"/Image",
            "Width": b"%d" % picture.width,
            "Height": b"%d" % picture.height,
            "BitsPerComponent": b"8",
            "ColorSpace": SPACES[picture.mode],
        }
        file.pictures[name] = file.add(packed_stream(entries, letters))
    return name


def picture_operators(name: str, x: float, y: float, width: float, height: float) -> str:
    """Return the operators that draw a picture in its place, in points from the lower left."""
    place = b" ".join(map(number_text, (width, 0, 0, height, x, y))).decode("ascii")
    return f"q\n{place} cm\n/{name} Do\nQ"


def _flat(content: bytes) -> Pictures.Image:
    try:
        picture = Pictures.open(io.BytesIO(content))
        picture.load()
    except (OSError, SyntaxError, Pictures.DecompressionBombError) as unreadable:
        problem = Problem("picture", "not-a-picture", "A picture cannot be read.", "Use a PNG or JPEG picture.")
        raise InputInvalid("The paper holds a picture that cannot be drawn.", [problem]) from unreadable
    if picture.mode in SPACES:
        return picture
    clear = picture.convert("RGBA")
    flat = Pictures.new("RGB", clear.size, "white")
    flat.paste(clear, mask=clear.getchannel("A"))
    return flat
