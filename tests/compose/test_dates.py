"""Days as people say them, counted from a call on Tuesday 1 December 2026."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from precall import words
from precall.compose.dates import find_dates, write_out
from precall.compose.spoken_dates import in_full

CALL = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("the sheet by Friday", "the sheet by Friday 4 December 2026"),
        ("next Tuesday 10:00", "Tuesday 8 December 2026, 10:00"),
        ("tomorrow", "Wednesday 2 December 2026"),
        ("I call tomorrow", "I call on Wednesday 2 December 2026"),
        ("by tomorrow 10am", "by Wednesday 2 December 2026, 10am"),
        ("the day after tomorrow", "Thursday 3 December 2026"),
        ("in two weeks", "Tuesday 15 December 2026"),
        ("a call in 10 days", "a call on Friday 11 December 2026"),
        ("three months from now", "Monday 1 March 2027"),
        ("feedback within a week", "feedback by Tuesday 8 December 2026"),
        ("by end of month", "by Thursday 31 December 2026"),
        ("by the end of next month", "by Sunday 31 January 2027"),
        ("friday 11/12", "Friday 11 December 2026"),
        ("1 Dec", "Tuesday 1 December 2026"),
        ("the 3rd of January", "Sunday 3 January 2027"),
        ("Dec 3rd, 2026", "Thursday 3 December 2026"),
        ("by 2026-12-04", "by Friday 4 December 2026"),
        (
            "2026-12-08T09:30, on the phone",
            "Tuesday 8 December 2026, 09:30, on the phone",
        ),
        ("by 13/12", "by Sunday 13 December 2026"),
        ("by 13.12.", "by Sunday 13 December 2026"),
        ("Friday 4 December at 14:00 CET", "Friday 4 December 2026 at 14:00 CET"),
        ("Fri, 4 Dec, 2-3pm", "Friday 4 December 2026, 2-3pm"),
        ("Friday 10:00-11:00: call", "Friday 4 December 2026, 10:00-11:00: call"),
        ("Tuesday next week", "Tuesday 8 December 2026"),
        ("by the 15th", "by Tuesday 15 December 2026"),
        ("by Friday the 11th", "by Friday 11 December 2026"),
        ("on Friday 12/04", "on Friday 4 December 2026"),
        ("by Tuesday", "by Tuesday 8 December 2026"),
    ],
)
def test_a_day_with_one_meaning_is_written_out(said: str, shown: str) -> None:
    """The reader of a mail was not there when "Friday" was said."""
    assert write_out(said, CALL).text == shown


@pytest.mark.parametrize(
    ("said", "trouble", "readings"),
    [
        ("12/01", "several", ["2026-12-01", "2027-01-12"]),
        ("by 12/01/2027", "several", ["2027-01-12", "2027-12-01"]),
        ("by next Friday", "several", ["2026-12-04", "2026-12-11"]),
        ("by this Tuesday", "several", ["2026-12-01", "2026-12-08"]),
        ("Friday 5 December", "mismatch", ["2026-12-05"]),
        ("on 30 Nov", "past", ["2027-11-30"]),
        ("on 1 November 2026", "past", ["2026-11-01"]),
        ("next week", "vague", []),
        ("Friday in two weeks", "vague", []),
        ("Friday week", "vague", []),
        ("within three days of payment", "vague", []),
        ("soon", "vague", []),
        ("all that you do in one week", "vague", []),
    ],
)
def test_a_day_that_could_be_another_is_left_as_it_is(said: str, trouble: str, readings: list[str]) -> None:
    """A wrong date in a mail is worse than none; the caller is told what it could mean."""
    dated = write_out(said, CALL)
    assert dated.text == said
    assert [(item.trouble, list(map(str, item.readings))) for item in dated.open] == [(trouble, readings)]
    assert dated.by is None


@pytest.mark.parametrize(
    "text",
    [
        "closed on Fridays",
        "since last Friday",
        "every Monday at the yard",
        "the Friday report",
        "be reachable 24/7",
        "we may 3 times a week",
        "the 2nd draft",
        "chapter 3/4 of the book",
        "version 1.12.3",
        "a price of 10.50",
        "sun and march on",
        "half of 12",
    ],
)
def test_what_is_no_date_stays_untouched(text: str) -> None:
    """Numbers and names of days are often something else."""
    assert find_dates(text, CALL) == ()
    assert write_out(text, CALL).text == text


@pytest.mark.parametrize(
    ("language", "said", "shown"),
    [
        ("de", "bis Freitag", "bis Freitag, 4. Dezember 2026"),
        ("de", "am 4. Dezember um 10 Uhr", "am Freitag, 4. Dezember 2026 um 10 Uhr"),
        ("de", "bis Ende des Monats", "bis Donnerstag, 31. Dezember 2026"),
        ("fr", "mardi prochain à 10h30", "mardi 8 décembre 2026 à 10h30"),
        ("fr", "d'ici vendredi", "d'ici vendredi 4 décembre 2026"),
        ("es", "antes del 4 de diciembre de 2026", "antes del viernes, 4 de diciembre de 2026"),
        ("it", "tra due settimane", "martedì 15 dicembre 2026"),
        ("it", "entro il 4 dicembre 2026", "entro venerdì 4 dicembre 2026"),
        ("es", "antes del día 4 de diciembre de 2026", "antes del viernes, 4 de diciembre de 2026"),
        ("pt", "até ao dia 4 de dezembro de 2026", "até sexta-feira, 4 de dezembro de 2026"),
        ("nl", "voor vrijdag", "voor vrijdag 4 december 2026"),
        ("pt", "até sexta-feira", "até sexta-feira, 4 de dezembro de 2026"),
        ("pt", "envio o plano amanhã", "envio o plano quarta-feira, 2 de dezembro de 2026"),
    ],
)
def test_days_are_understood_in_the_language_of_the_caller_too(language: str, said: str, shown: str) -> None:
    """A language is one table in its word file."""
    assert write_out(said, CALL, languages=("en", language)).text == shown


def test_the_day_that_counts_is_the_one_behind_by() -> None:
    """A promise may name two days; one of them is when it is due."""
    assert write_out("the plan for 8 December, by Friday", CALL).by == date(2026, 12, 4)
    assert write_out("Thursday 3 December or Friday 4 December", CALL).by is None


def test_the_year_of_a_day_that_is_near_goes_without_saying() -> None:
    """A weekday and a month say which it is; a day a year ahead keeps its year."""
    assert write_out("by Friday", CALL, near=True).text == "by Friday 4 December"
    assert write_out("on 8 November 2027", CALL, near=True).text == "on Monday 8 November 2027"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("by Friday, by 4 December", "by Friday 4 December"),
        ("Friday, on the 4th", "Friday 4 December"),
        ("stop at six from today", "stop at six from today"),
        ("as of today you answer the mail", "as of today you answer the mail"),
        ("call today", "call on Tuesday 1 December"),
        ("the form that they use today", "the form that they use today"),
        ("ask how they work today", "ask how they work today"),
        ("send the form by today", "send the form by Tuesday 1 December"),
        ("schickt das Formular, das sie heute benutzen", "schickt das Formular, das sie heute benutzen"),
        ("le formulaire qu'ils utilisent aujourd'hui", "le formulaire qu'ils utilisent aujourd'hui"),
    ],
)
def test_a_day_is_said_once_and_only_where_it_is_when_something_is_due(said: str, shown: str) -> None:
    """ "By Friday, by 4 December" is one day; "from today" says since when."""
    assert write_out(said, CALL, near=True).text == shown


@settings(deadline=None)  # the first of them makes the patterns of all languages
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 290))
def test_a_full_date_is_found_again_whenever_it_is_said(call: date, ahead: int) -> None:
    """What `show` writes is read back as the same day, so that writing out twice changes nothing."""
    meant = call + timedelta(days=ahead)
    for language in words.languages():
        shown = in_full(meant, language)
        assert [said.day for said in find_dates(shown, call, (language,))] == [meant]
        assert write_out(shown, call, languages=(language,)).text == shown


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.sampled_from(["this", "next", "by", "on"]),
    st.integers(0, 6),
)
def test_a_weekday_is_never_resolved_to_the_past_or_to_another_weekday(
    call: date, word: str, weekday: int
) -> None:
    """Whatever day the call is on."""
    name = words.table("dates")["en"]["weekdays"][weekday][0]
    for said in find_dates(f"the plan {word} {name}", call):
        for day in filter(None, (said.day, *said.readings)):
            assert call <= day <= call + timedelta(days=14)
            assert day.weekday() == weekday


@settings(deadline=None)  # the first of them makes the patterns of all languages
@given(
    st.text(max_size=120) | st.text(alphabet="0123456789/.-: adefiIinoprsTtuwyFMr", max_size=60), st.dates()
)
def test_any_text_is_read_and_keeps_what_is_not_a_date(text: str, call: date) -> None:
    """Never a crash, and what is found stands where it is said to stand."""
    for said in find_dates(text, date(2026, call.month, min(call.day, 28)), words.languages()):
        assert text[said.start : said.end] == said.words
    write_out(text, CALL, words.languages())


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("de", "Telefonat am Donnerstag, 12.2. um 10", "Donnerstag, 12.2."),
        ("de", "Donnerstag, den 12. Februar, 10 Uhr", "Donnerstag, den 12. Februar"),
        ("de", "Do 12.2. 10:00", "Do 12.2."),
        ("fr", "jeudi 12/02 à 10h", "jeudi 12/02"),
        ("it", "giovedì 12/2 alle 10", "giovedì 12/2"),
        ("pt", "quinta-feira, 12/02, às 10h", "quinta-feira, 12/02"),
    ],
)
def test_a_weekday_and_its_date_are_one_in_whichever_language(language: str, text: str, words: str) -> None:
    """Also where English reads the date alone, and where the weekday settles which of two numbers is the month."""
    (said,) = find_dates(text, date(2026, 2, 3), ("en", language))
    assert (said.words, said.day) == (words, date(2026, 2, 12))


@pytest.mark.parametrize(
    ("text", "languages", "shown"),
    [
        ("send her the list bis Freitag", ("de", "en"), "send her the list by Friday 4 December 2026"),
        ("die Liste by Friday", ("en", "de"), "die Liste bis Freitag, 4. Dezember 2026"),
        ("la liste bis Freitag", ("de", "fr"), "la liste d'ici vendredi 4 décembre 2026"),
        ("das Schema till fredag", ("de", "sv"), "das Schema till fredag 4 december 2026"),
        ("nothing left to do Friday", ("en",), "nothing left to do Friday 4 December 2026"),
    ],
)
def test_the_word_for_a_deadline_is_in_the_language_in_which_the_day_is_shown(
    text: str, languages: tuple[str, ...], shown: str
) -> None:
    """A caller notes in English and says "bis Freitag"; the mail has one language."""
    assert write_out(text, date(2026, 12, 1), languages).text == shown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("by tomorrow, Wednesday 4 February", "by Wednesday 4 February 2026"),
        (
            "the calls tomorrow, Thursday 5 February",
            "the calls on Wednesday 4 February 2026, Thursday 5 February 2026",
        ),
        ("in a week, on Tuesday 10 February", "Tuesday 10 February 2026"),
        ("Wednesday, Thursday 5 February", "Wednesday 4 February 2026, Thursday 5 February 2026"),
        ("the list after Friday", "the list after Friday 6 February 2026"),
    ],
)
def test_a_day_said_twice_is_written_once(text: str, written: str) -> None:
    """A near day, its weekday and its date are one; two weekdays are two days."""
    assert write_out(text, date(2026, 2, 3)).text == written
