"""Which lines stand on page one: what fits into its words, the most useful first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from precall.render.material import Entry, Material, line_weight
from precall.render.page_one_lines import MUST
from precall.render.shorten import weight
from precall.render.view import Line, Section

ORDER = (
    "told",
    "breath",
    "who",
    "sell",
    "faq",
    "proof",
    "news",
    "words",
    "fit",
    "know",
    "start",
    "reach",
    "gaps",
    "last",
)
"""The sections of page one from top to bottom."""

MOST_WORDS = 280
"""The most words on page one, headings and all."""


def needed(entries: Sequence[Entry], material: Material) -> int:
    """How many words the lines take that stand on page one in any case, with their headings and those of what is sold."""
    must = [entry for entry in entries if entry.rank <= MUST and entry.short]
    sections = {"sell", "faq", *(entry.section for entry in must)}
    check_words = weight(material.say("check"))
    lines = [entry.short for entry in must if entry.short]
    return sum(line_weight(line, check_words) for line in lines) + sum(
        title_weight(material.say(key)) for key in sections
    )


def spent(sections: Sequence[Section], material: Material) -> int:
    """How many words the sections take, headings and all."""
    check_words = weight(material.say("check"))
    lines = [line for part in sections for line in part.lines]
    return sum(line_weight(line, check_words) for line in lines) + sum(
        title_weight(part.title) for part in sections
    )


def spare_for(key: str, sections: Sequence[Section], room: int, material: Material) -> int:
    """How many of `room` words the sections leave for more lines of one of them, its heading paid."""
    opened = any(part.key == key for part in sections)
    return room - spent(sections, material) - (0 if opened else title_weight(material.say(key)))


def title_weight(title: str) -> int:
    """How many words a heading takes, with the sign before it."""
    return weight(title) + 1


def choose(
    entries: Sequence[Entry], room: int, material: Material
) -> tuple[tuple[Section, ...], tuple[Entry, ...]]:
    """The sections that fit into `room` words, and the entries that did not fit, or not whole."""
    titles = {key: material.say(key) for key in ORDER}
    opening = {key: title_weight(title) for key, title in titles.items()}
    taken = _taken(entries, room, opening, weight(material.say("check")))
    left = tuple(offer for i, offer in enumerate(entries) if i not in taken or not offer.is_whole)
    return tuple(_sections(entries, taken, titles)), left


def _taken(entries: Sequence[Entry], room: int, opening: dict[str, int], check_words: int) -> dict[int, Line]:
    taken: dict[int, Line] = {}
    opened: set[str] = set()
    for index in sorted(range(len(entries)), key=lambda i: (entries[i].rank, i)):
        offer = entries[index]
        if offer.short is None:
            continue
        cost = line_weight(offer.short, check_words) + (
            0 if offer.section in opened else opening[offer.section]
        )
        if cost <= room:
            room -= cost
            opened.add(offer.section)
            taken[index] = offer.short
    return _with_extras(entries, taken, room)


def _with_extras(entries: Sequence[Entry], taken: dict[int, Line], room: int) -> dict[int, Line]:
    for index in sorted(taken):
        extra = entries[index].extra
        if extra and weight(extra) <= room:
            room -= weight(extra)
            taken[index] = replace(taken[index], note=extra)
    return taken


def _sections(entries: Sequence[Entry], taken: dict[int, Line], titles: dict[str, str]) -> Iterator[Section]:
    for key in ORDER:
        lines = tuple(taken[i] for i in sorted(taken) if entries[i].section == key)
        if lines:
            yield Section(key, titles[key], lines)
