"""How a text is cut to a number of words without changing what it says."""

import re
from functools import lru_cache
from itertools import accumulate
from unicodedata import east_asian_width

from precall.words.match import fold, vocabulary

MARK = "…"

_LETTERS_PER_WORD = 8
_FEWEST = 4
_SENTENCE_END = re.compile(r"[.!?。！？][\"'”’»)]{0,2}(?=\s|$)")
_CLAUSE_END = re.compile(r"[,;:–—](?=\s)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@lru_cache(2048)
def weight(text: str) -> int:
    """How many words a text counts: by white space, or by its length where its words are very long."""
    tokens = text.split()
    width = len("".join(tokens)) if text.isascii() else sum(map(_width, tokens))
    return max(len(tokens), -(-width // _LETTERS_PER_WORD))


def clip(text: str, limit: int) -> str:
    """A name or title of at most `limit` words; a cut is marked with …"""
    if weight(text) <= limit:
        return text
    return _marked(_opening(text, limit))


def shorten(text: str, limit: int) -> str:
    """The text, or its opening up to `limit` words, cut after a sentence, a clause or a word and marked with …

    Nothing where a cut could turn the meaning round: where the sentence that is cut says not, but, except.
    """
    if weight(text) <= limit:
        return text
    opening = _opening(text, limit)
    for end in (_SENTENCE_END, _CLAUSE_END):
        kept = _up_to_last(end, opening)
        if weight(kept) >= _FEWEST and not _turns(kept, text[len(kept) :]):
            return _marked(kept)
    return "" if _turns(opening, text[len(opening) :]) else _marked(opening)


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


def _up_to_last(end: re.Pattern[str], text: str) -> str:
    last = 0
    for found in end.finditer(text):
        last = found.end()
    return text[:last]


def _marked(text: str) -> str:
    text = text.rstrip(" ,;:–—-")
    return f"{text} {MARK}" if text.endswith((".", "!", "?", "”", '"', "»")) else text + MARK


def _turns(kept: str, lost: str) -> bool:
    """Whether a word that turns a meaning round stands in the sentence that is cut, or opens the one that is lost."""
    if _SENTENCE_END.search(kept[-4:]):
        heard = _WORD.findall(lost[:80])[:2]
    else:
        begun = kept[len(_up_to_last(_SENTENCE_END, kept)) :]
        ends = _SENTENCE_END.search(lost)
        heard = _WORD.findall(begun + (lost[: ends.end()] if ends else lost))
    turning = vocabulary("turning", "words")
    return any(word in turning or word.endswith("n't") for word in map(fold, heard))
