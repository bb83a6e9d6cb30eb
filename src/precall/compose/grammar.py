"""Of which sort is each word of a noted line, and each of its pieces: a clause, a verb without its subject, a number of things?

    pieces("pupils cancel by text, the slot stays empty", "en")   # two clauses

The sorts of words stand in the language's file (`reader`); a word in no list is a noun. What is unsure is a thing or nothing, and stays as it was noted.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Literal, NamedTuple

from precall.words.match import fold, vocabulary

Sort = Literal[
    "subject", "finite", "past", "third", "base", "either", "eithers", "ed", "ing", "to",
    "determiner", "number", "preposition", "and", "under", "relative", "adverb", "noun", "name",
]  # fmt: skip
Kind = Literal["clause", "under", "does", "count", "thing", "beside"]

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*%?|[+&]")
_EDGE = re.compile(r"(?:[,;]|\s[–—-])\s+(?![^()]{0,80}\))(?![^“”]{0,200}”)")
_SENTENCES = re.compile(r"[.!?…:\n]\s*\S")
_FEWEST = 2
_TRADE = 4
_BARE: frozenset[Sort] = frozenset({"noun", "either", "eithers", "ing", "name", "base"})
_LISTS: tuple[tuple[str, Sort], ...] = (
    ("subject_words", "subject"), ("auxiliaries", "finite"), ("under", "under"), ("relative_words", "relative"),
    ("determined", "determiner"), ("determiners", "determiner"), ("prepositions", "preposition"), ("between", "adverb"), ("adverbs", "adverb"),
    ("finite", "past"), ("pasts", "past"), ("bases_too", "either"), ("nouns_too", "either"), ("verbs", "base"),
)  # fmt: skip


class Word(NamedTuple):
    """A word of a line, folded, with its sort and where it stands."""

    low: str
    sort: Sort
    start: int
    end: int
    is_capital: bool = False


class Piece(NamedTuple):
    """A stretch of a line between its commas. `edge` stands before it; `verb` is the place of its verb among its words."""

    text: str
    edge: str
    kind: Kind
    words: tuple[Word, ...]
    verb: int = -1

    @property
    def leads(self) -> str:
        """Its first word."""
        return self.words[0].low if self.words else ""


@lru_cache(maxsize=512)
def pieces(text: str, language: str) -> tuple[Piece, ...]:
    """The stretches of a line between its commas, semicolons and dashes, brackets and quotations kept whole."""
    first, *rest = (*_pieces(text, language),)
    is_trade = rest and rest[0].kind == "count" and first.kind == "does" and _is_bare(first)
    return (first._replace(kind="thing", verb=-1) if is_trade else first, *rest)


def _is_bare(piece: Piece) -> bool:
    """Whether a piece that begins like a verb is a few nouns: "cut flower wholesaler"."""
    first, *others = piece.words
    return first.sort == "past" and 0 < len(others) < _TRADE and all(word.sort in _BARE for word in others)


def is_clause(text: str, language: str) -> bool:
    """Whether a text can stand behind "you told me that": one clause with its subject and its verb."""
    if len(text.split()) < _FEWEST or _SENTENCES.search(text) or text.rstrip().endswith(("?", "…", ":")):
        return False
    first, *rest = pieces(text.rstrip(" ."), language)
    is_led = first.kind in ("under", "beside") and rest and rest[0].kind == "clause"
    return first.kind == "clause" or bool(is_led)


def lacks_subject(text: str, language: str) -> bool:
    """Whether a note says what somebody does and not who: "keeps bees", "sails out of the bay"."""
    first = next(iter(pieces(text, language)), None)
    if first is None or first.kind != "does" or not has_grammar(language):
        return False
    return text[first.words[0].end :][:1] != ":"  # "samples: 30 a week"


def has_grammar(language: str) -> bool:
    """Whether there are words by which clauses, deeds and things of a language are told apart."""
    return bool(vocabulary("reader", "openers", (language,)))


def is_thing(text: str, language: str) -> bool:
    """Whether a text names a thing and no deed: two Sundays off, the plan, an evening that belongs to nobody."""
    first = next(iter(pieces(text, language)), None)
    is_led = first is not None and first.words and first.words[0].sort in ("determiner", "number")
    return bool(is_led) and first is not None and first.kind in ("thing", "count")


def has_verb(text: str, language: str) -> bool:
    """Whether a written sentence has a verb that says who does or is what; any has, where there is no grammar."""
    verbs = ("finite", "past", "third", "ed", "base")
    return not has_grammar(language) or any(word.sort in verbs for word in tagged(text, language)[1:])


def is_role(low: str, language: str) -> bool:
    """Whether a word says what somebody is by trade or post."""
    is_known = low in vocabulary("roles", "words", (language,)) or _in(low, "people", language)
    return is_known or low.endswith(tuple(vocabulary("reader", "role_ends", (language,))) or ("\n",))


def is_somebody(piece: Piece, language: str) -> bool:
    """Whether a piece names somebody by their trade and not by name: "third generation funeral director"."""
    words = list(takewhile(lambda word: word.sort != "preposition", piece.words))
    is_led = bool(words) and words[0].sort == "determiner"
    return piece.kind == "thing" and bool(words) and not is_led and is_role(words[-1].low, language)


def _pieces(text: str, language: str) -> Iterator[Piece]:
    at, edge = 0, ""
    for found in (*_EDGE.finditer(text), None):
        piece = text[at : found.start() if found else len(text)].strip()
        words = tagged(piece, language)
        kind, verb = _kind(words, language)
        yield Piece(piece, edge, kind, words, verb)
        if found:
            at, edge = found.end(), found[0].strip()


def tagged(text: str, language: str) -> tuple[Word, ...]:
    """The words of a line with their sorts."""
    return tuple(
        Word(low, _sort(low, found[0], language, is_first=not found.start()), *found.span(), found[0][0].isupper())
        for found in _WORD.finditer(text)
        for low in (fold(found[0]),)
    )  # fmt: skip


def _sort(low: str, word: str, language: str, *, is_first: bool) -> Sort:
    if low[0].isdigit() or _in(low, "number_words", language):
        return "number"
    if low == "to":
        return "to"
    if _in(low, "between_pieces", language):
        return "and"
    if word[0].isupper() and not is_first and low in vocabulary("given_names", "names"):
        return "name"  # Per, Will
    for key, sort in _LISTS:
        if _in(low, key, language) and not (is_first and _in(low, "places_first", language)):
            return sort
    if word[0].isupper() and not is_first:
        return "name"
    if low.endswith("ed"):
        low = low.rpartition("-")[2]  # "double-booked"
    base = base_of(low)
    if base and _in(base, "nouns_too", language):
        return "eithers"
    if base and (_in(base, "verbs", language) or _in(base, "bases_too", language)):
        return "third"
    if low.endswith("ed") and len(low) > 4:
        return "ed"
    if low.endswith("ing") and len(low) > 5:
        return "noun" if _in(low, "ing_nouns", language) else "ing"
    return "adverb" if low.endswith("ly") and len(low) > 4 else "noun"


def base_of(low: str) -> str:
    """A verb in s without it; empty for a word that ends otherwise."""
    if not low.endswith("s") or low.endswith(("ss", "us", "is", "'s")):
        return ""
    if low.endswith("ies") and len(low) > 4:
        return f"{low[:-3]}y"
    return low[:-2] if low.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")) else low[:-1]


def _kind(words: Sequence[Word], language: str) -> tuple[Kind, int]:
    """What a piece is, and where its verb stands."""
    start = next((at for at, word in enumerate(words) if word.sort not in ("adverb", "and")), len(words))
    if start == len(words) or (
        _in(words[0].low, "denials", language) and not _begins_with_verb(words, start, language)
    ):
        return "beside", -1
    first = words[start]
    if first.low == "what" and (is_ := next((at for at, word in enumerate(words) if word.low == "is"), 0)):
        return "clause", is_  # "what matters is that the drivers can use it"
    if first.low == "that" and start + 1 < len(words) and words[start + 1].sort == "finite":
        return "clause", start + 1
    if first.sort in ("under", "relative"):
        return "under", -1
    if "'" in first.low and first.low.partition("'")[0] in vocabulary("reader", "subject_words", (language,)):
        return "clause", start
    if _begins_with_verb(words, start, language):
        return "does", start
    verb = -1 if first.sort in ("to", "ed") else _verb(words, start + 1, language)
    is_count = _is_count(words, language)
    if verb >= 0 and not (is_count and not _do_things(words, verb, language)):
        return "clause", verb
    if is_count:
        return "count", -1
    is_trade = first.sort == "past" and is_role(words[-1].low, language)
    is_beside = first.sort in ("to", "ed", "past", "preposition", "ing") or _is_of_each(words, language)
    is_beside = is_beside and not is_trade
    return ("beside" if is_beside else "thing"), -1


def _do_things(words: Sequence[Word], verb: int, language: str) -> bool:
    """Whether what is counted does something: "23 farmers deliver"; no "70 orders open at a time"."""
    if words[verb].sort not in ("base", "either") or _has_object(words, verb, language):
        return True
    is_plain = all(word.sort in ("number", "noun", "adverb") for word in words[:verb])
    return (
        words[verb].sort == "base"
        and is_plain
        and words[verb].low != "open"
        and not _in(words[verb].low, "to_be", language)
    )


def _has_object(words: Sequence[Word], verb: int, language: str) -> bool:
    return verb + 1 < len(words) and _begins_object(words[verb + 1], language)


def _is_of_each(words: Sequence[Word], language: str) -> bool:
    """Whether a piece says more of a thing before it: "each with its own sheet", "nine of them seasonal", "each time a refund"."""
    first, second = words[0], words[1] if len(words) > 1 else words[0]
    if _in(first.low, "stand_alone", language) and second.sort == "ed" and len(words) == _FEWEST:
        return True  # "none finished"
    return (
        second.sort == "preposition" and (_in(first.low, "stand_alone", language) or first.sort == "number")
    ) or (first.low == "each" and second.low == "time")


def _is_count(words: Sequence[Word], language: str) -> bool:
    """Whether words say how many there are of something: "about 15 no-shows a week", "one apprentice"; no hours, no sum."""
    about = int(_in(words[0].low, "roughly", language) and len(words) > 1)
    number, *things = words[about:]
    if (
        not things
        or things[0].sort == "preposition"
        or any(_in(word.low, "units", language) for word in things[:1])
    ):
        return False
    if number.low == "one":
        return things[0].sort in ("noun", "either")
    if things[0].sort in ("past", "finite"):
        return False  # "two said yes"
    things = [word for word in things if word.sort != "adverb"]  # "2 always running"
    return number.sort == "number" and any(_is_plural(word, language) for word in things[:3])


def _is_plural(word: Word, language: str) -> bool:
    low = word.low
    is_plural = low.endswith(("s", "men")) and not low.endswith(("ss", "us", "'s"))
    return is_plural or _in(low, "many", language)


def _begins_with_verb(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a piece begins with its verb: "wants", "tried an app", "still does the invoices"; no "invoices out late"."""
    word = words[at]
    if (
        len(words) - at <= _TRADE
        and is_role(words[-1].low, language)
        and all(one.sort in _BARE for one in words[at + 1 :])
    ):
        return False  # "cut flower wholesaler"
    after = next(
        (one for one in words[at + 1 :] if one.sort != "adverb" and not _in(one.low, "particles", language)),
        None,
    )
    behind = words[at + 1].low if at + 1 < len(words) else ""
    if word.low == "used" and behind == "to":
        return True
    if _in(word.low, "done_to_first", language) and _in(behind, "done_to", language):
        return False  # "made redundant", "asked to lead"
    if word.sort in ("past", "third", "finite"):
        return not (after and (after.sort == "finite" or (word.sort == "past" and after.low == "by")))
    if word.sort not in ("eithers", "ed") or _in(word.low, "states", language):
        return False
    if word.sort == "eithers" and after is not None and after.sort == "noun" and _is_plural(after, language):
        return True  # "chases deposits at midnight"
    is_led_on = at + 2 < len(words) and words[at + 2].sort != "preposition"
    if word.sort == "eithers" and behind in ("out", "up", "off", "over", "down") and is_led_on:
        return True  # "rents out party tents"
    is_led = word.sort == "eithers" and at > 0 and after is not None and after.sort != "preposition"
    is_known = _in(word.low, "verbs_first", language) and not _in(behind, "behind_nouns", language)
    return is_known or is_led or (after is not None and _begins_object(after, language))


