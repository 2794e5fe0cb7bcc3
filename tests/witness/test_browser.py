"""A browser opens the page of every paper: axe-core finds no fault, and nothing runs over the side of the screen.

Chromium is the machine's own, Playwright drives it, and axe-playwright-python brings axe-core along. The widths are
that of WCAG 2.2's reflow (1.4.10), of a telephone and of a desk.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.disclosure.test_matrix_in_papers import Production, file_of, productions, records_for
from tests.witness.witnesses import witness, witness_module

WIDTHS = (320, 390, 1280)
HEIGHT = 800
"""Both in CSS pixels."""
PAPERS = tuple({each.paper: each for each in productions() if each.form == "html"}.values())
EVERYTHING = {"resultTypes": ["violations"]}
BUT_CONTRAST = {**EVERYTHING, "rules": {"color-contrast": {"enabled": False}}}
"""What axe-core is asked for. Contrast takes it four fifths of its time, and a page's
colours are the same at every width."""
OVER_THE_SIDE = "() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, started once."""
    program, playwright = witness("chromium"), witness_module("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=program, chromium_sandbox=False)
        yield started
        started.close()


@pytest.fixture
def screen(browser: Any) -> Iterator[Any]:
    """A new tab: a page's rule of what it may load would go on holding for the next one."""
    with browser.new_page() as opened:
        yield opened


@pytest.mark.parametrize("made", PAPERS, ids=str)
def test_a_paper_is_read_by_everybody_on_every_screen(screen: Any, made: Production) -> None:
    """Every answer given, on a narrow screen as on a wide one."""
    page = file_of(made, {name: each.record for name, each in records_for(made).items()}).decode()

    assert faults_of(screen, page) == []


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ('<p style="width:2000px">wide</p>', "over the side"),
        ('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">', "image-alt"),
        ('<p style="color:#ccc">pale</p>', "color-contrast"),
    ],
)
def test_the_witness_is_awake(screen: Any, page: str, told: str) -> None:
    """It sees what is wrong."""
    whole = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main><h1>x</h1>{page}</main></body>'

    assert [one for one in faults_of(screen, whole) if told in one]


def faults_of(screen: Any, page: str) -> list[str]:
    """Return what axe-core finds in a page, and whether it has to be moved sideways, at every width."""
    axe = witness_module("axe_playwright_python.sync_playwright").Axe()
    screen.set_content(page)
    found = []
    for place, width in enumerate(WIDTHS):
        screen.set_viewport_size({"width": width, "height": HEIGHT})
        if screen.evaluate(OVER_THE_SIDE) > 0:
            found.append(f"at {width}: over the side")
        violations = axe.run(screen, options=BUT_CONTRAST if place else EVERYTHING).response["violations"]
        found += [f"at {width}: {one['id']}, {one['nodes'][0]['html']}" for one in violations]
    return found
