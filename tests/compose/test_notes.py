"""Notes as people type them: prefixes in any dress, continuation lines, and files that are no notes."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from precall import sentences, words
from precall.compose.notes import MOST_LINES, parse_notes, read_notes
from precall.compose.prefixes import called, open_prefix
from precall.errors import NotesError, Unreadable
from precall.model.call import Call, Caller
from precall.model.followup import PREFIXES, Note
from precall.render import templates
from precall.render.environment import Environment
from precall.render.follow_up_files import write_follow_up


def pairs(text: str) -> list[tuple[str | None, str]]:
    """Prefix and words of each note."""
    return [(note.prefix, note.text) for note in parse_notes(text).notes]


@pytest.mark.parametrize(
    ("line", "prefix", "words"),
    [
        ("heard: the second yard opens in March", "heard", "the second yard opens in March"),
        ("HEARD : in capitals", "heard", "in capitals"),
        ("- heard: in a list", "heard", "in a list"),
        ("  * quote: “never on Sundays”", "quote", "“never on Sundays”"),
        ("1. I promised: the plan", "i promised", "the plan"),
        ("- [ ] they promised: the rota", "they promised", "the rota"),
        ("- [x] They-Promised: the rota", "they promised", "the rota"),
        ("**Next:** Tuesday", "next", "Tuesday"),
        ("**next: Tuesday**", "next", "Tuesday"),
        ("__Goal__: Sundays", "goal", "Sundays"),
        ("## Personal: rows", "personal", "rows"),
        ("> private: tired", "private", "tired"),
        ("`outcome:` not a fit", "outcome", "not a fit"),
        ("came from: Ana", "came-from", "Ana"),
        ("Came-From: Ana", "came-from", "Ana"),
        ("better： listen longer", "better", "listen longer"),
        ("to: jan@acme.com", "to", "jan@acme.com"),
        ("next:2026-12-08", "next", "2026-12-08"),
        ("next steps: call on Thursday", "next", "call on Thursday"),
        ("Agreed: six sessions at £1,200", "agreed", "six sessions at £1,200"),
        ("decided: we start in January", "agreed", "we start in January"),
        ("Nächster Termin: Donnerstag 10 Uhr", "next", "Donnerstag 10 Uhr"),
        ("afspraak: donderdag 10.00 uur", "next", "donderdag 10.00 uur"),
        ("convenu : six séances", "agreed", "six séances"),
        ("Proximo paso: llamada el jueves", "next", "llamada el jueves"),
        ("próxima llamada: jueves a las 10", "next", "jueves a las 10"),
        ("oido: no damos abasto", "heard", "no damos abasto"),
        ("promessa dela: a lista", "they promised", "a lista"),
        ("Wunsch: freitags frei", "goal", "freitags frei"),
        ("Haben ausgemacht: drei Sitzungen", "agreed", "drei Sitzungen"),
        ("Önskemål: lediga fredagar", "goal", "lediga fredagar"),
        ("hon lovade: listan", "they promised", "listan"),
        ("volgend gesprek: donderdag 10 uur", "next", "donderdag 10 uur"),
        ("vertrouwelijk: verkoopt in mei", "private", "verkoopt in mei"),
        ("CITACAO: nunca ao domingo", "quote", "nunca ao domingo"),
        ("prive : fatiguée", "private", "fatiguée"),
        ("De mon côté : le devis", "i promised", "le devis"),
        ("sa promesse : la liste", "they promised", "la liste"),
        ("prochain rdv : jeudi à 10h", "next", "jeudi à 10h"),
        ("La mia promessa: il preventivo", "i promised", "il preventivo"),
        ("ha promesso: l'elenco", "they promised", "l'elenco"),
        ("prossima chiamata: giovedì alle 10", "next", "giovedì alle 10"),
    ],
)
def test_a_prefix_counts_however_it_is_written(line: str, prefix: str, words: str) -> None:
    """Case, accents left out, bullets, bold, headings and quotation marks of Markdown do not hide a prefix."""
    assert pairs(line) == [(prefix, words)]


def test_a_heading_over_a_list_of_tasks_makes_none_of_them_a_note() -> None:
    """Whose each is stands in the line below it, or is the caller's to say."""
    assert pairs("Next steps:\n- Jan: name three drivers\n- me: book the room") == [
        (None, "Next steps:"),
        (None, "Jan: name three drivers"),
        (None, "me: book the room"),
    ]


