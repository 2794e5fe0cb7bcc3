"""Time authorities, and those who answer for certificates, on this computer's own network, honest and otherwise."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[bytes], bytes]

REPLY = "application/timestamp-reply"


class Server(ThreadingHTTPServer):
    """A server that answers every question with what ``answer`` makes of it, ``drip`` seconds between bytes."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answer, kind: str = REPLY, status: int = 200, drip: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.kind, self.status, self.drip = answer, kind, status, drip
        self.questions: list[bytes] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/stamp"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["Content-Length"])))

    def _answer(self, question: bytes) -> None:
        self.server.questions.append(question)
        body = self.server.answer(question)
        self.send_response(self.server.status)
        self.send_header("Content-Type", self.server.kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # The other side may have gone: that is what some tests are about.
        with suppress(OSError):
            self._send(body)

    def _send(self, body: bytes) -> None:
        if not self.server.drip:
            self.wfile.write(body)
            return
        for at in range(len(body)):
            self.wfile.write(body[at : at + 1])
            time.sleep(self.server.drip)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    """Serve in a thread for as long as the block lasts."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
