"""What of a call's notes may leave the caller's computer: what a mail may show, less the notes about people."""

from precall.compose.notes import parse_notes
from precall.compose.prefixes import called
from precall.model.followup import OUTGOING, Prefix
from precall.model.memory import DetailKind

ABOUT_PEOPLE: Prefix = "personal"
"""A mail makes a wish of it where that is fit; no table says it."""

FOR_OTHERS: tuple[DetailKind, ...] = ("heard", "quote", "agreed", "goal")
"""What is kept of a client that others may have; notes about people, recommendations and private ones stay."""


def outgoing(notes: str, language: str = "en") -> str:
    """The lines that may leave, each with its prefix as it is called in a language; private lines, notes about people, those without a prefix and comments stay here.

    Raises NotesError for more than 20,000 lines.
    """
    return "\n".join(
        f"{called(note.prefix, language)}: {note.text}"
        for note in parse_notes(notes).of(*OUTGOING)
        if note.prefix and note.prefix != ABOUT_PEOPLE
    )


def left_out(notes: str) -> frozenset[str]:
    """What kinds of lines in the notes stay here: their prefixes, and those without one."""
    kinds = {note.prefix for note in parse_notes(notes).notes} - (set(OUTGOING) - {ABOUT_PEOPLE})
    return frozenset(kind or "lines without a prefix" for kind in kinds)
