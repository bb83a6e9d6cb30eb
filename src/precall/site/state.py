"""What lies as data in the shell of a page that a script draws: its state, read as structured data without a browser.

A record counts where it says by itself what it is: by a schema.org type, or by two names of a business's contact data, or
by a person's name and position.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from precall.kept_table import table_in
from precall.site import embedded
from precall.site.structured import Item

_SCHEMA = table_in(Path(__file__).with_name("schema.toml"))
_MOST_RECORDS = 20_000
_MOST_ITEMS = 100
_POSITIONS = ("role", "position", "jobtitle")
_BUSINESS, _ADDRESS = (
    {name: meant for meant, names in _SCHEMA[table].items() for name in names.split()}
    for table in ("business", "address")
)
_LEAST = 2  # names of contact data that make a record a business's


def items(scripts: Iterable[tuple[str, str]]) -> list[Item]:
    """The things that the state of a page tells of, from its scripts: the type of each and its text."""
    found: list[Item] = []
    for value, source in embedded.values(scripts):
        found += _things(value, source)
        if len(found) >= _MOST_ITEMS:
            break
    return found[:_MOST_ITEMS]


def _things(value: Any, source: str) -> Iterator[Item]:
    open_values, seen = [value] if isinstance(value, dict | list) else [], set[int]()
    while open_values and len(seen) < _MOST_RECORDS:
        node = open_values.pop()
        if id(node) in seen:  # what stands twice may be one value, even one that holds itself
            continue
        seen.add(id(node))
        thing = _thing(node) if isinstance(node, dict) else None
        if thing:
            yield Item(thing[0], thing[1], "markup", source)
        inner = list(node.values()) if isinstance(node, dict) else node
        open_values += [one for one in reversed(inner) if isinstance(one, dict | list)]


def _thing(record: Mapping[str, Any]) -> tuple[tuple[str, ...], Mapping[str, Any]] | None:
    """The types and properties of a record that says what it is."""
    types = record.get("@type")
    named = tuple(
        name.lower() for name in (types if isinstance(types, list) else [types]) if isinstance(name, str)
    )
    if named:
        return named, record
    by_name = {_plain(name): value for name, value in record.items()}
    position = next((by_name[name] for name in _POSITIONS if isinstance(by_name.get(name), str)), "")
    if position and isinstance(by_name.get("name"), str):
        return ("person",), {"name": by_name["name"], "jobTitle": position}
    known = {_BUSINESS[name]: value for name, value in by_name.items() if name in _BUSINESS and value}
    address = _address(by_name) or _address(_inner(by_name.get("address")))
    if address:
        known["address"] = {"@type": "PostalAddress", **address}
    if len(known) < _LEAST:
        return None
    return ("localbusiness",), {
        **({"name": by_name["name"]} if isinstance(by_name.get("name"), str) else {}),
        **known,
    }


def _address(by_name: Mapping[str, Any]) -> dict[str, str]:
    found = {
        _ADDRESS[name]: value
        for name, value in by_name.items()
        if name in _ADDRESS and isinstance(value, str)
    }
    return found if {"streetAddress", "addressLocality"} <= found.keys() else {}


def _inner(value: Any) -> Mapping[str, Any]:
    return {_plain(name): inner for name, inner in value.items()} if isinstance(value, dict) else {}


def _plain(name: str) -> str:
    return name.replace("-", "").replace("_", "").replace(" ", "").lower()
