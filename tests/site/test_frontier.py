"""The page budget is spent where the facts are, and the same way whatever order the answers come in."""

import random
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.model.page import Link, Reading
from precall.site.frontier import Answer, Frontier, Listed, Want

ACME = "https://acme.com"


def links(*named: str, region: str = "nav") -> tuple[Link, ...]:
    """Links written as "/path Text"."""
    pairs = (name.partition(" ") for name in named)
    return tuple(Link(ACME + path if path.startswith("/") else path, text, region) for path, _, text in pairs)


def page(path: str, *linked: Link, **more: object) -> Reading:
    """A page whose text is like no other's."""
    sketch = tuple(sorted(random.Random(path).sample(range(1_000_000), 64)))
    made = Reading(f"{ACME}{path}", language="en", links=linked, words=300, fingerprint=path, shingles=sketch)
    return made._replace(**more)  # type: ignore[arg-type]


def spend(
    home: Reading,
    site: Mapping[str, Answer],
    budget: int = 12,
    *,
    shuffle: random.Random | None = None,
    **more: object,
) -> tuple[Frontier, list[Want]]:
    """The frontier after all its wants were answered from `site`, one at a time, or in any order where shuffled."""
    frontier = Frontier(f"{ACME}/", home, budget=budget, **more)  # type: ignore[arg-type]
    wants, open_wants = list[Want](), list[Want]()
    while True:
        while len(open_wants) < (shuffle.randint(1, 6) if shuffle else 1) and (want := frontier.next()):
            wants.append(want)
            open_wants.append(want)
        if not open_wants:
            assert frontier.finished
            return frontier, wants
        want = open_wants.pop(shuffle.randrange(len(open_wants)) if shuffle else 0)
        frontier.answer(want.number, site.get(want.url.removeprefix(ACME)))


def read(frontier: Frontier, wants: list[Want]) -> list[str]:
    return [want.url.removeprefix(ACME) for want in wants if frontier.keeps(want.number)]


def site_of(*pages: Reading) -> dict[str, Answer]:
    return {one.url.removeprefix(ACME): one for one in pages}


MENU = ("/faq FAQ", "/p1 Gallery of boats", "/contact Contact", "/about About us", "/services Services", "/prices Prices",
        "/team Team", "/reviews Reviews", "/blog Blog", "/jobs Jobs", "/clients Clients", "/imprint Imprint",
        "/privacy Privacy", "/terms Terms")  # fmt: skip


def test_the_budget_goes_to_the_telling_pages_first() -> None:
    """With six pages to read, a privacy page is none of them."""
    home = page("/", *links(*MENU))
    frontier, wants = spend(home, site_of(*(page(name.split()[0]) for name in MENU)), budget=6)
    assert read(frontier, wants) == ["/contact", "/services", "/about", "/team", "/prices"]


def test_the_home_page_counts_as_the_first_of_the_budget() -> None:
    """Twelve pages are twelve with the home page."""
    home = page("/", *links(*(f"/page-{n}-{n * n} Page {n}" for n in range(40))))
    frontier, wants = spend(home, site_of(*(page(f"/page-{n}-{n * n}") for n in range(40))))
    assert len(read(frontier, wants)) == 11


def test_beyond_a_dozen_only_telling_pages_are_read() -> None:
    """A menu's further entries and a second page of praise are; more posts and pages that some text links are not."""
    menu = links(*(f"/p{n}-{n * n} Page {n}" for n in range(16)))
    text = links("/blog/slates Slates", "/x7 Boats", "/reviews Reviews", "/terms Terms", region="main")
    names = [f"/p{n}-{n * n}" for n in range(16)] + ["/blog/slates", "/x7", "/reviews", "/terms"]
    frontier, wants = spend(page("/", *menu, *text), site_of(*map(page, names)), 30)
    assert set(read(frontier, wants)) == {*names} - {"/x7", "/terms"}
    assert len(spend(page("/", *text), site_of(*map(page, names)), 30)[1]) == 4


