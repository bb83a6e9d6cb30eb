"""Does the bundled sample business answer as a real website does?"""

import urllib.error
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from precall.demo.server import ADDRESS, SITE, serve


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    """The demo's base URL."""
    with serve() as url:
        yield url


def _get(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
    try:
        with opener.open(request, timeout=5) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


class _Hrefs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def test_the_home_page_answers_as_html(base: str) -> None:
    """The base URL itself is the business's home page."""
    status, headers, body = _get(base)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"Fernhollow Gardens" in body


def test_the_site_is_read_under_its_own_name_through_the_server_as_a_proxy(base: str) -> None:
    """No resolver knows the name; the request line carries it."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": base}))
    with opener.open(ADDRESS + "team.html", timeout=5) as answer:
        assert answer.url == "http://fernhollow-gardens.example/team.html"
        assert b"Miriam Oakes" in answer.read()


def test_a_page_that_did_not_change_is_not_sent_twice(base: str) -> None:
    """The ETag of a first answer makes the second one a 304 without a body."""
    _, headers, _ = _get(base + "team.html")
    status, _, body = _get(base + "team.html", If_None_Match=headers["ETag"])
    assert (status, body) == (304, b"")


def test_a_missing_page_answers_404_with_the_sites_own_page(base: str) -> None:
    """What is not there says so, in words and in the status."""
    status, _, body = _get(base + "nothing-here.html")
    assert status == 404
    assert b"Page not found" in body


def test_a_folder_without_its_slash_leads_to_the_folder(base: str) -> None:
    """/journal redirects to /journal/, so that its relative links work."""
    status, _, body = _get(base + "journal")
    assert status == 200
    assert b"<h1>Journal</h1>" in body


@pytest.mark.parametrize(
    "path", ["../server.py", "..%2fserver.py", "%2e%2e/server.py", "%2fetc%2fpasswd", "a%00b"]
)
def test_nothing_outside_the_folder_is_served(base: str, path: str) -> None:
    """Paths that climb out of the folder are pages that do not exist."""
    assert _get(base + path)[0] == 404


@pytest.mark.parametrize(
    ("path", "kind"),
    [("brochure.pdf", "application/pdf"), ("feed.xml", "application/xml"), ("robots.txt", "text/plain")],
)
def test_each_file_says_what_it_is(base: str, path: str, kind: str) -> None:
    """Content types follow the file's ending."""
    assert _get(base + path)[1]["Content-Type"].startswith(kind)


def test_every_inner_link_of_the_demo_leads_to_a_page(base: str) -> None:
    """No page of the bundled site has a dead link of its own."""
    for page in SITE.rglob("*.html"):
        address = urljoin(base, page.relative_to(SITE).as_posix())
        hrefs = _Hrefs()
        hrefs.feed(page.read_text(encoding="utf-8"))
        inner = [urljoin(address, href) for href in hrefs.found if not href.startswith(("tel:", "/cdn-cgi/"))]
        for link in (url for url in inner if urlsplit(url).netloc == urlsplit(base).netloc):
            assert _answers(urlsplit(link).path), f"{page.name} links to {link}"


def _answers(path: str) -> bool:
    file = SITE / path.lstrip("/")
    return file.is_file() or (file / "index.html").is_file()
