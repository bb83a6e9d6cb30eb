"""How the agenda becomes one page of Markdown."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from precall.compose.agenda import AgendaDay, Entry
from precall.render.escaping import markdown, markdown_snapshot

FILE_NAME = "agenda.md"


def agenda_page(days: Iterable[AgendaDay], folder: Path) -> str:
    """The page, with links to the briefings relative to the folder in which it lies."""
    return "\n".join(_lines(days, folder)) + "\n"


def _lines(days: Iterable[AgendaDay], folder: Path) -> Iterator[str]:
    for day in days:
        yield from (f"# {markdown(day.title)}", "")
        for entry in day.entries:
            yield from _entry(entry, folder)
        yield from (f"*{markdown(line)}*\n" for line in day.breaks)


def _entry(entry: Entry, folder: Path) -> Iterator[str]:
    end = f"–{entry.end:%H:%M}" if entry.end else ""
    yield from (f"## {entry.start:%H:%M}{end} {markdown(entry.title)}", "")
    if entry.briefing:
        path = Path(entry.briefing)
        place = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.as_posix()
        yield f"- {markdown_snapshot(entry.client, place)}"
    for line in (*entry.lines, *((entry.trouble,) if entry.trouble else ()), *entry.remarks):
        yield f"- {markdown(line)}"
    yield ""
