"""Points 2 to 4: is anything in the folder where precall is started, or in its cache, taken for code or for the caller's word?"""

import os
import pickletools
import socket
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import packages_distributions
from pathlib import Path

from bench.attack.ground import Attack, Ground, Happened
from bench.attack.judging import all_of, in_words

_LIST = "Website\nacme.example\n"
_MARK = "PLANTED WORDS"
_COMMANDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "research": (("research", "acme.example"),),
    "batch, list as CSV and as a workbook": (("batch", "list.csv", "--out", "out", "--jobs", "2", "--yes"), ("batch", "list.xlsx", "--out", "out2", "--yes")),
    "demo": (("demo",),),
    "verify": (("research", "acme.example"), ("verify", "briefings")),
    "followup, debrief, checkin": (
        ("debrief", "acme.example", "--notes", "call.txt"), ("followup", "acme.example", "--notes", "call.txt"), ("checkin", "acme.example")),
    "prep with a calendar": (("prep", "--calendar", "calendar.ics"),),
    "the memory: today, show, export, import, backup": (
        ("remember", "acme.example", "soccer"), ("today",), ("show", "acme.example"), ("export", "memory.json"),
        ("import", "memory.json"), ("export", "tables", "--as", "hubspot"), ("backup", "copy.sqlite3"), ("import", "list.csv")),
    "setup: init, config, templates, cache, doctor": (
        ("init", "--name", "Jo"), ("config",), ("templates", "check"), ("cache",), ("doctor",), ("completion", "bash")),
}  # fmt: skip


