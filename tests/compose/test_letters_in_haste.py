"""Notes in haste, as invented people take them: what the mail makes of each line, and what it must not say."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.model.call import Call, Caller
from precall.model.followup import FollowUp
from precall.render import templates
from precall.sentences import load

ENGLISH = load("en", templates.folders())
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
CALL = Call("coach", "Jan Haverman", datetime(2026, 12, 1, 10, tzinfo=UTC))
CALLER = Caller("Ada Bell", "Bell & Co", "Ada Bell", "ada@bell.example", "Europe/London")


def made(*lines: str, call: Call = CALL) -> FollowUp:
    """The mail that these lines make."""
    return write(parse_notes("\n".join(lines)), call, CALLER, ENGLISH, now=NOW, turn=0)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("heard: hasn't seen the yard w/out rain for 3 wks",), "You haven't seen the yard without rain for 3 weeks."),
        (("heard: said no to two buyers",), "You said no to two buyers."),
        (("heard: 12 barges, planned by radio every morning",), "You have 12 barges, planned by radio every morning."),
        (("heard: boatyard, 9 people, moorings are most of the turnover",), "moorings are most of the turnover"),
        (("heard: says yes to every skipper and then works till ten",), "You say yes to every skipper and then work till ten."),
        (("heard: tried a tool, gave up after a week",), "You tried a tool and gave up after a week."),
        (("heard: deckhands ring dad, not him",), "eckhands ring your dad, not you."),
        (("heard: sold the tug, which he still misses",), "You sold the tug, which you still miss"),
        (("they promised: ask dad for a lunch",), "ask your dad for a lunch."),
        (("they promised: to send me the log, and to introduce me to the mate",), "send me the log, and introduce me to the mate."),
        (("i promised: send the knots sheet today",), "I will send you the knots sheet today."),
        (("next: call Wednesday December 9 at 10am Eastern",), "10am Eastern (3pm in London)"),
        (("next: tbc after the mate has seen it",), "We fix the date of our next call after the mate has seen it."),
        (("outcome: not a fit - needs a surveyor who dives",), "You need a surveyor who dives."),
        (("price: £80 a month, all in",), "The price is £80 a month, all in."),
    ],
)  # fmt: skip
def test_a_line_in_haste_becomes_this(lines: tuple[str, ...], said: str) -> None:
    """In full, turned to the reader, with the words that notes leave out."""
    text = made(*lines).text
    assert said in text


@pytest.mark.parametrize(
    "line",
    [
        "heard: third generation rope makers, dad still signs the cheques",
        "heard: invoices out nine days late",
        "heard: headhunted, offer on the table until Friday",
        "heard: arguments every Friday about the count",
        "heard: retired harbour master, chairs four boards",
        "heard: works council has agreed",
        "heard: meeting in August ended early",
        "heard: made redundant in spring",
    ],
)
def test_no_you_is_put_before_what_is_not_surely_a_verb(line: str) -> None:
    """It stands as it was noted."""
    text = made(line, "heard: she wants a quiet quay").text
    assert "- You " not in text.replace("- You want a quiet quay", "")


def test_somebody_whom_the_notes_name_is_not_the_reader() -> None:
    """His mother answers the phone: she is she."""
    text = made(
        "heard: his mum takes the calls", "heard: she's 74 and likes it", "i promised: call his mum"
    ).text
    assert "Your mum takes the calls" in text
    assert "ou're 74" not in text
    assert "call your mum" in text


def test_who_reads_it_does_nothing_to_themselves() -> None:
    """Whom they tell, merge or text is another."""
    text = made("they promised: tell them I'm going to call", "heard: tried to merge them in 2022").text
    assert "tell them" in text
    assert "merge them" in text


def test_what_only_says_their_trade_stays_out_and_is_told() -> None:
    """They know what they do; the caller sees that it is left out."""
    mail = made("heard: rope maker, 4 people", "heard: orders come in by fax")
    assert "rope maker" not in mail.text
    assert any("line 1" in notice for notice in mail.notices)


def test_a_subject_names_what_is_sent_and_nothing_delicate() -> None:
    """Whoever looks on at a mailbox learns of no lawyer."""
    met = "next: call Tuesday 15 December at 11"
    assert made("i promised: price for 4 ropes", met).subject.text.startswith(
        "The price for 4 ropes, and Tuesday"
    )
    assert "lawyer" not in made("i promised: the name of a lawyer", met).subject.text


def test_a_reason_stands_beside_not_now() -> None:
    """Also where the caller will call."""
    mail = made("outcome: not now, the board has stopped all spending", "next: I call in March")
    assert "The board has stopped all spending." in mail.text


def test_a_mail_of_another_day_says_the_date_and_not_today() -> None:
    """Today is the day on which it is sent."""
    call = replace(CALL, when=datetime(2026, 11, 30, 10, tzinfo=UTC))
    assert "today" not in made("i promised: send the knots sheet today", call=call).text
