"""Which offers a listing counts: each once, without the heading that stands above them."""

from collections.abc import Iterable, Sequence
from functools import cache

from precall import words
from precall.compose.spoken import inside
from precall.compose.wording import topics
from precall.model.fact import Fact

_FEWEST = 3  # offers below a heading


def listing(offers: Sequence[Fact]) -> tuple[Fact, ...]:
    """The offers in their order; a heading is one that says only what all the others say, too."""
    once = {inside(offer.value).casefold(): offer for offer in reversed(offers)}
    distinct = tuple(reversed(once.values()))
    sure = [offer for offer in distinct if not offer.check]
    return tuple(offer for offer in distinct if not _heads(offer, sure))


def _heads(offer: Fact, sure: Iterable[Fact]) -> bool:
    others = [_telling(other) for other in sure if other is not offer]
    own = _telling(offer)
    return len(others) >= _FEWEST and bool(own) and own <= frozenset.intersection(*others)


def _telling(offer: Fact) -> frozenset[str]:
    return topics(str(offer.value)) - _generic()


@cache
def _generic() -> frozenset[str]:
    """Words of any heading above a list: services, packages, all our ..."""
    tables = words.table("offers").values()
    return topics(" ".join(word for table in tables for key in ("overview", "owns") for word in table[key]))
