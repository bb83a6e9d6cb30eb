"""Who works in the business, and as what."""

import pytest
from whole_site import facts

CARD = "<div class='card'><img src='a.jpg' alt=''><h4>{}</h4><p>{}</p></div>"


def people(body: str, kind: str = "about", main: str = "en") -> list[tuple[str, str]]:
    """Names and roles on a site of one page."""
    markup = f"<html><head><title>Larkspur</title></head><body><main>{body}</main></body></html>"
    return [(str(f.value), f.text("role")) for f in facts("person", {f"/page {kind}": markup}, main=main)]


FOUND = [
    ("<h2>Our team</h2>" + CARD.format("Ada Winterbourne", "Head Baker") + CARD.format("Bo Linden", "Driver"), {("Ada Winterbourne", "Head Baker"), ("Bo Linden", "Driver")}),
    ("<h2>Our team</h2>" + CARD.format("Ada Winterbourne", "Owner") + CARD.format("Zuliko Qvist", "Orders and cellar"), {("Ada Winterbourne", "Owner"), ("Zuliko Qvist", "Orders and cellar")}),
    ("<h2>Our team</h2><img src='a.jpg' alt='J. Akbari'>" + CARD.format("J. Akbari", "Lawyer") + CARD.format("M. Reuss", "Office Manager"), {("J. Akbari", "Lawyer"), ("M. Reuss", "Office Manager")}),
    ("<h2>Team</h2><h3>Ada Winterbourne</h3><p>Owner</p><h3>Clara Linden</h3><p>Driver</p>", {("Ada Winterbourne", "Owner"), ("Clara Linden", "Driver")}),
    ("<h2>Our team</h2>" + CARD.format("Ada Winterbourne", "Ada grew up here. She is a person-centred counsellor who likes plain words.") + CARD.format("Clara Linden", "Clara is a baker with a van."), {("Ada Winterbourne", "person-centred counsellor"), ("Clara Linden", "baker")}),
    ("<div><h3>Cardiología</h3><p>Cuidamos su corazón</p><span>Dra. Clara Fuentes Gil</span></div><div><h3>Podología</h3><p>Y sus pies</p><span>Dr. Pablo Fuentes Gil</span></div>", {("Dra. Clara Fuentes Gil", "Cardiología"), ("Dr. Pablo Fuentes Gil", "Podología")}),
    ("<p>Ada Winterbourne , Head Baker</p>", {("Ada Winterbourne", "Head Baker")}),
    ("<p>Ada Winterbourne – founder<br>Clara Linden – orders and cellar</p>", {("Ada Winterbourne", "founder"), ("Clara Linden", "orders and cellar")}),
    ("<p>Hi, I'm Ada Winterbourne, a leadership coach from Leeds.</p>", {("Ada Winterbourne", "leadership coach from Leeds")}),
    ("<p>My name is Ada Winterbourne. I bake.</p>", {("Ada Winterbourne", "")}),
    ("<p>Ada Winterbourne is a partner at the firm. She studied in Leeds.</p>", {("Ada Winterbourne", "partner")}),
    ("<p>Bienvenue ! Je m'appelle Camille Fontaine.</p>", {("Camille Fontaine", "")}),
    ("<p>You will be met by our chiropractor Nils Aalders.</p>", {("Nils Aalders", "chiropractor")}),
    ("<p><strong>Ada Winterbourne</strong> <em>Head Baker</em> Ada joined us in May.</p>", {("Ada Winterbourne", "Head Baker")}),
    ("<h2>Team</h2><p>Greta Holm arbeitet seit 2015 als Physiotherapeutin in Celle.</p>", {("Greta Holm", "Physiotherapeutin in Celle")}),
    ("<h2>Ada Winterbourne e Clara Linden</h2><p>Ada Winterbourne, owner</p><p>Clara Linden, driver</p>", {("Ada Winterbourne", "owner"), ("Clara Linden", "driver")}),
    ("<p>Geschäftsführerin: Dr. Greta Holm</p>", {("Dr. Greta Holm", "Geschäftsführerin")}),
    ("<p>Verantwortlich:<br>Greta Holm, Geschäftsführerin</p>", {("Greta Holm", "Geschäftsführerin")}),
    ("<p><b>Vertreten durch:</b><br>Greta Holm</p>", {("Greta Holm", "")}),
    ("<h2>Dr. Ada Winterbourne, DDS</h2><p>She has seen patients since May.</p>", {("Dr. Ada Winterbourne", "DDS")}),
    ("""<script type="application/ld+json">{"@type":"Person","name":"Ada Winterbourne","jobTitle":"Founder"}</script><p>x</p>""", {("Ada Winterbourne", "Founder")}),
    ("""<script type="application/ld+json">{'@type':'LocalBusiness','founder':'Ada Winterbourne'}</script><p>x</p>""", {("Ada Winterbourne", "founder")}),
    ("<p>Ada Winterbourne, owner, opens. His daughter <strong>Clara Winterbourne</strong>, service manager, keeps the books.</p>", {("Ada Winterbourne", "owner"), ("Clara Winterbourne", "service manager")}),
    ("<p>Town Clerk – Ada Winterbourne (ext. 12) clerk@larkspur.example</p>", {("Ada Winterbourne", "Town Clerk")}),
    ("<table><tr><th>District Superintendent:</th><td>Ada Winterbourne</td></tr></table>", {("Ada Winterbourne", "District Superintendent")}),
    ("<h2>Our staff</h2><ul><li>Ada Winterbourne Office Manager</li><li>Clara B. Linden Driver</li><li>Bo Linden Baker</li></ul>", {("Ada Winterbourne", "Office Manager"), ("Clara B. Linden", "Driver"), ("Bo Linden", "Baker")}),
    ("<p>President Ada Winterbourne is a licensed roofer. She has built since May.</p>", {("Ada Winterbourne", "President")}),
    ("<p>With kind regards,<br>Ada Winterbourne<br>Owner</p>", {("Ada Winterbourne", "Owner")}),
    ("<p>Ada Winterbourne – ada.w@larkspur.example</p>", {("Ada Winterbourne", "")}),
    ("<p>Ada and Bo Winterbourne, owners</p>", {("Ada Winterbourne", "owners"), ("Bo Winterbourne", "owners")}),
    ("<p>Ada Winterbourne: 01233 496 018</p><p>Clara Linden (Tel. 01233 496 019)</p>", {("Ada Winterbourne", ""), ("Clara Linden", "")}),
    ("<h2>About Ada Winterbourne</h2><p>I bake.</p>", {("Ada Winterbourne", "")}),
    ("<p>Dr. Ada Winterbourne studied in Leeds.</p>", {("Dr. Ada Winterbourne", "")}),
    ("<p>Ada K. Winterbourne is a baker in Leeds.</p>", {("Ada K. Winterbourne", "baker in Leeds")}),
    ("<div class='card'><h4>Ada Winterbourne</h4><p class='member-position'>Keeper of the oven</p></div>", {("Ada Winterbourne", "Keeper of the oven")}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), FOUND)
