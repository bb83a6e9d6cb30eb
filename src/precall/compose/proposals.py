"""Which lines without a prefix may be promises, dates, next steps or quotes, for the caller to accept or not?"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice

from precall.compose.clause import begun, deed, in_their_voice
from precall.compose.dates import write_out
from precall.compose.grammar import has_grammar, is_clause, pieces
from precall.compose.note_reading import (
    LABEL,
    QUOTED,
    TOOLS_LINK,
    Reading,
    Side,
    is_of_a_tool,
    is_of_the_caller,
    side_of,
    whose_heading,
)
from precall.compose.notes import without_comments
from precall.compose.prefixes import called, open_prefix, price_in
from precall.compose.referring import Said, named
from precall.compose.second_person import base_form
from precall.compose.shape import shape
from precall.compose.spoken_line import proposed_in_speech, without_opening
from precall.compose.task_owner import is_nobodys
from precall.compose.transcript import Line, lines_of
from precall.compose.written_line import SHORTEST, proposed_in_notes
from precall.model.followup import ANSWERED, Note, Notes, Prefix
from precall.site.text import clean
from precall.words import table
from precall.words.match import fold, listed, phrases, vocabulary

MARK = "?"
"""What stands before a line that is proposed and not accepted; without it the line is a note."""
MOST: dict[Prefix | None, int] = {
    "heard": 8, "quote": 3, "goal": 2, "personal": 2, "next": 6, "i promised": 12, "they promised": 12, "outcome": 1,
    "agreed": 4, None: 3,
}  # fmt: skip
_LONGEST = 60  # words
_LONG_ANSWER = 9  # words that tell something although nobody is "I" in them
_LEAST = 6  # words of an answer
_LEAST_KNOWN = 3
"""So many lines, at least, are known for what they are where others among them are taken for what was heard."""
_NOD = 1
"""An answer of so many words before others says nothing without its question."""
_REMEMBERED = 6
"""So many sentences back may stand what "I'll send you that" means."""
_SENTENCE = re.compile(
    r"(?<=[.!?])\s+(?=[A-ZÀ-ÖØ-Þ“„«\"'])|(?<=[^\d][.!?])\s+(?=\d)"
)  # not within "9.12. 14h"
_ORDINAL = re.compile(r"\d\.$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that may be a note: where its words begin, as which prefix, and in which words.

    A price has no prefix; its words are "price: 90 a month". `is_open` says that it does not tell whose it is ("todo: book the room"): only the caller can.
    """

    line: int
    prefix: Prefix | None
    text: str
    is_open: bool = False


def proposals(notes: Notes, reading: Reading) -> tuple[Proposal, ...]:
    """What the lines without a prefix may be, in order, each once, a few of each kind."""
    marked = {note.line for note in notes.marked}
    lines = [line for line in lines_of(without_comments(notes.text)) if line.line not in marked]
    found: list[Proposal] = []
    for proposed in _with_tasks(_found(_sectioned(lines, reading), _sides(lines, reading), reading), reading):
        one = _confirmed(proposed, lines, reading) if proposed.prefix == "next" else proposed
        same = [other for other in found if other.prefix == one.prefix]
        if len(same) < MOST[one.prefix] and fold(one.text) not in {fold(other.text) for other in same}:
            found.append(one)
    told = (*_among(found, lines, reading), *_prices(found, lines, reading))
    return tuple(sorted((*found, *told), key=lambda one: one.line)) if told else tuple(found)


def _prices(found: Sequence[Proposal], lines: Sequence[Line], reading: Reading) -> Iterator[Proposal]:
    """The lines on which a price stands alone."""
    taken = {one.line for one in found}
    for line in lines:
        if line.line in taken or line.speaker or price_in(line.text) or _is_kept_back(line, reading):
            continue
        if named := shape("sum_alone", reading.language).match(line.text):
            yield Proposal(line.line, None, f"price: {named['sum'].strip(' -–')}")


