"""Papers that everybody signed elsewhere, with keys of their own: closed when they come back, like those signed here.

Until it is closed a paper is judged with the help of others; a year on, the people's certificates have ended.
"""

from __future__ import annotations

from pathlib import Path

from generator import Template
from inconfidence.core.documents import Evidence
from inconfidence.core.errors import NotAuthentic, TryLater
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import judged, lay_out, named_file
from inconfidence.store import Agreement, PaperMade
from signing import close, reopen_signed


def lacks_closing_alone(evidence: Evidence, template: Template) -> bool:
    """Say whether everybody signed who had to, each at a proved time, and only the closing time-stamp is missing."""
    stamped = {one.field for one in evidence.signatures if one.time}
    due = {each.name for each in template.signing if each.required and each.role != "closing"}
    return evidence.verdict == "incomplete" and due <= stamped


def closed_before(home: Home, agreement: Agreement, content: bytes) -> bytes | None:
    """Return what the same file was closed as when it came the first time: the time-stamp stands behind it."""
    kept = home.archive.read(agreement.signed_digest) if agreement.signed_digest else b""
    return kept if kept.startswith(content) else None


def closed_on_receipt(
    home: Home, paper: PaperMade, template: Template, agreement: Agreement, content: bytes
) -> tuple[bytes, Evidence]:
    """Return the file that came back, closed now, and what it proves.

    Raises:
        NotAuthentic: a certificate used in it has been withdrawn, or it did not verify when it was closed.
        TryLater: no time-stamp can be had. The file waits in ``papers``, in a folder of its own that everybody in the
            office sees, until it is closed.
    """
    put = home.archive.read(agreement.sealed_digest)
    came = reopen_signed(content, put, template.signing, paper.pages or 0, home.trust, clock=home.clock)
    folder, name = f"{template.name}-waiting", named_file(template.name, agreement.form_code, "waiting")
    try:
        closed = close(came, home.trust, home.revocation, time_stamper=home.time_stamper, clock=home.clock)
    except TryLater as error:
        lay_out(home, folder, name, content)
        hint = f"It is signed and waits as {Path(folder) / name}: take it in again when the time authority answers."
        raise TryLater(f"Agreement {agreement.form_code} cannot be closed yet. {error.message}", hint=hint) from error
    evidence = judged(home, closed.content)
    if evidence.verdict != "authentic":
        raise NotAuthentic(f"Agreement {agreement.form_code} did not verify when it was closed, and was not kept.")
    (home.papers / folder / name).unlink(missing_ok=True)
    return closed.content, evidence
