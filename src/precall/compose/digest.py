"""The site in short: what matters most of its own words, taken part by part, no sentence twice."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, partial
from itertools import groupby, pairwise
from types import MappingProxyType

from precall.compose.asked import TOLD_APART, asked, known, reached_by, surely_asked, way_of
from precall.compose.biography import biography
from precall.compose.certain import OF_THEMSELVES, is_certain, is_clear, is_plain
from precall.compose.choice import LEAST_NEW, Choice
from precall.compose.joints import is_title_of, joint, row
from precall.compose.pieces import MOST, Piece, pieces
from precall.compose.praised import praised_by_name
from precall.compose.statements import (
    Passages,
    Statement,
    before_sum,
    folded,
    names_a_sum,
    statements,
)
from precall.compose.worth import is_ours, told, worth
from precall.decency import is_personal
from precall.extract.day import days
from precall.model.excerpt import Excerpt
from precall.model.fact import Evidence, Fact
from precall.model.kinds import Asked
from precall.model.page import PageKind, PageRecord
from precall.model.voice import Voice
from precall.site.kind import Topic, topic_named, topic_of
from precall.words.match import ALL, Spoken, fold, phrases

Excerpts = Mapping[str, tuple[Excerpt, ...]]
"""By the question that they answer, or by the address of the page where they stand."""

_HARDLY_MORE = 1.6  # times as many words
_LONGEST_HEADING = 110  # characters; a longer one is a text
_BESIDE_A_WAY = 12  # words beside a number or an address
_CUT = " … "
_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/-])")
_OF_AN_OFFICE = 0.2
_SIGNATURE, _SIGNED = 6, 0.1  # words of a row that says who reviewed them, and when
_NOBODYS: tuple[Voice, ...] = ("client", "third_party", "chrome")
"""Words that tell nothing without whoever said them."""
_JOURNAL: tuple[PageKind, ...] = ("blog", "post")
_OF_A_JOURNAL: tuple[Topic, ...] = ("blog", "post")
_OF_PEOPLE: tuple[PageKind, ...] = ("about", "team", "home", "blog", "post")
"""Pages on which lives are told: their family, health and belief stay there."""
_TELLS_WHAT_THEY_ARE: tuple[PageKind, ...] = ("home", "about")
_LONGEST_AUTHOR = 12  # words of a line that says who praises, which stands behind the praise
_QUOTES = '"“”„«»'
_NEWS = (6, 40)  # words of a sentence that tells something new
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"[\d.,/]*\d[\d.,/]*")
_LEADS, _LEAD = 0.35, 16  # how much less a line tells that leads into parts of a page, and its words
_ROWS, _OF_A_TABLE = 3, 0.2  # rows of a table without prices that differ by their figures alone
_RATIO = 1.0  # "for each euro"
_OPENING = 2  # words
_LINE = 8  # words of a line that says since when rules hold
_SHORT_LIST = 70  # words
_MOST, _LIST = MOST, 90  # words of a piece, and of a price list
_SEVERAL = 2  # people, of whom any may be the one who says "I"
_SURE_ROUNDS = (0.3, 0.15)  # for page one
_CLEAR, _CLEARLY_NEW = 2.6, 0.4  # what a sentence of page one tells at least, and how much of it is new
_PLAIN = 1.6  # what a sentence tells at least in which they say something of themselves
_ROUNDS = (LEAST_NEW, LEAST_NEW)  # what the first leaves of the room goes to a second
NO_LIMITS: Mapping[str, int] = MappingProxyType({})
NO_TITLES: Mapping[str, int] = MappingProxyType({})


class Digest:
    """What a site says, and what of it was taken already.

    `language` is the site's; `a_client` is said of praise that nobody signed.
    """

    def __init__(
        self,
        pages: Sequence[PageRecord],
        passages: Passages,
        facts: Sequence[Fact],
        language: str,
        a_client: str,
    ) -> None:
        said_by = {
            folded(str(fact.value)): _author(fact) or a_client for fact in facts if fact.kind == "testimonial"
        }
        ways = [way_of(str(fact.value)) for fact in facts if fact.kind in ("email", "phone")]
        authors = f" {' / '.join(folded(author) for author in said_by.values())} "
        self._people = [fact for fact in facts if fact.kind == "person"]
        lives = _pages_of(self._people, pages)
        read = [page._replace(kind="team") if page.url in lives else page for page in pages]
        self._spoken: Spoken = (language, "en") if language else ALL
        telling = [page.url for page in pages if page.kind != "legal"]
        self._texts = [passage.text for url in telling for passage in passages.get(url, ())]
        self._everything = [
            _told_by(one, said_by)
            for one in statements(read, passages, self._spoken)
            if one.words > _LONGEST_AUTHOR or f" {folded(_undated(one.text))} " not in authors
        ]
        spoken = (language,) if language else ALL
        self._told = [one for one in self._everything if _is_shown(one) and _is_told(one, spoken)]
        paths = Counter(
            (page, headings[-1]) for page, headings in {one.section for one in self._told} if headings
        )
        self._figured = {one.place[:2] for one in self._told if any(map(str.isdigit, one.text))}
        self._several = {section for section, count in paths.items() if count > 1}
        shapes = Counter(_shape(one) for one in self._everything)
        self._called = {folded(str(fact.value)) for fact in facts if fact.kind in ("name", "person")}
        self._rules = {
            page.url
            for page in pages
            if passages.get(page.url) and topic_of(page.url, "", page.title) in ("terms", "privacy")
        }
        self._openings = {one.section: one for one in reversed(self._everything)}
        parts = {
            (page, headings[:end]) for page, headings in self._openings for end in range(1, len(headings))
        }
        lines = Counter(one.section for one in self._everything)
        self._leading = {section for section in parts if lines[section] == 1}
        self._offers = {folded(str(fact.value)) for fact in facts if fact.kind == "offer"}
        self._sure_offers = {
            folded(str(fact.value)) for fact in facts if fact.kind == "offer" and not fact.check
        }
        self._prices = tuple(
            str(fact.value)
            for fact in facts
            if fact.kind == "price" and not fact.check and _amount(fact) != _RATIO
        )
        self._told_of = cache(
            lambda one: (
                told(one, language)
                * _fit_to_show(one, ways)
                * (_LEADS if self._leads(one) else 1)
                * (_OF_A_TABLE if shapes[_shape(one)] >= _ROWS and not names_a_sum(one.text) else 1)
            )
        )
        beside = known(facts, self._told, (language,) if language else ALL)
        self._answered = beside.surely_answered
        self._asked = cache(partial(asked, known=beside))
        self._surely_asked = cache(partial(surely_asked, known=beside))
        self._choice = Choice(cache(lambda piece: worth(piece, self._told_of)), cache(self._label))
        self._shown: set[Statement] = set()
        self._ways: set[str] = set()
        self._heard: set[str] = set()
        self._cut: tuple[tuple[int, int, int], Sequence[Piece]] = ((-1, 0, 0), ())

    def hear(self, texts: Iterable[str]) -> None:
        """Counts texts as said that stand elsewhere in the briefing: no statement within them is taken.

        Where an answer begins with one of them it can stand again: its rest answers nothing.
        """
        said = list(texts)
        self._ways.update(_number(way) for text in said for way in reached_by(text))
        self._heard.update(word for text in said for word in folded(text).split())
        elsewhere = "\n".join(f" {folded(text)} " for text in said)
        heard = [
            one
            for one in self._everything
            if f" {folded(one.text)} " in elsewhere and not (self._asks_them(one) and self._opens(one))
        ]
        self._choice.say(set(heard) - self._shown)
        self._shown.update(heard)

    def life(self, person: Fact, room: int) -> Excerpt | None:
        """Who a person is, in at most three sentences of theirs within `room` words; None where nothing says it."""
        told = [one for one in self._everything if folded(one.heading) not in self._sure_offers]
        left = [one for one in told if one not in self._shown]
        chosen = biography(person, self._people, left, self._told_of, room, self._spoken)
        if not chosen:
            return None
        self._choice.say(chosen)
        self._shown.update(chosen)
        said = self._joined(chosen)
        if said.count('"') % 2:  # opened in one sentence and closed in another
            said = said.replace('"', "")
        return Excerpt("", said, Evidence(chosen[0].url, chosen[0].text, "text"))

    def take(
        self,
        room: int,
        most: Mapping[str, int] = NO_LIMITS,
        *,
        titles: Mapping[str, int] = NO_TITLES,
    ) -> Excerpts:
        """What matters most of what surely answers a question, within `room` words, and within `most` of each question that it names.

        Words are counted by white space, with the bullet of each excerpt, and as many as `titles` says for each question that is answered.
        """
        cut = self._left(_MOST, _LIST)
        left = [piece for piece in cut if not self._repeats(piece) and self._is_answered(piece)]
        shelf = {piece: asked for piece in left if (asked := self._surely_asked(piece))}
        return self._chosen(shelf, room, most, titles, _ROUNDS)

    def read_on(self, room: int, titles: Mapping[str, int] = NO_TITLES, *, by_page: bool = False) -> Excerpts:
        """What matters most of all that is left, within `room` words: by question what surely answers one, else by page.

        `by_page` leaves out what answers a question.
        """
        unsaid = [one for one in self._unsaid() if self._is_read_on(one)]
        cut = pieces(unsaid, _MOST, _LIST)
        left = [piece for piece in cut if not self._repeats(piece) and self._is_answered(piece)]
        shelf = {piece: self._surely_asked(piece) or piece.first.url for piece in left}
        if by_page:
            shelf = {piece: url for piece, url in shelf.items() if url == piece.first.url}
        return self._chosen(shelf, room, {}, titles, _ROUNDS if by_page else (*_ROUNDS, 0))

    def take_certain(self, room: int, most: Mapping[str, int]) -> Excerpts:
        """What of the site's own is whole, understood alone and certain to answer its question, within `room` words."""
        left = (
            piece
            for piece in self._left(0, _SHORT_LIST)
            if names_a_sum(piece.text) or folded(piece.first.heading) in self._answered
        )
        shelf = {
            piece: question for piece in left if self._is_certain(piece, question := self._asked_often(piece))
        }
        return self._chosen(shelf, room, most, NO_TITLES, _SURE_ROUNDS, apart=True)

    def _repeats(self, piece: Piece) -> bool:
        """Whether a piece is numbers and addresses that were all said, and little else that was not."""
        found = reached_by(piece.text)
        if not found or not all(_number(way) in self._ways for way in found):
            return False
        rest = folded(_without(piece.text, found)).split()
        unsaid = [word for word in rest if word not in self._heard]
        return len(unsaid) <= len(found) and len(rest) <= _BESIDE_A_WAY * len(found)

    def _is_read_on(self, one: Statement) -> bool:
        """Whether a line may stand under its page: in the words of the law only beside a figure, such as a register's."""
        return one.voice != "legal" or one.place[:2] in self._figured

    def _left(self, most: int, most_of_a_list: int) -> Sequence[Piece]:
        """What was not shown, in pieces; cut anew only where more was shown since."""
        cut = (len(self._shown), most, most_of_a_list)
        if self._cut[0] != cut:
            self._cut = cut, pieces(self._unsaid(), most, most_of_a_list)
        return self._cut[1]

    def _unsaid(self) -> Sequence[Statement]:
        return [one for one in self._told if one not in self._shown]

    def _chosen(
        self,
        shelf: Mapping[Piece, str],
        room: int,
        most: Mapping[str, int],
        titles: Mapping[str, int],
        rounds: Sequence[float],
        *,
        apart: bool = False,
    ) -> Excerpts:
        """The best of the pieces, each on its shelf; what a round of the choice leaves of the room goes to the next."""
        pool = list(_undominated(shelf))
        taken: list[Piece] = []
        found: Excerpts = {}
        for least_new in rounds:
            rest = [piece for piece in pool if piece not in taken]
            left_over = room - words(found, titles)
            taken += self._choice.take(rest, left_over, shelf.__getitem__, most, least_new)
            while words(found := self._by_shelf(taken, shelf, apart=apart), titles) > max(0, room):
                taken.pop()
        self._shown.update(one for piece in taken for one in piece.statements)
        self._ways.update(_number(way) for piece in taken for way in reached_by(piece.text))
        return found

    def told_clearly(self, question: Asked, room: int) -> Excerpts:
        """Whole sentences within `room` words that answer a question and tell much of the business, its people or an offer."""
        alone = len(self._people) < _SEVERAL
        names = [str(fact.value) for fact in self._people if not fact.check]
        people = {folded(part) for name in names for part in (name, name.split()[0])}
        called = self._called | people if question == "people" else self._called
        pool = [
            piece
            for piece in self._left(0, _SHORT_LIST)
            if self._told_of(piece.first) >= _CLEAR
            and self._asked(piece) == question
            and is_clear(piece, question, called, people, self._sure_offers, self._spoken, alone=alone)
        ]
        taken = self._choice.take(pool, room, self._asked, {}, _CLEARLY_NEW)
        self._shown.update(one for piece in taken for one in piece.statements)
        return self._by_shelf(taken, dict.fromkeys(taken, question), apart=True)

    def told_plainly(self, room: int, *, widely: bool = False) -> Sequence[Excerpt]:
        """Whole sentences within `room` words in which the business says something of itself where it says what it is, those first that tell most.

        `widely` takes them also from pages about what it offers.
        """
        kinds = (*OF_THEMSELVES, "services") if widely else OF_THEMSELVES
        alone = len(self._people) < _SEVERAL
        pool = [
            piece
            for piece in self._left(0, _SHORT_LIST)
            if self._told_of(piece.first) >= _PLAIN
            and is_plain(piece, self._called, kinds, self._spoken, alone=alone)
        ]
        taken = self._choice.take(pool, room, lambda piece: piece.first.url, {}, _CLEARLY_NEW)
        self._shown.update(one for piece in taken for one in piece.statements)
        found = self._by_shelf(taken, {piece: piece.first.url for piece in taken}, apart=True)
        return tuple(one for ones in found.values() for one in ones)

    def _asked_often(self, piece: Piece) -> Asked:
        """The question that a piece answers, where the site has asked one that of the site."""
        return "terms" if folded(piece.first.heading) in self._answered else self._asked(piece)

    def _is_certain(self, piece: Piece, question: Asked) -> bool:
        is_answered = self._opens(piece.first) or not piece.first.heading.endswith("?")
        is_price = question != "offers" or (
            any(price in piece.text for price in self._prices) and not self._is_ambiguous(piece)
        )
        return (
            is_answered
            and is_price
            and is_certain(piece, question, self._answered, self._offers, self._spoken)
        )

    def _opens(self, one: Statement) -> bool:
        """Whether a statement is the first of its section."""
        return self._opening(one) is one

    def _opening(self, one: Statement) -> Statement:
        """The first statement of its section."""
        return self._openings[one.section]

    @cached_property
    def _labels(self) -> Counter[str]:
        """How many different things are said behind each label."""
        said = {folded(one.text): one for one in self._everything}
        return Counter(label for label, _ in {(_label_of(one), _costs(one)) for one in said.values()})

    def _is_answered(self, piece: Piece) -> bool:
        """Whether a piece below a question of the site begins with the answer, or goes on after it was shown."""
        one = piece.first
        return not self._asks_them(one) or self._opens(one) or self._opening(one) in self._shown

    def _asks_them(self, one: Statement) -> bool:
        """Whether a statement stands below a question that visitors ask."""
        if not one.heading.endswith("?"):
            return False
        return one.answers or one.kind == "faq" or folded(one.heading) in self._answered

    def _leads(self, one: Statement) -> bool:
        """Whether a line without a figure stands alone between a heading and the parts of the page that it leads into: "All that you need to know" """
        is_short = one.form == "text" and one.words <= _LEAD and not any(map(str.isdigit, one.text))
        opens_page = one.passage <= 1 and one.kind in _TELLS_WHAT_THEY_ARE
        return is_short and not opens_page and one.section in self._leading

    def _is_ambiguous(self, piece: Piece) -> bool:
        """Whether a row or line is labelled as another that says something else, under no heading that is an offer."""
        is_shared = any(self._labels[_label_of(one)] > 1 for one in piece.statements)
        return is_shared and folded(piece.first.heading) not in self._sure_offers

    def praised_by_name(self) -> Excerpt | None:
        """The first names that clients give in their praise and the business does not; None where there are none."""
        return praised_by_name(self._everything, self._people)

    def newest(self, today: date) -> Excerpt | None:
        """The sentence that names the newest day or month up to today; None where there is none.

        Where a later year is named elsewhere, no sentence is the newest.
        """
        year = self.newest_year(today)
        dated = [
            (day, one) for one in self._everything if (day := self._dated(one, today)) and day.year == year
        ]
        if not dated:
            return None
        newest = max(dated, key=lambda pair: (pair[0], self._told_of(pair[1]), -pair[1].order))[1]
        if newest in self._shown:
            return None
        beside = (one for _, one in dated if one.page == newest.page and one not in self._shown | {newest})
        other = max(beside, key=self._told_of, default=None)
        fits = other is not None and newest.words + other.words <= _NEWS[1]
        said = sorted([newest, other] if other and fits else [newest], key=_order)
        self._choice.say(said)
        self._shown.update(said)
        return Excerpt("", self._joined(said), Evidence(newest.url, newest.text, "text"))

    def newest_told(self, today: date) -> date | None:
        """The newest whole day up to today's that a sentence about the business names; None where none does."""
        told = (one for one in self._everything if self._dated(one, today))
        named = (found.day for one in told for found in days(one.text) if found.whole)
        return max((day for day in named if day <= today), default=None)

    def _dated(self, one: Statement, today: date) -> date | None:
        """The newest day or month that a sentence about the business names; a year alone is that of a guide as often as of news."""
        named = [found.day for found in days(one.text)]
        if not named:
            return None
        is_told = (
            one.kind != "legal" and one.own and not one.by and one.region == "main" and one.form != "row"
        )
        is_sentence = one.text.endswith((".", "!")) and not one.text.startswith("(") and not one.leans
        is_sentence &= ":" not in " ".join(one.text.split()[:_OPENING])  # "As of: July", a label
        if not is_told or not is_sentence or names_a_sum(one.text) or not _NEWS[0] <= one.words <= _NEWS[1]:
            return None
        if not self._names_them(one):  # what a post or a rule tells happens to anybody
            return None
        return max((day for day in named if day <= today), default=None)

    def _names_them(self, one: Statement) -> bool:
        """Whether a sentence speaks of the business or of its people."""
        said = f" {folded(one.text)} "
        return is_ours(one.text) or any(f" {name} " in said for name in self._called)

    def legal_day(self, today: date) -> tuple[date, Evidence] | None:
        """The newest day up to today's that a line of the terms or of the privacy policy names by itself; None where there is none.

        The day within a sentence may be that of a law or a move, and an imprint's that of a register.
        """
        rules = [one for one in self._everything if one.kind == "legal" and self._is_of_rules(one)]
        said = dict.fromkeys(
            (text, one.url)
            for one in rules
            for text in (one.text, *one.headings)
            if len(text.split()) <= _LINE
        )
        named = [
            (found.day, Evidence(url, found.shown, "text"))
            for text, url in said
            for found in days(text)
            if found.whole
        ]
        return max((one for one in named if one[0] <= today), key=lambda one: one[0], default=None)

    def _is_of_rules(self, one: Statement) -> bool:
        return one.url in self._rules or any(
            topic_named(heading) in ("terms", "privacy") for heading in one.headings
        )

    def newest_day(self, today: date) -> date | None:
        """The newest whole day up to today's that a text names outside its legal pages; None where none does."""
        named = (found.day for text in self._texts for found in days(text) if found.whole)
        return max((day for day in named if day <= today), default=None)

    def newest_year(self, today: date) -> int:
        """The newest year up to today's that a text names outside its legal pages; 0 where none names any."""
        return max((year for year in self._years if year <= today.year), default=0)

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(int(year) for text in self._texts for year in _YEAR.findall(text))

    @property
    def shares(self) -> Mapping[str, float]:
        """How much of each page's text was taken or stands elsewhere, 0 to 1."""
        whole, shown = Counter[str](), Counter[str]()
        for one in self._everything:
            whole[one.url] += one.words
            shown[one.url] += one.words if one in self._shown else 0
        return {url: shown[url] / words for url, words in whole.items()}

    def _by_shelf(self, taken: Sequence[Piece], shelf: Mapping[Piece, str], *, apart: bool) -> Excerpts:
        """The excerpts of each shelf in the order of the site, those of a heading together; each piece by itself where `apart`."""
        by_shelf: dict[str, list[Piece]] = {}
        for piece in sorted(taken, key=lambda one: one.place):
            by_shelf.setdefault(shelf[piece], []).append(piece)
        found: dict[str, tuple[Excerpt, ...]] = {}
        for each, chosen in by_shelf.items():
            said = [piece.statements for piece in chosen]
            groups = said if apart else [tuple(one for each in said for one in each)]
            found[each] = tuple(
                one for group in groups for one in self._excerpts(sorted(group, key=_order), apart=apart)
            )
        return found

    def _excerpts(self, ordered: Sequence[Statement], *, apart: bool) -> Iterator[Excerpt]:
        """What follows each other of each section, and each praise whole; where they stand `apart`, a heading is shown that is an offer or a question of the site."""
        for (_, by, _), group in groupby(ordered, key=lambda one: (one.section, one.by, one.praise)):
            said = list(group)
            first = said[0]
            if by:
                text = self._joined(said).strip(_QUOTES)
                yield Excerpt("", text, Evidence(first.url, first.text, "text"), by)
                continue
            is_named = not apart or folded(first.heading) in self._offers | self._answered
            for number, run in enumerate(self._runs(said)):
                heading = self._heading(first) if is_named and not number else ""
                is_rest = number or (first.heading.endswith("?") and not self._opens(first))
                text = f"{_CUT if is_rest else ''}{self._joined(run)}".strip()
                yield Excerpt(heading, text, Evidence(first.url, run[0].text, "text"))

    def _runs(self, said: Sequence[Statement]) -> Iterator[Sequence[Statement]]:
        """The statements that follow each other without a gap."""
        run = [said[0]]
        for one in said[1:]:
            if one.order != run[-1].order + 1:
                yield run
                run = []
            run.append(one)
        yield run

    def _label(self, piece: Piece) -> str:
        """What stands above a piece in the briefing: who says it, or the nearest heading of the page."""
        return piece.first.by or self._heading(piece.first)

    def _heading(self, one: Statement) -> str:
        """The heading above a statement; empty where the statement says all of it again.

        What costs so much, or which of several of that name it is, stands one heading higher.
        """
        said = f" {folded(one.text)} "
        words, above = folded(one.heading).split(), one.headings[-2] if len(one.headings) > 1 else ""
        tells = above and not above.endswith(":") and folded(above) != folded(one.heading)
        if tells and (names_a_sum(one.heading) or (one.page, one.heading) in self._several):
            return _label_whole(f"{above}: {one.heading}") or _label_whole(one.heading)
        if not one.heading.endswith("?") and all(f" {word} " in said for word in words):
            return ""
        return _label_whole(one.heading)

    def _joined(self, said: Sequence[Statement]) -> str:
        text = row(said[0].cells)
        for one, other in pairwise(said):
            is_near = other.passage != one.passage or other.number == one.number + 1
            follows = is_near and other.order == one.order + 1
            is_title = one.form == "text" and is_title_of(one.text, other.text)
            between = ": " if is_title else joint(one.text, other.text)
            text += f"{between if follows else _CUT}{row(other.cells)}"
        return text


