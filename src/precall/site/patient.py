"""Pages that libxml2 gives up on, such as blocks nested by the ten thousand: read by a more patient parser, and flattened."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby, islice

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag
from bs4.exceptions import ParserRejectedMarkup

from precall.site.trimming import without_silence

MAX_CHARACTERS = 600_000
_MOST_PIECES = 5_000
_MOST_STEPS = 60  # ancestors looked at for each piece of text
_SILENT = frozenset("script style template noscript svg textarea select option title".split())
_INLINE = frozenset(
    "a abbr b bdi bdo big cite code em font i ins kbd mark q s small span strong sub sup tt u".split()
)
_KEPT = re.compile(r"h[1-6]|footer|nav|header")
_TAG = re.compile(r"<[^<>]{0,5000}>")


def holds_text(markup: str) -> bool:
    """Whether there are words between the tags that a reader would see."""
    return any(map(str.isalpha, _TAG.sub("", without_silence(markup[:MAX_CHARACTERS]))))


def flattened(markup: str) -> str:
    """The page's visible text as a short flat page: headings, links and paragraphs without what they were nested in.

    Empty where this parser too gives up: a half marked section is beyond it.
    """
    try:
        soup = BeautifulSoup(markup[:MAX_CHARACTERS], "html.parser")
    except ParserRejectedMarkup:
        return ""
    title = escape(soup.title.get_text()) if soup.title else ""
    body = "".join(islice(_pieces(soup), _MOST_PIECES))
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    texts = (text for text in soup.find_all(string=True) if type(text) in (NavigableString, CData))
    for _, run in groupby(texts, key=lambda text: id(_block_of(text))):
        parts = [part for part in run if not _is_silent(part)]
        if any(part.strip() for part in parts):
            tag = _tag_of(parts[0])
            yield f"<{tag}>{''.join(map(_linked, parts))}</{tag}>"


def _near(text: NavigableString) -> Iterator[Tag]:
    yield from islice(text.parents, _MOST_STEPS)


def _block_of(text: NavigableString) -> Tag | None:
    return next((tag for tag in _near(text) if tag.name not in _INLINE), None)


def _is_silent(text: NavigableString) -> bool:
    return any(tag.name in _SILENT for tag in _near(text))


def _tag_of(text: NavigableString) -> str:
    return next((tag.name for tag in _near(text) if _KEPT.fullmatch(tag.name)), "p")


def _linked(text: NavigableString) -> str:
    href = next((str(tag.get("href", "")) for tag in _near(text) if tag.name == "a"), "")
    return f'<a href="{escape(href)}">{escape(text)}</a>' if href else escape(text)
