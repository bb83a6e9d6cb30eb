"""The `precall` command: which commands there are, and how each ending becomes an exit status."""

import importlib
import sys

import click

from precall import __version__
from precall.errors import PrecallError

INTERRUPTED = 130
BUG = 3

# name -> module of this package; a module is imported only when its command is used or listed.
COMMANDS = {
    "demo": "demo",
    "research": "research",
    "followup": "followup",
    "verify": "verify",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"precall.cli.{COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="precall")
def precall() -> None:
    """Do the research before a call, and then, by golly, follow up.

    Reads a client's website politely, writes a one-page briefing in which every line has its source, and a follow-up
    draft that your own notes finish after the call. Runs on this computer; no account, no key.

    \b
    precall demo                      see it at work on a sample business
    precall research acme.com         prepare a call
    precall followup acme.com         finish the mail after it
    """


def main() -> None:
    """Runs the command and ends the process with the status that the contract names."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status: 0 done, 1 not researched, 2 bad usage or input, 130 interrupted, 3 a bug."""
    try:
        outcome = precall.main(args=arguments, prog_name="precall", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except PrecallError as error:
        click.echo(f"precall: {error}", err=True)
        return error.exit_status
    except (click.Abort, KeyboardInterrupt):
        click.echo("precall: interrupted; nothing is half-written", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception as error:
        from precall.cli.bug_report import write_report

        click.echo(
            f"precall: this is a bug in precall ({type(error).__name__}); {write_report(error)}", err=True
        )
        return BUG
