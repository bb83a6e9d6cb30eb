"""`precall gift`: the shelf of useful notes of your own."""

import click


@click.group(name="gift")
def command() -> None:
    """A small shelf of your own useful notes; precall checkin offers one to a client who spoke of its topic.

    \b
    precall gift add "Three questions before saying yes to a job" --about "saying no"
    precall gift add checklist.txt --about hiring
    precall gift list
    precall gift drop 3
    """


@command.command(name="add", short_help="Put a note on the shelf.")
@click.argument("file_or_text", metavar="FILE_OR_TEXT")
@click.option("--about", required=True, metavar="TOPIC", help="The topic, in the words that clients use.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def add(file_or_text: str, about: str, as_json: bool) -> int:
    """Put a note on the shelf: a text file, or the text itself."""
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import gift

    app = app_with({})
    added = gift.add(app, file_or_text, about)
    if as_json:
        print_json({"number": added.number, "about": added.about, "source": added.source})
    else:
        print_lines(app.sentences.say("terminal.gift", number=added.number, topic=added.about))
    return 0


@command.command(name="list", short_help="List the shelf.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def list_(as_json: bool) -> int:
    """List the notes on the shelf."""
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.site.text import shorten
    from precall.use import gift

    app = app_with({})
    found = gift.shelf(app)
    if as_json:
        print_json([{"number": g.id, "about": g.about, "text": g.text, "source": g.source} for g in found])
    else:
        for one in found:
            said = {"number": one.id, "topic": one.about, "text": shorten(one.text, 70)}
            print_lines(app.sentences.say("terminal.gift_text", **said))
    return 0


@command.command(name="drop", short_help="Take a note off the shelf.")
@click.argument("number", type=int, metavar="NUMBER")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def drop(number: int, as_json: bool) -> int:
    """Take a note off the shelf."""
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines
    from precall.use import gift

    app = app_with({})
    gift.drop(app, number)
    if as_json:
        print_json({"dropped": number})
    else:
        print_lines(app.sentences.say("terminal.gift_off", number=number))
    return 0
