"""What a notetaker or a page of plain notes gives: what may be a promise, a date, a next step, and what is none."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall import sentences
from precall.compose.note_reading import Reading
from precall.compose.notes import parse_notes
from precall.compose.proposals import accepted, proposals, shown
from precall.compose.transcript import lines_of
from precall.render import templates

SAMPLES = Path(__file__).parents[1] / "transcripts"
READING = Reading.of("en", date(2026, 12, 1), "Ada Bell", "Jan Haverman")


def proposed(text: str, reading: Reading = READING) -> list[tuple[str, str]]:
    """The prefix and the words of each."""
    return [(one.prefix, one.text) for one in proposals(parse_notes(text), reading)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "teams.vtt",
            [
                ("goal", "We want to have our Sundays back by summer."),
                ("heard", "Nobody has time to train the new people."),
                ("i promised", "send you the one-page training plan by Friday"),
                ("they promised", "send me your rota of the last three months by Monday"),
                ("next", "Let's talk again next Tuesday at 10am."),
            ],
        ),
        (
            "zoom.srt",
            [
                ("heard", "We are stuck with the rota every week, and it costs us two people a year."),
                ("i promised", "send you a template by Thursday"),
            ],
        ),
        (
            "otter.txt",
            [
                ("heard", "We are losing two people a year and it cost us a lot."),
                ("they promised", "send me the numbers by Monday"),
                ("i promised", "call the builder on Friday"),
            ],
        ),
        (
            "fathom.txt",
            [
                ("heard", "We struggle with the rota every single week."),
                ("i promised", "send you a template by Thursday"),
            ],
        ),
        (
            "google-meet.md",
            [
                ("heard", "Jan Haverman described a full order book and no time to train people."),
                ("i promised", "send the training plan by Friday."),
                ("they promised", "share the rota with me by Monday."),
                ("next", "Next call on Tuesday 8 December at 10:00"),
            ],
        ),
        (
            "zoom-summary.txt",
            [
                ("i promised", "send the price list by Friday."),
                ("they promised", "decide with his partner by 15 December."),
            ],
        ),
        (
            "granola.md",
            [
                ("heard", "we need two more people before March."),
                ("i promised", "introduce you to Ana Silva this week"),
                ("they promised", "send me the job ads tomorrow"),
            ],
        ),
        (
            "plain-notes.txt",
            [
                ("heard", "they have too many requests, and nobody answers the phone after five"),
                ("quote", "We never wanted to be the biggest"),
                ("i promised", "send the one-page plan by Friday"),
                ("they promised", "send me the rota by Monday"),
                ("goal", "wants to have two free Sundays a month"),
                ("next", "next call Tuesday 8 December 10:00"),
                ("personal", "his daughter's regatta is on Saturday"),
                ("i promised", "send him Ana's number"),
            ],
        ),
    ],
)
def test_each_notetakers_text_is_read(name: str, expected: list[tuple[str, str]]) -> None:
    """Who speaks is known by the caller's name; what they said becomes a line with a prefix."""
    assert proposed((SAMPLES / name).read_text(encoding="utf-8")) == expected


@pytest.mark.parametrize(
    "line",
    [
        "seems tired, do not push",
        "I think they will send a cheaper offer elsewhere",
        "careful, her husband left",
        "a long talk about this and that",
        "10:00 call",
        "will they want a discount?",
    ],
)
def test_what_was_written_for_oneself_is_not_proposed(line: str) -> None:
    """A guess, a warning, a question and small talk are no notes for others."""
    assert proposed(line) == []


def test_a_task_with_a_sign_before_its_owner_is_theirs() -> None:
    """As notetakers and task lists write it, in boxes to tick."""
    found = proposed(
        "Action items\n[ ] @Ada Bell Send a waiting list template by Dec 4\n[ ] @Jan Haverman Count cancellations for two weeks\n"
    )
    assert found == [
        ("i promised", "send a waiting list template by Dec 4"),
        ("they promised", "count cancellations for two weeks"),
    ]


