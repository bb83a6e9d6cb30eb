"""The mail after a call: what it says, what it leaves open, and that it promises nothing that was not noted."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.compose.dates import find_dates
from precall.compose.followup import MOST_WORDS, write
from precall.compose.notes import parse_notes
from precall.compose.spoken_dates import in_full
from precall.compose.told import promises
from precall.errors import UsageError
from precall.model.call import Call, Caller, Promise
from precall.model.dossier import Dossier, Subject
from precall.model.fact import Evidence, Fact
from precall.model.followup import PREFIXES, FollowUp, Mailbox, Notes
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
    """In the order in which a reader checks it."""
    mail = made(FULL)
    assert [part.name for part in mail.parts] == [
        "greeting", "opening", "moment", "heard", "me", "you", "next", "personal", "check", "signature",
    ]  # fmt: skip
    assert mail.subject.text == "“We never wanted to be the biggest…” – Tuesday 8 December, 10:00"
    assert "From me: send you the one-page training plan by Friday 4 December" in mail.text
    assert "From you: send me the rota of the last three months by Monday 7 December" in mail.text
    assert "Next: Tuesday 8 December, 10:00 (London time), second call" in mail.text
    assert "Did I get this right? If I misheard something, tell me and I will correct my notes." in mail.text
    assert mail.to == (Mailbox("jan@tidewell.example", "Jan Haverman"),)
    assert 100 < mail.words <= 160
    assert mail.slots == 0


@pytest.mark.parametrize("secret", ["tired", "Ana Silva", "then wait", "thought of my own", "prefilled"])
def test_what_is_not_meant_for_them_stays_out(secret: str) -> None:
    """Private lines, who recommended them, a look back on oneself, and lines without a prefix."""
    written = files(parse_notes(FULL))
    assert secret not in written.follow_up.text
    assert secret not in written.markdown
    assert secret.encode() not in written.mail


def test_before_the_call_there_are_slots_and_no_address() -> None:
    """A draft that is not finished cannot be sent by mistake."""
    mail = made("", to="jan@tidewell.example")
    assert mail.slots == 4
    assert mail.subject.text == "[4 to fill] After our call"
    assert mail.to == ()
    assert "[what you heard, in their words]" in mail.text
    assert any("To: line waits" in notice for notice in mail.notices)


@pytest.mark.parametrize(
    ("notes", "slots"),
    [
        ("heard: the yard", 3),
        ("quote: never on Sundays", 3),
        ("heard: the yard\ni promised: the plan by Friday", 1),
        ("heard: the yard\nthey promised: nothing\nnext: Friday", 0),
        ("heard: the yard\ni promised: none\nnext: nothing", 0),
        ("heard: the yard\ni promised: the plan\nnext: second call", 1),
        ("heard: the yard\ni promised: the plan\nnext: on 12/01", 0),
        ("outcome: not a fit", 1),
        ("private: tired", 4),
    ],
)
def test_each_thing_that_the_notes_do_not_say_is_one_slot(notes: str, slots: int) -> None:
    """`nothing` is an answer; so is a promise of the other side alone."""
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
    assert "Next:" not in mail.text
    assert "Friday" not in mail.text + mail.subject.text
    assert "too early" not in mail.text
    assert mail.slots == 0
    assert ("For this I would turn to Ana Silva, tax adviser." in mail.text) is ("Ana" in outcome)


def test_another_outcome_is_kept_for_the_memory_and_changes_nothing() -> None:
    """Only an end ends a mail."""
    mail = made("heard: the yard\ni promised: nothing\nnext: Friday\noutcome: wants an offer")
    assert "offer" not in mail.text
    assert "notes.md line 4 is kept; it does not change the mail." in mail.notices


@pytest.mark.parametrize(
    ("values", "greeting"),
    [
        ({}, "Hello Jan,"),
        ({"call": Call()}, "Hello,"),
        ({"call": Call(with_name="Ms Haverman")}, "Hello Ms Haverman,"),
        ({"to": "Ana Silva <ana@tidewell.example>"}, "Hello Ana,"),
        ({"to": "jan@tidewell.example, ana@tidewell.example"}, "Hello,"),
    ],
)
def test_the_greeting_uses_the_name_that_was_given(values: dict[str, Any], greeting: str) -> None:
    """Else a neutral one; nobody's gender or title is guessed, and no name is taken from an address."""
    assert made("heard: the yard", **values).text.startswith(greeting + "\n")


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
        ("heard: she has no time", "notes.md line 1 says “she”; the mail speaks to them."),
        ("i promised: the plan by Friday", "Days are counted from Tuesday 1 December, the day of the call."),
        ("outcome: thinking", "No address to write to"),
    ],
)  # fmt: skip
def test_the_caller_is_told_what_to_look_at(line: str, notice: str) -> None:
    """Beside the mail, never in it."""
    full = line if "outcome" not in line else f"{line}\nheard: x\ni promised: nothing\nnext: Friday"
    mail = made(full)
    assert any(notice in said for said in mail.notices), mail.notices
    assert notice not in mail.text


