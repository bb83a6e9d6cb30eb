"""A real Chromium draws a page from what precall's own client fetches, and reaches nothing itself."""

import asyncio
import os
import socket
import sys
import threading
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from drawn_site import HOME, SHELL, Parts, drawing

from answers import NOW, answer
from precall.drawing import chromium, process_tree
from precall.drawing.browser import Browser
from precall.drawing.limits import Limits
from precall.model.page import Fetched, Miss, Reading, Shape

CHROMIUM = chromium.find("") if chromium.has_library() else None
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.has_library(), reason="precall[browser] is not installed here"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are told on Linux alone")
WORDS = "We build boats and mend them, and have done so in the harbour of Lee for thirty years."


def draw(
    served: Mapping[str, str | Fetched | Miss],
    *,
    shell: str = SHELL,
    url: str = HOME,
    limits: Limits | None = None,
    asked: list[str] | None = None,
) -> Fetched | Miss:
    """The page as a browser draws it. Its sandbox is off: tests may run as root, and in a container."""
    assert CHROMIUM is not None
    path, parts = CHROMIUM, Parts(served, [] if asked is None else asked)

    async def drawn() -> Fetched | Miss:
        browser = Browser(path, sandbox=False, clock=lambda: NOW, limits=limits)
        try:
            return await browser.draw(answer(HOME, shell), Reading(HOME), url, parts)
        finally:
            await browser.close()

    return asyncio.run(drawn())


def markup(outcome: Fetched | Miss) -> str:
    assert isinstance(outcome, Fetched), outcome
    return outcome.body.decode()


def test_a_page_is_drawn_from_what_its_script_asks_for() -> None:
    """Scripts and data come from the client; the drawn page names the hash of its shell, and keeps its own."""
    asked: list[str] = []
    script = "const data = await (await fetch('/data.json')).json();" + drawing("<p id=p></p>")
    script += "document.getElementById('p').textContent = data.words"
    drawn = draw({"/app.js": script, "/data.json": f'{{"words": "{WORDS}"}}'}, asked=asked)
    assert f'<p id="p">{WORDS}</p>' in markup(drawn)
    assert asked == [f"{HOME}app.js", f"{HOME}data.json"]
    assert isinstance(drawn, Fetched)
    assert (drawn.drawn_from, drawn.url, drawn.fetched_at) == (answer(HOME, SHELL).sha256, HOME, NOW)


def test_a_route_behind_the_hash_is_a_page_of_its_own() -> None:
    """The script tells its pages apart by what no server is sent."""
    drawn = draw({"/app.js": drawing(f"<h1></h1><p>{WORDS}</p>") + "document.querySelector('h1').textContent = location.hash"}, url=f"{HOME}#/team")  # fmt: skip
    assert "<h1>#/team</h1>" in markup(drawn)
    assert isinstance(drawn, Fetched)
    assert (drawn.url, drawn.final_url) == (f"{HOME}#/team", f"{HOME}#/team")


def test_a_script_that_sends_its_readers_on_is_followed_within_the_site() -> None:
    """As a redirect is: the drawn page has the address where it went on to, and the hash of what was asked for."""
    french = answer(
        f"{HOME}fr/", f"<title>Acme</title><p>{WORDS}</p>", headers=(("content-type", "text/html"),)
    )
    drawn = draw({"/app.js": "location.href = '/fr/'", "/fr/": french})
    assert WORDS in markup(drawn)
    assert isinstance(drawn, Fetched)
    assert (drawn.url, drawn.final_url) == (HOME, f"{HOME}fr/")
    assert drawn.drawn_from == answer(HOME, SHELL).sha256


def test_a_script_that_leads_elsewhere_leaves_its_page_as_it_was() -> None:
    """Nothing is shown of where it wanted to go, not even the browser's own words about it."""
    script = drawing(f"<p>{WORDS}</p>") + "location.href = 'http://127.0.0.1:1/'"
    assert WORDS in markup(draw({"/app.js": script}))


