"""Is what a site said at each look kept, once?"""

from dataclasses import replace
from pathlib import Path

from moments import DAY, NOW

from precall.memory import looks, writings
from precall.memory.database import Database
from precall.memory.identity import lookup, needed
from precall.memory.recall import compared, earlier_look
from precall.model.dossier import Dossier, Question, Subject
from precall.model.fact import Evidence, Fact
from precall.model.memory import Client, Seen
from precall.model.page import Miss, PageRecord

HOME = "https://acme.example/"


def fact(kind: str, value: str, **attributes: str) -> Fact:
    """A fact of the home page."""
    return Fact(kind, value, 0.9, (Evidence(HOME, value, "text"),), attributes)


def dossier(*facts: Fact, days: int = 0, url: str = HOME) -> Dossier:
    """What one look saw."""
    page = PageRecord(url, 200, "Acme", "home", "0" * 64, NOW)
    return Dossier(
        Subject("acme.example", url, "acme.example", NOW + days * DAY),
        (page,),
        (Miss(f"{url}gallery", "drawn by script only"),),
        facts,
        questions=(Question("What made you book this now?", "It is their story."),),
    )


NAME, PHONE = fact("name", "Acme Gardens"), fact("phone", "+441326555010", shown="01326 555010", type="voice")


def test_a_look_names_the_client_and_gives_the_number_and_the_first_question(
    db: Database, acme: Client, tmp_path: Path
) -> None:
    """What `today` shows of a client."""
    looks.add_look(db, acme, dossier(NAME, PHONE), whole=True, folder=tmp_path)
    client = needed(db, "acme gardens")
    assert (client.name, client.phone, client.question) == (
        "Acme Gardens",
        "01326 555010",
        "What made you book this now?",
    )
    assert writings.of(db, client) == (tmp_path,)


def test_a_look_that_saw_nothing_new_is_kept_in_one_row(db: Database, acme: Client, tmp_path: Path) -> None:
    """What it saw stands there once."""
    for days in range(5):
        looks.add_look(db, acme, dossier(NAME, days=days), whole=True, folder=tmp_path)
    assert len(looks.looks_of(db, acme)) == 5
    assert db.rows("SELECT count(*) FROM states") == [(1,)]


def test_what_was_seen_comes_back_as_it_was(db: Database, acme: Client, tmp_path: Path) -> None:
    """Facts with their words, pages and what could not be read."""
    looks.add_look(db, acme, dossier(NAME, PHONE), whole=False, folder=tmp_path)
    seen = looks.newest_look(db, acme)
    assert seen.facts == (NAME, PHONE)
    assert seen.missed == (Miss(f"{HOME}gallery", "drawn by script only"),)
    assert (seen.pages, seen.whole, seen.at, seen.domain) == ((HOME,), False, NOW, "acme.example")


def test_a_look_is_compared_with_the_last_one_that_saw_something_else(
    db: Database, acme: Client, tmp_path: Path
) -> None:
    """Looking twice does not make a change go away."""
    for days, name in enumerate(("Acme", "Acme Gardens", "Acme Gardens")):
        looks.add_look(db, acme, dossier(fact("name", name), days=days), whole=True, folder=tmp_path)
    before, found = compared(db, acme, looks.newest_look(db, acme))
    assert before.at == NOW
    assert [change.what for change in found] == ["different"]
    assert compared(db, acme, looks.newest_look(db, acme), NOW + DAY)[1] == ()


def test_looks_of_two_sites_of_a_client_are_not_compared(db: Database, acme: Client, tmp_path: Path) -> None:
    """After a merge a client may have several."""
    other = dossier(fact("name", "Acme Ireland"), url="https://acme.test/")
    looks.add_look(db, acme, other, whole=True, folder=tmp_path)
    looks.add_look(db, acme, dossier(NAME, days=1), whole=True, folder=tmp_path)
    assert compared(db, acme, looks.newest_look(db, acme)) == (None, ())


def test_two_looks_on_one_day_are_one(db: Database, acme: Client, tmp_path: Path) -> None:
    """The briefing's last look is that of an earlier day."""
    looks.add_look(db, acme, dossier(NAME), whole=True, folder=tmp_path)
    looks.add_look(db, acme, dossier(NAME, days=1), whole=True, folder=tmp_path)
    assert earlier_look(db, acme, NOW + DAY, "Europe/London").at == NOW
    assert earlier_look(db, acme, NOW, "Europe/London") is None


def test_a_flagged_or_unsure_name_is_not_used(db: Database, acme: Client, tmp_path: Path) -> None:
    """A name marked "check this" calls nobody."""
    looks.add_look(db, acme, dossier(replace(NAME, check=True)), whole=True, folder=tmp_path)
    assert needed(db, "acme.example").name == ""


def test_whoever_the_briefing_names_leads_to_the_client(db: Database, acme: Client, tmp_path: Path) -> None:
    """A sure name only."""
    ann = replace(NAME, kind="person", value="Ann Lee")
    looks.add_look(
        db, acme, dossier(ann, replace(ann, value="Our Team", check=True)), whole=True, folder=tmp_path
    )
    assert needed(db, "ann lee").key == "acme.example"
    assert lookup(db, "Our Team") is None


def test_what_one_asker_was_told_another_has_yet_to_hear(db: Database, acme: Client) -> None:
    """A server of tools that looks in between does not move the caller's own last look."""

    def seen(days: int, *offers: str) -> Seen:
        look = dossier(NAME, *(fact("offer", offer) for offer in offers), days=days)
        return looks.seen_in(look.subject.researched_at, look.facts, look.pages, look.missed, whole=True)

    first, second, third = seen(0, "Sails"), seen(1, "Sails", "Masts"), seen(2, "Sails", "Masts", "Ropes")
    looks.add_seen(db, acme, first)
    looks.add_seen(db, acme, first, "tools")
    looks.add_seen(db, acme, second, "tools")
    before, found = compared(db, acme, third)
    assert before is not None
    assert (before.at, len(found)) == (first.at, 2)
    before, found = compared(db, acme, third, asker="tools")
    assert before is not None
    assert (before.at, len(found)) == (second.at, 1)
