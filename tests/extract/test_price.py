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
        ("PT-R8000 press", []), ("Injection$53.00", [(53, "$")]), ("JFS-2AED unit", []), ("$0.9687", [(0, "$")]), ("$3 million", []), ("R$ 240 mi", []), ("$5k", []), ("roles ($45-80K)", []), ("$45-80", [(45, "$")]), ("in 2024", []), ("call 555 0142", []),
        ("1 495 kr/mån", [(1495, "kr")]), ("kr. 650,- pr. time", [(650, "kr")]), ("1.250,00 kr.", [(1250, "kr")]), ("450:-", [(450, "")]), ("500,- inkl. mva", [(500, "")]),
        ("od 80 do 120 zł", [(80, "PLN")]), ("1 500 Kč", [(1500, "CZK")]), ("350,- Kč/hod", [(350, "CZK")]), ("1200 PLN", [(1200, "PLN")]),
        ("10 krav", []), ("03,-5", []), ("10:-5", []),
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
        ("<h3>Wash</h3><p><s><span>£20</span></s> <b>£15</b></p>", [(15, "Wash")]),
        ("<h3>Dye</h3><p><span style='text-decoration: line-through'>£80</span> £60</p>", [(60, "Dye")]),
        ("<h2>Courses</h2><p>All year round, in small groups.</p><p>Pruning vines, 2 days (dates to follow)£350</p><p>Grafting (1 day)£150</p>", [(150, "Grafting (1 day)"), (350, "Pruning vines, 2 days (dates to follow)")]),
        ("<h2>Courses</h2><p><b>Pruning vines</b><br>£350<br><b>Grafting</b><br>£150</p>", [(150, "Grafting"), (350, "Pruning vines")]),
        ("<h3>Lawn</h3><p>ab 40 €</p><h3>Hedge</h3><p>à partir de 65 €</p>", [(40, "Lawn"), (65, "Hedge")]),
        ("<h3>Lawn</h3><p>We mow. £40 each time.</p><h3>Lawn care</h3><p>£40</p>", [(40, "Lawn")]),
        ("<p>A deposit of 300 € is due when you order the window.</p>", []),
        ("<p>The state pays up to 50.000 € for listed buildings of this kind.</p>", []),
        ("<p>Implants can cost $3,000 to $6,000 elsewhere, as many found out.</p>", []),
        ("<p>We recovered a settlement of $2,000,000 for a client.</p>", []),
        ("<form><label>Under $500</label><select><option>$500 - $2,000</option></select></form>", []),
        ("<form><select><option>Under €500</option><option>€500 - €2.000</option><option>Au delà de €2.000</option></select></form>", []),
        ("<h3>Example: a garden for a family</h3><p>Full price: £900</p><h3>Lawn</h3><p>£40</p>", [(40, "Lawn")]),
        ("<h3>Lawn</h3><p>£48</p><p>(that is £40 before tax)</p><h3>Hedge (cut)</h3><p>£65 (pensioners £50)</p>", [(48, "Lawn"), (50, "pensioners"), (65, "Hedge (cut)")]),
        ("<p>Why do we charge so little when others charge $20,000 for it?</p>", []),
        ("<h3>Six sessions</h3><p>$145/session (save $120)</p>", [(145, "Six sessions")]),
        ("<p>Our clients made a revenue of €400,000 in a year.</p>", []),
    ],
)  # fmt: skip
def test_prices_say_what_they_are_for(body: str, expected: list[tuple[float, str]]) -> None:
    """Rows, dot leaders, split signs and cards give the price and its thing; deposits, ceilings and sums do not."""
    assert _prices(body) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("host", "shown", "currency"),
    [
        ("www.larkspur.se", "495 kr", "SEK"),
        ("www.larkspur.se", "495:-", "SEK"),
        ("www.larkspur.no", "kr 495", "NOK"),
        ("www.larkspur.dk", "495 kr.", "DKK"),
        ("www.larkspur-studio.com", "495 kr", None),
        ("www.larkspur.ca", "$95", "CAD"),
        ("www.larkspur-studio.com", "$95", "USD"),
        ("www.larkspur.se", "$95", "USD"),
        ("www.larkspur.pl", "95 zł", "PLN"),
    ],
)
def test_a_sign_that_several_countries_write_is_read_by_the_country(
    host: str, shown: str, currency: str | None
) -> None:
    """Crowns are Swedish, Norwegian or Danish; where nothing tells, no currency is said."""
    body = f"<title>Larkspur</title><h3>Cut</h3><p>{shown}</p>"
    (fact,) = whole_site({"/ home": body, "/prices pricing": body}, country_host=host).facts("price")
    assert fact.get("currency") == currency


