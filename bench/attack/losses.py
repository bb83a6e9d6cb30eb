"""Points 12 to 15: what is deleted, half, spoilt for another client, or lost for good."""

import json
import random
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bench.attack.ground import ACME, PRECALL, Attack, Ground, Happened, page
from bench.attack.judging import all_of, in_words, said

_MINE = (
    "briefing.pdf", "briefing.html.bak", "check-in.txt", "check-in-2.md", "first-mail.txt", "follow-up-old.eml", "my-notes.txt", "notes-2.md",
    "pages/my-notes.txt", "pages/01-home-marked.txt", "pages/99-mine.txt", "pages/01-home.md", ".hidden", "dossier.json.old", "sub/briefing.html",
)  # fmt: skip
_CLIENT = "briefings/acme.example"


def _own_files(ground: Ground, *commands: tuple[str, ...]) -> Happened:
    """Files of the caller's own in a client's folder, with names much like precall's."""
    ground.precall("research", "acme.example")
    for name in _MINE:
        ground.write(f"{_CLIENT}/{name}", "mine")
    ended = [ground.precall(*command) for command in commands]
    lost = [
        name
        for name in _MINE
        if not (ground.work / _CLIENT / name).is_file()
        or (ground.work / _CLIENT / name).read_text() != "mine"
    ]
    return Happened(False, f"lost: {lost}") if lost else all_of(in_words(one, 0, 1) for one in ended)


def _through_links(ground: Ground, what: str) -> Happened:
    """The client's folder, or the one of its pages, is a link to a folder of the caller's own."""
    ground.precall("research", "acme.example")
    place = ground.work / _CLIENT / what
    elsewhere = ground.folder / "elsewhere"
    names = [path.relative_to(place) for path in place.rglob("*") if path.is_file()]
    place.rename(elsewhere)
    names += [Path("99-mine.txt"), Path("mine.md")]
    for name in names:
        (elsewhere / name).write_text("mine")
    place.symlink_to(elsewhere)
    ground.net.sites["acme.example"] = {
        "/": page("<h1>Acme Sails</h1><p>We make sails, and nothing else, in Truro.</p>")
    }
    ended = ground.precall("forget", "acme.example", "--yes")
    lost = [str(name) for name in names if not (elsewhere / name).is_file()]
    return Happened(False, f"deleted through the link: {lost[:4]}") if lost else in_words(ended, 0, 1)


def _named(ground: Ground) -> Happened:
    """Exports, calendars and backups that hold a client are named when they are forgotten."""
    ground.precall("research", "acme.example")
    ground.write("call.txt", "heard: more room\ni promised: a plan by Friday\nto: ann@acme.example\n")
    ground.precall("debrief", "acme.example", "--notes", "call.txt", "--with", "Ann Lee")
    exports = (("memory.json",), ("promises.ics",), ("people.vcf",), ("tables", "--as", "hubspot"))
    for arguments in exports:
        ground.precall("export", *arguments)
    shutil.move(ground.work / "briefings", ground.work / "moved")
    ended = ground.precall("forget", "acme.example", "--yes")
    told = ended.stdout + ended.stderr
    unnamed = [name for name in ("memory.json", "promises.ics", "people.vcf", "tables") if name not in told]
    return Happened(False, f"not named: {unnamed}") if unnamed else in_words(ended, 0, 1)


def _shared_bodies(ground: Ground) -> Happened:
    """Two clients whose pages are the same bytes."""
    ground.net.sites["twin.example"] = ACME
    for host in ("acme.example", "twin.example"):
        ground.precall("research", host)
    ground.precall("forget", "acme.example", "--yes")
    ended = ground.precall("verify", "briefings/twin.example")
    return in_words(ended, 0)


def _half_refused(ground: Ground, damage: str) -> Happened:
    """`forget --never` where the store of pages, or a file, stands in its way."""
    ground.precall("research", "acme.example")
    store = next((ground.home / "cache").glob("*.sqlite3"))
    if damage == "store":
        store.write_bytes(b"not a database" * 500)
    elif damage == "gone":
        shutil.rmtree(store.parent)
        store.parent.write_text("a file in the way")
    else:
        shutil.rmtree(ground.work / _CLIENT)
        (ground.work / _CLIENT).write_text("a file in the way")
    ended = ground.precall("forget", "acme.example", "--yes", "--never")
    first = in_words(ended, 0, 1, 2)
    if damage == "gone":
        store.parent.unlink()
    ground.net.asked.clear()
    again = ground.precall("research", "acme.example")
    asked = ground.net.asked_of("acme.example")
    if asked:
        return Happened(False, f"asked {asked[:2]} after: {said(ended)}")
    return all_of((first, in_words(again, 1, 2)))


