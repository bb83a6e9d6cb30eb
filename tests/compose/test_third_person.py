"""Who is "sie", "elle", "hij" in a note that no grammar turns: the reader, perhaps, and then the mail waits."""

from datetime import UTC, datetime

import pytest

from precall.compose.followup import write
from precall.compose.notes import parse_notes
from precall.compose.third_person import third_persons
from precall.model.call import Call, Caller
from precall.model.followup import FollowUp
from precall.render import templates
from precall.sentences import load

NOW = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
CALLER = Caller("Ada Bell", signature="Ada Bell", timezone="Europe/Berlin")


def made(language: str, notes: str) -> FollowUp:
    sentences = load(language, templates.folders())
    call = Call(with_name="Jan Haverman", when=NOW)
    return write(parse_notes(notes), call, CALLER, sentences, now=NOW, to="jan@tidewell.example", turn=0)


@pytest.mark.parametrize(
    ("language", "line", "marked"),
    [
        ("de", "heard: sie hat mehr Aufträge, als sie schafft", "[wer ist gemeint: Sie] hat"),
        ("de", "heard: Sie hat keine Zeit", "[wer ist gemeint: Sie] hat"),
        ("de", "i promised: ihr den Plan schicken bis Freitag", "[wer ist gemeint: ihr] den Plan"),
        ("de", "goal: ihre Abende zurück", "[wer ist gemeint: ihre] Abende"),
        ("fr", "heard: elle a trop de commandes", "[de qui s'agit-il : elle] a trop"),
        ("fr", "i promised: lui envoyer le plan d'ici vendredi", "[de qui s'agit-il : lui] envoyer"),
        ("fr", "i promised: je lui envoie le plan vendredi", "je [de qui s'agit-il : lui] envoie"),
        ("fr", "next: elle me rappelle", "[de qui s'agit-il : elle] me rappelle"),
        ("de", "they promised: sie schickt mir die Zahlen", "[wer ist gemeint: sie] schickt mir"),
        ("es", "heard: ella tiene demasiados pedidos", "[aclarar quién: ella] tiene"),
        ("it", "i promised: mandare a lui il piano", "a [di chi si tratta: lui] il piano"),
        ("it", "i promised: mandargli il piano entro venerdì", "[di chi si tratta: mandargli] il piano"),
        ("nl", "heard: ze heeft te veel opdrachten", "[wie wordt bedoeld: ze] heeft"),
        ("pt", "i promised: enviar para ela o plano", "para [esclarecer quem: ela] o plano"),
        ("sv", "i promised: skicka henne planen på fredag", "skicka [vem avses: henne] planen"),
        ("de", "heard: zu viel Arbeit, weil er alles allein macht", "weil [wer ist gemeint: er] alles"),
        ("de", "heard: kaum Zeit für Neues, sie macht alles selbst", ", [wer ist gemeint: sie] macht"),
        ("fr", "heard: trop de travail parce qu'elle fait tout", "qu'[de qui s'agit-il : elle] fait"),
        ("es", "heard: mucho trabajo porque ella lo hace todo", "porque [aclarar quién: ella] lo"),
        ("it", "heard: troppo lavoro perché lui fa tutto", "perché [di chi si tratta: lui] fa"),
        ("nl", "heard: te veel werk omdat hij alles zelf doet", "omdat [wie wordt bedoeld: hij] alles"),
        ("pt", "heard: muito trabalho porque ela faz tudo", "porque [esclarecer quem: ela] faz"),
        ("sv", "heard: för mycket jobb eftersom hon gör allt", "eftersom [vem avses: hon] gör"),
        ("de", "next: Telefonat am Freitag, da er verreist", "da [wer ist gemeint: er] verreist"),
    ],
)
def test_who_may_be_the_reader_is_marked_in_every_language(language: str, line: str, marked: str) -> None:
    """No word is turned there, so the mail must not go as it was noted."""
    mail = made(language, line)
    assert marked.casefold() in mail.text.casefold()
    assert mail.slots == 1
    assert mail.to == ()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("de", "heard: Sie haben mehr Aufträge als Leute"),
        ("de", "heard: Ihr Mann findet, er arbeitet zu viel"),
        ("de", "i promised: Ihnen den Plan schicken bis Freitag"),
        ("de", "i promised: der Chefin schreiben und ihr absagen bis Freitag"),
        ("de", "quote: sie hat mich nie gefragt"),
        ("fr", "heard: il faut recruter deux personnes"),
        ("fr", "heard: il y a trop de commandes"),
        ("es", "heard: el equipo está cansado"),
        ("nl", "heard: te veel opdrachten in juni"),
        ("sv", "heard: de flesta order kommer i juni"),
        ("de", "heard: die Website ist langsam, weil sie alt ist"),
        ("de", "heard: der Server steht still, weil er alt ist"),
        ("de", "heard: Kunden springen ab, weil sie warten"),
        ("de", "heard: zu viel Arbeit, weil Sie alles allein machen"),
        ("de", "heard: die Chefin hat zu viel Arbeit, weil sie alles allein macht"),
        ("fr", "heard: le site est lent parce qu'il est vieux"),
        ("fr", "heard: trop de commandes, et il faut recruter"),
        ("es", "heard: mi hermana no viene porque ella vive lejos"),
        ("nl", "heard: de website is traag omdat hij oud is"),
        ("nl", "heard: klanten lopen weg omdat ze moeten wachten"),
        ("pt", "heard: o site é lento porque ele é velho"),
    ],
)
def test_who_is_settled_holds_no_mail(language: str, line: str) -> None:
    """The polite form, nobody, somebody who was named before, and their own words."""
    mail = made(language, line)
    assert mail.slots == 0
    assert mail.to


def test_a_text_without_words_names_nobody() -> None:
    """Neither does one of a language without lists."""
    assert third_persons("...", "de") == ()
    assert third_persons("she wants", "xx") == ()