def words(found: Excerpts, titles: Mapping[str, int]) -> int:
    """How many words excerpts take, by white space, with their bullets and the dash before an author."""
    lines = [" ".join((one.heading, one.text, one.by)).split() for ones in found.values() for one in ones]
    dashes = sum(1 for ones in found.values() for one in ones if one.by)
    return sum(map(len, lines)) + len(lines) + dashes + sum(titles.get(shelf, 0) for shelf in found)


def _label_whole(heading: str) -> str:
    return heading.rstrip(" :.") if len(heading) <= _LONGEST_HEADING else ""


def _number(way: str) -> str:
    """What tells a number or an address from another."""
    return way_of(way)[-TOLD_APART:]


def _without(text: str, ways: Sequence[str]) -> str:
    for way in ways:
        text = text.replace(way, " ")
    return text


def _order(one: Statement) -> int:
    return one.order


def _amount(price: Fact) -> float:
    amount = price.get("amount")
    return float(amount) if isinstance(amount, int | float) else 0.0


def _pages_of(people: Sequence[Fact], pages: Sequence[PageRecord]) -> frozenset[str]:
    """The pages that are called after somebody by the end of their address."""
    names = {_letters(str(person.value)) for person in people}
    ends = {page.url: page.url.rstrip("/").rsplit("/", 1)[-1] for page in pages if page.kind == "other"}
    return frozenset(url for url, end in ends.items() if _letters(end.partition(".")[0]) in names)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _shape(one: Statement) -> str:
    """The words of a statement with a sign in place of each figure: the rows of a table are alike."""
    text = folded(one.text)
    return _FIGURES.sub("0", text) if _DIGIT.search(text) else text


