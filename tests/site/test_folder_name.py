"""No two clients share a folder, and an ordinary domain's folder is the domain."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall.site.folder_name import folder_name

PLAIN = [
    "acme.com",
    "xn--mnchner-bcker-jfb56a.de",
    "a_b.example",
    "shop.acme-sails.co.uk",
    "127.0.0.1",
    "localhost",
    "_dmarc.acme.example",
    "ann@gmail.com",
    "ann.lee+work@gmail.com",
    f"{'a' * 60}.{'b' * 50}.example",
]
ALIKE = [
    "o'brien@gmail.com", "o-brien@gmail.com", "o--brien@gmail.com", "o`brien@gmail.com", "o’brien@gmail.com",
    "obrien@gmail.com", "o.brien@gmail.com", "o.brien@gmail.com.", "o+brien@gmail.com", "-o-brien@gmail.com",
    "o/brien@gmail.com", "o\\brien@gmail.com", "o:brien@gmail.com", "o_brien@gmail.com", "o-brien-gmail.com",
    "o-brien.gmail.com", "o-brien@gmail.com-", "o-brien@gmail.com~", "ö-brien@gmail.com", "o\u0308-brien@gmail.com",
    "con.example", "_con.example", "__con.example", "con@gmail.com", "con.x@gmail.com", "_con.x@gmail.com",
    "nul.example", "com1.example", "com¹.x@gmail.com", "lpt0.example", "index.html", "_index.html",
    "results.csv", "results.jsonl", "batch.sqlite3", "agenda.html",
    "::1", "__1", "2001:db8::1", "2001_db8__1", "fe80::1%eth0", "fe80::1%eth_0", "fe80::1%..\\x", "::ffff:1.2.3.4",
    *(f"{'a' * 60}.{'b' * 60}.{'c' * 60}.{last}.example" for last in ("x", "y")),
    *(f"{'a' * 120}{last}@gmail.com" for last in ("x", "y")),
    *(f"{'-a' * 64}{last}@{'b' * 200}.example" for last in ("x", "y")),
]  # fmt: skip


@pytest.mark.parametrize("key", PLAIN)
def test_an_ordinary_name_is_its_folder(key: str) -> None:
    """Other programs look for `<domain>`."""
    assert folder_name(key) == key


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("con.example", "_con.example"),
        ("::1", "__1"),
        ("index.html", "_index.html"),
        ("o'brien@gmail.com", "o-brien@gmail.com~"),
        ("../../etc/passwd@x", "etc-passwd@x~"),
    ],
)
def test_what_is_no_name_on_every_system_can_still_be_read(key: str, name: str) -> None:
    """With a few letters more where something was lost."""
    assert re.fullmatch(f"{re.escape(name)}(?:[0-9a-f]{{12}})?", folder_name(key))


def test_names_that_are_alike_are_two_folders() -> None:
    """Also where a file system does not tell capitals, or how an accent is written."""
    for one, other in itertools.combinations(ALIKE, 2):
        assert folder_name(one).casefold() != folder_name(other).casefold(), (one, other)


KEYS = st.text(st.sampled_from("aob1-_.@+~%:/\\ '\u0308ö¹"), min_size=1, max_size=12) | st.sampled_from(ALIKE)


@given(KEYS, KEYS)
@settings(max_examples=500, deadline=None)
def test_two_keys_never_have_one_folder(one: str, other: str) -> None:
    """Nor is one key's folder another key that is its own folder."""
    if one != other:
        assert folder_name(one) != folder_name(other)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_every_file_system_takes_every_name(key: str) -> None:
    """Windows: no reserved name, no character of its own, no dot at the end; everywhere: short, and never hidden or an option."""
    name = folder_name(key)
    assert re.fullmatch(r"[a-z0-9_~@+.-]{1,130}", name)
    assert not name.endswith(".")
    assert not name.startswith((".", "-"))
    assert not re.match(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", name)
