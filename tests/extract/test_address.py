"""Postal addresses in the customs of many countries, and those that are not the business's."""

import pytest
from contact_pages import facts, values

ADDRESSES = [
    ("<p>12 Orchard Street, Suite 4<br>Golden, CO 80401</p>", "12 Orchard Street, Suite 4", "Golden", "CO", "80401"),
    ("<p>Visit us at 12 Orchard Street, Golden, Colorado 80401.</p>", "12 Orchard Street", "Golden", "Colorado", "80401"),
    ("<p>P.O. Box 1774, Golden, CO 80402</p>", "P.O. Box 1774", "Golden", "CO", "80402"),
    ("<p>1142 Wharf Road<br>Victoria, BC V8W 1T9</p>", "1142 Wharf Road", "Victoria", "BC", "V8W 1T9"),
    ("<p>2/24 Mercer Lane, Perth, WA, 6000</p>", "2/24 Mercer Lane", "Perth", "WA", "6000"),
    ("<p>The Old Barn<br>12 Creekside Row<br>London SE8 4ZZ</p>", "12 Creekside Row", "London", None, "SE8 4ZZ"),
    ("<p>Gartenstraße 12<br>10115 Berlin</p>", "Gartenstraße 12", "Berlin", None, "10115"),
    ("<p>Q 7, 24<br>68161 Mannheim</p>", "Q 7, 24", "Mannheim", None, "68161"),
    ("<p>Hauptstr. 12, 10115 Berlin, Telefon 030 2312548</p>", "Hauptstr. 12", "Berlin", None, "10115"),
    ("<p>10115 Berlin, Ahornweg 23a</p>", "Ahornweg 23a", "Berlin", None, "10115"),
    ("<p>Dorfplatz 3, A-4020 Linz</p>", "Dorfplatz 3", "Linz", None, "4020"),
    ("<p>Grand-Rue 26<br>CH–1345 Le Lieu<br>Suisse</p>", "Grand-Rue 26", "Le Lieu", None, "1345"),
    ("<p>12 bis rue des Lilas<br>69003 Lyon</p>", "12 bis rue des Lilas", "Lyon", None, "69003"),
    ("<p>Calle Mayor, 3, 2º B<br>28013 Madrid</p>", "Calle Mayor, 3, 2º B", "Madrid", None, "28013"),
    ("<p>Via Roma 5, 20121 Milano (MI)</p>", "Via Roma 5", "Milano", "MI", "20121"),
    ("<p>Kerkstraat 4<br>1017 GA Amsterdam</p>", "Kerkstraat 4", "Amsterdam", None, "1017 GA"),
    ("<p>Postbus 12, 1000 AB Amsterdam</p>", "Postbus 12", "Amsterdam", None, "1000 AB"),
    ("<p>Rua das Flores 18<br>4990-211 Ponte de Lima</p>", "Rua das Flores 18", "Ponte de Lima", None, "4990-211"),
    ("<footer>© 2024 Larkspur, 12 Orchard Street, Golden, CO 80401</footer>", "12 Orchard Street", "Golden", "CO", "80401"),
    ("<p>Larkspur | 12 Orchard Street | Golden, CO 80401</p>", "12 Orchard Street", "Golden", "CO", "80401"),
    ("<p>12 High Street<br>Petersfield<br>Hampshire<br>GU32 3JL</p>", "12 High Street", "Petersfield", "Hampshire", "GU32 3JL"),
    ("<p>12 High Street<br>Petersfield, Hampshire GU32 3JL</p>", "12 High Street", "Petersfield", "Hampshire", "GU32 3JL"),
    ("<p>12, MG Road, Bengaluru 560001, India</p>", "12, MG Road", "Bengaluru", None, "560001"),
    ("<p>88 Rizal Avenue, Quezon City 1100, Philippines</p>", "88 Rizal Avenue", "Quezon City", None, "1100"),
    ("<p>12 Queen Street, Auckland 1010</p>", "12 Queen Street", "Auckland", None, "1010"),
    ("<p>Level 3, 45 Collins Street, Melbourne VIC 3000</p>", "Level 3, 45 Collins Street", "Melbourne", "VIC", "3000"),
    ("<p>Dorfstrasse 3 | CH-8810 Horgen | T +41 44 555 01 42</p>", "Dorfstrasse 3", "Horgen", None, "8810"),
    ("<p>Piazza del Duomo 3<br>50122 Firenze FI<br>Italia</p>", "Piazza del Duomo 3", "Firenze", "FI", "50122"),
    ("<p>Level 1, 3 Orchard Road<br>Larkeri 0230<br>New Zealand</p>", "Level 1, 3 Orchard Road", "Larkeri", None, "0230"),
    ("<p>Rua Augusta, 1234 — Centro, São Paulo/SP — CEP 01310-100</p>", "Rua Augusta, 1234 — Centro", "São Paulo", "SP", "01310-100"),
    ("<p>Rua Augusta, 1234 - Sala 5, São Paulo - SP, 01310-100</p>", "Rua Augusta, 1234 - Sala 5", "São Paulo", "SP", "01310-100"),
    ("<p>Avda. de la Constitución 25, 2º, 41001 Sevilla (España)</p>", "Avda. de la Constitución 25, 2º", "Sevilla", None, "41001"),
    ("<p>12 Orchard Street<br>Suite 1800<br>Golden, CO 80401</p>", "12 Orchard Street, Suite 1800", "Golden", "CO", "80401"),
    ("<h3>Indirizzo</h3><p>Via dei Glicini 20 - Roma</p>", "Via dei Glicini 20", "Roma", None, None),
    ("<p>12 bis, rue de l'Église<br>75011 Paris Cedex 11</p>", "12 bis, rue de l'Église", "Paris Cedex 11", None, "75011"),
    ("<p>Unit 7, The Old Mill<br>Mill Lane<br>Hebden Bridge HX7 8AA</p>", "Unit 7, The Old Mill, Mill Lane", "Hebden Bridge", None, "HX7 8AA"),
    ("<p>123 Main Street, Golden, CO 80401</p>", "123 Main Street", "Golden", "CO", "80401"),
    ("<p>2828 SW Orchard Avenue Suite 135<br>Golden CO 80401</p>", "2828 SW Orchard Avenue Suite 135", "Golden", "CO", "80401"),
    ("<p>(555) 010-0142 |ada@larkspur-studio.com| 2828 SW Orchard Avenue Suite 135 Golden CO 80401 | Copyright</p>", "2828 SW Orchard Avenue Suite 135", "Golden", "CO", "80401"),
    ("<p>22261 Orchard Church Road<br>Golden, CO 80401</p>", "22261 Orchard Church Road", "Golden", "CO", "80401"),
    ("<p>4515 West Orchard Lane<br>P.O. Box 7330<br>Golden, CO 80401</p>", "4515 West Orchard Lane, P.O. Box 7330", "Golden", "CO", "80401"),
    ("<p>Unit 3 Palace Court<br>250 Orchard Road<br>Petersfield GU32 3JL</p>", "Unit 3 Palace Court, 250 Orchard Road", "Petersfield", None, "GU32 3JL"),
    ("<p>One North Place<br>Orchard Way<br>Petersfield Hampshire<br>GU32 3JL</p>", "One North Place, Orchard Way", "Petersfield Hampshire", None, "GU32 3JL"),
    ("<p>1 King Street W Toronto, Ontario M5V 2T6</p>", "1 King Street W", "Toronto", "Ontario", "M5V 2T6"),
    ("<h3>Larkspur Noe Hill</h3><p>301 Orchard Street</p><p>Monday to Friday 7am to 9pm</p>", "301 Orchard Street", None, None, None),
    ("<p>4 Orchard Ave, Jamaica:</p>", "4 Orchard Ave", None, None, None),
    ("<p>P.O. Box 1234-00100, Nairobi, Kenya</p>", "P.O. Box 1234", "Nairobi", None, "00100"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "street", "city", "region", "code"), ADDRESSES)
