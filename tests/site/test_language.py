"""Which language a page is written in, and whose words count on it: neighbours that share most small words are told apart."""

from datetime import UTC, datetime

import pytest

from precall import words
from precall.model.page import Fetched
from precall.site import language
from precall.site.document import Document, parse

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
URL = "https://acme.example/a"
TEXTS = {
    "en": "We are a small workshop in Leeds that looks after your bicycle when it does not run as it should. You can leave it with us without "
    "an appointment, and we call you as soon as it is ready. You always know what it costs before we begin, and one of us answers the phone.",
    "de": "Wir sind eine kleine Werkstatt in Graz und kümmern uns um Ihr Fahrrad, wenn es nicht so läuft, wie es soll. Sie können es ohne "
    "Termin bei uns abgeben, und wir rufen an, sobald es fertig ist. Die Kosten kennen Sie immer, bevor wir mit der Arbeit beginnen.",
    "fr": "Nous sommes un petit atelier à Nantes et nous prenons soin de votre vélo quand il ne roule pas comme il faut. Vous pouvez le "
    "déposer sans rendez-vous, et nous vous appelons dès qu'il est prêt. Le prix est toujours connu avant le début des travaux dans l'atelier.",
    "es": "Somos un pequeño taller en Sevilla que cuida de tu bicicleta cuando no rueda como debe. La puedes dejar sin cita, y te llamamos en "
    "cuanto esté lista. El precio lo sabes siempre antes de que empecemos, y al teléfono se pone una persona del taller, no una máquina.",
    "it": "Siamo una piccola officina a Torino e ci prendiamo cura della tua bicicletta quando non va come deve. La puoi lasciare senza "
    "appuntamento, e ti chiamiamo appena è pronta. Il prezzo lo sai sempre prima che si cominci, e al telefono risponde una persona.",
    "nl": "Wij zijn een kleine werkplaats in Utrecht en zorgen voor je fiets als die niet rijdt zoals het moet. Je kunt hem zonder afspraak "
    "bij ons brengen, en we bellen je als hij klaar is. Wat het kost weet je altijd voor we beginnen, en een van ons neemt de telefoon op.",
    "pt": "Somos uma pequena oficina no Porto e cuidamos da sua bicicleta quando ela não anda como deve. Pode deixar a bicicleta sem marcação, "
    "e ligamos para si assim que estiver pronta. O preço é sempre combinado antes de começar, e ao telefone atende uma pessoa da oficina.",
    "sv": "Vi är en liten verkstad i Umeå som hjälper dig med cykeln när den inte går som den ska. Du kan lämna in den utan tid, och vi "
    "ringer när den är klar. Hos oss får du alltid veta vad det kostar innan vi börjar, och det är vi själva som svarar i telefonen.",
    "da": "Vi er et lille værksted i Aarhus, der hjælper dig med cyklen, når den ikke kører, som den skal. Du kan aflevere den uden tid, og vi "
    "ringer, når den er færdig. Hos os får du altid at vide, hvad det koster, før vi går i gang, og det er os selv, der tager telefonen.",
    "no": "Vi er et lite verksted i Bergen som hjelper deg med sykkelen når den ikke går som den skal. Du kan levere den uten avtale, og vi "
    "ringer når den er ferdig. Hos oss får du alltid vite hva det koster før vi begynner, og det er oss selv som tar telefonen etter klokken ti.",
    "pl": "Jesteśmy małym warsztatem w Gdyni i dbamy o twój rower, kiedy nie jeździ tak, jak powinien. Możesz go zostawić bez umawiania się, a my "
    "zadzwonimy, gdy będzie gotowy. U nas zawsze wiesz, ile to kosztuje, zanim zaczniemy, i to my odbieramy telefon, który dzwoni do warsztatu.",
    "cs": "Jsme malá dílna v Plzni a staráme se o vaše kolo, když nejede tak, jak má. Můžete je u nás nechat bez objednání a zavoláme vám, až bude "
    "hotové. U nás vždy víte, kolik to stojí, než začneme, a do telefonu se vám ozve člověk, který na kole opravdu pracuje, ne automat.",
}
# Languages without a file, that share many small words with one that has a file.
WITHOUT_A_FILE = {
    "sk": "Sme malá dielňa v Trnave a staráme sa o váš bicykel, keď nejde tak, ako má. Môžete ho u nás nechať bez objednania a zavoláme vám, keď bude "
    "hotový. U nás vždy viete, koľko to stojí, ešte pred začiatkom, a do telefónu sa vám ozve človek, ktorý na bicykli naozaj pracuje.",
    "sl": "Smo majhna delavnica v Kranju in skrbimo za vaše kolo, kadar ne teče tako, kot bi moralo. Lahko ga pustite pri nas brez naročila in "
    "poklicali vas bomo, ko bo narejeno. Pri nas vedno veste, koliko stane, preden začnemo, in na telefon se oglasi človek, ki tudi dela na kolesu.",
    "hr": "Mi smo mala radionica u Zadru i brinemo se za vaš bicikl kad ne vozi kako treba. Možete ga ostaviti kod nas bez dogovora, a mi ćemo vas "
    "nazvati čim je gotov. Kod nas uvijek znate koliko je to prije nego što počnemo, i na telefon se javlja čovjek koji na njemu i radi, a ne stroj.",
}
NYNORSK = (
    "Vi er ein liten verkstad i Førde som hjelper deg med sykkelen når han ikkje går som han skal. Du kan levere han utan avtale, og vi "
    "ringjer når han er ferdig. Hos oss får du alltid vite kva det kostar før vi byrjar, og det er vi sjølve som tek telefonen frå klokka ti."
)


