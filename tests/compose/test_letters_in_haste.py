"""Notes in haste, as invented people take them: what the mail makes of each line, and what it must not say."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.model.call import Call, Caller
from precall.model.fact import Evidence, Fact
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


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("heard: the mate keeps the log in her head", "next: call Monday 14 December 10.00 his time"), "in her head"),
        (("heard: his cousin builds him a quay, he wants to see it first",), "and you want to see it first."),
        (("heard: her uncle and she run the lock",), "You and your uncle run the lock"),
        (("heard: she is afraid of ice", "heard: men older than her answer to the mate"), "en older than you answer"),
        (("heard: runs a lock with nine people and took on her first mate in May",), "took on your first mate in May."),
        (("heard: she said yes to the harbour master and has regretted it",), "You said yes to the harbour master"),
        (("heard: the pilots from before ask for her mother",), "The pilots from before ask for your mother."),
        (("heard: sells from the quay, invoices in a drawer",), "and invoices are in a drawer."),
        (("heard: on call every night since march",), "You have been on call every night since March."),
        (("outcome: not now", "next: I call in July"), "I will call in July."),
        (("i promised: two page drawing of the quay",), "a two-page drawing of the quay"),
        (("they promised: count missed calls for 2 wks",), "You will count missed calls for 2 weeks."),
        (("they promised: writes to the mate and asks for an hour",), "write to the mate and ask for an hour."),
        (("goal: see free berths at noon",), "to see free berths at noon."),
        (("heard: she runs a lock", "told him: 12 a month per berth, setup is free"), "The price is 12 a month per berth, and setup is free."),
        (("heard: she runs a lock", "personal: second daughter born in May"), "Congratulations on your second daughter."),
    ],
)  # fmt: skip
def test_who_does_what_stays_with_the_right_one(lines: tuple[str, ...], said: str) -> None:
    """In sentences that can be sent as they are."""
    mail = made(*lines)
    assert said in mail.text
    assert mail.slots == 0


def test_who_promised_several_things_has_a_list_and_who_promised_one_a_sentence() -> None:
    """Under what its points have in common, or under whose it is."""
    one = made(
        "i promised: send the chart by Friday", "i promised: send a price", "they promised: send the log"
    )
    assert (
        "I will send you:\n- the chart by Friday 4 December\n- a price\n\nYou said that you would send me the log."
        in one.text
    )
    other = made("i promised: call w/ a skipper", "i promised: the chart", "they promised: ask the mate")
    assert "From me:\n- call with a skipper\n- the chart\n\nYou will ask the mate." in other.text


def test_a_town_in_the_notes_tells_the_hour_in_a_country_with_several() -> None:
    """And two towns in different zones tell none."""
    country = Fact("country", "US", 0.9, (Evidence("https://x.example/", "x", "text"),))
    call = "next: call Monday 14 December 3pm"
    for heard, hour in (
        ("runs two locks in Duluth, Minnesota", "9am your time (3pm in London)"),
        ("has a boat near Denver and one near Boston", "3pm (London time)"),
    ):
        notes = parse_notes(f"heard: she {heard}\n{call}")
        assert hour in write(notes, CALL, CALLER, ENGLISH, now=NOW, facts=(country,), turn=0).text


def test_a_subject_names_what_is_sent_and_nothing_delicate() -> None:
    """Whoever looks on at a mailbox learns of no lawyer."""
    met = "next: call Tuesday 15 December at 11"
    assert made("i promised: price for 4 ropes", met).subject.text.startswith(
        "The price for 4 ropes, and our call on Tuesday"
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


QUOTE = "quote: I steer and never land"


def test_a_sentence_of_theirs_stands_behind_what_it_is_about() -> None:
    """Also one that was noted first, so that no letter opens with words that nobody can place."""
    for lines in (("heard: runs two barges", QUOTE), (QUOTE, "heard: runs two barges")):
        assert "You run two barges. You put it like this: “I steer and never land.”" in made(*lines).text


def test_both_who_were_on_the_call_are_greeted_and_spoken_to_by_name() -> None:
    """Each is told what concerns them; what is for both is for both of you."""
    text = made(
        "heard: Jan (skipper) and Mira (mate) were both on the call",
        "heard: Mira keeps the charts in a drawer, nobody else can read them",
        "i promised: a trial login for both of them by Thursday",
        "they promised: Mira photographs two charts",
    ).text
    assert text.startswith("Dear Jan and Mira,")
    assert "Mira, you keep the charts in a drawer, and nobody else can read them." in text
    assert "a trial login for both of you" in text
    assert "Mira, you will photograph two charts." in text


def test_what_either_of_two_readers_gets_is_promised_to_that_one() -> None:
    """Also where the one who reads first is only implied."""
    text = made(
        "heard: on the call with Mira Holm, who does the books",
        "i promised: Jan gets a login by Thursday",
        "i promised: Mira gets the sum on one page",
    ).text
    assert text.startswith("Dear Jan and Mira,")
    assert "Jan, you will get a login by Thursday 3 December." in text
    assert "Mira, you will get the sum on one page." in text


def test_a_letter_to_one_leaves_the_other_as_noted() -> None:
    """Where the address is that of one reader, the mail is to that one."""
    text = made(
        "to: jan@tidewell.example",
        "heard: Jan (skipper) and Mira (mate) were both on the call",
        "they promised: Mira photographs two charts",
    ).text
    assert text.startswith("Dear Jan,")
    assert "Mira will photograph two charts." in text


def test_what_others_do_not_know_stays_out_and_is_told() -> None:
    """A mail is read over shoulders."""
    mail = made("heard: wants to sell the tug, hasn't told anyone", "heard: moorings are full")
    assert "tug" not in mail.text
    assert any("do not know yet" in notice for notice in mail.notices)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("heard: gave the price without a rebate, they took it",), "without a rebate, and they took it."),
        (("heard: told him straight, ours is for fleets", "heard: he runs two tugs"), "I told you straight: ours is for fleets."),
        (("heard: two skippers told her they would come back", "goal: she wants a quiet quay"), "told you they would come back"),
        (("heard: her best assistant handed in her notice", "heard: she steers alone"), "our best assistant handed in her notice"),
        (("goal: fewer than 5 empty berths a week, now about 20",), "You want fewer than 5 empty berths a week. At the moment it is about 20."),
        (("goal: live by 1 March",), "to be live by 1 March."),
        (("i promised: ask our yard if it can weld",), "I will ask our yard whether it can weld."),
        (("i promised: intro by mail to Karen Holt who builds docks",), "introduce you by mail to Karen Holt who builds docks."),
        (("they promised: the list of berths, end of this week",), "the list of berths by the end of this week."),
        (("next: short call on Friday at 8am, then again 16 December 5pm",), "Wednesday 16 December"),
        (("heard: his best mate left in May and he has not replaced him", "heard: he steers alone"), "you have not replaced him."),
        (("heard: she had the talk that she had been putting off",), "that you had been putting off."),
        (("heard: skipper, took on a third tug in May",), "You took on a third tug in May."),
        (("heard: ~30 moorings are empty",), "bout 30 moorings are empty."),
        (("personal: off to the island with her mother over the holidays",), "Enjoy the island with your mother over the holidays."),
    ],
)  # fmt: skip
def test_a_line_says_what_it_means(lines: tuple[str, ...], said: str) -> None:
    """To the reader, of whom it is."""
    assert said in made(*lines).text


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("heard: six carts, 140 shops",), "here are six carts and 140 shops."),
        (("heard: pottery school, 60 kids",), "here are 60 kids."),
        (("heard: dental lab near Cork, 8 people",), "You have 8 people."),
        (
            ("heard: named 1,200 a month, she has to compare",),
            "I named 1,200 a month, and you have to compare.",
        ),
        (
            ("heard: kilns are cold", "quote: Ana: we only talk at night"),
            "Ana said: “We only talk at night.”",
        ),
        (
            ("heard: she fires at night", "heard: her foreman rings her most evenings"),
            "ings you most evenings",
        ),
        (
            ("heard: he fires at night", "heard: his wife says he talks in his sleep"),
            "you talk in your sleep",
        ),
        (("heard: six cranes, hired out all over Gozo",), "You have six cranes, hired out all over Gozo."),
        (("next: Tue 8 Dec 10am, phone not Zoom",), "by phone and not on Zoom."),
        (("next: nothing before April, he'll call",), "You will call me."),
        (("next: Mon 14 Dec 9am, me to send link",), "I will send the link."),
        (("next: she decides Friday",), "You will decide on Friday 4 December."),
        (("goal: crew sees the rota on Thursday",), "that the crew sees the rota on Thursday."),
        (("goal: no more forgotten keys",), " no more forgotten keys."),
        (("they promised: Jan picks a day, Ana tells the yard",), "Ana will tell the yard."),
        (
            ("i promised: price sheet (1 page) to her by Fri",),
            "I will send you the price sheet (1 page) by Friday",
        ),
    ],
)
def test_a_jotted_line_becomes_this_sentence(lines: tuple[str, ...], said: str) -> None:
    """Read surely, in the reader's person, with what notes leave out."""
    mail = made(*lines)
    assert said in mail.text, mail.text
    assert mail.slots == 0


def test_what_is_not_surely_read_is_an_item_as_it_was_noted() -> None:
    """And no sentence with "you" before it; the sure ones stand in the same list."""
    mail = made("heard: scrap 6%, nobody knows which shift", "heard: runs two kilns")
    assert "\n- Scrap 6%, nobody knows which shift.\n- You run two kilns.\n" in mail.text


def test_what_only_the_caller_can_read_is_marked_and_holds_the_mail() -> None:
    """Nobody else knows who M is, and what the question marks ask."""
    mail = made("next: call w/ M, 3x wk??")
    assert "[unclear: " in mail.text
    assert mail.slots == 1
    assert any("noted so briefly" in notice for notice in mail.notices)
    assert made("next: call w/ Mira on Friday").slots == 0


def test_a_personal_line_that_stays_out_says_why() -> None:
    """An operation is another reason than a line that names nothing to come."""
    assert any("illness" in one for one in made("personal: knee surgery in January").notices)
    assert not any("illness" in one for one in made("personal: likes dogs").notices)
