"""Opening hours as the site shows them: rows by day, grouped days, a sentence, structured data."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from precall import words
from precall.extract import digits, trust, voice
from precall.extract.merge import merge
from precall.extract.quoting import in_item, stretch, where_text_is
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind
from precall.site.document import Block, Document
from precall.site.structured import Item
from precall.site.text import clean
from precall.words.match import Phrases, Spoken, either, fold, listed, phrases

KIND: Kind = "hours"

_HOUR = re.compile(r"\d\s?[:.ahpujAHPUJ/–—-]")  # the last digit of an hour, and how a time goes on behind it
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST_ROW = 140
_LONGEST_SENTENCE = 220
_ROWS_APART = 2
_MOST = 6


@dataclass(slots=True)
class _Row:
    """One line of opening hours, made of one to three neighbouring lines of the page."""

    first: int
    last: int
    text: str
    block: Block


class _Week(NamedTuple):
    """The words for days and for being open in some languages."""

    days: re.Pattern[str]
    spans: Phrases
    closed: Phrases
    parts: Phrases
    beside: Phrases
    open: Phrases
    headings: Phrases
    events: Phrases
    months: Phrases
    month_with_day: re.Pattern[str]


@cache
def _week(spoken: Spoken) -> _Week:
    keys = ("spans", "closed", "parts", "beside", "open", "headings", "events", "months")
    said = {key: phrases("hours", key, spoken, behind_digits=key == "beside") for key in keys}
    return _Week(days=_days(spoken), month_with_day=_month_with_day(said["months"], spoken), **said)


def _month_with_day(months: Phrases, spoken: Spoken) -> re.Pattern[str]:
    names, joint = months.source, either("dates", "joiners", spoken)
    counted = rf"\d{{1,2}}(?:\.|{either('streets', 'ordinals', spoken)})?"
    return re.compile(rf"{counted}\s(?:{joint}\s)?{names}|{names}\s\d{{1,2}}(?!\w)")


def _days(spoken: Spoken) -> re.Pattern[str]:
    """The names of days; those of two or three letters only with a capital and beside a sign or a time.

    In small letters they are days where one leads to another ("pon.–pt.") or is abbreviated before a time ("sob. 9:00").
    """
    tables = (table for code, table in words.table("hours").items() if not spoken or code in spoken)
    names = list(dict.fromkeys(re.escape(name) for table in tables for day in table["days"] for name in day))
    long, short = ([n for n in names if (len(n) > 3) is is_long] for is_long in (True, False))
    capital = "|".join(dict.fromkeys(written for n in short for written in (n.capitalize(), n.upper())))
    small = "|".join(short)
    joints = "|".join(map(re.escape, listed("hours", "joints", spoken)))
    return re.compile(
        rf"(?<!\w)(?:(?i:{'|'.join(long)})|(?:{capital})"
        rf"(?=\.?\s{{0,2}}[-–—:&+,/.·|]|\.?\s{{1,2}}(?:\d|{joints})|\.?$)"
        rf"|(?:{small})(?=\.?\s?[-–—]\s?(?:{small})(?!\w)|\.\s?\d{{1,2}}[:.]\d\d))(?!\w)"
    )


def find(page: Document) -> Iterator[Candidate]:
    """The opening hours on one page, neighbouring rows as one."""
    lines = [(line, block) for block in page.blocks for line in block.lines]
    timed, week = _timed(page, lines), _week(page.spoken)
    taken: set[int] = set()
    closed = frozenset(block.index for block in page.blocks_with(week.closed))
    for group in _groups(list(_rows(lines, timed, week, closed))):
        candidate = _from_rows(page, lines, group, week)
        if candidate is not None:
            taken.update(index for row in group for index in range(row.first, row.last + 1))
            yield candidate
    yield from _sentences(page, lines, sorted(timed - taken), week)
    for item in page.items:
        yield from _structured(page, item)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The hours as shown, each wording once; structured data only where the pages show none."""
    shown = [c for c in seen if c.evidence.where not in ("json-ld", "microdata", "meta")]
    trusted = [c for c in shown if c.score * site.share(c) >= 0.5]
    facts = merge(trusted or [c for c in seen if c not in shown], key=_key)
    return _distinct(facts)[:_MOST]


