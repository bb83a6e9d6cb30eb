"""Where something can be booked: services, embeds, scripts and pages of their own."""

import pytest
from contact_pages import HOST, values

from precall.extract.booking import is_service

BOOKED = [
    ("<a href='https://calendly.com/larkspur/intro'>Talk</a>", "https://calendly.com/larkspur/intro"),
    ("<iframe src='https://tidycal.com/larkspur/call'></iframe>", "https://tidycal.com/larkspur/call"),
    ("<div class='calendly-inline-widget' data-url='https://calendly.com/larkspur/x'></div>", "https://calendly.com/larkspur/x"),
    ("<button onclick=\"location.href='https://cal.com/larkspur'\">Book</button>", "https://cal.com/larkspur"),
    ("<script>Calendly.initPopupWidget({url:'https://calendly.com/larkspur/y'})</script>", "https://calendly.com/larkspur/y"),
    ("<a href='/book-now.html'>Reserve a table</a>", f"https://{HOST}/book-now.html"),
    ("<a href='/termin'>Termin vereinbaren</a>", f"https://{HOST}/termin"),
    ("<a href='/contact.html#form'>Book a call</a>", f"https://{HOST}/contact.html#form"),
    ("<a href='https://stays.example.org/barn'>Book now</a>", "https://stays.example.org/barn"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "url"), BOOKED)
def test_a_way_to_book_is_found_however_it_is_opened(body: str, url: str) -> None:
    """Links, iframes, data attributes, handlers and scripts lead to the same calendar."""
    assert values("booking", body) == [url]


@pytest.mark.parametrize(
    "body",
    [
        "<a href='https://calendly.com'>Calendly</a>",
        "<script src='https://assets.calendly.com/assets/external/widget.js'></script>",
        "<a href='https://www.amazon.com/dp/1'>Buy the book</a>",
        "<a href='/bookkeeping.html'>Bookkeeping</a>",
        "<a href='/guestbook'>Guestbook</a>",
        "<a href='https://www.facebook.com/larkspur'>Facebook</a>",
    ],
)
def test_a_book_or_a_services_own_front_page_is_no_booking(body: str) -> None:
    """Books, bookkeeping, assets and the service's home page book nothing."""
    assert values("booking", body) == []


def test_one_section_reached_from_every_page_is_one_place_to_book() -> None:
    """The panel that each page carries is not a booking page of each."""
    button = "<a href='#book-panel'>Book now</a><div id='book-panel'></div>"
    assert len(values("booking", {"/": button, "/about": button})) == 1


def test_a_host_that_only_ends_like_a_service_is_none() -> None:
    """Whole labels count."""
    assert not is_service("https://notcalendly.com/x/y")
    assert is_service("https://larkspur.simplybook.me/v2/")
