"""Which statements belong together: a paragraph, a list, a card or a part of them, short enough to be chosen or left whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from precall.compose.statements import Section, Statement, names_a_sum

_ENOUGH = 18  # words; a paragraph of so many stands alone
MOST = 36  # words of a piece of more than one statement
_LIST = 90  # words of a price list, which is shown whole
_FEWEST = 4  # words that say something without a figure


@dataclass(frozen=True, eq=False)
class Piece:
    """Statements of one part of a page that follow each other."""

    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """Its first statement, which says where it stands."""
        return self.statements[0]

    @property
    def page(self) -> int:
        """The number of its page."""
        return self.first.page

    @property
    def section(self) -> Section:
        """The part of the page that it stands in."""
        return self.first.section

    @property
    def place(self) -> tuple[int, int, int]:
        """Where on the site it stands."""
        return self.first.place

    @cached_property
    def words(self) -> int:
        """How many words it takes, with a sign between two statements."""
        return sum(one.words for one in self.statements) + len(self.statements) - 1

    @cached_property
    def text(self) -> str:
        """All it says, for looking something up."""
        return " ".join(one.text for one in self.statements)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its telling words."""
        return frozenset().union(*(one.terms for one in self.statements))


def pieces(statements: Sequence[Statement], most: int = MOST) -> tuple[Piece, ...]:
    """All statements in pieces of at most `most` words each, in reading order; lone scraps that say nothing are left out."""
    found = (
        piece
        for _, part in groupby(statements, key=lambda one: (one.section, one.by, one.usual))
        for piece in _of_section(list(part), most)
    )
    return tuple(piece for piece in found if _says_something(piece))


def _of_section(part: Sequence[Statement], most: int) -> Iterator[Piece]:
    if sum(one.words for one in part) <= most:
        yield Piece(tuple(part))
        return
    open_: list[Statement] = []
    words = 0
    for one in part:
        new_paragraph = bool(open_) and one.passage != open_[-1].passage and words >= _ENOUGH
        is_list = bool(open_) and names_a_sum(one.text) and names_a_sum(open_[-1].text)
        if open_ and ((new_paragraph and not is_list) or words + one.words > (_LIST if is_list else most)):
            yield Piece(tuple(open_))
            open_, words = [], 0
        open_.append(one)
        words += one.words
    yield Piece(tuple(open_))


def _says_something(piece: Piece) -> bool:
    if piece.text.startswith("(") and piece.text.endswith(")"):  # an aside to what was left out
        return False
    return piece.words >= _FEWEST or any(map(str.isdigit, piece.text)) or "@" in piece.text
