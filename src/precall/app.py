"""The composition root: settings in, wired objects out. Only this module knows which concrete class does what."""

import json
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from precall import client_folder, folders
from precall.errors import Forgotten, MemoryUnusable, Unresearched
from precall.model.events import Tell, nobody
from precall.model.findings import Findings
from precall.model.left_alone import LeftAlone
from precall.model.moment import read_moment
from precall.model.page import Fetched, Miss, Reading, Shape
from precall.model.store import Store
from precall.net.snapshots import SnapshotStore
from precall.net.visitor import Mode, Network, Visitor
from precall.ownership import own_if_any
from precall.settings import Settings
from precall.site.address import Address
from precall.visit.known import Known

if TYPE_CHECKING:
    from precall.compose.offer import Offer
    from precall.compose.playbook import Playbook
    from precall.drawing.answering import Part
    from precall.drawing.browser import Browser
    from precall.memory.database import Database
    from precall.model.fact import Fact
    from precall.render.environment import Environment
    from precall.sentences import Sentences
    from precall.visit.drawn import Draw
    from precall.visit.find_out import Reader
    from precall.visit.tour import Expect, Screenshot

    ExpectIt = Callable[[Fetched, str], None]
    DrawIt = Callable[[Fetched, Reading, str, Part, Shape], Awaitable[Fetched | Miss]]


