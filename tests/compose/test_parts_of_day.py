"""A day, a part of it and an hour, as one notes them in each language: which moment they are."""

from datetime import date

import pytest

from precall.compose.clock import find_clocks
from precall.compose.dates import write_out

MONDAY = date(2026, 11, 30)

NOTED: dict[str, dict[str, str]] = {
    "en": {
        "tuesday morning at ten": "12-01 10:00",
        "Tuesday morning 10am": "12-01 10:00",
        "on Tuesday morning at 10": "12-01 10:00",
        "Tuesday at noon": "12-01 12:00",
        "noon on Tuesday": "12-01 12:00",
        "Tuesday at half past two": "12-01 14:30",
        "half past two on Tuesday": "12-01 14:30",
        "Tuesday evening at 8": "12-01 20:00",
        "Tuesday afternoon at 3": "12-01 15:00",
        "Tuesday afternoon, 3.30pm": "12-01 15:30",
        "quarter to three on Tuesday": "12-01 14:45",
        "Tuesday at ten o'clock": "12-01 10:00",
        "at ten on Tuesday": "12-01 10:00",
        "tomorrow morning at 9": "12-01 09:00",
        "Tuesday lunchtime at 12:30": "12-01 12:30",
        "Tuesday 1 December in the morning at 10": "12-01 10:00",
        "Tuesday at 10 in the morning": "12-01 10:00",
        "at 3 in the afternoon on Tuesday": "12-01 15:00",
        "Tuesday at midday": "12-01 12:00",
        "ten o'clock on Tuesday": "12-01 10:00",
    },
    "de": {
        "Dienstag Vormittag um 10": "12-01 10:00",
        "am Dienstagvormittag um 10 Uhr": "12-01 10:00",
        "Dienstag um halb drei": "12-01 14:30",
        "Dienstag 15 Uhr 30": "12-01 15:30",
        "Dienstag um 15 Uhr 30": "12-01 15:30",
        "Dienstag mittags um 12": "12-01 12:00",
        "Dienstagabend um 8": "12-01 20:00",
        "Dienstag nachmittags um 3": "12-01 15:00",
        "Dienstag um 10 Uhr vormittags": "12-01 10:00",
        "um 10 Uhr am Dienstag": "12-01 10:00",
        "Dienstag um Viertel nach zwei": "12-01 14:15",
        "Dienstag um viertel vor 10": "12-01 09:45",
        "Dienstag um dreiviertel drei": "12-01 14:45",
        "Dienstag zehn Uhr": "12-01 10:00",
        "Dienstag um zehn": "12-01 10:00",
        "Dienstag früh um 9": "12-01 09:00",
        "morgen früh um 9": "12-01 09:00",
        "Dienstag, 10 Uhr": "12-01 10:00",
        "am Dienstag gegen 15 Uhr": "12-01 15:00",
        "Dienstag Nachmittag 15 Uhr": "12-01 15:00",
        "Dienstag um 12 Uhr mittags": "12-01 12:00",
        "Dienstag 10.30 Uhr": "12-01 10:30",
        "am Morgen des 3. Dezember um 9": "12-03 09:00",
        "Di 10h": "12-01 10:00",
    },
    "fr": {
        "mardi matin 10h": "12-01 10:00",
        "mardi matin à 10h": "12-01 10:00",
        "mardi à midi": "12-01 12:00",
        "mardi midi": "12-01 12:00",
        "mardi soir à 8h": "12-01 20:00",
        "mardi après-midi à 3h": "12-01 15:00",
        "mardi à 14h30": "12-01 14:30",
        "mardi à deux heures et demie": "12-01 14:30",
        "mardi à dix heures": "12-01 10:00",
        "mardi à 10 heures du matin": "12-01 10:00",
        "mardi dans la matinée à 10h": "12-01 10:00",
        "mardi 1er décembre au matin, 10h": "12-01 10:00",
        "à 10h mardi": "12-01 10:00",
        "demain matin 9h": "12-01 09:00",
        "mardi vers 15h": "12-01 15:00",
        "mardi à 14 h 30": "12-01 14:30",
        "mardi à 3 heures de l'après-midi": "12-01 15:00",
        "mardi à deux heures et quart": "12-01 14:15",
        "mardi à trois heures moins le quart": "12-01 14:45",
        "mardi en fin de matinée à 11h": "12-01 11:00",
        "mardi à midi et demi": "12-01 12:30",
        "mardi 10 h": "12-01 10:00",
    },
    "es": {
        "el martes por la mañana a las 10": "12-01 10:00",
        "martes por la mañana, 10h": "12-01 10:00",
        "el martes a mediodía": "12-01 12:00",
        "el martes al mediodía": "12-01 12:00",
        "el martes a las tres y media": "12-01 15:30",
        "el martes por la tarde a las 5": "12-01 17:00",
        "el martes por la noche a las 8": "12-01 20:00",
        "el martes a las 10 de la mañana": "12-01 10:00",
        "a las 10 del martes": "12-01 10:00",
        "el martes a las cinco menos cuarto": "12-01 16:45",
        "el martes a las diez": "12-01 10:00",
        "mañana por la mañana a las 9": "12-01 09:00",
        "el martes sobre las 15:00": "12-01 15:00",
        "el martes a las 10:30 h": "12-01 10:30",
        "el martes en la mañana a las 10": "12-01 10:00",
        "martes 10h": "12-01 10:00",
        "el martes a las 7 de la tarde": "12-01 19:00",
        "el martes a la una": "12-01 13:00",
        "el martes de 10 a 11": "12-01 10:00",
    },
    "it": {
        "martedì mattina alle 10": "12-01 10:00",
        "martedì mattina ore 10": "12-01 10:00",
        "martedì a mezzogiorno": "12-01 12:00",
        "martedì alle tre e mezza": "12-01 15:30",
        "martedì pomeriggio alle 3": "12-01 15:00",
        "martedì sera alle 8": "12-01 20:00",
        "martedì alle 10 del mattino": "12-01 10:00",
        "alle 10 di martedì": "12-01 10:00",
        "martedì alle 10 di mattina": "12-01 10:00",
        "domani mattina alle 9": "12-01 09:00",
        "martedì alle dieci": "12-01 10:00",
        "martedì nel pomeriggio alle 15": "12-01 15:00",
        "martedì in mattinata alle 11": "12-01 11:00",
        "martedì verso le 15": "12-01 15:00",
        "martedì ore 15.30": "12-01 15:30",
        "martedì alle quattro meno un quarto": "12-01 15:45",
        "martedì all'una": "12-01 13:00",
        "martedì alle 5 del pomeriggio": "12-01 17:00",
        "martedì h 10": "12-01 10:00",
        "martedì alle 10 e 30": "12-01 10:30",
        "martedì dalle 10 alle 11": "12-01 10:00",
    },
    "nl": {
        "dinsdagochtend om 10 uur": "12-01 10:00",
        "dinsdag om half drie": "12-01 14:30",
        "dinsdag half drie": "12-01 14:30",
        "dinsdag om kwart over twee": "12-01 14:15",
        "dinsdag kwart over twee": "12-01 14:15",
        "dinsdagmiddag om 3 uur": "12-01 15:00",
        "dinsdagavond om 8 uur": "12-01 20:00",
        "dinsdag om 12 uur 's middags": "12-01 12:00",
        "dinsdag 's ochtends om 10 uur": "12-01 10:00",
        "dinsdag om 10 uur 's ochtends": "12-01 10:00",
        "om 10 uur op dinsdag": "12-01 10:00",
        "dinsdag om tien uur": "12-01 10:00",
        "morgenochtend om 9 uur": "12-01 09:00",
        "dinsdag rond 15.00 uur": "12-01 15:00",
        "dinsdag kwart voor drie": "12-01 14:45",
        "dinsdag om vijf voor half drie": "12-01 14:25",
        "dinsdag 10u": "12-01 10:00",
        "dinsdagochtend 10.30 uur": "12-01 10:30",
        "dinsdag in de ochtend om 10 uur": "12-01 10:00",
        "di 10:00": "12-01 10:00",
        "dinsdag van 10 tot 11 uur": "12-01 10:00",
    },
    "pt": {
        "terça-feira de manhã às 10h": "12-01 10:00",
        "na terça de manhã às 10": "12-01 10:00",
        "terça ao meio-dia": "12-01 12:00",
        "terça-feira ao meio-dia": "12-01 12:00",
        "terça à tarde às 3": "12-01 15:00",
        "terça à noite às 8": "12-01 20:00",
        "terça às três e meia": "12-01 15:30",
        "terça às 10 da manhã": "12-01 10:00",
        "às 10h de terça-feira": "12-01 10:00",
        "terça-feira, às 10h30": "12-01 10:30",
        "amanhã de manhã às 9h": "12-01 09:00",
        "terça pelas 15h": "12-01 15:00",
        "terça às dez": "12-01 10:00",
        "terça às 5 da tarde": "12-01 17:00",
        "terça-feira por volta das 15h": "12-01 15:00",
        "terça pela manhã, 10h": "12-01 10:00",
        "terça-feira à 1 da tarde": "12-01 13:00",
        "terça-feira às 15 horas": "12-01 15:00",
        "terça às 10 e meia": "12-01 10:30",
        "terça-feira das 10h às 11h": "12-01 10:00",
        "dia 3 de manhã às 10h": "12-03 10:00",
    },
}


