"""How much a piece tells somebody who prepares a call: figures, names, money, limits, their own voice."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from precall import words
from precall.compose.pieces import Piece
from precall.compose.statements import Statement, names_a_sum
from precall.model.page import PageKind
from precall.words.letters import CAPITAL

_BY_KIND: Mapping[PageKind, float] = {
    "faq": 1.3, "pricing": 1.3, "team": 1.2, "about": 1.1, "blog": 0.6, "post": 0.5, "legal": 0.6,
}  # fmt: skip
_IN_THE_FRAME = 0.7  # headers and footers
_LINK = 0.4
_SENTENCE = 10  # words of a sentence that says something
_FIGURES, _NAMES, _LIMITS = 6, 5, 3  # how many of each count at most
_DIGIT = re.compile(r"\d")
_NAME = re.compile(rf"(?<=[^\W\d_A-Z,;] )[{CAPITAL}][\w’'-]+(?: [{CAPITAL}][\w’'-]+){{0,5}}")
_TOKEN = re.compile(r"[\w’'-]+")


def worth(piece: Piece, told_of: Callable[[Statement], float]) -> float:
    """How much a piece tells, whatever else is said; `told_of` says it of a statement."""
    first = piece.first
    tells = sum(map(told_of, piece.statements))
    tells += 1.0 if first.heading.endswith("?") else 0
    tells *= _BY_KIND.get(first.kind, 1.0)
    tells *= _IN_THE_FRAME if first.region in ("header", "footer") else 1
    return tells * (_LINK if first.form == "link" else 1)


def told(one: Statement, language: str) -> float:
    """How much a statement tells by its figures, names, limits and own voice; `language` is the site's."""
    spoken = [token.casefold() for token in _TOKEN.findall(one.text)]
    counted = sum(1 for token in one.text.split() if _DIGIT.search(token))
    figures = min(_FIGURES, counted + sum(1 for token in spoken if token in _spelled()))
    names = min(_NAMES, len(_NAME.findall(one.text))) * (
        0.25 if words.habits(language).get("capital_nouns") else 1
    )
    limits = min(_LIMITS, sum(1 for token in spoken if token in _limiting()))
    sum_of_money = 2.0 if names_a_sum(one.text) else 0
    own = 0.3 if not _own().isdisjoint(spoken) else 0
    return min(1.0, one.words / _SENTENCE) + 0.6 * figures + 0.6 * names + 0.6 * limits + sum_of_money + own


@cache
def _spelled() -> frozenset[str]:
    return frozenset(word for table in words.table("numbers").values() for word in table["spelled"].split())


@cache
def _limiting() -> frozenset[str]:
    return frozenset(word for table in words.table("turning").values() for word in table["words"])


@cache
def _own() -> frozenset[str]:
    return frozenset(word for table in words.table("speech").values() for word in table["we"])
