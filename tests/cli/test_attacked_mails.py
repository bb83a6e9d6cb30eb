"""What an attacker puts on a website, into notes, options, settings and imports stays text in every mail precall writes."""

import email
import email.policy
import json
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from commands import Precall

FOLDER = Path("briefings/acme.example")
NAMES = {"Subject", "From", "To", "X-Unsent", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
OFFER = """
what = "measure sails by photograph"
problem = "measuring on board"
looks_for = ["sails"]
ask = "May I show you?"
"""
TOLD = "i promised: the plan by Friday\nthey promised: nothing\nnext: Friday 10:00\n"
WORD = "=?l1?q?=0ABcc=3Av=40e.co?="
ON_A_SITE = (
    "Award =?l1?q?=0ABcc:v=40e.co?= won",
    "Award =&#8203;?UTF-8?B?CkJjYzp2QGUuY28=?= and =<b>?l1</b>?q?=0ABcc:v?= won",
    "Award&#10;Bcc: v@e.co&#13;&#10;&#x2028;Cc: v@e.co&#x85;To: v@e.co won",
)


def check(path: Path) -> None:
    """The mail has the headers that precall writes, each once, and no value that decodes into another."""
    data = path.read_bytes()
    read = email.message_from_bytes(data, policy=email.policy.default)
    assert set(read.keys()) <= NAMES, read.keys()
    assert len(set(read.keys())) == len(read.keys())
    old = email.message_from_bytes(data)
    for name, value in old.items():
        once = str(make_header(decode_header(str(value))))
        assert "=?" not in once, (name, once)
        assert once.replace("\r\n ", " ").isprintable()
    for name in ("From", "To"):
        assert "v@e.co" not in [one.addr_spec for one in getattr(read[name], "addresses", ())]


@pytest.mark.parametrize("headline", ON_A_SITE)
def test_a_website_alone_writes_no_header(precall: Precall, acme: Path, headline: str) -> None:
    """Its headline is the subject of the first mail; its name, people and words are in the others."""
    news = (
        (headline, "2026-01-20"),
        ("A new loft in Falmouth", "2025-11-20"),
        ("Winter storage", "2025-10-20"),
    )
    (acme / "news.html").write_text(
        "<!doctype html><html lang=en><title>News</title><body><h1>News</h1>"
        + "".join(
            f"<article><h2>{title}</h2><time datetime={day}>{day}</time><p>{title} and more.</p></article>"
            for title, day in news
        ),
        encoding="utf-8",
    )
    front = (acme / "index.html").read_text(encoding="utf-8")
    (acme / "index.html").write_text(
        front.replace("<footer>", f"<h2>{headline}</h2><a href=/news.html>News</a><footer>"), encoding="utf-8"
    )
    Path("offer.toml").write_text(OFFER)
    assert precall("research", "acme.example", "--for", "sales", "--offer", "offer.toml").status == 0
    check(FOLDER / "first-mail.eml")
    check(FOLDER / "follow-up.eml")
    mail = email.message_from_bytes((FOLDER / "first-mail.eml").read_bytes(), policy=email.policy.default)
    assert mail["Subject"].startswith("About “Award")


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--to", f"{WORD} <ann@acme.example>"),
        ("--to", f"Ann {WORD} Lee <ann@acme.example>, {WORD} <bo@acme.example>"),
        ("--to", '"Ann\r\nBcc v" <ann@acme.example>'),
        ("--to", "Ann\u2028Bcc=3A v\u0085 <ann@acme.example>"),
        ("--with", f"Ann {WORD}"),
        ("--with", "Ann\r\nBcc: v@e.co"),
    ],
)
def test_no_option_writes_a_header(precall: Precall, option: str, value: str) -> None:
    """Pasted from a site, as people do."""
    FOLDER.mkdir(parents=True)
    (FOLDER / "notes.md").write_text(f"heard: {WORD}\nquote: {WORD}\n{TOLD}", encoding="utf-8")
    assert precall("followup", "acme.example", option, value).status == 0
    check(FOLDER / "follow-up.eml")


