"""Does a quote stand on a page? The test that every citation must pass."""

import html
from collections.abc import Callable, Mapping, Sequence

from precall.model.fact import Evidence, Where
from precall.model.page import Fetched
from precall.site.document import Document, parse
from precall.site.text import clean

Place = Callable[[Document], str]

_ATTRIBUTES = ("href", "alt", "title", "aria-label", "content", "src", "value", "data-src")


def stands(fetched: Fetched, cited: Sequence[Evidence]) -> tuple[bool, ...]:
    """For each evidence whether its quote stands in that answer, where it says that it stood."""
    page = parse(fetched)
    places: dict[Where, str] = {}
    return tuple(_stands(page, evidence, places) for evidence in cited)


def _stands(page: Document, evidence: Evidence, places: dict[Where, str]) -> bool:
    if evidence.where not in places:
        places[evidence.where] = _PLACES[evidence.where](page)
    quote, place = clean(evidence.quote), places[evidence.where]
    return bool(quote) and (quote in place or (evidence.where in _RAW and evidence.quote in place))


def _text(page: Document) -> str:
    return page.text


def _title(page: Document) -> str:
    return page.title


def _attributes(page: Document) -> str:
    found = [
        clean(value) for element in page.root.iter() for name in _ATTRIBUTES if (value := element.get(name))
    ]
    return " \n ".join(found)


def _markup(page: Document) -> str:
    return f"{page.markup} \n {clean(page.markup)} \n {clean(html.unescape(page.markup))}"


_PLACES: Mapping[Where, Place] = {
    "text": _text,
    "pdf": _text,
    "title": _title,
    "meta": _attributes,
    "link": _attributes,
    "microdata": lambda page: f"{page.text} \n {_attributes(page)}",
    "json-ld": _markup,
    "markup": _markup,
}
_RAW = ("json-ld", "markup")
