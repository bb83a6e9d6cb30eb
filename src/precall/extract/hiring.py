"""Whom they look for: job titles that are listed, or the words of a call for staff."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from lxml.etree import _Element

from precall.extract import wording
from precall.extract.merge import mark_unsure, merge
from precall.extract.price import monies
from precall.extract.roles import is_role_word
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Block, Document
from precall.site.text import clean

KIND: Kind = "hiring"

_MOST_CALL, _MOST_TITLE, _MOST_SENTENCE = 12, 12, 60  # words
_REACH = 14  # blocks below a call
_MOST_SOUGHT = 7
_MOST_CALLS = 2
_MOST_BESIDE = 2  # words of a line beside those that introduce jobs
_SURE = 0.7
_TOKEN = re.compile(r"[^\W\d_][\w.’'-]*(?:[:*/·]-?\w{1,7})?")
_MARKED = re.compile(
    r"\((?:m|w|f|h|d|v|x|i|gn|all genders|alle)(?:\s?[/|,]\s?[mwfhdvxi]){1,3}\)|\b[mhf]/[wfhv](?:/[dx])?\b"
    r"|[a-zß-ü]{3,40}(?:[:*/_·]-?in(?:nen)?|\(in\))\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"[.;!?]\s|[.;!?]$|,\s|\s[–—|]\s|\s\((?=[^()]{0,30}\d{4}\))"
    r"|\s(?:to|who|with|con|avec|mit|met|com|für|die|der|qui|pour|que|para|che|per|om|voor)\s",
    re.IGNORECASE,
)
_OURS = re.compile(r"\s(?:our|us|me)\s", re.IGNORECASE)
_GENERAL = re.compile(r"^(?:jobs?|careers?|team|staff)$", re.IGNORECASE)


def find(page: Document) -> Iterator[Candidate]:
    """Job titles in structured data, below calls for staff, inside sentences that seek somebody, on a careers page; else the calls."""
    yield from _structured(page)
    careers = page.kind == "careers" and _has(page, "apply")
    if not careers and not any(_has(page, name) for name in ("calls", "intros", "seeking")):
        return
    if _has(page, "none") or (page.kind != "careers" and _has(page, "topics")):
        return
    found: dict[str, Candidate] = {}
    for candidate in (*_below_calls(page), *(_on_careers_page(page) if careers else ())):
        found.setdefault(str(candidate.value).casefold(), candidate)
    yield from found.values() or list(_sought(page)) or _calls(page)


def _structured(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        if "jobposting" in item.types:
            title = item.text("title") or item.text("name")
            quote = item.quote(title) if item.source else title
            if quote and title in page.markup:
                yield _candidate(title, 0.9, Evidence(page.url, quote, item.where))


def _below_calls(page: Document) -> Iterator[Candidate]:
    """Titles in the blocks that a call's heading or line governs."""
    for block in _blocks_with(page, "calls", "intros"):
        if not (_is_call(block) or _is_introduction(block)):
            continue
        for below in page.blocks[block.index + 1 : block.index + _REACH]:
            if (block.level and below.level and below.level <= block.level) or below.region != block.region:
                break
            if page.kind != "careers" and _is_priced(page, below):
                continue
            for title in _titles_in(below):
                yield _candidate(title, 0.85, Evidence(page.url, title, "text"))


def _is_priced(page: Document, block: Block) -> bool:
    """Whether a line or a row names what something costs: a rate of theirs, nobody whom they look for."""
    beside = page.blocks[block.index + 1 : block.index + 2] if block.tag == "td" else ()
    return any(next(monies(b.text), None) is not None for b in (block, *beside))


def _titles_in(block: Block) -> Iterator[str]:
    """The block itself, its lines or what is set off in it, where that is a job title."""
    if _pattern("seeking").search(block.text.casefold()):
        return
    if is_job_title(block.text):
        yield block.text
        return
    parts = [*block.lines, *(clean("".join(map(str, e.itertext()))) for e in _set_off(block.element))]
    yield from (part for part in dict.fromkeys(parts) if is_job_title(part) and part in block.text)


def _set_off(element: _Element) -> Iterator[_Element]:
    yield from element.iter("strong", "b", "em", "a")


