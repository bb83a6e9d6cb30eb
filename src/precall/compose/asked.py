"""Which question of somebody who prepares a call a piece answers."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from precall.compose.pieces import Piece
from precall.compose.statements import Statement, folded, names_a_sum
from precall.compose.wording import is_put_to
from precall.model.fact import Fact
from precall.model.kinds import Asked, Kind
from precall.model.page import PageKind
from precall.site.kind import kind_of_topic, topic_named
from precall.words.match import ALL, Spoken, phrases

_BY_KIND: Mapping[PageKind, Asked] = {
    "about": "people",
    "services": "offers",
    "pricing": "offers",
    "testimonials": "proof",
    "clients": "proof",
    "contact": "reach",
    "faq": "terms",
    "legal": "terms",
}
_DATED: tuple[PageKind, ...] = ("blog", "post", "careers")
"""Pages on which a name is an author's, and a sum a wage or somebody's story."""

_ANY: tuple[PageKind, ...] = ("home", "other")
"""Pages of any subject."""

_WAYS: tuple[Kind, ...] = ("address", "hours")
_LEAST_WAY = 6  # characters
_SEVERAL = 3  # questions as headings; one alone is put to the reader
_SHORTEST = 3  # letters of a first name
_SURELY_ASKED = 0.8
_BESIDE_A_NAME = 2  # words of a heading beside the name of whom it is about
_SUBJECT = 5  # first words of a sentence, among which its subject stands
_SHORT = 14  # words of a line that tells how to reach them
_DATE = re.compile(r"\d{1,4}[./ -]+\d{1,2}[./ -]+\d{1,4}")
_NUMBER = r"\+?\(?\d[\d ()./-]{6,}\d"
_WAY, _DIALLED = re.compile(rf"(?<![\w.+-])[\w.+-]+@[\w.-]*\w|{_NUMBER}"), re.compile(_NUMBER)
TOLD_APART = 6  # last characters by which two numbers or addresses are told apart
_REACH, _MAY_REACH = re.compile(rf"@|{_NUMBER}"), re.compile(r"[@\d]")


class Known(NamedTuple):
    """What tells the question of a piece beside its own words.

    `names` are those of the people, in lower case, `ways` the streets and hours as the site shows them, folded, `asking` the pages that hold
    several questions with their answers, `answered` are questions that are surely such, folded, `spoken` the language of the site. `called` are the names and
    first names of those who are surely people, `offers` the names of what surely is one, both folded, `prices` the sums that surely are prices.
    """

    names: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    asking: frozenset[int] = frozenset()
    answered: frozenset[str] = frozenset()
    spoken: Spoken = ALL
    called: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    prices: tuple[str, ...] = ()
    surely_answered: frozenset[str] = frozenset()
    numbers: tuple[str, ...] = ()


def known(facts: Sequence[Fact], said: Iterable[Statement], spoken: Spoken) -> Known:
    """What tells the questions of a site's pieces."""
    names = tuple(str(fact.value).casefold() for fact in facts if fact.kind == "person")
    ways = {folded(proof.quote) for fact in facts if fact.kind in _WAYS for proof in fact.evidence}
    ways |= {folded(fact.text("street")) for fact in facts if fact.kind == "address"}
    answered = frozenset(folded(str(fact.value)) for fact in facts if fact.kind == "faq")
    questions = {one.section: one.kind for one in said if one.heading.endswith("?")}
    pages = Counter(page for page, _ in questions)
    asking = {page for (page, _), kind in questions.items() if kind == "faq" or pages[page] >= _SEVERAL}
    long_ways = tuple(sorted(way for way in ways if len(way) >= _LEAST_WAY))
    sure = [fact for fact in facts if not fact.check]
    people = [folded(str(fact.value)) for fact in sure if fact.kind == "person"]
    return Known(
        names,
        long_ways,
        frozenset(asking),
        answered,
        spoken,
        frozenset(part for name in people for part in (name, name.split(" ")[0]) if len(part) >= _SHORTEST),
        frozenset(folded(str(fact.value)) for fact in sure if fact.kind == "offer"),
        tuple(str(fact.value) for fact in sure if fact.kind == "price"),
        frozenset(
            folded(str(fact.value))
            for fact in facts
            if fact.kind == "faq"
            and fact.confidence >= _SURELY_ASKED
            and not is_put_to(str(fact.value), spoken)
        ),
        tuple(way_of(str(fact.value))[-TOLD_APART:] for fact in facts if fact.kind in ("email", "phone")),
    )


