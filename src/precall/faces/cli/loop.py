"""The event loop in which a command waits for the network; it is made when it is first needed."""

from collections.abc import Coroutine
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")


class Loop:
    """Runs one coroutine after another. Use it as a context manager; asyncio is imported with the first of them."""

    def __init__(self) -> None:
        self._started = ExitStack()
        self._runner: asyncio.Runner | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._started.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """What the coroutine returns."""
        if self._runner is None:
            import asyncio

            self._runner = self._started.enter_context(asyncio.Runner())
        results: list[T] = []

        async def kept() -> None:
            results.append(await work)

        # Nothing is returned here: in Python 3.11 a runner that ends formats its task, and with it the result.
        self._runner.run(kept())
        return results[0]