@pytest.mark.parametrize(
    ("language", "noted"), [(language, noted) for language, ways in NOTED.items() for noted in ways]
)
def test_the_moment_is_read_as_it_is_said(language: str, noted: str) -> None:
    """With the part of the day before the hour, behind it or alone, in numbers and in words; as the whole note and behind a word."""
    for text in (noted, f"PDF {noted}"):
        dated = write_out(text, MONDAY, (language,))
        assert dated.by
        assert dated.clock
        assert f"{dated.by:%m-%d} {dated.clock.begin:%H:%M}" == NOTED[language][noted]


@pytest.mark.parametrize(
    ("one", "other", "noted", "shown"),
    [
        ("de", "en", "Freitagabend um 8", "Friday 4 December in the evening at 20:00"),
        ("en", "de", "on Friday morning at 9", "am Freitag, 4. Dezember vormittags um 9:00"),
        ("it", "fr", "venerdì pomeriggio alle 3", "vendredi 4 décembre après-midi à 15:00"),
        ("pt", "es", "na sexta à noite às 8", "el viernes, 4 de diciembre por la noche a las 20:00"),
        ("nl", "de", "vrijdagochtend om half tien", "Freitag, 4. Dezember vormittags um 9:30"),
        ("fr", "nl", "vendredi midi", "vrijdag 4 december om 12:00"),
        ("de", "en", "Dienstag von 9 bis 10 Uhr", "Tuesday 1 December, 9:00"),
        ("it", "it", "venerdì all'una", "venerdì 4 dicembre alle 13:00"),
        ("de", "de", "Guten Morgen", "Guten Morgen"),
        ("fr", "fr", "avant midi", "avant midi"),
        ("es", "es", "antes del mediodía", "antes del mediodía"),
        ("de", "de", "gegen Mittag am Donnerstag", "gegen 12:00 am Donnerstag, 3. Dezember"),
        ("es", "es", "le envío viernes la propuesta", "le envío el viernes, 4 de diciembre la propuesta"),
        ("pt", "pt", "envio sexta a proposta", "envio na sexta-feira, 4 de dezembro a proposta"),
        ("fr", "fr", "je vous envoie vendredi le devis", "je vous envoie vendredi 4 décembre le devis"),
    ],
)
def test_a_part_of_the_day_is_said_in_the_language_of_the_mail(
    one: str, other: str, noted: str, shown: str
) -> None:
    """And "at 8 in the evening" is 20:00."""
    dated = write_out(noted, MONDAY, (one, other), hour=lambda clock, _: f"{clock.begin:%-H:%M}", near=True)
    assert dated.text == shown


def test_a_visit_at_your_place_is_by_the_clock_of_the_caller() -> None:
    """And a call by that of whoever it is said to."""
    assert [clock.theirs for clock in find_clocks("visite à 15 h 30 chez vous", ("fr",))] == [False]
    assert [clock.theirs for clock in find_clocks("appel à 15 h 30 chez vous", ("fr",))] == [True]
