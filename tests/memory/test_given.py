"""Is what the caller gave for a call kept until the call is over?"""

from datetime import timedelta

from moments import NOW, told

from precall.memory import calls, given, looks
from precall.memory.database import Database
from precall.model.call import Call
from precall.model.memory import Ahead, Client

LATER = NOW + timedelta(days=3)
ASKED = Call(with_name="Ann Lee", when=LATER, context="We turn work away")


def values(db: Database, client: Client, *, days: int = 0) -> dict[str, str]:
    """What counts for the call ahead, so many days later."""
    found = given.ahead(db, client, NOW + timedelta(days=days))
    return {kind: one.value for kind, one in found.items()}


def test_what_was_given_counts_until_the_call_begins(db: Database, acme: Client) -> None:
    """Afterwards it was another call's."""
    given.keep_call(db, acme, ASKED, NOW)
    assert values(db, acme, days=2) == {
        "context": "We turn work away",
        "when": LATER.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "with": "Ann Lee",
    }
    assert values(db, acme, days=4) == {}


def test_what_was_given_for_a_call_that_was_told_is_over(db: Database, acme: Client) -> None:
    """Also where its time was never given."""
    given.keep_call(db, acme, Call(context="We turn work away"), NOW - timedelta(hours=1))
    assert values(db, acme) == {"context": "We turn work away"}
    calls.add_call(db, acme, told(at=NOW))
    assert values(db, acme) == {}


def test_the_same_given_again_keeps_its_time_and_nothing_takes_it_away(db: Database, acme: Client) -> None:
    """So that it can be said when it was given."""
    given.keep_call(db, acme, ASKED, NOW)
    given.keep_call(db, acme, Call(with_name="Ann Lee"), NOW + timedelta(days=1))
    found = given.ahead(db, acme, NOW)
    assert {kind: one.at for kind, one in found.items()} == {"with": NOW}


def test_a_call_that_was_moved_is_one_call_and_the_calendars_stay(db: Database, acme: Client) -> None:
    """Only what was given by hand is moved by hand."""
    for start, end in ((LATER, None), (NOW + timedelta(days=1), NOW + timedelta(days=1, hours=1))):
        looks.plan(db, acme, Ahead(acme.key, "", start, end))
    given.keep_call(db, acme, ASKED, NOW)
    given.keep_call(db, acme, Call(when=LATER + timedelta(hours=2)), NOW)
    left = [call.start for call in looks.planned(db, NOW, LATER + timedelta(days=1))]
    assert left == [NOW + timedelta(days=1)]


def test_whom_to_write_to_stays_when_the_call_is_over(db: Database, acme: Client) -> None:
    """It is the client's mailbox, not the call's."""
    given.keep(db, acme, "to", "ann@acme.example", NOW)
    calls.add_call(db, acme, told(at=NOW))
    assert given.given(db, acme)["to"].value == "ann@acme.example"
