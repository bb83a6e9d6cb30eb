"""Clients, credentials and numbers: what the business shows as proof."""

import pytest
from whole_site import facts, values


def found(kind: str, body: str, page: str = "home") -> list[object]:
    """The values of one kind on a site of one page."""
    markup = f"<html><head><title>Larkspur Studio</title></head><body><main>{body}</main></body></html>"
    return values(kind, {f"/page {page}": markup})  # type: ignore[arg-type]


LOGOS = "<img src='1' alt='Harbour Mutual'><img src='2' alt='Fenwick Foods logo'><img src='1' alt='Harbour Mutual'>"
CLIENTS = [
    f"<h2>Trusted by</h2><div class='marquee'>{LOGOS}</div>",
    f"<p>Leaders I have worked with come from</p><div class='marquee'>{LOGOS}</div>",
    f"<div class='clients-strip clients'>{LOGOS}</div>",
    "<h2>Unsere Kunden</h2><ul><li>Harbour Mutual</li><li>Fenwick Foods</li></ul>",
    "<h2>Alcuni clienti</h2><p>Harbour Mutual, Fenwick Foods, Quayside Rail</p>",
]


@pytest.mark.parametrize("body", CLIENTS)
def test_clients_are_read_from_logos_and_lists(body: str) -> None:
    """A marquee that repeats its logos names each client once."""
    assert found("client", body)[:2] == ["Harbour Mutual", "Fenwick Foods"]


def test_a_client_s_name_may_hold_any_word() -> None:
    """Home Instead is no picture of a house, Visa Europe no card that is taken."""
    logos = "<img alt='Home Instead'><img alt='Visa Europe'>"
    assert found("client", f"<h2>Our clients</h2>{logos}") == ["Home Instead", "Visa Europe"]


def test_a_logo_s_file_name_in_its_alternative_text_gives_the_name() -> None:
    """Systems put the file's name there where nobody wrote a text."""
    alts = (
        "Harbour_Mutual_Master_Logo_RGB",
        "fenwick-9-logo-png-transparent",
        "LOGO QRA - Our partners in Leeds",
        "Semi-Detached",
        "Quayside 640x320",
    )
    logos = "".join(f"<img alt='{alt}'>" for alt in alts)
    assert found("client", f"<h2>Our clients</h2>{logos}") == [
        "Harbour Mutual",
        "fenwick",
        "QRA",
        "Semi-Detached",
        "Quayside",
    ]


NO_CLIENTS = [
    "<h2>Trusted by</h2><img alt='Contact us'><img alt='Next'><img alt='unnamed'><img alt='3fa91c77b2e0d4586a1c'>",
    "<h2>Our clients</h2><img alt='Our partners'><ul><li>Previous</li><li>Next</li></ul>",
    "<h2>Our customers</h2><ul><li>Steady delivery times</li><li>Polished steel</li><li>Competitive prices</li></ul>",
    f"<h2>Insurances we work with</h2><div>{LOGOS}</div>",
    f"<h2>Gallery</h2><div>{LOGOS}</div>",
    "<h2>What our clients say</h2><ul><li>Harbour Mutual</li></ul>",
]


@pytest.mark.parametrize("body", NO_CLIENTS)
def test_insurers_pictures_controls_and_praise_are_no_clients(body: str) -> None:
    """Only what the site calls its clients: no control of a slide show, no list of what customers get."""
    assert found("client", body) == []


NUMBERS = [
    ("<div class='s'><b>20+</b><p>years of experience</p></div><div class='s'><b>500</b><p>projects</p></div>", "500 projects"),
    ("<p>We have over 30 years of experience in roofing.</p>", "We have over 30 years of experience in roofing."),
    ("<p>Seit mehr als 25 Jahren für Sie da.</p>", "Seit mehr als 25 Jahren für Sie da."),
    ("<p>The barn sleeps up to six people in three rooms.</p>", "The barn sleeps up to six people in three rooms."),
    ("<p><strong>260</strong> Mandate · <strong>38</strong> Jahre</p>", "260 Mandate"),
    ("<div class='n' data-count='340' data-suffix='+'>0</div><div>gardens finished</div>", "340+ gardens finished"),
    ("<div class='c'><div class='t'>windows set</div><span data-to-value='186'>0</span></div>", "186 windows set"),
    ("<p>A 25-year tradition of joinery.</p>", "A 25-year tradition of joinery."),
    ("<p>Un'esperienza ventennale nel restauro di finestre.</p>", "Un'esperienza ventennale nel restauro di finestre."),
    ("<p>Rated 4.9 in our reviews</p>", "Rated 4.9 in our reviews"),
    ("<li>48-hour response time</li>", "48-hour response time"),
    ("<p>Devis gratuit sous 24h</p>", "Devis gratuit sous 24h"),
    ("<p>Ada has been mending windows since 1998.</p>", "Ada has been mending windows since 1998."),
]  # fmt: skip


