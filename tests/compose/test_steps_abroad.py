"""When one meets again, what is settled and whose a promise is, in notes of the other languages."""

from datetime import UTC, datetime

import pytest

from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.model.call import Call, Caller
from precall.model.followup import FollowUp
from precall.render import templates
from precall.sentences import load

NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
CALLER = Caller("Ada Bell", signature="Ada Bell", timezone="Europe/Paris")


def made(language: str, notes: str) -> FollowUp:
    call = Call(with_name="Jan Haverman", when=NOW)
    return write(parse_notes(notes), call, CALLER, load(language, templates.folders()), now=NOW, turn=0)


@pytest.mark.parametrize(
    ("language", "step"),
    [
        ("de", "Termin am Donnerstag um 10 Uhr"),
        ("de", "wir sehen uns Donnerstag um 10 Uhr"),
        ("es", "cita el jueves a las 10"),
        ("es", "nos vemos el jueves a las 10"),
        ("fr", "rdv jeudi à 10h"),
        ("fr", "prochain rendez-vous jeudi à 10h"),
        ("fr", "on se revoit jeudi à 10h"),
        ("fr", "coup de fil jeudi à 10h"),
        ("fr", "échange téléphonique jeudi à 10h"),
        ("it", "appuntamento giovedì alle 10"),
        ("it", "ci vediamo giovedì alle 10"),
        ("it", "ci risentiamo giovedì alle 10"),
        ("it", "call giovedì alle 10"),
        ("nl", "afspraak donderdag om 10 uur"),
        ("nl", "we zien elkaar donderdag om 10 uur"),
        ("pt", "encontro na quinta-feira às 10h"),
        ("sv", "möte torsdag kl 10"),
        ("sv", "vi ses torsdag kl 10"),
    ],
)
def test_that_one_meets_again_is_a_sentence_and_an_appointment(language: str, step: str) -> None:
    """The words for meeting are said by the sentence, not once more in brackets behind it."""
    mail = made(language, f"next: {step}\n")
    assert mail.appointment
    said = next(sentence.text for part in mail.parts if part.name == "next" for sentence in part.sentences)
    assert ("10\u00a0h" if language == "fr" else "10:00") in said
    assert ": " not in said.partition(" (")[0]
    assert step.split()[0].lower() not in said.partition("(")[2].lower()


@pytest.mark.parametrize(
    ("language", "step"),
    [("fr", "date à convenir"), ("fr", "pas encore de date"), ("it", "data da concordare"), ("it", "ancora nessuna data")],
)  # fmt: skip
def test_a_day_that_is_open_is_said_to_be_open(language: str, step: str) -> None:
    opened = load(language, templates.folders()).say("followup.next_open")
    assert opened in made(language, f"next: {step}\n").text


@pytest.mark.parametrize(
    ("language", "nothing"), [("fr", "rien pour l'instant"), ("fr", "rien de prévu"), ("it", "per ora niente"), ("it", "nulla di fissato")]
)  # fmt: skip
def test_nothing_for_now_is_no_promise(language: str, nothing: str) -> None:
    assert nothing not in made(language, f"i promised: {nothing}\nthey promised: {nothing}\n").text


@pytest.mark.parametrize(
    ("language", "promise", "whose"),
    [("it", "i dati dell'anno scorso", "Lei: i dati"), ("sv", "i morgon kommer listan", "du: onsdag 2 december kommer listan")],
)  # fmt: skip
def test_a_promise_that_begins_with_an_i_which_is_no_english_one_says_whose_it_is(
    language: str, promise: str, whose: str
) -> None:
    assert whose in made(language, f"they promised: {promise}\n").text


@pytest.mark.parametrize(
    ("language", "heard"),
    [
        ("fr", "on n'arrive plus à suivre"),
        ("fr", "j'aimerais travailler moins"),
        ("it", "non riesco a dire di no"),
        ("it", "vorrei lavorare di meno"),
    ],
)
def test_what_only_the_verb_or_on_tells_to_be_theirs_is_quoted(language: str, heard: str) -> None:
    sentences = load(language, templates.folders())
    assert sentences.quoted(heard) in made(language, f"heard: {heard}\n").text
