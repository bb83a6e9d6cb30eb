"""Opening hours as the site shows them: rows by day, grouped days, a sentence, structured data."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from precall import words
from precall.extract import digits, trust, voice, wording
from precall.extract.merge import mark_unsure, merge
from precall.extract.quoting import in_item, stretch, where_text_is
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.model.page import PageKind
from precall.site.document import Block, Document
from precall.site.structured import Item
from precall.site.text import clean

KIND: Kind = "hours"

_TIME = re.compile(
    r"(?<![\d.,])(?:[01]?\d|2[0-4])(?:\s?[:.h]\s?[0-5]\d|(?=\s?(?:[ap]\.?m\b|uhr\b|h\b|u\b|uur\b)))(?!\d)|(?<![\d.,])(?:[01]?\d|2[0-4])\s?[-–—]\s?(?:[01]?\d|2[0-4])(?![\d.,])"
    r"|\b(?:2[04]|24\s?h?)\s?/\s?7\b|\b7\s?j?\s?/\s?7\b",
    re.IGNORECASE,
)
_HOUR = re.compile(r"\d\s?[:.ahpujAHPUJ/–—-]")  # the last digit of an hour, and how a time goes on behind it
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONEY = re.compile(r"[€$£₹]\s?\d|\d\s?[€$£₹]|\b(?:CHF|EUR|USD)\b")
_LONGEST_ROW = 140
_LONGEST_SENTENCE = 220
_ROWS_APART = 2
_SURE_ENOUGH = 0.7
_MOST = 6
_SHORT = 50  # characters of a line that says "by appointment only"
_BY_APPOINTMENT = 0.7
_AT_HOME: frozenset[PageKind] = frozenset({"home", "contact", "about", "other", "pricing"})
_SCHEDULE_ROWS = 16


@dataclass(slots=True)
class _Row:
    """One line of opening hours, made of one to three neighbouring lines of the page."""

    first: int
    last: int
    text: str
    block: Block


def find(page: Document) -> Iterator[Candidate]:
    """The opening hours on one page, neighbouring rows as one."""
    lines = [(line, block) for block in page.blocks for line in block.lines]
    timed = _timed(page, lines)
    taken: set[int] = set()
    for group in _groups(list(_rows(lines, timed, _closed_on(page)))):
        candidate = _from_rows(page, lines, group)
        if candidate is not None:
            taken.update(index for row in group for index in range(row.first, row.last + 1))
            yield candidate
    yield from _sentences(page, lines, sorted(timed - taken))
    yield from _by_appointment(page)
    for item in page.items:
        yield from _structured(page, item)


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """The hours as shown, each wording once; structured data only where the pages show none."""
    shown = [c for c in seen if c.evidence.where not in ("json-ld", "microdata", "meta")]
    trusted = [c for c in shown if c.score * site.share(c) >= 0.5]
    told = [c for c in trusted if c.clues["rows"]]
    facts = merge(told or trusted or [c for c in seen if c not in shown], key=_key)
    return mark_unsure(_distinct(facts)[:_MOST], below=_SURE_ENOUGH)


def _timed(page: Document, lines: Sequence[tuple[str, Block]]) -> set[int]:
    """Which lines tell a time of day."""
    numbered = digits.places(page)
    return {at for at, (line, block) in enumerate(lines) if block.index in numbered and _holds_time(line)}


def _holds_time(line: str) -> bool:
    hour = _HOUR.search(line)
    return hour is not None and _TIME.search(line, max(0, hour.start() - 1)) is not None


def _closed_on(page: Document) -> re.Pattern[str] | None:
    """A pattern for those words for closed that the page has at all."""
    found = wording.present(page, wording.listed("hours", "closed"))
    return wording.whole_words(found) if found else None


def _rows(
    lines: Sequence[tuple[str, Block]], timed: set[int], closed: re.Pattern[str] | None
) -> Iterator[_Row]:
    index = 0
    last: _Row | None = None
    telling = {at for at in timed if len(lines[at][0]) <= _LONGEST_ROW}
    if closed is not None:
        telling |= {
            at for at, (line, _) in enumerate(lines) if len(line) <= _LONGEST_ROW and closed.search(line)
        }
    while telling and index < len(lines):
        line, block = lines[index]
        near = index in telling or (index + 1 in telling and len(line) <= _LONGEST_ROW)
        row = _row_at(lines, index, line, block) if near and _names_days(line) else None
        if row is None and last is not None and index == last.last + 1 and _carries_on(line, block, last):
            row = _Row(index, index, line, block)
        if row is not None:
            yield row
            index = row.last
        last = row
        index += 1


def _carries_on(line: str, block: Block, last: _Row) -> bool:
    """Whether a line right below a row names a day and something else for it: "Sunday: emergencies only"."""
    return (
        len(line) <= 45
        and block.index - last.block.index <= 1
        and bool(_days().match(line))
        and not _is_dated(line)
    )


def _row_at(lines: Sequence[tuple[str, Block]], index: int, line: str, block: Block) -> _Row | None:
    """A line that names days, with the times on it or on the next lines."""
    if _is_dated(line):
        return None
    if _tells_time(line):
        last = _with_further_times(lines, index)
        return _Row(index, last, " ".join(text for text, _ in lines[index : last + 1]), block)
    if len(line) > 60:
        return None
    following = index + 1
    if following < len(lines):
        text, below = lines[following]
        if (
            below.index - block.index <= _ROWS_APART
            and len(text) <= 60
            and _tells_time(text)
            and not _names_days(text)
        ):
            last = _with_further_times(lines, following)
            return _Row(index, last, " ".join(part for part, _ in lines[index : last + 1]), block)
    return None


def _with_further_times(lines: Sequence[tuple[str, Block]], index: int) -> int:
    """The last of the lines that only carry on with times: a break at noon, "and 14:00 - 18:00"."""
    last = index
    while last + 1 < len(lines) and last - index < 4:
        following = last + 1
        if _is_part_of_day(lines[following][0]) and following + 1 < len(lines):
            following += 1
        text, block = lines[following]
        bare = re.sub(
            r"[\W\d_]+|\b(?:am|pm|uhr|uur|h|und|and|et|y|e|en|to|bis|à|a|tot|noon)\b",
            "",
            wording.pattern("hours", "parts").sub(" ", text),
            flags=re.IGNORECASE,
        )
        far = block.index - lines[last][1].index > following - last
        if bare or not _TIME.search(text) or len(text) > 40 or far:
            break
        last = following
    return last


def _is_part_of_day(line: str) -> bool:
    """Whether a line says no more than "Afternoon": the name of a row whose day stands above."""
    return len(line) <= 16 and wording.pattern("hours", "parts").fullmatch(line.strip(" :.")) is not None


def _groups(rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    group: list[_Row] = []
    for row in rows:
        if group and row.first - group[-1].last > _ROWS_APART:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _from_rows(page: Document, lines: Sequence[tuple[str, Block]], group: list[_Row]) -> Candidate | None:
    if len(group) > _SCHEDULE_ROWS:
        return None
    before = " ".join(line for line, _ in lines[max(0, group[0].first - 2) : group[0].first])
    text = "; ".join(row.text for row in group)
    whole = f"{before} {text}"
    announced = bool(wording.pattern("hours", "open").search(whole)) or _is_headed(lines, group[0].first)
    if wording.pattern("hours", "events").search(whole) and not announced:
        return None
    if len(group) == 1 and not announced and not _is_bare(group[0].text):
        return None
    score = 0.92 if announced else 0.85 if len(group) > 1 else 0.75
    quote = stretch(
        " ".join(line for line, _ in lines[group[0].first : group[-1].last + 1]), 0, 1, longest=400
    )
    clues: dict[str, Scalar] = {"rows": len(group)}
    whose = voice.of(page).at(group[0].block, group[0].text).voice
    return Candidate(
        KIND, text, score, Evidence(page.url, quote, where_text_is(page)), clues=clues, voice=whose
    )


def _is_headed(lines: Sequence[tuple[str, Block]], first: int) -> bool:
    above = lines[first - 1][0].casefold() if first else ""
    return len(above) <= 30 and "hours" in above


def _is_bare(row: str) -> bool:
    """Whether a row has little besides days, times and signs."""
    rest = _TIME.sub(" ", _days().sub(" ", row))
    rest = wording.pattern("hours", "closed").sub(" ", wording.pattern("hours", "spans").sub(" ", rest))
    return len(re.findall(r"[^\W\d_]{4,}", rest)) <= 1


def _sentences(
    page: Document, lines: Sequence[tuple[str, Block]], timed: Sequence[int]
) -> Iterator[Candidate]:
    for line, block in (lines[at] for at in timed):
        for sentence in re.split(r"(?<=[\w][\w][.!?]) (?=[^\W\d_a-z])", line):
            if _is_sentence_of_hours(sentence) and trust.trusts(page, KIND, block, sentence):
                evidence = Evidence(page.url, stretch(sentence, 0, 1, longest=260), where_text_is(page))
                yield Candidate(KIND, sentence, 0.75, evidence, clues={"rows": 1})


def _is_sentence_of_hours(sentence: str) -> bool:
    return (
        len(sentence) <= _LONGEST_SENTENCE
        and _holds_time(sentence)
        and bool(wording.pattern("hours", "open").search(sentence))
        and not _is_dated(sentence)
        and not wording.pattern("hours", "events").search(sentence)
    )


def _by_appointment(page: Document) -> Iterator[Candidate]:
    """Lines that say nothing but that one has to make an appointment."""
    said = wording.present(page, wording.listed("hours", "appointment")) if page.kind in _AT_HOME else ()
    for block in page.blocks if said else ():
        for line in block.lines if block.region == "main" else ():
            if len(line) <= _SHORT and _says_no_more(line.casefold(), said):
                evidence = Evidence(page.url, line, where_text_is(page))
                yield Candidate(KIND, line.strip(" ()"), _BY_APPOINTMENT, evidence, clues={"rows": 0})


def _says_no_more(folded: str, said: Iterable[str]) -> bool:
    """Whether a line is one of the phrases with no more than an "only" beside it."""
    only = wording.listed("hours", "only")
    rests = (folded.replace(phrase, " ", 1) for phrase in said if phrase in folded)
    return any(all(word in only for word in re.findall(r"\w+", rest)) for rest in rests)


def _structured(page: Document, item: Item) -> Iterator[Candidate]:
    plain = [clean(value) for value in item.all("openingHours") if isinstance(value, str) and value.strip()]
    rows = [row for value in item.all("openingHoursSpecification") if (row := _specified(value))]
    opens = (v.get("opens") for v in item.all("openingHoursSpecification") if isinstance(v, dict))
    for texts, proof in ((plain, plain[:1]), (rows, [str(time) for time in opens if time][:1])):
        evidence = in_item(page, item, proof[0]) if texts and proof else None
        if evidence is not None:
            yield Candidate(KIND, "; ".join(texts), 0.7, evidence, clues={"rows": len(texts)})


def _specified(value: Any) -> str:
    if not isinstance(value, dict) or not value.get("opens") or not value.get("closes"):
        return ""
    days = value.get("dayOfWeek") or []
    named = (
        [days]
        if isinstance(days, str)
        else [day for day in days if isinstance(day, str)]
        if isinstance(days, list)
        else []
    )
    short = ", ".join(re.split(r"[/#]", day)[-1] for day in named)
    return clean(f"{short} {value['opens']} - {value['closes']}") if short else ""


def _names_days(line: str) -> bool:
    return bool(_days().search(line)) or bool(wording.pattern("hours", "spans").search(line))


def _tells_time(line: str) -> bool:
    return _holds_time(line) or wording.pattern("hours", "closed").search(line) is not None


def _is_dated(line: str) -> bool:
    """Whether a line is about a date, an event or money rather than a week."""
    return bool(
        _YEAR.search(line)
        or _MONEY.search(line)
        or (
            wording.pattern("hours", "months").search(line)
            and re.search(r"\d{1,2}\.?\s|\s\d{1,2}\b", line)
            and _month_with_day().search(line)
        )
    )


@cache
def _month_with_day() -> re.Pattern[str]:
    months = "|".join(map(re.escape, wording.listed("hours", "months")))
    return re.compile(
        rf"\d{{1,2}}(?:st|nd|rd|th|\.|º|er)?\s(?:de\s)?(?:{months})(?!\w)|(?<!\w)(?:{months})\s\d{{1,2}}(?!\w)",
        re.IGNORECASE,
    )


@cache
def _days() -> re.Pattern[str]:
    """Day names of all languages; those of two letters only with a capital and beside a sign or a time."""
    long: list[str] = []
    short: list[str] = []
    for table in words.table("hours").values():
        for names in table["days"]:
            for name in names:
                (long if len(name) > 3 else short).append(re.escape(name))
    capital = "|".join(dict.fromkeys(name.capitalize() for name in short))
    upper = "|".join(dict.fromkeys(name.upper() for name in short))
    return re.compile(
        rf"(?<!\w)(?:(?i:{'|'.join(dict.fromkeys(long))})|(?:{capital}|{upper})(?=\.?\s{{0,2}}[-–—:&+,/.·|]|\.?\s{{1,2}}(?:\d|bis|to|à|au|al|t/m|tot|und|e|y|a)|\.?$))(?!\w)"
    )


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
