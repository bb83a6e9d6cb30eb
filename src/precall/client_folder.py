"""A client's folder: what lies there already, and what research lays there. The notes are the caller's and stay."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from precall.compose import notes as written_notes
from precall.errors import NotesError, StorageError, Unreadable
from precall.input_file import bytes_in, name_of, text_in
from precall.model.followup import NOTES, Notes
from precall.site.folder_name import folder_name, former_name

if TYPE_CHECKING:
    from precall.memory.database import Database
    from precall.model.dossier import Dossier
    from precall.model.fact import Fact

DOSSIER = "dossier.json"
_WRITTEN = frozenset(
    f"briefing.html briefing.md {DOSSIER} follow-up.eml follow-up.md first-mail.eml check-in.eml check-in.md {NOTES}".split()
)
LARGEST_DOCUMENT = 20_000_000  # bytes; the transcript of an hour has some 100 kB, its pictures may be larger
_LARGEST_MAIL = 25_000_000  # bytes; most mail servers take no larger one


def settled(memory: "Database | None", root: Path, key: str) -> Path:
    """The folder of the client of a key, below `root`; it need not exist.

    Earlier versions gave some folders names that two clients could share: one that is known to be one client's alone
    is renamed, when it is in the way or wanted.
    """
    place, former = root / folder_name(key), root / former_name(key)
    if memory is not None:
        for folder in {place, former}:
            if folder.is_dir():
                _rename_former(memory, folder)
    return place


def _rename_former(memory: "Database", folder: Path) -> None:
    from precall.memory import writings

    owners = writings.owners(memory, folder)
    if len(owners) != 1 or folder.name == folder_name(owners[0]) or folder.name != former_name(owners[0]):
        return
    new = folder.with_name(folder_name(owners[0]))
    if not new.exists():
        try:
            folder.rename(new)
        except OSError as error:
            raise StorageError(f"{folder} cannot be renamed to {new.name}: {error.strerror}") from error
        writings.moved(memory, folder, new)


def check(folder: Path) -> None:
    """Raises now what would stop files from being written, or the notes that lie there from being read."""
    from precall.outputs import trouble_with, unwritable

    trouble = trouble_with(folder)
    if trouble:
        raise unwritable(folder, trouble)
    notes_in(folder)


def lay(
    folder: Path,
    files: Mapping[str, str | bytes],
    notes: str,
    told: Mapping[str, bytes] = MappingProxyType({}),
) -> None:
    """Writes a client's files; what an earlier run wrote and this one does not goes, and notes that are there stay.

    `told` are the notes that lie there, to be kept under another name, where they are of an earlier call.
    """
    from precall.prepare import REPLACED

    fresh = {NOTES: notes} if told else blank_notes(folder, notes)
    add(folder, {**files, **told, **fresh}, replaces=REPLACED)


def add(folder: Path, files: Mapping[str, str | bytes], *, replaces: Sequence[str] = ()) -> None:
    """Writes some of a client's files; of those that an earlier run wrote, what `replaces` matches goes."""
    from precall import folder_list

    earlier = _earlier(folder) if (folder / DOSSIER).is_file() else frozenset()
    folder_list.write(folder, files, replaces=replaces, earlier=earlier)


def beside(folder: Path, names: Collection[str], day: date) -> dict[str, bytes]:
    """Those of a client's files that are there, under names with a day that no file has yet."""
    there = [place for name in names if (place := folder / name).is_file() and not place.is_symlink()]
    endings = chain([f"-{day}"], (f"-{day}-{number}" for number in count(2)))
    free = next(
        ending
        for ending in endings
        if not any(place.with_stem(f"{place.stem}{ending}").exists() for place in there)
    )
    return {f"{place.stem}{free}{place.suffix}": bytes_in(place, most=_LARGEST_MAIL) for place in there}


def remove(folder: Path, outputs: Collection[str]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Removes what precall wrote to a client's folder: the files that stay, and what could not be removed, in words.

    `outputs` are the names that templates give, for a folder of an earlier version, which has no list.
    """
    from precall import folder_list

    return folder_list.remove(folder, _earlier(folder) | frozenset(outputs))


def _earlier(folder: Path) -> frozenset[str]:
    """What an earlier version, which kept no list, wrote to a client's folder."""
    from precall.prepare import page_files

    dossier = dossier_in(folder)
    return _WRITTEN.union(page_files(dossier.pages).values() if dossier else ())


def blank_notes(folder: Path, notes: str) -> dict[str, str | bytes]:
    """The notes to fill in, as a file to write, where none lie in the folder yet."""
    return {} if (folder / NOTES).exists() else {NOTES: notes}


def notes_in(folder: Path) -> Notes:
    """The notes that lie in a client's folder; empty where there are none."""
    path = folder / NOTES
    return notes_at(path) if path.exists() else Notes()


def notes_at(path: Path, advice: str = "Give others.") -> Notes:
    """The notes in a file, also in a Word document. Raises Unreadable or NotesError, in one line, for what cannot be read."""
    name = name_of(path)
    is_document = path.suffix.lower() == ".docx"
    most = LARGEST_DOCUMENT if is_document else written_notes.LARGEST
    data = bytes_in(path, most=most, called=f"the notes {name}", advice=advice)
    return written_notes.read_notes(_text_of(data, name) if is_document else data, name)


def _text_of(document: bytes, name: str) -> bytes:
    """The text of a Word document; what only bears its name is given as it is."""
    from tempfile import TemporaryFile

    from precall import word_document
    from precall.conversion import NotConverted

    if not document.startswith(word_document.BEGINNING):
        return document
    with TemporaryFile() as source:
        source.write(document)
        try:
            return word_document.as_text(source)
        except NotConverted as problem:
            raise NotesError(
                f"{name} cannot be read: {problem}. Save it as plain text and try again."
            ) from None


def notes_bytes(folder: Path) -> bytes:
    """The notes that lie in a client's folder, as they were written."""
    return bytes_in(folder / NOTES, most=written_notes.LARGEST)


def notes_sha(folder: Path) -> str:
    """The hash of the notes that lie in a client's folder; empty where there are none."""
    path = folder / NOTES
    return sha256(bytes_in(path, most=written_notes.LARGEST)).hexdigest() if path.is_file() else ""


def dossier_in(folder: Path) -> "Dossier | None":
    """The dossier in a client's folder; None where there is none that can be read."""
    from precall.render.dossier_json import LARGEST, dossier_from_json

    try:
        return dossier_from_json(text_in(folder / DOSSIER, most=LARGEST))
    except (Unreadable, ValueError):
        return None


def facts_in(folder: Path) -> "tuple[Fact, ...]":
    """What is known of the client's site, by the dossier in their folder."""
    dossier = dossier_in(folder)
    return dossier.facts if dossier else ()


def recipient_in(folder: Path, name: str = "follow-up.eml") -> str:
    """Whom the follow-up draft of a name in a client's folder goes to; empty where there is no draft, or it names nobody."""
    from precall.render.mail import addressed_to

    path = folder / name
    return addressed_to(bytes_in(path, most=_LARGEST_MAIL)) if path.is_file() else ""
