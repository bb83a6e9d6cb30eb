"""Does a plain condition over facts hold, and which facts show it: "price", "no price", "offer >= 4", "country is DE"."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, NamedTuple, cast, get_args

from precall.compose.trades import TRADES
from precall.model.fact import Evidence, Fact
from precall.model.kinds import DATE, KINDS, ROWS, Kind
from precall.toml_file import shown
from precall.words.match import phrases

Own = Literal[
    "context",
    "trouble",
    "hope",
    "with",
    "goal",
    "name",
    "problem",
    "what",
    "ask",
    "met",
    "promise",
    "change",
    "checkin",
]
OWN: tuple[Own, ...] = get_args(Own)
"""What the caller knows: the booking's words and whether they tell a `trouble` or a `hope`, whom they meet, the client's name, their own offer; where they `met` before,
the goal and the promise of last time and what changed since; whether it is a `checkin`."""
BESIDE: tuple[str, ...] = (*OWN, *TRADES)
"""What conditions ask about beside kinds of fact."""

_SHAPE = re.compile(
    r"(?P<no>no )?(?P<about>[a-z_]{1,20})"
    r"(?: (?P<sign>>=|<=|=|>|<) (?P<number>\d{1,4})| (?P<verb>is|says) (?P<words>.{1,80})| within (?P<days>\d{1,4}) days)?"
)
_COMPARE = {
    ">=": int.__ge__,
    "<=": int.__le__,
    "=": int.__eq__,
    ">": int.__gt__,
    "<": int.__lt__,
}


_LATELY = timedelta(days=183)  # so long, at most, is a post a sign that they hire


class Scene(NamedTuple):
    """What conditions are asked about: the facts by kind, the caller's own words, the day, and what the site promises."""

    facts: Mapping[Kind, Sequence[Fact]]
    today: date
    own: Mapping[str, str] = MappingProxyType({})
    promises: Sequence[Evidence] = ()

    def of(self, kind: str) -> Sequence[Fact]:
        """The facts of one kind, best first."""
        return self.facts.get(cast("Kind", kind), ())


class Condition(NamedTuple):
    """One condition as it was written, taken apart."""

    text: str
    about: str
    negated: bool = False
    sign: str = ""
    number: int = 0
    verb: str = ""
    words: str = ""
    days: int | None = None


def parse(text: str) -> Condition:
    """The condition that a text says; ValueError tells a user what is wrong with it."""
    found = _SHAPE.fullmatch(" ".join(text.split()))
    if found is None:
        raise ValueError(
            f"{shown(text)} is not a condition; write e.g. price, no price, offer >= 4, country is DE, news within 180 days"
        )
    about = found["about"]
    if about not in KINDS and about not in BESIDE:
        raise ValueError(
            f"{about!r} in {shown(text)} is no kind of fact; there are {', '.join((*KINDS, *BESIDE))}"
        )
    return Condition(
        text,
        about,
        bool(found["no"]),
        found["sign"] or "",
        int(found["number"] or 0),
        found["verb"] or "",
        (found["words"] or "").strip().casefold(),
        int(found["days"]) if found["days"] else None,
    )


def proof(condition: Condition, scene: Scene) -> tuple[Fact, ...] | None:
    """The facts by which a condition holds (none where an absence or the caller's own words decide); None where it does not.

    Facts to be checked make nothing hold, but they are enough to spoil an absence.
    """
    if condition.about in BESIDE:
        said = bool(scene.own.get(condition.about))
        return () if said is not condition.negated else None
    facts = tuple(
        fact
        for fact in scene.of(condition.about)
        if _suits(condition, fact, scene.today) and (condition.negated or not fact.check)
    )
    holds = _COMPARE[condition.sign or ">="](len(facts), condition.number if condition.sign else 1)
    if holds is condition.negated:
        return None
    return () if condition.negated else facts


def doubtful(condition: Condition, scene: Scene) -> tuple[Fact, ...]:
    """The facts by which a condition would hold, or an absence not, if those that are to be checked counted.

    That they look for somebody may stand in dated news alone, and that there is news in the newest date.
    """
    if condition.about in BESIDE:
        return ()
    facts = [fact for fact in scene.of(condition.about) if _suits(condition, fact, scene.today)]
    if condition.about == "hiring" and not (condition.verb or facts):
        facts = [fact for fact in scene.of("news") if _calls_for_staff(fact, scene.today)]
    if condition.about == "news" and condition.days is not None and not facts:
        facts = [fact for fact in scene.of("latest_date") if _suits(condition, fact, scene.today)]
    holds = _COMPARE[condition.sign or ">="](len(facts), condition.number if condition.sign else 1)
    return tuple(facts) if holds else ()


def _calls_for_staff(news: Fact, today: date) -> bool:
    """Whether a piece of news of the last half year says that they are looking for somebody."""
    day, title = day_of(news), str(news.value)
    is_call = any(phrases("hiring", key).stand_in(title) for key in ("calls", "seeking"))
    is_new = day is not None and timedelta() <= today - day <= _LATELY
    return is_new and is_call and not phrases("hiring", "none").stand_in(title)


def hold(conditions: Sequence[Condition], scene: Scene) -> bool:
    """Whether all the conditions hold."""
    return all(proof(condition, scene) is not None for condition in conditions)


def day_of(fact: Fact) -> date | None:
    """The full day that a fact carries: a piece of news's date, or the newest date itself; None where it has none."""
    said = str(fact.value) if ROWS[fact.kind].value is DATE else fact.text("date")
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def _suits(condition: Condition, fact: Fact, today: date) -> bool:
    value = str(fact.value).casefold()
    if condition.verb == "is":
        return value == condition.words
    if condition.verb == "says":
        return condition.words in value
    if condition.days is not None:
        day = day_of(fact)
        return day is not None and 0 <= (today - day).days <= condition.days
    return True
