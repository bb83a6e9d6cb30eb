"""Whom they look for: job titles that are listed, or the words of a call for staff."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from lxml.etree import _Element

from precall.extract import names, speech
from precall.extract.merge import merge
from precall.extract.price import monies
from precall.extract.quoting import in_item
from precall.extract.roles import is_role_word
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Block, Document
from precall.site.text import clean
from precall.words.letters import SMALL
from precall.words.match import ALL, Phrases, Spoken, either, phrases

KIND: Kind = "hiring"

_MOST_CALL, _MOST_TITLE, _MOST_SENTENCE = 12, 12, 60  # words
_REACH = 14  # blocks below a call
_MOST_SOUGHT = 7
_MOST_CALLS = 2
_MOST_BESIDE = 2  # words of a line beside those that introduce jobs
_SURE = 0.9  # of structured data; what pages say is right in two of three on sites that nobody had looked at
_A_NAME = 0.5  # how sure a line is a person's name
_PHONE = re.compile(r"\d[\d ()./-]{5,}\d")
_TOKEN = re.compile(r"[^\W\d_][\w.’'-]*(?:[:*/·]-?\w{1,7})?")
_END = re.compile(r"[.;!?]\s|[.;!?]$|,\s|\s[–—|]\s|\s\((?=[^()]{0,30}\d{4}\))")


def find(page: Document) -> Iterator[Candidate]:
    """Job titles in structured data, below calls for staff, inside sentences that seek somebody, on a careers page; else the calls."""
    yield from _structured(page)
    careers = page.kind == "careers" and _has(page, "apply")
    if not careers and not any(_has(page, name) for name in ("calls", "intros", "seeking")):
        return
    if page.kind != "careers" and _has(page, "topics"):
        return
    if _has(page, "none"):  # or only says what holds where none is
        yield from _calls(page) if careers and _has(page, "sure_calls") else ()
        return
    found: dict[str, Candidate] = {}
    for candidate in (*_below_calls(page), *(_on_careers_page(page) if careers else ())):
        found.setdefault(str(candidate.value).casefold(), candidate)
    yield from found.values() or list(_sought(page)) or _calls(page)


def _structured(page: Document) -> Iterator[Candidate]:
    for item in page.items:
        if "jobposting" in item.types:
            title = item.text("title") or item.text("name")
            evidence = in_item(page, item, title)
            if evidence is not None:
                yield _candidate(title, 0.9, evidence)


def _below_calls(page: Document) -> Iterator[Candidate]:
    """Titles in the blocks that a call's heading or line governs."""
    for block in _blocks_with(page, "calls", "intros"):
        if not (_is_call(page, block) or _is_introduction(page, block)) or _leads_away(page, block):
            continue
        for below in page.blocks[block.index + 1 : block.index + _REACH]:
            if (block.level and below.level and below.level <= block.level) or below.region != block.region:
                break
            if page.kind != "careers" and _is_priced(page, below):
                continue
            above = page.blocks[below.index - 1].text if below.index > block.index + 1 else ""
            for title in _titles_in(page, below, above):
                sure = page.kind == "careers" or _marked().search(title)
                yield _candidate(title, 0.85 if sure else 0.8, Evidence(page.url, title, "text"))


def _leads_away(page: Document, block: Block) -> bool:
    """Whether a line is a link and nothing else, and does not say itself that they hire: an entry of a menu, whatever stands below it."""
    if block.level or _listed(page, "sure_calls").stand_in(block.text):
        return False
    return any(page.text_of(link) == block.text for link in block.element.iter("a"))


def _is_priced(page: Document, block: Block) -> bool:
    """Whether a line or a row names what something costs: a rate of theirs, nobody whom they look for."""
    beside = page.blocks[block.index + 1 : block.index + 2] if block.tag == "td" else ()
    return any(next(monies(b.text), None) is not None for b in (block, *beside))


def _titles_in(page: Document, block: Block, above: str) -> Iterator[str]:
    """The block itself, its lines or what is set off in it, where that is a job title and no name stands right above."""
    if _listed(page, "seeking").stand_in(block.text):
        return
    parts = [clean("".join(map(str, e.itertext()))) for e in _set_off(block.element)]
    glued = [part for part in parts if part != block.text and block.text.endswith(part)]
    lines = [line for before, line in pairwise((above, *block.lines)) if not _is_a_name(before)]
    titles = glued or ([block.text] if is_job_title(block.text, page.spoken) and lines else [*lines, *parts])
    yield from (
        title for title in dict.fromkeys(titles) if is_job_title(title, page.spoken) and title in block.text
    )


@cache
def _marked() -> re.Pattern[str]:
    """A title's sign that anybody is meant: "(m/w/d)", "F/H", "Sachbearbeiter:in"."""
    men, women, others = (either("hiring", name) for name in ("men", "women", "others"))
    anybody, endings = f"(?:{men}|{women}|{others})", either("hiring", "also_women")
    return re.compile(
        rf"\({anybody}(?:\s?[/|,]\s?{anybody}){{1,3}}\)|\b(?:{men}/{women}|{women}/{men})(?:/{others})?\b"
        rf"|[{SMALL}]{{3,40}}(?:[:*/_·]-?{endings}|\({endings}\))(?!\w)",
        re.IGNORECASE,
    )


