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
    " Unreadable StorageError MemoryUnusable EngineLost Undecodable NotWanted Undrawable CannotStart NoColumn PlaceUnusable Forgotten"
    " SettingsError NotOwnError BadParameter TemplateError NotConverted wrong".split()
)
"""What is made with such a text."""
MADE_OF_OTHERS = frozenset(
    {
        "x: x", "x. x", "x is not x", "not asked", "x is not text: it holds zero bytes. x", "x is not x text (byte 0xx on line x). x",
        "promise x (x) is already marked as x", "no client x in the memory.x precall clients lists them.",
        "nobody in the memory goes by x.x The first time, give the website or an e-mail address.",
        "x x", "x is x. Write it as http://proxy.example:3128, or unset it", "x cannot be set by the file of a folder: x",
        "x = x leads out of the folder of this file: x",
    }
)  # fmt: skip
"""Texts of which a value decides what is said; each of its values has a key."""


def texts_in(path: Path) -> Iterator[str]:
    """The texts with which something is told in a module; a value that is filled in is an x."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _name(node.func) in TOLD:
            for argument in node.args[_name(node.func) == "wrong" :]:  # which is given the entry first
                yield from filter(None, map(_filled, _texts(argument)))


def _name(made: ast.expr) -> str:
    return made.attr if isinstance(made, ast.Attribute) else made.id if isinstance(made, ast.Name) else ""


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
    sorted(SOURCE.rglob("*.py")),
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


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "x.j2, line 2: Jinja says: “No filter named 'f'.”",
            "x.j2, Zeile 2: Jinja meldet: „No filter named 'f'.“",
        ),
        (
            "the client memory x cannot be used: SQLite says: “database is locked”",
            "die Kundenliste x lässt sich nicht verwenden: die Datenbank ist gerade von einem anderen Programm belegt",
        ),
        (
            "the settings x cannot be read: Invalid value (at line 2, column 5). Mend the file, or write it anew: precall init",
            "kann die Einstellungen x nicht lesen: ungültiger Wert (Zeile 2, Spalte 5). Berichtigen Sie die Datei, oder legen Sie sie neu an: precall init",
        ),
        (
            "n.md: its one line begins with no prefix, so it does not count. Begin a line with one, for example: heard: we want our Sundays back",
            "n.md: die einzige Zeile beginnt ohne Kennzeichen, daher zählt sie nicht. Beginnen Sie eine Zeile mit einem davon, zum Beispiel: gehört: wir wollen unsere Sonntage zurück",
        ),
    ],
)
def test_what_another_program_says_is_a_quotation_in_a_sentence_of_ours(told: str, said: str) -> None:
    """Where there is a translation it stands as ours; advice behind it is said in the language, too."""
    assert sentences.load("de", templates.folders()).reason(told) == said
