"""What every part of a briefing is made from, and the entries that the parts offer."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from precall.model.call import Call, Caller, Remembered
from precall.model.dossier import Dossier
from precall.model.excerpt import Excerpt
from precall.model.fact import Evidence, Fact
from precall.model.judgement import Judgement
from precall.render.escaping import plain
from precall.render.shorten import clip, opening, weight, words
from precall.render.view import Line
from precall.sentences import Sentences
from precall.words import filed_as
from precall.words.match import ALL, Spoken

PAGE_TWO = 20
"""The rank of an entry that stands on page two only."""

_LONGEST = 70


class Material(NamedTuple):
    """The dossier, the call and all that goes with them. `today` is the day in the caller's zone.

    `newest_year` is the newest that the site's text names, 0 where it names none, `legal_day` the newest of its legal pages; `may_name_people` says whether something in
    it looks like a person's name. `unfinished` is the number of pages that still hold a template's text, `people` are those the site names, who leads first, `lives` what it says of some of them, and `praised` whom clients alone name. `newest_day` is the newest that a
    text names anywhere, be it of a review, `newest_told` that of a sentence about the business. `home_headings` stand on the home page, the first first.
    """

    dossier: Dossier
    call: Call
    caller: Caller
    remembered: Remembered
    sentences: Sentences
    today: date
    judgement: Judgement
    newest_year: int = 0
    legal_day: tuple[date, Evidence] | None = None
    may_name_people: bool = False
    unfinished: int = 0
    people: tuple[Fact, ...] = ()
    lives: tuple[tuple[Fact, Excerpt], ...] = ()
    praised: Excerpt | None = None
    newest_day: date | None = None
    newest_told: date | None = None
    home_headings: tuple[str, ...] = ()

    @property
    def spoken(self) -> Spoken:
        """The languages whose words count on the site: its own and English; all of them where its own is unknown."""
        language = filed_as(self.dossier.best("language"))
        return (language, "en") if language else ALL

    def say(self, key: str, /, **values: object) -> str:
        """A sentence of the briefing's section, filled."""
        return self.sentences.say(f"briefing.{key}", **values)

    def theirs(self, text: object) -> str:
        """Text of the site as one visible line."""
        return plain(str(text))

    def cited(
        self, fact: Fact, *, quote: bool = False, label: str = "", note: str = "", href: str = ""
    ) -> Line:
        """A fact's value as a line with its evidence and its "check this"."""
        return Line(
            self.theirs(fact.value),
            label=label,
            quote=quote,
            note=self.theirs(note),
            check=fact.check,
            href=href,
            evidence=fact.evidence[:1],
        )


def apart(fact: Fact) -> tuple[Fact, ...]:
    """A fact for each sentence, where its value is sentences from several places; else the fact alone."""
    if len(fact.evidence) < 2 or " ".join(proof.quote for proof in fact.evidence) != str(fact.value):
        return (fact,)
    return tuple(replace(fact, value=proof.quote, evidence=(proof,)) for proof in fact.evidence)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that wants to stand on page one: the whole of it, and as it would stand there.

    `short` is None where no whole sentence fits or it belongs to page two. `rank` 0 is taken first. `extra` is a note
    for spare room.
    """

    section: str
    rank: int
    whole: Line
    short: Line | None
    extra: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is lost on page one."""
        return self.short == self.whole


def entry(section: str, rank: int, line: Line, limit: int, *, extra: str = "") -> Entry:
    """An entry of at most `limit` words of text, in whole sentences; its other parts are clipped to a few words each."""
    whole = _with(line, clip(line.text, _LONGEST), clip(line.by, 12), clip(line.note, 16))
    text = opening(line.text, limit) if rank < PAGE_TWO else ""
    short = _with(whole, text, clip(line.by, 7), clip(line.note, 12)) if text else None
    return Entry(section, rank, whole, short, clip(extra, 14))


def _with(line: Line, text: str, by: str, note: str) -> Line:
    if (text, by, note) == (line.text, line.by, line.note):
        return line
    return replace(line, text=text, by=by, note=note)


def line_weight(line: Line, check_words: int) -> int:
    """How many words a line counts on page one: by white space, with all signs, or by its length where its words are long."""
    return sum(map(weight, _parts(line))) + _signs(line) + (check_words if line.check else 0)


def word_count(line: Line, check_words: int) -> int:
    """How many words a line takes, counted by white space: its bullet, the dash before an author and further marks are words."""
    return sum(len(words(part)) for part in _parts(line)) + _signs(line) + (check_words if line.check else 0)


def _parts(line: Line) -> tuple[str, ...]:
    return line.label, line.text, line.by, line.note


def _signs(line: Line) -> int:
    return 1 + bool(line.by) + max(0, len({proof.url for proof in line.evidence}) - 1)
