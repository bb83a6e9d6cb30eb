"""The expressions of a letter stand in the languages' files, and all of them are asked."""

import re
from pathlib import Path

import pytest

from precall import words
from precall.compose.shape import shape

COMPOSE = Path(words.__file__).parents[1] / "compose"


def test_every_expression_of_a_letter_is_asked_and_every_one_asked_is_there() -> None:
    """What no module asks is dead; what is asked and missing would fail in somebody's mail."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(COMPOSE.glob("*.py")))
    names = set(words.table("letter")["en"])
    assert {name for name in names if f'"{name}"' not in source} == set()
    assert set(re.findall(r'shape\("(\w+)"', source)) <= names


@pytest.mark.parametrize("name", sorted(words.table("letter")["en"]))
def test_a_language_without_an_expression_fits_nothing_and_is_replaced_by_nothing(name: str) -> None:
    """Whoever puts its groups into another text asks no language first."""
    fits_nothing = shape(name, "pl")
    assert fits_nothing.search("She said that you have a price of 90 a month by Friday.") is None
    assert set(fits_nothing.groupindex) == set(shape(name, "en").groupindex)
