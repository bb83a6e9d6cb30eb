"""What does a line of criteria.toml or offer.toml ask for: words that stand on a site, or conditions over its facts?

The same lines count in both files:

    "shopify | woocommerce"              words, as they stand in their tools, facts and pages; | parts several ways to say it
    "country is DE"                      a condition, in plain words: also "hires", "uses shopify", "has prices", "has no prices",
                                         "newest content under a year", "offer >= 4", "person < 10"
    { name = "Sells to schools", words = ["school", "schools"], when = ["country is DE"] }      both, under a name
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from precall.compose import conditions
from precall.compose.conditions import BESIDE, OWN, Condition
from precall.compose.strict_table import Table, read_toml
from precall.model.kinds import KINDS, ROWS
from precall.toml_file import parsed, shown

FILE = "criteria.toml"

_USES = re.compile(r"uses (?P<tool>[\w. -]{1,40})")
_HAS = re.compile(r"has (?P<no>no )?(?P<kind>[a-z_ ]{1,24})")
_NEWEST = re.compile(
    r"newest (?:content|date|news|post) (?:under|within|less than|in the last) (?P<number>an?|\d{1,4})? ?(?P<unit>day|week|month|year)s?(?: old)?"
)
_HIRES = {"hires": "hiring", "is hiring": "hiring", "does not hire": "no hiring"}
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 365}
_LIKE_A_CONDITION = re.compile(r"(?:is|has|uses) .+|.*[<>=].*|\S+ (?:is|says) .+|.* within \d+ days")


class Criterion(NamedTuple):
    """One thing to look for: all of `when` hold and, where there are `words`, one of them stands on the site."""

    name: str
    words: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


def criteria(top: Table, key: str, *, only_words: bool = False) -> tuple[Criterion, ...]:
    """The lines of one list of a file; with `only_words` a text is never a condition. TemplateError names the line."""
    lines = enumerate(top.take(key, list, []), 1)
    return tuple(_criterion(top, key, number, entry, only_words=only_words) for number, entry in lines)


def load(path: Path) -> tuple[Criterion, ...]:
    """What a good prospect is, by criteria.toml; Unreadable or TemplateError names the file, the line and what to write."""
    return read(path)[1]


def read(path: Path) -> tuple[str, tuple[Criterion, ...]]:
    """The text of such a file, too."""
    text, top = read_toml(path)
    return text, _good(top)


def of_text(text: str) -> tuple[Criterion, ...]:
    """The criteria in the text of such a file, as it was read before."""
    return _good(Table(FILE, FILE, parsed(text)))


def _good(top: Table) -> tuple[Criterion, ...]:
    top.only("good")
    found = criteria(top, "good")
    if not found:
        raise top.wrong("good", 'it is empty; write e.g. good = ["country is DE", "has prices"]')
    top.bounded("good", sum(len(criterion.words) for criterion in found))
    return found


def plain_condition(text: str) -> Condition:
    """The condition that a rep's words mean; ValueError tells them what is wrong with it."""
    said = " ".join(text.casefold().split())
    condition = conditions.parse(_HIRES.get(said) or _as_condition(said) or text)
    if condition.about in BESIDE:
        raise ValueError(
            f"{condition.about!r} in {shown(text)} is yours, not the site's; criteria ask about the site"
        )
    return condition


def _as_condition(said: str) -> str:
    if tool := _USES.fullmatch(said):
        return f"tech is {re.sub(r'[ .]+', '-', tool['tool'])}"
    if newest := _NEWEST.fullmatch(said):
        number = int(newest["number"]) if (newest["number"] or "a").isdigit() else 1
        return f"latest_date within {min(9999, number * _DAYS[newest['unit']])} days"
    if has := _HAS.fullmatch(said):
        return f"{has['no'] or ''}{_kind(has['kind'])}"
    return ""


def _kind(word: str) -> str:
    """The kind that a word names, in the singular or the plural."""
    name = word.strip().replace(" ", "_")
    forms = (
        name,
        name.removesuffix("s"),
        name.removesuffix("es"),
        f"{name.removesuffix('ies')}y",
        _called().get(name, ""),
    )
    return next((form for form in forms if form in KINDS), name)


@cache
def _called() -> Mapping[str, str]:
    return {name: row.kind for row in ROWS.values() for name in row.called}


def _criterion(top: Table, key: str, number: int, entry: object, *, only_words: bool) -> Criterion:
    place = f"{key} {number}"
    if isinstance(entry, str):
        top.short(key, entry)
        return _line(top, place, " ".join(entry.split()), only_words=only_words)
    if not isinstance(entry, Mapping):
        raise top.wrong(
            place,
            f'{shown(entry)} is neither a text in quotes nor a table; write e.g. {key} = ["has prices"]',
        )
    table = Table(place, f"{top.place}, {place}", entry)
    table.only("name", "words", "when")
    words, when = table.texts("words"), table.parsed("when", plain_condition)
    if not words and not when:
        raise table.wrong("words", "it says neither words to look for nor when")
    return Criterion(table.needed("name"), words, when)


def _line(top: Table, place: str, line: str, *, only_words: bool) -> Criterion:
    try:
        if not only_words:
            return Criterion(line, when=(plain_condition(line),))
    except ValueError as error:
        if line in OWN or _LIKE_A_CONDITION.fullmatch(line.casefold()):
            raise top.wrong(place, str(error)) from error
    words = tuple(word for part in line.split("|") if (word := part.strip()))
    if not words:
        raise top.wrong(place, "it is empty; write what to look for")
    return Criterion(words[0], words)
