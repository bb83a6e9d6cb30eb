"""The language files are data that loads and that is one file per language."""

import pytest

from precall import words


def test_seven_languages_have_a_file_and_english_comes_first() -> None:
    """The order is fixed, so that whatever is built from it is the same each time."""
    assert words.languages() == ("en", "de", "es", "fr", "it", "nl", "pt")


def test_a_table_is_given_for_each_language_that_has_it() -> None:
    """A caller sees one mapping by language code."""
    assert tuple(words.table("pages")) == words.languages()


def test_a_table_that_no_language_has_is_empty() -> None:
    """An unknown name is no error: a language may lack a table."""
    assert words.table("no such table") == {}


@pytest.mark.parametrize("code", words.languages())
def test_page_words_are_lower_case_and_name_known_kinds(code: str) -> None:
    """Words are compared in lower case; a capital would never match."""
    for phrases in words.table("pages")[code].values():
        assert all(phrase == phrase.lower() and phrase.strip() == phrase for phrase in phrases)
