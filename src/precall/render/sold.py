"""What page one says that they sell: offers with their prices, in the rows and sentences of the site."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from precall.compose.listing import listing
from precall.compose.statements import folded
from precall.model.fact import Fact
from precall.render.material import PAGE_TWO, Entry, Material, entry
from precall.render.shorten import MARK, weight
from precall.render.view import Line
from precall.words.match import phrases

_MOST_TOLD = 4
_TOLD = 26  # words of what is said of an offer
_NAME = 8  # words
_FEWEST_LETTERS = 3
_NO_NAME = "?!»[]|"  # signs of questions, calls and menus
_MOST_UNSURE, _MOST_UNSURE_TOLD = 8, 3
_ROOM = 50  # words of a line of names or prices
_ENOUGH = 40  # words of prices, beside which more can wait
_ROW = 14  # words
_MANY_TIMES = 50
_SUM = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){1,3}(?![\d.])")
_JOINT = re.compile(r"\s*(?:\.{3,200}|…{2,60}|[:=–—-])\s*")


def sold(material: Material, shown: Sequence[Entry]) -> Iterator[Entry]:
    """Lines of offers and prices: names with what they cost, then those that are `shown`, then what neither says, first what the site tells more of.

    What nobody is sure to be an offer stands here with a price that is sure, or not at all.
    """
    told = " / ".join(folded(f"{one.whole.label} {one.whole.text}") for one in shown if one.section == "sell")
    left = [one for one in listing(material.dossier.of("offer")) if folded(str(one.value)) not in told]
    left = [one for one in left if weight(str(one.value)) <= _NAME]
    called = {folded(str(one.value)) for one in material.dossier.of("offer")}
    prices = [one for one in material.dossier.of("price") if not one.check and not _is_cover(str(one.value))]
    rows = [(one, row) for one in prices if (row := _row(one, called, material))]
    rows = [(one, row) for one, row in rows if folded(one.text("for")) not in told]
    priced = {folded(one.text("for")) for one, _ in rows}
    sure = [one for one in left if not one.check]
    costs = {str(one.value) for one in prices}
    certain = [one for one in left if one.text("price") and (not one.check or one.text("price") in costs)]
    certain = [one for one in certain if not _is_cover(one.text("price"))]
    named = [one for one in certain if folded(str(one.value)) not in priced]
    rows += [(one, _named_price(one, material)) for one in named if not _heads(str(one.value), material)]
    yield from _line(rows, 7 if weight(told) >= _ENOUGH else 4, material)
    yield from shown
    more = [one for one in sure if folded(str(one.value)) not in priced and one not in named]
    is_first = not (told or rows)
    lists_all = is_first and len(more) > _MOST_TOLD
    telling = [] if lists_all else [one for one in more if _said_of(one, material)][:_MOST_TOLD]
    for place, one in enumerate(telling):
        line = Line(_said_of(one, material), label=material.theirs(one.value), evidence=one.evidence[:1])
        yield entry("sell", 8 + place, line, _TOLD)
    names = [(one, material.theirs(one.value)) for one in more if one not in telling]
    if is_first and not names:
        yield from _unsure(left, material)
    elif is_first and not telling:
        yield from _line(names if len(names) > 1 else (), 5, material)  # a lone name says little
    else:
        yield from _line(names, 10 if is_first else 7, material, "also_sold")


def _unsure(left: Iterable[Fact], material: Material) -> Iterator[Entry]:
    """Where nothing is surely sold, the headings that may name it, called so."""
    people = {folded(str(one.value)) for one in material.dossier.of("person")}
    named = [
        one
        for one in left
        if one.check
        and not _is_no_offer(str(one.value))
        and not any(name in folded(str(one.value)) for name in people)
    ]
    if len(named) > 1:
        names = [(one, material.theirs(one.value)) for one in named[:_MOST_UNSURE]]
        yield from _line(names, 5, material, "offer_unsure")
        told = ((one, _said_below(one, material)) for one in named)
        for one, said in [pair for pair in told if pair[1]][:_MOST_UNSURE_TOLD]:
            line = Line(said, label=material.theirs(one.value), evidence=one.evidence[:1])
            yield entry("sell", PAGE_TWO - 2, line, _TOLD)


def _said_below(offer: Fact, material: Material) -> str:
    """What stands below a heading without the heading itself, where it is whole and asks nobody to call or to click."""
    said = _said_of(offer, material)
    heading, _, rest = said.partition(":")
    said = rest.strip() if rest and folded(heading) == folded(str(offer.value)) else said
    asks = any(phrases("speech", key).stand_in(said) for key in ("inviting", "machinery", "reaching"))
    return "" if asks else said


def _is_no_offer(heading: str) -> bool:
    """Whether a heading asks, calls or tells how something goes: "Choose your size" """
    calls = any(
        phrases("speech", key).starts(heading) for key in ("calls", "cta", "put_to", "headlines", "subject")
    )
    preaches = any(phrases("speech", key).stand_in(heading) for key in ("mission", "value_headings"))
    return calls or preaches or heading.endswith(":") or not set(heading).isdisjoint(_NO_NAME)


def _line(
    said: Iterable[tuple[Fact, str]], rank: int, material: Material, label: str = ""
) -> Iterator[Entry]:
    """One line of as many of the texts as it holds whole, each once."""
    held: dict[str, Fact] = {}
    for fact, text in said:
        if weight(material.sentences.parted((*held, text))) <= _ROOM:
            held.setdefault(text, fact)
    if held:
        facts = tuple(held.values())
        line = Line(
            material.sentences.parted(held),
            label=material.say(label) if label else "",
            evidence=facts[0].evidence[:1],
        )
        yield entry("sell", rank, line, _ROOM)


def _said_of(offer: Fact, material: Material) -> str:
    """What the site says of an offer; empty where it is too long to stand whole, or no sentence."""
    said = material.theirs(offer.text("description"))
    is_whole = said.endswith((".", "!")) and MARK not in said and weight(said) <= _TOLD
    return said if is_whole else ""


def _named_price(offer: Fact, material: Material) -> str:
    return material.sentences.labelled(material.theirs(offer.value), material.theirs(offer.text("price")))


def _row(price: Fact, offers: Collection[str], material: Material) -> str:
    """A row of a price list as the site has it, which begins with what the price is for, or a price of one of the `offers`; else empty."""
    called, said = material.theirs(price.text("for")), material.theirs(price.evidence[0].quote)
    if weight(said) > _ROW or not _names(called) or _heads(price.text("for"), material):
        return ""
    behind = said[len(called) :] if said.casefold().startswith(called.casefold()) else ""
    if behind and (_JOINT.match(behind) or not behind[0].isspace()):
        return material.sentences.labelled(called, _JOINT.sub("", behind, count=1))
    is_apart = folded(called) in offers and called.casefold() not in said.casefold()
    return material.sentences.labelled(called, said) if is_apart else ""


def _is_cover(price: str) -> bool:
    """Whether the end of a range is many times its beginning, as sums are that somebody is insured for: "from $5,000 to $500,000"."""
    sums = [float(said.replace(",", "")) for said in _SUM.findall(price)]
    return len(sums) > 1 and max(sums) >= _MANY_TIMES * max(1.0, min(sums))


def _names(called: str) -> bool:
    is_named = 0 < len(called.split()) <= _NAME and sum(map(str.isalpha, called)) >= _FEWEST_LETTERS
    return is_named and phrases("speech", "calls").starts(called) is None


def _heads(called: str, material: Material) -> bool:
    """Whether different sums are said to be for the same."""
    prices = [one for one in material.dossier.of("price") if one.text("for").casefold() == called.casefold()]
    return len({one.text("amount") for one in prices}) > 1
