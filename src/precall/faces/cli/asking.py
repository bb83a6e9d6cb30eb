"""How the caller is asked for yes or no, in their language."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.sentences import Sentences

_ENGLISH = {"y": True, "yes": True, "n": False, "no": False}


def agreed(sentences: "Sentences", question: str, *, default: bool = False) -> bool:
    """Whether the caller says yes, in a word or its first letter; English ones are understood, too."""
    yes, no = (sentences.say(f"terminal.answer_{answer}") for answer in ("yes", "no"))
    known = {**_ENGLISH, yes: True, yes[:1]: True, no: False, no[:1]: False}
    shown = f"{yes[:1].upper()}/{no[:1]}" if default else f"{yes[:1]}/{no[:1].upper()}"
    while True:
        said = click.prompt(
            f"{question} [{shown}]{sentences.say('writing.colon')}",
            default=yes if default else no,
            show_default=False,
            prompt_suffix=" ",
            err=True,
        )
        if (answer := str(said).strip().lower()) in known:
            return known[answer]


def ask_to_go_on(sentences: "Sentences", question: str, *, default: bool = False) -> None:
    """Ends the command where the caller does not say yes."""
    if not agreed(sentences, question, default=default):
        raise click.Abort
