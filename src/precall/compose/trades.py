"""Of which kind a business is, as far as the kind changes what one asks it: by its name and what it says that it is."""

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from precall.model.fact import Fact
from precall.model.kinds import Kind
from precall.words.match import Spoken, phrases

Trade = Literal["law", "care", "table", "shop", "charity", "office"]
TRADES: tuple[Trade, ...] = get_args(Trade)
"""Lawyers; who cares for health, birth, mind or the dying; where one eats or sleeps; where one buys things; who lives on gifts;
a public body."""

_SAYING: tuple[Kind, ...] = ("name", "legal_name", "summary", "tagline")
_OFFERING: tuple[Kind, ...] = (*_SAYING, "offer")


def trades(facts: Mapping[Kind, Sequence[Fact]], spoken: Spoken) -> frozenset[Trade]:
    """The kinds that fit; none where nothing tells. `spoken` are the languages of the site.

    Whom they work for says nothing of themselves, "flour for restaurants", but who offers anything beside grief is spared some questions, too.
    """
    whole = [str(fact.value) for kind in _OFFERING for fact in facts.get(kind, ())]
    own = [_before_whom(str(fact.value), spoken) for kind in _SAYING for fact in facts.get(kind, ())]
    return frozenset(
        trade
        for trade in TRADES
        if phrases("trades", trade, spoken).stand_in(" / ".join(whole if trade == "care" else own))
    )


def _before_whom(text: str, spoken: Spoken) -> str:
    found = phrases("speech", "audience", spoken).first(text)
    return text[: found.start()] if found else text
