"""What is told in English beneath the faces has its sentence in the catalogues, so that a caller of any language reads it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from precall import sentences
from precall.render import templates

SOURCE = Path(sentences.__file__).parent
TOLD = frozenset(
    "Miss Failure Finding Unresearched UsageError AddressError NobodysAddress NotesError Unprefixed BadRows SheetError"
    " Unreadable StorageError MemoryUnusable EngineLost Undecodable NotWanted Undrawable CannotStart NoColumn PlaceUnusable Forgotten".split()
)
"""What is made with such a text."""
NOT_DAILY = frozenset(
    "settings.py settings_file.py toml_file.py ownership.py sentences.py word_document.py compose/playbook.py"
    " compose/strict_table.py compose/criterion.py compose/conditions.py exchange/whole.py batch/shelf.py"
    " batch/checkpoint.py batch/engines/dask.py batch/engines/__init__.py batch/engines/local.py net/proxies.py net/pinning.py"
    " memory/database_url.py memory/server.py memory/migrating.py memory/versions.py memory/times.py"
    " memory/forgetting.py memory/copies.py memory/looks.py net/snapshot_file.py net/snapshots.py render/templates.py"
    " render/environment.py render/dossier_json.py net/client.py faces/cli/__init__.py faces/cli/init.py".split()
)
"""Modules whose texts are about options, settings, templates, servers and damage: they are in English."""

MADE_OF_OTHERS = frozenset(
    {
        "x: x", "x. x", "not asked", "x is not text: it holds zero bytes. x", "x is not x text (byte 0xx on line x). x",
        "promise x (x) is already marked as x", "no client x in the memory.x precall clients lists them.",
        "nobody in the memory goes by x.x The first time, give the website or an e-mail address.",
    }
)  # fmt: skip
"""Texts of which a value decides what is said; each of its values has a key."""


def texts_in(path: Path) -> Iterator[str]:
    """The texts with which something is told in a module; a value that is filled in is an x."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TOLD:
            for argument in node.args:
                yield from filter(None, map(_filled, _texts(argument)))


def _texts(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from (*_texts(node.body), *_texts(node.orelse))
    elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        yield node


def _filled(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "x" for part in node.values]
        return "".join(map(str, parts)) if any(" " in str(part) for part in parts) else ""
    return str(node.value) if isinstance(node, ast.Constant) else ""


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(SOURCE.rglob("*.py")) if path.relative_to(SOURCE).as_posix() not in NOT_DAILY],
    ids=lambda path: path.relative_to(SOURCE).as_posix(),
)
def test_what_a_module_tells_can_be_said_in_every_language(path: Path) -> None:
    """With every sentence of the section marked, no text comes back as it is."""
    known = sentences.load("en", templates.folders()).section("reasons")
    words = sentences.Sentences("xx", {"reasons": {key: f"«{said}»" for key, said in known.items()}})
    missing = [
        text for text in texts_in(path) if text not in MADE_OF_OTHERS and "«" not in words.reason(text)
    ]
    assert not missing, "\n".join(missing)
