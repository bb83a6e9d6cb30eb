"""How the caller is asked which lines without a prefix are what they may be."""

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from precall.app import App
    from precall.use.followup import Request


def asked(app: "App", request: "Request") -> "Request":
    """The request with the notes that the caller accepted on a terminal; as it was where there is nothing to ask."""
    from precall.compose.prefixes import called
    from precall.compose.proposals import accepted
    from precall.faces.cli.printing import print_lines
    from precall.use import followup

    if request.accept or not sys.stdin.isatty():
        return request
    notes, found = followup.to_accept(app, request)
    if not found:
        return request
    print_lines(app.sentences.say("debrief.may_be", name=notes.name))
    language, colon = app.settings.language, app.sentences.say("writing.colon")
    print_lines(
        *(
            f"  {number} {called(one.prefix, language)}{colon} {one.text}"
            for number, one in enumerate(found, 1)
        )
    )
    answer = str(
        click.prompt(
            app.sentences.say("debrief.ask_right"), default="", show_default=False, prompt_suffix=" "
        )
    )
    chosen = _chosen(answer, len(found), app.sentences.say("debrief.answer_all"))
    return replace(request, told=accepted(notes, (found[number] for number in chosen))) if chosen else request


def _chosen(answer: str, most: int, everything: str) -> list[int]:
    """The places of those that were chosen: all, or by their numbers."""
    if answer.strip().lower() in ("all", "a", "*", everything):
        return list(range(most))
    numbers = (int(number) - 1 for number in re.findall(r"\d{1,3}", answer))
    return sorted({number for number in numbers if 0 <= number < most})
