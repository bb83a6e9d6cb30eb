"""The mail after a call: what it says, what it leaves open, and that it promises nothing that was not noted."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.compose.dates import find_dates
from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.compose.second_person import turned
from precall.compose.spoken_dates import in_full
from precall.compose.told import promises
from precall.errors import UsageError
from precall.model.call import Call, Caller, Promise
from precall.model.dossier import Dossier, Subject
from precall.model.fact import Evidence, Fact
from precall.model.followup import PREFIXES, FollowUp, Mailbox, Notes, Sentence
from precall.model.kinds import KINDS
from precall.render import templates
from precall.render.environment import Environment
from precall.render.follow_up_files import FollowUpFiles, write_follow_up
from precall.sentences import load

ENGLISH = load("en", templates.folders())
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
CALLER = Caller("Ada Bell", "Bell Coaching", "Ada Bell\nBell Coaching", "ada@bell.example", "Europe/London")
CALL = Call(with_name="Jan Haverman", when=datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Europe/London")))
FULL = """\
<!-- prefilled -->
quote: "We never wanted to be the biggest, only the one people come back to."
heard: the second yard opens in March, and nobody has time to train the new people
heard: your Sundays have gone to mail since spring
i promised: send you the one-page training plan by Friday
they promised: send me the rota of the last three months by Monday
next: next Tuesday 10:00, second call, on the phone
goal: Sundays without mail by summer
personal: your daughter's regatta is this weekend
private: seemed tired, do not push
came-from: Ana Silva
better: ask, then wait
to: Jan Haverman <jan@tidewell.example>
a thought of my own
"""


def made(notes: str = "", **values: Any) -> FollowUp:
    """The mail that these notes make."""
    given_values = {"call": CALL, "caller": CALLER, "now": NOW} | values
    call, caller = given_values.pop("call"), given_values.pop("caller")
    return write(parse_notes(notes), call, caller, ENGLISH, **given_values)


def files(notes: Notes, **values: Any) -> FollowUpFiles:
    """The files that these notes make."""
    return write_follow_up(
        "tidewell.example", notes, CALL, CALLER, now=NOW, environment=Environment(ENGLISH), **values
    )


Golden = Callable[[str, str | bytes], None]


@pytest.mark.parametrize(
    ("name", "notes"),
    [
        ("full", FULL),
        ("before-the-call", ""),
        (
            "not-a-fit",
            "heard: the books come first, and the yard after that\noutcome: not a fit, referred to Ana Silva\nto: jan@tidewell.example",
        ),
    ],
)
def test_the_files_of_a_follow_up_are_as_agreed(name: str, notes: str, golden: Golden) -> None:
    """Read the golden files as the client would: they are what goes out."""
    written = files(parse_notes(notes))
    golden(f"follow-up/{name}.md", written.markdown)
    golden(f"follow-up/{name}.eml", written.mail)
    golden(f"follow-up/{name}.explain.txt", written.explanation)


def test_the_mail_says_what_was_heard_and_who_does_what_by_when() -> None:
    """In the order in which a reader checks it, in sentences."""
    mail = made(FULL, turn=0)
    assert [part.name for part in mail.parts] == [
        "greeting", "heard", "goal", "promised", "personal", "signature",
    ]  # fmt: skip
    for said in (
        "Thank you for our conversation this morning. You told me that the second yard opens in March, and nobody has time to train the new people. ",
        " Your Sundays have gone to mail since spring. You put it like this: “We never",
        " Sundays without mail by summer.",
        "“We never wanted to be the biggest, only the one people come back to.”",
        "I will send you the one-page training plan by Friday 4 December. ",
        " send me the rota of the last three months by Monday 7 December. ",
        "ur second call",
        "on Tuesday 8 December at 10:00 (London time), on the phone. I",
        " to it.\n",
        "\nI hope your daughter's regatta this weekend goes well.\n",
        "Warm regards,\nAda Bell\nBell Coaching",
    ):
        assert said in mail.text
    assert mail.subject.text == "The one-page training plan, and our call on Tuesday 8 December"
    assert mail.to == (Mailbox("jan@tidewell.example", "Jan Haverman"),)
    assert 100 < mail.words <= 200
    assert mail.slots == 0


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("heard: a\nheard: b\nheard: c", "\n- A.\n- B.\n- C.\n"),
        ("heard: the yard opens\nheard: she is tired\nheard: she left", " you are tired. You left."),
        ("i promised: send a\nthey promised: send b", "\nI will send a. You will send b.\n"),
        ("i promised: send a\nnext: in May", " send a. "),
        (
            "i promised: send a\ni promised: send b\ni promised: send c",
            "I will:\n- send a\n- send b\n- send c\n",
        ),
        (
            "i promised: send a\nthey promised: send b\nthey promised: send c\nthey promised: call me",
            "\nI will send a. You will:\n- send b\n- send c\n- call me\n",
        ),
        ("they promised: call me\nthey promised: the rota", " call me. You will also send me the rota."),
    ],
)
def test_several_points_of_one_side_make_a_list_and_all_else_is_said_in_sentences(
    notes: str, said: str
) -> None:
    """So do several things heard that are no sentences."""
    mail = made(notes, turn=0)
    assert said in mail.text
    assert ("- " in mail.text) is ("- " in said)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("i promised: send her the plan by Friday", "I will send you the plan by Friday 4 December."),
        ("i promised: the plan", "I will send you the plan."),
        ("i promised: never call on Sundays", "I will never call on Sundays."),
        ("i promised: I'll bring the plan", "I will bring the plan."),
        ("i promised: price list by Friday", "I will send you the price list by Friday 4 December."),
        ("i promised: loop in the accountant", "I will loop in the accountant."),
        ("they promised: sends me the rota", " the rota."),
        ("i promised: three samples of course prices", "I will send you three samples of course prices."),
        ("they promised: each writes a list, not together", "rom you"),
        ("they promised: she will send me her rota", " your rota."),
        ("they promised: asks her board by Friday", " ask your board by Friday 4 December."),
        ("heard: we want our Sundays back", "“we want our Sundays back”"),
        ("goal: we want our Sundays back", " your Sundays back."),
        ("goal: the team runs without her", "that the team runs without you."),
        ("heard: budget is 900 a month", " the budget is 900 a month."),
        ("heard: the old system ends in June", " the old system ends in June."),
        ("heard: the books come first", " the books come first."),
        ("heard: the yard", " about the yard."),
        ("heard: wife wants him home by six", " your wife wants you home by six."),
        ("heard: looking for a trainer who speaks Dutch", " you are looking for a trainer who speaks Dutch."),
        ("heard: still answers mail at 11pm", " you still answer mail at 11pm."),
        ("heard: 60% of loads go to the north", " 60% of loads go to the north."),
        ("heard: I answer them at night", ": “i answer them at night”."),
        ("goal: hire two apprentices", " to hire two apprentices."),
        ("i promised: demo account", "i will send you the demo account."),
        ("i promised: plan -> two pages w/ prices", "plan – two pages with prices."),
        ("they promised: track his hours", " track your hours."),
        ("they promised: no mail after nine", ": no mail after nine."),
        (
            "next: call w/ Marco Weds 9 Dec at 2pm",
            " on Wednesday 9 December at 2pm (London time), with Marco.",
        ),
        (
            "next: joint session Thursday 10 December at 1pm",
            "Our joint session is on Thursday 10 December at 1pm (London time).",
        ),
        ("they promised: send list of shifts", " the list of shifts."),
        ("heard: went with another firm", " you went with another firm."),
        ("heard: sleeping badly", " you are sleeping badly."),
        ("next: Dec 17, 4pm her time", " on Thursday 17 December at 4pm your time."),
        ("heard: we talked about prices", " we talked about prices."),
        ("heard: wants two more people", " you want two more people."),
        ("heard: more requests than we can serve", "“more requests than we can serve”."),
        ("goal: two Sundays off", " two Sundays off."),
        ("next: call Thursday 10 December at 10am", " on Thursday 10 December at 10am (London time)."),
        ("next: lunch Thursday 10 December at 1pm", " on Thursday 10 December at 1pm (London time)."),
        ("next: she talks to her partner", "You will talk to your partner."),
        (
            "next: demo Thursday 10 December at 1pm",
            " Thursday 10 December at 1pm (London time).",
        ),
        (
            "next: she talks to her partner, then call on Thursday 10 December at 1pm",
            "You will talk to your partner. ",
        ),
        (
            "next: Thursday 10 December 2pm at the yard",
            " on Thursday 10 December at 2pm (London time), at the yard.",
        ),
        ("i promised: a plan\ni promised: nothing else", " a plan."),
        ("heard: said that the kiln is too small", " the kiln is too small."),
        ("heard: Jan mentioned the kiln is too small", " the kiln is too small."),
        ("heard: the kiln\nheard: he said insurance killed the plan", " insurance killed the plan."),
        ("heard: she described how she opened the kiln", " You described how you opened the kiln."),
        ("heard: Jan (ops lead) rents two kilns", " you rent two kilns."),
        (
            "they promised: pick a deputy and walk the yard with her",
            " pick a deputy and walk the yard with her.",
        ),
        ("they promised: write down for a week who calls", " write down for a week who calls."),
        ("i promised: ask if the kiln they have is safe", " ask whether the kiln you have is safe."),
        ("heard: 9 kilns, firing is done at night", "you have 9 kilns, and firing is done at night."),
        ("heard: two years ago, he sold a kiln", " two years ago, you sold a kiln."),
        ("heard: insurance is due in May", " insurance is due in May."),
        ("they asked: is the kiln safe", "You asked: is the kiln safe?"),
        (
            "next: he asks the landlord, we speak again in May",
            ", you ask the landlord. We speak again in May.",
        ),
        ("next: call in the week of 14 December", ": call in the week of 14 December."),
        ("heard: asked if we insure kilns", " You asked if we insure kilns."),
        ("heard: her mother left and buyers still ask for her mother", " buyers still ask for your mother."),
        ("next: Schedule follow-up for Friday 11 December at 11", " on Friday 11 December at 11"),
        ("next: demo in January, she names the day", ": demo in January. You will name the day."),
        ("heard: insurance wants a wall", " insurance wants a wall."),
        ("heard: needs somebody who fires kilns", " you need somebody who fires kilns."),
        ("heard: happy with the kiln", " you are happy with the kiln."),
        ("heard: worst part: the kiln leaks", " Worst part: the kiln leaks."),
        ("next: she will get back to us if the kiln breaks", " get back to us if the kiln breaks."),
        ("personal: her son is sailing on Saturday", "\nAll the best to your son for Saturday.\n"),
        ("heard: neither of them fires a kiln without her", " neither of them fires a kiln without you."),
        ("heard: some of them want to leave", " some of them want to leave."),
        ("heard: every firing means two nights", " every firing means two nights."),
        ("heard: all kilns cost a day", " all kilns cost a day."),
        ("heard: every kiln", " about every kiln."),
        ("they promised: sends us the list they keep today", " the list you keep today."),
        ("they promised: sends us the list today", " the list today."),
        ("personal: her daughter starts school", "\nI hope your daughter's first day at school goes well.\n"),
        ("personal: moving house this weekend", "\nI hope the move this weekend goes well.\n"),
        ("personal: twins start school in January", "\nAll the best to your twins for January.\n"),
        (
            "personal: daughter gets married on Saturday",
            "\nI hope the wedding on Saturday goes well.\n",
        ),
    ],
)
def test_a_note_becomes_a_sentence_and_nothing_is_added(line: str, said: str) -> None:
    """Whether it has a subject, a verb, their voice or none of them."""
    for turn in range(3):
        assert said.casefold() in made(line, turn=turn).text.casefold()


@pytest.mark.parametrize(
    "line", ["every firing means two nights", "every night costs 300 euros", "some of them want to leave"]
)
def test_a_clause_behind_every_or_some_of_them_is_no_thing_that_was_spoken_about(line: str) -> None:
    """In whichever way it is said."""
    for turn in range(3):
        assert f"about {line}" not in made(f"heard: {line}", turn=turn).text


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("next: he will come back to us if the kiln breaks", "come back to us if the kiln breaks."),
        ("i promised: send the sample", "just write to me."),
    ],
)
def test_not_now_is_said_kindly_behind_what_was_promised(notes: str, said: str) -> None:
    """The door stays open, and nobody is asked for a next step."""
    mail = made(f"heard: he rents a kiln\noutcome: not now\n{notes}", turn=0)
    assert "\n\nFor now we leave it at that. " in mail.text
    assert said in mail.text
    assert "I will" not in mail.text[mail.text.index("For now") :]
    assert "next step" not in mail.text
    assert not any("line 2" in notice or "next" in notice for notice in mail.notices)


def test_a_step_of_the_callers_after_not_now_is_said_as_it_is() -> None:
    """Nobody is told that there is no next step, and then one."""
    mail = made("outcome: later\nnext: I'll call her in April", turn=0)
    assert "no next step" not in mail.text
    assert "without a next step" not in mail.text
    assert "I will call you in April." in mail.text


def test_the_week_of_a_day_is_no_next_date() -> None:
    """Nor is a month; the subject then has none."""
    for when in ("in the week of 14 December", "w/c Monday 14 December", "in early January"):
        mail = made(f"next: we speak again {when}")
        assert "next" not in mail.subject.text
        assert when in mail.text


def test_only_short_clauses_share_a_sentence() -> None:
    """A comma in one of them is enough to part them; of two about the reader the second goes on without "you"."""
    assert (
        " You sold the kiln and rent a yard." in made("heard: he sold the kiln\nheard: he rents a yard").text
    )
    assert " and the yard is small." in made("heard: he sold the kiln\nheard: the yard is small").text
    assert "and that" not in made("heard: he sold the kiln, late in May\nheard: he rents a yard").text


def test_two_mails_in_a_row_do_not_read_alike() -> None:
    """Each sentence that the catalogue says in several ways is another one, the points of a list apart; the same notes give the same mail."""
    first, second = (made(FULL, turn=turn) for turn in (4, 5))
    ours = [
        {source.place for part in mail.parts for sentence in part for source in sentence.sources if source.kind == "catalogue"}
        for mail in (first, second)
    ]  # fmt: skip
    assert ours[0] & ours[1] <= {
        "followup.greeting",
        "followup.goal_noted",
        "followup.next_named",
        "followup.wish_event",
        "followup.me_deed",
        "followup.you_sent",
    }
    assert made(FULL) == made(FULL)


def test_a_second_call_is_thanked_for_as_one() -> None:
    """The occasion is known."""
    assert "again" in made(FULL, call=replace(CALL, meeting="second"), turn=0).text
    assert "again" not in made(FULL, turn=0).text


def test_a_formal_mail_greets_and_closes_formally() -> None:
    """By a setting; a title and a family name, or the whole name where there is no title."""
    formal = CALLER._replace(formality="formal")
    mail = made("heard: the yard", caller=formal, call=replace(CALL, with_name="Dr Jan van der Noor"))
    assert mail.text.startswith("Dear Dr van der Noor,\n")
    assert "Yours sincerely,\nAda Bell" in mail.text
    assert made("heard: the yard", caller=formal).text.startswith("Dear Jan Haverman,\n")


def test_a_signature_with_closing_words_of_its_own_needs_no_others() -> None:
    """Nobody is greeted twice at the end."""
    mail = made("heard: the yard", caller=CALLER._replace(signature="All the best,\nAda"))
    assert mail.text.endswith("\n\nAll the best,\nAda\n")


def test_the_subject_is_never_a_confession() -> None:
    """A mailbox shows it to whoever looks on; their words stand in the body, whole."""
    long = "I have not slept since my husband left, and I do not know how to tell the team that I may have to sell"
    mail = made(f"quote: {long}\nheard: you are afraid\nnext: call Thursday 10:00")
    assert "husband" not in mail.subject.text
    assert "afraid" not in mail.subject.text
    assert f"“{long}.”" in mail.text or f"“{long}”" in mail.text


def test_that_there_is_no_next_step_is_said_kindly_behind_what_was_promised() -> None:
    """The door stays ajar; what the notes do not say at all is left out and told to the caller."""
    mail = made("heard: the yard\ni promised: send the plan\nnext: nothing", turn=0)
    assert [part.name for part in mail.parts] == ["greeting", "heard", "promised", "outcome", "signature"]
    assert (
        mail.parts[3].text
        == "For now we leave it at that. If you would like to pick it up again, just write to me."
    )
    assert "tell me" not in mail.text
    silent = made("heard: the yard")
    assert "next step" not in silent.text
    assert (
        "The notes name nothing of this, so the mail does not either: what you promised, what they promised, the next step (or: next: nothing)."
        in silent.notices
    )


@pytest.mark.parametrize(
    ("line", "is_in"),
    [
        ("personal: your daughter's regatta is this weekend", True),
        ("personal: bees", False),
        ("personal: running costs in January", False),
        ("personal: evening course in January", False),
        ("personal: keeps bees", False),
        ("personal: good luck with the regatta", True),
        ("personal: your two dogs are called Bit and Bob", False),
        ("personal: your mother died in May", False),
    ],
)
def test_a_personal_remark_is_one_wish_or_stays_out(line: str, is_in: bool) -> None:
    """A word about illness or death is the caller's own to find; that it stays out is told."""
    mail = made(f"heard: the yard\n{line}\npersonal: your son starts school next week")
    assert any(part.name == "personal" for part in mail.parts)
    assert ("your son" in mail.text) is not is_in
    assert (
        any("notes.md line 2 is remembered and stays out" in notice for notice in mail.notices) is not is_in
    )
    assert any("notes.md line 3 stays out; one personal wish" in notice for notice in mail.notices) is is_in


