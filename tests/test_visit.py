"""A visit reads a site once, politely, and says what it could not see."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from answers import answer
from precall.errors import Unresearched
from precall.model.events import Event, Missed, Read
from precall.model.events import Reading as BeingRead
from precall.model.page import Fetched, Link, Miss, Purpose, Reading
from precall.site.address import parse_address
from precall.site.shell import MAIN_MISSING
from precall.visit.tour import NO_TIME, ONLY_IN_SITEMAP, Visit, VisitOptions, read_site

Served = str | tuple[int, str] | Fetched | Miss
ROBOTS: Mapping[str, Served] = {"/robots.txt": (404, "")}


@dataclass
class Server:
    """A website by path (https://acme.com/...) or full address; it counts who is asked and how many at once."""

    pages: Mapping[str, Served]
    seconds: Callable[[str], float] = lambda url: 0.0
    asked: list[str] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def __call__(self, url: str, /, *, purpose: Purpose = "page") -> Fetched | Miss:
        self.asked.append(url)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.seconds(url))
        self.at_once -= 1
        path = url.removeprefix("https://acme.com")
        served = self.pages.get(path, self.pages.get(url, (404, "no such page")))
        if isinstance(served, Fetched | Miss):
            return served
        status, body = served if isinstance(served, tuple) else (200, served)
        return answer(url, body, status)


async def reader(fetched: Fetched, link_text: str = "", site_language: str = "", /) -> Reading | Miss:
    """Reads pages written as lines: "-> /path Text" is a link, "! words" a notice, "=> /path" a refresh, "~" a main part that a script is
    to draw, the rest is text."""
    links, notice, refresh, words, lacks = [], "", "", list[str](), False
    for line in fetched.body.decode().splitlines():
        mark, _, rest = line.partition(" ")
        target, _, text = rest.partition(" ")
        full = f"https://acme.com{target}" if target.startswith("/") else target
        if mark == "->":
            links.append(Link(full, text, "nav"))
        elif mark == "=>":
            refresh = full
        elif mark == "!":
            notice = rest
        elif mark == "~":
            lacks = not fetched.drawn_from
        elif mark == "BROKEN":
            return Miss(fetched.final_url, "needed too much memory to read")
        else:
            words += line.split()
    text = " ".join(words)
    return Reading(
        fetched.final_url, title=text[:20], language="en", links=tuple(links), refresh=refresh, notice=notice,
        words=len(words), fingerprint=text, shingles=tuple(sorted({hash(word) for word in words}))[:64],
        is_shell=lacks or notice == "drawn by script only", partial=MAIN_MISSING if lacks else "",
    )  # fmt: skip


def visit(server: Server, typed: str = "acme.com", **more: object) -> Visit:
    options = {"fetch": server, "read": reader, "clock": lambda: 0.0, **more}
    return asyncio.run(read_site(parse_address(typed), **options))  # type: ignore[arg-type]


def paths(found: Visit) -> list[str]:
    return [page.record.url.removeprefix("https://acme.com") for page in found.pages]


HOME = "welcome to acme\n-> /about About us\n-> /contact Contact\n-> /team Team"
SITE: Mapping[str, Served] = {
    **ROBOTS,
    "/": HOME,
    "/about": "we build boats",
    "/contact": "write to us",
    "/team": "jo and sam",
}


def test_a_site_is_read_home_page_first() -> None:
    """Each page once, robots.txt before anything else, and nothing missed."""
    server = Server(SITE)
    found = visit(server)
    assert paths(found) == ["/", "/contact", "/about", "/team"]
    assert [page.record.kind for page in found.pages] == ["home", "contact", "about", "team"]
    assert server.asked[:2] == ["https://acme.com/robots.txt", "https://acme.com/"]
    assert len(server.asked) == len(set(server.asked))
    assert (found.missed, found.flag, found.language) == ((), "", "en")


def test_what_could_not_be_read_is_kept_with_its_reason() -> None:
    """Each page that was worth reading and is not there is named, in words."""
    lost: Mapping[str, Served] = {
        **ROBOTS,
        "/": "hello\n" + "\n".join(f"-> /p{n} Boat {n}" for n in range(1, 8)),
        "/p1": (403, "<title>Just a moment...</title>"),
        "/p2": Miss("https://acme.com/p2", "timed out after 10 s", transient=True),
        "/p3": "! drawn by script only",
        "/p4": "BROKEN",
        "/p5": answer("https://acme.com/p5", "hi", final_url="https://other.example/"),
        "/p6": (503, "later"),
    }
    assert {miss.url[-2:]: miss.reason for miss in visit(Server(lost)).missed} == {
        "p1": "403 challenge page",
        "p2": "timed out after 10 s",
        "p3": "drawn by script only",
        "p4": "needed too much memory to read",
        "p5": "leads to another site: other.example",
        "p6": "503 not available for now",
        "p7": "404 not found",
    }


