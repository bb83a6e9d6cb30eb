"""Does precall list what a business offers, and nothing that merely looks like it?"""

from dataclasses import dataclass

import pytest
from contact_pages import page
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_sites import whole_site

from precall.extract import offer_wording as wording
from precall.extract.offer import find
from precall.extract.site_view import SiteView

_CARD = "<div class=service><h3>{}</h3><p>We come to you, look at it and tell you what it takes.</p></div>"
_MENU = "<nav><a href=/>Home</a> <a href=/services>Services</a> <a href=/contact>Contact</a></nav>"


def _cards(*titles: str, card: str = _CARD) -> str:
    return "<section>" + "".join(card.format(title) for title in titles) + "</section>"


def _offers(view: SiteView) -> list[str]:
    return [str(fact.value) for fact in view.facts("offer")]


@dataclass(frozen=True)
class _Case:
    name: str
    pages: dict[str, str]
    expected: list[str]


_CASES = [
    _Case(
        "a list that a sentence introduces, on a page about them",
        {
            "/ home": _MENU + "<h1>Dry roofs</h1>",
            "/about about": "<h1>About us</h1><p>We offer a wide range of services:</p><ul>"
            "<li><b>Slating</b> – we lay what lasts for a hundred years</li><li><b>Flat roofs</b> – we seal them so that no drop comes in</li><li><b>Gutters</b> – we clear them before the first snow</li></ul>",
        },
        ["Slating", "Flat roofs", "Gutters"],
    ),
    _Case(
        "cards whose every title goes on behind a colon, by what stands before it",
        {
            "/ home": _MENU + "<h1>Dry roofs</h1>",
            "/services services": "<h1>Services</h1>"
            + _cards("Slating: for a hundred years", "Gutters: before the snow"),
        },
        ["Slating", "Gutters"],
    ),
    _Case(
        "a list below a line that ends with a colon, on a page of what is offered, without commas and long asides",
        {
            "/ home": _MENU + "<h1>Dry roofs</h1>",
            "/services services": "<h1>Services</h1><p>All trades of a roof from one hand, that is:</p><ul><li>Slating,</li>"
            "<li>Gutters (of copper, of zinc, of steel and, where the house is old, of lead),</li><li>Chimneys.</li></ul>",
        },
        ["Slating", "Gutters", "Chimneys"],
    ),
    _Case(
        "cards of what is offered, and neither those of people nor a list of others' sites",
        {
            "/ home": _MENU
            + "<h1>Dry roofs</h1><h2>Services</h2>"
            + _cards("Slating", "Gutters")
            + "<h2>Ask us</h2>"
            + _cards("Ada Winter, Managing Director", "Tom Reed, Sales Manager"),
            "/links other": "<h1>Links</h1><ul>"
            + "".join(
                f"<li><a href=https://{host}.example/>{name}</a> tells you all about it</li>"
                for host, name in (
                    ("guild", "Guild of Slaters"),
                    ("town", "Town Guide"),
                    ("inns", "Inns Nearby"),
                )
            )
            + "</ul>",
        },
        ["Slating", "Gutters"],
    ),
    _Case(
        "rows with prices, and not the two headings of the price list or whose hour costs how much",
        {
            "/ home": _MENU + "<h1>Papers in order</h1>",
            "/fees pricing": "<h1>Our fees</h1><section><h2>Standard hourly rates</h2><div><div><h4>Senior solicitor</h4><p>£350</p></div>"
            "<div><h4>Trainee solicitor</h4><p>£200</p></div></div></section><section><h2>Service fee guide</h2><table>"
            + "".join(
                f"<tr><td>{name}</td><td>£{price}</td></tr>"
                for price, name in enumerate(
                    ("Student visa", "Tenancy review", "Will and power", "Name change"), 400
                )
            )
            + "</table></section>",
        },
        ["Student visa", "Tenancy review", "Will and power", "Name change"],
    ),
    _Case(
        "a sub-menu beside a price list alone",
        {
            "/ home": "<nav><ul><li><a href=/s>Services</a><ul><li><a href=/s/a>Weight control</a></li><li><a href=/s/b>Sports diets</a></li>"
            "<li><a href=/s/c>Meal plans</a></li></ul></li></ul></nav><h1>Eat well</h1>",
            "/prices pricing": "<h1>Prices</h1><div><div><h3>First voucher</h3><p>€40</p></div><div><h3>Second voucher</h3><p>€60</p></div>"
            "<div><h3>Third voucher</h3><p>€80</p></div></div>",
        },
        ["First voucher", "Second voucher", "Third voucher", "Weight control", "Sports diets", "Meal plans"],
    ),
    _Case(
        "a sub-menu, and not the categories of the posts beside it",
        {
            "/ home": "<div class=menu><ul><li><a href=/s>Roofing services</a><ul><li><a href=/slates>Slating</a></li><li><a href=/flat>Flat roofs</a></li>"
            "<li><a href=/gutters>Gutters</a></li></ul></li></ul></div><h1>Dry roofs</h1><h3>Categories</h3><ul><li><a href=/category/roofs>Larkford Roofs</a></li>"
            "<li><a href=/category/roof-news>Roof News</a></li><li><a href=/category/roof-tips>Roof Tips</a></li></ul>",
        },
        ["Slating", "Flat roofs", "Gutters"],
    ),
    _Case(
        "a list of links in a sidebar below a heading that announces it",
        {
            "/ home": "<h1>Dry roofs</h1><aside><div><h4>Services offered</h4><div class=menu-services><ul class=menu><li><a href=/slates>Slating</a></li>"
            "<li><a href=/flat>Flat roofs</a></li><li><a href=/gutters>Gutters</a></li></ul></div></div></aside>",
        },
        ["Slating", "Flat roofs", "Gutters"],
    ),
    _Case(
        "entries of a flat menu whose addresses lie below that of the services, with or without a folder",
        {
            "/ home": "<nav><a href=/practice.html>Practice areas</a><a href=/practice-wills.html>Wills and trusts</a><a href=/practice-leases.html>Leases</a>"
            "<a href=/services/boundaries>Boundaries</a><a href=/representation.html>How it is done</a><a href=/mission.html>Firm mission</a></nav><h1>Law for land</h1>",
        },
        ["Wills and trusts", "Leases", "Boundaries"],
    ),
    _Case(
        "cards below a heading that announces services",
        {
            "/ home": _MENU
            + "<h1>Dry roofs</h1><h2>Our services</h2>"
            + _cards("Slating", "Flat roofs", "Gutters")
        },
        ["Slating", "Flat roofs", "Gutters"],
    ),
    _Case(
        "steps, values and reasons are not sold",
        {
            "/ home": "<h1>Dry roofs</h1><h2>Our services</h2>"
            + _cards("Slating", "Flat roofs")
            + "<h2>How it works</h2>"
            + _cards("First call", "Site visit", "Handover")
            + "<h2>Our values</h2>"
            + _cards("Patience", "Care")
            + "<h2>Why choose us</h2>"
            + _cards("Local crew", "Fair quotes")
        },
        ["Slating", "Flat roofs"],
    ),
    _Case(
        "the parts of one offer are no offers",
        {
            "/ home": "<h1>Lead well</h1>",
            "/services services": "<h1>Services</h1>"
            + "".join(
                f"<article class=service><h2>{title}</h2><p>Six months, one to one, with a plan of your own.</p>"
                + "<div><h3>Weekly calls</h3><p>By telephone.</p></div><div><h3>A notebook</h3><p>Bound.</p></div></article>"
                for title in ("Executive coaching", "Team retreats")
            ),
        },
        ["Executive coaching", "Team retreats"],
    ),
    _Case(
        "rows with prices on a price list",
        {
            "/ home": "<h1>Hair by Lea</h1>",
            "/preise pricing": "<h1>Preise</h1><table><tr><td>Haarschnitt</td><td>48 €</td></tr>"
            "<tr><td>Färben</td><td>85 €</td></tr><tr><td>Bart</td><td>20 €</td></tr></table>",
        },
        ["Haarschnitt", "Färben", "Bart"],
    ),
    _Case(
        "lines with a bold start",
        {
            "/ home": "<h1>Studio</h1>",
            "/servizi services": "<h1>Servizi</h1><ul><li><strong>Restauro</strong>: mobili antichi, con calma.</li>"
            "<li><strong>Cucine su misura</strong>: dal disegno alla posa.</li></ul>",
        },
        ["Restauro", "Cucine su misura"],
    ),
    _Case(
        "names of a menu and of the pages that it leads to",
        {
            "/ home": "<nav><a href=/>Home</a> <a href=/couples-therapy>Couples therapy</a> <a href=/family-therapy>Family therapy</a>"
            " <a href=/about>About</a></nav><h1>Talk</h1>",
            "/couples-therapy services": "<h1>Couples therapy</h1><p>For two.</p>",
            "/family-therapy services": "<h1>Family therapy</h1><p>For all.</p>",
        },
        ["Couples therapy", "Family therapy"],
    ),
    _Case(
        "titles that differ in a place only",
        {
            "/ home": "<h1>Roofs</h1><p>12 Hill Road, Durham, NC 27701</p>",
            "/services services": "<h1>Services</h1><p>Serving Durham</p>"
            + _cards("Slating", "Flat roofs", "Gutters"),
        },
        ["Slating", "Flat roofs", "Gutters"],
    ),
    _Case(
        "bare lines below a heading that announces services, on a page about the studio",
        {
            "/ home": "<h1>Studio Halm</h1><p>We draw what you will live in.</p>",
            "/studio other": "<h2>About the studio</h2><p>Three people and a dog.</p><div class=services><h4>Our services</h4><ul>"
            "<li>New houses</li><li>Loft conversions</li><li>Building permits</li></ul></div>",
        },
        ["New houses", "Loft conversions", "Building permits"],
    ),
    _Case(
        "lines whose name ends at a colon",
        {
            "/ home": "<h1>Halm & Ruiz, solicitors</h1><p>We advise companies:</p><div class=services><h2>Practice areas</h2><ul>"
            "<li>Company law: founding, shareholders' agreements, winding up</li>"
            "<li>Employment law: contracts, notices, redundancy plans</li></ul></div>",
        },
        ["Company law", "Employment law"],
    ),
    _Case(
        "neither the choices of a cookie banner nor names of networks nor a town with its state",
        {
            "/ home": _MENU
            + "<h1>Dry roofs</h1><p>We roof in Milton, WI.</p><h2>Our services</h2>"
            + _cards("Slating", "Flat roofs", "Milton, WI")
            + "<h2>Follow along</h2>"
            + _cards("Facebook", "Instagram")
            + "<a href=https://www.facebook.com/dryroofs>Facebook</a> <a href=https://www.instagram.com/dryroofs>Instagram</a>"
            + "<div class=cookie-settings><p>This site sets cookies.</p>"
            + _cards("Functional service", "Statistics service")
            + "</div><footer><p>Dry roofs, 12 Elm Street, Milton, WI 53563</p></footer>",
        },
        ["Slating", "Flat roofs"],
    ),
    _Case("a page that offers nothing", {"/ home": "<h1>Soon</h1><p>We open in spring.</p>"}, []),
]


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
def test_what_a_site_offers_is_listed(case: _Case) -> None:
    """The titles of what is sold, in the order of the page, and no others."""
    assert sorted(_offers(whole_site(case.pages))) == sorted(case.expected)


