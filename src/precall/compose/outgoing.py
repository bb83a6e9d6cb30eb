"""What of a call's notes may leave the caller's computer: what a mail may show, and nothing else."""

from precall.compose.notes import parse_notes
from precall.compose.prefixes import called
from precall.model.followup import OUTGOING
from precall.model.memory import DetailKind

FOR_OTHERS: tuple[DetailKind, ...] = ("heard", "quote", "agreed", "goal")
"""What is kept of a client that others may have; notes about people, recommendations and private ones stay."""


def outgoing(notes: str, language: str = "en") -> str:
    """The lines that may leave, each with its prefix as it is called in a language; private lines, those without a prefix and comments stay here.

    Raises NotesError for more than 20,000 lines.
    """
    return "\n".join(
        f"{called(note.prefix, language)}: {note.text}" for note in parse_notes(notes).outgoing if note.prefix
    )


def left_out(notes: str) -> frozenset[str]:
    """What kinds of lines in the notes stay here: their prefixes, and those without one."""
    kinds = {note.prefix for note in parse_notes(notes).notes} - set(OUTGOING)
    return frozenset(kind or "lines without a prefix" for kind in kinds)
