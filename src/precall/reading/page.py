"""What one page says: its title, language, links, notices and the candidates of every kind."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from precall.extract import passages
from precall.extract.extractors import find_all
from precall.model.fact import Candidate
from precall.model.kinds import Kind
from precall.model.page import Fetched, Reading
from precall.site import article, kind, language, notice, shell
from precall.site.document import Document, parse

_REFRESH = re.compile(
    r"^\s{0,9}(\d{1,4})\s{0,9}[;,]\s{0,9}(?:url\s{0,9}=\s{0,9})?['\"]?([^'\"\s]{1,2000})", re.IGNORECASE
)
_MOST_TEXT = 200_000
_SHINGLE_WORDS = 5
_SHINGLES = 64
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")


def read_page(fetched: Fetched, *, link_text: str = "", site_language: str = "") -> Reading:
    """Everything that one answer holds. Pure: no network, no clock.

    `link_text` is how other pages call this one, `site_language` what the site's home page is written in.
    """
    page = parse(fetched)
    page.language = language.of(page)
    page.spoken = language.spoken(page, site_language)
    page.kind = kind.kind_of(page.url, link_text, page.title)
    said = notice.of(page, fetched.status)
    is_shell = said == notice.SCRIPT_ONLY or (not said and shell.lacks_main(page))
    main = _main_text(page).encode()
    in_head = _links_in_head(page)
    alternates = [link for link in in_head if "alternate" in link.rel]
    candidates = tuple(find_all(page)) if said in notice.THEIRS else ()
    reading = Reading(
        url=page.url,
        title=page.title,
        kind=page.kind,
        language=page.language,
        canonical=next((link.url for link in in_head if "canonical" in link.rel), ""),
        refresh=_refresh(page),
        links=page.links,
        alternates=tuple((link.language, link.url) for link in alternates if link.language)[:60],
        feeds=tuple(link.url for link in alternates if link.mime in _FEED_TYPES)[:4],
        words=len(page.words),
        fingerprint=hashlib.sha256(main).hexdigest()[:16],
        shingles=_shingles(main.split()),
        notice=said,
        partial=page.partial or shell.not_seen(page, is_shell=is_shell and not said),
        text=_text(page),
        passages=passages.of(page) if said in notice.THEIRS else (),
        candidates=candidates,
        gave=_counted(candidates),
        is_shell=is_shell,
        script_hosts=shell.script_hosts(page) if is_shell else (),
    )
    page.kept.clear()  # cards name their page, which would else wait for the garbage collector
    return reading


def _counted(candidates: Sequence[Candidate]) -> tuple[tuple[Kind, int], ...]:
    """How many different facts of each kind were seen, in the order of the kinds' names."""
    different = {(candidate.kind, candidate.value) for candidate in candidates}
    return tuple(sorted(Counter(kind for kind, _ in different).items()))


def _text(page: Document) -> str:
    found = article.lines(page) if page.kind == "post" else []
    return "\n".join(found or [block.text for block in page.blocks])[:_MOST_TEXT]


def _main_text(page: Document) -> str:
    return " ".join(block.text for block in page.blocks if block.region == "main")


def _shingles(words: list[bytes]) -> tuple[int, ...]:
    runs = zip(*(words[start:] for start in range(_SHINGLE_WORDS)), strict=False)
    hashes = set(map(crc32, map(b" ".join, runs)))
    return tuple(sorted(hashes)[:_SHINGLES])


class _HeadLink(NamedTuple):
    """A link element: what it is to this page, its absolute address, its language and media type in lower case."""

    rel: list[str]
    url: str
    language: str
    mime: str


def _links_in_head(page: Document) -> list[_HeadLink]:
    """The canonical address of the page, and its alternates."""
    found = []
    for element in page.root.iter("link"):
        rel, href = (element.get("rel") or "").lower().split(), element.get("href")
        if href and ("canonical" in rel or "alternate" in rel):
            language, mime = element.get("hreflang") or "", element.get("type") or ""
            found.append(_HeadLink(rel, page.absolute(href), language.lower(), mime.lower()))
    return found


def _refresh(page: Document) -> str:
    for element in page.root.iter("meta"):
        if (element.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(element.get("content") or "")
            if found and int(found.group(1)) <= 10:
                return page.absolute(found.group(2))
    return ""