@dataclass(frozen=True)
class App:
    """Builds the real things from the settings in force. `environ` is the process environment.

    With `remembers` False nothing is looked up in the client memory or kept there. `spared` are those whom the caller
    wants left alone; None asks the memory for them. `memory_at` is where the memory lies; None is the usual place. `connections` is the number of requests at a time to one site, `hesitation` the
    seconds before the second of them.
    """

    settings: Settings
    environ: Mapping[str, str]
    remembers: bool = True
    spared: "LeftAlone | None" = None
    memory_at: Path | None = None
    connections: int = 4
    hesitation: float = 0.0

    def now(self) -> datetime:
        """The time in UTC, or the one that PRECALL_NOW names."""
        if not self.settings.now:
            return datetime.now(UTC)
        return read_moment(self.settings.now, UTC).astimezone(UTC)

    def store(self) -> SnapshotStore:
        """The snapshot store."""
        return SnapshotStore(self.store_folder, max_bytes=self.settings.cache_mb * 1_000_000, clock=self.now)

    @property
    def store_folder(self) -> Path:
        """The folder of the snapshot store."""
        return folders.snapshots(self.settings.cache_dir)

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
        """The client memory, made where there is none yet. MemoryUnusable where it cannot be used."""
        from precall.memory.versions import open_memory

        return open_memory(self._memory_folder, self.settings.database_url, self.now())

    @property
    def memory_if_any(self) -> "Database | None":
        """The client memory where there is one already."""
        return self.memory if self.remembers and self._has_memory else None

    @property
    def _memory_folder(self) -> Path:
        return self.memory_at or folders.memory()

    @property
    def _has_memory(self) -> bool:
        from precall.memory.versions import exists

        return exists(self._memory_folder, self.settings.database_url)

    def with_memory(self, *, must_know: bool) -> "tuple[App, str]":
        """This app and nothing more to say, or what `without_memory` gives where the memory cannot be used."""
        try:
            _ = self.remembers and (self.memory, self.left_alone)
        except MemoryUnusable as error:
            return self.without_memory(error, must_know=must_know)
        return self, ""

    def without_memory(self, why: MemoryUnusable, *, must_know: bool) -> "tuple[App, str]":
        """This app without the memory, which cannot be used, and a line for the caller.

        Whom to leave alone is still read from there, unless it is known already. Where not even that can be, MemoryUnusable is raised if this app
        `must_know`; else it knows nobody to be left alone, and the line says so.
        """
        from precall.memory.versions import left_alone_in

        said, spared = str(why), self.spared or LeftAlone()
        try:
            if self.spared is None:
                spared = left_alone_in(self._memory_folder, self.settings.database_url)
        except MemoryUnusable:
            said = f"{why}. Whom you asked to leave alone cannot be read there either"
            if must_know:
                raise MemoryUnusable(said) from why
        return replace(self, remembers=False, spared=spared), f"{said}. Going on without the memory."

    def known(self, address: Address, *, store: Store, mode: Mode = "fresh") -> Findings | None:
        """What an earlier visit found, where a new one would find the same; None where the site is to be visited.

        Raises Unresearched for a client who is never to be researched again.
        """
        self.refuse_never(address.typed)
        return self._known(address, store).recall(self._visitor(address, store, mode).at_hand)

    def may_know(self, address: Address, *, store: Store, mode: Mode = "fresh") -> bool:
        """Whether it is worth asking `known`: False where the site is sure to be visited."""
        return mode != "refresh" and self._known(address, store).may_hold

    async def find_out(
        self,
        address: Address,
        *,
        store: Store,
        reader: "Reader",
        mode: Mode = "fresh",
        tell: Tell = nobody,
        stopwatch: Callable[[], float] = time.monotonic,
        draw: "DrawIt | None" = None,
        expect_drawing: "ExpectIt | None" = None,
    ) -> Findings:
        """Visits one site and settles its facts; what it finds is kept for `known`. `draw` draws what only a script draws.

        `expect_drawing` is told of a home page for which that is likely to be asked soon, and its language.
        Raises Unresearched where its home page cannot be read, and for a client who is never to be researched again.
        """
        from precall.reading.reader import ReaderStopped
        from precall.visit.find_out import find_out
        from precall.visit.tour import VisitOptions

        self.refuse_never(address.typed)
        limits = VisitOptions(
            pages=self.settings.pages,
            drawn=self.settings.drawn_pages,
            screenshot=cast("Screenshot", self.settings.screenshot),
            connections=self.connections,
            hesitation=self.hesitation,
            seconds=self.settings.site_seconds,
            delay=self.settings.delay,
        )
        async with self._visitor(address, store, mode) as visitor:
            try:
                found = await find_out(
                    address,
                    fetch=visitor.get,
                    keep_apart=visitor.keep_apart,
                    reader=reader,
                    now=self.now(),
                    stopwatch=stopwatch,
                    options=limits,
                    tell=tell,
                    draw=self._draw(visitor, draw),
                    expect=self._expect(visitor, expect_drawing, mode),
                )
            except ReaderStopped as stop:
                raise Unresearched(f"{address.key}: weighing what its pages say {stop}") from stop
            self._known(address, store).keep(found, visitor.trace())
        return found

    def browser(self) -> "Browser | None":
        """The user's browser, not started yet; None where there is none, or it is not to be used."""
        if self._chromium is None:
            return None
        from precall.drawing.browser import Browser

        return Browser(self._chromium, sandbox=self.settings.browser_sandbox, clock=self.now)

    @property
    def can_draw(self) -> bool:
        """Whether there is a browser that may be used."""
        return self._chromium is not None

    @cached_property
    def _chromium(self) -> Path | None:
        from precall.drawing import chromium

        return chromium.find(self.settings.browser) if chromium.has_library() else None

    def _draw(self, visitor: Visitor, draw_it: "DrawIt | None") -> "Draw | None":
        """How pages are drawn: as they are kept, else by a browser."""
        if self.settings.browser == "off":
            return None

        async def draw(
            url: str, shell: Fetched, reading: Reading, part: "Part", shape: Shape
        ) -> Fetched | Miss | None:
            anew = partial(draw_it, shell, reading, url, part, shape) if draw_it else None
            return await visitor.drawn(url, shell, anew, shape)

        return draw

    def _expect(self, visitor: Visitor, expect_it: "ExpectIt | None", mode: Mode) -> "Expect | None":
        """Tells of a home page that a script is likely to draw, where what it draws is not kept."""
        if expect_it is None or mode == "offline" or not self.can_draw:
            return None
        from precall.site import likely_shell

        def expect(home: Fetched) -> None:
            if likely_shell.is_likely(home.body) and visitor.at_hand(f"drawing:{home.final_url}") is None:
                expect_it(home, likely_shell.language_of(home.body))

        return expect

    def _visitor(self, address: Address, store: Store, mode: Mode) -> Visitor:
        fresh_for = timedelta(hours=self.settings.fresh_hours)
        return Visitor(
            store,
            self.client,
            clock=self.now,
            mode=mode,
            fresh_for=fresh_for,
            left_alone=self.left_alone.covers,
            site=address.key,
        )

    def _known(self, address: Address, store: Store) -> Known:
        asked = [address.typed, address.scheme, address.host, address.port, address.path]
        limits = [self.settings.pages, self.settings.site_seconds, self.settings.delay]
        drawn = [
            self.settings.drawn_pages,
            self.settings.screenshot,
            self.settings.browser == "off",
            bool(self._chromium),
        ]
        return Known(store, json.dumps([*asked, *limits, *drawn]), self.now())

    def make_ready(self) -> Iterator[None]:
        """Loads, a part at each step, what the choice of pages and `prepare` need: worth doing while a network is waited for."""
        from precall.site.kind import whole_topic

        whole_topic("home")  # which loads its words
        yield
        environment = self.environment
        yield
        environment.read()
        yield
        import precall.prepare  # noqa: F401

        yield

    def refuse_never(self, typed: str) -> None:
        """Raises Forgotten for a client whom the caller forgot for good, whatever was typed for them."""
        if not self.left_alone:
            return
        from precall.memory.forgetting import is_never

        if is_never(self.left_alone, typed):
            raise Forgotten(
                f"{typed}: you asked to forget this client for good, so they are left alone", typed
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

        return self._folder(self.client_key(typed) or named(typed).key or needed(self.memory, typed).key)

    def out(self, address: Address) -> Path:
        """The folder for one client's files."""
        return self._folder(address.key)

    def _folder(self, key: str) -> Path:
        return client_folder.settled(self.memory_if_any, folders.at_home(self.settings.out), key)

    @cached_property
    def own_templates(self) -> Path | None:
        """The folder of the user's own templates, where there is one; NotOwnError where others may change it."""
        return own_if_any(folders.own_templates(self.settings.templates_dir))

    @property
    def zone(self) -> ZoneInfo:
        """The caller's time zone."""
        return ZoneInfo(self.settings.caller.timezone)

    @cached_property
    def sentences(self) -> "Sentences":
        """The sentences in force."""
        from precall.render.templates import folders as template_folders
        from precall.sentences import load

        familiar = self.settings.formality == "familiar"
        return load(self.settings.language, template_folders(self.own_templates), familiar=familiar)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that there are sentences in."""
        from precall.render.templates import folders as template_folders
        from precall.sentences import languages

        return languages(template_folders(self.own_templates))

    def language_for(self, facts: "Sequence[Fact]") -> str:
        """The language of mails: as it is set, else the site's where there are sentences in it, else the caller's."""
        site = next((str(fact.value) for fact in facts if fact.kind == "language"), "")
        return self.settings.mail_language or (site if site in self.languages else self.settings.language)

    def sentences_for(self, language: str) -> "Sentences":
        """The sentences in force, with those of the language in which a client is written to; SettingsError where there are none."""
        if language == self.settings.language:
            return self.sentences
        if language not in self._sentences_for:
            from precall.render.templates import folders as template_folders
            from precall.sentences import load

            familiar = self.settings.formality == "familiar"
            client = load(language, template_folders(self.own_templates), familiar=familiar)
            self._sentences_for[language] = replace(self.sentences, client=client)
        return self._sentences_for[language]

    @cached_property
    def _sentences_for(self) -> "dict[str, Sentences]":
        return {}

    @cached_property
    def environment(self) -> "Environment":
        """The templates and sentences in force."""
        from precall.render.environment import Environment

        return Environment(self.sentences, self.own_templates)

    def environment_for(self, language: str) -> "Environment":
        """The templates and sentences in force for a client who is written to in a language."""
        from precall.render.environment import Environment

        if language == self.settings.language:
            return self.environment
        if language not in self._environments:
            self._environments[language] = Environment(self.sentences_for(language), self.own_templates)
        return self._environments[language]

    @cached_property
    def _environments(self) -> "dict[str, Environment]":
        return {}

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
