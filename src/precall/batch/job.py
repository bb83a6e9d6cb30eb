"""What is one unit of work, and what comes back for it? Everything here can be pickled, so that it can run anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, get_args

from precall.model.left_alone import LeftAlone
from precall.model.outreach import Outreach
from precall.model.record import by_values
from precall.net.visitor import Mode
from precall.settings import Settings

if TYPE_CHECKING:
    from precall.compose.criterion import Criterion

Brief = Literal["none", "top", "all"]

State = Literal["waiting", "done", "flagged", "failed", "skipped"]
STATES: tuple[State, ...] = get_args(State)


Unreached = Literal["", "maybe", "surely"]


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every client of a batch.

    `out` is a folder or an fsspec URL. `brief` says for which clients briefings and drafts are written besides the
    dossier, `personal` whether a person's mailbox may stand in the results. Workers have no memory: whom to leave alone,
    and who was written to when, by the keys of their sites, is told them.
    """

    settings: Settings
    out: str
    criteria: "tuple[Criterion, ...]" = ()
    brief: Brief = "all"
    personal: bool = False
    mode: Mode = "fresh"
    left_alone: LeftAlone = field(default_factory=LeftAlone)
    written_to: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """One client to research. `typed` is the address as the list has it, `columns` that row of the list by its names."""

    key: str
    typed: str
    with_name: str = ""
    when: datetime | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@by_values
@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one task.

    `line` holds the columns of the results, `criteria` each criterion's answer with its evidence. `unreached` says how
    sure it is that a failure is the network's and not the client's. `halts` is why the whole run cannot go on (a full
    disk); such a client stays waiting. `outreach` holds the first mail, if one was drafted.
    """

    key: str
    state: State
    reason: str = ""
    line: Mapping[str, Any] = field(default_factory=dict)
    criteria: tuple[Mapping[str, Any], ...] = ()
    pages: int = 0
    requests: int = 0
    seconds: float = 0.0
    unreached: Unreached = ""
    halts: str = ""
    outreach: tuple[Outreach, ...] = ()


def failed(task: Task, reason: str) -> Outcome:
    """The outcome of a task that could not be done."""
    return Outcome(task.key, "failed", reason[:300])
