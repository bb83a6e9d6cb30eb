"""What a page that only a script draws tells before and after it is drawn."""

import pytest

from answers import answer
from precall.site.document import Document, parse
from precall.site.shell import BEHIND_CLICK, MAIN_MISSING, lacks_main, not_seen, script_hosts

HOME = "https://acme.example/"


def page(markup: str, *, drawn: bool = False) -> Document:
    """A page, as it came or as a browser drew it."""
    fetched = answer(HOME, markup)
    return parse(fetched._replace(drawn_from=fetched.sha256) if drawn else fetched)


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
    assert not_seen(page(closed, drawn=True), is_shell=False) == BEHIND_CLICK
    assert not_seen(page(menu, drawn=True), is_shell=False) == ""
    assert not_seen(page(closed), is_shell=False) == ""


def test_what_is_there_but_hidden_was_seen() -> None:
    """A closed control names what it opens, and so does a tab; only where that is not on the page a click would show more."""
    control = '<main><button aria-expanded="false" aria-controls="a">Do you travel?</button>'
    tabs = '<main><button role="tab" aria-selected="true" aria-controls="b">Us</button><button role="tab" aria-selected="false" aria-controls="a">Them</button><div id="b">We two.</div>'
    for markup in (control, tabs):
        there = f'{markup}<div id="a" hidden>They are four.</div></main>'
        assert not_seen(page(there, drawn=True), is_shell=False) == ""
        assert (
            not_seen(page(f'{markup}<div id="a"></div></main>', drawn=True), is_shell=False) == BEHIND_CLICK
        )
        assert not_seen(page(f"{markup}</main>", drawn=True), is_shell=False) == BEHIND_CLICK


MENU = (
    "<header><a href='/'>Home</a><a href='/team'>Our team</a><a href='/prices'>Prices and hours</a></header>"
)
FOOTER = "<footer><p>Larkspur Boats, 12 Harbour Road, Leeds LS1 4AP. Call us on 0113 496 0182 or write to hello@acme.example, and we answer within a day.</p></footer>"
SCRIPT = "<script src=/app.js></script>"
LINKS = "".join(f"<a href=/boat-{number}>Boat number {number}</a> " for number in range(20))
WORDS = "<p>We build wooden rowing boats for clubs and families, mend them in winter, and teach how both is done in our shed by the river Lee.</p>"


@pytest.mark.parametrize(
    "main",
    [
        "<main></main>",
        "<main> <div class=spinner></div> </main>",
        "<div id=root></div>",
        "<div id='__nuxt'><nav><a href=/team>Our team</a></nav><main></main></div>",
        "<app-root></app-root>",
        "<main><h1>Prices</h1><div role=tablist><button role=tab>Summer</button><button role=tab>Winter</button></div><div role=tabpanel></div></main>",
        "<main><h1>Our boats</h1><div aria-busy=true></div></main>",
        "<main><p>Loading...</p></main>",
        "<main><h1>Unsere Boote</h1><p>Inhalte werden geladen …</p></main>",
        "<div><h1>Our boats</h1></div><noscript>You need to enable JavaScript to run this app.</noscript>",
        f"<div>{LINKS}</div><main></main>",
    ],
)
def test_a_menu_without_content_is_a_page_whose_main_part_is_missing(main: str) -> None:
    """An empty place where frameworks draw, tabs that are filled later, a page that says it is loading."""
    shell = page(MENU + main + FOOTER + SCRIPT)
    assert lacks_main(shell)
    assert not_seen(shell, is_shell=True) == MAIN_MISSING
    assert not lacks_main(page(MENU + main + FOOTER + SCRIPT, drawn=True))


@pytest.mark.parametrize(
    "main",
    [
        f"<main>{WORDS}</main><div id=app></div>",
        f"<main>{WORDS}<div role=tabpanel></div></main>",
        "<main><h1>Gallery</h1><img src=a.jpg alt=''><img src=b.jpg alt=''></main><div id=root></div>",
        "<main><form><input name=mail></form></main>",
        "<main><iframe src=https://map.example/></iframe></main>",
        "<div id=content tabindex=-1></div><h1>Thank you</h1><p>We write soon.</p>",
        "<main><h1>Contact</h1><p>Call us, or come by.</p></main>",
        "<main><h1>Loading and unloading</h1><p>Bay two for lorries, bay three for vans.</p></main>",
        "<main><h1>Thank you</h1></main><noscript><img src=https://watch.example/a.gif></noscript>",
    ],
)
def test_a_page_that_says_little_lacks_nothing(main: str) -> None:
    """Pictures, a form, a map, a few words: nothing waits for a script."""
    assert not lacks_main(page(MENU + main + FOOTER + SCRIPT))


def test_without_a_script_nothing_is_drawn_later() -> None:
    """An empty main part is then all there is."""
    assert not lacks_main(page(MENU + "<main></main>" + FOOTER))


def test_routes_behind_the_hash_are_links_of_a_drawn_page_alone() -> None:
    """Elsewhere they are places on the page."""
    markup = '<a href="#/team">Team</a><a href="/app#!/prices">Prices</a><a href="#top">Top</a><a href="#/">Home</a>'
    assert [link.url for link in page(markup, drawn=True).links] == [
        f"{HOME}#/team",
        f"{HOME}app#!/prices",
    ]
    assert [link.url for link in page(markup).links] == [f"{HOME}app"]
