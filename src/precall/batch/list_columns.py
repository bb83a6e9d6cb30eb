"""Which column of a list holds what: the address, the person, the company, the day of the call?"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from precall.batch.cell import holds_address
from precall.batch.headings import key, keys, known
from precall.errors import NoColumn, SheetError

_BY_CONTENT = 0.6
_LOOKED_AT = 200
_MOST_ABOVE = 40  # rows above the names of the columns


@dataclass(frozen=True, slots=True)
class Columns:
    """The place of each column that precall uses; `addresses` in the order in which they are tried.

    `header` names every column; `skipped` are the rows that stand above the first prospect, the names among them.
    """

    header: tuple[str, ...]
    skipped: int
    addresses: tuple[int, ...]
    person: tuple[int, ...] = ()
    company: int | None = None
    call: int | None = None


def find_columns(rows: Sequence[Sequence[str]], *, named: str = "") -> Columns:
    """What the columns hold, by the names that stand in one of the first rows and by what stands below them.

    `named` is the address column where the caller names it. NoColumn where no column holds addresses.
    """
    rows = rows[:_LOOKED_AT]
    place = _place_of_names(rows, named)
    below = rows if place is None else rows[place + 1 :]
    width = max(len(row) for row in (rows if place is None else rows[place:]))
    first = [] if place is None else [*rows[place], *[""] * (width - len(rows[place]))]
    header = headed(first) if first else tuple(f"column {number}" for number in range(1, width + 1))
    if not first and width == 1:
        header = ("address",)
    found = [key(name) for name in first] or [""] * width
    addresses = _named(header, named) if named else _addresses(found, below, width)
    if not addresses:
        raise NoColumn(_not_found(header, place, len(rows)))
    taken = set(addresses)
    free = [one if number not in taken else "" for number, one in enumerate(found)]
    person = _first(free, keys("person"))
    return Columns(
        header,
        0 if place is None else place + 1,
        addresses,
        person if person else _first(free, keys("first")) + _first(free, keys("last")),
        next(iter(_first(free, keys("company"))), None),
        next(iter(_first(free, keys("call"))), None),
    )


def headed(names: Sequence[str]) -> tuple[str, ...]:
    """Names for columns, each once and none empty."""
    made: dict[str, None] = {}
    seen: Counter[str] = Counter()
    for number, name in enumerate(names, 1):
        wanted = unique = " ".join(name.split()) or f"column {number}"
        while unique in made:
            seen[wanted] += 1
            unique = f"{wanted} ({seen[wanted] + 1})"
        made[unique] = None
    return tuple(made)


def _not_found(header: Sequence[str], place: int | None, looked_at: int) -> str:
    names = "no row of them names columns" if place is None else f"row {place + 1} names the columns"
    return (
        f"no column holds websites, domains or e-mail addresses (looked at the first {looked_at:,} rows; {names}):"
        f" the columns are {', '.join(header)}."
    )


def _place_of_names(rows: Sequence[Sequence[str]], named: str) -> int | None:
    """Which of the first rows names the columns: the one with most names that are known; else what precedes the addresses.

    Titles and remarks may stand above it. None where a prospect stands in the first row already.
    """
    known = [_known(row, named) for row in rows[:_MOST_ABOVE]]
    best = max(known, default=0)
    if best:
        return known.index(best)
    first = next((number for number, row in enumerate(rows) if any(map(holds_address, row))), None)
    if not first:
        return None
    above = [sum(bool(cell.strip()) for cell in row) for row in rows[:first]]
    return first - 1 if above[-1] == max(above) else above.index(max(above))


def _known(row: Sequence[str], named: str) -> int:
    """How many names of columns a row holds; none where an address stands in it."""
    wanted = {key(named)} if named else set()
    if any(map(holds_address, row)):
        return 0
    return sum(key(cell) in known() or key(cell) in wanted for cell in row if cell.strip())


def _named(header: Sequence[str], named: str) -> tuple[int, ...]:
    for place, name in enumerate(header):
        if name.casefold() == named.strip().casefold():
            return (place,)
    raise SheetError(f"there is no column {named!r}; the columns are {', '.join(header)}")


def _addresses(found: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """The columns of addresses: by name, websites before mail, each with at least one address; else by content."""
    by_name = [
        place for name in (*keys("website"), *keys("mail")) for place, one in enumerate(found) if one == name
    ]
    useful = [place for place in dict.fromkeys(by_name) if _share(rows, place, holds_address) > 0 or not rows]
    if useful or by_name:
        return tuple(useful or by_name[:1])
    shares = [(_share(rows, place, holds_address), -place) for place in range(width)]
    best, place = max(shares)
    return (-place,) if best >= _BY_CONTENT else ()


def _share(rows: Sequence[Sequence[str]], place: int, suits: Callable[[str], bool]) -> float:
    cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
    return sum(map(suits, cells)) / len(cells) if cells else 0.0


def _first(found: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    return next(((found.index(name),) for name in names if name in found), ())
