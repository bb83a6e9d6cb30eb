"""Which pages were not seen at all: a page that was read under another spelling of its address was."""

from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from precall.model.page import Miss, PageRecord
from precall.site.url import route

_MOST_DECODED = 3  # a percent sign can have been encoded again


def unseen(missed: Iterable[Miss], pages: Iterable[PageRecord]) -> tuple[Miss, ...]:
    """The misses in their order, less those whose page was read; spaces and their codes make no other page."""
    read = {_spelled(page.url) for page in pages}
    return tuple(miss for miss in missed if _spelled(miss.url) not in read)


def _spelled(url: str) -> tuple[str, str]:
    """Host and path with query and route, decoded, without white space, a final slash, and capitals."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    path += route(url)
    for _ in range(_MOST_DECODED):
        path = unquote(path)
    return parts.netloc.casefold().removeprefix("www."), "".join(path.split()).casefold().rstrip("/")
