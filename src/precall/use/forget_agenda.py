"""An agenda names several clients: the calls with one of them are taken out of it, the others stay."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from precall.compose.agenda import agenda
from precall.outputs import write_all
from precall.render.agenda_file import (
    FILE_NAME,
    STATE_NAME,
    agenda_page,
    day_name,
    entries_to_json,
    kept_entries,
)

if TYPE_CHECKING:
    from precall.app import App


def folder_of(place: Path) -> Path | None:
    """The folder whose agenda a file belongs to; None for any other file."""
    if place.name == FILE_NAME:
        return place.parent
    return place.parent.parent if place.parent.name == Path(STATE_NAME).parent.name else None


def take_out(app: "App", places: Collection[Path], folder: Path, keys: Collection[str]) -> tuple[Path, ...]:
    """Writes the agenda of a folder anew without the calls with a client, and gives the files that are left of it.

    Of `places`, its files that name the client, those go that nothing is left to say in, or that nobody can read any more.
    """
    entries = [entry for entry in kept_entries(folder) if entry.client not in keys]
    days = agenda(entries, app.sentences)
    pages = {day_name(one.day): agenda_page([one], folder / "agenda") for one in days}
    whole = {FILE_NAME: agenda_page(days, folder), STATE_NAME: entries_to_json(entries)}
    anew = {
        name: text
        for name, text in ({**whole, **pages} if entries else {}).items()
        if folder / name in places and not (folder / name).is_symlink()
    }
    write_all(folder, anew)
    for place in places:
        if place.is_file() and not place.is_symlink() and str(place.relative_to(folder)) not in anew:
            place.unlink()
    return tuple(folder / name for name in anew)
