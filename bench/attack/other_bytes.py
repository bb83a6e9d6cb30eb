"""Point 18: bytes that are no UTF-8, terminals that are not, damaged memories and drafts; each ends in one plain line."""

import os
import pty
import random
import select
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from bench.attack.ground import PRECALL, Attack, Ground, Happened, page
from bench.attack.judging import all_of, in_words, said
from bench.watched import Watched

_BAD = b"caf\xe9"
_COMMANDS: tuple[tuple[str | bytes, ...], ...] = (
    ("research", _BAD), ("research", "acme.example", "--with", _BAD), ("research", "acme.example", "--context", _BAD),
    ("research", "acme.example", "--when", _BAD), ("research", "acme.example", "--out", _BAD), ("research", "acme.example", "--offer", _BAD),
    ("research", "acme.example", "--context-file", _BAD), ("research", "acme.example", "--for", _BAD), ("followup", "acme.example", "--to", _BAD),
    ("followup", "acme.example", "--notes", _BAD), ("followup", _BAD), ("debrief", "acme.example", "--notes", _BAD), ("batch", _BAD, "--out", "out"),
    ("batch", "list.csv", "--out", _BAD, "--yes"), ("batch", "list.csv", "--out", "out", "--column", _BAD), ("batch", "list.csv", "--out", "out", "--criteria", _BAD),
    ("prep", "--calendar", _BAD), ("import", _BAD), ("export", _BAD), ("export", _BAD + b".json"), ("backup", _BAD), ("verify", _BAD), ("status", _BAD), ("show", _BAD),
    ("forget", _BAD, "--yes"), ("remember", "acme.example", _BAD), ("remember", "acme.example", "--name", _BAD), ("promise", "acme.example", _BAD),
    ("gift", "add", _BAD, "--about", "x"), ("gift", "add", "x", "--about", _BAD), ("checkin", "acme.example", "--with", _BAD), ("merge", _BAD, "acme.example"),
    ("init", "--name", _BAD), ("templates", "copy", _BAD), ("doctor", _BAD), ("cache", "clear", _BAD), (_BAD,), ("completion", _BAD), ("changes", "acme.example", "--since", _BAD),
)  # fmt: skip


def _arguments(ground: Ground) -> Happened:
    """As the value of every option, and as every file, address and command."""
    ground.write("list.csv", "Website\nacme.example\n")
    (Path(os.fsdecode(os.fsencode(ground.work) + b"/" + _BAD))).write_text("heard: more room\n")
    return all_of(in_words(ground.precall(*one), 2) for one in _COMMANDS)


_VARIABLES = (
    "PRECALL_NAME", "PRECALL_SIGNATURE", "PRECALL_EMAIL", "PRECALL_OUT", "PRECALL_TIMEZONE", "PRECALL_LANGUAGE", "PRECALL_PLAYBOOK", "PRECALL_CONTACT", "PRECALL_CACHE_DIR",
    "PRECALL_TEMPLATES_DIR", "PRECALL_DATABASE_URL", "PRECALL_OFFER", "PRECALL_NOW", "PRECALL_PAGES", "PRECALL_CONFIG", "PRECALL_DATA_DIR", "HOME", "XDG_CONFIG_HOME", "TZ", "TMPDIR",
    "HTTP_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE", "SSL_CERT_DIR", "LANG", "LC_ALL", "TERM", "COLUMNS", "BROWSER", "PAGER", "NO_COLOR",
)  # fmt: skip


def _variable(ground: Ground, name: str) -> Happened:
    environ = {name: "/tmp/caf\udce9"} | ({"PRECALL_DATA_DIR": None} if name == "HOME" else {})
    commands = (
        ("research", "acme.example"),
        ("today",),
        ("config",),
        ("followup", "acme.example"),
        ("doctor",),
    )
    try:
        return all_of(in_words(ground.precall(*command, environ=environ), 0, 1, 2) for command in commands)
    finally:
        shutil.rmtree(os.fsdecode(b"/tmp/" + _BAD), ignore_errors=True)


