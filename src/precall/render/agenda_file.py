"""How the agenda becomes pages of Markdown, and how it is kept for the next one to be compared with."""

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from precall.compose.agenda import AgendaDay, Entry
from precall.render.escaping import markdown, markdown_snapshot

FILE_NAME = "agenda.md"
STATE_NAME = "agenda/calls.json"
_CALL_OR_DAY = re.compile(r"^(?=#{1,2} |\*)", re.MULTILINE)


def day_name(day: date) -> str:
    """What the page of one day is called: agenda/2026-02-03.md."""
    return f"agenda/{day.isoformat()}.md"


def agenda_page(days: Iterable[AgendaDay], folder: Path) -> str:
    """The page, with links to the briefings relative to the folder in which it lies."""
    return "\n".join(_lines(days, folder)) + "\n"


def page_without(page: str, names: Collection[str]) -> str:
    """A page less the calls in which one of these names stands; empty where no call is left."""
    parts = _CALL_OR_DAY.split(page)
    left = [part for part in parts if not (part.startswith("## ") and _names_one(part, names))]
    return "".join(left) if any(part.startswith("## ") for part in left) else ""


def _names_one(part: str, names: Collection[str]) -> bool:
    said = part.replace("\\", "").casefold()
    return any(re.search(rf"(?<![\w.-]){re.escape(name.casefold())}(?![\w-])", said) for name in names)


def entries_to_json(entries: Iterable[Entry]) -> str:
    """The calls as a program reads them, and `entries_from_json`."""
    return json.dumps([entry_data(entry) for entry in entries], indent=1) + "\n"


def entries_from_json(text: str) -> tuple[Entry, ...]:
    """The calls of an earlier agenda; none where the text is not what was written."""
    try:
        return tuple(map(_entry_of, json.loads(text)))
    except (ValueError, TypeError, KeyError, AttributeError):
        return ()


def entry_data(entry: Entry) -> dict[str, Any]:
    """One call for JSON."""
    return {
        "start": entry.start.isoformat(),
        "end": entry.end.isoformat() if entry.end else None,
        "title": entry.title,
        "client": entry.client,
        "briefing": entry.briefing,
        "begin_with": entry.lines[0] if entry.lines else "",
        "missing": entry.trouble,
        "remarks": list(entry.remarks),
    }


def _entry_of(data: dict[str, Any]) -> Entry:
    return Entry(
        datetime.fromisoformat(data["start"]),
        datetime.fromisoformat(data["end"]) if data["end"] else None,
        str(data["title"]),
        str(data["client"]),
        str(data["briefing"]),
        (str(data["begin_with"]),) if data["begin_with"] else (),
        str(data["missing"]),
        tuple(map(str, data["remarks"])),
    )


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
        place = Path(os.path.relpath(entry.briefing, folder)).as_posix()
        yield f"- {markdown_snapshot(entry.client, place)}"
    for line in (*entry.lines, *((entry.trouble,) if entry.trouble else ()), *entry.remarks):
        yield f"- {markdown(line)}"
    yield ""


def kept_entries(folder: Path) -> tuple[Entry, ...]:
    """The calls of the agenda in a folder; none where there is none, or none that can be read."""
    with suppress(OSError, UnicodeDecodeError):
        return entries_from_json((folder / STATE_NAME).read_text(encoding="utf-8"))
    return ()