def test_an_offer_carries_its_price_and_what_is_said_of_it() -> None:
    """A card's price is kept verbatim, its first sentence as the description."""
    body = "<h1>Prices</h1>" + _cards(
        "Tune-up",
        "Overhaul",
        card="<div class=plan><h3>{}</h3><p>Brakes, gears and a long look at the wheels.</p><p>from £45</p></div>",
    )
    fact = whole_site({"/ home": "<h1>Bikes</h1>", "/prices pricing": body}).facts("offer")[0]
    assert fact.get("price") == "from £45"
    assert fact.text("description").startswith("Brakes, gears")


def test_offers_that_sources_agree_on_come_first() -> None:
    """A title on the home page and on the services page is surer than one that stands once."""
    home = "<h1>Dry roofs</h1><h2>Services</h2>" + _cards("Slating", "Gutters")
    services = "<h1>Services</h1>" + _cards("Slating", "Gutters", "Chimneys")
    facts = {
        str(f.value): f.confidence
        for f in whole_site({"/ home": home, "/services services": services}).facts("offer")
    }
    assert facts["Slating"] >= facts["Chimneys"]


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("1. Slating", "Slating"),
        ("03 Slating", "Slating"),
        ("10-Day Pass", "10-Day Pass"),
        ("🌿 Garden design", "Garden design"),
        ("Garden Room (P1,850 per night)", "Garden Room"),
        ("Attic Suite – € 120", "Attic Suite"),
        ("The Apple Loft...", "The Apple Loft"),
        ("Massage 60 min € 45", "Massage 60 min"),
        ("Acompte de 300 €", "Acompte de 300 €"),
        ("« Souffler »", "« Souffler »"),
    ],
)
def test_a_title_is_stripped_to_the_name(shown: str, name: str) -> None:
    """Numbers, marks and prices around a name are no part of it."""
    assert wording.name_of(shown) == name


