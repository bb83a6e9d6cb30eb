"""`precall kept`: a promise was kept, a goal reached, or either let go."""

import click


@click.command(name="kept")
@click.argument("number", type=int, metavar="NUMBER")
@click.option("--goal", "is_goal", is_flag=True, help="The number is that of a goal, and it was reached.")
@click.option("--let-go", is_flag=True, help="It will not be kept, and that is settled between you.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def command(number: int, is_goal: bool, let_go: bool, as_json: bool) -> int:
    """Note that a promise was kept. `precall today` and `precall show` give the numbers.

    \b
    precall kept 12
    precall kept 12 --let-go
    precall kept 3 --goal
    """
    from precall.faces.cli.options import app_with
    from precall.faces.cli.printing import print_json, print_lines, promise_data
    from precall.use import clients

    app = app_with({})
    if is_goal:
        words = clients.reached(app, number)
        print_json({"number": number, "goal": words}) if as_json else print_lines(
            app.sentences.say("terminal.reached", goal=words)
        )
        return 0
    kept = clients.kept(app, number, let_go=let_go)
    if as_json:
        print_json(promise_data(kept))
    else:
        key = "terminal.let_go" if let_go else "terminal.kept"
        print_lines(app.sentences.say(key, text=kept.promise.text, client=kept.name or kept.client))
    return 0
