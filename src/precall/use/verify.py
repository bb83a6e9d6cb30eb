"""Does every citation of a dossier still stand in the kept snapshots? Offline."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from precall.model.dossier import Dossier
from precall.model.fact import Evidence
from precall.model.page import Fetched, PageRecord
from precall.reading.reader import ReaderStopped


class Bodies(Protocol):
    """Where the bytes of pages are kept by hash."""

    def body(self, sha256: str) -> bytes | None: ...

    def content_type(self, sha256: str) -> str: ...


class Standing(Protocol):
    """Says for each evidence whether it stands in an answer."""

    async def stands(self, fetched: Fetched, cited: tuple[Evidence, ...], /) -> tuple[bool, ...]: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one citation. `trouble` says in words why it does not stand; empty where it does."""

    of: str
    evidence: Evidence
    trouble: str = ""


async def verify(dossier: Dossier, *, bodies: Bodies, standing: Standing) -> tuple[Verdict, ...]:
    """A verdict on every citation of facts, observations and questions, page by page."""
    pages = {page.url: page for page in dossier.pages}
    by_url: dict[str, list[tuple[str, Evidence]]] = {}
    for of, evidence in _cited(dossier):
        by_url.setdefault(evidence.url, []).append((of, evidence))
    verdicts: list[Verdict] = []
    for url, cited in by_url.items():
        trouble, fetched = _snapshot(pages.get(url), bodies)
        if fetched is None:
            verdicts += [Verdict(of, evidence, trouble) for of, evidence in cited]
            continue
        try:
            standing_now = await standing.stands(fetched, tuple(evidence for _, evidence in cited))
        except ReaderStopped as stop:
            verdicts += [Verdict(of, evidence, f"its page {stop}") for of, evidence in cited]
            continue
        verdicts += [
            Verdict(of, evidence, "" if good else "these words do not stand there")
            for (of, evidence), good in zip(cited, standing_now, strict=True)
        ]
    return tuple(verdicts)


def _cited(dossier: Dossier) -> Iterator[tuple[str, Evidence]]:
    for fact in dossier.facts:
        for evidence in fact.evidence:
            yield f"{fact.kind}: {fact.value}", evidence
    for observation in dossier.observations:
        for evidence in observation.evidence:
            yield f"observation: {observation.text}", evidence
    for question in dossier.questions:
        for evidence in question.evidence:
            yield f"question: {question.text}", evidence


def _snapshot(page: PageRecord | None, bodies: Bodies) -> tuple[str, Fetched | None]:
    """The kept answer of a page, or why there is none that can be trusted."""
    if page is None:
        return "the dossier does not list this page", None
    body = bodies.body(page.sha256)
    if body is None:
        return "its snapshot is no longer kept", None
    if hashlib.sha256(body).hexdigest() != page.sha256:
        return "its snapshot was changed: the hash does not match", None
    headers = (("content-type", bodies.content_type(page.sha256)),)
    return "", Fetched(
        page.url,
        page.url,
        page.status,
        headers,
        body,
        page.sha256,
        page.fetched_at,
        drawn_from=page.drawn_from,
    )
