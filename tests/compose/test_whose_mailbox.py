"""A mail about one person never goes to another one's mailbox because that was typed for an earlier call."""

import pytest

from precall.compose.whose_mailbox import is_anothers
from precall.model.followup import Mailbox

PEOPLE = ["Ann Lee", "Bo Berg", "Zoë Ünal"]


@pytest.mark.parametrize(
    ("address", "name", "reader", "anothers"),
    [
        ("ann@acme.example", "", "Bo Berg", True),
        ("ann@acme.example", "", "Ann Lee", False),
        ("ann@acme.example", "", "Ann", False),
        ("alee@acme.example", "", "Ann Lee", False),
        ("zoe@acme.example", "", "Bo", True),
        ("zoe.unal@acme.example", "", "Zoë Ünal", False),
        ("office@acme.example", "", "Bo Berg", False),
        ("ann@acme.example", "", "", False),
        ("jan.haverman@acme.example", "", "Bo Berg", True),
        ("office@acme.example", "Ann Lee", "Bo Berg", True),
        ("office@acme.example", "Ann Lee", "Bo Lee", True),
        ("office@acme.example", "Dr Ann Lee", "Ann Lee", False),
        ("office@acme.example", "Ann", "Ann Lee", False),
    ],
)
def test_a_mailbox_of_somebody_else_is_known(address: str, name: str, reader: str, anothers: bool) -> None:
    """By the name before the address, a name of the site inside it, or two names of which none is the reader's."""
    assert is_anothers(Mailbox(address, name), reader, PEOPLE) is anothers
