"""Where a sentence ends, in whatever language."""

import pytest

from precall.extract.speech import split


@pytest.mark.parametrize(
    "whole",
    [
        "We are open by appointment, e.g. Saturdays.",
        "Ein Preis: CHF 50 (exkl. MWST.)",
        "Ateliers Lune | Rue Haute 3 | tel. 02 555 01 23",
        "Gelieve dhr. Peeters te bellen.",
        "Vi bygger båtar, t.ex. Ekor.",
        "Naprawiamy m.in. Żaglówki.",
        "Stavíme lodě, např. Plachetnice.",
        "Seit dem 3. Mai bauen wir.",
        "The yard is open Mon. 9 to 5.",
        "Büro Mo. 8 bis 12 Uhr und max. 3 Boote am Tag.",
        "Wij werken t.a.v. Havenmeester Peeters.",
    ],
)
def test_an_abbreviation_ends_no_sentence(whole: str) -> None:
    """What stands behind it belongs to it."""
    assert split(whole) == (whole,)


def test_a_short_word_ends_a_sentence() -> None:
    """A Swedish preposition at the end is no French avenue."""
    assert split("Det lever vi av. Vi bygger båtar.") == ("Det lever vi av.", "Vi bygger båtar.")
