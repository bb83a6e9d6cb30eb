"""The memory goes out, comes back and is copied, whichever face asks: nothing here is typed or printed."""

import json
import os
from pathlib import Path

import pytest

from precall.app import App
from precall.errors import UsageError
from precall.memory import identity
from precall.settings import load
from precall.use import backup, clients, export, import_
from precall.use.forget import forget


@pytest.fixture
def app(tmp_path: Path) -> App:
    """The wired program; its memory has one client, who was promised something and said something in confidence."""
    settings = load({"now": "2026-02-01T09:00:00Z"}, folder=tmp_path, environ=os.environ).settings
    app = App(settings, {})
    clients.promise(app, "acme.example", "send the plan", by=None, words="", theirs=False)
    clients.remember(app, "acme.example", "tired of the fair", kind="person", name="Acme Sails")
    return app


def test_an_export_is_written_and_says_what_it_left_out(app: App, tmp_path: Path) -> None:
    """A face shows both; the file is the caller's."""
    result = export.export(app, export.Request(tmp_path / "memory.json"))
    assert result == export.Result((tmp_path / "memory.json",), ("notes about people",))
    assert "tired of the fair" not in result.written[0].read_text()
    assert json.loads(result.written[0].read_text())


def test_what_is_private_goes_out_where_it_is_asked_for(app: App, tmp_path: Path) -> None:
    """For another computer of the caller's own."""
    result = export.export(app, export.Request(tmp_path / "memory.json", private=True))
    assert result.left_out == ()
    assert "tired of the fair" in result.written[0].read_text()


@pytest.mark.parametrize(
    ("name", "private", "said"), [("memory.txt", False, "no format"), ("people.vcf", True, "JSON only")]
)
def test_an_export_that_cannot_be_is_refused_before_anything_is_written(
    app: App, tmp_path: Path, name: str, private: bool, said: str
) -> None:
    """An ending that names no format, a format that holds nothing private."""
    with pytest.raises(UsageError, match=said):
        export.export(app, export.Request(tmp_path / name, private=private))
    assert not (tmp_path / name).exists()


def test_tables_fill_a_folder(app: App, tmp_path: Path) -> None:
    """Several files, each named in the result."""
    result = export.export(app, export.Request(tmp_path / "tables", "hubspot"))
    assert {path.parent for path in result.written} == {tmp_path / "tables"}
    assert all(path.is_file() for path in result.written)


def test_an_export_comes_back(app: App, tmp_path: Path) -> None:
    """What is there already is not there twice."""
    export.export(app, export.Request(tmp_path / "memory.json"))
    assert import_.read(app, tmp_path / "memory.json") == import_.Result(1)
    assert [client.key for client in identity.all_clients(app.memory)] == ["acme.example"]


def test_contacts_come_in_but_for_those_to_be_left_alone(app: App, tmp_path: Path) -> None:
    """A face says how many, and whom it left alone."""
    forget(app, "gone.example", never=True)
    table = tmp_path / "contacts.csv"
    table.write_text("Name,Email\nAda Winter,ada@larkspur.example\nBo Sommer,bo@gone.example\n")
    fresh = App(app.settings, {})
    assert import_.read(fresh, table) == import_.Result(1, ("bo@gone.example",))


def test_a_backup_says_where_it_is_and_how_large(app: App, tmp_path: Path) -> None:
    """The copy is a whole memory."""
    made = backup.backup(app, tmp_path / "copy.sqlite3")
    assert made.file.stat().st_size == made.bytes > 0
