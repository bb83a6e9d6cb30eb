"""Which pieces may stand on page one: whole, understood alone, the business's own, and surely an answer to their question."""

import re
from collections.abc import Collection, Sequence

from precall import words
from precall.compose.asked import reached_by
from precall.compose.pieces import Piece
from precall.compose.statements import Statement, before_sum, folded, names_a_sum
from precall.compose.wording import is_put_to, leans, opens_back, points_back, points_early, says_i
from precall.decency import is_personal
from precall.extract import nation
from precall.extract.day import days
from precall.model.kinds import Asked
from precall.model.page import PageKind
from precall.words.match import Spoken, phrases

_OPENING, _CLOSING = "\"'“”„«»‘’(¿¡", "\"'“”„«»‘’)"
_LONGEST_HEADING = 9  # words; a longer one is a sentence, or stands above something else
_LONGEST, _LONGEST_LIST = 44, 70  # words of a piece
_FEWEST_CELLS, _FEWEST_LETTERS = 2, 3
_PRICED = 12  # words of a line that says what something costs
_FEWEST_WORDS = 3  # before a sum: what costs so much
_LONGEST_CLEAR = 50  # words
_BEHIND_A_SUM = re.compile(r"(?:[$€£¥]\s?\d[\d.,]*|\d[\d.,]*\s?[$€£¥]) ([A-Z][\w'’-]+)(?= )")
_SUBJECT = 5  # first words of a sentence, among which its subject stands
_FEWEST_PLAIN, _LONGEST_PLAIN = 9, 40  # words
OF_THEMSELVES: tuple[PageKind, ...] = ("home", "about")
"""Pages on which a business says what it is."""
_NOT_OF_THEMSELVES = ("inviting", "machinery", "reaching", "slogan", "mission", "lately")
_OPENINGS_TO_OTHERS = ("calls", "to_reader", "headlines", "put_to")
_OTHERS: tuple[PageKind, ...] = ("legal", "blog", "post", "careers")
"""Pages whose sentences are about rules, about anybody, or about whom they look for."""
_OF_CASES: tuple[PageKind, ...] = ("clients", "testimonials", "other")
"""Pages that may tell what was done for somebody else."""


def is_certain(
    piece: Piece, question: Asked, asked: Collection[str], offers: Collection[str], spoken: Spoken
) -> bool:
    """Whether a piece of the business's own answers a question: a price, or an answer to what they are `asked` often.

    `asked` are the questions of the site that are answered, `offers` the names of what it offers, folded; `spoken` its languages. Doubt means no.
    """
    first = piece.first
    if not first.own or first.by or first.region != "main" or first.kind == "legal":
        return False
    is_list = all(one.form == "row" for one in piece.statements) or _is_price_list(piece, spoken)
    is_asked_price = folded(first.heading) in asked and names_a_sum(piece.text)
    if piece.words > (_LONGEST_LIST if is_list or is_asked_price else _LONGEST) or not _is_whole(
        piece, spoken
    ):
        return False
    match question:
        case "offers" if names_a_sum(piece.text):
            is_price = not phrases("money", "not_price").stand_in(piece.text)
            is_named = folded(first.heading) in (*offers, *asked)
            label = len(first.cells[0].split()) if first.form == "row" else 0
            has_subject = (
                is_named
                or label > 1
                or _is_price_list(piece, spoken)
                or len(before_sum(first.text).split()) >= _FEWEST_WORDS
            )
            is_told_apart = not any(_is_glued(one, spoken) for one in piece.statements)
            return is_price and has_subject and is_told_apart and not _is_from(first, spoken)
        case "terms":
            is_put = is_put_to(first.heading, spoken) or first.kind in _OTHERS
            is_answer = folded(first.heading) in asked and not is_put
            return is_answer and "@" not in piece.text and not any(days(piece.text))
    return False


def is_clear(
    piece: Piece,
    question: Asked,
    called: Collection[str],
    people: Collection[str],
    offers: Collection[str],
    spoken: Spoken,
    *,
    alone: bool,
) -> bool:
    """Whether a piece is whole sentences that the business says of itself, of its people or of an offer, with a number in them or a person.

    `called` are the names of both, `people` those of people, `offers` those of what surely is one, folded, `spoken` the languages; where nobody is `alone`, "I" says
    nothing. Doubt means no.
    """
    first, text = piece.first, piece.text
    others = (*_OTHERS, *_OF_CASES) if question == "terms" else _OTHERS
    if not first.own or first.by or first.region != "main" or first.kind in others or is_personal(text):
        return False
    if piece.words > _LONGEST_CLEAR or any(one.form != "text" for one in piece.statements):
        return False
    begins = " ".join(folded(first.text).split()[:_SUBJECT])
    said = folded(first.text) if question == "people" else begins
    names = any(f" {name} " in f" {said} " for name in called)
    is_of_offer = folded(first.heading) in offers
    is_ours = names or phrases("speech", "we", spoken).stand_in(begins)
    of_somebody = any(f" {name} " in f" {said} " for name in people)
    is_of_person = of_somebody or (alone and says_i(text)) or phrases("roles", "heads", spoken).stand_in(text)
    is_told = is_of_offer if question == "offers" else is_ours and (question != "people" or is_of_person)
    is_bound = (
        phrases("speech", "calls", spoken).starts(text) is not None
        or leans(text, spoken)
        or points_back(text)
        or (says_i(text) and not alone)
        or "@" in text
    )
    tells = (question == "people" and of_somebody) or any(map(str.isdigit, text))
    return is_told and tells and not is_bound and _is_whole(piece, spoken)