def _filled(ground: Ground, clients: int) -> None:
    """A memory that takes a while to copy."""
    rows = [
        {"key": f"c{number}.example", "calls": [{"at": "2026-01-05T10:00:00Z", "kept_at": "2026-01-05T10:00:00Z", "notes": "heard: " + "words " * 400}]}
        for number in range(clients)
    ]  # fmt: skip
    ground.write("many.json", json.dumps({"schema": "precall/memory@1", "clients": rows, "gifts": []}))
    ground.precall("import", "many.json")


def _killed(ground: Ground, *command: str, after: float) -> None:
    process = subprocess.Popen(
        [PRECALL, *command], cwd=ground.work, env=ground.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )  # fmt: skip
    time.sleep(after)
    process.kill()
    process.wait()


def _backup_killed(ground: Ground) -> Happened:
    """Killed at many moments: the copy is whole, or not there, and the same command then goes well."""
    _filled(ground, 2500)
    place, dice = ground.work / "copy.sqlite3", random.Random(1)
    for _ in range(12):
        _killed(ground, "backup", "copy.sqlite3", after=dice.uniform(0.1, 0.9))
        if place.exists():
            wrong = _unsound(place)
            if wrong:
                return Happened(False, f"half after a kill: {wrong}")
            place.unlink()
    ended = ground.precall("backup", "copy.sqlite3")
    left = [
        path.name
        for path in ground.work.iterdir()
        if "precall-new" in path.name or path.name.endswith(("-wal", "-journal"))
    ]
    if left or _unsound(place):
        return Happened(False, f"left: {left} {_unsound(place)}")
    return in_words(ended, 0)


def _unsound(place: Path) -> str:
    try:
        with sqlite3.connect(place) as db:
            clients = db.execute("SELECT count(*) FROM clients").fetchone()[0]
            said = str(db.execute("PRAGMA integrity_check").fetchone()[0])
        db.close()
    except sqlite3.Error as error:
        return str(error)
    return "" if said == "ok" and clients == 2500 else f"{said}, {clients} clients"


def _without_room(ground: Ground, *command: str) -> Happened:
    """A disk that is full; then one that is not."""
    _filled(ground, 300)
    full = ground.precall(*command, before=("sh", "-c", 'ulimit -f 20; trap "" XFSZ; exec "$0" "$@"'))
    half = [path.name for path in ground.work.iterdir() if path.name not in ("many.json",) and path.is_file()]
    again = ground.precall(*command)
    if half:
        return Happened(False, f"left: {half}")
    return all_of((in_words(full, 2), in_words(again, 0)))


def _planted_links(ground: Ground) -> Happened:
    """Links where a batch will write, that lead to a file of the caller's own."""
    ground.write("list.csv", "Website\nacme.example\n")
    victim = ground.folder / "victim"
    victim.write_text("mine")
    for name in (
        ".index.html.precall-new",
        "index.html",
        "results.csv",
        ".results.csv.precall-new",
        "results.jsonl",
        "acme.example/briefing.md",
    ):
        place = ground.work / "out" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(victim)
    ended = ground.precall("batch", "list.csv", "--out", "out", "--yes")
    return Happened(False, "wrote through a link") if victim.read_text() != "mine" else in_words(ended, 0, 2)