def test_who_may_be_somebody_else_is_marked_and_the_mail_waits() -> None:
    """The caller knows whom they meant; a mail that asks who is meant cannot be sent unseen."""
    mail = made("heard: her boss said she should wait", to="jan@tidewell.example")
    assert "Your boss said [who is meant: she] should wait" in mail.text
    assert (mail.slots, mail.to) == (1, ())
    assert mail.subject.text.startswith("[1 to fill] ")
    assert any("“she” may be the reader or somebody else" in notice for notice in mail.notices)
    assert any("To: line waits" in notice for notice in mail.notices)


def test_a_reason_in_which_somebody_may_be_meant_is_marked_too() -> None:
    """Why it is not the time is said in the mail as well."""
    mail = made("heard: the yard\noutcome: postponed: her boss thinks she is busy", to="jan@tidewell.example")
    assert "Your boss thinks [who is meant: she] is busy" in mail.text
    assert mail.to == ()


@pytest.mark.parametrize(
    "line",
    [
        "heard: her husband says his shop comes first",
        "heard: her daughter starts her first year",
        "heard: she wants her Sundays back",
        "quote: she never asked me",
        "i promised: send her the plan by Friday",
        "they promised: let Anna quote the next two jobs on her own",
    ],
)
def test_who_is_settled_holds_no_mail(line: str) -> None:
    """A husband's own, a daughter's own, the reader's, and what they said word for word."""
    mail = made(line, to="jan@tidewell.example")
    assert mail.slots == 0
    assert mail.to


