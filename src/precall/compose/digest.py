"""The site in short: a fact sheet of what matters most, then more of its own words, no sentence twice."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from precall.compose.asked import asked
from precall.compose.choice import Choice
from precall.compose.pieces import Piece, pieces
from precall.compose.statements import Passages, Statement, folded, statements
from precall.compose.worth import worth
from precall.model.digest import Digest, Excerpt
from precall.model.fact import Evidence, Fact
from precall.model.kinds import ASKED, Asked
from precall.model.page import PageRecord
from precall.site.text import shorten

Order = Mapping[Statement, int]
"""The statements of the site, numbered as they stand on it."""

_ON_SHEET: Mapping[str, int] = {
    "people": 160, "offers": 230, "terms": 160, "proof": 130, "news": 80, "reach": 80,
}  # fmt: skip
"""The most words of each question on the fact sheet."""

_LONGEST_HEADING = 70  # characters
_CUT = " … "
_QUOTES = '"“”„«»'
_ENDS = (".", "!", "?", "…", "”", '"', ":", "»")


def digest(
    pages: Sequence[PageRecord],
    passages: Passages,
    facts: Sequence[Fact],
    language: str,
    *,
    said: Collection[str] = (),
    sheet_words: int,
    more_words: int,
) -> Digest:
    """The site's statements within so many words. `said` are texts that stand elsewhere already, and are not repeated."""
    everything = [_told_by(one, facts) for one in statements(pages, passages)]
    elsewhere = [f" {folded(text)} " for text in said]
    new = [one for one in everything if not _is_said(one, elsewhere)]
    pool = pieces(new)
    names = [str(fact.value).casefold() for fact in facts if fact.kind == "person"]
    question = {piece: asked(piece, names) for piece in pool}
    choice = Choice({piece: worth(piece, language) for piece in pool}, label_of)
    choice.say(set(everything).difference(new))
    sheet = choice.take(pool, sheet_words, question.__getitem__, _ON_SHEET)
    more = choice.take([piece for piece in pool if piece not in set(sheet)], more_words)
    order = {one: number for number, one in enumerate(everything)}
    hidden = {one for piece in set(pool).difference(sheet, more) for one in piece.statements}
    return Digest(
        _by_question(sheet, question, order),
        _by_question(more, question, order),
        _shares(everything, [one for one in everything if one not in hidden]),
    )


def label_of(piece: Piece) -> str:
    """What stands above a piece in the briefing: who says it, or the nearest heading of the page."""
    return piece.first.by or heading_of(piece.first)


def heading_of(one: Statement) -> str:
    """The nearest heading of the page, not too long."""
    return shorten(one.heading, _LONGEST_HEADING).rstrip(" :")


def _told_by(one: Statement, facts: Sequence[Fact]) -> Statement:
    """The statement with its author, where it is a part of a testimonial."""
    text = folded(one.text)
    for fact in facts:
        if fact.kind == "testimonial" and text and text in folded(str(fact.value)):
            by = ", ".join(filter(None, (fact.text("author"), fact.text("author_role"))))
            return replace(one, by=by)
    return one


def _is_said(one: Statement, elsewhere: Sequence[str]) -> bool:
    text = f" {folded(one.text)} "
    return any(text in said for said in elsewhere)


def _by_question(
    chosen: Sequence[Piece], question: Mapping[Piece, Asked], order: Order
) -> Mapping[Asked, tuple[Excerpt, ...]]:
    found: dict[Asked, tuple[Excerpt, ...]] = {}
    for each in ASKED:
        of_it = [one for piece in chosen if question[piece] == each for one in piece.statements]
        ordered = sorted(of_it, key=order.__getitem__)
        if ordered:
            found[each] = tuple(_excerpts(ordered, order))
    return found


def _excerpts(ordered: Sequence[Statement], order: Order) -> Iterator[Excerpt]:
    for _, group in groupby(ordered, key=lambda one: (one.section, one.by)):
        said = list(group)
        first = said[0]
        text = _shown(first)
        for one, other in pairwise(said):
            follows = order[other] == order[one] + 1
            text += f"{_joint_of_cells(one.text) if follows else _CUT}{_shown(other)}"
        proof = Evidence(first.url, first.text, "text")
        yield (
            Excerpt("", text.strip(_QUOTES), proof, first.by)
            if first.by
            else Excerpt(heading_of(first), text, proof)
        )


def _shown(one: Statement) -> str:
    return one.cells[0] + "".join(
        f"{_joint_of_cells(before)}{after}" for before, after in pairwise(one.cells)
    )


def _joint_of_cells(before: str) -> str:
    return " " if before.endswith(_ENDS) else " · "


def _shares(everything: Sequence[Statement], shown: Sequence[Statement]) -> Mapping[str, float]:
    whole, seen = Counter[str](), Counter[str]()
    for count, counted in ((whole, everything), (seen, shown)):
        for one in counted:
            count[one.url] += one.words
    return {url: seen[url] / words for url, words in whole.items()}
