"""The language files are data that loads and that is one file per language."""

import tomllib
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from precall import words
from precall.site.kind import Topic


def test_each_language_has_a_file_and_english_comes_first() -> None:
    """The order is fixed, so that whatever is built from it is the same each time."""
    assert words.languages() == ("en", "cs", "da", "de", "es", "fr", "it", "nl", "no", "pl", "pt", "sv")


def test_a_table_is_given_for_each_language_that_has_it() -> None:
    """A caller sees one mapping by language code."""
    assert tuple(words.table("pages")) == words.languages()


def test_a_table_that_no_language_has_is_empty() -> None:
    """An unknown name is no error: a language may lack a table."""
    assert words.table("no such table") == {}


@pytest.mark.parametrize("code", words.languages())
def test_page_words_are_lower_case_and_name_known_kinds(code: str) -> None:
    """Words are compared in lower case; a capital would never match."""
    table = words.table("pages")[code]
    named = {topic: phrases for topic, phrases in table.items() if topic != "alone"}
    assert {*named, *table["alone"]} <= {*get_args(Topic), "document", "names"}
    for phrase in chain(*named.values(), *table["alone"].values()):
        assert phrase == phrase.lower().strip()


def _lists(code: str) -> set[str]:
    """The lists of a language's file, each as "table.list"; how it is written and where it is spoken is its own."""
    tables = tomllib.loads((Path(words.__file__).parent / f"{code}.toml").read_text(encoding="utf-8"))
    found = {(name, key) for name, table in tables.items() if name != "language" for key in table}
    within = {("pages.alone", key) for key in tables["pages"]["alone"]}
    return {f"{name}.{key}" for name, key in found | within}


@pytest.mark.parametrize("code", ["cs", "da", "no", "pl"])
def test_a_language_has_every_list_that_another_has(code: str) -> None:
    """What is left out is found nowhere on its pages; by `proposals` notes are read, which are in a language of briefings."""
    assert {one for one in _lists("sv") - _lists(code) if not one.startswith("proposals.")} == set()


@pytest.mark.parametrize("code", words.languages())
def test_a_table_read_alone_is_the_table_of_the_whole_file(code: str) -> None:
    """A line that begins with a bracket inside a value would cut a table in two."""
    file = Path(words.__file__).parent / f"{code}.toml"
    whole = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {name: words.table(name)[code] for name in whole} == whole
