"""Tesseract, the one outside program that turns pictures into letters. It is asked through a pipe: no file is left.

It is not part of this program, and nothing but reading photographs needs it.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess

from PIL import Image

from inconfidence.core.errors import Failed
from inconfidence.core.identifiers import ALPHABET

PROGRAM = "tesseract"
SCATTERED = 11
"""How the letters lie (tesseract(1), --psm): here and there."""
PATIENCE = 120
"""Seconds for one picture."""
MISSING = "To read a photograph, the program Tesseract is needed, and it is not installed on this computer."
WITHOUT_IT = (
    "Have it installed (Debian and Ubuntu: `apt install tesseract-ocr`; others: see tesseract-ocr.github.io). "
    "Or read the code off the page yourself: `inconfidence trace XXXX-XXXX-XXXX` needs nothing more."
)


def read(picture: Image.Image) -> str:
    """Return the letters of codes that Tesseract sees in ``picture``.

    Raises:
        Failed: it is not installed, or could not do it.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise Failed(MISSING, hint=WITHOUT_IT)
    content = io.BytesIO()
    picture.save(content, "PNG", compress_level=1)
    command = (program, "stdin", "stdout", "--psm", str(SCATTERED), "-l", "eng", "--dpi", "300")
    only_our_letters = ("-c", f"tessedit_char_whitelist={ALPHABET}- ")
    try:
        done = subprocess.run(  # noqa: S603 - our own words; the picture is one we drew
            (*command, *only_our_letters),
            input=content.getvalue(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            # Several threads for one small picture only wait for one another.
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        raise Failed("Tesseract could not read the picture.", hint="Read the code off the page and type it.") from None
    return done.stdout.decode("utf-8", "replace")
