"""A person's biography in a few chosen sentences of the site's own, and who of its people leads."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from precall.compose.statements import Statement
from precall.compose.wording import points_early
from precall.decency import is_personal
from precall.model.fact import Fact
from precall.model.page import PageKind
from precall.words.match import Spoken, fold, phrases, vocabulary

_OF_PEOPLE: tuple[PageKind, ...] = ("about", "team")
_LIVES: tuple[PageKind, ...] = (*_OF_PEOPLE, "home")
_MOST_SENTENCES = 3
_FEWEST, _MOST = 6, 50  # words of a sentence
_LEAST_TOLD = 2.7  # figures and names that make "I" a biography and no confession
_LONG = 12  # words; in a shorter sentence another name is as much its subject
_PER_SENTENCE = 12  # words that a reader spends on any sentence, however short
_SAID = 0.5  # of the telling words of a sentence
_SHORTEST = 3  # letters of a first name
_LABEL, _OPENING = 4, 10  # first words of a sentence
_FEWEST_SMALL = 3  # words written small; "Ada Vane & Jo Kerr; ed." has one
_QUOTES = ('"', "“", "„", "«", "”")


def leading(people: Sequence[Fact], facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The people, those first after whom the business or its address is named, then those whose role leads it."""
    named_after = " ".join(
        "".join(fold(str(fact.value)).split())
        for fact in facts
        if fact.kind in ("name", "email", "legal_name")
    )

    def distance(person: Fact) -> tuple[bool, bool]:
        name = "".join(fold(str(person.value)).split())
        return name not in named_after, not phrases("roles", "heads").stand_in(person.text("role"))

    return tuple(sorted(people, key=distance))


def biography(
    person: Fact,
    people: Sequence[Fact],
    said: Sequence[Statement],
    told_of: Callable[[Statement], float],
    room: int,
    spoken: Spoken,
) -> tuple[Statement, ...]:
    """The sentences within `room` words that tell most for their length of one of the `people` of a site, at most three, in their order.

    Who is alone on its pages about people may speak of themselves there. Nothing private is among them.
    """
    chosen: list[Statement] = []
    to_reader = phrases("speech", "to_reader", spoken)
    found = [
        one
        for one in _of(person, people, said, told_of, spoken)
        if not points_early(one.text, spoken) and not to_reader.stand_in(one.text)
    ]
    for one in sorted(found, key=lambda one: (-told_of(one) / (one.words + _PER_SENTENCE), one.place)):
        if len(chosen) < _MOST_SENTENCES and one.words <= room and _is_news(one, chosen):
            chosen.append(one)
            room -= one.words
    return tuple(sorted(chosen, key=lambda one: one.place))


def _is_news(one: Statement, chosen: Sequence[Statement]) -> bool:
    """Whether not most of its telling words stand in a sentence that was chosen before."""
    return all(len(one.terms & other.terms) <= _SAID * len(one.terms) for other in chosen)


def _of(
    person: Fact,
    people: Sequence[Fact],
    said: Sequence[Statement],
    told_of: Callable[[Statement], float],
    spoken: Spoken,
) -> Iterator[Statement]:
    others = [other for other in people if other is not person]
    lives = {one.url for one in said if one.kind in _OF_PEOPLE}
    is_alone = not any(proof.url in lives for other in others for proof in other.evidence)
    names = _names(person, others)
    foreign = [name for other in others for name in _names(other, [person])]
    speaks, several = phrases("speech", "i"), any(not other.check for other in others)
    for one in filter(_is_sentence, said):
        if several and speaks.stand_in(one.text):  # nobody knows which of them speaks
            continue
        of_themselves = is_alone and _speaks_of_themselves(one) and told_of(one) >= _LEAST_TOLD
        is_about = of_themselves or _is_about(one, names, foreign)
        if (
            is_about
            and not is_personal(one.text)
            and not _leans_back(one.text, spoken)
            and _stands(one, names)
        ):
            yield one


