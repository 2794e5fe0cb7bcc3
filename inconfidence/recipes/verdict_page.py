"""The first page of a bundle: one HTML file without script, links or anything from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape
from typing import Final

from inconfidence.core.clock import LONDON
from inconfidence.core.documents import Evidence, SignatureFacts
from inconfidence.recipes.other_tools import Told

STYLE: Final = (
    "body{font:1.05rem/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}"
    "table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left}"
    "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f3f3;padding:.6rem;font-size:.85rem}"
    ".verdict{border-left:.5rem solid #111;padding:.4rem 1rem;font-size:1.2rem}.digest{overflow-wrap:anywhere}"
)
ROLES: Final = {"seal": "the council's seal", "guardian": "a guardian", "chair": "the chair"}
CLOCKS: Final = {
    "own": "The times are those of the council's own time authority: not an outside witness.",
    "outside": "The times are those of a time authority outside the council.",
    "none": "No time is proved.",
}
MISSING_TIME: Final = "not proved"


def verdict_page(evidence: Evidence, steps: Sequence[Told], now: datetime) -> str:
    """Return the page about a paper that was judged ``now``."""
    body = "\n".join(
        (
            "<h1>What this paper proves</h1>",
            f'<p class="verdict">{escape(evidence.in_plain_words)}</p>',
            f"<p>Judged on {_moment(now)}, without a network, for someone who believes the root certificates in the"
            " folder <code>certificates</code>. A root is believed because it came from the council by another way"
            " than this bundle: ask the council to read its digest to you.</p>",
            f'<p>SHA-256 of paper.pdf: <code class="digest">{escape(evidence.digest)}</code></p>',
            *_problems(evidence),
            *_signatures(evidence),
            *_steps(steps),
        )
    )
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>What this paper proves</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _problems(evidence: Evidence) -> Sequence[str]:
    if not evidence.problems:
        return ()
    return (
        "<h2>What was found</h2>",
        "<ul>",
        *(f"<li>{escape(problem)}</li>" for problem in evidence.problems),
        "</ul>",
    )


def _signatures(evidence: Evidence) -> Sequence[str]:
    if not evidence.signatures:
        return ()
    return (
        "<h2>Who sealed and signed</h2>",
        '<table><thead><tr><th scope="col">Field</th><th scope="col">As</th><th scope="col">Name in the certificate'
        '</th><th scope="col">Time</th><th scope="col">Level</th></tr></thead><tbody>',
        *(_row(one) for one in evidence.signatures),
        "</tbody></table>",
        f"<p>{CLOCKS[evidence.clock]}</p>",
        "<p>The signatures aim at what the law calls an advanced electronic signature (Article 26 of the eIDAS"
        " Regulation as retained in UK law). They are not qualified signatures: no qualified provider issued the"
        " certificates. What that means in a given case is for a lawyer to say.</p>",
    )


def _row(one: SignatureFacts) -> str:
    cells = (
        one.field,
        ROLES.get(one.role, "not known"),
        one.signer,
        _moment(one.time) if one.time else MISSING_TIME,
        one.level,
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _steps(steps: Sequence[Told]) -> Sequence[str]:
    if not steps:
        return ()
    return (
        "<h2>How to check it without us</h2>",
        "<p>These programs are other people's and free. Type the commands in this folder; they also stand in"
        " <code>commands.txt</code>. None of them looks at what was changed between two signatures, or at who may sign"
        " where: our verifier does.</p>",
        *(
            f"<h3>{escape(each.tool)}: {escape(each.checks)}</h3><pre>{escape(chr(10).join(each.commands))}</pre>"
            for each in steps
        ),
    )


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(LONDON):%-d %B %Y, %H:%M:%S} (London)"
