"""A personal note in another language becomes a wish where it only names what is to come, or is a wish itself."""

from datetime import UTC, datetime

import pytest

from precall import sentences
from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.model.call import Call, Caller
from precall.render.templates import folders

NOW = datetime(2026, 2, 3, 15, tzinfo=UTC)

NOTED: dict[str, dict[str, bool]] = {
    "de": {
        "Sommerurlaub auf Kreta im Juli": True,
        "Tochter Lena kommt am 1. September in die Schule": True,
        "Viel Erfolg beim Marathon": True,
        "mag Bienen": False,
        "er heiratet im Mai": False,
        "Knie-OP im März": False,
        "Beerdigung am Freitag": False,
        "kann im Juli nicht weg": False,
        "ich bin im Juli auf Kreta": False,
    },
    "fr": {
        "marathon de Nantes en avril": True,
        "Bon courage pour le déménagement": True,
        "aime les abeilles": False,
        "elle se marie en mai": False,
        "opération le 12 mars": False,
        "pas de vacances en juillet": False,
    },
    "es": {
        "boda de su hija en mayo": True,
        "Mucha suerte con la maratón": True,
        "le gustan las abejas": False,
        "ella se casa en mayo": False,
        "entierro el viernes": False,
    },
    "it": {
        "maratona di Roma ad aprile, il 12": True,
        "In bocca al lupo per la maratona": True,
        "buona parte dei clienti arriva a maggio dalla fiera, e lei lo sa": False,
        "ama le api": False,
        "funerale venerdì": False,
    },
    "nl": {
        "zeilvakantie in juli": True,
        "Veel succes met de marathon": True,
        "houdt van bijen": False,
        "zij trouwt in mei": False,
        "operatie op 12 maart": False,
    },
    "pt": {
        "maratona do Porto em abril": True,
        "Boa sorte com a maratona": True,
        "gosta de abelhas": False,
        "ela casa em maio": False,
        "cirurgia no dia 12 de março": False,
    },
    "sv": {
        "seglarsemester i juli": True,
        "Lycka till med maratonloppet": True,
        "tycker om bin": False,
        "hon gifter sig i maj": False,
        "operation den 12 mars": False,
    },
}


@pytest.mark.parametrize(
    ("language", "noted"), [(language, noted) for language, table in NOTED.items() for noted in table]
)
def test_a_personal_note_becomes_a_wish_where_that_is_safe(language: str, noted: str) -> None:
    """Else it stays out of the mail, and the caller is told that it does."""
    words = sentences.load(language, folders())
    caller = Caller("Jo Field", "Field Coaching", language=language)
    mail = write(parse_notes(f"personal: {noted}"), Call("coach", when=NOW), caller, words, now=NOW)
    is_in = NOTED[language][noted]
    assert (noted[1:12] in mail.text) is is_in, mail.text
    told = words.say("draft.notice_personal_out", place="x")[1:40]
    assert any(told in notice for notice in mail.notices) is not is_in


@pytest.mark.parametrize(
    ("language", "noted", "said"),
    [
        ("de", "fliegt am Samstag nach Lissabon", "Gute Reise nach Lissabon am Samstag."),
        ("de", "Reise nach Lissabon am Samstag", "Gute Reise nach Lissabon am Samstag."),
        ("fr", "part à Lisbonne samedi", "Bon voyage\u00a0: Lisbonne samedi."),
        ("es", "viaja a Lisboa el sábado", "Buen viaje: Lisboa el sábado."),
        ("it", "parte per Lisbona sabato", "Buon viaggio: Lisbona sabato."),
        ("nl", "gaat zaterdag naar Lissabon", "Goede reis: Lissabon zaterdag."),
        ("pt", "vai a Lisboa no sábado", "Boa viagem: Lisboa no sábado."),
        ("sv", "åker på lördag till Lissabon", "Trevlig resa: Lissabon lördag 7 februari."),
        ("de", "heiratet am Samstag", ""),
        ("de", "fliegt am Samstag", ""),
        ("fr", "déménage samedi", ""),
        ("nl", "trouwt op zaterdag", ""),
    ],
)
def test_somebody_who_is_going_somewhere_is_wished_a_good_journey(
    language: str, noted: str, said: str
) -> None:
    """What somebody does is no name of an event, and stands behind no wish."""
    words = sentences.load(language, folders())
    caller = Caller("Jo Field", "Field Coaching", language=language)
    mail = write(parse_notes(f"personal: {noted}"), Call("coach", when=NOW), caller, words, now=NOW)
    assert said in mail.text, mail.text
    assert said or noted[1:] not in mail.text
