"""Which answers are kept: those about short texts, since menus, footers and headings stand on every page of a site."""

from collections.abc import Callable
from functools import cache, update_wrapper, wraps
from typing import Protocol, TypeVar

from precall.words.match import ALL, Spoken

LONGEST = 400  # characters; a hostile site's long texts would fill the memory
_MOST = 4096

_Answer = TypeVar("_Answer")
_Told = TypeVar("_Told", covariant=True)


def of_short_text(answer: Callable[[str], _Answer]) -> Callable[[str], _Answer]:
    """The same function with many of its answers about short texts at hand. It must be pure, its answers immutable."""
    return _Kept(answer)


class InLanguages(Protocol[_Told]):
    """What is asked of a text with the languages whose words count."""

    def __call__(self, text: str, spoken: Spoken = ALL) -> _Told:
        """The answer."""


def in_languages(answer: Callable[[str, Spoken], _Answer]) -> InLanguages[_Answer]:
    """The same as `of_short_text` for an answer that depends on the languages whose words count, too."""

    @cache
    def among(spoken: Spoken) -> Callable[[str], _Answer]:
        return of_short_text(lambda text: answer(text, spoken))

    @wraps(answer)
    def asked(text: str, spoken: Spoken = ALL) -> _Answer:
        return among(spoken)(text)

    return asked


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
