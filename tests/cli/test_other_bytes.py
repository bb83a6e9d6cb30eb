"""Bytes that are no UTF-8, and halves of characters, wherever they can come from: one plain line each, and no bug."""

import json
import os
import sys
from pathlib import Path

import pytest
from commands import Ended, Precall

HALF = "x\udcff"
"""What Python makes of the bytes `x` and 0xff in an argument, a variable or a name."""
FOLDER = Path("briefings/acme.example")
TOLD = "heard: the loft\ni promised: the plan by Friday\nthey promised: nothing\nnext: Friday 10:00\n"


def is_one_line_for(ended: Ended, status: int = 2) -> bool:
    """Whether a command ended in one line about it."""
    return (ended.status, len(ended.lines)) == (status, 1) and "UTF-8" in ended.lines[0]


@pytest.mark.parametrize(
    "command",
    [
        ("followup", "acme.example", "--to", f"{HALF} <ann@acme.example>"),
        ("followup", "acme.example", "--with", HALF),
        ("followup", "acme.example", "--notes", HALF),
        ("debrief", "acme.example", "--with", HALF),
        ("debrief", "acme.example", "--out", HALF),
        ("remember", "acme.example", HALF),
        ("promise", "acme.example", HALF, "--by", "friday"),
        ("checkin", "acme.example", "--with", HALF),
        ("gift", "add", HALF, "--about", "bees"),
        ("research", f"{HALF}.example"),
        ("research", "acme.example", "--context", HALF),
        ("backup", HALF),
        ("export", f"{HALF}.json"),
        ("init", "--name", HALF),
        ("templates", "copy", HALF),
        (HALF,),
    ],
)
def test_an_option_in_another_encoding_is_refused(precall: Precall, command: tuple[str, ...]) -> None:
    """Before anything is done with it."""
    assert is_one_line_for(precall(*command))
    assert not Path("briefings").exists()


@pytest.mark.parametrize(
    "name", ["NAME", "SIGNATURE", "OUT", "TEMPLATES_DIR", "EMAIL", "OFFER", "CONTACT", "DATABASE_URL"]
)
def test_a_setting_in_another_encoding_is_refused(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """By its name."""
    monkeypatch.setenv(f"PRECALL_{name}", HALF)
    for command in (("followup", "acme.example"), ("config",)):
        ended = precall(*command)
        assert is_one_line_for(ended)
        assert name.lower() in ended.lines[0]


def test_notes_in_another_encoding_are_refused(precall: Precall) -> None:
    """With the byte and its line; UTF-16 that is cut off is none either."""
    for data in (
        b"heard: x\nheard: caf\xe9\n",
        b"\xff\xfeh\x00e\x00\x00\xd8",
        b"\xff\xfeh\x00e\x00a\x00\x00\xd8a\x00",
    ):
        Path("notes.txt").write_bytes(data)
        for command in ("followup", "debrief"):
            ended = precall(command, "acme.example", "--notes", "notes.txt")
            assert (ended.status, len(ended.lines)) == (2, 1)
            assert "notes.txt is not UTF" in ended.lines[0]


@pytest.mark.parametrize("name", ["follow-up.eml.j2", "notes.md.j2", "sentences/en.toml"])
def test_a_template_in_another_encoding_is_refused(precall: Precall, name: str, own_home: Path) -> None:
    """With its file, whichever command uses it."""
    assert precall("templates", "copy", name).status == 0
    place = next((own_home / "config").rglob(Path(name).name))
    place.write_bytes(place.read_bytes() + b"\n# caf\xe9 \xff\n")
    for command in (("followup", "acme.example"), ("templates", "check")):
        ended = precall(*command)
        assert is_one_line_for(ended)
        assert place.name in ended.lines[0]


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("name", "name"),
        ("key", "key"),
        ("notes", "notes"),
        ("with_name", "with_name"),
        ("data", "look"),
        ("what", "given"),
    ],
)
def test_half_a_character_in_an_import_is_refused(precall: Precall, where: str, words: str) -> None:
    """With its place; nothing of the file is taken in."""
    time = "2026-01-01T00:00:00Z"
    call = {
        "at": time,
        "kept_at": time,
        "with_name": "",
        "notes": "",
        "file_sha": "",
        "better": "",
        "sent_at": None,
    }
    client = {
        "key": "acme.example",
        "name": "",
        "phone": "",
        "question": "",
        "made_at": time,
        "calls": [call],
    }
    if where in call:
        call[where] = "\ud83d"
    elif where == "data":
        client["states"] = [{"sha256": "0", "data": {"facts": ["\ud83d"]}}]
    elif where == "what":
        client["given"] = [{"what": "to", "value": "\ud83d", "at": time}]
    else:
        client[where] = f"{client[where]}\ud83d"
    Path("memory.json").write_text(
        json.dumps({"schema": "precall/memory@1", "clients": [client], "gifts": []}), encoding="utf-8"
    )
    ended = precall("import", "memory.json")
    assert (ended.status, len(ended.lines)) == (2, 1), ended.err
    assert words in ended.lines[0]
    assert "acme" not in precall("clients", "--json").out


def test_half_a_character_in_a_dossier_spoils_no_mail(precall: Precall, acme: Path) -> None:
    """The folder is the caller's; what a program of theirs did to it is no bug of precall's."""
    assert precall("research", "acme.example").status == 0
    place = FOLDER / "dossier.json"
    place.write_text(place.read_text(encoding="utf-8").replace("Acme", "A\\ud800cme"), encoding="utf-8")
    Path("call.txt").write_text(TOLD, encoding="utf-8")
    for command in (
        ("followup", "acme.example", "--notes", "call.txt", "--with", "Acne"),
        ("followup", "acme.example", "--notes", "call.txt", "--explain"),
        ("debrief", "acme.example", "--notes", "call.txt"),
        ("checkin", "acme.example", "--anyway"),
        ("research", "acme.example"),
    ):
        assert precall(*command).status == 0, command
    for path in FOLDER.rglob("*.*"):
        path.read_bytes().decode("utf-8")


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="every name of a file is UTF-8 there")
def test_a_folder_in_another_encoding_is_named(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mail is written there; what has to be kept of the folder cannot be, and that is said."""
    os.mkdir(b"caf\xe9")
    os.chdir(b"caf\xe9")
    Path("call.txt").write_text(TOLD, encoding="utf-8")
    assert precall("followup", "acme.example", "--notes", "call.txt").status == 0
    for command in (("debrief", "acme.example", "--notes", "call.txt"), ("backup", "copy.sqlite3")):
        assert is_one_line_for(precall(*command)), command


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_an_answer_in_another_encoding_is_kept_with_a_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody types at a terminal that sends Latin-1."""
    import pty

    monkeypatch.chdir(tmp_path)
    said = bytearray()

    def read(terminal: int) -> bytes:
        data = os.read(terminal, 1024)
        said.extend(data)
        return data

    answers, typing = os.pipe()
    os.write(typing, b"caf\xe9 \xff loft\n" + b"\n" * 12)
    os.close(typing)
    saved = os.dup(0)
    os.dup2(answers, 0)
    try:
        status = pty.spawn([sys.executable, "-m", "precall", "debrief", "acme.example"], read)
    finally:
        os.dup2(saved, 0)
    assert os.waitstatus_to_exitcode(status) == 0, said.decode(errors="replace")
    assert "caf\ufffd \ufffd loft" in (FOLDER / "follow-up.md").read_text(encoding="utf-8")