def _is_a_name(text: str) -> bool:
    name = names.read(text) if text else None
    return name is not None and not name.alone and name.sure >= _A_NAME


def _set_off(element: _Element) -> Iterator[_Element]:
    yield from element.iter("strong", "b", "em", "a")


def is_job_title(text: str, spoken: Spoken = ALL) -> bool:
    """Whether a short text names a job: it has a role word or an "(m/w/d)" and is no sentence."""
    tokens = _TOKEN.findall(text)
    if (
        not 1 <= len(tokens) <= _MOST_TITLE
        or text.endswith((".", "?", "!", ":"))
        or "@" in text
        or _PHONE.search(text)
    ):
        return False
    if _marked().search(text):
        return True
    if any(phrases("speech", name, spoken).stand_in(text) for name in ("we", "negations")):
        return False
    head = re.split(r"\s?[(,–—|]", text)[0]
    if phrases("hiring", "general", spoken).is_whole(head) or _names_a_house(head):
        return False
    return phrases("hiring", "jobs", spoken).stand_in(head) or any(
        is_role_word(token.lower(), spoken) for token in _TOKEN.findall(head)
    )


def _names_a_house(text: str) -> bool:
    """Whether a line ends as the names of houses do: "Teachers College", "National Employment Council"."""
    found = list(phrases("organisation", "nouns").each(text))
    return bool(found) and found[-1].end() == len(text.rstrip()) and text[:1].isupper()


def _sought(page: Document) -> Iterator[Candidate]:
    """What follows "We are looking for a ..." up to the end of the phrase, where that is a job title."""
    for block in _blocks_with(page, "seeking"):
        if len(block.text.split()) > _MOST_SENTENCE:
            continue
        for match in _listed(page, "seeking").each(block.text):
            if speech.is_negated(block.text, match.start(), page.spoken):
                continue
            title = _after(block.text[match.end() :], page)
            if (
                len(title.split()) <= _MOST_SOUGHT
                and is_job_title(title, page.spoken)
                and title in block.text
            ):
                yield _candidate(title, 0.85, Evidence(page.url, title, "text"))


def _after(rest: str, page: Document) -> str:
    """What follows without its articles, up to the first word or sign that begins something else."""
    rest = rest.lstrip(" :–-")
    while article := _listed(page, "articles").starts(rest):
        rest = rest[article.end() :].lstrip()
    signs = (match.start() for match in _END.finditer(rest))
    words = (place.start() for place in _listed(page, "stops").each(rest))
    return rest[: min((*signs, *words), default=len(rest))].strip(" .,;:!")


def _on_careers_page(page: Document) -> Iterator[Candidate]:
    for block in page.blocks:
        if block.region == "main" and block.level and is_job_title(block.text, page.spoken):
            yield _candidate(block.text, 0.85, Evidence(page.url, block.text, "text"))


def _calls(page: Document) -> Iterator[Candidate]:
    """The call's own words, where no job is named."""
    careers = page.kind == "careers"
    calls = [b for b in _blocks_with(page, "calls") if _is_call(page, b) and not _leads_away(page, b)]
    calls = calls or [
        b for b in _blocks_with(page, "intros") if careers and b.level and _is_introduction(page, b)
    ]
    calls.sort(key=lambda block: (not block.level, block.index))
    for block in calls[:_MOST_CALLS]:
        score = 0.75 if block.level or careers else 0.65
        yield _candidate(block.text, score, Evidence(page.url, block.text, "text"))


def _listed(page: Document, name: str) -> Phrases:
    return phrases("hiring", name, page.spoken)


def _has(page: Document, name: str) -> bool:
    """Whether the page has a phrase of a list at all."""
    return bool(page.blocks_with(_listed(page, name)))


def _blocks_with(page: Document, *names: str) -> list[Block]:
    """The blocks outside menus that have a phrase of some lists."""
    found = page.blocks_with(*(_listed(page, name) for name in names))
    return [block for block in found if block.region != "nav"]


def _is_call(page: Document, block: Block) -> bool:
    return len(block.text.split()) <= _MOST_CALL and _listed(page, "calls").stand_in(block.text)


def _is_introduction(page: Document, block: Block) -> bool:
    """Whether a line hardly says more than "Work with us" or "Wir suchen": no call by itself, but what follows may be a job."""
    short = len(block.text) <= 80 and block.tag != "button"
    found = _listed(page, "intros").first(block.text) if short else None
    beside = len(block.text.split()) - len(found.group().split()) if found is not None else 0
    return found is not None and beside <= _MOST_BESIDE and not _names_a_house(block.text)


def _candidate(value: str, score: float, evidence: Evidence) -> Candidate:
    return Candidate(KIND, value, score, evidence)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The job titles, to be checked but for those of structured data; the calls only where no title is named."""
    facts = merge([c for c in seen if c.score >= 0.8] or seen)
    sure = {str(c.value).casefold() for c in seen if c.score >= _SURE}
    return [fact if str(fact.value).casefold() in sure else replace(fact, check=True) for fact in facts]
