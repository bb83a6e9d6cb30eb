"""Point 17: files that never end, swell, or are nested without measure; each ends in words, in bounded time and memory."""

import io
import json
import os
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import pairwise

from bench.attack.ground import Attack, Ground, Happened
from bench.attack.judging import all_of, in_words

_TAKES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "the notes of followup": ("x.md", ("followup", "acme.example", "--notes", "FILE")),
    "the notes of debrief": ("x.md", ("debrief", "acme.example", "--notes", "FILE")),
    "the context": ("x.txt", ("research", "acme.example", "--context-file", "FILE")),
    "an offer": ("x.toml", ("research", "acme.example", "--for", "sales", "--offer", "FILE")),
    "criteria": ("x.toml", ("batch", "list.csv", "--out", "out", "--yes", "--criteria", "FILE")),
    "a list": ("x.csv", ("batch", "FILE", "--out", "out", "--yes")),
    "a table of contacts": ("x.csv", ("import", "FILE")),
    "an import": ("x.json", ("import", "FILE")),
    "a calendar": ("x.ics", ("prep", "--calendar", "FILE")),
    "a note for the shelf": ("x.txt", ("gift", "add", "FILE", "--about", "hiring")),
    "a dossier": ("dossier.json", ("verify", "FILE")),
    "the settings": ("x.toml", ("config",)),
}
_KINDS = (
    "/dev/zero",
    "a pipe without a writer",
    "a pipe that drips for ever",
    "a folder",
    "a file of 3 GB",
    "a device that waits",
)


def _strange(ground: Ground, what: str, kind: str) -> Happened:
    """Something that is no ordinary file, in the place of one."""
    name, command = _TAKES[what]
    ground.write("list.csv", "Website\nacme.example\n")
    with _laid(ground, name, kind):
        environ = {"PRECALL_CONFIG": str(ground.work / name)} if what == "the settings" else {}
        arguments = [str(ground.work / name) if part == "FILE" else part for part in command]
        ended = ground.precall(*arguments, environ=environ)
    is_text = what == "a note for the shelf" and kind == "a folder"
    return in_words(ended, *((0, 2) if is_text else (2,)))


@contextmanager
def _laid(ground: Ground, name: str, kind: str) -> Iterator[None]:
    place = ground.work / name
    with ExitStack() as undone:
        if kind == "a folder":
            place.mkdir()
        elif kind == "a file of 3 GB":
            with place.open("wb") as file:
                file.truncate(3_000_000_000)
        elif kind == "a device that waits":
            ends = os.openpty()
            for end in ends:
                undone.callback(os.close, end)
            place.symlink_to(os.ttyname(ends[1]))
        elif kind == "/dev/zero":
            place.symlink_to(kind)
        else:
            os.mkfifo(place)
            if kind.endswith("for ever"):
                drip = ["sh", "-c", f"while printf x; do sleep 0.5; done > '{place}'"]
                writer = undone.enter_context(subprocess.Popen(drip, stderr=subprocess.DEVNULL))
                undone.callback(writer.kill)
        yield


def _on_standard_input(ground: Ground, *command: str) -> Happened:
    with open("/dev/zero", "rb") as zero:
        return in_words(ground.precall(*command, stdin=zero), 2)


def _silent_input(ground: Ground) -> Happened:
    """Standard input is a pipe that somebody holds open."""
    reading, writing = os.pipe()
    try:
        return in_words(ground.precall("debrief", "acme.example", "--notes", "-", stdin=reading), 2)
    finally:
        os.close(reading)
        os.close(writing)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _workbook(parts: Mapping[str, str | Iterable[str]]) -> bytes:
    """A workbook as a program writes it, with some of its parts replaced."""
    from openpyxl import Workbook

    book, whole, made = Workbook(), io.BytesIO(), io.BytesIO()
    for row in ("Website", "acme.example"):
        book.active.append([row])
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *parts}:
            part = parts.get(name)
            with new.open(name, "w") as written:
                for piece in [old.read(name)] if part is None else [part] if isinstance(part, str) else part:
                    written.write(piece.encode() if isinstance(piece, str) else piece)
    return made.getvalue()


def _sheet(rows: str | Iterable[str], before: str = "", after: str = "", size: str = "") -> bytes:
    inside = [rows] if isinstance(rows, str) else rows
    dimension = f'<dimension ref="{size}"/>' if size else ""
    pieces = [
        f'{before}<worksheet xmlns="{_MAIN}">{dimension}<sheetData>',
        *inside,
        f"</sheetData>{after}</worksheet>",
    ]
    return _workbook({"xl/worksheets/sheet1.xml": pieces})


