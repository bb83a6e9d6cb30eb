"""What leads to a day, noted in one language and said in another: never the opposite, never another day."""

from datetime import date
from itertools import product

import pytest

from precall.compose.dates import write_out
from precall.compose.noted_language import dated_in

MONDAY = date(2026, 11, 30)

LED: dict[str, dict[str, tuple[str, str]]] = {
    "by": {
        "en": ("by 5 January", "by Tuesday 5 January"),
        "de": ("bis zum 5. Januar", "bis Dienstag, 5. Januar"),
        "fr": ("au plus tard le 5 janvier", "d'ici mardi 5 janvier"),
        "es": ("a más tardar el 5 de enero", "para el martes, 5 de enero"),
        "it": ("entro il 5 gennaio", "entro martedì 5 gennaio"),
        "nl": ("uiterlijk 5 januari", "uiterlijk dinsdag 5 januari"),
        "pt": ("até 5 de janeiro", "até terça-feira, 5 de janeiro"),
    },
    "before": {
        "en": ("before 5 January", "before Tuesday 5 January"),
        "de": ("vor dem 5. Januar", "vor Dienstag, 5. Januar"),
        "fr": ("avant le 5 janvier", "avant le mardi 5 janvier"),
        "es": ("antes del 5 de enero", "antes del martes, 5 de enero"),
        "it": ("prima del 5 gennaio", "prima di martedì 5 gennaio"),
        "nl": ("voor 5 januari", "voor dinsdag 5 januari"),
        "pt": ("antes de 5 de janeiro", "antes de terça-feira, 5 de janeiro"),
    },
    "after": {
        "en": ("after 5 January", "after Tuesday 5 January"),
        "de": ("nach dem 5. Januar", "nach Dienstag, 5. Januar"),
        "fr": ("après le 5 janvier", "après le mardi 5 janvier"),
        "es": ("después del 5 de enero", "después del martes, 5 de enero"),
        "it": ("dopo il 5 gennaio", "dopo martedì 5 gennaio"),
        "nl": ("na 5 januari", "na dinsdag 5 januari"),
        "pt": ("depois de 5 de janeiro", "depois de terça-feira, 5 de janeiro"),
    },
    "from": {
        "en": ("from 5 January", "from Tuesday 5 January"),
        "de": ("ab dem 5. Januar", "ab Dienstag, 5. Januar"),
        "fr": ("à partir du 5 janvier", "à partir du mardi 5 janvier"),
        "es": ("a partir del 5 de enero", "a partir del martes, 5 de enero"),
        "it": ("dal 5 gennaio", "da martedì 5 gennaio"),
        "nl": ("vanaf 5 januari", "vanaf dinsdag 5 januari"),
        "pt": ("a partir de 5 de janeiro", "a partir de terça-feira, 5 de janeiro"),
    },
    "around": {
        "en": ("around 5 January", "around Tuesday 5 January"),
        "de": ("um den 5. Januar", "etwa am Dienstag, 5. Januar"),
        "fr": ("vers le 5 janvier", "vers le mardi 5 janvier"),
        "es": ("hacia el 5 de enero", "hacia el martes, 5 de enero"),
        "it": ("intorno al 5 gennaio", "intorno a martedì 5 gennaio"),
        "nl": ("rond 5 januari", "rond dinsdag 5 januari"),
        "pt": ("por volta de 5 de janeiro", "por volta de terça-feira, 5 de janeiro"),
    },
    "not before": {
        "en": ("not before 5 January", "not before Tuesday 5 January"),
        "de": ("nicht vor dem 5. Januar", "nicht vor Dienstag, 5. Januar"),
        "fr": ("pas avant le 5 janvier", "pas avant le mardi 5 janvier"),
        "es": ("no antes del 5 de enero", "no antes del martes, 5 de enero"),
        "it": ("non prima del 5 gennaio", "non prima di martedì 5 gennaio"),
        "nl": ("niet voor 5 januari", "niet voor dinsdag 5 januari"),
        "pt": ("não antes de 5 de janeiro", "não antes de terça-feira, 5 de janeiro"),
    },
    "on": {
        "en": ("on 5 January", "on Tuesday 5 January"),
        "de": ("am 5. Januar", "am Dienstag, 5. Januar"),
        "fr": ("le 5 janvier", "le mardi 5 janvier"),
        "es": ("el 5 de enero", "el martes, 5 de enero"),
        "it": ("il 5 gennaio", "il martedì 5 gennaio"),
        "nl": ("op 5 januari", "op dinsdag 5 januari"),
        "pt": ("no dia 5 de janeiro", "na terça-feira, 5 de janeiro"),
    },
    "at an hour": {
        "en": ("at 3pm on 5 January", "at 15:00 on Tuesday 5 January"),
        "de": ("um 15 Uhr am 5. Januar", "um 15:00 am Dienstag, 5. Januar"),
        "fr": ("à 15h le 5 janvier", "à 15:00 le mardi 5 janvier"),
        "es": ("a las 15h del 5 de enero", "a las 15:00 el martes, 5 de enero"),
        "it": ("alle 15 del 5 gennaio", "alle 15:00 il martedì 5 gennaio"),
        "nl": ("om 15 uur op 5 januari", "om 15:00 op dinsdag 5 januari"),
        "pt": ("às 15h de 5 de janeiro", "às 15:00 na terça-feira, 5 de janeiro"),
    },
    "in a part of it": {
        "en": ("on Friday afternoon", "on Friday 4 December in the afternoon"),
        "de": ("am Freitagnachmittag", "am Freitag, 4. Dezember nachmittags"),
        "fr": ("le vendredi après-midi", "le vendredi 4 décembre après-midi"),
        "es": ("el viernes por la tarde", "el viernes, 4 de diciembre por la tarde"),
        "it": ("il venerdì pomeriggio", "il venerdì 4 dicembre di pomeriggio"),
        "nl": ("op vrijdagmiddag", "op vrijdag 4 december ’s middags"),
        "pt": ("na sexta-feira à tarde", "na sexta-feira, 4 de dezembro à tarde"),
    },
}  # fmt: skip
"""What is noted in each language, and what each language says for it."""