@pytest.mark.parametrize("secret", ["tired", "Ana Silva", "then wait", "thought of my own", "prefilled"])
def test_what_is_not_meant_for_them_stays_out(secret: str) -> None:
    """Private lines, who recommended them, a look back on oneself, and lines without a prefix."""
    written = files(parse_notes(FULL))
    assert secret not in written.follow_up.text
    assert secret not in written.markdown
    assert secret.encode() not in written.mail


def test_before_the_call_there_are_slots_and_no_address() -> None:
    """A draft that is not finished cannot be sent by mistake."""
    mail = made("", to="jan@tidewell.example", turn=0)
    assert mail.slots == 4
    assert mail.subject.text == "[4 to fill] Notes on our conversation this morning"
    assert mail.to == ()
    assert "[what you heard, in their words]" in mail.text
    assert any("To: line waits" in notice for notice in mail.notices)


@pytest.mark.parametrize(
    ("notes", "slots"),
    [
        ("", 4),
        ("private: tired", 4),
        ("heard: the yard", 0),
        ("heard: the yard\nnext: second call", 1),
        ("heard: the yard\nnext: send the plan", 0),
        ("heard: the yard\nnext: call on 12/01", 0),
        ("heard: her boss said she should wait", 1),
        ("outcome: not a fit", 0),
    ],
)
def test_places_to_fill_stand_where_there_are_no_notes_and_where_a_word_is_open(
    notes: str, slots: int
) -> None:
    """What notes do not say is left out: an unfilled form is the last resort."""
    mail = made(notes, to="jan@tidewell.example")
    assert mail.slots == slots
    assert mail.subject.text.startswith(f"[{slots} to fill] ") is (slots > 0)
    assert bool(mail.to) is (slots == 0)


