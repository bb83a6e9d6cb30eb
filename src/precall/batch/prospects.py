"""Whom does each row of a list mean, and which rows mean nobody?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from zoneinfo import ZoneInfo

from precall.batch.cell import holds_address, is_nothing, meant
from precall.batch.list_columns import Columns, find_columns
from precall.batch.sheet import Record, Sheet
from precall.errors import AddressError, SheetError
from precall.model.moment import read_moment
from precall.site.address import Address

NO_CLIENT = "row "
_FIRST_ROWS = 200
_SHAPES = ("%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M", "%d.%m.%y %H:%M")


@dataclass(frozen=True, slots=True)
class Prospect:
    """One row of the list that means a website. `number` is the row as a spreadsheet shows it, `cells` verbatim."""

    number: int
    address: Address
    cells: tuple[str, ...]
    with_name: str = ""
    when: datetime | None = None

    @property
    def key(self) -> str:
        """What two rows with the same client share."""
        return self.address.folder


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that means no website, and why, in a plain line; `cells` verbatim."""

    number: int
    reason: str
    cells: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What stands where a client's domain would; no domain has a space in it."""
        return f"{NO_CLIENT}{self.number}"


@dataclass(frozen=True, slots=True)
class ProspectList:
    """A list, its columns found. Every iteration reads the rows anew."""

    sheet: Sheet
    columns: Columns
    timezone: str = "UTC"

    def __iter__(self) -> Iterator[Prospect | BadRow]:
        records = islice(self.sheet.records(), self.columns.skipped, None)
        yield from map(self._meant, _without_footer(records, len(self.columns.header)))

    def own(self, cells: Sequence[str]) -> Mapping[str, str]:
        """A row's cells by the names of their columns."""
        return dict(zip(self.columns.header, self._full(cells), strict=False))

    def _full(self, cells: Sequence[str]) -> tuple[str, ...]:
        return (*cells, *("",) * (len(self.columns.header) - len(cells)))

    def _meant(self, record: Record) -> Prospect | BadRow:
        number, cells = record
        cells = self._full(cells)
        try:
            address = _address(cells, self.columns.addresses)
        except AddressError as error:
            return BadRow(number, str(error), cells)
        person = " ".join(cells[place].strip() for place in self.columns.person).strip()
        call = cells[self.columns.call] if self.columns.call is not None else ""
        return Prospect(
            number,
            address,
            cells,
            "" if "@" in person else " ".join(person.split()),
            _moment(call, self.timezone),
        )


def open_list(sheet: Sheet, *, column: str = "", timezone: str = "UTC") -> ProspectList:
    """The prospects in a sheet. `column` names the address column where it is not to be found out."""
    head = [cells for _, cells in islice(sheet.records(), _FIRST_ROWS)]
    if not head:
        raise SheetError(f"{sheet.name} has no rows")
    return ProspectList(sheet, find_columns(head, named=column), timezone)


def bad_rows(found: Iterable[Prospect | BadRow], most: int = 100) -> tuple[int, str]:
    """How many rows mean no website, and the first of them as lines for the caller."""
    bad = (f"row {row.number}: {row.reason}" for row in found if isinstance(row, BadRow))
    lines = list(islice(bad, most))
    more = sum(1 for _ in bad)
    return len(lines) + more, "\n".join(chain(lines, [f"and {more:,} more"] if more else []))


def _without_footer(records: Iterable[Record], width: int) -> Iterator[Record]:
    """The rows less those below the table: behind an empty row, each with one cell that holds no address, to the end."""
    held: list[Record] = []
    last = 0
    for number, cells in records:
        filled = [cell for cell in cells if cell.strip()]
        could_be = width > 1 and len(filled) == 1 and not holds_address(filled[0])
        if could_be and (held or number > last + 1 > 1):
            held.append((number, cells))
        else:
            yield from held
            held.clear()
            yield number, cells
        last = number


def _address(cells: Sequence[str], places: Sequence[int]) -> Address:
    """What the first filled of these cells means; the next one is tried where it means nothing."""
    refused: AddressError | None = None
    for place in places:
        try:
            return meant(cells[place])
        except AddressError as error:
            refused = refused or (None if is_nothing(cells[place]) else error)
    raise refused or AddressError("no address in this row")


def _moment(text: str, timezone: str) -> datetime | None:
    """The aware time of a call where the cell says one plainly; a day alone is no time of a call at midnight."""
    text = " ".join(text.split())
    if ":" not in text:
        return None
    for written in (text, *_as_iso(text)):
        with suppress(ValueError):
            return read_moment(written, ZoneInfo(timezone))
    return None


def _as_iso(text: str) -> Iterator[str]:
    for shape in _SHAPES:
        with suppress(ValueError):
            yield datetime.strptime(text, shape).isoformat()