@pytest.mark.parametrize(
    "title",
    ["Why us", "Read more", "Our services", "Contact", "What we believe", "Ready to start?", "Über uns", "Nos valeurs", "€ 45", "+3",
     "Frequently asked questions", "¿Por qué nosotros?", "Come lavoriamo", "Onze werkwijze", "Fale conosco", "We lift the whole crew.",
     "14 Mar 2027", "März 2027", "Course dates", "Broschüre", "Objectives & Outcomes", "Roofing FAQ", "News from the yard", "Call-out fee", "Anfahrtspauschale im Umland", "Frais de livraison", "Moss; lead; copper"],
)  # fmt: skip
def test_usual_headings_name_no_offer(title: str) -> None:
    """Headings that any site has are not what it sells."""
    assert not wording.can_name(title)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Our services", True), ("What we offer", True), ("Mes ateliers phares", True), ("Unsere Kurse im Überblick", True),
        ("Nuestros tratamientos", True), ("I nostri servizi", True), ("Onze diensten", True), ("Nossos serviços", True),
        ("Treatment options", True), ("Was wir anbieten", True), ("Wat doen wij?", True), ("La nostra offerta", True),
        ("Why choose our services", False), ("A letter to our neighbours", False), ("Garden history programs", False),
    ],
)  # fmt: skip
def test_headings_announce_offers_in_seven_languages(heading: str, expected: bool) -> None:
    """A heading announces offers where it says little beside it."""
    assert wording.announces(heading) is expected


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_judged_without_a_crash(text: str) -> None:
    """Names are parts of the text, and judging them never fails."""
    assert wording.name_of(text) in text or not wording.name_of(text)
    wording.can_name(text)
    wording.announces(text)
    wording.announces_other(text)


