"""What do these notes say: which lines are marked with a prefix, and as what."""

import re

from precall.compose import prefixes
from precall.errors import NotesError
from precall.input_file import decoded
from precall.model.followup import Note, Notes
from precall.site.text import clean
from precall.words.match import phrases

LARGEST = 1024 * 1024  # bytes; notes of an hour have some 10 kB, its transcript with times some 200
MOST_LINES = 20_000

_BULLET = re.compile(r"(?:[-*+•–—]|\d{1,3}[.)])(?:\s|$)(?:\[[ xX]\](?:\s|$))?")
_IN_QUOTES = re.compile(r"[“\"„«][^“”\"„«»]{12,400}[”\"»“]\.?")
_QUOTED = re.compile(r"^(?:>\s?){1,8}")
_HEADING = re.compile(r"^#{1,6}(?:\s|$)")
_FRONT_MATTER = re.compile(
    r"\A\ufeff?---[ \t]{0,9}\r?\n(?:[A-Za-z][\w -]{0,40}:[^\r\n]{0,1000}\r?\n|[ \t]{0,20}- [^\r\n]{0,1000}\r?\n|[ \t]{0,20}\r?\n){1,40}---[ \t]{0,9}\r?\n"
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_FOREIGN = {b"%PDF": "a PDF file", b"{\\rtf": "an RTF file", b"PK\x03\x04": "a Word or zip file"}


def read_notes(data: bytes, name: str = "notes.md") -> Notes:
    """The notes in a file's bytes: UTF-8, or what a byte order mark tells.

    Raises NotesError or Unreadable, in one line, for what is no text or has another encoding.
    """
    for start, what in _FOREIGN.items():
        if data.startswith(start):
            raise NotesError(f"{name} is {what}, not text. Save it as plain text and try again.")
    return parse_notes(decoded(data, name), name)


def parse_notes(text: str, name: str = "notes.md") -> Notes:
    """The notes in a text, one for each line or list item; indented lines go on with the line above them.

    A prefix counts in any language that there are words of, in any case, in a list, in bold or as a heading. Comments (`<!-- ... -->`) and empty prefixes are
    no notes. Whatever has no known prefix is kept without one. Raises NotesError for more than 20,000 lines.
    """
    lines = _NEWLINE.split(without_comments(text))
    if len(lines) > MOST_LINES:
        raise NotesError(f"{name} has {len(lines):,} lines; notes may have {MOST_LINES:,}. Shorten it.")
    found: list[Note] = []
    head, indent = -1, 0
    for number, line in enumerate(lines, start=1):
        note, depth, listed = _read_line(number, line)
        if note is None:
            head = head if head >= 0 and not found[head].text else -1
        elif note.prefix or head < 0:
            found.append(note)
            head, indent = len(found) - 1, depth
        elif depth > indent and not listed:
            found[-1] = found[-1]._replace(text=f"{found[-1].text} {note.text}".strip())
        elif listed and (depth > indent or not found[head].text):
            found.append(note._replace(prefix=found[head].prefix))
        else:
            found.append(note)
            head, indent = len(found) - 1, depth
    return Notes(name, tuple(note for note in found if note.text), text)


def _read_line(number: int, line: str) -> tuple[Note | None, int, bool]:
    """The note on a line (None on an empty one), how deep the line stands, and whether it is a list item."""
    wide = line.expandtabs(4)
    depth = len(wide) - len(wide.lstrip())
    body = clean(wide)
    for pattern in (_QUOTED, _HEADING):
        body = pattern.sub("", body, count=1)
    listed = _BULLET.match(body)
    body = body[listed.end() :] if listed else body
    return (_note(number, body) if body else None), depth, listed is not None


def _note(number: int, body: str) -> Note:
    begun = prefixes.begun(body)
    if begun is None or (not begun[1].strip("*_` ") and prefixes.is_heading(begun[0])):
        asked = phrases("notes", "asked", ("en",)).starts(body)
        return Note(number, "heard" if asked and body[asked.end() :].startswith(": ") else None, body)
    prefix, text = prefixes.meant(begun[0]), begun[1]
    is_quote = prefix == "heard" and _IN_QUOTES.fullmatch(text)  # she said: "..."
    return Note(number, "quote" if is_quote else prefix, text)


def _without_front_matter(text: str) -> str:
    """The text with the lines between two rules at its top blanked where they name title, date, tags; notes among them stay."""
    found = _FRONT_MATTER.match(text)
    if found is None or any(prefixes.begun(clean(line)) for line in _NEWLINE.split(found[0])):
        return text
    return "\n" * (len(_NEWLINE.split(found[0])) - 1) + text[found.end() :]


def without_comments(text: str) -> str:
    """The text with each closed comment blanked, and what a program wrote above it, so that line numbers stay."""
    text = _without_front_matter(text)
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[at:start], "\n" * (len(_NEWLINE.split(text[start:end])) - 1)]
        at = end + len("-->")
    return "".join((*parts, text[at:]))
