"""What things cost: amounts with a currency, and bare amounts after dot leaders, with what they are for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from precall.extract import digits, nation, struck, trust
from precall.extract.merge import mark_unsure, merge
from precall.extract.price_label import Labels, from_at, without_from
from precall.extract.quoting import in_item
from precall.extract.site_view import SiteView
from precall.model.fact import Candidate, Evidence, Fact, Kind, Scalar
from precall.model.page import PageKind
from precall.site.document import Block, Document
from precall.words.match import ALL, Phrases, Spoken, either, phrases, read

KIND: Kind = "price"

_CROWNS = "kr"  # also with a capital and a full stop
_WHOLE = (":-", ",-", ",--")  # no cents, in the money of the country: Swedish, Norwegian, Danish
_SINGLE_LETTERS = {"P": "PHP", "R": "ZAR"}

_NUMBER = r"\d{1,3}(?:[.,’' \u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d{1,6}(?:[.,](?:\d{1,2}|-{1,2}|–))?"
_DIGIT = re.compile(r"\d")
_LETTER_MONEY = re.compile(
    r"(?<![\w-])(?P<letter>[PR])\s?(?P<number>\d{1,3}(?:,\d{3})+|\d{2,6})(?:\.\d\d)?(?![\w%])"
)
_LEADER = re.compile(
    r"^(?P<what>.{3,90}?)\s?(?:\.{4,300}|…{2,60}|(?:\. ){4,100}|_{4,200})\s?(?P<number>\d{1,4}(?:[.,]\d{1,2})?)\s?$"
)
_LEADS = ("....", "……", ". . . . ", "____")
_PRICE_PAGES: frozenset[PageKind] = frozenset({"pricing", "services", "home", "other", "faq"})
_ROW, _SHORT, _LONG = 5, 14, 45  # words of a block
_MOST_CHARACTERS = 1_000  # of a block; so few words that are longer are no price line
_FEW_LINES = 3  # that hold amounts: a page of prices
_NEAR = 45  # characters before and after an amount
_MOST_PRICES = 80
_UNIT_WORDS = 4
_CHOICES = ("option", "label", "form")
_NAMING, _FEWEST_NAMING = re.compile(r"[^\W\d_]{2,}"), 2  # words of a choice that name what it costs


class Money(NamedTuple):
    """An amount in a text: the words, the low end as a number, an ISO 4217 code or a sign that the country decides."""

    shown: str
    amount: float
    currency: str
    start: int
    end: int


@cache
def _money() -> re.Pattern[str]:
    """An amount with its sign before or behind it, and the other end of a range."""
    joint, to, sign = either("money", "joints"), either("money", "to"), _sign().pattern
    return re.compile(
        rf"(?P<plus>\+\s?)?(?:(?:(?<![\w$€£])|(?<=[^\W\d_])(?=[$€£]))(?P<before>{sign})\s?(?P<n1>{_NUMBER})(?!\d)"
        rf"|(?<![\d.,])(?<![A-Z]-)(?:(?P<low>{_NUMBER})\s?(?:[-–—]|{joint})\s?)?(?P<n2>{_NUMBER})\s?(?P<after>{sign}|{_whole()})(?!\w))"
        rf"(?P<range>\s?(?:[-–—/]|{to})\s?{sign}?\s?(?:{_NUMBER})(?!\w)(?:\s?{sign}(?!\w))?)?(?P<more>\+)?"
    )


@cache
def _sign() -> re.Pattern[str]:
    """A currency as it is written: its code, a sign, the word."""
    plain = sorted((sign for sign in _written() if sign != _CROWNS), key=lambda sign: (-len(sign), sign))
    return re.compile(rf"(?:{'|'.join(map(re.escape, plain))}|[Kk][Rr]\.?)")


def _written() -> tuple[str, ...]:
    return (*nation.money_signs(), *nation.currencies(), "euro", "euros", "Euro", "Euros")


@cache
def _marks() -> tuple[tuple[str, ...], frozenset[str]]:
    """What tells that a text may name an amount: signs of currencies, and the words in the others' names, folded."""
    signs = tuple(sign for sign in (*_written(), *_WHOLE) if not any(map(str.isalpha, sign)))
    named = (name for name in _written() if not any(sign in name for sign in signs))
    return signs, frozenset(word for name in named for word in read(name).words if word)


