"""The `precall` command: which commands there are, and how each ending becomes an exit status."""

import gc
import importlib
import os
import sys

import click

from precall import __version__
from precall.errors import PrecallError

BAD_USAGE = 2
BUG = 3
_SELDOM = 20_000  # new objects between two looks for garbage: a short run makes little
INTERRUPTED = 130

# heading -> command -> module of this package; a module is imported only when its command is used or listed.
SECTIONS = {
    "Before the call": {
        "research": "research",
        "batch": "batch",
        "status": "status",
        "prep": "prep",
        "demo": "demo",
        "verify": "verify",
    },
    "After the call": {
        "debrief": "debrief",
        "followup": "followup",
        "sent": "sent",
        "promise": "promise",
        "kept": "kept",
        "remember": "remember",
    },
    "Keeping in touch": {
        "today": "today",
        "changes": "changes",
        "checkin": "checkin",
        "gift": "gift",
    },
    "Your clients": {
        "clients": "clients",
        "show": "show",
        "merge": "merge",
        "forget": "forget",
        "backup": "backup",
        "export": "export",
        "import": "import_",
    },
    "Your setup": {
        "init": "init",
        "config": "config",
        "templates": "templates",
        "cache": "cache",
        "doctor": "doctor",
        "completion": "completion",
    },
}
COMMANDS = {name: module for commands in SECTIONS.values() for name, module in commands.items()}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed, listed by what they are for."""

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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes one table for each section."""
        for heading, names in SECTIONS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            rows = [(name, command.get_short_help_str()) for name, command in commands if command]
            with formatter.section(heading):
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> object:
        """Runs the command; who reads the output may stop reading it, as `head` does."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # What is still buffered would fail again when Python ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    gc.set_threshold(_SELDOM)
    status = run(sys.argv[1:])
    gc.freeze()  # nothing is left to collect that matters: looking through it all takes longer than saying good-bye
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """The exit status: 0 done, 1 not researched, 2 bad usage or input, 130 interrupted, 3 a bug."""
    try:
        outcome = precall.main(args=arguments, prog_name="precall", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return BAD_USAGE
    except click.ClickException as error:
        say(_with_help(error))
        return BAD_USAGE
    except PrecallError as error:
        say(str(error))
        return error.exit_status
    except (click.Abort, KeyboardInterrupt):
        say("interrupted; nothing is half-written")
        return INTERRUPTED
    except Exception as error:
        from precall.cli.bug_report import write_report

        say(f"this is a bug in precall ({type(error).__name__}); {write_report(error)}")
        return BUG


def say(message: str) -> None:
    """One line on stderr for each line of a message, with nothing in it that a terminal would obey."""
    from precall.render.escaping import terminal

    for line in message.splitlines():
        click.echo(f"precall: {terminal(line.strip())}", err=True)


def _with_help(error: click.ClickException) -> str:
    """The mistake in one line, with the command that explains the usage."""
    message = error.format_message()
    context = getattr(error, "ctx", None)
    if not isinstance(context, click.Context):
        return message
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} See: {context.command_path} --help"
