"""An agreement signed on paper: its scan is matched by the printed form code, and sealed on a sheet of its own."""

from __future__ import annotations

import io

from PIL import Image

from forms import Record, record_of
from inconfidence.core.blocks import Picture
from inconfidence.core.clock import london_date
from inconfidence.core.errors import OutOfTurn
from inconfidence.recipes import casework
from inconfidence.recipes.agreements import Asked, file_ink
from inconfidence.recipes.catalogue import template
from inconfidence.recipes.home import Home
from inconfidence.recipes.papers import Made, Order, make_paper
from inconfidence.recipes.pen_and_scanner import form_code_of, sign_and_scan
from inconfidence.recipes.readers import in_role
from inconfidence.store import Case

SCAN_SHEET = "ink-scan"
SCAN_WIDTH = 468.0
"""The width a scanned page is shown at, in points: a whole A4 page on one page."""


def sign_on_paper_and_file(home: Home, case: Case, asked: Asked, officer: str) -> Made:
    """Sign an agreement with the demonstration's pen, scan it, and file the scan as a council would; once."""
    if asked.agreement.state == "signed":
        scan = casework.current(home, case.reference, "scan", asked.agreement.form_code)
        return make_paper(home, _order(case, asked.agreement.form_code, scan, ()))
    seed = int(asked.agreement.sealed_digest[:8], 16)
    pages = sign_and_scan(asked.paper.content, sign_in="guardian", ticks=5, seed=seed)
    return file_scan(home, case, asked, pages, officer)


def file_scan(home: Home, case: Case, asked: Asked, pages: tuple[bytes, ...], officer: str) -> Made:
    """File scanned ``pages`` as the agreement they are: a sealed sheet that shows them, witnessed by ``officer``.

    Raises:
        OutOfTurn: the code printed on the pages is not the code of this agreement.
    """
    agreement = asked.agreement
    code = form_code_of(pages)
    if code != agreement.form_code:
        raise OutOfTurn(
            "The form code on the scan is not that of the agreement it was to be filed under.",
            hint="Scan the page with the barcode again, straight and whole; or file it under its own agreement.",
        )
    scan = _scan_record(home, asked, len(pages), code, officer)
    made = make_paper(home, _order(case, agreement.form_code, scan, pages))
    casework.keep_record(home, case, scan, name=agreement.form_code, by=officer)
    file_ink(home, agreement.form_code, made)
    return made


def _scan_record(home: Home, asked: Asked, pages: int, code: str, officer: str) -> Record:
    return record_of(
        "scan",
        {
            "form_code": asked.agreement.form_code,
            "code_read": code,
            "wording_version": asked.agreement.wording_version,
            "received_on": london_date(home.clock.now()),
            "witnessed_by": officer,
            "pages": [_name(number) for number in range(1, pages + 1)],
        },
    )


def _order(case: Case, form_code: str, scan: Record, pages: tuple[bytes, ...]) -> Order:
    pictures = {_name(number): _picture(number, content) for number, content in enumerate(pages, 1)}
    reader = in_role("admin", reference=form_code)
    return Order(template(SCAN_SHEET), case, {"scan": scan}, reader, variant="ink", pictures=pictures)


def _name(number: int) -> str:
    return f"page-{number}.jpg"


def _picture(number: int, content: bytes) -> Picture:
    width, height = Image.open(io.BytesIO(content)).size
    alt = f"Scan of page {number} of the agreement signed on paper."
    return Picture(content, SCAN_WIDTH, SCAN_WIDTH * height / width, alt)
