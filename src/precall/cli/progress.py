"""What the caller sees while a site is read: one live line on a terminal, plain lines elsewhere; always on stderr."""

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.status import Status

    from precall.visit import Progress


class Reporter:
    """Reports one command's progress; `quiet` reports nothing. Use it as a context manager."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._status: Status | None = None

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

    def reading(self, progress: "Progress") -> None:
        """A page is being asked for."""
        from precall.render.escaping import terminal

        line = terminal(f"reading {progress.url}")
        if self._status is not None:
            from rich.text import Text

            self._status.update(Text(line[:120]))
        elif not self._quiet:
            print(line, file=sys.stderr)

    def tell(self, line: str) -> None:
        """One line that stays."""
        from precall.render.escaping import terminal

        if self._status is not None:
            self._status.stop()
        print(terminal(line), file=sys.stderr)
        if self._status is not None:
            self._status.start()
