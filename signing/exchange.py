"""One question over HTTP and its answer, within a time that is kept whatever the other side does.

A time-out of the socket alone starts anew with each byte that drips in; therefore an exchange has a thread of its own,
which is left, and its connection cut, when time is up.
"""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import SplitResult, urlsplit

from inconfidence.core.errors import TryLater

HINT = "Nothing was made. The same call may work when the other side answers again."


@dataclass(frozen=True, slots=True)
class Call:
    """What is ``wanted``, for people, and where; ``kind`` is the type the answer must have, empty for any.

    ``largest`` is the number of bytes of an answer that are read at most, ``patience`` the seconds for all of it. A
    call without a question is a GET.
    """

    wanted: str
    url: str
    kind: str
    largest: int
    patience: float
    question: bytes = field(default=b"", repr=False)
    question_kind: str = ""


def is_plain(url: str) -> bool:
    """Say whether an address is http or https, without name and password."""
    address = urlsplit(url)
    return address.scheme in ("http", "https") and bool(address.hostname) and "@" not in address.netloc


def answer_to(call: Call) -> bytes:
    """Return the body of the answer.

    Raises:
        TryLater: when there is none in time, or it is of another kind or larger than any.
        OSError, http.client.HTTPException: when the other side is not there, or speaks no HTTP.
    """
    address = urlsplit(call.url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=call.patience)
    outcome: list[Any] = []
    exchange = threading.Thread(target=_noted, args=(partial(_exchange, connection, address, call), outcome))
    exchange.daemon = True
    exchange.start()
    exchange.join(call.patience)
    if not outcome or isinstance(outcome[0], TimeoutError):
        _cut(connection)
        raise TryLater("It did not answer in time.", hint=HINT)
    if isinstance(outcome[0], Exception):
        raise outcome[0]
    return bytes(outcome[0])


def _noted(work: Callable[[], bytes], outcome: list[Any]) -> None:
    try:
        outcome.append(work())
    except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
        outcome.append(error)


def _exchange(connection: http.client.HTTPConnection, address: SplitResult, call: Call) -> bytes:
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    headers = {"Accept": call.kind or "*/*"} | ({"Content-Type": call.question_kind} if call.question else {})
    try:
        connection.request("POST" if call.question else "GET", path, call.question or None, headers)
        answer = connection.getresponse()
        fits = call.kind in ("", answer.headers.get_content_type())
        if answer.status != http.client.OK or not fits:
            raise TryLater(f"It answered with something that is not a {call.wanted}.", hint=HINT)
        body = answer.read(call.largest + 1)
    finally:
        connection.close()
    if len(body) > call.largest:
        raise TryLater(f"Its answer is larger than any {call.wanted}.", hint=HINT)
    return body


def _cut(connection: http.client.HTTPConnection) -> None:
    # There may be no socket yet, or none any more.
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(2)