def _timed(page: Document, lines: Sequence[tuple[str, Block]]) -> set[int]:
    """Which lines tell a time of day."""
    numbered = digits.places(page)
    return {at for at, (line, block) in enumerate(lines) if block.index in numbered and _holds_time(line)}


def _holds_time(line: str) -> bool:
    hour = _HOUR.search(line)
    return hour is not None and _time().search(line, max(0, hour.start() - 1)) is not None


@cache
def _time() -> re.Pattern[str]:
    """A time of day. What stands behind an hour is the same in many languages, and stands on pages of others."""
    return re.compile(
        rf"(?<![\d.,])(?:[01]?\d|2[0-4])(?:\s?[:.h]\s?[0-5]\d|(?=\s?{either('dates', 'clock')}(?!\w)))(?!\d)|(?<![\d.,])(?:[01]?\d|2[0-4])\s?[-–—]\s?(?:[01]?\d|2[0-4])(?![\d.,])"
        r"|\b(?:2[04]|24\s?h?)\s?/\s?7\b|\b7\s?j?\s?/\s?7\b",
        re.IGNORECASE,
    )


def _rows(
    lines: Sequence[tuple[str, Block]], timed: set[int], week: _Week, closed: AbstractSet[int]
) -> Iterator[_Row]:
    index = 0
    last: _Row | None = None
    telling = {at for at in timed if len(lines[at][0]) <= _LONGEST_ROW}
    if closed:
        telling |= {
            at
            for at, (line, block) in enumerate(lines)
            if block.index in closed and len(line) <= _LONGEST_ROW and week.closed.stand_in(line)
        }
    while telling and index < len(lines):
        line, block = lines[index]
        near = index in telling or (index + 1 in telling and len(line) <= _LONGEST_ROW)
        row = _row_at(lines, index, week) if near and _names_days(line, week) else None
        if row is None and last is not None and _carries_on(line, block, last, week):
            row = _Row(index, index, line, block)
        if row is not None:
            yield row
            index = row.last
        last = row
        index += 1


def _carries_on(line: str, block: Block, last: _Row, week: _Week) -> bool:
    """Whether a line right below a row goes on: "Sunday: emergencies only", "and by appointment"."""
    return (
        len(line) <= 45
        and block.index - last.block.index <= 1
        and (week.days.match(line) is not None or (not _DIGIT.search(line) and week.closed.stand_in(line)))
        and not _is_dated(line, week)
    )


def _row_at(lines: Sequence[tuple[str, Block]], index: int, week: _Week) -> _Row | None:
    """A line that names days, with the times on it or on the next lines."""
    line, block = lines[index]
    if _is_dated(line, week):
        return None
    if _tells_time(line, week):
        last = _with_further_times(lines, index, week)
        return _Row(index, last, " ".join(text for text, _ in lines[index : last + 1]), block)
    if len(line) > 60:
        return None
    following = index + 1
    if following < len(lines):
        text, below = lines[following]
        near = below.index - block.index <= _ROWS_APART and len(text) <= 60
        if near and _tells_time(text, week) and not _names_days(text, week):
            last = _with_further_times(lines, following, week)
            return _Row(index, last, " ".join(part for part, _ in lines[index : last + 1]), block)
    return None


def _with_further_times(lines: Sequence[tuple[str, Block]], index: int, week: _Week) -> int:
    """The last of the lines that only carry on with times: a break at noon, "and 14:00 - 18:00"."""
    last = index
    while last + 1 < len(lines) and last - index < 4:
        text, block = lines[last + 1]
        bare = _NO_LETTERS.sub("", week.beside.without(week.parts.without(text)))
        if bare or not _time().search(text) or block.index - lines[last][1].index > 1:
            break
        last += 1
    return last