def test_robots_txt_is_obeyed_and_its_prohibitions_are_said() -> None:
    """A forbidden page is not asked for."""
    server = Server({**SITE, "/robots.txt": "User-agent: precall\nDisallow: /team\n"})
    found = visit(server)
    assert "https://acme.com/team" not in server.asked
    assert [miss.reason for miss in found.missed] == ["robots.txt forbids /team"]


def test_a_redirect_to_a_forbidden_page_is_not_used() -> None:
    """What robots.txt forbids is not read through a side door either."""
    moved = answer("https://acme.com/team", "secret", final_url="https://acme.com/secret")
    found = visit(Server({**SITE, "/team": moved, "/robots.txt": "User-agent: *\nDisallow: /secret"}))
    assert "/secret" not in paths(found)
    assert [miss.reason for miss in found.missed] == ["robots.txt forbids /secret"]


def test_a_sub_domain_is_read_by_its_own_rules() -> None:
    """Each host's robots.txt counts for that host alone."""
    server = Server(
        {
            **ROBOTS,
            "/": "hello\n-> https://blog.acme.com/ Blog\n-> https://jobs.acme.com/ Jobs",
            "https://blog.acme.com/robots.txt": (404, ""),
            "https://blog.acme.com/": "news of boats",
            "https://jobs.acme.com/robots.txt": "User-agent: *\nDisallow: /",
        }
    )
    found = visit(server)
    assert "https://blog.acme.com/" in paths(found)
    assert "https://jobs.acme.com/" not in server.asked
    assert [miss.reason for miss in found.missed] == ["robots.txt forbids /"]


def test_at_most_four_requests_run_at_once() -> None:
    """A small server is not flooded, and the connections are used."""
    many: Mapping[str, Served] = {
        **ROBOTS,
        "/": "hello\n" + "\n".join(f"-> /b{n} Boat {n}" for n in range(30)),
        **{f"/b{n}": f"boat number{n}" for n in range(30)},
    }
    server = Server(many, lambda url: 0.001)
    assert len(visit(server).pages) == 24
    assert server.most_at_once == 4


@pytest.mark.parametrize(("seconds", "at_once"), [(0.0, 1), (0.05, 2)])
def test_a_site_that_answers_at_once_is_asked_one_thing_at_a_time(seconds: float, at_once: int) -> None:
    """In a batch a further connection is worth its price only where a server takes its time."""
    server = Server(SITE, seconds=lambda url: seconds)
    visit(server, options=VisitOptions(connections=2, hesitation=0.02))
    assert server.most_at_once == at_once


def test_the_networks_timing_changes_nothing() -> None:
    """Slow and fast answers in any order give the same pages in the same order."""
    many: Mapping[str, Served] = {
        **ROBOTS,
        "/": "hello\n" + "\n".join(f"-> /b{n} Boat {n}" for n in range(9)),
        **{f"/b{n}": f"boat number{n}\n-> /service{n} Service {n}\n-> /c{n} C" for n in range(0, 9, 2)},
        **{f"/service{n}": f"service number{n}" for n in range(9)},
    }
    found = [visit(Server(many, lambda url, k=k: (hash((url, k)) % 7) / 2000)) for k in range(4)]
    assert all(one == found[0] for one in found)


def test_a_page_that_only_the_sitemap_lists_carries_a_note() -> None:
    """It may be old, and the reader is told."""
    sitemap = "<urlset><url><loc>https://acme.com/prices</loc></url></urlset>"
    found = visit(Server({**SITE, "/sitemap.xml": sitemap, "/prices": "ten pounds"}))
    assert [page.record.note for page in found.pages if page.record.kind == "pricing"] == [ONLY_IN_SITEMAP]


def test_a_feed_dates_what_is_new() -> None:
    """The visit brings the entries home beside the pages."""
    feed = "<rss><item><title>Launch</title><link>/launch</link><pubDate>2026-01-05</pubDate></item></rss>"

    async def with_feed(fetched: Fetched, link_text: str = "", site_language: str = "", /) -> Reading | Miss:
        made = await reader(fetched)
        assert isinstance(made, Reading)
        return Reading(
            made.url, links=made.links, fingerprint=made.fingerprint, feeds=("https://acme.com/feed",)
        )

    found = visit(Server({**SITE, "/feed": feed, "/launch": "we launched"}), read=with_feed)
    assert [(entry.title, str(entry.day)) for entry in found.entries] == [("Launch", "2026-01-05")]
    assert "/launch" in paths(found)


