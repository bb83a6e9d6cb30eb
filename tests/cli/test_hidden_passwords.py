"""The password of a team's database is shown nowhere: not by config, in no error, in no report of a bug."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Precall
from hypothesis import given
from hypothesis import strategies as st

from precall.app import App
from precall.faces.cli.bug_report import write_report, write_text
from precall.memory.database_url import shown, without_secrets
from precall.model.left_alone import LeftAlone
from precall.settings import load
from precall.use.batch import Batch, Request

SECRET = "s3cretword"
SPELLINGS = (
    f"postgresql://ada:{SECRET}@db.example/memory",
    f"postgres://ada:{SECRET}@db.example/memory",
    f"postgresql+psycopg://ada:{SECRET}@db.example:5432/memory",
    f"postgresql://ada@db.example/memory?password={SECRET}",
    f"postgresql://ada@db.example/memory?PassWord={SECRET}",
    f"postgresql://ada@db.example/memory?pass%77ord={SECRET}",
    f"postgresql://db.example/memory?user=ada&password={SECRET}&sslmode=require",
    f"postgresql:///memory?host=/run&user=ada&password={SECRET}",
    f"postgresql://ada@db.example/memory?sslpassword={SECRET}",
    f"postgresql://ada@db.example/memory?passfile=/home/{SECRET}",
    f"postgresql://ada@db.example/memory?sslkey={SECRET}&oauth_client_secret={SECRET}",
    f"postgresql://ada@db.example/memory?options=-cmy.key%3D{SECRET}",
    f"postgresql://ada@db.example/memory?sslmode=require;password={SECRET}",
    f"postgresql://ada:{SECRET}/{SECRET}@db.example/memory",
    f"postgresql://ada:{SECRET}@{SECRET}@db.example/memory",
    f"postgresql://ada:x@{SECRET}/memory@db.example/memory",
    f"postgresql://ada:x@y?{SECRET}=z@db.example/memory",
    f"postgresql://ada:/{SECRET}@db.example/memory",
    f"postgresql://ada/{SECRET}@db.example/memory",
    f"postgresql://ada:{SECRET}?x=y@db.example/memory",
    f"postgresql://ada:{SECRET}#x@db.example/memory",
    f"postgresql://ada:%2F{SECRET}%40@db.example/memory",
    f"postgresql://:{SECRET}@db.example/memory",
    f"postgresql://ada:{SECRET}@db.example:99999x/memory",
    f"postgresql://ada:{SECRET}",
    f"postgresql:ada:{SECRET}@db.example",
    f"postgresql//ada:{SECRET}@db.example",
    f"ada:{SECRET}@db.example",
    f"host=db.example user=ada password={SECRET}",
    f"host=db.example password='{SECRET} x'",
    f" postgresql://ada:{SECRET}@db.example/memory ",
    f"postgresql://ada:{SECRET}\n@db.example/memory",
    f"nosuch+driver://ada:{SECRET}@db.example/memory",
    f"sqlite://ada:{SECRET}@db.example/memory",
    SECRET,
)  # fmt: skip


@pytest.mark.parametrize("url", SPELLINGS)
def test_config_never_prints_it(precall: Precall, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """As text and as JSON, from the environment and from a file."""
    monkeypatch.setenv("PRECALL_DATABASE_URL", url)
    for command in (("config",), ("config", "--json")):
        ended = precall(*command)
        assert ended.status == 0
        assert SECRET not in ended.out + ended.err


@pytest.mark.parametrize("url", SPELLINGS)
def test_no_command_prints_it_in_an_error(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    """Nobody answers there, or it is no address at all: one line, and bad input."""
    monkeypatch.setattr(socket, "getaddrinfo", _nobody)
    monkeypatch.setenv("PRECALL_DATABASE_URL", url.replace("db.example", "127.0.0.1:9"))
    for command in (("today", "--json"), ("backup", "copy.sqlite3")):
        ended = precall(*command)
        assert SECRET not in ended.out + ended.err
        assert (ended.status, len(ended.lines)) == (2, 1), ended.err


def _nobody(*_: object, **__: object) -> Iterator[object]:
    raise socket.gaierror("no such name")


@pytest.mark.parametrize("url", SPELLINGS)
def test_no_report_of_a_bug_holds_it(monkeypatch: pytest.MonkeyPatch, own_home: Path, url: str) -> None:
    """Whatever an error of somebody else's says: the whole address, or the password as it was typed or decoded."""
    monkeypatch.setenv("PRECALL_DATABASE_URL", url)
    error = RuntimeError(f"cannot connect to {url!r} ({url}): authentication of {SECRET} failed")
    told = write_report(error)
    assert SECRET not in Path(told.rpartition(" ")[2]).read_text(encoding="utf-8")


def test_a_report_masks_the_settings_file_too(own_home: Path) -> None:
    """It need not be the environment that names the database."""
    place = own_home / "config" / "precall" / "precall.toml"
    place.parent.mkdir(parents=True)
    place.write_text(f'database_url = "postgresql://ada:{SECRET}@db.example/m"\n')
    assert SECRET not in Path(write_text(f"x {SECRET} x").rpartition(" ")[2]).read_text(encoding="utf-8")


def test_no_worker_of_a_batch_is_told_it(tmp_path: Path) -> None:
    """With another engine they are other machines, and they have no memory."""
    flags = {"out": str(tmp_path / "out"), "database_url": f"postgresql://ada:{SECRET}@db.example/m"}
    app = App(
        load(flags, folder=tmp_path, environ=os.environ).settings, {}, spared=LeftAlone(), remembers=False
    )
    assert SECRET in repr(app.settings)
    with Batch(app, Request()) as batch:
        assert SECRET not in repr(batch.job)


def test_what_is_no_secret_is_shown() -> None:
    """Where the database is, and how it is spoken to."""
    assert shown("") == ""
    assert shown("sqlite:///memory.sqlite3") == "sqlite:///memory.sqlite3"
    assert shown("postgresql://ada:x@db.example:5432/memory?sslmode=require&password=x") == (
        "postgresql://ada:***@db.example:5432/memory?password=***&sslmode=require"
    )
    assert shown(f"ada:{SECRET}@db.example") == "***"
    assert without_secrets("db.example: no such role ada", "postgresql://ada:xyz@db.example/m") == (
        "db.example: no such role ada"
    )


@given(
    st.text(alphabet="ab1:/@?&=;#% +'\"[]\\\n", max_size=12),
    st.sampled_from(["ada:", "ada", "", ":", "ada:x"]),
)
def test_a_password_of_any_characters_is_hidden(around: str, user: str) -> None:
    """Typed raw, as people do, though some of them had to be encoded."""
    url = f"postgresql://{user}{around}{SECRET}{around[::-1]}@db.example/memory"
    if user.endswith((":", "x")):
        assert SECRET not in shown(url)


def test_config_as_text_can_be_pasted(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is masked reads as what it is."""
    monkeypatch.setenv("PRECALL_DATABASE_URL", f"postgresql://ada:{SECRET}@db.example/memory")
    told = json.loads(precall("config", "--json").out)["database_url"]["value"]
    assert told == "postgresql://ada:***@db.example/memory"
