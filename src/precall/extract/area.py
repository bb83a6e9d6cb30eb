"""Where the business serves its clients: towns and regions that it names as its area."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from precall.extract import trust
from precall.extract.merge import mark_unsure, merge
from precall.extract.quoting import in_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Document
from precall.words.letters import SMALL
from precall.words.match import Spoken, either, phrases

KIND: Kind = "area"

_NAME = rf"(?:[^\W\d_{SMALL}][\w.'’-]{{1,24}})"
_BEHIND = re.compile(r"\s?:?\s")
_LONGEST = 120
_LEAST = 3
_SURE_ENOUGH = 0.7
_MOST = 8


def find(page: Document) -> Iterator[Candidate]:
    """Places named after words such as "serving", "based in", "Einsatzgebiet"."""
    for item in page.items:
        for name in item.all("areaServed"):
            text = name if isinstance(name, str) else name.get("name") if isinstance(name, dict) else None
            if isinstance(text, str) and _LEAST <= len(text) <= _LONGEST and (quote := item.quote(text)):
                yield Candidate(KIND, text, 0.7, Evidence(page.url, quote, item.where))
    leads = phrases("area", "lead", page.spoken)
    for block in page.blocks_with(leads):
        if len(block.text) > 600 or not trust.trusts(page, KIND, block):
            continue
        for lead in leads.each(block.text):
            behind = _BEHIND.match(block.text, lead.end())
            named = _area(page.spoken).match(block.text, behind.end()) if behind else None
            value = _without_since(named.group()[:_LONGEST]).strip(" ,&/") if named else ""
            if named and len(value) >= _LEAST:
                score = 0.75 if block.region in ("footer", "header") or block.level else 0.65
                yield Candidate(KIND, value, score, in_text(page, block.text, lead.start(), named.end()))


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """One fact a place."""
    return mark_unsure(merge(seen)[:_MOST], below=_SURE_ENOUGH)


def _without_since(text: str) -> str:
    """The places alone, where a headline in capitals goes on: "Southern Cornwall Since 1994"."""
    since = phrases("founded", "since").first(text)
    return text[: since.start()] if since else text


@cache
def _area(spoken: Spoken) -> re.Pattern[str]:
    """Names with a capital, joined by commas or small words."""
    link = rf"(?:\s(?:{either('area', 'joints', spoken)}|&)|,|\s[/·&]|\s?/)"
    return re.compile(
        rf"(?:{either('area', 'articles', spoken)}\s|l')?(?:(?i:{either('area', 'greater', spoken)})\s?)?{_NAME}(?:{link}{{0,2}}\s{_NAME}){{0,9}}"
    )
