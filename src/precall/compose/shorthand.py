"""How does a letter write what notes shorten: "w/ Ann" is "with Ann"?"""

import re
from collections.abc import Mapping
from functools import cache

from precall.words.match import fold, listed, vocabulary

_CORE = re.compile(r"(?P<lead>[(\"“‘']{0,2})(?P<core>[^\s]{1,30}?)(?P<tail>[),;:.!?\"”’']{0,3})")
_ABOUT = re.compile(r"~\s?(?=\d)")
_EQUAL = re.compile(r"(?<=[^\W\d_]) = (?=\S)")


def written_out(text: str, language: str) -> str:
    """The text with its shortened words in full and its days with a capital; spaces stay where a word of it is one."""
    full = _full(language)
    if not full:
        return text
    text = _ABOUT.sub(f"{full.get('~', '~')} ", _EQUAL.sub(": ", text))
    return " ".join(_in_full(word, full, language) for word in text.split(" "))


def _in_full(word: str, full: Mapping[str, str], language: str) -> str:
    if word.isupper() and word.isalpha():
        return word  # HR, not hours
    parts = _CORE.fullmatch(word)
    core = parts["core"] if parts else ""
    short = full.get(fold(word)) or full.get(fold(core)) or core
    capitals = vocabulary("notes", "capitals", (language,))
    is_day = short.islower() and (short in capitals or short.removesuffix("s") in capitals)
    short = short.capitalize() if is_day else short
    if parts is None or fold(word) in full:
        return short or word
    return f"{parts['lead']}{short}{parts['tail']}"


@cache
def _full(language: str) -> Mapping[str, str]:
    pairs = (entry.partition(" = ") for entry in listed("notes", "shorthand", (language,)))
    return {short: words for short, _, words in pairs}