def test_a_page_that_never_rests_ends_with_its_reason() -> None:
    """An endless loop is stopped with the whole browser."""
    drawn = draw({"/app.js": "while (true) {}"}, limits=replace(Limits(), seconds=4))
    assert drawn == Miss(HOME, "not drawn within 4 s", transient=True)


def test_a_page_of_too_many_elements_ends_with_its_reason() -> None:
    """It is not read in part."""
    drawn = draw({"/app.js": drawing("<b>x</b>" * 3000)}, limits=replace(Limits(), elements=1000))
    assert drawn == Miss(HOME, "not drawn: it has more than 1,000 elements")


@ON_LINUX
def test_a_browser_of_too_much_memory_ends_with_its_reason() -> None:
    """The memory of all its processes is counted while it draws."""
    served = {"/app.js": "setTimeout(() => {}, 1e4); while (true) {}"}
    drawn = draw(served, limits=replace(Limits(), memory=10_000_000))
    assert drawn == Miss(HOME, "not drawn: the browser needed more than 10 MB", transient=True)


@ON_LINUX
def test_after_a_crash_the_next_page_is_drawn_by_a_new_browser() -> None:
    """A page whose script eats all memory brings its own renderer down; somebody may end the whole browser, too."""
    assert CHROMIUM is not None
    path = CHROMIUM
    greedy = "const all = []; for (;;) all.push(new Array(1e6).fill(all.length));"

    async def drawn() -> list[Fetched | Miss]:
        browser = Browser(path, sandbox=False, clock=lambda: NOW)

        async def page(script: str) -> Fetched | Miss:
            return await browser.draw(answer(HOME, SHELL), Reading(HOME), HOME, Parts({"/app.js": script}))

        async def ended() -> Fetched | Miss:
            hanging = asyncio.create_task(page("while (true) {}"))
            await asyncio.sleep(1)
            process_tree.end(process_tree.tree_of(started()))
            return await hanging

        try:
            return [await page(greedy), await page(drawing(WORDS)), await ended(), await page(drawing(WORDS))]
        finally:
            await browser.close()

    crashed, first, ended, second = asyncio.run(drawn())
    assert crashed == Miss(HOME, "not drawn: the browser crashed, or needed too much memory", transient=True)
    assert isinstance(ended, Miss)
    assert ended.reason.startswith("not drawn: the browser ")
    assert WORDS in markup(first)
    assert WORDS in markup(second)


@ON_LINUX
def test_what_was_drawn_beside_a_page_that_is_ended_is_drawn_again() -> None:
    """Two pages at a time: one that never rests takes the browser with it, and nothing of the other one."""
    assert CHROMIUM is not None
    path = CHROMIUM
    slow = "await new Promise((done) => setTimeout(done, 3000));" + drawing(f"<p>{WORDS}</p>")

    async def drawn() -> list[Fetched | Miss]:
        browser = Browser(path, sandbox=False, clock=lambda: NOW, limits=replace(Limits(), seconds=6))

        async def page(url: str, script: str, after: float) -> Fetched | Miss:
            await asyncio.sleep(after)
            return await browser.draw(answer(url, SHELL), Reading(url), url, Parts({"/app.js": script}))

        try:
            return await asyncio.gather(page(HOME, "while (true) {}", 0), page(HOME, slow, 4))
        finally:
            await browser.close()

    endless, other = asyncio.run(drawn())
    assert endless == Miss(HOME, "not drawn within 6 s", transient=True)
    assert WORDS in markup(other)


def test_pages_that_are_drawn_at_a_time_share_nothing() -> None:
    """What one keeps, the other does not find, nor hears what it calls out."""
    assert CHROMIUM is not None
    path = CHROMIUM
    script = """
      const channel = new BroadcastChannel("x"), heard = [];
      channel.onmessage = (event) => heard.push(event.data);
      localStorage.setItem(Math.random(), "x"); document.cookie = Math.random() + "=x";
      const wait = (time) => new Promise((done) => setTimeout(done, time));
      for (let i = 0; i < 20; i++) { channel.postMessage("x"); await wait(50); }
      const found = [heard.length, localStorage.length, document.cookie.split(";").length];
    """
    served = {"/app.js": script + drawing(f"<p>{WORDS}</p>") + "document.body.append(JSON.stringify(found))"}

    async def drawn() -> list[Fetched | Miss]:
        browser = Browser(path, sandbox=False, clock=lambda: NOW)

        async def page() -> Fetched | Miss:
            return await browser.draw(answer(HOME, SHELL), Reading(HOME), HOME, Parts(served))

        try:
            return await asyncio.gather(page(), page(), page())
        finally:
            await browser.close()

    assert ["[0,1,1]" in markup(page) for page in asyncio.run(drawn())] == [True, True, True]


