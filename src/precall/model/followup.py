"""What was noted of a call, and the mail that is made of it, sentence by sentence with its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from precall.model.call import Appointment

NOTES = "notes.md"
"""The file in a client's folder that the notes of a call are written in."""

Prefix = Literal[
    "heard", "quote", "agreed", "i promised", "they promised", "next", "goal", "personal", "private", "outcome",
    "came-from", "better", "to", "with",
]  # fmt: skip
PREFIXES: tuple[Prefix, ...] = get_args(Prefix)
ANSWERED = " → "
"""Between a question of the caller's and their answer, in a quote that alone says too little."""
OUTGOING: tuple[Prefix, ...] = (
    "quote", "heard", "agreed", "goal", "i promised", "they promised", "next", "personal",
)  # fmt: skip
"""Prefixes of notes whose words a mail shows; the words behind the others are for the caller alone."""


class Note(NamedTuple):
    """One note: its first line in the file (from 1), its prefix (None where it has none) and its words."""

    line: int
    prefix: Prefix | None
    text: str


class Notes(NamedTuple):
    """The notes of one call in the order they were written.

    `name` is what to call them, such as the file's name; `text` is the whole of them as it was written.
    """

    name: str = "notes.md"
    notes: tuple[Note, ...] = ()
    text: str = ""

    def of(self, *prefixes: Prefix) -> tuple[Note, ...]:
        """The notes with one of these prefixes."""
        return tuple(note for note in self.notes if note.prefix in prefixes)

    @property
    def marked(self) -> tuple[Note, ...]:
        """The notes that have a prefix."""
        return tuple(note for note in self.notes if note.prefix)

    @property
    def outgoing(self) -> tuple[Note, ...]:
        """The notes whose words may leave the caller's computer."""
        return self.of(*OUTGOING)

    @property
    def unmarked(self) -> tuple[Note, ...]:
        """The notes without a prefix; no mail shows them."""
        return tuple(note for note in self.notes if not note.prefix)

    def __bool__(self) -> bool:
        return bool(self.notes)


SourceKind = Literal["notes", "site", "settings", "option", "earlier", "catalogue", "slot"]


class Source(NamedTuple):
    """Where words of a mail come from.

    `place` is the line of the notes ("notes.md line 4"), the URL of a page, the name of a setting, of an option (of
    this run or an earlier one) or of a sentence of the catalogue; `words` are the words there.
    """

    kind: SourceKind
    place: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a mail; they cannot be built without a source."""

    text: str
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise ValueError(f"a sentence from nowhere: {self.text!r}")

    @property
    def is_slot(self) -> bool:
        """Whether something is still to be filled in here."""
        return any(source.kind == "slot" for source in self.sources)


PartName = Literal[
    "greeting", "opening", "outcome", "goal", "heard", "moment", "promised", "me", "you", "next", "personal", "check",
    "signature",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of a mail: sentences in a row, or a heading with `items` below it."""

    name: PartName
    sentences: tuple[Sentence, ...] = ()
    items: tuple[Sentence, ...] = ()

    def __iter__(self) -> Iterator[Sentence]:
        return iter((*self.sentences, *self.items))

    @property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences that come from the notes."""
        return tuple(sentence for sentence in self if sentence.sources[0].kind == "notes")

    def without(self, gone: Sentence) -> "Part":
        """The paragraph less one sentence; a heading does not stay alone."""
        left = tuple(sentence for sentence in self.sentences if sentence is not gone)
        items = tuple(item for item in self.items if item is not gone)
        return Part(self.name, left if items or not self.items else (), items)

    @property
    def lines(self) -> tuple[str, ...]:
        """The paragraph line by line: its sentences in a row (a signature's below each other), then its items."""
        said = tuple(sentence.text for sentence in self.sentences)
        head = said if self.name == "signature" else (" ".join(said),)
        return (*(line for line in head if line), *(f"- {item.text}" for item in self.items))

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "\n".join(self.lines)


class Mailbox(NamedTuple):
    """An address to write to or from, with the name that stands before it (or none)."""

    address: str
    name: str = ""


class FollowUp(NamedTuple):
    """The mail after a call.

    `to` is empty while a slot is open; `addressees` are those whom it will go to. `appointment` is when they meet again,
    where the notes name a day and a time. `notices` are for the caller alone: what was left out, and what to look at
    before the mail is sent.
    """

    subject: Sentence
    parts: tuple[Part, ...]
    to: tuple[Mailbox, ...] = ()
    to_source: Source | None = None
    notices: tuple[str, ...] = ()
    addressees: tuple[Mailbox, ...] = ()
    appointment: Appointment | None = None

    @property
    def slots(self) -> int:
        """How many places are still to be filled in."""
        return sum(sentence.is_slot for part in self.parts for sentence in part)

    @property
    def text(self) -> str:
        """The mail's body as plain text, paragraphs divided by an empty line."""
        return "\n\n".join(part.text for part in self.parts) + "\n"

    @property
    def words(self) -> int:
        """How many words the body has."""
        return len(self.text.split())