def _list_killed(ground: Ground) -> Happened:
    """A list from standard input; the batch is killed while it runs."""
    left = []
    for after in (0.4, 0.8, 1.5, 2.5):
        process = subprocess.Popen(
            [PRECALL, "batch", "-", "--out", "out", "--yes"], cwd=ground.work, env=ground.environ, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert process.stdin is not None
        process.stdin.write(b"Website\nacme.example\nPAPAYA.example\n")
        process.stdin.close()
        time.sleep(after)
        process.kill()
        process.wait()
        left += [
            path for path in ground.temporary.rglob("*") if path.is_file() and b"PAPAYA" in path.read_bytes()
        ]
    return Happened(not left, f"left: {left}" if left else "nothing is left in the temporary folder")


def _export_killed(ground: Ground) -> Happened:
    _filled(ground, 2500)
    dice = random.Random(2)
    for _ in range(10):
        _killed(ground, "export", "memory.json", after=dice.uniform(0.2, 1.2))
        place = ground.work / "memory.json"
        if place.exists() and not _is_json(place):
            return Happened(False, "half after a kill")
    ended = ground.precall("export", "memory.json")
    left = [path.name for path in ground.work.iterdir() if path.name not in ("memory.json", "many.json")]
    return Happened(False, f"left: {left}") if left else in_words(ended, 0)


def _is_json(place: Path) -> bool:
    try:
        return bool(json.loads(place.read_bytes()))
    except ValueError:
        return False


def _at_once(ground: Ground, *commands: tuple[str, ...]) -> Happened:
    """Commands that are run at the same moment."""
    for host in ("acme.example", "twin.example"):
        ground.net.sites[host] = ACME
        ground.precall("research", host)
    gate = threading.Barrier(len(commands))

    def ran(command: tuple[str, ...]) -> Happened:
        gate.wait()
        return in_words(ground.precall(*command), 0, 1, 2)

    with ThreadPoolExecutor(len(commands)) as pool:
        return all_of(pool.map(ran, commands))


_TIMES = (
    "0001-01-01T00:00",
    "0999-12-31T10:00",
    "1066-10-14",
    "9999-12-31T23:59:59-14:00",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00:00+14:00",
)


def _odd_times(ground: Ground) -> Happened:
    """Times that cannot be counted with, by every door; then the memory is read."""
    return all_of(_asked_with_odd_times(ground))


def _asked_with_odd_times(ground: Ground) -> Iterator[Happened]:
    ground.write("call.txt", "heard: more room\ni promised: a plan by 1.1.0999\nnext: 31.12.9999 10:00\n")
    for moment in _TIMES:
        yield in_words(ground.precall("research", "acme.example", "--when", moment), 0, 2)
        yield in_words(
            ground.precall("debrief", "acme.example", "--notes", "call.txt", "--when", moment), 0, 2
        )
        yield in_words(
            ground.precall("followup", "acme.example", "--notes", "call.txt", "--when", moment), 0, 2
        )
        yield in_words(ground.precall("promise", "acme.example", "a plan", "--by", moment[:10]), 0, 2)
        ground.write("in.json", json.dumps({"schema": "precall/memory@1", "gifts": [], "clients": [{
            "key": "acme.example", "spoken_at": moment, "touched_at": moment, "calls": [{"at": moment, "kept_at": moment}],
            "planned": [{"starts_at": moment}], "promises": [{"who": "me", "text": "x", "by_day": moment[:10], "made_at": moment}]}]}))  # fmt: skip
        yield in_words(ground.precall("import", "in.json"), 0, 2)
        yield in_words(ground.precall("today", environ={"PRECALL_NOW": moment}), 0, 2)
    for command in (
        ("today",),
        ("clients",),
        ("show", "acme.example"),
        ("changes", "acme.example", "--kept"),
        ("export", "memory.json"),
        ("export", "p.ics"),
    ):
        yield in_words(ground.precall(*command), 0, 2 if command[0] in ("show", "changes") else 0)


ATTACKS = (
    Attack(12, "forget, with files of one's own in the folder", "they stay", lambda g: _own_files(g, ("forget", "acme.example", "--yes"))),
    Attack(12, "research again, with files of one's own in the folder", "they stay", lambda g: _own_files(g, ("research", "acme.example", "--refresh"))),
    Attack(12, "batch, followup and checkin, with files of one's own", "they stay", lambda g: _own_files(
        g, ("followup", "acme.example"), ("checkin", "acme.example"), ("forget", "acme.example", "--yes", "--never"))),
    Attack(12, "forget, where pages/ is a link", "nothing behind it is deleted", partial(_through_links, what="pages")),
    Attack(12, "forget, where the client's folder is a link", "nothing behind it is deleted", partial(_through_links, what="")),
    Attack(12, "forget, after exports, a calendar and cards", "each file that holds the client is named", _named),
    Attack(13, "forgetting a client whose pages are another's, too", "the other's citations stand", _shared_bodies),
    *(Attack(13, f"forget --never, {text}", "it is said, and the client is refused from then on", partial(_half_refused, damage=damage))
      for damage, text in (("store", "with a damaged store of pages"), ("gone", "with a file in the store's place"), ("folder", "with a file in the folder's place"))),
    Attack(14, "backup, killed twelve times", "the copy is whole or not there", _backup_killed),
    Attack(14, "backup on a full disk", "in words; nothing is left, and later it goes well", lambda g: _without_room(g, "backup", "copy.sqlite3")),
    Attack(14, "export on a full disk", "in words; nothing is left, and later it goes well", lambda g: _without_room(g, "export", "memory.json")),
    Attack(14, "links planted where a batch writes", "replaced, not followed", _planted_links),
    Attack(14, "a batch from standard input, killed four times", "no list is left in the temporary folder", _list_killed),
    Attack(14, "export, killed ten times", "whole or not there; the next one clears up", _export_killed),
    Attack(14, "forget twice at once", "both end in words", lambda g: _at_once(g, ("forget", "acme.example", "--yes"), ("forget", "acme.example", "--yes"))),
    Attack(14, "forget of two clients, research and today at once", "all end in words", lambda g: _at_once(
        g, ("forget", "acme.example", "--yes"), ("forget", "twin.example", "--yes", "--never"), ("today",), ("research", "acme.example"))),
    Attack(15, "years 1, 999, 1066 and 9999 by every door", "refused on the way in; the memory is read as ever", _odd_times),
)  # fmt: skip
