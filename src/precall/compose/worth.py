"""How much a piece tells somebody who prepares a call: figures, names, money, details, their own voice."""

import re
from collections.abc import Callable, Mapping
from functools import cache

from precall import words
from precall.compose.pieces import Piece
from precall.compose.statements import Statement, names_a_sum
from precall.model.page import PageKind
from precall.words.letters import CAPITAL
from precall.words.match import phrases

_BY_KIND: Mapping[PageKind, float] = {
    "faq": 1.3, "about": 1.2, "contact": 1.2, "pricing": 1.1,
    "services": 0.85, "other": 0.8, "legal": 0.6, "post": 0.4, "blog": 0.4,
}  # fmt: skip
"""Answers and stories tell more than what is written about a subject in general."""

_IN_THE_FRAME = 0.7  # headers and footers
_LINK = 0.4
_TITLES = 0.25  # a list of titles, which says what there is and nothing about it
_TITLE = 6  # words of a line of such a list
_RHETORICAL = 0.3  # a question that a page puts to its reader
_CALL = 0.4  # an invitation to act
_OWN = 1.0  # the business speaks of itself, not of a subject in general
_SENTENCE = 10  # words of a sentence that says something
_FIGURES, _SPELLED, _NAMES = 6, 4, 5  # how many of each count at most
_DIGIT = re.compile(r"\d")
_DETAIL = re.compile(r"[:(]")
_NAME = re.compile(rf"(?<=[^\W\d_A-Z,;] )[{CAPITAL}][\w’'-]+(?: [{CAPITAL}][\w’'-]+){{0,5}}")
_TOKEN = re.compile(r"[\w’'-]+")


def worth(piece: Piece, told_of: Callable[[Statement], float]) -> float:
    """How much a piece tells, whatever else is said; `told_of` says it of a statement."""
    first = piece.first
    tells = sum(map(told_of, piece.statements))
    tells *= _BY_KIND.get(first.kind, 1.0)
    tells *= _IN_THE_FRAME if first.region in ("header", "footer") else 1
    tells *= _TITLES if _lists_titles(piece) else 1
    return tells * (_LINK if first.form == "link" else 1)


def told(one: Statement, language: str) -> float:
    """How much a statement tells by its figures, names, details and own voice; `language` is the site's."""
    spoken = [token.casefold() for token in _TOKEN.findall(one.text)]
    figures = min(_FIGURES, sum(1 for token in one.text.split() if _DIGIT.search(token)))
    spelled = min(_SPELLED, sum(1 for token in spoken if token in _spelled()))
    names = min(_NAMES, len(_NAME.findall(one.text))) * (
        0.25 if words.habits(language).get("capital_nouns") else 1
    )
    sum_of_money = 2.0 if names_a_sum(one.text) else 0
    own = 0 if _own().isdisjoint(spoken) else _OWN
    detail = 0.5 if _DETAIL.search(one.text) else 0
    tells = min(1.0, one.words / _SENTENCE) + 0.6 * (figures + names) + spelled + sum_of_money + own + detail
    tells *= _CALL if phrases("speech", "cta").starts(one.text) and not figures else 1
    return tells * (_RHETORICAL if one.text.endswith("?") else 1)


def is_ours(text: str) -> bool:
    """Whether the business speaks of itself in a text: we, our, I."""
    return not _own().isdisjoint(token.casefold() for token in _TOKEN.findall(text))


def _lists_titles(piece: Piece) -> bool:
    """Whether a piece is several short lines without a price."""
    lines = piece.statements
    return len(lines) > 1 and piece.words < _TITLE * len(lines) and not names_a_sum(piece.text)


@cache
def _spelled() -> frozenset[str]:
    return frozenset(word for table in words.table("numbers").values() for word in table["spelled"].split())


@cache
def _own() -> frozenset[str]:
    return frozenset(word for table in words.table("speech").values() for word in table["we"])
