"""What the check for known weaknesses makes of a report: a weakness fails, a database that is not there does not."""

import importlib.util
import json
from pathlib import Path

import pytest

_PLACE = Path(__file__).parents[1] / ".ci" / "audit.py"
_SPEC = importlib.util.spec_from_file_location("audit", _PLACE)
assert _SPEC is not None
assert _SPEC.loader is not None
audit = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(audit)

WELL = {"name": "lxml", "version": "6.1.3", "vulns": []}
WEAK = {"name": "idna", "version": "1.0", "vulns": [{"id": "GHSA-0"}, {"id": "CVE-1"}]}
SKIPPED = {"name": "anyio", "skip_reason": "Dependency not found"}


@pytest.mark.parametrize(
    ("packages", "status", "said"),
    [
        ([WELL, SKIPPED], 0, "1 of 2 locked packages are in the advisory database, with no known weakness"),
        ([WELL, WEAK], 1, "idna 1.0: GHSA-0, CVE-1"),
        ([SKIPPED, SKIPPED], 0, "not audited: no advisory database answered"),
    ],
)
def test_a_weakness_fails_and_a_missing_database_is_said(
    packages: list[dict[str, object]], status: int, said: str
) -> None:
    """Nobody takes "not asked" for "nothing found"."""
    found, told = audit.judged(json.dumps({"dependencies": packages}))
    assert (found, said in told) == (status, True)


@pytest.mark.parametrize("report", ["", "ERROR: no connection", "[]", "{}"])
def test_no_report_is_no_weakness(report: str) -> None:
    """Without a network the other checks count all the same, and it is said that this one was not made."""
    assert audit.judged(report)[0] == 0
    assert audit.judged(report)[1].startswith("not audited: ")
