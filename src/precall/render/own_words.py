"""In their own words: the site by question, to look things up."""

from collections.abc import Mapping, Sequence

from precall.model.excerpt import Excerpt
from precall.model.kinds import ASKED, Asked
from precall.render.material import Material
from precall.render.page_one_lines import cited
from precall.render.view import Section

MOST_WORDS = 1_000
"""The most words of all passages, headings included."""


def opening(material: Material) -> int:
    """How many words stand above the first question."""
    return 1 + len(f"{material.say('own_words')} {material.say('own_words_how')}".split())


def own_words(material: Material, excerpts: Mapping[Asked, Sequence[Excerpt]]) -> tuple[Section, ...]:
    """A section of passages for each question; empty ones are left out."""
    parts = (
        Section(f"own_{asked}", material.say(f"asked_{asked}"), tuple(cited(excerpts.get(asked, ()))))
        for asked in ASKED
    )
    return tuple(part for part in parts if part.lines)