def _label_of(one: Statement) -> str:
    """What says of a row or of a price what it is about, or all but the figures of a line."""
    if one.form == "row":
        return folded(one.cells[0])
    return folded(before_sum(one.text) if names_a_sum(one.text) else "") or _shape(one)


def _costs(one: Statement) -> str:
    """What stands behind the label of a row or of a price."""
    rest = one.text.removeprefix(one.cells[0] if one.form == "row" else before_sum(one.text))
    return rest.split()[0] if names_a_sum(rest) else rest


def _fit_to_show(one: Statement, ways: Sequence[str]) -> float:
    """How much less a statement tells that is another office's."""
    if one.form == "row" and not one.own and one.words <= _SIGNATURE:
        return _SIGNED
    return _OF_AN_OFFICE if _is_of_an_office(one, ways) else 1


def _is_shown(one: Statement) -> bool:
    """Whether a line may stand in a briefing: neither somebody's family, health, belief or origin, nor what every privacy page says."""
    is_private = one.kind in _OF_PEOPLE and one.own and is_personal(one.text)
    return not (is_private or one.usual)


def _is_of_an_office(one: Statement, ways: Sequence[str]) -> bool:
    """Whether a line of a legal page says how to reach somebody else: a host, an authority, a chamber."""
    found = reached_by(one.text) if one.kind == "legal" else ()
    return bool(found) and not any(way.endswith(_number(said)) for said in found for way in ways)


