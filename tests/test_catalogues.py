"""Each language's catalogue is whole, says nothing that is never said, and counts and dates as its speakers do."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date
from bench import cldr

from precall import sentences
from precall.compose import prefixes
from precall.compose.spoken_dates import in_full, spoken
from precall.model.followup import PREFIXES
from precall.render import templates, trial, trial_data

FOLDERS = templates.folders()
LANGUAGES = sentences.languages(FOLDERS)
FILES = sorted((FOLDERS[-1] / sentences.FOLDER).glob("*.toml"))
LOCALES = {"en": "en_GB", "pt": "pt_PT"}
"""Where the bare code means another country in CLDR than the one whose habits we write in."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_stands_there_that_is_never_said_and_each_place_is_filled(path: Path) -> None:
    """A mistyped name would leave the English sentence in force, or none."""
    assert list(trial_data.strange_sentences(path)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_can_say_everything(language: str) -> None:
    """And each output can be made in it."""
    assert trial.check(FOLDERS[-1], language) == ()


def test_a_missing_sentence_is_told(tmp_path: Path) -> None:
    """With what it is in English, so that it can be translated on the spot."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "xx.toml").write_text('[briefing]\nwho = "Qui"\n')
    told = trial.check(tmp_path, "xx")
    assert any(
        "sentences/xx.toml: [briefing] told is missing; in English it is 'They told me'" in line
        for line in told
    )
    assert not any("[briefing] who is missing" in line for line in told)


def test_the_familiar_form_changes_what_its_file_has(tmp_path: Path) -> None:
    """All else is as in the polite form."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "xx.toml").write_text('[briefing]\nwho = "Sie"\ntold = "Erzählt"\n')
    (tmp_path / "sentences" / "xx-familiar.toml").write_text('[briefing]\nwho = "Du"\n')
    polite, familiar = (sentences.load("xx", [tmp_path], familiar=form) for form in (False, True))
    assert (polite.say("briefing.who"), familiar.say("briefing.who")) == ("Sie", "Du")
    assert familiar.say("briefing.told") == "Erzählt"
    assert "xx-familiar" not in sentences.languages([tmp_path])


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_take_the_form_that_they_take_in_the_language(language: str) -> None:
    """As Unicode's CLDR has it: none is singular in French and plural in English."""
    words = sentences.Sentences(
        language, {**sentences.load(language, FOLDERS).catalogue, "x": {"y_one": "one", "y_many": "many"}}
    )
    locale = Locale.parse(LOCALES.get(language, language))
    for number in range(101):
        expected = "one" if locale.plural_form(number) == "one" else "many"
        assert words.count("x.y", number) == expected, number


COUNTED = re.compile(
    r"\{(?:number|read|known|all|pages|requests|mistakes|days|weeks|answers|rows|clients)\} (?:[a-z]+ )?(?!this\b|yours\b)[a-z]{2,}s\b"
)
"""A number and the things that it counts, in English."""
NEVER_ONE = re.compile(
    r"more than \{number\}|only the first|first \{|compressed|notes may have|over \{number\}|at most \{most\}|row \{number\} names|pages/s|^Timeline"
)
"""A limit of ours; the name of a row; pages a second, such as 1.0; a line in time, which takes two things."""


def test_what_is_counted_is_said_in_the_singular_too() -> None:
    """A sentence that counts things is one of a pair, `key_one` and `key_many`, or a reason with one in [reasons_one]."""
    english = sentences.load("en", FOLDERS).catalogue
    single = [
        f"[{section}] {key}"
        for section, entries in english.items()
        for key, sentence in entries.items()
        if not key.endswith(("_one", "_many"))
        and section != "reasons_one"
        and key not in english["reasons_one"]
        if COUNTED.search(sentence) and not NEVER_ONE.search(sentence)
    ]
    assert not single, "\n".join(single)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_every_count_is_said_in_the_form_of_its_number(language: str, number: int) -> None:
    """As Unicode's CLDR has it, with each sentence of the catalogue that counts."""
    words = sentences.load(language, FOLDERS)
    form = "one" if Locale.parse(LOCALES.get(language, language)).plural_form(number) == "one" else "many"
    for section, entries in words.catalogue.items():
        for key in (
            key.removesuffix("_many")
            for key in entries
            if key.endswith("_many") and key[:-4] + "one" in entries
        ):
            places = dict.fromkeys(
                re.findall(r"\{([a-z_]+)\}", entries[f"{key}_one"] + entries[f"{key}_many"]), "x"
            )
            filled = {name: "x" for name in places if name != "number"}
            assert words.count(f"{section}.{key}", number, **filled) == words.say(
                f"{section}.{key}_{form}", number=number, **filled
            )
    for english, singular in words.section("reasons_one").items():
        said = singular if form == "one" else words.section("reasons")[english]
        given, expected = (
            re.sub(r"\{(\w+)\}", lambda place: str(number) if place[1] == "number" else place[1], text)
            for text in (english, said)
        )
        assert words.reason(given) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_written_as_in_the_language(language: str) -> None:
    """As Unicode's CLDR has them: every month and weekday, with its commas, cases and capitals; the first of a French month is the 1er."""
    locale, words = LOCALES.get(language, language), sentences.load(language, FOLDERS)
    for day in (date(2026, 1, 1) + timedelta(days=29 * n) for n in range(13)):
        full, long = (format_date(day, length, locale) for length in ("full", "long"))
        if language == "fr" and day.day == 1:
            full, long = full.replace(" 1 ", " 1er "), long.replace("1 ", "1er ", 1)
        assert in_full(day, language) == (full.replace(",", "") if language == "en" else full)
        assert spoken(day.isoformat(), words) == long


def test_the_tables_of_numbers_dates_and_names_are_those_of_cldr() -> None:
    """They are written by a script, as to load CLDR itself takes 60 ms of the 220 that an unchanged client takes."""
    for language, text in cldr.files().items():
        place = sentences.CLDR / f"{language}.toml"
        assert place.read_text(encoding="utf-8") == text, f"{place} is old: python -m bench cldr"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("drawn by script only", "nur per Skript"),
        ("404 not found", "404 fehlt"),
        ("robots.txt forbids /team", "robots.txt verbietet /team"),
        ("timed out", "zu langsam"),
        ("timed out after 10 s", "timed out after 10 s"),
        (
            "acme.example: could not be reached: timed out; not found",
            "acme.example ist stumm: zu langsam; fehlt",
        ),
        ("row 3: timed out\n  row 4: not found", "Zeile 3: zu langsam\n  Zeile 4: fehlt"),
        ("something new", "something new"),
        ("", ""),
    ],
)
def test_what_is_told_in_english_beneath_is_said_in_the_language(reason: str, said: str) -> None:
    """By the English text with its places, and what stands in a place too; what has no such key stands as it is."""
    words = sentences.Sentences(
        "xx",
        {
            "reasons": {
                "drawn by script only": "nur per Skript",
                "not found": "fehlt",
                "robots.txt forbids {path}": "robots.txt verbietet {path}",
                "{site}: could not be reached: {reason}": "{site} ist stumm: {reason}",
                "row {number}: {reason}": "Zeile {number}: {reason}",
                "timed out": "zu langsam",
            }
        },
    )
    assert words.reason(reason) == said


