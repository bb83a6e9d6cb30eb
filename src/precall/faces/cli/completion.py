"""`precall completion`: the lines that teach a shell to complete precall's commands."""

import click


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
    script = kind(context.find_root().command, {}, "precall", "_PRECALL_COMPLETE")
    click.echo(script.source_template % script.source_vars())
    return 0