def _undominated(found: Collection[Piece]) -> Iterator[Piece]:
    """The pieces less each price list that another, which says hardly more in all, says as well."""
    lists = dict.fromkeys(piece for piece in found if names_a_sum(piece.text))
    for piece in found:
        fuller = (other for other in lists if other is not piece and piece.terms < other.terms)
        if piece not in lists or all(other.words > _HARDLY_MORE * piece.words for other in fuller):
            yield piece


def _undated(text: str) -> str:
    """A text less the days that it names, as a signature has one: "Una Vane - 20 July 2023" """
    for found in days(text) if any(map(str.isdigit, text)) else ():
        text = text.replace(found.shown, " ")
    return text


def _author(fact: Fact) -> str:
    return ", ".join(filter(None, (fact.text("author"), fact.text("author_role"))))


def _told_by(one: Statement, said_by: Mapping[str, str]) -> Statement:
    """The statement with its author, where it is a part of a testimonial; its first sentence leans on none."""
    text = folded(one.text)
    whole, author = next(
        ((said, author) for said, author in said_by.items() if text and text in said), ("", "")
    )
    if not author:
        return one
    return replace(one, by=author, praise=whole, leans=one.leans and not whole.startswith(text))


def _is_told(one: Statement, spoken: Spoken) -> bool:
    """Whether a statement may be shown: no words of somebody unnamed, no title of a post, no lesson of a journal.

    What a journal teaches about a subject is not about the business; where it says "we" or gives a figure, it may be.
    """
    if one.by:
        return True
    if one.voice in _NOBODYS or (one.form != "text" and topic_named(one.heading) in _OF_A_JOURNAL):
        return False
    teaches = one.kind in _JOURNAL and not any(map(str.isdigit, one.text))
    return not teaches or phrases("speech", "we", spoken).stand_in(one.text)
