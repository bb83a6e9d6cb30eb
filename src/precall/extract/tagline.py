"""The slogan lines: what stands large at the top of the home page, and what the title says beside the name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document

KIND: Kind = "tagline"

_SEPARATOR = re.compile(r"\s+[|–—·•»:/~-]+\s+|\s*\|\s*|\s*—\s*|:\s+")
_FEWEST, _MOST = 2, 18  # words
_TOP_BLOCKS = 30
_MOST_TAGLINES = 3


def find(page: Document) -> Iterator[Candidate]:
    """Lines of the home page's title, first headings and first short lines."""
    if page.kind != "home":
        return
    for part in (*_SEPARATOR.split(page.title), page.meta.get("og:title", "")):
        yield from _line(page, part.strip(), 0.5, "title" if part.strip() in page.title else "meta")
    headings = 0
    for block in page.blocks[: _TOP_BLOCKS * 4]:
        if block.region in ("nav", "footer") or block.hidden:
            continue
        if block.level in (1, 2):
            headings += 1
            if headings <= 4:
                yield from _line(page, block.text, 0.8 if block.level == 1 else 0.62, "text")
        elif (
            headings <= 1
            and block.index < _TOP_BLOCKS
            and block.tag in ("p", "div", "span", "h3", "h4", "h5", "h6")
        ):
            yield from _line(page, block.text, 0.6 if headings else 0.5, "text")


def _line(page: Document, text: str, score: float, where: str) -> Iterator[Candidate]:
    if _FEWEST <= len(text.split()) <= _MOST and "@" not in text:
        evidence = Evidence(
            page.url, text, "title" if where == "title" else "meta" if where == "meta" else "text"
        )
        yield Candidate(KIND, text, score, evidence)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """At most three lines that are more than the name."""
    names = {_letters(fact.value) for fact in (*site.facts("name"), *site.facts("legal_name"))}
    lines = [c for c in seen if _letters(c.value) not in names]
    return merge(lines, key=lambda c: _letters(c.value))[:_MOST_TAGLINES]


def _letters(value: object) -> str:
    return " ".join(re.findall(r"[^\W_]+", str(value).casefold()))
