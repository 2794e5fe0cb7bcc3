"""A real browser signs: it makes the key by WebCrypto, keeps it to itself, and the paper becomes authentic."""

from __future__ import annotations

from typing import Any

import pytest

from inconfidence.core.documents import SealedPdf, SignedPdf
from inconfidence.core.errors import NotAuthentic
from signing import SigningSession, begin, browser_key, finish, issue_person_certificate
from tests.signing.desk import Desk, open_desk, paper, stamp
from tests.witness.witnesses import witness, witness_module

PLACE = "https://council.example/sign"
"""Never asked over a network: the test answers. WebCrypto works only on pages from https."""

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Sign</title></head><body><main><h1>Sign</h1></main><script>
async function send(where, body) {
  return (await fetch(where, {method: "POST", body})).arrayBuffer();
}
async function refused(format, key) {
  try { await crypto.subtle.exportKey(format, key); return "given away"; } catch (error) { return error.name; }
}
async function sign() {
  const use = {name: "ECDSA", namedCurve: "P-256"}, extractable = false;
  const keys = await crypto.subtle.generateKey(use, extractable, ["sign"]);
  const toBeSigned = await send("/begin", await crypto.subtle.exportKey("spki", keys.publicKey));
  const signature = await crypto.subtle.sign({name: "ECDSA", hash: "SHA-256"}, keys.privateKey, toBeSigned);
  await send("/finish", signature);
  return {
    exported: [await refused("pkcs8", keys.privateKey), await refused("jwk", keys.privateKey)],
    length: signature.byteLength,
    own: Object.keys(keys.privateKey).length,
  };
}
</script></body></html>"""


class Counter:
    """The council's side: it gets a public key and a signature, and nothing else."""

    def __init__(self, desk: Desk, sealed: SealedPdf) -> None:
        self._desk, self._sealed = desk, sealed
        self.got: list[bytes] = []
        self.session: SigningSession | None = None
        self.signed: SignedPdf | None = None

    def begin(self, body: bytes) -> bytes:
        self.got.append(body)
        certificate = issue_person_certificate(
            self._desk.pki,
            "guardian",
            public_key=browser_key(body),
            name="Ayşe Yıldız",
            paper=self._sealed,
            field="guardian",
            identity_check="known to the chair",
            key_made_here=False,
            clock=self._desk.clock,
        )
        chain = self._desk.pki.chain("guardian")
        self.session = begin(
            self._sealed, "guardian", certificate, chain, stamp=stamp("Signed"), clock=self._desk.clock
        )
        return self.session.to_be_signed

    def finish(self, body: bytes) -> bytes:
        assert self.session is not None
        self.got.append(body)
        self.signed = finish(self.session, body, time_stamper=self._desk.time_stamper, clock=self._desk.clock)
        return b""

    def answer(self, route: Any) -> None:
        """Answer one request of the browser."""
        path, body = route.request.url.rpartition("/")[2], route.request.post_data_buffer
        content = {"begin": self.begin, "finish": self.finish}.get(path, lambda _: PAGE.encode())(body)
        kind = "text/html" if path == "sign" else "application/octet-stream"
        route.fulfill(status=200, content_type=kind, body=content)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return open_desk(tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="module")
def counter(desk: Desk) -> Counter:
    return Counter(desk, desk.sealed(paper("seal", "guardian")))


@pytest.fixture(scope="module")
def told(counter: Counter) -> dict[str, Any]:
    """What the page says after it has signed."""
    program, playwright = witness("chromium"), witness_module("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, chromium_sandbox=False)
        page = started.new_page()
        page.route("**/*", counter.answer)
        page.goto(PLACE)
        said: dict[str, Any] = page.evaluate("sign()")
        started.close()
    return said


def test_a_paper_signed_in_a_browser_is_authentic(desk: Desk, counter: Counter, told: dict[str, Any]) -> None:
    """With the signature as WebCrypto gives it; nothing says that the council made the key."""
    assert told["length"] == 64
    assert counter.signed is not None

    evidence = desk.verified(counter.signed.content)

    assert (evidence.verdict, evidence.problems) == ("authentic", ())
    assert evidence.signatures[1].signer == "Ayşe Yıldız"
    assert not any("made by the council" in note for note in evidence.notes)


def test_the_key_does_not_leave_the_browser(counter: Counter, told: dict[str, Any]) -> None:
    """The browser itself refuses to give it away; the council got 91 bytes of public key and 64 of signature."""
    assert told["exported"] == ["InvalidAccessError", "InvalidAccessError"]
    assert told["own"] == 0
    assert [len(each) for each in counter.got] == [91, 64]


def test_the_browsers_signature_fits_nothing_else(desk: Desk, counter: Counter, told: dict[str, Any]) -> None:
    """One bit of it turned, or another paper begun with the same key: nothing is signed."""
    key, signature = counter.got
    other = Counter(desk, desk.sealed(paper("seal", "guardian", words="Another paper")))
    other.begin(key)

    with pytest.raises(NotAuthentic):
        other.finish(signature)
    with pytest.raises(NotAuthentic):
        counter.finish(bytes([signature[0] ^ 1]) + signature[1:])
