"""The newest year in a site's copyright line."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from precall.extract import rights
from precall.extract.merge import merge
from precall.extract.quoting import in_text
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Fact, Kind
from precall.site.document import Document
from precall.words.match import Spoken, either, fold, vocabulary

KIND: Kind = "copyright_year"

_REACH = 90  # characters between the sign and the year


def find(page: Document) -> Iterator[Candidate]:
    """Years near a copyright sign outside of articles, the footer's first."""
    for block in rights.blocks(page):
        sign = rights.SIGN.search(block.text)
        if sign is None or (block.region == "main" and len(block.text) > 300):
            continue
        start = max(0, sign.start() - 30)
        window = block.text[start : sign.end() + _REACH]
        since = vocabulary("founded", "since", page.spoken)
        years = [
            _newest(found)
            for found in _years(page.spoken).finditer(window)
            if _before(window, found) not in since
        ]
        if years:
            score = 0.95 if block.region == "footer" else 0.85
            evidence = in_text(page, block.text, start, min(len(block.text), sign.end() + _REACH))
            yield Candidate(KIND, max(years), score, evidence)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Years that are not in the future, the one on most pages first; several are kept side by side."""
    facts = merge(c for c in seen if isinstance(c.value, int) and 1990 <= c.value <= site.today.year)
    return sorted(facts, key=lambda fact: (-len(fact.evidence), -int(fact.value)))


@cache
def _years(spoken: Spoken) -> re.Pattern[str]:
    """A year, or the first and the last."""
    until = rf"(?:[-–—/]|{either('money', 'to', spoken)})"
    return re.compile(
        rf"(?<![\d./-])((?:19|20)\d\d)(?:\s{{0,2}}{until}\s{{0,2}}((?:19|20)?\d\d))?(?![\d.]\d)"
    )


def _before(text: str, year: re.Match[str]) -> str:
    """The word before a year: one for "since" tells when they began, not which year the page is of."""
    return fold(text[: year.start()].rstrip(" :").rpartition(" ")[2])


def _newest(match: re.Match[str]) -> int:
    first, second = match.group(1), match.group(2)
    if second is None:
        return int(first)
    return int(second) if len(second) == 4 else int(first[:2] + second)