def _row(number: object, cell: str = "A", text: str = "acme.example") -> str:
    return f'<row r="{number}"><c r="{cell}{number}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def _entities() -> bytes:
    lines = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghijkl"))
    return _sheet(_row(1, text="&l;"), before=f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{lines}]>')


def _outside() -> bytes:
    return _sheet(
        _row(1, text="&x;") + _row(2), before='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )


def _many(number: int, piece: str, start: str, end: str) -> Iterator[str]:
    yield start
    for _ in range(number // 1000):
        yield piece * 1000
    yield end


def _styles() -> bytes:
    xf = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" applyAlignment="1"><alignment horizontal="left"/></xf>'
    return _workbook(
        {
            "xl/styles.xml": _many(
                4_000_000, xf, f'<styleSheet xmlns="{_MAIN}"><cellXfs>', "</cellXfs></styleSheet>"
            )
        }
    )


def _formats() -> bytes:
    one = '<numFmt numFmtId="164" formatCode="0"/>'
    return _workbook(
        {
            "xl/styles.xml": _many(
                4_000_000, one, f'<styleSheet xmlns="{_MAIN}"><numFmts>', "</numFmts></styleSheet>"
            )
        }
    )


def _strings() -> bytes:
    return _workbook(
        {
            "xl/sharedStrings.xml": _many(
                10_000_000, f"<si><t>{'x' * 40}</t></si>", f'<sst xmlns="{_MAIN}">', "</sst>"
            )
        }
    )


def _members() -> bytes:
    made = io.BytesIO(_workbook({}))
    with zipfile.ZipFile(made, "a") as book:
        for number in range(60_000):
            book.writestr(f"xl/media/{number}.png", b"")
    return made.getvalue()


def _repeated_string() -> bytes:
    """One string of a megabyte that stands in a hundred thousand cells."""
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 100_000))
    return _workbook({
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>{"x" * 1_000_000}</t></si></sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>'})  # fmt: skip


_WORKBOOKS: Mapping[str, Callable[[], bytes]] = {
    "a row number 999999999999": lambda: _sheet(_row(1) + _row(999999999999)),
    "a cell in the last column": lambda: _sheet(_row(1, "XFD")),
    "a cell in a column that there is not": lambda: _sheet(_row(1, "ZZZZZZZZ")),
    "a row that is no number": lambda: _sheet(_row("x")),
    "rows of a negative number": lambda: _sheet(_row(-5)),
    "four million styles": _styles,
    "four million number formats": _formats,
    "ten million shared strings": _strings,
    "a string of 1 MB in 100,000 cells": _repeated_string,
    "two million merged ranges": lambda: _sheet(
        _row(1),
        after="".join(_many(2_000_000, '<mergeCell ref="A1:XFD9"/>', "<mergeCells>", "</mergeCells>")),
    ),
    "entities within entities": _entities,
    "an entity that names a file": _outside,
    "XML that is cut": lambda: _sheet("<row r='1'><c"),
    "XML nested 200,000 deep": lambda: _sheet("<row>" * 200_000),
    "no sheet": lambda: _workbook({"xl/workbook.xml": f'<workbook xmlns="{_MAIN}"><sheets/></workbook>'}),
    "a sheet that unpacks to 2 GB of spaces": lambda: _sheet(" " * 10_000_000 for _ in range(200)),
    "a size of the sheet that is a lie": lambda: _sheet(
        _row(1, text="Website") + _row(2), size="A1:XFD1048576"
    ),
    "60,000 parts": _members,
    "a zip file that is none": lambda: b"PK\x03\x04" + b"\0" * 10_000,
    "a workbook of the old kind": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 10_000,
}


def _book(ground: Ground, make: Callable[[], bytes]) -> Happened:
    """As a list of prospects, and as a table of contacts."""
    ground.write("list.xlsx", make())
    ended = [
        ground.precall(*command)
        for command in (("batch", "list.xlsx", "--out", "out", "--yes"), ("import", "list.xlsx"))
    ]
    leaked = [name for name, text in ground.texts().items() if "root:" in text] + ["the terminal"] * any(
        "root:" in one.stderr for one in ended
    )
    return (
        Happened(False, f"a file's words in {leaked}")
        if leaked
        else all_of(in_words(one, 0, 2) for one in ended)
    )


_LISTS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "4,000 equal columns": lambda: iter(
        (b",".join([b"site"] * 4000), b"\n", b",".join([b"acme.example"] * 4000), b"\n")
    ),
    "900 equal columns": lambda: iter(
        (b",".join([b"site"] * 900), b"\n", b",".join([b"acme.example"] * 900), b"\n")
    ),
    "a million columns": lambda: iter((b"site" + b"," * 1_000_000, b"\nacme.example\n")),
    "a cell of 100 MB": lambda: iter((b"site,note\nacme.example,", *[b"y" * 1_000_000] * 100, b"\n")),
    "a line of 100 MB": lambda: iter([b"y" * 1_000_000] * 100),
    "a cell of 100 MB in lines": lambda: iter(
        (b'site,note\nacme.example,"', *[b"yyyy\n" * 200_000] * 100, b'"\n')
    ),
    "a quotation mark left open": lambda: iter(
        (b'site,note\nacme.example,"', *[b"b.example,x\n" * 10_000] * 10)
    ),
    "two million rows": lambda: iter((b"site\n", *[b"x\n" * 100_000] * 20)),
    "two hundred thousand bad rows": lambda: iter(
        (b"site,x\nacme.example,1\n", *[b"no site,2\n" * 10_000] * 20)
    ),
    "zero bytes": lambda: iter((b"site\n", b"\0" * 5_000_000)),
    "UTF-16 cut in a character": lambda: iter(("site\nacme.example\n".encode("utf-16")[:-1],)),
    "300 MB": lambda: iter([b"acme.example\n" * 80_000] * 300),
    "empty rows alone": lambda: iter((b",,,\n" * 1000,)),
}


def _list(ground: Ground, make: Callable[[], Iterator[bytes]]) -> Happened:
    with (ground.work / "list.csv").open("wb") as file:
        file.writelines(make())
    ended = [
        ground.precall(*command)
        for command in (("batch", "list.csv", "--out", "out", "--yes"), ("import", "list.csv"))
    ]
    return all_of(in_words(one, 0, 2) for one in ended)


_TABLES: Mapping[str, str] = {
    "lists nested 10,000 deep": "a = " + "[" * 10_000,
    "tables nested 10,000 deep": "a = " + "{a = " * 10_000,
    "a key of 100,000 parts": "a" + ".a" * 100_000 + " = 1",
    "a heading of 100,000 parts": "[" + "a." * 100_000 + "a]",
    "a number of 200,000 digits": "a = " + "1" * 200_000,
    "a hexadecimal number of 200,000 digits": "what = 0x" + "f" * 200_000 + "\nname = 0x" + "f" * 200_000,
    "1.2 MB": 'what = "sails"\n' + "# x\n" * 300_000,
    "250 kB of words": "what = 'x'\ngood = [{name = 'x', words = ["
    + "'acme', " * 30_000
    + "]}]\nlooks_for = ['"
    + "acme|" * 49_000
    + "']",
    "a text of 250 kB": "what = '" + "x" * 250_000 + "'\nname = '" + "x" * 250_000 + "'",
    "other bytes": "what = '\udcff\udcfe'",
}


def _table(ground: Ground, text: str) -> Happened:
    """As an offer, as criteria, as settings, as a playbook and as sentences."""
    data = text.encode("utf-8", "surrogateescape")
    ground.write("list.csv", "Website\nacme.example\n")
    ground.write("x.toml", data)
    templates = ground.home / "config" / "precall" / "templates"
    found = [
        in_words(ground.precall("research", "acme.example", "--for", "sales", "--offer", "x.toml"), 0, 2),
        in_words(ground.precall("batch", "list.csv", "--out", "out", "--yes", "--criteria", "x.toml"), 0, 2),
        in_words(ground.precall("config", environ={"PRECALL_CONFIG": str(ground.work / "x.toml")}), 2),
        in_words(
            ground.precall("init", "--name", "Jo", environ={"PRECALL_CONFIG": str(ground.work / "x.toml")}),
            0,
            2,
        ),
    ]
    for name in ("playbooks/mine.toml", "sentences/en.toml", "offer.toml"):
        place = templates / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
        found.append(
            in_words(
                ground.precall("research", "acme.example", "--for", "mine" if "mine" in name else "sales"),
                0,
                2,
            )
        )
        found.append(in_words(ground.precall("templates", "check"), 0, 2))
        place.unlink()
    return all_of(found)


_JSON: Mapping[str, bytes] = {
    "nested 200,000 deep": b"[" * 200_000,
    "tables nested 200,000 deep": b'{"a":' * 200_000,
    "a number of 200,000 digits": b'{"schema": "precall/memory@1", "clients": [], "gifts": [], "x": ' + b"1" * 200_000 + b"}",
    "a number without measure": b'{"schema": "precall/memory@1", "clients": [{"key": "acme.example", "rhythm": 1e999}], "gifts": []}',
    "a thousand deep in a look": json.dumps({"schema": "precall/memory@1", "gifts": [], "clients": [{"key": "acme.example", "states": [{"sha256": "x", "data": "DEEP"}]}]}).replace('"DEEP"', "[" * 900 + "]" * 900).encode(),
    "half a character": b'{"schema": "precall/memory@1", "clients": [{"key": "acme.example", "name": "\\ud800"}], "gifts": []}',
    "other bytes": b'{"schema": "\xff\xfe"}',
}  # fmt: skip


def _json(ground: Ground, data: bytes) -> Happened:
    """As an import, as a dossier to verify, and as the dossier in the client's folder."""
    ground.write("in.json", data)
    ground.write(
        "briefings/acme.example/dossier.json", data.replace(b"precall/memory@1", b"precall/dossier@1")
    )
    ground.write("call.txt", "heard: more room\n")
    commands = (
        ("import", "in.json"),
        ("verify", "briefings"),
        ("followup", "acme.example", "--notes", "call.txt"),
    )
    ended = [ground.precall(*command) for command in commands]
    return all_of(in_words(one, 0, 2) for one in ended)


def _dossier_halves(ground: Ground) -> Happened:
    """A dossier of precall's own in which every text was given half a character."""
    ground.precall("research", "acme.example")
    place = ground.work / "briefings" / "acme.example" / "dossier.json"
    place.write_text(place.read_text().replace("Acme", "\\ud800cme").replace("sails", "s\\udfffils"))
    ground.write("call.txt", "heard: more room\n")
    commands = (
        ("verify", "briefings"),
        ("followup", "acme.example", "--notes", "call.txt"),
        ("debrief", "acme.example", "--notes", "call.txt"),
    )
    return all_of(in_words(ground.precall(*command), 0, 1, 2) for command in commands)


def _events(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{body}END:VCALENDAR\r\n".encode()


_CALL = "UID:{}\r\nDTSTART:20260201T150000Z\r\nSUMMARY:Call with acme.example"
_OLD = "UID:{}\r\nDTSTART:19260201T150000Z\r\nSUMMARY:x\r\nRRULE:"
_CALENDARS: Mapping[str, Callable[[], bytes]] = {
    "a rule without end": lambda: _events(_OLD.format(1) + "FREQ=DAILY;COUNT=999999999999", _CALL.format(2)),
    "3,000 rules without end": lambda: _events(
        *(_OLD.format(n) + "FREQ=YEARLY;BYDAY=53SA,52SU;COUNT=99999999" for n in range(3000))
    ),
    "rules of every second": lambda: _events(
        *(_OLD.format(n) + "FREQ=SECONDLY;INTERVAL=1" for n in range(2000))
    ),
    "an interval of 0, a count of -1": lambda: _events(
        _OLD.format(1) + "FREQ=DAILY;INTERVAL=0;COUNT=-1", _OLD.format(2) + "FREQ=WEEKLY;BYDAY=99XX"
    ),
    "a million events": lambda: _events(*["A:b"] * 600_000),
    "19,000 events": lambda: _events(*(_CALL.format(n).replace("2026", "2020") for n in range(19_000))),
    "a line of 15 MB": lambda: _events(_CALL.format(1) + "\r\nDESCRIPTION:" + "x" * 15_000_000),
    "a line folded four million times": lambda: _events(
        _CALL.format(1) + "\r\nDESCRIPTION:" + "x\r\n " * 4_000_000
    ),
    "a million dates": lambda: _events(
        _CALL.format(1) + "\r\nRDATE:" + "20260201T150000Z," * 1_000_000 + "20260202T150000Z"
    ),
    "parts nested 100,000 deep": lambda: (
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 15_000 + b"BEGIN:X\r\n" * 100_000
    ),
    "the years 1 and 9999": lambda: _events(
        "UID:1\r\nDTSTART:00010101T000000Z\r\nRRULE:FREQ=DAILY",
        "UID:2\r\nDTSTART:99991231T235959Z\r\nDURATION:P9999D",
    ),
    "zones that there are not": lambda: _events(
        "UID:1\r\nDTSTART;TZID=../../../etc/passwd:20260201T150000",
        f"UID:2\r\nDTSTART;TZID={'x' * 5000}:20260201T150000",
    ),
    "600 calls in a day": lambda: _events(*(f"UID:{n}\r\nDTSTART:20260201T150000Z" for n in range(600))),
    "other bytes": lambda: (
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:\xff\xfe\r\nDTSTART:20260201T150000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    ),
    "25 MB": lambda: b"BEGIN:VCALENDAR\r\n" + b"X:y\r\n" * 5_000_000,
}


def _calendar(ground: Ground, make: Callable[[], bytes]) -> Happened:
    ground.write("c.ics", make())
    ended = ground.precall("prep", "--calendar", "c.ics")
    return in_words(ended, 0, 1, 2)


def _notes(ground: Ground, data: bytes) -> Happened:
    ground.write("call.txt", data)
    ended = [
        ground.precall(command, "acme.example", "--notes", "call.txt") for command in ("followup", "debrief")
    ]
    return all_of(in_words(one, 0, 2) for one in ended)


_NOTES = {
    "4,900 prefixed lines": b"i promised: a plan by Friday\n" * 4900,
    "one line of 250 kB": b"heard: " + b"more " * 50_000,
    "comments within comments": b"<!-- " * 50_000,
    "quotation marks": b"> " * 120_000,
    "a date of many digits": b"i promised: a plan by " + b"1" * 200_000 + b"." + b"1" * 40_000,
    "stars and lists": b"* [x] **heard** :" * 15_000,
}
_LONG = "x" * 120_000


def _long_options(ground: Ground) -> Happened:
    """Options and addresses as long as the system lets them be."""
    ground.write("call.txt", "heard: more room\n")
    tries = (
        ("research", "acme.example", "--with", _LONG), ("research", "acme.example", "--context", _LONG), ("research", "acme.example", "--when", _LONG),
        ("research", _LONG), ("research", f"{_LONG}.example"), ("research", "http://acme.example/" + _LONG), ("research", "a@" * 60_000), ("research", "." * 120_000),
        ("research", "acme.example", "--out", _LONG), ("research", "acme.example", "--for", _LONG), ("research", "acme.example", "--pages", "9" * 5000),
        ("followup", "acme.example", "--notes", "call.txt", "--to", _LONG + "@x.example"), ("followup", "acme.example", "--notes", "call.txt", "--to", "a@b.example," * 9000),
        ("followup", "acme.example", "--notes", _LONG), ("remember", "acme.example", _LONG), ("remember", "acme.example", "--name", _LONG), ("gift", "add", _LONG, "--about", _LONG),
        ("promise", "acme.example", _LONG, "--by", _LONG), ("show", _LONG), ("today",), ("checkin", "acme.example", "--with", _LONG),
    )  # fmt: skip
    return all_of(in_words(ground.precall(*one), 0, 1, 2) for one in tries)


_ENDS = "it ends in words, in bounded time and memory"
ATTACKS = (
    *(Attack(17, f"{kind}, as {what}", _ENDS, partial(_strange, what=what, kind=kind)) for kind in _KINDS for what in _TAKES),
    *(Attack(17, f"/dev/zero on standard input: {' '.join(command[:2])}", _ENDS, partial(_zeros, command=command))
      for _zeros in (lambda ground, command: _on_standard_input(ground, *command),)
      for command in (("debrief", "acme.example", "--notes", "-"), ("batch", "-", "--out", "out", "--yes"), ("research", "acme.example", "--context-file", "-"))),
    Attack(17, "a standard input that says nothing", _ENDS, _silent_input),
    *(Attack(17, f"a workbook with {name}", _ENDS, partial(_book, make=make)) for name, make in _WORKBOOKS.items()),
    *(Attack(17, f"a list with {name}", _ENDS, partial(_list, make=make)) for name, make in _LISTS.items()),
    *(Attack(17, f"TOML with {name}", _ENDS, partial(_table, text=text)) for name, text in _TABLES.items()),
    *(Attack(17, f"JSON with {name}", _ENDS, partial(_json, data=data)) for name, data in _JSON.items()),
    Attack(17, "a dossier in which characters are halved", _ENDS, _dossier_halves),
    *(Attack(17, f"a calendar with {name}", _ENDS, partial(_calendar, make=make)) for name, make in _CALENDARS.items()),
    *(Attack(17, f"notes with {name}", _ENDS, partial(_notes, data=data)) for name, data in _NOTES.items()),
    Attack(17, "options of 120,000 characters", _ENDS, _long_options),
)  # fmt: skip