def _whole() -> str:
    return "|".join(map(re.escape, sorted(_WHOLE, key=len, reverse=True)))


@cache
def _between() -> re.Pattern[str]:
    """What stands between the ends of a range."""
    return re.compile(
        rf"^\s?(?:/\s?[a-z]{{1,8}}\.?)?\s?(?:[-–—]|{either('money', 'to')}|{either('people', 'and')})\s?$",
        re.IGNORECASE,
    )


@cache
def _magnitude() -> re.Pattern[str]:
    """What stands behind a number that is no price: millions, a share, the high end of "$45-80K"."""
    return re.compile(
        rf"\s?(?:%|\+?\s?{either('money', 'magnitudes')})\b|\s?[-–—]\s?[$€£]?\d{{1,3}}k\b", re.IGNORECASE
    )


def monies(text: str) -> Iterator[Money]:
    """The amounts with a currency in a text, with the "from" before them; a range counts by its low end."""
    signs, called = _marks()
    named = any(sign in text for sign in signs) or not called.isdisjoint(read(text).words)
    if not named or not _DIGIT.search(text):
        return
    for match in _money().finditer(text):
        if not _magnitude().match(text, match.end()):
            sign, number = match["before"] or match["after"], match["n1"] or match["low"] or match["n2"]
            amount = amount_of(number)
            if amount is not None:
                start = from_at(text[: match.start()])
                yield Money(text[start : match.end()].strip(), amount, _currency(sign), start, match.end())


def with_unit(text: str, money: Money) -> str:
    """An amount of a text as it stands, with the unit right behind it: "£165/month", "€ 85 per night"."""
    behind = re.match(r"\s?", text[money.end :])
    start = money.end + (behind.end() if behind else 0)
    unit = _words("units").starts(text[start : start + _NEAR])
    return text[money.start : start + unit.end()] if unit else money.shown


def amount_of(number: str) -> float | None:
    """The number that a price is written as, in either decimal style; None where it is none."""
    plain = re.sub(r"[’' \u00a0\u202f]", "", number).rstrip("-–")
    plain = plain.rstrip(".,")
    cents = re.search(r"[.,](\d{1,2})$", plain)
    whole = plain[: cents.start()] if cents else plain
    digits = re.sub(r"\D", "", whole)
    return float(f"{digits}.{cents.group(1) if cents else 0}") if digits else None


def _currency(sign: str) -> str:
    """The ISO 4217 code of a sign; a sign that several countries write as it is, nothing for the country's own money."""
    if sign in _WHOLE or sign in nation.currencies():
        return "" if sign in _WHOLE else sign
    if sign.lower().startswith("euro"):
        return "EUR"
    bare = _CROWNS if sign.lower().rstrip(".") == _CROWNS else sign
    return bare if nation.is_shared(bare) else nation.currency(bare, "")


def find(page: Document) -> Iterator[Candidate]:
    """Prices in short lines, rows and cards, after dot leaders and in data; sums that are not prices are left out."""
    yield from _structured(page)
    labels = Labels(page)
    for block in digits.numbered(page):
        if not trust.trusts(page, KIND, block):
            continue
        leaders = _leaders(block)
        if leaders:
            yield from (_leader_price(page, leader) for leader in leaders)
        else:
            yield from _in_block(page, block, labels)


def _structured(page: Document) -> Iterator[Candidate]:
    """The prices of schema.org's offers; what a visitor reads beside the same amount says better what it is for."""
    things = {id(offer): item for item in page.items for offer in item.all("offers")}
    for item in page.items:
        shown = item.text("price") or item.text("lowPrice")
        evidence = in_item(page, item, shown)
        amount = amount_of(shown) if _DIGIT.match(shown) else None
        if amount and evidence is not None and "offer" in " ".join(item.types):
            thing = things.get(id(item.properties), item)
            what = thing.text("name") or thing.text("itemOffered")
            currency = item.text("priceCurrency").upper()
            attributes = _attributes(amount, currency, what)
            yield Candidate(KIND, f"{shown} {currency}".strip(), 0.75, evidence, attributes)


def _leaders(block: Block) -> list[re.Match[str]]:
    """The lines of a block that lead with dots to an amount."""
    if not any(dots in block.text for dots in _LEADS):
        return []
    return [match for line in block.lines if len(line) < 500 and (match := _LEADER.match(line))]


