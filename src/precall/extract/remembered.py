"""Which answers are kept: those about short texts, since menus, footers and headings stand on every page of a site."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

LONGEST = 400  # characters; a hostile site's long texts would fill the memory
_MOST = 4096

_Answer = TypeVar("_Answer")


def of_short_text(answer: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """The same function with its latest answers about short texts at hand. It must be pure, its answers immutable."""
    kept = lru_cache(maxsize=_MOST)(answer)

    @wraps(answer)
    def answered(text: str) -> _Answer:
        return kept(text) if len(text) <= LONGEST else answer(text)

    return answered
