"""Pages that only a script draws are read as a browser draws them, and no more of them than is worth it."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from answers import answer
from precall.model.page import Fetched, Miss, Reading, Shape
from precall.site.address import parse_address
from precall.site.shell import MAIN_MISSING
from precall.visit.drawn import NOTHING_MORE, Part
from precall.visit.tour import Visit, VisitOptions, read_site
from test_visit import ROBOTS, Served, Server, paths, reader

SHELL = "! drawn by script only"
HOME = (
    "welcome to acme\n-> /about About us\n-> /contact Contact\n-> /team Team\n-> /prices Prices\n-> /faq FAQ"
)


@dataclass
class Browser:
    """Draws pages by path; it notes which."""

    pages: dict[str, str]
    drew: list[str] = field(default_factory=list)

    async def __call__(
        self, url: str, shell: Fetched, reading: Reading, part: Part, shape: Shape, /
    ) -> Fetched | Miss | None:
        path = url.removeprefix("https://acme.com")
        self.drew.append(path)
        if path not in self.pages:
            return Miss(url, "not drawn within 15 s", transient=True)
        return answer(url, self.pages[path])._replace(drawn_from=shell.sha256)


def visit(server: Server, browser: Browser, **options: Any) -> Visit:
    return asyncio.run(
        read_site(
            parse_address("acme.com"),
            fetch=server,
            read=reader,
            clock=lambda: 0.0,
            draw=browser,
            options=VisitOptions(**options),
        )
    )


def shells(*names: str) -> dict[str, Served]:
    return {**ROBOTS, **{f"/{name}": SHELL for name in names}}


def test_a_site_that_a_script_draws_is_read_as_it_is_drawn() -> None:
    """The home page first, then the pages that its drawn links lead to, as many as are allowed."""
    browser = Browser({"/": HOME, "/about": "we build boats", "/contact": "write to us", "/team": "jo", "/prices": "1 euro", "/faq": "why"})  # fmt: skip
    found = visit(Server(shells("", "about", "contact", "team", "prices", "faq")), browser, drawn=3)
    assert paths(found) == ["/", "/contact", "/about", "/team"]
    assert browser.drew == paths(found)
    assert all(page.record.drawn_from for page in found.pages)
    assert found.flag == ""


def test_what_could_not_be_drawn_is_said() -> None:
    """Without its home page no other page of the same script is tried."""
    browser = Browser({})
    found = visit(Server(shells("", "about")), browser)
    assert found.flag == "drawn by script only"
    assert [miss.reason for miss in found.missed] == ["not drawn within 15 s"]
    assert browser.drew == ["/"]


def test_drawing_stops_where_a_page_gave_nothing_more_than_its_shell() -> None:
    """The next one would give no more."""
    browser = Browser({"/": HOME, "/contact": SHELL, "/about": "we build boats"})
    found = visit(Server(shells("", "about", "contact", "team", "prices", "faq")), browser)
    assert browser.drew == ["/", "/contact"]
    assert {miss.reason for miss in found.missed} == {NOTHING_MORE}


@dataclass
class SlowBrowser(Browser):
    """Takes its time: the more pages there are to draw, the less for each. It notes how many it draws at a time."""

    at_once: list[int] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    open: int = 0

    async def __call__(
        self, url: str, shell: Fetched, reading: Reading, part: Part, shape: Shape, /
    ) -> Fetched | Miss | None:
        self.open += 1
        self.at_once.append(self.open)
        self.shapes.append(shape)
        drawn = await super(SlowBrowser, self).__call__(url, shell, reading, part, shape)
        for _ in range(200 // len(self.drew)):
            await asyncio.sleep(0)
        self.open -= 1
        return drawn


def test_a_page_is_drawn_while_the_one_before_it_is() -> None:
    """One ahead and no more, in the order of their worth, whichever comes to rest first."""
    browser = SlowBrowser({"/": HOME, "/contact": "write to us", "/about": "we build boats", "/team": "jo", "/prices": "1 euro"})  # fmt: skip
    found = visit(Server(shells("", "about", "contact", "team", "prices", "faq")), browser, drawn=4)
    assert browser.drew == paths(found) == ["/", "/contact", "/about", "/team", "/prices"]
    assert browser.at_once[0] == 1
    assert max(browser.at_once) == 2


def test_a_page_that_was_drawn_ahead_counts_for_nothing_where_the_one_before_it_gave_nothing() -> None:
    """Whichever comes to rest first, what is found is the same."""
    browser = SlowBrowser({"/": HOME, "/contact": SHELL, "/about": "we build boats", "/team": "jo"})
    found = visit(Server(shells("", "about", "contact", "team", "prices", "faq")), browser)
    assert browser.drew == ["/", "/contact", "/about"]
    assert paths(found) == ["/"]
    assert {miss.reason for miss in found.missed} == {NOTHING_MORE}


def test_the_picture_is_taken_beside_the_pages_unless_requests_are_spaced() -> None:
    """Then its own requests would take the time of theirs."""
    drawn = {"/": HOME, "/contact": "write to us", "/about": "we build boats"}
    server = Server(shells("", "about", "contact"))
    beside, spaced = SlowBrowser(drawn), SlowBrowser(drawn)
    found = visit(server, beside, screenshot="drawn", drawn=2)
    assert beside.shapes == ["drawing", "picture", "drawing", "drawing"]
    assert found.picture.startswith(b"welcome to acme")
    visit(server, spaced, screenshot="drawn", drawn=2, delay=0.01)
    assert spaced.shapes == ["drawing", "drawing", "drawing", "picture"]


def test_single_pages_that_a_script_draws_are_drawn_after_the_others() -> None:
    """The home page of the site needs no browser; what was drawn stands in its place."""
    browser = Browser({"/about": "we build boats"})
    server = Server({**ROBOTS, "/": HOME, "/about": SHELL, "/contact": "write to us"})
    found = visit(server, browser)
    assert paths(found) == ["/", "/contact", "/about"]
    assert [bool(page.record.drawn_from) for page in found.pages] == [False, False, True]
    assert not [miss for miss in found.missed if miss.url.endswith("/about")]


def test_a_site_that_needs_no_browser_asks_none() -> None:
    """Nothing is drawn."""
    browser = Browser({})
    assert paths(visit(Server({**ROBOTS, "/": HOME, "/about": "we build boats"}), browser))[0] == "/"
    assert browser.drew == []


def test_what_answers_for_the_home_page_is_shown_before_it_is_read() -> None:
    """A browser takes a second to start; meanwhile the page is read."""
    happened: list[str] = []

    async def read(answer: Fetched, link_text: str = "", site_language: str = "") -> Reading | Miss:
        happened.append(f"read {answer.url}")
        return await reader(answer, link_text, site_language)

    asyncio.run(
        read_site(
            parse_address("acme.com"),
            fetch=Server(shells("")),
            read=read,
            clock=lambda: 0.0,
            draw=Browser({"/": "welcome"}),
            expect=lambda home: happened.append(f"shown {home.url}"),
        )
    )
    assert happened[:2] == ["shown https://acme.com/", "read https://acme.com/"]
    assert sum(what.startswith("shown") for what in happened) == 1


def notes(found: Visit) -> list[str]:
    return [page.record.note for page in found.pages]


MENU = f"~\nmenu of acme\n{HOME.partition(chr(10))[2]}"


def test_a_page_without_its_main_part_is_drawn_after_the_others() -> None:
    """What it gains is shown in its place; where it gains nothing, nothing was missing, and no more are drawn."""
    server = Server({**ROBOTS, "/": HOME, "/about": "~\nmenu", "/contact": "~\nwrite", "/team": "~\njo", "/prices": "1 euro"})  # fmt: skip
    browser = Browser({"/contact": "write to us", "/about": "menu", "/team": "jo and sam"})
    found = visit(server, browser)
    assert paths(found) == ["/", "/contact", "/about", "/team", "/prices"]
    assert browser.drew == ["/contact", "/about"]
    assert [bool(page.record.drawn_from) for page in found.pages] == [False, True, False, False, False]
    assert notes(found) == ["", "", "", "", ""]


def test_pages_without_their_main_part_are_drawn_two_at_a_time() -> None:
    """As those of a site that a script draws are; one by one where requests are spaced."""
    server = Server({**ROBOTS, "/": HOME, **{f"/{name}": "~\nmenu" for name in ("about", "contact", "team")}})
    drawn = {"/contact": "write to us", "/about": "we build boats", "/team": "jo and sam"}
    beside, spaced = SlowBrowser(drawn), SlowBrowser(drawn)
    for browser, delay, most in ((beside, 0.0, 2), (spaced, 0.01, 1)):
        found = visit(server, browser, delay=delay)
        assert paths(found)[:4] == ["/", *browser.drew]
        assert browser.drew == ["/contact", "/about", "/team"]
        assert max(browser.at_once) == most


def test_a_home_page_without_its_main_part_is_drawn_and_its_site_is_read_as_others_are() -> None:
    """As many pages are read as of any site; only those that lack their main part are drawn."""
    server = Server({**ROBOTS, "/": MENU, "/about": "we build boats", "/contact": "~\nwrite", "/team": "jo", "/prices": "1", "/faq": "why"})  # fmt: skip
    browser = Browser({"/": f"welcome\n{HOME}", "/contact": "write to us"})
    found = visit(server, browser, drawn=1)
    assert paths(found) == ["/", "/contact", "/about", "/team", "/prices", "/faq"]
    assert browser.drew == ["/", "/contact"]
    assert notes(found) == [""] * 6


def test_a_page_without_its_main_part_counts_as_it_is_where_it_cannot_be_drawn() -> None:
    """With the reason; where nobody can draw it, with what is missing."""
    server = Server({**ROBOTS, "/": MENU, "/about": "~\nmenu", "/contact": "write to us"})
    found = visit(server, Browser({}))
    assert (paths(found), found.flag) == (["/", "/contact", "/about"], "")
    assert notes(found)[0] == "not drawn within 15 s"
    without = asyncio.run(
        read_site(parse_address("acme.com"), fetch=server, read=reader, clock=lambda: 0.0, draw=None)
    )
    assert notes(without) == [MAIN_MISSING, "", MAIN_MISSING]


def test_what_was_sent_of_a_drawn_site_counts_where_drawing_it_fails() -> None:
    """Its menu is no reason to lose a page."""
    browser = Browser({"/": HOME, "/contact": "write to us"})
    found = visit(Server({**shells("", "contact"), "/about": "~\nmenu"}), browser)
    assert paths(found) == ["/", "/contact", "/about"]
    assert notes(found) == ["", "", "not drawn within 15 s"]
