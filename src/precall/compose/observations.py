"""What a careful reader notices on the site: neutral, with evidence, and marked as for saying or for knowing alone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from precall.compose.conditions import day_of
from precall.compose.contradictions import contradictions
from precall.compose.other_firm import other_firm
from precall.compose.spoken import inside, listed, path_of, proofs
from precall.compose.spoken_dates import age, spoken
from precall.compose.threads import threads
from precall.compose.unfinished import left_over
from precall.decency import personal_story
from precall.model.dossier import Matter, Observation
from precall.model.fact import Evidence, Fact
from precall.model.page import PageKind, PageRecord
from precall.sentences import Sentences
from precall.site.text import clean
from precall.words import filed_as
from precall.words.match import Place, phrases

Texts = Mapping[str, str]
"""The visible text of each page that was read, by its URL, one block a line."""

NO_TEXTS: Texts = MappingProxyType({})

_LIFE_PAGES: tuple[PageKind, ...] = ("about", "team", "home")
_QUARTER = timedelta(days=90)
_STORY_WORDS = 2
_MOST_OF_A_SORT = 3
_AROUND = 24  # letters shown on each side of left-over words


def observations(
    facts: Sequence[Fact],
    sentences: Sentences,
    today: date,
    *,
    pages: Sequence[PageRecord] = (),
    texts: Texts = NO_TEXTS,
    with_name: str = "",
    stale_days: int = 365,
) -> tuple[Observation, ...]:
    """Everything noticed, the most useful before a call first: threads and names, then the site's own age and slips.

    `say` may reach questions and mails. A stale page, an old year, a slip or left-over text are `know`: spoken, they
    sound like somebody who sells websites.
    """
    by_matter: tuple[tuple[Matter, Iterable[Observation]], ...] = (
        ("thread", threads(facts, sentences, with_name=with_name)),
        ("story", _stories(facts, pages, texts, sentences)),
        ("contradiction", contradictions(facts, sentences, with_name=with_name)),
        ("contradiction", other_firm(facts, pages, texts, sentences)),
        ("listed", _roles(facts, sentences)),
        ("listed", _undated(facts, sentences)),
        ("age", _newest(facts, sentences, today, stale_days)),
        ("age", _old_copyright(facts, sentences, today)),
        ("unfinished", _leftovers(texts, sentences)),
        ("slip", _slips(facts, texts, sentences)),
    )
    return tuple(replace(one, matter=matter) for matter, noticed in by_matter for one in noticed)


def _stories(
    facts: Sequence[Fact], pages: Sequence[PageRecord], texts: Texts, sentences: Sentences
) -> Iterator[Observation]:
    """The page is named, and the words that say what the story is about; the story itself is nobody's quotation, and no client's."""
    praise = [str(fact.value) for fact in facts if fact.kind == "testimonial"]
    for page in pages:
        told = personal_story(_without(texts.get(page.url, ""), praise)) if page.kind in _LIFE_PAGES else ()
        if told:
            evidence = (Evidence(page.url, clean(page.title), "title"),) if clean(page.title) else ()
            words = "”, “".join(told[:_STORY_WORDS])
            said = sentences.say("observations.story", page=path_of(page.url), words=words)
            yield Observation(said, "know", evidence)
            return


def _without(text: str, praise: Sequence[str]) -> str:
    """The lines of a page in which no client speaks."""
    return "\n".join(
        line for line in text.splitlines() if not any(said in line or line in said for said in praise if line)
    )


def _roles(facts: Sequence[Fact], sentences: Sentences) -> Iterator[Observation]:
    roles = [fact for fact in facts if fact.kind == "hiring" and not fact.check]
    if roles:
        text = sentences.say("observations.roles", titles=listed((role.value for role in roles), sentences))
        yield Observation(text, "say", proofs(roles[:_MOST_OF_A_SORT]))


def _undated(facts: Sequence[Fact], sentences: Sentences) -> Iterator[Observation]:
    items = [fact for fact in facts if fact.kind == "news" and day_of(fact) is None and not fact.check]
    if items:
        text = sentences.say(
            "observations.undated_news", titles=listed((item.value for item in items), sentences)
        )
        yield Observation(text, "say", proofs(items[:_MOST_OF_A_SORT]))


def _newest(
    facts: Sequence[Fact], sentences: Sentences, today: date, stale_days: int
) -> Iterator[Observation]:
    newest = newest_dated(facts, today)
    if newest is None:
        return
    day = day_of(newest)
    assert day is not None
    said = {"date": spoken(day.isoformat(), sentences), "age": age(day, today, sentences)}
    if newest.kind == "news":
        text = sentences.say("observations.newest", title=inside(newest.value), **said)
    else:
        text = sentences.say("observations.newest_date", **said)
    stale = (today - day).days > stale_days
    yield Observation(text, "know" if stale else "say", newest.evidence[:1])


def newest_dated(facts: Sequence[Fact], today: date) -> Fact | None:
    """The newest dated item that is not ahead of today: a piece of news before the mere newest date of the same day."""
    dated = [(day, fact.kind == "news", fact) for fact in facts if (day := day_of(fact)) and day <= today]
    return max(dated, key=lambda item: item[:2])[2] if dated else None


def _old_copyright(facts: Sequence[Fact], sentences: Sentences, today: date) -> Iterator[Observation]:
    """A year that ended more than a quarter ago; before that hardly any footer has been changed."""
    years = [fact for fact in facts if fact.kind == "copyright_year" and isinstance(fact.value, int)]
    newest = max(years, key=lambda fact: fact.value, default=None)
    if newest and 1900 < int(newest.value) < 9999 and today - date(int(newest.value), 12, 31) > _QUARTER:
        text = sentences.say("observations.copyright", year=newest.value)
        yield Observation(text, "know", newest.evidence[:1])


def _leftovers(texts: Texts, sentences: Sentences) -> Iterator[Observation]:
    yield from _found_in(texts, left_over, "leftover", sentences)


def _slips(facts: Sequence[Fact], texts: Texts, sentences: Sentences) -> Iterator[Observation]:
    """A slip is one in the site's own language only."""
    spoken_there = tuple(filed_as(str(fact.value)) for fact in facts if fact.kind == "language")[:1]
    yield from _found_in(texts, phrases("slips", "words", spoken_there).each, "slip", sentences)


def _found_in(
    texts: Texts, places: Callable[[str], Iterator[Place]], key: str, sentences: Sentences
) -> Iterator[Observation]:
    """The first place of each phrase, with the words around it; no more than three in all."""
    seen: set[str] = set()
    for url, text in texts.items():
        for found in places(text):
            if len(seen) < _MOST_OF_A_SORT and found.group() not in seen:
                seen.add(found.group())
                quote = _around(text, found.start(), found.end())
                said = sentences.say(f"observations.{key}", page=path_of(url), words=inside(quote))
                yield Observation(said, "know", (Evidence(url, quote, "text"),))


def _around(text: str, start: int, end: int) -> str:
    """The words around text[start:end] within its own line, cut between words."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    left, right = max(line_start, start - _AROUND), min(line_end, end + _AROUND)
    if left > line_start:
        left = min(start, text.find(" ", left, start) + 1 or start)
    if right < line_end:
        right = max(end, text.rfind(" ", end, right))
    return clean(text[left:right])
