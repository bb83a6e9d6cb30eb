"""`precall demo` and `precall verify`: the whole thing over a real socket, and every quote found again."""

import json
import sqlite3
from pathlib import Path

import pytest
import zstandard
from commands import Precall

from precall.render.templates import folders
from precall.sentences import languages, load

DEMO = Path("briefings/fernhollow-gardens.example")


def test_the_demo_shows_the_whole_thing(precall: Precall) -> None:
    """A briefing with sources and with what could not be seen, and a draft; nothing is remembered of it."""
    ended = precall("demo")
    assert ended.status == 0
    assert ended.out.splitlines()[-1] == str(DEMO / "briefing.html")
    briefing = (DEMO / "briefing.md").read_text(encoding="utf-8")
    assert "## Not read" in briefing
    assert "drawn by script only" in briefing
    assert (
        json.loads((DEMO / "dossier.json").read_text())["subject"]["domain"] == "fernhollow-gardens.example"
    )
    assert "[4 to fill]" in precall("followup", "fernhollow-gardens.example").out


@pytest.mark.parametrize("command", ["followup", "debrief"])
def test_who_follows_up_on_the_demo_is_told_how_to_forget_it(precall: Precall, command: str) -> None:
    """It is kept like a client; of another business nothing is said."""
    Path("call.txt").write_text("heard: more requests than we can serve\n", encoding="utf-8")
    said = "precall forget fernhollow-gardens.example"
    assert said in precall(command, "fernhollow-gardens.example", "--notes", "call.txt").out
    assert "precall forget" not in precall(command, "gardens.example", "--notes", "call.txt").out
    assert precall("forget", "fernhollow-gardens.example", "--yes").status == 0
    assert "fernhollow" not in precall("clients").out


def kept_file(precall: Precall) -> Path:
    """The file of the snapshot store."""
    return Path(json.loads(precall("cache", "--json").out)["file"])


def test_every_quote_of_the_demo_stands_until_a_byte_is_changed(precall: Precall) -> None:
    """Offline, from the kept pages; one byte of one page is noticed."""
    precall("demo", "--quiet")
    well = precall("verify", "briefings")
    assert (well.status, well.err) == (0, "")
    assert well.out.startswith("fernhollow-gardens.example: ")
    dossier = json.loads((DEMO / "dossier.json").read_text())
    home = dossier["pages"][0]["sha256"]
    with sqlite3.connect(kept_file(precall)) as store:
        (data,) = store.execute("SELECT data FROM bodies WHERE sha256 = ?", (home,)).fetchone()
        body = zstandard.ZstdDecompressor().decompress(data)
        changed = zstandard.ZstdCompressor().compress(body.replace(b"e", b"E", 1))
        store.execute("UPDATE bodies SET data = ? WHERE sha256 = ?", (changed, home))
    store.close()
    ill = precall("verify", str(DEMO))
    assert ill.status == 1
    fallen = [line for line in ill.out.splitlines() if line.startswith("FALLS")]
    assert fallen
    assert all("its snapshot was changed: the hash does not match" in line for line in fallen)


def test_a_quote_that_stands_nowhere_falls(precall: Precall) -> None:
    """Words were changed in the dossier."""
    precall("demo", "--quiet")
    path = DEMO / "dossier.json"
    dossier = json.loads(path.read_text())
    fact = next(fact for fact in dossier["facts"] if fact["kind"] == "summary")
    fact["evidence"][0]["quote"] = "We are the largest in the world."
    path.write_text(json.dumps(dossier))
    ended = precall("verify", str(DEMO))
    assert ended.status == 1
    assert "FALLS" in ended.out
    assert "“We are the largest in the world.”" in ended.out
    assert "these words do not stand there" in ended.out


def test_without_the_kept_pages_nothing_can_be_shown_to_stand(precall: Precall) -> None:
    """The cache was cleared."""
    precall("demo", "--quiet")
    precall("cache", "clear", "--yes")
    ended = precall("verify", str(DEMO))
    assert ended.status == 1
    assert "its snapshot is no longer kept" in ended.out


def test_a_folder_without_a_dossier_is_told(precall: Precall) -> None:
    """With what makes one."""
    ended = precall("verify", "nowhere")
    assert (ended.status, ended.lines) == (
        2,
        [
            "precall: there is no dossier.json in nowhere. Make one: precall research ADDRESS. See: precall verify --help"
        ],
    )


def test_a_file_that_is_no_dossier_is_told(precall: Precall) -> None:
    """Somebody else's dossier.json."""
    Path("dossier.json").write_text("[]")
    ended = precall("verify", ".")
    assert ended.status == 2
    assert ended.err.startswith("precall: dossier.json cannot be read as a dossier: ")


@pytest.mark.parametrize("language", languages(folders()))
def test_the_demo_speaks_each_language(precall: Precall, language: str) -> None:
    """What precall says itself is the caller's language; what the site says is its own."""
    ended = precall("demo", "--quiet", "--language", language)
    assert ended.status == 0, ended
    briefing = (DEMO / "briefing.md").read_text(encoding="utf-8")
    words = load(language, folders())
    assert f"## {words.say('briefing.start')}" in briefing
    assert words.say("briefing.own_words") in briefing


def test_the_demo_shows_a_briefing_in_one_language_and_a_mail_in_another(precall: Precall) -> None:
    """As a coach has it whose clients speak another language."""
    assert precall("demo", "--quiet", "--language", "de", "--mail-language", "fr").status == 0
    briefing, mail = ((DEMO / name).read_text(encoding="utf-8") for name in ("briefing.md", "follow-up.md"))
    german, french = load("de", folders()), load("fr", folders())
    assert f"## {german.say('briefing.start')}" in briefing
    assert french.say("followup.greeting_neutral") in mail
    assert german.say("followup.greeting_neutral") not in mail
