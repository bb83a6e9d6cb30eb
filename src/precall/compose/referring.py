"""What does "that" mean in "I'll send you that", said right after "could you send me the price list?"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from precall.compose.first_person import flipped
from precall.compose.hanging import hanging
from precall.words.match import fold, vocabulary

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a call, and whether the client said it."""

    text: str
    by_them: bool


def named(deed: str, before: Iterable[Said], language: str) -> str:
    """A promise as the caller notes it, with the thing in place of a "that"; as it is where nobody named one.

    The thing is what stands behind the same verb in what was said `before`, the newest first.
    """
    word = hanging(deed, language)
    if not word:
        return deed
    verb = fold(deed.partition(" ")[0])
    for said in reversed(tuple(before)):
        if thing := _behind_verb(said.text, verb, language):
            own = flipped(thing) if said.by_them else thing
            found = re.search(rf"\b{re.escape(word)}\b", deed, re.IGNORECASE)
            return f"{deed[: found.start()]}{own}{deed[found.end() :]}" if found else deed
    return deed


def _behind_verb(text: str, verb: str, language: str) -> str:
    """The thing behind a verb: of "could you send me the price list by Friday?" the price list."""
    words, spoken = list(_WORD.finditer(text)), (language,)
    for at, match in enumerate(words):
        if fold(match[0]) != verb:
            continue
        start = at + 1
        if start < len(words) and fold(words[start][0]) in vocabulary("reader", "given_to", spoken):
            start += 1
        end = start
        while end < len(words) and not _ends(text, words, start, end, spoken):
            end += 1
        if 2 <= end - start <= _MOST_WORDS and fold(words[start][0]) in vocabulary(
            "reader", "thing_leads", spoken
        ):
            return text[words[start].start() : words[end - 1].end()]
    return ""


def _ends(text: str, words: list[re.Match[str]], start: int, at: int, spoken: tuple[str, ...]) -> bool:
    between = text[words[at - 1].end() : words[at].start()].strip() if at > start else ""
    return bool(between) or fold(words[at][0]) in vocabulary("reader", "thing_ends", spoken)
