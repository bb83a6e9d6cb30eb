"""The three mails as a client of each language gets them, for a reader of the language to read."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from mill import NEWS, SALES, TODAY, fact, judged

from precall.compose.checkin import check_in
from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.compose.offer import Offer
from precall.model.call import Call, Caller
from precall.model.memory import Detail
from precall.render import templates
from precall.sentences import languages, load

NOW = datetime(2026, 2, 3, 15, 0, tzinfo=UTC)
CALLER = Caller("Ada Bell", signature="Ada Bell", timezone="Europe/London")
NOTES = {
    "en": ("we have too much work", "send you the plan by Friday", "two Sundays off a month", "call Thursday 12 February 10:00"),
    "de": ("wir haben zu viel Arbeit", "den Plan schicken bis Freitag", "zwei freie Sonntage im Monat", "Telefonat Donnerstag, 12.2. um 10"),
    "fr": ("nous avons trop de travail", "envoyer le plan d'ici vendredi", "deux dimanches libres par mois", "appel jeudi 12/02 à 10h"),
    "es": ("tenemos demasiado trabajo", "enviar el plan antes del viernes", "dos domingos libres al mes", "llamada el jueves 12 de febrero a las 10"),
    "it": ("abbiamo troppo lavoro", "mandare il piano entro venerdì", "due domeniche libere al mese", "chiamata giovedì 12 febbraio alle 10"),
    "nl": ("wij hebben te veel werk", "het plan sturen voor vrijdag", "twee vrije zondagen per maand", "gesprek donderdag 12 februari om 10 uur"),
    "pt": ("temos trabalho a mais", "enviar o plano até sexta", "dois domingos livres por mês", "chamada na quinta-feira, 12 de fevereiro, às 10h"),
}  # fmt: skip
"""What was heard, what was promised, what they hope for, and the next step."""


@pytest.mark.parametrize("language", [code for code in languages(templates.folders()) if code in NOTES])
def test_the_mails_of_a_language_are_as_agreed(
    language: str, golden: Callable[[str, str | bytes], None]
) -> None:
    """After the call, the check-in and the first mail, with a day and an hour read and written in the language."""
    sentences = load(language, templates.folders())
    heard, promised, goal, step = NOTES[language]
    notes = f"heard: {heard}\nquote: {goal}\ni promised: {promised}\nnext: {step}\ngoal: {goal}\n"
    mail = write(
        parse_notes(notes), Call(with_name="Jan Haverman", when=NOW), CALLER, sentences, now=NOW, turn=0
    )
    assert mail.slots == 0
    assert mail.appointment
    assert mail.appointment.start.date() == date(2026, 2, 12)
    assert (mail.appointment.start.hour, mail.appointment.start.minute) == (10, 0)
    reached = check_in(
        (), (), [Detail(1, "goal", goal, NOW)], used=frozenset(), caller=CALLER, sentences=sentences, name="Jan Haverman"
    )  # fmt: skip
    news = fact("news", "Bread on Mondays again", NEWS, date=TODAY.isoformat())
    first = judged(
        (news,), playbook=SALES, offer=Offer(promised, heard), sentences=sentences, call=Call()
    ).first_touch
    assert reached
    assert first
    parts = (mail.subject.text, mail.text, reached.subject, reached.body, first.subject, first.body)
    golden(f"languages/{language}.txt", "\n\n".join(part.strip() for part in parts) + "\n")


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("es", "no damos abasto"),
        ("es", "llevo dos años sin vacaciones"),
        ("pt", "não damos conta de tudo"),
        ("pt", "estou sem férias há dois anos"),
    ],
)
def test_what_the_client_said_is_quoted_where_only_the_verb_tells_who_speaks(
    language: str, heard: str
) -> None:
    """Else "we cannot keep up" would be the caller's own in the caller's mail."""
    mail = write(
        parse_notes(f"heard: {heard}\n"), Call(when=NOW), CALLER, load(language, templates.folders()), now=NOW
    )
    assert f"«{heard}»" in mail.text


@pytest.mark.parametrize(
    ("language", "note", "said"),
    [
        ("es", "goal: Me gustaría tener dos domingos libres.", "tener dos domingos libres."),
        ("es", "goal: queremos que nuestro equipo siga", "«queremos que nuestro equipo siga»"),
        (
            "es",
            "next: volvemos a hablar el jueves 12 de febrero a las 10",
            " el jueves, 12 de febrero, a las 10:00",
        ),
        ("pt", "goal: Gostava de ter dois domingos livres.", "ter dois domingos livres."),
        (
            "es",
            "next: nos vemos el jueves 12 de febrero a las 10 en su oficina",
            "próxima reunión es el jueves, 12 de febrero, a las 10:00",
        ),
        ("pt", "next: segunda chamada a 12/2 às 10h", "para quinta-feira, 12 de fevereiro, às 10:00"),
        (
            "pt",
            "next: falamos na quinta, 12 de fevereiro, às 10h",
            "para quinta-feira, 12 de fevereiro, às 10:00",
        ),
    ],
)
def test_a_goal_and_a_next_call_are_read_as_they_are_said(language: str, note: str, said: str) -> None:
    """ "I would like to" is behind "your goal" left out, but not where the rest speaks of me and mine."""
    mail = write(
        parse_notes(f"{note}\n"), Call(when=NOW), CALLER, load(language, templates.folders()), now=NOW, turn=0
    )
    assert said in mail.text
    assert "(" not in mail.text.replace("(hora de Londres)", "")


@pytest.mark.parametrize(
    ("language", "promised", "said"),
    [
        ("de", "ich schicke Freitag den Plan", "\nIch schicke am Freitag, 6. Februar den Plan."),
        ("fr", "je vous envoie vendredi le plan", "\nJe vous envoie vendredi 6 février le plan."),
        ("nl", "ik stuur u vrijdag het plan", "\nIk stuur u op vrijdag 6 februari het plan."),
    ],
)
def test_a_promise_that_is_a_sentence_of_the_callers_stands_as_it_is(
    language: str, promised: str, said: str
) -> None:
    """Nothing leads to "ich schicke ...": it says who does it."""
    sentences = load(language, templates.folders())
    mail = write(parse_notes(f"i promised: {promised}\n"), Call(when=NOW), CALLER, sentences, now=NOW, turn=0)
    assert said in mail.text


@pytest.mark.parametrize("language", sorted(set(NOTES) - {"en"}))
def test_a_list_of_what_one_side_does_says_once_whose_it_is(language: str) -> None:
    """In its heading: "Por mi parte:", and then what."""
    notes = "i promised: PDF\ni promised: CRM\n"
    sentences = load(language, templates.folders())
    mail = write(parse_notes(notes), Call(when=NOW), CALLER, sentences, now=NOW, turn=0)
    assert "- PDF.\n- CRM.\n" in mail.text