def _groups(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    group: list[_Row] = []
    for row in rows:
        if group and row.first - group[-1].last > _ROWS_APART:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _from_rows(
    page: Document, lines: Sequence[tuple[str, Block]], group: list[_Row], week: _Week
) -> Candidate | None:
    before = " ".join(line for line, _ in lines[max(0, group[0].first - 2) : group[0].first])
    text = "; ".join(row.text for row in group)
    whole = f"{before} {text}"
    announced = week.open.stand_in(whole) or _is_headed(lines, group[0].first, week)
    if week.events.stand_in(whole) and not announced:
        return None
    if len(group) == 1 and not announced and not _is_bare(group[0].text, week):
        return None
    score = 0.92 if announced else 0.85 if len(group) > 1 else 0.75
    quote = stretch(
        " ".join(line for line, _ in lines[group[0].first : group[-1].last + 1]), 0, 1, longest=400
    )
    whose = voice.of(page).at(group[0].block, group[0].text).voice
    return Candidate(KIND, text, score, Evidence(page.url, quote, where_text_is(page)), voice=whose)


def _is_headed(lines: Sequence[tuple[str, Block]], first: int, week: _Week) -> bool:
    above = lines[first - 1][0] if first else ""
    return len(above) <= 30 and week.headings.stand_in(above)


def _is_bare(row: str, week: _Week) -> bool:
    """Whether a row has little besides days, times and signs."""
    rest = week.closed.without(week.spans.without(_time().sub(" ", week.days.sub(" ", row))))
    return len(re.findall(r"[^\W\d_]{4,}", rest)) <= 1


def _sentences(
    page: Document, lines: Sequence[tuple[str, Block]], timed: Sequence[int], week: _Week
) -> Iterator[Candidate]:
    for line, block in (lines[at] for at in timed):
        for sentence in re.split(r"(?<=[\w][\w][.!?]) (?=[^\W\d_a-z])", line):
            if _is_sentence_of_hours(sentence, week) and trust.trusts(page, KIND, block, sentence):
                evidence = Evidence(page.url, stretch(sentence, 0, 1, longest=260), where_text_is(page))
                yield Candidate(KIND, sentence, 0.75, evidence)


def _is_sentence_of_hours(sentence: str, week: _Week) -> bool:
    return (
        len(sentence) <= _LONGEST_SENTENCE
        and _holds_time(sentence)
        and week.open.stand_in(sentence)
        and not _is_dated(sentence, week)
        and not week.events.stand_in(sentence)
    )


def _structured(page: Document, item: Item) -> Iterator[Candidate]:
    plain = [clean(value) for value in item.all("openingHours") if isinstance(value, str) and value.strip()]
    rows = [row for value in item.all("openingHoursSpecification") if (row := _specified(value))]
    opens = (v.get("opens") for v in item.all("openingHoursSpecification") if isinstance(v, dict))
    for texts, proof in ((plain, plain[:1]), (rows, [str(time) for time in opens if time][:1])):
        evidence = in_item(page, item, proof[0]) if texts and proof else None
        if evidence is not None:
            yield Candidate(KIND, "; ".join(texts), 0.7, evidence)


def _specified(value: Any) -> str:
    if not isinstance(value, dict) or not value.get("opens") or not value.get("closes"):
        return ""
    days = value.get("dayOfWeek") or []
    named = days if isinstance(days, list) else [days]
    short = ", ".join(re.split(r"[/#]", day)[-1] for day in named if isinstance(day, str))
    return clean(f"{short} {value['opens']} - {value['closes']}") if short else ""


def _names_days(line: str, week: _Week) -> bool:
    return bool(week.days.search(line)) or week.spans.stand_in(line)


def _tells_time(line: str, week: _Week) -> bool:
    return _holds_time(line) or week.closed.stand_in(line)


def _is_dated(line: str, week: _Week) -> bool:
    """Whether a line is about a date rather than a week."""
    if _YEAR.search(line):
        return True
    return week.months.stand_in(line) and week.month_with_day.search(fold(line)) is not None


def _key(candidate: Candidate) -> str:
    return re.sub(r"[\W_]+", " ", str(candidate.value).casefold()).strip()


def _distinct(facts: list[Fact]) -> list[Fact]:
    """The facts without those whose words all stand in a fuller one."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda f: -len(str(f.value))):
        told = set(_words(fact))
        if not any(told <= set(_words(other)) for other in kept):
            kept.append(fact)
    return sorted(kept, key=lambda f: -f.confidence)


def _words(fact: Fact) -> list[str]:
    return re.findall(r"\w+", str(fact.value).casefold())
