"""The country and the language of a business."""

import pytest
from contact_pages import facts, values

GERMAN = "<p>Wir sind für Sie da und beraten Sie gern in allen Fragen, die Sie zu Ihrem Garten haben, denn das ist unsere Arbeit und unsere Freude seit vielen Jahren und wir freuen uns auf den Tag, an dem wir Sie in der Gärtnerei sehen und mit Ihnen die Pläne für den Garten besprechen.</p>"
TOLD = [
    ("<p>Kerkstraat 4<br>1017 GA Amsterdam</p>", "www.larkspur-studio.com", "en", "NL"),
    ("<p>Call +44 20 7946 0142</p>", "www.larkspur-studio.com", "en", "GB"),
    ("<p>(416) 768-3612</p><p>Toronto, Ontario</p>", "www.larkspur-studio.com", "en", "CA"),
    ("<p>Larkspur GmbH, HRB 12345, USt-IdNr. DE123456789</p>", "www.larkspur-studio.com", "de", "DE"),
    ("<p>Larkspur, BTW nummer: BE0598761006</p>", "www.larkspur-studio.com", "nl", "BE"),
    ("<p>Larkspur, CHE-123.456.789</p>", "www.larkspur-studio.com", "de", "CH"),
    ("<title>Larkspur</title><p>Hallo</p>", "www.larkspur.at", "de", "AT"),
    ("<p>Tel. 030 231 254 82</p><p>Gartenstraße 12<br>10115 Berlin</p>", "www.larkspur-studio.com", "de", "DE"),
    ("<p>Gartenstraße 12<br>10115 Berlin</p>", "www.larkspur-studio.com", "de", "DE"),
    ("<p>12 bis, rue des Lilas<br>69003 Lyon</p>", "www.larkspur-studio.com", "fr", "FR"),
    ("<p>Storgatan 4<br>114 32 Stockholm</p>", "www.larkspur-studio.com", "sv", "SE"),
    ("<p>Dlouhá 15<br>110 00 Praha 1</p>", "www.larkspur-studio.com", "cs", "CZ"),
    ("<p>C/ Mayor, 5, 2º B<br>28013 Madrid</p>", "www.larkspur-studio.com", "es", "ES"),
    ("<p>Calle Real 12<br>41920 Castilleja (Sevilla)</p>", "www.larkspur-studio.com", "en", "ES"),
    ("<p>Calle Real 12, Bilbao 48001</p>", "www.larkspur-studio.com", "es", "ES"),
    ("<p>Larkspur AB, org.nr 556677-8899</p>", "www.larkspur-studio.com", "en", "SE"),
    ("<p>Larkspur AS, org.nr. 987 654 321 MVA</p>", "www.larkspur-studio.com", "en", "NO"),
    ("<p>Larkspur ApS, CVR-nr. 12345678</p>", "www.larkspur-studio.com", "en", "DK"),
    ("<p>Larkspur sp. z o.o., NIP: 123-456-32-18, REGON 123456785</p>", "www.larkspur-studio.com", "en", "PL"),
    ("<p>Larkspur s.r.o., IČ: 12345678, DIČ: CZ12345678</p>", "www.larkspur-studio.com", "en", "CZ"),
    ("<p>Larkspur s.r.o., IČO: 12345678, IČ DPH: SK2012345678, Okresný súd Trnava</p>", "www.larkspur-studio.com", "en", "SK"),
    ("<p>ul. Lipowa 4<br>81-310 Gdynia</p>", "www.larkspur-studio.com", "en", "PL"),
    ('<script type="application/ld+json">{"@type":"Store","address":{"@type":"PostalAddress","addressCountry":"Ireland"}}</script>', "www.larkspur-studio.com", "en", "IE"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "host", "main", "code"), TOLD)
def test_the_country_follows_from_what_the_site_says(body: str, host: str, main: str, code: str) -> None:
    """Address, prefix, register, domain and structured data tell it."""
    assert values("country", body, host=host, main=main) == [code]


@pytest.mark.parametrize("main", ["en", "de", "pl"])
def test_a_postcode_that_several_countries_write_tells_none_of_them(main: str) -> None:
    """Swedish, Czech, Slovak and Greek postcodes look alike."""
    assert (
        values("country", "<p>Hlavná 15<br>917 01 Trnava</p>", host="www.larkspur-studio.com", main=main)
        == []
    )


def test_a_postcode_of_digits_that_two_countries_of_a_language_write_tells_neither() -> None:
    """Spanish and Mexican ones look alike, Austrian and Swiss ones, too."""
    assert (
        values("country", "<p>C/ Mayor, 5<br>28013 Villanueva</p>", host="www.larkspur-studio.com", main="es")
        == []
    )
    assert (
        values("country", "<p>Seestrasse 5<br>8002 Seedorf</p>", host="www.larkspur-studio.com", main="de")
        == []
    )


@pytest.mark.parametrize("place", ["37000 León", "44100 Guadalajara", "36700 Salamanca"])
def test_a_town_that_bears_the_name_of_a_province_elsewhere_is_told_by_its_postcode(place: str) -> None:
    """Mexico has a León, too, and its postcodes do not begin with the number of the Spanish province."""
    body = f"<p>Calle Hidalgo 12<br>{place}</p>"
    assert values("country", body, host="www.larkspur-studio.com", main="es") == []


def test_the_country_is_never_guessed_by_the_language_alone() -> None:
    """German is spoken in several countries."""
    assert values("country", GERMAN, main="de") == []


def test_a_country_that_is_only_mentioned_once_is_not_theirs() -> None:
    """A holiday in a story is no seat."""
    assert (
        values(
            "country",
            "<p>"
            + "We once spent a long and very happy summer in France with our friends there. " * 1
            + "</p>",
        )
        == []
    )


def test_an_island_on_an_english_page_is_not_iceland() -> None:
    """Norwegians and Germans call a country so; here it is a part of a place's name."""
    english = (
        "<p>We look after the gardens and the trees of our neighbours, and you can call us when you want. "
        * 6
    )
    body = f"<h2>Gardens on Roosevelt Island</h2>{english}<p>{'From here we reach all of Long Island with our van in less than an hour. '}</p>"
    assert values("country", body, host="www.larkspur-studio.com") == []


def test_the_language_is_what_most_pages_are_written_in() -> None:
    """A declared language does not outweigh the words."""
    bodies = {
        "/": GERMAN,
        "/about about": GERMAN,
        "/en": "<p>" + "We are here for you and for your garden. " * 12 + "</p>",
    }
    assert values("language", bodies, main="de") == ["de"]


def test_a_service_area_is_named_after_its_words() -> None:
    """Places after "serving" and the like, as written."""
    found = facts("area", "<h2>Proudly serving Layton, Kaysville and Clearfield</h2>")
    assert [fact.value for fact in found] == ["Layton, Kaysville and Clearfield"]


def test_a_headline_in_capitals_goes_on_after_the_area() -> None:
    """ "Since" begins no name of a region."""
    found = facts("area", "<h2>Proudly Serving Southern Cornwall Since 1994</h2>")
    assert [fact.value for fact in found] == ["Southern Cornwall"]
