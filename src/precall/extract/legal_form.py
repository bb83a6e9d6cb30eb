"""Legal forms of companies: how a registered name ends."""

import re
from functools import cache

from precall.extract import nation
from precall.words.letters import CAPITAL
from precall.words.match import either
from precall.words.remembered import of_short_text


def ends_with_form(name: str) -> bool:
    """Whether a name ends with a legal form."""
    return _ending().search(name) is not None


_AND = ("&", "+")


def without_form(name: str) -> str:
    """The name without its legal form; whole where a part of it is left alone: "Wren & Co"."""
    short = _ending().sub("", name).rstrip(" ,")
    return name if short.endswith(_AND) else short


@of_short_text
def names_in(text: str) -> tuple[str, ...]:
    """The registered names in a text: capitalised words that end with a legal form, verbatim."""
    if not _form().search(text):
        return ()
    return tuple(_before().sub("", match.group().strip()) for match in _name().finditer(text))


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
    word = rf"(?:[{CAPITAL}0-9][\w&'’.+-]{{0,30}}|[&+]|{_joints()})"
    return re.compile(rf"(?<![\w&])({word}(?: {word}){{0,7}}),? {_any_form()}(?!\w)")


@cache
def _before() -> re.Pattern[str]:
    """Years and small words before the name itself, as a line of copyright has them: "2019 - 2026 by"."""
    return re.compile(rf"^(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\s)*(?:(?:&|{_joints()})\s)*")


def _joints() -> str:
    """The small words within a name; a company keeps its own language's abroad."""
    return either("name", "joints")
