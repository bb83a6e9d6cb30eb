"""What a visit saw and found, before it is judged."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from precall.model.dossier import Subject
from precall.model.fact import Candidate, Fact
from precall.model.page import Miss, PageRecord
from precall.model.passage import Passage


class SiteSeen(NamedTuple):
    """All that was seen of a site, to be settled into facts. Candidates stand in the order of the pages.

    `packed` are the candidates of pages as the page reader packed them; they stand before the others.
    """

    domain: str
    url: str
    pages: tuple[PageRecord, ...]
    language: str
    today: date
    candidates: tuple[Candidate, ...]
    packed: tuple[bytes, ...] = ()


class Findings(NamedTuple):
    """The facts of one site, with its pages and what could not be read.

    `language` is the site's main language, ISO 639-1 or empty; `texts` gives the visible text of each page by its URL,
    one block a line, `passages` what a briefing may show of it, `picture` the home page as a visitor sees it (JPEG).
    """

    subject: Subject
    pages: tuple[PageRecord, ...]
    missed: tuple[Miss, ...]
    facts: tuple[Fact, ...]
    language: str
    texts: Mapping[str, str]
    passages: Mapping[str, tuple[Passage, ...]] = MappingProxyType({})
    picture: bytes = b""