def test_an_address_is_read_in_the_custom_of_its_country(
    body: str, street: str, city: str, region: str | None, code: str | None
) -> None:
    """Street, town, state and postcode are told apart."""
    found = facts("address", body)
    assert [(f.get("street"), f.get("city"), f.get("region"), f.get("postal_code")) for f in found] == [
        (street, city, region, code)
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Golden, CO</p><p>serving Denver, CO 80202</p>",
        "<p>In 2025 we helped 5000 customers in 30 towns</p>",
        "<p>© 2005 Larkspur</p><p>Spring 2026 Flyer, Fall 2026 Flyer</p>",
        "<p>Reviewed by Ann - 18 Oct, 2023</p>",
        "<p>Ik zwom het EK van 2010 in Boedapest (4×200 vrij), 2009 in Rome</p>",
        "<p>Beruf: Heilpraktikerin. Aufsichtsbehörde: Gesundheitsamt Kreis Nord, Ahornweg 1, 45655 Larkheim.</p>",
        "<h2>Hébergeur</h2><p>Nordserveurs, 2 rue Kellermann, 59100 Roubaix</p>",
        "<p>Netlify, 44 Montgomery Street, San Francisco, CA 94104</p>",
        '<script type="application/ld+json">{"@type":"Dentist","address":{"streetAddress":"123 Main Street","addressLocality":"Anytown"}}</script>',
        "<p>Address: , ,</p>",
        "<ul><li>1900 Series Ovens</li><li>2800 Series Ovens</li><li>3800 Series Ovens</li></ul>",
        "<p>Mon, Aug 28, 2009, 10:10:52 AM, road</p><p>(555) 010-0142</p>",
        "<p>Find us at 3116 W Orchard in Golden, we are a short drive from town. Take the 110 to Orchard Avenue.</p>",
        "<p>12 Orchard Street</p><p>A house with two bedrooms</p>",
    ],
)
def test_what_is_no_address_of_theirs_is_left_out(body: str) -> None:
    """Areas, years, reviews, hosts, templates and neighbours are not the business's address."""
    assert values("address", body) == []


def test_two_spellings_are_one_address_and_two_practices_are_two() -> None:
    """The same place on two pages is one fact; a second practice is another."""
    bodies = {
        "/": "<footer>12 Orchard Street, Suite 4, Golden, CO 80401</footer>",
        "/contact contact": "<p>12 Orchard St., Ste 4<br>Golden, CO 80401</p><p>77 Bear Road, Evergreen, CO 80439</p>",
    }
    assert [fact.get("city") for fact in facts("address", bodies)] == ["Golden", "Evergreen"]


def test_structured_data_speaks_only_where_the_pages_are_silent() -> None:
    """JSON-LD alone gives the address; beside a contradicting visible one it is left out."""
    data = '<script type="application/ld+json">{"@type":"Dentist","address":{"streetAddress":"9 Elm Road","addressLocality":"Boulder","postalCode":"80301"}}</script>'
    assert [fact.get("street") for fact in facts("address", data)] == ["9 Elm Road"]
    both = data + "<p>12 Orchard Street<br>Golden, CO 80401</p>"
    assert [fact.get("street") for fact in facts("address", both)] == ["12 Orchard Street"]