def test_notes_without_a_prefix_are_kept_and_said() -> None:
    """Not an empty mail, and an example of how to mark a line."""
    mail = made("\n".join(f"thought {number}" for number in range(12)))
    assert mail.notices[0].startswith("12 lines kept, none marked.")
    assert "heard: we want our Sundays back" in mail.notices[0]
    assert "thought" not in mail.text


@pytest.mark.parametrize(
    "outcome", ["not a fit", "Not a fit: too early", "referred to Ana Silva, tax adviser"]
)
def test_after_an_end_there_is_no_next_step(outcome: str) -> None:
    """Plain, kind, and without a reason that was noted for oneself."""
    mail = made(f"heard: the yard\nnext: call on Friday\noutcome: {outcome}", to="jan@tidewell.example")
    assert "Friday" not in mail.text + mail.subject.text
    assert "too early" not in mail.text
    assert mail.slots == 0
    assert [part.name for part in mail.parts][:4] == ["greeting", "heard", "outcome", "check"]
    assert ("Ana Silva, tax adviser" in mail.text) is ("Ana" in outcome)


def test_another_outcome_is_kept_for_the_memory_and_changes_nothing() -> None:
    """Only an end ends a mail."""
    mail = made("heard: the yard\ni promised: nothing\nnext: Friday\noutcome: wants an offer")
    assert "offer" not in mail.text
    assert "notes.md line 4 is kept; it does not change the mail." in mail.notices


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("referred on, her dentist first, coaching later", " First your dentist, then coaching."),
        ("not a fit, solicitor first, perhaps again in May", " First the solicitor, perhaps again in May."),
        ("on hold until March", " until March."),
        ("she thinks about it until Easter", "You think about it until Easter."),
    ],
)
def test_what_came_of_a_call_is_said_as_it_was_noted(outcome: str, said: str) -> None:
    """What is to come first, and until when, is not replaced by a sentence of ours."""
    mail = made(f"heard: she has two shops\noutcome: {outcome}")
    assert said.strip() in mail.text
    assert not any("does not change the mail" in notice for notice in mail.notices)


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("came second in a regatta last week", "Congratulations on coming second in a regatta last week."),
        ("her son passed his pilot's exam", "Congratulations to your son on passing his pilot's exam."),
        ("just back from sailing in Brittany", "I hope you enjoyed sailing in Brittany."),
        ("back from sick leave", ""),
        ("won back custody", ""),
    ],
)
def test_what_went_well_becomes_one_wish(noted: str, said: str) -> None:
    """And a sad or unsure thing none."""
    mail = made(f"heard: she has two shops\npersonal: {noted}")
    assert said in mail.text
    assert ("I hope" in mail.text or "ongratul" in mail.text) is bool(said)


