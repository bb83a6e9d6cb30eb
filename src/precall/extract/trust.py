"""Which kinds of fact are believed of whose words, on which kinds of page: the one table that every extractor asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from precall.extract import speech, voice
from precall.extract.speech import Sentence
from precall.model.kinds import PAGE_KINDS, Kind, PageKind
from precall.model.voice import VOICES, Voice
from precall.site.document import Block, Document


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose words are heard for a kind of fact, and how much its sightings count on each kind of page.

    `pages` holds what is not fully believed (1): a share of the score, or 0 where such a page is not read for it.
    """

    voices: frozenset[Voice]
    pages: Mapping[PageKind, float] = field(default_factory=dict)


def _hearing(*voices: Voice, **pages: float) -> Trust:
    return Trust(frozenset(voices), pages)  # type: ignore[arg-type]


def _only_on(*kinds: PageKind) -> dict[str, float]:
    return {kind: 0.0 for kind in PAGE_KINDS if kind not in kinds}


def _not_on(*kinds: PageKind) -> dict[str, float]:
    return dict.fromkeys(kinds, 0.0)


_TABLE: Mapping[Kind, Trust] = {
    "name": _hearing("owner", "legal", "chrome"),
    "legal_name": _hearing("owner", "legal", "chrome"),
    "tagline": _hearing("owner", **_only_on("home")),
    "summary": _hearing("owner", **_only_on("home", "about", "services", "contact", "other")),
    "audience": _hearing("owner", **_only_on("home", "about", "services", "clients")),
    "value": _hearing("owner", **_only_on("home", "about", "services", "team")),
    "credential": _hearing("owner", **_not_on("legal", "post", "blog", "careers")),
    "number": _hearing("owner", **_not_on("legal", "post")),
    "client": _hearing("owner", "third_party", **_not_on("legal", "post")),
    "faq": _hearing("owner", "chrome", "example"),
    "area": _hearing("owner", "chrome", **_not_on("post", "blog", "testimonials", "clients", "legal")),
    "cta": _hearing("owner", "chrome"),
    "phrase": _hearing("owner", **_not_on("legal", "testimonials", "post")),
    "no_solicitation": _hearing("owner", "chrome", "legal"),
    "email": _hearing("owner", "chrome", "legal", post=0.5, blog=0.5, clients=0.3, testimonials=0.4, careers=0.8),
    "phone": _hearing(
        "owner", "chrome", "legal", post=0.55, blog=0.6, clients=0.4, testimonials=0.5, legal=0.85, faq=0.9
    ),
    "address": _hearing(
        "owner", "chrome", "legal", post=0.4, blog=0.5, clients=0.3, testimonials=0.5, careers=0.9, team=0.9
    ),
    "social": _hearing("owner", "chrome", "legal"),
    "person": _hearing("owner", "legal", **_not_on("clients")),
    "offer": _hearing("owner", "chrome"),
    "price": _hearing("owner", "chrome", **_not_on("legal", "post", "blog", "testimonials", "careers", "team")),
    "testimonial": _hearing("client"),
    "founded": _hearing("owner", "legal", **_not_on("post", "blog", "faq")),
    "copyright_year": _hearing("owner", "legal", "chrome"),
    "hours": _hearing(
        "owner", "chrome", "legal", post=0.4, blog=0.4, testimonials=0.4, clients=0.4, legal=0.7, careers=0.5
    ),
    "booking": _hearing(*VOICES),
    "contact_page": _hearing(*VOICES),
    "news": _hearing("owner", **_not_on("legal")),
    "latest_date": _hearing("owner", "client", **_not_on("legal")),
    "hiring": _hearing("owner", "chrome", **_not_on("legal", "post", "testimonials", "faq")),
    "tech": _hearing(*VOICES),
    "language": _hearing(*VOICES),
    "country": _hearing("owner", "chrome", "legal", "client"),
}  # fmt: skip


_UNLISTED = _hearing("owner")


def _row(kind: Kind) -> Trust:
    return _TABLE.get(kind, _UNLISTED)


_NOT_IN_FILES: frozenset[Kind] = frozenset(
    ("summary", "audience", "value", "phrase", "offer", "news", "latest_date", "hiring", "tech")
)
"""What is not read from a PDF: a form or a brochure of whose words nobody knows how old they are."""


def reads(page: Document, kinds: Sequence[Kind]) -> bool:
    """Whether a page of its kind is read for one of some kinds of fact at all."""
    return any(share(kind, page.kind) > 0 and not (page.is_pdf and kind in _NOT_IN_FILES) for kind in kinds)


def share(kind: Kind, page: PageKind) -> float:
    """How much of its score a sighting keeps on a kind of page, 0 to 1."""
    return _row(kind).pages.get(page, 1.0)


def hears(kind: Kind, whose: Voice) -> bool:
    """Whether a kind of fact is believed of a voice."""
    return whose in _row(kind).voices


def trusts(page: Document, kind: Kind, block: Block | None, words: str = "") -> bool:
    """Whether a block, or some words within it, are believed for a kind of fact."""
    return hears(kind, voice.of(page).at(block, words).voice)


def blocks(page: Document, kind: Kind) -> Iterator[Block]:
    """The blocks of a page whose words are believed for a kind of fact, in reading order."""
    voices, heard = voice.of(page), _row(kind).voices
    return (block for block in page.blocks if voices.at(block).voice in heard)


def sentences(page: Document, kind: Kind) -> Iterator[Sentence]:
    """The sentences of the running text whose words are believed for a kind of fact."""
    voices, heard = voice.of(page), _row(kind).voices
    return (said for said in speech.sentences(page) if voices.at(said.block).voice in heard)
