"""Whatever is said comes from the catalogue: with every letter of it written wide, no plain one is left."""

import json
import re
import unicodedata
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from commands import Precall, Served

from precall import sentences
from precall.faces.cli import COMMANDS
from precall.render.templates import folders

WIDE = {code: code + 0xFEE0 for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))}
"""Letters as they are written among Chinese ones."""
DATES = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
"""They stand in cldr/en.toml, where another language has its own."""
NOT_OURS = re.compile(
    r"<style.*?</style>|<script.*?</script>|<!--.*?-->|<[^>]{0,2000}>|(?:https?|file)://[^\s\"<>)]{1,500}"
    r"|[\w.@+-]{1,80}\.(?:example|md|eml|html|jsonl?|toml|ics|ttf|csv|sqlite3)\b[/\w.-]*|(?<!\w)/[\w/.-]{1,200}|\bbriefings\b|/batch/"
    r"|#source-\d+|&\w+;|[TZ]?\d+[TZ]\b|```text|Europe/London|--\w+|WhatsApp|(?<=: )signature\b"
    r"|\b(?:followup|draft)\.\w+|\b(?:" + DATES + r")\b",
    re.DOTALL,
)
"""Markup, addresses, options, names of files and of sentences, and what words/en.toml says."""
NAMES = re.compile(
    rf"\bprecall(?: (?:{'|'.join(COMMANDS)}|copy|clear))*|precall/memory@1|\b(?:coach|sales|playbooks|toml|local|dask|json|ics|vcf|hubspot|pipedrive"
    r"|mail-merge|first|second|checkin|delay|init|ADDRESS|NUMBER)\b|--\w+(?:-\w+)+"
)
"""What has the same name in every language: commands, options, what they take, and a setting."""
HOME = """<!doctype html><html lang=el><title>Ακμή Πανιά</title><meta name=description
content="Η Ακμή φτιάχνει και επισκευάζει πανιά για μικρά σκάφη."><body><h1>Ακμή Πανιά</h1>
<p>Η Ακμή φτιάχνει και επισκευάζει πανιά για μικρά σκάφη στον Πειραιά από το 1987.</p>
<p>«Μας έσωσαν το καλοκαίρι», Μαρία Παππά</p><h2>Πανιά</h2><p>Ράβουμε πανιά. 40 €</p><a href="/contact.html">Επικοινωνία</a>
<a href="/shop.html">Κατάστημα</a><a href="/members.html">Μέλη</a><footer>© 2021 Ακμή</footer>"""
CONTACT = """<!doctype html><html lang=el><title>Ακμή: Επικοινωνία</title><body><h1>Επικοινωνία</h1>
<p>Τηλέφωνο +30 21 0412 3456, <a href="mailto:loft@acme.example">loft@acme.example</a></p>"""
SHOP = "<!doctype html><html><title>Ακμή</title><body><div id=app></div><script src=/app.js></script>"
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
DTSTAMP:20260201T000000Z
DTSTART:20260201T120000Z
SUMMARY:Ακμή
ATTENDEE:mailto:loft@acme.example
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTAMP:20260201T000000Z
DTSTART:20260201T130000Z
SUMMARY:Καφές
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")
NOTES = """heard: πάρα πολλή δουλειά
heard: λίγος ύπνος
heard: κανένα σχέδιο
quote: δεν θέλουμε άλλα
i promised: το πλάνο 2026-02-06
they promised: τα νούμερα
next: 2026-02-10 10:00
goal: δύο ελεύθερες Κυριακές
private: κουρασμένη
μια γραμμή
"""


def wide(sentence: str) -> str:
    """A sentence with its own letters wide, and its places as they are."""
    parts = re.split(r"(\{[a-z_]{1,40}\})", sentence)
    return "".join(part if part.startswith("{") else part.translate(WIDE) for part in parts)


def plain_words(text: str) -> Iterator[str]:
    """The words in plain Latin letters that are neither markup nor an address."""
    for line in NOT_OURS.sub(" ", re.sub(r"\\([.@_])", r"\1", text)).splitlines():
        for word in re.findall(r"[A-Za-z]{2,}", line):
            yield f"{word} in: {unicodedata.normalize('NFKC', line.strip())[:120]}"


def written_in(file: Path) -> str:
    """What a file says to its reader; of a mail the subject and the text."""
    if file.suffix != ".eml":
        return file.read_text(encoding="utf-8")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    return f"{mail['Subject']}\n{mail.get_content()}"


@pytest.fixture
def wide_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Templates of the caller's own, in which the catalogue is written wide."""
    folder = tmp_path / "own"
    (folder / "sentences").mkdir(parents=True)
    lines = []
    for section, entries in sentences.load("en", folders()).catalogue.items():
        lines.append(f"[{section}]")
        for key, sentence in entries.items():
            said = sentence if key == "greets" else wide(sentence)
            lines.append(f"{json.dumps(key)} = {json.dumps(said, ensure_ascii=False)}")
    (folder / "sentences" / "en.toml").write_text("\n".join(lines), encoding="utf-8")
    (folder / "offer.toml").write_text(
        'what = "ράβουμε"\nproblem = "τα πανιά"\nask = "Μιλάμε;"\nlooks_for = ["πανιά"]\n'
    )
    monkeypatch.setenv("PRECALL_TEMPLATES_DIR", str(folder))
    return folder


