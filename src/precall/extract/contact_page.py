"""The page to get in touch: a page of its own, or the section of a page that the Contact link leads to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from urllib.parse import unquote, urlsplit

from precall.extract import anchors, kinship
from precall.extract.anchors import Anchor
from precall.extract.merge import mark_unsure, merge
from precall.extract.quoting import in_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document
from precall.site.url import key
from precall.words.match import either, listed, vocabulary

KIND: Kind = "contact_page"

_LONGEST_LABEL = 45
_REACH = 12
_SURE_ENOUGH = 0.65  # below it a link only leads to where they are
_WAY = re.compile(r"\S@\S|\+?\(?\d[\d ()./+-]{7,}\d")


def find(page: Document) -> Iterator[Candidate]:
    """The links that say contact, by what they are called and by where they lead."""
    for anchor in anchors.of(page):
        href, url = anchor.href, anchor.url
        if href.lower().startswith(("mailto:", "tel:", "javascript:")) or href in ("#", "/"):
            continue
        called = _is_called_contact(anchor.text)
        slug = _leads_to_contact(url)
        if not (called or slug or _is_called_place(anchor.text)) or not _is_own(url, page):
            continue
        if not href.startswith("#") or _is_section(page, href[1:]):
            yield _candidate(page, anchor, called=called, slug=slug)
    yield from _by_heading(page)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The one page that most links call contact; a page of its own before a section of another."""
    links = [candidate for candidate in seen if not candidate.clues["heading"]]
    if not links:
        return _only_headed(seen)
    seen = links
    read = {key(record.url) for record in site.pages}
    facts = merge(seen, key=lambda candidate: key(str(candidate.value)))
    ranked = sorted(facts, key=lambda fact: (_rank(fact, seen), key(str(fact.value)) in read), reverse=True)
    return mark_unsure(ranked[:1], below=_SURE_ENOUGH)


def _only_headed(seen: Sequence[Candidate]) -> list[Fact]:
    """Where nothing links to it: the one page with a heading that says contact above a way to get in touch."""
    pages = {candidate.evidence.url for candidate in seen}
    return merge(seen)[:1] if len(pages) == 1 else []


def _by_heading(page: Document) -> Iterator[Candidate]:
    for block in page.blocks:
        if (
            block.region != "main"
            or len(block.text) > _LONGEST_LABEL
            or not (block.level or block.text.endswith(":"))
        ):
            continue
        first = re.split(r"[\s:,&]", block.text.strip(), maxsplit=1)[0]
        if _is_called_contact(first) and _tells_how(page, block.index):
            yield Candidate(
                KIND, page.url, 0.7, in_text(page, block.text), clues={"frame": False, "heading": True}
            )
            return


def _tells_how(page: Document, index: int) -> bool:
    following = page.blocks[index + 1 : index + _REACH]
    return any(_WAY.search(block.text) for block in following if len(block.text) <= 120)


def _candidate(page: Document, anchor: Anchor, *, called: bool, slug: bool) -> Candidate:
    score = 0.97 if called and slug else 0.88 if slug else 0.75 if called else 0.6
    if "#" in anchor.url:
        score -= 0.12
    text, href = anchor.text, anchor.href
    shown = called and text in page.text
    evidence = Evidence(page.url, text, "text") if shown else Evidence(page.url, href, "link")
    frame = page.region_of(anchor.element) in ("nav", "header", "footer")
    return Candidate(
        KIND, anchor.url, score if frame else score - 0.08, evidence, clues={"frame": frame, "heading": False}
    )


def _rank(fact: Fact, seen: Sequence[Candidate]) -> float:
    links = [c for c in seen if key(str(c.value)) == key(str(fact.value))]
    pages = len({c.evidence.url for c in links})
    return max(c.score for c in links) + min(pages, 10) * 0.01


@lru_cache(maxsize=4096)
def _is_called_contact(text: str) -> bool:
    return len(text) <= _LONGEST_LABEL and bool(_called().match(text.strip(" ›»→>!.:·•|-")))


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"{either('contactpage', 'words')}(?:\s\w{{1,12}})?$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _is_called_place(text: str) -> bool:
    """Whether a link is called after where the business is: the next best thing where nothing is called contact."""
    return text.strip(" ›»→>!.:·•|-").lower() in vocabulary("contactpage", "places")


@lru_cache(maxsize=4096)
def _leads_to_contact(url: str) -> bool:
    """Whether the last part of the path, or the fragment, is a name for contact."""
    parts = urlsplit(url)
    names = [re.sub(r"\.\w{1,5}$", "", unquote(parts.path).rstrip("/").rpartition("/")[2]), parts.fragment]
    return any(re.sub(r"[_\s-]+", "-", name.lower()) in _slugs() for name in names if name)


@cache
def _slugs() -> frozenset[str]:
    return frozenset(slug.replace("_", "-") for slug in listed("contactpage", "slugs"))


def _is_own(url: str, page: Document) -> bool:
    return url.startswith(("http://", "https://")) and kinship.is_own(url, page.host)


def _is_section(page: Document, fragment: str) -> bool:
    named = re.fullmatch(r"[\w-]{1,60}", fragment)
    return named is not None and page.root.find(f".//*[@id='{fragment}']") is not None