def _leader_price(page: Document, match: re.Match[str]) -> Candidate:
    attributes = _attributes(amount_of(match["number"]), "", match["what"].strip(" ."))
    return Candidate(KIND, match.group(), 0.8, Evidence(page.url, match.group(), "text"), attributes)


def _attributes(amount: float | None, currency: str, what: str, unit: str | None = None) -> dict[str, Scalar]:
    return {"amount": amount, "currency": currency, "unit": unit, "for": what or None}


def _in_block(page: Document, block: Block, labels: Labels) -> Iterator[Candidate]:
    text = _joined(page, block)
    length = len(text.split())
    if length > _LONG or len(text) > _MOST_CHARACTERS:
        return
    every = list(monies(text))
    found = list(_low_ends(text, every)) or _letter_monies(text)
    if not found or _is_a_budget(page, block, text, every):
        return
    folded = f" {text.casefold()} "
    label = labels.context(block)
    if _words("not_price", page.spoken).stand_in(folded) or _words("not_price", page.spoken).stand_in(label):
        return
    if "§" in text or "§" in label:  # an amount that a law sets
        return
    old = struck.text_in(page, block)
    for number, money in enumerate(found):
        score = _score(page, length, folded, block)
        if (
            score < 0.5
            or money.amount == 0
            or ((length > _ROW or number or text[0] == "(") and _is_aside(text, money, page.spoken))
            or money.shown in old
        ):
            continue
        end = found[number + 1].start if number + 1 < len(found) else len(text)
        before = _line_before(block, text, found, number)
        unit = _unit(text[money.start : end]) or _unit_below(page, block, text, money) or _unit(before)
        attributes = _attributes(money.amount, money.currency, labels.of(block, before), unit)
        shown = text if length <= 6 else money.shown
        evidence = Evidence(page.url, text if length <= _SHORT else money.shown, "text")
        yield Candidate(KIND, shown, score, evidence, attributes)


def _line_before(block: Block, text: str, found: Sequence[Money], number: int) -> str:
    """The words between the amount before and this one, within the line that this one stands in."""
    start = found[number - 1].end if number else 0
    before = text[start : found[number].start]
    if len(block.lines) < 2:
        return before
    at = 0
    for line in block.lines:
        place = text.find(line, at)
        if place < 0 or place > found[number].start:
            break
        if place > start:
            begun = text[place : found[number].start]
            before = begun if any(c.isalpha() for c in without_from(begun)) else before
        at = place + 1
    return before


def _is_a_budget(page: Document, block: Block, text: str, found: Sequence[Money]) -> bool:
    """Whether a choice of a form, or the one before or behind it, is hardly more than an amount: what the visitor wants to spend or to earn."""
    if block.tag not in _CHOICES or not found:
        return False
    if _is_bare(text, found):
        return True
    beside = page.blocks[max(0, block.index - 1) : block.index + 2]
    choices = [one.text for one in beside if one.tag == block.tag == "option" and one is not block]
    return any(sums and _is_bare(choice, sums) for choice in choices if (sums := list(monies(choice))))


def _is_bare(text: str, found: Sequence[Money]) -> bool:
    """Whether a line with amounts names nothing that they are for."""
    return len(_NAMING.findall(text[: found[0].start] + text[found[-1].end :])) < _FEWEST_NAMING


def _joined(page: Document, block: Block) -> str:
    """The block's text; a sign that stands in a block of its own is joined to the number that follows."""
    before = page.blocks[block.index - 1] if block.index else None
    if before is not None and block.text[0].isdigit() and _sign().fullmatch(before.text):
        return f"{before.text} {block.text}"
    return block.text


def _letter_monies(text: str) -> list[Money]:
    found = []
    for match in _LETTER_MONEY.finditer(text):
        amount = float(match["number"].replace(",", ""))
        found.append(
            Money(match.group(), amount, _SINGLE_LETTERS[match["letter"]], match.start(), match.end())
        )
    return list(_low_ends(text, found))


def _low_ends(text: str, found: Sequence[Money]) -> Iterator[Money]:
    """The amounts but for those that end a range."""
    for number, money in enumerate(found):
        between = text[found[number - 1].end : money.start] if number else ""
        if not number or not _between().match(between):
            yield money


