"""Whom clients name by a first name alone, where the business names nobody of that name; and who is a client that praises."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from precall import words
from precall.compose.statements import Passages, Statement
from precall.model.excerpt import Excerpt
from precall.model.fact import Evidence, Fact
from precall.words.match import fold, phrases

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 5  # words; a shorter line is a signature
_MOST = 3
_SHORTEST = 4  # letters of a first name


def praised_by_name(said: Sequence[Statement], people: Iterable[Fact]) -> Excerpt | None:
    """The first names that clients give in their praise, with where the first of them stands; None where they give none.

    A word that the site also writes with a small letter is no name, and neither is one before another capital, or one that only opens
    sentences ("Even better than before"). "Matt" is no other than a Matthew whom the business names.
    """
    known = {word for person in people for word in _WORD.findall(fold(str(person.value)))}
    known |= {word for one in said for word in _WORD.findall(fold(one.by))}
    found: dict[str, Evidence] = {}
    for one in said:
        if one.by or not one.own:
            for name in _names(one):
                if not _is_known(fold(name), known):
                    found.setdefault(name, Evidence(one.url, one.text, "text"))
    common = _common(said) if found else frozenset()
    found = {name: proof for name, proof in found.items() if name.casefold() not in common}
    if not found:
        return None
    names = tuple(found)[:_MOST]
    return Excerpt("", ", ".join(names), found[names[0]])


def is_praising(person: Fact, passages: Passages) -> bool:
    """Whether somebody stands below headings of praise alone: a client who signs it."""
    said = phrases("praise", "headings")
    found = [
        passage
        for proof in person.evidence
        for passage in passages.get(proof.url, ())
        if proof.quote in passage.text
    ]
    return bool(found) and all(any(map(said.stand_in, passage.headings)) for passage in found)


def _common(said: Sequence[Statement]) -> frozenset[str]:
    """The words that the site writes with a small letter, and the names of months."""
    return _months().union(word for one in said for word in _WORD.findall(one.text) if word.islower())


def _is_known(name: str, known: Iterable[str]) -> bool:
    """Whether a name is that of somebody who is known, or begins it: Matt is a Matthew."""
    return any(word.startswith(name) for word in known)


def _names(one: Statement) -> Iterator[str]:
    if one.kind == "legal" or one.form == "row" or one.words < _FEWEST:
        return
    found = list(_WORD.finditer(one.text))
    for word, following in pairwise(found):
        name = word.group()
        is_given = len(name) >= _SHORTEST and name.istitle() and name.casefold() in _given_names()
        before = one.text[: word.start()].rstrip(" \"“„«‘'")
        is_inside = before[-1:].isalnum() or before.endswith(",")
        if is_given and following.group().islower() and is_inside:
            yield name


@cache
def _months() -> frozenset[str]:
    tables = words.table("dates").values()
    return frozenset(name.casefold() for table in tables for names in table["months"] for name in names)


@cache
def _given_names() -> frozenset[str]:
    return frozenset(" ".join(table["names"] for table in words.table("given_names").values()).split())
