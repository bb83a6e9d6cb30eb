"""Of what a page asks for, only what it needs to be drawn is fetched."""

import pytest

from precall.drawing.wanted import Asked, refusal

HOME = "https://www.acme.example/"
HOSTS = ("cdn.modules.example",)


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("script", "https://www.acme.example/app.js"),
        ("fetch", "https://api.acme.example/pages?id=1"),
        ("xhr", "https://acme.example/data.json"),
        ("stylesheet", "https://www.acme.example/app.css"),
        ("document", "https://acme.example/en/"),
        ("script", "https://cdn.modules.example/vue.js"),
    ],
)
def test_what_a_page_is_drawn_from_is_fetched(kind: str, url: str) -> None:
    """Scripts and data of the company, and of the hosts that its own markup takes scripts from."""
    assert refusal(Asked("GET", url, kind, True), HOME, HOSTS) == ""


def test_where_a_page_is_seen_pictures_and_styles_may_come_from_others() -> None:
    """But no script, and nothing of those that watch visitors."""
    other, watcher = "https://pictures.example/a", "https://www.facebook.com/tr.gif"
    for kind in ("image", "font", "stylesheet"):
        assert refusal(Asked("GET", other, kind, True), HOME, HOSTS, is_seen=True) == ""
        assert refusal(Asked("GET", other, kind, True), HOME, HOSTS)
    assert refusal(Asked("GET", other, "script", True), HOME, HOSTS, is_seen=True)
    assert refusal(Asked("GET", watcher, "image", True), HOME, HOSTS, is_seen=True)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (Asked("POST", f"{HOME}api", "fetch", True), "would send something"),
        (Asked("GET", f"{HOME}logo.png", "image", True), "not needed to draw the page"),
        (Asked("GET", f"{HOME}a.js", "script", False), "of another window or frame"),
        (Asked("GET", "https://other.example/a.js", "script", True), "of another company"),
        (Asked("GET", "https://www.google-analytics.com/g.js", "script", True), "of a host that watches visitors"),
        (Asked("GET", "https://cdn.modules.example/", "document", True), "leads to another site"),
        (Asked("GET", "http://127.0.0.1/", "fetch", True), "of another company"),
        (Asked("GET", "file:///etc/hosts", "fetch", True), "of another company"),
    ],
)  # fmt: skip
def test_all_else_is_refused(asked: Asked, reason: str) -> None:
    """Pictures, beacons, forms, other windows, other companies."""
    assert refusal(asked, HOME, HOSTS) == reason
