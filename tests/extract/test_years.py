"""Founding and copyright years: which years speak of the business."""

import pytest
from whole_site import values


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("Founded in 2009.", 2009),
        ("Serving Kent since 1987", 1987),
        ("Larkspur was formed in 1983 and is a charity.", 1983),
        ("Unsere Gärtnerei wurde 1994 gegründet.", 1994),
        ("Entreprise fondée en 1978 à Nantes.", 1978),
        ("Opgericht in 2004 in Utrecht.", 2004),
        ("Eingetragen am 10.07.2015 im Handelsregister.", 2015),
    ],
)
def test_the_year_beside_a_word_of_founding_is_the_founding_year(line: str, year: int) -> None:
    """In all languages, as a sentence or as a badge."""
    assert values("founded", f"<p>{line}</p>") == [year]


@pytest.mark.parametrize(
    "line",
    [
        "Kay Adler has baked our sourdough every night since 2017.",
        "She graduated in 2009 from the university.",
        "Ana qualified as a counsellor in 2015 and is a registered member of the union.",
        "I have been coaching since 2010 with joy.",
        "The price has been 1,999 since 2019 €.",
        "Since the reform of 2017 the amounts have changed for everybody in care.",
        "The method was created in 1960 by Professor Holm.",
        "Opening in 2031.",
    ],
)
def test_years_of_lives_laws_and_prices_are_not_the_founding(line: str) -> None:
    """A biography's year, a law's year and the future say nothing about the business."""
    assert values("founded", f"<p>{line}</p>") == []


def test_since_when_somebody_of_the_team_works_is_no_founding() -> None:
    """A line on a page about people speaks of one of them."""
    assert values("founded", {"/team team": "<p>Dietician in practice since 2008</p>"}) == []


def test_a_founding_away_from_the_business_s_own_pages_counts_where_they_say_we() -> None:
    """A case study tells when the client began."""
    pages = "<p>Founded in 1971, the Harbour Theatre has 172 seats.</p><p>{}</p>"
    assert values("founded", {"/work/harbour other": pages.format("We built its site.")}) == []
    assert values("founded", {"/work/harbour other": pages.format("We opened our studio in 2008.")}) == [2008]


def test_two_founding_years_are_kept_side_by_side() -> None:
    """A contradiction is shown, not settled."""
    assert values("founded", "<p>Founded in 2009.</p><p>Established in 2011.</p>") == [2009, 2011]


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("© 2024 Larkspur", 2024),
        ("Copyright &copy; 2019-2025 Larkspur", 2025),
        ("© 2019–24 Larkspur", 2024),
        ("(c) 2022", 2022),
        ("Larkspur 2021 ©", 2021),
    ],
)
def test_the_newest_year_of_the_copyright_line_counts(line: str, year: int) -> None:
    """A range counts by its end."""
    assert values("copyright_year", f"<footer><p>{line}</p></footer>") == [year]


@pytest.mark.parametrize(
    "line", ["© Larkspur", "© since 2005 Larkspur", "© 2923 Larkspur", "All rights reserved 2020"]
)
def test_a_line_without_a_copyright_year_gives_none(line: str) -> None:
    """Since when is another question, and the future is a slip."""
    assert values("copyright_year", f"<footer><p>{line}</p></footer>") == []
