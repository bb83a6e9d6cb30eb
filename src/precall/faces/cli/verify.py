"""`precall verify`: every citation found again in the kept snapshots."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from precall.faces.cli import BAD_USAGE, say
from precall.faces.cli.options import app_with

if TYPE_CHECKING:
    from precall.model.dossier import Dossier
    from precall.sentences import Sentences
    from precall.use.verify import Bodies, Standing, Verdict


@click.command(name="verify")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--all", "show_all", is_flag=True, help="Print the citations that stand, too.")
def command(folder: Path, show_all: bool) -> int:
    """Find every quote of a dossier again in the snapshots, offline.

    DIR is a client's folder, or one that holds several. Ends with status 1 if any quote does not stand.

    \b
    precall verify briefings/acme.com
    precall verify briefings
    """
    from precall.reading.reader import PageReader

    paths = _dossiers(folder)
    with PageReader() as reader:
        import asyncio

        app = app_with({})
        with app.store() as store:
            return asyncio.run(_verify_all(paths, store, reader, app.sentences, show_all=show_all))


def _dossiers(folder: Path) -> list[Path]:
    found = [folder] if folder.is_file() else sorted(folder.rglob("dossier.json"))
    if not found:
        raise click.UsageError(f"there is no dossier.json in {folder}. Make one: precall research ADDRESS")
    return found


async def _verify_all(
    paths: list[Path], store: "Bodies", reader: "Standing", sentences: "Sentences", *, show_all: bool
) -> int:
    from precall.use.verify import verify

    status = 0
    for path in paths:
        dossier = _read(path, sentences)
        if dossier is None:
            status = BAD_USAGE
            continue
        verdicts = await verify(dossier, bodies=store, standing=reader)
        _show(verdicts, sentences, show_all=show_all)
        standing = sum(1 for verdict in verdicts if not verdict.trouble)
        name, stand = path.absolute().parent.name, sentences.number(standing)
        click.echo(sentences.count("verify.told", len(verdicts), client=name, standing=stand))
        status = status or int(standing < len(verdicts))
    return status


def _read(path: Path, sentences: "Sentences") -> "Dossier | None":
    """The dossier in a file; None, with a word on why, where it holds none."""
    from precall.errors import Unreadable
    from precall.input_file import text_in
    from precall.render.dossier_json import LARGEST, dossier_from_json

    try:
        return dossier_from_json(text_in(path, most=LARGEST))
    except (Unreadable, ValueError) as error:
        say(sentences.say("verify.no_dossier", file=path, reason=sentences.reason(str(error))))
        return None


def _show(verdicts: "Iterable[Verdict]", sentences: "Sentences", *, show_all: bool) -> None:
    from precall.render.escaping import terminal

    for verdict in verdicts:
        if verdict.trouble or show_all:
            mark = sentences.say(f"verify.{'falls' if verdict.trouble else 'stands'}")
            cited = f"{sentences.quoted(verdict.evidence.quote[:80])}  {verdict.evidence.url}"
            trouble = sentences.reason(verdict.trouble)
            click.echo(terminal(f"{mark}  {verdict.of}  {cited}  {trouble}"))