def test_people_are_found_where_sites_name_them(body: str, expected: set[tuple[str, str]]) -> None:
    """Cards, lines, sentences, imprints, structured data."""
    assert set(people(body)) == expected


ELSEWHERE = [
    "<p>Ada Winterbourne, director of the Harrow Institute, wrote the foreword.</p>",
    "<p>Ada Winterbourne, psychologist Harrow Clinic, wrote the foreword.</p>",
]


@pytest.mark.parametrize("body", ELSEWHERE)
def test_who_works_for_another_house_is_not_of_this_one(body: str) -> None:
    """On pages about anything; about themselves people may have worked there."""
    assert people(body, "other") == []
    assert (
        people(
            body.replace("Harrow", "Larkspur").replace("psychologist Larkspur", "psychologist at Larkspur"),
            "team",
        )
        != []
    )


NOBODY = [
    "<h2>Our team</h2><table><tr><th>Manager</th><th>Ada Winterbourne</th></tr><tr><td>a</td><td>b</td></tr></table>",
    "<section class='testimonials'><blockquote>“They were kind to us and fixed it.”<footer>Ada Winterbourne, Owner, Lark Ltd</footer></blockquote></section>",
    "<p>I studied with Ada Winterbourne in Leeds.</p>",
    "<h2>Our team</h2>" + 3 * "<p>Ada P. Winterbourne<br>Job title<br>more</p>",
    "<h5>Admitted:</h5><p>Commonwealth of Larkland<br>State of Larkland</p>",
    "<p>The method was created by Ada Winterbourne.</p>",
    "<p>Web design by Ada Winterbourne, designer</p>",
    "<!-- <div class='team'><h4>Ada Winterbourne</h4><p>Owner</p></div> --><p>x</p>",
    "<h2>Our services</h2>"
    + CARD.format("Executive Coaching", "For directors")
    + CARD.format("Meeting Facilitation", "For boards"),
    "<p>Titular: La Larkspur Veterinarios, S.L.</p>",
    "<p>In an emergency call us.</p><h2>Our plumbers</h2><ul><li>Madison Emergency Plumber</li><li>Austin Emergency Plumber</li></ul>",
    "<blockquote><p><em>A book that everybody who bakes should have on the table.</em><br><strong>Ada Winterbourne</strong>, PhD, baker and teacher, Leeds.</p></blockquote>",
    "<p>Plumber: Trusted Leeds, day and night</p>",
    "<p>It came from the mind of Clara Linden, the consultant Ada Winterbourne admired.</p>",
    "<h2>Team</h2>" + CARD.format("John Doe", "CEO"),
    "<p>Aufsichtsbehörde: Der Landesbeauftragte Ada Winterbourne</p>",
]


