"""Templates: the user's folder first, mistakes named with file and line, nothing undefined."""

from pathlib import Path

import pytest
import sample

from precall import sentences
from precall.errors import NotOwnError, SettingsError, TemplateError, UsageError
from precall.model.call import Call
from precall.render import templates
from precall.render.briefing import render_briefing
from precall.render.environment import Environment
from precall.render.trial import check


def environment(own: Path) -> Environment:
    """The engine with a user's folder."""
    return Environment(sentences.load("en", templates.folders(own)), own)


def rendered(own: Path) -> dict[str, str]:
    """The rich sample with a user's folder."""
    return render_briefing(sample.rich(), Call(), sample.CALLER, now=sample.NOW, environment=environment(own))


def test_the_shipped_templates_have_no_mistake(tmp_path: Path) -> None:
    """Copied as they are, all of them pass the check."""
    copied = templates.copy(tmp_path)
    assert {path.name for path in copied} >= {"briefing.html.j2", "briefing.md.j2", "en.toml"}
    assert check(tmp_path) == ()


def test_the_users_template_wins(tmp_path: Path) -> None:
    """One file changed, the others stay ours."""
    (tmp_path / "briefing.md.j2").write_text("Mine: {{ briefing.header.name }}\n")
    texts = rendered(tmp_path)
    assert texts["briefing.md"] == "Mine: Tidewell Boats\n"
    assert texts["briefing.html"].startswith("<!DOCTYPE html>")


def test_a_further_template_is_a_further_file(tmp_path: Path) -> None:
    """An output is found by its name."""
    (tmp_path / "card.txt.j2").write_text(
        "{% for fact in dossier.of('phone') %}{{ fact.value }} {% endfor %}"
    )
    assert rendered(tmp_path)["card.txt"] == "+441326555010 +441326555011 "


def test_text_is_escaped_in_a_users_markdown_too(tmp_path: Path) -> None:
    """A user's template need not know about escaping."""
    (tmp_path / "mine.md.j2").write_text("{{ dossier.best('name') }}")
    texts = render_briefing(
        sample.hostile(), Call(), sample.CALLER, now=sample.NOW, environment=environment(tmp_path)
    )
    assert texts["mine.md"].startswith("&lt;script\\>")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one\n{% if %}", "line 2: Jinja says: “Expected an expression"),
        ("one\ntwo {{ nothing.here }}", "line 2: Jinja says: “'nothing' is undefined”"),
        (
            "{{ briefing.nothing }}",
            "line 1: Jinja says: “'precall.render.view.Briefing",
        ),
        ("\n\n{{ 1 / 0 }}", "line 3: Jinja says: “ZeroDivisionError: division by zero”"),
        ("{% include 'gone.html' %}", "no template gone.html"),
        ("{{ say('briefing.gone') }}", "sentences/en.toml has no sentence 'gone' under [briefing]"),
    ],
)
def test_a_mistake_in_a_template_names_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    """One plain line, also in the check before use."""
    (tmp_path / "mine.html.j2").write_text(text)
    with pytest.raises(TemplateError) as error:
        rendered(tmp_path)
    assert said in str(error.value)
    if "line" in said:
        assert str(tmp_path / "mine.html.j2") in str(error.value)
    assert check(tmp_path) == (str(error.value),)


def test_every_mistake_is_reported_together(tmp_path: Path) -> None:
    """Not one at a time."""
    (tmp_path / "a.html.j2").write_text("{% if %}")
    (tmp_path / "follow-up.md.j2").write_text("{{")
    (tmp_path / "playbooks").mkdir()
    (tmp_path / "playbooks" / "mine.toml").write_text("x =")
    assert len(check(tmp_path)) == 3


def test_a_users_sentence_wins_and_the_others_stay(tmp_path: Path) -> None:
    """A file with one line is enough."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "en.toml").write_text('[briefing]\nwho = "People"\n')
    assert "## People" in rendered(tmp_path)["briefing.md"]
    assert "## Their words" in rendered(tmp_path)["briefing.md"]


@pytest.mark.parametrize("text", ["x", "[briefing]\nwho = 1", 'who = "x"'])
def test_a_malformed_sentences_file_is_named(tmp_path: Path, text: str) -> None:
    """With its place."""
    (tmp_path / "sentences").mkdir()
    (tmp_path / "sentences" / "en.toml").write_text(text)
    with pytest.raises(UsageError, match=r"en\.toml(?:: | cannot be read: )"):
        environment(tmp_path)
    assert len(check(tmp_path)) == 1


def test_an_unknown_language_says_which_there_are() -> None:
    """And what to do."""
    with pytest.raises(SettingsError, match="no sentences in the language 'xx'; there are de, en"):
        sentences.load("xx", templates.folders())


def test_copying_never_overwrites(tmp_path: Path) -> None:
    """A user's edit is theirs."""
    (tmp_path / "briefing.md.j2").write_text("mine")
    copied = templates.copy(tmp_path, ["briefing.md.j2", "sentences/en.toml"])
    assert copied == (tmp_path / "sentences" / "en.toml",)
    assert (tmp_path / "briefing.md.j2").read_text() == "mine"


def test_a_template_that_is_not_shipped_cannot_be_copied(tmp_path: Path) -> None:
    """The names that can are given."""
    with pytest.raises(UsageError, match=r"no template named nope\.j2; there are .*briefing\.html\.j2"):
        templates.copy(tmp_path, ["nope.j2"])


def test_the_list_says_which_templates_are_the_users_own(tmp_path: Path) -> None:
    """By name, the user's in place of ours."""
    (tmp_path / "briefing.md.j2").write_text("mine")
    own = {template.name: template.own for template in templates.listing(tmp_path)}
    assert own["briefing.md.j2"]
    assert not own["briefing.html.j2"]


@pytest.mark.parametrize(
    "reach",
    [
        "{{ briefing.__class__.__mro__ }}",
        "{{ say.__globals__ }}",
        "{{ ''|attr('__class__') }}",
        "{{ '{0.__class__}'.format(dossier) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
    ],
)
def test_a_template_cannot_reach_python(tmp_path: Path, reach: str) -> None:
    """One that was got from somebody shows a briefing in another shape, and does nothing else."""
    (tmp_path / "mine.md.j2").write_text(reach)
    with pytest.raises(TemplateError, match=r"unsafe|undefined|no attribute"):
        rendered(tmp_path)


@pytest.mark.parametrize("place", ["../secret.txt", "/{folder}/secret.txt", "sub/../../secret.txt"])
def test_a_template_reads_no_file_but_templates(tmp_path: Path, place: str) -> None:
    """By no path that leads out of the folders."""
    (tmp_path / "secret.txt").write_text("a secret")
    own = tmp_path / "own"
    own.mkdir()
    (own / "mine.md.j2").write_text(f"{{% include '{place.format(folder=tmp_path)}' %}}")
    with pytest.raises(TemplateError, match="no template"):
        rendered(own)


def test_a_template_that_others_may_write_to_is_not_used(tmp_path: Path) -> None:
    """Whatever it says."""
    (tmp_path / "mine.md.j2").write_text("hello")
    (tmp_path / "mine.md.j2").chmod(0o666)
    with pytest.raises(NotOwnError, match="others may write to it"):
        rendered(tmp_path)
