"""What did the client write in an invitation, whatever tool wrote around it?"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.diary.invitation import addresses_in, read

CALENDLY = """Event Name: First talk

Location: This is a Google Meet web conference.
You can join this meeting from your computer.

Your website: www.acme.example

What would make it worthwhile?: We drown in small orders
and do not know what to charge.

How many are you?: 7

Need to make changes to this event?
Cancel: https://calendly.com/cancellations/AA
Reschedule: https://calendly.com/reschedulings/AA

Powered by Calendly.com
"""
CAL_COM = """What:
First talk between Jo Field and Ann Lee
Invitee Time Zone:
Europe/Amsterdam
Who:
Jo Field - Organizer
jo@mine.example
Ann Lee
ann@gmail.com
Where:
https://app.cal.com/video/xyz
Company website:
acme.example
Additional notes:
We sell three things: bread, cakes and time.
Need to reschedule or cancel? https://cal.com/booking/xyz?changes=true
"""
ACUITY = """Name: Ann Lee
Phone: +31 20 555 0101
Email: ann@gmail.com

Price: EUR 0.00

Intake
============
Website: acme.example
What should change?: Fewer returns, please.
Who decides?: My sister and I.

View on Acuity: https://secure.acuityscheduling.com/appointments.php?id=1
AcuityID=1234567
"""
SAVVYCAL = """Ann Lee
ann@gmail.com

What is your website?
acme.example

What do you want to talk about?
Our shop is full and our till is not.

Reschedule or cancel: https://savvycal.com/r/1
"""
TIDYCAL = """<p><strong>Name:</strong> Ann Lee</p><p><strong>Email:</strong> ann@gmail.com</p>
<p><strong>Your website:</strong> <a href="https://acme.example">acme.example</a></p>
<p><strong>What hurts most?</strong><br>Returns &amp; refunds eat our Mondays.</p>
<p>Manage booking: <a href="https://tidycal.com/booking/1">here</a></p>"""
HUBSPOT = """Company name: Acme
Website URL: https://acme.example
What would you like to achieve? : Ten new shops by the summer.

Need to make a change? Reschedule: https://meetings-eu1.hubspot.com/jo/r/1
"""
TEAMS = f"""{"_" * 80}
Microsoft Teams Hilfe?<https://aka.ms/JoinTeamsMeeting>
An der Besprechung teilnehmen<https://teams.microsoft.com/l/meetup-join/x>
Besprechungs-ID: 333 444 555 66
Kennung: aB3dE5
{"_" * 32}
Telefonisch
+49 69 90009999,,111222333# Germany, Frankfurt
Für Organisatoren: <https://teams.microsoft.com/meetingOptions/x> | Hilfe<https://support.itfirm.example>
{"_" * 80}"""
ZOOM = """Ann Lee is inviting you to a scheduled Zoom meeting.

Join Zoom Meeting
https://us02web.zoom.us/j/123?pwd=x

Meeting ID: 123 4567 8901
Passcode: 123456

---

One tap mobile
+442034815237,,12345678901#,,,,*123456# United Kingdom

Dial by your location
        +44 203 481 5237 United Kingdom
Find your local number: https://us02web.zoom.us/u/abc"""
MEET = """-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-
Join with Google Meet: https://meet.google.com/abc-defg-hij
Or dial: (GB) +44 20 7946 0123 PIN: 123456789#
More phone numbers: https://tel.meet/abc-defg-hij?pin=1&hs=7

Learn more about Meet at: https://support.google.com/a/users/answer/9282720
-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-"""
WEBEX = """-- Do not delete or change any of the following text. --

Join meeting
https://acme.webex.com/acme/j.php?MTID=m1
Meeting number (access code): 2550 123 4567
Meeting password: aB3dE5fG

Tap to join from a mobile device
+44-20-7660-8149,,25501234567## United Kingdom Toll"""