def test_pages_of_several_companies_are_drawn_in_turn() -> None:
    """A window of one company is never another one's."""
    assert CHROMIUM is not None
    path, other = CHROMIUM, "https://other.example/"
    script = drawing(f"<p>{WORDS}</p>")
    parts = Parts({"/app.js": script, f"{other}app.js": script})

    async def drawn() -> list[Fetched | Miss]:
        browser = Browser(path, sandbox=False, clock=lambda: NOW)

        async def page(url: str) -> Fetched | Miss:
            return await browser.draw(answer(url, SHELL), Reading(url), url, parts)

        try:
            return await asyncio.gather(*map(page, (HOME, other, HOME, other, other, HOME)))
        finally:
            await browser.close()

    assert all(WORDS in markup(page) for page in asyncio.run(drawn()))


KEEPS = """
  const found = [window.name, document.cookie, localStorage.x, sessionStorage.x, history.length,
    (await indexedDB.databases()).length, (await caches.keys()).length];
  window.name = localStorage.x = sessionStorage.x = "kept"; document.cookie = "x=kept; max-age=9999"; history.pushState({}, "", "#x");
  await caches.open("kept"); await new Promise((done) => { indexedDB.open("kept").onsuccess = done; });
  window.onbeforeunload = (event) => { event.preventDefault(); return "stay"; };
"""


def test_no_page_finds_what_another_one_left() -> None:
    """They are drawn in one window, which forgets between them: names, cookies, stores, the way back."""
    assert CHROMIUM is not None
    path, told = CHROMIUM, "document.body.append(JSON.stringify(found));"
    served = {"/app.js": KEEPS + drawing(f"<p>{WORDS}</p>") + told}

    async def drawn() -> list[str]:
        browser = Browser(path, sandbox=False, clock=lambda: NOW)
        try:
            outcomes = [
                await browser.draw(answer(HOME, SHELL), Reading(HOME), url, Parts(served))
                for url in (HOME, f"{HOME}#/team", HOME)
            ]
        finally:
            await browser.close()
        return [markup(outcome) for outcome in outcomes]

    for text in asyncio.run(drawn()):
        found = text.partition("[")[2].partition("]")[0]
        assert found.startswith('"","",null,null,')
        assert found.endswith(",0,0")
        assert int(found.split(",")[4]) <= 2  # about:blank, and the page


def test_a_page_that_was_read_is_seen_with_its_styles_and_pictures() -> None:
    """To be read it needs none of them, and gets none; its picture is the same as in a browser of its own."""
    assert CHROMIUM is not None
    path = CHROMIUM
    script = "document.head.insertAdjacentHTML('beforeend', '<link rel=stylesheet href=/look.css>');"
    script += drawing(f"<p>{WORDS}</p><img src=/boat.svg>")
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><rect width="90" height="90"/></svg>'
    )
    boat = answer(f"{HOME}boat.svg", picture, headers=(("content-type", "image/svg+xml"),))
    look = answer(f"{HOME}look.css", "body {background: #a00}", headers=(("content-type", "text/css"),))
    parts = Parts({"/app.js": script, "/boat.svg": boat, "/look.css": look})

    async def drawn(*shapes: Shape) -> list[Fetched | Miss]:
        browser = Browser(path, sandbox=False, clock=lambda: NOW)
        try:
            return [
                await browser.draw(answer(HOME, SHELL), Reading(HOME), HOME, parts, shape) for shape in shapes
            ]
        finally:
            await browser.close()

    read, seen, again = asyncio.run(drawn("drawing", "picture", "drawing"))
    assert markup(read) == markup(again)
    assert parts.asked == [f"{HOME}{name}" for name in ("app.js", "app.js", "look.css", "boat.svg", "app.js")]
    assert isinstance(seen, Fetched)
    assert asyncio.run(drawn("picture")) == [seen]


