"""What one page says: its title, language, links, notices and the candidates of every kind."""

import hashlib
import re
from zlib import crc32

from precall.extract import find_all
from precall.model.page import Fetched, Reading
from precall.site import article, kind, language, notice
from precall.site.document import Document, parse

_REFRESH = re.compile(
    r"^\s{0,9}(\d{1,4})\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?['\"]?([^'\"\s]{1,2000})", re.IGNORECASE
)
_MOST_TEXT = 200_000
_SHINGLE_WORDS = 5
_SHINGLES = 64
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")


def read_page(fetched: Fetched, *, link_text: str = "") -> Reading:
    """Everything that one answer holds. Pure: no network, no clock. `link_text` is how other pages call this one."""
    page = parse(fetched)
    page.language = language.of(page)
    page.kind = kind.kind_of(page.url, link_text, page.title)
    said = notice.of(page, fetched.status)
    main = _main_text(page).encode()
    reading = Reading(
        url=page.url,
        title=page.title,
        kind=page.kind,
        language=page.language,
        canonical=_canonical(page),
        refresh=_refresh(page),
        links=page.links,
        alternates=_alternates(page),
        feeds=_feeds(page),
        words=len(page.words),
        fingerprint=hashlib.sha256(main).hexdigest()[:16],
        shingles=_shingles(main.split()),
        notice=said,
        partial=page.partial,
        text=_text(page),
        candidates=tuple(find_all(page)) if said in notice.THEIRS else (),
    )
    page.kept.clear()  # cards name their page, which would else wait for the garbage collector
    return reading


def _text(page: Document) -> str:
    found = article.lines(page) if page.kind == "post" else []
    return "\n".join(found or [block.text for block in page.blocks])[:_MOST_TEXT]


def _main_text(page: Document) -> str:
    return " ".join(block.text for block in page.blocks if block.region == "main")


def _shingles(words: list[bytes]) -> tuple[int, ...]:
    hashes = {crc32(b" ".join(words[i : i + _SHINGLE_WORDS])) for i in range(len(words) - _SHINGLE_WORDS + 1)}
    return tuple(sorted(hashes)[:_SHINGLES])


def _links_in_head(page: Document, rel: str) -> list[tuple[str, str, str]]:
    found = []
    for element in page.root.iter("link"):
        if rel in (element.get("rel") or "").lower().split() and element.get("href"):
            url = page.absolute(element.get("href") or "")
            found.append((url, (element.get("hreflang") or "").lower(), (element.get("type") or "").lower()))
    return found


def _canonical(page: Document) -> str:
    return next((url for url, _, _ in _links_in_head(page, "canonical")), "")


def _alternates(page: Document) -> tuple[tuple[str, str], ...]:
    return tuple((lang, url) for url, lang, _ in _links_in_head(page, "alternate") if lang)[:60]


def _feeds(page: Document) -> tuple[str, ...]:
    return tuple(url for url, _, mime in _links_in_head(page, "alternate") if mime in _FEED_TYPES)[:4]


def _refresh(page: Document) -> str:
    for element in page.root.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(element.get("content") or "")
            if found and int(found.group(1)) <= 10:
                return page.absolute(found.group(2))
    return ""