@pytest.mark.parametrize(
    ("line", "said", "choices"),
    [
        ("todo: send the plan", "todo", ("i promised", "they promised")),
        ("**Action items**: the rota", "Action items", ("i promised", "they promised")),
        ("AI: send the invoice", "AI", ("i promised", "they promised")),
        ("price: £1,200", "price", ("heard", "agreed", "private")),
        ("Preis: 1.200 Euro", "Preis", ("heard", "agreed", "private")),
        ("question: do you mend hulls?", "question", ("heard", "agreed", "private")),
        ("heard: the price is high", "", ()),
        ("the price: 12", "", ()),
    ],
)
def test_what_may_be_several_things_is_none_of_them_and_known_to_be_open(
    line: str, said: str, choices: tuple[str, ...]
) -> None:
    """A task may be either side's, a price may be told, agreed on or the caller's own."""
    assert open_prefix(line) == (said, choices)
    assert not said or pairs(line) == [(None, line)]


@pytest.mark.parametrize(
    "line",
    ["Pricing: 500 a month", "overheard: a rumour", "what I heard: a lot", "quote of the day", "10:00 call"],
)
def test_a_line_without_a_known_prefix_is_kept_unmarked(line: str) -> None:
    """Nothing is thrown away, and nothing is guessed to be meant for the mail."""
    assert pairs(line) == [(None, line)]


def test_an_indented_line_goes_on_with_the_line_above() -> None:
    """People wrap long thoughts."""
    assert pairs("heard: the second yard\n   opens in March\n\tor April") == [
        ("heard", "the second yard opens in March or April")
    ]


def test_a_line_at_the_margin_does_not_slip_into_the_mail() -> None:
    """Only indentation joins lines; the next thought may be a private one."""
    assert pairs("heard: the second yard\nseemed tired") == [
        ("heard", "the second yard"),
        (None, "seemed tired"),
    ]


def test_a_list_below_an_empty_prefix_belongs_to_it() -> None:
    """A prefix can be a heading."""
    text = "## Heard:\n\n- one\n- two\n  goes on\nnext: Tuesday\n- a thought"
    assert pairs(text) == [
        ("heard", "one"),
        ("heard", "two goes on"),
        ("next", "Tuesday"),
        (None, "a thought"),
    ]


def test_an_indented_list_below_a_note_has_its_prefix() -> None:
    """Sub-points are points."""
    assert pairs("- i promised: two things\n  - the plan\n  - the call") == [
        ("i promised", "two things"), ("i promised", "the plan"), ("i promised", "the call"),
    ]  # fmt: skip


def test_comments_and_empty_prefixes_are_no_notes() -> None:
    """The prefilled file counts as empty until something is written into it."""
    assert not parse_notes("<!--\nheard: an example\n-->\nheard:\n- quote:\nnext: \n")


def test_a_comment_that_never_ends_is_text() -> None:
    """A stray mark must not swallow an hour of notes."""
    assert pairs("<!-- oops\nheard: the yard") == [(None, "<!-- oops"), ("heard", "the yard")]


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    """What `--explain` cites can be found, whatever the line ends and above whatever comment."""
    notes = parse_notes("<!-- a\nb -->\r\n\r\nheard: one\rquote: two\u2028still two\n")
    assert [(note.line, note.text) for note in notes.notes] == [(4, "one"), (5, "two still two")]


