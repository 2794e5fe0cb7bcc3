"""LibreOffice as the yardstick: it draws the same Word files, with the same fonts as ours and no others."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "generator" / "fonts"
SECONDS = 300
FONT_LIST = """<?xml version="1.0"?>
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


def office() -> str | None:
    """Return the path of LibreOffice, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def version(program: str) -> str:
    """Return what LibreOffice calls itself."""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=True)  # noqa: S603 - a fixed command
    return " ".join(said.stdout.split()[:2])


def drawn_by_office(program: str, files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the PDF LibreOffice makes of each Word file; one that it makes none of is left out."""
    made, source = folder / "pdf", folder / "word"
    for each in (made, source):
        each.mkdir(parents=True)
    fonts = folder / "fonts.conf"
    fonts.write_text(FONT_LIST.format(fonts=FONTS, cache=folder / "cache"), "utf-8")
    names = {f"{at:03d}": name for at, name in enumerate(files)}
    for number, name in names.items():
        (source / f"{number}.docx").write_bytes(files[name])
    command = [program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
    command += ["--outdir", str(made), *(str(source / f"{number}.docx") for number in names)]
    surroundings = os.environ | {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder)}
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, env=surroundings)  # noqa: S603 - files of our own
    found = {name: made / f"{number}.pdf" for number, name in names.items()}
    return {name: pdf.read_bytes() for name, pdf in found.items() if pdf.is_file()}