def test_a_promise_that_goes_on_to_ask_for_a_meeting_is_two() -> None:
    """The promise, and when they meet."""
    text = "Ada Bell: Is that fine?\nJan Haverman: Fine for me.\nAda Bell: I will send you the offer tomorrow morning, and shall we talk on Friday at 11?\nJan Haverman: Friday at 11 is good.\n"
    found = proposed(text)
    assert ("i promised", "send you the offer tomorrow morning") in found
    assert [text for prefix, text in found if prefix == "next"] == ["on Friday at 11am"]


def test_what_a_program_wrote_above_notes_is_none() -> None:
    """Between two rules: the title, the date, tags; a note between rules is one."""
    assert proposed(
        "---\ntitle: Discovery - Jan Haverman\ntags:\n  - call\n---\nI'll send the plan by Friday\n"
    ) == [("i promised", "send the plan by Friday")]
    notes = parse_notes("---\nheard: they want to grow\ntitle: x\n---\n")
    assert [note.text for note in notes.marked] == ["they want to grow"]
    assert parse_notes("---\ntitle: x\n---\nheard: y\n").notes[0].line == 4


def test_what_is_sent_may_end_in_ing() -> None:
    """It is a verb behind "to" and where it gives something; else it may be a thing: cycle counting."""
    assert proposed("Ada to send quoting checklist by Thursday") == [
        ("i promised", "send quoting checklist by Thursday")
    ]
    assert proposed("cycle counting by Thursday") == []


def test_without_knowing_who_speaks_no_promise_is_anybodys() -> None:
    """Neither name is the caller's or the client's."""
    text = (
        (SAMPLES / "otter.txt")
        .read_text(encoding="utf-8")
        .replace("Ada Bell", "Bo Field")
        .replace("Jan Haverman", "Cy Lane")
    )
    assert not {prefix for prefix, _ in proposed(text)} & {"i promised", "they promised"}


def test_proposals_count_once_their_mark_is_gone() -> None:
    """Not before."""
    found = proposals(parse_notes("I'll send the plan by Friday"), READING)
    assert not parse_notes(shown(found, "en", ":")).marked
    (note,) = parse_notes(shown(found, "en", ":").removeprefix("? ")).marked
    assert (note.prefix, note.text) == ("i promised", "send the plan by Friday")
    assert accepted(parse_notes("heard: x\nI'll send the plan"), ()).text == "heard: x\n"


@given(st.text(max_size=200) | st.text(alphabet="Ab: 0123\n->.<v/\t[]#*-", max_size=120))
def test_any_text_is_read(text: str) -> None:
    """Never a crash; each line is one of the text's."""
    for line in lines_of(text):
        assert line.line <= text.count("\n") + text.count("\r") + 1
    proposals(parse_notes(text), READING)


CALL = """\
Ada Bell: How do orders come in?
Jan Haverman: By telephone, mostly. Could you send me the price list for the small package?
Ada Bell: Sure, I'll send you that by Friday.
Jan Haverman: And I'll show it to my brother on Monday.
Ada Bell: {}
Jan Haverman: Fine.
"""


def test_a_promise_names_what_was_asked_for() -> None:
    """ "I'll send you that" means nothing to who reads it a week later; what nobody named stays as it was said."""
    found = proposed(CALL.format("Good."))
    assert ("i promised", "send you the price list for the small package by Friday") in found
    assert ("they promised", "show it to your brother on Monday") in found


def test_a_jotted_clause_is_something_heard() -> None:
    """A notetaker's sentence about the meeting is not."""
    assert ("heard", "their accountant has to sign off") in proposed("their accountant has to sign off")
    assert proposed("The meeting covered the rota.") == []


def test_a_question_that_sets_a_meeting_is_a_next_step() -> None:
    """ "Shall we say" asks for no more than a yes; a question about something else proposes nothing."""
    asked = CALL.format("Shall we say Thursday 10 December at 2pm for the demo?")
    assert ("next", "Thursday 10 December at 2pm for the demo") in proposed(asked)
    assert not [one for one in proposed(CALL.format("Does the yard open on Monday?")) if one[0] == "next"]