def test_words_and_numbers_are_written_as_in_the_language() -> None:
    """Quotation marks, and what stands between thousands."""
    words = sentences.Sentences(
        "fr", {"writing": {"quote_begin": "«\u00a0", "quote_end": "\u00a0»", "thousands": "\u202f"}}
    )
    assert words.quoted("deux") == "«\u00a0deux\u00a0»"
    assert words.number(12000) == "12\u202f000"


@pytest.mark.parametrize(
    "path", [path for path in FILES if not path.stem.startswith("en")], ids=lambda path: path.stem
)
def test_no_translation_leaves_a_place_out(path: Path) -> None:
    """What the English sentence tells would be lost."""
    assert list(trial_data.lost_places(path)) == []


def test_what_a_translation_lost_or_has_too_much_is_told(tmp_path: Path) -> None:
    """In every language, whichever is the caller's."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "xx.toml").write_text(
        '[briefing]\npage_title = "Apunto"\nwhoo = "Qui"\nby = "per {dia}"\n'
    )
    languages, found = trial.catalogues(tmp_path)
    assert "xx" in languages
    told = "\n".join(found)
    assert "xx.toml, line 2: {name} is missing; in English it is '{name}: briefing'" in told
    assert "xx.toml, line 3: precall says no such sentence" in told
    assert "xx.toml, line 4: {dia} is not filled in this sentence; there are {date}" in told
    assert "sentences/xx.toml: [briefing] told is missing" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_prefixes_of_notes_are_called_alike_wherever_they_are_named(language: str) -> None:
    """On page one, in the page of notes and in the help; other words for them count, too."""
    called = {prefix: prefixes.called(prefix, language) for prefix in PREFIXES}
    say = sentences.load(language, FOLDERS).say
    pens = {"heard": "heard", "i promised": "me", "they promised": "them", "next": "next"}
    for prefix, pen in pens.items():
        assert say(f"briefing.pen_{pen}").lower() == called[prefix].lower(), prefix
    place = FOLDERS[-1] / "help" / f"{language}.toml"
    if place.is_file():
        colon = say("writing.colon")
        told = next(
            said for text, said in tomllib.loads(place.read_text("utf-8")).items() if "they promised:" in text
        )
        for prefix in ("heard", "quote", "agreed", "i promised", "they promised", "next", "goal", "outcome"):
            assert f"{called[prefix]}{colon}" in told, prefix


def test_an_empty_sentence_and_one_that_is_no_text_are_told_beside_the_rest(tmp_path: Path) -> None:
    """A file that cannot be read hides no mistake of another."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "fr.toml").write_text('[followup]\nreopen = ""\n', encoding="utf-8")
    (tmp_path / "sentences" / "de.toml").write_text("[followup]\nreopen = 5\n", encoding="utf-8")
    _, told = trial.catalogues(tmp_path)
    assert [line.partition("sentences/")[2].partition("; ")[0] for line in told] == [
        "de.toml: [followup] reopen is not a sentence in quotes",
        "fr.toml, line 2: there is no text in quotes",
    ]


