"""Whose website is a meeting about, and is nobody guessed?"""

from datetime import UTC, datetime
from typing import Any

import pytest

from precall.diary.meetings import Meeting
from precall.diary.whom import Oneself, oneself, was_declined, whom
from precall.model.followup import Mailbox

AT = datetime(2026, 3, 27, 9, tzinfo=UTC)
OWN = Oneself(frozenset({"me@mine.example", "me.elsewhere@gmail.com"}), frozenset({"jo field"}))


def known(address: str) -> str:
    """The memory knows Jo."""
    return "jos-bakery.example" if address == "jo@gmail.com" else ""


def meeting(*guests: str, host: str = "", **more: Any) -> Meeting:
    """A meeting with these guests, to which somebody invited."""
    return Meeting(AT, None, guests=tuple(map(Mailbox, guests)), host=Mailbox(host) if host else None, **more)


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
        (meeting("ann@acme.example", "notetaker@recorders.example", "all@other.example"), "acme.example"),
        (meeting("ann@acme.example", "fred@fireflies.ai", "club@googlegroups.com"), "acme.example"),
        (meeting("ann@acme.example", "me.elsewhere@gmail.com", host="me@mine.example"), "acme.example"),
        (meeting("me@mine.example", "colleague@mine.example", host="ann@acme.example"), "acme.example"),
        (
            meeting("ann@gmail.com", text="Hello, our site is www.acme.example, see you on Tuesday.Bye"),
            "acme.example",
        ),
        (
            meeting(
                "ann@gmail.com",
                text="https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.example%2Fx&data=1",
            ),
            "acme.example",
        ),
        (meeting("ann@gmail.com", text="https://www.facebook.com/acme https://acme.example"), "acme.example"),
        (
            meeting("ann@agency.example", text="Your website: acme.example\n\nPowered by Calendly.com"),
            "acme.example",
        ),
    ],
)
def test_the_invitation_names_the_client(given: Meeting, site: str) -> None:
    """Guests first, then links, then the title."""
    assert whom(given, OWN, known).site == site


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        (meeting(title="Coffee with Ann"), "nobody"),
        (meeting(title="Ann", place="Google Meet"), "nobody"),
        (meeting(url="https://zoom.us/j/1", title="Call"), "nobody"),
        (meeting("ann@gmail.com"), "free"),
        (meeting("ann@acme.example", "bob@other.example"), "several_guests: acme.example, other.example"),
        (
            meeting(text="https://acme.example https://other.example"),
            "several_links: acme.example, other.example",
        ),
        (meeting(text="https://zoom.us/j/1 https://teams.microsoft.com/x", title="Read notes.pdf"), "nobody"),
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


@pytest.mark.parametrize(
    "given",
    [
        meeting(title="Dentist"),
        meeting(title="Mr.Smith re acme"),
        meeting(title="Call the doctor", is_private=True),
        meeting("me@mine.example", title="Focus time"),
        meeting("colleague@mine.example", host="me@mine.example", title="Team lunch", place="The Anchor"),
        meeting("room-4@resource.calendar.google.com", title="Writing"),
    ],
)
def test_an_appointment_of_ones_own_is_not_unclear(given: Meeting) -> None:
    """Nobody else was invited, nothing is there to join, and it is not called a meeting; or it is marked private."""
    found = whom(given, OWN, known)
    assert (found.site, found.missing) == ("", "")


def test_a_guest_who_declined_is_said() -> None:
    """Where nobody else comes."""
    given = Meeting(AT, None, guests=(Mailbox("ann@acme.example"),), declined=frozenset({"ann@acme.example"}))
    assert whom(given, OWN, known).missing == "declined"


def test_what_the_caller_declined_is_no_call() -> None:
    """By any of their addresses."""
    given = Meeting(AT, None, declined=frozenset({"me.elsewhere@gmail.com"}))
    assert was_declined(given, OWN)
    assert not was_declined(Meeting(AT, None, declined=frozenset({"ann@acme.example"})), OWN)


def test_one_is_known_by_ones_settings_ones_name_and_ones_calendar() -> None:
    """A client has the same domain as none of these."""
    given = [
        Meeting(AT, None, host=Mailbox("jo@studio.example", "Jo Field"), owner="jo.field@desk.example"),
        meeting("ann@acme.example"),
    ]
    me = oneself(["Jo@Mine.example", ""], "Jo Field", given)
    assert me.addresses == {"jo@mine.example", "jo@studio.example", "jo.field@desk.example"}
    assert me.are(Mailbox("assistant@studio.example"))
    assert not me.are(Mailbox("ann@acme.example"))


def test_who_invites_to_everything_is_oneself_only_where_nothing_else_says_who_one_is() -> None:
    """A settings file without an address is common on the first day."""
    given = [Meeting(AT, None, guests=(Mailbox("ann@acme.example"),), likely_owner="jo@mine.example")]
    assert whom(given[0], oneself([], "", given), known).site == "acme.example"
    assert oneself(["other@mine.example"], "", given).addresses == {"other@mine.example"}


@pytest.mark.parametrize(
    ("text", "host", "context"),
    [
        ("We want our Sundays back.", "ann@acme.example", "We want our Sundays back."),
        ("We want our Sundays back.", "me@mine.example", ""),
        ("We want our Sundays back.", "", ""),
        ("I read https://acme.example and look forward to our talk.", "me@mine.example", ""),
        (
            "Our website: https://acme.example\nWe want our Sundays back.",
            "me@mine.example",
            "We want our Sundays back.",
        ),
        (
            "What hurts?: Our Sundays are gone.\n\nCancel: https://calendly.com/c/1",
            "me@mine.example",
            "Our Sundays are gone.",
        ),
    ],
)
def test_an_invitation_is_the_clients_words_only_where_it_is_theirs(
    text: str, host: str, context: str
) -> None:
    """What the caller wrote in an invitation of their own is theirs; in doubt nothing is quoted."""
    assert whom(meeting("ann@acme.example", text=text, host=host), OWN, known).context == context
