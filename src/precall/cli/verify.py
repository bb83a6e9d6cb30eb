"""`precall verify`: every citation found again in the kept snapshots."""

from pathlib import Path

import click


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
    from precall.reading import PageReader

    with PageReader() as reader:
        import asyncio
        import os

        from precall.app import App
        from precall.settings import load

        app = App(load({}, folder=Path.cwd(), environ=os.environ).settings, os.environ)
        with app.store() as store:
            return asyncio.run(_verify_all(_dossiers(folder), store, reader, show_all))


def _dossiers(folder: Path) -> list[Path]:
    found = [folder] if folder.is_file() else sorted(folder.rglob("dossier.json"))
    if not found:
        raise click.UsageError(f"there is no dossier.json in {folder}. Make one: precall research ADDRESS")
    return found


async def _verify_all(paths: list[Path], store: object, reader: object, show_all: bool) -> int:
    from typing import cast

    from precall.errors import UsageError
    from precall.render.dossier_json import dossier_from_json
    from precall.render.escaping import plain
    from precall.verify import Bodies, Standing, verify

    fallen = 0
    for path in paths:
        try:
            dossier = dossier_from_json(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"{path} cannot be read as a dossier: {error}") from error
        verdicts = await verify(dossier, bodies=cast(Bodies, store), standing=cast(Standing, reader))
        for verdict in verdicts:
            if verdict.trouble or show_all:
                mark = "FALLS " if verdict.trouble else "stands"
                line = f"{mark}  {verdict.of}  “{verdict.evidence.quote[:80]}”  {verdict.evidence.url}  {verdict.trouble}"
                click.echo(plain(line).rstrip())
        wrong = sum(1 for verdict in verdicts if verdict.trouble)
        fallen += wrong
        click.echo(f"{path.parent.name}: {len(verdicts) - wrong} of {len(verdicts)} citations stand")
    return 1 if fallen else 0
