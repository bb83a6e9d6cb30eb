"""Hasty lines, tagged word by word: which pieces are clauses, and how they become one sentence."""

import pytest

from precall.compose.grammar import is_clause, lacks_subject, pieces
from precall.compose.joined import joined, names_trade


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("bargees cancel by radio, the berth stays empty", ("clause", "clause")),
        ("wants a quiet quay, tried two harbours", ("does", "does")),
        ("9 ferries, about 20 crossings a week", ("count", "count")),
        ("rope maker, 4 people, orders come in by post", ("thing", "count", "clause")),
        ("if the wind turns, we wait", ("under", "clause")),
        ("boats on hire, mostly by phone", ("thing", "beside")),
        ("every firing means two nights", ("clause",)),
        ("one chart everybody sees by six", ("count",)),
        ("the mate (who knows the tides, and the lock) decides", ("clause",)),
    ],
)
def test_each_piece_of_a_line_has_its_kind(line: str, kinds: tuple[str, ...]) -> None:
    """By the sorts of its words."""
    assert tuple(piece.kind for piece in pieces(line, "en")) == kinds


@pytest.mark.parametrize(
    ("line", "made"),
    [
        ("bargees cancel by radio, the berth stays empty", "bargees cancel by radio, and the berth stays empty"),
        ("you run a chandlery, 6 people, two of them seasonal", "you run a chandlery with 6 people, two of them seasonal"),
        ("9 ferries, about 20 crossings a week", "you have 9 ferries and about 20 crossings a week"),
        ("rope maker, 4 people, orders come in by post", "you have 4 people, and orders come in by post"),
        ("you told the mate no, felt awful, he stayed", "you told the mate no and felt awful, and he stayed"),
        ("you make ropes with 4 people, supply 30 harbours", "you make ropes with 4 people and supply 30 harbours"),
        ("12 barges, logs on paper slips", "you have 12 barges, and logs are on paper slips"),
        ("harbour master since May, you keep bees", ""),
        ("you changed the locks, took two attempts", "you changed the locks, which took two attempts"),
        ("your mate could steer, never been asked", "your mate could steer and has never been asked"),
        ("I told you straight: ours is for fleets", ""),
        ("retired sailmaker, you mend kites", "retired sailmaker, you mend kites"),
        ("new engine, takes ages", ""),
        ("3 captains on that bridge in 4 years", ""),
    ],
)  # fmt: skip
def test_a_hasty_line_is_joined_where_it_is_certain(line: str, made: str) -> None:
    """Else nothing is made of it, and it stands as it was noted."""
    assert joined(line, "en") == made


@pytest.mark.parametrize(
    "line", ["keeps bees", "still answers mail at night", "sails out of the bay", "rents out 9 boats"]
)
def test_a_line_may_lack_its_subject(line: str) -> None:
    """It begins with its verb."""
    assert lacks_subject(line, "en")


@pytest.mark.parametrize(
    "line",
    [
        "plans for spring",
        "works council has agreed",
        "cut reed supplier, 3 people",
        "made redundant in May",
        "",
    ],
)
def test_a_noun_is_no_verb(line: str) -> None:
    """Nobody does it."""
    assert not lacks_subject(line, "en")


def test_without_words_of_a_language_nothing_is_joined() -> None:
    """Its lines stand as they were noted."""
    assert not is_clause("die Fähre legt um acht ab", "de")
    assert not names_trade("Seilerei, vier Leute", "de")
