"""What the terminal shows of a briefing: one screen, in colour where there is a terminal, plain lines where not."""

from collections.abc import Iterator
from typing import TextIO

from precall.render.escaping import shown
from precall.render.view import Briefing, Line, Section
from precall.sentences import Sentences

_SECTIONS = ("told", "breath", "who", "sell", "fit", "know", "start", "reach", "gaps", "last")
_MOST_UNSEEN = 3
_INDENT = "  "


def print_briefing(
    briefing: Briefing, sentences: Sentences, file: TextIO, *, colour: bool | None = None
) -> None:
    """Prints page one in short. `colour` None means: where `file` is a terminal that shows colours (NO_COLOR counts)."""
    if not (file.isatty() if colour is None else colour):
        file.write("".join(f"{line}\n" for line in plain_lines(briefing, sentences)))
        return
    from rich.console import Console

    console = Console(file=file, highlight=False, markup=False, emoji=False, force_terminal=colour)
    console.print(_headline(briefing), style="bold")
    if facts := _facts(briefing, sentences):
        console.print(facts)
    for section in _sections(briefing, sentences):
        console.print(shown(section.title), style="green")
        for i, line in enumerate(section.lines):
            style = "bold" if section.key == "start" and i == 0 else None
            console.print(_padded(_said(line, sentences)), style=style)
    if warning := shown(briefing.header.warning):
        console.print(warning, style="yellow")


def plain_lines(briefing: Briefing, sentences: Sentences) -> Iterator[str]:
    """Page one in short as lines of text without colour."""
    yield _headline(briefing)
    yield from filter(None, [_facts(briefing, sentences)])
    for section in _sections(briefing, sentences):
        yield shown(section.title)
        for line in section.lines:
            yield _INDENT + _said(line, sentences)
    if briefing.header.warning:
        yield shown(briefing.header.warning)


def source_lines(briefing: Briefing, sentences: Sentences) -> Iterator[str]:
    """Each line of the briefing that rests on a page, the words it rests on below it, each with its page."""
    header = Section("header", "", briefing.header.facts)
    for part in (header, *briefing.first, *briefing.sheet, *briefing.words):
        for line in part.lines:
            if line.evidence:
                yield shown(" ".join(filter(None, (_label(line, sentences), line.text))))
            for proof in line.evidence:
                yield _INDENT + shown(f"{sentences.quoted(proof.quote)} {proof.url}")


def _facts(briefing: Briefing, sentences: Sentences) -> str:
    return sentences.parted(shown(fact.text) for fact in briefing.header.facts)


def _headline(briefing: Briefing) -> str:
    header = briefing.header
    return ", ".join(
        shown(part) for part in (header.name, header.place, header.languages, header.when) if part
    )


def _sections(briefing: Briefing, sentences: Sentences) -> tuple[Section, ...]:
    """Page one in short, and the first few pages that could not be seen."""
    unseen = Section("missed", sentences.say("briefing.missed"), briefing.unseen[:_MOST_UNSEEN])
    first = (section for section in briefing.first if section.key in _SECTIONS)
    return (*first, *([unseen] if unseen.lines else []))


def _said(line: Line, sentences: Sentences) -> str:
    parts = (
        _label(line, sentences),
        sentences.quoted(line.text) if line.quote else line.text,
        f"({line.note})" if line.note else "",
        f"[{sentences.say('briefing.check')}]" if line.check else "",
    )
    return shown(" ".join(part for part in parts if part))


def _label(line: Line, sentences: Sentences) -> str:
    return f"{line.label}{sentences.say('writing.colon')}" if line.label else ""


def _padded(text: str) -> object:
    from rich.padding import Padding
    from rich.text import Text

    return Padding(Text(text), (0, 0, 0, len(_INDENT)))
