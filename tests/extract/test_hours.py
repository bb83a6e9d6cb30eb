"""Opening hours in their shapes: rows, groups, sentences, structured data."""

import pytest
from contact_pages import facts, values

SHOWN = [
    ("<h3>Hours</h3><p>Monday - Friday: 9:00 AM - 5:00 PM<br>Saturday: Closed</p>", "Monday - Friday: 9:00 AM - 5:00 PM; Saturday: Closed"),
    ("<table><tr><td>Mon</td><td>9am-5pm</td></tr><tr><td>Tue</td><td>9am-5pm</td></tr></table>", None),
    ("<dl><dt>Monday</dt><dd>8:00 – 12:00</dd><dd>13:00 – 17:00</dd></dl>", "Monday 8:00 – 12:00 13:00 – 17:00"),
    ("<p>Mo–Fr 8:00–18:00 Uhr · Sa nach Vereinbarung</p>", "Mo–Fr 8:00–18:00 Uhr · Sa nach Vereinbarung"),
    ("<p>Öffnungszeiten: Montag bis Freitag 9 - 17 Uhr</p>", "Öffnungszeiten: Montag bis Freitag 9 - 17 Uhr"),
    ("<p>Ouvert du mardi au samedi, 19h00–22h30</p>", "Ouvert du mardi au samedi, 19h00–22h30"),
    ("<p>Lun · Jue: 09:00–17:00</p><p>Sáb · Dom: Cerrado</p>", "Lun · Jue: 09:00–17:00; Sáb · Dom: Cerrado"),
    ("<p>Lunedì chiuso</p><p>Martedì 9.00-13.00 orario 9:00</p>", None),
    ("<p>maandag van 15:00 tot 19:00</p>", "maandag van 15:00 tot 19:00"),
    ("<p>Receção aberta todos os dias, das 8h30 às 21h00.</p>", "Receção aberta todos os dias, das 8h30 às 21h00."),
    ("<p>Our kitchen is open until 10pm.</p>", "Our kitchen is open until 10pm."),
    ("<p>Termine nur nach Vereinbarung.</p><p>Montag: 10:00 - 12:00</p>", "Montag: 10:00 - 12:00"),
    ("<p>Mi und Fr 8-13 Uhr<br>sowie nach Vereinbarung<br>Sa geschlossen</p>", "Mi und Fr 8-13 Uhr; sowie nach Vereinbarung; Sa geschlossen"),
    ("<p>The restaurant is open 24/7.</p>", "The restaurant is open 24/7."),
    ("<p>pon.–pt. 8:00–16:00<br>sob. 9:00–13:00</p>", "pon.–pt. 8:00–16:00; sob. 9:00–13:00"),
    ("<p>mån-fre 8.00-16.30</p>", "mån-fre 8.00-16.30"),
    ("<p>po–pá 7:30–15:30</p>", "po–pá 7:30–15:30"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "text"), SHOWN)
def test_hours_are_kept_as_shown(body: str, text: str | None) -> None:
    """Neighbouring rows are one fact in the words of the site."""
    found = values("hours", body)
    assert len(found) == 1
    assert text is None or found == [text]


@pytest.mark.parametrize(
    "body",
    [
        "<p>Saturday 12 August, 7:00 pm: concert in the barn</p>",
        "<p>Workshop on Monday, 9:00 - 12:00, $40</p>",
        "<p>Tuesday is our favourite day</p>",
        "<p>Run so 9:30 is no problem</p>",
        "<p>Every garden is seen by appointment only, and drawn by hand.</p>",
        "<p>We answered on Friday within 24 hours of your call on Monday, which was kind.</p>",
        "<nav><a href='/mo'>Mo</a><a href='/so'>So</a></nav>",
    ],
)
def test_an_event_is_no_opening_hour(body: str) -> None:
    """Dates, courses and prices with a time are not hours."""
    assert values("hours", body) == []


def test_structured_hours_speak_only_where_the_page_shows_none() -> None:
    """JSON-LD is the least reliable shape; visible hours win."""
    data = (
        '<script type="application/ld+json">{"@type":"Cafe","openingHoursSpecification":'
        '[{"dayOfWeek":["Monday"],"opens":"09:00","closes":"17:00"}]}</script>'
    )
    assert values("hours", data) == ["Monday 09:00 - 17:00"]
    assert values("hours", data + "<p>Monday: 10:00 - 12:00</p>") == ["Monday: 10:00 - 12:00"]


def test_two_contradicting_hours_are_kept_side_by_side() -> None:
    """Which is right is a question for the call."""
    bodies = {"/": "<p>Monday: 9:00 - 17:00</p>", "/contact contact": "<p>Monday: 10:00 - 16:00</p>"}
    assert len(facts("hours", bodies)) == 2