GOOGLE = """<b>Booked by</b>
Ann Lee
ann@gmail.com
+31 20 555 0101

<b>Your website</b>
acme.example

<b>Anything that would help us prepare</b>
Two shops&nbsp;too many, &amp; one van.

Join with Google Meet: https://meet.google.com/abc-defg-hij
Or dial: (GB) +44 20 7946 0123 PIN: 123456789#
"""


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (GOOGLE, "Two shops too many, & one van."),
        (GOOGLE.replace("\n", "<br>").replace("Booked by", "Gebucht von"), "Two shops too many, & one van."),
        (CALENDLY, "We drown in small orders\nand do not know what to charge."),
        (CAL_COM, "We sell three things: bread, cakes and time."),
        (ACUITY, "Fewer returns, please.\nMy sister and I."),
        (SAVVYCAL, "Our shop is full and our till is not."),
        (TIDYCAL, "Returns & refunds eat our Mondays."),
        (HUBSPOT, "Ten new shops by the summer."),
    ],
    ids=["google", "google, german", "calendly", "cal.com", "acuity", "savvycal", "tidycal", "hubspot"],
)
def test_of_a_booking_form_only_the_answers_are_their_words(text: str, quote: str) -> None:
    """Neither the questions nor the tool's own lines are; an answer names their website without https://."""
    invitation = read(text)
    assert invitation.is_form
    assert invitation.quote == quote
    asked = [answer.text for answer in invitation.answers if answer.names_website]
    assert {
        name.removeprefix("www.").removeprefix("https://") for text in asked for name in addresses_in(text)
    } == {"acme.example"}


TABLE = """<html><body><h2>New booking</h2><p>Hi Jo Field,</p><p>A new booking has been made.</p>
<table><tr><td>Booking type</td><td>Discovery call</td></tr><tr><td><b>Name:</b></td> <td>Ann Lee</td></tr>
<tr><td>Date</td><td>Thursday, December 3, 2026 at 11:00 AM (Europe/London)</td></tr><tr><td></td><td></td></tr>
<tr><th>What would you like to talk about?</th>
<td>We blow glass &amp; sell at three fairs: nobody comes twice.</td></tr></table>
<p><a href="https://tidycal.com/manage/123">Manage booking</a></p></body></html>"""


def test_a_form_in_a_table_has_its_answers_beside_its_questions() -> None:
    """The hour of the call is no question."""
    assert read(TABLE).quote == "We blow glass & sell at three fairs: nobody comes twice."


@pytest.mark.parametrize("words", ["View/Edit Appointment", "Termin ansehen", "See it here"])
def test_a_line_above_a_tools_link_is_the_tools(words: str) -> None:
    """In a paragraph of its own, in whatever language."""
    form = "Name: Ann Lee\nEmail: ann@acme.example\nPhone: 5\n\nWhat should change?: Our lead time is nine weeks\n"
    link = "https://acuityscheduling.com/app.php?action=appt&id%5B%5D=1"
    assert read(f"{form}\n{words}\n{link}\n").quote == "Our lead time is nine weeks"


@pytest.mark.parametrize("block", [TEAMS, ZOOM, MEET, WEBEX], ids=["teams", "zoom", "meet", "webex"])
def test_the_block_with_which_one_joins_a_call_is_nobodys_words(block: str) -> None:
    """Wherever it stands, and in any language where rules bound it."""
    assert read(block).quote == ""
    assert read(f"We want our Sundays back.\n\n{block}").quote == "We want our Sundays back."


def test_a_link_of_the_block_is_no_link_of_theirs() -> None:
    """The help page of their IT firm stands in it."""
    assert not [name for line in read(TEAMS).lines for name in addresses_in(line)]


def test_html_is_read_as_its_reader_sees_it() -> None:
    """Entities decoded, items on lines of their own, what is not shown left out."""
    text = (
        "<html><head><style>p {color: red}</style></head><p>Hi, we bake bread &amp; cakes.</p><ul><li>One</li>"
        '<li><a href="https://acme.example/x?a=1&amp;b=2">here</a></li></ul><br>Too many orders&#33;'
    )
    assert read(text).quote == "Hi, we bake bread & cakes.\nOne\nhere\nToo many orders!"
    assert [name for line in read(text).lines for name in addresses_in(line)] == [
        "https://acme.example/x?a=1&b=2"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see acme.example and www.other.co.uk", ["acme.example", "www.other.co.uk"]),
        ("write to ann@acme.example", []),
        ("It is done.So we go. Mr.Smith sent plan.pdf and e.g. this", []),
        ("ACME.EXAMPLE", ["ACME.EXAMPLE"]),
    ],
)
def test_a_domain_is_told_from_a_full_stop(text: str, found: list[str]) -> None:
    """Its ending is known, and no sentence begins there."""
    assert list(addresses_in(text)) == found


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """Whatever somebody wrote."""
    read(text)


@pytest.mark.parametrize(
    "piece", ["<a href='", "<style>", "a:", "https://", "+1 1", "&", "<p", "a.b", "?:\n"]
)
def test_a_hostile_text_is_read_in_a_moment(piece: str) -> None:
    """As long as a text may be."""
    begun = time.process_time()
    read((piece * 8000)[:8000])
    assert time.process_time() - begun < 1