def test_control_and_bidirectional_characters_are_gone() -> None:
    """Pasted text carries nothing into a mail but words."""
    assert pairs("heard: a\x1b[31m b\u202e c\x00\u200b") == [("heard", "a [31m b c")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not UTF-8 text"),
        (b"PK\x03\x04rest", "a Word or zip file"),
        (b"%PDF-1.7", "a PDF file"),
        (b"{\\rtf1 notes}", "an RTF file"),
        (b"heard: x\x00y", "zero bytes"),
        ("heard: one\nheard: café".encode("latin-1"), "byte 0xe9 on line 2"),
        (b"\xff\xfeh", "not UTF-16 text"),
        (b"\n" * (MOST_LINES + 1), "notes may have 20,000"),
    ],
)
def test_what_is_no_notes_is_refused_in_one_line(data: bytes, said: str) -> None:
    """The caller learns what is wrong with the file, and what to do."""
    with pytest.raises((NotesError, Unreadable)) as refused:
        read_notes(data, "call.md")
    assert said in str(refused.value)
    assert str(refused.value).startswith("call.md ")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_notes_of_common_editors_can_be_read(encoding: str) -> None:
    """Notepad writes a byte order mark."""
    assert read_notes("heard: Größe".encode(encoding)).notes == (Note(1, "heard", "Größe"),)


@given(st.text(max_size=400))
def test_any_text_is_read_and_every_note_has_words(text: str) -> None:
    """Never a crash; every note is one visible line that stands where it says."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for note in parse_notes(text).notes:
        assert note.text
        assert note.text.isprintable() or not note.text.isascii()
        assert 1 <= note.line <= len(lines)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing but a refusal in words comes out of a strange file."""
    with contextlib.suppress(NotesError, Unreadable):
        assert read_notes(data).name == "notes.md"


@given(
    st.lists(
        st.tuples(st.sampled_from(PREFIXES), st.from_regex(r"[a-z]{1,9}( [a-z]{1,9}){0,5}", fullmatch=True))
    )
)
def test_what_was_written_behind_a_prefix_comes_back(written: list[tuple[str, str]]) -> None:
    """Nothing is lost, doubled or moved to another prefix."""
    assert pairs("\n".join(f"{prefix}: {words}" for prefix, words in written)) == written


@pytest.mark.parametrize("language", words.languages())
def test_prefixes_work_in_each_language(language: str) -> None:
    """The one that notes to fill in have, in any case; an English line begins with none of another language by chance."""
    for prefix in PREFIXES:
        for said in (called(prefix, language), called(prefix, language).upper()):
            notes = parse_notes(f"{said}: λόγια")
            assert [(note.prefix, note.text) for note in notes.notes] == [(prefix, "λόγια")]


@pytest.mark.parametrize(
    "line",
    [
        "issue: no invoices",
        "personnel: five",
        "pros: many",
        "con: one",
        "meta: nothing",
        "do: call them",
        "a: first",
        "via: Ann",
        "suite: 12",
    ],
)
def test_what_may_begin_an_english_line_is_no_prefix_of_another_language(line: str) -> None:
    """A line that was not meant for the mail would get into it."""
    assert [note.prefix for note in parse_notes(line).notes] == [None]


@pytest.mark.parametrize(
    "line", ["mit: Jan Kolb", "avec: Jan Kolb", "met: Jan Kolb", "com: Jan Kolb", "con chi: Jan Kolb"]
)
def test_whom_a_call_was_with_is_said_in_a_word(line: str) -> None:
    """In each language but where the word begins an English line."""
    assert [(note.prefix, note.text) for note in parse_notes(line).notes] == [("with", "Jan Kolb")]


@pytest.mark.parametrize("language", sentences.languages(templates.folders()))
def test_the_blank_page_of_notes_says_nothing_yet(language: str) -> None:
    """Each of its prefixes is one, also where a summary has such a heading."""
    environment = Environment(sentences.load(language, templates.folders()), None)
    files = write_follow_up(
        "acme.com",
        parse_notes(""),
        Call(),
        Caller(),
        now=datetime(2026, 12, 1, tzinfo=UTC),
        environment=environment,
    )
    assert parse_notes(files.notes).notes == ()
