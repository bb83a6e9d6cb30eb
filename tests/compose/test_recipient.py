"""Whom to write to: addresses as people type them, and what only looks like one."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall.compose.recipient import recipients
from precall.errors import UsageError
from precall.model.followup import Mailbox


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("jan@acme.com", [Mailbox("jan@acme.com")]),
        ("mailto:jan@acme.com", [Mailbox("jan@acme.com")]),
        ("Jan Haverman <jan@ACME.com>", [Mailbox("jan@acme.com", "Jan Haverman")]),
        ('"Haverman, Jan" <jan@acme.com>', [Mailbox("jan@acme.com", "Haverman Jan")]),
        (
            "jan@acme.com; Ana <ana+calls@acme.co.uk>",
            [Mailbox("jan@acme.com"), Mailbox("ana+calls@acme.co.uk", "Ana")],
        ),
        ("jan@müller.example", [Mailbox("jan@xn--mller-kva.example")]),
    ],
)
def test_an_address_is_taken_as_it_is_typed(line: str, found: list[Mailbox]) -> None:
    """With or without a name, one or several."""
    assert list(recipients(line)) == found


@pytest.mark.parametrize(
    "line",
    [
        "", "jan", "do list", "jan@acme", "jan@", "@acme.com", "jan@-acme.com", '"a b"@acme.com', "jan@acme.com,bob",
        "Jan\r\nBcc: spy@evil.example", "team: jan@acme.com;", "jan@acme.com>,\x00<x", "jan@[127.0.0.1]",
        "jan@acme..com", "a" * 65 + "@acme.com",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_with_the_words_in_question(line: str) -> None:
    """No address is guessed, and no second one hides in a line break or a group."""
    with pytest.raises(UsageError) as refused:
        recipients(line)
    assert "\n" not in str(refused.value)


@given(st.text(max_size=80) | st.from_regex(r"[\w .<>@,;:\"\r\n-]{0,60}", fullmatch=True))
def test_whatever_is_typed_an_address_holds_no_header(line: str) -> None:
    """What comes out is one ASCII address without spaces, quotes or line breaks."""
    with contextlib.suppress(UsageError):
        for mailbox in recipients(line):
            assert mailbox.address.isascii()
            assert mailbox.address.isprintable()
            assert not set(mailbox.address) & set(' <>,;:"\\()[]')
            assert mailbox.address.count("@") == 1
