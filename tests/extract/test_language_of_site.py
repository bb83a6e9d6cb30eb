"""Which language is a business written to in: that of the pages on which one meets its people."""

import pytest
from whole_site import values

ENGLISH = "<html lang=en><title>Tidewerk</title><body><h1>We build boats</h1><p>" + (
    "We build and mend the boats that you are on with your family, and we are here for you at the yard. " * 6
)
GERMAN = "<html lang=de><title>Tidewerk</title><body><h1>Boote</h1><p>" + (
    "Wir bauen und reparieren die Boote für Sie und die Familie, und wir sind auch im Winter in der Werft. "
    * 6
)


@pytest.mark.parametrize(
    ("home", "others", "main"),
    [
        (ENGLISH, {}, "en"),
        (GERMAN, {}, "de"),
        (ENGLISH, {"/kontakt contact": GERMAN}, "de"),
        (ENGLISH, {"/kontakt contact": GERMAN, "/about about": ENGLISH}, "de"),
        (ENGLISH, {"/kontakt contact": GERMAN, "/a other": ENGLISH, "/b other": ENGLISH}, "de"),
        (ENGLISH, {"/team team": GERMAN, "/a other": ENGLISH, "/b other": ENGLISH}, "en"),
        (ENGLISH, {"/impressum legal": GERMAN}, "en"),
        (GERMAN, {"/contact contact": ENGLISH}, "de"),
        (GERMAN, {"/contact contact": ENGLISH, "/i legal": GERMAN, "/a other": GERMAN}, "de"),
        (GERMAN, {"/contact contact": ENGLISH, "/i legal": ENGLISH, "/a other": GERMAN}, "en"),
    ],
)
def test_the_pages_of_people_count_before_an_english_home_page(
    home: str, others: dict[str, str], main: str
) -> None:
    """A legal page alone does not: the law of the country asks for it."""
    assert values("language", {"/ home": home, **others}) == [main]


IN_BOTH = ENGLISH + (
    "</p><h2>Kontakt</h2><p>Schreiben Sie uns oder rufen Sie an, wir antworten Ihnen in zwei Tagen. Wir sind auch im "
    "Winter für Sie und die Familie in der Werft.</p><h2>Impressum</h2><p>Angaben nach dem Gesetz: Tidewerk GmbH in "
    "der Werftstraße 7 in Rostock, die Leitung hat Imke Harms, eingetragen in das Register von Rostock.</p>"
)


@pytest.mark.parametrize(
    ("home", "others", "main"),
    [
        (
            ENGLISH,
            {"/kontakt contact": GERMAN, "/i legal": GERMAN, "/a other": ENGLISH, "/b other": ENGLISH},
            "de",
        ),
        (ENGLISH, {"/kontakt contact": GERMAN, "/i legal": GERMAN, "/about about": ENGLISH}, "de"),
        (ENGLISH, {"/kontakt contact": GERMAN, "/i legal": ENGLISH, "/about about": ENGLISH}, "en"),
        (ENGLISH, {"/kontakt contact": GERMAN, "/i legal": GERMAN, "/contact contact": ENGLISH}, "en"),
        (IN_BOTH, {}, "de"),
        (IN_BOTH, {"/about about": ENGLISH}, "de"),
        (IN_BOTH, {"/contact contact": ENGLISH}, "en"),
    ],
)
def test_contact_and_imprint_in_one_other_language_decide_before_any_number_of_english_pages(
    home: str, others: dict[str, str], main: str
) -> None:
    """They may be pages of their own or parts of the home page."""
    assert values("language", {"/ home": home, **others}) == [main]


@pytest.mark.parametrize(
    ("part", "main"),
    [
        ("<h2>Contactos</h2><p>Escreva-nos ou ligue-nos, respondemos em dois dias e temos todo o gosto em visitar o seu jardim.</p><p>Rua das Flores 12, Porto</p>", "pt"),
        ("<h2>Contacto</h2><p>Escríbanos o llámenos, le respondemos en dos días como mucho.</p>", "es"),
        ("<h2>Contact</h2><p>Write or ring, we answer within two days. 12 Mill Lane, Bath.</p>", "en"),
        ("<h2>Kontakt</h2><p>Tidewerk, Werftstraße 7, 18055 Rostock</p>", "en"),
    ],
)  # fmt: skip
def test_two_sentences_on_how_to_reach_them_tell_the_language_of_one_english_page(
    part: str, main: str
) -> None:
    """An address alone does not."""
    assert values("language", {"/ home": ENGLISH + "</p>" + part}) == [main]
