"""The page reader survives what libraries do on hostile pages."""

import asyncio
import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.model.fact import Evidence, Fact
from precall.model.findings import SiteSeen
from precall.model.page import Fetched, Link, Miss, Reading
from precall.model.record import plain, restored
from precall.reading.child import MOST_ANSWER
from precall.reading.reader import MEMORY_LIMIT, Child, PageReader, ReaderStopped, spawned

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
    monkeypatch.setattr("precall.reading.reader.SECONDS_TO_SETTLE", 0.01)

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


READING = Reading(
    "https://acme.example/",
    "Acmé \udc80 ☃",
    links=(Link("https://acme.example/b", "b", "nav", "nofollow"), Link("https://acme.example/c", "")),
    alternates=(("de", "https://acme.example/de"),),
    words=2**70,
    shingles=(1, 2),
    packed=bytes(range(256)),
)
FACT = Fact(
    "price",
    "£1",
    1,
    (Evidence("https://acme.example/", "£1", "text"),),
    {"amount": 1.5, "unit": None, "for": "a", "check": True},
)


@pytest.mark.parametrize(
    ("kind", "answered"),
    [(Reading, READING), (tuple[Fact, ...], (FACT, FACT)), (tuple[bool, ...], (True, False)), (str, "a\nb")],
)
def test_answers_come_back_as_they_were_given(kind: Any, answered: object) -> None:
    """To the last byte and type."""
    back = restored(kind, json.loads(plain(answered)))
    assert (back, repr(back)) == (answered, repr(answered))


FLAT = json.loads(plain(READING))
FACTS = json.loads(plain((FACT,)))


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Reading, "a text"),
        (Reading, None),
        (Reading, {}),
        (Reading, FLAT[:-1]),
        (Reading, [*FLAT, 1]),
        (Reading, [1, *FLAT[1:]]),
        (Reading, [*FLAT[:2], "nowhere", *FLAT[3:]]),
        (Reading, [*FLAT[:2], [], *FLAT[3:]]),
        (Reading, [*FLAT[:6], [["url", "text", "main"]], *FLAT[7:]]),
        (Reading, [*FLAT[:7], [["de"]], *FLAT[8:]]),
        (Reading, [*FLAT[:9], True, *FLAT[10:]]),
        (Reading, [*FLAT[:-1], "\u0100"]),
        (tuple[Fact, ...], [[*FACTS[0][:3], [], *FACTS[0][4:]]]),
        (tuple[Fact, ...], [[*FACTS[0][:3], [["url", " ", "text"]], *FACTS[0][4:]]]),
        (tuple[Fact, ...], [[*FACTS[0][:4], {"amount": []}, False]]),
        (tuple[Fact, ...], [["rumour", *FACTS[0][1:]]]),
        (tuple[bool, ...], [1, 0]),
    ],
)
def test_nothing_but_what_was_asked_for_is_taken(kind: Any, data: object) -> None:
    """A page that has taken a reader over cannot make anything else of its answer."""
    with pytest.raises(ValueError, match=r".") as raised:
        restored(kind, data)
    assert type(raised.value) in (ValueError, UnicodeEncodeError)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda of: st.lists(of) | st.dictionaries(st.text(), of),
    )
)
def test_any_data_is_an_answer_or_refused(data: object) -> None:
    """Whatever a reader says."""
    for kind in (Reading, tuple[Fact, ...], tuple[bool, ...]):
        with contextlib.suppress(ValueError):
            restored(kind, data)


TAKEN_OVER = """
import pickle, struct, sys, time
sys.stdin.buffer.read(4)
out = sys.stdout.buffer
{says}
out.flush()
time.sleep(60)
"""
MESSAGE = "data = {data}; out.write(struct.pack('>I', len(data)) + data)"


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ("out.write(b'\\xff' * 4); [out.write(bytes(1 << 20)) for _ in range(4096)]", "too much"),
        (f"out.write(struct.pack('>I', {MOST_ANSWER + 1}))", "too much"),
        (MESSAGE.format(data="b'[' * 1_000_000"), "nonsense"),
        (MESSAGE.format(data="b'[' + b'[],' * 1_000_000 + b'1]'"), "nonsense"),
        (MESSAGE.format(data="b'[\"done\",' + b'9' * 1_000_000 + b']'"), "nonsense"),
        (MESSAGE.format(data="b'[\"done\",\"a reading\"]'"), "nonsense"),
        (MESSAGE.format(data="b'[\"undone\",\"\"]'"), "nonsense"),
        (MESSAGE.format(data="b'[\"fault\",[1]]'"), "nonsense"),
        (MESSAGE.format(data="b'{}'"), "nonsense"),
        (MESSAGE.format(data="b'\\xff\\xfe\\x00'"), "nonsense"),
        (MESSAGE.format(data="b''"), "nonsense"),
        (MESSAGE.format(data="pickle.dumps(('done', 1))"), "nonsense"),
        (MESSAGE.format(data="b'\\x80\\x04}}r\\xff\\xff\\xff\\x7f.'"), "nonsense"),
    ],
)  # fmt: skip
def test_a_reader_that_was_taken_over_is_ended(says: str, reason: str) -> None:
    """Its page is a miss with a plain reason, nothing swells, and the next page is read by another one."""
    fake = subprocess.Popen(
        [sys.executable, "-c", TAKEN_OVER.format(says=says)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    started: Iterator[Child] = iter([fake, spawned(MEMORY_LIMIT)])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    async def run() -> None:
        with PageReader(start=lambda limit: next(started)) as reader:
            outcome = await reader.read(answer(b"<p>one</p>"))
            assert isinstance(outcome, Miss)
            assert outcome.reason == f"made the page reader answer with {reason}, so it was ended"
            assert fake.poll() is not None
            assert isinstance(await reader.read(answer(b"<p>two</p>")), Reading)

    asyncio.run(run())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 700_000  # kB
