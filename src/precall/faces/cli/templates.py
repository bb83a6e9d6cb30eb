"""`precall templates`: which files shape the outputs, whether yours work, and copies for editing."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from precall.faces.cli import BAD_USAGE, say
from precall.faces.cli.options import app_with

if TYPE_CHECKING:
    from precall.app import App
    from precall.sentences import Sentences


@click.group(name="templates", invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> int:
    """List the templates, playbooks and sentences; those in your own folder win over the shipped ones.

    \b
    precall templates
    precall templates copy playbooks/coach.toml
    precall templates check
    """
    if context.invoked_subcommand:
        return 0
    from precall.render.templates import listing

    app = app_with({})
    whose = [app.sentences.say(f"templates.{word}") for word in ("shipped", "yours")]
    width = max(map(len, whose))
    for template in listing(app.own_templates):
        click.echo(f"{whose[template.own]:{width}}  {template.name:26}  {template.path}")
    return 0


@command.command(name="check", short_help="Try every template of yours on an example.")
def check() -> int:
    """Read every file of yours and the sentences of every language, and make each output once from an example.

    Mistakes name file and line: sentences that are missing, that nothing says, or that leave a place out.

    Ends with status 2 if there is a mistake.

    \b
    precall templates check
    """
    from precall.render.templates import listing
    from precall.render.trial import catalogues
    from precall.render.trial import check as find_mistakes

    app = app_with({})
    own = app.own_templates
    mine = [str(template.path) for template in listing(own) if template.own]
    if app.settings.offer:
        mine.append(app.settings.offer)
    languages, wrong = catalogues(own)
    yours = find_mistakes(own, app.settings.language) if own else ()
    mistakes = dict.fromkeys((*wrong, *yours, *_in_offer(app)))
    words = _words(app)
    for mistake in mistakes:
        say(words.reason(mistake))
    told = words.say
    click.echo(told("templates.languages", languages=", ".join(languages)))
    if not mine:
        click.echo(told("templates.none"))
    key = "to_mend" if mistakes else "well"
    click.echo(told(f"templates.{key}", number=len(mine), mistakes=len(mistakes)))
    return BAD_USAGE if mistakes else 0


def _words(app: "App") -> "Sentences":
    """The caller's sentences; as they came with precall where those are what cannot be read."""
    from precall.errors import PrecallError
    from precall.faces.cli.options import shipped_sentences

    try:
        return app.sentences
    except PrecallError:
        return shipped_sentences(app.settings.language)


def _in_offer(app: "App") -> tuple[str, ...]:
    """The mistake in the offer that the settings name; it may lie anywhere."""
    from precall.errors import UsageError

    try:
        _ = app.offer
    except UsageError as error:
        return (str(error),)
    return ()


@command.command(name="copy", short_help="Copy shipped ones to your own folder.")
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option("--all", "everything", is_flag=True, help="Copy all of them.")
def copy(names: tuple[str, ...], everything: bool) -> int:
    """Copy shipped templates to your own folder for editing; a file of yours is never overwritten.

    \b
    precall templates copy briefing.md.j2
    precall templates copy playbooks/sales.toml offer.toml
    precall templates copy --all
    """
    from precall import folders
    from precall.render.templates import copy as copy_shipped

    if not names and not everything:
        raise click.UsageError("say which: precall templates lists their names; or --all")
    app = app_with({})
    own = folders.own_templates(app.settings.templates_dir)
    copied = copy_shipped(own, () if everything else names)
    for path in copied:
        click.echo(str(path))
    kept = _kept(own, names, copied)
    if kept:
        click.echo(app.sentences.say("templates.kept", names=", ".join(kept)), err=True)
    return 0


def _kept(own: Path, names: tuple[str, ...], copied: tuple[Path, ...]) -> list[str]:
    return [name for name in dict.fromkeys(names) if own / name not in copied]
