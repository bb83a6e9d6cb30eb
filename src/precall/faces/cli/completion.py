"""`precall completion`: the lines that teach a shell to complete precall's commands."""

import click

ASKED = "_PRECALL_COMPLETE"
"""The variable with which a shell asks what can follow."""


@click.command(name="completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> int:
    """Print the completion script for bash, zsh or fish.

    \b
    precall completion bash >> ~/.bashrc
    precall completion zsh >> ~/.zshrc
    precall completion fish > ~/.config/fish/completions/precall.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    script = kind(context.find_root().command, {}, "precall", ASKED)
    click.echo(script.source_template % script.source_vars())
    return 0


def answer_in_language() -> None:
    """Makes click tell a shell in the caller's language what each command and option is for."""
    from click.shell_completion import (
        CompletionItem,
        FishComplete,
        ShellComplete,
        ZshComplete,
        add_completion_class,
    )

    from precall.faces.cli.help import texts

    class Said(ShellComplete):
        def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
            words = texts()
            found = super().get_completions(args, incomplete)
            return [
                CompletionItem(
                    item.value, item.type, words.get(" ".join((item.help or "").split()), item.help)
                )
                for item in found
            ]

    for kind in (ZshComplete, FishComplete):
        add_completion_class(type(kind.__name__, (Said, kind), {}))
