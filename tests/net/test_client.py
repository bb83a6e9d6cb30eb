"""What comes back from a website, over real sockets on loopback."""

import asyncio
import gzip
import hashlib
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import respx
from loopback import Handler, Site, always, answer, serving

from precall.errors import SettingsError
from precall.model.page import Fetched, Miss
from precall.net.client import Patience, SiteClient, user_agent
from precall.net.guard import Guard

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
PAGE = b"<title>Acme</title><p>We mend boats.</p>"
SHORT = Patience.within(0.4)


def read(
    handler: Handler, path: str = "", *, patience: Patience | None = None, **how: Any
) -> tuple[Fetched | Miss, Site]:
    """What a client gets for a path of a site served by the handler, and the site."""

    async def scene() -> tuple[Fetched | Miss, Site]:
        async with serving(handler) as site, client_of(site.guard, patience=patience) as client:
            return await client.get(site.url + path, **how), site

    return asyncio.run(scene())


def client_of(guard: Guard | None = None, **how: Any) -> SiteClient:
    """A client with a still clock and no proxy."""
    return SiteClient(clock=lambda: NOW, guard=guard, environ={}, **how)


def page(handler: Handler, path: str = "", **how: Any) -> Fetched:
    """The answer, which must be one."""
    outcome, _ = read(handler, path, **how)
    assert isinstance(outcome, Fetched), outcome
    return outcome


def reason(handler: Handler, path: str = "", **how: Any) -> str:
    """Why there is no answer; there must be none."""
    outcome, _ = read(handler, path, **how)
    assert isinstance(outcome, Miss), outcome
    return outcome.reason


def played(server: respx.MockRouter) -> httpx.MockTransport:
    """A transport that answers as a server of respx does, which refuses what it was not told to expect."""
    return httpx.MockTransport(server.async_handler)


def by_path(answers: dict[str, bytes]) -> Handler:
    """A handler with an answer for each target."""

    async def handler(target: str, writer: asyncio.StreamWriter) -> None:
        writer.write(answers.get(target, answer(b"no such page", 404)))

    return handler


def moved(to: str, status: int = 302, **headers: str) -> bytes:
    """A redirect."""
    return answer(b"moved", status, Location=to, **headers)


def test_a_page_is_read_with_all_that_evidence_needs() -> None:
    """The bytes, their hash, the headers, the time and the address that answered."""
    outcome, site = read(always(answer(PAGE, ETag='"1"', Set_Cookie="a=b")), "about#team")
    assert outcome == Fetched(
        url=site.url + "about",
        final_url=site.url + "about",
        status=200,
        headers=(("content-length", str(len(PAGE))), ("content-type", "text/html"), ("etag", '"1"')),
        body=PAGE,
        sha256=hashlib.sha256(PAGE).hexdigest(),
        fetched_at=NOW,
    )


def test_a_request_says_honestly_who_asks() -> None:
    """Our name, the contact that the user set, and no cookie, referrer or identity besides."""

    async def scene() -> dict[str, str]:
        async with (
            serving(always(answer(PAGE))) as site,
            client_of(site.guard, contact="me@acme.example") as client,
        ):
            await client.get(site.url)
            return site.headers(0)

    headers = asyncio.run(scene())
    assert headers["user-agent"].startswith("precall/")
    assert headers["user-agent"].endswith(" (+me@acme.example)")
    assert headers["accept-encoding"] == "gzip, deflate"
    assert not {"cookie", "referer", "authorization", "from"} & headers.keys()


def test_a_contact_that_would_break_the_header_is_refused() -> None:
    """A line break in a setting must not become a header."""
    with pytest.raises(SettingsError, match="contact"):
        user_agent("me@acme.example\r\nCookie: a=b")
    assert "+" not in user_agent()


@pytest.mark.parametrize("status", [400, 403, 404, 410, 451, 500, 999])
def test_an_error_answer_comes_with_its_page_at_once(status: int) -> None:
    """The visit judges it: it may be a challenge, a log-in wall or a plain 404."""
    outcome, site = read(always(answer(PAGE, status)))
    assert isinstance(outcome, Fetched)
    assert (outcome.status, outcome.body, len(site.requests)) == (status, PAGE, 1)


