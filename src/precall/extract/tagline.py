"""The slogan lines: what stands large at the top of the home page, and what the title says beside the name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from precall.extract import nation, trust
from precall.extract.merge import merge
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Block, Document
from precall.words.match import listed

KIND: Kind = "tagline"

_SEPARATOR = re.compile(r"\s+[|–—·•»:/~-]+\s+|\s*\|\s*|\s*—\s*|:\s+")
_FEWEST, _MOST = 2, 18  # words
_TOP_BLOCKS = 30
_MOST_COUNTRIES, _CODE = 60, 2  # links, letters of a language's or country's code
_MOST_TAGLINES = 3
_HEADING = 0.7  # the score of a first heading is above it


def find(page: Document) -> Iterator[Candidate]:
    """Lines of the home page's title, first headings and first short lines; none of a page that only asks for a country."""
    if _asks_for_country(page):
        return
    for part in (*_SEPARATOR.split(page.title), page.meta.get("og:title", "")):
        yield from _line(page, part.strip(), 0.5, "title" if part.strip() in page.title else "meta")
    headings = 0
    for block in trust.blocks(page, KIND):
        if block.index >= _TOP_BLOCKS * 4:
            break
        if block.region == "footer" or block.hidden:
            continue
        if block.level in (1, 2):
            headings += 1
            if headings <= 4:
                yield from _line(page, block.text, 0.8 if block.level == 1 else 0.62, "text")
        elif (
            headings <= 1
            and block.index < _TOP_BLOCKS
            and block.tag in ("p", "div", "span", "h3", "h4", "h5", "h6")
            and not _is_linked(page, block)
        ):
            whole = 0.05 * block.text.endswith((".", "!"))
            yield from _line(page, block.text, (0.6 if headings else 0.5) + whole, "text")


def _asks_for_country(page: Document) -> bool:
    """Whether a page has few links and most are called as countries are: a chooser before the site."""
    if not _FEWEST <= len(page.links) <= _MOST_COUNTRIES:
        return False
    named = [link for link in page.links if len(link.text) > _CODE and nation.by_name(link.text)]
    return 2 * len(named) > len(page.links)


def _is_linked(page: Document, block: Block) -> bool:
    """Whether a block is nothing but links: a menu."""
    linked = sum(len(page.text_of(anchor)) for anchor in islice(block.element.iter("a"), 12))
    return linked >= 0.9 * len(block.text)


def _line(page: Document, text: str, score: float, where: str) -> Iterator[Candidate]:
    if _FEWEST <= len(text.split()) <= _MOST and "@" not in text:
        evidence = Evidence(
            page.url, text, "title" if where == "title" else "meta" if where == "meta" else "text"
        )
        yield Candidate(KIND, text, score, evidence)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """At most three lines that are more than the name, a section's title or somebody's name with a role."""
    names = {_letters(fact.value) for fact in (*site.facts("name"), *site.facts("legal_name"))}
    people = tuple(f"{_letters(fact.value)} " for fact in site.facts("person"))
    lines = [
        c
        for c in seen
        if _letters(c.value) not in names
        and not _is_section(_letters(c.value), names)
        and not (c.score < _HEADING and _letters(c.value).startswith(people))
    ]
    return merge(lines, key=lambda c: _letters(c.value))[:_MOST_TAGLINES]


def _is_section(line: str, names: Iterable[str]) -> bool:
    """Whether a line is a title such as any site has, alone or with the business's name ("About Acme")."""
    bare = [line, *(re.sub(rf"\b{re.escape(name)}\b", "", line).strip() for name in names if name in line)]
    return any(text in _titles() for text in bare)


@cache
def _titles() -> frozenset[str]:
    return frozenset(map(_letters, (*listed("name", "generic"), *listed("offers", "generic"))))


def _letters(value: object) -> str:
    return " ".join(re.findall(r"[^\W_]+", str(value).casefold()))
