"""An export comes back into the memory, or a table of contacts comes in."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from precall.errors import BadRows
from precall.exchange import whole
from precall.exchange.contacts import contacts
from precall.input_file import text_in
from precall.memory import identity
from precall.memory.forgetting import is_never

if TYPE_CHECKING:
    from precall.app import App

_LARGEST = 100_000_000  # bytes
_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Result:
    """How many clients were read, and those who were left alone as they are to be forgotten for good.

    `bad` are the rows of a table that could not be read, `private` those that name no company; both were left out.
    """

    clients: int
    refused: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def read(app: "App", file: Path, *, skip_bad: bool = False) -> Result:
    """Adds what the JSON of an export or a CSV of contacts holds; what is in the memory already is not added again.

    Raises UsageError for a file that is neither, and without `skip_bad` BadRows for a table with rows that cannot be read:
    it lists them, and nothing is added.
    """
    if file.suffix.lower() == ".json":
        return Result(*whole.load(app.memory, text_in(file, most=_LARGEST), app.now()))
    return _contacts(app, file, skip_bad=skip_bad)


def _contacts(app: "App", file: Path, *, skip_bad: bool) -> Result:
    table = contacts(file)
    if table.bad and not skip_bad:
        shown = "\n".join(f"  {line}" for line in table.bad[:_MOST_SHOWN])
        raise BadRows(f"{file}: nothing was imported. Mend these rows:\n{shown}")
    refused, seen = [], set()
    with app.memory.transaction():
        for contact in table.found:
            if is_never(app.left_alone, contact.key, contact.email):
                refused.append(contact.key)
                continue
            client = identity.ensured(app.memory, contact.key, app.now())
            seen.add(client.id)
            identity.add_names(app.memory, client.id, filter(None, [contact.company]))
            if contact.company:
                identity.name_client(app.memory, client.id, contact.company)
            if contact.person:
                identity.add_person(app.memory, client.id, contact.person)
    return Result(len(seen), tuple(refused), table.bad, table.left_out)