@pytest.mark.parametrize("body", NOBODY)
def test_other_people_are_not_the_business(body: str) -> None:
    """Reviewers, teachers, designers, template people, staff in comments."""
    assert people(body) == []


def test_people_of_a_page_that_only_the_sitemap_lists_do_not_join_those_of_the_site() -> None:
    """Partners' people on a page about clients are nobody's staff here."""
    body = "<main><h2>Our team</h2>" + CARD.format("Ada Winterbourne", "Owner") + "</main>"
    assert facts("person", {"/partners clients": f"<html><body>{body}</body></html>"}) == ()


@pytest.mark.parametrize(
    ("body", "role"),
    [
        (
            "<p>Vertretungsberechtigte Geschäftsführerin: Greta Holm</p>",
            "Geschäftsführerin",
        ),
        ("<h3>Responsable de la publication</h3><p>Greta Holm</p>", ""),
    ],
)
def test_an_imprint_names_who_answers_for_the_business(body: str, role: str) -> None:
    """Its line may say more than the listed label, or stand above the name."""
    assert people(body, "legal", "de") == [("Greta Holm", role)]


def test_an_imprint_s_other_people_are_others() -> None:
    """The photographer of a legal page works elsewhere."""
    assert people("<p>Journalist: Greta Holm</p>", "legal", "de") == []


def test_whose_name_stands_in_a_mail_address_belongs_to_the_business() -> None:
    """A title that names somebody is confirmed by the mailbox on the page; one of another name is not."""
    page = "<title>Ada Winterbourne | Wedding florist</title><main><p>Mail: {}</p></main>"
    ours, other = "ada@larkspur-studio.com", "info@larkspur-studio.com"
    found = [facts("person", {"/page about": page.format(box)}) for box in (ours, other)]
    assert [[str(fact.value) for fact in each] for each in found] == [["Ada Winterbourne"], []]


def test_one_who_is_quoted_as_of_the_business_works_there() -> None:
    """ "Head baker, Larkspur" below a quotation; one of another firm is a client."""
    page = "<title>Larkspur</title><h1>Larkspur</h1><h2>What people say</h2><blockquote>“We bake every loaf for our guests, by hand.”</blockquote><p><b>{}</b><br>Head Baker<br>{}</p>"
    ours = facts("person", {"/ home": page.format("Ada Winterbourne", "Larkspur Ltd")})
    assert [(str(fact.value), fact.text("role")) for fact in ours] == [("Ada Winterbourne", "Head Baker")]
    assert not facts("person", {"/ home": page.format("Ada Winterbourne", "Fenwick Ltd")})


def test_the_fuller_name_wins_and_every_page_is_cited() -> None:
    """Two spellings on two pages are one person with two sources."""
    one = "<html><body><p>Ada Winterbourne, owner</p></body></html>"
    other = "<html><body><p>Dr. Ada M. Winterbourne, owner</p></body></html>"
    (fact,) = facts("person", {"/a about": one, "/b contact": other})
    assert fact.value == "Dr. Ada M. Winterbourne"
    assert len(fact.evidence) == 2