@pytest.mark.parametrize(
    ("values", "greeting"),
    [
        ({}, "Dear Jan,"),
        ({"call": Call()}, "Hello,"),
        ({"call": Call(with_name="Ms Haverman")}, "Dear Ms Haverman,"),
        ({"call": Call(with_name="Haverman, Jan")}, "Dear Jan,"),
        ({"call": Call(with_name="Jan & Ana Haverman")}, "Dear Jan and Ana,"),
        ({"call": Call(with_name="Dr Jan van der Noor, MBA")}, "Dear Jan,"),
        ({"to": "Ana Silva <ana@tidewell.example>"}, "Dear Ana,"),
        ({"to": "jan@tidewell.example, ana@tidewell.example"}, "Hello,"),
    ],
)
def test_the_greeting_uses_the_name_that_was_given(values: dict[str, Any], greeting: str) -> None:
    """Else a neutral one; nobody's gender or title is guessed, and no name is taken from an address."""
    assert made("heard: the yard", **values).text.startswith(greeting + "\n")


def test_of_two_readers_neither_is_the_one_that_a_note_names() -> None:
    """ "Jan wants to expand, Ana wants to sell" speaks of them both."""
    mail = made("heard: Jan wants to grow, Ana wants to sell", call=Call(with_name="Jan & Ana Haverman"))
    assert "Jan wants to grow, and Ana wants to sell" in mail.text


