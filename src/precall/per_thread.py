"""A thing that each thread has its own of, such as a connection to a database; made when a thread first needs it."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class PerThread(Generic[T]):
    """Makes one for each thread that asks. `first` is the one of the thread that made this."""

    def __init__(self, make: Callable[[], T], first: T) -> None:
        self._make = make
        self._own = threading.local()
        self._own.thing = first
        self._all = [first]

    def get(self) -> T:
        """The calling thread's own."""
        thing: T | None = getattr(self._own, "thing", None)
        if thing is None:
            thing = self._own.thing = self._make()
            self._all.append(thing)
        return thing

    def all(self) -> tuple[T, ...]:
        """Every one that was made, to be closed."""
        return tuple(self._all)
