"""The council's keys: what there is, renewing, revoking, and taking the root's key away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from inconfidence.cli.terminal import (
    home_option,
    json_option,
    open_keys,
    print_json,
    read_file,
    secret_word,
    working_alone,
)
from inconfidence.core.clock import from_london

if TYPE_CHECKING:
    from inconfidence.recipes.keys import CouncilKeys
    from signing import KeptCertificate

MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"])
SAME_DISK = "That folder is on the disk the home is on: move it to a medium that can be taken out and locked away."


@contextmanager
def _working_on(home_folder: Path) -> Iterator[CouncilKeys]:
    with working_alone(home_folder):
        yield open_keys(home_folder)


@click.group()
def keys() -> None:
    """The council's keys and certificates: looking at them, renewing, revoking, the root's key."""


@keys.command("list")
@json_option
@home_option
def keys_list(as_json: bool, home_folder: Path) -> None:
    """List every certificate: what for, serial number, from when until when, and how it stands."""
    from inconfidence.cli import tables
    from inconfidence.recipes import keys as recipe

    rows = recipe.as_plain(recipe.listed(open_keys(home_folder)))
    print_json(rows) if as_json else tables.show_keys(rows)


@keys.command("rotate")
@click.argument("name")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="Where the root's key was taken to.")
@click.option("--here", is_flag=True, help="Keep the seal's new key here, though it was in a token, or bought.")
@home_option
def keys_rotate(name: str, root: Path | None, here: bool, home_folder: Path) -> None:
    """Put a new key and certificate in the place of NAME: seal, time, issuing-seal, issuing-guardian, ...

    Papers sealed before stay authentic. A new issuing authority needs the root's key.
    """
    from inconfidence.recipes import keys as recipe

    with _working_on(home_folder) as council:
        _say_in_use(recipe.renew(council, name, root, here=here))
    if name.startswith("issuing-") and name.removeprefix("issuing-") in ("seal", "time"):
        click.echo(f"Now renew what it issues: `inconfidence keys rotate {name.removeprefix('issuing-')}`.", err=True)


@keys.command("revoke")
@click.argument("what")
@click.option("--reason", required=True, help="keyCompromise, superseded, ... as RFC 5280 calls them.")
@click.option("--by", required=True, help="Who revokes it: a staff number or code, no name.")
@click.option("--since", type=MOMENT, help="From when the key was in other hands, London time; without it: from now.")
@home_option
def keys_revoke(what: str, reason: str, by: str, since: datetime | None, home_folder: Path) -> None:
    """Record for good that a certificate is withdrawn: WHAT is its serial number, or REFERENCE:FIELD of a signing.

    REFERENCE:FIELD is a paper's reference and guardian, guardian-2, ... or chair. What was time-stamped before stays
    genuine; what comes after does not.
    """
    from inconfidence.recipes import keys as recipe

    with _working_on(home_folder) as council:
        done = recipe.revoke_certificate(council, what, reason, by, since and from_london(since))
        click.echo(f"{done.serial:x}")
        click.echo("Recorded for good.", err=True)
        recipe.publish(council)


@keys.command("publish")
@home_option
def keys_publish(home_folder: Path) -> None:
    """Write certificates and revocation lists anew into the home's trust folder: once a week, for others' tools."""
    from inconfidence.recipes import keys as recipe

    with _working_on(home_folder) as council:
        recipe.publish(council)
    click.echo(f"Written to {home_folder / 'trust'}.", err=True)


@keys.group("root")
def keys_root() -> None:
    """The root's key, which is not needed day by day."""


@keys_root.command("take-away")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@home_option
def keys_root_take_away(folder: Path, home_folder: Path) -> None:
    """Move the root's key, encrypted, to FOLDER; it is read back there before it is removed here."""
    from inconfidence.recipes import keys as recipe

    with _working_on(home_folder) as council:
        recipe.take_away(council, folder)
        same_disk = recipe.on_the_same_disk(council, folder)
    click.echo(f"The root's key is in {folder}, was read back there, and is gone from the home.", err=True)
    if same_disk:
        click.echo(SAME_DISK, err=True)


@keys_root.command("renew-list")
@click.option("--root", type=click.Path(path_type=Path, file_okay=False), help="Where the root's key was taken to.")
@home_option
def keys_root_renew_list(root: Path | None, home_folder: Path) -> None:
    """Make the root's list of withdrawn authorities anew: each year, and when one of them was revoked.

    Without a list that is current no paper can be closed or renewed.
    """
    from inconfidence.recipes import keys as recipe

    with _working_on(home_folder) as council:
        ends = recipe.renew_list(council, root)
    click.echo(f"The root's list is new, and lasts until {ends:%d %B %Y}.", err=True)


@keys.group("seal")
def keys_seal() -> None:
    """A seal whose key was not made here."""


@keys_seal.command("by-token")
@click.option("--module", required=True, type=click.Path(path_type=Path), help="The token's PKCS#11 library.")
@click.option("--token", required=True, help="The token's label.")
@click.option("--key", required=True, help="The key's label; it has to be P-256 or RSA.")
@click.option("--pin-file", type=click.Path(path_type=Path), help="A file with the PIN; without it you are asked.")
@home_option
def keys_seal_by_token(module: Path, token: str, key: str, pin_file: Path | None, home_folder: Path) -> None:
    """Put a seal in use whose key lies in a security module or on a card and never leaves it."""
    from inconfidence.recipes import keys as recipe
    from signing import TokenPlace

    pin = secret_word(pin_file, "PIN of the token")
    with _working_on(home_folder) as council:
        _say_in_use(recipe.seal_by_token(council, TokenPlace(str(module), token, key, pin)))


@keys_seal.command("bought")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--password-file", type=click.Path(path_type=Path), help="Its password; without it you are asked.")
@home_option
def keys_seal_bought(file: Path, password_file: Path | None, home_folder: Path) -> None:
    """Put a seal in use that was bought from an outside authority (FILE: PKCS#12), as the settings name it."""
    from inconfidence.recipes import keys as recipe

    content, password = read_file(file), secret_word(password_file, "Password of the file")
    with _working_on(home_folder) as council:
        _say_in_use(recipe.seal_bought(council, content, password))


def _say_in_use(made: KeptCertificate) -> None:
    click.echo(f"{made.serial:x}")
    click.echo(f"In use now: {made.name}, until {made.certificate.not_valid_after_utc:%d %B %Y}.", err=True)
