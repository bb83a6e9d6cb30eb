"""Which page and which words each line rests on: numbers for the marks, and the list that they lead to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from precall.model.fact import Evidence
from precall.model.page import PageRecord
from precall.render.escaping import plain
from precall.render.material import Material
from precall.render.offered import short_url
from precall.render.shorten import clip
from precall.render.spoken_dates import spoken
from precall.render.view import Line, Mark, Quoted, Section, Source

_LONGEST_QUOTE = 40
_WHOLE_FRAGMENT = 60


@dataclass
class Citations:
    """Numbers pages and words in the order in which they are first cited."""

    pages: dict[str, dict[Evidence, str]] = field(default_factory=dict)

    def cite(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        """The sections with a mark for each piece of evidence of their lines."""
        return tuple(
            Section(section.key, section.title, tuple(map(self._cited, section.lines)))
            for section in sections
        )

    def _cited(self, line: Line) -> Line:
        pages: dict[int, Mark] = {}
        for mark in map(self._mark, line.evidence):
            pages.setdefault(mark.page, mark)
        return replace(line, marks=tuple(pages.values())) if pages else line

    def _mark(self, proof: Evidence) -> Mark:
        words = self.pages.setdefault(proof.url, {})
        number = list(self.pages).index(proof.url) + 1
        return Mark(number, words.setdefault(proof, f"s{number}-{len(words) + 1}"))


def sources(citations: Citations, material: Material, snapshots: Mapping[str, str]) -> tuple[Source, ...]:
    """The cited pages with their words. `snapshots` gives the place of a page's kept copy by its URL."""
    records = {page.url: page for page in material.dossier.pages}
    return tuple(
        _source(number, url, words, records.get(url), material, snapshots.get(url, ""))
        for number, (url, words) in enumerate(citations.pages.items(), start=1)
    )


def live_address(proof: Evidence) -> str:
    """The page's address, opening at the words where they stand in its text.

    The words are a text directive of the URL fragment (WICG Scroll to Text Fragment).
    """
    if proof.where != "text" or "#" in proof.url:
        return proof.url
    words = plain(proof.quote).split()
    whole = len(" ".join(words)) <= _WHOLE_FRAGMENT or len(words) < 8
    parts = [words] if whole else [words[:4], words[-4:]]
    directive = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{proof.url}#:~:text={directive}"


def _source(
    number: int,
    url: str,
    words: Mapping[Evidence, str],
    record: PageRecord | None,
    material: Material,
    snapshot: str,
) -> Source:
    read = spoken(record.fetched_at.date().isoformat(), material.sentences) if record else ""
    return Source(
        number=number,
        title=clip(material.theirs(record.title), 14)
        if record and plain(record.title)
        else short_url(plain(url)),
        url=url,
        read=material.say("read_on", date=read) if read else "",
        snapshot=snapshot,
        note=clip(plain(record.note), 14) if record else "",
        quotes=tuple(_quoted(anchor, proof, material) for proof, anchor in words.items()),
    )


def _quoted(anchor: str, proof: Evidence, material: Material) -> Quoted:
    """The words as they may be shown; an address that opens at them would repeat a private name."""
    shown = material.theirs(proof.quote)
    live = live_address(proof) if shown == plain(proof.quote) else proof.url
    return Quoted(anchor, clip(shown, _LONGEST_QUOTE), live)