def _among(found: Sequence[Proposal], lines: Sequence[Line], reading: Reading) -> tuple[Proposal, ...]:
    """The jotted lines that stand among others of which it is known what they are: what was heard, too.

    "bookings up by a third, profit flat"; a written sentence may be anybody's, and is left to the caller.
    """
    taken = {one.line for one in found}
    heard = sum(one.prefix == "heard" for one in found)
    is_jotted = has_grammar(reading.language) and heard and len(found) >= _LEAST_KNOWN
    told = max((one.line for one in found if one.prefix in ("heard", "quote", "goal")), default=0)
    last = min((one.line for one in found if one.line > told), default=told)
    between = {
        line.line
        for one, line, other in zip(lines, lines[1:], lines[2:], strict=False)
        if {one.line, other.line} <= taken
    }
    left = (
        line
        for line in lines
        if is_jotted and line.line < last and line.line not in taken
        if _is_jotted(line, reading, is_between=line.line in between)
    )
    return tuple(Proposal(line.line, "heard", line.text) for line in islice(left, MOST["heard"] - heard))


def _is_jotted(line: Line, reading: Reading, *, is_between: bool) -> bool:
    """Whether a line tells something in haste, and neither asks, nor names a day to come, nor tells of the caller.

    A written sentence counts where it stands between two lines that are known (`is_between`).
    """
    text = line.text
    is_told = is_between and is_clause(begun(text), reading.language)
    things = phrases("proposals", "private_things", reading.spoken)
    return (
        not (line.speaker or line.heading or text.endswith("?") or open_prefix(text)[0])
        and (text[:1].islower() or text[:1].isdigit() or is_told)
        and _is_long_enough(text)
        and not (_is_kept_back(line, reading) or reading.says("for_oneself", things.without(text)))
        and not (
            is_of_a_tool(text, reading)
            or TOOLS_LINK.fullmatch(text)
            or shape("sum_alone", reading.language).match(text)
        )
        and not (
            is_of_the_caller(text, reading)
            or deed(text, reading.language)
            or phrases("personal", "lives", reading.spoken).stand_in(text)
        )
    )


def _confirmed(one: Proposal, lines: Sequence[Line], reading: Reading) -> Proposal:
    """A meeting on the day that the next to speak confirms: of "next Wednesday?" and "Wednesday the 9th" the 9th."""
    spoken = ("en", reading.language)
    open_ = next((said for said in write_out(one.text, reading.day, spoken).said if not said.day), None)
    answer = next((line.text for line in lines if line.line > one.line), "")
    if open_ is None:
        return one
    for said in write_out(answer, reading.day, spoken).said:
        if said.day in open_.readings:
            return replace(one, text=one.text.replace(open_.words, said.words, 1))
    return one


def _with_tasks(found: Iterable[Proposal], reading: Reading) -> Iterator[Proposal]:
    """The proposals, of which "she checks with her sister" right behind a promise is one, too."""
    is_promise = False
    for one in found:
        done = _next_deed(one.text, reading) if is_promise and one.prefix in ("heard", "personal") else ""
        made = replace(one, prefix="they promised", text=done) if done else one
        yield made
        is_promise = made.prefix in ("i promised", "they promised")


def _next_deed(text: str, reading: Reading) -> str:
    """What the client does next: of "she checks with her sister", "Jan picks two drivers"; empty for a habit and for others."""
    who, _, rest = text.partition(" ")
    verb, _, behind = rest.partition(" ")
    is_them = fold(who) in reading.theirs or fold(who) in ("he", "she", "they")
    is_other = not is_them and fold(who) in vocabulary("given_names", "names") - reading.mine
    is_theirs = (is_them or is_other) and verb.endswith("s") and not reading.says("habits", rest)
    if is_other and is_theirs and deed(rest, reading.language) and has_grammar(reading.language):
        return text  # "Ana counts the rolls": somebody beside them
    if reading.language != "en" or not (
        shape("client_does", reading.language).match(text) or (is_theirs and deed(rest, "en"))
    ):
        return ""
    return f"{base_form(verb) if verb.endswith('s') else verb} {behind}".strip()


def left_out(notes: Notes, reading: Reading) -> tuple[int, ...]:
    """The lines of which a sentence is not proposed because somebody, nobody in particular, is ill in it."""
    marked = {note.line for note in notes.marked}
    lines = lines_of(without_comments(notes.text))
    lives = phrases("personal", "lives", reading.spoken)
    return tuple(
        line.line
        for line in lines
        if line.line not in marked and lives.stand_in(line.text) and not _is_kept_back(line, reading)
    )