def is_plain(
    piece: Piece, called: Collection[str], kinds: Collection[PageKind], spoken: Spoken, *, alone: bool
) -> bool:
    """Whether a piece is whole sentences of pages of these kinds in which the business says something of itself, by its name or as "we": what it offers, or a figure.

    `called` are its names, folded; where nobody is `alone`, "I" says nothing. Doubt means no.
    """
    first, text = piece.first, piece.text
    if not first.own or first.by or first.region != "main" or first.kind not in kinds or is_personal(text):
        return False
    if not _FEWEST_PLAIN <= piece.words <= _LONGEST_PLAIN or any(
        one.form != "text" for one in piece.statements
    ):
        return False
    begins = " ".join(folded(first.text).split()[:_SUBJECT])
    names = any(f" {name} " in f" {begins} " for name in called)
    is_ours = names or phrases("speech", "we", spoken).stand_in(begins)
    is_bound = leans(text, spoken) or points_back(text) or (says_i(text) and not alone) or reached_by(text)
    speaks = any(phrases("speech", key, spoken).stand_in(text) for key in _NOT_OF_THEMSELVES)
    opens = any(phrases("speech", key, spoken).starts(text) for key in _OPENINGS_TO_OTHERS)
    tells = names or any(map(str.isdigit, text)) or phrases("speech", "offers", spoken).stand_in(text)
    is_whole = _is_whole(piece, spoken) and "!" not in text and text[0].isalnum()
    return is_ours and tells and is_whole and not (is_bound or speaks or opens)


def _is_whole(piece: Piece, spoken: Spoken) -> bool:
    heading = piece.first.heading
    if len(heading.split()) > _LONGEST_HEADING and not heading.endswith("?"):
        return False
    said = [one.text for one in piece.statements]
    if any(text.endswith("?") for text in said):
        return False
    is_cut = any("…" in text or "..." in text or text.count("(") != text.count(")") for text in said)
    leans = opens_back(said[0], spoken) or points_early(said[0], spoken)
    is_call = any(phrases("speech", name, spoken).starts(text) for text in said for name in ("cta", "mood"))
    stands = _is_price_list(piece, spoken) or all(map(_is_sentence_or_row, piece.statements))
    return stands and not leans and not is_cut and not is_call


def _is_from(one: Statement, spoken: Spoken) -> bool:
    """Whether what stands before a sum says no more than that it begins there: "starting from £35" """
    begins = phrases("money", "from", spoken).starts(one.text.lstrip(_OPENING))
    return begins is not None and len(before_sum(one.text).split()) <= len(begins.group().split())


def _is_glued(one: Statement, spoken: Spoken) -> bool:
    """Whether a line is a name, its sum and a sentence about it without a sign between them: "Survey £350 Covers the whole hull." """
    if one.form == "row" or any(words.habits(language).get("capital_nouns") for language in spoken):
        return False
    behind = _BEHIND_A_SUM.search(one.text)
    return behind is not None and behind.group(1) not in nation.currencies()


def _is_price_list(piece: Piece, spoken: Spoken) -> bool:
    """Whether several lines or rows each say what something costs."""
    stand = (
        _is_joined(one.cells) or (names_a_sum(one.cells[-1]) and _is_priced(one)) for one in piece.statements
    )
    return (
        len(piece.statements) > 1
        and all(stand)
        and not any(_is_from(one, spoken) for one in piece.statements)
    )


def _is_priced(one: Statement) -> bool:
    """Whether a line or an item of a list is what costs something and its sum, and little else: "Survey — £350 a day" """
    if one.words > _PRICED or not names_a_sum(one.text):
        return False
    return sum(map(str.isalpha, before_sum(one.text))) >= _FEWEST_LETTERS


def _is_sentence_or_row(one: Statement) -> bool:
    """Whether a statement is a sentence from its first letter to its full stop, or a row that says what its sum is for."""
    if one.form == "row":
        return _is_joined(one.cells)
    begins = one.text.lstrip(_OPENING)[:1]
    return not begins.islower() and one.text.rstrip(_CLOSING).endswith((".", "!"))


def _is_joined(cells: Sequence[str]) -> bool:
    """Whether the first cell says what the others are about, one of which is a sum, or each cell has what it costs."""
    if len(cells) < _FEWEST_CELLS or not (cells[0][0].isalnum() or cells[0][0] in _OPENING):
        return False  # a bullet or a tick before it: an item of a list
    if len(set(cells)) < len(cells) or any(days(cells[0])):  # a table without its first column, a day
        return False
    costs = [names_a_sum(cell) for cell in cells]
    bare = [is_sum and len(cell.split()) == 1 for cell, is_sum in zip(cells, costs, strict=True)]
    if any(
        is_sum and is_bare for is_sum, is_bare in zip(costs, bare[1:], strict=False)
    ):  # a head says what for
        return False
    are_named = [sum(map(str.isalpha, cell)) >= _FEWEST_LETTERS for cell in cells]
    if all(costs):
        return all(are_named)
    behind = list(zip(cells, costs, strict=True))[costs.index(True) :] if any(costs) else []
    are_told = bool(behind) and all(is_sum or len(cell.split()) > 1 for cell, is_sum in behind)
    return are_named[0] and not costs[0] and are_told
