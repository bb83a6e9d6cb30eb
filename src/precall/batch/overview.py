"""What does a list look like as a whole, and what does index.html show of each row?"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from markupsafe import Markup

from precall.batch.checkpoint import ResultRow
from precall.batch.job import STATES
from precall.batch.line import COLUMNS, FACTS
from precall.batch.results import columns_of
from precall.compose.spoken_dates import spoken
from precall.render.environment import Environment
from precall.render.escaping import link, plain
from precall.sentences import Sentences

PAGE = "index.html"
MOST_ROWS = 20_000
_TEMPLATE = "_index.html"
_ROWS = "@@ the rows @@"
_MOST_REASONS = 6
_LONGEST_CELL = 200
_AGES = ((31, "month"), (183, "half_year"), (365, "year"), (730, "two_years"))
_DIGITS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
_ELSEWHERE = (
    "status",
    "reason",
    "client",
    "same_as_row",
    "criteria_yes",
    "criteria_no",
    "criteria_unknown",
    "briefing",
)
_SHOWN = tuple(name for name in COLUMNS if name not in _ELSEWHERE)
_LISTED = tuple(name for name in FACTS if name not in ("country", "language"))
"""Columns that a row's details give under their own names; country and language stand there one by one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a picture: what it counts, how many, its share of the whole in percent, and what choosing it filters."""

    label: str
    number: int
    share: float
    field: str
    value: str


@dataclass(slots=True)
class Tally:
    """Counts the rows as they pass."""

    today: date
    rows: int = 0
    states: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    ages: Counter[str] = field(default_factory=Counter)
    criteria: dict[str, Counter[str]] = field(default_factory=dict)
    with_reason: int = 0

    def count(self, row: ResultRow) -> None:
        """Counts one row."""
        self.rows += 1
        self.states[row.state] += 1
        if row.state == "failed":
            self.reasons[plain(row.reason)] += 1
        if row.state == "done":
            self.ages[age_of(str(row.line.get("newest_date") or ""), self.today)] += 1
            self.with_reason += bool(row.line.get("reason_to_write"))
            for answer in row.criteria:
                self.criteria.setdefault(answer["name"], Counter())[answer["answer"]] += 1


def render_index(
    results: Callable[[], Iterable[ResultRow]],
    header: Sequence[str],
    *,
    company: str,
    environment: Environment,
    today: date,
) -> Iterator[str]:
    """The page, piece by piece: a picture of the whole list, and the first 20,000 rows to sort, filter and search.

    `results` gives the rows, each time from the first; `company` names the list's own column of names, empty where there
    is none.
    """
    tally = Tally(today)
    for row in results():
        tally.count(row)
    before, _, after = _page(tally, environment).rpartition(_ROWS)
    named = [plain(name) for name in header]
    if named == ["address"]:  # the name of the one column of a list without a header
        named = [environment.sentences.say("index.address")]
    yield before
    yield f'{{"header":{_data(named)},"listed":{_data(_LISTED)},"rows":['
    place = header.index(company) if company in header else None
    for number, row in enumerate(islice(results(), MOST_ROWS)):
        yield ("," if number else "") + _data(_shown(row, place, tally.today, environment.sentences))
    yield f"]}}{after}"


def _page(tally: Tally, environment: Environment) -> str:
    """All of the page but its rows."""
    say = environment.sentences
    return environment.render(
        _TEMPLATE,
        tally=tally,
        reached=_reached(tally, say),
        why=_why(tally, say),
        ages=_ages(tally, say),
        criteria=_criteria(tally, say),
        has_reasons=tally.with_reason > 0,
        shown=min(tally.rows, MOST_ROWS),
        today=spoken(tally.today.isoformat(), say),
        language=say.language,
        states=[state for state in STATES if tally.states[state]],
        words=_data({**say.section("index"), **say.section("writing")}),
        data=_ROWS,
    )


def age_of(day: str, today: date) -> str:
    """How old the newest content is: month, half_year, year, two_years, older or undated."""
    try:
        days = (today - date.fromisoformat(day)).days
    except ValueError:
        return "undated"
    return next((name for most, name in _AGES if days <= most), "older")