def test_the_budget_of_time_ends_the_visit() -> None:
    """What is under way is given up and said; what was read is kept."""
    ticks = iter([0.0] * 12 + [100.0] * 1000)
    server = Server(SITE, lambda url: 0.0 if url.endswith(("robots.txt", ".com/")) else 30.0)
    found = visit(server, clock=lambda: next(ticks), options=VisitOptions(seconds=0.05))
    assert paths(found) == ["/"]
    assert {miss.reason for miss in found.missed} == {NO_TIME}


def test_a_crawl_delay_is_kept_and_means_fewer_pages() -> None:
    """With 40 s between requests a minute in all is stretched: two more pages are read, and the rest is said."""
    server = Server({**SITE, "/robots.txt": "User-agent: *\nCrawl-delay: 40\n"})
    told: list[tuple[str, float]] = []
    found = visit(server, keep_apart=lambda host, seconds: told.append((host, seconds)))
    assert told == [("acme.com", 40.0)]
    assert len(found.pages) == 3
    assert server.most_at_once == 1
    assert "40 s between requests" in found.missed[0].reason


def test_a_crawl_delay_costs_pages_beyond_the_first_dozen() -> None:
    """With 4 s between requests a minute has room for fifteen pages: nobody waits longer for the last ones."""
    many = {f"/b{n}": f"boat number{n}" for n in range(30)}
    home = "hello\n" + "\n".join(f"-> {path} Boat" for path in many)
    server = Server({"/robots.txt": "User-agent: *\nCrawl-delay: 4\n", "/": home, **many})
    assert len(visit(server).pages) == 15


@pytest.mark.parametrize("notice", ["parked domain", "log-in wall"])
def test_a_home_page_that_is_no_companys_is_flagged_and_left(notice: str) -> None:
    """Nothing behind it is read."""
    server = Server({**SITE, "/": f"hello\n! {notice}\n-> /about About us"})
    found = visit(server)
    assert (found.flag, paths(found)) == (notice, ["/"])


def test_behind_a_home_page_of_script_the_sitemap_may_help() -> None:
    """It is flagged, and what can be read is read."""
    sitemap = "<urlset><url><loc>https://acme.com/about</loc></url></urlset>"
    found = visit(Server({**SITE, "/": "! drawn by script only", "/sitemap.xml": sitemap}))
    assert (found.flag, paths(found)) == ("drawn by script only", ["/", "/about"])


def test_a_site_that_moved_to_another_company_is_flagged() -> None:
    """The change of domain is said."""
    moved = answer("https://acme.com/", "hello", final_url="https://other.example/")
    found = visit(Server({**ROBOTS, "/": moved, "https://other.example/robots.txt": (404, "")}))
    assert found.flag == "leads to another site: other.example"


def test_each_step_is_told_as_it_happens() -> None:
    """Whoever watches knows what is being read, how far it is, what came of it and what could not be read."""
    told: list[Event] = []
    lost = {**SITE, "/team": Miss("https://acme.com/team", "timed out after 10 s", transient=True)}
    visit(Server(lost), tell=told.append, options=VisitOptions(pages=5))
    assert told[:3] == [
        BeingRead("https://acme.com/robots.txt", 0, 5, 1),
        BeingRead("https://acme.com/", 1, 5, 2),
        Read("https://acme.com/", "home"),
    ]
    assert Read("https://acme.com/about", "about") in told
    assert Missed("https://acme.com/team", "timed out after 10 s") in told
    asked = [event for event in told if isinstance(event, BeingRead)]
    assert [event.requests for event in asked] == list(range(1, len(asked) + 1))
    assert max(event.page for event in asked) == 4


def test_a_fault_of_ours_is_not_swallowed() -> None:
    """A bug in the reader travels to the top, and nothing is left running."""

    async def broken(fetched: Fetched, link_text: str = "", site_language: str = "", /) -> Reading | Miss:
        if fetched.url.endswith("/about"):
            raise ZeroDivisionError
        return await reader(fetched)

    with pytest.raises(ZeroDivisionError):
        visit(Server(SITE), read=broken)


def test_a_site_without_a_way_in_is_unresearched() -> None:
    """One plain line says which site and why."""
    with pytest.raises(Unresearched, match=r"^acme\.com: the home page answers 404 not found$"):
        visit(Server(ROBOTS))
