"""A month in the life with a client who speaks another language: an English coach of a German practice, and a German coach of an English garden."""

import email
import email.policy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import Ended, Precall, Served

from precall.demo.server import SITE

GERMAN_SITE = Path(__file__).parent.parent / "sites" / "physio-ahornhof" / "site"


@dataclass(frozen=True)
class Month:
    """Whose month it is: the caller's language, the client, and what is noted of the call, in the caller's words and in the client's."""

    name: str
    language: str
    zone: str
    site: Path
    domain: str
    person: str
    told: str
    own_notes: str
    their_notes: str

    @property
    def folder(self) -> Path:
        """Where the client's files are."""
        return Path("briefings") / self.domain


ENGLISH = """heard: every patient wants Jana
quote: Ich kann nicht überall sein
i promised: send you three questions about handing over by Friday
they promised: the list of appointments by 12 February
goal: one free afternoon a week
next: call on 2 March 2026 at 13:00
"""
GERMAN = """gehört: alle Patienten wollen zu Jana
zitat: Ich kann nicht überall sein
ich habe zugesagt: drei Fragen zum Abgeben schicken bis Freitag
sie haben zugesagt: die Liste der Termine bis 12. Februar
ziel: ein freier Nachmittag in der Woche
nächster Schritt: Telefonat am 2. März 2026 um 13:00
"""
GERMAN_OF_THE_GARDEN = """gehört: alle Anfragen landen bei Miriam
zitat: I plant on Sundays and call it rest
ich habe zugesagt: drei Fragen zum Neinsagen schicken bis Freitag
sie haben zugesagt: die Liste der Anfragen bis 12. Februar
ziel: zwei freie Sonntage im Monat
nächster Schritt: Telefonat am 2. März 2026 um 13:00
"""
ENGLISH_OF_THE_GARDEN = """heard: every request lands with Miriam
quote: I plant on Sundays and call it rest
i promised: send you three questions for saying no by Friday
they promised: the list of requests by 12 February
goal: two free Sundays a month
next: call on 2 March 2026 at 13:00
"""

MONTHS = (
    Month(
        "english-of-german", "en", "Europe/London", GERMAN_SITE, "physio-ahornhof.example",
        "Jana Lindqvist-Weber", "the mail is in German",
        ENGLISH, GERMAN,
    ),
    Month(
        "german-of-english", "de", "Europe/Berlin", SITE, "fernhollow-gardens.example",
        "Miriam Oakes", "Englisch", GERMAN_OF_THE_GARDEN, ENGLISH_OF_THE_GARDEN,
    ),
)  # fmt: skip


@pytest.mark.parametrize("month", MONTHS, ids=lambda month: month.name)
def test_a_month_with_a_client_who_speaks_another_language(
    month: Month,
    precall: Precall,
    served: Served,
    golden: Callable[[str, str | bytes], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The coach reads the coach's language, the client the client's, and a mail that is half translated does not count as ready."""
    served(month.site)
    monkeypatch.setenv("PRECALL_LANGUAGE", month.language)
    monkeypatch.setenv("PRECALL_TIMEZONE", month.zone)

    def at(time: str, *arguments: str) -> Ended:
        monkeypatch.setenv("PRECALL_NOW", time)
        ended = precall(*arguments)
        assert ended.status == 0, ended.err
        return ended

    def kept(name: str, text: str) -> None:
        golden(f"month-abroad/{month.name}/{name}", text)

    def morning(time: str) -> str:
        lines = at(time, "today").out.splitlines(keepends=True)
        return "".join(line for line in lines if ".sqlite3" not in line)

    def draft() -> str:
        return (month.folder / "follow-up.md").read_text(encoding="utf-8")

    found = at("2026-02-02T08:00:00Z", "research", f"http://{month.domain}/", "--pages", "8")
    assert sum(month.told in line and "--mail-language" in line for line in found.lines) == 1
    first, _, _ = (month.folder / "briefing.md").read_text(encoding="utf-8").partition("\n---\n")
    kept("briefing.md", f"{first}\n")

    Path("call.md").write_text(month.own_notes, encoding="utf-8")
    call = ("debrief", month.domain, "--notes", "call.md", "--with", month.person)
    at("2026-02-03T14:00:00Z", *call, "--to", f"{month.person} <hello@{month.domain}>")
    assert opened(month, "follow-up.eml")["To"] is None
    kept("1-own-notes.md", draft())

    Path("call.md").write_text(month.their_notes, encoding="utf-8")
    at("2026-02-03T14:00:00Z", *call)
    assert opened(month, "follow-up.eml")["To"] == f"{month.person} <hello@{month.domain}>"
    kept("2-their-notes.md", draft())
    kept("3-today.txt", morning("2026-02-11T08:00:00Z"))

    at("2026-03-10T08:00:00Z", "sent", month.domain)
    ended = at("2026-03-24T08:00:00Z", "checkin", month.domain, "--anyway", "--with", month.person)
    assert sum(month.told in line and "--mail-language" in line for line in ended.lines) == 1
    mail = opened(month, "check-in.eml")
    body = mail.get_body(("plain",))
    assert body
    kept("4-check-in.txt", f"{mail['Subject']}\n\n{body.get_content()}")
    kept("5-today.txt", morning("2026-03-25T08:00:00Z"))


def opened(month: Month, name: str) -> email.message.EmailMessage:
    """A draft as a mail program reads it."""
    mail = email.message_from_bytes((month.folder / name).read_bytes(), policy=email.policy.default)
    assert not mail.defects
    return mail
