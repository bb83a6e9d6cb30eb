"""The way in: the first address that answers, by the rules of its robots.txt."""

import asyncio
from collections.abc import Mapping

import pytest

from answers import answer
from precall.errors import Unresearched
from precall.model.page import Fetched, Miss, Purpose, Reading
from precall.site.address import parse_address
from precall.visit.arrival import Arrival, Door

NOT_FOUND = Miss("", "name not found", transient=True)
OPEN = (404, "")


class Web:
    """Answers by full address: a body, a status with a body, an answer or a miss; a slow one takes ten seconds each."""

    def __init__(
        self, served: Mapping[str, str | tuple[int, str] | Fetched | Miss], *, slow: bool = False
    ) -> None:
        self.served, self.slow, self.now = served, slow, 0.0
        self.asked: list[str] = []

    async def __call__(self, url: str, /, *, purpose: Purpose = "page") -> Fetched | Miss:
        self.asked.append(url)
        self.now += 10.0 if self.slow else 0.1
        found = self.served.get(url, NOT_FOUND)
        if isinstance(found, Fetched | Miss):
            return found
        status, body = found if isinstance(found, tuple) else (200, found)
        return answer(url, body, status)


async def reader(fetched: Fetched, link_text: str = "", site_language: str = "", /) -> Reading | Miss:
    body = fetched.body.decode()
    if body.startswith("=>"):
        return Reading(fetched.final_url, refresh=body[2:].strip(), words=2)
    return (
        Miss(fetched.final_url, "not a web page") if body == "PNG" else Reading(fetched.final_url, words=200)
    )


def arrive(web: Web, typed: str = "acme.com") -> Arrival:
    return asyncio.run(
        Door(
            parse_address(typed), web, reader, lambda: web.now, "precall", lambda host, seconds: None
        ).arrive()
    )


def refused(web: Web, typed: str = "acme.com") -> str:
    with pytest.raises(Unresearched) as why:
        arrive(web, typed)
    assert len(str(why.value)) <= 200
    return str(why.value)


def test_https_is_enough_where_it_answers() -> None:
    """Two requests and no more."""
    web = Web({"https://acme.com/robots.txt": OPEN, "https://acme.com/": "hello"})
    assert arrive(web).url == "https://acme.com/"
    assert web.asked == ["https://acme.com/robots.txt", "https://acme.com/"]


def test_where_https_fails_http_is_read_and_the_failure_is_said() -> None:
    """A bad certificate is never silently passed over."""
    web = Web(
        {
            "https://acme.com/robots.txt": Miss("", "certificate expired"),
            "http://acme.com/robots.txt": OPEN,
            "http://acme.com/": "hello",
        }
    )
    home = arrive(web)
    assert home.url == "http://acme.com/"
    assert home.missed == (Miss("https://acme.com", "certificate expired"),)


def test_www_is_tried_where_the_bare_name_does_not_exist() -> None:
    """A name that nobody set up is not worth telling."""
    web = Web({"https://www.acme.com/robots.txt": OPEN, "https://www.acme.com/": "hello"})
    home = arrive(web)
    assert (home.url, home.missed) == ("https://www.acme.com/", ())


def test_a_redirected_robots_txt_shows_where_the_site_is() -> None:
    """The home page is then asked for where it is, without another redirect."""
    moved = answer("https://acme.com/robots.txt", "", final_url="https://www.acme.com/robots.txt")
    web = Web({"https://acme.com/robots.txt": moved, "https://www.acme.com/": "hello"})
    assert arrive(web).url == "https://www.acme.com/"
    assert "https://acme.com/" not in web.asked


def test_a_slow_server_is_not_asked_again_at_its_other_addresses() -> None:
    """A time-out is long enough to wait once."""
    web = Web({"https://acme.com/robots.txt": Miss("", "timed out after 10 s")}, slow=True)
    assert refused(web) == "acme.com: could not be reached: timed out after 10 s"
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("robots", "reason"),
    [
        ("User-agent: *\nDisallow: /", "robots.txt forbids /, so nothing was read"),
        ((500, "oops"), "robots.txt answered 500"),
    ],
)
def test_a_home_page_that_robots_forbids_is_not_asked_for(robots: str | tuple[int, str], reason: str) -> None:
    """One request, and the reason."""
    web = Web({"https://acme.com/robots.txt": robots, "https://acme.com/": "hello"})
    assert reason in refused(web)
    assert web.asked == ["https://acme.com/robots.txt"]


@pytest.mark.parametrize(
    ("home", "reason"),
    [
        ((404, ""), "the home page answers 404 not found"),
        ((503, "Just a moment..."), "the home page answers 503 challenge page"),
        ((418, ""), "the home page answers 418"),
        ("PNG", "the home page could not be read: not a web page"),
        (Miss("", "redirect loop"), "redirect loop"),
        ("=> https://acme.com/2", "sends its readers on without end"),
    ],
)
def test_a_home_page_that_cannot_be_read_gives_the_reason(
    home: str | tuple[int, str] | Miss, reason: str
) -> None:
    """No other address is tried once the server has answered."""
    chain = {f"https://acme.com/{n}": f"=> https://acme.com/{n + 1}" for n in range(9)}
    web = Web({"https://acme.com/robots.txt": OPEN, **chain, "https://acme.com/": home})
    assert reason in refused(web)
    assert not any(url.startswith("http:") for url in web.asked)


def test_a_meta_refresh_is_followed_on_the_site_only() -> None:
    """A stub that leads elsewhere is taken as the page that it is."""
    web = Web(
        {
            "https://acme.com/robots.txt": OPEN,
            "https://acme.com/": "=> https://acme.com/home",
            "https://acme.com/home": "hello",
        }
    )
    assert arrive(web).url == "https://acme.com/home"
    away = Web({"https://acme.com/robots.txt": OPEN, "https://acme.com/": "=> http://127.0.0.1/"})
    assert arrive(away).url == "https://acme.com/"
    assert "http://127.0.0.1/" not in away.asked


def test_the_rules_of_the_host_that_answered_count() -> None:
    """A redirect to another host is judged by that host's robots.txt."""
    moved = answer("https://acme.com/", "hello", final_url="https://new.example/")
    web = Web(
        {
            "https://acme.com/robots.txt": OPEN,
            "https://acme.com/": moved,
            "https://new.example/robots.txt": "User-agent: *\nDisallow: /",
        }
    )
    assert "forbids" in refused(web)


def test_a_typed_page_is_the_way_in_where_the_root_is_none() -> None:
    """Some sites live below a folder."""
    web = Web(
        {
            "https://acme.com/robots.txt": OPEN,
            "https://acme.com/": (403, ""),
            "https://acme.com/shop": "hello",
        }
    )
    assert arrive(web, "acme.com/shop").url == "https://acme.com/shop"


def test_rules_that_are_redirected_without_end_are_no_rules() -> None:
    """RFC 9309, 2.3.1.2: they count as unavailable; the home page is asked for at the same address."""
    lost = Miss("https://acme.com/robots.txt", "redirect loop")
    web = Web({"https://acme.com/robots.txt": lost, "https://acme.com/": "Acme"})
    assert arrive(web).url == "https://acme.com/"


def test_a_long_name_leaves_room_for_the_reason() -> None:
    """The line that the caller sees says why, in two hundred characters."""
    name = ".".join(["b" * 60] * 4)
    said = refused(Web({f"https://{name}/robots.txt": OPEN, f"https://{name}/": (500, "")}), name)
    assert said.endswith("the home page answers 500 server error")
