"""`precall research`, whole: from the address that was typed to the files, over real sockets."""

import json
import socket
from pathlib import Path

import pytest
from commands import Precall
from self_signed import self_signed_server

FILES = {
    ".precall.json",
    "briefing.html",
    "briefing.md",
    "dossier.json",
    "follow-up.eml",
    "follow-up.md",
    "notes.md",
    "pages",
}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_an_address_becomes_a_folder_of_files(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """The summary on stdout ends with the briefing's path; progress and nothing else is on stderr."""
    ended = precall("research", "acme.example")
    assert ended.status == 0
    assert ended.out.startswith("Acme Sails, ")
    assert ended.out.splitlines()[-1] == "briefings/acme.example/briefing.html"
    assert {path.name for path in (tmp_path / "briefings/acme.example").iterdir()} == FILES
    assert ended.lines == []
    assert "reading http://acme.example/" in ended.err


def test_the_same_site_gives_the_same_bytes_online_again_and_offline(
    precall: Precall, acme: Path, tmp_path: Path
) -> None:
    """Same snapshots, settings and clock: every file is the same, also when the site is gone."""
    assert precall("research", "acme.example", "--out", "first").status == 0
    assert precall("research", "acme.example", "--out", "again").status == 0
    (acme / "index.html").unlink()
    assert precall("research", "acme.example", "--offline", "--out", "offline").status == 0
    first = contents(tmp_path / "first")
    assert contents(tmp_path / "again") == first
    assert contents(tmp_path / "offline") == first


def test_a_second_run_keeps_the_notes_that_were_written(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """notes.md is the caller's; a re-run makes the draft of it and does not touch it."""
    precall("research", "acme.example")
    notes = tmp_path / "briefings/acme.example/notes.md"
    notes.write_text("heard: the loft is too small\n")
    assert precall("research", "acme.example").status == 0
    assert notes.read_text() == "heard: the loft is too small\n"
    assert "the loft is too small" in (notes.parent / "follow-up.md").read_text()


def test_one_that_fails_does_not_stop_the_others(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """Each failure is one line with its reason; the status says that not all went well."""
    ended = precall("research", "me@gmail.com", "127.0.0.1", "acme.example", "www.acme.example")
    assert ended.status == 1
    assert [line.split(": ")[1] for line in ended.lines] == [
        "'me@gmail.com' is an address at a free mail provider (gmail.com), which says nothing about the company",
        "127.0.0.1",
    ]
    assert ended.out.count("briefing.html") == 1
    assert [path.name for path in (tmp_path / "briefings").iterdir()] == ["acme.example"]


def test_the_outcomes_can_be_read_by_programs(precall: Precall, acme: Path) -> None:
    """With --json stdout is JSON alone, one entry for each address."""
    ended = precall("research", "acme.example", "a@gmail.com", "--json")
    assert ended.status == 1
    failed, done = json.loads(ended.out)
    assert done == {
        "address": "acme.example",
        "status": "done",
        "reason": "",
        "briefing": "briefings/acme.example/briefing.html",
        "first_mail": "",
    }
    assert (failed["address"], failed["status"], failed["briefing"]) == ("a@gmail.com", "failed", "")


def test_quiet_is_the_path_alone(precall: Precall, acme: Path) -> None:
    """For scripts."""
    ended = precall("research", "acme.example", "--quiet")
    assert (ended.out, ended.err) == ("briefings/acme.example/briefing.html\n", "")


OFFER = """
what = "measure sails by photograph"
problem = "measuring on board"
looks_for = ["sails"]
ask = "May I show you?"
"""


def test_a_first_mail_is_drafted_for_a_reason_that_is_told(
    precall: Precall, acme: Path, tmp_path: Path
) -> None:
    """The terminal names the file and the words on the site that are the reason."""
    (tmp_path / "offer.toml").write_text(OFFER)
    ended = precall("research", "acme.example", "--for", "sales", "--offer", "offer.toml")
    told = ended.out.splitlines()
    assert any(line.startswith("briefings/acme.example/first-mail.eml: sails: “") for line in told)
    assert (tmp_path / "briefings/acme.example/first-mail.eml").is_file()


def test_the_summary_says_where_the_notes_lie_and_once_how_to_open_the_briefing(
    precall: Precall, acme: Path
) -> None:
    """Not where it was opened already, and not where only paths were asked for."""
    lines = precall("research", "acme.example").out.splitlines()
    assert lines[-3:] == [
        "Your notes of the call go into briefings/acme.example/notes.md",
        "To open the briefing in the browser: --open",
        "briefings/acme.example/briefing.html",
    ]


def test_a_rep_without_an_offer_reads_how_to_make_one(precall: Precall, acme: Path) -> None:
    """In the summary and on page one."""
    ended = precall("research", "acme.example", "--for", "sales")
    said = "Your offer.toml is missing or empty. To make one: precall templates copy offer.toml"
    assert ended.out.count(said) == 1
    assert said in Path("briefings/acme.example/briefing.html").read_text(encoding="utf-8")


def test_without_a_reason_there_is_no_first_mail_and_that_is_told(
    precall: Precall, acme: Path, tmp_path: Path
) -> None:
    """A mail of an earlier run goes, too."""
    (tmp_path / "offer.toml").write_text(OFFER)
    precall("research", "acme.example", "--for", "sales", "--offer", "offer.toml")
    (tmp_path / "offer.toml").write_text(OFFER.replace('["sails"]', '["rope"]'))
    ended = precall("research", "acme.example", "--for", "sales", "--offer", "offer.toml")
    assert "No reason to write found; nothing on the site is dated" in ended.out
    assert not (tmp_path / "briefings/acme.example/first-mail.eml").exists()


def test_an_offer_among_ones_own_templates_is_used(precall: Precall, acme: Path, own_home: Path) -> None:
    """`precall templates copy offer.toml` is all that it takes."""
    precall("templates", "copy", "offer.toml")
    own = next((own_home / "config").rglob("offer.toml"))
    own.write_text(OFFER)
    assert "first-mail.eml: sails: “" in precall("research", "acme.example", "--for", "sales").out


def test_what_they_wrote_can_come_from_a_file(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """The booking's words stand at the top."""
    (tmp_path / "booking.txt").write_text("We turn work away.\n", encoding="utf-8")
    ended = precall("research", "acme.example", "--context-file", "booking.txt")
    assert "You wrote “We turn work away”" in ended.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["not an address"], "'not an address' is not the address of a website: give a domain such as acme.com, or a URL"),
        (["me@gmail.com"], "'me@gmail.com' is an address at a free mail provider (gmail.com), which says nothing about the company: give the company's own website"),
        (["ftp://acme.example"], "'ftp://acme.example' begins with ftp: only http and https addresses can be read"),
        (["acme.example", "--for", "pirate"], "no playbook named 'pirate'; there are coach, sales. To make one: precall templates copy playbooks/coach.toml"),
        (["acme.example", "--offer", "gone.toml"], "gone.toml cannot be read: No such file or directory"),
        (["acme.example", "--pages", "0"], "pages = 0 is too small; at least 1 (command line)"),
        (["acme.example", "--pages", "many"], "Invalid value for '--pages': 'many' is not a valid integer. See: precall research --help"),
        (["acme.example", "--when", "soon"], "Invalid value for --when: 'soon' is not a time; write it as Friday 15:00, or as 2026-12-01T10:00. See: precall research --help"),
        (["acme.example", "--context", "a", "--context-file", "b"], "give --context or --context-file, not both. See: precall research --help"),
        (["acme.example", "--context-file", "gone.txt"], "gone.txt cannot be read: No such file or directory"),
        (["acme.example", "--with"], "Option '--with' requires an argument."),
        ([], "Missing argument 'ADDRESS...'. See: precall research --help"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_in_one_line(
    precall: Precall, tmp_path: Path, arguments: list[str], said: str
) -> None:
    """Status 2 before anything is read, and no folder is begun."""
    ended = precall("research", *arguments)
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"precall: {said}\n"
    assert list(tmp_path.iterdir()) == []


def failed(precall: Precall, tmp_path: Path, *arguments: str) -> str:
    """The one line that a site which cannot be researched leaves, when nothing else is left."""
    ended = precall("research", *arguments)
    assert (ended.status, ended.out) == (1, "")
    assert not (tmp_path / "briefings").exists()
    (line,) = ended.lines
    return line


def test_a_name_that_nobody_has_is_told(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The spelling is the first thing to look at."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert failed(precall, tmp_path, "nobody.example") == (
        "precall: nobody.example: could not be reached: name not found."
        " Check the spelling, and the way there: precall doctor nobody.example"
    )


def test_a_server_that_takes_no_connection_is_told(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    monkeypatch.setenv("PRECALL_ALLOW_PORTS", str(port))
    line = failed(precall, tmp_path, f"http://127.0.0.1:{port}", "--allow-private")
    assert line.startswith("precall: 127.0.0.1: could not be reached: connection refused.")


def test_ones_own_network_is_read_only_when_asked_for(precall: Precall, tmp_path: Path) -> None:
    """A client's site is never in it."""
    line = failed(precall, tmp_path, "http://127.0.0.1:80")
    assert line.startswith("precall: 127.0.0.1: could not be reached: address not allowed: 127.0.0.1 is a")


def page(acme: Path, text: str, name: str = "index.html") -> None:
    """Puts a page, or takes all of them away where there is no text."""
    (acme / name).write_text(text, encoding="utf-8")


def test_a_home_page_that_is_not_there_is_told(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """The reason is the server's answer."""
    (acme / "index.html").unlink()
    line = failed(precall, tmp_path, "http://acme.example")
    assert line == (
        "precall: acme.example: the home page answers 404 not found."
        " Look at it in a browser, or give another address"
    )


def test_a_home_page_that_is_no_page_is_told(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """A picture under the address of a page."""
    (acme / "index.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(3000))
    assert "acme.example: not a page: the bytes are a PNG" in failed(precall, tmp_path, "http://acme.example")


def test_a_site_that_asks_not_to_be_read_is_left_alone(precall: Precall, acme: Path, tmp_path: Path) -> None:
    """robots.txt forbids everything: no page is asked for."""
    page(acme, "User-agent: *\nDisallow: /\n", "robots.txt")
    line = failed(precall, tmp_path, "http://acme.example")
    assert "robots.txt forbids / , so nothing was read".replace(" ,", ",") in line


def test_an_empty_site_is_told_or_flagged(precall: Precall, acme: Path) -> None:
    """A home page without a word."""
    page(acme, "")
    ended = precall("research", "http://acme.example", "--json")
    (outcome,) = json.loads(ended.out)
    assert outcome["status"] in ("failed", "flagged")
    assert outcome["reason"]


def test_a_certificate_that_is_not_good_is_told(
    precall: Precall,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A certificate that signs itself; nothing is read over it."""
    folder = tmp_path_factory.mktemp("certificate")
    with self_signed_server(folder) as port:
        monkeypatch.setenv("PRECALL_ALLOW_PORTS", str(port))
        line = failed(precall, tmp_path, f"https://127.0.0.1:{port}", "--allow-private")
    assert line.startswith("precall: 127.0.0.1: could not be reached: certificate is self-signed")


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(
    precall: Precall, acme: Path, tmp_path: Path
) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "taken").write_text("mine")
    ended = precall("research", "acme.example", "--out", "taken")
    assert ended.status == 2
    assert ended.err == (
        "precall: cannot write to taken/acme.example: Not a directory. Choose another folder with --out.\n"
    )
    assert (tmp_path / "taken").read_text() == "mine"


def test_notes_that_are_no_text_are_told_before_anything_is_read(
    precall: Precall, acme: Path, tmp_path: Path
) -> None:
    """The client's notes.md was saved by a word processor."""
    folder = tmp_path / "briefings/acme.example"
    folder.mkdir(parents=True)
    (folder / "notes.md").write_bytes(b"PK\x03\x04 a document")
    ended = precall("research", "acme.example")
    assert ended.status == 2
    assert ended.err == (
        "precall: briefings/acme.example/notes.md is a Word or zip file, not text. Save it as plain text and try again.\n"
    )
    assert [path.name for path in folder.iterdir()] == ["notes.md"]


def test_a_mistake_in_ones_own_template_names_file_and_line(
    precall: Precall, acme: Path, tmp_path: Path, own_home: Path
) -> None:
    """Known before anything is read."""
    precall("templates", "copy", "briefing.md.j2")
    own = next((own_home / "config").rglob("briefing.md.j2"))
    own.write_text("# Mine\n{% if %}\n")
    ended = precall("research", "acme.example")
    assert ended.status == 2
    assert (
        ended.err
        == f"precall: {own}, line 2: Jinja says: “Expected an expression, got 'end of statement block'”\n"
    )
    assert not (tmp_path / "briefings").exists()


def test_a_bug_in_reading_is_reported_and_stops_no_other_client(
    precall: Precall, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status 3, and where the report is."""
    from precall.reading.reader import PageReader, ReaderFault

    async def broken(self: PageReader, seen: object) -> None:
        raise ReaderFault("Traceback: a mistake of ours")

    monkeypatch.setattr(PageReader, "settle", broken)
    ended = precall("research", "acme.example")
    assert ended.status == 3
    (line,) = ended.lines
    assert line.startswith("precall: acme.example: a bug in precall; the report is in ")
    assert "a mistake of ours" in Path(line.rpartition(" ")[2]).read_text()
