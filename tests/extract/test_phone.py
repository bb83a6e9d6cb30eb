"""Telephone numbers: which digits are a number, whose it is, and how it is dialled from abroad."""

import pytest
from contact_pages import facts, values

DE = "<footer>Gartenweg 3, 10115 Berlin, Deutschland</footer>"
NUMBERS = [
    ("en", "<p>Call +1 (415) 636-2790</p>", "+14156362790"),
    ("en", "<p>(415) 636 – 2790</p>", "+14156362790"),
    ("en", "<p>415.636.2790</p>", "+14156362790"),
    ("en", "<p>10708 (415) 636-2790</p>", "+14156362790"),
    ("en", "<a href='tel:4156362790'>Call us</a>", "+14156362790"),
    ("en", "<a href='tel:+1%20415%20636%202790;ext=4'>Call us</a>", "+14156362790"),
    ("en", "<a href='tel:+1-415-636-2791'>(415) 636-2790</a>", "+14156362790"),
    ("de", DE + "<p>Tel. 030 / 231 254 82</p>", "+493023125482"),
    ("de", DE + "<p>Telefon: +49 (0) 30 23125482</p>", "+493023125482"),
    ("de", DE + "<p>Mobil: +49 (0) 3023 / 125 48 20</p>", "+4930231254820"),
    ("de", DE + "<a href='tel:+4903023125482'>anrufen</a>", "+493023125482"),
    ("de", DE + "<p>T 030 23125482</p>", "+493023125482"),
    ("de", DE + "<p>0049 30 23125482</p>", "+493023125482"),
    ("fr", "<p>12 rue des Lilas, 69003 Lyon, France</p><p>Portable : 06 80 92 32 59</p>", "+33680923259"),
    ("es", "<p>Calle Mayor 3, 28013 Madrid, España</p><p>Tfno. 943 619 484</p>", "+34943619484"),
    ("nl", "<p>Kerkstraat 4, 1017 GA Amsterdam</p><p>06-488 661 95</p>", "+31648866195"),
    ("en", "<a href='https://wa.me/41791234568?text=Hi'>WhatsApp</a>", "+41791234568"),
    ("en", "<a href='https://api.whatsapp.com/send?phone=41791234568'>chat</a>", "+41791234568"),
    ("en", '<script type="application/ld+json">{"@type":"Dentist","telephone":"+1-415-636-2790"}</script>', "+14156362790"),
]  # fmt: skip


@pytest.mark.parametrize(("main", "body", "number"), NUMBERS)
def test_a_number_is_given_as_it_is_dialled_from_abroad(main: str, body: str, number: str) -> None:
    """E.164, whatever the spelling, the link or the postcode in front of it."""
    assert values("phone", body, main=main) == [number]


@pytest.mark.parametrize(
    "body",
    [
        "<p>VAT no. 415 636 2790</p>",
        "<p>Via Roma 3, 37121 Verona P.IVA 03117380199</p>",
        "<p>KvK 41563627, BTW NL003955702B23</p>",
        "<p>IBAN DE89 3704 0044 0532 0130 00</p>",
        "<p>since 21.03.2020 0.00 h, 2015 - 2020</p>",
        "<p>1.250.000 visitors, $4,156,362</p>",
        "<p>(555) 555-5555 or 123-456-7890</p>",
        "<p>National Suicide Prevention Lifeline: 1-800-273-8255</p>",
        "<h2>Hosting</h2><p>Northern Servers, +1 415 636 2790</p>",
        "<footer>hello@larkspur-studio.com</footer><p>Harbour master: +1 415 636 2790, harbour@crasterhaven.io</p>",
        "<a href='tel:+1XXXXXXXXXX'>(XXX) XXX-XXXX</a>",
    ],
)
def test_what_only_looks_like_their_number_is_left_out(body: str) -> None:
    """Ids, dates, sums, placeholders, hotlines and other people's numbers are not theirs."""
    assert values("phone", body) == []


def test_a_fax_is_told_from_the_telephone_beside_it() -> None:
    """The label before each number counts for that number alone."""
    found = facts("phone", "<p>Phone: (415) 636-2790 Fax: (415) 636-2791</p>")
    assert [(fact.value, fact.get("type")) for fact in found] == [
        ("+14156362790", "voice"),
        ("+14156362791", "fax"),
    ]


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>Call (415) 636-2790 Ext. 104</p>", "(415) 636-2790 Ext. 104"),
        ("<p>415-636-2790 x104</p>", "415-636-2790 x104"),
        ("<p>Tel. 415-636-2790, extension 12, Fax 415-636-2791</p>", "415-636-2790, extension 12"),
        ("<p><a href='tel:+14156362790;ext=7'>(415) 636-2790 ext 7</a></p>", "(415) 636-2790 ext 7"),
        ("<p>Tel. 415-636-2790 x 3 lines</p>", "415-636-2790"),
        ("<p>Tel. 415-636-2790, extra 104 seats</p>", "415-636-2790"),
    ],
)
def test_an_extension_stays_with_its_number(body: str, shown: str) -> None:
    """The number is the line's, and what is shown says how to reach the person behind it."""
    fact = facts("phone", body)[0]
    assert (fact.value, fact.get("shown")) == ("+14156362790", shown)


