"""Whose website is a meeting about, and is nobody guessed?"""

from datetime import UTC, datetime

import pytest

from precall.diary.meetings import Meeting
from precall.diary.whom import booking_answers, whom
from precall.model.followup import Mailbox

AT = datetime(2026, 3, 27, 9, tzinfo=UTC)
OWN = ("me@mine.example", "mine.example")


def known(address: str) -> str:
    """The memory knows Jo."""
    return "jos-bakery.example" if address == "jo@gmail.com" else ""


def meeting(*guests: str, **more: str) -> Meeting:
    """A meeting with these guests."""
    return Meeting(AT, None, guests=tuple(Mailbox(address) for address in guests), **more)


@pytest.mark.parametrize(
    ("given", "site"),
    [
        (meeting("ann@acme.example"), "acme.example"),
        (meeting("ann@acme.example", "bob@acme.example", "me@mine.example"), "acme.example"),
        (meeting("ann@acme.example", "room@resource.calendar.google.com"), "acme.example"),
        (meeting("jo@gmail.com"), "jos-bakery.example"),
        (meeting("ann@gmail.com", text="Website: https://www.acme.example/about"), "acme.example"),
        (meeting(text="Join https://us02web.zoom.us/j/1 - their site https://acme.example."), "acme.example"),
        (meeting(url="https://acme.example/"), "acme.example"),
        (meeting(title="Call with acme.example"), "acme.example"),
        (meeting("ann@acme.example", text="see https://news.example/x"), "acme.example"),
    ],
)
def test_the_invitation_names_the_client(given: Meeting, site: str) -> None:
    """Guests first, then links, then the title."""
    assert whom(given, OWN, known).site == site


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (meeting(title="Coffee with Ann"), "nobody"),
        (meeting("me@mine.example", title="Focus time"), "nobody"),
        (meeting("ann@gmail.com"), "free"),
        (meeting("ann@acme.example", "bob@other.example"), "several_guests: acme.example, other.example"),
        (
            meeting(text="https://acme.example https://other.example"),
            "several_links: acme.example, other.example",
        ),
        (meeting(text="https://zoom.us/j/1 https://teams.microsoft.com/x", title="Read notes.pdf"), "nobody"),
        (meeting(title="Mr.Smith re acme"), "nobody"),
    ],
)
def test_what_is_not_clear_stays_open(given: Meeting, missing: str) -> None:
    """The company is never guessed."""
    found = whom(given, OWN, known)
    assert found.site == ""
    assert found.missing == missing


def test_a_declined_guest_names_nobody() -> None:
    """They do not come."""
    given = Meeting(
        AT,
        None,
        guests=(Mailbox("ann@acme.example"), Mailbox("bob@other.example")),
        declined=frozenset({"bob@other.example"}),
    )
    assert whom(given, OWN, known).site == "acme.example"


def test_one_guest_lends_the_name() -> None:
    """Several do not."""
    one = Meeting(AT, None, guests=(Mailbox("ann@acme.example", "Ann Lee"),))
    assert whom(one, OWN, known).with_name == "Ann Lee"


def test_the_booking_forms_answers_are_the_context() -> None:
    """Links and the tool's own lines are not."""
    text = (
        "Event Name: Discovery call\n\nWhat would you like to talk about?<br>We want our Sundays back.\n----\n"
        "Join Zoom Meeting: https://zoom.us/j/1\nNeed to make changes to this event?\nCancel: https://calendly.com/c/1\n"
        "Powered by Calendly.com"
    )
    assert booking_answers(text) == "What would you like to talk about?\nWe want our Sundays back."
