"""The demo's client prepared, called and written to in each language, for a reader of the language to read."""

import email
import email.policy
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import Precall, Served

from precall.demo.server import SITE
from precall.render.templates import shipped

FERN = "fernhollow-gardens.example"
FOLDER = Path("briefings") / FERN
WRITTEN = Path(__file__).parent.parent / "languages"
"""Notes of one call, `<language>.md`, and an offer, `<language>.toml`, as a speaker of the language writes them."""


def opened(name: str) -> str:
    """A draft as a mail program shows it."""
    mail = email.message_from_bytes((FOLDER / name).read_bytes(), policy=email.policy.default)
    assert not mail.defects
    body = mail.get_body(("plain",))
    assert body
    assert mail["Subject"].strip() == mail["Subject"]
    return f"To: {mail['To']}\nSubject: {mail['Subject']}\n\n{body.get_content()}"


def shown() -> str:
    """Page one of the briefing, and the headings and labels of its fact sheet."""
    first, _, sheet = (FOLDER / "briefing.md").read_text(encoding="utf-8").partition("\n---\n")
    return first + "".join(f"\n{line}" for line in sheet.splitlines() if line.startswith("#")) + "\n"


FAMILIAR = sorted(
    path.stem.removesuffix("-familiar") for path in (shipped() / "sentences").glob("*-familiar.toml")
)


@pytest.mark.parametrize("language", FAMILIAR)
def test_people_on_familiar_terms_are_written_to_so(
    language: str,
    precall: Precall,
    served: Served,
    golden: Callable[[str, str | bytes], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same call, and a word some weeks later, by somebody whose setting says so."""
    served(SITE)
    settings = {"LANGUAGE": language, "MAIL_LANGUAGE": language, "FORMALITY": "familiar"}
    for name, value in (settings | {"TIMEZONE": "Europe/London", "NOW": "2026-02-02T09:00:00Z"}).items():
        monkeypatch.setenv(f"PRECALL_{name}", value)
    assert precall("research", f"http://{FERN}/", "--quiet", "--pages", "8").status == 0
    monkeypatch.setenv("PRECALL_NOW", "2026-02-03T14:00:00Z")
    notes = ("--notes", str(WRITTEN / f"{language}.md"), "--with", "Miriam Oakes", "--to", f"hello@{FERN}")
    assert precall("debrief", FERN, *notes).status == 0
    golden(f"languages/{language}/follow-up-familiar.txt", opened("follow-up.eml"))
    monkeypatch.setenv("PRECALL_NOW", "2026-03-24T08:00:00Z")
    assert precall("checkin", FERN, "--anyway", "--with", "Miriam Oakes").status == 0
    golden(f"languages/{language}/check-in-familiar.txt", opened("check-in.eml"))


@pytest.mark.parametrize("language", sorted(path.stem for path in WRITTEN.glob("*.md")))
def test_a_speaker_of_the_language_reads_and_writes_all_of_it(
    language: str,
    precall: Precall,
    served: Served,
    golden: Callable[[str, str | bytes], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Briefing, first mail, follow-up, check-in and the morning; the drafts are read back as mails."""
    served(SITE)
    for name, value in (("LANGUAGE", language), ("MAIL_LANGUAGE", language), ("TIMEZONE", "Europe/London")):
        monkeypatch.setenv(f"PRECALL_{name}", value)

    def at(time: str, *arguments: str) -> str:
        monkeypatch.setenv("PRECALL_NOW", time)
        ended = precall(*arguments)
        assert ended.status == 0, ended.err
        return ended.out

    def kept(name: str, text: str) -> None:
        golden(f"languages/{language}/{name}", text)

    research = ("research", f"http://{FERN}/", "--quiet", "--pages", "8")
    at("2026-02-02T08:00:00Z", *research, "--for", "sales", "--offer", str(WRITTEN / f"{language}.toml"))
    kept("first-mail.txt", opened("first-mail.eml"))
    at("2026-02-02T09:00:00Z", *research, "--for", "coach", "--offline")
    kept("briefing.md", shown())
    notes = ("--notes", str(WRITTEN / f"{language}.md"), "--with", "Miriam Oakes")
    at("2026-02-03T14:00:00Z", "debrief", FERN, *notes, "--to", f"Miriam Oakes <hello@{FERN}>")
    kept("follow-up.txt", opened("follow-up.eml"))
    morning = at("2026-02-11T08:00:00Z", "today")
    kept("today.txt", "".join(line for line in morning.splitlines(keepends=True) if ".sqlite3" not in line))
    at("2026-03-10T08:00:00Z", "sent", FERN)
    at("2026-03-24T08:00:00Z", "checkin", FERN, "--anyway", "--with", "Miriam Oakes")
    kept("check-in.txt", opened("check-in.eml"))
