"""Typst, compiled in this process, as PDF/A-3a: tagged, the mark in its page background."""

from __future__ import annotations

import json
import tempfile
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from benchmarks.peers import MARKING, Missing, Peer

try:
    import typst
except ImportError:
    typst = None

SOURCE = (
    '#let d = json(bytes(sys.inputs.at("d")))\n'
    '#set document(title: d.title)\n#set text(font: "Noto Sans", size: 11pt, lang: "en", region: "GB")\n'
    '#set page(paper: "a4", margin: 2.3cm,\n  footer: context text(9pt)[Page '
    '#counter(page).display("1 of 1", both: true)],\n'
    f'  background: pdf.artifact(rotate(-45deg, text(40pt, fill: rgb("#dddddd"))[{MARKING}])))\n'
    "#for b in d.blocks {\n"
    '  if b.kind == "heading" { heading(level: b.level, b.words) }\n'
    '  else if b.kind == "para" { par(b.words) }\n'
    "  else { table(columns: (1fr,) * b.columns, stroke: .5pt + gray,\n"
    "    ..if b.head.len() > 0 { (table.header(..b.head),) } else { () }, ..b.rows.flatten()) }\n"
    "}\n"
)


class Typst:
    """One compiler, kept."""

    name = "Typst, PDF/A-3a, tagged"

    def __init__(self) -> None:
        if typst is None:
            raise Missing("Typst: the Python package typst is not installed")
        self.versions = f"typst {version('typst')}"
        self._place = tempfile.TemporaryDirectory()
        source = Path(self._place.name) / "paper.typ"
        source.write_text(SOURCE, "utf-8")
        self._compiler = typst.Compiler(str(source), font_paths=[str(files("generator") / "fonts")])

    def make(self, content: dict[str, Any]) -> bytes:
        """Return a marked PDF."""
        inputs = {"d": json.dumps(content)}
        return bytes(self._compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="a-3a"))

    def close(self) -> None:
        """Take the folder away."""
        self._place.cleanup()


def start() -> Peer:
    """Begin."""
    return Typst()
