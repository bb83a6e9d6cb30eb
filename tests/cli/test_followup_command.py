"""`precall followup`: which notes count, what is kept, and what is told."""

import email
import email.policy
import io
import json
import os
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from commands import Precall

FOLDER = Path("briefings/acme.example")


def write(path: Path, text: str, day: int) -> Path:
    """Notes that were written on a day of January."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    time = 1_767_225_600 + day * 86_400
    os.utime(path, (time, time))
    return path


def test_the_notes_in_the_clients_folder_are_found_without_a_word(precall: Precall) -> None:
    """They become the mail; they stay as they are."""
    notes = write(FOLDER / "notes.md", "i promised: the price list by Friday\n", 3)
    ended = precall("followup", "https://www.acme.example/about")
    assert ended.status == 0
    assert "the price list by Friday 6 February" in ended.out
    assert ended.out.splitlines()[-1] == str(FOLDER / "follow-up.eml")
    assert notes.read_text() == "i promised: the price list by Friday\n"


def test_the_newest_notes_count(precall: Precall) -> None:
    """Of those that were given and those that lie there, with a word on which it was."""
    write(FOLDER / "notes.md", "heard: from the folder\n", 3)
    write(Path("newer.txt"), "heard: from a newer file\n", 4)
    write(Path("older.txt"), "heard: from an older file\n", 2)
    newer = precall("followup", "acme.example", "--notes", "newer.txt")
    assert "from a newer file" in newer.out
    older = precall("followup", "acme.example", "--notes", "older.txt")
    assert "from a newer file" in older.out
    assert older.lines[0] == (
        "precall: what you told in the debrief is newer than older.txt and counts; to use older.txt, give it to precall debrief"
    )
    write(FOLDER / "notes.md", "heard: from the folder, again\n", 5)
    older = precall("followup", "acme.example", "--notes", "older.txt")
    assert "from the folder, again" in older.out
    assert older.lines[0] == (
        f"precall: {FOLDER}/notes.md was written after older.txt and counts; to use older.txt, empty the other one"
    )


def test_notes_that_are_still_empty_do_not_count(precall: Precall, acme: Path) -> None:
    """The prefilled file is newer, and nothing is in it."""
    given = write(Path("call.txt"), "heard: the loft is too small\n", 1)
    precall("research", "acme.example")
    ended = precall("followup", "acme.example", "--notes", str(given))
    assert "the loft is too small" in ended.out
    empty = write(Path("empty.txt"), "heard:\n", 9)
    write(FOLDER / "notes.md", "heard: from the folder\n", 3)
    assert "from the folder" in precall("followup", "acme.example", "--notes", str(empty)).out


def test_before_the_call_the_draft_has_slots_and_notes_are_laid_out(precall: Precall) -> None:
    """A client who was not researched yet gets notes to fill in; nothing is guessed."""
    ended = precall("followup", "acme.example")
    assert ended.status == 0
    assert "[4 to fill]" in ended.out
    assert ended.lines == [
        f"precall: there are no notes yet; write them into {FOLDER}/notes.md and run this again",
        "precall: there is no briefing of acme.example yet, so names are spelled as you noted them",
    ]
    made = {".precall.json", "follow-up.eml", "follow-up.md", "notes.md"}
    assert {path.name for path in FOLDER.iterdir()} == made


def test_notes_without_a_mark_are_an_error_that_says_what_to_do(precall: Precall) -> None:
    """Nothing is kept, and no empty form is written."""
    write(Path("call.txt"), "a long talk\nabout this and that\n", 3)
    ended = precall("followup", "acme.example", "--notes", "call.txt")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == (
        "precall: call.txt: none of the 2 lines begins with a prefix, so none counts. Begin a line with one, for"
        " example: heard: we want our Sundays back\n"
    )
    assert json.loads(precall("clients", "--json").out) == []


PLAIN = """Call with Ann, Tuesday
they have too many requests
I'll send the one-page plan by Friday
Ann sends me the rota by Monday
next call Tuesday 10 February 10:00
seems tired, do not push
"""


def test_clear_notes_without_a_mark_are_proposed_and_count_when_accepted(precall: Precall) -> None:
    """With their prefixes, each behind a mark; what was written for oneself is not among them."""
    write(Path("call.txt"), PLAIN, 3)
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee")
    assert (ended.status, ended.out) == (2, "")
    assert "4 of them may be promises" in ended.err
    proposed = (FOLDER / "proposals.md").read_text(encoding="utf-8")
    assert proposed.endswith(
        "? heard: they have too many requests\n? i promised: send the one-page plan by Friday\n"
        "? they promised: send me the rota by Monday\n? next: next call Tuesday 10 February 10:00\n"
    )
    assert "tired" not in proposed
    still = precall("followup", "acme.example", "--notes", str(FOLDER / "proposals.md"))
    assert still.status == 2
    (FOLDER / "proposals.md").write_text(proposed.replace("? i promised", "i promised"), encoding="utf-8")
    one = precall("followup", "acme.example", "--notes", str(FOLDER / "proposals.md"))
    assert "I will send you the one-page plan by Friday 6 February." in one.out
    assert "rota" not in one.out


def test_all_proposals_are_accepted_at_once(precall: Precall) -> None:
    """The mail is whole, and the call is kept with them."""
    write(Path("call.txt"), PLAIN, 3)
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee", "--accept")
    assert ended.status == 0, ended.err
    assert "to fill" not in ended.out
    assert "ou have too many requests" in ended.out
    assert b"tired" not in (FOLDER / "follow-up.eml").read_bytes()
    assert "[2] they promised: send me the rota, by 2 February 2026" in ended.out
    assert (FOLDER / "invite.ics").exists()


def test_every_line_that_was_not_taken_is_told(precall: Precall) -> None:
    """A task waits for the caller to say whose it is."""
    write(Path("call.txt"), f"{PLAIN}\nWe agreed on two sessions at £220 each.\ntodo: book the room\n", 3)
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee", "--accept")
    assert ended.status == 0, ended.err
    assert "wo sessions at £220 each." in ended.out
    assert "book the room" not in ended.out
    told = ended.out + ended.err
    assert "(“seems tired, do…”)" in told
    assert "(“todo:”). Write which" in told


def test_that_a_sentence_on_illness_is_not_proposed_is_said(precall: Precall) -> None:
    """With its line; a line that is wholly private is not spoken of."""
    told = f"{PLAIN}\n\nThe kiln takes all night and then somebody is ill. They want two kilns.\n\nHis wife is ill.\n"
    write(Path("call.txt"), told, 3)
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee", "--accept")
    line = told[: told.index("The kiln")].count("\n") + 1
    assert f"call.txt line {line}: a sentence on somebody who is ill is not proposed" in ended.err
    assert ended.err.count("who is ill") == 1
    assert "somebody is ill" not in ended.out
    assert "two kilns" in ended.out


def test_each_sentence_can_be_explained(precall: Precall) -> None:
    """With the line of the notes."""
    write(FOLDER / "notes.md", "\nnext: call on 10 February 10:00\n", 3)
    ended = precall("followup", "acme.example", "--explain")
    assert f"    {FOLDER}/notes.md line 2: call on 10 February 10:00" in ended.out


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"heard: caf\xe9\n", "is not UTF-8 text (byte 0xe9 on line 1). Save it as UTF-8 and try again."),
        (b"%PDF-1.7", "is a PDF file, not text. Save it as plain text and try again."),
        (b"heard:\0", "is not text: it holds zero bytes. Give a plain text file."),
    ],
)
def test_notes_that_cannot_be_read_are_told_and_nothing_is_written(
    precall: Precall, data: bytes, said: str
) -> None:
    """One line with the file; status 2."""
    Path("call.txt").write_bytes(data)
    ended = precall("followup", "acme.example", "--notes", "call.txt")
    assert (ended.status, ended.out, ended.err) == (2, "", f"precall: call.txt {said}\n")
    assert not FOLDER.exists()


def test_notes_without_end_are_refused(precall: Precall) -> None:
    """An hour's call gives some ten thousand letters."""
    Path("call.txt").write_bytes(b"x" * 1_100_000)
    ended = precall("followup", "acme.example", "--notes", "call.txt")
    said = "it has more than 1,048,576 bytes, the most that are read. Give others."
    assert (ended.status, ended.err) == (2, f"precall: the notes call.txt cannot be read: {said}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["acme.example", "--notes", "gone.txt"], "the notes gone.txt cannot be read: No such file or directory. Give others."),
        (["acme.example", "--notes", "."], "the notes . cannot be read: it is a folder. Give others."),
        (["acme.example", "--to", "nobody"], "no e-mail address in 'nobody'; write one such as jan@acme.com"),
        (["nobody i know"], "no client 'nobody i know' in the memory."),
        (["acme.example", "--when", "soonish"], "Invalid value for --when: 'soonish' is not a time; write it as Friday 15:00, or as 2026-12-01T10:00."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_in_one_line(precall: Precall, arguments: list[str], said: str) -> None:
    """Status 2, and nothing is written."""
    ended = precall("followup", *arguments)
    assert (ended.status, ended.out) == (2, "")
    (line,) = ended.lines
    assert line.startswith(f"precall: {said}")
    assert not FOLDER.exists()


def test_a_folder_that_cannot_be_written_is_told(precall: Precall) -> None:
    """A file stands where the folder should be."""
    Path("briefings").write_text("mine")
    ended = precall("followup", "acme.example")
    assert ended.status == 2
    assert ended.err.startswith("precall: cannot write to briefings/acme.example: ")
    assert Path("briefings").read_text() == "mine"


TOLD = "heard: more room\ni promised: a sketch by Friday\nthey promised: nothing\nnext: call on 10 February 10:00\n"


def draft() -> EmailMessage:
    """The draft as a mail program reads it."""
    found = email.message_from_bytes((FOLDER / "follow-up.eml").read_bytes(), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    return found


def test_explaining_writes_nothing(precall: Precall) -> None:
    """Neither into an empty folder nor over a draft."""
    write(Path("call.txt"), TOLD, 3)
    assert precall("followup", "acme.example", "--notes", "call.txt", "--explain").status == 0
    assert not FOLDER.exists()
    precall("followup", "acme.example", "--notes", "call.txt", "--to", "ann@acme.example")
    before = {path: path.read_bytes() for path in FOLDER.iterdir()}
    explained = precall("followup", "acme.example", "--notes", "call.txt", "--explain").out
    assert {path: path.read_bytes() for path in FOLDER.iterdir()} == before
    assert "given by you in an earlier run: --to ann@acme.example" in explained


def test_the_recipient_of_an_earlier_run_stays(precall: Precall) -> None:
    """With a word on it; the notes and the option come first."""
    write(FOLDER / "notes.md", TOLD, 3)
    precall("followup", "acme.example", "--to", "Ann Lee <ann@acme.example>")
    again = precall("followup", "acme.example")
    assert draft()["To"] == "Ann Lee <ann@acme.example>"
    assert "Dear Ann," in draft().get_content()
    assert again.lines[1] == (
        "precall: goes to Ann Lee <ann@acme.example>, as you said in an earlier run; another address with --to"
    )
    precall("followup", "acme.example", "--to", "bo@acme.example")
    assert draft()["To"] == "bo@acme.example"
    write(FOLDER / "notes.md", f"to: cy@acme.example\n{TOLD}", 4)
    precall("followup", "acme.example")
    assert draft()["To"] == "cy@acme.example"


def test_what_was_said_with_one_person_goes_to_no_other(precall: Precall) -> None:
    """An address typed for an earlier call is not that of whom this call was with."""
    write(FOLDER / "notes.md", f"with: Ann Lee\n{TOLD}", 3)
    precall("followup", "acme.example", "--to", "Ann Lee <ann@acme.example>")
    write(FOLDER / "notes.md", f"with: Bo Berg\n{TOLD}", 4)
    ended = precall("followup", "acme.example")
    assert draft()["To"] is None
    assert "Dear Bo," in draft().get_content()
    assert not any("goes to" in line for line in ended.lines)
    assert "somebody else's mailbox" in (FOLDER / "follow-up.md").read_text(encoding="utf-8")


def test_an_empty_recipient_takes_it_back(precall: Precall) -> None:
    """The draft is addressed to nobody then."""
    write(FOLDER / "notes.md", TOLD, 3)
    precall("followup", "acme.example", "--to", "ann@acme.example")
    precall("followup", "acme.example", "--to", "")
    assert draft()["To"] is None


def test_a_recipient_outlasts_a_draft_that_is_still_open(precall: Precall, acme: Path) -> None:
    """The draft of a client who was researched gets its To: when it is whole, whoever finishes it."""
    precall("research", "http://acme.example/", "-q")
    precall("followup", "acme.example", "--to", "ann@acme.example")
    assert draft()["To"] is None
    write(FOLDER / "notes.md", TOLD, 3)
    precall("research", "http://acme.example/", "-q")
    assert draft()["To"] == "ann@acme.example"
    write(FOLDER / "follow-up.eml", "", 3)
    precall("debrief", "acme.example")
    assert draft()["To"] == "ann@acme.example"


def test_it_is_said_why_other_notes_count_than_those_given(precall: Precall) -> None:
    """Because there is nothing in these, or because they are older than the debrief."""
    write(Path("call.txt"), TOLD, 3)
    write(Path("empty.txt"), "heard:\n", 4)
    precall("debrief", "acme.example", "--notes", "call.txt")
    empty = precall("followup", "acme.example", "--notes", "empty.txt")
    assert (
        empty.lines[0] == "precall: there is nothing in empty.txt yet, so what you told in the debrief counts"
    )


def test_followup_and_debrief_keep_the_same(precall: Precall) -> None:
    """The call, the promises, the goal and the people, whichever is used; then `sent` finds what was waiting."""
    kept = {}
    for name, command in (("acme.example", "followup"), ("bolt.example", "debrief")):
        write(
            Path("call.txt"),
            f"{TOLD}goal: two free Sundays\npersonal: keeps bees\nto: Ann Lee <ann@{name}>\n",
            3,
        )
        assert precall(command, name, "--notes", "call.txt", "--with", "Ann Lee").status == 0
        kept[command] = precall("show", name, "--json").out.replace(name, "NAME")
        shown = precall("today", "--json").out
        assert f"{name}" in shown
        assert "noted as sent" in precall("sent", name).out
    without_numbers = [
        [line for line in shown.splitlines() if '"number"' not in line and "[" not in line]
        for shown in kept.values()
    ]
    assert without_numbers[0] == without_numbers[1]
    assert "two free Sundays" in kept["followup"]


def test_the_next_appointment_is_a_call_ahead_and_an_invitation(precall: Precall) -> None:
    """In `today` and `show`; corrected notes move it, and an appointment that is gone takes its invitation along."""
    write(Path("call.txt"), f"{TOLD}to: Ann Lee <ann@acme.example>\n", 3)
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee")
    assert "next: Tuesday 10 February 2026, 10:00, UTC" in ended.out
    assert b"DTSTART:20260210T100000Z" in (FOLDER / "invite.ics").read_bytes()
    assert "call planned: call" in precall("show", "acme.example").out
    moved = TOLD.replace("10 February 10:00", "9 February 11:00")
    write(Path("call.txt"), f"{moved}to: Ann Lee <ann@acme.example>\n", 4)
    precall("followup", "acme.example", "--notes", "call.txt")
    assert b"DTSTART:20260209T110000Z" in (FOLDER / "invite.ics").read_bytes()
    assert b"SEQUENCE:1" in (FOLDER / "invite.ics").read_bytes()
    shown = precall("show", "acme.example").out
    assert (shown.count("call planned"), "2026-02-09 11:00 call planned" in shown) == (1, True)
    write(Path("call.txt"), moved.replace("call on 9 February 11:00", "nothing"), 5)
    precall("followup", "acme.example", "--notes", "call.txt")
    assert not (FOLDER / "invite.ics").exists()
    assert "call planned" not in precall("show", "acme.example").out


def test_corrected_notes_correct_what_was_kept(precall: Precall) -> None:
    """Days later, too; a promise that stays keeps its number, and that it was kept."""
    write(Path("call.txt"), TOLD + "i promised: call the builder\n", 3)
    precall("followup", "acme.example", "--notes", "call.txt")
    precall("kept", "2")
    write(
        Path("call.txt"),
        TOLD.replace("a sketch by Friday", "two sketches by Friday") + "i promised: call the builder\n",
        4,
    )
    precall("followup", "acme.example", "--notes", "call.txt")
    shown = precall("show", "acme.example").out
    assert "two sketches" in shown
    assert "a sketch" not in shown
    assert "[2] kept: call the builder" in shown


def test_whom_research_was_told_of_is_greeted_after_the_call(precall: Precall, acme: Path) -> None:
    """Nobody types a name twice; the name of an earlier call is not that of the next one."""
    ended = precall("research", "http://acme.example/", "-q", "--with", "Bo Field")
    assert ended.status == 0, ended.err
    write(FOLDER / "notes.md", TOLD, 9)
    assert "Dear Bo," in precall("followup", "acme.example").out


def test_whom_the_notes_were_told_of_is_greeted_in_the_next_run_too(precall: Precall) -> None:
    """Nobody types a name twice, and what is accepted again is accepted the same."""
    write(Path("call.txt"), PLAIN, 3)
    first = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee", "--accept")
    again = precall("followup", "acme.example", "--notes", "call.txt", "--accept")
    assert "Dear Ann," in first.out
    assert again.out.partition("Before it goes out")[0] == first.out.partition("Before it goes out")[0]


def test_the_playbook_of_the_research_is_that_of_the_mail(
    precall: Precall, acme: Path, own_home: Path
) -> None:
    """Who researched a client for sales does not decline as a coach; the settings say it only of those not researched."""
    for name, signature in (("coach", "A coach"), ("sales", "A rep")):
        precall("templates", "copy", f"playbooks/{name}.toml")
        own = own_home / f"config/precall/templates/playbooks/{name}.toml"
        own.write_text(f"signature = '{signature}'\n{own.read_text()}")
    precall("research", "acme.example", "--for", "sales")
    write(FOLDER / "notes.md", "heard: the loft is too small\noutcome: not a fit\n", 3)
    ended = precall("followup", "acme.example")
    assert "A rep" in ended.out
    assert "what we have" in ended.out
    assert "A coach" not in ended.out


def test_a_call_that_was_agreed_on_is_prepared(precall: Precall, acme: Path) -> None:
    """It stands in no calendar; `prep` researches the client all the same."""
    write(Path("call.txt"), "heard: more room\nnext: call Monday 2 February 10:00\n", 3)
    precall("followup", "acme.example", "--notes", "call.txt")
    Path("empty.ics").write_text("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    ended = precall("prep", "--calendar", "empty.ics", "-q", "--json")
    assert ended.status == 0, ended.err
    (entry,) = json.loads(ended.out)
    assert (entry["client"], entry["title"], entry["start"][:16]) == (
        "acme.example",
        "call",
        "2026-02-02T10:00",
    )
    assert entry["briefing"]


def test_the_next_call_gets_notes_of_its_own(precall: Precall, acme: Path) -> None:
    """Those of the call whose mail is out are kept beside them."""
    precall("research", "http://acme.example/", "-q")
    write(FOLDER / "notes.md", TOLD, 9)
    precall("followup", "acme.example")
    precall("research", "http://acme.example/", "-q")
    assert (FOLDER / "notes.md").read_text() == TOLD
    precall("sent", "acme.example")
    precall("research", "http://acme.example/", "-q")
    assert (FOLDER / "notes-2026-02-01.md").read_text() == TOLD
    assert "\nheard:\n" in (FOLDER / "notes.md").read_text()


@pytest.mark.parametrize("name", ["call.docx", "call.DOCX"])
def test_a_word_document_is_read(precall: Precall, name: str) -> None:
    """As Teams and Google Meet give transcripts."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TOLD.splitlines())
    with zipfile.ZipFile(name, "w") as document:
        document.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
    assert "a sketch by Friday 6 February" in precall("followup", "acme.example", "--notes", name).out
    Path(name).write_bytes(b"PK\x03\x04 no archive")
    ended = precall("followup", "acme.example", "--notes", name)
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert "cannot be read: it is no Word document. Save it as plain text" in ended.lines[0]


class Terminal(io.StringIO):
    """Somebody who types on a terminal."""

    def isatty(self) -> bool:
        """They see what is asked."""
        return True


def test_on_a_terminal_one_chooses_among_the_proposals(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By their numbers; the others do not count."""
    write(Path("call.txt"), PLAIN, 3)
    monkeypatch.setattr("sys.stdin", Terminal("2 4\n"))
    ended = precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee")
    assert ended.status == 0, ended.err
    assert "  2 i promised: send the one-page plan by Friday" in ended.out
    assert "I will send you the one-page plan by Friday 6 February." in ended.out
    assert "rota by" not in ended.out.partition("Subject:")[2]


def test_a_playbook_can_have_a_signature_of_its_own(precall: Precall, own_home: Path) -> None:
    """A coach signs otherwise than a seller."""
    precall("templates", "copy", "playbooks/coach.toml")
    place = next((own_home / "config").rglob("coach.toml"))
    place.write_text(
        f'signature = "Jo\\nField Coaching"\n{place.read_text(encoding="utf-8")}', encoding="utf-8"
    )
    write(Path("call.txt"), TOLD, 3)
    assert "regards,\nJo\nField Coaching\n" in precall("followup", "acme.example", "--notes", "call.txt").out


def test_the_call_of_a_flagged_client_is_kept(precall: Precall, acme: Path) -> None:
    """What their site says is not; that they are spoken to is."""
    for page in acme.rglob("*.html"):
        page.write_text(
            "<title>acme.example</title><p>This domain is parked. Buy this domain.</p>", encoding="utf-8"
        )
    ended = precall("research", "http://acme.example/", "--when", "2026-02-02T10:00", "--json")
    if json.loads(ended.out)[0]["status"] != "flagged":
        pytest.fail(ended.out)
    assert "acme.example" in precall("today").out
    assert "call planned" in precall("show", "acme.example").out


def test_lines_without_a_prefix_are_shown_beside_those_that_count(precall: Precall) -> None:
    """On the screen and in a file that can be given as notes, in which what counts stands, too."""
    told = "heard: too many requests\nprivate: tired\nI'll send the plan by Friday\n"
    write(Path("call.txt"), told, 3)
    ended = precall("followup", "acme.example", "--notes", "call.txt")
    assert ended.lines[-2:] == [
        f"precall: 1 line without a prefix may be a promise, a date or the like; it stands in {FOLDER}/proposals.md, and --accept takes it.",
        "precall: ? i promised: send the plan by Friday",
    ]
    proposed = (FOLDER / "proposals.md").read_text(encoding="utf-8")
    assert proposed.endswith(
        "heard: too many requests\nprivate: tired\n? i promised: send the plan by Friday\n"
    )
    (FOLDER / "proposals.md").write_text(proposed.replace("? i promised", "i promised"), encoding="utf-8")
    both = precall("followup", "acme.example", "--notes", str(FOLDER / "proposals.md"))
    assert "I will send you the plan by Friday 6 February." in both.out
    assert "oo many requests" in both.out
    assert (FOLDER / "proposals.md").exists()
    precall("followup", "acme.example", "--notes", "call.txt", "--accept")


def test_the_clock_alone_names_no_part_of_the_day(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes that are told in the evening may be of a call in the morning."""
    write(Path("call.txt"), "heard: too many requests\n", 3)
    for moment, said in (("02T19:00", "today"), ("02T19:30", "today"), ("03T09:00", "yesterday")):
        monkeypatch.setenv("PRECALL_NOW", f"2026-02-{moment}:00Z")
        mail = precall("followup", "acme.example", "--notes", "call.txt").out
        assert said in mail
        assert "evening" not in mail
    given = precall("followup", "acme.example", "--notes", "call.txt", "--when", "2026-02-03T08:00").out
    assert "this morning" in given


def test_an_invitation_is_not_titled_with_the_guests_name_alone(precall: Precall) -> None:
    """Where no settings name the caller."""
    write(Path("call.txt"), "next: 20 February at 10:00\n", 3)
    precall("followup", "acme.example", "--notes", "call.txt", "--with", "Ann Lee")
    assert "SUMMARY:Meeting: Ann Lee" in (FOLDER / "invite.ics").read_text()
    precall("followup", "acme.example", "--notes", "call.txt", "--with", "Lee, Ann")
    assert "SUMMARY:Meeting: Ann Lee" in (FOLDER / "invite.ics").read_text()
    precall("followup", "other.example", "--notes", "call.txt", "--to", "Bo Hill <bo@other.example>")
    assert "SUMMARY:Meeting: Bo Hill" in Path("briefings/other.example/invite.ics").read_text()