PRAISE = (("testimonial", 9),)


def test_a_page_of_much_praise_makes_the_next_one_worth_more() -> None:
    """One that gave none makes it worth less than a page of no kind."""
    home = page(
        "/", *links("/reviews Reviews", "/stories-told Success stories", "/boats Boats", region="main")
    )
    for gave, expected in ((PRAISE, "/stories-told"), ((), "/boats")):
        site = site_of(page("/reviews", gave=gave), page("/stories-told"), page("/boats"))
        frontier = Frontier(f"{ACME}/", home, budget=3)
        first = frontier.next()
        assert first is not None
        frontier.answer(first.number, site["/reviews"])
        frontier.conclude()
        second = frontier.next()
        assert second is not None
        assert second.url == ACME + expected


@pytest.mark.parametrize("further", ["/reviews/page/2", "/reviews?page=2"])
def test_a_long_list_of_praise_is_read_on(further: str) -> None:
    """The second part of a list that gave much is read; that of a blog is a trap."""
    for topic in ("reviews", "blog"):
        path = further.replace("reviews", topic)
        listed = page(f"/{topic}", *links(f"{path} 2", region="main"), gave=PRAISE)
        home = page("/", *links(f"/{topic} {topic.title()}"))
        frontier, wants = spend(home, site_of(listed, page(path)))
        assert (path in read(frontier, wants)) == (topic == "reviews")


def test_whoever_a_team_page_leads_to_is_read_beyond_the_dozen() -> None:
    """A page of no kind that the text of a team page links to is a person's; one that a post links to is anything."""
    menu = [f"/p{n}-{n * n} Page {n}" for n in range(11)]
    home = page("/", *links(*menu, "/team Team", "/blog/slates Slates"))
    site = site_of(*(page(name.split()[0]) for name in menu), page("/jo-doe"), page("/x7"))
    site["/team"] = page("/team", *links("/jo-doe Jo Doe", region="main"))
    site["/blog/slates"] = page("/blog/slates", *links("/x7 Boats", region="main"))
    frontier, wants = spend(home, site, 24)
    assert {"/jo-doe", "/x7"} & {*read(frontier, wants)} == {"/jo-doe"}


def test_posts_are_read_beyond_the_dozen_where_little_is_new() -> None:
    """They tell what is new and when; where that is known, they tell their matter alone."""
    menu = [f"/p{n}-{n * n} Page {n}" for n in range(11)]
    posts = [f"/blog/slates-{n * n} Slates" for n in range(4)]
    for news, expected in ((0, 4), (5, 1)):
        home = page("/", *links(*menu, *posts, "/privacy Privacy"), gave=(("news", news),))
        names = [name.split()[0] for name in (*menu, *posts)]
        frontier, wants = spend(home, site_of(*map(page, names), page("/privacy")), 24)
        assert sum("slates" in url for url in read(frontier, wants)) == expected
        assert "/privacy" in read(frontier, wants)


def test_where_pages_are_dear_what_would_be_told_twice_comes_later() -> None:
    """The home page has telephone, mail and address: the contact page would give them again."""
    told = (("phone", 1), ("email", 1), ("address", 1))
    home = page("/", *links("/contact Contact", "/about About", "/prices Prices"), gave=told)
    site = {path: page(path) for path in ("/contact", "/about", "/prices")}
    for dear, expected in ((False, ["/contact", "/about"]), (True, ["/about", "/prices"])):
        _, wants = spend(home, site, budget=3, dear=dear)
        assert [want.url.removeprefix(ACME) for want in wants] == expected


def test_a_page_that_failed_does_not_eat_the_budget() -> None:
    """Another page is read in its place."""
    frontier, wants = spend(
        page("/", *links("/contact Contact", "/about About", "/x Boats")), site_of(page("/x")), 2
    )
    assert read(frontier, wants) == ["/x"]


