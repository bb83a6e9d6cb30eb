"""Playbooks as files that people copy and edit."""

from pathlib import Path

import pytest
from mill import FACTS, HOME, SENTENCES, fact, judged

from precall.compose import playbook
from precall.compose.trades import trades
from precall.errors import SettingsError, TemplateError, Unreadable
from precall.render.templates import folders, shipped

QUESTION = '[[question]]\nid = "a"\nask = "How are you?"\nbecause = "It is kind."\n'


def write(folder: Path, text: str, name: str = "mine") -> Path:
    """A playbook file in a folder of templates."""
    place = folder / "playbooks" / f"{name}.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


def test_a_playbook_of_ones_own_asks_its_own_words(tmp_path: Path) -> None:
    """Own sentences, own places, own conditions."""
    text = QUESTION + (
        '[[question]]\nid = "b"\nabout = "person"\nwhen = ["country is GB", "no booking"]\n'
        'ask = "What is a good day for {value}, {role}, at {name}?"\nbecause = "{n} people are named."\n'
    )
    write(tmp_path, text)
    mine = playbook.load("mine", (tmp_path, *folders()))
    first, second = judged(FACTS, playbook=mine).questions
    assert first.text == "How are you?"
    assert second.text == "What is a good day for Agnes Thorley, Miller, at Quernside Mill?"
    assert second.because == "two people are named."


def test_a_copied_playbook_wins_over_the_shipped_one(tmp_path: Path) -> None:
    """The user's folder comes first."""
    write(tmp_path, QUESTION, "coach")
    assert len(playbook.load("coach", (tmp_path, *folders())).questions) == 1


def test_an_unknown_playbook_is_refused_with_the_names_of_those_that_there_are() -> None:
    """The message says what to choose from."""
    with pytest.raises(SettingsError, match="no playbook named 'mentor'; there are coach, sales"):
        playbook.load("mentor", folders())


@pytest.mark.parametrize("name", ["../coach", "a/b", "", "coach\n", "x" * 99])
def test_a_playbook_name_never_leaves_its_folder(name: str, tmp_path: Path) -> None:
    """A name is a name and not a path."""
    with pytest.raises(SettingsError, match="no playbook named"):
        playbook.load(name, (tmp_path,))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("most = \n", r"line 1"),
        ("", r"no \[\[question\]\]"),
        ("question = 3", r"question: 3 is not a list"),
        ("question = [1]", r"question 1: \[\[question\]\] is not a table"),
        ("most = 99\n" + QUESTION, r"most: 99 is not between 1 and 9"),
        ("most = true\n" + QUESTION, r"most: True is not a whole number"),
        ("mots = 3\n" + QUESTION, r"mots: there is no such entry; there are title, most"),
        ('\n\n[[question]]\nid = "a"\n', r"line 3, question 1, ask: it is missing"),
        (
            QUESTION + QUESTION,
            r"line 5, question 2 \(a\): two questions have the id 'a'|two questions have the id 'a'",
        ),
        (QUESTION + 'instead_of = "b"', r"instead_of = 'b' names no question"),
        (QUESTION + 'about = "colour"', r"about: 'colour' is no kind of fact"),
        (QUESTION + 'when = ["prices"]', r"when: 'prices' in 'prices' is no kind of fact"),
        (QUESTION + 'when = ["offer > many"]', r"when: 'offer > many' is not a condition"),
        (QUESTION + 'when = "price"', r"when: 'price' is not a list"),
        (
            QUESTION.replace("you?", "you, {nick}?"),
            r"line 1, question 1, ask: \{nick\} is not known here; there are context",
        ),
        (QUESTION.replace("you?", "you, {value}?"), r"\{value\} is not known here"),
        (QUESTION + '[gaps]\nask = ["price", "prize"]', r"\[gaps\], ask: 'prize' is no kind of fact"),
        (
            QUESTION + '[gaps]\nask = ["price"]\nleave = ["price"]',
            r"\[gaps\], leave: 'price' stands in two lists",
        ),
        (
            QUESTION + "[gaps.questions]\nprize = 'x'",
            r"\[gaps\] \[questions\], prize: there is no such entry",
        ),
        (
            QUESTION + "[first_mail]\nreasons = ['birthday']",
            r"\[first_mail\], reasons: 'birthday' is no reason",
        ),
    ],
)
def test_a_mistake_is_named_with_its_file_and_place(text: str, said: str, tmp_path: Path) -> None:
    """The message leads to the line or the entry and says what would be right."""
    place = write(tmp_path, text)
    with pytest.raises((TemplateError, Unreadable), match=said) as error:
        playbook.read(place)
    assert str(place) in str(error.value)


def test_a_file_that_is_not_text_is_refused_by_name(tmp_path: Path) -> None:
    """No traceback for bytes."""
    place = write(tmp_path, "")
    place.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreadable, match=r"mine\.toml"):
        playbook.read(place)


def test_a_sentence_that_the_catalogue_lacks_is_named(tmp_path: Path) -> None:
    """A playbook may name a sentence; a slip there is told."""
    mine = playbook.read(write(tmp_path, QUESTION.replace("How are you?", "questions.whi_now")))
    with pytest.raises(TemplateError, match="no sentence 'whi_now'"):
        judged((), playbook=mine)


@pytest.mark.parametrize("path", sorted((shipped() / "playbooks").glob("*.toml")), ids=lambda path: path.stem)
def test_the_shipped_playbooks_name_sentences_that_exist(path: Path) -> None:
    """Each question and its reason can be said."""
    for ask in playbook.read(path).questions:
        for key in (ask.ask, ask.because):
            assert SENTENCES.has(key) or SENTENCES.has(f"{key}_many"), key


@pytest.mark.parametrize(
    ("summary", "of_kind", "asked", "missing"),
    [
        ("A mill that grinds rye for bakers.", set(), True, True),
        ("We mill flour for restaurants and shops.", set(), True, True),
        ("A law firm for inheritance.", {"law"}, True, True),
        ("Grief counselling for families.", {"care"}, False, True),
        ("A restaurant beside the weir.", {"table"}, True, True),
        ("A flower shop in the old mill.", {"shop"}, True, True),
        ("A charity that keeps the weir.", {"charity"}, False, False),
        ("The public library of the valley.", {"office"}, False, False),
    ],
)
def test_what_is_asked_fits_the_kind_of_business(
    summary: str, of_kind: set[str], asked: bool, missing: bool
) -> None:
    """Nobody asks a grief counsellor what a refusal cost, or a charity how it arrives at a price."""
    said = (fact("summary", summary, HOME), fact("language", "en", HOME))
    assert trades({"summary": said[:1]}, ("en",)) == of_kind
    refusal = fact("phrase", "We do not take on every stranger who asks.", HOME)
    made = judged((*said, refusal))
    assert any("cost you something" in one.text for one in made.questions) is asked
    assert ("price" in {gap.kind for gap in made.gaps}) is missing


def test_an_unknown_kind_of_business_in_a_playbook_is_named(tmp_path: Path) -> None:
    """With those that there are."""
    path = write(tmp_path, QUESTION + '[gaps.not_of]\nprice = ["bakery"]\n')
    with pytest.raises(TemplateError, match="'bakery' is no kind of business; there are law, care"):
        playbook.read(path)