def test_from_belongs_to_the_price() -> None:
    """It is part of what is shown and of no name."""
    (fact,) = whole_site(
        {"/ home": "<h1>Shop</h1>", "/prices pricing": "<h3>Plan</h3><p>from £650</p>"}
    ).facts("price")
    assert (fact.value, fact.get("for")) == ("from £650", "Plan")


@pytest.mark.parametrize(
    ("body", "unit"),
    [
        ("<p>€ 85 per night</p>", "per night"), ("<p>€ 85/night</p>", "/night"), ("<p>€ 85 / month</p>", "/month"),
        ("<p>€ 85 a day</p>", "a day"), ("<p><span>€</span><span>85</span><span>/month</span></p>", "/month"),
        ("<div><div>€ 85</div><div>pro Monat</div></div>", "pro monat"), ("<p>Watering, per week: € 85</p>", "per week"),
        ("<p>€ 85</p>", None),
    ],
)  # fmt: skip
def test_a_unit_is_kept(body: str, unit: str | None) -> None:
    """What an amount is paid for each time is said, before it, behind it or in the block below."""
    view = whole_site({"/ home": "<h1>Inn</h1>", "/rates pricing": f"<h3>Attic room</h3>{body}"})
    (fact,) = view.facts("price")
    assert (fact.get("amount"), fact.get("currency"), fact.get("unit")) == (85, "EUR", unit)


def test_a_wage_is_no_price() -> None:
    """What a page about vacancies pays."""
    view = whole_site(
        {"/ home": "<h1>Inn</h1>", "/careers careers": "<h3>Gardener</h3><p>£14.20 an hour</p>"}
    )
    assert not view.facts("price")


@pytest.mark.parametrize("heading", ["Example prices", "Beispiele und Preise"])
def test_examples_of_prices_are_prices(heading: str) -> None:
    """Those of a list that says to be a part; a worked example's sums are none."""
    lines = "<p>Chair, oiled: £115.80</p><p>Bench, oiled: £121.80</p>"
    view = whole_site(
        {"/ home": "<h1>Chairs</h1>", "/chairs services": f"<h2>{heading}</h2>{lines}"}, language="en"
    )
    assert sorted(fact.get("amount") for fact in view.facts("price")) == [115.8, 121.8]  # type: ignore[type-var]
    worked = whole_site({"/ home": "<h1>Chairs</h1>", "/chairs services": f"<h2>Worked example</h2>{lines}"})
    assert not worked.facts("price")


def test_a_price_list_is_one_on_any_page() -> None:
    """Several short lines with an amount are prices on the page of a branch too."""
    rows = [("Wash", 20), ("Cut", 30), ("Dye", 60)]
    body = "".join(f"<div><span>{what}</span><div>{amount} €</div></div>" for what, amount in rows)
    assert [amount for amount, _ in _prices(body, kind="contact")] == [20, 30, 60]


@pytest.mark.parametrize(
    "shown", ["between 40 € and 60 €", "entre 40 € et 60 €", "fra 40 € og 60 €", "tra 40 € e 60 €"]
)
def test_an_amount_that_ends_a_range_is_no_price_of_its_own(shown: str) -> None:
    """In whichever language the two are joined."""
    assert [amount for amount, _ in _prices(f"<h3>Attic room</h3><p>{shown}</p>")] == [40]


def test_offers_in_data_have_prices() -> None:
    """A visitor's own reading of the same amount says better what it is for."""
    offers = '[{"@type":"Offer","price":"450","priceCurrency":"USD"},{"@type":"Offer","price":90,"priceCurrency":"USD"}]'
    data = f'<script type="application/ld+json">{{"@type":"Service","name":"Package","offers":{offers}}}</script>'
    assert _prices(f"{data}<h3>Single</h3><p>$90</p>") == [(450, "Package"), (90, "Single")]


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


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Preise</h2><p>Zweite Mahnung: 12,50 Euro</p>",
        "<h2>Tarieven</h2><p>Bij een tweede aanmaning rekenen wij 12,5 euro</p>",
    ],
)
def test_reminders_are_no_prices(body: str) -> None:
    """What somebody late pays more."""
    assert not whole_site({"/prices pricing": body}).facts("price")


def test_a_rate_with_its_unit_is_a_price_on_any_page() -> None:
    """A slash with a space behind it is a unit's as well."""
    found = whole_site({"/contact contact": "<div>Gardener US$80 / hour</div>"}).facts("price")
    assert [(fact.get("amount"), fact.get("unit")) for fact in found] == [(80.0, "/hour")]
