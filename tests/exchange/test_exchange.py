"""Do other programs read what is exported, whatever hostile text is in it, and does it come back?"""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from moments import NOW, told

from precall.errors import UsageError
from precall.exchange import tables, whole
from precall.exchange.calendar_file import Entries, calendar
from precall.exchange.cards import cards
from precall.exchange.contacts import contacts
from precall.exchange.tables import Everything
from precall.memory import calls, care, forgetting, identity
from precall.memory import given as what_was_given
from precall.memory.database import Database
from precall.memory.versions import open_memory
from precall.model.call import Promise
from precall.model.memory import Client, KeptCall, KeptPromise, Person
from precall.render import templates
from precall.sentences import load

ENGLISH = load("en", templates.folders())

HOSTILE = (
    '=HYPERLINK("http://evil.example")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "  =1+1",
    "a\r\nEND:VTODO\r\nBEGIN:VEVENT\r\nSUMMARY:slipped in",
    "a\nEND:VCARD\nBEGIN:VCARD\nFN:slipped in",
    'a;b,c\\d:e"f',
    "\u2028BEGIN:VEVENT\u202e",
    "a\rEND:VCARD\rBEGIN:VCARD",
    "a\x0bEND:VTODO\x0cBEGIN:VEVENT\x1eX:y",
    "a\u0085END:VTODO\u2029BEGIN:VEVENT",
    "a\x00\x1b]0;x\x07\ud800b",
    'a;X-EVIL="1":b^nEND:VTODO^\'c',
    "a\\nEND:VTODO\\;b\\,c\\\\",
    "Acme;=1+1;x",
    "x" * 300,
    "ünïcödé " * 30,
)


def promise(text: str, who: str = "me") -> KeptPromise:
    """A promise with this text."""
    return KeptPromise(1, "acme.example", text, Promise(who, text, date(2026, 2, 6)), NOW)


def test_the_day_of_a_promise_is_said_once() -> None:
    """An entry stands on its day; "by Friday" in its title is a day that has passed when it is read again."""
    kept = KeptPromise(
        1, "acme.example", "Acme", Promise("me", "the plan by Friday", date(2026, 2, 6), "Friday"), NOW
    )
    assert "SUMMARY:the plan (Acme)" in calendar([kept], [], NOW, ENGLISH).decode()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("entries", "name"), [("events", "VEVENT"), ("to-dos", "VTODO")])
