"""Which of these phrases stand in this text: whole words, without regard to case and to the shape of an apostrophe.

    phrases("founded", "words", ("de", "en")).stand_in("Gegründet 1998 in Graz")

A list counts in the languages that it is asked for, in all of them where none is given.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from itertools import chain, filterfalse
from typing import NamedTuple, cast

from precall import words
from precall.words.tree import one_of

Spoken = tuple[str, ...]
"""The languages whose words count (ISO 639-1)."""
ALL: Spoken = ()

_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {code: " " for code in range(128) if not chr(code).isalpha()}
_APOSTROPHES = "’ʼ‘`´"
_LONG = 2_000  # characters; a whole page, of which only the last few are kept


class Place(NamedTuple):
    """Where a phrase stands in a text; it is asked like a match of `re`."""

    phrase: str
    begins: int

    def group(self) -> str:
        """The phrase, folded."""
        return self.phrase

    def start(self) -> int:
        """Where it begins."""
        return self.begins

    def end(self) -> int:
        """Where what follows it begins."""
        return self.begins + len(self.phrase)


class Phrases:
    """Phrases to be looked for in many texts. A place that is given holds in the text as it was given."""

    def __init__(self, phrases: Iterable[str], *, behind_digits: bool = False) -> None:
        """`behind_digits` also finds one right behind a digit: "30min"."""
        self.all = tuple(dict.fromkeys(map(fold, phrases)))
        self._behind_digits = behind_digits

    def stand_in(self, text: str) -> bool:
        """Whether one of them stands in a text."""
        folded, spoken = _read(text)
        return not self._words.isdisjoint(spoken) and any(
            self._is_bounded(folded, place, phrase)
            for phrase in self._told(spoken)
            for place in _places_of(phrase, folded)
        )

    def first(self, text: str) -> Place | None:
        """The first of them in a text, the longest where several begin at one place."""
        folded, spoken = _read(text)
        return None if self._words.isdisjoint(spoken) else next(self._found(folded, spoken), None)

    def each(self, text: str) -> Iterator[Place]:
        """All of them in a text that do not overlap, in reading order."""
        folded, spoken = _read(text)
        return iter(()) if self._words.isdisjoint(spoken) else self._found(folded, spoken)

    def stretches(self, text: "Read") -> Iterator[tuple[int, int]]:
        """Where each of them begins and ends in a text, in no order, those within others among them."""
        return (
            (place, place + len(phrase))
            for phrase in self._told(text.words)
            for place in _places_of(phrase, text.folded)
            if self._is_bounded(text.folded, place, phrase)
        )

    def different(self, text: str) -> frozenset[str]:
        """Which of them stand in a text."""
        return frozenset(found.group() for found in self.each(text))

    def is_whole(self, text: str) -> bool:
        """Whether a text is one of them and nothing else."""
        return len(text) <= self._longest and fold(text) in self._set

    def starts(self, text: str) -> Place | None:
        """The longest of them that a text begins with."""
        return self.starts_at(text, 0)

    def starts_at(self, text: str, place: int) -> Place | None:
        """The longest of them that stands right at a place of a text."""
        folded, spoken = _read(text)
        if self._words.isdisjoint(spoken):
            return None
        standing = (
            phrase
            for phrase in self._told(spoken)
            if folded.startswith(phrase, place) and self._is_bounded(folded, place, phrase)
        )
        longest = max(standing, key=len, default=None)
        return None if longest is None else Place(longest, place)

    def without(self, text: str) -> str:
        """The folded text with a space in place of each."""
        return self._pattern.sub(" ", fold(text))

    @cached_property
    def source(self) -> str:
        """An expression for any of them, as a part of a greater one for folded text."""
        return self._bounded(one_of(self.all)) if self.all else r"(?!)"

    def _bounded(self, alternatives: str) -> str:
        """A sign at the edge of a phrase needs no boundary there: "& Co." stands in "Müller& Co.KG"."""
        before = r"(?<![^\W\d_])" if self._behind_digits else r"(?<!\w)"
        ends_in_word = {phrase[-1].isalnum() for phrase in self.all}
        begins_with_word = {phrase[0].isalnum() for phrase in self.all}
        opening = before if begins_with_word == {True} else rf"(?:{before}|(?=\W))"
        closing = r"(?!\w)" if ends_in_word == {True} else r"(?:(?!\w)|(?<=\W))"
        return f"{opening}{alternatives}{closing}"

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self.source)

    @cached_property
    def _set(self) -> frozenset[str]:
        return frozenset(self.all)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.all), default=0)

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        """The phrases by the longest word of each, which is looked up far sooner than any expression."""
        found: dict[str, tuple[str, ...]] = {}
        for phrase in self.all:
            word = phrase if phrase.isalpha() else max(_WORD.findall(phrase), key=len, default="")
            found[word] = (*found[word], phrase) if word in found else (phrase,)
        return found

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._by_word)

    def _told(self, spoken: frozenset[str]) -> Iterator[str]:
        """The phrases of which the longest word is among these; most texts have not even that of one."""
        return (phrase for word in self._words & spoken for phrase in self._by_word[word])

    def _found(self, folded: str, spoken: frozenset[str]) -> Iterator[Place]:
        """Those that stand in a text. None is made an expression: that costs more than many texts to look through."""
        standing = sorted(
            (place, -len(phrase), phrase)
            for phrase in self._told(spoken)
            for place in _places_of(phrase, folded)
            if self._is_bounded(folded, place, phrase)
        )
        end = 0
        for place, _, phrase in standing:
            if place >= end:
                end = place + len(phrase)
                yield Place(phrase, place)

    def _is_bounded(self, text: str, place: int, phrase: str) -> bool:
        """Whether no word goes on at either edge of a phrase; a sign at its edge needs no boundary."""
        end = place + len(phrase)
        if end < len(text) and _is_in_word(text[end]) and _is_in_word(phrase[-1]):
            return False
        before = text[place - 1] if place else " "
        if not (_is_in_word(before) and _is_in_word(phrase[0])):
            return True
        return self._behind_digits and (before == "_" or before.isdecimal())


def _is_in_word(letter: str) -> bool:
    """What counts as a part of a word in an expression."""
    return letter.isalnum() or letter == "_"


def _places_of(phrase: str, text: str) -> Iterator[int]:
    place = text.find(phrase)
    while place >= 0:
        yield place
        place = text.find(phrase, place + 1)


@cache
def phrases(table: str, key: str, spoken: Spoken = ALL, *, behind_digits: bool = False) -> Phrases:
    """The phrases of one list in some languages, to be looked for."""
    return Phrases(listed(table, key, spoken), behind_digits=behind_digits)


@cache
def vocabulary(table: str, key: str, spoken: Spoken = ALL) -> frozenset[str]:
    """The entries of one list in some languages, to ask whether a folded word is among them."""
    return frozenset(listed(table, key, spoken))


@cache
def listed(table: str, key: str, spoken: Spoken = ALL) -> tuple[str, ...]:
    """The entries of one list in some languages, folded, each once; a text in the file lists its words."""
    chosen = (data for code, data in words.table(table).items() if not spoken or code in spoken)
    return tuple(dict.fromkeys(fold(entry) for data in chosen for entry in _entries(data, key)))


@cache
def shapes(table: str, key: str, spoken: Spoken = ALL) -> re.Pattern[str]:
    """One expression for a list of expressions (not plain phrases) in some languages, for folded text."""
    return re.compile("|".join(listed(table, key, spoken)) or r"(?!)")


def _entries(data: Mapping[str, object], key: str) -> Iterator[str]:
    found = data.get(key, ())
    if isinstance(found, dict):
        found = chain.from_iterable(found.values())
    yield from found.split() if isinstance(found, str) else map(str, cast("Iterable[object]", found))


@cache
def either(table: str, key: str, spoken: Spoken = ALL) -> str:
    """An expression for any entry of one list, as a part of a greater one; what bounds it is the greater one's."""
    return one_of(listed(table, key, spoken))