OTHERS = [
    ("nl", "en", "niet eerder dan 5 januari", "not before Tuesday 5 January"),
    ("en", "de", "not until Friday", "nicht vor Freitag, 4. Dezember"),
    ("de", "en", "erst ab dem 5. Januar", "not before Tuesday 5 January"),
    ("nl", "de", "pas na 5 januari", "nach Dienstag, 5. Januar"),
    ("es", "en", "hasta el 5 de enero", "until Tuesday 5 January"),
    ("en", "de", "until 5 January", "bis Dienstag, 5. Januar"),
    ("it", "nl", "per lunedì", "uiterlijk maandag 7 december"),
    ("nl", "it", "per maandag", "da lunedì 7 dicembre"),
    ("fr", "en", "pour vendredi", "by Friday 4 December"),
    ("it", "de", "domani", "am Dienstag, 1. Dezember"),
    ("es", "es", "a partir de mañana", "a partir del martes, 1 de diciembre"),
    ("fr", "fr", "vendredi au plus tard", "vendredi 4 décembre au plus tard"),
    ("de", "fr", "bis einschließlich Freitag", "d'ici vendredi 4 décembre"),
]


def said(noted: str, one: str, other: str) -> str:
    """What a mail in the other language says for it, behind a word that is none of either."""
    dated = write_out(
        f"PDF {noted}", MONDAY, (one, other), hour=lambda clock, _: f"{clock.begin:%H:%M}", near=True
    )
    return dated.text.removeprefix("PDF ")


@pytest.mark.parametrize("meaning", LED)
def test_what_leads_to_a_day_is_said_in_the_language_of_the_mail(meaning: str) -> None:
    """In each of the seven languages, noted in each of the other six."""
    ways = LED[meaning]
    found = {
        (one, other): said(ways[one][0], one, other) for one, other in product(ways, ways) if one != other
    }
    assert found == {(one, other): ways[other][1] for one, other in found}


@pytest.mark.parametrize(("one", "other", "noted", "shown"), OTHERS)
def test_a_lead_is_told_by_its_meaning(one: str, other: str, noted: str, shown: str) -> None:
    """ "Per" leads to the last day in Italian and to the first in Dutch; "not until" is no "until"."""
    assert said(noted, one, other) == shown