@pytest.mark.slow
def test_a_long_page_takes_no_more_than_its_share_of_time() -> None:
    """A page ten times as long gives no more candidates than the limit, and does so linearly."""
    import time

    def seconds(size: int) -> float:
        document = page(
            "<h1>Services</h1>" + _cards(*(f"Slating number {n}" for n in range(size))), kind="services"
        )
        start = time.process_time()
        list(find(document))
        return time.process_time() - start

    short, long = (min(seconds(size) for _ in range(3)) for size in (200, 2000))
    assert long < 25 * max(short, 0.004)


def test_a_menu_that_leads_to_pages_of_its_names_lists_what_is_offered() -> None:
    """Most of its entries are called as their pages are: a studio without a page of services."""
    names = ("Hatha", "Reiki", "Cacao")
    menu = "".join(f"<a href=/{name.lower()}>{name}</a>" for name in (*names, "Contact"))
    pages = {f"/{name.lower()}": f"<h1>{name}</h1><p>We meet in the old barn.</p>" for name in names}
    view = whole_site(
        {
            "/ home": f"<nav>{menu}</nav><h1>Barn</h1>",
            **{f"{path} other": body for path, body in pages.items()},
        }
    )
    assert {str(fact.value) for fact in view.facts("offer")} == set(names)


