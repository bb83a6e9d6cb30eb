"""The small internet on loopback that measurements browse: started here, asked here, ended here."""

import json
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

DEFAULT = Path("../shared/tools/simnet")
_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def listed(folder: Path = DEFAULT) -> list[dict[str, Any]]:
    """The hostile hosts that it plays: what each does and what a correct client must do."""
    command = [sys.executable, str(folder / "simnet.py"), "--list", "--json"]
    rows: list[dict[str, Any]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return rows


class Simnet:
    """A running simnet. Use it as a context manager; `arguments` are its own, such as `--sites`."""

    def __init__(self, folder: Path = DEFAULT, arguments: Sequence[str] = ()) -> None:
        self.folder = folder
        command = [sys.executable, str(folder / "simnet.py"), "--serve", "--lifetime", "14400", *arguments]
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert self._process.stdout is not None
        self.ready: dict[str, Any] = json.loads(self._process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    @property
    def through_proxy(self) -> Mapping[str, str]:
        """The environment of a program that browses it through its proxy."""
        environment: dict[str, str] = self.ready["env"]
        return environment

    @property
    def through_shim(self) -> Mapping[str, str]:
        """The environment of a Python program that resolves and connects by itself, and arrives here."""
        return {
            "SIMNET_CONTROL": self.ready["control"],
            "PYTHONPATH": str((self.folder / "shim").resolve()),
            "SSL_CERT_FILE": self.ready["ca"],
        }

    def ask(self, what: str) -> Any:
        """What the server saw: `verdict`, `stats?host=...`, `history?host=...`, `canary`, `counts`."""
        with _DIRECT.open(self.ready["control"] + what) as answer:
            return json.load(answer)
