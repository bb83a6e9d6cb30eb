"""The commands of the memory, run as a caller runs them."""

import email
import email.policy
import io
import json
import sqlite3
from pathlib import Path

import pytest
from commands import Precall

NOTES = "heard: we want our Sundays back\ni promised: a price by Friday\ngoal: two Sundays off\npersonal: keeps bees\n"


@pytest.fixture
def told(precall: Precall, tmp_path: Path) -> Path:
    """A debriefed call with acme.example; gives the folder for its files."""
    (tmp_path / "call.txt").write_text(NOTES, encoding="utf-8")
    assert precall("debrief", "acme.example", "--notes", "call.txt", "--with", "Ann Lee").status == 0
    return tmp_path / "briefings" / "acme.example"


def holding(folder: Path, *words: str) -> list[str]:
    """The files below a folder that hold one of these words in their bytes, in UTF-8 or UTF-16."""
    needles = [word.lower().encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    files = (path for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in files if any(needle in path.read_bytes().lower() for needle in needles)]


def test_a_debrief_keeps_the_call_and_finishes_the_draft(precall: Precall, told: Path) -> None:
    """The promise has its number and its day; the draft has their words."""
    shown = precall("debrief", "acme.example", "--notes", "call.txt")
    assert "Nothing new" in shown.out
    assert "[1] I promised: a price, by 6 February 2026" in shown.out
    mail = email.message_from_bytes((told / "follow-up.eml").read_bytes(), policy=email.policy.default)
    assert "we want our Sundays back" in mail.get_content()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [("", "there is nothing in"), ("   \n\n", "there is nothing in"), ("\0\1", "not text")],
)
def test_a_debrief_of_nothing_is_none(precall: Precall, tmp_path: Path, content: str, complaint: str) -> None:
    """Nobody is kept either."""
    (tmp_path / "call.txt").write_text(content, encoding="utf-8")
    ended = precall("debrief", "acme.example", "--notes", "call.txt")
    assert (ended.status, complaint in ended.err) == (2, True)
    assert json.loads(precall("clients", "--json").out) == []


def test_a_debrief_without_notes_and_terminal_says_what_to_give(precall: Precall) -> None:
    """Questions are asked on a terminal alone."""
    ended = precall("debrief", "acme.example")
    assert ended.status == 2
    assert "--notes" in ended.err


def test_the_newest_notes_count(precall: Precall, told: Path) -> None:
    """Those given, else those in the folder where they changed since the debrief, else the debrief's."""
    assert "Sundays back" in precall("followup", "acme.example").out
    (told / "notes.md").write_text("heard: a word written later\n", encoding="utf-8")
    assert "a word written later" in precall("followup", "acme.example").out
    (told.parent.parent / "given.txt").write_text("heard: a word given now\n", encoding="utf-8")
    assert "a word given now" in precall("followup", "acme.example", "--notes", "given.txt").out
    (told / "notes.md").write_text("", encoding="utf-8")
    assert "a word given now" in precall("followup", "acme.example").out


def test_notes_that_were_debriefed_are_not_newer_than_the_debrief(precall: Precall, told: Path) -> None:
    """Only what was changed in them afterwards is."""
    (told / "notes.md").write_text("heard: as it lay there\n", encoding="utf-8")
    precall("debrief", "acme.example", "--another", "--notes", "call.txt")
    precall("debrief", "acme.example", "--notes", str(told / "notes.md"))
    assert "as it lay there" in precall("followup", "acme.example").out


def test_the_next_briefing_shows_last_time(precall: Precall, acme: Path, told: Path) -> None:
    """Their goal is asked again in their words, and the follow-up that was not sent is kept."""
    precall("remember", "acme.example", "daughter plays soccer")
    assert precall("research", "http://acme.example/", "-q").status == 0
    briefing = (told / "briefing.md").read_text(encoding="utf-8")
    assert "## Last time" in briefing
    assert "daughter plays soccer" in briefing
    assert "Last time you named a goal: two Sundays off." in briefing
    assert "Sundays back" in (told / "follow-up.md").read_text(encoding="utf-8")
    precall("sent", "acme.example")
    precall("research", "http://acme.example/", "-q")
    assert "Sundays back" not in (told / "follow-up.md").read_text(encoding="utf-8")