def test_an_address_comes_from_the_option_before_the_notes() -> None:
    """`--to` is the caller's last word."""
    assert made(FULL, to="ana@tidewell.example").to == (Mailbox("ana@tidewell.example"),)
    with pytest.raises(UsageError):
        made(FULL, to="ana at tidewell")


def test_a_bad_address_in_the_notes_is_said_and_not_used() -> None:
    """A mail without To: is finished by hand."""
    mail = made("heard: the yard\ni promised: nothing\nnext: nothing\nto: the usual one")
    assert mail.to == ()
    assert any(
        notice.startswith("notes.md line 4: no e-mail address in 'the usual one'") for notice in mail.notices
    )


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("next: 12/01", "notes.md line 1: “12/01” could be Tuesday 1 December or Tuesday 12 January."),
        ("i promised: plan by next Friday", "“next Friday” could be Friday 4 December or Friday 11 December"),
        ("next: next week", "“next week” is not one day."),
        ("i promised: the plan", "notes.md line 1 has no date: by when?"),
        ("next: Friday 5 December", "“Friday 5 December” does not fit together: that date is Saturday 5 December"),
        ("heard: her boss says she has no time", "notes.md line 1: “she” may be the reader or somebody else"),
        ("i promised: the plan by Friday", "Days are counted from Tuesday 1 December, the day of the call."),
        ("outcome: thinking", "No address to write to"),
        ("they promised: shows it to the board", "notes.md line 1: “it” may stand for something that another line names"),
        ("heard: we want it before the season", "notes.md line 1: “it” may stand for"),
    ],
)  # fmt: skip
def test_the_caller_is_told_what_to_look_at(line: str, notice: str) -> None:
    """Beside the mail, never in it."""
    full = line if "outcome" not in line else f"{line}\nheard: x\ni promised: nothing\nnext: Friday"
    mail = made(full)
    assert any(notice in said for said in mail.notices), mail.notices
    assert notice not in mail.text


@pytest.mark.parametrize(
    "line",
    [
        "heard: it is hard to find people",
        "heard: the old tool is slow and they hate it",
        "i promised: send that plan",
    ],
)
def test_a_word_whose_thing_is_named_or_that_stands_for_none_is_no_remark(line: str) -> None:
    """False remarks teach people to ignore them."""
    assert not any("may stand for" in notice for notice in made(line).notices)


def test_an_hour_by_a_zone_that_nobody_set_is_said() -> None:
    """It may be another one than the caller's computer knows."""
    line = "next: call Thursday 10:00"
    assert any(
        "no setting names your time zone" in said
        for said in made(line, caller=CALLER._replace(zone_is_guessed=True)).notices
    )
    assert not any("no setting" in said for said in made(line).notices)


@pytest.mark.parametrize("hour", ["at noon", "at 12:00", "at half past two"])
def test_no_zone_is_named_where_none_is_known(hour: str) -> None:
    """Neither for an hour in numbers nor for one in words."""
    mail = made(
        f"next: call on Thursday {hour}", caller=CALLER._replace(timezone="UTC", zone_is_guessed=True)
    )
    assert "Thursday" in mail.text
    assert "UTC" not in mail.text


def test_a_long_call_still_makes_a_short_mail() -> None:
    """What is left out is said; nothing is cut, and no promise goes."""
    long = " ".join(f"word{number}" for number in range(60))
    many = ("heard: {}", "i promised: {} by Friday", "they promised: {}")
    once = ("quote: {}", "next: {} on Monday", "personal: {}")
    notes = "\n".join(line.format(long) for line in (*many * 4, *once))
    mail = made(notes)
    assert "by Friday 4 December" in mail.text
    assert "…" not in mail.text
    assert any("the mail would be too long" in notice for notice in mail.notices)


def test_of_a_sentence_that_had_no_room_every_note_is_said() -> None:
    """And no other."""
    long = " ".join(["word"] * 60)
    mail = made("\n".join(f"heard: the yard is {number} {long}" for number in range(6)))
    gone = [notice for notice in mail.notices if "the mail would be too long" in notice]
    assert len(gone) == sum(f"he yard is {number} " not in mail.text for number in range(6)) > 0


