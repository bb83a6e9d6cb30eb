"""One expression for many phrases."""

import re

from hypothesis import given
from hypothesis import strategies as st

from precall.words.tree import one_of

_PHRASES = st.lists(st.text("ab.( é", min_size=1, max_size=6), min_size=1, max_size=12)


@given(_PHRASES, st.text("ab.( é", max_size=30))
def test_the_tree_finds_what_the_plain_list_finds_longest_first(phrases: list[str], text: str) -> None:
    """The same places and the same words as an alternation of all phrases."""
    longest_first = sorted(set(phrases), key=len, reverse=True)
    plain = re.compile("|".join(map(re.escape, longest_first)))
    assert re.findall(one_of(phrases), text) == plain.findall(text)


def test_the_tree_is_one_unit_for_what_stands_beside_it() -> None:
    """So that it can be written between other parts without brackets."""
    assert re.fullmatch(rf"x{one_of(['ab', 'abc', 'd'])}y", "xabcy")
    assert not re.fullmatch(rf"x{one_of(['ab', 'abc', 'd'])}y", "xab")
