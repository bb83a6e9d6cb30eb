"""Pages and small sites for the tests of the contact facts, written in the test itself."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from precall.extract import extractors as extract
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Fact, Kind
from precall.model.page import Fetched, PageKind, PageRecord
from precall.site import language
from precall.site.document import Document, parse

HOST = "www.larkspur-studio.com"
NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
CONTACT_KINDS = (
    "email", "phone", "address", "social", "hours", "booking", "contact_page", "area", "language", "country",
)  # fmt: skip


def page(
    body: str, path: str = "/", *, host: str = HOST, kind: PageKind = "other", head: str = ""
) -> Document:
    """A parsed page with this body."""
    markup = f"<html><head><title>Larkspur</title>{head}</head><body>{body}</body></html>"
    url = f"https://{host}{path}"
    headers = (("content-type", "text/html; charset=utf-8"),)
    document = parse(Fetched(url, url, 200, headers, markup.encode(), "", NOW))
    document.kind = kind
    document.language = language.of(document)
    document.spoken = language.spoken(document)
    return document


def seen(document: Document, *names: str) -> list[Candidate]:
    """What the named extractors find on a page."""
    return [c for e in extract.extractors() if e.name in (names or CONTACT_KINDS) for c in e.find(document)]


def site(bodies: Mapping[str, str], *, host: str = HOST, main: str = "en") -> SiteView:
    """A site of pages by path; "/impressum legal" gives the page that path and that kind."""
    documents = []
    for where, body in bodies.items():
        path, _, kind = where.partition(" ")
        named = kind or ("home" if path == "/" else "other")
        documents.append(page(body, path, host=host, kind=named))  # type: ignore[arg-type]
    records = tuple(PageRecord(d.url, 200, d.title, d.kind, "", NOW) for d in documents)
    candidates = [candidate for document in documents for candidate in seen(document)]
    domain = host.removeprefix("www.")
    return SiteView(domain, f"https://{host}/", records, main, date(2026, 2, 1), candidates)


def facts(
    kind: Kind, body: str | Mapping[str, str], *, host: str = HOST, main: str = "en"
) -> tuple[Fact, ...]:
    """The settled facts of one kind on a site."""
    bodies = {"/": body} if isinstance(body, str) else body
    return site(bodies, host=host, main=main).facts(kind)


def values(kind: Kind, body: str | Mapping[str, str], *, host: str = HOST, main: str = "en") -> list[object]:
    """The values of the settled facts of one kind on a site."""
    return [fact.value for fact in facts(kind, body, host=host, main=main)]