def test_the_same_day_twice_gives_the_same_bytes(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """That the site was looked at an hour ago is not news."""
    precall("research", "http://acme.example/", "-q")
    folder = tmp_path / "briefings" / "acme.example"
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    precall("research", "http://acme.example/", "-q", "--offline")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == first


def test_a_question_that_landed_ranks_higher_next_time(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """It is known by the reason for which it is asked."""
    precall("research", "http://acme.example/", "-q")
    (tmp_path / "call.txt").write_text(NOTES, encoding="utf-8")
    assert precall("debrief", "acme.example", "--notes", "call.txt", "--landed", "2").status == 0
    refused = precall("debrief", "acme.example", "--notes", "call.txt", "--landed", "99")
    assert refused.status == 2
    assert "there is no question 99" in refused.err


@pytest.mark.parametrize("word", ["someday", "friday or monday", "the 45th of May"])
def test_a_promise_by_no_one_day_is_asked_back(precall: Precall, told: Path, word: str) -> None:
    """The message shows how days are written."""
    ended = precall("promise", "acme.example", "a sketch", "--by", word)
    assert ended.status == 2
    assert "is not one day" in ended.err


def test_a_check_in_needs_a_true_reason(precall: Precall, tmp_path: Path) -> None:
    """Without one there is no draft, and status 0."""
    (tmp_path / "call.txt").write_text("i promised: nothing\n", encoding="utf-8")
    precall("debrief", "acme.example", "--notes", "call.txt")
    ended = precall("checkin", "acme.example", "--anyway")
    assert (ended.status, "no reason to write yet" in ended.out) == (0, True)
    assert not (tmp_path / "briefings" / "acme.example" / "check-in.eml").exists()


@pytest.mark.parametrize(
    ("noted", "said"),
    [
        ("every Sunday free by March", "you named a goal: every Sunday free by March."),
        ("have every Sunday free by March", "you named a goal: to have every Sunday free by March."),
        ("she has every Sunday free by March", "you hoped that you have every Sunday free by March."),
        ("she wants two Sundays off", "you named a goal: two Sundays off."),
        ("I want my Sundays back", "you named a goal: your Sundays back."),
    ],
)
def test_a_check_in_says_a_goal_as_the_letter_does(precall: Precall, noted: str, said: str) -> None:
    """What was put into "you" is not quoted, and nobody is asked before the day how it has gone."""
    Path("call.txt").write_text(f"goal: {noted}\n", encoding="utf-8")
    precall("debrief", "acme.example", "--notes", "call.txt", "--with", "Ann Lee", "--to", "ann@acme.example")
    ended = precall("checkin", "acme.example", "--anyway")
    assert f"When we spoke, {said} How is that going?" in ended.out
    assert "Hello Ann," in ended.out
    assert "goes to ann@acme.example, as you said in an earlier run" in ended.err
    mail = Path("briefings/acme.example/check-in.eml").read_text()
    assert "To: ann@acme.example" in mail
    assert "“" not in mail
    other = precall("checkin", "acme.example", "--anyway", "--with", "Bo Hill")
    assert "Hello Bo," in other.out
    assert "goes to" not in other.err


def test_a_check_in_offers_a_note_that_fits_once(precall: Precall, told: Path) -> None:
    """After it was sent, the goal is the next reason, and then there is none."""
    precall("gift", "add", "How others keep their Sundays free", "--about", "Sundays")
    first = json.loads(precall("checkin", "acme.example", "--anyway", "--with", "Ann", "--json").out)
    assert "How others keep their Sundays free" in first["body"]
    assert json.loads(precall("checkin", "acme.example", "--anyway", "--with", "Ann", "--json").out) == first
    precall("sent", "acme.example")
    assert (
        "two Sundays off" in json.loads(precall("checkin", "acme.example", "--anyway", "--json").out)["body"]
    )
    precall("sent", "acme.example")
    assert json.loads(precall("checkin", "acme.example", "--anyway", "--json").out)["mail"] is None


def test_a_check_in_cites_the_change_it_rests_on(
    precall: Precall, acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by looking again, with the words and their page."""
    precall("research", "http://acme.example/", "-q")
    page = acme / "index.html"
    old = page.read_text(encoding="utf-8")
    page.write_text(
        old.replace("makes and mends sails for small boats", "makes and mends sails for working boats"),
        encoding="utf-8",
    )
    monkeypatch.setenv("PRECALL_NOW", "2026-02-20T09:00:00Z")
    found = json.loads(precall("changes", "acme.example", "--json").out)
    assert [change["kind"] for change in found["changes"]] == ["summary"], found["changes"]
    assert [proof["when"] for proof in found["changes"][0]["evidence"]] == ["then", "now"]
    draft = json.loads(precall("checkin", "acme.example", "--anyway", "--json").out)
    assert "working boats" in draft["body"]
    assert any("working boats" in proof["quote"] for proof in draft["evidence"])


def test_a_forgotten_client_is_nowhere(precall: Precall, acme: Path, tmp_path: Path, own_home: Path) -> None:
    """Memory, kept pages, outputs, copies: no byte. A file of the caller's own stays and is named."""
    precall("research", "http://acme.example/", "-q", "--with", "Ann Lee")
    (tmp_path / "call.txt").write_text(NOTES, encoding="utf-8")
    precall("debrief", "acme.example", "--notes", "call.txt", "--to", "ann.lee@gmail.com")
    precall("checkin", "acme.example", "--anyway")
    assert precall("backup", "copy.sqlite3").status == 0
    (tmp_path / "call.txt").unlink()
    own = tmp_path / "briefings" / "acme.example" / "contract.txt"
    own.write_text("mine", encoding="utf-8")
    assert holding(own_home, "acme", "Sundays back")
    assert precall("forget", "ann.lee@gmail.com").status == 2
    ended = precall("forget", "ann.lee@gmail.com", "--yes")
    assert ended.status == 0
    assert "contract.txt" in ended.out
    assert [path.name for path in own.parent.iterdir()] == ["contract.txt"]
    words = ("acme", "falmouth", "Sundays back", "Ann Lee", "ann.lee", "01326 555010")
    assert holding(own_home, *words) == []
    assert holding(tmp_path, *words) == []


def test_a_client_forgotten_for_good_is_left_alone(
    precall: Precall, acme: Path, tmp_path: Path, own_home: Path
) -> None:
    """By research, debrief and check-in, in one plain line; until that is taken back."""
    precall("research", "http://acme.example/", "-q")
    assert precall("forget", "acme.example", "--yes", "--never").status == 0
    assert holding(own_home, "acme") == []
    for command in (
        ("research", "http://www.acme.example/", "-q"),
        ("promise", "ann@acme.example", "x"),
        ("checkin", "acme.example", "--anyway"),
    ):
        ended = precall(*command)
        assert (ended.status, len(ended.lines)) == (1, 1), command
        assert "forget this client for good" in ended.err
    assert not (tmp_path / "briefings" / "acme.example").exists()
    assert precall("forget", "acme.example", "--allow").status == 0
    assert precall("research", "http://acme.example/", "-q").status == 0


def test_research_goes_on_without_a_memory_that_it_cannot_use(
    precall: Precall, acme: Path, tmp_path: Path, own_home: Path
) -> None:
    """A newer one is left alone and said; the briefing is written."""
    precall("clients")
    (path,) = own_home.rglob("memory.sqlite3")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    db.close()
    ended = precall("research", "http://acme.example/", "-q")
    assert ended.status == 0
    assert "newer precall" in ended.err
    assert (tmp_path / "briefings" / "acme.example" / "briefing.html").is_file()
    assert precall("today").status == 2
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]
        assert db.execute("SELECT count(*) FROM clients").fetchall() == [(0,)]
    db.close()


def test_two_clients_become_one(precall: Precall, told: Path, tmp_path: Path) -> None:
    """Both names mean the one that is kept."""
    precall("debrief", "acme.test", "--notes", "call.txt")
    assert precall("merge", "acme.example", "acme.test").status == 0
    assert json.loads(precall("show", "acme.test", "--json").out)["client"] == "acme.example"
    assert [client["client"] for client in json.loads(precall("clients", "--json").out)] == ["acme.example"]


@pytest.mark.parametrize(
    "command",
    [
        ("today", "--json"),
        ("debrief", "acme.example", "--notes", "call.txt", "--json"),
        ("sent", "acme.example", "--json"),
        ("promise", "acme.example", "a sketch", "--by", "friday", "--json"),
        ("kept", "1", "--json"),
        ("remember", "acme.example", "keeps bees", "--json"),
        ("clients", "--json"),
        ("show", "Ann Lee", "--json"),
        ("checkin", "acme.example", "--anyway", "--json"),
        ("gift", "add", "a note", "--about", "bees", "--json"),
        ("gift", "list", "--json"),
        ("backup", "copy.sqlite3", "--json"),
        ("export", "all.json", "--json"),
        ("export", "tables", "--as", "hubspot", "--json"),
        ("forget", "acme.example", "--yes", "--json"),
    ],
)
def test_each_command_speaks_json(precall: Precall, told: Path, command: tuple[str, ...]) -> None:
    """In ASCII, and nothing but it on stdout."""
    ended = precall(*command)
    assert ended.status == 0, ended.err
    assert ended.out.isascii()
    json.loads(ended.out)


def test_hostile_notes_do_not_reach_the_terminal(precall: Precall, tmp_path: Path) -> None:
    """Neither colours nor a turned reading direction."""
    (tmp_path / "call.txt").write_text(
        "i promised: a \u202esketch\u001b[31m red by Friday\nheard: \u009b2J\n", encoding="utf-8"
    )
    for command in (("debrief", "acme.example", "--notes", "call.txt"), ("today",), ("show", "acme.example")):
        out = precall(*command).out
        assert not any(mark in out for mark in ("\u001b", "\u202e", "\u009b")), command


class Terminal(io.StringIO):
    """Somebody who types these lines on a terminal."""

    def isatty(self) -> bool:
        """They see what is asked."""
        return True


def test_on_a_terminal_the_few_things_that_matter_are_asked(
    precall: Precall, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each until it is left empty, and at the end which question landed."""
    precall("research", "http://acme.example/", "-q")
    typed = [
        "Ann Lee",
        "we want our Sundays back",
        "",
        "Sundays are for sleeping",
        "a price by Friday",
        "",
        "",
        "nothing",
        "two Sundays off",
        "daughter plays soccer",
        "",
        "talk less",
        "ann at acme",
        "ann@acme.example",
        "1",
    ]
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in typed)))
    ended = precall("debrief", "acme.example")
    assert ended.status == 0, ended.err
    assert "I promised: a price, by 6 February 2026" in ended.out
    kept = {
        detail["kind"]: detail["text"]
        for detail in json.loads(precall("show", "acme.example", "--json").out)["details"]
    }
    assert kept == {
        "heard": "we want our Sundays back",
        "quote": "Sundays are for sleeping",
        "person": "daughter plays soccer",
        "goal": "two Sundays off",
    }
    assert "no e-mail address in 'ann at acme'" in ended.err
    assert "To: ann@acme.example" in ended.out
    assert "Dear Ann," in ended.out
    assert "Before it goes out:" in ended.out
    assert "(stays here)" in ended.out
    assert "talk less" in precall("today").out


def test_what_an_option_said_is_not_asked(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither whom one spoke to nor whom the mail goes to."""
    monkeypatch.setattr("sys.stdin", Terminal("we want our Sundays back\n" + "\n" * 9))
    ended = precall("debrief", "acme.example", "--with", "Ann Lee", "--to", "ann@acme.example")
    assert ended.status == 0, ended.err
    assert "Whom did you speak to?" not in ended.out
    assert "e-mail address" not in ended.out
    assert "Dear Ann," in ended.out
    assert "To: ann@acme.example" in ended.out


def test_an_interrupted_debrief_keeps_nothing(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call is there whole or not at all."""
    monkeypatch.setattr("sys.stdin", Terminal("we want our Sundays back\n"))
    assert precall("debrief", "acme.example").status == 130
    assert json.loads(precall("clients", "--json").out) == []


def test_a_batch_leaves_alone_whom_one_forgot_for_good(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """It says so in the row, and asks nothing of the site."""
    precall("forget", "acme.example", "--yes", "--never")
    (tmp_path / "list.csv").write_text("website\nhttp://acme.example/\n", encoding="utf-8")
    precall("batch", "list.csv", "--out", "all")
    (row,) = [json.loads(line) for line in (tmp_path / "all" / "results.jsonl").read_text().splitlines()]
    assert row["status"] == "skipped"
    assert "forget this client for good" in row["reason"]
    assert not (tmp_path / "all" / "acme.example").exists()


def test_whom_one_forgets_is_forgotten_in_batches_too(
    precall: Precall, acme: Path, tmp_path: Path, own_home: Path
) -> None:
    """Their folder, their rows in the tables and in the checkpoint; the others stay."""
    (tmp_path / "list.csv").write_text(
        "website,note\nhttp://acme.example/,a\nhttp://other.example/,b\n", encoding="utf-8"
    )
    assert precall("batch", "list.csv", "--out", "all", "--quiet", "--jobs", "1").status == 0
    (tmp_path / "list.csv").unlink()
    assert holding(tmp_path / "all", "acme.example")
    assert precall("forget", "acme.example", "--yes").status == 0
    assert not (tmp_path / "all" / "acme.example").exists()
    rows = [json.loads(line) for line in (tmp_path / "all" / "results.jsonl").read_text().splitlines()]
    assert [row["note"] for row in rows] == ["b"]
    assert (tmp_path / "all" / "other.example" / "briefing.html").is_file()
    assert not [path for path in holding(tmp_path / "all", "acme.example") if "other.example" not in path]
    assert holding(own_home, "//acme.example") == []


def test_the_follow_up_of_whoever_is_known_can_be_asked_for_by_name(precall: Precall, told: Path) -> None:
    """A name that nobody goes by is no address either."""
    assert "Sundays back" in precall("followup", "ann lee").out
    assert precall("followup", "bob ray").status == 2


def test_a_debrief_of_a_name_that_nobody_goes_by_asks_for_an_address(precall: Precall, told: Path) -> None:
    """Before anything is read or kept."""
    ended = precall("debrief", "Bob Ray")
    assert ended.status == 2
    assert "no client 'Bob Ray'" in ended.err


def test_a_client_without_a_website_is_debriefed_by_e_mail(
    precall: Precall, told: Path, tmp_path: Path
) -> None:
    """Their folder is named for the address."""
    assert precall("debrief", "jo@gmail.com", "--notes", "call.txt").status == 0
    (folder,) = (path for path in (tmp_path / "briefings").iterdir() if "jo" in path.name)
    assert (folder / "follow-up.eml").is_file()
    assert precall("forget", "jo@gmail.com", "--yes").status == 0
    assert not folder.exists()


def test_whoever_heard_from_the_caller_this_week_is_left_in_peace(precall: Precall, told: Path) -> None:
    """Unless the caller means it; the line says when that was."""
    ended = precall("checkin", "acme.example")
    assert ended.status == 0
    assert "heard from you on 2026-02-01; give it a few days" in ended.out
    assert not (told / "check-in.eml").exists()
    assert json.loads(precall("checkin", "acme.example", "--anyway", "--json").out)["mail"]


def test_the_notes_stand_under_their_own_prefix(precall: Precall, told: Path) -> None:
    """Their words as a quote, what matters to them as personal; without a site the list names whom one spoke to."""
    (told.parent.parent / "more.txt").write_text("quote: I plant on Sundays\n", encoding="utf-8")
    precall("debrief", "acme.example", "--notes", "more.txt", "--another")
    shown = precall("show", "acme.example").out
    assert "  quote: I plant on Sundays" in shown
    assert "  personal: keeps bees" in shown
    assert precall("clients").out.rstrip().endswith("Ann Lee")


def test_today_shows_their_promises_without_a_day_and_the_calls_of_the_week(
    precall: Precall, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The call with its briefing, the promise from its first day on."""
    precall("research", "acme.example", "--with", "Ann Lee", "--when", "2026-02-06T16:00", "-q")
    precall("promise", "acme.example", "the list of orders", "--theirs")
    assert "Acme Sails: the list of orders, since today" in precall("today").out
    monkeypatch.setenv("PRECALL_NOW", "2026-02-03T09:00:00Z")
    day = precall("today").out
    assert (
        "They promised, without a day: worth a friendly word when you speak\n  [1] Acme Sails: the list of orders"
        in day
    )
    calls = day.partition("Calls ahead\n")[2]
    assert "16:00 Ann Lee" in calls
    assert "briefings/acme.example/briefing.html" in calls


@pytest.mark.parametrize("place", ["all.json", "promises.ics", "people.vcf", "tables/hubspot-calls.csv"])
def test_forgetting_names_the_exports_that_hold_the_client_and_no_others(
    precall: Precall, told: Path, tmp_path: Path, place: str
) -> None:
    """They are the caller's to delete; a client who came later is in none of them."""
    kind = ("--as", "hubspot") if place.startswith("tables") else ()
    assert precall("export", place.partition("/")[0], *kind).status == 0
    precall("debrief", "later.example", "--notes", "call.txt")
    assert place not in precall("forget", "later.example", "--yes").out
    ended = precall("forget", "acme.example", "--yes")
    assert str(tmp_path / place) in ended.out


def test_promises_and_cards_leave_in_the_form_that_is_asked_for(precall: Precall, told: Path) -> None:
    """As events and as vCard 3.0 by themselves, which most programs take."""
    for name, options, expected in (
        ("a.ics", (), "BEGIN:VEVENT"),
        ("b.ics", ("--entries", "to-dos"), "BEGIN:VTODO"),
        ("a.vcf", (), "VERSION:3.0"),
        ("b.vcf", ("--vcard", "4.0"), "VERSION:4.0"),
    ):
        assert precall("export", name, *options).status == 0
        assert expected in Path(name).read_text(encoding="utf-8"), name


def test_rows_that_cannot_be_read_are_named_or_left_out(precall: Precall) -> None:
    """All or nothing by itself; with --skip-bad the rest."""
    Path("contacts.csv").write_text(
        "email,company\nann@acme.example,Acme\nnobody,Reed\nmum@gmail.com,\n", encoding="utf-8"
    )
    ended = precall("import", "contacts.csv")
    assert (ended.status, "row 3: " in ended.err, "--skip-bad" in ended.err) == (2, True, True)
    assert json.loads(precall("clients", "--json").out) == []
    ended = precall("import", "contacts.csv", "--skip-bad")
    assert ended.status == 0
    assert "1 client read." in ended.out
    assert "Could not be read: 1\n  row 3: " in ended.out
    assert "Left out: 1\n  row 4: " in ended.out


def test_a_slip_of_the_pen_after_a_call_makes_no_new_client(precall: Precall, told: Path) -> None:
    """Nothing is known of it and there are no notes: who may be meant is said, and no folder is made."""
    ended = precall("followup", "acmee.example")
    assert (ended.status, ended.out) == (2, "")
    assert "Did you mean acme.example?" in ended.err
    assert not (told.parent / "acmee.example").exists()


def test_an_open_promise_that_is_not_due_is_no_debt_paid(precall: Precall, tmp_path: Path) -> None:
    """Weeks before its day nothing is due; it is not said that everybody has what was promised."""
    (tmp_path / "call.txt").write_text(
        "heard: too many requests\ni promised: two names by 20 March\nnext: nothing\n", encoding="utf-8"
    )
    precall("debrief", "acme.example", "--notes", "call.txt", "--to", "ann@acme.example")
    precall("sent", "acme.example")
    shown = precall("today").out
    assert "Nothing is due today." in shown
    assert "Everybody has what you promised them" not in shown


def test_a_second_call_on_one_day_takes_the_first_ones_place_only_with_a_word(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows whether it is the same call told anew; with --another both are kept, the first as it was."""
    Path("one.md").write_text("heard: the loft\ni promised: the plan by Friday\n", encoding="utf-8")
    Path("two.md").write_text(
        "heard: the boat\ni promised: a price by Friday\nprivate: hm-hm\n", encoding="utf-8"
    )
    monkeypatch.setenv("PRECALL_NOW", "2026-02-02T09:00:00+00:00")
    assert "takes the place" not in precall("debrief", "acme.example", "--notes", "one.md").out
    monkeypatch.setenv("PRECALL_NOW", "2026-02-02T15:00:00+00:00")
    replaced = precall("followup", "acme.example", "--notes", "two.md").out
    assert "takes the place of what you had told of the call of Monday 2 February 2026, 09:00" in replaced
    assert "  no longer kept, as these notes do not tell it: [1] the plan by Friday\n" in replaced
    assert "the plan" not in precall("today").out
    again = precall("debrief", "acme.example", "--notes", "two.md", "--another")
    assert again.status == 0
    assert "takes the place" not in again.out
    drafts = sorted(Path("briefings/acme.example").glob("*.eml"))
    assert [("the plan" in draft.read_text(), draft.name) for draft in drafts] == [
        (True, "follow-up-2026-02-02.eml"),
        (False, "follow-up.eml"),
    ]
    shown = precall("show", "acme.example").out
    assert [line for line in shown.splitlines() if line.endswith(" call")] == [
        "  2026-02-02 09:00 call",
        "  2026-02-02 15:00 call",
    ]
    assert "the plan" in shown
    assert "a price" in shown
    precall("debrief", "acme.example", "--notes", "one.md")
    precall("export", "all.json")
    assert "hm-hm" not in Path("all.json").read_text(encoding="utf-8")


def test_notes_of_a_call_that_was_planned_for_another_hour_are_of_that_call(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two calls of one day that are known to be two are kept as two."""
    Path("one.md").write_text("heard: the loft\n", encoding="utf-8")
    Path("two.md").write_text("heard: the boat\n", encoding="utf-8")
    monkeypatch.setenv("PRECALL_NOW", "2026-02-02T16:00:00+00:00")
    for notes, when in (("one.md", "today 9:00"), ("two.md", "today 15:00")):
        assert precall("debrief", "acme.example", "--notes", notes, "--when", when).status == 0
    assert precall("show", "acme.example").out.count(" call\n") == 2