def _is_aside(text: str, money: Money, spoken: Spoken) -> bool:
    """Whether the words right around an amount make it a deposit, a ceiling, an average or a tax."""
    before = re.split(r"(?<=\w{4})[.;|!?]\s", text[max(0, money.start - _NEAR) : money.start])[-1]
    found = _words("asides", spoken).first(before)
    if (
        found is not None
        and (len(before.split()) > 1 or before[0] == "(")
        and not any(character.isdigit() for character in before[found.end() :])
    ):
        return True
    return _words("asides_after", spoken).stand_in(text[money.end : money.end + _NEAR])


def _score(page: Document, length: int, folded: str, block: Block) -> float:
    score = 0.6 if length <= _SHORT else 0.35
    score += 0.25 * (page.kind == "pricing") + 0.15 * _words("price_words", page.spoken).stand_in(folded)
    score += 0.1 * (_unit(folded) is not None) + 0.1 * (block.tag in ("td", "li", "dd"))
    return round(min(0.95, score if page.kind in _PRICE_PAGES or _is_list(page) else score - 0.15), 3)


@lru_cache(maxsize=2)
def _is_list(page: Document) -> bool:
    """Whether a page has several short lines with an amount: a price list, on whatever page it stands."""
    short = (block.text for block in digits.numbered(page) if len(block.text) <= _NEAR)
    return sum(next(monies(text), None) is not None for text in short) >= _FEW_LINES


def _words(name: str, spoken: Spoken = ALL) -> Phrases:
    """A list of words around money; units stand right behind a figure."""
    return phrases("money", name, spoken, behind_digits=True)


def _unspaced(text: str) -> str:
    """The text with "/ month" as "/month"."""
    return text.replace("/ ", "/")


def _unit(text: str) -> str | None:
    found = _words("units").first(_unspaced(text))
    return found.group() if found else None


def _unit_below(page: Document, block: Block, text: str, money: Money) -> str | None:
    """The unit that stands in a short block of its own right behind the amount."""
    if text[money.end :].strip() or block.index + 1 >= len(page.blocks):
        return None
    below = page.blocks[block.index + 1].text
    return _unit(below) if len(below.split()) <= _UNIT_WORDS and _unit_starts(below) else None


def _unit_starts(text: str) -> bool:
    return _words("units").starts(_unspaced(text)) is not None


def settle(seen: Sequence[Candidate], site: SiteView) -> Iterable[Fact]:
    """Each price once for each thing it is for; a sign that several countries use is read by the site's country."""
    country = next((str(fact.value) for fact in site.facts("country")), "")
    prices = [c for c in (_with_currency(c, country) for c in seen) if c is not None]
    shown = {c.attributes["amount"] for c in prices if c.evidence.where == "text"}
    facts = merge(
        [c for c in prices if c.evidence.where == "text" or c.attributes["amount"] not in shown],
        key=lambda c: (c.attributes["amount"], c.attributes["currency"], _letters(c.attributes.get("for"))),
    )
    return mark_unsure(_once(facts)[:_MOST_PRICES], below=0.7)


def _once(facts: Sequence[Fact]) -> list[Fact]:
    """Each price once: a label inside a longer one joins it."""
    kept: list[Fact] = []
    for fact in facts:
        same = [f for f in kept if all(f.get(n) == fact.get(n) for n in ("amount", "currency"))]
        if not any(_is_within(fact, other) for other in same):
            kept.append(fact)
    return kept


def _is_within(fact: Fact, other: Fact) -> bool:
    """Whether one of two labels holds all the words of the other, and the units do not differ."""
    words_of, others = (set(_letters(f.get("for")).split()) for f in (fact, other))
    units = {fact.get("unit"), other.get("unit")} - {None}
    return len(units) < 2 and (words_of <= others or others <= words_of)


def _with_currency(candidate: Candidate, country: str) -> Candidate | None:
    currency = str(candidate.attributes["currency"])
    if nation.is_shared(currency):
        currency = nation.currency(currency, country)
    elif not currency:
        currency = nation.currency_of(country)
    elif (
        currency in _SINGLE_LETTERS.values()
        and nation.currency_of(country) != currency
        and re.match(r"[PR]\s?\d", str(candidate.value))
    ):
        return None
    return replace(candidate, attributes={**candidate.attributes, "currency": currency or None})


def _letters(value: object) -> str:
    return " ".join(re.findall(r"\w+", str(value or "").casefold()))
