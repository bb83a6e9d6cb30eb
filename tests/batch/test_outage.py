"""Whether the network is down, or just some clients are out of reach."""

from itertools import islice

from tests.batch.samples import outcome

from precall.batch.outage import MOST_TRIES, Outage, pauses


def test_a_client_out_of_reach_among_others_has_failed() -> None:
    """As soon as somebody else is reached."""
    outage = Outage(suspicious=3)
    assert outage.heard(outcome("a", "failed", unreached="surely")) == ()
    certain = outage.heard(outcome("b"))
    assert [(one.key, one.state) for one in certain] == [("a", "failed"), ("b", "done")]


def test_many_in_a_row_are_given_back_and_the_network_is_down() -> None:
    """None of them has failed."""
    outage = Outage(suspicious=3)
    for key in "abc":
        assert outage.heard(outcome(key, "failed", unreached="surely")) == ()
    assert outage.is_on
    assert outage.given_back == ["a", "b", "c"]


def test_the_first_who_is_reached_ends_it() -> None:
    """A refusal is an answer too."""
    outage = Outage(suspicious=1)
    outage.heard(outcome("a", "failed", unreached="surely"))
    assert outage.heard(outcome("b", "failed", reason="404 not found"))
    assert not outage.is_on


def test_a_list_of_silent_servers_comes_to_its_end() -> None:
    """A time-out may be the network's, but not for ever."""
    outage = Outage(suspicious=1)
    certain = [outage.heard(outcome("a", "failed", unreached="maybe")) for _ in range(MOST_TRIES)]
    assert [len(one) for one in certain] == [0] * (MOST_TRIES - 1) + [1]


def test_what_was_held_back_at_the_end_of_the_list_has_failed() -> None:
    """Nobody is left to ask."""
    outage = Outage(suspicious=3)
    outage.heard(outcome("a", "failed", unreached="surely"))
    assert [one.key for one in outage.end()] == ["a"]


def test_pauses_grow_to_a_minute() -> None:
    """And go on so."""
    assert list(islice(pauses(), 7)) == [5, 10, 20, 40, 60, 60, 60]