def accepted(notes: Notes, taken: Iterable[Proposal]) -> Notes:
    """The notes with these proposals as lines that count; of the rest what counted, and what stays out, to be told."""
    chosen = tuple(taken)
    counted = counting(notes)
    lines = sorted(
        (*counted, *(Note(one.line, one.prefix, one.text) for one in chosen)), key=lambda note: note.line
    )
    rest = tuple(note for note in _not_taken(notes, chosen) if note not in counted)
    text = "".join(f"{note.prefix}: {note.text}\n" if note.prefix else f"{note.text}\n" for note in lines)
    return Notes(notes.name, (*lines, *rest), text)


def counting(notes: Notes) -> tuple[Note, ...]:
    """The notes that count: those with a prefix, and prices."""
    return tuple(note for note in notes.notes if note.prefix or price_in(note.text))


def _not_taken(notes: Notes, taken: Iterable[Proposal]) -> Iterator[Note]:
    """The notes without a prefix of which nothing was taken, without titles and what a transcript says word for word."""
    said = {line.line for line in lines_of(without_comments(notes.text)) if not line.speaker}
    gone = {one.line for one in taken}
    ends = (*(note.line for note in notes.notes[1:]), len(notes.text) + 2)
    for note, end in zip(notes.notes, ends, strict=False):
        lines = range(note.line, max(end, note.line + 1))
        if not note.prefix and any(line in said for line in lines) and gone.isdisjoint(lines):
            yield note


def _sectioned(lines: Iterable[Line], reading: Reading) -> Iterator[Line]:
    """The lines, those below a bare name or a tool's own title with that as their heading."""
    above, heading = "", ""
    for line in lines:
        if line.heading != above:
            above = heading = line.heading
        is_title = not line.speaker and (
            whose_heading(line.text, reading)
            or is_of_a_tool(line.text, reading)
            or _is_heading(line.text, reading)
        )
        if is_title:
            heading = line.text
        else:
            yield replace(line, heading=heading)


def _sides(lines: Sequence[Line], reading: Reading) -> dict[str, Side]:
    """Which speaker is the caller and which the client; of two speakers one is known by the other."""
    names = list(dict.fromkeys(line.speaker for line in lines if line.speaker))
    sides: dict[str, Side] = {name: side_of(name, reading) for name in names}
    open_, known = [name for name in names if not sides[name]], {side for side in sides.values() if side}
    if "me" in known:
        sides |= dict.fromkeys(open_, "them")
    elif "them" in known and len(open_) == 1:
        sides[open_[0]] = "me"
    return sides


def _found(lines: Iterable[Line], sides: dict[str, Side], reading: Reading) -> Iterator[Proposal]:
    before: deque[Said] = deque(maxlen=_REMEMBERED)
    asked = ""
    for line in lines:
        side = sides.get(line.speaker, "")
        if _is_kept_back(line, reading):
            continue
        answer: list[list[str]] = [[]]  # what stands together: a quote has no gap
        for sentence in _sentences(line, reading):
            words = shape("opener", reading.language).sub("", clean(sentence))
            things = phrases("proposals", "private_things", reading.spoken)
            is_quoted = not line.speaker and QUOTED.fullmatch(words) is not None  # their own words
            is_meant = is_quoted or not reading.says("for_oneself", things.without(words))
            never = phrases("proposals", "never_ill", reading.spoken)
            well = {place.end() for place in never.each(words)}
            lives = phrases("personal", "lives", reading.spoken).each(words)
            is_ill = any(len(words[: found.start()].rstrip()) not in well for found in lives)
            if is_meant and not is_ill:
                found = (
                    tuple(_judged(replace(line, text=words), side, reading)) if _is_long_enough(words) else ()
                )
                if asked and [one.prefix for one in found] == ["heard"] and side == "them":
                    found = ()  # it stands with the rest of the answer
                for one in found:
                    told = named(one.text, before, reading.language) if side else _reported(one, reading)
                    yield replace(one, text=told)
                if found:
                    answer.append([])
                elif side == "them" and not words.endswith("?"):
                    answer[-1].append(words)
            before.append(Said(words, by_them=side != "me"))
        if told := next(filter(None, (_answer(part, bool(asked), reading) for part in answer)), ""):
            # Their own words, which are not turned to them, as heard; with "them" in it they stand as a quote.
            first = _SENTENCE.split(told)[0]
            points = phrases("proposals", "pointing", reading.spoken).stand_in(first)
            is_pointing = points and len(first.split()) < _LEAST  # "Nobody asked for it."
            is_own = in_their_voice(told, reading.language) and not (asked and is_pointing)
            lead = f"{asked}{ANSWERED}" if not is_own and (is_pointing or _leans(told, reading)) else ""
            yield Proposal(line.line, "heard" if is_own else "quote", f"{lead}{told}")
        if line.speaker:
            asked = _question(line.text, reading) if side == "me" else ""


