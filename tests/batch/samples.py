"""Facts and outcomes that tests of batches share."""

from datetime import UTC, datetime
from typing import Any

from precall.batch.job import Outcome, State
from precall.model.dossier import Dossier, Subject
from precall.model.fact import Evidence, Fact, Kind, Scalar
from precall.model.page import PageRecord

NOW = datetime(2026, 6, 1, 9, tzinfo=UTC)
HOME = "https://acme.example/"


def fact(kind: Kind, value: str, *, check: bool = False, url: str = HOME, **attributes: Scalar) -> Fact:
    """A fact that stands on a page."""
    return Fact(kind, value, 0.9, (Evidence(url, value, "text"),), attributes, check)


def dossier(*facts: Fact, flag: str = "") -> Dossier:
    """What a site of two pages gave."""
    pages = (
        PageRecord(HOME, 200, "Acme", "home", "0" * 64, NOW),
        PageRecord(f"{HOME}imprint", 200, "Imprint", "legal", "1" * 64, NOW),
    )
    return Dossier(Subject("acme.example", HOME, "acme.example", NOW, flag), pages, (), facts)


def outcome(key: str, state: State = "done", **more: Any) -> Outcome:
    """What came of a client."""
    return Outcome(key, state, **more)