def _shown(row: ResultRow, company: int | None, today: date, say: Sentences) -> Mapping[str, Any]:
    ours = columns_of(row)
    own = [plain(cell)[:_LONGEST_CELL] for cell in row.cells]
    name = own[company] if company is not None and company < len(own) else ""
    return {
        "name": name or plain(row.client or row.key),
        "domain": plain(row.client or row.key),
        "own": own,
        "state": row.state,
        "why": plain(say.reason(row.reason or (str(ours["reason"]) if row.same_as else ""))),
        "age": age_of(str(ours.get("newest_date") or ""), today) if row.state == "done" else "",
        "brief": plain(str(ours.get("briefing") or "")),
        "yes": ours.get("criteria_yes") or 0,
        "criteria": [_criterion(answer) for answer in row.criteria],
        **{key: _cell(ours.get(key)) for key in _SHOWN if ours.get(key) not in (None, "")},
        **_said(ours, say),
    }


def _said(ours: Mapping[str, Any], say: Sentences) -> Mapping[str, str]:
    """What stands in a row in English or in figures, as the caller's language says it."""
    mail, language = str(ours.get("first_mail") or ""), str(ours.get("language") or "")
    sent = mail.removeprefix("sent ")
    if mail != sent:
        mail = say.say("index.mail_sent", date=spoken(sent, say) or sent)
    said = {
        "newest": spoken(str(ours.get("newest_date") or ""), say),
        "first_mail": say.say("index.mail_drafted") if mail == "drafted" else mail,
        "language": say.section("languages").get(language, language),
    }
    return {key: plain(text) for key, text in said.items() if text}


def _cell(value: Any) -> Any:
    return value if isinstance(value, int) else plain(str(value))


def _criterion(answer: Mapping[str, Any]) -> Mapping[str, str]:
    shown: Mapping[str, Any] = next(iter(answer["evidence"]), {})
    return {
        "name": plain(answer["name"]),
        "answer": answer["answer"],
        "quote": plain(shown.get("quote", ""))[:_LONGEST_CELL],
        "url": link(shown.get("url", "")),
    }


def _bars(counts: Iterable[tuple[str, int, str]], whole: int, about: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(label, number, round(100 * number / max(1, whole), 1), about, value)
        for label, number, value in counts
        if number
    )


def _reached(tally: Tally, say: Sentences) -> tuple[Bar, ...]:
    counts = (
        (say.say(f"index.state_{state}"), tally.states[state], state) for state in (*STATES[1:], STATES[0])
    )
    return _bars(counts, tally.rows, "state")


def _why(tally: Tally, say: Sentences) -> tuple[Bar, ...]:
    often = sorted(tally.reasons.items(), key=lambda item: (-item[1], item[0]))
    said = ((say.reason(reason), number) for reason, number in islice(often, _MOST_REASONS))
    counts = ((reason, number, reason) for reason, number in said)
    return _bars(counts, max([1, *tally.reasons.values()]), "why")


def _ages(tally: Tally, say: Sentences) -> tuple[Bar, ...]:
    names = (*(name for _, name in _AGES), "older", "undated")
    counts = ((say.say(f"index.age_{name}"), tally.ages[name], name) for name in names)
    return _bars(counts, max([1, *tally.ages.values()]), "age")


def _criteria(tally: Tally, say: Sentences) -> tuple[tuple[str, tuple[Bar, ...]], ...]:
    answers = (("yes", "yes"), ("no", "no"), ("not known", "not_known"))
    return tuple(
        (
            name,
            _bars(
                (
                    (say.say(f"index.answer_{key}"), counts[answer], f"{plain(name)}={answer}")
                    for answer, key in answers
                ),
                counts.total(),
                "criterion",
            ),
        )
        for name, counts in tally.criteria.items()
    )


def _data(value: object) -> Markup:
    """JSON for a script element: nothing in it can end the element or begin another."""
    return Markup(json.dumps(value, ensure_ascii=True, separators=(",", ":")).translate(_DIGITS))  # noqa: S704