def _reported(one: Proposal, reading: Reading) -> str:
    """What the client is said to have said, without who said it: of "Jan explicó que recibe ..." that "Recibe ..."."""
    text = one.text
    while fold(text.partition(" ")[0]) in reading.theirs:
        text = text.partition(" ")[2]
    said = phrases("proposals", "reports", reading.spoken).starts(text)
    is_told = one.prefix == "heard" and text != one.text
    return begun(text[said.end() :].strip()) if said and is_told else one.text


def _is_long_enough(words: str) -> bool:
    return SHORTEST <= len(words.split()) <= _LONGEST


def _question(text: str, reading: Reading) -> str:
    """The question with which the caller's turn ends, without whom it asks; empty where it ends with none."""
    last = shape("opener", reading.language).sub("", _SENTENCE.split(text.rstrip())[-1])
    name, comma, rest = last.partition(", ")
    asked = rest if comma and fold(name) in reading.theirs else last
    return begun(asked) if asked.endswith("?") else ""


def _leans(answer: str, reading: Reading) -> bool:
    """Whether an answer begins with a piece that only its question completes: "by voicemail, mostly"."""
    first = next(iter(pieces(_SENTENCE.split(answer)[0], reading.language)), None)
    return (
        has_grammar(reading.language)
        and first is not None
        and first.kind in ("beside", "thing", "count", "under")
    )


def _answer(sentences: Sequence[str], asked: bool, reading: Reading) -> str:
    """What the client answers to a question, in their own words; empty where they tell nothing of themselves."""
    first, *more = sentences or ("",)
    is_nod = more and len(first.split()) <= _NOD  # "Nothing."
    words = " ".join(more if is_nod else sentences)
    told = begun(words if has_grammar(reading.language) else without_opening(words, reading))
    is_own = phrases("reader", "their_voice", reading.spoken).stand_in(told)
    is_long = len(told.split()) >= _LONG_ANSWER
    is_told = asked and (is_own or is_long) and not reading.says("courtesies", told)
    return told if is_told and _LEAST <= len(told.split()) <= _LONGEST else ""


def _is_kept_back(line: Line, reading: Reading) -> bool:
    """Whether a line tells of illness and the like, is not to be passed on, or stands among the caller's own thoughts."""
    aside = phrases("proposals", "asides", reading.above)
    label = LABEL.fullmatch(line.text)
    return bool(
        aside.is_whole(line.heading)
        or (label and aside.is_whole(label["label"]))
        or (reading.says("secret", line.text) and not QUOTED.fullmatch(line.text))
        or _tells_of_illness(line.text, reading)
    )


def _tells_of_illness(text: str, reading: Reading) -> bool:
    """Whether a text tells of somebody's illness or the like; "somebody is ill anyway" tells it of nobody in particular."""
    lives, unnamed = (
        phrases("personal", "lives", reading.spoken),
        phrases("proposals", "unnamed", reading.spoken),
    )
    never = phrases("proposals", "never_ill", reading.spoken)
    anybody = {place.end() for place in (*unnamed.each(text), *never.each(text))}
    return any(len(text[: found.start()].rstrip()) not in anybody for found in lives.each(text))