@pytest.mark.parametrize(("body", "value"), NUMBERS)
def test_numbers_they_are_proud_of_are_found(body: str, value: str) -> None:
    """In sentences, in cards, in animated counters that read 0."""
    assert value in found("number", body)


@pytest.mark.parametrize(
    ("main", "line", "value"),
    [
        ("en", "HubSpot CRM 2024 rollout", []),
        ("en", "Licence no. 12345", ["Licence no. 12345"]),
        ("pt", "CRM-SP 123456", ["CRM-SP 123456"]),
    ],
)
def test_a_registers_number_counts_where_its_language_is_spoken(
    main: str, line: str, value: list[str]
) -> None:
    """CRM is a register of doctors in Portuguese alone."""
    told = {
        "en": "We make windows for old houses in the north, and we fit them with our own hands. Each of them is made to measure"
        " in our workshop, and you can visit it on any day of the week to see how it is done.",
        "pt": "A nossa clínica fica na cidade e os médicos que aqui trabalham são os mesmos de sempre, para que os pacientes se"
        " sintam em casa. As consultas são por marcação, e em cada uma delas o tempo é o que for preciso para si.",
    }
    assert found("credential", f"<h2>Now</h2><p>{line}</p><p>{told[main]}</p>") == value


def test_the_years_of_somebody_unnamed_are_to_be_checked() -> None:
    """The sentence does not say who she is."""
    pages = {"/ home": "<p>She has over ten years of experience.</p>"}
    assert [fact.check for fact in facts("number", pages)] == [True]


NO_NUMBERS = [
    "<p>Call 0114 496 0199.</p>", "<p>From $500 for two people.</p>", "<div class='s'><b>0</b><p>projects</p></div><div class='s'><b>0</b><p>years</p></div>",
    "<p>According to a study, 61 of 100 leaders are tired.</p>", "<div class='s'><b>1234</b><p>Years</p></div><div class='s'><b>1234</b><p>Clients</p></div>",
    "<div class='n' data-count='0'>0</div><div>gardens finished</div>",
    "<p>Before that Ada spent nine years as a nurse in Leeds.</p>", "<p>Zuvor war Ada zwölf Jahre Lehrerin in Leeds.</p>",
    "<p>A day of mud for up to two classes.</p>", "<p>Pour les jeunes entre huit et dix-huit ans.</p>", "<p>For children aged 6 to 12 years.</p>",
    "<p>Les 10 clefs de la réussite des entreprises</p>", "<p>7 habits of leaders: a book for teams</p>", "<p>The course lasts two years.</p>",
    "<p>© 2026 The People of Larkspur</p>", "<p>© Larkspur since 2005, all rights reserved</p>", "<p>Since 2009</p>",
    "<p>The delivery van has 3 doors.</p>", "<p>In 2024 many people came.</p>",
    "<p>You may buy from hundreds of other companies.</p>", "<p>10% off your first three rooms.</p>",
]  # fmt: skip


@pytest.mark.parametrize("body", NO_NUMBERS)
def test_phones_prices_studies_and_placeholders_are_no_numbers_to_be_proud_of(body: str) -> None:
    """A template's 1234 and a study's figures are nobody's achievement."""
    assert found("number", body) == []


def test_a_counter_is_proved_by_its_markup() -> None:
    """The visible text says 0, so the attribute is the evidence."""
    markup = "<html><body><div data-count='340'>0</div><div>gardens finished</div></body></html>"
    (fact,) = facts("number", {"/ home": markup})
    assert (fact.evidence[0].where, fact.evidence[0].quote) == ("markup", "data-count='340'")


