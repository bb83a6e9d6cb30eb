"""The notes to fill in teach two outcomes in each language; a note that says one of them means it."""

import re
from datetime import UTC, datetime

import pytest

from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.model.call import Call, Caller
from precall.render.templates import folders
from precall.sentences import Sentences, languages, load

NOW = datetime(2026, 2, 3, 15, tzinfo=UTC)
_TAUGHT = re.compile(r"(?P<no_fit>[^,]+), [^:]+: (?P<referred>[^(]+) \(")


def taught(words: Sentences, which: str) -> str:
    """An outcome as notes.md has it in the language: "not a fit", "referred to"."""
    found = _TAUGHT.match(words.say("draft.notes_outcome"))
    assert found
    return found[which].strip()


def mail(language: str, words: Sentences, outcome: str) -> str:
    """The mail of a call that ended so, with a step that was noted all the same."""
    caller = Caller("Jo Field", signature="Jo Field", timezone="Europe/Berlin", language=language)
    notes = parse_notes(f"outcome: {outcome}\nnext: Acme")
    return write(
        notes, Call("coach", with_name="Jan Haverman", when=NOW), caller, words, now=NOW, turn=0
    ).text


@pytest.mark.parametrize("language", languages(folders()))
def test_a_note_that_it_does_not_fit_leaves_no_next_step(language: str) -> None:
    """In the words of the notes to fill in."""
    words = load(language, folders())
    said = mail(language, words, taught(words, "no_fit"))
    assert "Acme" not in said
    assert words.say("followup.not_a_fit_2") in said


@pytest.mark.parametrize("language", languages(folders()))
def test_a_note_of_whom_they_were_referred_to_names_them_and_leaves_no_next_step(language: str) -> None:
    """In the words of the notes to fill in, before a name."""
    words = load(language, folders())
    said = mail(language, words, f"{taught(words, 'referred')} Lena Voss")
    assert "Acme" not in said
    assert words.say("followup.referred_2", words="Lena Voss") in said