def test_a_browser_that_is_started_ahead_draws_the_first_page() -> None:
    """What hinders its start is said of the page, not before."""
    assert CHROMIUM is not None

    async def drawn(path: Path) -> tuple[bool, Fetched | Miss]:
        browser = Browser(path, sandbox=False, clock=lambda: NOW)
        try:
            await browser.start(answer(HOME, SHELL), "en")
            ahead = bool(running())
            parts = Parts({"/app.js": drawing(f"<p>{WORDS}</p>")})
            return ahead, await browser.draw(answer(HOME, SHELL), Reading(HOME), HOME, parts)
        finally:
            await browser.close()

    ahead, page = asyncio.run(drawn(CHROMIUM))
    assert ahead == (sys.platform == "linux")
    assert WORDS in markup(page)
    ahead, page = asyncio.run(drawn(Path("/bin/false")))
    assert not ahead
    assert isinstance(page, Miss)
    assert page.reason.startswith("not drawn: the browser does not start")


def started() -> int:
    """The browser that this test has started."""
    return running()[0]


def running() -> list[int]:
    """The browsers that this test has started and not ended."""
    below = process_tree.tree_of(os.getpid()).processes
    return [pid for pid in below if b"\0--precall-" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def test_the_browser_reaches_nothing_itself() -> None:
    """Whatever a page tries, a listening port of this computer hears nothing, by TCP or UDP."""
    heard: list[object] = []
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
    ):
        udp.bind(("127.0.0.1", 0))
        udp.settimeout(0.1)
        port, datagrams = tcp.getsockname()[1], udp.getsockname()[1]
        threading.Thread(target=_listen, args=(tcp, heard), daemon=True).start()
        inside = f"http://127.0.0.1:{port}/"
        script = f"""
          fetch('{inside}').catch(() => 0); new Image().src = '{inside}i'; new WebSocket('ws://127.0.0.1:{port}/w');
          navigator.sendBeacon('{inside}b', 'x'); window.open('{inside}o');
          const frame = document.createElement('iframe'); frame.src = '{inside}f'; document.body.append(frame);
          new Worker(URL.createObjectURL(new Blob(["new WebSocket('ws://127.0.0.1:{port}/v'); fetch('{inside}k')"])));
          const rtc = new RTCPeerConnection({{iceServers: [{{urls: 'stun:127.0.0.1:{datagrams}'}}]}});
          rtc.createDataChannel('x'); rtc.createOffer().then((offer) => rtc.setLocalDescription(offer));
        """
        drawn = draw({"/app.js": drawing(f"<p>{WORDS}</p>") + script})
        with pytest.raises(TimeoutError):
            udp.recv(1)
    assert WORDS in markup(drawn)
    assert heard == []


def _listen(server: socket.socket, heard: list[object]) -> None:
    try:
        while True:
            heard.append(server.accept())
    except OSError:
        return


def test_a_browser_that_draws_has_no_trouble() -> None:
    """As `precall doctor` asks it."""
    assert CHROMIUM is not None
    path = CHROMIUM

    async def asked() -> str:
        browser = Browser(path, sandbox=False, clock=lambda: NOW)
        try:
            return await browser.trouble()
        finally:
            await browser.close()

    assert asyncio.run(asked()) == ""


def test_a_browser_that_cannot_be_started_is_one_reason() -> None:
    """Nothing is raised for it: the page was not drawn."""
    browser = Browser(chromium.Path("/bin/false"), sandbox=False, clock=lambda: NOW)
    drawn = asyncio.run(browser.draw(answer(HOME, SHELL), Reading(HOME), HOME, Parts({})))
    assert isinstance(drawn, Miss)
    assert drawn.reason.startswith("not drawn: the browser does not start")
    assert drawn.transient
