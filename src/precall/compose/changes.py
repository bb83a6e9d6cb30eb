"""What is new, gone or different on a site between two looks, fact by fact; what merely moves is no change."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from precall.model.fact import Evidence, Fact
from precall.model.kinds import ROWS, Kind
from precall.model.memory import Seen
from precall.sentences import Sentences
from precall.site.text import shorten

What = Literal["new", "gone", "different"]

_LIKELY = 0.75  # three of four such facts are what they are taken for
_ALIKE = 0.6  # of SequenceMatcher: the same sentence, reworded
_LONGEST = 120
_COMPARED = 400  # characters of a text, so that a long one costs no more
_MOST_PAIRED = 60

_NOT_FOUND = re.compile(r"\b(?:404|410)\b|not found")
_NOT_A_WORD = re.compile(r"[^\w]+")
_SENTENCE = re.compile(r"[.!?]\s")
_DIGITS = re.compile(r"[0-9]+(?: [0-9]+)*")


class Change(NamedTuple):
    """One fact that is new (no `before`), gone (no `after`) or different."""

    kind: Kind
    what: What
    before: Fact | None = None
    after: Fact | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words then and the words now, as far as there are any."""
        return tuple(fact.evidence[0] for fact in (self.before, self.after) if fact)

    @property
    def basis(self) -> str:
        """What identifies this change among those of one client."""
        return f"{self.kind} {self.what} {_words(self.before)} > {_words(self.after)}"

    def said(self, sentences: Sentences) -> str:
        """The change in one line, their words in quotation marks."""
        return sentences.say(
            f"changes.{self.what}",
            kind=sentences.say(f"changes.kind_{self.kind}"),
            before=shorten(_words(self.before), _LONGEST),
            after=shorten(_words(self.after), _LONGEST),
        )


def changes(before: Seen, after: Seen) -> tuple[Change, ...]:
    """The changes between two looks at one site, the most telling kinds first.

    What stood on a page that one of the looks could not see is left open. Another order, another count in the same
    words and another spelling in capitals, accents and punctuation are no changes. Words that stand for several kinds
    are told once, also where one of them has them as a part of a sentence or two.
    """
    found: list[Change] = []
    for kind in _compared():
        for change in _of_kind(kind, before, after):
            if not any(_tells(earlier, change) for earlier in found):
                found.append(change)
    return tuple(found)


def _tells(earlier: Change, change: Change) -> bool:
    """Whether a change says what another does: with the same words, or with prose that holds its prose."""
    values = [(_value(earlier.before), _value(change.before)), (_value(earlier.after), _value(change.after))]
    if all(one == other for one, other in values):
        return True
    prose = ROWS[earlier.kind].change.prose and ROWS[change.kind].change.prose
    return prose and all(other and other in one for one, other in values)


@cache
def _compared() -> tuple[Kind, ...]:
    """The kinds whose changes are told, those first that are most worth a call."""
    rows = sorted(ROWS.values(), key=lambda row: -row.change.worth)
    return tuple(row.kind for row in rows if row.change.worth)


def _of_kind(kind: Kind, before: Seen, after: Seen) -> Iterator[Change]:
    then, now = _facts(kind, before), _facts(kind, after)
    then, now, pairs = _matched(then, now, lambda fact: _same(kind, fact))
    yield from (Change(kind, "different", *pair) for pair in pairs if _differs(kind, *pair))
    then, now, same_label = _matched(then, now, _label)
    then, now, alike = _alike(kind, then, now)
    for old, new in (*same_label, *alike):
        if _is_sure(old) and _is_sure(new) and not _says_the_same_and_more(kind, old, new):
            yield Change(kind, "different", old, new)
    if ROWS[kind].single:
        # The best of a kind can be missing on a page that was not seen; only its words tell a change.
        return
    for new in now:
        if _is_sure(new) and _would_have_been_seen(new, before):
            yield Change(kind, "new", None, new)
    for old in then:
        if _is_sure(old) and _would_have_been_seen(old, after) and not _rolled_off(kind, old, before, after):
            yield Change(kind, "gone", old, None)


def _facts(kind: Kind, seen: Seen) -> list[Fact]:
    facts = [fact for fact in seen.facts if fact.kind == kind]
    if kind == "offer":
        # A role that is listed like a service comes and goes among the offers as others are listed beside it.
        roles = {_folded(str(fact.value)) for fact in seen.facts if fact.kind == "hiring"}
        facts = [fact for fact in facts if _folded(str(fact.value)) not in roles]
    return facts[:1] if ROWS[kind].single else facts


def _matched(
    then: Sequence[Fact], now: Sequence[Fact], key: Callable[[Fact], str]
) -> tuple[list[Fact], list[Fact], list[tuple[Fact, Fact]]]:
    """What is left of both, and the pairs of the same (not empty) key."""
    waiting: dict[str, list[Fact]] = {}
    for fact in then:
        waiting.setdefault(key(fact), []).append(fact)
    pairs, left = [], []
    for fact in now:
        same = waiting.get(key(fact)) if key(fact) else None
        if same:
            pairs.append((same.pop(0), fact))
        else:
            left.append(fact)
    return [fact for facts in waiting.values() for fact in facts], left, pairs


