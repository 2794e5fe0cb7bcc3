"""HTML by Jinja, made PDF by WeasyPrint (PDF/UA-1) and by a warm Chromium (tagged), the mark in the page itself."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
from importlib.metadata import version
from threading import Thread
from typing import Any
from urllib.request import urlopen

from jinja2 import Environment

from benchmarks.peers import MARKING, Missing, Peer

try:
    import websocket
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
except (ImportError, OSError) as absent:
    HTML = websocket = None
    ABSENT = str(absent)

PAGE = Environment(autoescape=True).from_string(
    '<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ title }}</title><style>'
    '@page{size:A4;margin:2.3cm;@bottom-left{content:"Page " counter(page) " of " counter(pages);font-size:9pt}}'
    'body{font:11pt/15pt "Noto Sans"}h1,h2,h3{font-size:14pt;line-height:19pt}p{margin:0 0 6pt}'
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "td,th{border:.5pt solid #888;padding:3pt;text-align:left;vertical-align:top}thead{display:table-header-group}"
    ".mark{position:fixed;top:11cm;left:0;right:0;text-align:center;transform:rotate(-45deg);font-size:40pt;color:#ddd;"
    "z-index:-1}</style></head><body>"
    f'<div class="mark">{MARKING}</div>'
    "{% for b in blocks %}{% if b.kind == 'heading' %}<h{{ b.level }}>{{ b.words }}</h{{ b.level }}>"
    "{% elif b.kind == 'para' %}<p>{{ b.words }}</p>{% else %}<table>{% if b.head %}<thead><tr>"
    "{% for c in b.head %}<th>{{ c }}</th>{% endfor %}</tr></thead>{% endif %}<tbody>{% for r in b.rows %}<tr>"
    "{% for c in r %}<td>{{ c }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>{% endif %}"
    "{% endfor %}</body></html>"
)


class WeasyPrint:
    """One font configuration, kept."""

    name = "WeasyPrint, PDF/UA-1, tagged"

    def __init__(self) -> None:
        if HTML is None:
            raise Missing(f"WeasyPrint: not installed ({ABSENT})")
        self.versions = f"WeasyPrint {version('weasyprint')}"
        self._fonts = FontConfiguration()

    def make(self, content: dict[str, Any]) -> bytes:
        """Return a marked PDF."""
        return bytes(HTML(string=PAGE.render(content)).write_pdf(font_config=self._fonts, pdf_variant="pdf/ua-1"))

    def close(self) -> None:
        """Nothing was started."""


class Chromium:
    """One headless browser, kept open, spoken to over its DevTools socket."""

    name = "Chromium, warm, tagged"

    def __init__(self) -> None:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        if program is None or websocket is None:
            raise Missing("Chromium: chromium or the Python package websocket-client is not installed")
        self.versions = _said_by(program, "--version")
        self._place = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0")
        where = ("--remote-allow-origins=*", f"--user-data-dir={self._place.name}", "about:blank")
        self._browser = subprocess.Popen(  # noqa: S603 - our own words
            (program, *options, *where), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )
        self._number = 0
        self._socket = websocket.create_connection(_page_of(self._address()))
        self._frame = self._call("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def make(self, content: dict[str, Any]) -> bytes:
        """Return a marked PDF."""
        self._call("Page.setDocumentContent", frameId=self._frame, html=PAGE.render(content))
        wanted = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}
        return base64.b64decode(self._call("Page.printToPDF", **wanted)["data"])

    def close(self) -> None:
        """End the browser and take its folder away."""
        self._socket.close()
        os.killpg(self._browser.pid, signal.SIGTERM)
        self._browser.wait(20)
        self._place.cleanup()

    def _address(self) -> str:
        errors = self._browser.stderr
        if errors is None:
            raise Missing("Chromium: it says nothing")
        for line in errors:
            found = re.search(rb"ws://([^/]+)/", line)
            if found:
                Thread(target=errors.read, daemon=True).start()
                return found[1].decode()
        raise Missing("Chromium: it did not start")

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                return dict(answer["result"])


def _page_of(address: str) -> str:
    with urlopen(f"http://{address}/json") as answer:
        tabs = json.load(answer)
    return next(str(tab["webSocketDebuggerUrl"]) for tab in tabs if tab["type"] == "page")


def _said_by(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - our own words


def weasyprint() -> Peer:
    """Begin."""
    return WeasyPrint()


def chromium() -> Peer:
    """Begin."""
    return Chromium()
