"""What a briefing shows, as plain text in frozen pieces: the templates of every output read these and nothing else."""

from dataclasses import dataclass
from typing import NamedTuple

from precall.model.fact import Evidence


class Mark(NamedTuple):
    """The small mark at a line's end: the number of its page, and what opens behind it.

    `text` are the words on the page that the line rests on, empty where the line itself is these words; `live` is an
    address of the page that opens at them.
    """

    page: int
    text: str
    live: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a briefing, as plain text.

    `label` stands before it, `by` (who said it) and `note` after it. `quote` marks words of theirs, to be set in
    quotation marks and left in their language. `href` is where it leads, unfiltered. `evidence` is what the marks cite.
    """

    text: str
    label: str = ""
    quote: bool = False
    by: str = ""
    note: str = ""
    check: bool = False
    href: str = ""
    evidence: tuple[Evidence, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def is_theirs(self) -> bool:
        """Whether the text is words that stand so in what it cites: they are in the site's language then."""
        is_words = sum(map(str.isalpha, self.text.split())) > 1
        return is_words and any(self.text in proof.quote for proof in self.evidence)


class Section(NamedTuple):
    """A titled group of lines; `key` says which (told, last, breath, who, start ...)."""

    key: str
    title: str
    lines: tuple[Line, ...]


class Source(NamedTuple):
    """A page that was read. `snapshot` is where its kept copy lies, or empty; `read` says when it was read.

    `share` says how much of its text the briefing shows.
    """

    number: int
    title: str
    url: str
    read: str
    snapshot: str
    note: str
    share: str


class Point(NamedTuple):
    """A dated thing on the timeline; `x` runs from 0 to 100. `ours` is a call or a look of the caller's."""

    x: float
    label: str
    ours: bool = False


class Timeline(NamedTuple):
    """Dated things from left to right, with the years below them; `caption` says the same in words."""

    points: tuple[Point, ...]
    years: tuple[Point, ...]
    caption: str


class Header(NamedTuple):
    """Whom and when: all that is known of name, place, languages and the call; empty where it is not.

    `read` says when the site was read, where that is not the day of the call, and how many of its pages, where not all were; `facts` since when they are there, how many
    people are named and how old the site is.
    """

    name: str
    domain: str
    url: str
    place: str
    languages: str
    when: str
    read: str
    check: bool = False
    warning: str = ""
    facts: tuple[Line, ...] = ()


class Briefing(NamedTuple):
    """The whole briefing. `first` fits on one printed page together with the header and the room for the pen; `sheet` answers by question, `words` are passages of the site, `unseen` the pages that were not read and `unseen_help` what would help, `picture` the home page as a data URL (RFC 2397) or empty.

    `language` is the caller's, `site_language` the site's (ISO 639-1, or empty); `most_words` is page one's limit.
    """

    language: str
    site_language: str
    header: Header
    first: tuple[Section, ...]
    timeline: Timeline | None
    pen_title: str
    pen: tuple[str, ...]
    sheet: tuple[Section, ...]
    words: tuple[Section, ...]
    unseen: tuple[Line, ...]
    unseen_help: str
    picture: str
    sources: tuple[Source, ...]
    most_words: int
