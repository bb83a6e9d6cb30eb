"""A small site for the tests of what a business says of itself: pages by path, every extractor at work."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from precall.extract.extractors import find_all
from precall.extract.site_view import SiteView
from precall.model.fact import Fact, Kind
from precall.model.page import Fetched, PageRecord
from precall.site import language
from precall.site.document import parse

HOST = "www.larkspur-studio.com"
NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)


def site(pages: str | Mapping[str, str], *, host: str = HOST, main: str = "en") -> SiteView:
    """A site of whole HTML pages; "/about.html about" gives the page that path and that kind."""
    records, candidates = [], []
    for where, markup in ({"/ home": pages} if isinstance(pages, str) else pages).items():
        path, _, kind = where.partition(" ")
        url = f"https://{host}{path}"
        document = parse(Fetched(url, url, 200, (("content-type", "text/html"),), markup.encode(), "", NOW))
        document.kind = kind or "other"  # type: ignore[assignment]
        document.language = language.of(document) or main
        document.spoken = language.spoken(document)
        records.append(PageRecord(url, 200, document.title, document.kind, "", NOW))
        candidates += find_all(document)
    domain = host.removeprefix("www.")
    return SiteView(domain, f"https://{host}/", tuple(records), main, date(2026, 2, 1), candidates)


def facts(
    kind: Kind, pages: str | Mapping[str, str], *, host: str = HOST, main: str = "en"
) -> tuple[Fact, ...]:
    """The settled facts of one kind."""
    return site(pages, host=host, main=main).facts(kind)


def values(kind: Kind, pages: str | Mapping[str, str], *, host: str = HOST, main: str = "en") -> list[object]:
    """The values of the settled facts of one kind."""
    return [fact.value for fact in facts(kind, pages, host=host, main=main)]
