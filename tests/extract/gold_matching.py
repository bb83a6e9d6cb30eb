"""When does a dossier agree with what a careful reader found? The rules of ../shared/tools/score_facts.py, for one site and one kind.

Each rule takes the labels and the facts and lists its complaints; none means that they agree. Kinds whose labels are
complete are held to both ways. The others must find all labels and may find some more, but nothing of `never`, a key
that the project's own labels add: what a naive reader would take for such a fact.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any
from urllib.parse import unquote, urlsplit

from precall.model.kinds import ROWS, Row

Gold = dict[str, Any]
Facts = list[dict[str, Any]]
Same = Callable[[Any, Any], bool]

_SPELLED = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": "", "\u200b": ""}
)
_TITLES = frozenset(
    "mr mrs ms dr dra prof phd md dds dmd esq cpa mba ma msc bsc jr sr pcc acc mcc rn rdh herr frau dipl ing".split()
)
_SPARE = 5  # facts beyond the labels that a loosely labelled kind may have


def words(text: object) -> list[str]:
    """The words of a text without regard to case, spelling of quotes and invisible characters."""
    shown = unicodedata.normalize("NFKC", str(text or "")).translate(_SPELLED)
    return re.findall(r"[^\W_]+", shown.casefold())


def line(text: object) -> str:
    """The words of a text, one blank between them."""
    return " ".join(words(text))


def _alike(one: object, other: object) -> float:
    return SequenceMatcher(None, line(one), line(other), autojunk=False).ratio()


def _shared(one: object, other: object) -> float:
    first, second = set(words(one)), set(words(other))
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _same_line(one: object, other: object) -> bool:
    return line(one) == line(other) != ""


def _same_text(one: object, other: object) -> bool:
    first, second = sorted((line(one), line(other)), key=len)
    return bool(first) and (_alike(first, second) >= 0.8 or (len(first) >= 12 and first in second))


def _same_title(one: object, other: object) -> bool:
    first, second = sorted((line(one), line(other)), key=len)
    contained = len(first.split()) >= 2 and _shared(one, other) >= 0.99 and len(second) <= 3 * len(first)
    return bool(first) and (first == second or _alike(first, second) >= 0.75 or contained)


def _same_person(one: object, other: object) -> bool:
    first, second = sorted(([w for w in words(name) if w not in _TITLES] for name in (one, other)), key=len)
    within = len(first) >= 2 and len(second) <= len(first) + 3 and set(first) <= set(second)
    return bool(first) and (within or _alike(" ".join(first), " ".join(second)) >= 0.92)


def _same_phone(one: object, other: object) -> bool:
    first, second = (re.sub(r"\D", "", str(number)).lstrip("0") for number in (one, other))
    return len(first) >= 8 and first == second


def _same_address(one: object, other: object) -> bool:
    first, second = set(words(one)), set(words(other))
    numbers = {word for word in first if any(map(str.isdigit, word))}
    return len(first & second) >= 0.6 * len(first) and (not numbers or bool(numbers & second))


def _path(url: object) -> str:
    path = unquote(urlsplit(str(url)).path).rstrip("/").casefold()
    return re.sub(r"(/index)?\.(html?|php)$", "", path) or "/"


def _same_path(one: object, other: object) -> bool:
    return _path(one) == _path(other)


def _same_url(one: object, other: object) -> bool:
    hosts = [(urlsplit(str(url)).hostname or "").removeprefix("www.") for url in (one, other)]
    hosts = [re.sub(r"^[a-z]{2}\.(?=linkedin\.com)", "", host) for host in hosts]
    accounts = [re.findall(r"phone=(\d+)", str(url)) for url in (one, other)]
    return _same_path(one, other) and (hosts[0] == hosts[1] or "" in hosts) and accounts[0] == accounts[1]


def _same_price(one: tuple[float, str], other: tuple[float, str]) -> bool:
    return abs(one[0] - other[0]) < 0.005 and (not one[1] or not other[1] or one[1] == other[1])


def _starts(label: object, found: object) -> bool:
    head, text = line(label)[:45], line(found)
    return bool(head) and (head in text or (len(text) >= 20 and text[:45] in line(label)))


def _of(facts: Facts, kind: str) -> list[Any]:
    return [fact["value"] for fact in facts if fact["kind"] == kind]


def _labels(gold: Gold, key: str, field: str = "") -> list[Any]:
    items = [item[field] if field and isinstance(item, dict) else item for item in gold.get(key) or []]
    return [item for item in items if item not in (None, "")]


def _compare(wanted: Iterable[Any], found: Iterable[Any], same: Same, spare: Iterable[Any] = ()) -> list[str]:
    """What was missed and what is wrong; `spare` values may be found or not."""
    left, complaints, spares = list(found), [], list(spare)
    for label in wanted:
        match = next((value for value in left if same(label, value)), None)
        if match is None:
            complaints.append(f"missed {label!r}")
        else:
            left.remove(match)
    wrong = [value for value in left if not any(same(label, value) for label in spares)]
    return complaints + [f"wrong {value!r}" for value in wrong]


def _both_ways(key: str, field: str, same: Same) -> Callable[[Gold, Facts, str], list[str]]:
    def check(gold: Gold, facts: Facts, kind: str) -> list[str]:
        return _compare(_labels(gold, key, field), _of(facts, kind), same)

    return check


def _loosely(key: str, field: str, same: Same) -> Callable[[Gold, Facts, str], list[str]]:
    def check(gold: Gold, facts: Facts, kind: str) -> list[str]:
        labels = _labels(gold, key, field)
        complaints = _compare(labels, _of(facts, kind), same)
        missed = [complaint for complaint in complaints if complaint.startswith("missed")]
        extra = [complaint for complaint in complaints if complaint.startswith("wrong")]
        return missed + (extra if len(extra) > len(labels) + _SPARE else []) + list(_never(gold, facts, kind))

    return check


def _never(gold: Gold, facts: Facts, kind: str) -> Iterator[str]:
    for trap in gold.get("never", {}).get(kind, ()):
        yield from (f"wrong {v!r}: it is {trap!r}" for v in _of(facts, kind) if line(trap) in line(v))


def _first(key: str, field: str, same: Same) -> Callable[[Gold, Facts, str], list[str]]:
    def check(gold: Gold, facts: Facts, kind: str) -> list[str]:
        label = gold.get(key)
        accepted = label if isinstance(label, list) else [label[field] if isinstance(label, dict) else label]
        accepted = [value for value in accepted if value not in (None, "")]
        found = _of(facts, kind)[:1]
        if not found:
            return [f"missed {accepted[0]!r}"] if accepted else []
        return (
            [] if any(same(value, found[0]) for value in accepted) else [f"wrong {found[0]!r} for {accepted}"]
        )

    return check


def _any_of_three(gold: Gold, facts: Facts, kind: str) -> list[str]:
    labels, found = _labels(gold, kind), _of(facts, kind)[:3]
    hit = any(_same_text(one, other) or _mostly(one, other) for one in labels for other in found)
    return [] if hit or not labels else [f"missed {labels[0]!r}, found {found}"]


def _mostly(label: object, found: object) -> bool:
    return len(words(found)) >= 2 and len(line(found)) >= 8 and _shared(label, found) >= 0.8


def _summary(gold: Gold, facts: Facts, kind: str) -> list[str]:
    summary = " ".join(" ".join(_of(facts, kind)[:1]).split())
    if _same_text(gold["does"]["gold_sentence"], summary):
        return []
    said = " " + " ".join(words(summary)[:60])
    groups = [
        group for group in gold["does"]["must_mention"] if not any(f" {line(w)}" in said for w in group)
    ]
    return [f"{summary!r} does not mention {group}" for group in groups]


def _phones(gold: Gold, facts: Facts, kind: str) -> list[str]:
    fax = [phone["value"] for phone in gold["phones"] if phone.get("type") == "fax"]
    voice = [phone["value"] for phone in gold["phones"] if phone.get("type") != "fax"]
    as_voice = [f"{v} is a fax" for v in fax for f in facts if f["value"] == v and f.get("type") != "fax"]
    return _compare(voice, _of(facts, kind), _same_phone, fax) + as_voice


def _people(gold: Gold, facts: Facts, kind: str) -> list[str]:
    spare = [person["name"] for person in gold["people"] if person.get("optional")]
    return _compare(
        [person["name"] for person in gold["people"] if not person.get("optional")],
        _of(facts, kind),
        _same_person,
        spare,
    )


def _roles(gold: Gold, facts: Facts, kind: str) -> list[str]:
    wanted = [person for person in gold["people"] if person["role"] and not person.get("optional")]
    return [
        f"missed {person['name']}: {person['role']}"
        for person in wanted
        if not any(
            fact["kind"] == "person"
            and _same_person(person["name"], fact["value"])
            and _shared(person["role"], fact.get("role")) >= 0.6
            for fact in facts
        )
    ]


def _offers(gold: Gold, facts: Facts, kind: str) -> list[str]:
    """A line of a price list may be listed as an offer too or not: careful readers differ."""
    spare = [price["for"] for price in gold["prices"] if price["for"]]
    return _compare(_labels(gold, "offers", "name"), _of(facts, kind), _same_title, spare)


def _prices(gold: Gold, facts: Facts, kind: str) -> list[str]:
    wanted = {(float(price["amount"]), price["currency"]) for price in gold["prices"]}
    found = {
        (float(fact["amount"]), fact.get("currency") or "")
        for fact in facts
        if fact["kind"] == kind and isinstance(fact.get("amount"), int | float)
    }
    return _compare(sorted(wanted), sorted(found), _same_price)


def _testimonials(gold: Gold, facts: Facts, kind: str) -> list[str]:
    wanted = [quote["quote_starts"] for quote in _whole_quotes(gold)]
    spare = [quote["quote_starts"] for quote in gold["testimonials"] if quote.get("duplicate")]
    return _compare(wanted, _of(facts, kind), _starts, spare)


def _authors(gold: Gold, facts: Facts, kind: str) -> list[str]:
    return [
        f"missed {quote['author']!r}"
        for quote in _whole_quotes(gold)
        if quote["author"]
        and not any(
            fact["kind"] == "testimonial"
            and _starts(quote["quote_starts"], fact["value"])
            and _shared(quote["author"], fact.get("author")) >= 0.6
            for fact in facts
        )
    ]


def _whole_quotes(gold: Gold) -> list[dict[str, Any]]:
    return [quote for quote in gold["testimonials"] if not quote.get("duplicate")]


def _hours(gold: Gold, facts: Facts, kind: str) -> list[str]:
    found = [set(words(value)) for value in _of(facts, kind)]
    labels = [set(words(label)) for label in _labels(gold, "hours", "text")]
    missed = [label for label in labels if not any(len(label & said) >= 0.6 * len(label) for said in found)]
    return [f"missed {sorted(label)}" for label in missed] + list(_never(gold, facts, kind))


def _same_tech(one: object, other: object) -> bool:
    first, second = sorted((line(one), line(other)), key=len)
    return first == second or (len(first) > 4 and first in second)


Rule = Callable[[Gold, Facts, str], list[str]]

_OWN: dict[str, Rule] = {
    "name": _first("name", "", _same_line),
    "legal_name": _first("legal_name", "", _same_line),
    "summary": _summary,
    "email": _both_ways("emails", "value", _same_line),
    "phone": _phones,
    "address": _both_ways("addresses", "text", _same_address),
    "social": _both_ways("socials", "url", _same_url),
    "person": _people,
    "role": _roles,
    "offer": _offers,
    "price": _prices,
    "testimonial": _testimonials,
    "testimonial_author": _authors,
    "founded": _first("founded", "year", lambda one, other: int(one) == int(other)),
    "copyright_year": _first("copyright_year", "", lambda one, other: int(one) == int(other)),
    "hours": _hours,
    "booking": _loosely("booking", "url", _same_url),
    "contact_page": _first("contact_page", "", _same_path),
    "news": _loosely("news", "title", _same_text),
    "latest_date": _first("latest_date", "", lambda one, other: str(one) == str(other)),
    "hiring": _both_ways("hiring", "title", _same_title),
    "tech": _loosely("tech", "", _same_tech),
    "credential": _loosely("credentials", "", _same_text),
    "number": _loosely("numbers", "", _same_text),
    "client": _loosely("clients", "", _same_text),
    "faq": _loosely("faq", "", _same_text),
    "audience": _any_of_three,
    "tagline": _any_of_three,
}
"""Kinds of fact with a rule of their own. `role` and `testimonial_author` are judged on the facts that they belong to."""


def _of_row(row: Row) -> Rule:
    """The rule of every other kind, whose labels stand under its name: its best fact, or all that are labelled."""
    return _first(row.kind, "", _same_line) if row.single else _loosely(row.kind, "", _same_text)


RULES: dict[str, Rule] = {kind: _of_row(row) for kind, row in ROWS.items()} | _OWN
"""Kind of fact -> its rule."""


def complaints(gold: Gold, facts: Facts, kind: str) -> list[str]:
    """What a careful reader would object to in the facts of one kind; empty where there is nothing or no judgement.

    `not_judged` in the labels names kinds that two careful readers would label differently on that site.
    """
    return [] if kind in gold.get("not_judged", ()) else RULES[kind](gold, facts, kind)
