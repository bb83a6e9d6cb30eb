"""What a store of pages that were read gives and keeps. The one in a folder is `net/snapshots.py`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from precall.model.page import Fetched, Miss, Shape


class Kept(NamedTuple):
    """What is held of one domain: the answers and failures, the bytes on disk, and when the newest was read (UTC)."""

    domain: str
    answers: int
    failures: int
    size: int
    newest: datetime | None


class Store(Protocol):
    """The newest answer and drawing of each address, the newest failure of each, every body by its hash, what visits found.

    Every method raises StorageError where the store cannot be used. It may be used from several threads.
    """

    def get(self, url: str, *, site: str = "", shape: Shape = "answer") -> Fetched | None:
        """The newest that is kept for an address; a visit to the `site` of a domain uses it."""

    def failure(self, url: str, shape: Shape = "answer") -> tuple[Miss, datetime] | None:
        """The failure of the last try and when that was, where the last try failed."""

    def put(self, outcome: Fetched | Miss, *, site: str = "", shape: Shape = "answer") -> None:
        """Keeps an answer or a drawing, or a failure beside the older one, for visits to the `site` of a domain."""

    def body(self, sha256: str) -> bytes | None:
        """The bytes kept under a hash."""

    def content_type(self, sha256: str) -> str:
        """The Content-Type that came with these bytes; empty where none is known."""

    def findings(self, visit: str) -> str | None:
        """The findings kept under a visit's name."""

    def keep_findings(self, visit: str, findings: str) -> None:
        """Keeps a visit's findings for as long as the pages that they rest on are kept."""

    def kept(self) -> Sequence[Kept]:
        """What is held of each domain, by name."""

    def forget(self, *domains: str, spare: Collection[str] = ()) -> None:
        """Removes what came from these domains and their sub-domains, less those to `spare`, and is not used by others."""

    def close(self) -> None:
        """Lets go of it."""
