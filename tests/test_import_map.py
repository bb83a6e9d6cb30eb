"""The map of the imports: towards the model, round no corner, and the world only where it belongs."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "precall"
LAYERS = (
    ("errors", "lock", "per_thread", "folders"),
    ("ownership", "outputs", "child_process"),
    ("input_file",),
    ("toml_file", "kept_table", "conversion", "folder_list"),
    ("word_document",),
    ("model", "sentences"),
    ("words",),
    ("decency", "site"),
    ("extract", "home_zone"),
    ("compose", "reading", "settings", "code_digest"),
    ("render", "visit", "net", "drawing", "diary", "settings_file"),
    ("memory", "prepare"),
    ("client_folder",),
    ("app",),
    ("batch",),
    ("exchange",),
    ("use", "demo"),
    ("faces",),
    ("__main__",),
)
"""The map: a layer imports from those above it in this list, never from one below, and modules of one layer not each other."""
PURE = ("model", "site", "words", "extract", "compose", "render")
"""What decides without touching the world."""
WORLD = ("net", "memory", "batch", "use", "faces", "app")
FACELESS = ("click", "rich", "sys")
"""What asks, prints and exits: nothing of it in a use case."""
MADE_IN = {"SnapshotStore": "net", "SiteClient": "net", "Visitor": "net", "Database": "memory"}
"""Concrete classes that only the composition root makes; others take them as arguments."""
COMPOSES = {"app", "batch.workplace"}
HOMES = {
    "httpx": {"net"},
    "h11": {"net"},
    "sqlalchemy": {"memory"},
    "alembic": {"memory"},
    "sqlite3": {"net", "memory", "batch"},
    "jinja2": {"render"},
    "rich": {"render", "faces"},
    "click": {"faces"},
    "lxml": {"site", "extract"},
    "bs4": {"site", "extract"},
    "trafilatura": {"site"},
    "playwright": {"drawing"},
}
"""Where else people's libraries are known."""


def name_of(path: Path) -> str:
    """A module's name below precall, such as `site.address`; empty for the package itself."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts}


def imports(node: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """Every import that runs at some time; those for type checkers alone do not count."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from imports(child)


def named(found: ast.Import | ast.ImportFrom) -> Iterator[str]:
    """The modules that an import may mean."""
    if isinstance(found, ast.Import):
        yield from (alias.name for alias in found.names)
    elif found.module:
        yield found.module
        yield from (f"{found.module}.{alias.name}" for alias in found.names)


@cache
def needs() -> Mapping[str, tuple[str, ...]]:
    """Which modules each module imports: ours by their names below precall, others with a leading `/`."""
    table = {}
    for name, path in MODULES.items():
        wanted: set[str] = set()
        for found in imports(ast.parse(path.read_text(encoding="utf-8"))):
            for module in named(found):
                ours = module.removeprefix("precall").lstrip(".")
                if not module.startswith("precall"):
                    wanted.add(f"/{module.partition('.')[0]}")
                elif ours in MODULES and ours:
                    wanted.add(ours)
        table[name] = tuple(sorted(wanted - {name}))
    return table


def area(module: str) -> str:
    """The folder of a module, or the module itself where it stands at the top."""
    return module.partition(".")[0]


def test_no_module_needs_itself_round_a_corner() -> None:
    """Imports inside functions count, too."""
    ours = {name: [need for need in wanted if not need.startswith("/")] for name, wanted in needs().items()}
    try:
        TopologicalSorter(ours).prepare()
    except CycleError as error:
        pytest.fail(f"a cycle: {' -> '.join(error.args[1])}")


def test_imports_point_one_way() -> None:
    """What stands lower in the map may use what stands higher; nothing else."""
    rank = {name: number for number, layer in enumerate(LAYERS) for name in layer}
    wrong = [
        f"{name} imports {need}"
        for name, wanted in needs().items()
        for need in wanted
        if not need.startswith("/") and area(need) != area(name) and rank[area(need)] >= rank[area(name)]
    ]
    assert wrong == []


def test_the_model_needs_nothing() -> None:
    """Frozen types; everything else points to them."""
    for name, wanted in needs().items():
        if area(name) == "model":
            assert {area(need) for need in wanted if not need.startswith("/")} <= {"model"}, name


def test_a_use_case_asks_prints_and_exits_nowhere() -> None:
    """A request in, a result out: so a web page or a server of tools can use it as the command line does."""
    for name, wanted in needs().items():
        if area(name) == "use":
            assert not {need for need in wanted if need.removeprefix("/") in FACELESS}, name
            source = MODULES[name].read_text(encoding="utf-8")
            assert "print(" not in source, name
            assert "input(" not in source, name


def test_no_use_case_names_an_option_of_the_command() -> None:
    """What can be typed is the face's to say; docstrings may tell where a word comes from."""
    for name, path in MODULES.items():
        if area(name) == "use":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            said = [
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone
            ]
            assert not [text for text in said if re.search(r"(?<!\w)--(?!upgrade precall)[a-z]", text)], name


@pytest.mark.parametrize("pure", PURE)
def test_what_decides_does_not_know_the_world(pure: str) -> None:
    """No network, no memory, no command inside."""
    for name, wanted in needs().items():
        if area(name) == pure:
            assert not {area(need) for need in wanted} & set(WORLD), name


def test_nothing_knows_the_commands() -> None:
    """They are the outermost layer."""
    for name, wanted in needs().items():
        if area(name) not in ("faces", "__main__"):
            assert "faces" not in {area(need) for need in wanted}, name


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_known_in_its_home_alone(library: str) -> None:
    """What changes with it stands in one place."""
    users = {area(name) for name, wanted in needs().items() if f"/{library}" in wanted}
    assert users <= HOMES[library]


@pytest.mark.parametrize("kind", MADE_IN)
def test_concrete_things_are_made_in_one_place(kind: str) -> None:
    """Whoever else needs one is given it."""
    for name, path in MODULES.items():
        if area(name) == MADE_IN[kind] or name in COMPOSES:
            continue
        made = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        ]
        assert kind not in {ast.unparse(call.func) for call in made}, name


WRITES = re.compile(
    r"(?<!super\(\))\.(?:mkdir|write_text|write_bytes|touch|mkstemp|mkdtemp|NamedTemporaryFile|TemporaryDirectory|copyfile|copy2)\("
    r"|(?<!beside\.)open\([^)\n]*[\"'][rb]*[wax+][b+]*[\"']|os\.open\([^)\n]*O_CREAT|os\.(?:replace|rename)\("
)
"""Calls that make files and folders; `beside` is what outputs.py gives to write to; what writes help is no file."""
WRITERS = {"outputs", "render.kept_templates", "kept_table", "lock", "faces.cli.bug_report"}
"""Who may: the one place, what lies beside Python's own compiled modules, a lock, and a report in the system's folder."""


def test_files_and_folders_are_made_in_one_place() -> None:
    """There they get their mode and come whole."""
    for name, path in MODULES.items():
        made = [line for line in path.read_text(encoding="utf-8").splitlines() if WRITES.search(line)]
        assert name in WRITERS or not [
            line for line in made if "devnull" not in line and "fdopen" not in line
        ], (name, made)


def test_processes_of_ours_are_started_in_one_way() -> None:
    """With -P, so that nothing in the current folder is imported."""
    starters = {
        name for name, path in MODULES.items() if "sys.executable" in path.read_text(encoding="utf-8")
    }
    assert starters == {"child_process"}
