"""A client is removed everywhere: what was removed, what stays and what could not be removed is told."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from precall import client_folder, folders
from precall.batch.forgetting import forget_in_batch
from precall.errors import PrecallError, StorageError
from precall.lock import held
from precall.memory import copies, elsewhere, forgetting, identity, outreach, writings
from precall.site.address import parse_address
from precall.use import forget_agenda

if TYPE_CHECKING:
    from precall.app import App
    from precall.model.memory import Client

Kind = Literal["export", "calendar", "table", "own"]
_PATIENCE = 60.0  # seconds that another `forget` is waited for


@dataclass(slots=True)
class Result:
    """What became of a client, who is None where the memory did not know them.

    `left` are files and places of the caller's own that hold them, each with its kind: export, calendar, table (of a batch) or
    own. `rewritten` are agendas that name others, too, and the client no more. `moved` are those that are no longer where they were written, `mentioned_by` the clients whose notes name them, `failed` what could not be removed and why, in words.
    """

    client: "Client | None" = None
    left: dict[str, Kind] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    rewritten: set[str] = field(default_factory=set)
    mentioned_by: tuple[str, ...] = ()
    failed: list[str] = field(default_factory=list)


def whom(app: "App", typed: str) -> "tuple[Client | None, tuple[str, ...]]":
    """The client, if the memory has one, and every domain and e-mail address of theirs. UsageError for neither."""
    client = identity.lookup(app.memory, typed)
    if client:
        return client, forgetting.aliases_of(app.memory, client)
    if not identity.named(typed).key:
        identity.needed(app.memory, typed)
    return None, (identity.named(typed).key,)


def forget(app: "App", typed: str, *, never: bool) -> Result:
    """Removes a client as far as can be; with `never` they are refused from now on, before anything else is done.

    Raises UsageError for a name that nobody goes by, StorageError where the refusal cannot be kept.
    """
    with held(folders.memory() / ".forget.lock", seconds=_PATIENCE) as is_held:
        if not is_held:
            raise StorageError("another precall forget is at work. Try again when it is done")
        with app.memory.transaction():
            client, keys = whom(app, typed)
            if never:
                forgetting.never_again(app.memory, keys)
        result = Result(client)
        _forget_files(app, client, keys, result)
        _forget_memory(app, client, keys, result)
        with _noted(result):
            _forget_pages(app, keys)
        with _noted(result):
            shown = [client.name] if client and len(client.name) > 3 else []
            result.mentioned_by = forgetting.mentions(app.memory, (*keys, *shown))
    return result


@contextmanager
def _noted(result: Result) -> Iterator[None]:
    """What cannot be done is noted, and the rest is done."""
    try:
        yield
    except PrecallError as error:
        result.failed.append(str(error))
    except OSError as error:
        result.failed.append(f"{error.filename}: {error.strerror}")


def _forget_files(app: "App", client: "Client | None", keys: Iterable[str], result: Result) -> None:
    """The files of the client's folders, in batches too; exports and calendars are the caller's."""
    names = [parse_address(key).folder for key in keys if "@" not in key]
    today = app.now().astimezone(app.zone).date()
    for batch in forgetting.batches(app.memory):
        if not batch.is_dir():
            result.moved.add(str(batch))
            continue
        with _noted(result):
            found, url = forget_in_batch(batch, names, app.environment, today)
            result.left |= {url: "table"} if url else {}
            for folder in filter(Path.is_dir, found):
                _forget_folder(app, folder, result)
    if client is None:
        return
    places = writings.of(app.memory, client)
    agendas = _forget_agendas(app, client, keys, places, result)
    for place in (place for place in places if place not in agendas):
        with _noted(result):
            _forget_writing(app, client, place, result)
    for kept, what in elsewhere.places(app.memory, client):
        if "://" in kept or Path(kept).exists():
            result.left[kept] = what
        else:
            result.moved.add(kept)


def _forget_agendas(
    app: "App", client: "Client", keys: Iterable[str], places: Iterable[Path], result: Result
) -> frozenset[Path]:
    """The calls with the client leave the agendas that are still where they were written; which files those are."""
    folders_of: dict[Path, set[Path]] = {}
    for place in places:
        folder = forget_agenda.folder_of(place)
        if folder is not None and place.is_file():
            folders_of.setdefault(folder, set()).add(place)
    for folder, found in folders_of.items():
        with _noted(result):
            left = forget_agenda.take_out(app, found, folder, client, {client.key, *keys})
            result.rewritten |= set(map(str, left))
    return frozenset(place for found in folders_of.values() for place in found)


def _forget_writing(app: "App", client: "Client", place: Path, result: Result) -> None:
    others = [key for key in writings.owners(app.memory, place) if key != client.key]
    if place.is_dir() and others:
        result.left[f"{place} (an earlier version kept {', '.join(others)} there, too)"] = "own"
    elif place.is_dir():
        _forget_folder(app, place, result)
    elif place.is_file() and not place.is_symlink():
        place.unlink()
    elif place.is_symlink():
        result.left[str(place)] = "own"
    else:
        result.moved.add(str(place))


def _forget_folder(app: "App", folder: Path, result: Result) -> None:
    try:
        outputs = app.environment.outputs()
    except PrecallError:  # templates that cannot be read: what an earlier version wrote by them stays
        outputs = ()
    left, failed = client_folder.remove(folder, outputs)
    result.left |= {str(path): "own" for path in left}
    result.failed += failed


def _forget_memory(app: "App", client: "Client | None", keys: tuple[str, ...], result: Result) -> None:
    """The memory and the copies of it that are still there."""
    with _noted(result):
        outreach.forget(app.memory, keys)
        if client is not None:
            forgetting.forget(app.memory, client)
    for copy in copies.known(app.memory):
        if not copy.is_file():
            result.moved.add(str(copy))
            continue
        with _noted(result):
            copies.clear(copy, keys)


def _forget_pages(app: "App", keys: Iterable[str]) -> None:
    """The pages that were read, less those of another client's sub-domain."""
    domains = [key for key in keys if "@" not in key]
    if domains:
        with app.store() as store:
            store.forget(*domains, spare=identity.domains_below(app.memory, domains))
