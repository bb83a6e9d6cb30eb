"""What a kind of caller asks and wants to know: a data file that anyone can copy and edit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple, cast, get_args

from precall.compose import conditions
from precall.compose.conditions import OWN, Condition
from precall.compose.strict_table import Table, read_toml
from precall.compose.trades import TRADES
from precall.errors import SettingsError, TemplateError
from precall.model.call import Caller
from precall.model.judgement import ReasonKind
from precall.model.kinds import KINDS, ROWS, Kind, Route

FOLDER = "playbooks"
MATCH, PROMISE = "match", "promise"
"""What a question may be about besides a kind of fact: words of the site that the caller's offer looks for, and a sentence
in which the business binds itself."""

Sort = Literal["figure", "rule", "refusal"]
"""Words of theirs that name a figure; that begin with "we" or "I" and are no slogan; that begin so and say what they do not do."""

PLACE = re.compile(r"\{([a-z_]{1,40})\}")
SENTENCE = re.compile(r"(?:questions|gaps)\.[a-z0-9_]{1,40}")
"""A text of this shape names a sentence of the catalogue; any other text is meant as it stands."""

FACT_PLACES = ("value", "values", "n", "first", "last", "more")
_MOST_QUESTIONS = 9
_BY_WORTH: tuple[Route, ...] = ("ask", "look", "leave")
_ENTRY = re.compile(r"^\s{0,20}\[\[\s{0,5}question\s{0,5}\]\]")
_NAME = re.compile(r"[\w-]{1,60}")


class Ask(NamedTuple):
    """One entry of a playbook: a question, why it is worth asking, and when it is.

    `about` is the kind whose best fact the question takes up (None for questions about nothing on the site). Those
    with a higher `rank` stay when there are too many; `always` ones stay in any case, unless the entry that names
    them in `instead_of` is asked. `most_words` is how long words of theirs may be within the question,
    and `fewest_words` how many they must be, `holds` of which sort, `says` which words one of which stands in them. `beside` is a second kind of fact that the question joins to the first. Of
    `stock` questions, which could be asked of anybody, page one shows one at most. A `near` one is asked only where they share a topic with what was
    written when booking. `place` says where the entry stands, for messages.
    """

    id: str
    ask: str
    because: str
    place: str
    when: tuple[Condition, ...] = ()
    about: str | None = None
    rank: int = 50
    always: bool = False
    instead_of: str = ""
    most_words: int = 24
    fewest_words: int = 1
    near: bool = False
    beside: str | None = None
    stock: bool = False
    holds: Sort | None = None
    says: tuple[str, ...] = ()


class FirstMail(NamedTuple):
    """Whether this kind of caller writes first: which reasons count, best first, and how old a dated one may be."""

    reasons: tuple[ReasonKind, ...] = ()
    fresh_days: int = 183


class Playbook(NamedTuple):
    """One playbook. `questions` stand in the order in which they are asked, `routes` in the order of their worth; `unasked` are
    the kinds of business that are not asked for a kind of fact.

    `signature` stands below the mails of such a caller in place of the one of the settings, where there is one.
    """

    name: str
    questions: tuple[Ask, ...]
    most: int = 5
    routes: Mapping[Kind, Route] = MappingProxyType({})
    gap_questions: Mapping[Kind, str] = MappingProxyType({})
    unasked: Mapping[Kind, tuple[str, ...]] = MappingProxyType({})
    show: int = 3
    stale_days: int = 365
    first_mail: FirstMail | None = None
    signature: str = ""

    def signed(self, caller: Caller) -> Caller:
        """The caller with the signature of this playbook."""
        return caller._replace(signature=self.signature) if self.signature else caller


def load(name: str, folders: Iterable[Path]) -> Playbook:
    """The playbook of that name from template folders, the first folder's winning.

    Raises SettingsError where no folder has it, TemplateError with file and line for a mistake in it.
    """
    folders = tuple(folders)
    paths = [folder / FOLDER / f"{name}.toml" for folder in folders] if _NAME.fullmatch(name) else []
    path = next((path for path in paths if path.is_file()), None)
    if path is None:
        known = sorted({path.stem for folder in folders for path in (folder / FOLDER).glob("*.toml")})
        raise SettingsError(
            f"no playbook named {name!r}; there are {', '.join(known) or 'none'}. To make one: precall templates copy {FOLDER}/coach.toml"
        )
    return read(path)


def read(path: Path) -> Playbook:
    """The playbook in one file; Unreadable or TemplateError names the file, the line or entry, and what is wrong there."""
    text, top = read_toml(path)
    entries = [number for number, line in enumerate(text.splitlines(), 1) if _ENTRY.match(line)]
    return _playbook(path, top, entries)


def _playbook(path: Path, top: Table, lines: Sequence[int]) -> Playbook:
    top.only("title", "most", "signature", "question", "gaps", "observations", "first_mail")
    top.take("title", str, "")
    gaps = top.table("gaps")
    gaps.only("show", "ask", "look", "leave", "questions", "not_of")
    seen = top.table("observations")
    seen.only("stale_after_days")
    return Playbook(
        path.stem,
        _questions(path, top, lines),
        top.number("most", 5, 1, _MOST_QUESTIONS),
        _routes(gaps),
        _gap_questions(gaps.table("questions")),
        _unasked(gaps.table("not_of")),
        gaps.number("show", 3, 0, 9),
        seen.number("stale_after_days", 365, 1, 9999),
        _first_mail(top.table("first_mail")) if "first_mail" in top.data else None,
        str(top.take("signature", str, "")),
    )


def _questions(path: Path, top: Table, lines: Sequence[int]) -> tuple[Ask, ...]:
    """The questions; `lines` are where their entries begin, as far as that can be told."""
    asks = []
    for number, entry in enumerate(top.take("question", list, []), 1):
        line = f" line {lines[number - 1]}" if number <= len(lines) else ""
        asks.append(_ask(Table("[[question]]", f"{path}{line}, question {number}", entry)))
    if not asks:
        raise TemplateError(f"{path}: no [[question]] in it; a playbook has at least one")
    ids = [ask.id for ask in asks]
    for ask in asks:
        if ids.count(ask.id) > 1:
            raise TemplateError(f"{ask.place}: two questions have the id {ask.id!r}; give each its own")
        if ask.instead_of and ask.instead_of not in ids:
            raise TemplateError(
                f"{ask.place}: instead_of = {ask.instead_of!r} names no question of this file"
            )
    return tuple(asks)


def _routes(gaps: Table) -> Mapping[Kind, Route]:
    """The kinds of each list of the file; a list that it leaves out is made of the rows that no other list names."""
    routes: dict[Kind, Route] = {}
    named = {kind for route in _BY_WORTH for kind in gaps.texts(route)}
    for route in _BY_WORTH:
        of_rows = [row.kind for row in ROWS.values() if row.route == route and row.kind not in named]
        for kind in gaps.texts(route) if route in gaps.data else of_rows:
            if kind not in KINDS:
                raise gaps.wrong(route, f"{kind!r} is no kind of fact; there are {', '.join(KINDS)}")
            if kind in routes:
                raise gaps.wrong(route, f"{kind!r} stands in two lists, or twice")
            routes[kind] = route
    return routes


def _gap_questions(table: Table) -> Mapping[Kind, str]:
    table.only(*KINDS)
    return {cast("Kind", kind): table.needed(kind) for kind in table.data}


def _unasked(table: Table) -> Mapping[Kind, tuple[str, ...]]:
    """The kinds of business by the kind of fact for which they are not asked."""
    table.only(*KINDS)
    for kind in table.data:
        for trade in table.texts(kind):
            if trade not in TRADES:
                raise table.wrong(kind, f"{trade!r} is no kind of business; there are {', '.join(TRADES)}")
    return {cast("Kind", kind): table.texts(kind) for kind in table.data}


def _first_mail(table: Table) -> FirstMail:
    table.only("reasons", "fresh_days")
    reasons, known = table.texts("reasons"), get_args(ReasonKind)
    for reason in reasons:
        if reason not in known:
            raise table.wrong("reasons", f"{reason!r} is no reason; there are {', '.join(known)}")
    return FirstMail(cast("tuple[ReasonKind, ...]", reasons), table.number("fresh_days", 183, 1, 9999))


def _ask(table: Table) -> Ask:
    table.only(
        "id", "ask", "because", "when", "about", "rank", "always", "instead_of", "most_words", "fewest_words", "near", "beside", "stock", "holds", "says",
    )  # fmt: skip
    about = table.take("about", str, "")
    if about and about not in KINDS and about not in (MATCH, PROMISE):
        raise table.wrong(
            "about", f"{about!r} is no kind of fact; there are {', '.join((*KINDS, MATCH, PROMISE))}"
        )
    beside = table.take("beside", str, "")
    if beside and (beside not in KINDS or not about):
        raise table.wrong(
            "beside", f"{beside!r} is no kind of fact, or there is no about; there are {', '.join(KINDS)}"
        )
    holds = table.take("holds", str, "")
    if holds and holds not in get_args(Sort):
        raise table.wrong("holds", f"{holds!r} is no sort of words; there are {', '.join(get_args(Sort))}")
    places = (*OWN, *(_places_of(about) if about else ()), *(("other", "other_n") if beside else ()))
    identity = table.needed("id")
    return Ask(
        identity,
        _template(table, "ask", places),
        _template(table, "because", places),
        f"{table.place} ({identity})",
        table.parsed("when", conditions.parse),
        about or None,
        table.number("rank", 50, 0, 1000),
        table.take("always", bool, False),
        table.take("instead_of", str, ""),
        table.number("most_words", 24, 3, 60),
        table.number("fewest_words", 1, 1, 60),
        table.take("near", bool, False),
        beside or None,
        table.take("stock", bool, False),
        cast("Sort", holds) if holds else None,
        table.texts("says"),
    )


def _places_of(about: str) -> tuple[str, ...]:
    """What a question about that kind, or about a match, can have filled in."""
    row = ROWS.get(cast("Kind", about))
    if row is None:
        return (*FACT_PLACES, "looks_for")
    return (*FACT_PLACES, *row.attributes, *(("date", "age") if row.dated else ()))


def _template(table: Table, key: str, places: Sequence[str]) -> str:
    text = table.needed(key)
    for place in PLACE.findall(text):
        if place not in places:
            raise table.wrong(key, f"{{{place}}} is not known here; there are {', '.join(places)}")
    return text
