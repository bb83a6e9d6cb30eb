"""Does the desk hold what `today` needs?"""

from datetime import timedelta

from moments import DAY, NOW, told

from precall.memory import calls, identity, looks
from precall.memory.database import Database
from precall.memory.waiting import silent, waiting
from precall.model.memory import Ahead, Client


def test_clients_are_silent_after_their_own_rhythm_longest_first(db: Database) -> None:
    """Nobody who was never spoken to, and nobody who has a call ahead."""
    for name, days, rhythm in (("a", 40, 30), ("b", 50, 30), ("c", 20, 14), ("d", 20, 30), ("e", 60, 30)):
        client = identity.ensured(db, f"{name}.example", NOW)
        identity.set_rhythm(db, client.id, rhythm)
        calls.add_call(db, client, told(at=NOW - days * DAY))
        if name == "e":
            looks.plan(db, client, Ahead(client.key, "", NOW + DAY))
    identity.ensured(db, "never.example", NOW)
    assert [client.key for client in silent(db, NOW, 10)] == ["b.example", "a.example", "c.example"]
    assert [client.key for client in silent(db, NOW, 1)] == ["b.example"]


def test_whoever_was_reached_this_week_counts_against_the_week(db: Database) -> None:
    """The list shows what is left of the week's number."""
    for name, days in (("a", 40), ("b", 50), ("c", 0)):
        client = identity.ensured(db, f"{name}.example", NOW)
        calls.add_call(db, client, told(at=NOW - days * DAY))
    assert [client.key for client in waiting(db, NOW, "UTC", most=2).silent] == ["b.example"]


def test_a_goal_of_a_silent_client_is_asked_in_their_words(db: Database, acme: Client) -> None:
    """The newest one that was not reached."""
    calls.add_call(db, acme, told(at=NOW - 40 * DAY))
    assert waiting(db, NOW, "UTC", most=5).goals == {"acme.example": "two Sundays off"}


def test_a_call_ahead_is_never_missing_however_far(db: Database, acme: Client) -> None:
    """Also this morning's calls, for the breaks; yesterday's are over."""
    for hours in (-30, -2, 5, 200, 5000):
        looks.plan(db, acme, Ahead(acme.key, "", NOW + timedelta(hours=hours)))
    assert [call.start - NOW for call in waiting(db, NOW, "UTC", most=5).ahead] == [
        timedelta(hours=-2),
        timedelta(hours=5),
        timedelta(hours=200),
        timedelta(hours=5000),
    ]


def test_a_planned_call_that_is_over_waits_for_its_debrief(db: Database, acme: Client) -> None:
    """Until it is debriefed; one that still runs does not."""
    for hours in (-3, -0.5):
        looks.plan(db, acme, Ahead(acme.key, "", NOW + timedelta(hours=hours)))
    assert [call.start for call in waiting(db, NOW, "UTC", most=5).past] == [NOW - timedelta(hours=3)]
    calls.add_call(db, acme, told())
    assert waiting(db, NOW, "UTC", most=5).past == ()
