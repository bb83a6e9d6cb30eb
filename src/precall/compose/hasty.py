"""Which notes is a hasty line that tells several things: "fish shop, bought it in 2022. 8 people. no rota"?"""

import re
from collections.abc import Iterator, Mapping, Sequence

from precall.compose.clause import in_their_voice
from precall.compose.grammar import has_grammar, pieces
from precall.compose.prefixes import price_in
from precall.compose.shape import shape
from precall.model.followup import Note
from precall.words.match import either, listed, phrases, vocabulary

_INITIAL = re.compile(r"(?<![\w.] )(?<![\w.&])([B-HJ-Z])(?:\.(?= [a-z])|(?=:? [a-z]))")
_PIECE = 2
_I_DO = re.compile(r",\s(?=I(?:'ll| will)? [a-z]{3,12} (?:them|him|her|the|a|an|my|our)(?!\w))")
"""Between a thing that the caller promised and what they will do for it: "a visit to a farm, I ask them this week"."""
_STOP = re.compile(r"(?<=[^\W_][\w)”\"’%])\.\s+(?=\S)")


def apart(note: Note, language: str) -> Iterator[Note]:
    """The note as one note for each thing that it tells; a line of whole sentences is one, as one goes on about the other.

    What only says which meeting it was ("second call") is left out; a price that was named counts as one.
    """
    if not note.prefix and price_in(note.text):
        note = note._replace(text=shape("is_fine", language).sub(", which is fine for you", note.text))
    head = re.match(r"([^;,:.]{3,24})[;,:] ", note.text)
    if note.prefix == "heard" and head and has_grammar(language) and _is_the_call(head[1], language):
        note = note._replace(text=note.text[head.end() :])
    stops = [part.strip(" .") for part in _stops(note.text, language)]
    parts = tuple(_whole_parts(stops, language))
    is_hasty = any(part[:1].islower() or not _has_clause(part, language) for part in parts)
    if note.prefix == "they promised" and has_grammar(language):
        yield from (note._replace(text=part) for part in shape("between_doers", language).split(note.text))
        return
    if note.prefix == "i promised" and has_grammar(language):
        yield from (note._replace(text=part) for part in _I_DO.split(note.text))
        return
    if note.prefix != "heard" or not has_grammar(language) or in_their_voice(note.text, language):
        yield note
        return
    told = [part for part in parts if part and not _is_the_call(part, language)]
    if not told:
        return
    for part in told if len(stops) > 1 and is_hasty else [note.text]:
        part = shape("counts", language).sub(r"\g<one>, ", part)
        text = _with_price(shape("age", language).sub(r"\g<who>", part), language)
        yield note._replace(text=text, prefix=None if price_in(text) else note.prefix)


def _with_price(text: str, language: str) -> str:
    """A price that was named as one: of "price 59 a month fine" that it is, and that it is fine for them."""
    if not shape("price_first", language).match(text):
        return text
    named = shape("price_first", language).sub("price: ", text)
    return shape("is_fine", language).sub(", which is fine for you", named)


def with_names(note: Note, names: Sequence[str]) -> Note:
    """The note with the given name of a reader where it has but the initial: "D: invoice disputed", "D. signs"."""
    by_initial = {name[:1]: name for name in names if name[:1] not in ("A", "I")}
    if not note.prefix or not names or note.prefix == "quote" or len(by_initial) < len(names):
        return note
    text = _INITIAL.sub(lambda found: by_initial.get(found[1], found[0]), note.text)
    return note._replace(text=text.removeprefix(f"{names[0]}: ") if len(names) == 1 else text)


def by_name(notes: Sequence[Note], names: Sequence[str]) -> dict[str, str]:
    """Who of two readers is "he" and who is "she", where a note tells it: "she and her brother Tom run the mill"."""
    for note in notes:
        found = (
            shape("with_kin", "en").search(note.text) if len(names) == 2 and note.prefix == "heard" else None
        )
        if found and found["other"] in names:
            one = next(name for name in names if name != found["other"])
            return {
                found["who"].lower(): one,
                "he" if found["who"].lower() == "she" else "she": found["other"],
            }
    return {}


def named(note: Note, who: Mapping[str, str]) -> Note:
    """A note that tells what he and what she does, with their names."""
    said = {word.lower() for word in shape("he_or_she", "en").findall(note.text)}
    if note.prefix != "heard" or len(who) != 2 or said != {"he", "she"}:
        return note
    return note._replace(text=shape("he_or_she", "en").sub(lambda found: who[found[0].lower()], note.text))


def _whole_parts(parts: Sequence[str], language: str) -> Iterator[str]:
    """The parts, a word or two that count nothing with the one before: "head of a school, third year"."""
    whole = ""
    for part in parts:
        is_bare = not any(map(str.isdigit, part)) and not _has_clause(part, language)
        is_piece = is_bare and len(part.split()) <= _PIECE
        if whole.isalpha() and part[:1].isdigit():
            whole = f"{whole}, {part}"  # "mussels. 3 boats"
            continue
        if whole and is_piece:
            whole = f"{whole}, {part[:1].lower()}{part[1:]}"
            continue
        if whole:
            yield whole
        whole = part
    yield whole


def _stops(text: str, language: str) -> Iterator[str]:
    """The stretches of a line between its full stops; one behind a shortened word ends none."""
    at = 0
    for found in _STOP.finditer(text):
        before = text[: found.start()].rpartition(" ")[2].lower()
        is_short = any(
            short.startswith(f"{before}. = ") for short in listed("notes", "shorthand", (language,))
        )
        if (
            not is_short
            and before not in vocabulary("speech", "abbreviations", (language,))
            and "(" not in text[at : found.start()].rpartition(")")[2]
        ):
            yield text[at : found.start()]
            at = found.end()
    yield text[at:]


def _has_clause(text: str, language: str) -> bool:
    return any(piece.kind in ("clause", "under") for piece in pieces(text, language))


def _is_the_call(text: str, language: str) -> bool:
    ordinals = either("dates", "ordinals", (language,))
    text = re.sub(rf"^\d{ordinals} ", "", text)
    again, meetings = phrases("notes", "again", (language,)), phrases("notes", "meetings", (language,))
    found = again.starts(text)
    return meetings.is_whole(text[found.end() :].strip() if found else text)
