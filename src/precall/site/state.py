"""What lies as data in the shell of a page that a script draws: its state, read as structured data without a browser.

Known are JSON elements (Next.js `__NEXT_DATA__`, Nuxt 3 `__NUXT_DATA__`, those of site builders) and JSON that a script
assigns (`window.__INITIAL_STATE__ = {...}`). A record counts where it says by itself what it is: by a schema.org type, or
by two names of a business's contact data, or by a person's name and position.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from precall.site.structured import Item

_MOST_TEXT = 2_000_000  # characters of state on a page
_MOST_RECORDS = 20_000
_MOST_ITEMS = 100
_DEPTH = 12
_ASSIGNED = re.compile(r"\b__[A-Z][A-Z_]{2,40}__\"?\]?\s{0,4}=\s{0,4}(?=[{\[])")
_DECODER = json.JSONDecoder(strict=False)
_BUSINESS: Mapping[str, str] = {
    "email": "email", "mail": "email", "emailaddress": "email", "contactemail": "email",
    "phone": "telephone", "telephone": "telephone", "tel": "telephone", "phonenumber": "telephone",
    "contactphone": "telephone", "fax": "faxNumber", "faxnumber": "faxNumber", "address": "address",
    "businessname": "name", "companyname": "name", "sitename": "name", "legalname": "legalName",
    "openinghours": "openingHours", "foundingdate": "foundingDate",
}  # fmt: skip
"""Names of contact data in builders' and frameworks' state, less their punctuation, and those of schema.org."""
_ADDRESS: Mapping[str, str] = {
    "street": "streetAddress", "streetaddress": "streetAddress", "address1": "streetAddress", "line1": "streetAddress",
    "zip": "postalCode", "zipcode": "postalCode", "postcode": "postalCode", "postalcode": "postalCode",
    "city": "addressLocality", "locality": "addressLocality", "town": "addressLocality",
    "state": "addressRegion", "region": "addressRegion", "country": "addressCountry",
}  # fmt: skip
_POSITIONS = ("role", "position", "jobtitle")
_LEAST = 2  # names of contact data that make a record a business's


def items(scripts: Iterable[tuple[str, str]]) -> list[Item]:
    """The things that the state of a page tells of, from its scripts: the type of each and its text."""
    found: list[Item] = []
    left = _MOST_TEXT
    for kind, text in scripts:
        left -= len(text)
        if left < 0 or len(found) >= _MOST_ITEMS:
            break
        for value, source in _values(kind, text):
            found += _things(value, source)
    return found[:_MOST_ITEMS]


def _values(kind: str, text: str) -> Iterator[tuple[Any, str]]:
    """The data of a script, each with the text that it stands in."""
    starts = [0] if "json" in kind else [match.end() for match in _ASSIGNED.finditer(text)][:10]
    for start in starts:
        try:
            value, end = _DECODER.raw_decode(text, start + len(text[start:]) - len(text[start:].lstrip()))
        except (ValueError, RecursionError):
            continue
        yield _unflattened(value), text[start:end]


def _unflattened(value: Any) -> Any:
    """Nuxt 3 writes each value once, in one list, and records as the places of their values (devalue)."""
    if not (isinstance(value, list) and len(value) > 1 and any(isinstance(one, dict) for one in value[:50])):
        return value
    if not all(
        isinstance(place, int) for one in value[:50] if isinstance(one, dict) for place in one.values()
    ):
        return value
    return [
        {name: _at(value, place) for name, place in one.items()} for one in value if isinstance(one, dict)
    ]


def _at(value: list[Any], place: Any) -> Any:
    found = value[place] if isinstance(place, int) and 0 <= place < len(value) else None
    if isinstance(found, dict):
        return {
            name: at for name, inner in found.items() if not isinstance(at := _scalar_at(value, inner), dict)
        }
    return found


def _scalar_at(value: list[Any], place: Any) -> Any:
    found = value[place] if isinstance(place, int) and 0 <= place < len(value) else None
    return found if isinstance(found, str | int | float) else None


def _things(value: Any, source: str) -> Iterator[Item]:
    open_values, seen = [(value, 0)], 0
    while open_values and seen < _MOST_RECORDS:
        node, depth = open_values.pop()
        seen += 1
        if isinstance(node, dict):
            thing = _thing(node)
            if thing:
                yield Item(thing[0], thing[1], "markup", source)
            inner = list(node.values())
        else:
            inner = node if isinstance(node, list) else []
        if depth < _DEPTH:
            open_values += [(one, depth + 1) for one in reversed(inner) if isinstance(one, dict | list)]


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