CREDENTIALS = [
    ("<h2>Qualifications</h2><ul><li>Diploma in Horticulture</li></ul>", "Diploma in Horticulture"),
    (
        "<p>We are a proud member of the Guild of Roofers.</p>",
        "We are a proud member of the Guild of Roofers.",
    ),
    ("<h5>Admitted:</h5><p>State of Larkland<br>Larkland Court</p>", "State of Larkland"),
    ("<h5>Professional Associations:</h5><p>Leeds Roofers’ Circle</p>", "Leeds Roofers’ Circle"),
    ("<p>Staatlich anerkannte Heilpraktikerin.</p>", "Staatlich anerkannte Heilpraktikerin."),
    ("<p>Larkland bakery of the year 2019</p>", "Larkland bakery of the year 2019"),
    ("<h3>Ada Winterbourne, LMFT</h3><p>She listens.</p>", "LMFT"),
    ("<h3>Ada Winterbourne MA, LPCC</h3><p>She listens.</p>", "MA, LPCC"),
    ("<h3>ADA WINTERBOURNE (Col. ABC00043)</h3>", "Col. ABC00043"),
    ("<p>Beschläge nach DIN EN 1670</p>", "Beschläge nach DIN EN 1670"),
    ("<p>Larkspur · License# MFC40000 · Leeds</p>", "License# MFC40000"),
    ("<p>Lic#400123</p>", "Lic#400123"),
    ("<p>Licensed and insured for your peace of mind.</p>", "Licensed and insured for your peace of mind."),
    ("<img src='b.png' alt='Certified by the Guild of Roofers'>", "Certified by the Guild of Roofers"),
    ("<img src='b.png' alt='ISO 9001:2015'>", "ISO 9001:2015"),
    ("<p>Partner · She/Her · MA PCC</p>", "MA PCC"),
    (
        "<ul><li>Member of the Guild of Roofers</li><li>Fellow of the Slate Circle</li><li>Larkland Craft Council</li></ul>",
        "Larkland Craft Council",
    ),
]


@pytest.mark.parametrize(("body", "value"), CREDENTIALS)
def test_credentials_are_found(body: str, value: str) -> None:
    """Lists, sentences, licence numbers, badges."""
    assert value in found("credential", body, "about")


APART = [
    (
        "I hold a Master of Arts from the Leeds School of Craft and a Diploma in Oak Framing from Fenwick College.",
        ["I hold a Master of Arts from the Leeds School of Craft", "a Diploma in Oak Framing from Fenwick College."],
    ),
    ("We are licensed, bonded and insured.", ["We are licensed, bonded and insured."]),
    (
        "She is a member of the Guild of Roofers and the Northern Circle of Slaters.",
        ["She is a member of the Guild of Roofers and the Northern Circle of Slaters."],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "values"), APART)
def test_two_credentials_of_a_sentence_are_two(sentence: str, values: list[str]) -> None:
    """Where each names what it is or who grants it; one who grants two is told once."""
    assert found("credential", f"<p>{sentence}</p>") == values


_GERMAN = (
    "<p>Wir bauen Fenster für alte Häuser und setzen sie selbst ein, und jedes wird in unserer Werkstatt nach Maß gefertigt. Sie ist"
    " an jedem Tag der Woche offen, und wer will, kann sehen, wie wir arbeiten.</p>"
)


def test_a_compound_and_a_further_form_claim_as_the_listed_word_does() -> None:
    """No list holds what a language puts together."""
    markup = f"<html><body><main>{_GERMAN}<p>Dachdeckerfachbetrieb seit Jahren.</p><p>Von akkreditierten Prüfern abgenommen.</p></main></body></html>"
    assert values("credential", {"/ home": markup}, main="de") == [
        "Dachdeckerfachbetrieb seit Jahren.",
        "Von akkreditierten Prüfern abgenommen.",
    ]


def test_an_imprint_says_what_the_law_asks_of_a_profession() -> None:
    """The title and the chamber, no label alone, and nothing of a privacy notice."""
    lines = "<p>Berufsbezeichnung</p><p>Architektin (staatlich geprüft)</p><p>Mitglied der Architektenkammer Larkland</p>"
    pages = {
        f"/{name}.html legal": f"<html><head><title>{name}</title></head><body><main>{_GERMAN}{lines}</main></body></html>"
        for name in ("Impressum", "Datenschutz")
    }
    told = facts("credential", pages, main="de")
    assert {str(fact.value): fact.evidence[0].url.rpartition("/")[2] for fact in told} == {
        "Architektin (staatlich geprüft)": "Impressum.html",
        "Mitglied der Architektenkammer Larkland": "Impressum.html",
    }


