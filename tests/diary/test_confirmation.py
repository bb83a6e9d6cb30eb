"""What did the client write in a booking confirmation that came by mail, or that was pasted?"""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.diary.confirmation import told_in

SCHEDULED = """Hi Jo Field,

A new event has been scheduled.

Event Type:
First talk

Invitee:
Ann Lee

Invitee Email:
ann@gmail.com

Event Date/Time:
10:00 - Tuesday, 3 February 2026

Questions:

Your website
acme.example

What would make it worthwhile?
We drown in small orders
and do not know what to charge.

View event in Calendly: https://calendly.com/events/1
"""
FORM = "What:\nFirst talk\nWho:\nAnn Lee\nAdditional notes:\nFewer returns, please.\nNeed to reschedule? https://cal.com/b/1\n"


def mail(
    body: str, *, sender: str = "notifications@calendly.com", html: bool = False, calendar: str = ""
) -> str:
    """A mail as a program saves it."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "jo@mine.example", "New event: Ann Lee – 10:00"
    made.set_content(body, subtype="html" if html else "plain", cte="base64")
    if calendar:
        event = f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260203T100000Z\r\nDESCRIPTION:{calendar}\r\nEND:VEVENT"
        text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{event}\r\nEND:VCALENDAR\r\n"
        made.add_attachment(text, subtype="calendar", filename="invite.ics")
    return made.as_string()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (SCHEDULED, "We drown in small orders\nand do not know what to charge."),
        (mail(SCHEDULED), "We drown in small orders\nand do not know what to charge."),
        (FORM, "Fewer returns, please."),
        (mail(f"<p>{FORM.replace(chr(10), '<br>')}</p>", html=True), "Fewer returns, please."),
        (mail("You have a new booking.", calendar=FORM.replace("\n", "\\n")), "Fewer returns, please."),
        (mail("You have a new booking."), ""),
        (
            mail("We turn work away.\n\n> Dear Ann, how are you?\n", sender="ann@acme.example"),
            "We turn work away.",
        ),
        ("We turn work away, and do not know which.\n", "We turn work away, and do not know which."),
    ],
    ids=[
        "pasted mail",
        "mail",
        "pasted form",
        "html",
        "calendar",
        "no answers",
        "their own mail",
        "their words",
    ],
)
def test_of_a_confirmation_only_what_they_wrote_counts(text: str, told: str) -> None:
    """The tool's own lines are not theirs; what was pasted and is no form stays as it is."""
    assert told_in(text) == told


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Also what only begins like a mail."""
    told_in(text)
    told_in(f"From: a@b.example\nSubject: x\n{text}")