def test_a_server_that_fails_again_and_again_is_left_alone() -> None:
    """Not every link of a broken site is tried."""
    home = page("/", *links(*(f"/boat-{n * 7919} Boat" for n in range(60))))
    assert len(spend(home, {}, budget=30)[1]) < 20


@pytest.mark.parametrize(
    "twin",
    [{"fingerprint": "/contact"}, {"shingles": page("/contact").shingles}],
    ids=["same text", "nearly the same"],
)
def test_the_same_text_under_another_address_does_not_count(twin: dict[str, object]) -> None:
    """A soft 404 that shows the home page, or a copy, is read but not kept."""
    site = site_of(page("/contact"), page("/kontakt", **twin), page("/boats"))
    frontier, wants = spend(
        page("/", *links("/contact Contact", "/kontakt Contact", "/boats Boats")), site, 3
    )
    assert read(frontier, wants) == ["/contact", "/boats"]


def test_one_page_under_many_addresses_is_asked_for_once() -> None:
    """Sessions, tracking, index files, upper case and fragments are one page."""
    same = (
        "/about",
        "/About/",
        "/about.html",
        "/about?utm_source=a",
        "/about?sid=123",
        "/about#team",
        "/ABOUT?fbclid=1",
    )
    _, wants = spend(page("/", *links(*(f"{url} About" for url in same))), {})
    assert [want.url for want in wants if want.task == "page"] == [f"{ACME}/about"]


@pytest.mark.parametrize(
    "url",
    [
        "/logout Log out", "/cart?add=1 Buy", "/delete?id=1 Delete", "/unsubscribe Unsubscribe", "/wp-login.php Log in",
        "/logo.png Logo", "/song.mp3 Song", "/events/2031/05/ May", "/calendar/2031-05 Next", "/shop?color=red&size=2 Red",
        "/blog/page/2 Older", "/list?page=3 Next", "/feed/ RSS", "/search?q=x Search", "https://other.example/about About us",
        "http://127.0.0.1/about About us", "https://new17.acme.com/ Our shop window", "https://mail.acme.com/ Webmail",
        "/ Home", "/home Home", "/index.html Home",
    ],
)  # fmt: skip
def test_traps_and_doors_are_not_followed(url: str) -> None:
    """What does things, goes on for ever, leads off the site or is no page is never asked for."""
    _, wants = spend(page("/", *links(url)), {})
    assert [want.url for want in wants if want.task == "page"] == []


def test_a_blog_on_a_sub_domain_belongs_to_the_site() -> None:
    """A sub-domain that is named like a page is one."""
    _, wants = spend(page("/", *links("https://blog.acme.com/ Blog")), {})
    assert "https://blog.acme.com/" in [want.url for want in wants]


def test_language_twins_do_not_eat_the_budget() -> None:
    """The home page's language wins, by address, by hreflang and by link text."""
    home = page(
        "/",
        *links(
            "/de/kontakt Kontakt",
            "/fr/contact Contact",
            "/ueber Über uns",
            "/x Deutsch",
            "/about About us",
            "/it/ IT",
        ),
        alternates=(("de", f"{ACME}/ueber"), ("x-default", f"{ACME}/about"), ("en", f"{ACME}/")),
    )
    _, wants = spend(home, {})
    assert [want.url for want in wants if want.task == "page"] == [f"{ACME}/about"]


def test_a_site_that_lives_below_a_language_is_read_there() -> None:
    """A redirect of the home page to /de/ makes that the site."""
    home = page("/de/", *links("/de/kontakt Kontakt", "/en/contact Contact"), language="de")
    frontier = Frontier(f"{ACME}/de/", home, budget=12)
    want = frontier.next()
    assert want is not None
    assert want.url == f"{ACME}/de/kontakt"


