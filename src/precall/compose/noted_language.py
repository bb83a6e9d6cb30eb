"""In which of a few languages is a short note: told by the small words that only one of them has, or by its script."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from precall import words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LISTS = {
    "language": ("common",),
    "speech": ("i", "subject", "we", "pointing", "backward", "negations", "halves", "insist"),
    "turning": ("words",),
    "dates": (
        "weekdays", "months", "leads", "today", "tomorrow", "this", "next", "numbers", "day_units",
        "week_units", "month_units",
    ),
    "reader": ("openers", "finite", "between"),
}  # fmt: skip
"""Lists of small words, and of those that notes are full of."""
_FEWEST = 3
"""So many small words, at least, tell a language that nobody expects."""
_OF_SCRIPTS = {
    "HEBREW": "he", "ARABIC": "ar", "GREEK": "el", "CYRILLIC": "ru", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "CJK": "zh", "THAI": "th", "DEVANAGARI": "hi",
}  # fmt: skip
"""The language that is meant most often where one sees a script."""
_OF_MANY = ("i", "a")
"""What is a word of several languages: I, in, the; an article, to, has ("3 sedute a 400 €")."""


def languages_of(texts: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """The language of each text, among those `known`, or clearly another; of one that tells nothing that of all together, or none."""
    codes = tuple(dict.fromkeys(known))
    latin = " ".join(text for text in texts if not _by_script(text))
    of_all = _most(latin, codes) if len(codes) > 1 else "".join(codes)
    return tuple(
        _by_script(text)
        or _elsewhere(text, codes)
        or (_most(text, codes) if len(codes) > 1 else "")
        or of_all
        for text in texts
    )


def _elsewhere(text: str, codes: tuple[str, ...]) -> str:
    """A language that is none of these and has far more of a text's small words than any of them; empty where there is none."""
    said = _said(text)
    known = max((sum(word in _small(code) for word in said) for code in codes), default=0)
    others = {code: sum(word in _small(code) for word in said) for code in words.languages()}
    best = max(others, key=lambda code: (others[code], code))
    return best if best not in codes and others[best] >= _FEWEST and others[best] > 2 * known else ""


def _by_script(text: str) -> str:
    """The language that a text's letters tell, where most of them are no Latin ones; empty for another text."""
    if text.isascii():
        return ""
    scripts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha())
    most = max(scripts, key=lambda script: scripts[script], default="")
    if most == "LATIN" or scripts[most] * 2 < scripts.total():
        return ""
    if most == "CJK" and (scripts["HIRAGANA"] or scripts["KATAKANA"]):
        return "ja"
    return _OF_SCRIPTS.get(most, "")


def _most(text: str, codes: tuple[str, ...]) -> str:
    """The language of most of a text's small words; none where two share them."""
    said = _said(text)
    shares = sorted(((sum(word in _own(code, codes) for word in said), code) for code in codes), reverse=True)
    (most, code), (second, _) = shares[:2]
    return code if most > second else ""


def _said(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text) if word not in _OF_MANY]


@cache
def _own(code: str, codes: tuple[str, ...]) -> frozenset[str]:
    """The small words of a language that none of the others has."""
    others = frozenset[str]().union(*(_small(other) for other in codes if other != code))
    return _small(code) - others


@cache
def _small(code: str) -> frozenset[str]:
    return frozenset(
        word.casefold()
        for table, keys in _LISTS.items()
        for key in keys
        for word in _flat(words.table(table).get(words.filed_as(code), {}).get(key, ()))
        if " " not in word
    )


def _flat(listed: Any) -> Iterator[str]:
    for one in listed:
        yield from (one,) if isinstance(one, str) else one