def test_promises_are_handed_to_the_memory_with_their_day() -> None:
    """Words as they were noted; nothing where nothing was promised."""
    notes = parse_notes(
        "i promised: the plan by Friday\nthey promised: nothing\nthey promised: the rota, soon"
    )
    assert promises(notes, date(2026, 12, 1)) == (
        Promise("me", "the plan by Friday", date(2026, 12, 4), "Friday"),
        Promise("them", "the rota, soon"),
    )


def test_the_same_notes_make_the_same_bytes() -> None:
    """Same notes, settings and clock."""
    assert files(parse_notes(FULL)) == files(parse_notes(FULL))


def test_the_prefilled_notes_count_as_empty() -> None:
    """A file that nobody wrote into does not finish a draft."""
    prefilled = files(Notes()).notes
    assert not parse_notes(prefilled)
    written = prefilled.replace("heard:\n", "heard: the yard\n", 1)
    assert [note.text for note in parse_notes(written).notes] == ["the yard"]
    for prefix in PREFIXES:
        assert f"\n{prefix}:\n" in prefilled


COMMITMENT = re.compile(
    r"\b(?:I|you|we)(?:'ll| will| shall| can)\b|\bpromis\w+|\bsend\b|\bguarantee\w*"
    r"|[€$£]\s?\d+|\b\d+\s?(?:%|EUR|USD)|\bdiscount\w*|\bfree\b|\binvit\w+|\bjoin\b|\bcome to\b"
    r"|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b|\btomorrow\b|\b20\d\d\b",
    re.IGNORECASE,
)
PLANTED = (
    "I will send the plan by Friday", "you can join for €{n}", "a {n} % discount until 2026-12-{d}", "come to the yard on 3 January",
    "free for {n} USD tomorrow", "they will invite {n} people", "we can guarantee {n}%", "nothing planted here {n}", "in two weeks",
    "12/01 or {n} EUR", "next Tuesday 10:00", "promised to send {n} hulls",
)  # fmt: skip
FOUND_ON_SITE = "Join us free on 4 July 2031: 40 % discount, €999, I promise"

lines = st.tuples(
    st.sampled_from((*PREFIXES, "", "Pricing")),
    st.sampled_from(PLANTED),
    st.integers(100, 999),
    st.integers(10, 28),
).map(lambda line: f"{line[0]}: {line[1].format(n=line[2], d=line[3])}".removeprefix(": "))


@settings(deadline=None)
@given(st.lists(lines, max_size=14), st.booleans())
def test_no_commitment_is_in_the_mail_that_is_not_in_the_notes(written: list[str], with_when: bool) -> None:
    """Promises, dates, prices, discounts and invitations come from lines that were marked for the mail, or not at all."""
    notes = parse_notes("\n".join(written))
    site = tuple(
        Fact(kind, FOUND_ON_SITE, 0.9, (Evidence("https://x.example/", FOUND_ON_SITE, "text"),))
        for kind in KINDS
    )
    call = CALL if with_when else replace(CALL, when=None)
    mail = write(notes, call, CALLER, ENGLISH, now=NOW, facts=site, to="jan@tidewell.example")
    for_them = notes.of(
        "quote", "heard", "agreed", "goal", "i promised", "they promised", "next", "personal", "outcome"
    )
    noted = " ".join(f"{note.text} {turned(note.text, 'en').text}" for note in for_them).lower()
    resolved = " ".join(
        in_full(said.day, since=date(2026, 12, 1)).lower()
        for note in for_them
        for said in find_dates(note.text, date(2026, 12, 1))
        if said.day
    )
    # Tuesday is the day of the call, which the mail thanks for.
    text = " ".join(said_by_notes(sentence) for sentence in (mail.subject, *chain(*mail.parts)))
    for match in COMMITMENT.finditer(text):
        assert match[0] == "Tuesday" or match[0].lower() in noted or match[0].lower() in resolved, (
            match[0],
            text,
        )


def said_by_notes(sentence: Sentence) -> str:
    """What of a sentence is not the catalogue's own."""
    text = sentence.text
    for source in sentence.sources:
        if source.kind in ("catalogue", "slot"):
            section, _, key = source.place.partition(".")
            for piece in re.split(r"\{[a-z_]+\}", ENGLISH.section(section)[key]):
                text = text.replace(piece.strip(), " ", 1) if piece.strip() else text
    return text


@settings(deadline=None)
@given(st.lists(lines, max_size=14))
def test_every_word_of_a_mail_has_a_source(written: list[str]) -> None:
    """What the notes give is cited with the line on which it stands."""
    notes = parse_notes("\n".join(written))
    by_place = {f"notes.md line {note.line}": note.text for note in notes.notes}
    mail = write(notes, CALL, CALLER, ENGLISH, now=NOW)
    for sentence in (mail.subject, *(sentence for part in mail.parts for sentence in part)):
        for source in sentence.sources:
            if source.kind == "notes":
                assert source.words == by_place[source.place]


