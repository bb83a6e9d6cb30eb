"""The `precall` command: which commands there are, and how each ending becomes an exit status."""

import gc
import importlib
import keyword
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import click

from precall import __version__
from precall.errors import (
    BadRows,
    EarlierNotes,
    Forgotten,
    NoColumn,
    PlaceUnusable,
    PrecallError,
    Unaccepted,
    Unprefixed,
    UsageError,
)

BAD_USAGE = 2
BUG = 3
INTERRUPTED = 130
_LONGEST_LINE = 1000  # characters; a message may quote a file

# heading -> command -> its line in the list. A command is `command` in the module of its name, imported when it is used.
SECTIONS = {
    "Before the call": {
        "research": "Read a client's site and write the briefing.",
        "batch": "Research a whole list of prospects.",
        "status": "How far a batch is.",
        "prep": "Prepare the calls in your calendar.",
        "demo": "See it at work on a sample business.",
        "verify": "Find every quote again in the kept pages.",
    },
    "After the call": {
        "debrief": "Keep what was said in a call, and finish the mail.",
        "followup": "Finish the mail after the call from your notes.",
        "sent": "The follow-up or check-in is out.",
        "promise": "Keep a promise in mind.",
        "kept": "A promise was kept, or a goal reached.",
        "remember": "Keep in mind what matters to a client.",
    },
    "Keeping in touch": {
        "today": "What is owed to whom today, and what is ahead.",
        "changes": "What changed on a client's site since the last look.",
        "checkin": "Draft a short mail, if there is a true reason to write.",
        "gift": "Your shelf of useful notes, for check-ins.",
    },
    "Your clients": {
        "clients": "List the clients in the memory.",
        "show": "A client's looks, calls, promises and notes.",
        "merge": "Join two clients that are one.",
        "forget": "Remove a client everywhere.",
        "backup": "Copy the memory to one file.",
        "restore": "Put the memory back as such a copy has it.",
        "export": "Write the memory for other programs.",
        "import": "Read an export, or a table of contacts.",
    },
    "Your setup": {
        "init": "A few questions: language, name, company, signature, coach or sales.",
        "config": "Show each setting and where it comes from.",
        "templates": "List, check and copy templates and playbooks.",
        "cache": "Show or clear the pages that were read.",
        "doctor": "Check settings, folders, network and certificates.",
        "completion": "Print what makes your shell complete commands.",
    },
}
COMMANDS = {name: line for commands in SECTIONS.values() for name, line in commands.items()}


# what the caller may type where a use case refused
_WAYS_ON: dict[type[PrecallError], tuple[str, str]] = {
    BadRows: ("\n", "To go on without them: --skip-bad"),
    Unprefixed: ("\n", "Then give that file with --notes; to take all of them as they are: --accept"),
    EarlierNotes: (
        ". ",
        "To correct what was kept of that call: --when {day}; if they are of a further one: --another",
    ),
    Unaccepted: (
        ". ",
        "Those that may be promises, dates, next steps and the like are shown without --explain;"
        " to take all of them as they are: --accept",
    ),
    NoColumn: (" ", "Name the right one with --column."),
    PlaceUnusable: (". ", "Choose another folder with --out."),
    Forgotten: (". ", "To take that back: precall forget {typed} --allow"),
}


