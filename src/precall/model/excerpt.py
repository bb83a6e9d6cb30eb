"""An excerpt: what a page says under one heading, as a briefing shows it."""

from typing import NamedTuple

from precall.model.fact import Evidence


class Excerpt(NamedTuple):
    """Whole sentences and rows of one page; … stands where something between was left out.

    `by` says whose words they are where they are not the business's own.
    """

    heading: str
    text: str
    evidence: Evidence
    by: str = ""
