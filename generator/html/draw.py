"""``draw_html``: a paper of blocks becomes one web page that needs nothing else and can do nothing.

    paper = read(...)                                    # generator.word
    marked = draw_html(paper, mark, view=..., must_show=...)
    checked = preflight_html(marked)                     # generator.html.preflight

It says what the PDF says, in the same order, but for page numbers (``references``). Running heads and feet stand once.
The same paper and mark give the same bytes.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from generator.drawn import said_by
from generator.html.blocks import blocks_html
from generator.html.markup import Html, directed, element, joined, shown
from generator.html.references import without_pages
from generator.html.said import has_title, running_of, said_on
from generator.html.setting import DEFAULT_LANGUAGE, Setting, language_of
from generator.html.sheet import rem
from generator.html.tables import patterns_html
from inconfidence.core.blocks import Paper, Section
from inconfidence.core.digest import Digest
from inconfidence.core.documents import Mark, MarkedHtml

DOCTYPE = "<!DOCTYPE html>\n"
POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
"""Nothing is fetched, run or sent; only the page's own style counts (CSP 3)."""
UNTITLED = "A paper"
MARKING = "Marking"


def draw_html(
    paper: Paper, mark: Mark, *, view: Digest, must_show: tuple[str, ...] = (), notice: str = ""
) -> MarkedHtml:
    """Draw a paper as a web page.

    Args:
        paper: what to draw.
        mark: what stands on every page; here at the head and the foot, and always in sight.
        view: the digest of what the paper was filled from.
        must_show: words that have to be in sight, those of the mark with them.
        notice: one line at the head that says what this page is not.

    Raises:
        InputInvalid: when the paper holds something that cannot be drawn; every such place is named.
        Failed: when a mark of the engine's own was left in it.
    """
    drawn = said_by(paper).drawn
    screen = without_pages(paper)
    marking = tuple(filter(None, dict.fromkeys(map(shown, (*must_show, mark.banner, mark.margin, mark.ground)))))
    setting = Setting(paper.language)
    title = shown(paper.title) or UNTITLED
    body = _body(screen, marking, shown(notice), title, setting)
    content = (
        DOCTYPE + element("html", _head(title, setting.sheet.css()), body, lang=language_of(paper.language)) + "\n"
    )
    words = said_on(screen, marking, shown(notice), title)
    return MarkedHtml(content.encode(), title, words, marking, view, drawn)


def _head(title: str, css: str) -> Html:
    digest = b64encode(sha256(css.encode()).digest()).decode("ascii")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY.format(digest=digest)),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="robots", content="noindex, nofollow, noarchive, nosnippet"),
        element("meta", name="format-detection", content="telephone=no, date=no, address=no, email=no"),
        element("meta", name="color-scheme", content="light"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("style", Html(css)),
    )


def _body(paper: Paper, marking: tuple[str, ...], notice: str, title: str, setting: Setting) -> Html:
    heads, feet = running_of(paper)
    header = joined(*(blocks_html(head, setting) for head in heads), *_notice(notice, setting))
    heading = [] if has_title(paper) else [element(setting.title(), title, class_="unseen")]
    main = element("main", *heading, *(_section(section, setting) for section in paper.sections))
    footer = joined(*(blocks_html(foot, setting) for foot in feet))
    return element(
        "body",
        patterns_html(setting.patterns),
        *_marking(marking, "top"),
        *([element("header", header)] if header else []),
        main,
        *([element("footer", footer)] if footer else []),
        *_marking(marking, "foot"),
    )


def _section(section: Section, setting: Setting) -> Html:
    column = section.page.width - section.page.left - section.page.right
    return element(
        "div", blocks_html(section.blocks, setting), class_=setting.sheet.look([f"max-width:{rem(column)}"])
    )


def _notice(notice: str, setting: Setting) -> list[Html]:
    language = setting.foreign(DEFAULT_LANGUAGE)
    return [element("p", directed(notice), class_="notice", lang=language)] if notice else []


def _marking(marking: tuple[str, ...], where: str) -> list[Html]:
    """Return what is always in sight; at the foot it is not read out a second time."""
    if not marking:
        return []
    words = (element("p", directed(line)) for line in marking)
    again = where == "foot"
    return [
        element(
            "section",
            *words,
            class_=f"marking {where}",
            aria_label=None if again else MARKING,
            aria_hidden="true" if again else None,
        )
    ]
