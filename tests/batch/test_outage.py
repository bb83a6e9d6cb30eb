"""Whether the network is down, or just some clients are out of reach."""

from itertools import islice

from tests.batch.samples import outcome

from precall.batch.job import State, Unreached
from precall.batch.outage import MOST_TRIES, Outage, pauses


def comes(outage: Outage, key: str, state: State = "done", unreached: Unreached = "") -> list[str]:
    """A client's research begins and ends; the clients whose outcomes are certain then."""
    outage.begin(key)
    return [one.key for one in outage.heard(outcome(key, state, unreached=unreached))]


def test_a_client_out_of_reach_among_others_has_failed() -> None:
    """As soon as somebody else is reached."""
    outage = Outage(sure=3)
    assert comes(outage, "a", "failed", "surely") == []
    assert comes(outage, "b") == ["a", "b"]


def test_whoever_was_read_before_is_no_sign_of_life() -> None:
    """Their pages came before the network went away."""
    outage = Outage(sure=2)
    outage.begin("early")
    assert comes(outage, "a", "failed", "surely") == []
    assert [one.key for one in outage.heard(outcome("early"))] == ["early"]
    assert comes(outage, "b", "failed", "surely") == []
    assert outage.is_on
    outage.begin("late")
    assert [one.key for one in outage.heard(outcome("late"))] == ["late"]
    assert not outage.is_on


def test_many_in_a_row_are_given_back_and_the_network_is_down() -> None:
    """None of them has failed."""
    outage = Outage(sure=3)
    for key in "abc":
        assert comes(outage, key, "failed", "surely") == []
    assert outage.is_on
    assert outage.given_back == ["a", "b", "c"]


def test_time_outs_alone_need_many_more() -> None:
    """A list may hold some silent servers in a row."""
    outage = Outage(sure=2, suspicious=5)
    for key in "abcd":
        comes(outage, key, "failed", "maybe")
    assert not outage.is_on
    comes(outage, "e", "failed", "maybe")
    assert outage.is_on


def test_the_first_who_answers_ends_it() -> None:
    """A refusal is an answer too."""
    outage = Outage(sure=1)
    comes(outage, "a", "failed", "surely")
    assert outage.is_on
    assert comes(outage, "b", "failed") == ["b"]
    assert not outage.is_on


def test_a_list_of_silent_servers_comes_to_its_end() -> None:
    """A time-out may be the network's, but not for ever."""
    outage = Outage(suspicious=1)
    certain = [comes(outage, "a", "failed", "maybe") for _ in range(MOST_TRIES)]
    assert certain == [[]] * (MOST_TRIES - 1) + [["a"]]


def test_what_was_held_back_at_the_end_of_the_list_has_failed() -> None:
    """Nobody is left to ask."""
    outage = Outage(sure=3)
    comes(outage, "a", "failed", "surely")
    assert [one.key for one in outage.end()] == ["a"]


def test_pauses_grow_to_a_minute() -> None:
    """And go on so."""
    assert list(islice(pauses(), 7)) == [5, 10, 20, 40, 60, 60, 60]