def is_job_title(text: str) -> bool:
    """Whether a short text names a job: it has a role word or an "(m/w/d)" and is no sentence."""
    tokens = _TOKEN.findall(text)
    if (
        not 1 <= len(tokens) <= _MOST_TITLE
        or len(text) > 100
        or text.endswith((".", "?", "!", ":"))
        or "@" in text
    ):
        return False
    if _MARKED.search(text):
        return True
    head = re.split(r"\s?[(,–—|]", text)[0]
    if _GENERAL.match(head) or _names_a_house(head):
        return False
    return _pattern("jobs").search(head.casefold()) is not None or any(
        is_role_word(token.lower()) for token in _TOKEN.findall(head)
    )


def _names_a_house(text: str) -> bool:
    """Whether a line ends as the names of houses do: "Teachers College", "National Employment Council"."""
    found = list(wording.pattern("organisation", "nouns").finditer(text))
    return bool(found) and found[-1].end() == len(text.rstrip()) and text[:1].isupper()


def _sought(page: Document) -> Iterator[Candidate]:
    """What follows "We are looking for a ..." up to the end of the phrase, where that is a job title."""
    for block in _blocks_with(page, "seeking"):
        if len(block.text.split()) > _MOST_SENTENCE:
            continue
        for match in _pattern("seeking").finditer(block.text.casefold()):
            if len(block.text.casefold()) != len(block.text):
                break
            if match.group() == "hiring" and _OURS.match(block.text, match.end()):
                continue  # customers hire them
            title = _after(block.text[match.end() :])
            if len(title.split()) <= _MOST_SOUGHT and is_job_title(title) and title in block.text:
                yield _candidate(title, 0.8, Evidence(page.url, title, "text"))


def _after(rest: str) -> str:
    rest = rest.lstrip(" :–-")
    while (article := _articles().match(rest)) is not None:
        rest = rest[article.end() :]
    ends = (
        m.start()
        for m in _END.finditer(rest)
        if rest.count("(", 0, m.start()) <= rest.count(")", 0, m.start())
    )
    return rest[: next(ends, len(rest))].strip(" .,;:!")


def _on_careers_page(page: Document) -> Iterator[Candidate]:
    for block in page.blocks:
        if block.region == "main" and block.level and is_job_title(block.text):
            yield _candidate(block.text, 0.8, Evidence(page.url, block.text, "text"))


def _calls(page: Document) -> Iterator[Candidate]:
    """The call's own words, where no job is named."""
    calls = [b for b in _blocks_with(page, "calls") if _is_call(b) and not b.text.endswith("?")]
    calls.sort(key=lambda block: (not block.level, block.index))
    for block in calls[:_MOST_CALLS]:
        score = 0.75 if block.level or page.kind == "careers" else 0.65
        yield _candidate(block.text, score, Evidence(page.url, block.text, "text"))


def _has(page: Document, name: str) -> bool:
    """Whether the page has a phrase of a list at all: plain look-ups before any pattern."""
    return bool(wording.present(page, wording.listed("hiring", name)))


def _blocks_with(page: Document, *names: str) -> list[Block]:
    """The blocks outside menus that have the letters of a phrase of some lists: the only ones worth a pattern."""
    phrases = [phrase for name in names for phrase in wording.present(page, wording.listed("hiring", name))]
    if not phrases:
        return []
    folded = ((block, block.text.casefold()) for block in page.blocks if block.region != "nav")
    return [block for block, text in folded if any(phrase in text for phrase in phrases)]


def _is_call(block: Block) -> bool:
    return (
        len(block.text.split()) <= _MOST_CALL and _pattern("calls").search(block.text.casefold()) is not None
    )


def _is_introduction(block: Block) -> bool:
    """Whether a line hardly says more than "Work with us" or "Wir suchen": no call by itself, but what follows may be a job."""
    folded = block.text.casefold()
    found = _pattern("intros").search(folded) if len(folded) <= 80 and block.tag != "button" else None
    beside = len(folded.split()) - len(found.group().split()) if found is not None else 0
    return found is not None and beside <= _MOST_BESIDE and not _names_a_house(block.text)


def _pattern(name: str) -> re.Pattern[str]:
    return wording.pattern("hiring", name)


@cache
def _articles() -> re.Pattern[str]:
    listed = wording.listed("hiring", "articles")
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))})(?:\s+|(?<='))", re.IGNORECASE)


def _candidate(value: str, score: float, evidence: Evidence) -> Candidate:
    return Candidate(KIND, value, score, evidence)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The job titles; the calls only where no title is named; nobody who works there already."""
    people = {str(fact.get("role") or "").casefold() for fact in site.facts("person")}
    titles = [c for c in seen if c.score >= 0.8 and str(c.value).casefold() not in people]
    return mark_unsure(merge(titles or [c for c in seen if c.score < 0.8]), below=_SURE)