@pytest.mark.parametrize(
    "line",
    [
        "Jan to visit his father, who is ill, before Christmas",
        "They will sell the second shop in May, which is confidential.",
        "He will leave the firm in March. Asked me not to record it.",
        "They need a new bank; this is off the record",
        "Next call on Friday 11 December at 10, not for the mail",
        "Other notes: Jan will change the bank on Monday",
    ],
)
@pytest.mark.parametrize("heading", ["", "Next steps:\n* ", "## What they said\n"])
def test_illness_and_what_is_not_to_be_passed_on_is_never_proposed(line: str, heading: str) -> None:
    """Under a heading of next steps neither."""
    assert proposed(f"{heading}{line}") == []


@pytest.mark.parametrize("heading", ["Other notes", "Private", "Observations", "My impressions"])
def test_of_the_callers_own_thoughts_nothing_is_proposed(heading: str) -> None:
    """Until the next heading."""
    text = f"## {heading}\n- Jan will look for a new partner\n- wants to sell\n\n## Next steps\n- Jan to send the rota"
    assert [prefix for prefix, _ in proposed(text)] == ["they promised"]


@pytest.mark.parametrize(
    "line",
    [
        "Spoke to Jan (ops lead) about the kiln",
        "We met at the yard and I showed him the plan",
        "Jan Haverman, discovery call 1 Dec",
        "Jan Haverman - first meeting",
        "Call with Jan Haverman, 1 Dec 10:00",
    ],
)
def test_what_the_caller_did_and_a_title_tell_nothing_of_the_client(line: str) -> None:
    """Nor is the day of this call the next one."""
    assert proposed(line) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She mentioned that two cooks want to leave",
            [("heard", "She mentioned that two cooks want to leave")],
        ),
        ("Her main goal is a free Monday", [("goal", "Her main goal is a free Monday")]),
        ("Introduce Ada to the landlord", []),
        (
            "Actions\nJan Haverman\n- Introduce Ada to the landlord\nAda Bell\n- Send the lease",
            [("they promised", "introduce me to the landlord"), ("i promised", "send the lease")],
        ),
        ("Jan and Ada will meet on 14 December at 10", [("next", "meet on 14 December at 10")]),
        ("They agreed to meet again.", []),
        ("I owe him: the lease", [("i promised", "the lease")]),
        ("Needs: two kilns, a yard", [("heard", "Needs: two kilns, a yard")]),
        ("Pain: nobody can fire the kiln", [("heard", "nobody can fire the kiln")]),
        ("he'd like a second kiln", [("goal", "he'd like a second kiln")]),
        ("talk again 9.12. 14h", [("next", "talk again 9.12. 14h")]),
        ("Jan: talk to the landlord", [("they promised", "talk to the landlord")]),
        ("happy with the landlord", [("heard", "happy with the landlord")]),
        (
            "Summary\n\nHer team in the old yard feels forgotten.",
            [("heard", "Her team in the old yard feels forgotten.")],
        ),
        ("Summary\n\nHer landlord", []),
    ],
)
def test_who_wants_and_who_does_is_told_by_the_words_before(
    text: str, expected: list[tuple[str, str]]
) -> None:
    """By a name above a list, too; the caller is "me" in what the client will do."""
    assert proposed(text) == expected


def test_that_somebody_is_ill_keeps_back_that_sentence_and_nothing_else() -> None:
    """Of a named person's illness the whole turn stays out."""
    turn = "The kiln takes me all night and then somebody is ill anyway. I want my Mondays back."
    assert ("goal", "I want my Mondays back.") in proposed(CALL.format("Good.") + f"Jan Haverman: {turn}\n")
    named = proposed(CALL.format("Good.") + f"Jan Haverman: {turn.replace('somebody', 'my wife')}\n")
    assert not any(
        "is ill" in words for _, words in proposed(CALL.format("Good.") + f"Jan Haverman: {turn}\n")
    )
    assert ("goal", "I want my Mondays back.") not in named


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_what_the_blank_page_explains_is_no_note(language: str) -> None:
    """Its comment and its empty prefixes propose nothing; below them a line of the caller's does."""
    words = sentences.load(language, templates.folders())
    explained = "\n".join(
        words.say(f"draft.notes_{name}")
        for name in ("heard", "i_promised", "they_promised", "outcome", "goal")
    )
    page = f"<!--\nheard:      {explained}\n-->\n\nheard:\nnext:\nI'll send them the price list by Friday\n"
    assert proposed(page) == [("i promised", "send them the price list by Friday")]