def _links(*names: str, ending: str = "") -> str:
    return "<p>" + " ".join(f"<a href='/{name.lower()}{ending}'>{name}</a>" for name in names) + "</p>"


def test_where_no_card_shows_what_is_offered_a_list_of_links_does() -> None:
    """Not the main menu, no list of documents, nothing in a footer; and none of it where cards show more."""
    others = _links("Tiles", "Nails", "Felt", ending=".pdf") + _links("Contact", "About us", "Slate")
    home = f"{_MENU}<h1>Dry roofs</h1>{_links('Slating', 'Flat roofs', 'Gutters')}<div>{others}</div><footer>{_links('Moss', 'Lead', 'Copper')}</footer>"
    assert _offers(whole_site({"/ home": home})) == ["Slating", "Flat roofs", "Gutters"]
    titles = ["Chimneys", "Skylights", "Domes", "Spires", "Dormers", "Cupolas"]
    shown = f"<h1>Services</h1>{_cards(*titles)}"
    assert _offers(whole_site({"/ home": home, "/services services": shown})) == titles


def test_a_page_of_services_may_be_nothing_but_links() -> None:
    """They stand in one line there, and all pages have one title; what the menu beside them leads to is no list."""
    head = "<title>Larkford Roofs</title>"
    shown = f"{head}<nav>{_links('Moss', 'Lead', 'Copper')}</nav><h2>Services</h2><p>We look after roofs.</p>{_links('Slating', 'Flat-roofs', 'Gutters')}"
    view = whole_site({"/ home": f"{head}{_MENU}<h1>Dry roofs</h1>", "/services services": shown})
    assert _offers(view) == ["Slating", "Flat-roofs", "Gutters"]


def test_what_is_told_of_an_offer_below_a_strong_list_is_none() -> None:
    """The parts of one of them are far weaker than the list; further offers under headings of the list's own level stay."""
    parts = "<p>That comes with:</p><ul><li><b>Scaffolds</b> – up to the ridge, on all four sides</li><li><b>Removal</b> – of all that comes down</li></ul>"
    card = "<div class=service><h3><a href=/{0}>{0}</a></h3><p>We come to you, look at it and tell you.</p></div>"
    shown = f"<h1>Services</h1>{_cards('Slating', 'Gutters', 'Chimneys', card=card)}"
    pages = {
        f"/{name} services": f"<h1>{name}</h1><p>By hand.</p>" for name in ("Slating", "Gutters", "Chimneys")
    }
    menu = _links("Slating", "Gutters", "Chimneys")
    for below, expected in (
        (f"<h2>Every roof</h2>{parts}", set()),
        (_cards("Skylights", "Domes"), {"Skylights", "Domes"}),
    ):
        view = whole_site(
            {"/ home": f"<nav>{menu}</nav><h1>Roofs</h1>", "/services services": shown + below, **pages}
        )
        assert set(_offers(view)) == {"Slating", "Gutters", "Chimneys"} | expected


