"""The fact sheet: what a caller asks, answered in whole rows and lines, each with its page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from precall.compose.absence import has_a_shape
from precall.compose.listing import listing
from precall.compose.spoken_dates import day_of, spoken
from precall.compose.statements import folded
from precall.model.dossier import Matter, Observation
from precall.model.excerpt import Excerpt
from precall.model.fact import Evidence, Fact
from precall.model.kinds import ASKED, ROWS, Asked, Kind
from precall.render.escaping import plain
from precall.render.material import Entry, Material, word_count
from precall.render.page_one_lines import cited, fit_name, short_url
from precall.render.shorten import clip, weight
from precall.render.view import Line, Section
from precall.sentences import Sentences
from precall.words.match import phrases

MOST_WORDS = 700
"""The most words of the whole fact sheet, headings included."""

MOST_OF_A_QUESTION: Mapping[str, int] = {
    "people": 220, "offers": 320, "terms": 260, "proof": 160, "news": 120, "reach": 120,
}  # fmt: skip
"""The most words of excerpts under each question."""

_NO_TOOL = "json-ld"  # how a page says things to programs, which tells a caller nothing
_ONLY_SURE: tuple[Kind, ...] = ("credential", "client", "area")
"""Kinds of which an unsure value is more often a heading or a button."""

_MOST_IN_ROW = 12
_MOST_NEWS = 4
_ELSEWHERE: tuple[Matter, ...] = ("thread", "listed", "age")
_LONGEST_IN_ROW = 12  # words of one value


class Rows(NamedTuple):
    """The rows that come from facts, by question, and their words."""

    by_question: Mapping[str, tuple[Line, ...]]
    before: tuple[Section, ...]
    after: tuple[Section, ...]
    words: int
    """What the rows and their headings take of the sheet's words."""

    @property
    def said(self) -> Iterator[str]:
        """All that they say."""
        for part in (*self.before, *self.after):
            yield from (line.text for line in part.lines)
        for rows in self.by_question.values():
            yield from (line.text for line in rows)


def rows(material: Material, said: Sequence[str], left: Sequence[Entry]) -> Rows:
    """What the facts say that `said` (the texts of page one) does not; `left` is what page one had no room for."""
    seen = f" {' / '.join(map(folded, said))} "
    found: dict[str, tuple[Line, ...]] = {
        asked: tuple(_unsaid(_rows(asked, material, seen), seen)) for asked in ASKED
    }
    before, after = tuple(_before(material, left)), tuple(_after(material, seen, left))
    return Rows(found, before, after, _words(found, (*before, *after), material))


def _words(found: Mapping[str, Sequence[Line]], others: Sequence[Section], material: Material) -> int:
    """How many words lines and their headings take."""
    check_words = len(material.say("check").split())
    lines = [line for part in others for line in part.lines] + [
        line for rows in found.values() for line in rows
    ]
    titles = [
        material.say("sheet"),
        *(material.say(f"asked_{asked}") for asked, rows in found.items() if rows),
    ]
    titles += [part.title for part in others if part.lines]
    return sum(word_count(line, check_words) for line in lines) + sum(
        len(title.split()) + 1 for title in titles
    )


def fact_sheet(
    material: Material, rows: Rows, excerpts: Mapping[str, Sequence[Excerpt]], beside: Sequence[Section]
) -> tuple[Section, ...]:
    """The sections of the fact sheet in their order; empty ones are left out.

    `beside` is what pages say beside what answers a question.
    """
    answers = (
        Section(asked, material.say(f"asked_{asked}"), (*rows.by_question.get(asked, ()), *cited(excerpts.get(asked, ()))))
        for asked in ASKED
    )  # fmt: skip
    return tuple(part for part in (*rows.before, *answers, *rows.after, *beside) if part.lines)


def _unsaid(lines: Iterable[Line], seen: str) -> Iterator[Line]:
    for line in lines:
        if line.text and f" {folded(line.text)} " not in seen:
            yield line


def _row(label: str, facts: Sequence[Fact], texts: Iterable[str], sentences: Sentences) -> Line:
    """One row of several facts: their texts with semicolons, each page cited once."""
    pages: dict[str, Evidence] = {}
    for fact in facts:
        pages.setdefault(fact.evidence[0].url, fact.evidence[0])
    check = any(fact.check for fact in facts)
    return Line(
        sentences.parted(dict.fromkeys(texts)), label=label, check=check, evidence=tuple(pages.values())[:3]
    )