def test_family_health_and_belief_never_become_facts() -> None:
    """A biography's private matters stay on the page."""
    body = "<p>Ada Winterbourne, owner.</p><p>She lives with her husband Bo and their children, and beat cancer in 2019.</p>"
    assert people(body) == [("Ada Winterbourne", "owner")]


@pytest.mark.parametrize(
    "line",
    ["Mag. Ada Winterbourne e.U.", "Ada Winterbourne e.K.", "Ada Winterbourne, Einzelunternehmen"],
)
def test_a_sole_trader_is_a_person(line: str) -> None:
    """The imprint's name with the form of a sole trader."""
    body = f"<html><body><h1>Impressum</h1><p>{line}<br>Ahornweg 1<br>1010 Wien</p></body></html>"
    (fact,) = facts("person", {"/impressum legal": body})
    assert str(fact.value).endswith("Ada Winterbourne")


@pytest.mark.parametrize(
    ("first", "role"),
    [
        ("Bo Larsen", "Founder"),
        ("Bo Larsen", "Inhaberin"),
        ("Bo Larsen", "Gérante"),
    ],
)
def test_the_head_of_the_business_comes_first(first: str, role: str) -> None:
    """Owner or founder, or the one met on several pages, before the office coordinator."""
    team = "<h2>Team</h2>" + CARD.format("Ada Winterbourne", "Office Coordinator") + CARD.format(first, role)
    about = f"<html><body><h1>About</h1><p>{first}, {role}</p></body></html>"
    found = facts(
        "person", {"/team team": f"<html><body><main>{team}</main></body></html>", "/about about": about}
    )
    assert [fact.value for fact in found] == [first, "Ada Winterbourne"]


def test_a_business_with_a_person_s_name_is_a_person_where_somebody_bears_it() -> None:
    """The bare name in sentences about the business is the business."""
    home = "<title>Ada Winter</title><h1>Ada Winter</h1>"
    news = "<p>Ada Winter vous souhaite une belle année !</p><p>Les équipes Ada Winter sont là pour vous.</p>"
    bears = "<h2>About</h2><p>Ada Winter is the founder and designer.</p>"
    assert not facts("person", {"/ home": home + news, "/news about": news})
    assert facts("person", {"/ home": home + news, "/about about": bears})


def test_whom_the_business_is_named_after_is_told_in_full() -> None:
    """Pages that call the owner by a given name alone do not hide the family name that the business bears."""
    home = "<title>Ada Winterbourne, LPCC - Counselling</title><h1>Ada Winterbourne Counselling</h1>"
    about = "<title>About Ada Winterbourne, LPCC</title><h1>Meet Ada</h1><p>I'm Ada. I listen.</p>"
    found = facts("person", {"/ home": home, "/about about": about})
    assert [str(fact.value) for fact in found] == ["Ada Winterbourne"]


def test_a_heading_that_stands_there_twice_is_nobody() -> None:
    """Pages in two languages say a heading in both."""
    team = "<h1>About us</h1><h2>Marina Marina</h2><p>Notary in Auheim<br>12 Harbour Street</p>"
    assert not facts("person", {"/ home": "<h1>Notary</h1>", "/team team": team})


def test_goods_and_buttons_are_nobody() -> None:
    """Their first words are given names of some language."""
    shelf = "".join(
        f"<div class=card><h4>{goods}</h4><p>In stock</p></div>"
        for goods in ("Floor Lamps", "Summer Dresses", "Live Chat")
    )
    assert people(f"<h2>Meet our makers</h2>{shelf}") == []


def test_whom_an_imprint_names_above_its_first_address_is_the_business() -> None:
    """Sole traders stand there; whoever hosts the site, further down, is nobody of it."""
    first = (
        "<h2>Angaben gemäß § 5 TMG</h2><p>Greta Holm<br>Larkspur Fußpflege<br>Am Wall 19<br>29221 Celle</p>"
    )
    other = "<p>Nils Brandt<br>Netzwerk Nord<br>Hafenweg 2<br>24103 Kiel</p>"
    assert people(first + other, kind="legal", main="de") == [("Greta Holm", "")]
    assert people("<p>Larkspur GmbH<br>Am Wall 19<br>29221 Celle</p>" + other, kind="legal", main="de") == []
