"""What the caller notes for themselves stands in no file that precall writes for others, whichever command writes it."""

import email
import email.policy
from pathlib import Path

from commands import Precall
from every_command import lay_inputs

SECRET = "drinks-too-much"
PERSON = "her-horse-died"
"""A note about a person: for the caller's own briefing, and for nobody else."""
TO_KNOW = "footer says © 2017"
"""An observation that is for the caller to know, and not fit to be said."""
NOTES = f"""heard: the loft is too small
private: {SECRET}
private:
  - {SECRET}
came-from: {SECRET}
better: {SECRET}
personal: {PERSON}
{SECRET} and no prefix
i promised: the plan by Friday
goal: two Sundays off
next: call Thursday 12 February at 10am
"""
OFFER = 'what = "mend sails"\nproblem = "worn sails"\nlooks_for = ["sails"]\nask = "Would a short call suit you?"\n'
KEPT_HERE = {"notes.md", "call.txt"}
"""The caller's own files, in which it may stand."""


def written(folder: Path) -> dict[str, str]:
    """The text of every file below a folder, mails decoded."""
    return {
        path.as_posix(): _text(path)
        for path in folder.rglob("*")
        if path.is_file() and path.name not in KEPT_HERE
    }


def _text(path: Path) -> str:
    data = path.read_bytes()
    if path.suffix != ".eml":
        return data.decode(errors="replace")
    mail = email.message_from_bytes(data, policy=email.policy.default)
    return "\n".join((*map(str, mail.values()), str(mail.get_content())))  # type: ignore[attr-defined]


def test_every_export_and_every_mail_leaves_it_out(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """Said once on the terminal, by the kind of what was left out; the JSON of one's own takes it along."""
    page = (acme / "index.html").read_text(encoding="utf-8")
    (acme / "index.html").write_text(page.replace("<footer>", "<footer>© 2017 "), encoding="utf-8")
    lay_inputs(tmp_path)
    (tmp_path / "call.txt").write_text(NOTES, encoding="utf-8")
    (tmp_path / "list.csv").write_text("website\nacme.example\n", encoding="utf-8")
    (tmp_path / "offer.toml").write_text(OFFER, encoding="utf-8")
    for command in (
        ("research", "acme.example", "--with", "Ann Lee"),
        ("debrief", "acme.example", "--notes", "call.txt"),
        ("remember", "acme.example", SECRET, "--private"),
        ("remember", "acme.example", PERSON),
        ("followup", "acme.example", "--notes", "call.txt", "--to", "ann@acme.example"),
        ("sent", "acme.example"),
        ("research", "acme.example"),
        ("checkin", "acme.example", "--anyway"),
        ("research", "acme.example", "--for", "sales", "--offer", "offer.toml"),
        (
            "batch",
            "list.csv",
            "--out",
            "prospects",
            "--for",
            "sales",
            "--offer",
            "offer.toml",
            "--jobs",
            "1",
            "--yes",
        ),
        ("prep", "--calendar", "calls.ics"),
        ("export", "promises.ics"),
        ("export", "to-dos.ics", "--entries", "to-dos"),
        ("export", "people4.vcf", "--vcard", "4.0"),
        ("export", "merge.csv", "--as", "mail-merge"),
        ("export", "people.vcf"),
    ):
        ended = precall(*command)
        assert (ended.status, ended.lines if command[0] == "export" else []) == (0, []), command
    for command in (("all.json",), ("h", "--as", "hubspot"), ("p", "--as", "pipedrive")):
        ended = precall("export", *command)
        told = "precall: left out, as it is for you alone: better, came-from, lines without a prefix, notes about people, private"
        assert (ended.status, ended.lines) == (0, [told])
    texts = written(tmp_path)
    assert not [name for name, text in texts.items() if SECRET in text]
    assert {Path(name).stem for name, text in texts.items() if PERSON in text} == {"briefing"}
    assert {Path(name).stem for name, text in texts.items() if TO_KNOW in text} == {"dossier"}
    names = {Path(name).name for name in texts}
    assert {"results.csv", "results.jsonl", "index.html", "agenda.md", "invite.ics"} <= names
    assert {"invite.ics", "follow-up.eml", "check-in.eml", "first-mail.eml", "merge.csv"} <= names
    assert "the loft is too small" in next(
        text for name, text in texts.items() if name.endswith("hubspot-calls.csv")
    )
    assert precall("export", "mine.json", "--private").lines == []
    assert SECRET in Path("mine.json").read_text(encoding="utf-8")
    assert precall("export", "h", "--as", "hubspot", "--private").status == 2