@pytest.mark.parametrize(
    "value",
    [
        f"{WORD}@acme.example",
        "=?l1?q?=0Ax?=@acme.example",
        "ann@acme.example\x00",
        "a(" * 2000 + "@b.example",
    ],
)
def test_what_is_no_address_is_refused_in_one_line(precall: Precall, value: str) -> None:
    """An encoded word is none, nor are comments in comments without end."""
    ended = precall("followup", "acme.example", "--to", value)
    if ended.status == 0:  # a zero byte is taken out, and an address is left
        check(FOLDER / "follow-up.eml")
        return
    assert (ended.status, len(ended.lines)) == (2, 1)
    assert "write" in ended.lines[0]


@pytest.mark.parametrize(
    "prefix", ["heard", "quote", "goal", "next", "personal", "to", "i promised", "outcome"]
)
def test_no_line_of_the_notes_writes_a_header(precall: Precall, prefix: str) -> None:
    """Also where nothing else stands in them, so that it becomes the subject."""
    FOLDER.mkdir(parents=True)
    for words in (WORD, f"{WORD} <ann@acme.example>", "x\u2028Bcc: v@e.co", "(" * 2000 + "@", '"', "<@[,"):
        (FOLDER / "notes.md").write_text(f"{prefix}: {words}\n{TOLD}", encoding="utf-8")
        assert precall("followup", "acme.example").status == 0
        check(FOLDER / "follow-up.eml")


def test_no_setting_writes_a_header(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caller's name, company, signature and address."""
    for name in ("NAME", "COMPANY", "SIGNATURE"):
        monkeypatch.setenv(f"PRECALL_{name}", f"Ada {WORD}\nBcc: v@e.co")
    for address in ("ada@bell.example", f"Ada {WORD} <ada@bell.example>", f"{WORD}@bell.example"):
        monkeypatch.setenv("PRECALL_EMAIL", address)
        assert precall("followup", "acme.example", "--to", "ann@acme.example").status == 0
        check(FOLDER / "follow-up.eml")


def test_no_name_from_an_import_writes_a_header(precall: Precall) -> None:
    """Neither a table's nor another memory's, into a mail or a check-in."""
    Path("people.csv").write_text(
        f'name,email,company,website\n"{WORD}",ann@acme.example,"{WORD}\r\nBcc: v@e.co",acme.example\n',
        encoding="utf-8",
    )
    assert precall("import", "people.csv").status == 0
    assert precall("remember", "acme.example", "--goal", f"win {WORD} twice").status == 0
    assert (
        precall("checkin", "acme.example", "--with", WORD, "--to", f"{WORD} <ann@acme.example>").status == 0
    )
    check(FOLDER / "check-in.eml")
    assert precall("export", "memory.json").status == 0
    data = json.loads(Path("memory.json").read_text(encoding="utf-8"))
    data["clients"][0]["given"] = [
        {"what": "to", "value": f"{WORD} <ann@acme.example>", "at": "2026-01-01T00:00:00Z"}
    ]
    Path("memory.json").write_text(json.dumps(data), encoding="utf-8")
    assert precall("import", "memory.json").status == 0
    assert precall("followup", "acme.example").status == 0
    check(FOLDER / "follow-up.eml")


def test_a_damaged_draft_in_the_folder_is_said_in_words(precall: Precall, acme: Path) -> None:
    """Whom to write to is then asked again; the mail is written, and so is the briefing."""
    FOLDER.mkdir(parents=True)
    (FOLDER / "notes.md").write_text(f"heard: the loft\n{TOLD}", encoding="utf-8")
    for command, line in (
        ("followup", b'"'),
        ("followup", b"\xff\x00("),
        ("research", b"<@[,\r \xed\xa0\x80@"),
    ):
        (FOLDER / "follow-up.eml").write_bytes(b"To: " + line + b"\r\nSubject: x\r\n\r\nx")
        assert precall(command, "acme.example").status == 0
        check(FOLDER / "follow-up.eml")
        assert "The To: line of the earlier draft cannot be read" in (FOLDER / "follow-up.md").read_text()
