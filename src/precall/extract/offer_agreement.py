"""Which sources of a site name the same offer: its menus, forms, structured data, pages' own titles, cards."""

from collections.abc import Sequence

from precall.extract import offer_wording as wording
from precall.model.fact import Candidate

_TELLING = 0.45  # score of a card that speaks for the same title elsewhere
_FURTHER_SOURCE = 0.2
_LED_TO, _FEWEST_ENTRIES = 0.15, 3


class Sources:
    """Where on the site each title stands: pages' own titles, menus, forms, cards that have something to say for them."""

    def __init__(self, seen: Sequence[Candidate]) -> None:
        self.by_key: dict[str, dict[str, float]] = {}
        self.led_to = _led_to(seen)
        for candidate in seen:
            if candidate.clues["how"] not in ("card", "link") or (
                candidate.clues["how"] == "card" and candidate.score >= _TELLING
            ):
                known = self.by_key.setdefault(key_of(candidate), {})
                source = _source(candidate)
                known[source] = max(known.get(source, 0.0), candidate.score)

    def beside(self, candidate: Candidate) -> int:
        """How many sources beside the page that a candidate stands on have its title as well."""
        own = (f"card {candidate.evidence.url}", f"page {candidate.evidence.url}")
        return sum(source not in own for source in self.by_key.get(key_of(candidate), ()))

    def alone(self, key: str) -> float:
        """How sure a title is that no group of cards holds."""
        scores = self.by_key.get(key)
        sure = max(scores.values()) + _FURTHER_SOURCE * (len(scores) - 1) if scores else 0.0
        return min(0.95, sure + _LED_TO * (key in self.led_to))

    def count(self, key: str) -> int:
        """How many sources have a title."""
        return len(self.by_key.get(key, ()))


def _led_to(seen: Sequence[Candidate]) -> frozenset[str]:
    """The entries of a menu whose pages are called the same, where most of a menu's entries are so: it lists what is offered."""
    menu, pages = (
        {key_of(c) for c in seen if c.clues["how"] == how and c.clues["kind"] != "pricing"}
        for how in ("menu", "page")
    )
    named = menu & pages
    return frozenset(named) if len(named) >= _FEWEST_ENTRIES and 2 * len(named) > len(menu) else frozenset()


def key_of(candidate: Candidate) -> str:
    """What the sightings of one offer share."""
    return wording.key(str(candidate.value))


def _source(candidate: Candidate) -> str:
    how = str(candidate.clues["how"])
    return (
        f"{how} {candidate.evidence.url}" if how in ("card", "page") else "menu" if how == "submenu" else how
    )
