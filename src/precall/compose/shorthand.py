"""How does a letter write what notes shorten: "w/ Ann" is "with Ann"?"""

from collections.abc import Mapping
from functools import cache

from precall.words.match import fold, listed


def written_out(text: str, language: str) -> str:
    """The text with its shortened words in full; spaces stay where a word of it is one."""
    full = _full(language)
    if not full:
        return text
    return " ".join(full.get(fold(word), word) for word in text.split(" "))


@cache
def _full(language: str) -> Mapping[str, str]:
    pairs = (entry.partition(" = ") for entry in listed("notes", "shorthand", (language,)))
    return {short: words for short, _, words in pairs}
