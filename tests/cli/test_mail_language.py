"""In which language a client is written to, and how the caller says otherwise."""

from pathlib import Path

import pytest
from commands import Precall, Served

from precall.render.templates import shipped

CLIENTS = ("followup", "checkin", "first_mail")
"""The sections of a catalogue that the client reads."""
HOME = """<!doctype html><html lang=de><title>Werft Tiede</title><body><h1>Werft Tiede</h1>
<p>Wir bauen und reparieren seit 1987 kleine Boote aus Holz, und wir sind für alle da, die am Wasser leben und arbeiten.</p>
<p>Unsere Werft liegt an der Schlei. Wir nehmen uns Zeit für jedes Boot, und wir sagen Ihnen vorher, was es kosten wird.
Wer mit uns arbeitet, der weiß, dass wir nicht alles annehmen und dass wir das auch sagen.</p><a href="/kontakt.html">Kontakt</a>"""
CONTACT = (
    "<!doctype html><html lang=de><title>Kontakt</title><body><h1>Kontakt</h1><p>Telefon +49 4642 123456</p>"
)


@pytest.fixture(autouse=True)
def german(tmp_path: Path, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A German business, and a catalogue of German in which each sentence for the client stands in brackets."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(HOME, encoding="utf-8")
    (site / "kontakt.html").write_text(CONTACT, encoding="utf-8")
    served(site)
    section, lines = "", []
    for line in (shipped() / "sentences" / "en.toml").read_text(encoding="utf-8").splitlines():
        section = line.strip("[]") if line.startswith("[") else section
        key, equals, sentence = line.partition(" = ")
        lines.append(f'{key} = "⟦{sentence[1:-1]}⟧"' if equals and section in CLIENTS else line)
    folder = tmp_path / "own" / "sentences"
    folder.mkdir(parents=True)
    (folder / "de.toml").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setenv("PRECALL_TEMPLATES_DIR", str(folder.parent))
    (tmp_path / "call.md").write_text("heard: Wir haben zu viel Arbeit\n", encoding="utf-8")


def draft(folder: Path) -> str:
    """The follow-up as it is shown."""
    return (folder / "briefings" / "acme.example" / "follow-up.md").read_text(encoding="utf-8")


def test_a_client_is_written_to_in_the_language_of_their_site(precall: Precall, tmp_path: Path) -> None:
    """And the caller is told so in one line; the briefing is theirs."""
    ended = precall("research", "acme.example")
    assert (
        "precall: the mail is in German, the language of their site; another with --mail-language"
        in ended.lines
    )
    assert "⟦" in draft(tmp_path)
    assert "⟦" not in (tmp_path / "briefings" / "acme.example" / "briefing.md").read_text(encoding="utf-8")
    ended = precall("followup", "acme.example", "--notes", "call.md")
    assert "⟦" in draft(tmp_path)
    assert sum("the mail is in German" in line for line in ended.lines) == 1
    assert "⟦" not in ended.err


def test_what_the_caller_says_counts_and_is_kept_for_the_client(precall: Precall, tmp_path: Path) -> None:
    """For the next mail, too; until they say otherwise."""
    precall("research", "acme.example", "--mail-language", "en", "--quiet")
    assert "⟦" not in draft(tmp_path)
    assert "the mail is in" not in precall("followup", "acme.example", "--notes", "call.md").err
    assert "⟦" not in draft(tmp_path)
    assert precall("followup", "acme.example", "--notes", "call.md", "--mail-language", "de").status == 0
    ended = precall("followup", "acme.example", "--notes", "call.md")
    assert "⟦" in draft(tmp_path)
    assert (
        "precall: the mail is in German, as you said on 1 February 2026; another with --mail-language"
        in ended.lines
    )


def test_a_setting_counts_for_every_client_of_whom_nothing_was_said(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes in one language only says so once."""
    monkeypatch.setenv("PRECALL_MAIL_LANGUAGE", "en")
    assert "the mail is in" not in precall("research", "acme.example").err
    assert "⟦" not in draft(tmp_path)


def test_a_language_without_sentences_is_refused(precall: Precall) -> None:
    """With those that there are."""
    ended = precall("research", "acme.example", "--mail-language", "qq")
    assert ended.status != 0
    assert "no sentences in the language 'qq'; there are de, en" in ended.err


def test_each_draft_of_a_batch_is_in_the_language_of_its_site(precall: Precall, tmp_path: Path) -> None:
    """Unless the caller wants one for all."""
    (tmp_path / "list.csv").write_text("domain\nacme.example\n", encoding="utf-8")
    for folder, more, is_german in (("one", (), True), ("two", ("--mail-language", "en"), False)):
        assert precall("batch", "list.csv", "--yes", "--jobs", "1", "--out", folder, *more).status == 0
        text = (tmp_path / folder / "acme.example" / "follow-up.md").read_text(encoding="utf-8")
        assert ("⟦" in text) is is_german


@pytest.mark.parametrize(
    ("language", "noted", "summary"),
    [
        ("fr", "prochaine étape : appel vendredi 14h", "Telefonat"),
        ("fr", "prochaine étape : réunion vendredi 14h", "Treffen"),
        ("fr", "prochaine étape : Sitzung vendredi 14h", "Sitzung"),
        ("en", "next: call Friday 14:00", "Call"),
    ],
)
def test_an_invitation_calls_the_meeting_as_the_mail_does(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, noted: str, summary: str
) -> None:
    """Unless the word that was noted is one in the client's language."""
    monkeypatch.delenv("PRECALL_TEMPLATES_DIR")
    monkeypatch.setenv("PRECALL_LANGUAGE", language)
    (tmp_path / "call.md").write_text(f"{noted}\n", encoding="utf-8")
    assert precall("research", "acme.example", "--quiet").status == 0
    assert precall("followup", "acme.example", "--notes", "call.md").status == 0
    invited = (tmp_path / "briefings" / "acme.example" / "invite.ics").read_text(encoding="utf-8")
    assert f"SUMMARY:{summary}: " in invited


@pytest.mark.parametrize("code", ["EN", "en-GB", "en_US", " en "])
def test_a_language_may_be_named_with_the_country_where_it_is_spoken(
    precall: Precall, tmp_path: Path, code: str
) -> None:
    """And in capitals."""
    assert precall("research", "acme.example", "--mail-language", code, "--quiet").status == 0
    assert "⟦" not in draft(tmp_path)


def test_a_language_without_sentences_is_refused_before_anything_is_asked_for(
    precall: Precall, tmp_path: Path
) -> None:
    """Nothing was kept of a visit, so one that must not ask for anything finds nothing."""
    ended = precall("research", "acme.example", "--mail-language", "qq")
    assert "Choose one of these, or add" in ended.err
    assert "Set language" not in ended.err
    kept = precall("research", "acme.example", "--offline")
    assert kept.status != 0


def test_of_a_first_mail_in_the_language_of_the_offer_it_is_not_said_that_it_is_in_theirs(
    precall: Precall, tmp_path: Path
) -> None:
    """The one sentence that tells which it is in is enough."""
    (tmp_path / "offer.toml").write_text(
        'what = "help small yards plan the year"\nproblem = "more requests than you can take on"\n'
        'looks_for = ["boote"]\nask = "Would a short call suit you?"\n',
        encoding="utf-8",
    )
    ended = precall("research", "acme.example", "--for", "sales", "--offer", "offer.toml")
    told = f"{ended.out}{ended.err}"
    assert ("The first mail is in English" in told) != ("the mail is in German" in told)
    assert "The first mail is in English" in told