def _alike(
    kind: Kind, then: list[Fact], now: list[Fact]
) -> tuple[list[Fact], list[Fact], list[tuple[Fact, Fact]]]:
    """Reworded ones, the most alike first; where one thing is left on each side of a kind with few, it was replaced."""
    row = ROWS[kind]
    if not row.change.reworded:
        return then, now, []
    if len(then) == len(now) == 1 and (row.change.replaced or row.single):
        return [], [], [(then[0], now[0])]
    scored = sorted(
        (
            (-_likeness(kind, old, new), i, j)
            for i, old in enumerate(then[:_MOST_PAIRED])
            for j, new in enumerate(now[:_MOST_PAIRED])
        )
    )
    old_taken: dict[int, int] = {}
    new_taken: dict[int, int] = {}
    for score, i, j in scored:
        if -score >= _ALIKE and i not in old_taken and j not in new_taken:
            old_taken[i], new_taken[j] = j, i
    pairs = [(then[i], now[j]) for i, j in sorted(old_taken.items())]
    return (
        [fact for i, fact in enumerate(then) if i not in old_taken],
        [fact for j, fact in enumerate(now) if j not in new_taken],
        pairs,
    )


def _likeness(kind: Kind, old: Fact, new: Fact) -> float:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, _key(kind, old)[:_COMPARED], _key(kind, new)[:_COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _same(kind: Kind, fact: Fact) -> str:
    """What makes two facts the same one: for running text its words, in whatever order the sentences stand."""
    key = _key(kind, fact)
    return " ".join(sorted(key.split())) if ROWS[kind].change.prose else key


def _key(kind: Kind, fact: Fact) -> str:
    """A fact's words without regard to spelling, and of running text without its counts."""
    text = _folded(str(fact.value))
    if kind == "price":
        return f"{_label(fact)}|{text}"
    return _DIGITS.sub("0", text) if ROWS[kind].change.prose else text


def _label(fact: Fact) -> str:
    """What a price is for; a person's given name with the role, for a surname can change; nothing for other facts."""
    if fact.kind == "price":
        return _folded(f"{fact.text('for')} {fact.text('unit')}")
    role = _folded(fact.text("role")) if fact.kind == "person" else ""
    return f"{_folded(str(fact.value)).split(' ')[0]} {role}" if role else ""


def _differs(kind: Kind, old: Fact, new: Fact) -> bool:
    """Whether what is told beside the value of one fact differs: a person's role, say."""
    attribute = ROWS[kind].change.differs_by
    one, other = _folded(old.text(attribute)), _folded(new.text(attribute))
    return bool(one and other) and one != other and one not in other and other not in one


def _says_the_same_and_more(kind: Kind, old: Fact, new: Fact) -> bool:
    """Whether one of two running texts has all sentences of the other: how much of a site's prose is quoted is ours."""
    if not (ROWS[kind].single and ROWS[kind].change.prose):
        return False
    one, other = (
        {_folded(sentence) for sentence in _SENTENCE.split(str(fact.value))} - {""} for fact in (old, new)
    )
    return one <= other or other <= one


def _is_sure(fact: Fact) -> bool:
    """Whether a fact is worth telling a change of: that its words came or went is sure, only what they are may be in doubt."""
    return not fact.check or fact.confidence >= _LIKELY


def _would_have_been_seen(fact: Fact, seen: Seen) -> bool:
    """Whether a look that did not see a fact could have: one of its pages was read, or is known not to exist."""
    return any(_was_in_sight(proof.url, seen) for proof in fact.evidence)


def _was_in_sight(url: str, seen: Seen) -> bool:
    if url in seen.pages:
        return True
    misses = [miss for miss in seen.missed if miss.url == url]
    return all(_NOT_FOUND.search(miss.reason) for miss in misses) if misses else seen.whole


def _rolled_off(kind: Kind, old: Fact, before: Seen, after: Seen) -> bool:
    """Whether a list of news merely ended earlier: nothing older than this item stands there any more either."""
    if kind != "news":
        return False
    now = {_key(kind, fact) for fact in after.facts if fact.kind == kind}
    dated = old.text("date")
    older = [
        fact for fact in before.facts if fact.kind == kind and fact.text("date") and fact.text("date") < dated
    ]
    return not any(_key(kind, fact) in now for fact in older)


def _value(fact: Fact | None) -> str:
    return _folded(f"{fact.value} {fact.text(ROWS[fact.kind].change.differs_by)}") if fact else ""


def _words(fact: Fact | None) -> str:
    if fact is None:
        return ""
    beside = fact.text(ROWS[fact.kind].change.beside)
    value = fact.text("shown") or str(fact.value)
    return f"{value} ({beside})" if beside else value


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", letters).strip()


def both_evidences(change: Change) -> Iterable[tuple[str, Evidence]]:
    """Each evidence of a change, with `then` or `now`."""
    for when, fact in (("then", change.before), ("now", change.after)):
        if fact:
            yield when, fact.evidence[0]