def _folder(ground: Ground) -> Happened:
    """The folder where precall is started has such a name."""
    here = os.fsencode(ground.work) + b"/" + _BAD
    os.mkdir(here)
    with open(here + b"/list.csv", "wb") as file:
        file.write(b"Website\nacme.example\n")
    with open(here + b"/call.txt", "wb") as file:
        file.write(b"heard: more room\n")
    commands: tuple[tuple[str, ...], ...] = (
        ("research", "acme.example"), ("batch", "list.csv", "--out", "out", "--yes"), ("debrief", "acme.example", "--notes", "call.txt"), ("export", "m.json"),
        ("backup", "copy.sqlite3"), ("today",), ("config",), ("import", "list.csv"), ("demo",), ("verify", "briefings"), ("forget", "acme.example", "--yes"))  # fmt: skip
    return all_of(in_words(ground.precall(*command, folder=here), 0, 1, 2) for command in commands)


def _home(ground: Ground) -> Happened:
    """The home folder, and with it the memory, the cache and the settings."""
    home = os.fsdecode(os.fsencode(ground.folder) + b"/" + _BAD)
    os.mkdir(home)
    unset = dict.fromkeys(("PRECALL_DATA_DIR", "PRECALL_CACHE_DIR", "XDG_CONFIG_HOME"))
    commands = (
        ("init", "--name", "Jo"),
        ("research", "acme.example"),
        ("today",),
        ("config",),
        ("doctor",),
        ("cache",),
        ("templates", "copy", "offer.toml"),
        ("backup", "copy.sqlite3"),
    )
    return all_of(
        in_words(ground.precall(*command, environ={**unset, "HOME": home}), 0, 1, 2) for command in commands
    )


def _template(ground: Ground, name: str) -> Happened:
    place = ground.home / "config" / "precall" / "templates" / name
    place.parent.mkdir(parents=True)
    place.write_bytes(b"# caf\xe9\n\xff\xfe{{ x")
    commands = (
        ("research", "acme.example", "--for", "mine" if "mine" in name else "coach"),
        ("templates", "check"),
        ("templates",),
        ("followup", "acme.example"),
    )
    ended = [ground.precall(*command) for command in commands]
    first = in_words(ended[0], 2, says=place.name)
    return all_of((first, *(in_words(one, 0, 2) for one in ended[1:])))


def _template_names(ground: Ground) -> Happened:
    """Templates whose names are such bytes."""
    folder = ground.home / "config" / "precall" / "templates"
    folder.mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + _BAD + b".md.j2")).write_text("x")
    commands = (("templates",), ("templates", "check"), ("research", "acme.example"), ("today",))
    return all_of(in_words(ground.precall(*command), 0, 1, 2) for command in commands)


