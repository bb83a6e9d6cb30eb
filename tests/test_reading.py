"""The page reader survives what libraries do on hostile pages."""

import asyncio
import io
import os
import pickle
import re
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from precall.model.findings import SiteSeen
from precall.model.page import Fetched, Miss, Reading
from precall.page_child import Records
from precall.reading import PageReader, ReaderStopped

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)


def answer(body: bytes, url: str = "https://acme.example/") -> Fetched:
    return Fetched(url, url, 200, (("content-type", "text/html"),), body, "0" * 64, NOW)


def test_an_ordinary_page_is_read_and_settled() -> None:
    """Links, title and facts come back from the child."""

    async def run() -> None:
        with PageReader() as reader:
            reading = await reader.read(
                answer(b"<title>Acme</title><p>Write to post@mill-lane.coop <a href='/b'>b</a>")
            )
            assert isinstance(reading, Reading)
            assert reading.title == "Acme"
            assert [link.url for link in reading.links] == ["https://acme.example/b"]
            seen = SiteSeen("acme.example", reading.url, (), "en", NOW.date(), (), (reading.packed,))
            facts = await reader.settle(seen)
            assert [fact.value for fact in facts if fact.kind == "email"] == ["post@mill-lane.coop"]

    asyncio.run(run())


def test_a_page_that_holds_the_reader_is_stopped_and_the_next_one_is_read() -> None:
    """A library that hangs ends with a plain reason, and the reader goes on."""
    body = b"<html><body>" + b"<table><tr><td>x</td></tr></table>" * 4000

    async def run() -> None:
        with PageReader(seconds_per_page=0.05) as reader:
            first = await reader.read(answer(body * 3))
            assert isinstance(first, Miss)
            assert first.reason == "took longer than 0 s to read"
        with PageReader() as reader:
            assert isinstance(await reader.read(answer(b"<p>fine</p>")), Reading)

    asyncio.run(run())


def test_a_reader_that_is_killed_is_replaced() -> None:
    """Somebody kills the child between two pages: the second page is read all the same."""

    async def run() -> None:
        with PageReader() as reader:
            assert isinstance(await reader.read(answer(b"<p>one</p>")), Reading)
            assert reader._child is not None
            os.kill(reader._child.pid, signal.SIGKILL)
            assert isinstance(await reader.read(answer(b"<p>two</p>")), Reading)

    asyncio.run(run())


def test_a_reader_without_memory_says_so() -> None:
    """Where the memory limit is reached the page is a miss, not a swollen machine."""

    async def run() -> None:
        with PageReader(memory_limit=120 * 1024 * 1024) as reader:
            outcome = await reader.read(answer(b"<p>" + b"<b>x</b> " * 6_000_000))
            assert isinstance(outcome, Miss | Reading)
            if isinstance(outcome, Miss):
                assert "memory" in outcome.reason

    asyncio.run(run())


def test_settling_that_never_ends_is_an_error_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site whose candidates cannot be settled in time raises ReaderStopped."""
    monkeypatch.setattr("precall.reading.SECONDS_TO_SETTLE", 0.01)

    async def run() -> None:
        with PageReader() as reader:
            reading = await reader.read(answer(b"<p>" + b"a@b.example.org " * 50_000))
            assert isinstance(reading, Reading)
            seen = SiteSeen(
                "b.example", "https://b.example/", (), "en", NOW.date(), (), (reading.packed,) * 400
            )
            with pytest.raises(ReaderStopped):
                await reader.settle(seen)

    asyncio.run(run())


class _Order:
    """What a child that was taken over might send: a call instead of a record."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo reached",)


@pytest.mark.parametrize(
    "sent",
    [_Order(), [("done", _Order())], ("done", Path("x")), ("done", re.compile("x"))],
    ids=["call", "nested", "path", "pattern"],
)
def test_nothing_but_records_is_taken_from_the_child(sent: object) -> None:
    """Reading an answer never runs what it says."""
    with pytest.raises(pickle.UnpicklingError, match="is no record"):
        Records(io.BytesIO(pickle.dumps(sent))).load()