def test_a_translation_of_the_help_is_checked_like_sentences(tmp_path: Path) -> None:
    """What no help says, what lost the name of an option, what is no text; in a language of the caller's own what is missing."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "help").mkdir()
    shipped = FOLDERS[-1]
    (tmp_path / "sentences" / "eo.toml").write_bytes((shipped / "sentences" / "en.toml").read_bytes())
    texts = tomllib.loads((shipped / "help" / "de.toml").read_text(encoding="utf-8"))
    named = next(english for english in texts if "--" in english and '"' not in english)
    told_text, lost = list(texts)[:2]
    lines = {told_text: '"Jes"', lost: "5", named: '"sen nomo"', "Nobody says this.": '"Neniu"'}
    (tmp_path / "help" / "eo.toml").write_text(
        "".join(f'"{english}" = {said}\n' for english, said in lines.items()), encoding="utf-8"
    )
    told = [line.partition("help/")[2] for line in trial.catalogues(tmp_path)[1] if "help/" in line]
    assert told[0] == f"eo.toml, line 2: there is no text in quotes; in English it is {lost!r}"
    assert any(
        line.startswith("eo.toml, line 3: --") and line.endswith(f"in English it is {named!r}")
        for line in told
    )
    assert "eo.toml, line 4: no help says 'Nobody says this.'" in told
    missing = [line for line in told if "has no translation of" in line]
    assert len(missing) == len(texts) - 3


@pytest.mark.parametrize("language", ["da", "eo"])
def test_a_language_is_one_file_and_its_help_may_stay_in_english(tmp_path: Path, language: str) -> None:
    """Of one that CLDR has, nothing is missing; another one borrows how English counts and dates, which is told."""
    (tmp_path / "sentences").mkdir()
    whole = (FOLDERS[-1] / "sentences" / "sv.toml").read_bytes()
    (tmp_path / "sentences" / f"{language}.toml").write_bytes(whole)
    _, told = trial.catalogues(tmp_path)
    habits = sentences.habits("en")
    sections = {line.partition("[")[2].partition("]")[0] for line in told}
    assert sections == (set() if language == "da" else set(habits))
    words = sentences.load(language, [tmp_path, *FOLDERS])
    assert in_full(date(2026, 12, 4), language)
    assert words.say("briefing.page_title", name="Acme")
    assert trial.check(tmp_path, language) == tuple(line for line in told)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("more than 5,000,000 bytes", "0.1 MB", "2.5 s")),
        ("de", ("5.000.000 Bytes", "0,1 MB", "2,5 s")),
        ("fr", ("5\u202f000\u202f000 octets", "0,1 Mo", "2,5 s")),
        ("it", ("5.000.000 byte", "0,1 MB", "2,5 s")),
    ],
)
def test_a_figure_in_a_reason_is_written_as_the_language_writes_it(
    language: str, said: tuple[str, ...]
) -> None:
    """A path or what somebody typed stays as it is."""
    words = sentences.load(language, templates.folders())
    reasons = (
        "it has more than 5,000,000 bytes, the most that are read",
        "3 sites, 0.1 MB",
        "took longer than 2.5 s",
    )
    for figure, reason in zip(said, reasons, strict=True):
        assert figure in words.reason(reason)
    assert "/kept/1.5/a" in words.reason("the snapshot store /kept/1.5/a cannot grow: the disk is full")


def test_parts_and_lists_are_put_as_the_language_puts_them() -> None:
    """A French semicolon has a space before it that breaks no line; a Spanish "and" gives way before its own sound."""

    def of(language: str) -> sentences.Sentences:
        return sentences.load(language, templates.folders())

    assert of("fr").parted(["Lyon", "français"]) == "Lyon\u00a0; français"
    assert of("de").parted(["Rostock", "Deutsch"]) == "Rostock; Deutsch"
    assert of("en").listed([]) == ""
    assert of("es").listed(["hebreo"]) == "hebreo"
    assert of("es").listed(["árabe", "hebreo"]) == "árabe y hebreo"
    assert of("es").listed(["alemán", "árabe", "inglés"]) == "alemán, árabe e inglés"
    assert of("it").listed(["tedesco", "ebraico"]) == "tedesco ed ebraico"
    assert of("nl").listed(["Duits", "Frans"]) == "Duits en Frans"


LABELS = {
    "briefing.pen_heard": "heard", "briefing.pen_me": "i promised", "briefing.pen_them": "they promised", "briefing.pen_next": "next",
    "briefing.you_promised": "i promised", "briefing.they_promised": "they promised", "briefing.last_goal": "goal",
    "briefing.last_agreed": "agreed", "briefing.last_heard": "heard", "debrief.promised_me": "i promised",
    "debrief.promised_them": "they promised", "debrief.next": "next", "today.mine": "i promised", "today.theirs": "they promised",
}  # fmt: skip
"""What is printed before words of a call, and the prefix of a note that it is."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed_before_a_note_is_read_as_its_prefix(language: str) -> None:
    """Who copies a line from what precall shows, or writes as it does, is understood, and never as the other side."""
    catalogue = sentences.load(language, FOLDERS)
    for place, prefix in LABELS.items():
        section, key = place.split(".")
        label = re.sub(r"^ *\[\{number\}\] |[ \u00a0]?:.*$", "", catalogue.section(section)[key]).strip()
        assert (language, place, prefixes.meant(label)) == (language, place, prefix)