def test_nothing_slips_into_a_calendar(text: str, entries: Entries, name: str) -> None:
    """Read back with another parser: one entry for each promise and follow-up, and no other."""
    promises, unsent = [promise(text), promise(text, "them")], [KeptCall(1, "acme.example", text, NOW)]
    data = calendar(promises, unsent, NOW, ENGLISH, entries)
    read = icalendar.Calendar.from_ical(data)
    assert [part.name for part in read.walk()] == ["VCALENDAR", name, name, name]
    lines = re.sub(r"\r\n[ \t]", "", data.decode()).split("\r\n")
    assert sum(line.startswith("BEGIN:") for line in lines) == 4
    assert all(len(line.encode()) <= 75 for line in data.decode().split("\r\n"))
    assert "\n" not in data.decode().replace("\r\n", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_slips_into_an_address_book(text: str) -> None:
    """Unfolded and split by RFC 6350: one card with the known properties."""
    client = Client(1, "acme.example", name=text, phone=text)
    data = cards([(client, Person(text, text, text))]).decode()
    names = [
        re.split("[:;]", line)[0] for line in re.sub(r"\r\n ", "", data).removesuffix("\r\n").split("\r\n")
    ]
    assert names == ["BEGIN", "VERSION", "FN", "N", "ORG", "EMAIL", "TEL", "URL", "END"]
    assert all(len(line.encode()) <= 75 for line in data.split("\r\n"))


def test_a_promise_is_an_event_of_its_day_that_keeps_nobody_busy() -> None:
    """Google and Outlook show no to-dos; one without a day stands on the day on which it was made."""
    undated = KeptPromise(2, "acme.example", "Acme", Promise("me", "a sketch"), NOW)
    dated, open_ = icalendar.Calendar.from_ical(
        calendar([promise("a plan"), undated], [], NOW, ENGLISH)
    ).walk("VEVENT")
    assert (dated.decoded("dtstart"), dated.decoded("dtend")) == (date(2026, 2, 6), date(2026, 2, 7))
    assert str(dated["transp"]) == "TRANSPARENT"
    assert open_.decoded("dtstart") == NOW.date()


@pytest.mark.parametrize(
    ("name", "card"),
    [
        ("Jan Haverman", "N:Haverman;Jan;;;"),
        ("Dr Jan van der Noor, MBA", "N:van der Noor;Jan;;Dr;MBA"),
        ("Haverman, Jan", "N:Haverman;Jan;;;"),
        ("Ms Haverman", "N:Haverman;;;Ms;"),
        ("Jörg Müller-Lüdenscheidt", "N:Müller-Lüdenscheidt;Jörg;;;"),
        ("Ana da Silva", "N:da Silva;Ana;;;"),
        ("Miriam", "N:;Miriam;;;"),
    ],
)
def test_a_card_has_the_parts_of_a_name_where_they_belong(name: str, card: str) -> None:
    """Particles belong to the family name, titles stand before it; 3.0 unless another version is wanted."""
    data = cards([(Client(1, "acme.example"), Person(name))]).decode()
    assert f"\r\n{card}\r\n" in data
    assert "\r\nVERSION:3.0\r\n" in data
    assert "\r\nVERSION:4.0\r\n" in cards([(Client(1, "acme.example"), Person(name))], "4.0").decode()


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_a_second_reader_finds_one_card_and_one_entry(text: str) -> None:
    """vobject, which wrote none of it, sees the known properties and nothing that the text brought along."""
    (card,) = vobject.readComponents(cards([(Client(1, "acme.example", name=text), Person(text))]).decode())
    assert set(card.contents) == {"version", "fn", "n", "org", "url"}
    for entries, name in (("events", "vevent"), ("to-dos", "vtodo")):
        (read,) = vobject.readComponents(calendar([promise(text)], [], NOW, ENGLISH, entries).decode())  # type: ignore[arg-type]
        assert set(read.contents) == {"version", "prodid", name}


def test_a_second_reader_finds_the_parts_of_a_name_and_a_company() -> None:
    """Commas and semicolons belong to the value."""
    company, person = (
        "Field, Coaching; Ltd",
        Person("Dr Jan van der Noor", "jan@noor.example", "+44 113 496 0102"),
    )
    card = vobject.readOne(cards([(Client(1, "noor.example", name=company), person)]).decode())
    name = card.n.value
    assert (name.prefix, name.given, name.family) == ("Dr", "Jan", "van der Noor")
    assert (card.org.value, card.email.value, card.tel.value) == (
        [company],
        "jan@noor.example",
        "+44 113 496 0102",
    )


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_name_is_one_card(name: str) -> None:
    """Whatever characters it has."""
    data = cards([(Client(1, "acme.example"), Person(name))]).decode()
    assert re.sub(r"\r\n ", "", data).count("\r\n") == 7
    assert data.count("BEGIN:VCARD\r\n") == 1


def everything(text: str) -> Everything:
    """An export with this text wherever text can stand."""
    client = Client(1, "acme.example", name=text, phone=text)
    call = KeptCall(1, "acme.example", text, NOW, text, text)
    return Everything(
        (client,),
        ((client, Person(text, "ann@acme.example", text)),),
        (call,),
        (promise(text),),
        ZoneInfo("Europe/London"),
        ENGLISH,
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("make", [tables.hubspot, tables.pipedrive])
def test_no_cell_is_a_formula(text: str, make: object) -> None:
    """And each row has as many cells as the header."""
    for name, content in make(everything(text)).items():  # type: ignore[operator]
        header, *rows = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""))
        assert len(rows) == (2 if "activities" in name else 1)
        for row in rows:
            assert len(row) == len(header)
            assert not any(re.search(r"(?:^|[;,\t\r\n])[ \"]*[=+@-]", cell) for cell in row), row


def test_the_columns_are_those_that_the_others_import() -> None:
    """HubSpot's property labels, Pipedrive's field labels."""
    made = tables.hubspot(everything("Ann")) | tables.pipedrive(everything("Ann"))
    headers = {name: content.removeprefix("\ufeff").splitlines()[0] for name, content in made.items()}
    assert headers["hubspot-companies.csv"] == "Company name,Company domain name,Phone number"
    assert headers["hubspot-contacts.csv"].startswith("First name,Last name,Email")
    assert headers["pipedrive-people.csv"].startswith("Person - Name,Person - Email")
    assert headers["pipedrive-activities.csv"].startswith(
        "Activity - Subject,Activity - Type,Activity - Due date"
    )


def test_what_is_exported_is_said_in_the_callers_words() -> None:
    """Whose promise it is, that a mail is to follow, and with whom a call was."""
    french = load("fr", templates.folders())
    theirs = promise("la liste", "them")
    call = KeptCall(1, "acme.example", "Acme", NOW, "", "Ann Field")
    said = calendar([theirs], [call], NOW, french).decode()
    assert "SUMMARY:Leur promesse : la liste (la liste)" in said
    assert "SUMMARY:Suivi : Acme" in said
    made = Everything((), (), (call,), (theirs,), ZoneInfo("Europe/Paris"), french)
    for tables_of in (tables.hubspot, tables.pipedrive):
        told = "".join(tables_of(made).values())
        assert "Appel avec Acme" in told or "Appel avec Ann Field" in told
        assert "Leur promesse\u00a0: la liste" in told


