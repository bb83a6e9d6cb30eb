"""An agenda names several clients: the calls with one of them are taken out of it, the others stay."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from precall.compose.agenda import agenda
from precall.input_file import text_in
from precall.outputs import write_all
from precall.render.agenda_file import (
    FILE_NAME,
    STATE_NAME,
    agenda_page,
    day_name,
    entries_to_json,
    kept_entries,
    page_without,
)

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Client

_LEAST = 4  # letters of a name that tells whom a line is about
_LARGEST = 1_000_000  # bytes of a page


def folder_of(place: Path) -> Path | None:
    """The folder whose agenda a file belongs to; None for any other file."""
    if place.name == FILE_NAME:
        return place.parent
    return place.parent.parent if place.parent.name == Path(STATE_NAME).parent.name else None


def take_out(
    app: "App", places: Collection[Path], folder: Path, client: "Client", keys: Collection[str]
) -> tuple[Path, ...]:
    """Takes the calls with a client out of the agenda in a folder, and gives the files that are left of it.

    Of `places`, its files that name the client, those go that nothing is left to say in. The page of a day that is no
    longer kept as data stays, less what names the client.
    """
    before = kept_entries(folder)
    entries = [entry for entry in before if entry.client not in keys]
    days = agenda(entries, app.sentences)
    kept = {folder / day_name(entry.start.date()) for entry in before}
    anew = {STATE_NAME: entries_to_json(entries)} if entries else {}
    if entries:
        anew[FILE_NAME] = agenda_page(days, folder)
    for place in places:
        name = str(place.relative_to(folder))
        if place not in kept and name != STATE_NAME and not (before and name == FILE_NAME):
            anew[name] = _page_without(place, client, keys)
    anew |= {day_name(one.day): agenda_page([one], folder / "agenda") for one in days}
    left = {
        name: text
        for name, text in anew.items()
        if text and folder / name in places and not (folder / name).is_symlink()
    }
    write_all(folder, left)
    for place in places:
        if place.is_file() and not place.is_symlink() and str(place.relative_to(folder)) not in left:
            place.unlink()
    return tuple(folder / name for name in left)


def _page_without(place: Path, client: "Client", keys: Collection[str]) -> str:
    """A page of the agenda as it lies there, less the calls that name a client."""
    names = {*keys, client.name} if len(client.name) >= _LEAST else keys
    return page_without(text_in(place, most=_LARGEST), names)
