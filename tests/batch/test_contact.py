"""By which route a prospect is reached without using anybody's personal address."""

import pytest
from tests.batch.samples import HOME, dossier, fact

from precall.batch.contact import contact_route, is_role


@pytest.mark.parametrize(
    ("mailbox", "role"),
    [
        ("info@acme.example", True),
        ("hello@acme.example", True),
        ("kontakt@acme.example", True),
        ("info-berlin@acme.example", True),
        ("ann.lee@acme.example", False),
        ("alee@acme.example", False),
        ("a@acme.example", False),
    ],
)
def test_a_mailbox_belongs_to_a_role_or_to_a_person(mailbox: str, role: bool) -> None:
    """In the languages that precall reads."""
    assert is_role(mailbox) is role


def test_a_persons_mailbox_is_left_out_unless_it_is_asked_for() -> None:
    """The contact page is the route then."""
    seen = dossier(fact("email", "ann.lee@acme.example"), fact("contact_page", f"{HOME}contact"))
    assert contact_route(seen) == f"{HOME}contact"
    assert contact_route(seen, personal=True) == "ann.lee@acme.example"


def test_a_persons_mailbox_in_the_imprint_is_never_used() -> None:
    """It stands there because the law demands it, not to be written to."""
    seen = dossier(fact("email", "ann.lee@acme.example", url=f"{HOME}imprint"), fact("phone", "+4930123456"))
    assert contact_route(seen, personal=True) == "+4930123456"


def test_a_doubtful_mailbox_is_no_route() -> None:
    """It may be somebody else's."""
    assert contact_route(dossier(fact("email", "info@other.example", check=True))) == ""


def test_a_roles_mailbox_comes_first() -> None:
    """Also where a person's may be used."""
    seen = dossier(fact("email", "ann.lee@acme.example"), fact("email", "info@acme.example"))
    assert contact_route(seen, personal=True) == "info@acme.example"
