"""What a visit asked for, and what tells each outcome from every other one, so that two visits can be compared."""

import json
from collections.abc import Mapping

from precall.model.page import Fetched, Miss

Trace = Mapping[str, str]
"""Each address that a visit asked for, with the mark of its outcome."""


def mark(outcome: Fetched | Miss) -> str:
    """What tells an outcome from every other one for the same address."""
    if isinstance(outcome, Miss):
        return f"{outcome.reason}{' (for now)' if outcome.transient else ''}"
    at = outcome.fetched_at.isoformat()
    return json.dumps(
        [outcome.sha256, at, outcome.status, outcome.final_url, outcome.partial, outcome.headers]
    )
