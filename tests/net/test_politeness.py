"""How often and when a host may be asked."""

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.net.politeness import (
    Politeness,
    bounded_delay,
    pause_before_retry,
    retry_after,
    waiting_time,
)

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2.0),
        (" 120 ", 120.0),
        ("31536000", 31536000.0),
        ("Sat, 31 Jan 2026 09:00:03 GMT", 3.0),
        ("Sat, 31 Jan 2026 08:00:00 GMT", 0.0),
        ("-1", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("Sat, 99 Jan 2026 99:00:00 GMT", None),
        ("9" * 5000, float("9" * 12)),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str, seconds: float | None) -> None:
    """Seconds and dates count; what is neither counts for nothing."""
    assert retry_after(value, NOW) == seconds


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_any_retry_after_is_read_without_a_crash(value: str) -> None:
    """A header is never worth a traceback, and never a negative wait."""
    found = retry_after(value, NOW)
    assert found is None or found >= 0


def test_a_retry_is_made_once_and_only_where_time_is_left() -> None:
    """The second failure is final; a wait that would eat the time is not made."""
    assert pause_before_retry(1, 3.0, 10.0) == 3.0
    assert pause_before_retry(1, 31536000.0, 10.0) is None
    assert pause_before_retry(1, 1.0, 1.0) is None
    assert pause_before_retry(2, 1.0, 10.0) is None


@pytest.mark.parametrize(
    ("asked", "kept"), [(2.5, 2.5), (-1, 0), (float("nan"), 0), (1e9, 86400), (float("inf"), 86400)]
)
def test_a_crawl_delay_is_kept_within_reason(asked: float, kept: float) -> None:
    """No delay is negative, endless or not a number."""
    assert bounded_delay(asked) == kept


def test_waits_are_told_in_words() -> None:
    """A reason says how long, in a unit that a person reads."""
    assert [waiting_time(seconds) for seconds in (30, 300, 10_000, 31_536_000)] == [
        "30 s",
        "5 min",
        "3 h",
        "365 days",
    ]


def test_no_more_than_four_are_in_a_host_at_a_time() -> None:
    """The fifth waits until one leaves; another host is not kept waiting."""

    async def scene() -> tuple[int, int]:
        politeness, inside, most, elsewhere = Politeness(), 0, 0, 0

        async def visit(host: str) -> None:
            nonlocal inside, most, elsewhere
            async with politeness.turn(host):
                if host != "acme.example":
                    elsewhere += 1
                    return
                inside += 1
                most = max(most, inside)
                await asyncio.sleep(0)
                await asyncio.sleep(0)
                inside -= 1

        await asyncio.gather(*(visit("acme.example") for _ in range(12)), visit("other.example"))
        return most, elsewhere

    assert asyncio.run(scene()) == (4, 1)


def test_starts_are_kept_apart_as_asked() -> None:
    """With a delay each request gets a start of its own; robots.txt itself does not count."""
    seconds = 100.0
    politeness = Politeness(clock=lambda: seconds)

    async def waits() -> list[float]:
        taken = []
        async with politeness.turn("acme.example"):
            politeness.keep_apart("acme.example", 0.02)
        for _ in range(3):
            begun = asyncio.get_running_loop().time()
            async with politeness.turn("acme.example"):
                taken.append(asyncio.get_running_loop().time() - begun)
        return taken

    first, second, third = asyncio.run(waits())
    assert first < 0.01
    assert second == pytest.approx(0.02, abs=0.015)
    assert third == pytest.approx(0.04, abs=0.015)


def test_a_host_that_asked_for_peace_gets_it() -> None:
    """The wait counts down by the clock and is for that host alone."""
    seconds = 100.0
    politeness = Politeness(clock=lambda: seconds)
    politeness.leave_alone("acme.example", 60.0)
    seconds += 20
    assert politeness.left_alone_for("acme.example") == 40.0
    assert politeness.left_alone_for("other.example") == 0.0


def test_retries_on_one_host_run_out() -> None:
    """A host that fails on every page is not asked twice for each of them."""
    politeness = Politeness()
    assert [politeness.take_retry("acme.example") for _ in range(6)] == [True] * 4 + [False] * 2
