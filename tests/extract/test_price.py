"""Does precall read what things cost, and leave other sums of money alone?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_sites import whole_site

from precall.extract.price import amount_of, monies


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13,90 €", [(13.9, "EUR")]), ("€ 1.234,50", [(1234.5, "EUR")]), ("1\u202f200 €", [(1200, "EUR")]), ("CHF 120.-", [(120, "CHF")]),
        ("120.– CHF", [(120, "CHF")]), ("CHF 1'200.50", [(1200.5, "CHF")]), ("Fr. 35.50", [(35.5, "CHF")]), ("$1,500+", [(1500, "$")]),
        ("$60/hr-$90/hr", [(60, "$"), (90, "$")]), ("$65-$90", [(65, "$")]), ("150–190 €", [(150, "EUR")]), ("entre 90 et 260 €", [(90, "EUR")]),
        ("1'900 – 2'600 CHF", [(1900, "CHF")]), ("£9.50pp", [(9.5, "GBP")]), ("₹3,450", [(3450, "INR")]), ("R$ 2.400,00", [(2400, "BRL")]),
        ("85 euros", [(85, "EUR")]), ("+ 3 €", [(3, "EUR")]), ("US$ 40", [(40, "USD")]),
        ("$3 million", []), ("R$ 240 mi", []), ("$5k", []), ("in 2024", []), ("call 555 0142", []),
    ],
)  # fmt: skip
def test_amounts_are_read_in_every_spelling(text: str, expected: list[tuple[float, str]]) -> None:
    """The low end of a range counts; millions are no price."""
    assert [(money.amount, money.currency) for money in monies(text)] == expected


@pytest.mark.parametrize(
    ("number", "amount"),
    [
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("1'234", 1234),
        ("12,5", 12.5),
        ("100.-", 100),
        ("64,–", 64),
        ("", None),
    ],
)
def test_numbers_are_read_in_either_decimal_style(number: str, amount: float | None) -> None:
    """The last separator with one or two digits behind it is the decimal one."""
    assert amount_of(number) == amount


def _prices(body: str, kind: str = "pricing", language: str = "en") -> list[tuple[object, object]]:
    view = whole_site({"/ home": "<h1>Shop</h1>", f"/prices {kind}": body}, language=language)
    return sorted(((fact.get("amount"), fact.get("for")) for fact in view.facts("price")), key=str)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><tr><td>Haircut</td><td>48 €</td></tr><tr><td>Beard</td><td>20 €</td></tr></table>", [(20, "Beard"), (48, "Haircut")]),
        ("<p>Soup of the day ........ 7,5</p><p>Pie .......... 12</p>", [(7.5, "Soup of the day"), (12, "Pie")]),
        ("<div><h3>Unlimited</h3><div><div>$</div><div>159</div><div>/mo</div></div></div>", [(159, "Unlimited")]),
        ("<h3>Course</h3><p><del>$120</del> $90</p>", [(90, "Course")]),
        ("<p>A deposit of 300 € is due when you order the window.</p>", []),
        ("<p>The state pays up to 50.000 € for listed buildings of this kind.</p>", []),
        ("<p>Implants can cost $3,000 to $6,000 elsewhere, as many found out.</p>", []),
        ("<p>We recovered a settlement of $2,000,000 for a client.</p>", []),
        ("<p>Our clients made a revenue of €400,000 in a year.</p>", []),
    ],
)  # fmt: skip
def test_prices_say_what_they_are_for(body: str, expected: list[tuple[float, str]]) -> None:
    """Rows, dot leaders, split signs and cards give the price and its thing; deposits, ceilings and sums do not."""
    assert _prices(body) == sorted(expected, key=str)


def test_a_unit_is_kept() -> None:
    """What an amount is paid for each time is said."""
    view = whole_site(
        {"/ home": "<h1>Inn</h1>", "/rates pricing": "<h3>Attic room</h3><p>€ 85 per night</p>"}
    )
    (fact,) = view.facts("price")
    assert (fact.get("amount"), fact.get("currency"), fact.get("unit")) == (85, "EUR", "per night")


def test_a_price_range_in_data_is_no_price() -> None:
    """Two signs in a priceRange say how dear, not what it costs."""
    body = '<script type="application/ld+json">{"@type":"Restaurant","name":"Inn","priceRange":"$$"}</script><p>Dinner</p>'
    assert _prices(body) == []


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="0123456789.,'’ €$£-–+CHF/aet\u00a0\u202f", max_size=60))
def test_any_figures_are_read_without_a_crash(text: str) -> None:
    """What is shown stands in the text, and no amount is below zero."""
    for money in monies(text):
        assert money.shown in text
        assert money.amount >= 0