def test_of_many_city_pages_a_few_are_enough() -> None:
    """Siblings that differ in one word wait until everything else is read."""
    cities = [
        f"/boat-repair-{city} Boat repair {city}"
        for city in ("ayr", "bath", "cork", "derby", "ely", "fife", "goole")
    ]
    others = ["/history-of-wood Wood", "/our-yard Yard", "/tides Tides", "/moorings Moorings"]
    home = page("/", *links(*cities, *others))
    frontier, wants = spend(home, site_of(*(page(name.split()[0]) for name in cities + others)), 7)
    assert sum("repair" in url for url in read(frontier, wants)) == 2


def test_a_stub_is_followed_and_does_not_count() -> None:
    """A meta refresh leads on; its own few words are no page."""
    stub = page("/contact", refresh=f"{ACME}/contact-us", words=3)
    frontier, wants = spend(page("/", *links("/contact Contact")), site_of(stub, page("/contact-us")), 2)
    assert read(frontier, wants) == ["/contact-us"]


def test_endless_stubs_come_to_an_end() -> None:
    """Each stub costs a request, and requests are bounded."""
    site = site_of(*(page(f"/s{n}", refresh=f"{ACME}/s{n + 1}", words=1) for n in range(500)))
    assert len(spend(page("/", *links("/s0 Contact")), site)[1]) <= 24


def test_the_sitemap_is_asked_only_where_links_do_not_fill_a_dozen() -> None:
    """Links first; what only a sitemap lists is not worth a request more on a site that has shown enough."""
    home = page("/", *links(*MENU))
    site = site_of(*(page(name.split()[0]) for name in MENU))
    assert "sitemap" not in [want.task for want in spend(home, site, budget=6)[1]]
    assert "sitemap" not in [want.task for want in spend(home, site, budget=24)[1]]
    assert "sitemap" in [want.task for want in spend(page("/", *links(*MENU[:8])), site, budget=24)[1]]


def test_a_page_that_only_the_sitemap_lists_fills_a_gap_and_is_marked() -> None:
    """A team page that nothing links is read; a theme's demo pages are not."""
    listed = Listed(
        (f"{ACME}/team", f"{ACME}/portfolio-demo-3", f"{ACME}/contact-2", "https://other.example/about")
    )
    home = page("/", *links("/contact Contact", "/about About", "/services Services"))
    pages = (page("/contact"), page("/about"), page("/services"), page("/team"), page("/contact-2"))
    frontier, wants = spend(home, {**site_of(*pages), "/sitemap.xml": listed})
    assert read(frontier, wants) == ["/contact", "/services", "/about", "/team"]
    assert [want.source for want in wants if want.url == f"{ACME}/team"] == ["sitemap"]


def test_where_nothing_is_linked_the_sitemap_is_all_there_is() -> None:
    """A menu that a script draws leaves the sitemap."""
    listed = Listed((f"{ACME}/boats", f"{ACME}/contact"))
    home = page("/", notice="drawn by script only")
    frontier, wants = spend(home, {**site_of(page("/boats"), page("/contact")), "/sitemap.xml": listed})
    assert read(frontier, wants) == ["/contact", "/boats"]


def test_an_index_of_sitemaps_is_bounded() -> None:
    """A tree of indexes does not go on for ever."""
    endless: dict[str, Answer] = {
        f"/{n}.xml": Listed(lists=tuple(f"{ACME}/{10 * n + m}.xml" for m in range(10))) for n in range(200)
    }
    _, wants = spend(page("/"), endless, sitemaps=(f"{ACME}/1.xml",))
    assert len(wants) == 3


def test_a_site_of_one_page_is_not_searched_for_a_sitemap() -> None:
    """No address is guessed where the home page links to nothing that can be read."""
    assert spend(page("/", *links("/logout Log out")), {})[1] == []


def test_the_newest_posts_come_from_the_feed() -> None:
    """A feed names posts that no page links."""
    home = page("/", *links("/blog Blog", "/contact Contact", "/about About"), feeds=(f"{ACME}/feed/",))
    site = {**site_of(page("/blog"), page("/n1")), "/feed/": Listed((f"{ACME}/n1",))}
    frontier, wants = spend(home, site)
    assert [(want.topic, want.source) for want in wants if want.url == f"{ACME}/n1"] == [("post", "feed")]
    assert "/n1" in read(frontier, wants)