def _sentences(line: Line, reading: Reading) -> Iterator[str]:
    """The sentences of a line; of "Action: me - send the plan, Jan - name three drivers" what each does."""
    label = LABEL.fullmatch(line.text)
    if label and phrases("proposals", "actions", reading.above).is_whole(label["label"]):
        open_ = f"{label['label']}: " if open_prefix(line.text)[0] else ""
        parts = re.split(r"[,;]\s+(?=[^\W\d_][\w.'’ -]{0,30}\s?[-–:]\s)", label["rest"])
        yield from (f"{open_}{part}" for part in parts)
    else:
        for sentence in _whole_sentences(line.text, reading):
            yield from _asked_apart(sentence, reading)


def _asked_apart(sentence: str, reading: Reading) -> Iterator[str]:
    """A sentence parted where it goes on to ask for a meeting: "I'll send the offer, and shall we talk on Friday?"."""
    said, _, rest = sentence.partition(", and ")
    is_asked = phrases("proposals", "next_asked", reading.spoken).starts(rest) if rest else None
    yield from (said, f"{rest[:1].upper()}{rest[1:]}") if is_asked else (sentence,)


def _whole_sentences(text: str, reading: Reading) -> Iterator[str]:
    """The sentences of a text; a full stop behind "kl", "Do" and, where days are counted so, behind a number ends none."""
    if QUOTED.fullmatch(text):
        yield text
        return
    shortened = _shortened(reading.language)
    is_counted = "." in listed("dates", "ordinals", reading.spoken)
    kept = ""
    for part in _SENTENCE.split(text):
        kept = f"{kept} {part}" if kept else part
        last = fold(kept.rsplit(None, 1)[-1].rstrip(".")) if kept.strip() else ""
        if not (last in shortened and kept.endswith(".")) and not (is_counted and _ORDINAL.search(kept)):
            yield kept
            kept = ""
    if kept:
        yield kept


@cache
def _shortened(language: str) -> frozenset[str]:
    """Words whose full stop ends no sentence, in another language than English."""
    spoken = (language,)
    days = (day for week in table("dates").get(language, {}).get("weekdays", ()) for day in week[1:])
    clock = (*listed("dates", "clock_leads", spoken), *listed("dates", "clock", spoken))
    short = listed("speech", "abbreviations", spoken)
    return frozenset(map(fold, (*days, *clock, *short))) if language != "en" else frozenset()


def _judged(line: Line, side: Side, reading: Reading) -> Iterator[Proposal]:
    """The one thing that a sentence may be, or nothing."""
    if line.speaker:
        prefix, text = proposed_in_speech(line.text, side, reading)
    else:
        prefix, text = proposed_in_notes(line, reading)
    if prefix:
        words = _to_me(text, reading) if prefix == "they promised" else text
        yield Proposal(line.line, prefix, words, is_open=not line.speaker and is_nobodys(line, reading))


def _to_me(text: str, reading: Reading) -> str:
    """What the client will do, as the caller says it: "send Ada the rota" is "send me the rota"."""
    me = next(iter(phrases("proposals", "my_name", reading.spoken).all), "")
    names = "|".join(map(re.escape, sorted(reading.mine, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{names})(?![\w'’])", me, text, flags=re.IGNORECASE) if me and names else text


def _is_heading(text: str, reading: Reading) -> bool:
    """Whether a line is a heading by its words: "Nächste Schritte"."""
    bare = text.rstrip(" :")
    keys = ("actions", "goals", "points", "decisions", "asides")
    return text[:1].isupper() and any(phrases("proposals", key, reading.above).is_whole(bare) for key in keys)


def shown(found: Iterable[Proposal], language: str, colon: str, counted: Iterable[Note] = ()) -> str:
    """The proposals as lines that count once the mark before them is gone, among the notes that count."""
    lines = [(one.line, f"{MARK} {line_of(one, language, colon)}") for one in found]
    lines += [(note.line, line_of(note, language, colon)) for note in counted]
    return "".join(f"{text}\n" for _, text in sorted(lines, key=lambda line: line[0]))


def line_of(one: Proposal | Note, language: str, colon: str) -> str:
    """A note, or what may be one, with its prefix as it is called in a language."""
    return f"{called(one.prefix, language)}{colon} {one.text}" if one.prefix else one.text
