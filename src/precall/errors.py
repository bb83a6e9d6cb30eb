"""What precall raises on purpose, and the exit status of each.

PrecallError
├── UsageError          2   the caller's input cannot be used: an address, an option, a file
│   ├── AddressError        not an address of a website
│   │   └── NobodysAddress  one that says nothing about a client: a free mailbox, a page on a network
│   ├── SettingsError       a setting has a value that cannot be used
│   ├── NotOwnError         a file that would choose what is done, and is not the caller's own
│   ├── NotesError          notes that cannot be read
│   │   ├── EarlierNotes        notes of a call before the last one, of which nobody said that it is meant
│   │   ├── Unaccepted          notes of which no line counts, though some may, where nothing is to be written
│   │   └── Unprefixed          notes of which no line counts, though some may: those are proposed in a file
│   ├── BadRows             a list or table with rows that cannot be used; it could go on without them
│   ├── SheetError          a list that cannot be read
│   │   └── NoColumn            one in which no column holds addresses
│   ├── Unreadable          a file, or standard input, that is no text of a bearable size
│   └── TemplateError       a template with a mistake, with file and line
├── Unresearched        1   the subject could not be researched; one line says why
│   └── Forgotten               the caller asked to forget that client for good
├── EngineLost          1   what runs a batch is gone; what is finished stays finished
└── StorageError        2   a folder, file or database cannot be read or written
    ├── PlaceUnusable       the place where results go; another one would do
    └── MemoryUnusable      the client memory: research goes on without it

ReaderFault is none of them: it is a bug of ours.

A page that could not be read raises nothing: it becomes a `Miss`, which is data.
"""


def said_by(name: str, words: object) -> str:
    """What a library or another program says, as a quotation, so that a sentence of ours stands around it in each language."""
    return f"{name} says: “{words}”"


class PrecallError(Exception):
    """An expected failure. `str(error)` is one plain line for the caller: what was wrong, with which value, what to do."""

    exit_status = 2


class UsageError(PrecallError):
    """The caller's input cannot be used."""


class AddressError(UsageError):
    """Not an address of a website."""


class NobodysAddress(AddressError):
    """An address that says nothing about a client: at a free mail provider, or on a host that is nobody's own website."""


class SettingsError(UsageError):
    """A setting has a value that cannot be used."""


class NotOwnError(UsageError):
    """A file that would choose what is done here belongs to another user, or others may write to it."""


class NotesError(UsageError):
    """Notes that cannot be read."""


class Unprefixed(NotesError):
    """Notes of which no line counts, though some may be promises or the like: those are proposed in a file."""


class EarlierNotes(NotesError):
    """Notes of a call before the last one, of which nobody said that it is meant; `day` is its day."""

    def __init__(self, reason: str, day: str) -> None:
        super().__init__(reason)
        self.day = day


class Unaccepted(NotesError):
    """Notes of which no line counts, though some may be promises or the like, where nothing is to be written."""


class BadRows(UsageError):
    """A list or table with rows that cannot be used; the work could go on without them."""


class SheetError(UsageError):
    """A list that cannot be read."""


class NoColumn(SheetError):
    """A list in which no column holds addresses."""


class Unreadable(UsageError):
    """A file, or standard input, that cannot be read, is too large, never ends, or is no text."""


class TemplateError(UsageError):
    """A template with a mistake; the message names file and line."""


class Unresearched(PrecallError):
    """The subject could not be researched. `advice` is what the caller may do about it; empty where nothing helps."""

    exit_status = 1

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(reason)
        self.advice = advice


class Forgotten(Unresearched):
    """The caller asked to forget a client for good; `typed` is what was typed for them now."""

    def __init__(self, reason: str, typed: str) -> None:
        super().__init__(reason)
        self.typed = typed


class StorageError(PrecallError):
    """A folder, file or database cannot be read or written."""


class PlaceUnusable(StorageError):
    """The place where results go cannot be read or written; another one would do."""


class MemoryUnusable(StorageError):
    """The client memory cannot be read or written. Research goes on without it; every other command ends."""


class EngineLost(PrecallError):
    """What runs a batch is gone; what is finished stays finished, and the same command goes on."""

    exit_status = 1


class ReaderFault(Exception):
    """The page reader met a bug of ours; the message is its traceback."""