def _page(text: str, lang: str) -> Document:
    body = f'<html lang="{lang}"><body><p>{text}</p></body></html>'.encode()
    return parse(Fetched(URL, URL, 200, (("content-type", "text/html; charset=utf-8"),), body, "", NOW))


def test_each_language_with_a_file_has_a_text_here() -> None:
    """A language that arrives is tried beside all others."""
    assert set(TEXTS) == set(words.languages())


@pytest.mark.parametrize("code", TEXTS)
def test_a_page_is_in_the_language_of_its_words(code: str) -> None:
    """Whatever a theme declares: most say English and mean nothing by it."""
    assert language.of(_page(TEXTS[code], "en" if code != "en" else "de")) == code


@pytest.mark.parametrize("code", TEXTS)
def test_words_of_one_language_never_count_on_pages_of_another(code: str) -> None:
    """Danish and Norwegian share most small words, and yet only one of them counts; English counts everywhere."""
    assert set(language.spoken(_page(TEXTS[code], code))) == {"en", code}


@pytest.mark.parametrize(("one", "other"), [("fr", "nl"), ("de", "it"), ("sv", "en"), ("pt", "de")])
def test_both_languages_of_a_page_in_two_count(one: str, other: str) -> None:
    """A text that stands there twice, the first a little longer."""
    page = _page(f"{TEXTS[one]} {TEXTS[one]} {TEXTS[other]}", one)
    assert set(language.spoken(page)) == {"en", one, other}


@pytest.mark.parametrize("code", WITHOUT_A_FILE)
def test_a_neighbour_without_a_file_is_not_taken_for_one_with_a_file(code: str) -> None:
    """Slovak is no Czech: the words of no file but English count there."""
    page = _page(WITHOUT_A_FILE[code], "en")
    assert language.of(page) == code
    assert set(language.spoken(page)) == {"en", code}


def test_nynorsk_is_norwegian() -> None:
    """Both ways of writing Norwegian have one file."""
    assert language.of(_page(NYNORSK, "en")) == "no"


@pytest.mark.parametrize(("lang", "called"), [("nb-NO", "nb"), ("nn", "nn"), ("no", "no"), ("en", "no")])
def test_norwegian_has_three_codes_and_one_file(lang: str, called: str) -> None:
    """A page is called what it calls itself; its words are those of one file."""
    page = _page(TEXTS["no"], lang)
    page.language = language.of(page)
    assert page.language == "no"
    assert language.called(page) == called
    assert language.of(_page("Velkommen", "nn")) == "no"
    assert words.habits("nb") == words.habits("no")


def test_a_page_of_few_words_is_in_what_it_declares_and_in_the_language_of_the_site() -> None:
    """A contact page has hardly any words of its own; where the site's language is not known, any may count."""
    page = _page("Kontakt: ul. Lipowa 4, Gdynia", "de")
    assert language.spoken(page, "pl") == ("de", "en", "pl")
    assert language.spoken(page) == ()
