"""Notes without prefixes in each language: what may be a promise, a date, a next step, a quote."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from precall import words
from precall.compose.note_reading import Reading
from precall.compose.notes import parse_notes
from precall.compose.proposals import proposals

WRITTEN = Path(__file__).parents[1] / "transcripts" / "languages"
LANGUAGES = sorted(set(words.table("proposals")) - {"en"})


def proposed(text: str, language: str) -> list[tuple[str, str]]:
    """The prefix and the words of each."""
    reading = Reading.of(language, date(2026, 12, 1), "Ada Bell", "Jan Haverman")
    return [(one.prefix, one.text) for one in proposals(parse_notes(text), reading)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_list_by_which_notes_are_read(language: str) -> None:
    """What is left out is proposed in no notes of its speakers."""
    lists = words.table("proposals")
    assert set(lists["sv"]) - set(lists[language]) - {"my_name"} == set()  # which has one form in few


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_clear_notes_is_proposed_as_in_english(
    language: str, golden: Callable[[str, str | bytes], None]
) -> None:
    """What was heard, a quote, what each side promised, a goal, the next call and what both agreed; no guess of the caller's."""
    found = proposed((WRITTEN / f"{language}.txt").read_text(encoding="utf-8"), language)
    assert [prefix for prefix, _ in found] == [
        *("heard", "quote", "i promised", "they promised", "goal", "next", "agreed", "i promised")
    ]
    golden(f"proposals/{language}.txt", "".join(f"{prefix}: {text}\n" for prefix, text in found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_summary_that_a_tool_wrote_is_read_below_its_headings(
    language: str, golden: Callable[[str, str | bytes], None]
) -> None:
    """With the language's own headings; who was there and what the page is called are no notes."""
    found = proposed((WRITTEN / f"{language}-summary.txt").read_text(encoding="utf-8"), language)
    assert [prefix for prefix, _ in found] == [
        *("heard", "agreed", "i promised", "they promised", "i promised", "next")
    ]
    golden(f"proposals/{language}-summary.txt", "".join(f"{prefix}: {text}\n" for prefix, text in found))


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("de", "Jan will weniger arbeiten", [("goal", "weniger arbeiten")]),
        ("de", "Jan will mehr Kunden anrufen", [("goal", "mehr Kunden anrufen")]),
        ("de", "Jan will mir die Zahlen schicken", [("they promised", "mir die Zahlen schicken")]),
        ("de", "Jan will die Zahlen bis Freitag schicken", [("they promised", "die Zahlen bis Freitag schicken")]),
        ("es", "Jan quiere llamar a más clientes", [("goal", "llamar a más clientes")]),
        ("es", "Jan quiere enviarme la lista", [("they promised", "enviarme la lista")]),
        ("fr", "Jan veut appeler plus de clients", [("goal", "appeler plus de clients")]),
        ("it", "Jan vuole chiamare più clienti", [("goal", "chiamare più clienti")]),
        ("nl", "Jan wil meer klanten bellen", [("goal", "meer klanten bellen")]),
        ("pt", "Jan quer ligar a mais clientes", [("goal", "ligar a mais clientes")]),
        ("sv", "Jan vill ringa fler kunder", [("goal", "ringa fler kunder")]),
        ("de", "Herr Haverman lässt mir die Zahlen zukommen", [("they promised", "mir die Zahlen zukommen lassen")]),
        ("nl", "dhr. Haverman stuurt mij het rooster", [("they promised", "mij het rooster sturen")]),
        ("sv", "Jan mejlar avtalen på fredag", [("they promised", "mejla avtalen på fredag")]),
        ("sv", "Jan bokar varje besök själv", [("heard", "Jan bokar varje besök själv")]),
        ("sv", "jag kollar upp bidraget och ringer honom på måndag", [("i promised", "kolla upp bidraget och ringa honom på måndag")]),
        ("it", "le mando il piano e chiamo il capo", [("i promised", "mandarle il piano e chiamare il capo")]),
        ("nl", "ik laat hem maandag de cijfers zien", [("i promised", "hem maandag de cijfers laten zien")]),
        ("de", "Jan bucht jeden Termin selbst", [("heard", "Jan bucht jeden Termin selbst")]),
        ("sv", "vi enades om: start i mars", [("agreed", "start i mars")]),
        ("de", "Jan soll die Liste bis Montag schicken", [("they promised", "die Liste bis Montag schicken")]),
        ("de", "er hat versprochen, mir die Liste zu schicken", [("they promised", "mir die Liste schicken")]),
        ("de", "schicke ihm den Plan und rufe den Meister an", [("i promised", "ihm den Plan schicken und den Meister anrufen")]),
        ("de", "Plan bis Freitag schicken", [("i promised", "Plan bis Freitag schicken")]),
        ("fr", "elle a promis de m'envoyer la liste", [("they promised", "m'envoyer la liste")]),
        ("es", "enviarle el plan antes del viernes", [("i promised", "enviarle el plan antes del viernes")]),
        ("it", "mandargli il piano entro venerdì", [("i promised", "mandargli il piano entro venerdì")]),
        ("fr", "Jan envoie le bail d'ici vendredi", [("they promised", "envoyer le bail d'ici vendredi")]),
        ("fr", "elle me tient au courant d'ici vendredi", [("they promised", "me tenir au courant d'ici vendredi")]),
        ("fr", "prochain point mardi 8 décembre à 10h", [("next", "prochain point mardi 8 décembre à 10h")]),
        ("fr", "on part sur 3 séances à 400 €", [("agreed", "3 séances à 400 €")]),
        ("fr", "ne trouve pas de remplaçant le samedi", [("heard", "ne trouve pas de remplaçant le samedi")]),
        ("sv", "Jan skickar listan på fredag", [("they promised", "skicka listan på fredag")]),
        ("it", "mi aggiorna lunedì", [("they promised", "aggiornarmi lunedì")]),
        ("it", "ci aggiorniamo martedì alle 10", [("next", "ci aggiorniamo martedì alle 10")]),
        ("it", "siamo rimasti che si parte a gennaio", [("agreed", "si parte a gennaio")]),
        ("it", "contatto: Mara Conti", []),
        ("nl", "hij heeft beloofd om mij de lijst te sturen", [("they promised", "mij de lijst sturen")]),
        ("pt", "ficou de me enviar a lista", [("they promised", "me enviar a lista")]),
        ("sv", "hon lovade att skicka listan", [("they promised", "skicka listan")]),
        ("sv", "vi hörs på torsdag 10 december kl. 9.00", [("next", "vi hörs på torsdag 10 december kl. 9.00")]),
        ("de", "wir sprechen uns am 10. Dezember um 9 Uhr", [("next", "wir sprechen uns am 10. Dezember um 9 Uhr")]),
        ("es", "quedo en enviarle la propuesta", [("i promised", "enviarle la propuesta")]),
        ("es", "Jan queda en mandarme las cifras", [("they promised", "mandarme las cifras")]),
        ("es", "quedamos el jueves 10 de diciembre a las 10", [("next", "quedamos el jueves 10 de diciembre a las 10")]),
        ("es", "no dan abasto con los pedidos", [("heard", "no dan abasto con los pedidos")]),
        ("es", "está de baja desde marzo", []),
        ("pt", "o Jan envia-me os números até quinta", [("they promised", "enviar-me os números até quinta")]),
        ("pt", "fico de lhe enviar a proposta", [("i promised", "lhe enviar a proposta")]),
        ("pt", "gostava de delegar a agenda", [("goal", "delegar a agenda")]),
        ("pt", "ficou marcado para quinta, 10 de dezembro, às 10h", [("next", "ficou marcado para quinta, 10 de dezembro, às 10h")]),
        ("es", "Jan Haverman explicó que recibe más pedidos de los que acepta", [("heard", "Recibe más pedidos de los que acepta")]),
        ("pt", "Jan explicou que recebe mais encomendas do que aceita", [("heard", "Recebe mais encomendas do que aceita")]),
        ("es", "Decisiones\n- Se acordó empezar con seis sesiones", [("agreed", "empezar con seis sesiones")]),
        ("pt", "A fazer\n- Agendar uma reunião na quinta, 10 de dezembro, às 10:00", [("next", "reunião na quinta, 10 de dezembro, às 10:00")]),
        ("es", "quedamos en seis sesiones", [("agreed", "seis sesiones")]),
        ("es", "hablamos de la reunión del jueves", []),
        ("es", "hablamos de nuevo el jueves 10 de diciembre", [("next", "hablamos de nuevo el jueves 10 de diciembre")]),
        ("pt", "ficámos de nos ver na quinta, 10 de dezembro, às 10h", [("next", "ficámos de nos ver na quinta, 10 de dezembro, às 10h")]),
        ("fr", "faire un devis prend trop de temps", [("heard", "faire un devis prend trop de temps")]),
        ("sv", "skriva offerter tar för lång tid", [("heard", "skriva offerter tar för lång tid")]),
        ("de", "ich frage mich, ob sie das durchhält", []),
        ("de", "Dienstplan: Jan Haverman schickt bis Montag den Dienstplan. (Jan)", [("they promised", "bis Montag den Dienstplan schicken")]),
        ("nl", "Jan stuurt Ada het rooster", [("they promised", "mij het rooster sturen")]),
        ("de", "Sie hat mir die Liste bis Montag versprochen", [("they promised", "mir die Liste bis Montag")]),
        ("nl", "Ik heb haar de prijzen voor vrijdag beloofd", [("i promised", "haar de prijzen voor vrijdag")]),
        ("nl", "we bellen weer op 9 december om 11 uur", [("next", "we bellen weer op 9 december om 11 uur")]),
        ("de", "Jan verkauft im Mai, das ist vertraulich", []),
        ("fr", "ne pas noter : Jan cède l'affaire en mai", []),
        ("es", "Observaciones\n- Jan enviará la lista", []),
    ],
)  # fmt: skip
def test_who_does_what_is_told_by_the_form_of_the_verb(
    language: str, line: str, expected: list[tuple[str, str]]
) -> None:
    """As one notes it, with the verb as it is named; what is confidential and the caller's own thoughts stay out."""
    assert proposed(line, language) == expected


