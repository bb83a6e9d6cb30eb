"""Are weaknesses known of the locked versions? Asks an advisory database by way of pip-audit; where none answers, says so.

Ends with 1 where a weakness is reported, else with 0.
"""

import json
import subprocess
import sys

AUDIT = (
    ".venv/bin/uv tool run --quiet pip-audit --disable-pip --require-hashes --progress-spinner off --format json"
    " -r requirements-dev.lock"
).split()
PATIENCE = 300  # seconds


def main() -> int:
    """Prints what was found."""
    try:
        report = subprocess.run(AUDIT, capture_output=True, text=True, timeout=PATIENCE).stdout
    except (OSError, subprocess.TimeoutExpired):
        report = ""
    status, told = judged(report)
    print(told)
    return status


def judged(report: str) -> tuple[int, str]:
    """The exit status, and in words what a report of pip-audit in JSON (empty where there is none) says."""
    try:
        packages = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "not audited: pip-audit gave no report (is there a network, and an advisory database?)"
    weak = [
        f"{package['name']} {package['version']}: {', '.join(found['id'] for found in package['vulns'])}"
        for package in packages
        if package.get("vulns")
    ]
    if weak:
        return 1, "\n".join(["known weaknesses; renew with .ci/lock --upgrade-package NAME:", *weak])
    audited = sum("skip_reason" not in package for package in packages)
    if not audited:
        return 0, "not audited: no advisory database answered"
    return (
        0,
        f"{audited} of {len(packages)} locked packages are in the advisory database, with no known weakness",
    )


if __name__ == "__main__":
    sys.exit(main())
