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
        (ENGLISH, {"/kontakt contact": GERMAN, "/about about": ENGLISH}, "en"),
        (ENGLISH, {"/kontakt contact": GERMAN, "/a other": ENGLISH, "/b other": ENGLISH}, "en"),
        (ENGLISH, {"/impressum legal": GERMAN}, "en"),
        (GERMAN, {"/contact contact": ENGLISH}, "de"),
    ],
)
def test_the_pages_of_people_count_before_an_english_home_page(
    home: str, others: dict[str, str], main: str
) -> None:
    """A legal page alone does not: the law of the country asks for it."""
    assert values("language", {"/ home": home, **others}) == [main]
