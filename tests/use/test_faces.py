"""Any face can use the use cases: within a running event loop, in a thread, cancelled, watched; over real sockets."""

import asyncio
import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from precall import folders
from precall.app import App
from precall.demo.server import serve
from precall.errors import MemoryUnusable
from precall.memory import identity
from precall.model.call import Call
from precall.model.events import (
    Ended,
    Event,
    Read,
    Reading,
    Started,
    Tell,
    Weighing,
    WithoutMemory,
    Written,
    nobody,
)
from precall.settings import load
from precall.site.address import parse_address
from precall.use import clients, followup, prep, research
from precall.use.explorer import Explorer

PAGES = {
    "index.html": "<title>Acme Sails</title><h1>Acme Sails</h1><p>Acme Sails makes and mends sails for small boats in"
    ' Falmouth.</p><a href="/contact.html">Contact</a>',
    "contact.html": "<title>Contact Acme Sails</title><h1>Contact</h1><p>Telephone 01326 555010</p>",
}


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """The wired program with a site that answers as acme.example."""
    site = tmp_path / "site"
    site.mkdir()
    for name, markup in PAGES.items():
        (site / name).write_text(f"<!doctype html><html lang=en><body>{markup}", encoding="utf-8")
    with serve(site) as url:
        flags = {"out": str(tmp_path / "out"), "now": "2026-02-01T09:00:00Z"}
        settings = load(flags, folder=tmp_path, environ=os.environ).settings
        yield App(settings, {"http_proxy": url})


def request_for(app: App) -> research.Request:
    return research.Request(parse_address("acme.example"), Call(app.settings.playbook))


async def researched(app: App, tell: Tell = nobody) -> research.Result:
    with app.store() as store, Explorer(store) as explorer:
        return await research.research(app, explorer, request_for(app), tell)


def test_research_runs_within_a_loop_that_runs_already(app: App) -> None:
    """A web server awaits it beside its other work."""

    async def served() -> tuple[research.Result, int]:
        turns = 0

        async def others() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0.001)

        beside = asyncio.create_task(others())
        result = await researched(app)
        beside.cancel()
        return result, turns

    result, turns = asyncio.run(served())
    assert result.briefing.is_file()
    assert turns > 3


def test_every_step_is_told_in_order(app: App) -> None:
    """From the start to the folder: what is read, what it gave, that it is weighed, where it was written."""
    told: list[Event] = []
    result = asyncio.run(researched(app, told.append))
    assert told[0] == Started("acme.example", app.settings.pages)
    assert [type(event) for event in told[-3:]] == [Weighing, Written, Ended]
    assert told[-1] == Ended("acme.example", str(result.briefing))
    pages = [event for event in told if isinstance(event, Read)]
    assert {event.kind for event in pages} == {"home", "contact"}
    assert ("phone", 1) in next(event.gave for event in pages if event.kind == "contact")
    assert any(isinstance(event, Reading) for event in told)


def test_the_reason_why_nothing_was_written_is_told_too(app: App) -> None:
    """A face that only listens knows that it is over."""
    told: list[Event] = []
    away = replace(app, environ={"http_proxy": "http://127.0.0.1:9"})
    with pytest.raises(Exception, match=r"acme\.example"):
        asyncio.run(researched(away, told.append))
    assert isinstance(told[-1], Ended)
    assert "acme.example" in told[-1].reason


def test_research_that_is_cancelled_leaves_nothing_half_written(app: App) -> None:
    """Whoever closes the page ends the run; the next one is whole."""

    async def cancelled() -> None:
        begun = asyncio.Event()
        run = asyncio.create_task(
            researched(app, lambda event: begun.set() if isinstance(event, Reading) else None)
        )
        await begun.wait()
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

    asyncio.run(cancelled())
    folder = app.out(parse_address("acme.example"))
    assert not folder.exists()
    assert asyncio.run(researched(app)).briefing.is_file()


def test_two_threads_use_one_app_at_the_same_time(app: App) -> None:
    """Its memory and its store of pages belong to no thread."""
    asyncio.run(researched(app))
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with app.store() as store, Explorer(store) as explorer:
                for _ in range(3):
                    asyncio.run(research.research(app, explorer, request_for(app)))
                    clients.remember(app, "acme.example", f"note {number}", kind="person")
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    shown = clients.show(app, "acme.example")
    assert {detail.text for detail in shown.details} == {"note 0", "note 1", "note 2"}


def test_one_store_serves_several_threads(app: App) -> None:
    """A face opens it once; a call in another thread reads what the first one wrote."""
    with app.store() as store, Explorer(store) as explorer:
        asyncio.run(research.research(app, explorer, request_for(app)))
        found: list[object] = []
        thread = threading.Thread(target=lambda: found.append(store.get("http://acme.example/")))
        thread.start()
        thread.join()
        assert found[0] == store.get("http://acme.example/")
        assert found[0] is not None


def test_a_follow_up_is_made_without_a_terminal(app: App) -> None:
    """The same words in, the same mail out; the memory knows of the call."""
    asyncio.run(researched(app))
    folder = app.out(parse_address("acme.example"))
    (folder / "notes.md").write_text("heard: the loft is too small\n", encoding="utf-8")
    result = followup.followup(app, followup.Request("acme.example", to="loft@acme.example"))
    assert "the loft is too small" in result.mail.read_text(encoding="utf-8")
    assert result.has_briefing
    assert identity.lookup(app.memory, "acme.example") is not None


def test_research_goes_on_without_a_memory_that_cannot_be_used_and_tells_so(app: App) -> None:
    """Any face hears of it once; the briefing is written all the same."""
    memory = folders.memory() / "memory.sqlite3"
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_bytes(b"this is a shopping list" * 500)
    told: list[Event] = []
    result = asyncio.run(researched(app, told.append))
    (said,) = [event.reason for event in told if isinstance(event, WithoutMemory)]
    assert "is damaged" in said
    assert result.briefing.is_file()
    assert result.not_remembered == said


def test_calls_are_prepared_without_a_memory_or_not_at_all(app: App) -> None:
    """Where it cannot be known whom to leave alone nobody is asked, and the face gets one error."""
    memory = folders.memory() / "memory.sqlite3"
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_bytes(b"this is a shopping list" * 500)
    calendar = prep.Calendar(
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n", "the calendar"
    )

    async def prepared() -> None:
        with app.store() as store, Explorer(store) as explorer:
            await prep.prep(app, explorer, prep.Request((calendar,), 2))

    with pytest.raises(MemoryUnusable, match="leave alone"):
        asyncio.run(prepared())
