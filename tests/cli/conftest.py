"""What the tests of the commands are given: precall itself, run in this process, and a small business to research."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Ended, Precall, Served

from precall.demo.server import serve
from precall.faces.cli import run

NOW = "2026-02-01T09:00:00Z"


@pytest.fixture
def precall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Precall:
    """Runs the command in an empty folder, with the clock held."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRECALL_NOW", NOW)

    def command(*arguments: str) -> Ended:
        status = run(list(arguments))
        said = capsys.readouterr()
        return Ended(status, said.out, said.err)

    return command


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """Serves a folder as the website of whichever host is asked for: precall reaches it as its proxy."""
    opened = []

    def serving(folder: Path) -> str:
        server = serve(folder)
        url = server.__enter__()
        opened.append(server)
        monkeypatch.setenv("http_proxy", url)
        return url

    yield serving
    for server in opened:
        server.__exit__(None, None, None)


@pytest.fixture
def acme(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small website that answers at acme.example; a test may change it."""
    folder = tmp_path_factory.mktemp("acme")
    (folder / "index.html").write_text(
        "<!doctype html><html lang=en><title>Acme Sails</title><meta name=description "
        'content="Acme Sails makes and mends sails for small boats in Falmouth."><body>'
        "<h1>Acme Sails</h1><p>Acme Sails makes and mends sails for small boats in Falmouth.</p>"
        '<p>We never cut a sail that we have not measured ourselves.</p><a href="/contact.html">Contact</a>'
        "<footer>Acme Sails Ltd</footer>",
        encoding="utf-8",
    )
    (folder / "contact.html").write_text(
        "<!doctype html><html lang=en><title>Contact Acme Sails</title><body><h1>Contact</h1>"
        '<p>Telephone 01326 555010, <a href="mailto:loft@acme.example">loft@acme.example</a></p>',
        encoding="utf-8",
    )
    served(folder)
    return folder


@pytest.fixture
def served_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on loopback that can be connected to."""
    with serve(tmp_path_factory.mktemp("empty")) as url:
        yield url