def test_a_task_is_whoever_is_named_with_it_else_the_callers() -> None:
    """A price, a concern or a budget is proposed as nothing: only the caller knows what it is."""
    text = (
        "todo: call the accountant about the barn\nAction: Jan to send the rota of the winter\nAI: send the invoice today\n"
        "Action items: me - book the big room, Jan - name three drivers\nprice: £1,200 for six sessions\n"
        "concern: her partner is against all of it\nbudget: they have 900 a month"
    )
    assert proposed(text) == [
        ("i promised", "call the accountant about the barn"),
        ("they promised", "send the rota of the winter"),
        ("i promised", "send the invoice today"),
        ("i promised", "book the big room"),
        ("they promised", "name three drivers"),
    ]


def test_whoever_is_he_in_the_clients_own_words_is_not_the_reader() -> None:
    """What they say of others stands as a quote without a gap; a next call that is asked for counts."""
    call = """Ada Bell: Jan, what has changed?

Jan Haverman: My brother has the keys to the mill now. He leaves them in the door, and nobody is told when he goes.

Jan Haverman: I want him to give them to me at night.

Jan Haverman: I'll ask him on Sunday, at my mother's house.

Ada Bell: Next call Monday the 7th at 8?
"""
    assert set(proposed(call)) == {
        (
            "quote",
            "My brother has the keys to the mill now. He leaves them in the door, and nobody is told when he goes.",
        ),
        ("goal", "I want him to give them to me at night."),
        ("they promised", "ask him on Sunday, at your mother's house"),
        ("next", "Next call Monday the 7th at 8"),
    }


SHORT = Reading.of("en", date(2026, 12, 1), "Jo Li", "Jan Haverman")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("to do Jo: send the list of kilns", [("i promised", "send the list of kilns")]),
        ("to do Jan: send last month's log", [("they promised", "send last month's log")]),
        ("@Jan: send the rota", [("they promised", "send the rota")]),
        ("- [ ] Jo - send the lease", [("i promised", "send the lease")]),
        ("Call log: Send last month's log to Jo. (Jan)", [("they promised", "send last month's log to me.")]),
        ("Send Jan a list of kilns by Friday. (Jo Li)", [("i promised", "send Jan a list of kilns by Friday.")]),
        ("Jo Li\n- Blacken the stove", [("i promised", "will blacken the stove")]),
        ("Jo Li\n- Book follow up for 12 Dec 10am", [("next", "follow up for 12 Dec 10am")]),
        ("Schedule a call for Thursday 10 December at 10am. (Jo, Jan)", [("next", "call for Thursday 10 December at 10am.")]),
        ("Action Items\nJo Li\nSend the lease (12:34)\nJan Haverman\nForward the log (15:10)", [("i promised", "send the lease"), ("they promised", "forward the log")]),
        ("| Owner | Task | Due |\n|---|---|---|\n| Jan | Forward the log | 10 December |", [("they promised", "forward the log by 10 December")]),
        ("Next steps\n- Jan will send the rota\n\nSummary\nJan explained that two people left.", [("they promised", "send the rota"), ("heard", "Jan explained that two people left.")]),
        ("VIEW RECORDING - 32 mins (No highlights): https://tool.example/share/abc", []),
        ("Jan\n- Send the rota\n\n---\nChat with meeting transcript: https://tool.example/p/abc", [("they promised", "send the rota")]),
    ],
)  # fmt: skip
def test_a_task_belongs_to_whom_it_names_however_a_tool_writes_it(
    line: str, expected: list[tuple[str, str]]
) -> None:
    """Before it, behind it in brackets or above it, with a name of two letters, too; a link to a recording is no task."""
    assert proposed(line, SHORT) == expected


