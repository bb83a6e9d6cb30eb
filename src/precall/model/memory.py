"""What is kept of clients: who they are, what was said and promised, and what their site said when it was read."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from types import MappingProxyType
from typing import Literal, NamedTuple

from precall.model.call import Appointment, Promise
from precall.model.fact import Fact
from precall.model.moment import of_day
from precall.model.page import Miss

DetailKind = Literal["person", "goal", "heard", "quote", "agreed", "came-from", "private"]
HEARD: tuple[DetailKind, ...] = ("heard", "quote")
"""What a client said, in the caller's words and in their own."""

GivenKind = Literal["context", "when", "with", "to", "mail-language", "for", "replaced", "agreed"]


class Client(NamedTuple):
    """A client. `key` is the domain, or the e-mail address of one without a website; `name` may be empty.

    `phone` and `question` come from the last look: the number to call and the question to begin with. `rhythm` is the
    most days between two calls. `spoken_at` is the last call, `touched_at` the last call or sent mail.
    """

    id: int
    key: str
    name: str = ""
    phone: str = ""
    question: str = ""
    rhythm: int = 30
    spoken_at: datetime | None = None
    touched_at: datetime | None = None

    @property
    def shown(self) -> str:
        """What to call the client on a list."""
        return f"{self.name} ({self.key})" if self.name and self.name != self.key else self.key


class KeptPromise(NamedTuple):
    """A promise with its number, the client's key and name, when it was made, and when it was kept or let go."""

    id: int
    client: str
    name: str
    promise: Promise
    made_at: datetime
    kept_at: datetime | None = None
    let_go_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.kept_at is None and self.let_go_at is None


class Detail(NamedTuple):
    """Something told of a client: a person, a goal, what was heard, who recommended them, or a private note."""

    id: int
    kind: DetailKind
    text: str
    at: datetime
    reached_at: datetime | None = None


class KeptCall(NamedTuple):
    """A call that was debriefed. `notes` are the caller's own; `sent_at` is when the follow-up went out.

    `kept_at` is when it was told of first.
    """

    id: int
    client: str
    name: str
    at: datetime
    with_name: str = ""
    notes: str = ""
    sent_at: datetime | None = None
    kept_at: datetime | None = None

    def said(self, now: datetime, zone: tzinfo) -> datetime | None:
        """When it was, as somebody said or planned it: of a call that was told of without its time the day, or None today."""
        if self.at != self.kept_at:
            return self.at
        day = self.at.astimezone(zone).date()
        return None if day == now.astimezone(zone).date() else of_day(day, zone)


class Draft(NamedTuple):
    """A mail that waits to be sent: of which call (its time and number), or when it was drafted."""

    kind: Literal["follow-up", "check-in", "first mail"]
    at: datetime
    call: int = 0


class Ahead(NamedTuple):
    """A call that is planned, with the briefing made for it; `end` is None where it is not known."""

    client: str
    name: str
    start: datetime
    end: datetime | None = None
    title: str = ""
    briefing: str = ""


class Seen(NamedTuple):
    """What a look at a site saw. `pages` were read, `missed` not; `whole` is False where pages were left unread."""

    at: datetime
    facts: tuple[Fact, ...] = ()
    pages: tuple[str, ...] = ()
    missed: tuple[Miss, ...] = ()
    whole: bool = True

    @property
    def domain(self) -> str:
        """The host of the home page, without a leading www.; only looks at the same one can be compared."""
        return (
            self.pages[0].split("/")[2].removeprefix("www.") if self.pages and "://" in self.pages[0] else ""
        )


class Told(NamedTuple):
    """A debriefed call, ready to be kept.

    `file_sha` is the hash of the client's notes.md as it was then; `landed` are the reasons of the questions that
    landed, `better` the caller's line for themselves, `next` when they meet again.
    """

    at: datetime
    kept_at: datetime
    with_name: str = ""
    notes: str = ""
    file_sha: str = ""
    better: str = ""
    promises: tuple[Promise, ...] = ()
    details: tuple[tuple[DetailKind, str], ...] = ()
    landed: tuple[str, ...] = ()
    next: Appointment | None = None


class Person(NamedTuple):
    """Somebody at a client, as the caller named them; `email` and `phone` may be empty."""

    name: str
    email: str = ""
    phone: str = ""


class Given(NamedTuple):
    """Something the caller gave for a call, as it was typed (a time in UTC), and when they gave it."""

    kind: GivenKind
    value: str
    at: datetime


class Replanned(NamedTuple):
    """That another time was given for a client with whom a call was planned: when that one was, and whether it stays."""

    before: datetime
    stays: bool


class Gift(NamedTuple):
    """A useful note of the caller's own, to be offered to those who care for its topic."""

    id: int
    about: str
    text: str
    source: str = ""


class Waiting(NamedTuple):
    """Everything that `today` is decided from. All times are aware.

    `past` are planned calls that are over and were not debriefed, `ahead` those of today and every later one.
    `silent` are clients by their last contact, `goals` and `heard` their newest words by key. `reached` are goals as
    (client, words, day), `recommended` pairs of a client and who recommended the caller to them.
    """

    now: datetime
    timezone: str
    unsent: tuple[KeptCall, ...] = ()
    open: tuple[KeptPromise, ...] = ()
    past: tuple[Ahead, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    silent: tuple[Client, ...] = ()
    reached: tuple[tuple[str, str, date], ...] = ()
    kept_word: tuple[KeptPromise, ...] = ()
    recommended: tuple[tuple[str, str], ...] = ()
    touched_this_week: int = 0
    back: str = ""
    back_at: datetime | None = None
    goals: Mapping[str, str] = MappingProxyType({})
    heard: Mapping[str, str] = MappingProxyType({})
