"""Which statements belong together: a paragraph, a list, a card or a part of them, short enough to be chosen or left whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby

from precall.compose.statements import Section, Statement, names_a_sum
from precall.compose.wording import is_loud, is_title
from precall.extract.day import days
from precall.model.passage import Form

_ENOUGH = 18  # words; a paragraph of so many stands alone
MOST = 24  # words of a piece of more than one statement
_LIST = 90  # words of a price list, which is shown whole
_PRAISE = 60  # words of what a client says, which is shown whole where it can be
_LONGEST = 60  # words of statements that cannot stand alone; what follows is left out
_LABEL = 4  # words
_OWN_ITEM = 8  # words of an item that says something without what announces its list
_ENDS = (".", "!", "?", "…", ":", ")", "”", "»", '"')
_LISTED: tuple[Form, ...] = ("list", "row")
_FEWEST = 4  # words that say something without a figure
_REACH = re.compile(r"@|\d{2}[ ()./-]{1,3}\d{2}")


@dataclass(frozen=True, eq=False)
class Piece:
    """Statements of one part of a page that follow each other."""

    statements: tuple[Statement, ...]

    @cached_property
    def first(self) -> Statement:
        """Its first statement, which says where it stands."""
        return self.statements[0]

    @cached_property
    def page(self) -> int:
        """The number of its page."""
        return self.first.page

    @cached_property
    def section(self) -> Section:
        """The part of the page that it stands in."""
        return self.first.section

    @cached_property
    def place(self) -> tuple[int, int, int]:
        """Where on the site it stands."""
        return self.first.place

    @cached_property
    def words(self) -> int:
        """How many words it takes."""
        return sum(one.words for one in self.statements)

    @cached_property
    def text(self) -> str:
        """All it says, for looking something up."""
        return " ".join(one.text for one in self.statements)

    @cached_property
    def terms(self) -> frozenset[str]:
        """Its telling words."""
        return frozenset().union(*(one.terms for one in self.statements))

    @cached_property
    def says_something(self) -> bool:
        """Whether it is no lone scrap or title, and no aside to what was left out."""
        if self.text.startswith("(") and self.text.endswith(")"):
            return False
        is_lone = len(self.statements) == 1 and not self.first.heading
        if is_lone and not _says_it_alone(self.first):
            return False
        if any(map(str.isdigit, self.text)) or "@" in self.text:
            return True
        if self.words < _FEWEST:
            return False
        return any(
            one.form in _LISTED or (one.words >= _FEWEST and not is_title(one.text))
            for one in self.statements
        )


def _says_it_alone(one: Statement) -> bool:
    """Whether a line says something without a heading above it: no caption, no number of a page, no entry of a menu."""
    is_whole = one.words > _FEWEST or one.text.endswith(_ENDS)
    return is_whole or names_a_sum(one.text) or _REACH.search(one.text) is not None


def pieces(
    statements: Sequence[Statement], most: int = MOST, most_of_a_list: int = _LIST
) -> tuple[Piece, ...]:
    """All statements in pieces of about `most` words each, of `most_of_a_list` a price list, in reading order; lone scraps that say nothing are left out.

    No piece begins with what needs the statement before it, ends with what announces the next one, or lacks what restricts it.
    """
    parts = (
        tuple(part) for _, part in groupby(statements, key=lambda one: (one.section, one.by, one.praise))
    )
    return tuple(piece for part in parts for piece in _of_section(part, most, most_of_a_list))


@lru_cache(maxsize=1024)
def _of_section(part: tuple[Statement, ...], most: int, most_of_a_list: int) -> tuple[Piece, ...]:
    """The pieces of a section: a site is cut anew each time that some of it was taken, most sections as they were."""
    if part[0].by and most:
        most = _PRAISE
    cut = (piece for run in _runs(part) for piece in _cut(list(_wholes(run)), most, most_of_a_list))
    trimmed = (_without_next(piece) for piece in cut)
    return tuple(piece for piece in trimmed if piece.says_something)


def _runs(part: Sequence[Statement]) -> Iterator[Sequence[Statement]]:
    """The statements of a section that follow each other: between two runs something was taken or left out."""
    run = [part[0]]
    for one in part[1:]:
        if one.order != run[-1].order + 1:
            yield run
            run = []
        run.append(one)
    yield run


def _without_next(piece: Piece) -> Piece:
    """A piece without the labels at its end that belong to what comes next on the page."""
    said = list(piece.statements)
    while len(said) > 1 and _is_of_next(said[-1], said[-2]):
        said.pop()
    return piece if len(said) == len(piece.statements) else _piece(tuple(said))


def _is_of_next(last: Statement, before: Statement) -> bool:
    """Whether a line at the end of a piece is a word in capitals, or a label or figure alone behind what was said whole."""
    if last.by or last.form == "row" or last.words > _LABEL or last.text.endswith(_ENDS):
        return False
    if names_a_sum(last.text) or "@" in last.text:
        return False
    is_alike = before.form == last.form and not before.text.endswith(_ENDS)
    return is_loud(last.text) or (
        not is_alike and last.passage != before.passage and not before.text.endswith(":")
    )


@lru_cache(maxsize=2048)
def _piece(statements: tuple[Statement, ...]) -> Piece:
    """The piece of these statements, the same one however the rest is cut."""
    return Piece(statements)


def _wholes(part: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """The statements of a section, those together that cannot stand alone."""
    whole: list[Statement] = []
    for one in part:
        follows = bool(whole) and one.number == whole[-1].number + 1
        if follows and (one.leans or one.heading.endswith("?") or _announces(whole, one)):
            whole.append(one)
            continue
        yield from _standing(whole)
        whole = [one]
    yield from _standing(whole)


def _announces(whole: Sequence[Statement], one: Statement) -> bool:
    """Whether a statement is announced by the one before it, as an item of a list is by what all its items follow."""
    if whole[-1].announces or whole[-1].text.endswith(("?", ";", ",")) or _is_label(whole[-1]):
        return True
    return one.form == "list" and any(before.cells[0].endswith(":") for before in whole)


def _is_label(one: Statement) -> bool:
    """Whether a line is a few words without a full stop, such as a figure or what a figure counts: what follows belongs to it."""
    is_short = one.form == "text" and one.words <= _LABEL and not one.text.endswith(_ENDS)
    return is_short and not names_a_sum(one.text) and "@" not in one.text


def _says_nothing_alone(one: Statement) -> bool:
    """Whether a line is a label with nothing behind it, or the date of something else."""
    if not _is_label(one) or one.by:
        return False
    rest = one.text
    for found in days(one.text):
        rest = rest.replace(found.shown, "")
    return not (any(map(str.isdigit, rest)) and any(map(str.isalpha, rest)))


def _standing(whole: Sequence[Statement]) -> Iterator[tuple[Statement, ...]]:
    """What stands alone of statements that belong together: as many as are not too long, from the first one on; of a list the rest, too."""
    if not whole or whole[0].leans:
        return
    length, end = 0, 0
    for one in whole:
        length += one.words
        if end and length > _LONGEST:
            break
        end += 1
    if end == len(whole) == 1 and _says_nothing_alone(whole[0]):
        return
    is_cut_short = end < len(whole) and whole[end].limits
    last = whole[end - 1]
    if not is_cut_short and not last.announces and not last.text.endswith((":", "?")):
        yield tuple(whole[:end])
    if not is_cut_short:
        yield from _standing(_rest(whole[end:]))


def _rest(whole: Sequence[Statement]) -> Sequence[Statement]:
    """What of the rest can be said without what it was cut from: a list from an item on that says something, an answer from a sentence on."""
    first = next(iter(whole), None)
    if first is None or first.form == "list":
        return whole if first and first.words >= _OWN_ITEM else ()
    is_answer = first.heading.endswith("?")
    start = next((at for at, one in enumerate(whole) if not one.leans and one.words >= _OWN_ITEM), None)
    return whole[start:] if is_answer and start is not None else ()


def _cut(part: Sequence[tuple[Statement, ...]], most: int, most_of_a_list: int) -> Iterator[Piece]:
    if sum(one.words for whole in part for one in whole) <= most:
        if part:
            yield _piece(tuple(one for whole in part for one in whole))
        return
    open_: list[Statement] = []
    words = 0
    for whole in part:
        one, length = whole[0], sum(each.words for each in whole)
        new_paragraph = bool(open_) and one.passage != open_[-1].passage and words >= _ENOUGH
        is_list = bool(open_) and names_a_sum(one.text) and names_a_sum(open_[-1].text)
        if open_ and (
            (new_paragraph and not is_list) or words + length > (most_of_a_list if is_list else most)
        ):
            yield _piece(tuple(open_))
            open_, words = [], 0
        open_ += whole
        words += length
    if open_:
        yield _piece(tuple(open_))
