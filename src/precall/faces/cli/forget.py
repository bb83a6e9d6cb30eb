"""`precall forget`: a client is removed everywhere."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Client

_WRITTEN = (
    "briefing.*", "dossier.json", "follow-up.*", "first-mail.eml", "check-in.*", "notes.md", "follow-up.ics", "pages/*.txt",
    ".*.precall-new",
)  # fmt: skip


@click.command(name="forget")
@click.argument("address", metavar="ADDRESS")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option(
    "--never", is_flag=True, help="Keep a keyed hash, so that no batch or check-in touches them again."
)
@click.option("--allow", is_flag=True, help="Take --never back.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(address: str, yes: bool, never: bool, allow: bool, as_json: bool) -> int:
    """Remove a client from the memory and its copies, the kept pages, and the files that precall wrote.

    Files that you laid into the client's folder yourself stay, and are named. With --never a keyed hash stays behind,
    from which nobody can read the name, and the client is refused from then on.

    \b
    precall forget acme.com
    precall forget acme.com --yes --never
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.memory import forgetting

    app = app_with({})
    if allow:
        freed = forgetting.allow_again(app.memory, address)
        print_json({"allowed": freed}) if as_json else print_lines(
            "Allowed again." if freed else "Nobody was refused."
        )
        return 0
    client, keys = _whom(app, address)
    if not yes:
        _confirm(client.shown if client else keys[0])
    left, elsewhere = _forget(app, client, keys)
    if never:
        forgetting.never_again(app.memory, keys)
    if as_json:
        print_json({"forgotten": bool(client), "left": left, "mentioned_by": elsewhere, "never": never})
    else:
        print_lines(*_said(client, left, elsewhere, never=never))
    return 0


def _whom(app: "App", address: str) -> "tuple[Client | None, tuple[str, ...]]":
    """The client, if the memory has one, and every domain and e-mail address of theirs."""
    from precall.memory import forgetting, identity

    client = identity.lookup(app.memory, address)
    if client:
        return client, forgetting.aliases_of(app.memory, client)
    if not identity.named(address).key:
        identity.needed(app.memory, address)
    return None, (identity.named(address).key,)


def _confirm(name: str) -> None:
    if not sys.stdin.isatty():
        raise click.UsageError("this removes a client for good; say so with --yes")
    click.confirm(f"Remove {name} everywhere?", abort=True, err=True)


def _forget(app: "App", client: "Client | None", keys: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The files that stay because they are the caller's own or an export, and the clients whose notes still mention this one."""
    from precall.memory import copies, elsewhere, forgetting, writings

    names = app.environment.outputs()
    written = writings.of(app.memory, client) if client else ()
    shown = [client.name] if client and len(client.name) > 3 else []
    written += _from_batches(app, keys)
    left = {str(path) for writing in written for path in _removed(writing, names)}
    if client:
        left |= set(elsewhere.places(app.memory, client))
        forgetting.forget(app.memory, client)
        for copy in copies.known(app.memory):
            if copy.is_file():
                copies.clear(copy, keys)
    with app.store() as store:
        for key in keys:
            if "@" not in key:
                store.forget(key)
    return sorted(left), list(forgetting.mentions(app.memory, (*keys, *shown)))


def _from_batches(app: "App", keys: Iterable[str]) -> tuple[Path, ...]:
    """The folders of the client in batches, whose tables name them no more."""
    from precall.batch.forgetting import forget_in_batch
    from precall.memory import forgetting
    from precall.site.address import parse_address

    names = [parse_address(key).folder for key in keys if "@" not in key]
    today = app.now().astimezone(app.zone).date()
    folders = forgetting.batches(app.memory)
    return tuple(
        path for folder in folders for path in forget_in_batch(folder, names, app.environment, today)
    )


def _removed(place: Path, names: Iterable[str]) -> Iterator[Path]:
    """Removes what precall wrote at a place; what else lies there is left and given."""
    if place.is_file():
        place.unlink()
    elif place.is_dir():
        for pattern in (*_WRITTEN, *names):
            for path in place.glob(pattern):
                path.unlink()
        for folder in (place / "pages", place):
            with contextlib.suppress(OSError):
                folder.rmdir()
        if place.is_dir():
            yield from (path for path in place.rglob("*") if path.is_file())


def _said(client: "Client | None", left: list[str], elsewhere: list[str], *, never: bool) -> Iterator[str]:
    yield "Forgotten." if client else "Not in the memory; kept pages are removed."
    if left:
        yield "Still there, because it is your own or an export of yours:"
        yield from (f"  {path}" for path in left)
    if elsewhere:
        yield f"Your notes of these clients mention them, and are yours to edit: {', '.join(elsewhere)}"
    if never:
        yield "They are refused from now on."
