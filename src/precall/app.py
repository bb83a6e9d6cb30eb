"""The composition root: settings in, wired objects out. Only this module knows which concrete class does what."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from precall import folders
from precall.errors import SettingsError
from precall.net.snapshots import SnapshotStore
from precall.net.visitor import Mode, Network, Visitor
from precall.reading import PageReader
from precall.research import Findings, find_out
from precall.settings import Settings
from precall.site.address import Address
from precall.visit import Progress, VisitOptions


@dataclass(frozen=True, slots=True)
class App:
    """Builds the real things from the settings in force. `environ` is the process environment."""

    settings: Settings
    environ: Mapping[str, str]

    def now(self) -> datetime:
        """The time in UTC, or the one that PRECALL_NOW names."""
        if not self.settings.now:
            return datetime.now(UTC)
        try:
            moment = datetime.fromisoformat(self.settings.now)
        except ValueError:
            raise SettingsError(
                f"PRECALL_NOW = {self.settings.now!r} is not an ISO time such as 2026-01-31T09:00:00Z"
            ) from None
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)

    def store(self) -> SnapshotStore:
        """The snapshot store."""
        folder = folders.snapshots(self.settings.cache_dir)
        return SnapshotStore(folder, max_bytes=self.settings.cache_mb * 1_000_000, clock=self.now)

    def client(self) -> Network:
        """A client for one site."""
        from precall.net.client import Patience, SiteClient
        from precall.net.guard import Guard
        from precall.net.politeness import Politeness

        guard = Guard(self.settings.allow_private, _ports(self.settings.allow_ports))
        return SiteClient(
            clock=self.now,
            guard=guard,
            politeness=Politeness(delay=self.settings.delay),
            patience=Patience(whole=self.settings.request_seconds),
            contact=self.settings.contact,
            environ=self.environ,
        )

    async def find_out(
        self,
        address: Address,
        *,
        store: SnapshotStore,
        reader: PageReader,
        mode: Mode = "fresh",
        progress: Callable[[Progress], None] = lambda _: None,
    ) -> Findings:
        """Visits one site and settles its facts. Raises Unresearched where its home page cannot be read."""
        fresh_for = timedelta(hours=self.settings.fresh_hours)
        async with Visitor(store, self.client, clock=self.now, mode=mode, fresh_for=fresh_for) as visitor:
            return await find_out(
                address,
                fetch=visitor.get,
                keep_apart=visitor.keep_apart,
                reader=reader,
                now=self.now(),
                stopwatch=time.monotonic,
                options=VisitOptions(pages=self.settings.pages, seconds=self.settings.site_seconds),
                progress=progress,
            )

    def out(self, address: Address) -> Path:
        """The folder for one client's files."""
        return Path(self.settings.out).expanduser() / address.folder


def _ports(text: str) -> frozenset[int]:
    try:
        return frozenset(int(part) for part in text.replace(" ", "").split(",") if part)
    except ValueError:
        raise SettingsError(f"allow_ports = {text!r} is not a list of ports such as 3000,5173") from None
