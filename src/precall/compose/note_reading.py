"""In which language are notes read, who is who in them, and what does a text say to such a reader: a day, a next step, a deed?"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from precall.compose.appointment import is_meeting
from precall.compose.clause import deed
from precall.compose.dates import write_out
from precall.compose.deeds import lowered
from precall.compose.grammar import has_grammar
from precall.compose.shape import shape
from precall.model.followup import Prefix
from precall.site.text import clean
from precall.words.match import Spoken, fold, listed, phrases

Side = Literal["me", "them", ""]
LABEL = re.compile(r"(?P<label>[^\W\d_][\w /-]{1,30}):\s+(?P<rest>.+)")
QUOTED = re.compile(r"[“\"„«”»](?P<words>[^“”\"„«»]{12,400})[”\"»“«]")
TOOLS_LINK = re.compile(r"(?:\S+\s){0,8}https?://\S+", re.IGNORECASE)
"""A line that is a link and what it leads to: the recording, the transcript."""
Judged = tuple[Prefix | None, str]


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


def _names(name: str) -> frozenset[str]:
    whole = fold(clean(name))
    parts = whole.split()
    outer = {
        part for part in (*parts[:1], *parts[-1:]) if len(part) > 1 and part.isalpha()
    }  # "Jo Li", not "J. Li"
    return frozenset({whole, *outer, *(part for part in parts if len(part) > 2)} - {""})


def side_of(name: str, reading: Reading) -> Side:
    words = {fold(name), *fold(name).split()}
    if words & reading.mine or phrases("proposals", "me", reading.spoken).is_whole(name):
        return "me"
    if words & reading.theirs or phrases("proposals", "them", reading.spoken).is_whole(name):
        return "them"
    return ""


def is_of_a_tool(text: str, reading: Reading) -> bool:
    """Whether a tool for notes wrote a line above or between them, or it says who was there."""
    if phrases("proposals", "tool_says", reading.above).starts(text):
        return True
    if reading.language == "en":
        return shape("of_a_tool", reading.language).fullmatch(text) is not None
    tools = phrases("proposals", "tools", reading.spoken)
    return tools.is_whole(text.partition(":")[0].strip(" ."))


def has_a_day(text: str, reading: Reading) -> bool:
    """Whether a line names a day or a meeting."""
    dated = write_out(text, reading.day, ("en", reading.language))
    return bool(dated.said or dated.clock) or phrases("notes", "meetings", reading.spoken).stand_in(text)


def lies_ahead(text: str, reading: Reading) -> bool:
    """Whether a line names a day to come, and tells nothing that somebody did."""
    dated = write_out(text, reading.day, ("en", reading.language))
    is_past = any(word in _pasts(reading.language) for word in fold(text).split())
    return bool(dated.said or dated.clock) and not is_past


@cache
def _pasts(language: str) -> frozenset[str]:
    return frozenset(listed("reader", "pasts", (language,)))


def is_of_the_caller(text: str, reading: Reading) -> bool:
    """Whether a sentence is about the caller, or tells what both did."""
    first = fold(text.partition(" ")[0]).partition("'")[0]
    own = (*listed("speech", "subject", reading.spoken), *listed("speech", "i", reading.spoken))
    return first in ("let", *(word.partition("'")[0] for word in own)) or first in reading.mine


def whose_heading(heading: str, reading: Reading) -> Side:
    """Whose name, and nothing else, a heading is: notetakers list below it what that person will do."""
    names = fold(heading).split()
    if names and reading.mine.issuperset(names):
        return "me"
    return "them" if names and reading.theirs.issuperset(names) else ""


def promised_deed(promised: str, reading: Reading) -> str:
    """What is promised; a verb that is in no list keeps its "will", which tells that it is one."""
    will = phrases("proposals", "will", reading.spoken).starts(promised)
    known = deed(promised, reading.language)
    return known or (promised if will else f"{reading.will}{lowered(promised, reading.language)}")


def behind_words(text: str, key: str, reading: Reading, *, at_start: bool = False) -> str:
    """What stands behind the first of these words."""
    words = phrases("proposals", key, reading.spoken)
    found = words.starts(text) if at_start else words.first(text)
    if found is None:
        return ""
    rest = text[found.end() :].strip(" ,.:")
    sends = found.group().endswith("send") and not rest.startswith("send")
    return f"send {rest}" if sends else rest


def is_next_step(text: str, reading: Reading) -> bool:
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
