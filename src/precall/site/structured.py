"""What a page says to machines: JSON-LD and microdata, as flat lists of typed items."""

import html
import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from lxml.etree import _Element

from precall.kept_table import table_in
from precall.model.fact import Where
from precall.site.text import clean

_MAX_ITEMS = 400
_MAX_DEPTH = 12
_MAX_SCRIPT = 500_000
_TRAILING_COMMA = re.compile(r",(\s{0,100}[}\]])")
_CONTROL = re.compile("[\x00-\x1f]")
_WRAPPERS = ("<!--", "<![CDATA[", "-->", "]]>", "]]&gt;")  # sooner looked up than the expression
_WRAPPING = re.compile(  # what hides a script from old browsers and from XML
    r"\s{0,99}(?://\s{0,9}|/\*\s{0,9})?(?:<!--|<!\[CDATA\[)(?:\s{0,9}\*/)?|(?://\s{0,9}|/\*\s{0,9})?(?:-->|\]\](?:>|&gt;))(?:\s{0,9}\*/)?"
)
_SCHEMA: Mapping[str, str] = table_in(Path(__file__).with_name("schema.toml"))["types"]
_NO_BUSINESS, _OF_OTHERS = (frozenset(_SCHEMA[name].split()) for name in ("no_business", "of_others"))
_NO_BUSINESS_ENDINGS = tuple(_SCHEMA["no_business_endings"].split())
_BETWEEN = re.compile(r"[\s,;]*")
_DECODER = json.JSONDecoder(strict=False)


class Item(NamedTuple):
    """A typed thing in structured data. `types` are lower-case without a schema prefix; `source` is the raw text it came from."""

    types: tuple[str, ...]
    properties: Mapping[str, Any]
    where: Where
    source: str = ""

    @property
    def is_business(self) -> bool:
        """Whether it is an organisation or a place of business: whatever is not one of the other things of schema.org."""
        return any(
            name not in _NO_BUSINESS and not name.endswith(_NO_BUSINESS_ENDINGS) for name in self.types
        )

    def all(self, name: str) -> list[Any]:
        """The values of a property as a list."""
        value = self.properties.get(name)
        if value is None:
            return []
        return value if isinstance(value, list) else [value]

    def text(self, name: str) -> str:
        """The first textual value of a property, cleaned; a nested thing gives its name."""
        for value in self.all(name):
            if isinstance(value, str | int | float) and not isinstance(value, bool):
                return clean(str(value))
            if isinstance(value, dict):
                inner = value.get("name") or value.get("@value") or value.get("@id")
                if isinstance(inner, str):
                    return clean(inner)
        return ""

    def quote(self, value: str) -> str:
        """The words in the source that stand for a value, or an empty string where it does not stand there."""
        if not value:
            return ""
        if value in self.source:
            return value
        for spelling in _json_spellings(value):
            if spelling in self.source:
                return spelling
        return ""


def _json_spellings(value: str) -> Iterator[str]:
    """How a text may be written in JSON or a script, and in JSON that is a text of a script itself."""
    for ascii_only in (False, True):
        escaped = json.dumps(value, ensure_ascii=ascii_only)[1:-1]
        yield escaped
        yield escaped.replace("/", "\\/")
        yield escaped.replace("/", "\\u002F")
        yield json.dumps(escaped, ensure_ascii=ascii_only)[1:-1]


def json_ld(scripts: list[str]) -> list[Item]:
    """The items of all JSON-LD scripts, nested ones too; slightly broken JSON is mended, hopeless JSON left out."""
    items: list[Item] = []
    for script in scripts:
        if len(script) <= _MAX_SCRIPT:
            items.extend(islice(_walk(_loads(script), script, 0), _MAX_ITEMS))
        if len(items) >= _MAX_ITEMS:
            break
    return items[:_MAX_ITEMS]


def _loads(script: str) -> list[Any]:
    """The values of a script, one behind the other where it holds several."""
    if any(map(script.__contains__, _WRAPPERS)):
        script = _WRAPPING.sub("", script)
    script = script.strip()
    return next((values for text in _readings(script) if (values := list(_values(text)))), [])


def _readings(script: str) -> Iterator[str]:
    """A script as it stands, then with its slips mended: commas, line breaks in texts, entities, single quotes."""
    yield script
    mended = _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", script))
    yield mended
    if '"' not in script:
        yield html.unescape(mended)
        yield mended.replace("'", '"')


def _values(text: str) -> Iterator[Any]:
    at = 0
    while (start := _BETWEEN.match(text, at).end()) < len(text):  # type: ignore[union-attr]
        try:
            value, at = _DECODER.raw_decode(text, start)
        except (ValueError, RecursionError):
            return
        yield value


def _walk(node: Any, source: str, depth: int) -> Iterator[Item]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(node, list):
        for inner in node:
            yield from _walk(inner, source, depth + 1)
    elif isinstance(node, dict):
        types = node.get("@type")
        names = [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
        if names:
            yield Item(tuple(_bare(name) for name in names), node, "json-ld", source)
        reviewed = any(_bare(name) == "review" for name in names)
        for key, value in node.items():
            of_another = key.lower() in _OF_OTHERS or (reviewed and key == "author")
            if isinstance(value, dict | list) and not of_another:
                yield from _walk(value, source, depth + 1)


def _bare(name: str) -> str:
    return re.split(r"[/#:]", name)[-1].lower()


def microdata(root: _Element) -> list[Item]:
    """The microdata items of a tree (HTML standard, section 5), nested ones too."""
    items: list[Item] = []
    for element in root.iterfind(".//*[@itemscope]"):
        types = tuple(_bare(name) for name in (element.get("itemtype") or "").split())
        if types and len(items) < _MAX_ITEMS:
            items.append(Item(types, _properties(element, 0), "microdata", ""))
    return items


def _properties(scope: _Element, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    pending = list(reversed(scope))
    while pending:
        element = pending.pop()
        if not isinstance(element.tag, str):
            continue
        inner_scope = element.get("itemscope") is not None
        for name in (element.get("itemprop") or "").split():
            value = _properties(element, depth + 1) if inner_scope and depth < 4 else _value(element)
            earlier = found.get(name)
            if earlier is None:
                found[name] = value
            elif isinstance(earlier, list):
                earlier.append(value)
            else:
                found[name] = [earlier, value]
        if not inner_scope:
            pending.extend(reversed(element))
    return found


def _value(element: _Element) -> str:
    for attribute in ("content", "datetime", "href", "src"):
        value = element.get(attribute)
        if value is not None:
            return clean(value)
    return clean("".join(map(str, element.itertext())))
