"""The command itself: one function a command, each of which only asks a recipe and prints the answer.

Data goes to standard output, everything else to standard error. This is the one place where an error becomes text and
an exit code. Rooms are imported inside the commands, because signing alone costs a second to import and ``--help``
must not wait for it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from inconfidence import __version__
from inconfidence.cli.conferring import conference
from inconfidence.cli.disclosing import disclosure
from inconfidence.cli.doctoring import doctor
from inconfidence.cli.drawing import render, template
from inconfidence.cli.keys import keys
from inconfidence.cli.terminal import (
    REFERENCE,
    file_argument,
    home_option,
    json_option,
    open_home,
    print_json,
    read_file,
    working_in,
    write_new,
)
from inconfidence.cli.tracing import trace
from inconfidence.core.clock import SystemClock, london_date
from inconfidence.core.errors import InConfidenceError, InputInvalid, NotAuthentic

STOPPED_BY_USER = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="inconfidence")
def commands() -> None:
    """Confidential safeguarding papers: taken in, filled, sealed, signed, released one by one, and kept."""


def main() -> NoReturn:
    """Run the command line and end the process with the exit code of docs/errors.md."""
    sys.exit(_status_of(lambda: commands.main(standalone_mode=False)))


def _status_of(work: Callable[[], Any]) -> int:
    try:
        work()
    except InConfidenceError as error:
        _say_refusal(error)
        return error.exit_status
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; call the same command again to go on.", err=True)
        return STOPPED_BY_USER
    except Exception as error:  # noqa: BLE001 - nobody may be shown a traceback: it can hold personal values
        _say_fault(error)
        return 1
    return 0


def _say_refusal(error: InConfidenceError) -> None:
    click.echo(error.message, err=True)
    if isinstance(error, InputInvalid):
        for problem in error.problems:
            click.echo(f"  {problem.path or 'the whole file'}: {problem.message} {problem.remedy}", err=True)
    if error.hint:
        click.echo(error.hint, err=True)


def _say_fault(error: Exception) -> None:
    # The text of a foreign exception may hold a personal value, so only its kind and place are told.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else "unknown place"
    click.echo(f"Something went wrong inside In Confidence ({type(error).__name__} at {where}).", err=True)
    click.echo(
        "What was kept before is as it was. Please report these two lines; they hold no personal data.", err=True
    )


@commands.command()
@home_option
@click.option("--out", "out_folder", type=click.Path(path_type=Path, file_okay=False), help="Another home folder.")
def demo(home_folder: Path, out_folder: Path | None) -> None:
    """Do the main job on the sample case, from three referrals to twelve personal copies, and prove it."""
    from inconfidence.cli import demonstration

    demonstration.show(out_folder or home_folder, SystemClock())


@commands.command()
@home_option
@click.option("--settings", type=click.Path(path_type=Path), help="A council.toml to start from.")
def init(home_folder: Path, settings: Path | None) -> None:
    """Make a new home: settings, keys, time authority, store and archive."""
    from inconfidence.recipes import home

    starter = home.starter_settings()
    home.init(
        home_folder, home.secret_folder(home_folder), read_file(settings) if settings else starter, SystemClock()
    )
    click.echo(f"Made {home_folder}, its secrets in {home.secret_folder(home_folder)}: keep the two apart.", err=True)
    click.echo(f"Now edit {home_folder / home.SETTINGS_FILE}: the FAST number first.", err=True)


@commands.group()
def referral() -> None:
    """Take concerns in: one child or family, a group, or a place."""


@referral.command("check")
@file_argument
def referral_check(files: tuple[Path, ...]) -> None:
    """List every problem of referral files, and keep nothing."""
    from inconfidence.recipes import referrals

    referrals.check([(str(file), read_file(file)) for file in files], london_date(SystemClock().now()))
    click.echo(f"No problem in {len(files)} file(s).", err=True)


@referral.command("add")
@click.argument("file", type=click.Path(path_type=Path))
@home_option
def referral_add(file: Path, home_folder: Path) -> None:
    """Take a referral in and print its reference."""
    from inconfidence.recipes import referrals

    content = read_file(file)
    with working_in(home_folder) as home:
        click.echo(referrals.add(home, content).reference)


@referral.command("show")
@click.argument("reference", type=REFERENCE)
@click.option("--for", "reader", default="fast", show_default=True, help="The role that reads it.")
@home_option
def referral_show(reference: str, reader: str, home_folder: Path) -> None:
    """Print what a role may see of a referral, as JSON."""
    from inconfidence.recipes import referrals

    print_json(referrals.show(open_home(home_folder), reference, reader))


@referral.command("schema")
@click.argument("kind", type=click.Choice(["individual", "group", "location"]))
def referral_schema(kind: str) -> None:
    """Print the JSON Schema of a kind of referral."""
    from inconfidence.recipes import referrals

    print_json(referrals.schema(kind))


@commands.group()
def record() -> None:
    """Add what was found, decided or done: screening, consent, decision, assessment, task, letter, conference ..."""


@record.command("add")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--case", "reference", required=True, type=REFERENCE, help="The case's reference.")
@click.option("--by", default="command-line", show_default=True, help="Who records it: a name or staff number.")
@home_option
def record_add(kind: str, file: Path, reference: str, by: str, home_folder: Path) -> None:
    """Add a record to a case and print its name there; the case moves to the stage that follows."""
    from inconfidence.cli import tables
    from inconfidence.recipes import casework

    content = read_file(file)
    with working_in(home_folder) as home:
        added = casework.add(home, kind, reference, content, by=by)
    click.echo(added.name)
    if added.relied:
        tables.show_relied(added.relied)


@record.command("kinds")
def record_kinds() -> None:
    """Print the kinds of record, a line each."""
    from forms import kinds

    click.echo("\n".join(sorted(kinds())))


@record.command("schema")
@click.argument("kind")
def record_schema(kind: str) -> None:
    """Print the JSON Schema of a kind of record."""
    from forms import json_schema

    print_json(json_schema(kind))


@commands.group()
def case() -> None:
    """Cases: a referral and what grows from it."""


@case.command("show")
@click.argument("reference", type=REFERENCE)
@json_option
@home_option
def case_show(reference: str, as_json: bool, home_folder: Path) -> None:
    """Show a case: kind, stage, what is linked, and every paper that was made."""
    from inconfidence.cli import tables
    from inconfidence.recipes import casework

    summary = casework.summary(open_home(home_folder), reference)
    print_json(summary) if as_json else tables.show_case(summary)


@case.command("link")
@click.argument("references", nargs=2, type=REFERENCE)
@home_option
def case_link(references: tuple[str, str], home_folder: Path) -> None:
    """Link two cases with one another."""
    from inconfidence.recipes import casework

    with working_in(home_folder) as home:
        casework.link(home, references)


commands.add_command(disclosure)
commands.add_command(render)
commands.add_command(template)
commands.add_command(keys)
commands.add_command(doctor)
commands.add_command(trace)
commands.add_command(conference)


@commands.group()
def document() -> None:
    """The papers: which there are, and making one."""


@document.command("list")
@json_option
def document_list(as_json: bool) -> None:
    """List every kind of paper: for whom, for which kind of case, at which stage, on what ground."""
    from inconfidence.cli import tables
    from inconfidence.recipes import catalogue

    rows = catalogue.listing()
    print_json(rows) if as_json else tables.show_catalogue(rows)


@document.command("make")
@click.argument("kind")
@click.argument("reference", type=REFERENCE)
@click.option("--for", "reader", required=True, help="ROLE, or ROLE:PERSON where the paper is one person's own.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["pdf", "docx", "html"]),
    default="pdf",
    show_default=True,
    help="docx: to edit. html: to read on a screen. Neither is sealed.",
)
@click.option(
    "--variant", "print_", type=click.Choice(["standard", "large-print"]), help="The print; else as the reader needs."
)
@click.option("--language", default="", help="Such as tr; else the reader's own, where the paper is translated.")
@click.option("--as", "asker", default="", help="The role of whoever makes it; an assessor is told what was found.")
@home_option
def document_make(
    kind: str,
    reference: str,
    reader: str,
    output: Path,
    form: str,
    print_: str | None,
    language: str,
    asker: str,
    home_folder: Path,
) -> None:
    """Make one paper of a case: marked, scanned and sealed as PDF, or as a Word file or a web page, never sealed."""
    from inconfidence.cli import disclosing
    from inconfidence.recipes import making

    with working_in(home_folder) as home, disclosing.blocks_told(home, reference, asker):
        if form == "docx":
            write_new(
                output,
                making.word_for_case(
                    home, kind, reference, reader, asker=asker, print_=print_ or "", language=language
                ),
            )
            return
        if form == "html":
            write_new(
                output,
                making.page_for_case(
                    home, kind, reference, reader, asker=asker, print_=print_ or "", language=language
                ),
            )
            return
        made = making.make_for_case(home, kind, reference, reader, asker=asker, print_=print_ or "", language=language)
        write_new(output, made.content)
        disclosing.tell_warnings(home, reference, made.warnings, asker)


@commands.command()
@file_argument
@click.option("--trust", multiple=True, type=click.Path(path_type=Path), help="A root certificate (PEM) to believe.")
@click.option("--crl", multiple=True, type=click.Path(path_type=Path), help="A revocation list to hear (DER or PEM).")
@json_option
@home_option
def verify(
    files: tuple[Path, ...], trust: tuple[Path, ...], crl: tuple[Path, ...], as_json: bool, home_folder: Path
) -> None:
    """Say of each PDF whether it is genuine, and why not."""
    from inconfidence.cli import tables
    from inconfidence.recipes import verification

    named, lists = [read_file(path) for path in trust], [read_file(path) for path in crl]
    believed = verification.trust_for(home_folder, named, lists)
    held = [(str(file), read_file(file)) for file in files]
    results = verification.verify_all(held, believed, SystemClock(), verification.proofs_beside(files))
    print_json(verification.as_json(results)) if as_json else tables.show_verdicts(results)
    verification.refuse_unless_authentic(results)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="A new folder, or a new .zip.")
@click.option("--trust", multiple=True, type=click.Path(path_type=Path), help="A root certificate (PEM) to believe.")
@home_option
def bundle(file: Path, output: Path, trust: tuple[Path, ...], home_folder: Path) -> None:
    """Put a PDF together with all that somebody without this program needs to check it, offline."""
    from inconfidence.recipes import bundling, published_lists, verification

    content = read_file(file)
    named = [read_file(path) for path in trust]
    proof = verification.proofs_beside([file]).get(str(file))
    lists = () if named else published_lists.published_in(home_folder)
    made = bundling.bundle(content, verification.trust_for(home_folder, named), SystemClock(), proof, lists)
    bundling.write(made.files, output)
    click.echo(f"Made {output}: open {bundling.PAGE} in it first.", err=True)
    verification.refuse_unless_authentic([verification.Verified(str(file), made.evidence)])


@commands.group()
def archive() -> None:
    """What is kept."""


@archive.command("check")
@home_option
def archive_check(home_folder: Path) -> None:
    """Read every kept object again, walk the whole ledger, and look at every signature."""
    from inconfidence.recipes import sweeping

    home = open_home(home_folder)
    report = home.archive.check()
    signatures = sweeping.sweep_archive(home.archive, home.trust, home.clock)
    click.echo("\n".join((*report.in_plain_words, *signatures.in_plain_words)))
    if not report.sound or signatures.doubtful:
        raise NotAuthentic("The archive is not as it was kept.", hint="Restore what is named above from a backup.")


@archive.command("renew")
@click.option(
    "--within",
    default=12,
    show_default=True,
    type=click.IntRange(min=0),
    help="Months until a last time-stamp ends.",
)
@click.option("--list", "only_list", is_flag=True, help="Say what would be renewed, and renew nothing.")
@json_option
@home_option
def archive_renew(within: int, only_list: bool, as_json: bool, home_folder: Path) -> None:
    """Put a further time-stamp on each closed paper whose last one ends soon; the former version stays as it is.

    Its keys have to last longer than the ones before: first `inconfidence keys rotate time`, or name another time
    authority in the settings.
    """
    from inconfidence.cli import tables
    from inconfidence.recipes import renewing

    with working_in(home_folder) as home:
        soon = renewing.ending(home, within)
        done = () if only_list else renewing.renew_all(home, soon)
    rows = renewing.as_plain(soon) if only_list else renewing.done_as_plain(done)
    print_json(rows) if as_json else tables.show_renewals(rows)
    renewing.refuse_unless_renewed(done)
