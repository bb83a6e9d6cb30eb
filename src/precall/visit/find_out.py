"""An address in, findings out: the site is visited, and what its pages say is settled into facts."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from precall.model import events
from precall.model.dossier import Subject
from precall.model.events import Tell
from precall.model.fact import Candidate, Evidence, Fact
from precall.model.findings import Findings, SiteSeen
from precall.model.page import Fetched, Miss, Reading
from precall.site.address import Address
from precall.visit.arrival import Fetch
from precall.visit.drawn import Draw
from precall.visit.tour import Expect, Visit, VisitOptions, read_site


class Reader(Protocol):
    """Reads pages and settles facts, wherever that runs."""

    async def read(
        self, fetched: Fetched, link_text: str = "", site_language: str = "", /
    ) -> Reading | Miss: ...

    async def settle(self, seen: SiteSeen, /) -> tuple[Fact, ...]: ...


async def find_out(
    address: Address,
    *,
    fetch: Fetch,
    keep_apart: Callable[[str, float], None],
    reader: Reader,
    now: datetime,
    stopwatch: Callable[[], float],
    options: VisitOptions,
    tell: Tell,
    draw: Draw | None = None,
    expect: Expect | None = None,
) -> Findings:
    """Visits a site and settles what its pages say. Raises Unresearched where the home page cannot be read."""
    visit = await read_site(
        address,
        fetch=fetch,
        read=reader.read,
        clock=stopwatch,
        options=options,
        keep_apart=keep_apart,
        tell=tell,
        draw=draw,
        expect=expect,
    )
    records = tuple(page.record for page in visit.pages)
    seen = SiteSeen(
        address.domain,
        visit.home,
        records,
        visit.language,
        now.date(),
        tuple(_candidates(visit)),
        tuple(page.reading.packed for page in visit.pages if page.reading.packed),
    )
    tell(events.Weighing(len(records)))
    facts = await reader.settle(seen)
    subject = Subject(address.typed, visit.home, address.key, now, visit.flag)
    texts = {page.record.url: page.reading.text for page in visit.pages}
    if visit.feed and any(evidence.url == visit.feed.url for fact in facts for evidence in fact.evidence):
        records = (*records, visit.feed)
        texts[visit.feed.url] = "\n".join(f"{entry.shown} {entry.title}".strip() for entry in visit.entries)
    passages = {page.record.url: page.reading.passages for page in visit.pages}
    return Findings(subject, records, visit.missed, facts, visit.language, texts, passages, visit.picture)


def _candidates(visit: Visit) -> Sequence[Candidate]:
    from_pages = [candidate for page in visit.pages for candidate in page.reading.candidates]
    return from_pages + [
        Candidate(
            "news",
            entry.title,
            0.9,
            Evidence(entry.feed, entry.written, "markup"),
            {"date": entry.day.isoformat() if entry.day else None, "url": entry.url},
            {"feed": True},
        )
        for entry in visit.entries
    ]