def test_no_word_of_ours_stands_outside_the_catalogue(
    precall: Precall, served: Served, tmp_path: Path, wide_catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the briefing, the mails, the notes to fill in, and what the terminal answers."""
    assert wide_catalogue.is_dir()
    site = tmp_path / "site"
    site.mkdir()
    for name, text in (("index", HOME), ("contact", CONTACT), ("shop", SHOP)):
        (site / f"{name}.html").write_text(text, encoding="utf-8")
    served(site)
    monkeypatch.setenv("PRECALL_TIMEZONE", "Europe/London")
    monkeypatch.setenv("PRECALL_SIGNATURE", "Άντα")
    (tmp_path / "call.md").write_text(NOTES, encoding="utf-8")
    commands = (
        ("clients",),
        ("today",),
        ("research", "acme.example", "--context", "Έχουμε πάρα πολλή δουλειά και λίγο χρόνο."),
        ("research", "acme.example", "--for", "sales", "--sources"),
        ("today", "--outreach"),
        ("debrief", "acme.example", "--notes", "call.md"),
        ("followup", "acme.example", "--notes", "call.md", "--to", "loft@acme.example"),
        ("followup", "acme.example", "--notes", "call.md", "--explain"),
        ("today",),
        ("sent", "acme.example"),
        ("sent", "acme.example"),
        ("promise", "acme.example", "το πλάνο", "--by", "2026-02-06"),
        ("kept", "1"),
        ("remember", "acme.example", "κόρη", "--goal"),
        ("remember", "acme.example", "--rhythm", "9"),
        ("remember", "other.example", "κόρη"),
        ("gift", "add", "τρεις ερωτήσεις", "--about", "δουλειά"),
        ("gift", "list"),
        ("show", "acme.example"),
        ("clients",),
        ("changes", "acme.example"),
        ("checkin", "acme.example"),
        ("checkin", "acme.example", "--anyway"),
        ("research", "acme.example"),
        ("prep", "--calendar", "week.ics"),
        ("batch", "list.csv", "--yes", "--jobs", "1", "--out", "briefings/batch"),
        ("status", "briefings/batch"),
        ("verify", "briefings/acme.example"),
        ("backup", "copy.sqlite3"),
        ("restore", "copy.sqlite3", "--yes"),
        ("export", "all.json"),
        ("import", "all.json"),
        ("merge", "acme.example", "other.example"),
        ("cache",),
        ("cache", "clear", "--yes"),
        ("forget", "acme.example", "--yes", "--never"),
        ("forget", "acme.example", "--allow"),
    )
    (tmp_path / "week.ics").write_text(CALENDAR, encoding="utf-8", newline="")
    (tmp_path / "list.csv").write_text("domain\nacme.example\n", encoding="utf-8")
    refused: tuple[tuple[str, ...], ...] = (
        ("research", "--άλφα"),
        ("research", "--with"),
        ("research",),
        ("prep",),
        ("prep", "--calendar", "week.ics", "--days", "99"),
        ("today", "άλφα"),
        ("today", "άλφα", "βήτα"),
        ("άλφα",),
        ("kept", "άλφα"),
        ("today", "--json=3"),
        ("research", "acme.example", "--meeting", "άλφα"),
        ("research", "acme.example", "--delay", "-3"),
        ("research", "acme.example", "--for", "άλφα"),
        ("research", "acme.example", "--when", "άλφα"),
        ("promise", "acme.example", "άλφα", "--by", "βήτα"),
        ("init", "--email", "άλφα"),
        ("init",),
        ("cache", "clear"),
        ("forget", "acme.example"),
        ("remember", "acme.example"),
        ("remember", "acme.example", "άλφα", "--goal", "--private"),
        ("restore", "copy.sqlite3"),
        ("restore", "άλφα"),
        ("templates", "copy"),
        ("status", "."),
        ("import", "whole.json"),
        ("batch", "list.csv", "--out", "briefings/batch", "--engine", "άλφα"),
        ("export", "άλφα"),
    )
    (tmp_path / "whole.json").write_text('{"schema": 5}', encoding="utf-8")
    left: dict[str, str] = {}
    for arguments in (*commands, *refused):
        ended = precall(*arguments)
        assert (ended.status != 0) == (arguments in refused), ended
        said = f"{ended.out}\n{ended.err}".replace("precall: ", "")
        for found in plain_words(NAMES.sub(" ", said) if arguments in refused else said):
            left.setdefault(found, " ".join(arguments[:2]))
    for file in sorted((tmp_path / "briefings").rglob("*.*")):
        if file.suffix in (".md", ".html", ".eml") and "pages" not in file.parts and "notes" not in file.name:
            for found in plain_words(written_in(file)):
                left.setdefault(found, file.name)
    assert not left, "\n".join(f"{where}: {found}" for found, where in left.items())