def _lay_inputs(ground: Ground) -> None:
    ground.write("list.csv", _LIST)
    ground.write("call.txt", "heard: more room\ni promised: a plan by Friday\n")
    ground.write(
        "calendar.ics",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260201T150000Z\r\nSUMMARY:acme.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    from openpyxl import Workbook

    book = Workbook()
    for row in _LIST.split():
        book.active.append([row])
    book.save(ground.work / "list.xlsx")


def _python_files(ground: Ground, commands: tuple[tuple[str, ...], ...]) -> Happened:
    """A file for every module that there is; each tells when it is run."""
    _lay_inputs(ground)
    told = ground.folder / "ran"
    code = f"open({str(told)!r}, 'a').write(__name__ + ' ')\n"
    names = {*sys.stdlib_module_names, *packages_distributions(), "sitecustomize", "usercustomize", "precall"}
    for name in names - {"__main__"}:
        ground.write(f"{name}.py", code)
    ended = [ground.precall(*command) for command in commands]
    if told.exists():
        return Happened(False, f"run: {told.read_text()[:200]}")
    return all_of(in_words(one, 0, 1) for one in ended)


def _settings(ground: Ground, line: str, check: Callable[[Ground], str]) -> Happened:
    """A precall.toml that came with the folder. It is refused in words, or what it says does not count."""
    ground.write("precall.toml", line.format(folder=ground.folder, port=_closed_port()))
    ground.write("evil/briefing.md.j2", _MARK)
    ended = ground.precall("research", "acme.example")
    wrong = check(ground)
    return Happened(False, wrong) if wrong else in_words(ended, 0, 2)


def _template_used(ground: Ground) -> str:
    return (
        "the planted template was used"
        if any(_MARK in text for name, text in ground.texts().items() if "evil" not in name)
        else ""
    )


def _left_elsewhere(ground: Ground) -> str:
    found = [path.name for path in ground.folder.glob("elsewhere*")]
    return f"wrote {found} elsewhere" if found else ""


def _private_asked(ground: Ground, host: str = "127.0.0.1") -> str:
    ended = ground.precall(
        "research", f"http://{host}:{ground.net.port}/", environ=dict.fromkeys(("http_proxy", "https_proxy"))
    )
    asked = [url for url in ground.net.asked if url.startswith(host)]
    return f"asked {asked[:2]}, status {ended.status}" if asked else ""


def _whose(ground: Ground, lay: Callable[[Path], None], own: bool) -> Happened:
    """A settings file that others own or may write: refused, with the reason."""
    place = ground.write("own.toml" if own else "precall.toml", 'name = "Mallory"\n')
    lay(place)
    ended = ground.precall("config", environ={"PRECALL_CONFIG": str(place)} if own else {})
    return in_words(ended, 2, says=place.name)


def _of_another(place: Path) -> None:
    os.chown(place, 54321, 54321)


def _linked_to_another(place: Path) -> None:
    elsewhere = place.with_name("elsewhere.toml")
    place.rename(elsewhere)
    _of_another(elsewhere)
    place.symlink_to(elsewhere)


def _template_of_another(ground: Ground) -> Happened:
    place = ground.home / "config" / "precall" / "templates" / "briefing.md.j2"
    place.parent.mkdir(parents=True)
    place.write_text(_MARK)
    place.chmod(0o666)
    ended = ground.precall("research", "acme.example")
    return (
        Happened(False, "it was used")
        if _template_used(ground)
        else in_words(ended, 2, says="briefing.md.j2")
    )


def _template_that_runs(ground: Ground) -> Happened:
    """A template of one's own, copied from a stranger, reaches no Python and no file."""
    told = ground.folder / "ran"
    tries = (
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{% for c in ().__class__.__base__.__subclasses__() %}{{ c }}{% endfor %}",
        "{{ cycler.__init__.__globals__.os.system('touch " + str(told) + "') }}",
        "{{ say.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../../../../../etc/passwd' %}",
    )
    found = []
    place = ground.home / "config" / "precall" / "templates" / "briefing.md.j2"
    place.parent.mkdir(parents=True)
    for text in tries:
        place.write_text(text)
        ended = ground.precall("research", "acme.example")
        shown = [
            name
            for name, content in ground.texts().items()
            if "root:" in content or "<class " in content or "&lt;class" in content
        ]
        found.append(
            Happened(False, f"{text}: shown in {shown}") if shown or told.exists() else in_words(ended, 0, 2)
        )
    return all_of(found)


def _planted_cache(ground: Ground) -> Happened:
    """Whatever lies in the cache is replaced by code, in each form that Python runs."""
    ground.precall("research", "acme.example")
    told = ground.folder / "ran"
    evil = f"import os\nos.system('touch {told}')\n"
    cache = ground.home / "cache"
    for path in [path for path in cache.rglob("*") if path.is_file() and "sqlite" not in path.name]:
        path.write_bytes(b"cos\nsystem\n(S'touch " + str(told).encode() + b"'\ntR.")
    for name in ("sitecustomize.py", "precall.py", "templates/__init__.py"):
        (cache / name).parent.mkdir(parents=True, exist_ok=True)
        (cache / name).write_text(evil)
    ended = [
        ground.precall("research", "acme.example", *more) for more in ((), ("--offline",), ("--refresh",))
    ]
    return Happened(False, "it ran") if told.exists() else all_of(in_words(one, 0, 1, 2) for one in ended)


def _code_in_the_cache(ground: Ground) -> Happened:
    """No file of the cache is bytecode or a pickle."""
    ground.precall("research", "acme.example")
    found = [
        path for path in (ground.home / "cache").rglob("*") if path.is_file() and _is_code(path.read_bytes())
    ]
    return Happened(not found, f"code: {found}" if found else "pages and findings, no code")


def _is_code(data: bytes) -> bool:
    if data[:2] == b"j2" or data[2:4] == b"\r\n":
        return True
    try:
        return data[:1] == b"\x80" and bool(list(pickletools.genops(data)))
    except Exception:
        return False


def _open_cache(ground: Ground) -> Happened:
    """A cache folder that everybody may write to, as in a shared temporary folder, with a link in it."""
    cache, victim = ground.home / "cache", ground.folder / "victim"
    cache.mkdir(mode=0o777)
    cache.chmod(0o777)
    victim.write_text("mine")
    (cache / "templates").symlink_to(ground.folder)
    ended = ground.precall("research", "acme.example")
    if victim.read_text() != "mine" or [
        path for path in ground.folder.iterdir() if path.name not in ("work", "home", "tmp", "victim")
    ]:
        return Happened(
            False, f"wrote through the link: {sorted(path.name for path in ground.folder.iterdir())}"
        )
    return in_words(ended, 0, 2)


def _closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _as_root(attack: Callable[[Ground], Happened]) -> Callable[[Ground], Happened]:
    """An attack that gives files to another user; who may not do that cannot try it."""

    def tried(ground: Ground) -> Happened:
        if os.geteuid():
            return Happened(True, "not tried: only root gives files away")
        return attack(ground)

    return tried


_REFUSED = "refused in words, or it does not count; nothing of it happens"
ATTACKS = (
    *(Attack(2, f"a folder full of Python files: {name}", "none of them runs, the command does its work", partial(_python_files, commands=commands))
      for name, commands in _COMMANDS.items()),
    Attack(3, "a folder's precall.toml: templates_dir", _REFUSED, partial(_settings, line='templates_dir = "evil"\n', check=_template_used)),
    Attack(3, "a folder's precall.toml: database_url", _REFUSED, partial(_settings, line='database_url = "sqlite:///{folder}/elsewhere.db"\n', check=_left_elsewhere)),
    Attack(3, "a folder's precall.toml: cache_dir", _REFUSED, partial(_settings, line='cache_dir = "{folder}/elsewhere"\n', check=_left_elsewhere)),
    Attack(3, "a folder's precall.toml: out leads elsewhere", _REFUSED, partial(_settings, line='out = "{folder}/elsewhere"\n', check=_left_elsewhere)),
    Attack(3, "a folder's precall.toml: out leads up", _REFUSED, partial(_settings, line='out = "../elsewhere"\n', check=_left_elsewhere)),
    Attack(3, "a folder's precall.toml: allow_private", _REFUSED, partial(_settings, line="allow_private = true\n", check=_private_asked)),
    Attack(3, "a folder's precall.toml: allow_ports", _REFUSED, partial(_settings, line='allow_private = true\nallow_ports = "22,{port}"\n', check=_private_asked)),
    Attack(3, "a folder's precall.toml: offer leads elsewhere", _REFUSED, partial(_settings, line='offer = "/etc/passwd"\n', check=lambda ground: "")),
    Attack(3, "a folder's precall.toml of another user", "refused with its reason", _as_root(partial(_whose, lay=_of_another, own=False))),
    Attack(3, "a folder's precall.toml is a link to another user's", "refused with its reason", _as_root(partial(_whose, lay=_linked_to_another, own=False))),
    Attack(3, "a folder's precall.toml that others may write", "refused with its reason", partial(_whose, lay=lambda place: place.chmod(0o666), own=False)),
    Attack(3, "one's own settings, which others may write", "refused with its reason", partial(_whose, lay=lambda place: place.chmod(0o622), own=True)),
    Attack(3, "one's own settings, given away", "refused with its reason", _as_root(partial(_whose, lay=_of_another, own=True))),
    Attack(3, "a template that others may write", "refused with its reason", _template_of_another),
    Attack(3, "a template of one's own that reaches for Python and files", "it does not get there", _template_that_runs),
    Attack(4, "code in place of each file of the cache", "it does not run", _planted_cache),
    Attack(4, "what precall keeps in its cache", "data, no code", _code_in_the_cache),
    Attack(4, "a cache that others may write to, with a link in it", "nothing is written through it", _open_cache),
)  # fmt: skip
