"""A settings file, an offer or a playbook that was made to hold up whoever reads it."""

import time
from pathlib import Path

import pytest

from precall.errors import Unreadable
from precall.toml_file import LARGEST, parsed, shown, toml_in


def test_ordinary_tables_are_read(tmp_path: Path) -> None:
    """With dots in keys and in texts, and a byte order mark."""
    text = '[gaps.questions]\na."b.c".d = "One. Two. Three. www.acme.example"\n'
    (tmp_path / "a.toml").write_text(text, encoding="utf-8-sig")
    read, table = toml_in(tmp_path / "a.toml")
    assert read == text
    assert table == {"gaps": {"questions": {"a": {"b.c": {"d": "One. Two. Three. www.acme.example"}}}}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 100_000, "nested too deep"),
        ("a = " + "{a=" * 60_000, "nested too deep"),
        ("a" + ".a" * 100_000 + " = 1", "more than 40 parts"),
        ("[" + "'a' . " * 40_000 + "a]", "more than 40 parts"),
        ("a = " + "1" * 10_000, "digits"),
        ("a = 1\nb\nc = 2", r"line 2"),
        ("x" * (LARGEST + 1), "more than 262,144 bytes"),
    ],
    ids=["arrays", "tables", "dots", "header", "number", "mistake", "size"],
)  # fmt: skip
def test_what_has_no_end_is_refused_at_once(tmp_path: Path, text: str, said: str) -> None:
    """One line that names the file."""
    (tmp_path / "a.toml").write_text(text)
    begun = time.process_time()
    with pytest.raises(Unreadable, match=said) as refused:
        toml_in(tmp_path / "a.toml")
    assert str(tmp_path / "a.toml") in str(refused.value)
    assert len(str(refused.value)) < 400
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("line", ["a" * LARGEST, "'\"" * 100_000, "a." * 30 + " " * 200_000, "a " * 100_000])
def test_looking_for_long_keys_takes_linear_time(line: str) -> None:
    """It comes before the parser, on whatever is in the file."""
    begun = time.process_time()
    with pytest.raises(ValueError):
        parsed(line)
    assert time.process_time() - begun < 1


def test_a_value_in_a_message_is_short() -> None:
    """However long it is in the file."""
    assert shown("a") == "'a'"
    assert shown(3) == "3"
    assert len(shown("a" * 1000)) < 90
    assert shown(0xF**5000) == "a long number"
    assert shown({"a": [1]}) == "a table"