def test_the_catalogue_itself_commits_to_nothing() -> None:
    """No date, price, invitation or promise stands in our own sentences: only "I will", "you will" and the like, which
    stand before what was noted as promised.
    """
    bound = {key for key, words in ENGLISH.section("followup").items() if COMMITMENT.search(words)}
    of_promises = (
        "me_deed",
        "me_thing",
        "me_many",
        "me_paper",
        "you_sent",
        "you_deed",
        "you_thing",
        "you_paper",
        "you_many",
    )
    assert {key for key in bound if not key.startswith(of_promises)} == set()


def test_the_site_lends_the_spelling_of_a_name_and_is_cited() -> None:
    """`--with "jorg muller"` becomes the Jörg Müller of their team page."""
    person = Fact("person", "Jörg Müller", 0.9, (Evidence("https://x.example/team", "Jörg Müller", "text"),))
    dossier = Dossier(Subject("x.example", "https://x.example/", "x.example", NOW), facts=(person,))
    call = replace(CALL, with_name="jorg muller")
    written = write_follow_up(
        "x.example", parse_notes("heard: Haverman left"), call, CALLER, now=NOW, environment=Environment(ENGLISH), dossier=dossier
    )  # fmt: skip
    assert written.follow_up.text.startswith("Dear Jörg,")
    assert "spelled as on https://x.example/team: “Jörg Müller”" in written.explanation


def test_a_sentence_of_ones_own_stands_alone_where_the_next_way_is_empty() -> None:
    """Whoever changes a sentence in their own catalogue gets it in every mail."""
    own = {**ENGLISH.section("followup"), "check": "Right?", "check_2": ""}
    sentences = replace(ENGLISH, catalogue={**ENGLISH.catalogue, "followup": own})
    for turn in range(3):
        mail = write(parse_notes("heard: the yard"), CALL, CALLER, sentences, now=NOW, turn=turn)
        assert "\nRight?\n" in mail.text


def test_what_was_agreed_is_said_in_the_words_noted() -> None:
    """A price that both settled stands in the mail as such, and not as what somebody said."""
    mail = made("heard: the yard\nagreed: six sessions at £1,200\nagreed: we start on Monday 14 December")
    assert "greed: six sessions at £1,200. We start on Monday 14 December." in mail.text
    longer = made("agreed: six sessions at £1,200\nagreed: we start on Monday\ni promised: send the plan")
    assert "greed: six sessions at £1,200. We start on Monday 7 December. " in longer.text
    assert "I will send you the plan." in longer.text


def test_a_line_that_may_be_several_things_is_named_with_the_prefixes_for_it() -> None:
    """It stays out of the mail, and is not counted among the lines that have no prefix."""
    mail = made("heard: the yard\ntodo: send the plan\nbudget: £1,200\naction: the rota\nprice: £900 a month")
    assert "plan" not in mail.text
    assert "1,200" not in mail.text
    assert "\nThe price is £900 a month.\n" in mail.text
    assert [notice for notice in mail.notices if "stay" in notice] == [
        "2 lines stay out of the mail, as each may be i promised or they promised:"
        " line 2 (“todo:”), line 4 (“action:”). Write which.",
        "1 line stays out of the mail, as it may be heard or agreed or private: line 3 (“budget:”). Write which.",
    ]


def test_a_mail_that_no_setting_signs_shows_where_the_name_is_missing() -> None:
    """Once in the mail and once beside it, with what to do; it keeps its subject and its address."""
    mail = made("heard: the yard\nto: jan@tidewell.example", caller=CALLER._replace(signature=""))
    assert mail.text.endswith("regards,\n[your name]\n")
    assert (mail.slots, mail.to[0].address) == (0, "jan@tidewell.example")
    assert [notice for notice in mail.notices if "signature" in notice] == [
        "No signature yet: precall init asks for it once."
    ]


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("next: decision by Friday 18 December", "You will decide by Friday 18 December."),
        ("next: she will think about it and write", "think about it and write to me."),
        ("i promised: comments on the draft within two days", "comment on the draft within two days"),
        ("i promised: half an hour with the crew", ": half an hour with the crew."),
        ("heard: the crew is calm\nprice: stays at 90 if they sign", "The price stays at 90 if you sign."),
        ("heard: her deputy left\ngoal: know what he wants", "You want to know what he wants."),
        ("heard: sole notary in her valley", "ole notary in your valley"),
        ("heard: happy with cash, wife does it", "You are happy with cash, and your wife does it."),
        ("heard: the fee is 90 a month, she knows", "he fee is 90 a month."),
        ('she said: "We count the boats and not the guests."', "“We count the boats and not the guests.”"),
        ("heard: the crew is calm\ntold her: 90 a month", "The price is 90 a month."),
    ],
)
def test_a_line_is_said_to_its_reader_or_stands_as_noted(notes: str, said: str) -> None:
    """No date is made up, nobody's promise becomes somebody else's, and no aside goes out."""
    assert said in made(notes, turn=0).text
