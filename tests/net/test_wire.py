"""How the bytes of a request and its answer travel, tried without a socket."""

import asyncio

import h11
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.net.reasons import FOREIGN_ERRORS, failure_of
from precall.net.wire import MOST_HEADER_BYTES, MOST_WAITING, Line, TooSlow, Unanswered, Wire

HEADERS = [(b"Host", b"acme.example")]
PAGE = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"


class Transport(asyncio.Transport):
    """What a wire is plugged into: notes what was sent, and whether reading is paused."""

    def __init__(self) -> None:
        super().__init__()
        self.sent = b""
        self.paused = False
        self.aborted = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.sent += bytes(data)

    def pause_reading(self) -> None:
        self.paused = True

    def resume_reading(self) -> None:
        self.paused = False

    def abort(self) -> None:
        self.aborted = True


def plugged() -> tuple[Wire, Transport]:
    """An open wire and what it is plugged into."""
    wire, transport = Wire(), Transport()
    wire.connection_made(transport)
    return wire, transport


async def exchange(line: Line) -> tuple[int, bytes]:
    """One request and the whole of its answer."""
    status, _ = await line.ask(b"GET", b"/", HEADERS, 1.0)
    return status, b"".join([piece async for piece in line.body(1.0)])


def fed(*pieces: bytes) -> tuple[int, bytes]:
    """The answer made of these pieces, after which the connection is closed."""

    async def scene() -> tuple[int, bytes]:
        wire, _ = plugged()

        async def feed() -> None:
            for piece in pieces:
                wire.data_received(piece)
                await asyncio.sleep(0)
            wire.eof_received()

        feeding = asyncio.create_task(feed())
        try:
            return await exchange(Line(wire))
        finally:
            await feeding

    return asyncio.run(scene())


@pytest.mark.parametrize(
    "data", [PAGE, CHUNKED, b"HTTP/1.0 200 OK\r\n\r\nhello", b"HTTP/1.1 100 Continue\r\n\r\n" + PAGE]
)
@pytest.mark.parametrize("step", [1, 5, 1000])
def test_an_answer_is_read_however_it_is_cut_up(data: bytes, step: int) -> None:
    """By length, in chunks, until the end; with an interim answer before it."""
    assert fed(*(data[start : start + step] for start in range(0, len(data), step))) == (200, b"hello")


def headed(length: int) -> bytes:
    """An answer with so many bytes of headers."""
    start, end = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: ", b"\r\n\r\n"
    return start + b"a" * (length - len(start) - len(end)) + end + b"hello"


@pytest.mark.parametrize("step", [1000, 70_000, 1_000_000])
def test_only_headers_count_as_headers(step: int) -> None:
    """How many there may be depends neither on how they are cut up nor on what comes behind them."""

    def pieces(data: bytes) -> list[bytes]:
        return [data[start : start + step] for start in range(0, len(data), step)]

    most = headed(MOST_HEADER_BYTES)
    assert fed(*pieces(most)) == (200, b"hello")
    interim = b"HTTP/1.1 103 Early Hints\r\n\r\n" * 10
    assert fed(*pieces(interim + headed(MOST_HEADER_BYTES - len(interim)))) == (200, b"hello")
    large = b"HTTP/1.1 200 OK\r\n\r\n" + bytes(1_000_000)
    assert fed(*pieces(large)) == (200, bytes(1_000_000))
    for too_long in (headed(MOST_HEADER_BYTES + 1), interim + most):
        with pytest.raises(h11.RemoteProtocolError, match="too long"):
            fed(*pieces(too_long))


def test_a_line_carries_one_exchange_after_the_other() -> None:
    """The request is written as it should be, and the line is usable again when the answer is whole."""

    async def scene() -> bytes:
        wire, transport = plugged()
        line = Line(wire)
        for _ in range(2):
            assert line.is_usable
            asking = asyncio.create_task(exchange(line))
            await asyncio.sleep(0)
            wire.data_received(PAGE)
            assert await asking == (200, b"hello")
        return transport.sent

    assert asyncio.run(scene()) == b"GET / HTTP/1.1\r\nHost: acme.example\r\n\r\n" * 2


@pytest.mark.parametrize("extra", [b"x", PAGE])
def test_a_line_with_bytes_that_nobody_asked_for_is_not_used_again(extra: bytes) -> None:
    """Whether they came with the answer or later."""

    async def scene() -> list[bool]:
        wire, _ = plugged()
        line = Line(wire)
        wire.data_received(PAGE + extra)
        await exchange(line)
        other, _ = plugged()
        second = Line(other)
        other.data_received(PAGE)
        await exchange(second)
        before = second.is_usable
        other.data_received(extra)
        return [line.is_usable, before, second.is_usable]

    assert asyncio.run(scene()) == [False, True, False]


def test_a_flood_is_held_back_until_it_is_read() -> None:
    """What waits to be taken stays small."""

    async def scene() -> tuple[bool, bool]:
        wire, transport = plugged()
        wire.data_received(bytes(MOST_WAITING + 1))
        paused = transport.paused
        await wire.read()
        return paused, transport.paused

    assert asyncio.run(scene()) == (True, False)


def test_silence_and_a_closed_door_are_told_apart() -> None:
    """Too slow, closed at once, closed in mid-sentence, broken."""

    async def silent() -> None:
        await Line(plugged()[0]).ask(b"GET", b"/", HEADERS, 0.01)

    async def broken() -> None:
        wire, _ = plugged()
        wire.connection_lost(ConnectionResetError(104, "Connection reset by peer"))
        await Line(wire).ask(b"GET", b"/", HEADERS, 1.0)

    with pytest.raises(TooSlow):
        asyncio.run(silent())
    with pytest.raises(ConnectionResetError):
        asyncio.run(broken())
    with pytest.raises(Unanswered, match="closed without an answer"):
        fed()
    with pytest.raises(Unanswered, match="in the middle of the headers"):
        fed(b"HTTP/1.1 200 OK\r\nServer")
    with pytest.raises(h11.RemoteProtocolError):
        fed(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello")


MUTATED = st.builds(
    lambda whole, at, junk: whole[: at % len(whole)] + junk + whole[at % len(whole) :],
    st.sampled_from([PAGE, CHUNKED, b"HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n"]),
    st.integers(0, 200),
    st.binary(max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=200), MUTATED))
def test_any_bytes_are_an_answer_or_an_error_with_a_plain_reason(data: bytes) -> None:
    """Nothing that a server says gets past the one place where errors become words."""
    try:
        status, _ = fed(data)
    except FOREIGN_ERRORS as error:
        reason = failure_of(error).reason
        assert reason.isprintable()
        assert 0 < len(reason) <= 200
    else:
        assert 200 <= status <= 999
