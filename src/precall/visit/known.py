"""Would a new visit find what an earlier one found? Findings are kept beside the snapshots with all that they rest on.

They hold as long as every address that the visit asked for would be answered in the same way without the network, and
the same code reads the same number of pages on the same day.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from precall.code_digest import code_digest
from precall.model.dossier import Subject
from precall.model.fact_data import of_row, row
from precall.model.findings import Findings
from precall.model.page import Fetched, Miss, PageRecord
from precall.model.passage import Passage
from precall.model.trace import Trace, mark


class Shelf(Protocol):
    """Keeps texts by name."""

    def findings(self, visit: str) -> str | None: ...

    def keep_findings(self, visit: str, findings: str) -> None: ...


class Known(NamedTuple):
    """What is known of one kind of visit: `visit` names the address and how much is read, `now` is the time in UTC."""

    shelf: Shelf
    visit: str
    now: datetime

    @property
    def may_hold(self) -> bool:
        """Whether something is kept that this code found on this day; the site's answers may have changed since."""
        return self._kept() is not None

    def recall(self, at_hand: Callable[[str], Fetched | Miss | None]) -> Findings | None:
        """The earlier findings, where a new visit would give the same; `at_hand` answers without the network."""
        kept = self._kept()
        if kept is None:
            return None
        try:
            trace, found = json.loads(kept)
            holds = all(_mark_of(at_hand(url)) == trace[url] for url in trace)
            return _findings(found, self.now) if holds else None
        except (ValueError, TypeError, KeyError):
            return None

    def keep(self, found: Findings, trace: Trace | None) -> None:
        """Keeps findings with the trace of their visit, unless another visit may see more."""
        if trace is None or any(miss.transient for miss in found.missed):
            return
        kept = json.dumps([dict(trace), _plain(found)], separators=(",", ":"))
        self.shelf.keep_findings(self.visit, f"{self._rests_on}\n{kept}")

    def _kept(self) -> str | None:
        rests_on, _, kept = (self.shelf.findings(self.visit) or "").partition("\n")
        return kept if rests_on == self._rests_on else None

    @property
    def _rests_on(self) -> str:
        return f"{code_digest()} {self.now.date()}"


def _mark_of(outcome: Fetched | Miss | None) -> str | None:
    return None if outcome is None else mark(outcome)


def _plain(found: Findings) -> list[Any]:
    subject = found.subject
    return [
        [subject.input, subject.url, subject.domain, subject.flag],
        [
            [
                page.url,
                page.status,
                page.title,
                page.kind,
                page.sha256,
                page.fetched_at.isoformat(),
                page.note,
                page.drawn_from,
            ]
            for page in found.pages
        ],
        [[miss.url, miss.reason, miss.transient] for miss in found.missed],
        [row(fact) for fact in found.facts],
        found.language,
        dict(found.texts),
        {url: [_plain_passage(one) for one in passages] for url, passages in found.passages.items()},
        b64encode(found.picture).decode(),
    ]


def _plain_passage(one: Passage) -> list[Any]:
    return [one.parts, one.headings, one.form, one.region, one.voice]


def _findings(plain: Sequence[Any], now: datetime) -> Findings:
    subject, pages, missed, facts, language, texts, passages, picture = plain
    typed, url, domain, flag = subject
    return Findings(
        Subject(typed, url, domain, now, flag),
        tuple(_page(*page) for page in pages),
        tuple(Miss(*miss) for miss in missed),
        tuple(map(of_row, facts)),
        language,
        texts,
        {url: tuple(_passage(*one) for one in found) for url, found in passages.items()},
        b64decode(picture),
    )


def _page(
    url: Any, status: Any, title: Any, kind: Any, sha256: Any, at: str, note: Any, drawn_from: Any
) -> PageRecord:
    return PageRecord(url, status, title, kind, sha256, datetime.fromisoformat(at), note, drawn_from)


def _passage(parts: Any, headings: Any, form: Any, region: Any, voice: Any) -> Passage:
    return Passage(tuple(parts), tuple(headings), form, region, voice)
