"""The call that is prepared: who asks, whom they meet, what they were told, and what the notes say afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

Meeting = Literal["", "first", "second", "checkin"]
Playbook = str  # "coach", "sales", or the name of a file of the user's own


class Caller(NamedTuple):
    """The person who uses precall. `timezone` is an IANA name; `signature` may have several lines.

    `formality` is how their mails speak: informal, formal or familiar. `zone_is_guessed` says that no setting names the time zone.
    """

    name: str = ""
    company: str = ""
    signature: str = ""
    email: str = ""
    timezone: str = "UTC"
    language: str = "en"
    formality: str = "informal"
    zone_is_guessed: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """What the caller already has before the call.

    `with_name` is whom they will speak to, `when` the aware time of the call, `context` what the client wrote when
    booking, `playbook` the name of the playbook. `columns` is the client's row in the caller's own list, by its names.
    `meeting` says which call it is; where it is empty the memory knows.
    """

    playbook: Playbook = "coach"
    with_name: str = ""
    when: datetime | None = None
    context: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    meeting: Meeting = ""


class Promise(NamedTuple):
    """Something promised in a call. `by` is the resolved date, `said` the words it was resolved from."""

    who: Literal["me", "them"]
    text: str
    by: date | None = None
    said: str = ""


class Appointment(NamedTuple):
    """A meeting that was agreed on, in aware times. `end` is None where none was said.

    `words` say what it is and where, as noted; `what` and `place` are those two apart, empty where they were not noted.
    """

    start: datetime
    end: datetime | None = None
    words: str = ""
    what: str = ""
    place: str = ""


class Remembered(NamedTuple):
    """What the memory holds of a client, for the top of the next briefing.

    `changes` were found on their site since the last look, all else was told. `landed` are the reasons of questions that
    landed in earlier calls, of this client or of others. `written_to` is when a first mail went out to them. `last_with`
    is whom the last call was with.
    """

    last_look: datetime | None = None
    last_call: datetime | None = None
    heard: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    people: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    landed: tuple[str, ...] = ()
    written_to: datetime | None = None
    last_with: str = ""
