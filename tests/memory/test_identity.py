"""Is a client one, however they are typed?"""

import pytest
from moments import DAY, NOW, told

from precall.errors import UsageError
from precall.memory import identity, merging
from precall.memory.calls import add_call, calls_of, details_of, newest_call
from precall.memory.database import Database
from precall.model.memory import Client, Person


@pytest.mark.parametrize(
    "typed",
    [
        "acme.example",
        "ACME.example",
        "www.acme.example",
        "https://www.acme.example/about?x=1",
        "ann@acme.example",
        "Ann <ann@acme.example>",
        "mailto:bob@acme.example",
        " acme.example. ",
    ],
)
def test_a_client_is_one_however_they_are_typed(db: Database, acme: Client, typed: str) -> None:
    """A domain, a URL and an e-mail address there mean the same client."""
    assert identity.ensured(db, typed, NOW).id == acme.id
    assert len(identity.all_clients(db)) == 1


def test_a_client_answers_to_names_in_any_spelling(db: Database, acme: Client) -> None:
    """Case, accents and punctuation do not matter."""
    identity.add_names(db, acme.id, ["Acmé Gardens, Ltd."])
    assert identity.needed(db, "acme gardens ltd") == acme


def test_a_person_answers_by_name_and_by_a_free_mail_address(db: Database, acme: Client) -> None:
    """Whoever was named once is found again, and their provider stays nobody's."""
    identity.add_person(db, acme.id, Person("Ann Lee", "Ann.Lee@gmail.com"))
    assert identity.needed(db, "ann lee") == identity.needed(db, "ann.lee@gmail.com") == acme
    assert identity.lookup(db, "someone.else@gmail.com") is None


def test_a_client_without_a_website_is_kept_under_the_address(db: Database) -> None:
    """A free mail address says nothing about a company, and still is somebody."""
    client = identity.ensured(db, "Jo@gmail.com", NOW)
    assert client.key == "jo@gmail.com"
    assert identity.ensured(db, "jo@gmail.com", NOW).id == client.id


def test_a_name_of_two_clients_is_asked_back(db: Database, acme: Client) -> None:
    """Nobody is chosen by chance."""
    other = identity.ensured(db, "other.example", NOW)
    for client in (acme, other):
        identity.add_names(db, client.id, ["The Garden Room"])
    with pytest.raises(UsageError, match=r"acme\.example, other\.example"):
        identity.lookup(db, "the garden room")


def test_a_name_nobody_goes_by_makes_no_client(db: Database, acme: Client) -> None:
    """A slip of the pen is asked back, with who is near."""
    identity.add_names(db, acme.id, ["Acme Gardens"])
    with pytest.raises(UsageError, match=r"Did you mean acme\.example\?"):
        identity.ensured(db, "Acme Gardnes", NOW)
    assert len(identity.all_clients(db)) == 1


def test_two_clients_that_are_one_are_joined_with_all_they_have(db: Database, acme: Client) -> None:
    """Calls, what was told, people and both domains go along."""
    other = identity.ensured(db, "acme.test", NOW)
    for client, at in ((acme, NOW), (other, NOW + DAY)):
        add_call(db, client, told(at=at))
        identity.add_person(db, client.id, Person("Ann Lee", "ann@gmail.com"))
    merging.merge(db, acme, other)
    joined = identity.needed(db, "acme.test")
    assert joined.id == acme.id
    assert len(calls_of(db, joined)) == 2
    assert len(details_of(db, joined)) == 8
    assert joined.spoken_at == NOW + DAY
    assert identity.people_of(db, joined) == (Person("Ann Lee", "ann@gmail.com"),)
    assert newest_call(db, joined).at == NOW + DAY


def test_a_client_is_not_joined_with_itself(db: Database, acme: Client) -> None:
    """That would remove it."""
    with pytest.raises(UsageError, match="one client already"):
        merging.merge(db, acme, acme)
