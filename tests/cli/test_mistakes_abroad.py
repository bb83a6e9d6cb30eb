"""What is wrong in a caller's own files is told in their language, down to the reason."""

from pathlib import Path

import pytest
from commands import Precall

from precall.model.page import REDIRECT_LOOP
from precall.render.templates import folders
from precall.sentences import load

PLAIN = 'because = "c"\n[[question]]\nid = "b"\nask = "b?"\nbecause = "c"\n'
OWN = {
    "offer.toml": 'looks_for = [3, "foo >= x"]',
    "criteria.toml": 'good = ["name"]',
    "briefing.md.j2": "{{ colour }}",
    "playbooks/absent.toml": "[[question]]\nid = 'a'\n",
    "playbooks/broken.toml": "most = \n",
    "playbooks/kind.toml": f'[[question]]\nid = "a"\nask = "a?"\nwhen = ["colour"]\n{PLAIN}',
    "playbooks/list.toml": "question = [1]",
    "playbooks/many.toml": f'most = 99\n[[question]]\nid = "a"\nask = "a?"\n{PLAIN}',
    "playbooks/none.toml": "",
    "playbooks/place.toml": f'[[question]]\nid = "a"\nask = "{{nick}}?"\n{PLAIN}',
    "playbooks/sentence.toml": f'[[question]]\nid = "a"\nask = "questions.colour"\n{PLAIN}',
    "playbooks/twice.toml": f'[[question]]\nid = "b"\nask = "a?"\n{PLAIN}',
    "playbooks/unknown.toml": "colour = {}",
    "sentences/de.toml": '[terminal]\ncolour = "x"\nreading = "{nick}"\n',
}
TOLD = """\
OWN/sentences/de.toml, Zeile 2: einen solchen Satz gibt es in precall nicht; die Namen stehen in sentences/en.toml
OWN/sentences/de.toml, Zeile 3: {nick} gibt es in diesem Satz nicht als Platzhalter; möglich sind {url}
OWN/sentences/de.toml, Zeile 3: {url} fehlt; auf Englisch lautet der Satz 'reading {url}'
OWN/criteria.toml, good 1: 'name' in 'name' ist Ihre Angabe, nicht die der Website; Kriterien beziehen sich auf die Website
OWN/offer.toml, looks_for 1: 3 ist weder ein Text in Anführungszeichen noch eine Tabelle; schreiben Sie z. B. looks_for = ["has prices"]
OWN/playbooks/absent.toml Zeile 1, Frage 1, ask: der Eintrag fehlt; schreiben Sie einen Text in Anführungszeichen
kann OWN/playbooks/broken.toml nicht lesen: ungültiger Wert (Zeile 1, Spalte 8)
OWN/playbooks/list.toml, Frage 1: [[question]] ist keine Tabelle
OWN/playbooks/many.toml, most: 99 liegt nicht zwischen 1 und 9
OWN/playbooks/none.toml: keine [[question]] darin; ein Leitfaden hat mindestens eine
OWN/playbooks/sentence.toml Zeile 1, Frage 1 (a): es gibt keinen Satz questions.colour; schreiben Sie einen eigenen in Anführungszeichen, \
oder tragen Sie ihn in sentences/de.toml ein
OWN/playbooks/twice.toml Zeile 1, Frage 1 (b): zwei Fragen haben dieselbe id 'b'; geben Sie jeder eine eigene
OWN/briefing.md.j2, Zeile 1: 'colour' ist nicht definiert
"""
BEGUN = """\
OWN/playbooks/kind.toml Zeile 1, Frage 1, when: 'colour' in 'colour' ist keine bekannte Art von Angabe; möglich sind name, legal_name
OWN/playbooks/place.toml Zeile 1, Frage 1, ask: {nick} ist hier nicht bekannt; möglich sind context
OWN/playbooks/unknown.toml, colour: einen solchen Eintrag gibt es nicht; möglich sind title, most
"""
"""Lines that end with a long list of names."""


