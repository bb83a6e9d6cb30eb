"""Is what was said and promised in a call kept whole, corrected rather than doubled, and settled once?"""

from datetime import date, timedelta

import pytest
from moments import DAY, NOTES, NOW, told

from precall.errors import UsageError
from precall.memory import calls
from precall.memory.database import Database
from precall.memory.drafts import drafts, mark_sent
from precall.memory.identity import needed
from precall.model.call import Promise
from precall.model.memory import Client


def test_a_call_is_kept_with_its_promises_and_what_was_told(db: Database, acme: Client) -> None:
    """Days are resolved from the day of the call."""
    calls.add_call(db, acme, told())
    mine, theirs = calls.promises_of(db, acme)
    assert (mine.promise.who, mine.promise.by) == ("me", date(2026, 2, 6))
    assert (theirs.promise.who, theirs.promise.by) == ("them", date(2026, 2, 9))
    assert [detail.kind for detail in calls.details_of(db, acme)] == ["heard", "goal", "person", "came-from"]
    assert calls.last_look_back(db) == ("talk less", NOW)
    assert needed(db, "acme.example").spoken_at == NOW


def test_the_same_notes_twice_are_one_call(db: Database, acme: Client) -> None:
    """A debrief that is run again changes nothing."""
    first = calls.keep_call(db, acme, told())
    assert calls.keep_call(db, acme, told(at=NOW + timedelta(hours=1))) == (first[0], False)
    assert len(calls.promises_of(db, acme)) == 2


def test_a_call_told_better_an_hour_later_is_corrected(db: Database, acme: Client) -> None:
    """Its promises are those of the new notes."""
    calls.keep_call(db, acme, told())
    calls.keep_call(db, acme, told("i promised: a sketch by Monday", at=NOW + timedelta(hours=1)))
    assert [kept.promise.text for kept in calls.promises_of(db, acme)] == ["a sketch by Monday"]
    assert len(calls.calls_of(db, acme)) == 1


@pytest.mark.parametrize("how", ["next day", "sent", "another"])
def test_another_call_is_another_call(db: Database, acme: Client, how: str) -> None:
    """On another day, after the follow-up went out, or where the caller says so."""
    calls.keep_call(db, acme, told())
    if how == "sent":
        mark_sent(db, acme, (), drafts(db, acme, ()), NOW + timedelta(minutes=30))
    at = NOW + (DAY if how == "next day" else timedelta(hours=1))
    calls.keep_call(db, acme, told("heard: more", at=at), another=how == "another")
    assert len(calls.calls_of(db, acme)) == 2


def test_a_promise_is_settled_once(db: Database, acme: Client) -> None:
    """The second time it is said what it is already."""
    number = calls.add_promise(db, acme, Promise("me", "pricing sheet"), NOW)
    assert calls.settle_promise(db, number, NOW + DAY).kept_at == NOW + DAY
    with pytest.raises(UsageError, match="already marked as kept"):
        calls.settle_promise(db, number, NOW, let_go=True)
    with pytest.raises(UsageError, match="no promise 999"):
        calls.settle_promise(db, 999, NOW)
    assert calls.open_promises(db) == ()


def test_a_sent_follow_up_waits_no_longer_and_counts_as_contact(db: Database, acme: Client) -> None:
    """The silence is counted from the mail on."""
    calls.add_call(db, acme, told())
    assert [call.client for call in calls.unsent(db)] == ["acme.example"]
    mark_sent(db, acme, (), drafts(db, acme, ()), NOW + DAY)
    assert drafts(db, acme, ()) == ()
    assert calls.unsent(db) == ()
    assert needed(db, "acme.example").touched_at == NOW + DAY


def test_a_goal_is_reached_once(db: Database, acme: Client) -> None:
    """Only goals can be."""
    calls.add_call(db, acme, told())
    goal = next(detail for detail in calls.details_of(db, acme) if detail.kind == "goal")
    other = next(detail for detail in calls.details_of(db, acme) if detail.kind == "heard")
    assert calls.reach_goal(db, goal.id, NOW) == "two Sundays off"
    for number in (goal.id, other.id, 999):
        with pytest.raises(UsageError, match="no open goal"):
            calls.reach_goal(db, number, NOW)


def test_questions_that_landed_are_known_by_their_reason(db: Database, acme: Client) -> None:
    """The one that landed most often first."""
    for number, reasons in enumerate((("why",), ("how", "why"))):
        calls.add_call(db, acme, told(NOTES, at=NOW + number * DAY, landed=reasons))
    assert calls.landed(db) == ("why", "how")
