"""Is a finished English sentence one that can be sent: one subject, a verb that fits it, no word twice, nothing left hanging?

The check knows nothing of how a sentence was made: whatever fails it is said as it was noted instead.

    is_sound("You sell cut flowers.")            # True
    is_sound("You cut flower wholesaler.")       # False
    is_sound("You hope that report finished.")   # False
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from precall.compose.grammar import Word, is_role, pieces, tagged
from precall.compose.second_person import base_form
from precall.words.match import vocabulary

_TWICE = re.compile(r"(?<!\w)(?!(?:that|had)\s)(\w+)\s\1(?!\w)", re.IGNORECASE)
_LED_TWICE = re.compile(
    r"(?<!\w)(?:the|an?|your|my)\s(?:the|an?|your|my|our|each|every|you|we|they|she|he|it)(?!\w)"
)
_NEVER = (
    _TWICE,
    _LED_TWICE,
    re.compile(r"(?:^|[.;:] |that |and )(?:[Yy]ou|I) (?:is|was|has|does|a|an|the|your|my|no|of|with|by)(?!\w)"),
    re.compile(r"(?<!\w)(?:send|give|get) you (?:[^.,]{1,60} )?(?:with|for|to) you(?!\w)"),
    re.compile(
        r"(?<!\w)[Yy]ou (?:(?:will|have|had|can|could|would|do|did|not|never|still|also|already|don't|didn't|haven't|won't) ){0,3}"
        r"[a-z-]+(?: (?:to|with|for|about|at))? you(?! (?:and|or)\b)(?!\w)(?=\W*$|[,;.]| (?:in|on|at|by|since|yet|last|this|next|today)\b)"
    ),
    re.compile(r"(?:^|: |I noted )[Yy]ou(?:,|;| \()"),
    re.compile(r"[.!?][\"”]\.|^\"|[Yy]our goal is [a-z]+ |There (?:is|are) [^.]*:"),
    re.compile(r"(?<!\w)(?:by|until|before) (?:by|on|in|before|until)(?!\w)"),
    re.compile(r"(?<!\w)(?:with|for|of|from) (?:with|for|of|by|on)(?!\w)"),
    re.compile(r"(?<!\w)will (?:[a-z]+ and (?:list|copy|plan|name|date|photo|number)s? of|do not|does not|be to)(?!\w)"),
    re.compile(r"(?<!\w)I will (?:both|all) "),
    re.compile(r"(?<!\w)(?:that's|it's|he's|she's|they're|the|an|your|my|and|or|but|of|than)\W{0,2}$", re.IGNORECASE),
    re.compile(r" (?:was|were) you (?!who|that)"),
    re.compile(r"(?<!\w)(?<!From )[Yy]ou: |(?<!\w)the [A-Z][a-z]+ [–-] "),
)  # fmt: skip
"""What stands in no sentence."""
_LINKED = re.compile(r"(?<!\w)(?P<verb>hope|hope is|said|told me|mentioned) that (?P<clause>[^.;]+)")
_ABOUT = re.compile(r"We (?:also )?(?:spoke|talked) about (?P<thing>[^.;]+)")
_WANT = re.compile(r"[Yy]ou (?:also )?(?:want|would like) (?P<thing>[^.;,]+)")
_YOU = re.compile(r"(?:^|[.;:] |that |, and )(?:[Yy]ou|I) (?P<rest>[^.;,]+)")


def is_sound(text: str) -> bool:
    """Whether nothing tells that the sentence is none."""
    marks = text.count('"') % 2 or text.count("“") != text.count("”")
    if marks or any(found.search(text) for found in _NEVER):
        return False
    return (
        all(_fits_you(tagged(found["rest"].rstrip(" ."), "en")) for found in _YOU.finditer(text))
        and all(
            _is_clause(found["clause"], is_ahead=found["verb"].startswith("hope"))
            for found in _LINKED.finditer(text)
        )
        and all(_is_about_a_thing(found["thing"]) for found in _ABOUT.finditer(text))
        and not any(map(_is_told, (found["thing"] for found in _WANT.finditer(text))))
    )


def _is_told(text: str) -> bool:
    """Whether what is wanted says what somebody does: "each supplier confirms in one place"."""
    first = next(iter(pieces(text.rstrip(" ."), "en")), None)
    if first is None or first.kind != "clause":
        return False
    inside = any(word.sort in ("relative", "under", "to") for word in first.words[: first.verb])
    return first.words[first.verb].sort == "third" and not inside


def _is_about_a_thing(text: str) -> bool:
    """Whether words can follow "we spoke about": no clause that was taken for a thing."""
    first = next(iter(pieces(text.rstrip(" ."), "en")), None)
    return first is None or first.kind != "clause"


def _fits_you(words: Sequence[Word]) -> bool:
    """Whether words can follow "you": a verb of no third person first, and no trade for its object: "cut flower wholesaler"."""
    said = [word for word in words if word.sort != "adverb"]
    if not said:
        return True
    verb, rest = said[0], said[1:]
    is_trade = bool(bare := _nouns(rest)) and len(bare) == len(rest) and is_role(bare[-1].low, "en")
    return not (_is_third(verb) or (is_trade and verb.sort != "finite") or _goes_on_in_third(words))


def _nouns(words: Sequence[Word]) -> Sequence[Word]:
    """The nouns with which words begin, led by nothing."""
    return list(takewhile(lambda word: word.sort in ("noun", "either", "eithers", "ing"), words))


def _is_third(word: Word) -> bool:
    low = word.low
    return low.endswith("s") and not low.endswith("ss") and base_form(low) in _words("verbs")


def _goes_on_in_third(words: Sequence[Word]) -> bool:
    """Whether a verb of the third person goes on about you: "you say yes to every bride and works till midnight"."""
    for at, (before, word) in enumerate(pairwise(words)):
        if word.sort in ("subject", "relative", "under", "finite", "name") or word.low in _words("own_nouns"):
            return False
        is_behind = before.low == "and" or (before.sort == "adverb" and words[at - 1].low == "and")
        if is_behind and (word.sort == "third" or (word.sort == "eithers" and before.low == "then")):
            return True
    return False


def _is_clause(text: str, *, is_ahead: bool) -> bool:
    """Whether words can follow "you hope that": somebody or something, led by what leads it, and its verb.

    What is hoped for is ahead (`is_ahead`): no verb of the past tells it.
    """
    first, *rest = pieces(text.rstrip(" ."), "en")
    if first.kind == "beside":  # "after the holidays you ..."
        return bool(rest) and rest[0].kind == "clause" and rest[0].words[0].sort != "and"
    if first.kind in ("does", "thing", "count"):
        return False
    if first.kind != "clause" or first.verb < 1:
        return True
    verb = first.words[first.verb]
    if verb.sort == "noun":  # only its place made it a verb: "two free weekends a month"
        return False
    return not (_is_bare(first.words[: first.verb]) or (is_ahead and verb.sort in ("past", "ed")))


def _is_bare(subject: Sequence[Word]) -> bool:
    """Whether what does something is one thing without an article: "alarm" of "alarm wakes the right person"."""
    first, last = subject[0], subject[-1]
    is_plain = all(word.sort in ("noun", "either", "ing") for word in subject)
    is_many = last.low.endswith("s") and not last.low.endswith("ss")
    known = {first.low, last.low} & (_words("masses") | {"people", "children", "women", "men"})
    return is_plain and not (is_many or known or first.is_capital)


def _words(key: str) -> frozenset[str]:
    return vocabulary("reader", key, ("en",))