def test_the_newest_post_comes_before_pages_of_no_kind() -> None:
    """It tells the day where the list of posts says a month or nothing; a second post waits."""
    names = [f"/p{n}-{n * n} Page {n}" for n in range(4)]
    posts = ("/blog/slates Slates in winter", "/blog/gutters Gutters in spring")
    home = page("/", *links("/blog Blog", *posts, *names))
    _, wants = spend(
        home, site_of(page("/blog"), *(page(one.split()[0]) for one in (*names, *posts))), budget=4
    )
    assert [want.url.removeprefix(ACME) for want in wants] == ["/blog", "/blog/slates", "/p0-0"]


def test_a_menu_in_pdf_is_a_page_and_a_form_comes_last() -> None:
    """Brochures, menus and price lists are read for what they say."""
    home = page("/", *links("/files/menu.pdf Our menu", "/files/intake.pdf Intake form", "/x1 Boats"))
    _, wants = spend(home, {}, budget=12)
    urls = [want.url for want in wants if want.task == "page"]
    assert urls[0] == f"{ACME}/files/menu.pdf"
    assert f"{ACME}/files/intake.pdf" not in urls


def test_what_robots_forbids_is_not_wanted_and_is_said() -> None:
    """The page that would have been read is named."""
    frontier, wants = spend(
        page("/", *links("/team Team", "/about About")), {}, allows=lambda url: "team" not in url
    )
    assert f"{ACME}/team" not in [want.url for want in wants]
    assert frontier.forbidden == [f"{ACME}/team"]


def test_the_page_that_was_typed_comes_first() -> None:
    """The caller had a reason."""
    _, wants = spend(page("/", *links(*MENU)), {}, typed=f"{ACME}/terms")
    assert wants[0].url == f"{ACME}/terms"


def _any_site(seed: int) -> tuple[Reading, dict[str, Answer]]:
    """A random site: pages that link to each other, some missing, some copies, some stubs."""
    chance = random.Random(seed)
    paths = (
        [name.split()[0] for name in MENU]
        + [f"/blog/post-{n}" for n in range(6)]
        + [f"/x{n}" for n in range(8)]
    )
    named = [*MENU, *(f"{path} {path}" for path in paths)]

    def some() -> tuple[Link, ...]:
        return links(*chance.sample(named, 9))

    site: dict[str, Answer] = {}
    for path in paths:
        roll = chance.random()
        if roll < 0.65:
            site[path] = page(path, *some())
        elif roll < 0.75:
            site[path] = page(path, fingerprint="/contact")
        elif roll < 0.85:
            site[path] = page(path, refresh=ACME + chance.choice(paths), words=2)
    site["/sitemap.xml"] = Listed(tuple(ACME + path for path in chance.sample(paths, 12)))
    return page("/", *some(), feeds=(f"{ACME}/feed",)), site


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(2, 14))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_answers_changes_nothing(seed: int, order: int, budget: int) -> None:
    """Up to six requests at once, answered in any order, lead to the very same visit."""
    home, site = _any_site(seed)
    one, wants = spend(home, site, budget)
    other, shuffled = spend(home, site, budget, shuffle=random.Random(order))
    assert shuffled == wants
    assert read(other, shuffled) == read(one, wants)
    assert len(read(one, wants)) < budget


def test_an_endless_calendar_eats_little_of_the_budget() -> None:
    """Addresses that differ in the values of their query alone are one family."""
    days = [f"/day?y=2031&d={day} {day}" for day in range(1, 29)]
    home = page("/", *links(*days, "/boats Boats"))
    frontier, wants = spend(home, site_of(*(page(name.split()[0]) for name in days), page("/boats")))
    assert sum("day" in url for url in read(frontier, wants)) <= 2
