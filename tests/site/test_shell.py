"""What a page that only a script draws tells before and after it is drawn."""

from dataclasses import replace

import pytest

from answers import answer
from precall.site.document import Document, parse
from precall.site.shell import BEHIND_CLICK, script_hosts, waits_for_click

HOME = "https://acme.example/"


def page(markup: str, *, drawn: bool = False) -> Document:
    """A page, as it came or as a browser drew it."""
    fetched = answer(HOME, markup)
    return parse(replace(fetched, drawn_from=fetched.sha256) if drawn else fetched)


def test_the_hosts_of_its_scripts_are_those_that_its_markup_names() -> None:
    """Scripts, modules loaded ahead, an import map; style sheets and pictures are none."""
    markup = """<script type="importmap">{"imports": {"vue": "https://modules.example/vue.js", "x": 1}}</script>
      <script src="/app.js"></script><link rel="modulepreload" href="//cdn.example/a.js">
      <link rel="stylesheet" href="https://styles.example/a.css"><img src="https://pictures.example/a.png">"""
    assert script_hosts(page(markup)) == ("modules.example", "acme.example", "cdn.example")


@pytest.mark.parametrize("broken", ["", "[]", "{", '{"imports": []}', "[" * 9000])
def test_a_broken_import_map_names_none(broken: str) -> None:
    """It is left out."""
    assert script_hosts(page(f'<script type="importmap">{broken}</script>')) == ()


def test_that_a_click_would_show_more_is_said_of_drawn_pages() -> None:
    """Where the main part has closed controls; a menu's button is none of them."""
    closed = '<main><button aria-expanded="false">Do you travel?</button></main>'
    menu = '<nav><button aria-expanded="false">Menu</button></nav><main><p>x</p></main>'
    assert waits_for_click(page(closed, drawn=True)) == BEHIND_CLICK
    assert waits_for_click(page(menu, drawn=True)) == ""
    assert waits_for_click(page(closed)) == ""


def test_routes_behind_the_hash_are_links_of_a_drawn_page_alone() -> None:
    """Elsewhere they are places on the page."""
    markup = '<a href="#/team">Team</a><a href="/app#!/prices">Prices</a><a href="#top">Top</a><a href="#/">Home</a>'
    assert [link.url for link in page(markup, drawn=True).links] == [
        f"{HOME}#/team",
        f"{HOME}app#!/prices",
    ]
    assert [link.url for link in page(markup).links] == [f"{HOME}app"]