def asked(piece: Piece, known: Known) -> Asked:
    """The question that a piece most likely answers."""
    one = piece.first
    if sure := surely_asked(piece, known):
        return sure
    if one.kind in _DATED:
        return "news"
    if names_a_sum(piece.text) and one.kind != "legal":
        return "offers"
    if one.kind == "legal":
        return "terms"
    if _names_somebody(piece, known.names):
        return "people"
    if one.form != "text" and phrases("credential", "listing").stand_in(piece.text):
        return "proof"
    if one.page in known.asking and (one.heading.endswith("?") or one.kind == "contact"):
        return "terms"
    by_heading = _BY_KIND.get(kind_of_topic(topic_named(one.heading)))
    if by_heading and not one.heading.endswith("?"):
        return by_heading
    if one.kind in _ANY and _tells_of_themselves(piece, known.spoken):
        return "people"
    return _BY_KIND.get(one.kind, "offers")


def surely_asked(piece: Piece, known: Known) -> Asked | None:
    """The question that a piece answers beyond doubt; None where only its page knows what it is about."""
    one = piece.first
    if one.by:
        return "proof"
    if not one.own:
        return None
    if _says_how_to_reach_them(piece, known) and _is_theirs(piece, known):
        return "reach"
    if one.kind in (*_DATED, "legal") or one.region != "main":
        return None
    if _is_answered(one, known):
        return "terms"
    if names_a_sum(piece.text) and _names_a_price(piece, known):
        return "offers"
    if folded(one.heading) in known.offers and one.kind != "about":
        return "offers"
    if _is_about_somebody(piece, known):
        return "people"
    return None


def _is_answered(one: Statement, known: Known) -> bool:
    """Whether a statement answers what visitors ask: no question put to the reader, and no call to act as its answer."""
    if phrases("speech", "cta", known.spoken).starts(one.text):
        return False
    is_asked = one.kind == "faq" and any(
        heading.endswith("?") and not is_put_to(heading, known.spoken) for heading in one.headings
    )
    is_opened = one.answers and not is_put_to(one.heading, known.spoken)
    return is_asked or is_opened or folded(one.heading) in known.surely_answered


def _names_a_price(piece: Piece, known: Known) -> bool:
    is_price = not phrases("money", "not_price", known.spoken).stand_in(piece.text)
    return is_price and any(price in piece.text for price in known.prices)


def _is_about_somebody(piece: Piece, known: Known) -> bool:
    """Whether one of the people is named in the heading above a piece, or where it begins with a sentence."""
    one = piece.first
    if names_a_sum(piece.text) or phrases("speech", "we", known.spoken).stand_in(piece.text):
        return False
    is_sentence = one.form == "text" and one.text.rstrip('"”»').endswith((".", "!"))
    begins = f" {' '.join(folded(one.text).split()[:_SUBJECT])} " if is_sentence else ""
    above = f" {folded(one.heading)} "
    return any(
        f" {name} " in begins
        or (f" {name} " in above and len(above.split()) <= len(name.split()) + _BESIDE_A_NAME)
        for name in known.called
    )


def _is_theirs(piece: Piece, known: Known) -> bool:
    """Whether a piece holds a number or address that the facts know as theirs, or no number at all."""
    found = [way_of(number) for number in reached_by(piece.text)]
    return not found or any(number.endswith(way) for number in found for way in known.numbers)


@lru_cache(2048)
def reached_by(text: str) -> tuple[str, ...]:
    """The numbers and mail addresses that a text names."""
    return tuple((_WAY if "@" in text else _DIALLED).findall(text))


def way_of(number: str) -> str:
    """A mail address in small letters, of a number its digits."""
    return number.casefold() if "@" in number else "".join(filter(str.isdigit, number))


def _says_how_to_reach_them(piece: Piece, known: Known) -> bool:
    """Whether a piece is a way to reach them, a street or their hours, and little else."""
    one = piece.first
    ways = _REACH.findall(piece.text) if _MAY_REACH.search(piece.text) else ()
    numbers = [number for number in ways if not _DATE.fullmatch(number)]
    if numbers and (piece.words <= _SHORT * len(numbers) or one.region in ("header", "footer")):
        return True
    if one.kind not in ("home", "contact") or piece.words > _SHORT * 2:
        return False
    said = f" {folded(piece.text)} "
    return any(f" {way} " in said or said in f" {way} " for way in known.ways)


def _tells_of_themselves(piece: Piece, spoken: Spoken) -> bool:
    """Whether somebody tells of their life and not of what they do for clients."""
    speaks = phrases("speech", "i", spoken).stand_in(piece.text)
    return speaks and not phrases("speech", "offers", spoken).stand_in(piece.text)


def _names_somebody(piece: Piece, names: Sequence[str]) -> bool:
    """Whether a piece, or the heading above it, names one of the people; `names` are in lower case."""
    said = f"{piece.first.heading} {piece.text}".casefold()
    return any(name in said for name in names)
