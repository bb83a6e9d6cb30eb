"""Small sites written in the test itself, read by every extractor."""

from collections.abc import Mapping
from datetime import date

from contact_pages import HOST, NOW, page

from precall.extract import extractors as extract
from precall.extract.site_view import SiteView
from precall.model.page import PageRecord


def whole_site(bodies: Mapping[str, str], *, language: str = "en", country_host: str = HOST) -> SiteView:
    """A site of pages by path; "/prices pricing" gives the page that path and that kind."""
    documents = []
    for where, body in bodies.items():
        path, _, kind = where.partition(" ")
        named = kind or ("home" if path == "/" else "other")
        documents.append(page(body, path, host=country_host, kind=named))  # type: ignore[arg-type]
    records = tuple(PageRecord(d.url, 200, d.title, d.kind, "", NOW) for d in documents)
    candidates = [candidate for document in documents for candidate in extract.find_all(document)]
    domain = country_host.removeprefix("www.")
    return SiteView(domain, f"https://{country_host}/", records, language, date(2026, 2, 1), candidates)
