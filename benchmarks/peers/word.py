"""docxtpl, a LibreOffice kept warm by unoserver, and the mark laid under its pages by pypdf."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any
from xmlrpc.client import Binary, Fault, ServerProxy

from docx import Document
from docx.document import Document as WordFile
from docx.shared import Cm, Pt
from docxtpl import DocxTemplate

from benchmarks.content import COLUMNS_MOST
from benchmarks.peers import Missing, Peer
from benchmarks.peers.plain_reportlab import marked, register_fonts

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own: LibreOffice's bridge, python3-uno, is made for it."""
START_SECONDS = 60


class LibreOffice:
    """One office, kept open."""

    name = "docxtpl + LibreOffice, warm + pypdf mark"

    def __init__(self) -> None:
        office, server = shutil.which("soffice"), find_spec("unoserver")
        if office is None or server is None or server.origin is None:
            raise Missing("LibreOffice: soffice or the Python package unoserver is not installed")
        said = subprocess.run((office, "--version"), capture_output=True, text=True, check=True).stdout  # noqa: S603 - our own words
        self.versions = f"{said.strip()[:40]}, docxtpl {version('docxtpl')}, unoserver {version('unoserver')}"
        self._place = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._template = Path(self._place.name) / "template.docx"
        word_template().save(str(self._template))
        register_fonts()
        self._start(str(Path(server.origin).parents[1]))

    def _start(self, packages: str) -> None:
        port, bridge = _free_port(), _free_port()
        folder = f"{self._place.name}/profile"
        options = ("--port", str(port), "--uno-port", str(bridge), "--user-installation", folder)
        self._server = subprocess.Popen(  # noqa: S603 - our own words
            (SYSTEM_PYTHON, "-m", "unoserver.server", *options),
            env={**os.environ, "PYTHONPATH": packages},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._office = ServerProxy(f"http://127.0.0.1:{port}", allow_none=True)
        ends = time.monotonic() + START_SECONDS
        while True:
            try:
                self._office.info()
                return
            except (OSError, Fault) as silence:
                if time.monotonic() > ends or self._server.poll() is not None:
                    self.close()
                    raise Missing("LibreOffice: unoserver did not start (Debian: python3-uno)") from silence
                time.sleep(0.2)

    def make(self, content: dict[str, Any]) -> bytes:
        """Return a marked PDF."""
        filled = BytesIO()
        word = DocxTemplate(str(self._template))
        word.render(content, autoescape=True)
        word.save(filled)
        answer = self._office.convert(None, Binary(filled.getvalue()), None, "pdf", None, [], True, None)
        return marked(answer.data)  # type: ignore[union-attr]  # XML-RPC knows no types

    def close(self) -> None:
        """End the office and take its folder away."""
        if self._server.poll() is None:
            # The server waits for its office for ever when told to end nicely; the group is the server's own.
            os.killpg(self._server.pid, signal.SIGKILL)
            self._server.wait()
        self._place.cleanup()


def word_template() -> WordFile:
    """Return the Word file with its tags: a paragraph or a table for each block of the content."""
    word = Document()
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Noto Sans", Pt(11)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.3)
    section.header.paragraphs[0].text = "{{ title }}"
    word.add_paragraph("{%p for b in blocks %}")
    for level in range(1, 5):
        word.add_paragraph(f"{{%p if b.kind == 'heading' and b.level == {level} %}}")
        word.add_heading("{{ b.words }}", level)
        word.add_paragraph("{%p endif %}")
    word.add_paragraph("{%p if b.kind == 'para' %}")
    word.add_paragraph("{{ b.words }}").paragraph_format.space_after = Pt(6)
    word.add_paragraph("{%p endif %}")
    for columns in range(1, COLUMNS_MOST + 1):
        _table(word, columns)
    word.add_paragraph("{%p endfor %}")
    return word


def _table(word: WordFile, columns: int) -> None:
    word.add_paragraph(f"{{%p if b.kind == 'table' and b.columns == {columns} %}}")
    table = word.add_table(rows=0, cols=columns, style="Table Grid")
    cells = [f"{{{{ b.head[{column}] }}}}" for column in range(columns)]
    _rows(table, "if b.head", cells, "endif")
    _rows(table, "for r in b.rows", [f"{{{{ r[{column}] }}}}" for column in range(columns)], "endfor")
    word.add_paragraph("{%p endif %}")


def _rows(table: Any, opening: str, cells: list[str], closing: str) -> None:
    table.add_row().cells[0].text = f"{{%tr {opening} %}}"
    for cell, words in zip(table.add_row().cells, cells, strict=True):
        cell.text = words
    table.add_row().cells[0].text = f"{{%tr {closing} %}}"


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def start() -> Peer:
    """Begin."""
    return LibreOffice()
