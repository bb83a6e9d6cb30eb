"""Small inputs from the field, each run as its folder says with the unmodified command, beside what came out when it was read last."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).parents[3] / "shared" / "cases"
COMMAND = Path(sys.executable).with_name("precall")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project, and are not here"),
]
NAMES = sorted(folder.parent.name for folder in CASES.glob("*/cmd.sh"))
_REST = re.compile(r"^(?:top:|name:|   kinds:|   not seen:).*\n|, \"confidence\": [\d.]+", re.MULTILINE)
"""What a case prints beside what it is about."""


@pytest.mark.parametrize("name", NAMES)
def test_a_case_comes_out_as_expected(name: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """`expected.txt` of its folder says in words what the golden file has to show; read both when it changes."""
    around = {key: value for key, value in os.environ.items() if not key.startswith("PRECALL_")}
    told = {"PRECALL": str(COMMAND), "PYTHON": sys.executable, "TMPDIR": str(tmp_path)}
    ended = subprocess.run(
        ["bash", str(CASES / name / "cmd.sh")],
        env={**around, **told},
        capture_output=True,
        timeout=600,
        check=False,
    )
    shown = ended.stdout.decode("utf-8", "replace")
    assert not re.search(r'File "[^"]*/precall/', shown + ended.stderr.decode("utf-8", "replace"))
    shown = re.sub(rf"{re.escape(str(tmp_path))}/tmp\.\w+", "SCRATCH", shown)
    golden(f"cases/{name}.txt", _REST.sub("", shown))
