"""The summary on the terminal."""

import io

import sample

from precall import sentences
from precall.render import templates
from precall.render.briefing import briefing
from precall.render.terminal import print_briefing, source_lines

SENTENCES = sentences.load("en", templates.folders())


def printed(*, colour: bool | None) -> str:
    """What is printed of the rich sample."""
    view = briefing(
        sample.rich(), sample.CALL, sample.CALLER, sample.REMEMBERED, now=sample.NOW, sentences=SENTENCES
    )
    shown = io.StringIO()
    print_briefing(view, SENTENCES, shown, colour=colour)
    return shown.getvalue()


def test_a_pipe_gets_plain_lines() -> None:
    """No colour where nobody looks."""
    lines = printed(colour=None).splitlines()
    assert lines[0].startswith(
        "Tidewell Boats, Falmouth, Cornwall, United Kingdom, English, Tuesday 3 February"
    )
    assert "  I promised: send the planning sheet (by 10 October 2025)" in lines
    assert "\x1b" not in printed(colour=None)


def test_a_terminal_gets_colours_and_the_same_words() -> None:
    """The first question stands out."""
    shown = printed(colour=True)
    assert "\x1b[1m" in shown
    assert "They told me" in shown


def test_the_words_behind_each_line_can_be_printed() -> None:
    """Below the line, each with the page on which they stand."""
    view = briefing(
        sample.rich(), sample.CALL, sample.CALLER, sample.REMEMBERED, now=sample.NOW, sentences=SENTENCES
    )
    lines = list(source_lines(view, SENTENCES))
    place = lines.index("Hours: Mon-Fri 8-17, Sat by arrangement")
    assert lines[place + 1] == f"  “Mon-Fri 8-17, Sat by arrangement” {sample.CONTACT}"