def test_a_packed_page_comes_unpacked() -> None:
    """The body and its hash are those of the decoded bytes."""
    fetched = page(always(answer(gzip.compress(PAGE), Content_Encoding="gzip")))
    assert fetched.body == PAGE
    assert fetched.sha256 == hashlib.sha256(PAGE).hexdigest()


LARGE = b"<title>Acme</title>" + b"<p>We mend boats.</p>" * 50_000  # 1.05 MB
LARGE_GZIP = gzip.compress(LARGE + os.urandom(1_000_000), 1)


@pytest.mark.parametrize(
    ("data", "length"),
    [
        (answer(LARGE), len(LARGE)),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + LARGE, len(LARGE)),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            + b"%x\r\n%b\r\n0\r\n\r\n" % (len(LARGE), LARGE),
            len(LARGE),
        ),
        (answer(LARGE_GZIP, Content_Encoding="gzip"), len(LARGE) + 1_000_000),
    ],
    ids=["by-length", "until-the-end", "in-one-chunk", "packed"],
)
def test_a_large_page_that_comes_all_at_once_is_read_whole(data: bytes, length: int) -> None:
    """On a fast line much of the page lies behind the headers when they are read: none of it counts as headers."""

    async def scene() -> list[Fetched | Miss]:
        async with serving(always(data, close=True)) as site, client_of(site.guard) as client:
            return [await client.get(f"{site.url}{number}") for number in range(20)]

    for outcome in asyncio.run(scene()):
        assert isinstance(outcome, Fetched), outcome
        assert (len(outcome.body), outcome.partial) == (length, "")


def test_redirects_are_followed_and_the_last_address_kept() -> None:
    """Asked for one address, answered by another."""
    fetched = page(by_path({"/": moved("/a"), "/a": moved("b?x=1#top", 308), "/b?x=1": answer(PAGE)}))
    assert fetched.body == PAGE
    assert fetched.final_url.endswith("/b?x=1")
    assert fetched.url.endswith("/")


def test_a_redirect_that_a_cookie_ends_is_followed_with_that_cookie() -> None:
    """A cookie wall sends to itself until its cookie comes back; the next page does not get it."""

    async def wall(target: str, writer: asyncio.StreamWriter) -> None:
        if target == "/other" or "Cookie: seen=1" in site_seen[-1].requests[-1]:
            writer.write(answer(PAGE))
        else:
            writer.write(moved("/", Set_Cookie="seen=1; Path=/; HttpOnly"))

    site_seen: list[Site] = []

    async def scene() -> tuple[Fetched | Miss, dict[str, str]]:
        async with serving(wall) as site, client_of(site.guard) as client:
            site_seen.append(site)
            outcome = await client.get(site.url)
            await client.get(site.url + "other")
            return outcome, site.headers(-1)

    outcome, later = asyncio.run(scene())
    assert isinstance(outcome, Fetched)
    assert outcome.body == PAGE
    assert "cookie" not in later


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/", "redirect loop"),
        ("/?", "redirect loop"),
        ("http://10.0.0.1/", "private address"),
        ("http://169.254.169.254/latest/meta-data/", "link-local address"),
        ("http://127.0.0.1:22/", "port 22 is not allowed"),
        ("//[::ffff:7f00:1]/", "loopback address"),
        ("http://2130706433/", "odd spelling"),
        ("http://localhost/", "local name"),
        ("http://user:pass@localhost/", "local name"),
        ("http://127.0.0.1\\@acme.example/", "loopback address"),
        ("http:\\\\127.0.0.1/", "loopback address"),
        ("http://127.0.0.1#@acme.example/", "loopback address"),
        ("http://metadata.google.internal/", "local name"),
        ("file:///etc/passwd", "not file"),
        ("javascript:alert(1)", "not javascript"),
        ("data:text/html,x", "not data"),
        ("http://[::bad/%zz", "not a valid address"),
        ("http://acme.example:99999999/", "port 99999999 is not allowed"),
        ("http://acme.example:x/", "not a valid address"),
        ("http://xn--/", "local name"),
        ("http://" + "a" * 70 + ".example/", "not a valid host name"),
        ("/" + "a" * 5000, "not a valid address"),
    ],
)
def test_a_redirect_to_where_nobody_should_go_is_refused(location: str, said: str) -> None:
    """Each hop is judged before it is asked, and the reason says what was wrong."""
    server = respx.MockRouter()
    server.route(host="acme.example", scheme="http").respond(302, headers={"Location": location.encode()})
    outcome = asyncio.run(client_of(transport=played(server)).get("http://acme.example/"))
    assert isinstance(outcome, Miss)
    assert said in outcome.reason


