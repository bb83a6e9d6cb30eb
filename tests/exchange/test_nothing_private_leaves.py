"""A private line, planted anywhere in the notes, is in no file that goes to others."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moments import NOW

from precall.compose.debrief import told_in
from precall.compose.notes import parse_notes
from precall.compose.zones import Hours
from precall.exchange import tables, whole
from precall.exchange.calendar_file import calendar
from precall.exchange.cards import cards
from precall.memory import calls, identity
from precall.memory.versions import open_memory
from precall.model.call import Call, Caller
from precall.model.followup import PREFIXES
from precall.render import templates
from precall.render.environment import Environment
from precall.render.follow_up_files import write_follow_up
from precall.sentences import load

ENGLISH = Environment(load("en", templates.folders()))
PREFILLED = ENGLISH.render(
    "notes.md", domain="acme.example", prefixes={prefix: prefix for prefix in PREFIXES}
)
SECRET = "drinks-too-much"
PRIVATE = (
    f"private: {SECRET}",
    f"PRIVATE : {SECRET}",
    f"Private： {SECRET}",
    f"- private: {SECRET}",
    f"  - [x] **private:** {SECRET}",
    f"> private: {SECRET}",
    f"## private: {SECRET}",
    f"private:\n  {SECRET}",
    f"private:\n- {SECRET}\n- {SECRET}",
    f"private: x\n    {SECRET}",
    f"private: x\n  - {SECRET}",
    f"came-from: {SECRET}",
    f"better: {SECRET}",
    f"<!-- {SECRET} -->",
    f"<!--\nheard: {SECRET}\n-->",
    f"\n{SECRET}",
    f"\n{SECRET}: yes",
    f"\nprivat: {SECRET}",
    f"\u200bprivate: {SECRET}",
    f"private\u00a0: {SECRET}",
    f"outcome: {SECRET}",
)
PUBLIC = (
    "heard: the loft is too small",
    "quote: never again",
    "i promised: the plan by Friday",
    "- they promised: the drawings",
    "next: Friday 10:00",
    "goal: two Sundays off",
)


def outputs(notes: str, folder: Path) -> dict[str, str]:
    """Everything that goes to others after a debrief with these notes, by its name."""
    db = open_memory(folder, "", NOW)
    client = identity.ensured(db, "acme.example", NOW)
    read = parse_notes(notes)
    calls.add_call(db, client, told_in(read, at=NOW, now=NOW, hours=Hours(), languages=("en",)))
    calls.add_detail(db, client, "private", SECRET, NOW)
    calls.add_detail(db, client, "person", SECRET, NOW)
    everything = tables.Everything(
        (client,), tuple((client, person) for person in identity.people_of(db, client)), calls.calls_of(db, client),
        calls.promises_of(db, client), ZoneInfo("UTC"), ENGLISH.sentences,
    )  # fmt: skip
    mail = write_follow_up("acme.example", read, Call(), Caller(), now=NOW, environment=ENGLISH)
    made = {
        **tables.hubspot(everything),
        **tables.pipedrive(everything),
        "ics": calendar(calls.open_promises(db), calls.unsent(db), NOW, ENGLISH.sentences).decode(),
        "vcf": cards(everything.people).decode(),
        "json": whole.dump(db, private=False),
        "eml": mail.mail.decode(),
    }
    db.close()
    return made


@settings(max_examples=40, deadline=None)
@given(st.permutations([*PUBLIC, *PRIVATE]), st.integers(0, len(PUBLIC) + len(PRIVATE)))
def test_no_private_line_leaves(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], many: int
) -> None:
    """Whatever stands around it, however it is written, and the notes' own instructions neither."""
    notes = PREFILLED + "\n" + "\n".join(lines[:many])
    for name, text in outputs(notes, tmp_path_factory.mktemp("memory")).items():
        assert SECRET not in text.replace("=\r\n", ""), name
        assert "Write behind a prefix" not in text, name


@pytest.mark.parametrize("line", PRIVATE)
def test_a_private_line_changes_no_mail(line: str) -> None:
    """The mail is made of the lines that may leave; the rest does not even move a word."""

    def mail(notes: str) -> bytes:
        return write_follow_up(
            "acme.example", parse_notes(notes), Call(), Caller(), now=NOW, environment=ENGLISH
        ).mail

    public = "\n".join(PUBLIC)
    assert mail(f"{public}\n{line}\n") == mail(public)


def test_what_may_leave_does(tmp_path: Path) -> None:
    """The tables carry what was heard and promised, as the mail does."""
    made = outputs("\n".join((PRIVATE[0], *PUBLIC)), tmp_path)
    for name in ("hubspot-calls.csv", "pipedrive-activities.csv", "json"):
        for words in ("the loft is too small", "never again", "the drawings"):
            assert words in made[name], name


def test_what_matters_to_somebody_stands_in_no_table(tmp_path: Path) -> None:
    """A mail may make a wish of it; others' systems are told nothing about people."""
    made = outputs("heard: the loft is too small\npersonal: sails on Sundays\n", tmp_path)
    assert not [name for name, text in made.items() if "sails" in text and name != "eml"]
