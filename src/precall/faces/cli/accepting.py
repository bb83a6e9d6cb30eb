"""How the caller is asked which lines without a prefix are what they may be."""

import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from precall.app import App
    from precall.compose.proposals import Proposal
    from precall.use.followup import Request


def asked(app: "App", request: "Request") -> "Request":
    """The request with the notes that the caller accepted on a terminal; as it was where there is nothing to ask."""
    from precall.compose.proposals import MARK, accepted, line_of
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
            f"  {number} {f'{MARK} ' if one.is_open else ''}{line_of(one, language, colon)}"
            for number, one in enumerate(found, 1)
        )
    )
    if any(one.is_open for one in found):
        print_lines(app.sentences.say("debrief.may_be_open", mark=MARK))
    answer = str(
        click.prompt(
            app.sentences.say("debrief.ask_right"), default="", show_default=False, prompt_suffix=" "
        )
    )
    everything = app.sentences.say("debrief.answer_all")
    chosen = _chosen(answer, found, everything)
    return replace(request, told=accepted(notes, chosen)) if chosen else request


def _chosen(answer: str, found: "Sequence[Proposal]", everything: str) -> "list[Proposal]":
    """Those that were chosen: all that say whose they are, as --accept takes them, or any by their numbers."""
    if answer.strip().lower() in ("all", "a", "*", everything):
        return [one for one in found if not one.is_open]
    numbers = {int(number) for number in re.findall(r"\d{1,3}", answer)}
    return [one for number, one in enumerate(found, 1) if number in numbers]