def test_redirects_without_end_are_given_up() -> None:
    """Ten are followed."""

    async def handler(target: str, writer: asyncio.StreamWriter) -> None:
        writer.write(moved(f"/{int(target[1:] or 0) + 1}"))

    outcome, site = read(handler)
    assert isinstance(outcome, Miss)
    assert outcome.reason == "more than 10 redirects"
    assert len(site.requests) == 11


def test_credentials_in_a_redirect_are_not_sent() -> None:
    """The page is read, the password stays with whoever wrote it."""

    async def scene() -> tuple[Fetched | Miss, dict[str, str]]:
        async with serving(by_path({"/in": answer(PAGE)})) as site, client_of(site.guard) as client:
            outcome = await client.get(site.url.replace("//", "//user:password@") + "in")
            return outcome, site.headers(0)

    outcome, headers = asyncio.run(scene())
    assert isinstance(outcome, Fetched)
    assert "password" not in outcome.final_url
    assert "authorization" not in headers


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n\r\n", "the answer is not HTTP"),
        (b"HTTP/1.1 banana\r\n\r\n", "the answer is not HTTP"),
        (b"220 mail.acme.example ESMTP\r\n", "the answer is not HTTP"),
        (b"", "closed without an answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", "closed in the middle of the headers"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "two different lengths"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000 + b"\r\n\r\n", "the headers are too long"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000 + answer(PAGE), "the headers are too long"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "a malformed chunk"),
        (answer(PAGE, kind="image/png"), "not a page: image/png"),
        (answer(b"\x89PNG\r\n\x1a\n" + PAGE), "not a page: the bytes are a PNG image"),
        (answer(PAGE, Content_Encoding="br"), "compressed with 'br', which was not asked for"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n<p>", "too large: 1.0 TB"),
    ],
)
def test_what_is_no_answer_is_one_plain_line(data: bytes, said: str) -> None:
    """The reason names what came instead."""
    assert said in reason(always(data, close=True))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n" + PAGE, "closed before the end"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n" % (len(PAGE), PAGE),
            "closed before the end",
        ),
    ],
)
def test_a_page_that_breaks_off_is_used_and_marked(data: bytes, said: str) -> None:
    """What came is read; the mark says why there is no more."""
    fetched = page(always(data, close=True))
    assert (fetched.body, fetched.partial) == (PAGE, said)


def test_a_body_without_end_is_cut() -> None:
    """The client stops listening at the limit."""

    async def endless(target: str, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"<p>again</p>" * 1000)
            await writer.drain()

    fetched = page(endless, limit_bytes=50_000)
    assert (len(fetched.body), fetched.partial) == (50_000, "cut at 50 kB")


def test_a_brochure_may_be_larger_than_a_page() -> None:
    """A PDF cut in the middle cannot be read at all."""
    brochure = b"%PDF-1.7" + b"x" * 60_000
    fetched = page(always(answer(brochure, kind="application/pdf")), limit_bytes=50_000)
    assert (len(fetched.body), fetched.partial) == (60_008, "")


def dripping(first: bytes, piece: bytes) -> Handler:
    """A handler that goes on sending a little, for ever."""

    async def handler(target: str, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0.02)

    return handler