def test_what_a_page_about_something_else_lists_is_not_added_to_what_main_pages_offer() -> None:
    """The parts of a project are no further services."""
    shown = f"<h1>Services</h1>{_cards('Slating', 'Flat roofs', 'Gutters')}"
    project = f"<h1>The old mill</h1>{_cards('North wing', 'South wing', 'Bell tower')}"
    offers = _offers(
        whole_site({"/ home": _MENU, "/services services": shown, "/the-old-mill other": project})
    )
    assert offers == ["Slating", "Flat roofs", "Gutters"]


def test_places_and_people_are_no_offers() -> None:
    """A card may show where they work, or who works there; a title that is drawn by letters stands there twice."""
    cards = _cards(
        "Roofing", "Guttering", "Larkford", "ADA WINTERBOURNE, LMFT", "David Tanglewood", "OurRoofsOur Roofs"
    )
    street = "<footer><p>Mill Lane 3, Larkford LS1 4AB, United Kingdom</p></footer>"
    view = whole_site(
        {"/ home": f"<h1>Roofs</h1>{street}", "/services services": f"<h1>Services</h1>{cards}"}
    )
    assert not {"ADA WINTERBOURNE, LMFT", "David Tanglewood", "OurRoofsOur Roofs"} & {
        str(fact.value) for fact in view.facts("offer")
    }


def test_cards_of_a_late_page_offer_something_only_below_services() -> None:
    """A page that is read after a dozen others says by its cards what it is about."""
    cards = "<h1>Kinds of roof</h1>" + _cards("Slate roofs", "Thatched roofs", "Copper roofs")
    many = {f"/p{n} other": f"<h1>Page {n}</h1><p>Number {n} of the pages here.</p>" for n in range(11)}
    for kind, offered in (("services", True), ("other", False)):
        found = _offers(whole_site({"/ home": _MENU, **many, f"/late {kind}": cards}))
        assert ("Copper roofs" in found) == offered


def test_an_offer_that_two_pages_call_by_more_or_fewer_words_is_told_once() -> None:
    """Titles of one list are never one offer, however alike; nor is what has a price of its own."""
    home = f"{_MENU}<h1>Dry roofs</h1><h2>Our services</h2>{_cards('Slate Roofs (Welsh)', 'Flat Roof Felt', 'Lead Gutters')}"
    shown = f"<h1>Services</h1>{_cards('Welsh Slate Roofs', 'Flat Roof', 'Flat Roof Felt', 'Lead Gutters')}"
    offers = _offers(whole_site({"/ home": home, "/services services": shown}))
    assert sorted(offers) == ["Flat Roof", "Flat Roof Felt", "Lead Gutters", "Slate Roofs (Welsh)"]
    prices = "".join(
        f"<tr><td>{name}</td><td>£{price}</td></tr>"
        for name, price in (("Lead Gutters repaired", 80), ("Slate laid", 90))
    )
    priced = _offers(
        whole_site({"/ home": home, "/prices pricing": f"<h1>Prices</h1><table>{prices}</table>"})
    )
    assert {"Lead Gutters", "Lead Gutters repaired"} <= set(priced)


def test_where_no_group_says_much_all_that_say_as_much_on_one_page_count() -> None:
    """Two rows of slides on a home page without any heading above; where a page of services lists more, neither."""
    slides = "".join(
        f"<div class=row{row}>"
        + "".join(
            f"<div class=slide><h3>{title}</h3><p>By rail and by road, in our own lorries.</p></div>"
            for title in titles
        )
        + "</div>"
        for row, titles in enumerate(
            (("Skip hire", "Drum pickup", "Oil traps"), ("Sludge", "Filter cake", "Paint tins"))
        )
    )
    home = f"{_MENU}<h1>Clean yards</h1>{slides}"
    alone = _offers(whole_site({"/ home": home}))
    assert {"Skip hire", "Oil traps", "Sludge", "Paint tins"} <= set(alone)
    shown = f"<h1>Services</h1>{_cards('Slating', 'Flat roofs', 'Gutters')}"
    assert "Sludge" not in _offers(whole_site({"/ home": home, "/services services": shown}))
