"""Answers of servers, made up."""

from datetime import UTC, datetime
from hashlib import sha256

from precall.model.page import Fetched

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)


def answer(
    url: str,
    body: str | bytes = "",
    status: int = 200,
    *,
    final_url: str = "",
    headers: tuple[tuple[str, str], ...] = (),
) -> Fetched:
    """One answer, as the network would hand it over."""
    data = body.encode() if isinstance(body, str) else body
    return Fetched(url, final_url or url, status, headers, data, sha256(data).hexdigest(), NOW)