def test_each_mistake_in_a_file_of_ones_own_is_told_in_the_callers_language(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a word of English is left but what has to be written so in the files."""
    own = tmp_path / "own"
    for name, text in OWN.items():
        (own / name).parent.mkdir(parents=True, exist_ok=True)
        (own / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("PRECALL_TEMPLATES_DIR", str(own))
    monkeypatch.setenv("PRECALL_LANGUAGE", "de")
    ended = precall("templates", "check")
    told = [line.removeprefix("precall: ").replace(str(own), "OWN") for line in ended.err.splitlines()]
    begun = tuple(BEGUN.splitlines())
    assert [line for line in told if not line.startswith(begun)] == TOLD.splitlines()
    assert len([line for line in told if line.startswith(begun)]) == len(begun)


def test_several_settings_that_cannot_be_used_are_told_in_the_callers_language(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with where it was set, be that a file, the environment or an option."""
    (tmp_path / "precall.toml").write_text('timezone = "Nowhere"\ncolour = 3\n', encoding="utf-8")
    monkeypatch.setenv("PRECALL_LANGUAGE", "de")
    monkeypatch.setenv("PRECALL_PAGES", "many")
    monkeypatch.setenv("PRECALL_DELAY", "-1")
    ended = precall("today")
    assert (
        ended.err.replace(str(tmp_path), "HERE")
        == """\
precall: timezone = 'Nowhere' ist nicht möglich; erwartet: eine Zeitzone mit einem Namen wie Europe/Berlin (HERE/precall.toml)
precall: eine Einstellung 'colour' gibt es nicht; precall config listet sie auf (HERE/precall.toml)
precall: pages = 'many' ist keine ganze Zahl (Umgebung)
precall: delay = -1.0 ist zu klein; mindestens 0 (Umgebung)
"""
    )


def test_a_word_document_that_is_none_is_told_in_the_callers_language(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only begins as such a file does."""
    (tmp_path / "call.docx").write_bytes(b"PK\x03\x04 nothing else")
    monkeypatch.setenv("PRECALL_LANGUAGE", "de")
    ended = precall("debrief", "acme.example", "--notes", "call.docx")
    assert ended.err == (
        "precall: kann call.docx nicht lesen: es ist kein Word-Dokument."
        " Speichern Sie es als reinen Text und versuchen Sie es noch einmal.\n"
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("restore", "."), "'DATEI': '.' ist ein Ordner, keine Datei. Siehe: precall restore --help"),
        (("kept", "abc"), "'NUMMER': 'abc' ist keine ganze Zahl. Siehe: precall kept --help"),
        (
            ("remember", "acme.example", "--rhythm", "often"),
            "'--rhythm': 'often' ist keine ganze Zahl. Siehe: precall remember --help",
        ),
        (("research", "acme.example", "--when", "nächsten Freitag 15 Uhr"), " oder Freitag, "),
    ],
)
def test_what_a_command_does_not_take_is_told_in_the_callers_language(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...], told: str
) -> None:
    """By the name that the help gives it; days as one writes them."""
    monkeypatch.setenv("PRECALL_LANGUAGE", "de")
    ended = precall(*typed)
    assert ended.status == 2
    assert told in ended.err


@pytest.mark.parametrize(
    "answers", [("--language", "fr", "--email", "nobody"), ("--language", "fr", "--playbook", "absent")]
)
def test_a_wrong_answer_is_told_in_the_language_just_chosen(
    precall: Precall, answers: tuple[str, ...]
) -> None:
    """No setting says it yet."""
    ended = precall("init", *answers)
    assert ended.status == 2
    assert "n'est pas une adresse e-mail" in ended.err or "le guide 'absent' n'existe pas" in ended.err
    assert "See:" not in ended.err


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "robots.txt answered 502, so nothing was read (before that: the proxy answered 502)",
            "robots.txt répond 502, rien n'a donc été lu (avant cela\u00a0: le proxy a répondu 502)",
        ),
        (REDIRECT_LOOP, "redirection sans fin"),
    ],
)
def test_a_reason_is_told_whole_without_its_site(reason: str, told: str) -> None:
    """As a batch counts it over many sites."""
    assert load("fr", folders()).reason(reason) == told


def test_one_catalogue_that_cannot_be_read_hides_no_mistake_of_another(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where it is that of the caller's own language: then the sentences are those that came with precall."""
    (own := tmp_path / "own" / "sentences").mkdir(parents=True)
    (own / "de.toml").write_text("[terminal\n", encoding="utf-8")
    (own / "fr.toml").write_text('[terminal]\nreading = "{0} {} {url}"\n', encoding="utf-8")
    (own / "de-familiar.toml").write_text('[terminal]\ncolour = "x"\n', encoding="utf-8")
    monkeypatch.setenv("PRECALL_TEMPLATES_DIR", str(own.parent))
    monkeypatch.setenv("PRECALL_LANGUAGE", "de")
    ended = precall("templates", "check")
    assert ended.status == 2
    told = [line.replace(str(own), "OWN") for line in ended.err.splitlines()]
    assert [line for line in told if "de.toml" in line]
    assert [line for line in told if "fr.toml" in line] == [
        f"precall: OWN/fr.toml, Zeile 2: {{{name}}} gibt es in diesem Satz nicht als Platzhalter; möglich sind {{url}}"
        for name in ("0", "")
    ]
    assert [line for line in told if "OWN/de-familiar.toml, Zeile 2: einen solchen Satz gibt es" in line]
    assert len(told) == 4
