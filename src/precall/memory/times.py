"""How times and days are written in the memory: text in UTC that sorts as it stands."""

from datetime import UTC, date, datetime


def written(moment: datetime) -> str:
    """A moment as it is kept: 2026-01-31T09:00:00Z. ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone: {moment.isoformat()}")
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def written_or_none(moment: datetime | None) -> str | None:
    """The same, for a moment that may be missing."""
    return None if moment is None else written(moment)


def moment(text: str | None) -> datetime | None:
    """The aware moment that was kept."""
    return None if text is None else datetime.fromisoformat(text)


def known(text: str) -> datetime:
    """The aware moment of a time that is always there."""
    return datetime.fromisoformat(text)


def day(text: str | None) -> date | None:
    """The day that was kept."""
    return None if text is None else date.fromisoformat(text)