def test_of_many_tasks_none_is_lost() -> None:
    """A page of a long meeting has ten and more."""
    tasks = "".join(f"Jan: send list {number}\n" for number in range(10))
    assert len(proposed(f"Action items\n{tasks}")) == 10


UNTAKEN = """Spoke for half an hour.
I'll send the plan by Friday
We agreed on two sessions at £220 each.
We agreed that she starts in March.
todo: book the room
todo: send her the list
Price: £440
a line of nothing
"""


def test_what_both_agreed_is_settled_and_nothing_that_was_heard() -> None:
    """With its price."""
    settled = [one.text for one in proposals(parse_notes(UNTAKEN), READING) if one.prefix == "agreed"]
    assert settled == ["two sessions at £220 each", "she starts in March"]


def test_a_task_says_that_it_does_not_tell_whose_it_is() -> None:
    """An order to oneself does not either; a task with a name does."""
    found = proposals(parse_notes(f"{UNTAKEN}todo: Jan to send the rota\n"), READING)
    assert [one.line for one in found if one.is_open] == [5, 6]


def test_lines_of_which_nothing_was_taken_stay_without_a_prefix() -> None:
    """So that they are told and no mail shows them."""
    notes = parse_notes(UNTAKEN)
    left = accepted(notes, [one for one in proposals(notes, READING) if not one.is_open])
    assert [note.line for note in left.unmarked if "440" not in note.text] == [5, 6, 8]
    assert "room" not in left.text


def test_a_question_for_a_meeting_is_on_the_day_that_the_answer_confirms() -> None:
    """And an answer that only its question completes stands with it; one that tells enough alone does not."""
    found = proposed(
        "Ada Bell: How do skippers book a berth?\n"
        "Jan Haverman: By radio, mostly. They call at night, and I write it all down at four.\n"
        "Ada Bell: And what goes wrong?\n"
        "Jan Haverman: Last week I gave two boats the same berth. They laughed about it, but still.\n"
        "Ada Bell: Can we talk again next Wednesday at two?\n"
        "Jan Haverman: Wednesday the 9th at two, yes.\n"
    )
    assert ("next", "Wednesday the 9th at 2pm") in found
    words = [text for _, text in found]
    assert any(text.startswith("How do skippers book a berth? → By radio, mostly.") for text in words)
    assert any(text.startswith("Last week I gave") for text in words)


def test_what_the_client_was_told_is_heard() -> None:
    """A price stands in the mail; a private phone is no secret."""
    found = proposed(
        "Told him it's 12 euros per berth a month.\nSkippers write to him on his private phone, also on Sundays\n"
    )
    assert [prefix for prefix, _ in found] == ["heard", "heard"]


TOPICS = """### Details

* **Work at Night**: Jan Haverman explained that he answers requests at night as the day is full (00:03:12).
**Staff and Training** Jan Haverman said that they lost two people in autumn and kept the yard.
* **Ada Bell**: Send the training plan to Jan by Friday.

Next steps

- Book next call for Dec 8 at 10am | WATCH (5 secs): https://fathom.video/share/abc?timestamp=1

Workload in the Yard
He said that they want two more people before March.

*You should review the notes to make sure they're accurate.*
AI-generated content may be inaccurate or misleading. Always check for accuracy.
"""


def test_topics_titles_times_and_what_a_tool_says_of_its_notes_are_no_words_of_theirs() -> None:
    """Whom a line is for stays, in bold or not."""
    assert proposed(TOPICS) == [
        ("heard", "Jan Haverman explained that he answers requests at night as the day is full."),
        ("heard", "Jan Haverman said that they lost two people in autumn and kept the yard."),
        ("i promised", "send the training plan to Jan by Friday."),
        ("next", "next call for Dec 8 at 10am"),
        ("heard", "He said that they want two more people before March."),
    ]
