"""Which page each line rests on: numbers for the marks, the words behind them, and the list of the pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from precall.compose.spoken_dates import spoken
from precall.model.fact import Evidence
from precall.model.page import PageRecord
from precall.render.escaping import plain
from precall.render.material import Material
from precall.render.page_one_lines import short_url
from precall.render.shorten import clip
from precall.render.view import Line, Mark, Section, Source

_LONGEST_QUOTE = 40
_QUOTES = '"“”„«» '
_WHOLE_FRAGMENT = 60
_WHOLE, _NEARLY_NOTHING = 0.97, 0.01


@dataclass
class Citations:
    """Numbers pages in the order in which they are first cited."""

    pages: dict[str, int] = field(default_factory=dict)

    def cite(self, sections: Iterable[Section]) -> tuple[Section, ...]:
        """The sections with a mark for each page that their lines rest on."""
        return tuple(
            Section(section.key, section.title, tuple(map(self._cited, section.lines)))
            for section in sections
        )

    def _cited(self, line: Line) -> Line:
        marks: dict[int, Mark] = {}
        for proof in line.evidence:
            number = self.pages.setdefault(proof.url, len(self.pages) + 1)
            marks.setdefault(number, _mark(number, proof, line))
        return replace(line, marks=tuple(marks.values())) if marks else line


def _mark(number: int, proof: Evidence, line: Line) -> Mark:
    words = plain(proof.quote)
    is_there = words.strip(_QUOTES) in line.text
    return Mark(number, "" if is_there else clip(words, _LONGEST_QUOTE), live_address(proof))


def sources(
    citations: Citations, material: Material, snapshots: Mapping[str, str], shown: Mapping[str, float]
) -> tuple[Source, ...]:
    """The pages that were read, those that are cited first.

    `snapshots` gives the place of a page's kept copy by its URL, `shown` how much of its text the briefing shows, 0 to 1.
    """
    records = {page.url: page for page in material.dossier.pages}
    urls = dict.fromkeys((*citations.pages, *records))
    return tuple(
        _source(
            number,
            url,
            records.get(url),
            material,
            snapshots.get(url, ""),
            shown,
        )
        for number, url in enumerate(urls, start=1)
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
    record: PageRecord | None,
    material: Material,
    snapshot: str,
    shown: Mapping[str, float],
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
        note=clip(plain(material.sentences.reason(record.note)), 14) if record else "",
        share=_share(shown[url], material) if url in shown else "",
    )


def _share(shown: float, material: Material) -> str:
    if shown >= _WHOLE:
        return material.say("shown_whole")
    return (
        material.say("shown_share", share=round(100 * shown))
        if shown >= _NEARLY_NOTHING
        else material.say("shown_none")
    )