@pytest.mark.parametrize(
    ("language", "noted"),
    [
        ("en", "the samples between 5 and 7 January"),
        ("de", "die Muster zwischen 5. und 7. Januar"),
        ("de", "die Muster vom 5. bis 7. Januar"),
        ("fr", "les échantillons entre le 5 et le 7 janvier"),
        ("es", "las muestras del 5 al 7 de enero"),
        ("it", "i campioni tra il 5 e il 7 gennaio"),
        ("nl", "de monsters van 5 tot 7 januari"),
        ("pt", "as amostras entre 5 e 7 de janeiro"),
        ("en", "the samples between Monday and Wednesday"),
        ("de", "die Muster von Montag bis Mittwoch"),
        ("fr", "les échantillons du lundi au mercredi"),
        ("es", "las muestras de lunes a miércoles"),
        ("it", "i campioni da lunedì a mercoledì"),
        ("nl", "de monsters tussen maandag en woensdag"),
        ("pt", "as amostras de segunda a quarta"),
    ],
)
def test_a_span_of_days_is_no_day_and_stay_as_they_were_noted(language: str, noted: str) -> None:
    """ "Between 5 and Thursday 7 January" is nobody's sentence; for another language the line is to be translated."""
    dated = write_out(noted, MONDAY, (language,))
    assert (dated.text, dated.by) == (noted, None)
    mail = "en" if language != "en" else "nl"
    assert dated_in(noted, mail, (mail, language), MONDAY) == language


@pytest.mark.parametrize(
    ("mail", "noted", "language"),
    [
        ("de", "die Liste not on Thursday", "en"),
        ("de", "die Muster desde segunda", "pt"),
        ("fr", "lista de clientes para el lunes", "es"),
        ("de", "PDF by Friday", ""),
        ("de", "die Liste this afternoon", "en"),
        ("de", "die Liste esta tarde", "es"),
        ("de", "die Liste todas as sextas", "pt"),
        ("de", "die Liste às sextas", "pt"),
        ("de", "die Liste every Friday", "en"),
        ("de", "die Liste by close of business Friday", "en"),
    ],
)
def test_what_stays_beside_a_day_in_another_language_is_to_be_translated(
    mail: str, noted: str, language: str
) -> None:
    """Where it is not sure that all is said in the mail's language the line is marked, and the mail waits."""
    assert dated_in(noted, mail, (mail, "en", "es", "pt"), MONDAY) == language


@pytest.mark.parametrize(
    ("language", "noted"),
    [
        ("de", "Angebot zum Black Friday"),
        ("fr", "la vitrine pour le Black Friday"),
        ("en", "the Easter hampers by Good Friday"),
        ("fr", "le menu de Mardi gras"),
        ("es", "la lista para el Viernes Santo"),
        ("it", "il menù di Martedì grasso"),
        ("nl", "de folder voor Goede Vrijdag"),
        ("pt", "o menu de Sexta-feira Santa"),
        ("de", "Aktion am Schwarzen Freitag"),
    ],
)
def test_a_name_that_holds_a_weekday_is_no_day(language: str, noted: str) -> None:
    """ "Black Freitag, 4. Dezember" is no name of anything."""
    assert write_out(noted, MONDAY, (language,)).text == noted
    assert dated_in(noted, language, (language, "en"), MONDAY) == ""


def test_a_name_of_a_day_in_another_language_is_to_be_translated() -> None:
    """But for one that is said so everywhere; and a person's name tells no language."""
    assert dated_in("die Körbe bis Good Friday", "de", ("de", "en"), MONDAY) == "en"
    assert dated_in("die Körbe zum Cyber Monday", "de", ("de", "en"), MONDAY) == ""
    assert dated_in("Gruß an Theresa May", "de", ("de", "en"), MONDAY) == ""


@pytest.mark.parametrize(
    ("noted", "mail", "caller"),
    [
        ("precisamos de mais tempo para os clientes", "pt", "de"),
        ("queremos mais dois fornos", "pt", "fr"),
        ("non abbiamo mai tempo per il forno", "it", "de"),
        ("mai più di dieci teglie", "it", "fr"),
        ("die Black-Friday-Anzeige bis Mittwoch", "de", "en"),
    ],
)
def test_a_word_that_is_a_month_elsewhere_needs_no_translation(noted: str, mail: str, caller: str) -> None:
    """More is "mais", never is "mai"."""
    assert dated_in(noted, mail, (mail, caller), MONDAY) == ""
