"""Which lines without a prefix may be promises, dates, next steps or quotes, for the caller to accept or not?"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Literal

from precall.compose.appointment import is_meeting, what_it_is
from precall.compose.clause import begun, deed, in_their_voice, with_article, with_owner
from precall.compose.dates import write_out
from precall.compose.deeds import deed_in, gives_me, has_promised, has_verb, infinitive, lowered, turned
from precall.compose.first_person import flipped
from precall.compose.grammar import has_grammar, is_clause, lacks_subject, pieces
from precall.compose.joined import names_trade
from precall.compose.notes import without_comments
from precall.compose.prefixes import called, open_prefix, price_in
from precall.compose.referring import Said, named
from precall.compose.second_person import base_form, lacks_be
from precall.compose.shape import shape
from precall.compose.transcript import Line, lines_of
from precall.model.followup import ANSWERED, Note, Notes, Prefix
from precall.site.text import clean
from precall.words import table
from precall.words.match import Spoken, fold, listed, phrases, vocabulary

Side = Literal["me", "them", ""]

MARK = "?"
"""What stands before a line that is proposed and not accepted; without it the line is a note."""

MOST: dict[Prefix | None, int] = {
    "heard": 8, "quote": 3, "goal": 2, "personal": 2, "next": 6, "i promised": 12, "they promised": 12, "outcome": 1,
    "agreed": 4, None: 3,
}  # fmt: skip
_SHORTEST, _LONGEST = 3, 60  # words
_SAID, _QUOTED_WORDS = 2, 4
"""So many words stand before their own at most where those are the line, and so many of their own make a quote."""
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
_LABEL = re.compile(r"(?P<label>[^\W\d_][\w /-]{1,30}):\s+(?P<rest>.+)")
_QUOTED = re.compile(r"[“\"„«”»](?P<words>[^“”\"„«»]{12,400})[”\"»“«]")
_OWNER = re.compile(
    r"(?P<name>[^\W\d_][\w.'’-]{0,30}(?:\s(?:de|van|der|den|von|di|da|la|le|del|dos|al|bin|ter|ten)){0,2}(?:\s[A-Z][\w.'’-]{0,30}){0,2})\s?(?P<sign>:|–|-)?\s(?P<rest>.*)"
)
_BESIDE_NAME = re.compile(r"(?P<name>[^\W\d_][\w.'’ -]{0,40}) \((?P<rest>[^()]{6,160})\)\.?")
"""Whom a page of notes is about, and what they told: "Jan (hotel, 22 staff)"."""
_TOOLS_LINK = re.compile(r"(?:\S+\s){0,8}https?://\S+", re.IGNORECASE)
"""A line that is a link and what it leads to: the recording, the transcript."""
_OWNERS_BEHIND = re.compile(r"(?P<task>.+?\S)\s[(\[](?P<names>[^()\[\]]{1,80})[)\]]\.?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line that may be a note: where its words begin, as which prefix, and in which words.

    A price has no prefix; its words are "price: 90 a month". `is_open` says that it does not tell whose it is ("todo: book the room"): only the caller can.
    """

    line: int
    prefix: Prefix | None
    text: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How notes are read: in which language, from which day dates are counted, and who speaks under which names."""

    language: str
    day: date
    mine: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()

    @classmethod
    def of(cls, language: str, day: date, caller: str, client: str) -> "Reading":
        """With the names of the caller and the client, whole and word by word."""
        initial = {fold(clean(client))[:1]} - {fold(clean(caller))[:1], "", "a", "i"}
        return cls(language, day, _names(caller), (_names(client) | initial) - _names(caller))

    @property
    def will(self) -> str:
        """The word before a verb of the future, where the grammar knows one."""
        return "will " if self.language == "en" else ""

    @property
    def spoken(self) -> Spoken:
        """The languages whose words count."""
        return (self.language,)

    @property
    def above(self) -> Spoken:
        """The languages in which headings may be: those of a tool's own are often English."""
        return tuple(dict.fromkeys((self.language, "en")))

    def says(self, key: str, text: str) -> bool:
        """Whether one of the words of a list stands in a text."""
        return phrases("proposals", key, self.spoken).stand_in(text)


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
            _is_of_a_tool(text, reading)
            or _TOOLS_LINK.fullmatch(text)
            or shape("sum_alone", reading.language).match(text)
        )
        and not (
            _is_mine(text, reading)
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


def _names(name: str) -> frozenset[str]:
    whole = fold(clean(name))
    parts = whole.split()
    outer = {
        part for part in (*parts[:1], *parts[-1:]) if len(part) > 1 and part.isalpha()
    }  # "Jo Li", not "J. Li"
    return frozenset({whole, *outer, *(part for part in parts if len(part) > 2)} - {""})


def _sectioned(lines: Iterable[Line], reading: Reading) -> Iterator[Line]:
    """The lines, those below a bare name or a tool's own title with that as their heading."""
    above, heading = "", ""
    for line in lines:
        if line.heading != above:
            above = heading = line.heading
        is_title = not line.speaker and (
            _whose(line.text, reading) or _is_of_a_tool(line.text, reading) or _is_heading(line.text, reading)
        )
        if is_title:
            heading = line.text
        else:
            yield replace(line, heading=heading)


def _sides(lines: Sequence[Line], reading: Reading) -> dict[str, Side]:
    """Which speaker is the caller and which the client; of two speakers one is known by the other."""
    names = list(dict.fromkeys(line.speaker for line in lines if line.speaker))
    sides: dict[str, Side] = {name: _side(name, reading) for name in names}
    open_, known = [name for name in names if not sides[name]], {side for side in sides.values() if side}
    if "me" in known:
        sides |= dict.fromkeys(open_, "them")
    elif "them" in known and len(open_) == 1:
        sides[open_[0]] = "me"
    return sides


def _side(name: str, reading: Reading) -> Side:
    words = {fold(name), *fold(name).split()}
    if words & reading.mine or phrases("proposals", "me", reading.spoken).is_whole(name):
        return "me"
    if words & reading.theirs or phrases("proposals", "them", reading.spoken).is_whole(name):
        return "them"
    return ""


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
            is_quoted = not line.speaker and _QUOTED.fullmatch(words) is not None  # their own words
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
    return _SHORTEST <= len(words.split()) <= _LONGEST


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
    told = begun(words if has_grammar(reading.language) else _without_opening(words, reading))
    is_own = phrases("reader", "their_voice", reading.spoken).stand_in(told)
    is_long = len(told.split()) >= _LONG_ANSWER
    is_told = asked and (is_own or is_long) and not reading.says("courtesies", told)
    return told if is_told and _LEAST <= len(told.split()) <= _LONGEST else ""


def _is_kept_back(line: Line, reading: Reading) -> bool:
    """Whether a line tells of illness and the like, is not to be passed on, or stands among the caller's own thoughts."""
    aside = phrases("proposals", "asides", reading.above)
    label = _LABEL.fullmatch(line.text)
    return bool(
        aside.is_whole(line.heading)
        or (label and aside.is_whole(label["label"]))
        or (reading.says("secret", line.text) and not _QUOTED.fullmatch(line.text))
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
    label = _LABEL.fullmatch(line.text)
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
    if _QUOTED.fullmatch(text):
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
        prefix, text = _spoken(line.text, side, reading)
    else:
        prefix, text = _written(line, reading)
    if prefix:
        words = _to_me(text, reading) if prefix == "they promised" else text
        yield Proposal(line.line, prefix, words, is_open=not line.speaker and _is_nobodys(line, reading))


def _to_me(text: str, reading: Reading) -> str:
    """What the client will do, as the caller says it: "send Ada the rota" is "send me the rota"."""
    me = next(iter(phrases("proposals", "my_name", reading.spoken).all), "")
    names = "|".join(map(re.escape, sorted(reading.mine, key=len, reverse=True)))
    return re.sub(rf"(?<!\w)(?:{names})(?![\w'’])", me, text, flags=re.IGNORECASE) if me and names else text


_Judged = tuple[Prefix | None, str]


def _spoken(text: str, side: Side, reading: Reading) -> _Judged:
    """What somebody says on a call may be, by who they are."""
    if text.endswith("?"):
        bare = text.strip("¿? ")
        bare = bare if has_grammar(reading.language) else lowered(bare, reading.language)
        is_ahead = _is_next(bare, reading) and _is_dated(bare, reading)
        asked = _asked_for_next(text, reading) or (bare if is_ahead else "")
        return ("next", asked) if asked else (None, "")
    if not has_grammar(reading.language):
        text = begun(_without_opening(text, reading))
    if _is_next(text, reading):
        return "next", text
    if not has_grammar(reading.language) and side and (done := _said_deed(text, side, reading)):
        return ("i promised" if side == "me" else "they promised"), done
    promised = _behind(text, "i_will", reading) if has_grammar(reading.language) else ""
    if promised and side:
        done = _deed(promised, reading)
        return ("i promised", done) if side == "me" else ("they promised", flipped(done))
    if side == "them" and reading.says("goal", text):
        return "goal", text
    if side == "them" and reading.says("told", text) and not _is_of_others(text, reading):
        return "heard", text
    return None, ""


def _said_deed(text: str, side: Side, reading: Reading) -> str:
    """What somebody says on a call that they will do, in a language without a grammar; empty for another sentence."""
    bare = turned(text, reading.language) if side == "them" else text
    if promised := _behind(bare, "i_will", reading, at_start=True):
        return infinitive(promised, reading.language)
    found = deed_in(bare, reading.language)
    return found.text if found and found.who == "me" else ""


def _without_opening(text: str, reading: Reading) -> str:
    """What somebody says behind "well" and "look"."""
    while (lead := phrases("proposals", "openings", reading.spoken).starts(text)) is not None:
        text = text[lead.end() :].lstrip(" ,.")
    return text


def _is_of_others(text: str, reading: Reading) -> bool:
    """Whether the client speaks of others alone: whoever is "he" in their words is not the reader."""
    is_own = phrases("reader", "their_voice", reading.spoken).stand_in(text)
    return not is_own and phrases("notes", "about_them", reading.spoken).stand_in(text)


def _written(line: Line, reading: Reading) -> _Judged:
    """What a line of notes or of a summary may be, by its own words and the heading above it."""
    if line.text.startswith("|"):
        return _in_table(line.text, reading)
    line, side = _without_owners(line, reading)
    text = line.text
    if side:
        return ("i promised" if side == "me" else "they promised"), _owned(line, reading)
    spoke = shape("call_with", reading.language).fullmatch(text)
    if spoke and _side(spoke["name"], reading) == "them" and not _is_dated(spoke["rest"], reading):
        return "heard", spoke["rest"]
    named = _BESIDE_NAME.fullmatch(text)
    if named and fold(named["name"]) in reading.theirs and has_grammar(reading.language):
        return "heard", named["rest"]
    title, _, behind = text.partition(", " if ", " in text.partition("/")[0] else " / ")
    if fold(title) in reading.theirs and names_trade(behind.replace(" / ", " "), reading.language):
        return "heard", behind
    if phrases("proposals", "told_them", reading.spoken).starts(text) and ":" not in text:
        return "heard", text
    if (
        text.lower().startswith("next ")
        and not reading.says("next", text)
        and _is_timed(text, reading)
        and not is_clause(text, reading.language)
    ):
        return "next", text[len("next ") :]
    said, choices = open_prefix(text)
    if said and "private" not in choices:
        return _task(replace(line, text=text[text.index(":") + 1 :].strip(), heading=""), reading)
    if said and not phrases("proposals", "points", reading.above).is_whole(said):
        return None, ""
    is_sum = shape("sum_alone", reading.language).match(text)
    if _TOOLS_LINK.fullmatch(text) or is_sum or _is_of_a_tool(text, reading):
        return None, ""
    if met := shape("met_with", reading.language).fullmatch(text):
        name = re.sub(r" ?\([^()]{0,40}\)", "", met["name"])
        is_theirs = _side(name, reading) == "them" and (
            not met["other"] or _side(met["other"], reading) == "me"
        )
        whose = "We" if met["other"] else name
        if not is_theirs:
            return None, ""
        return "heard", f"{whose} discussed {met['rest']}"
    if reading.says("fit", text):
        return "outcome", text
    if (quoted := _QUOTED.search(text)) and _is_quote(text, quoted, reading):
        return "quote", clean(quoted["words"])
    if _is_title(text, reading) and not _is_next(text, reading):
        return None, ""
    who, rest = _owner(line, reading)
    if who:
        booked = _booked(rest.removeprefix(reading.will), reading)
        return ("next", booked) if booked else (who, rest)
    if third := _of_a_third(line, reading):
        return "agreed", third
    if text.endswith("?"):
        return None, ""
    if _is_next(text, reading):
        return "next", _booked(text, reading) or _without_both(text, reading)
    heads = (phrases("proposals", key, reading.above) for key in ("next", "next_headings"))
    if any(one.starts(line.heading.strip("# *")) for one in heads) and _is_timed(text, reading):
        return "next", text
    if phrases("proposals", "actions", reading.above).is_whole(line.heading) or _is_open(text, reading):
        return "next", text
    settled = _behind(text, "settled", reading, at_start=True)
    if phrases("proposals", "decisions", reading.above).is_whole(line.heading):
        return "agreed", settled if settled and not has_grammar(reading.language) else text
    if settled:
        return "agreed", settled
    if phrases("proposals", "of_the_call", reading.spoken).starts(text):
        return None, ""
    label = _LABEL.fullmatch(text)
    if label and phrases("proposals", "wants", reading.spoken).is_whole(label["label"]):
        return "goal", label["rest"]
    wanted = _without_name(text, reading)
    is_goal = _is_wanted(text, reading) or phrases("proposals", "wants", reading.spoken).starts(wanted)
    if is_goal or phrases("proposals", "goals", reading.above).is_whole(line.heading):
        return "goal", _wanted(wanted, reading)
    is_ahead = _is_ahead(text, reading) or phrases("notes", "ahead", reading.spoken).stand_in(text)
    if _is_personal(text, reading) and (is_ahead or not _is_about_them(text, reading)):
        return "personal", text
    if label and phrases("proposals", "points", reading.above).is_whole(label["label"]):
        return "heard", label["rest"] if is_clause(label["rest"], reading.language) else text
    if (
        _is_about_them(text, reading)
        or reading.says("told", text)
        or phrases("proposals", "points", reading.above).is_whole(line.heading)
        or (
            has_grammar(reading.language)
            and is_clause(text, reading.language)
            and not _is_mine(text, reading)
        )
    ):
        return "heard", text
    if any(map(str.isdigit, text)) and not _is_dated(text, reading) and not _is_mine(text, reading):
        return "heard", text  # "physio clinic, 6 physios, 2 sites"
    return None, ""


def _is_personal(text: str, reading: Reading) -> bool:
    """Whether a line tells of family or leisure: no "210 children" in a school, and no son who works in the firm."""
    found = phrases("proposals", "personal", reading.spoken).first(text)
    is_counted = found is not None and text[: found.start()].rstrip()[-1:].isdigit()
    return found is not None and not is_counted and not reading.says("at_work", text)


def _is_of_a_tool(text: str, reading: Reading) -> bool:
    """Whether a tool for notes wrote a line above or between them, or it says who was there."""
    if phrases("proposals", "tool_says", reading.above).starts(text):
        return True
    if reading.language == "en":
        return shape("of_a_tool", reading.language).fullmatch(text) is not None
    tools = phrases("proposals", "tools", reading.spoken)
    return tools.is_whole(text.partition(":")[0].strip(" ."))


def _is_heading(text: str, reading: Reading) -> bool:
    """Whether a line is a heading by its words: "Nächste Schritte"."""
    bare = text.rstrip(" :")
    keys = ("actions", "goals", "points", "decisions", "asides")
    return text[:1].isupper() and any(phrases("proposals", key, reading.above).is_whole(bare) for key in keys)


def _is_quote(text: str, quoted: re.Match[str], reading: Reading) -> bool:
    """Whether a line is their words with who said them, and not a sentence that quotes a few."""
    before = text[: quoted.start()].rstrip()
    is_led = (
        len(before.split()) <= _SAID
        or before.endswith(":")
        or bool(phrases("proposals", "sayings", reading.spoken).stand_in(before))
    )
    return is_led and len(quoted["words"].split()) >= _QUOTED_WORDS


def _is_open(text: str, reading: Reading) -> bool:
    """Whether a line says that there is no day yet, and who names one: "no date yet, she suggests one"."""
    open_ = phrases("notes", "undecided", reading.spoken).starts(text)
    return bool(open_) and len(open_.group().split()) > 1 if open_ else False


def _is_dated(text: str, reading: Reading) -> bool:
    """Whether a line names a day or a meeting."""
    dated = write_out(text, reading.day, ("en", reading.language))
    return bool(dated.said or dated.clock) or phrases("notes", "meetings", reading.spoken).stand_in(text)


def _is_timed(text: str, reading: Reading) -> bool:
    """Whether a line names a day and an hour."""
    dated = write_out(text, reading.day, ("en", reading.language))
    return bool(dated.said and dated.clock)


def _is_ahead(text: str, reading: Reading) -> bool:
    """Whether a line names a day to come, and tells nothing that somebody did."""
    dated = write_out(text, reading.day, ("en", reading.language))
    is_past = any(word in _pasts(reading.language) for word in fold(text).split())
    return bool(dated.said or dated.clock) and not is_past


@cache
def _pasts(language: str) -> frozenset[str]:
    return frozenset(listed("reader", "pasts", (language,)))


def _is_mine(text: str, reading: Reading) -> bool:
    """Whether a sentence is about the caller, or tells what both did."""
    first = fold(text.partition(" ")[0]).partition("'")[0]
    own = (*listed("speech", "subject", reading.spoken), *listed("speech", "i", reading.spoken))
    return first in ("let", *(word.partition("'")[0] for word in own)) or first in reading.mine


def _in_table(row: str, reading: Reading) -> _Judged:
    """The task in a row of a table that names its owner: "| Jan | Send the rota | Friday |"."""
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    side = next(filter(None, (_side(cell, reading) for cell in cells)), "")
    others = [cell for cell in cells if cell and not _side(cell, reading)]
    task = max(others, key=len, default="")
    if not side or len(task.split()) < _SHORTEST:
        return None, ""
    due = next((cell for cell in others if cell != task and _is_dated(cell, reading)), "")
    done = _deed(task, reading)
    return ("i promised" if side == "me" else "they promised"), f"{done} by {due}" if due else done


def _without_owners(line: Line, reading: Reading) -> tuple[Line, Side]:
    """A line without the names that stand behind it in brackets, and whose of the two it is by them: "send the log (Jan)"."""
    found = _OWNERS_BEHIND.fullmatch(line.text)
    names = [name.strip(" @") for name in re.split(r"[,&/]|\sand\s", found["names"])] if found else []
    sides = {_side(name, reading) for name in names}
    if found is None or "" in sides or not sides:
        return line, ""
    label = _LABEL.fullmatch(found["task"])
    task = label["rest"] if label and deed(label["rest"], reading.language) else found["task"]
    return replace(line, text=task), sides.pop() if len(sides) == 1 else ""


def _task(line: Line, reading: Reading) -> _Judged:
    """Whose the task behind "todo:" may be: theirs where it begins with their name, else the caller's."""
    who, rest = _owner(line, reading)
    return (who, rest) if who else ("i promised", _deed(line.text, reading))


def _is_nobodys(line: Line, reading: Reading) -> bool:
    """Whether a line is a task that does not say whose it is."""
    said, choices = open_prefix(line.text)
    if not said or "private" in choices:
        return False
    task = line.text[line.text.index(":") + 1 :].strip()
    return not _owner(replace(line, text=task, heading=""), reading)[0] or _is_order(task, reading)


def _owner(line: Line, reading: Reading) -> _Judged:
    """Whose promise a line is: "I'll send ...", "Jan to send ...", "Ada: send ...", or what stands below a name."""
    if not has_grammar(reading.language):
        return _doer(line, reading)
    text = _addressed(line.text, reading)
    task = phrases("proposals", "actions", reading.above).starts(text)
    named = _OWNER.fullmatch(text[task.end() :].strip()) if task else None
    if named and named["sign"] and _side(named["name"], reading):  # "to do Jan: send the rota"
        text = named.group()
    if owed := phrases("proposals", "owes", reading.spoken).starts(text):
        return "i promised", text[owed.end() :].strip(" :,.")
    if promised := _behind(text, "i_will", reading, at_start=True):
        return "i promised", _deed(promised, reading)
    if promised := _behind(text, "they_will", reading, at_start=True):
        return "they promised", _deed(promised, reading)
    if below := _whose(line.heading, reading):
        return ("i promised" if below == "me" else "they promised"), _deed(text, reading)
    order: _Judged = ("i promised", text) if _is_order(text, reading) else (None, "")
    found = _OWNER.fullmatch(text)
    side = _side(found["name"], reading) if found else ""
    if found is None or not side or not _side(found["name"].partition(" ")[0], reading):
        return order
    is_actions = phrases("proposals", "actions", reading.above).is_whole(line.heading)
    gives = (
        phrases("proposals", "gives_me", reading.spoken).starts(found["rest"]) or " to me" in found["rest"]
    )
    if not found["sign"] and fold(found["name"]) in ("he", "she", "him", "her") and not gives:
        return order  # "he gets up at two"
    rest = found["rest"]
    will = phrases("proposals", "will", reading.spoken).starts(rest)
    is_mine = side == "me" and fold(found["name"]) not in reading.mine and bool(deed(rest, reading.language))
    if not found["sign"] and phrases("proposals", "habits", reading.spoken).starts(rest):
        return order  # "Jan finds it hard to stay out"
    is_task = phrases("proposals", "actions", reading.above).is_whole(line.heading) and bool(
        deed(rest, reading.language)
    )
    is_mine = is_mine or is_task
    if not (will or found["sign"] or is_mine or _gives(rest, reading)):
        return order
    done = rest[will.end() :].strip() if will else rest
    is_habit = (
        found["sign"] in ("–", "-") and rest.partition(" ")[0].endswith("s") and not _gives(rest, reading)
    )
    if is_habit and fold(found["name"]) in reading.theirs and not (is_actions or _is_dated(rest, reading)):
        return "heard", rest  # "Jan - runs two mills"
    is_told = fold(found["name"]) in reading.theirs and not is_actions
    if found["sign"] and not will and not deed(done, reading.language) and is_told:
        return "heard", done  # "Jan: vet, 44, sold her share"
    if found["sign"] and not will and not deed(done, reading.language):
        return ("i promised" if side == "me" else "they promised"), done
    if phrases("notes", "meetings", reading.spoken).is_whole(done.rstrip(".")):
        return None, ""  # "they agreed to meet again"
    return ("i promised" if side == "me" else "they promised"), _deed(done, reading)


def _addressed(text: str, reading: Reading) -> str:
    """A task with its owner before a colon, where a sign says whose it is: of "@Jan Haverman send" "Jan Haverman: send"."""
    if not text.startswith("@"):
        return text
    bare = text[1:]
    for name in sorted(reading.mine | reading.theirs, key=len, reverse=True):
        if len(name) > 1 and fold(bare[: len(name)]) == name and bare[len(name) :].startswith(" "):
            return f"{bare[: len(name)]}:{bare[len(name) :]}"
    return bare


def _owned(line: Line, reading: Reading) -> str:
    """What is done in a line that ends with the name of who does it; a notetaker's "Rota: Jan sends the rota" says it twice."""
    if has_grammar(reading.language):
        return _deed(line.text, reading)
    label = _LABEL.fullmatch(line.text)
    _, done = _doer(replace(line, text=label["rest"], heading=""), reading) if label else (None, "")
    return done or _deed(line.text, reading)


def _doer(line: Line, reading: Reading) -> _Judged:
    """Whose promise a line is in a language without a grammar: "ich schicke ...", "Jan schickt mir ...", "Ada: ... schicken"."""
    text, language, spoken = _addressed(line.text, reading), reading.language, reading.spoken
    article = phrases("proposals", "before_name", spoken).starts(text)
    named = text[article.end() :].lstrip(". ") if article else ""
    if named and _side(named.partition(" ")[0].rstrip(":"), reading):
        text = named  # "o Jan envia-me a lista", "dhr. Haverman stuurt"
    heads = phrases("proposals", "actions", reading.above)
    if (task := heads.starts(text)) and _OWNER.fullmatch(text[task.end() :].strip(" :")):
        text = text[task.end() :].strip(" :")
    if phrases("proposals", "next", spoken).starts(text) and _is_next(text, reading):
        return None, ""  # "we call again on the ninth"
    if owed := phrases("proposals", "owes", spoken).starts(text):
        return "i promised", text[owed.end() :].strip(" :,.")
    if promised := _behind(text, "i_will", reading, at_start=True):
        return "i promised", infinitive(promised, language)
    if promised := _behind(text, "they_will", reading, at_start=True):
        return "they promised", infinitive(promised, language)
    is_task = heads.is_whole(line.heading)
    if below := _whose(line.heading, reading):
        return ("i promised" if below == "me" else "they promised"), lowered(text, language)
    found = _OWNER.fullmatch(text)
    side = _side(found["name"], reading) if found else ""
    if found and side and _side(found["name"].partition(" ")[0], reading):
        rest = found["rest"]
        if done := _done_by(rest, side, reading, is_task=is_task or bool(found["sign"])):
            return ("i promised" if side == "me" else "they promised"), done
        if found["sign"] and (is_task or fold(found["name"]) not in reading.theirs):
            return ("i promised" if side == "me" else "they promised"), rest
        if found["sign"]:
            return "heard", rest
    if given := has_promised(text, language):
        return ("i promised" if given.who == "me" else "they promised"), given.text
    said = deed_in(text, language)
    if said is None:
        return None, ""
    if said.who == "them" and not (said.is_ahead or is_task or _is_ahead(text, reading)):
        return None, ""  # "prepares the offers at night"
    if not said.who and reading.says("told", text):
        return None, ""  # "writing offers takes too long"
    return ("they promised" if said.who == "them" else "i promised"), said.text


def _done_by(rest: str, side: Side, reading: Reading, *, is_task: bool) -> str:
    """What somebody does behind their name: "schickt mir den Plan", "soll den Plan schicken"; empty where it is no deed."""
    language, spoken = reading.language, reading.spoken
    if will := phrases("proposals", "will", spoken).starts(rest):
        return infinitive(rest[will.end() :], language)
    found = deed_in(rest, language, side) or deed_in(rest, language)
    is_ahead = found is not None and (found.is_ahead or is_task or _is_ahead(rest, reading))
    is_theirs = found is not None and found.who == "them" and is_ahead
    if found and (is_theirs or (side == "me" and found.who) or (is_task and not found.who)):
        return found.text
    would = phrases("proposals", "would", spoken).starts(rest)
    if would is None or not has_verb(rest, language):
        return ""
    is_wish = phrases("proposals", "wants", spoken).starts(rest) and not gives_me(rest, language)
    return "" if is_wish and not _is_ahead(rest, reading) else infinitive(rest[would.end() :], language)


def _of_a_third(line: Line, reading: Reading) -> str:
    """What somebody else will do, of a task under "action items": "Tobias: list the rooms"; empty for another line."""
    label = _LABEL.fullmatch(line.text)
    actions = phrases("proposals", "actions", reading.above)
    is_task = actions.is_whole(line.heading)
    if not (
        label and is_task and has_grammar(reading.language) and label["label"].istitle()
    ) or actions.is_whole(label["label"]):
        return ""
    done = deed(label["rest"], reading.language)
    return f"{label['label']} will {done}" if done else ""


def _whose(heading: str, reading: Reading) -> Side:
    """Whose name, and nothing else, a heading is: notetakers list below it what that person will do."""
    names = fold(heading).split()
    if names and reading.mine.issuperset(names):
        return "me"
    return "them" if names and reading.theirs.issuperset(names) else ""


def _deed(promised: str, reading: Reading) -> str:
    """What is promised; a verb that is in no list keeps its "will", which tells that it is one."""
    will = phrases("proposals", "will", reading.spoken).starts(promised)
    known = deed(promised, reading.language)
    return known or (promised if will else f"{reading.will}{lowered(promised, reading.language)}")


def _is_about_them(text: str, reading: Reading) -> bool:
    """Whether a line says what the client does or has: "runs a bakery", "they close at two"."""
    first = fold(text.partition(" ")[0])
    first = first.removesuffix("'s").removesuffix(".")
    is_them = phrases("proposals", "they", reading.spoken).is_whole(first) or first in reading.theirs
    lacks = lacks_subject(text, reading.language) or lacks_be(text, reading.language)
    is_theirs = phrases("proposals", "theirs", reading.spoken).is_whole(first)
    return (
        is_them
        or lacks
        or (is_theirs and is_clause(begun(text), reading.language))
        or _is_report(text, reading)
    )


def _without_both(text: str, reading: Reading) -> str:
    """A meeting without who meets: of "Jan and Ada will talk on Friday" that they talk."""
    both = {*phrases("proposals", "both", reading.spoken).all, *reading.mine, *reading.theirs}
    words = text.split(" ")
    first = next((at for at, word in enumerate(words) if fold(word) not in both), 0)
    rest = " ".join(words[first:])
    return rest if phrases("notes", "meetings", reading.spoken).starts(rest) else text


def _booked(text: str, reading: Reading) -> str:
    """The meeting that somebody is to book: of "schedule a call for Thursday at 10" the call; empty for another task."""
    found = phrases("proposals", "books", reading.spoken).starts(text)
    rest = text[found.end() :].strip() if found else ""
    dated = write_out(rest, reading.day, ("en", reading.language))
    is_set = dated.clock and any(said.day for said in dated.said)
    return rest if is_set and is_meeting(what_it_is(dated)) else ""


def _is_wanted(text: str, reading: Reading) -> bool:
    """Whether it is the client who wants something, not "two of her people want to leave"."""
    found = phrases("proposals", "goal", reading.spoken).first(text)
    if found is None or not has_grammar(reading.language):
        return found is not None
    leads = {
        *phrases("proposals", "they", reading.spoken).all,
        *phrases("proposals", "goal_leads", reading.spoken).all,
        *phrases("reader", "between", reading.spoken).all,
        *reading.theirs,
    }
    return all(fold(word.strip(",.;:")) in leads for word in text[: found.start()].split())


def _without_name(text: str, reading: Reading) -> str:
    """A line from behind the client's name, in a language without a grammar: "Jan will freitags frei" says what they want."""
    name, _, rest = text.partition(" ")
    return rest if rest and fold(name) in reading.theirs and not has_grammar(reading.language) else text


def _wanted(text: str, reading: Reading) -> str:
    """What somebody wants, in a language without a grammar that turns "wants": of "möchte zwei Sonntage" the two Sundays."""
    found = phrases("proposals", "wants", reading.spoken).starts(text)
    rest = text[found.end() :].strip(" ,") if found and not has_grammar(reading.language) else ""
    return rest or text


def _is_title(text: str, reading: Reading) -> bool:
    """Whether a line says with whom and when a call was, and no more: "Jan Haverman, discovery call 1 Dec"."""
    rest = text
    while fold(rest.partition(" ")[0].strip(",;:–-|")) in reading.theirs:
        name, _, rest = rest.partition(" ")
        if not name[-1:].isalnum():
            break
    is_parted = rest != text and name[-1:] != ":" and (not name[-1:].isalnum() or not rest[:1].isalnum())
    return is_parted and is_meeting(rest) and not is_clause(begun(rest), reading.language)


def _is_report(text: str, reading: Reading) -> bool:
    """Whether a line is a jotted clause about somebody or something: "their accountant has to sign".

    A written sentence is a notetaker's, of whom nobody knows whether they tell of the client.
    """
    if not text[:1].islower():
        return False
    words = with_owner(with_article(text, reading.language), reading.language)
    return is_clause(words, reading.language) and not in_their_voice(text, reading.language)


def _gives(text: str, reading: Reading) -> bool:
    """Whether a text says what somebody gives: "sends me the rota"."""
    first = fold(text.partition(" ")[0])
    done = deed(text, reading.language)
    return first.endswith("s") and bool(done) and _is_given(done, reading)


def _is_given(done: str, reading: Reading) -> bool:
    return phrases("reader", "givers", reading.spoken).starts(done) is not None


def _is_order(text: str, reading: Reading) -> bool:
    """Whether a line is what the caller tells themselves to do: "send her the plan by Friday"."""
    done = deed(text, reading.language)
    return (
        done == text[:1].lower() + text[1:]
        and phrases("reader", "givers", reading.spoken).starts(done) is not None
    )


def _behind(text: str, key: str, reading: Reading, *, at_start: bool = False) -> str:
    """What stands behind the first of these words."""
    words = phrases("proposals", key, reading.spoken)
    found = words.starts(text) if at_start else words.first(text)
    if found is None:
        return ""
    rest = text[found.end() :].strip(" ,.:")
    sends = found.group().endswith("send") and not rest.startswith("send")
    return f"send {rest}" if sends else rest


def _asked_for_next(text: str, reading: Reading) -> str:
    """What "shall we say Thursday 10 December at two for the demo?" asks for; empty for another question."""
    found = phrases("proposals", "next_asked", reading.spoken).starts(text)
    rest = _with_hour(text[found.end() :].strip(" ?,"), reading) if found else ""
    end = phrases("proposals", "next_asked_end", reading.spoken).first(rest) if rest else None
    rest = rest[: end.start()].strip(" ,") if end else rest
    dated = write_out(rest, reading.day, ("en", reading.language))
    return rest if dated.clock and any(said.day or said.readings for said in dated.said) else ""


def _with_hour(text: str, reading: Reading) -> str:
    """A time as it is spoken, written with figures: "at two" is at 2pm, "8 in the morning" 8am."""
    hours = listed("proposals", "hours", reading.spoken)
    found = shape("spoken_hour", reading.language).search(text) if hours else None
    said = fold(found["hour"]) if found else ""
    is_hour = said.isdecimal() and ((found and found["part"]) or 1 <= int(said) <= len(hours))
    if found is None or not (is_hour or said in hours):
        return text
    hour = int(said) if said.isdecimal() else hours.index(said) + 1
    part = fold(found["part"] or "")
    is_late = part in ("afternoon", "evening") if part else hour in (12, *range(1, 7))
    return f"{text[: found.start()]}at {hour}{'pm' if is_late else 'am'}{text[found.end() :]}"


def _is_next(text: str, reading: Reading) -> bool:
    """Whether a sentence sets a meeting: words for one, and a day."""
    dated = write_out(text, reading.day, ("en", reading.language))
    has_day = any(
        said.readings or (said.day != reading.day if said.day else any(map(str.isdigit, said.words)))
        for said in dated.said
    )
    is_over = not has_grammar(reading.language) and phrases(
        "proposals", "of_the_call", reading.spoken
    ).starts(text)
    if is_over and dated.clock is None:
        return False  # "hablamos de la reunión del jueves"
    return has_day and (reading.says("next", text) or (dated.clock is not None and is_meeting(text)))


def shown(found: Iterable[Proposal], language: str, colon: str, counted: Iterable[Note] = ()) -> str:
    """The proposals as lines that count once the mark before them is gone, among the notes that count."""
    lines = [(one.line, f"{MARK} {line_of(one, language, colon)}") for one in found]
    lines += [(note.line, line_of(note, language, colon)) for note in counted]
    return "".join(f"{text}\n" for _, text in sorted(lines, key=lambda line: line[0]))


def line_of(one: Proposal | Note, language: str, colon: str) -> str:
    """A note, or what may be one, with its prefix as it is called in a language."""
    return f"{called(one.prefix, language)}{colon} {one.text}" if one.prefix else one.text
