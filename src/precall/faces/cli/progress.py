"""What the caller sees while a site is read: one live line on a terminal, plain lines elsewhere; always on stderr."""

import sys
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from rich.status import Status

    from precall.model.events import Event, Reading, Tell
    from precall.model.memory import Given, Replanned
    from precall.sentences import Sentences


_LONGEST_WORDS = 80


class Reporter:
    """Reports one command's progress; `quiet` reports nothing. Use it as a context manager."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._status: Status | None = None
        self._noted: set[str] = set()

    def __enter__(self) -> Self:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.status import Status

            self._status = Status("", console=Console(stderr=True))
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def telling(self, domain: str, zone: ZoneInfo, sentences: "Sentences") -> "Tell":
        """Who is told what happens while a client is researched; times are shown in the caller's zone."""
        from precall.model.events import CallKept, CallMoved, Reading, Started, WithoutMemory

        def tell(event: "Event") -> None:
            if isinstance(event, Reading):
                self._reading(event, sentences)
            elif isinstance(event, Started):
                for given in event.given:
                    self.say(f"precall: {domain}: {_as_said(given, zone, sentences)}")
            elif isinstance(event, CallMoved):
                self.say(f"precall: {domain}: {_moved(event.replanned, zone, sentences)}")
            elif isinstance(event, CallKept):
                self.say(f"precall: {domain}: {sentences.say('terminal.call_kept', client=event.client)}")
            elif isinstance(event, WithoutMemory):
                self.note(sentences.reason(event.reason))

        return tell

    def _reading(self, event: "Reading", sentences: "Sentences") -> None:
        from precall.render.escaping import terminal

        line = terminal(sentences.say("terminal.reading", url=event.url))
        if self._status is not None:
            from rich.text import Text

            self._status.update(Text(line[:120]))
        elif not self._quiet:
            print(line, file=sys.stderr)

    def note(self, line: str) -> None:
        """One line of precall's own that stays, once however many clients it is true of."""
        if line not in self._noted:
            self._noted.add(line)
            self.say(f"precall: {line}")

    def say(self, line: str) -> None:
        """One line that stays."""
        from precall.render.escaping import terminal

        if self._status is not None:
            self._status.stop()
        print(terminal(line), file=sys.stderr)
        if self._status is not None:
            self._status.start()


def _as_said(given: "Given", zone: ZoneInfo, sentences: "Sentences") -> str:
    """That what was given for a call in an earlier run counts again."""
    from precall.compose.spoken_dates import spoken, stamp
    from precall.model.moment import iso_day
    from precall.site.text import clean, shorten

    words = shorten(clean(given.value), _LONGEST_WORDS)
    if given.kind == "when":
        words = stamp(datetime.fromisoformat(given.value).astimezone(zone)).rstrip()
    day = spoken(iso_day(given.at, zone), sentences)
    return sentences.say("terminal.as_said", day=day, option=given.kind, words=words)


def _moved(replanned: "Replanned", zone: ZoneInfo, sentences: "Sentences") -> str:
    """Whether the time that was given stands in the place of a planned call or beside it."""
    from precall.compose.spoken_dates import stamp

    before = stamp(replanned.before.astimezone(zone)).rstrip()
    return sentences.say("terminal.call_beside" if replanned.stays else "terminal.call_moved", before=before)