class Context(click.Context):
    """What a command is called with; help is written in the caller's language."""

    def make_formatter(self) -> click.HelpFormatter:
        """What writes the help; how it is said is looked up only now."""
        from precall.faces.cli.help import Formatter, texts

        words = texts(self.params.get("language") or "")
        return Formatter(words, self.terminal_width, self.max_content_width)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are needed, listed by what they are for."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of a day's work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = _module(cmd_name).command
        command.short_help = COMMANDS[cmd_name]
        for each in (command, *getattr(command, "commands", {}).values()):
            each.context_class = Context
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed; a mistyped one is refused with what it may have been."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as error:
            raise click.exceptions.NoSuchCommand(
                error.command_name, possibilities=COMMANDS, ctx=ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes one table for each section."""
        for heading, commands in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))

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
@click.version_option(__version__, prog_name="precall", message="%(prog)s %(version)s")
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
    _have_streams()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    status = run(sys.argv[1:])
    gc.freeze()  # nothing is left to collect that matters: looking through it all takes longer than saying good-bye
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """The exit status: 0 done, 1 not researched, 2 bad usage or input, 130 interrupted, 3 a bug."""
    try:
        _refuse_other_bytes(arguments)
        if "_PRECALL_COMPLETE" in os.environ:
            _module("completion").answer_in_language()
        outcome = precall.main(args=arguments, prog_name="precall", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return BAD_USAGE
    except click.ClickException as error:
        say(_with_help(error))
        return BAD_USAGE
    except PrecallError as error:
        say(with_way_on(error))
        return error.exit_status
    except (click.Abort, KeyboardInterrupt):
        say(told("interrupted; nothing is half-written"))
        return INTERRUPTED
    except Exception as error:
        from precall.faces.cli.bug_report import write_report

        bug = f"this is a bug in precall ({type(error).__name__}); {write_report(error)}"
        with suppress(Exception):  # what is wrong may be the settings that say which language is theirs
            bug = told(bug)
        say(bug)
        return BUG


def told(text: str, language: str = "") -> str:
    """What was told in English beneath, in a language, else in the caller's, whatever else is wrong with their settings."""
    from precall.faces.cli.options import app_with, shipped_sentences
    from precall.settings import language_in_spite

    try:
        return app_with({"language": language} if language else {}).sentences.reason(text)
    except PrecallError:
        return shipped_sentences(language_in_spite(Path.cwd(), os.environ)).reason(text)


def say(message: str) -> None:
    """One line on stderr for each line of a message, with nothing in it that a terminal would obey."""
    from precall.render.escaping import terminal
    from precall.site.text import shorten

    for line in message.splitlines():
        click.echo(f"precall: {shorten(terminal(line.strip()), _LONGEST_LINE)}", err=True)


def with_way_on(error: PrecallError, told: Callable[[str], str] = told) -> str:
    """What is said of an expected failure: what was wrong, and what the caller may type then; `told` says each in their language."""
    joint, way = _WAYS_ON.get(type(error), (". ", getattr(error, "advice", "")))
    return f"{told(str(error))}{joint}{told(way.format_map(vars(error)))}" if way else told(str(error))


def _have_streams() -> None:
    """A stream that whoever started this closed (as `<&-` does) is an empty one."""
    sys.stdin = sys.stdin or open(os.devnull)  # noqa: SIM115 (until the process ends)
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115


def _refuse_other_bytes(arguments: list[str]) -> None:
    """Raises UsageError for bytes that are no UTF-8: Python hands them on as halves of characters that nothing can write."""
    if all(map(str.isascii, arguments)):
        return
    from precall.site.text import is_text

    for argument in arguments:
        if not is_text(argument):
            raise UsageError(f"{argument!r} is not UTF-8. Type it anew, or rename the file or folder.")


def _module(command: str) -> ModuleType:
    """The module of a command; where the name is a word of Python's own, an underscore follows."""
    return importlib.import_module(f"precall.faces.cli.{command}{'_' if keyword.iskeyword(command) else ''}")


def _with_help(error: click.ClickException) -> str:
    """The mistake in one line, with the command that explains the usage."""
    from precall.faces.cli.help import texts, with_places

    context = getattr(error, "ctx", None)
    language = str(context.params.get("language") or "") if isinstance(context, click.Context) else ""
    if isinstance(error, click.BadParameter) and error.param and not error.param_hint:
        error.param_hint = with_places(error.param.get_error_hint(error.ctx), texts(language))
    message = error.format_message()
    if isinstance(error, click.exceptions.MissingParameter):  # it names what is missing, such as ADDRESS
        message = with_places(message, texts(language))
    message = told(message, language)
    if not isinstance(context, click.Context):
        return message
    see = told(f"See: {context.command_path} --help", language)
    return f"{message}{'' if message.endswith(('.', '?')) else '.'} {see}"
