"""Is a finished sentence one that can be sent: one subject, a verb that fits it, no word twice, nothing left hanging?

The check knows nothing of how a sentence was made: whatever fails it is said as it was noted instead.

    is_sound("You sell cut flowers.", "en")            # True
    is_sound("You cut flower wholesaler.", "en")       # False
    is_sound("You hope that report finished.", "en")   # False
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from precall.compose.grammar import Word, is_role, pieces, tagged
from precall.compose.second_person import base_form
from precall.compose.shape import shape
from precall.words.match import vocabulary


def is_sound(text: str, language: str) -> bool:
    """Whether nothing tells that the sentence is none; in a language without these expressions nothing does."""
    if text.count('"') % 2 or text.count("“") != text.count("”"):
        return False
    if shape("never", language).search(text):
        return False
    of_you, linked, about, wanted = (
        shape(key, language).finditer(text) for key in ("of_you", "linked", "spoken_about", "wanted")
    )
    return (
        all(_fits_you(tagged(found["rest"].rstrip(" ."), language), language) for found in of_you)
        and all(
            _is_clause(found["clause"], language, is_ahead=found["verb"].startswith("hope"))
            for found in linked
        )
        and all(_is_about_a_thing(found["thing"], language) for found in about)
        and not any(_is_told(found["thing"], language) for found in wanted)
    )


def _is_told(text: str, language: str) -> bool:
    """Whether what is wanted says what somebody does: "each supplier confirms in one place"."""
    first = next(iter(pieces(text.rstrip(" ."), language)), None)
    if first is None or first.kind != "clause":
        return False
    inside = any(word.sort in ("relative", "under", "to") for word in first.words[: first.verb])
    return first.words[first.verb].sort == "third" and not inside


def _is_about_a_thing(text: str, language: str) -> bool:
    """Whether words can follow "we spoke about": no clause that was taken for a thing."""
    first = next(iter(pieces(text.rstrip(" ."), language)), None)
    return first is None or first.kind != "clause"


def _fits_you(words: Sequence[Word], language: str) -> bool:
    """Whether words can follow "you": a verb of no third person first, and no trade for its object: "cut flower wholesaler"."""
    said = [word for word in words if word.sort != "adverb"]
    if not said:
        return True
    verb, rest = said[0], said[1:]
    is_trade = bool(bare := _nouns(rest)) and len(bare) == len(rest) and is_role(bare[-1].low, language)
    return not (
        _is_third(verb, language)
        or (is_trade and verb.sort != "finite")
        or _goes_on_in_third(words, language)
    )


def _nouns(words: Sequence[Word]) -> Sequence[Word]:
    """The nouns with which words begin, led by nothing."""
    return list(takewhile(lambda word: word.sort in ("noun", "either", "eithers", "ing"), words))


def _is_third(word: Word, language: str) -> bool:
    low = word.low
    return (
        low.endswith("s")
        and not low.endswith("ss")
        and base_form(low) in vocabulary("reader", "verbs", (language,))
    )


def _goes_on_in_third(words: Sequence[Word], language: str) -> bool:
    """Whether a verb of the third person goes on about you: "you say yes to every bride and works till midnight"."""
    for at, (before, word) in enumerate(pairwise(words)):
        if word.sort in ("subject", "relative", "under", "finite", "name") or word.low in vocabulary(
            "reader", "own_nouns", (language,)
        ):
            return False
        is_behind = before.low == "and" or (before.sort == "adverb" and words[at - 1].low == "and")
        if is_behind and (word.sort == "third" or (word.sort == "eithers" and before.low == "then")):
            return True
    return False


def _is_clause(text: str, language: str, *, is_ahead: bool) -> bool:
    """Whether words can follow "you hope that": somebody or something, led by what leads it, and its verb.

    What is hoped for is ahead (`is_ahead`): no verb of the past tells it.
    """
    first, *rest = pieces(text.rstrip(" ."), language)
    if first.kind == "beside":  # "after the holidays you ..."
        return bool(rest) and rest[0].kind == "clause" and rest[0].words[0].sort != "and"
    if first.kind in ("does", "thing", "count"):
        return False
    if first.kind != "clause" or first.verb < 1:
        return True
    verb = first.words[first.verb]
    if verb.sort == "noun":  # only its place made it a verb: "two free weekends a month"
        return False
    return not (_is_bare(first.words[: first.verb], language) or (is_ahead and verb.sort in ("past", "ed")))


def _is_bare(subject: Sequence[Word], language: str) -> bool:
    """Whether what does something is one thing without an article: "alarm" of "alarm wakes the right person"."""
    first, last = subject[0], subject[-1]
    is_plain = all(word.sort in ("noun", "either", "ing") for word in subject)
    is_many = last.low.endswith("s") and not last.low.endswith("ss")
    known = {first.low, last.low} & (
        vocabulary("reader", "masses", (language,)) | vocabulary("reader", "plurals", (language,))
    )
    return is_plain and not (is_many or known or first.is_capital)
