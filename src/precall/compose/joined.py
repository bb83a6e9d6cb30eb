"""How does a hasty line become one sentence: its pieces joined as people join them, where their sorts are certain?

joined("you tried an app, instructors went back to paper", "en")   # ... to you tried an app, and instructors went back to paper
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from precall.compose.clause import inside_a_sentence, with_article, with_owner
from precall.compose.grammar import Piece, is_role, is_somebody, pieces
from precall.compose.second_person import base_form
from precall.words.match import phrases, vocabulary

SHORT = 3
"""So many words, at most, has an aside that says whose opinion something is."""
_TOLD = re.compile(r"I (?:told|warned|explained to) [^,]{1,60}")
_SIZED = re.compile(
    r"(?P<trade>[^,;:]{3,40}?) with (?P<size>(?:about |some )?(?:\d|two |three |four |five |six |seven |eight |nine |ten )[^,;:]{2,80})",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[^:]{1,60}: ")
_KEPT_IN = ("in", "by")
"""Beside "on", what stands before where things are kept: "orders in Excel"."""
FEW_PLACES = 20
"""More shops or restaurants than these, counted behind other things, are customers."""
TRADE = 4
"""So many words, at most, name a trade before the number of its people; whoever has it knows that."""


def joined(text: str, language: str) -> str:
    """The line as one clause or several that a sentence can be, without a full stop; empty where that is not certain."""
    line = pieces(text.rstrip(" ."), language)
    rest = _without_trade(line, language)
    if not all(piece.words for piece in rest) or _LABEL.match(text) or _tells_wares(line, rest, language):
        return ""
    made, used = _first(rest, language)
    subject = "you" if made.startswith("you ") else ""
    while made and used < len(rest):
        made, used = _with_next(made, subject, rest, used, language)
    return made


def _tells_wares(line: Sequence[Piece], rest: Sequence[Piece], language: str) -> bool:
    """Whether things stand behind a trade and its people that may be what it makes: "printing works, 22 people, folding boxes"."""
    is_dropped = len(rest) < len(line) and rest[0].kind == "count"
    bare = ("noun", "either", "eithers", "ing", "and")
    return is_dropped and any(
        piece.kind == "thing" and all(word.sort in bare for word in piece.words) for piece in rest[1:]
    )


def names_trade(text: str, language: str) -> bool:
    """Whether a line begins with a trade and the number of its people: that stays out of its sentence."""
    line = pieces(text.rstrip(" ."), language)
    return len(_without_trade(line, language)) < len(line)


def is_trade(text: str, language: str) -> bool:
    """Whether a line says what business somebody has, and no more: vet practice, sailing school near Split."""
    line = pieces(text.rstrip(" ."), language)
    return bool(line) and _is_business(line[0], language) and all(map(_is_place, line[1:]))


def without_trade(text: str, language: str) -> str:
    """A line without the trade and the place that it begins with, as it was noted."""
    line = pieces(text.rstrip(" ."), language)
    rest = _without_trade(line, language)
    return text if len(rest) == len(line) or any("(" in piece.text for piece in line) else _noted(rest)


def _noted(line: Sequence[Piece]) -> str:
    edges = ({"": "", ",": ", ", ";": "; "}.get(piece.edge, f" {piece.edge} ") for piece in line)
    return "".join(
        f"{edge if at else ''}{piece.text}" for at, (edge, piece) in enumerate(zip(edges, line, strict=True))
    )


def _without_trade(line: Sequence[Piece], language: str) -> Sequence[Piece]:
    """A line without the trade that it begins with, and where that is: of "floristry studio, 3 staff" the staff."""
    rest = line[1:] if len(line) > 1 and line[0].text.lower() == "you" else line
    sized = _SIZED.fullmatch(rest[0].text)
    if sized and _is_business(pieces(sized["trade"], language)[0], language):
        return (*pieces(sized["size"], language), *rest[1:])  # "hospital with 12 vets"
    goes_on = len(rest) > 1 and any(
        word.low in ("it", "them") for word in rest[1].words
    )  # "bought it in 2022"
    if len(rest) > 1 and not goes_on and (_is_bare(rest, language) or _is_business(rest[0], language)):
        rest = rest[1:]
        if len(rest) > 1 and _is_ordinal(rest[0].words[0].low, language) and rest[0].kind == "thing":
            rest = rest[1:]  # "third generation"
        while len(rest) > 1 and _is_place(rest[0]):
            rest = rest[1:]
        return rest[:-1] if len(rest) > 1 and _is_place(rest[-1]) else rest
    return rest


def _is_business(piece: Piece, language: str) -> bool:
    """Whether a piece names a business: dental lab, sailing school near Split, cold store for fish."""
    bare = list(takewhile(lambda word: word.sort != "preposition", piece.words))
    place = piece.words[len(bare) + 1 :]
    is_led = not bare or bare[0].sort in ("determiner", "number", "subject") or len(bare) > TRADE
    is_placed = all(word.sort in ("name", "noun", "ing", "either", "eithers", "determiner") for word in place)
    lead = piece.words[len(bare)].low if place else ""
    is_named = all(
        word.sort not in ("finite", "third", "determiner", "subject", "adverb", "to") for word in bare
    )
    return (
        is_named and not is_led and is_placed and lead != "with" and _in(bare[-1].low, "businesses", language)
    )


def _is_place(piece: Piece) -> bool:
    """Whether a piece is a name or an age alone: "Budapest", "near Cork", "44"."""
    words = [word for word in piece.words if word.sort != "preposition"]
    return all(word.is_capital or word.low.isdigit() for word in words) and 0 < len(words) < SHORT


def _is_bare(line: Sequence[Piece], language: str) -> bool:
    """Whether a line begins with a few nouns for a trade, behind which its size stands."""
    is_followed = len(line) > 1 and (line[1].kind == "count" or _is_post(line[1], language))
    if not is_followed or line[0].kind != "thing" or len(line[0].words) > TRADE:
        return False
    is_placed = line[0].words[0].sort == "noun" and any(word.sort == "preposition" for word in line[0].words)
    return is_placed or all(
        word.sort in ("noun", "either", "eithers", "ing", "name", "past", "base", "and")
        or _is_ordinal(word.low, language)
        for word in line[0].words
    )


def _first(line: Sequence[Piece], language: str) -> tuple[str, int]:
    """The clause with which a line begins, and how many pieces it is made of; no words where there is none."""
    first, second = line[0], line[1] if len(line) > 1 else None
    if is_so := _kept(first, language, *_KEPT_IN) or (first.text if first.kind == "clause" else ""):
        return _inside(is_so, language), 1
    if first.kind == "count" and _is_past(first, language):
        return "", 1
    if first.kind == "count" and _holds_a_clause(first):
        return first.text, 1
    if first.kind == "count":
        things = list(takewhile(lambda piece: _is_of_list(piece, language), line))
        is_theirs = not any(_in(word.low, "persons", language) for word in first.words)
        is_theirs = is_theirs and not any(_is_served(piece, language) for piece in things[1:])
        return f"{'you have' if is_theirs else 'there are'} {_listed(things)}", len(things)
    if first.kind == "does":  # behind a trade
        return f"you {_of_you(first, language)}", 1
    if (
        len(first.words) > 2
        and is_role(first.leads, language)
        and first.words[1].low == "of"
        and first.kind == "thing"
    ):
        what = first.text if first.text[1:2].isupper() else first.text[:1].lower() + first.text[1:]
        return f"you are {what}", 1
    if _is_post(first, language):
        return f"you have been {first.text}", 1
    if second is None or second.kind not in ("clause", "does"):
        return "", 1
    if is_somebody(first, language) and (second.kind == "does" or second.leads == "you"):
        does = second.text if second.leads == "you" else f"you {_of_you(second, language)}"
        if len(first.words) < TRADE:
            return does, 2  # "funeral director", which they know
        return f"{first.text[:1].upper()}{first.text[1:]}, {does}", 2
    if first.kind in ("under", "beside") and second.kind == "clause":
        return f"{inside_a_sentence(first.text, language)}, {_inside(second.text, language)}", 2
    return "", 1


def _with_next(made: str, subject: str, line: Sequence[Piece], at: int, language: str) -> tuple[str, int]:
    """What was made, with the next piece behind it, and how many pieces are used then; no words where it is unsure."""
    piece, edge = line[at], {";": "; ", ",": ", "}.get(line[at].edge, f" {line[at].edge} ")
    after = line[at + 1].kind if at + 1 < len(line) else ""
    if _in(piece.leads, "further", language):
        return f"{made}{edge}{piece.text}", at + 1
    is_clause = piece.kind == "clause" and not (subject and _is_base(piece, language))
    clause = piece.text if is_clause else _kept(piece, language, "by")
    if clause and edge == ", " and after == "count":
        return "", at + 1  # "one paid, one left, two laughed"
    if clause:
        is_aside = len(piece.words) <= SHORT and _in(
            piece.words[piece.verb].low, "says_so", language
        )  # "too early, you say now"
        joint = (
            edge
            if edge != ", " or after == "clause" or is_aside
            else ": "
            if _TOLD.fullmatch(made)
            else ", and "
        )
        return f"{made}{joint}{_inside(clause, language)}", at + 1
    if clause := _lying(piece, edge, language):
        return f"{made}, and {clause}", at + 1
    things_do, things_go = (phrases("reader", key, (language,)) for key in ("things_do", "things_go"))
    takes_it = len(piece.words) > 1 and piece.words[1].low in ("it", "them", "him", "her", "over", "on")
    if piece.kind == "does" and (
        (things_do.is_whole(piece.leads) and not takes_it) or things_go.starts(piece.text)
    ):
        return f"{made}, which {piece.text}", at + 1
    is_of_things = line[at - 1].kind == "count" and made.startswith("you have ")
    if piece.kind == "does" and is_of_things and piece.words[piece.verb].sort in ("past", "ed"):
        return f"{made}, {piece.text}", at + 1  # "six cranes, hired out all over the county"
    if piece.kind == "does" or (subject and _is_base(piece, language)):
        joint = (
            ", "
            if after == "does"
            else ", and "
            if line[at - 1].kind == "count" and not is_of_things
            else " and "
        )
        goes_on = _is_same_somebody(line[at - 1], piece, language)
        return (
            f"{made}{joint}{_of_you(piece, language) if subject else piece.text}"
            if subject or goes_on
            else "",
            at + 1,
        )
    if [word.low for word in piece.words[:2]] == ["never", "been"]:
        return f"{made} and {'have' if subject else 'has'} {piece.text}", at + 1
    is_of_now = all(word.low != "ago" for word in line[0].words)
    if piece.kind == "count" and subject and is_of_now and _has_a_size(line[0], language):
        things = list(takewhile(lambda one: one.kind == "count", line[at:]))
        comma = "," if " with " in made or ", " in made else ""
        return f"{made}{comma} with {_listed(things)}", at + len(things)
    is_led = piece.words[0].sort in ("determiner", "adverb", "subject", "number")  # "90 euros each"
    is_done = any(word.sort in ("ed", "past") for word in piece.words)  # "cash counted by hand"
    is_led = (
        is_led
        or piece.words[-1].sort == "number"
        or piece.leads in vocabulary("reader", "ordinals", (language,))
    )
    if edge == ", " and piece.kind in ("beside", "count") and _holds_a_clause(piece):
        return f"{made}, and {piece.text}", at + 1
    is_tail = piece.kind != "thing" or " and " in piece.text or is_led or is_done
    return (f"{made}{edge}{piece.text}" if is_tail else ""), at + 1


def _lying(piece: Piece, edge: str, language: str) -> str:
    """Where papers are, of "invoices in a drawer", which looks like what somebody does; empty for another piece."""
    if piece.kind != "does" or edge != ", " or piece.verb != 0 or len(piece.words) < SHORT:
        return ""
    first, after = piece.words[0], piece.words[1]
    is_paper = first.sort == "eithers" and _in(first.low.removesuffix("s"), "documents", language)
    return f"{first.low} are {piece.text[after.start :]}" if is_paper and after.sort == "preposition" else ""


def _is_ordinal(low: str, language: str) -> bool:
    ends = vocabulary("streets", "ordinals", (language,))
    return _in(low, "ordinals", language) or (low[:1].isdigit() and low.lstrip("0123456789") in ends)


def _holds_a_clause(piece: Piece) -> bool:
    """Whether a clause stands behind words of time: "about once a week two drivers turn up"."""
    is_led = any(
        word.sort == "number" for word in piece.words[:2]
    )  # "about four rides a day go", "3-4 carpets a month go astray"
    return any(
        one.sort == "noun"
        and (
            (one.low.endswith("s") and other.sort in ("base", "either")) or (is_led and other.sort == "base")
        )
        for one, other in pairwise(piece.words[1:])
    )


def _is_post(piece: Piece, language: str) -> bool:
    """Whether a thing is what somebody has been for a time: partner since June."""
    return (
        len(piece.words) > 2
        and (
            piece.words[1].low == "since" or (piece.words[1].low == "for" and piece.words[2].sort == "number")
        )
        and is_role(piece.words[0].low, language)
    )


def _inside(text: str, language: str) -> str:
    text = with_owner(with_article(text, language), language)
    is_bare = text.partition(" ")[0] in vocabulary("reader", "own_nouns", (language,))  # "husband noticed"
    return inside_a_sentence(f"your {text}" if is_bare else text, language)


def _is_of_list(piece: Piece, language: str) -> bool:
    """Whether a piece counts or names things that one has: "9 boats", "double bookings in July"."""
    first = piece.words[0].sort
    is_plain = first in ("noun", "either", "eithers") and all(
        word.sort not in ("ed", "past") for word in piece.words
    )
    named = (list(takewhile(lambda word: word.sort != "preposition", piece.words)) or piece.words)[-1].low
    is_plain = is_plain and (
        named.endswith(("s", "ing")) or _in(named, "masses", language)
    )  # no "channel manager"
    is_one = piece.kind == "thing" and piece.edge != ";" and is_plain and not _kept(piece, language)
    return piece.kind == "count" or is_one


def _kept(piece: Piece, language: str, *leads: str) -> str:
    """How things are, as a clause: of "hours on paper slips" hours are on paper slips, of "budget approved" budget is approved."""
    words, kept = piece.words, vocabulary("reader", "kept_on", (language,))
    known = vocabulary("reader", "done_with", (language,))
    done = next(
        (at for at, word in enumerate(words) if at and (word.sort in ("ed", "past") or word.low in known)), 0
    )
    leads = ("by", *leads) if done else leads  # "fees chased by hand", no "booking by mail"
    on = next((at for at, word in enumerate(words) if at and word.low in ("on", *leads)), 0)
    on = on if any(word.low in kept or word.low.removesuffix("s") in kept for word in words[on:]) else 0
    is_ = done if done and (on or words[done].low in known) else 0 if done else on
    is_thing = words[0].sort not in ("determiner", "ed", "past") and words[is_ - 1].sort in (
        "noun",
        "eithers",
        "either",
        "ing",
    )
    if (
        not is_
        or not is_thing
        or not (piece.kind in ("thing", "beside") or _is_passive(piece, is_, language))
    ):
        return ""
    head = next((at for at, word in enumerate(words[:is_]) if at and word.sort == "preposition"), is_) - 1
    are = "are" if words[head].low.endswith("s") else "is"
    return f"{piece.text[: words[is_].start]}{are} {piece.text[words[is_].start :]}"


def _is_passive(piece: Piece, done: int, language: str) -> bool:
    """Whether what looks like a verb tells what is done to things: "decisions made in the kitchen"."""
    after = piece.words[done + 1].sort if done + 1 < len(piece.words) else ""
    before = piece.words[done - 1].low
    doers = (*vocabulary("reader", "many", (language,)), *vocabulary("reader", "own_nouns", (language,)))
    is_doer = before in doers or is_role(before.removesuffix("s"), language)
    return piece.verb == done and piece.words[done].sort == "past" and after == "preposition" and not is_doer


def _listed(things: Sequence[Piece]) -> str:
    """Things as they are told: 9 boats, booking by mail and a spreadsheet, and double bookings in July."""
    *first, last = (piece.text for piece in things)
    is_open = any(" and " in one for one in (*first, last))
    joint = ", " if is_open and len(first) == 1 and " and " in last else ", and " if is_open else " and "
    return f"{', '.join(first)}{joint}{last}" if first else last


def _of_you(piece: Piece, language: str) -> str:
    """What a piece tells, said of you: of "turns away two clients" turn away two clients."""
    if piece.kind != "does":
        return piece.text
    verb = piece.words[piece.verb]
    if verb.sort not in ("third", "eithers", "finite"):
        return piece.text
    said = piece.text[verb.start : verb.end]
    is_one = verb.sort != "finite" or _in(verb.low, "of_one", language)
    return f"{piece.text[: verb.start]}{base_form(said) if is_one else said}{piece.text[verb.end :]}"


def _is_same_somebody(before: Piece, piece: Piece, language: str) -> bool:
    """Whether a verb goes on about the person before it, in the same tense: "son does the IT, likes our app"."""
    if before.kind != "clause":
        return False
    subject, verbs = before.words[: before.verb], (before.words[before.verb], piece.words[piece.verb])
    own = vocabulary("reader", "own_nouns", (language,))
    is_person = any(word.low in own or word.sort == "name" or is_role(word.low, language) for word in subject)
    return is_person and len({word.low.endswith("s") for word in verbs}) == 1


def _is_past(piece: Piece, language: str) -> bool:
    """Whether a number of things is told of a time that is over: "3 people in that chair in 4 years"."""
    over, units = vocabulary("reader", "over", (language,)), vocabulary("reader", "units", (language,))
    is_span = any(
        (one.low, other.sort) == ("in", "number") and after.low in units
        for one, other, after in zip(piece.words, piece.words[1:], piece.words[2:], strict=False)
    )
    return is_span or any(
        word.low in over and not _in(word.low, "not_over", language) for word in piece.words
    )


def _is_served(piece: Piece, language: str) -> bool:
    """Whether many places are counted behind other things: of "six vans, 140 shops" the shops are whom one serves."""
    numbers = [int(word.low) for word in piece.words[:1] if word.low.isdigit()]
    is_many = piece.kind == "count" and any(number > FEW_PLACES for number in numbers)
    return is_many and any(_in(word.low, "outlets", language) for word in piece.words)


def _is_base(piece: Piece, language: str) -> bool:
    """Whether a piece goes on about you: "supply about 40 restaurants", "need the bookings early"."""
    first, after = piece.words[0], piece.words[1] if len(piece.words) > 1 else piece.words[0]
    is_object = after.sort in ("determiner", "number", "subject") or _in(after.low, "before_object", language)
    stays = _in(first.low, "bases_too", language) and after.sort in ("preposition", "under")
    stays = stays and not _in(first.low, "documents", language)  # "stay as an employee", no "offer for 12"
    return piece.kind in ("thing", "clause") and (
        first.sort == "base" or (first.sort == "either" and (is_object or stays))
    )


def _has_a_size(piece: Piece, language: str) -> bool:
    """Whether a clause tells what somebody runs, of which a number behind it is the size."""
    return piece.kind == "thing" or (
        piece.verb >= 0 and piece.words[piece.verb].low in vocabulary("reader", "running", (language,))
    )


def _in(word: str, key: str, language: str) -> bool:
    return word in vocabulary("reader", key, (language,))