def fold(text: str) -> str:
    """A text in lower case with straight apostrophes, as long as it was: a place in the one is a place in the other."""
    low = text.lower()
    if low.isascii():
        return low
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    for apostrophe in _APOSTROPHES:
        low = low.replace(apostrophe, "'")
    return low


class Read(NamedTuple):
    """A text that many lists are looked for in: folded, and its different words."""

    folded: str
    words: frozenset[str]


def read(text: str) -> Read:
    """A text folded, with its different words and an empty one, which stands for phrases without a word."""
    return _read(text)


def _read(text: str) -> Read:
    """A text folded, and its words, with an empty one among them: several lists are looked for in each."""
    return _read_short(text) if len(text) < _LONG else _read_long(text)


def _read_anew(text: str) -> Read:
    """The same; words are found by splitting as far as that goes, which is faster than an expression."""
    folded = fold(text)
    if folded.isascii():
        return Read(folded, frozenset(("", *folded.translate(_SIGNS).split())))
    spaced = frozenset(folded.split())
    plain, signed = filter(str.isalpha, spaced), filterfalse(str.isalpha, spaced)
    return Read(folded, frozenset(chain(("",), plain, _WORD.findall(" ".join(signed)))))


_read_short = lru_cache(4096)(_read_anew)
_read_long = lru_cache(8)(_read_anew)