@pytest.mark.parametrize(
    ("language", "habit", "promise"),
    [
        ("de", "prüft jede Rechnung selbst", "prüft jede Rechnung bis Freitag"),
        ("es", "prepara los presupuestos por la noche", "preparará los presupuestos"),
        ("es", "pasa dos horas al día con el papeleo", "me pasa las cifras"),
        ("it", "prepara i preventivi di notte", "preparerà i preventivi"),
        ("pt", "marca as consultas por telefone", "marcará as consultas"),
        ("es", "paso 1: hablar con el banco", "paso las cifras"),
    ],
)
def test_what_somebody_always_does_is_no_promise(language: str, habit: str, promise: str) -> None:
    """Without a day, somebody it is given to, or the future it tells how they live; and a counted step is no verb."""
    assert "promised" not in " ".join(prefix for prefix, _ in proposed(habit, language))
    assert "promised" in " ".join(prefix for prefix, _ in proposed(promise, language))


CALL = """\
Ada Bell: {}
Jan Haverman: {}
Ada Bell: {}
Jan Haverman: {}
"""


@pytest.mark.parametrize(
    ("language", "mine", "theirs", "expected"),
    [
        ("de", "Ich schicke Ihnen den Plan bis Freitag.", "Gut, ich schicke Ihnen unsere Liste.", ["Ihnen den Plan bis Freitag schicken", "mir Ihre Liste schicken"]),
        ("fr", "Je vous envoie le plan vendredi.", "Et moi je vais vous envoyer notre liste.", ["vous envoyer le plan vendredi", "m'envoyer votre liste"]),
        ("fr", "Je vous envoie le plan vendredi.", "D'accord, je vous envoie notre liste.", ["vous envoyer le plan vendredi", "m'envoyer votre liste"]),
        ("es", "Le envío el plan el viernes.", "Bueno, yo le envío nuestra lista.", ["enviarle el plan el viernes", "enviarme su lista"]),
        ("it", "Le mando il piano venerdì.", "Va bene, le mando la nostra lista.", ["mandarle il piano venerdì", "mandarmi la Sua lista"]),
        ("nl", "Ik stuur u het plan vrijdag.", "Goed, ik stuur u onze lijst.", ["u het plan vrijdag sturen", "mij uw lijst sturen"]),
        ("pt", "Envio-lhe o plano na sexta.", "Certo, envio-lhe a nossa lista.", ["enviar-lhe o plano na sexta", "enviar-me a sua lista"]),
        ("sv", "Jag skickar dig planen på fredag.", "Okej, jag skickar dig vår lista.", ["skicka dig planen på fredag", "skicka mig er lista"]),
    ],
)  # fmt: skip
def test_what_each_says_on_a_call_is_a_promise_as_the_caller_notes_it(
    language: str, mine: str, theirs: str, expected: list[str]
) -> None:
    """The client's words turned round."""
    found = proposed(CALL.format("Hm.", "Hm.", mine, theirs), language)
    assert [text for prefix, text in found if prefix.endswith("promised")] == expected


@pytest.mark.parametrize(
    ("language", "asked", "answer", "expected"),
    [
        ("es", "¿Hablamos el jueves 10 de diciembre a las 10?", "Pues mire, no sé a quién decir que no.", ["No sé a quién decir que no.", "hablamos el jueves 10 de diciembre a las 10"]),
        ("pt", "Falamos na quinta, 10 de dezembro, às 10h?", "Olhe, não sei a quem dizer que não.", ["Não sei a quem dizer que não.", "falamos na quinta, 10 de dezembro, às 10h"]),
    ],
)  # fmt: skip
def test_what_is_asked_and_answered_loses_the_small_words_before_it(
    language: str, asked: str, answer: str, expected: list[str]
) -> None:
    """Neither "well, look" nor half a question mark gets into the mail."""
    question = {"es": "¿Qué le preocupa ahora?", "pt": "O que o preocupa agora?"}[language]
    found = proposed(CALL.format(question, answer, asked, "Hm."), language)
    assert [text for _, text in found] == expected
