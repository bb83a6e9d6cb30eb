"""`precall status`: how far a batch is, while it runs and after."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.batch.checkpoint import Checkpoint
    from precall.batch.job import State
    from precall.sentences import Sentences

_LISTS: "dict[str, tuple[State, ...]]" = {
    "done": ("done", "flagged"),
    "failed": ("failed",),
    "waiting": ("waiting",),
    "skipped": ("skipped",),
}


@click.command(name="status")
@click.argument("out", metavar="DIR")
@click.option(
    "--list",
    "which",
    type=click.Choice(list(_LISTS)),
    help="Print the addresses of these instead, one a line.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(out: str, which: str | None, as_json: bool) -> int:
    """How far the batch in DIR is: done, failed and waiting, why clients failed, which took longest.

    \b
    precall status prospects
    precall status prospects --list failed
    """
    from precall.batch.checkpoint import Checkpoint
    from precall.batch.shelf import is_url, state_of
    from precall.faces.cli.options import app_with
    from precall.folders import at_home

    with Checkpoint(state_of(out) if is_url(out) else at_home(out), readonly=True) as checkpoint:
        if which:
            for address in checkpoint.addresses(_LISTS[which]):
                click.echo(address)
        elif as_json:
            import json

            click.echo(json.dumps(_as_data(checkpoint), indent=2))
        else:
            _show(checkpoint, app_with({}).sentences)
    return 0


def _as_data(checkpoint: "Checkpoint") -> dict[str, object]:
    rows, pages = checkpoint.totals()
    return {
        "rows": rows,
        "pages": pages,
        "clients": dict(sorted(checkpoint.counts().items())),
        "failed": [{"reason": reason, "clients": number} for reason, number in checkpoint.reasons(20)],
        "slowest": [{"client": key, "seconds": seconds} for key, seconds in checkpoint.slowest(5)],
    }


def _show(checkpoint: "Checkpoint", sentences: "Sentences") -> None:
    from precall.batch.job import STATES
    from precall.render.escaping import terminal

    rows, pages = checkpoint.totals()
    counts = checkpoint.counts()
    totals = (("rows", rows), ("clients", sum(counts.values())), ("pages", pages))
    click.echo(", ".join(sentences.count(f"batch.{what}", number) for what, number in totals))
    for state in (*STATES[1:], STATES[0]):
        if counts.get(state):
            shown = f"{sentences.number(counts[state]):>9}"
            click.echo(sentences.count(f"batch.state_{state}", counts[state], number=shown))
    for reason, number in checkpoint.reasons(8):
        failed = sentences.say("batch.failed", reason=terminal(sentences.reason(reason)))
        click.echo(f"{sentences.number(number):>9} {failed}")
    for key, seconds in checkpoint.slowest(3):
        click.echo(f"{seconds:>7.0f} s {terminal(key)}")