def test_a_long_call_still_makes_a_short_mail() -> None:
    """What is left out or shortened is said; a date is never cut off."""
    long = " ".join(f"word{number}" for number in range(60))
    many = ("heard: {}", "i promised: {} by Friday", "they promised: {}")
    once = ("quote: {}", "next: {} on Monday", "personal: {}")
    notes = "\n".join(line.format(long) for line in (*many * 4, *once))
    mail = made(notes)
    assert mail.words <= MOST_WORDS
    assert "(Friday 4 December)" in mail.text
    assert "notes.md line 10 is left out; the mail shows three things that you heard." in mail.notices
    assert any("the mail would be too long" in notice for notice in mail.notices)


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


@given(st.lists(lines, max_size=14), st.booleans())
def test_no_commitment_is_in_the_mail_that_is_not_in_the_notes(written: list[str], with_when: bool) -> None:
    """Promises, dates, prices, discounts and invitations come from lines that were marked for the mail, or not at all."""
    notes = parse_notes("\n".join(written))
    site = tuple(
        Fact(kind, FOUND_ON_SITE, 0.9, (Evidence("https://x.example/", FOUND_ON_SITE, "text"),))
        for kind in KINDS
    )
    call = CALL if with_when else replace(CALL, when=None)
    mail = write(notes, call, CALLER, ENGLISH, now=NOW, names=site, to="jan@tidewell.example")
    for_them = notes.of(
        "quote", "heard", "goal", "i promised", "they promised", "next", "personal", "outcome"
    )
    noted = " ".join(note.text for note in for_them).lower()
    resolved = " ".join(
        in_full(said.day, since=date(2026, 12, 1)).lower()
        for note in for_them
        for said in find_dates(note.text, date(2026, 12, 1))
        if said.day
    )
    ours = "tell me and I will correct my notes."
    slots = [sentence.text for part in mail.parts for sentence in part if sentence.is_slot]
    text = f"{mail.subject.text}\n{mail.text}".replace(ours, "")
    for slot in slots:
        text = text.replace(re.sub(r"^.*(?=\[)", "", slot), "")
    for match in COMMITMENT.finditer(text):
        assert match[0].lower() in noted or match[0].lower() in resolved, (match[0], text)
    assert mail.words <= MOST_WORDS


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
    """No date, price, invitation or promise stands in our own sentences but the one to correct the notes."""
    in_mails = {
        key: words for key, words in ENGLISH.section("followup").items()
        if not key.startswith(("notice_", "from_", "file_", "notes_", "slot_"))
    }  # fmt: skip
    assert {key for key, words in in_mails.items() if COMMITMENT.search(words)} == {"check"}


def test_the_site_lends_the_spelling_of_a_name_and_is_cited() -> None:
    """`--with "jorg muller"` becomes the Jörg Müller of their team page."""
    person = Fact("person", "Jörg Müller", 0.9, (Evidence("https://x.example/team", "Jörg Müller", "text"),))
    dossier = Dossier(Subject("x.example", "https://x.example/", "x.example", NOW), facts=(person,))
    call = replace(CALL, with_name="jorg muller")
    written = write_follow_up(
        "x.example", parse_notes("heard: Haverman left"), call, CALLER, now=NOW, environment=Environment(ENGLISH), dossier=dossier
    )  # fmt: skip
    assert written.follow_up.text.startswith("Hello Jörg,")
    assert "spelled as on https://x.example/team: “Jörg Müller”" in written.explanation