@pytest.fixture
def full(tmp_path: Path) -> Database:
    """A memory with something of everything."""
    db = open_memory(tmp_path / "full", "", NOW)
    for domain in ("acme.example", "other.example"):
        client = identity.ensured(db, domain, NOW)
        calls.add_call(db, client, told())
        calls.add_promise(db, client, Promise("me", "without a call"), NOW)
        identity.add_person(db, client.id, Person("Ann Lee", f"ann@{domain}", "555"))
        what_was_given.keep(db, client, "context", "more work than hands", NOW)
    calls.settle_promise(db, 1, NOW)
    care.add_gift(db, "saying no", "Three questions", "no.txt", NOW)
    return db


def test_everything_comes_back_as_it_was(full: Database, tmp_path: Path) -> None:
    """Twice, and it is still there once."""
    text = whole.dump(full, private=True)
    other = open_memory(tmp_path / "other", "", NOW)
    for _ in range(2):
        assert whole.load(other, text, NOW) == (2, ())
        assert whole.dump(other, private=True) == text
    full.close()
    other.close()


def test_whom_one_forgot_for_good_does_not_come_back(full: Database, tmp_path: Path) -> None:
    """Not with an import either."""
    text = whole.dump(full, private=True)
    other = open_memory(tmp_path / "other", "", NOW)
    forgetting.never_again(other, ["acme.example"])
    assert whole.load(other, text, NOW) == (1, ("acme.example",))
    assert identity.lookup(other, "acme.example") is None
    full.close()
    other.close()


@pytest.mark.parametrize(
    ("path", "value", "complaint"),
    [
        (("schema",), "precall/memory@9", "schema"),
        (("clients",), 5, "clients is not a list"),
        (("clients", 0, "key"), "../../etc", "neither a domain nor an e-mail"),
        (("clients", 0, "key"), 7, "key is not a text"),
        (("clients", 0, "rhythm"), "often", "rhythm"),
        (("clients", 0, "calls", 0, "at"), "yesterday", "client 1 .acme.example., calls: at is 'yesterday'"),
        (("clients", 0, "promises", 0, "by_day"), "soon", "by_day"),
        (("clients", 0, "promises", 0, "who"), "us", "who is 'us'"),
        (("clients", 0, "details", 0, "text"), {"a": 1}, "text is not a text"),
        (("clients", 0, "calls"), {"a": 1}, "calls is not a list"),
    ],
)
def test_a_mistake_in_an_import_is_named_and_nothing_is_read(
    full: Database, tmp_path: Path, path: tuple[str | int, ...], value: object, complaint: str
) -> None:
    """All or nothing."""
    data = json.loads(whole.dump(full, private=True))
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    other = open_memory(tmp_path / "other", "", NOW)
    with pytest.raises(UsageError, match=complaint):
        whole.load(other, json.dumps(data), NOW)
    assert identity.all_clients(other) == ()
    full.close()
    other.close()


@pytest.mark.parametrize("text", ["", "[]", "{", "null", "[" * 100_000, '{"schema": "precall/memory@1"}'])
def test_what_is_no_export_is_refused(text: str, tmp_path: Path) -> None:
    """In one plain line."""
    db = open_memory(tmp_path, "", NOW)
    with pytest.raises(UsageError, match="this is no"):
        whole.load(db, text, NOW)
    db.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Email,Name,Company\nann@acme.example,Ann Lee,Acme\n",
            ("ann@acme.example", "Acme", Person("Ann Lee", "ann@acme.example")),
        ),
        (
            "First Name;Last Name;E-mail;Phone\nAnn;Lee;ann@acme.example;555\n",
            ("ann@acme.example", "", Person("Ann Lee", "ann@acme.example", "555")),
        ),
        ("Organization - Name\tWebsite\nAcme\thttps://www.acme.example/\n", ("acme.example", "Acme", None)),
        ("Company domain name,Company name\nacme.example,'=Acme\n", ("acme.example", "=Acme", None)),
    ],
)
def test_a_table_of_contacts_is_read_whatever_program_wrote_it(
    tmp_path: Path, text: str, expected: tuple[object, ...]
) -> None:
    """By its columns' names."""
    path = tmp_path / "contacts.csv"
    path.write_text(text, encoding="utf-8")
    (found,) = contacts(path).found
    assert (found.key, found.company, found.person) == expected


def test_every_bad_row_of_a_table_is_named_together(tmp_path: Path) -> None:
    """One at a time tires people."""
    path = tmp_path / "contacts.csv"
    path.write_text("email,name\nann@acme.example,Ann\nnobody,Bo\n,Cy\nnot one,Di\n", encoding="utf-8")
    read = contacts(path)
    assert [line.partition(":")[0] for line in read.bad] == ["row 3", "row 5"]
    assert "nobody" in read.bad[0]
    assert read.left_out == ("row 4: neither an e-mail address nor a website",)


def test_an_import_that_would_swell_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two letters of the file can take fifty bytes of memory."""
    monkeypatch.setattr(whole, "_MOST_ENTRIES", 1000)
    with pytest.raises(UsageError, match="over 1,000 entries"):
        whole.load(open_memory(tmp_path, "", NOW), "[" + "{}," * 1000 + "{}]", NOW)
