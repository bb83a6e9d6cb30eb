"""Where the site says two things that matter on a call: names, prices, ways to reach them, hours, years; both sides are shown."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations

from precall.compose.spoken import inside, path_of
from precall.model.dossier import Observation, Use
from precall.model.fact import Evidence, Fact, Kind
from precall.sentences import Sentences
from precall.site.kind import fold, topic_of
from precall.site.nobodys import is_free_mail
from precall.words.match import either, phrases

_MOST_OF_A_KIND = 30
_MOST_SHOWN = 4
_LONGEST_NAME = 60
_SHORTEST_NAME = 6
_SAME_HOUSE = 2  # last digits that differ between two lines of one switchboard
_TOKEN = re.compile(r"[^\W_]+")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?:[:.hH]([0-5]\d))?(?!\d)")
_HALF_DAY = 12 * 60
_NUMBER = re.compile(r"(?<![^\W_])\d{1,5}[a-zA-Z]?(?![^\W_])")  # of a house
_IN_MARKUP = frozenset({"json-ld", "microdata", "markup"})

Pair = tuple[Fact, Fact]


def contradictions(
    facts: Sequence[Fact], sentences: Sentences, *, with_name: str = ""
) -> tuple[Observation, ...]:
    """What stands in two ways. Spellings of names and prices may be spoken of; phones, hours and years are for knowing."""
    found: list[Observation] = list(_typed_otherwise(facts, sentences, with_name))
    for kind in ("name", "person", "client"):
        for one, other in _pairs(facts, kind, _differently_spelled):
            found.append(_both("name_spelling", "say", one, other, sentences))
    offered = [fact for fact in facts if fact.kind != "price" or _is_of_an_offer(fact, facts)]
    for one, other in _pairs(offered, "price", _differently_priced):
        what = inside(one.text("for"))
        found.append(_both("prices", "say", one, other, sentences, what=what))
    found += [_both("hours", "know", one, other, sentences) for one, other in _text_against_markup(facts)]
    for kind, key, differ in _FOR_KNOWING:
        found += [_both(key, "know", one, other, sentences) for one, other in _pairs(facts, kind, differ)]
    return tuple(found)


def is_slip_of(one: str, other: str) -> bool:
    """Whether two names are one name written differently: a letter or two, a space, a hyphen, an accent apart."""
    first, second = _letters(one), _letters(other)
    if one.casefold() == other.casefold() or min(len(first), len(second)) < _SHORTEST_NAME:
        return False
    if first == second:
        return True
    if first[0] != second[0] or abs(len(first) - len(second)) > _slips_allowed(first):
        return False
    return _edits(first, second) <= _slips_allowed(first)


def _edits(one: str, other: str) -> int:
    # Few sites have names so alike, and the library takes longer to load than all the other comparisons.
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def _slips_allowed(name: str) -> int:
    return 1 if len(name) < 12 else 2


def _letters(name: str) -> str:
    return "".join(_TOKEN.findall(name[:_LONGEST_NAME].casefold()))


def _pairs(facts: Sequence[Fact], kind: Kind, differ: Callable[[Fact, Fact], bool]) -> Iterator[Pair]:
    of_kind = [fact for fact in facts if fact.kind == kind][:_MOST_OF_A_KIND]
    found = (pair for pair in combinations(of_kind, 2) if differ(*pair))
    yield from (pair for pair, _ in zip(found, range(_MOST_SHOWN), strict=False))


def _both(key: str, use: Use, one: Fact, other: Fact, sentences: Sentences, **more: str) -> Observation:
    text = sentences.say(
        f"observations.{key}",
        one=_shown(one),
        one_page=_page(one.evidence[0], sentences),
        other=_shown(other),
        other_page=_page(other.evidence[0], sentences),
        **more,
    )
    return Observation(text, use, (one.evidence[0], other.evidence[0]))


def _shown(fact: Fact) -> str:
    return inside(fact.text("shown") or fact.value)


def _page(evidence: Evidence, sentences: Sentences) -> str:
    path = path_of(evidence.url)
    return sentences.say("observations.markup_of", page=path) if evidence.where in _IN_MARKUP else path


def _typed_otherwise(facts: Sequence[Fact], sentences: Sentences, with_name: str) -> Iterator[Observation]:
    """The caller has the name of whom they meet in another spelling than the site."""
    people = [fact for fact in facts if fact.kind == "person"]
    if not any(str(fact.value).casefold() == with_name.casefold() for fact in people):
        for fact in people:
            if is_slip_of(str(fact.value), with_name):
                page = path_of(fact.evidence[0].url)
                values = {"typed": with_name, "spelled": inside(fact.value), "page": page}
                text = sentences.say("observations.met_spelling", **values)
                yield Observation(text, "know", fact.evidence[:1])
                return


def _differently_spelled(one: Fact, other: Fact) -> bool:
    first, second = str(one.value), str(other.value)
    same_words = len(_TOKEN.findall(first)) == len(_TOKEN.findall(second))
    return is_slip_of(first, second) and (same_words or _letters(first) == _letters(second))


def _differently_priced(one: Fact, other: Fact) -> bool:
    """The same thing, unit and currency for two amounts on two pages (on one page they are two sizes of it)."""
    same = all(one.text(key).casefold() == other.text(key).casefold() for key in ("for", "unit", "currency"))
    apart = _apart(one, other) and not _are_of_services(one, other)
    is_named = len(one.text("for").split()) > 1  # "Single" may be one of many things
    return is_named and same and apart and _amount(one) != _amount(other)


def _are_of_services(one: Fact, other: Fact) -> bool:
    """Whether each sum stands on a page of its own service, which has a name that is not that of what the sums are for."""
    called = frozenset(fold(one.text("for")).split())
    urls = [fact.evidence[0].url for fact in (one, other)]
    return all(
        topic_of(url) in ("services", "other") and called.isdisjoint(fold(path_of(url)).split())
        for url in urls
    )


def _apart(one: Fact, other: Fact) -> bool:
    """Whether no page says both: one that does has two departments, offices or sizes."""
    return not {proof.url for proof in one.evidence} & {proof.url for proof in other.evidence}


def _numbered_otherwise(one: Fact, other: Fact) -> bool:
    """The same street of the same town with two house numbers."""
    ours, theirs = one.text("street"), other.text("street")
    same_town = all(one.text(key).casefold() == other.text(key).casefold() for key in ("city", "postal_code"))
    is_one_street = bool(ours) and _letters(_NUMBER.sub("", ours)) == _letters(_NUMBER.sub("", theirs))
    first, second = (_NUMBER.findall(street) for street in (ours, theirs))
    return same_town and is_one_street and len(first) == len(second) == 1 and first != second


def _posted_otherwise(one: Fact, other: Fact) -> bool:
    """The same mailbox at two domains of their own, one of which may be given up; a firm of several countries has one in each.

    What legal pages alone show is as often that of whoever made the site.
    """
    (box, _, domain), (same, _, second) = (str(fact.value).partition("@") for fact in (one, other))
    are_two = domain.rpartition(".")[0] != second.rpartition(".")[0]
    is_shown = not (_is_of_rules(one) or _is_of_rules(other))
    return box == same and are_two and is_shown and not is_free_mail(domain) and not is_free_mail(second)


def _is_of_rules(fact: Fact) -> bool:
    return all(topic_of(proof.url) in ("imprint", "terms", "privacy") for proof in fact.evidence)


def _founded_otherwise(one: Fact, other: Fact) -> bool:
    """Two years on two pages, each said to be that of the founding: since when somebody is in a town or in a trade is another year."""
    said = (fact.evidence[0] for fact in (one, other))
    pages = {proof.url for proof in said if phrases("founded", "words").stand_in(proof.quote)}
    return one.value != other.value and len(pages) > 1


def _is_of_an_offer(price: Fact, facts: Sequence[Fact]) -> bool:
    """Whether a price is for something that the site offers by that name; a label of a price list is on each of its pages."""
    called = price.text("for").casefold()
    return any(fact.kind == "offer" and str(fact.value).casefold() == called for fact in facts)


def _amount(fact: Fact) -> float | None:
    amount = fact.get("amount")
    return float(amount) if isinstance(amount, int | float) else None


def _one_digit_apart(one: Fact, other: Fact) -> bool:
    """A slip of a digit. Lines of one switchboard, which differ in the last two digits, and a fax are not meant."""
    first, second = str(one.value), str(other.value)
    if "fax" in (one.text("type"), other.text("type")) or len(first) != len(second):
        return False
    return first[:-_SAME_HOUSE] != second[:-_SAME_HOUSE] and _edits(first, second) <= 1


def _other_times(one: Fact, other: Fact) -> bool:
    """The same days on two pages, where each has a time that the other lacks."""
    ours, theirs = _times(one), _times(other)
    if _is_always(one) or _is_always(other):
        return False
    apart = one.evidence[0].url != other.evidence[0].url and _days(one) == _days(other)
    return apart and not ours <= theirs and not theirs <= ours


def _text_against_markup(facts: Sequence[Fact]) -> Iterator[Pair]:
    """Hours as visitors read them against hours in the markup: an hour of each that the other lacks altogether."""
    hours = [fact for fact in facts if fact.kind == "hours" and not _is_always(fact)][:_MOST_OF_A_KIND]
    read = [fact for fact in hours if fact.evidence[0].where not in _IN_MARKUP]
    marked = [fact for fact in hours if fact.evidence[0].where in _IN_MARKUP]
    only_read = frozenset().union(*map(_times, read)) - frozenset().union(*map(_times, marked))
    only_marked = frozenset().union(*map(_times, marked)) - frozenset().union(*map(_times, read))
    if read and marked and only_read and only_marked:
        one = next(fact for fact in read if _times(fact) & only_read)
        yield one, next(fact for fact in marked if _times(fact) & only_marked)


def _is_always(fact: Fact) -> bool:
    """Whether it is a line around the clock, which is no opening of an office."""
    return _around_the_clock().search(str(fact.value)) is not None


@cache
def _around_the_clock() -> re.Pattern[str]:
    hours = either("hours", "whole_day")
    return re.compile(rf"(?<!\d)(?:24[ -]?(?:/|h|{hours})|0?0[:.]00)", re.IGNORECASE)


def _days(fact: Fact) -> str:
    return _letters(re.split(r"\d", str(fact.value), maxsplit=1)[0])


def _times(fact: Fact) -> frozenset[int]:
    """The clock times of opening hours in minutes on a twelve-hour face, since "5" and "17:00" may be the same."""
    return frozenset(
        (int(hour) * 60 + int(minute or 0)) % _HALF_DAY
        for hour, minute in _CLOCK.findall(str(fact.value))
        if int(hour) <= 24
    )


_FOR_KNOWING: tuple[tuple[Kind, str, Callable[[Fact, Fact], bool]], ...] = (
    ("phone", "phones", lambda one, other: _apart(one, other) and _one_digit_apart(one, other)),
    ("hours", "hours", _other_times),
    ("founded", "years", _founded_otherwise),
    ("address", "addresses", lambda one, other: _apart(one, other) and _numbered_otherwise(one, other)),
    ("email", "emails", lambda one, other: _apart(one, other) and _posted_otherwise(one, other)),
)