def _is_sentence(one: Statement) -> bool:
    """Whether it is a sentence of the business's own, no title and nobody's quoted words."""
    is_sentence = one.form == "text" and one.region == "main" and one.text.endswith((".", "!", "…"))
    is_theirs = one.own and not one.text.startswith(_QUOTES)
    return is_sentence and is_theirs and _FEWEST <= one.words <= _MOST


def _leans_back(text: str, spoken: Spoken) -> bool:
    """Whether a sentence needs the one before it, "This is how I did it", or tells of all of them: "We listen"."""
    first = fold(text).split()[0].strip(",.")
    if first in _of_one_person():
        return False
    is_of_all = first in vocabulary("speech", "backward") | vocabulary("speech", "subject")
    return is_of_all or phrases("speech", "connecting", spoken).starts(text) is not None


def _stands(one: Statement, names: Sequence[str]) -> bool:
    """Whether a sentence begins by itself: no label before it ("Fun fact: "), no call, no heading that names the person a second time, and more than names."""
    first, opening = one.text.split()[:_LABEL], fold(" ".join(one.text.split()[:_OPENING]))
    is_labelled = any(word.endswith(":") for word in first)
    is_call = phrases("speech", "calls").starts(one.text) is not None
    says_little = sum(1 for word in one.text.split() if not word[:1].isupper()) < _FEWEST_SMALL
    is_doubled = any(len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", opening)) > 1 for name in names)
    return not (is_labelled or is_call or is_doubled or says_little)


def _is_about(one: Statement, names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether the heading above it is the person's, or it begins with them on a page about people."""
    heading, begins = fold(one.heading), fold(one.text)[: len(one.text) // 2]
    if any(_stands_in(other, heading) for other in others):
        return False
    if any(_stands_in(name, heading) for name in names[:1]):
        return _speaks_of(names, one.text)
    beside = begins if one.words >= _LONG else fold(one.text)
    alone = not any(_stands_in(other, beside) for other in others)
    return alone and one.kind in _LIVES and any(_is_subject(name, begins, one.text) for name in names)


def _speaks_of(names: Sequence[str], text: str) -> bool:
    """Whether a sentence below somebody's name is about them: by name, by a pronoun or as their own."""
    said = set(map(str.strip, re.split(r"[^\w'’]+", fold(text))))
    is_told = any(_stands_in(name, fold(text)) for name in names)
    return is_told or (not said.isdisjoint(_of_one_person()) and not _opens_with_all(text))


def _opens_with_all(text: str) -> bool:
    """Whether all of them are told of where a sentence begins: "When we work with crews, she" """
    subjects = vocabulary("speech", "subject") - vocabulary("speech", "i")
    return not subjects.isdisjoint(fold(text).split()[:_LABEL])


@cache
def _of_one_person() -> frozenset[str]:
    return vocabulary("people", "pronouns") | vocabulary("people", "possessives") | vocabulary("speech", "i")


def _names(person: Fact, others: Sequence[Fact]) -> tuple[str, ...]:
    """The name, and the first name by which a biography goes on, where nobody else bears it."""
    name = fold(str(person.value))
    parts = [part for part in name.split() if len(part) >= _SHORTEST and not part.endswith(".")]
    shared = parts and any(parts[0] in fold(str(other.value)).split() for other in others)
    return (name, parts[0]) if parts and not shared else (name,)


def _stands_in(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _is_subject(name: str, begins: str, text: str) -> bool:
    """Whether a name stands where a sentence begins, and is no part of a longer one: "Studio Ann Lee stands for" """
    if not _stands_in(name, begins):
        return False
    before = text[: begins.index(name)].split()
    return not before or any(word[:1].islower() or word.endswith((",", ".")) for word in before)


def _speaks_of_themselves(one: Statement) -> bool:
    return one.kind in _OF_PEOPLE and phrases("speech", "i").stand_in(one.text)
