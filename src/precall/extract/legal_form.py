"""Legal forms of companies: how a registered name ends."""

import re
from functools import cache

from precall.extract import nation
from precall.words.letters import CAPITAL
from precall.words.remembered import of_short_text

_FIRST_YEAR = re.compile(
    r"^(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\s)*(?:(?:by|von|von der|de|of|und|and|the|at|y|e|et|&)\s)?"
)
_WORD = rf"(?:[{CAPITAL}0-9][\w&'’.+-]{{0,30}}|[&+]|and|und|et|och|og|i|of|de|da|do|di|du|des|del|della|la|le|am|im|the|van|by|y|e)"


def ends_with_form(name: str) -> bool:
    """Whether a name ends with a legal form."""
    return _ending().search(name) is not None


def without_form(name: str) -> str:
    """The name without its legal form."""
    return _ending().sub("", name).rstrip(" ,")


@of_short_text
def names_in(text: str) -> tuple[str, ...]:
    """The registered names in a text: capitalised words that end with a legal form, verbatim."""
    if not _form().search(text):
        return ()
    return tuple(_FIRST_YEAR.sub("", match.group().strip()) for match in _name().finditer(text))


def _any_form() -> str:
    return f"(?:{'|'.join(nation.company_forms())})"


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:,|\s)\s?{_any_form()}\)?$")


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf" {_any_form()}(?!\w)")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w&])({_WORD}(?: {_WORD}){{0,7}}),? {_any_form()}(?!\w)")
