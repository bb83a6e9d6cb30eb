"""The caller reads their own language, the client theirs: which sentences of a mail are in which."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.compose.mill import HOME, fact

from precall.compose.checkin import check_in
from precall.compose.followup import write
from precall.compose.noted_language import dated_in, languages_of
from precall.compose.notes import parse_notes
from precall.model.call import Call, Caller
from precall.model.followup import FollowUp
from precall.model.memory import Detail
from precall.render import templates
from precall.sentences import Sentences, load

CLIENTS = ("followup", "checkin", "first_mail")
"""The sections of a catalogue that the client reads."""
ENGLISH = load("en", templates.folders())
GERMAN = Sentences(
    "de",
    {
        section: {key: f"⟦{words}⟧" if section in CLIENTS else words for key, words in entries.items()}
        for section, entries in ENGLISH.catalogue.items()
    },
)
"""What stands in for a translation: each sentence for the client in brackets."""
BOTH = replace(ENGLISH, client=GERMAN)
NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
CALLER = Caller("Ada Bell", signature="Ada Bell", timezone="Europe/London")


def made(notes: str) -> FollowUp:
    """The mail that these notes make for a client who reads another language."""
    return write(parse_notes(notes), Call(when=NOW), CALLER, BOTH, now=NOW)


def test_the_mail_is_in_the_clients_language_and_what_is_said_about_it_in_the_callers() -> None:
    """Sentences and days of the mail in the one, remarks on it in the other."""
    notes = "i promised: Plan schicken bis 11.12.2026"
    mail = made(notes)
    assert mail.subject.text.startswith("⟦")
    late = NOW + timedelta(days=3)
    assert "Dienstag" in write(parse_notes(notes), Call(when=NOW), CALLER, BOTH, now=late).subject.text
    own = [sentence for part in mail.parts for sentence in part if sentence.text != "Ada Bell"]
    assert all("⟦" in sentence.text for sentence in own)
    assert "Freitag, 11. Dezember" in mail.text
    assert not any("⟦" in notice for notice in mail.notices)
    assert "Days are counted from Tuesday 1 December, the day of the call." in mail.notices


def test_what_waits_for_the_caller_is_said_in_the_callers_language() -> None:
    """It is they who fill it in."""
    mail = made("")
    assert mail.subject.text.startswith("[4 to fill] ⟦")
    assert "[what you promised, and by when]" in mail.text


def test_a_check_in_is_in_the_clients_language_and_its_reason_in_the_callers() -> None:
    """The reason is for the caller alone."""
    goal = Detail(1, "goal", "zwei freie Sonntage", NOW)
    found = check_in((), (), [goal], used=frozenset(), caller=CALLER, sentences=BOTH)
    assert found
    assert found.subject == "⟦How is it going?⟧"
    assert found.body.startswith("⟦Hello,⟧\n\n⟦When we spoke")
    assert found.why == "They told you what they hope for: “zwei freie Sonntage”."


def test_a_mail_greets_by_the_whole_name_where_its_language_does() -> None:
    """A polite form and a given name do not go together."""
    call = Call(with_name="Dr Jan van der Noor", when=NOW)
    polite = replace(
        GERMAN, catalogue={**GERMAN.catalogue, "writing": {**ENGLISH.section("writing"), "greets": "whole"}}
    )
    sentences = replace(ENGLISH, client=polite)
    mail = write(parse_notes("heard: nichts"), call, CALLER, sentences, now=NOW)
    assert mail.text.startswith("⟦Dear Dr van der Noor,⟧")
    assert write(parse_notes("heard: nichts"), call, CALLER, BOTH, now=NOW).text.startswith("⟦Dear Jan,⟧")


def test_notes_in_another_language_than_the_mail_are_marked_and_keep_it_back() -> None:
    """They stand in the words noted; what is said in words of ours needs no translation."""
    notes = """\
