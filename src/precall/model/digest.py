"""The site in short, by the questions of somebody who prepares a call, in the site's own words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from precall.model.fact import Evidence
from precall.model.kinds import Asked


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What a page says under one heading, whole sentences and rows; … stands where something between was left out.

    `by` says whose word it is where it is not the business's own.
    """

    heading: str
    text: str
    evidence: Evidence
    by: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """`sheet` is what matters most and `words` what comes next, by question; `shown` gives each page's share, 0 to 1."""

    sheet: Mapping[Asked, tuple[Excerpt, ...]] = field(default_factory=dict)
    words: Mapping[Asked, tuple[Excerpt, ...]] = field(default_factory=dict)
    shown: Mapping[str, float] = field(default_factory=dict)
