"""The caller's own name in what they noted, said as I, me and my: "and Nora Kestrel offered three questions" (English)."""

import re
from collections.abc import Iterable

from precall.compose.person_name import parts_of
from precall.compose.second_person import base_form
from precall.site.text import clean
from precall.words.match import fold, vocabulary

_ENGLISH = ("en",)
_AS_THEY_ARE = frozenset("will would can could should shall may might must had did".split())
_OTHERWISE = {"is": "am", "was": "was", "has": "have", "does": "do"}
_BETWEEN = frozenset("also then already now still".split())
_BEFORE_ME = frozenset(
    "to with for from by of told asked gave sent showed thanked paid tell ask give send show thank pay".split()
)


def as_first_person(text: str, caller: str, others: Iterable[str] = ()) -> str:
    """The text with the caller's name, whole or given, as I, me or my where it is sure which; else as it stands.

    A given name that one of the `others` has, too, stays, and so does all of a text with words in quotation marks.
    """
    names = [name for name in (clean(caller), parts_of(clean(caller)).given) if len(name) > 1]
    theirs = {fold(word) for name in others for word in name.split()}
    own = [name for name in names if fold(name) not in theirs]
    if not own or "“" in text:
        return text
    ways = "|".join(re.escape(name) for name in sorted(own, key=len, reverse=True))
    found = re.compile(
        rf"(?P<before>[^\W\d_]{{1,20}} )?(?<![\w-])(?:{ways})(?![\w-])(?P<owner>['’]s(?!\w))?"
        rf"(?P<between> (?:{'|'.join(_BETWEEN)}))?(?P<next> [^\W\d_]{{1,20}})?"
    )
    return found.sub(_said, text)


def _said(match: re.Match[str]) -> str:
    before, between, behind = (match[name] or "" for name in ("before", "between", "next"))
    if match["owner"]:
        return f"{before}{'my' if before else 'My'}{between}{behind}"
    if fold(before.strip()) in _BEFORE_ME:
        return f"{before}me{between}{behind}"
    verb = _verb(behind.strip())
    return f"{before}I{between} {verb}" if verb else match[0]


def _verb(word: str) -> str:
    """A verb of the third person as I do it; empty for another word, and where that is not sure."""
    low = fold(word)
    if (
        low in _AS_THEY_ARE
        or low in vocabulary("reader", "pasts", _ENGLISH)
        or (len(low) > 4 and low.endswith("ed"))
    ):
        return word
    given = base_form(word) if low.endswith("s") and low not in _OTHERWISE else ""
    return _OTHERWISE.get(low, given if fold(given) in vocabulary("reader", "givers", _ENGLISH) else "")
