"""The composition root: settings in, wired objects out. Only this module knows which concrete class does what."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from precall import folders
from precall.errors import SettingsError
from precall.net.snapshots import SnapshotStore
from precall.net.visitor import Mode, Network, Visitor
from precall.reading import PageReader
from precall.research import Findings, find_out
from precall.settings import Settings
from precall.site.address import Address
from precall.visit import Progress, VisitOptions

if TYPE_CHECKING:
    from precall.model.call import Call
    from precall.model.dossier import Dossier
    from precall.model.followup import Notes
    from precall.prepare import Prepared
    from precall.render.environment import Environment


@dataclass(frozen=True)
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
            patience=Patience.within(self.settings.request_seconds),
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
                options=VisitOptions(
                    pages=self.settings.pages, seconds=self.settings.site_seconds, delay=self.settings.delay
                ),
                progress=progress,
            )

    def out(self, address: Address) -> Path:
        """The folder for one client's files."""
        return Path(self.settings.out).expanduser() / address.folder

    @property
    def own_templates(self) -> Path | None:
        """The folder of the user's own templates, where there is one."""
        place = folders.own_templates(self.settings.templates_dir)
        return place if place.is_dir() else None

    @cached_property
    def environment(self) -> "Environment":
        """The templates and sentences in force."""
        from precall.render.environment import Environment
        from precall.render.templates import folders as template_folders
        from precall.sentences import load

        return Environment(
            load(self.settings.language, template_folders(self.own_templates)), self.own_templates
        )

    def prepare(self, found: Findings, call: "Call", folder: Path) -> "Prepared":
        """The files of one client for a call, with the notes that lie in the client's `folder`."""
        from precall.compose import offer, playbook
        from precall.model.call import Remembered
        from precall.prepare import Occasion, prepare
        from precall.render.templates import folders as template_folders

        occasion = Occasion(
            call=call,
            caller=self.settings.caller,
            playbook=playbook.load(call.playbook, template_folders(self.own_templates)),
            offer=offer.load(Path(self.settings.offer).expanduser())
            if self.settings.offer
            else offer.Offer(),
            remembered=Remembered(),
            notes=self.notes_in(folder),
            now=self.now(),
        )
        return prepare(found, occasion, self.environment)

    @staticmethod
    def dossier_in(folder: Path) -> "Dossier | None":
        """The dossier in a client's folder; None where there is none that can be read."""
        from precall.render.dossier_json import dossier_from_json

        try:
            return dossier_from_json((folder / "dossier.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    @staticmethod
    def notes_in(folder: Path) -> "Notes":
        """The notes that lie in a client's folder; empty where there are none."""
        from precall.compose.notes import read_notes
        from precall.model.followup import Notes
        from precall.render.follow_up_files import NOTES

        path = folder / NOTES
        return read_notes(path.read_bytes(), str(path)) if path.is_file() else Notes()


def _ports(text: str) -> frozenset[int]:
    try:
        return frozenset(int(part) for part in text.replace(" ", "").split(",") if part)
    except ValueError:
        raise SettingsError(f"allow_ports = {text!r} is not a list of ports such as 3000,5173") from None
