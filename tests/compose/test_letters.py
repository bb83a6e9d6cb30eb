"""Ten note sheets and the mails that are made of them: read the golden files as the client would."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from precall.compose.followup import write
from precall.compose.note_reading import Reading
from precall.compose.notes import parse_notes
from precall.compose.proposals import accepted, proposals
from precall.model.call import Call, Caller
from precall.model.fact import Evidence, Fact
from precall.model.followup import FollowUp
from precall.render import templates
from precall.sentences import load

SHEETS = sorted((Path(__file__).parents[1] / "letters").glob("*.md"))
ENGLISH = load("en", templates.folders())
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
CALLER = Caller("Ada Bell", "Bell & Co", "Ada Bell\nBell & Co", "ada@bell.example", "Europe/London")
"""The caller, who spoke to each of them on Tuesday 1 December 2026 at ten."""


def letter(sheet: Path) -> FollowUp:
    """The mail that a sheet makes; its first comment says whom the call was with, and where they are."""
    text = sheet.read_text(encoding="utf-8")
    said = dict(
        re.findall(r"^(?:<!-- )?(with|playbook|country|meeting): (.*?)(?: -->)?$", text, re.MULTILINE)
    )
    notes = parse_notes(re.sub(r"\A<!--.*?-->\n", "", text, flags=re.DOTALL), "notes.md")
    if re.search(r"^accept -->", text, re.MULTILINE):
        reading = Reading.of("en", date(2026, 12, 1), CALLER.name, said["with"])
        notes = accepted(notes, proposals(notes, reading))
    country = Fact("country", said["country"], 0.9, (Evidence("https://x.example/", "x", "text"),))
    call = Call(
        said["playbook"], said["with"], datetime(2026, 12, 1, 10, tzinfo=UTC), meeting=said.get("meeting", "")
    )  # type: ignore[arg-type]
    return write(notes, call, CALLER, ENGLISH, now=NOW, facts=(country,), turn=SHEETS.index(sheet))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_sheet_of_notes_becomes_this_letter(sheet: Path, golden: Callable[[str, str], None]) -> None:
    """As it goes out, and below it what the caller is told."""
    mail = letter(sheet)
    told = "\n".join(f"- {notice}" for notice in mail.notices)
    golden(f"letters/{sheet.stem}.txt", f"Subject: {mail.subject.text}\n\n{mail.text}\n---\n{told}\n")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_letter_can_be_sent_as_it_is(sheet: Path) -> None:
    """Nothing to fill in, nothing cut, nobody spoken of as she or he, and no private line."""
    mail = letter(sheet)
    assert mail.slots == 0
    for word in ("…", "seems", "private", "close to tears", " she ", " he "):
        assert word not in mail.text
    assert re.match(r"(?:Dear|Hi) \w+", mail.text)