def test_several_spellings_are_one_fact_shown_as_visitors_read_it() -> None:
    """Text and link agree on one number; the spelling shown is the visible one."""
    body = "<p>Tel (415) 636-2790</p><a href='tel:+14156362790'><svg></svg></a>"
    fact = facts("phone", {"/": body, "/contact": "<p>415.636.2790</p>"})[0]
    assert (fact.value, fact.get("shown")) == ("+14156362790", "(415) 636-2790")
    assert len(fact.evidence) == 2


def test_structured_data_that_contradicts_the_page_is_left_out() -> None:
    """A template's number in JSON-LD loses against the one that visitors see."""
    data = (
        '<script type="application/ld+json">{"@type":"Organization","telephone":"+1-212-736-5000"}</script>'
    )
    assert values("phone", data + "<p>Phone (415) 636-2790</p>") == ["+14156362790"]


@pytest.mark.parametrize(
    "line",
    [
        "03.07 - 17.07.26 Laufkurs", "Fredag 8.00–12.00", "Urlaub 07.08. - 25.08.", "geschlossen 08.06 – 22.06", "zertifiziert 06/2017 – 03/2021",
        "ab dem 21.03.2020 0.00 Uhr", "Bestellung 2024 20260401", "Kundennummer 030 220 119 44", "Kurs-Nr. 030 220 119",
        "ISBN 978-3-16-148410-0", "Order no: 030 220 119 44", "Numéro de client : 030 220 119 44",
    ],
)  # fmt: skip
def test_a_day_or_the_number_of_something_else_is_not_dialled(line: str) -> None:
    """Dates, spans of time and numbered orders, with or without a link that a script made of them."""
    assert values("phone", f"{DE}<p>{line}</p>", main="de") == []
    dialled = "".join(filter(str.isdigit, line))
    assert values("phone", f"{DE}<p><a href='tel:{dialled}'>{line}</a></p>", main="de") == []


@pytest.mark.parametrize(
    "label",
    ["Tel.-Nr.", "Rufnummer:", "Unsere Nummer:", "Contact no:", "Phone number", "Numéro :", "Emergency:"],
)
def test_the_number_of_a_telephone_is_dialled(label: str) -> None:
    """A plumber's emergency line is the plumber's."""
    assert values("phone", f"{DE}<p>{label} 030 231 254 82</p>", main="de") == ["+493023125482"]


def test_a_number_in_a_clients_words_is_the_clients() -> None:
    """Whoever praises may leave a telephone number."""
    said = "<blockquote><p>They mended our roof in a day. Ask me: (415) 636-2791 is my number.</p><footer>Ada Winter, Leeds</footer></blockquote>"
    assert values("phone", f"<p>Call (415) 636-2790</p><h2>What clients say</h2>{said}") == ["+14156362790"]


def test_a_link_that_dials_another_number_than_it_shows_is_to_be_checked() -> None:
    """The visitor reads one number and calls another."""
    fact = facts("phone", "<p><a href='tel:+14156362791'>(415) 636-2790</a></p>")[0]
    assert (fact.value, fact.check) == ("+14156362790", True)


def test_a_linked_number_that_touches_the_next_word_is_the_links() -> None:
    """Its last digits run into an address where the markup has no space."""
    link = "<a href='tel:+493023125482'>030 / 23 12 54 82</a><a href='mailto:info@larkspur-studio.com'>info@larkspur-studio.com</a>"
    assert values("phone", f"{DE}<p>{link}</p>", main="de") == ["+493023125482"]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<h1>Contact</h1><p>01482 496 0177</p>", [("+4414824960177", "01482 496 0177", True)]),
        ("<p>+44 1482 496 01777</p>", [("+44148249601777", "+44 1482 496 01777", True)]),
        ("<p>01482 496 0177</p><p>Call 01482 496017</p>", [("+441482496017", "01482 496017", False)]),
        ("<p>Parts: 01482 496 0177</p>", []),
        ("<p>04.0010.0370</p><p>04.0010.0460</p>", []),
        ("<p>895-69600</p>", []),
    ],
)
def test_the_only_number_of_a_contact_page_is_shown_though_a_digit_is_wrong(
    body: str, found: list[tuple[str, str, bool]]
) -> None:
    """As written and to be checked; never beside one that can be dialled, nor of what only has as many digits."""
    pages = {"/": "<p>Larkspur draws.</p>", "/contact contact": body}
    assert [(f.value, f.get("shown"), f.check) for f in facts("phone", pages)] == found


@pytest.mark.parametrize(
    "heading", ["Supervisory authority", "Contact details of the data protection authority"]
)
def test_the_number_of_an_authority_on_a_legal_page_is_not_theirs(heading: str) -> None:
    """However its heading begins."""
    legal = (
        f"<h1>Privacy</h1><h2>{heading}</h2><p>Wycliffe House, Wilmslow SK9 5AF</p><p>Tel. 0303 123 1113</p>"
    )
    pages = {"/": "<p>Larkspur, Leeds LS2 7EQ. Tel. 0113 496 0150</p>", "/privacy legal": legal}
    assert values("phone", pages) == ["+441134960150"]
