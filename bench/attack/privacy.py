"""Points 6 to 9: what leaves for another client, another program, another user, or the screen."""

import itertools
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.attack.ground import Attack, Ground, Happened
from bench.attack.judging import all_of, in_words, said

_SECRET = "PAPAYA"
_PAIRS = (
    ("o'brien@gmail.com", "o-brien@gmail.com"),
    ("ann+lee@gmail.com", "ann-lee@gmail.com"),
    ("ann+lee@gmail.com", "ann_lee@gmail.com"),
    ("ann!lee@gmail.com", "ann#lee@gmail.com"),
    (f"{'a' * 63}b@gmail.com", f"{'a' * 63}c@gmail.com"),
    (f"{'x' * 40}@{'y' * 60}.gmx.de", f"{'x' * 40}@{'y' * 60}.gmx.net"),
    ("ann@gmail.com", "ann-gmail.com"),
    ("con@gmail.com", "con-@gmail.com"),
    ("ann%40b@gmail.com", "ann-40b@gmail.com"),
)


def _apart(ground: Ground, one: str, other: str) -> Happened:
    """Two clients whose names look alike: what one told stays with that one, whatever is done with the other."""
    told = {one: "PAPAYA harvest", other: "mango festival"}
    for client, words in told.items():
        ground.write("call.txt", f"heard: {words}\ni promised: a plan by Friday\n")
        ended = ground.precall("debrief", client, "--notes", "call.txt")
        if ended.status:
            return in_words(ended, 2)
    folders = [path for path in (ground.work / "briefings").iterdir() if path.is_dir()]
    if len(folders) != len(told):
        return Happened(False, f"{len(folders)} folders for two clients")
    drafted = ground.precall("followup", other)
    if "PAPAYA" in drafted.stdout or "mango" not in drafted.stdout:
        return Happened(False, "the draft holds the other client's words")
    ground.precall("forget", other, "--yes")
    left = ground.precall("followup", one)
    kept = any("PAPAYA" in text for name, text in ground.texts().items() if name.endswith("follow-up.eml"))
    if not kept or "PAPAYA" not in left.stdout:
        return Happened(False, "forgetting one took the other's")
    return in_words(left, 0)


_NOTES = """heard: more room
private: PAPAYA is what they pay elsewhere
PAPAYA without a prefix
better: ask PAPAYA sooner
i promised: a plan by Friday
they promised: the drawings
"""


def _exported(ground: Ground, how: str) -> Happened:
    """What is for the caller alone is in no export; nor are the instructions that stand in notes.md."""
    ground.precall("research", "acme.example")
    notes = ground.work / "briefings" / "acme.example" / "notes.md"
    notes.write_text(notes.read_text() + "\n" + _NOTES)
    ground.precall("debrief", "acme.example", "--with", "Ann Lee", "--to", "ann@acme.example")
    ground.precall("remember", "acme.example", "PAPAYA allergy", "--private")
    ended = ground.precall("export", *how.split())
    made = [place for line in ended.stdout.splitlines() if (place := ground.work / line).is_file()]
    text = "".join(path.read_text("utf-8") for path in made)
    if not made:
        return Happened(False, f"nothing was written: {said(ended)}")
    if _SECRET in text or "<!--" in text:
        around = re.search(r".{0,60}(?:PAPAYA|<!--).{0,30}", text)
        return Happened(False, f"it leaves: {around[0] if around else ''}")
    return in_words(ended, 0)


def _in_mails(ground: Ground) -> Happened:
    ground.write("call.txt", _NOTES)
    ended = [ground.precall(*command) for command in (
        ("debrief", "acme.example", "--notes", "call.txt", "--to", "ann@acme.example"), ("followup", "acme.example"),
        ("remember", "acme.example", "two Sundays off", "--goal"), ("checkin", "acme.example", "--anyway"))]  # fmt: skip
    texts = {name: text for name, text in ground.texts().items() if name.endswith((".eml", "check-in.md"))}
    private = [
        name
        for name, text in texts.items()
        if "PAPAYA is what" in text or "without a prefix" in text or "sooner" in text
    ]
    return (
        Happened(False, f"it stands in {private}") if private else all_of(in_words(one, 0) for one in ended)
    )


def _modes(ground: Ground, umask: str) -> Happened:
    """Whatever precall makes, under a umask that would let everybody read and write."""
    ground.write("list.csv", "Website\nacme.example\n")
    ground.write("call.txt", "heard: more room\n")
    before = set(ground.folder.rglob("*"))
    shell = ("sh", "-c", f'umask {umask}; exec "$0" "$@"')
    ended = [ground.precall(*command, before=shell) for command in (
        ("init", "--name", "Jo"), ("research", "acme.example"), ("debrief", "acme.example", "--notes", "call.txt"),
        ("remember", "acme.example", "two Sundays off", "--goal"), ("checkin", "acme.example", "--anyway"),
        ("followup", "acme.example"), ("export", "memory.json"), ("export", "tables", "--as", "hubspot"),
        ("export", "p.ics"), ("backup", "copy.sqlite3"), ("templates", "copy", "offer.toml"), ("demo",),
        ("batch", "list.csv", "--out", "out", "--yes"))]  # fmt: skip
    made = [path for path in ground.folder.rglob("*") if path not in before]
    open_ones = [path for path in made if path.stat().st_mode & 0o077]
    if open_ones:
        return Happened(
            False, f"{len(open_ones)} of {len(made)} are open: {[str(path) for path in open_ones[:4]]}"
        )
    return all_of(in_words(one, 0) for one in ended)


