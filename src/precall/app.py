"""The composition root: settings in, wired objects out. Only this module knows which concrete class does what."""

import json
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from precall import folders
from precall.errors import StorageError, Unresearched
from precall.known import Known
from precall.model.findings import Findings
from precall.model.left_alone import LeftAlone
from precall.model.moment import read_moment
from precall.net.snapshots import SnapshotStore
from precall.net.visitor import Mode, Network, Visitor
from precall.ownership import check_own_folder
from precall.settings import Settings
from precall.site.address import Address, parse_address

if TYPE_CHECKING:
    from precall.compose.offer import Offer
    from precall.compose.playbook import Playbook
    from precall.memory.database import Database
    from precall.model.call import Call, Remembered
    from precall.model.dossier import Dossier
    from precall.model.followup import Notes
    from precall.model.memory import Given, GivenKind
    from precall.prepare import Prepared
    from precall.render.environment import Environment
    from precall.research import Reader
    from precall.sentences import Sentences
    from precall.visit import Progress

_LARGEST_MAIL = 25_000_000  # bytes; most mail servers take no larger one


@dataclass(frozen=True)
class App:
    """Builds the real things from the settings in force. `environ` is the process environment.

    With `remembers` False nothing is looked up in the client memory or kept there. `spared` are those whom the caller
    wants left alone; None asks the memory for them. `connections` is the number of requests at a time to one site, `hesitation` the
    seconds before the second of them.
    """

    settings: Settings
    environ: Mapping[str, str]
    remembers: bool = True
    spared: "LeftAlone | None" = None
    connections: int = 4
    hesitation: float = 0.0

    def now(self) -> datetime:
        """The time in UTC, or the one that PRECALL_NOW names."""
        if not self.settings.now:
            return datetime.now(UTC)
        return read_moment(self.settings.now, UTC).astimezone(UTC)

    def store(self) -> SnapshotStore:
        """The snapshot store."""
        folder = folders.snapshots(self.settings.cache_dir)
        return SnapshotStore(folder, max_bytes=self.settings.cache_mb * 1_000_000, clock=self.now)

    def client(self) -> Network:
        """A client for one site."""
        from precall.net.client import Patience, SiteClient
        from precall.net.guard import Guard
        from precall.net.politeness import Politeness

        guard = Guard(self.settings.allow_private, self.settings.ports, self.left_alone.covers)
        return SiteClient(
            clock=self.now,
            guard=guard,
            politeness=Politeness(delay=self.settings.delay),
            patience=Patience.within(self.settings.request_seconds),
            contact=self.settings.contact,
            environ=self.environ,
        )

    @cached_property
    def memory(self) -> "Database":
        """The client memory, made where there is none yet. StorageError where it cannot be used."""
        from precall.memory.versions import open_memory

        return open_memory(folders.memory(), self.settings.database_url, self.now())

    @property
    def memory_if_any(self) -> "Database | None":
        """The client memory where there is one already."""
        return self.memory if self.remembers and self._has_memory else None

    @property
    def _has_memory(self) -> bool:
        from precall.memory.versions import exists

        return exists(folders.memory(), self.settings.database_url)

    def with_memory(self, tell: Callable[[str], None]) -> "App":
        """This app, or one without the memory where that cannot be used; `tell` is told why in one line."""
        try:
            _ = self.remembers and self.memory
        except StorageError as error:
            tell(f"precall: {error}. Going on without the memory.")
            return replace(self, remembers=False, spared=LeftAlone())
        return self

    def known(self, address: Address, *, store: SnapshotStore, mode: Mode = "fresh") -> Findings | None:
        """What an earlier visit found, where a new one would find the same; None where the site is to be visited.

        Raises Unresearched for a client who is never to be researched again.
        """
        self.refuse_never(address.typed)
        return self._known(address, store).recall(self._visitor(store, mode).at_hand)

    def may_know(self, address: Address, *, store: SnapshotStore, mode: Mode = "fresh") -> bool:
        """Whether it is worth asking `known`: False where the site is sure to be visited."""
        return mode != "refresh" and self._known(address, store).may_hold

    async def find_out(
        self,
        address: Address,
        *,
        store: SnapshotStore,
        reader: "Reader",
        mode: Mode = "fresh",
        progress: Callable[["Progress"], None] = lambda _: None,
        stopwatch: Callable[[], float] = time.monotonic,
    ) -> Findings:
        """Visits one site and settles its facts; what it finds is kept for `known`.

        Raises Unresearched where its home page cannot be read, and for a client who is never to be researched again.
        """
        from precall.reading import ReaderStopped
        from precall.research import find_out
        from precall.visit import VisitOptions

        self.refuse_never(address.typed)
        limits = VisitOptions(
            pages=self.settings.pages,
            connections=self.connections,
            hesitation=self.hesitation,
            seconds=self.settings.site_seconds,
            delay=self.settings.delay,
        )
        async with self._visitor(store, mode) as visitor:
            try:
                found = await find_out(
                    address,
                    fetch=visitor.get,
                    keep_apart=visitor.keep_apart,
                    reader=reader,
                    now=self.now(),
                    stopwatch=stopwatch,
                    options=limits,
                    progress=progress,
                )
            except ReaderStopped as stop:
                raise Unresearched(f"{address.domain}: weighing what its pages say {stop}") from stop
            self._known(address, store).keep(found, visitor.trace())
        return found

    def _visitor(self, store: SnapshotStore, mode: Mode) -> Visitor:
        fresh_for = timedelta(hours=self.settings.fresh_hours)
        return Visitor(
            store,
            self.client,
            clock=self.now,
            mode=mode,
            fresh_for=fresh_for,
            left_alone=self.left_alone.covers,
        )

    def _known(self, address: Address, store: SnapshotStore) -> Known:
        asked = [address.typed, address.scheme, address.host, address.port, address.path]
        limits = [self.settings.pages, self.settings.site_seconds, self.settings.delay]
        return Known(store, json.dumps([*asked, *limits]), self.now())

    def make_ready(self) -> None:
        """Loads what the choice of pages and `prepare` need: worth doing while a network is waited for."""
        import precall.prepare  # noqa: F401
        from precall.site.kind import whole_topic

        whole_topic("home")  # which loads its words
        self.environment.read()

    def refuse_never(self, typed: str) -> None:
        """Raises Unresearched for a client whom the caller forgot for good, whatever was typed for them."""
        if not self.left_alone:
            return
        from precall.memory.forgetting import is_never

        if is_never(self.left_alone, typed):
            raise Unresearched(
                f"{typed}: you asked to forget this client for good, so they are left alone. To take that back: precall forget {typed} --allow"
            )

    @cached_property
    def left_alone(self) -> LeftAlone:
        """Whom the caller wants left alone."""
        if self.spared is not None or not self._has_memory:
            return self.spared or LeftAlone()
        from precall.memory.forgetting import left_alone

        return left_alone(self.memory)

    def client_key(self, typed: str) -> str:
        """The key under which the memory knows whoever was typed; empty where it knows nobody by that."""
        memory = self.memory_if_any
        if memory is None:
            return ""
        from precall.memory.identity import lookup

        client = lookup(memory, typed)
        return client.key if client else ""

    def folder_of(self, typed: str) -> Path:
        """The folder for the files of a client as they were typed; UsageError for a name that nobody goes by."""
        from precall.memory.identity import named, needed
        from precall.render.escaping import file_name

        key = self.client_key(typed) or named(typed).key or needed(self.memory, typed).key
        name = file_name(key) if "@" in key else parse_address(key).folder
        return folders.at_home(self.settings.out) / name

    def out(self, address: Address) -> Path:
        """The folder for one client's files."""
        return folders.at_home(self.settings.out) / address.folder

    @cached_property
    def own_templates(self) -> Path | None:
        """The folder of the user's own templates, where there is one; NotOwnError where others may change it."""
        place = folders.own_templates(self.settings.templates_dir)
        if not place.is_dir():
            return None
        check_own_folder(place)
        return place

    @property
    def zone(self) -> ZoneInfo:
        """The caller's time zone."""
        return ZoneInfo(self.settings.caller.timezone)

    @cached_property
    def sentences(self) -> "Sentences":
        """The sentences in force."""
        from precall.render.templates import folders as template_folders
        from precall.sentences import load

        return load(self.settings.language, template_folders(self.own_templates))

    @cached_property
    def environment(self) -> "Environment":
        """The templates and sentences in force."""
        from precall.render.environment import Environment

        return Environment(self.sentences, self.own_templates)

    def prepare(self, found: Findings, call: "Call", folder: Path | None) -> "Prepared":
        """The files of one client for a call, with what is remembered and the notes that lie in the client's `folder`."""
        from precall.model.followup import Notes
        from precall.prepare import Occasion, prepare

        occasion = Occasion(
            call=call,
            caller=self.settings.caller,
            playbook=self.playbook(call.playbook),
            offer=self.offer,
            remembered=self.remembered(found),
            notes=self.notes_for(found.subject.domain, folder, until_sent=True) if folder else Notes(),
            earlier_to=self.earlier_to(found.subject.domain, folder) if folder else "",
            now=self.now(),
        )
        return prepare(found, occasion, self.environment)

    def check(self, call: "Call") -> None:
        """Raises what would stop `prepare` for every client: a mistake in the playbook, the offer or the templates.

        What is shipped has none, and is not loaded here.
        """
        from precall.render.templates import is_shipped

        shipped = is_shipped(f"playbooks/{call.playbook}.toml")
        if shipped and not self.own_templates and not self.settings.offer and self.settings.language == "en":
            return
        self.playbook(call.playbook)
        _ = self.offer
        self.environment.check()

    def playbook(self, name: str) -> "Playbook":
        """The playbook of that name. TemplateError where it has a mistake."""
        if name not in self._playbooks:
            from precall.compose import playbook
            from precall.render.templates import folders as template_folders

            self._playbooks[name] = playbook.load(name, template_folders(self.own_templates))
        return self._playbooks[name]

    @cached_property
    def _playbooks(self) -> "dict[str, Playbook]":
        return {}

    @cached_property
    def offer(self) -> "Offer":
        """The offer that the settings name, else the one among the user's own templates."""
        from precall.compose import offer

        own = self.own_templates and self.own_templates / offer.FILE
        if self.settings.offer:
            return offer.load(folders.at_home(self.settings.offer))
        return offer.load(own) if own and own.is_file() else offer.Offer()

    def remembered(self, found: Findings) -> "Remembered":
        """What the memory holds of the client whose site was read, and what changed there."""
        from precall.model.call import Remembered

        memory = self.memory_if_any
        if memory is None:
            return Remembered()
        from precall.memory.recall import recall_for

        return recall_for(
            memory, found, self.now(), self.settings.caller.timezone, self.environment.sentences
        )

    def remember(
        self,
        prepared: "Prepared",
        call: "Call",
        folder: Path,
        *,
        title: str = "",
        end: datetime | None = None,
        by_hand: bool = False,
    ) -> None:
        """Keeps what one piece of research saw, for the next briefing, `changes` and `today`.

        `title` and `end` are those of the calendar's entry, where the call stands in one. What was given for it
        `by_hand` counts for the next run, too.
        """
        if self.remembers and not prepared.dossier.subject.flag:
            from precall.memory import given
            from precall.memory.recall import keep_research

            whole = len(prepared.dossier.pages) < self.settings.pages
            with self.memory.transaction():
                client = keep_research(
                    self.memory, prepared.dossier, call, folder, self.now(), whole=whole, title=title, end=end
                )
                if by_hand:
                    given.keep_call(self.memory, client, call, self.now())

    def as_said_before(
        self, domain: str, call: "Call", left_open: "Collection[GivenKind]"
    ) -> "tuple[Call, tuple[Given, ...]]":
        """A call with what the caller gave for it in an earlier run where it was left open in this one, and what that is."""
        memory = self.memory_if_any
        if memory is None or not left_open:
            return call, ()
        from precall.memory import given, identity

        client = identity.lookup_alias(memory, domain)
        return given.completed(memory, client, call, left_open, self.now()) if client else (call, ())

    def earlier_to(self, domain: str, folder: Path) -> str:
        """Whom the caller gave to write to in an earlier run, from the memory or the draft in the client's `folder`."""
        from precall.input_file import bytes_in
        from precall.render.follow_up_files import MAIL
        from precall.render.mail import addressed_to

        memory = self.memory_if_any
        if memory is not None:
            from precall.memory import given, identity

            client = identity.lookup_alias(memory, domain)
            kept = given.given(memory, client).get("to") if client else None
            if kept:
                return kept.value
        path = folder / MAIL
        return addressed_to(bytes_in(path, most=_LARGEST_MAIL)) if path.is_file() else ""

    def keep_to(self, domain: str, to: str) -> None:
        """Keeps whom the caller writes to, where the memory knows the client; nobody takes away who was kept."""
        memory = self.memory_if_any
        if memory is not None:
            from precall.memory import given, identity

            client = identity.lookup_alias(memory, domain)
            if client:
                given.keep(memory, client, "to", to, self.now())

    def notes_for(self, address: str, folder: Path, *, until_sent: bool = False) -> "Notes":
        """The newest notes of a client: those in the `folder` where they changed since the last debrief, else that one's.

        With `until_sent`, a call whose follow-up went out has none left.
        """
        memory = self.memory_if_any
        lying = self.notes_in(folder)
        if memory is None:
            return lying
        from precall.memory.recall import newest_notes

        return newest_notes(memory, address, lying, self.notes_sha(folder), until_sent=until_sent)

    @staticmethod
    def notes_sha(folder: Path) -> str:
        """The hash of the notes that lie in a client's folder; empty where there are none."""
        from hashlib import sha256

        from precall.compose.notes import LARGEST
        from precall.input_file import bytes_in
        from precall.model.followup import NOTES

        path = folder / NOTES
        return sha256(bytes_in(path, most=LARGEST)).hexdigest() if path.is_file() else ""

    @staticmethod
    def dossier_in(folder: Path) -> "Dossier | None":
        """The dossier in a client's folder; None where there is none that can be read."""
        from precall.errors import Unreadable
        from precall.input_file import text_in
        from precall.render.dossier_json import LARGEST, dossier_from_json

        try:
            return dossier_from_json(text_in(folder / "dossier.json", most=LARGEST))
        except (Unreadable, ValueError):
            return None

    @staticmethod
    def notes_in(folder: Path) -> "Notes":
        """The notes that lie in a client's folder; empty where there are none."""
        from precall.model.followup import NOTES, Notes

        path = folder / NOTES
        return App.notes_at(path) if path.exists() else Notes()

    @staticmethod
    def notes_at(path: Path) -> "Notes":
        """The notes in a file. Raises Unreadable or NotesError, in one line, for what cannot be read."""
        from precall.compose.notes import LARGEST, read_notes
        from precall.input_file import bytes_in

        advice = "Give others with --notes."
        data = bytes_in(path, most=LARGEST, called=f"the notes {path}", advice=advice)
        return read_notes(data, str(path))