heard: we want our Sundays back
heard: the team is too small for what we do
goal: two Sundays off a month
i promised: send you the plan by Friday
next: appointment Thursday 10 December 10:00
to: jan@tidewell.example
"""
    mail = made(notes)
    assert "[translate: ⟦" in mail.text
    assert "- [translate: We want our Sundays back.]" in mail.text
    assert (mail.slots > 0, mail.to) == (True, ())
    assert (
        mail.notices[0]
        == "Your notes are in English, the mail is in German: 4 lines to translate, marked in the draft."
    )
    meeting = next(part for part in mail.parts if part.name == "promised").sentences[-2]
    assert (meeting.is_slot, "Donnerstag, 10. Dezember" in meeting.text) == (False, True)


def test_notes_in_the_language_of_the_mail_are_ready() -> None:
    """Names and figures alone tell no language, and are held against nobody."""
    mail = made(
        "heard: wir haben zu viel Arbeit\nheard: Jan Haverman\ni promised: Plan, 500 EUR\nnext: nichts\nto: jan@tidewell.example"
    )
    assert mail.slots == 0
    assert not any("translate" in notice for notice in mail.notices)


@pytest.mark.parametrize(
    ("language", "line"),
    [("it", "facciamo 3 sedute a 400 €"), ("es", "tres sesiones a 400 €"), ("fr", "a trois boutiques")],
)
def test_a_small_a_is_no_english_article(language: str, line: str) -> None:
    """The lines beside it tell what it is."""
    beside = {"it": "non trova nessuno", "es": "no tiene tiempo para nada", "fr": "ne trouve pas de relève"}
    assert languages_of([line, beside[language]], (language, "en")) == (language, language)


def test_an_english_mail_of_german_notes_is_marked_and_not_turned() -> None:
    """English grammar is for English notes."""
    sentences = replace(GERMAN, language="de", client=ENGLISH)
    mail = write(
        parse_notes("heard: sie will nicht mehr am Sonntag arbeiten\nheard: she wants her Sundays back"),
        Call(when=NOW),
        CALLER,
        sentences,
        now=NOW,
    )
    assert "ie will nicht mehr am Sonntag arbeiten" in mail.text
    assert "You want your Sundays back" in mail.text
    assert mail.slots == 1


def test_a_check_in_with_the_callers_own_words_waits_until_they_are_translated() -> None:
    """A goal was noted in English, and the client reads German."""
    goal = Detail(1, "goal", "two Sundays off a month, and no mail on the others", NOW)
    found = check_in((), (), [goal], used=frozenset(), caller=CALLER, sentences=BOTH)
    assert found
    assert found.subject.startswith("[1 to fill] ⟦")
    assert "[translate: two Sundays off a month, and no mail on the others]" in found.body
    assert found.why.endswith("is in English, the mail is in German: translate it before it goes out.")
    assert not found.is_ready


def test_notes_in_another_script_are_to_translate_whatever_languages_are_known() -> None:
    """A name of theirs in it is none."""
    mail = made(
        "heard: אנחנו מבשלים לחתונות\nquote: 料理はすばらしく\ni promised: Liste an דנה לוי schicken bis Freitag"
    )
    assert mail.text.count("[translate: ") == 2
    assert any("are in Hebrew and Japanese, the mail is in German: 2 lines" in one for one in mail.notices)


@pytest.mark.parametrize(
    ("note", "language"),
    [
        ("la liste des demandes de l'an dernier d'ici au 12 février", "French"),
        ("le mando la lista de los pedidos antes del viernes", "Spanish"),
        ("de lijst met aanvragen van vorig jaar", "Dutch"),
    ],
)
def test_notes_in_a_third_language_are_to_translate(note: str, language: str) -> None:
    """Neither the caller's nor the client's, nor English."""
    mail = made(f"i promised: {note}")
    assert any(f"are in {language}, the mail is in German" in one for one in mail.notices)


@pytest.mark.parametrize("note", ["send the plan to De La Cruz", "Plan an Maria de la Vega schicken"])
def test_a_name_is_no_third_language(note: str) -> None:
    """Its small words are few."""
    mail = made(f"i promised: {note}")
    assert not any("are in Spanish" in one or "are in French" in one for one in mail.notices)


GERMAN_LINES = ("sie will nicht mehr am Sonntag arbeiten", "wir haben zu viel Arbeit")


@pytest.mark.parametrize(
    ("line", "known", "language"),
    [
        ("the pricing sheet bis Freitag", ("de", "en"), "en"),
        ("send the checklist avant vendredi", ("de", "en"), "en"),
        ("fewer meetings bis Ende März", ("de", "en"), "en"),
        ("the sheet d'ici au 12 février", ("fr", "en"), "en"),
        ("la liste des prix bis Freitag", ("de", "en"), "fr"),
        ("la grille by Friday", ("fr", "en"), "fr"),
        ("l'exemple de tarif d'ici vendredi", ("fr", "en"), "fr"),
        ("Ich will wieder bauen.", ("de", "en"), "de"),
        ("einen Vorschlag für den Jahresplan bis Donnerstag", ("de", "en"), "de"),
        ("Preisblatt by Friday", ("de", "en"), "de"),
    ],
)
def test_the_words_of_a_deadline_tell_no_language_where_others_do(
    line: str, known: tuple[str, ...], language: str
) -> None:
    """Who notes in English may say the day as the client did; a line that tells nothing is as those beside it."""
    assert languages_of([line, *GERMAN_LINES], known)[0] == language


def test_a_deadline_tells_the_language_where_nothing_else_does() -> None:
    """A list by Friday, and no other line."""
    assert languages_of(["Liste bis Freitag"], ("en", "de")) == ("de",)
    assert languages_of(["Liste by Friday"], ("en", "de")) == ("en",)


def test_a_word_of_both_languages_marks_no_line() -> None:
    """Will is a German word, too."""
    english = ("send the list and the plan", "they want their Sundays back")
    assert languages_of(["Ich will wieder bauen.", *english], ("de", "en"))[0] == "de"


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("call at 10am", "de"),
        ("her son runs it, plus two sons of her own", "fr"),
        ("30 min of silence", "sv"),
        ("start over", "nl"),
    ],
)
def test_english_words_that_others_have_mark_no_english_line(line: str, other: str) -> None:
    """The hour of a call is none of a German sentence."""
    assert languages_of([line, "she wants the list and our plan"], ("en", other))[0] == "en"


def test_a_long_line_is_read_in_a_moment() -> None:
    """Words of days in thousands."""
    assert languages_of(["d'ici au le le 12 " * 20_000], ("fr", "en")) == ("fr",)


def test_a_day_is_read_in_the_language_of_the_site_too() -> None:
    """Neither the caller's nor the mail's."""
    mail = write(
        parse_notes("i promised: la liste des clients d'ici vendredi"),
        Call(when=NOW),
        CALLER,
        BOTH,
        now=NOW,
        facts=(fact("language", "fr", HOME),),
    )
    assert "Freitag, 4. Dezember" in mail.text


@pytest.mark.parametrize(
    "deadline", ["bis nächste Woche", "noch diese Woche", "bis Weihnachten", "in zwei Wochen"]
)
def test_the_words_of_a_deadline_make_no_line_german(deadline: str) -> None:
    """However the day is said, the line around it is English."""
    lines = [f"the price list {deadline}", f"send the checklist {deadline}", *GERMAN_LINES]
    assert languages_of(lines, ("de", "en"))[:2] == ("en", "en")


@pytest.mark.parametrize("noted", ["pricing sheet", "revised quote bis Freitag", "double revenue bis Sommer"])
def test_a_noun_phrase_tells_its_language_by_its_spelling(noted: str) -> None:
    """Among notes in another one, where it has no small word."""
    assert languages_of([noted, *GERMAN_LINES], ("de", "en"))[0] == "en"


@pytest.mark.parametrize(
    "noted", ["Coaching Workshop", "Jan Haverman", "Budget 500 EUR", "Landing Page", "nichts"]
)
def test_names_and_borrowed_words_are_in_the_language_of_the_notes(noted: str) -> None:
    """Spelled in English they are German still; a false mark teaches people to overlook the true ones."""
    assert languages_of([noted, *GERMAN_LINES], ("de", "en"))[0] in ("", "de")


@pytest.mark.parametrize(
    ("noted", "language"),
    [
        ("die Liste on Thursday", ""),
        ("das Angebot before Tuesday", ""),
        ("der Vorschlag el viernes", ""),
        ("die Liste by Friday", ""),
        ("die Liste bis Freitag", ""),
        ("der Plan ab Montag", ""),
        ("die Liste noch diese Woche", ""),
        ("die Liste bis Weihnachten", ""),
        ("die Liste by Christmas", "en"),
        ("Vorlage schicken next week", "en"),
        ("Budget antes de Navidad", "es"),
        ("Workshop am Wochenende", ""),
    ],
)
def test_a_day_that_stays_open_in_another_language_is_to_be_translated(noted: str, language: str) -> None:
    """A day, and what leads to it, is put into the mail's language; a half-translated line goes out to nobody."""
    assert dated_in(noted, "de", ("de", "en", "es")) == language


@pytest.mark.parametrize(
    ("noted", "language"),
    [
        ("שלום Acme Ltd. עד 10:30", "he"),
        ("Мы хотим больше клиентов", "ru"),
        ("Er heißt שלום und kommt", "de"),
        ("Anna (Анна) kommt am Montag", "de"),
    ],
)
def test_names_in_other_letters_make_a_line_no_other_language(noted: str, language: str) -> None:
    """Neither a Latin name in a Hebrew line nor a Hebrew one in a German line."""
    assert languages_of([noted, *GERMAN_LINES], ("de", "en"))[0] == language