def _kept_mode(ground: Ground, mode: int) -> Happened:
    place = ground.home / "config" / "precall" / "precall.toml"
    place.parent.mkdir(parents=True)
    place.write_text('name = "Jo"\n')
    place.chmod(mode)
    ended = ground.precall("init", "--company", "Field")
    now = place.stat().st_mode & 0o777
    return Happened(False, f"{mode:04o} became {now:04o}") if now != mode else in_words(ended, 0)


def _bug_report(ground: Ground) -> Happened:
    """A report of a bug is private, and holds no password."""
    place = ground.folder / "broken" / "sitecustomize.py"
    place.parent.mkdir()
    place.write_text(
        "import builtins, sys\nreal = builtins.__import__\n"
        "def broken(name, *more):\n"
        "    if name == 'precall.outputs': raise ZeroDivisionError(repr(dict(__import__('os').environ)))\n"
        "    return real(name, *more)\nbuiltins.__import__ = broken\n"
    )
    url = "postgresql+psycopg://u:PAPAYA@127.0.0.1:1/d"
    ended = ground.precall(
        "init", "--name", "Jo", environ={"PYTHONPATH": str(place.parent), "PRECALL_DATABASE_URL": url}
    )
    reports = [path for path in ground.temporary.rglob("*") if path.is_file()]
    held = [path.name for path in reports if _SECRET in path.read_text("utf-8", "replace")]
    open_ones = [path.name for path in (*reports, *ground.temporary.iterdir()) if path.stat().st_mode & 0o077]
    if ended.status != 3 or not reports:
        return Happened(False, f"no bug was met: {ended.status}, {said(ended)}")
    wrong = [f"the password stands in {held}"] * bool(held) + [f"{open_ones} can be read by others"] * bool(
        open_ones
    )
    return Happened(not wrong and _SECRET not in ended.stderr, "; ".join(wrong) or f"status 3: {said(ended)}")


_URLS = (
    "postgresql+psycopg://u:PAPAYA@127.0.0.1:1/d", "postgresql://u:PAPAYA@127.0.0.1:1/d", "postgresql+psycopg://127.0.0.1:1/d?password=PAPAYA",
    "postgresql+psycopg://127.0.0.1:1/d?user=u&PASSWORD=PAPAYA", "postgresql+psycopg://u:x@PAPAYA@127.0.0.1:1/d", "postgresql+psycopg://u:x/PAPAYA@127.0.0.1:1/d",
    "postgresql+psycopg://u:x?PAPAYA@127.0.0.1:1/d", "postgresql+psycopg://u:#PAPAYA@127.0.0.1:1/d", "mysql://u:PAPAYA@127.0.0.1:1/d", "nonsense://u:PAPAYA@h",
    "host=127.0.0.1 password=PAPAYA", "POSTGRESQL+PSYCOPG://u:PAPAYA@127.0.0.1:1/d", "postgresql+psycopg://u:PAPAYA@[::1/d", "postgresql+psycopg://127.0.0.1:1/d?sslpassword=PAPAYA",
    "postgresql+psycopg://:PAPAYA@127.0.0.1:1/d", " postgresql+psycopg://u:PAPAYA@127.0.0.1:1/d", "u:PAPAYA@127.0.0.1/d",
)  # fmt: skip


def _passwords(ground: Ground, command: str) -> Happened:
    """A database's password, however its address is written, in a variable and in the settings file."""
    shown = []
    for url, where in itertools.product(_URLS, ("variable", "file")):
        place = ground.home / "config" / "precall" / "precall.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(f"database_url = '{url}'\n" if where == "file" else "")
        ended = ground.precall(
            *command.split(), environ={"PRECALL_DATABASE_URL": url} if where == "variable" else {}
        )
        if _SECRET in ended.stdout + ended.stderr or _SECRET in "".join(_reports(ground)):
            shown.append(f"{url} ({where})")
    return Happened(
        not shown, f"shown: {shown[:3]}" if shown else f"{2 * len(_URLS)} spellings, shown nowhere"
    )


def _reports(ground: Ground) -> Iterator[str]:
    yield from (path.read_text("utf-8", "replace") for path in Path(ground.temporary).rglob("*.txt"))


_STAYS = "what is for the caller alone is in none of the files"
ATTACKS = (
    *(Attack(6, f"{one[:24]} and {other[:24]}", "a folder and a draft for each; forgetting one leaves the other", partial(_apart, one=one, other=other))
      for one, other in _PAIRS),
    *(Attack(7, f"private lines in an export: {how}", _STAYS, partial(_exported, how=how))
      for how in ("tables --as hubspot", "tables --as pipedrive", "people.vcf", "promises.ics", "memory.json")),
    Attack(7, "private lines in mails", _STAYS, _in_mails),
    Attack(8, "umask 000: all that thirteen commands make", "files 0600, folders 0700", partial(_modes, umask="000")),
    Attack(8, "umask 022: all that thirteen commands make", "files 0600, folders 0700", partial(_modes, umask="022")),
    *(Attack(8, f"init on settings of mode {mode:04o}", "the mode stays", partial(_kept_mode, mode=mode)) for mode in (0o600, 0o400, 0o640)),
    Attack(8, "a report of a bug", "for the caller's eyes alone, and without a password", _bug_report),
    *(Attack(9, f"a database's password in {command}", "not shown", partial(_passwords, command=command))
      for command in ("config", "today", "doctor", "research acme.example")),
)  # fmt: skip