NO_CREDENTIALS = [
    "<p>Spring is the busiest time of the year for bakers.</p>",
    "<h2>Memberships</h2><p>Home</p><p>Contact us</p>",
    "<p>Will you receive a certificate?</p>",
    "<p>You will be certified after the course.</p>",
    "<blockquote>“They are certified angels and I thank them.”<footer>Ada Winterbourne, Leeds</footer></blockquote>",
    "<p>Buy a gift certificate for your friends.</p>",
    "<p>A massage with certified oils on registered pressure points.</p>",
    "<p>Our registered nurses clean your teeth in 45 minutes.</p>",
    "<h2>Education</h2><ul><li>Magna Cum Laude.</li></ul>",
    "<p>Certified member of:</p>",
    "<p>Reviews & Awards</p>",
    "<p>Petalsoft is a registered trademark of Fenwick Foods.</p>",
    "<p>Larkspur Ltd is registered in England, company number 01234567.</p>",
    "<p>Mail to any member of the firm does not establish an attorney-client relationship.</p>",
]


@pytest.mark.parametrize("body", NO_CREDENTIALS)
def test_what_visitors_get_is_no_credential(body: str) -> None:
    """Course certificates, vouchers and praise are not theirs."""
    assert found("credential", body) == []


_WORKS = (
    "<div class=card><h3>{}</h3><p>New benches and a door, and a coat of paint every other spring.</p></div>"
)
_HOUSES = ("Harbour Mutual Ltd", "Fenwick Foods Ltd", "City of Quayside")


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Our clients</h2>" + "".join(map(_WORKS.format, ("Private homes", "Offices", "Gardens"))),
        "<h2>What we build</h2>" + "".join(map(_WORKS.format, _HOUSES)),
        "<h2>Our partners</h2>"
        + "".join(
            f"<div class=card><h3>{n}</h3><p>Write to them: office@fenwick.example</p></div>" for n in _HOUSES
        ),
    ],
)
def test_kinds_of_customers_and_houses_to_turn_to_are_no_clients(body: str) -> None:
    """A kind of customer has no name; whose address is given is recommended."""
    assert found("client", body) == []


SHOWN = [
    ("<h2>Memberships and accreditations</h2><img alt='Guild of Oak Framers logo' src=a><img alt='NAPIT' src=b>", ["Guild of Oak Framers", "NAPIT"]),
    ("<h3>Our qualifications</h3><ul><li>Oak Framing Level 3</li><li>Sports Massage 2009</li></ul>", ["Oak Framing Level 3", "Sports Massage 2009"]),
    ("<h3>Our qualifications</h3><ul><li>Home</li><li>Roof repairs</li></ul>", []),
    ("<h2>Memberships</h2><img alt='logo' src=a><img alt='seal_2014.png' src=b>", []),
    ("<h2>Families at our summer fair</h2><img alt='Happy Families' src=a>", []),
]  # fmt: skip


@pytest.mark.parametrize(("body", "values"), SHOWN)
def test_a_heading_of_credentials_makes_one_of_what_is_shown_below(body: str, values: list[str]) -> None:
    """Seals by their alternative text, items by figures or capitals; no menu, no file name, nothing below other headings."""
    assert found("credential", body) == values


def test_credentials_side_by_side_are_told_apart() -> None:
    """Labels of one make-up stand for themselves, with or without a space between them."""
    for between in ("", " "):
        labels = between.join(
            f"<span class=tag>{t}</span>"
            for t in ("Mediator", "Fellow of the Guild", "Past President of the Guild")
        )
        assert found("credential", f"<div>{labels}</div>") == [
            "Fellow of the Guild",
            "Past President of the Guild",
        ]


def test_a_figure_of_a_late_page_is_of_its_matter() -> None:
    """What they are proud of stands on their main pages; one read after a dozen others counts those of one town."""
    many = {f"/p{n} other": f"<p>Page number {n}.</p>" for n in range(10)}
    claims = {
        "/about about": "<p>We have more than 25 years of experience.</p>",
        "/larkford other": "<p>In Larkford alone more than 300 clients trust us.</p>",
    }
    first, last = (
        {"/ home": "<h1>Roofs</h1>", **claims, **many},
        {"/ home": "<h1>Roofs</h1>", **many, **claims},
    )
    assert any("300 clients" in str(value) for value in values("number", first))
    assert [str(value) for value in values("number", last)] == ["We have more than 25 years of experience."]