_TERMINALS: tuple[Mapping[str, str], ...] = (
    {"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"PYTHONIOENCODING": "latin-1"}, {"PYTHONIOENCODING": "cp437"}, {"LC_ALL": "nonsense"}, {"TERM": "dumb", "COLUMNS": "1"}, {"COLUMNS": "nonsense", "LINES": "-1"},
)  # fmt: skip


def _terminal(ground: Ground, environ: Mapping[str, str]) -> Happened:
    """Words of every script on a terminal that cannot show them."""
    words = "Müller & Söhne, Łódź 東京 ☕ \u202eابج"
    ground.net.sites["acme.example"] = {
        "/": page(
            f"<h1>{words}</h1><p>{words} makes sails for boats in Falmouth since 1999.</p>", title=words
        )
    }
    ground.write("call.txt", f"heard: {words}\ni promised: {words} by Friday\n")
    ground.write("list.csv", f"Website,Company\nacme.example,{words}\n{words},x\n")
    commands: tuple[tuple[str, ...], ...] = (
        ("research", "acme.example", "--with", "Jörg"), ("debrief", "acme.example", "--notes", "call.txt"), ("followup", "acme.example"), ("today",), ("show", "acme.example"),
        ("changes", "acme.example", "--kept"), ("verify", "briefings", "--all"), ("batch", "list.csv", "--out", "out", "--yes", "--skip-bad"), ("--help",), ("demo",))  # fmt: skip
    return all_of(in_words(ground.precall(*command, environ=environ), 0, 1, 2) for command in commands)


def _typed(ground: Ground, *command: str, lines: tuple[bytes, ...], environ: Mapping[str, str]) -> Happened:
    """Answers typed at a terminal."""
    master, slave = pty.openpty()
    begun = time.monotonic()
    process = subprocess.Popen(
        [PRECALL, *command],
        cwd=ground.work,
        env={**ground.environ, **environ},
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    shown = b""
    for line in (*lines, b"\n" * 20):
        time.sleep(0.5)
        os.write(master, line)
    while process.poll() is None and time.monotonic() - begun < 60:
        if select.select([master], [], [], 0.2)[0]:
            try:
                shown += os.read(master, 65_536)
            except OSError:
                break
    status = process.poll()
    process.kill()
    process.wait()
    os.close(master)
    told = shown.decode("utf-8", "backslashreplace").replace("\r", "").replace("\x07", "")
    text = "".join(char if char.isprintable() or char == "\n" else "?" for char in told)
    return in_words(
        Watched(process.returncode if status is None else status, time.monotonic() - begun, "", text, 0, 0),
        0,
        1,
        2,
        130,
    )


def _damaged_memory(ground: Ground, damage: Callable[[Path, random.Random], None]) -> Happened:
    """The client memory on the disk was damaged: one line each, and research goes on without it."""
    ground.precall("research", "acme.example")
    ground.precall("remember", "acme.example", "soccer")
    place = next((ground.home / "data").glob("*.sqlite3"))
    with sqlite3.connect(place) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    whole, found = place.read_bytes(), []
    for seed in range(3):
        for left in place.parent.glob(f"{place.name}*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        place.write_bytes(whole)
        damage(place, random.Random(seed))
        shutil.rmtree(ground.work / "briefings", ignore_errors=True)
        research = ground.precall("research", "acme.example")
        if research.status or not (ground.work / "briefings" / "acme.example" / "briefing.html").is_file():
            return Happened(False, f"research did not go on: status {research.status}, {said(research)}")
        found.append(in_words(research, 0))
        for command in (
            ("today",),
            ("show", "acme.example"),
            ("clients",),
            ("followup", "acme.example"),
            ("export", "m.json"),
            ("backup", f"copy{seed}.sqlite3"),
            ("doctor",),
        ):
            found.append(in_words(ground.precall(*command), 0, 1, 2))
    return all_of(found)


def _flip(place: Path, dice: random.Random) -> None:
    data = bytearray(place.read_bytes())
    for _ in range(200):
        data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
    place.write_bytes(bytes(data))


def _cut(place: Path, dice: random.Random) -> None:
    data = place.read_bytes()
    place.write_bytes(data[: dice.randrange(200, len(data))])


def _drop(place: Path, dice: random.Random) -> None:
    with sqlite3.connect(place) as db:
        tables = [
            row[0]
            for row in db.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'alembic%'"
            )
        ]
        for table in dice.sample(sorted(tables), 3):
            db.execute(f"DROP TABLE {table}")
    db.close()


def _nonsense(place: Path, dice: random.Random) -> None:
    with sqlite3.connect(place) as db:
        for table, column in (
            ("clients", "made_at"),
            ("looks", "at"),
            ("details", "text"),
            ("states", "data"),
            ("clients", "key"),
        ):
            db.execute(f"UPDATE {table} SET {column} = ?", (dice.randbytes(9),))
    db.close()


def _empty(place: Path, dice: random.Random) -> None:
    place.write_bytes(b"" if dice.random() < 0.5 else dice.randbytes(5000))


def _folder_there(place: Path, _: random.Random) -> None:
    place.unlink()
    place.mkdir()


def _damaged_draft(ground: Ground) -> Happened:
    """The draft in the client's folder, of which the next one takes the recipient."""
    ground.write("call.txt", "heard: more room\n")
    heads = (
        b"To: \xff\xfe",
        b"To: =?utf-8?b?/////w==?= <a@b.example>",
        b"To: " + b"a" * 200_000,
        b"To: <<>>@@,,;:;\x00",
        b"To: =?nonsense?q?x?= <a@b>",
        b"\x00" * 5000,
        b"To:",
        b"To: a@b.example\nTo: c@d.example",
        "To: \ud800".encode("utf-8", "surrogatepass"),
        b"(" * 100_000,
        b'To: "' + b"\\" * 50_000,
    )
    found = []
    for head in heads:
        ground.write("briefings/acme.example/follow-up.eml", head + b"\nSubject: x\n\nx\n")
        found += [
            in_words(ground.precall(*command), 0, 2)
            for command in (
                ("followup", "acme.example", "--notes", "call.txt"),
                ("debrief", "acme.example", "--notes", "call.txt"),
            )
        ]
    return all_of(found)


def _proxy(ground: Ground, value: str) -> Happened:
    environ = {"http_proxy": value, "https_proxy": value, "HTTP_PROXY": value}
    return all_of(
        in_words(ground.precall(*command, environ=environ), 1, 2)
        for command in (("research", "acme.example"), ("doctor", "acme.example"))
    )


_LINE = "one plain line, with a status that is documented"
ATTACKS = (
    Attack(18, "a value of every option, address and file", _LINE, _arguments),
    *(Attack(18, f"the variable {name}", _LINE, partial(_variable, name=name)) for name in _VARIABLES),
    Attack(18, "the name of the folder where precall is started", _LINE, _folder),
    Attack(18, "the name of the home folder", _LINE, _home),
    *(Attack(18, f"in a template: {name}", "named in one line", partial(_template, name=name)) for name in ("briefing.md.j2", "playbooks/mine.toml", "sentences/en.toml")),
    Attack(18, "the name of a template", _LINE, _template_names),
    *(Attack(18, f"a terminal with {', '.join(f'{name}={value}' for name, value in environ.items())}", "no traceback, the files are written", partial(_terminal, environ=environ)) for environ in _TERMINALS),
    *(Attack(18, f"answers typed at a terminal to {' '.join(command)}, {name}", _LINE, partial(_answers, command=command, environ=environ))
      for _answers in (lambda ground, command, environ: _typed(ground, *command, lines=(b"M\xfcller\n", b"M\xc3\xbcller\n", b"\x1b[31m\n"), environ=environ),)
      for command in (("init",), ("debrief", "acme.example")) for name, environ in (("UTF-8", {}), ("ASCII", {"PYTHONIOENCODING": "ascii"}))),
    *(Attack(18, f"a memory {name}", "one line each; research goes on without it", partial(_damaged_memory, damage=damage))
      for name, damage in (("with flipped bits", _flip), ("that is cut", _cut), ("without some of its tables", _drop), ("with nonsense in its columns", _nonsense), ("that is none", _empty), ("whose place is a folder", _folder_there))),
    Attack(18, "the head of the last draft is damaged in eleven ways", _LINE, _damaged_draft),
    *(Attack(18, f"the proxy {value}", "named in one line", partial(_proxy, value=value))
      for value in ("http://127.0.0.1:99999/", "http://127.0.0.1:-1/", "http://127.0.0.1:x/", "http://[::1/", "nonsense://h", "http://", "socks5://127.0.0.1:9", "http://127.0.0.1:0/", "http://exa mple/")),
)  # fmt: skip
