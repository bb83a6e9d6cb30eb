"""Which offers a listing counts: each once, without the heading that stands above them."""

from collections.abc import Iterable, Sequence
from functools import cache

from precall.compose.spoken import inside
from precall.compose.wording import topics
from precall.model.fact import Fact
from precall.words.match import listed

_FEWEST = 3  # offers below a heading


def listing(offers: Sequence[Fact]) -> tuple[Fact, ...]:
    """The offers in their order; a heading is one that says only what all the others say, too."""
    once = {inside(offer.value).casefold(): offer for offer in reversed(offers)}
    distinct: list[tuple[Fact, frozenset[str]]] = []
    for offer in reversed(once.values()):
        telling = _telling(offer)
        if not telling or telling not in [
            other for _, other in distinct
        ]:  # "Our boat repair" beside "Boat repair"
            distinct.append((offer, telling))
    sure = [offer for offer in distinct if not offer[0].check]
    return tuple(offer for offer, telling in distinct if not _heads(offer, telling, sure))


def _heads(offer: Fact, telling: frozenset[str], sure: Iterable[tuple[Fact, frozenset[str]]]) -> bool:
    is_named = bool(telling) or " " in str(
        offer.value
    )  # "Coaching services", whose words stand in any heading
    below = [other for fact, other in sure if fact is not offer] if is_named else []
    return len(below) >= _FEWEST and all(telling <= other for other in below)


def _telling(offer: Fact) -> frozenset[str]:
    return topics(str(offer.value)) - _generic()


@cache
def _generic() -> frozenset[str]:
    """Words of any heading above a list: services, packages, all our ..."""
    return topics(" ".join((*listed("offers", "overview"), *listed("offers", "owns"))))
