"""Which pieces are shown within so many words: what tells most, what is new, and something of every page."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heapify, heappop, heapreplace

from precall.compose.pieces import Piece
from precall.compose.statements import Section, Statement

_PAGE_SHARE = 120  # words of a page before other pages have had their share
_BEYOND_SHARE = 0.5
_LATER = 0.3  # how much less each page tells than the one before it
_SAID_AGAIN = 0.5  # what a word still tells that was said before
_LEAST_ROOM = 3  # words; nothing worth a line is shorter
LEAST_NEW = 0.15  # of the telling words of a piece
_LENGTH = 0.9  # power of the length by which worth is divided: 1 would take the shortest pieces only
_PER_PIECE = 12  # words that a reader spends on any piece, however short


@dataclass
class Choice:
    """Chooses pieces step by step, the best first: maximal marginal relevance (Carbonell and Goldstein, 1998).

    `worth` is what each piece tells by itself; it tells less where its words were said before, and where its page
    has had its share. `label` is what the reader sees above the pieces of a section.
    """

    worth: Callable[[Piece], float]
    label: Callable[[Piece], str]
    said: Counter[str] = field(default_factory=Counter)
    of_page: Counter[int] = field(default_factory=Counter)

    def say(self, statements: Iterable[Statement]) -> None:
        """Counts statements as said that stand elsewhere."""
        for one in statements:
            self.said.update(one.terms)

    def take(
        self,
        pool: Collection[Piece],
        room: int,
        shelf: Callable[[Piece], str],
        most: Mapping[str, int],
        least_new: float = LEAST_NEW,
    ) -> tuple[Piece, ...]:
        """The best of a pool within `room` words and within `most` words of each question, labels included.

        `shelf` says under which question or page a piece stands.         A piece is left out where less than `least_new` of its telling words (0 to 1) were not said before.
        """
        rooms = dict(most)
        opened: set[Section] = set()
        taken = []
        for one in self._best_first(pool):
            if room < _LEAST_ROOM:
                break
            if not self._is_new(one, least_new):
                continue
            cost = one.words + 1 + (0 if one.section in opened else len(self.label(one).split()))
            if cost <= min(room, rooms.get(shelf(one), room)):
                room -= cost
                if shelf(one) in rooms:
                    rooms[shelf(one)] -= cost
                opened.add(one.section)
                taken.append(one)
                self.of_page[one.page] += one.words
                self.said.update(one.terms)
        return tuple(taken)

    def _best_first(self, pool: Collection[Piece]) -> Iterable[Piece]:
        """The pieces of a pool, each when no other one gains more; gains only fall while others are taken."""
        worth = {one: self.worth(one) for one in pool}
        waiting = [(-self._gain(one, worth[one]), one.place, one) for one in pool]
        heapify(waiting)
        while waiting:
            _, place, one = waiting[0]
            gain = self._gain(one, worth[one])
            if len(waiting) > 1 and -gain > min(waiting[1:3])[0]:
                heapreplace(waiting, (-gain, place, one))
                continue
            heappop(waiting)
            yield one

    def _is_new(self, one: Piece, least: float) -> bool:
        """Whether not nearly all of its telling words were said before."""
        unsaid = len(one.terms) - len(one.terms & self.said.keys())
        return unsaid >= least * len(one.terms) and (unsaid > 0 or least == 0)

    def _gain(self, one: Piece, worth: float) -> float:
        said = one.terms & self.said.keys()
        again = len(one.terms) - len(said) + sum(float(_SAID_AGAIN ** self.said[term]) for term in said)
        new = again / len(one.terms) if one.terms else _SAID_AGAIN
        share = _BEYOND_SHARE if self.of_page[one.page] + one.words > _PAGE_SHARE else 1.0
        share /= 1 + _LATER * one.page  # the pages that tell most were asked for first
        return worth * new * share / float((one.words + _PER_PIECE) ** _LENGTH)