def _rows(asked: Asked, material: Material, seen: str) -> Iterator[Line]:
    """A row for each kind that is listed under a question, less what was `seen`, and a line for each dated piece of news."""
    if asked == "news":
        yield from _news(material)
    for kind, row in ROWS.items():
        facts = _listed(kind, material) if row.listed == asked else []
        shown = [(fact, text) for fact in facts if f" {folded(text := _shown(fact, material))} " not in seen]
        if shown:
            told, texts = zip(*shown, strict=True)
            is_named = kind != "offer" or not all(fact.check for fact in told)
            yield _row(material.say(kind if is_named else "offer_unsure"), told, texts, material.sentences)


def _listed(kind: Kind, material: Material) -> Sequence[Fact]:
    """The facts of a kind that stand in a row whole, the unsure only alone or with a price; longer ones are sentences of the site."""
    everything = material.dossier.of(kind)
    facts = [fact for fact in everything if weight(str(fact.value)) <= _LONGEST_IN_ROW]
    sure = [fact for fact in facts if not fact.check]
    if kind in _ONLY_SURE:
        calls = phrases("speech", "cta")
        return [fact for fact in sure if not calls.starts(str(fact.value))][:_MOST_IN_ROW]
    if kind == "offer":
        likely = [fact for fact in facts if fact in sure or fact.text("price")]
        return listing(likely if sure else facts)[:_MOST_IN_ROW]
    return (sure or facts)[:_MOST_IN_ROW]


def _shown(fact: Fact, material: Material) -> str:
    text = material.theirs(fact.text("shown") or fact.value)
    if str(fact.value).startswith(("http://", "https://")):
        return short_url(text)
    price, role = clip(material.theirs(fact.text("price")), 8), clip(material.theirs(fact.text("role")), 8)
    if price:
        return material.sentences.labelled(text, price)
    return f"{text} ({role})" if role else text


def _news(material: Material) -> Iterator[Line]:
    titles: list[str] = []
    for item in material.dossier.of("news"):
        title = folded(str(item.value))
        again = any(title in other or other in title for other in titles)
        if day_of(item.text("date")) and not again and len(titles) < _MOST_NEWS:
            titles.append(title)
            date = spoken(item.text("date"), material.sentences)
            yield material.cited(item, label=date, href=item.text("url"))


def _before(material: Material, left: Sequence[Entry]) -> Iterator[Section]:
    """What was told, and for whoever writes first what fits and the reasons to write."""
    for key in ("told", "last"):
        yield Section(f"more_{key}", material.say(f"more_{key}"), tuple(_left(left, key)))
    yield Section("fit_table", material.say("fit_table"), tuple(_fit_table(material)))
    yield Section("reasons", material.say("reasons"), tuple(_reasons(material)))


def _left(left: Sequence[Entry], *keys: str) -> Iterator[Line]:
    return (entry.whole for entry in left if entry.section in keys)


def _fit_table(material: Material) -> Iterator[Line]:
    for row in material.judgement.fit:
        what = fit_name(row, 12, material)
        words = clip(material.theirs(row.quote), 30)
        if words:
            yield Line(words, label=what, quote=True, check=row.unsure, evidence=row.evidence[:2])
        else:
            yield Line(material.say("fit_found" if row.found else "fit_missing"), label=what)


def _reasons(material: Material) -> Iterator[Line]:
    for remark in material.judgement.remarks:
        yield Line(plain(remark))
    for reason in material.judgement.reasons:
        yield Line(material.theirs(reason.text), evidence=reason.evidence[:1])
    if material.judgement.no_mail:
        yield Line(plain(material.judgement.no_mail))


def _noticed(material: Material) -> Iterator[Observation]:
    """What is worth a look and stands nowhere else: people, roles and dates have rows of their own."""
    yield from (one for one in material.dossier.observations if one.matter not in _ELSEWHERE)


def _after(material: Material, seen: str, left: Sequence[Entry]) -> Iterator[Section]:
    """What does not fit together, what was not found, and the tools."""
    noticed = [Line(material.theirs(one.text), evidence=one.evidence[:2]) for one in _noticed(material)]
    yield Section("checks", material.say("checks"), tuple(_unsaid(noticed, seen)))
    missing = (
        material.sentences.say(f"gaps.{gap.kind}") for gap in material.dossier.gaps if has_a_shape(gap.kind)
    )
    text = " ".join(sentence for sentence in missing if folded(sentence) not in seen)
    yield Section("more_gaps", material.say("more_gaps"), (Line(text),) if text else ())
    tools = [tool for tool in material.dossier.of("tech") if tool.value != _NO_TOOL][:_MOST_IN_ROW]
    names = [plain(str(tool.value)) for tool in tools]
    row = [replace(_row("", tools, names, material.sentences), label="")] if tools else []
    yield Section("tools", material.say("tools"), tuple(row))
