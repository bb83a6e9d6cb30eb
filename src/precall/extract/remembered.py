"""Which answers are kept: those about short texts, since menus, footers and headings stand on every page of a site."""

from collections.abc import Callable
from functools import update_wrapper
from typing import TypeVar

LONGEST = 400  # characters; a hostile site's long texts would fill the memory
_MOST = 4096

_Answer = TypeVar("_Answer")


def of_short_text(answer: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """The same function with many of its answers about short texts at hand. It must be pure, its answers immutable."""
    return _Kept(answer)


class _Kept(dict[str, _Answer]):
    """Answers by text. Calling it is looking it up, so that a known answer costs no function's frame."""

    def __init__(self, answer: Callable[[str], _Answer]) -> None:
        self._answer = answer
        update_wrapper(self, answer)

    __call__ = dict.__getitem__

    def __missing__(self, text: str) -> _Answer:
        answer = self._answer(text)
        if len(text) <= LONGEST:
            if len(self) >= _MOST:
                self.clear()  # what is asked often is soon there again
            self[text] = answer
        return answer