@pytest.mark.parametrize(
    "handler",
    [
        dripping(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        dripping(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", b""),
    ],
)
def test_a_server_that_never_gets_to_the_point_is_left_in_time(handler: Handler) -> None:
    """One deadline covers all, though every single read succeeds."""
    begun = time.monotonic()
    assert reason(handler, patience=SHORT).startswith("timed out after 0.")
    assert time.monotonic() - begun < 2


def test_what_came_before_the_time_was_up_is_used() -> None:
    """A whole page, then blanks for ever."""
    fetched = page(dripping(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE, b" "), patience=SHORT)
    assert fetched.body.startswith(PAGE)
    assert fetched.partial == "timed out after 0.4 s"


def test_a_slow_server_is_waited_for() -> None:
    """Patience is for those who answer in the end."""

    async def slow(target: str, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.25)
        writer.write(answer(PAGE))

    assert page(slow, patience=SHORT).body == PAGE


def counting(answers: Callable[[int], bytes]) -> Handler:
    """A handler whose answer depends on how many were asked before."""
    asked = -1

    async def handler(target: str, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        asked += 1
        data = answers(asked)
        if data:
            writer.write(data)
        else:
            writer.transport.abort()

    return handler


def test_a_lost_connection_is_tried_once_more() -> None:
    """A retry can help there."""
    outcome, site = read(
        counting(lambda number: answer(PAGE) if number else b""), patience=Patience.within(5)
    )
    assert isinstance(outcome, Fetched)
    assert len(site.requests) == 2


def test_a_server_that_only_breaks_off_is_left_after_the_second_time() -> None:
    """It said what it has to say."""
    outcome, site = read(counting(lambda number: b""), patience=Patience.within(5))
    assert isinstance(outcome, Miss)
    assert outcome.transient
    assert len(site.requests) == 2


def test_a_busy_server_is_asked_again_when_it_said() -> None:
    """Retry-After is honoured where it fits in the time."""
    busy = answer(b"busy", 503, Retry_After="1")
    outcome, site = read(
        counting(lambda number: answer(PAGE) if number else busy), patience=Patience.within(6)
    )
    assert isinstance(outcome, Fetched)
    assert (outcome.status, len(site.requests)) == (200, 2)


def test_a_date_to_come_back_at_is_read_by_the_servers_clock() -> None:
    """Our own clock may be wrong by years."""
    dates = {"Date": "Mon, 01 Jan 2035 00:00:00 GMT", "Retry_After": "Mon, 01 Jan 2035 00:00:01 GMT"}
    busy = answer(b"slow down", 429, **dates)
    outcome, site = read(
        counting(lambda number: answer(PAGE) if number else busy), patience=Patience.within(6)
    )
    assert isinstance(outcome, Fetched)
    assert (outcome.status, len(site.requests)) == (200, 2)


@pytest.mark.parametrize("wait", ["31536000", "-1", "soon", None])
def test_a_server_that_wants_peace_for_long_is_not_asked_again(wait: str | None) -> None:
    """Neither for this page nor for the next; the reason says so."""
    headers = {} if wait is None else {"Retry_After": wait}

    async def scene() -> tuple[Fetched | Miss, Fetched | Miss, Site]:
        async with (
            serving(always(answer(b"slow down", 429, **headers))) as site,
            client_of(site.guard) as client,
        ):
            return await client.get(site.url), await client.get(site.url + "about"), site

    first, second, site = asyncio.run(scene())
    assert isinstance(first, Fetched)
    assert first.status == 429
    assert isinstance(second, Miss)
    assert second.reason.startswith("the server asked to come back in ")
    assert second.transient
    assert len(site.requests) == 1


def test_connections_are_used_again_but_never_more_than_four() -> None:
    """Twelve pages at once over at most four connections."""

    async def scene() -> Site:
        async with serving(always(answer(PAGE))) as site, client_of(site.guard) as client:
            await asyncio.gather(*(client.get(f"{site.url}{number}") for number in range(12)))
            return site

    site = asyncio.run(scene())
    assert len(site.requests) == 12
    assert site.connections <= 4


def test_a_connection_that_was_closed_meanwhile_costs_no_page() -> None:
    """Some servers close after an answer without a word: each further page is asked for over a new connection."""
    answered: set[asyncio.StreamWriter] = set()

    async def handler(target: str, writer: asyncio.StreamWriter) -> None:
        if writer in answered:
            writer.close()
        else:
            answered.add(writer)
            writer.write(answer(PAGE))

    async def scene() -> list[Fetched | Miss]:
        async with serving(handler) as site, client_of(site.guard) as client:
            return [await client.get(f"{site.url}{number}") for number in range(12)]

    assert [type(outcome) for outcome in asyncio.run(scene())] == [Fetched] * 12


@pytest.mark.parametrize(
    "passed", [moved("/b"), b"HTTP/1.1 304 Not Modified\r\n\r\n", answer(b"{}", 404, "application/json")]
)
def test_a_short_answer_that_is_not_wanted_does_not_cost_the_connection(passed: bytes) -> None:
    """A redirect, a confirmation, an error without a page: the next request goes over the same line."""

    async def scene() -> Site:
        handler = counting(lambda number: answer(PAGE) if number else passed)
        async with serving(handler) as site, client_of(site.guard) as client:
            await client.get(site.url)
            await client.get(site.url + "b")
            return site

    site = asyncio.run(scene())
    assert (len(site.requests) > 1, site.connections) == (True, 1)


def test_an_answer_nobody_asked_for_is_never_taken() -> None:
    """A second answer behind the first waits in the connection for the next request; it is thrown away."""
    forged = answer(PAGE) + answer(b"FORGED")

    async def scene() -> list[Fetched | Miss]:
        handler = counting(lambda number: answer(PAGE) if number else forged)
        async with serving(handler) as site, client_of(site.guard) as client:
            return [await client.get(site.url), await client.get(site.url + "about")]

    assert [outcome.body for outcome in asyncio.run(scene()) if isinstance(outcome, Fetched)] == [PAGE, PAGE]


def test_an_unchanged_page_is_not_sent_again() -> None:
    """The known answer is offered, confirmed, and given with the new time and headers."""
    etag = {"ETag": '"7"', "Last_Modified": "Fri, 30 Jan 2026 08:00:00 GMT"}

    async def scene() -> tuple[Fetched | Miss, Fetched | Miss, dict[str, str]]:
        first = answer(PAGE, **etag)
        second = b'HTTP/1.1 304 Not Modified\r\nETag: "7"\r\nX-Age: 1\r\n\r\n'
        handler = counting(lambda number: second if number else first)
        async with serving(handler) as site, client_of(site.guard) as client:
            known = await client.get(site.url)
            assert isinstance(known, Fetched)
            return known, await client.get(site.url, known=known), site.headers(1)

    known, again, headers = asyncio.run(scene())
    assert headers["if-none-match"] == '"7"'
    assert headers["if-modified-since"] == "Fri, 30 Jan 2026 08:00:00 GMT"
    assert isinstance(known, Fetched)
    assert isinstance(again, Fetched)
    assert (again.body, again.status, again.from_snapshot) == (PAGE, 200, True)
    assert again.header("x-age") == "1"


def test_the_callers_own_network_is_out_of_reach() -> None:
    """Without --allow-private not one byte goes to loopback."""

    async def scene() -> tuple[Fetched | Miss, Site]:
        async with (
            serving(always(answer(PAGE))) as site,
            client_of(Guard(extra_ports=frozenset({site.port}))) as client,
        ):
            return await client.get(site.url), site

    outcome, site = asyncio.run(scene())
    assert isinstance(outcome, Miss)
    assert outcome.reason == "address not allowed: 127.0.0.1 is a loopback address"
    assert site.connections == 0


def test_nothing_listens_there() -> None:
    """A closed port is said to be one."""

    async def scene() -> Fetched | Miss:
        async with serving(always(b"")) as site:
            gone = site
        async with client_of(gone.guard) as client:
            return await client.get(gone.url)

    outcome = asyncio.run(scene())
    assert isinstance(outcome, Miss)
    assert (outcome.reason, outcome.transient) == ("connection refused", True)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "acme",
        "http://",
        "http:///x",
        "ftp://acme.example/",
        "http://a b/",
        "http://\x00/",
        "http://acme.example:abc/",
        "http://ex\u2044ample.example/",
        "\ud800",
    ],
)
def test_what_is_no_address_is_a_miss_too(url: str) -> None:
    """Nothing that a page links to can raise."""
    server = respx.MockRouter(assert_all_called=False)
    server.route().respond(200)
    outcome = asyncio.run(client_of(transport=played(server)).get(url))
    assert isinstance(outcome, Miss)
    assert outcome.reason.isprintable()
    assert len(outcome.reason) <= 200


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (httpx.ConnectError("x"), "the connection was lost"),
        (httpx.InvalidURL("x"), "not a valid address"),
        (UnicodeError("x"), "not a valid address"),
        (ValueError("x"), "not a valid address or answer"),
        (OSError(113, "No route to host"), "no route to host"),
        (ConnectionResetError(), "connection reset"),
    ],
)
def test_every_foreign_error_becomes_a_miss(error: Exception, said: str) -> None:
    """Whatever the libraries raise, the caller reads one plain line."""
    server = respx.MockRouter()
    server.get("http://acme.example/").mock(side_effect=error)
    client = client_of(transport=played(server), patience=SHORT)
    outcome = asyncio.run(client.get("http://acme.example/"))
    assert isinstance(outcome, Miss)
    assert outcome.reason == said