def _begins_object(word: Word, language: str) -> bool:
    """Whether a word begins what follows a verb and no noun."""
    return word.sort in ("determiner", "subject", "to", "number", "relative") or _in(
        word.low, "objects", language
    )


def _verb(words: Sequence[Word], start: int, language: str) -> int:
    """Where the verb stands that says what the subject before it does; -1 where there is none for sure."""
    is_related, own = False, -1
    for at in range(start, len(words)):
        if words[at].sort == "under":
            break
        is_contact = words[at].sort == "subject" and _is_thing_before(words, at, language)
        if words[at].sort == "relative" or is_contact:  # "one list everybody sees"
            is_related = True
        elif _is_verb(words, at, language):
            if not is_related:
                return at
            is_related, own = False, at  # "the head who decides": another verb is the head's own
    return own if words[0].low in ("everything", "all") else -1  # "everything else you have under control"


def _is_thing_before(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether a thing stands right before a word, and no time: "the list they", no "last week they"."""
    before = words[at - 1]
    is_time = any(
        _in(f"{one.low}s", "times", language) or _in(one.low, "times", language) for one in words[:at]
    )
    return before.sort in ("noun", "either", "eithers", "ing") and not is_time


def _is_verb(words: Sequence[Word], at: int, language: str) -> bool:
    """Whether the word there is the verb of the words before it."""
    word = words[at]
    before = next(
        (words[place] for place in range(at - 1, -1, -1) if words[place].sort != "adverb"), words[at - 1]
    )
    after = words[at + 1] if at + 1 < len(words) else None
    stands_alone = before.sort == "subject" or _in(before.low, "stand_alone", language)
    if before.sort in ("to", "preposition") or (before.sort == "determiner" and not stands_alone):
        return False
    if word.sort == "finite":
        return True
    if before.sort == "subject":
        return word.sort in ("past", "third", "base", "either", "eithers", "ed")
    is_counted = word.sort == "past" and at == 1 and words[0].low.isalpha()  # "two said yes"
    is_behind_number = before.sort == "number" and not (stands_alone or is_counted)
    is_inner = word.sort == "third" and any(one.sort == "preposition" for one in words[1:at])
    # "one order in 20 gets typed in wrong"
    if before.sort == "and" or (is_behind_number and not is_inner):
        return False
    is_many = (
        _is_plural(before, language)
        or _in(before.low, "stand_for_many", language)
        or any(one.low in ("and", "+") for one in words[:at])
    )
    is_led = (
        words[0].sort in ("determiner", "name", "subject")
        or words[0].is_capital
        or _in(before.low, "own_nouns", language)
    )
    goes_on = after is None or _begins_object(after, language) or after.sort in ("adverb", "under", "and")
    goes_on = goes_on or (
        after is not None
        and (
            after.low in ("out", "up", "off", "over", "down")
            or _in(after.low, "own_nouns", language)
            or (after.sort == "preposition" and (is_led or is_many))
        )
    )
    if word.sort == "ed" and _in(word.low, "states", language):
        return _in(before.low, "own_nouns", language) or _in(before.low, "people", language)
    if word.sort == "ed":
        if _in(word.low, "done_with", language) and not (after and _begins_object(after, language)):
            return is_role(before.low, language) or before.sort == "name"  # "budget approved for 2027"
        is_done_by = any(one.low == "by" for one in words[at + 1 :]) and not (
            after and _begins_object(after, language)
        )
        return (
            goes_on or (after is not None and after.sort in ("preposition", "name"))
            if not is_done_by
            else False
        )
    if word.sort == "past":
        return not (after and after.low == "by")
    if word.sort == "third":
        return True
    if word.sort == "noun" and base_of(word.low) and not is_many:  # "every firing means two nights"
        return (
            after is not None and _begins_object(after, language) and before.sort in ("noun", "ing", "name")
        )
    if word.sort == "base":
        return is_many
    if word.sort == "either":
        return is_many and after is not None and (goes_on or after.sort in ("noun", "name"))
    is_within = any(one.sort == "preposition" for one in words[1:at])
    if is_within and after is not None and after.sort == "preposition":
        return False  # "a list of the old labels by Friday"
    is_one = not is_many or _in(before.low, "many", language)  # "the team runs without her"
    return word.sort == "eithers" and is_one and after is not None and goes_on


def _in(word: str, key: str, language: str) -> bool:
    return word in vocabulary("reader", key, (language,))
