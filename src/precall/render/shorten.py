"""How a text is cut to a number of words without changing what it says."""

import re
from functools import lru_cache
from itertools import accumulate
from unicodedata import east_asian_width

from precall.extract.speech import split
from precall.words.match import fold, vocabulary

MARK = "…"

_LETTERS_PER_WORD = 8
_FEWEST = 4
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def words(text: str) -> list[str]:
    """The words of a text by white space; a French semicolon, which has a space before it, is none."""
    return text.replace("\u00a0;", ";").split()


@lru_cache(2048)
def weight(text: str) -> int:
    """How many words a text counts: by white space, or by its length where its words are very long."""
    tokens = words(text)
    width = len("".join(tokens)) if text.isascii() else sum(map(_width, tokens))
    return max(len(tokens), -(-width // _LETTERS_PER_WORD))


def clip(text: str, limit: int) -> str:
    """A name or title of at most `limit` words; a cut is marked with …"""
    if weight(text) <= limit:
        return text
    return _marked(_opening(text, limit))


def opening(text: str, limit: int) -> str:
    """The text, or as many of its first sentences as have at most `limit` words; never a part of one.

    Nothing where the first is longer, or where the next one turns the meaning round: where it begins with but, however, except.
    """
    if weight(text) <= limit:
        return text
    kept = ""
    for sentence in split(text):
        more = f"{kept} {sentence}".lstrip()
        if weight(more) > limit:
            break
        kept = more
    lost = text[len(kept) :]
    return kept if weight(kept) >= _FEWEST and not _turns(lost) else ""


def _width(token: str) -> int:
    return len(token) if token.isascii() else sum(6 if east_asian_width(c) in "WF" else 1 for c in token)


def _opening(text: str, limit: int) -> str:
    """As many whole words as fit; a text without spaces is cut between letters."""
    count, width, end = 0, 0, 0
    for token in re.finditer(r"\S+", text):
        count, width = count + 1, width + _width(token[0])
        if count > limit or width > limit * _LETTERS_PER_WORD:
            break
        end = token.end()
    return text[:end] if end else _letters(text, limit * _LETTERS_PER_WORD - 1)


def _letters(text: str, limit: int) -> str:
    """As many letters as are no wider than that."""
    widths = accumulate(map(_width, text))
    return "".join(letter for letter, width in zip(text, widths, strict=True) if width <= limit)


def _marked(text: str) -> str:
    text = text.rstrip(" ,;:–—-")
    return f"{text} {MARK}" if text.endswith((".", "!", "?", "”", '"', "»")) else text + MARK


def _turns(lost: str) -> bool:
    """Whether one of the first words of what is left out turns a meaning round."""
    turning = vocabulary("turning", "words")
    heard = map(fold, _WORD.findall(lost[:80])[:2])
    return any(word in turning or word.endswith("n't") for word in heard)
