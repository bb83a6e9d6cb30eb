"""The commands around one's setup: init, config, templates, cache, doctor, completion."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import Precall

from precall.folders import own_settings
from precall.settings import load


class Terminal:
    """A standard input at which somebody types these lines."""

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)

    def isatty(self) -> bool:
        """Somebody sits there."""
        return True

    def readline(self, *_: object) -> str:
        """The next line."""
        return self._lines.pop(0) + "\n" if self._lines else ""


ASKED = ("name", "company", "signature", "playbook", "email", "timezone", "addresses")


def settings_now() -> dict[str, object]:
    """The settings that the user's file holds now."""
    settings = load({}, folder=Path("/nonexistent"), environ={}).settings
    return {name: getattr(settings, name) for name in (*ASKED, "pages")}


def test_a_wrong_answer_is_told_in_the_language_that_was_answered(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is kept yet that says it."""
    monkeypatch.setattr(sys, "stdin", Terminal("fr", "Jo Field", "", "", "", "nobody", "Europe/Paris", ""))
    ended = precall("init")
    assert ended.status == 2
    assert ended.lines[-1].endswith("Voir : precall init --help")


def test_init_asks_seven_questions_and_keeps_the_rest(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Enter takes what is offered: the signature is made of name and company, the zone is that of the address's country."""
    own_settings().parent.mkdir(parents=True)
    own_settings().write_text("# mine\npages = 7  # enough\n")
    monkeypatch.setattr(
        sys,
        "stdin",
        Terminal("", "Jo Field", "Field Coaching", "", "sales", "jo@field.de", "", "jo@gmail.com"),
    )
    ended = precall("init")
    assert (ended.status, ended.out) == (0, f"{own_settings()}\n")
    assert settings_now() == {
        "name": "Jo Field",
        "company": "Field Coaching",
        "signature": "Jo Field\nField Coaching",
        "playbook": "sales",
        "email": "jo@field.de",
        "timezone": "Europe/Berlin",
        "addresses": "jo@gmail.com",
        "pages": 7,
    }
    assert own_settings().read_text().startswith("# mine\npages = 7  # enough\n")


def test_init_offers_what_is_known(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time Enter keeps everything."""
    precall("init", "--name", 'Jo "J" Field\\', "--signature", "Jo\\nField", "--playbook", "sales")
    before = own_settings().read_bytes()
    monkeypatch.setattr(sys, "stdin", Terminal(*[""] * 8))
    assert precall("init").status == 0
    assert settings_now()["name"] == 'Jo "J" Field\\'
    assert settings_now()["signature"] == "Jo\nField"
    assert b'playbook = "sales"' in before


def test_init_asks_in_the_language_that_was_chosen(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """Offered is that of the computer; what there are no sentences in is asked for again."""
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setattr(sys, "stdin", Terminal("klingon", *[""] * 8))
    ended = precall("init")
    assert ended.status == 0
    assert "Language (de, en, es, fr, it, nl, pt, sv) [de]:" in ended.err
    assert "Ihr Name:" in ended.err
    assert 'language = "de"' in own_settings().read_text()


def test_init_asks_for_the_zone_only_where_the_computer_does_not_say_it(
    precall: Precall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server calls its zone UTC; what is no zone is refused."""
    for zone, asked in (("UTC", True), ("Europe/Rome", False)):
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setattr(sys, "stdin", Terminal(*[""] * 8))
        assert ("Your time zone" in precall("init").err) is asked
    assert 'timezone = ""' in own_settings().read_text()
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    assert "no time zone" in precall("init", "--timezone", "Berlin").err
    assert precall("init", "--timezone", "Europe/Berlin").status == 0
    assert 'timezone = "Europe/Berlin"' in own_settings().read_text()


def test_the_doctor_says_in_which_zone_one_is(
    precall: Precall, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what hours in mails are then, where nothing says it."""
    monkeypatch.setenv("TZ", "UTC")
    assert "hours in mails are then the client's" in precall("doctor").out
    monkeypatch.setenv("PRECALL_EMAIL", "jo@field.de")
    assert "time zone: Europe/Berlin, as this computer" in precall("doctor").out
    monkeypatch.setenv("PRECALL_TIMEZONE", "Europe/Rome")
    assert "time zone: Europe/Rome\n" in precall("doctor").out


def test_init_asks_nobody_off_a_terminal(precall: Precall) -> None:
    """A script says what it wants with options."""
    ended = precall("init")
    assert ended.status == 2
    assert ended.err.startswith("precall: there is nobody to ask here; give --language, --name,")
    assert not own_settings().exists()


def test_init_refuses_a_playbook_that_there_is_none_of(precall: Precall) -> None:
    """Nothing is written."""
    ended = precall("init", "--playbook", "pirate")
    assert (ended.status, ended.lines) == (
        2,
        [
            "precall: no playbook named 'pirate'; there are coach, sales. To make one: precall templates copy playbooks/coach.toml"
        ],
    )
    assert not own_settings().exists()


def test_init_refuses_what_is_no_address(precall: Precall) -> None:
    """A calendar would take the caller for a client."""
    ended = precall("init", "--email", "jo.field.example")
    assert (ended.status, ended.err.splitlines()[0]) == (
        2,
        "precall: 'jo.field.example' is not an e-mail address, such as jo@field.example. See: precall init --help",
    )
    assert not own_settings().exists()


def test_init_keeps_a_file_that_cannot_be_read(precall: Precall) -> None:
    """The broken one lies beside the new one."""
    own_settings().parent.mkdir(parents=True)
    own_settings().write_text("name = Jo\n")
    ended = precall("init", "--name", "Jo")
    assert (ended.status, settings_now()["name"]) == (0, "Jo")
    kept = own_settings().with_name("precall.toml.old")
    assert ended.lines == [f"The old file was kept as {kept}"]
    assert kept.read_text() == "name = Jo\n"


def test_config_shows_each_value_and_where_it_comes_from(
    precall: Precall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lines that can be pasted into a settings file."""
    (tmp_path / "precall.toml").write_text('company = "Acme"\n')
    monkeypatch.setenv("PRECALL_PAGES", "20")
    ended = precall("config")
    shown = {line.partition(" = ")[0]: line.split(None, 2)[2] for line in ended.out.splitlines()}
    assert shown["company"].startswith('"Acme"')
    assert f"# {tmp_path / 'precall.toml'}; your company" in shown["company"]
    assert "# environment (PRECALL_PAGES); how many pages" in shown["pages"]
    assert "# default; " in shown["delay"]


def test_config_as_json_never_shows_a_password(precall: Precall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of a team has one."""
    monkeypatch.setenv("PRECALL_DATABASE_URL", "postgresql+psycopg://jo:s3cret@db.example/precall")
    ended = precall("config", "--json")
    data = json.loads(ended.out)
    assert data["database_url"]["value"] == "postgresql+psycopg://jo:***@db.example/precall"
    assert data["pages"] == {
        "value": 24,
        "source": "default",
        "meaning": "how many pages of a site to read at most",
    }
    assert "s3cret" not in ended.out + ended.err + precall("config").out


def test_a_setting_that_cannot_be_used_stops_every_command(precall: Precall, tmp_path: Path) -> None:
    """One line, with the file."""
    (tmp_path / "precall.toml").write_text("pages = 0\n")
    for command in (
        ["config"],
        ["cache"],
        ["templates"],
        ["research", "acme.example"],
        ["followup", "acme.example"],
    ):
        ended = precall(*command)
        assert ended.status == 2
        assert ended.err == f"precall: pages = 0 is too small; at least 1 ({tmp_path / 'precall.toml'})\n"


def test_the_cache_is_shown_and_cleared_by_site(precall: Precall, acme: Path) -> None:
    """What was kept of one site goes; a script has to say --yes."""
    precall("research", "acme.example")
    shown = json.loads(precall("cache", "--json").out)
    assert [site["domain"] for site in shown["sites"]] == ["acme.example"]
    assert "acme.example" in precall("cache").out
    refused = precall("cache", "clear", "acme.example")
    assert refused.status == 2
    assert refused.err.startswith("precall: there is nobody to ask here; say --yes to remove it.")
    assert precall("cache", "clear", "https://www.acme.example/about", "--yes").status == 0
    assert json.loads(precall("cache", "--json").out)["sites"] == []


def test_the_cache_is_cleared_only_when_agreed(
    precall: Precall, acme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No is no."""
    precall("research", "acme.example")
    monkeypatch.setattr(sys, "stdin", Terminal("n"))
    assert precall("cache", "clear").out == "Nothing was removed.\n"
    assert len(json.loads(precall("cache", "--json").out)["sites"]) == 1
    monkeypatch.setattr(sys, "stdin", Terminal("y"))
    assert precall("cache", "clear").out == "Removed.\n"
    assert json.loads(precall("cache", "--json").out)["sites"] == []


def test_a_damaged_cache_is_told_and_can_be_cleared(precall: Precall, acme: Path) -> None:
    """The way out is in the message."""
    precall("research", "acme.example")
    file = Path(json.loads(precall("cache", "--json").out)["file"])
    file.write_bytes(b"not a database at all" * 500)
    ended = precall("research", "acme.example")
    assert ended.status == 2
    assert ended.err.endswith("is damaged: move the file away, or clear the cache\n")
    assert precall("cache", "clear", "--yes").status == 0
    assert precall("research", "acme.example").status == 0


def test_templates_are_listed_copied_and_checked(precall: Precall) -> None:
    """A copy is the user's own from then on, and is never written over."""
    assert "shipped  playbooks/coach.toml" in precall("templates").out
    assert "There are no templates of your own." in precall("templates", "check").out
    copied = precall("templates", "copy", "playbooks/coach.toml", "briefing.md.j2")
    paths = [Path(line) for line in copied.out.splitlines()]
    assert [path.name for path in paths] == ["coach.toml", "briefing.md.j2"]
    assert "yours    playbooks/coach.toml" in precall("templates").out
    checked = precall("templates", "check")
    assert (checked.status, checked.err) == (0, "")
    assert checked.out.endswith(": all well\n")
    paths[0].write_text("# mine\n" + paths[0].read_text())
    again = precall("templates", "copy", "playbooks/coach.toml")
    assert (again.out, again.lines) == ("", ["Already yours and left as they are: playbooks/coach.toml"])
    assert paths[0].read_text().startswith("# mine\n")


@pytest.mark.parametrize(
    ("name", "was", "put", "said"),
    [
        ("playbooks/coach.toml", 'ask = "questions.why_now"\n', 'ask = "questions.why_then"\n', "line 248, question 24 (why_now): there is no sentence questions.why_then; write your own in quotes, or add it to sentences/en.toml"),
        ("playbooks/coach.toml", "rank = 90", 'rank = "high"', "question 23, rank: 'high' is not a whole number"),
        ("offer.toml", "looks_for = []", "looks_for = [7]", ", looks_for 1: 7 is neither a text in quotes nor a table"),
        ("sentences/en.toml", 'told = "They told me"', 'tolt = "They told me"', ": precall says no such sentence; look at sentences/en.toml for their names"),
        ("sentences/en.toml", '"read {date}"', '"read {day}"', ": {day} is not filled in this sentence; there are {date}"),
        ("briefing.md.j2", "{% endfor %}", "", ": "),
        ("follow-up.md.j2", "follow_up.slots", "nobody.slots", "'nobody' is undefined"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_told_with_its_place(
    precall: Precall, own_home: Path, name: str, was: str, put: str, said: str
) -> None:
    """File, line or entry, and what is wrong there; status 2."""
    precall("templates", "copy", name)
    path = next((own_home / "config").rglob(Path(name).name))
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, put, 1), encoding="utf-8")
    ended = precall("templates", "check")
    assert ended.status == 2
    assert any(f"{path}" in line and said in line for line in ended.lines), ended.err
    assert ended.out.endswith("to mend\n")


def test_a_template_that_is_not_shipped_is_told(precall: Precall) -> None:
    """With the names that there are."""
    ended = precall("templates", "copy", "nope.j2")
    assert ended.status == 2
    assert ended.err.startswith("precall: no template named nope.j2; there are _briefing.css.j2, ")


def doctor(tmp_path: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """`precall doctor` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "precall", "doctor"],
        cwd=tmp_path,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_doctor_finds_what_is_not_well(tmp_path: Path, served_url: str) -> None:
    """A line for each thing, ok or not ok with what to do; status 1 where anything is not."""
    (tmp_path / "taken").write_text("")
    well = doctor(tmp_path, HTTPS_PROXY=served_url)
    assert (well.returncode, well.stderr) == (0, "")
    assert {line[:6].strip() for line in well.stdout.splitlines()} == {"ok"}
    ill = doctor(
        tmp_path,
        HTTPS_PROXY="http://jo:s3cret@127.0.0.1:1",
        SSL_CERT_FILE="/nowhere.pem",
        PRECALL_OUT=str(tmp_path / "taken"),
        PRECALL_DATA_DIR=str(tmp_path / "taken" / "below"),
    )
    assert ill.returncode == 1
    told = [line for line in ill.stdout.splitlines() if line.startswith("not ok")]
    assert [line[8:].partition(":")[0] for line in told] == [
        "briefings",
        "your data",
        "certificates",
        "network, https",
    ]
    assert all(line.endswith(".") for line in told)
    assert "s3cret" not in ill.stdout


def test_the_doctor_tells_of_settings_that_cannot_be_read(precall: Precall, tmp_path: Path) -> None:
    """Nothing else can be looked at then."""
    (tmp_path / "precall.toml").write_text("pages = many\n")
    ended = precall("doctor")
    assert ended.status == 1
    assert ended.out.startswith("not ok  settings: the settings ")


def test_the_doctor_tries_a_site(precall: Precall, acme: Path) -> None:
    """Its robots.txt is asked for, and nothing else."""
    ended = precall("doctor", "acme.example")
    assert (
        ended.out.splitlines()[-1] == "ok      site: http://acme.example answers, with 404 for its robots.txt"
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_can_learn_the_commands(precall: Precall, shell: str) -> None:
    """The script asks precall for what can follow."""
    ended = precall("completion", shell)
    assert ended.status == 0
    assert f"_PRECALL_COMPLETE={shell}_complete" in ended.out


def _completed(shell: str, typed: str, at: str, **more: str) -> str:
    """What precall tells a shell that asks what can follow a word; `at` is the word, or its place."""
    asked = {"_PRECALL_COMPLETE": f"{shell}_complete", "COMP_WORDS": typed, "COMP_CWORD": at, **more}
    return subprocess.run(
        [sys.executable, "-c", "from precall.faces.cli import main; main()"],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


def test_a_shell_is_told_what_can_follow(tmp_path: Path) -> None:
    """As bash asks it."""
    told = _completed("bash", "precall fol", "1")
    assert told.split() == ["plain,followup"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("precall doc", "Einstellungen, Ordner, Netz"),
        ("precall research --offl", "Nur aufbewahrte Seiten verwenden."),
    ],
)
def test_a_shell_is_told_in_the_callers_language_what_it_is_for(shell: str, typed: str, said: str) -> None:
    """As zsh and fish show it beside the name."""
    at = typed.split()[-1] if shell == "fish" else str(len(typed.split()) - 1)
    told = _completed(shell, typed, at, PRECALL_LANGUAGE="de")
    assert said in told, told
