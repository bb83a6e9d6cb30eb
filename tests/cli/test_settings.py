"""Settings: options over environment over files over defaults, and each says where it comes from."""

from pathlib import Path

import pytest

from precall.errors import SettingsError, Unreadable
from precall.home_zone import home_zone
from precall.render import templates
from precall.sentences import load as load_sentences
from precall.settings import MEANINGS, Settings, load


def settings_file(path: Path, text: str) -> Path:
    """A settings file with this text."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def user(tmp_path: Path) -> Path:
    """The user's own file, with three settings."""
    return settings_file(tmp_path / "user" / "precall.toml", 'name = "Jo"\npages = 3\nout = "mine"\n')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file that sets two of them otherwise."""
    return settings_file(tmp_path / "work" / "precall.toml", 'pages = 4\nout = "here"\n').parent


def test_the_nearest_setting_wins(user: Path, folder: Path) -> None:
    """Option, variable, the folder's file, the user's file, default."""
    resolved = load({"out": "there", "delay": None}, folder=folder, environ={"PRECALL_PAGES": "5"}, user=user)
    settings = resolved.settings
    assert (settings.out, settings.pages, settings.name, settings.delay) == ("there", 5, "Jo", 0.0)
    assert resolved.sources["out"] == "command line"
    assert resolved.sources["pages"] == "environment (PRECALL_PAGES)"
    assert resolved.sources["name"] == str(user)
    assert resolved.sources["delay"] == "default"


def test_the_folders_file_wins_over_the_users(user: Path, folder: Path) -> None:
    """A folder for one kind of work has its own."""
    resolved = load({}, folder=folder, environ={}, user=user)
    assert (resolved.settings.pages, resolved.sources["pages"]) == (4, str(folder / "precall.toml"))


@pytest.mark.parametrize("code", ["pt", "pt-BR", "PT_br.UTF-8", " pt "])
def test_of_a_language_code_only_the_language_counts(code: str, tmp_path: Path) -> None:
    """Where it is spoken makes no other catalogue, be it said in a file or in the environment."""
    folder = settings_file(tmp_path / "work" / "precall.toml", f'mail_language = "{code}"\n').parent
    settings = load({}, folder=folder, environ={"PRECALL_LANGUAGE": code}, user=tmp_path / "none").settings
    assert (settings.language, settings.mail_language) == ("pt", "pt")


def test_without_files_all_is_default(tmp_path: Path) -> None:
    """Nobody has to set anything."""
    resolved = load({}, folder=tmp_path, environ={"TZ": "Europe/Berlin"}, user=tmp_path / "none.toml")
    assert resolved.settings == Settings(timezone="Europe/Berlin", zone_is_guessed=True)
    assert set(resolved.sources) == set(MEANINGS)


def test_a_zone_that_no_setting_names_is_guessed(tmp_path: Path) -> None:
    """The mail says an hour by it, so the caller is told."""
    flags = {"timezone": "Europe/Berlin"}
    said = load(flags, folder=tmp_path, environ={}, user=tmp_path / "none.toml").settings
    assert not said.caller.zone_is_guessed
    guessed = load({}, folder=tmp_path, environ={"TZ": "Europe/Berlin"}, user=tmp_path / "none.toml").settings
    assert guessed.caller.zone_is_guessed


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("pages", "0", "pages = 0 is too small; at least 1"),
        ("pages", "9999", "pages = 9999 is too large; at most 200"),
        ("pages", "twelve", "pages = 'twelve' is not a whole number"),
        ("delay", "-1", "delay = -1.0 is too small; at least 0"),
        ("delay", "nan", "delay = nan is too small; at least 0"),
        ("fresh_hours", "inf", "fresh_hours = inf is too large; at most 100000"),
        ("allow_private", "perhaps", "allow_private = 'perhaps' is not true or false"),
        ("timezone", "Mars/Olympus", "timezone = 'Mars/Olympus' is not a time zone; use a name such as Europe/Berlin"),
        ("now", "yesterday", "now = 'yesterday' is not an ISO time such as 2026-01-31T09:00:00Z, in a year from 1900 to 2999"),
        ("allow_ports", "http", "allow_ports = 'http' is not a list of ports such as 3000,5173"),
        ("contact", "a\nb", "contact = 'a\\nb' is not an e-mail address or a URL without brackets"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_told_with_its_place(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    """The name, the value, what it should be, and where it stands."""
    with pytest.raises(SettingsError) as error:
        load({}, folder=tmp_path, environ={f"PRECALL_{name.upper()}": value}, user=tmp_path / "none.toml")
    assert str(error.value) == f"{said} (environment)"


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    """One at a time tires people."""
    file = settings_file(tmp_path / "precall.toml", "pagse = 3\ncache_mb = 0\npages = 2.5\nname = 7\n")
    with pytest.raises(SettingsError) as error:
        load({}, folder=tmp_path, environ={}, user=tmp_path / "none.toml")
    assert str(error.value).splitlines() == [
        f"there is no setting 'pagse'; precall config lists them ({file})",
        f"cache_mb = 0 is too small; at least 1 ({file})",
        f"pages = 2.5 is not a whole number ({file})",
        f"name = 7 is not a text in quotes ({file})",
    ]


def test_a_file_that_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    """And with what mends it."""
    file = settings_file(tmp_path / "precall.toml", 'name = "Jo"\npages = = 3\n')
    with pytest.raises(Unreadable) as error:
        load({}, folder=tmp_path, environ={}, user=tmp_path / "none.toml")
    assert str(error.value) == (
        f"the settings {file} cannot be read: Invalid value (at line 2, column 9)."
        " Mend the file, or write it anew: precall init"
    )


@pytest.mark.parametrize("text", ["pages = 1" + "0" * 20_000, "name = " + "[" * 3_000, 'name = "\x00"'])
def test_a_file_that_breaks_the_toml_reader_is_told_too(tmp_path: Path, text: str) -> None:
    """Found by mutated files: numbers of thousands of digits, lists without end."""
    file = settings_file(tmp_path / "precall.toml", text)
    with pytest.raises(Unreadable, match=r"cannot be read|is not text"):
        load({}, folder=tmp_path, environ={}, user=tmp_path / "none.toml")
    assert file.read_text() == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("delay = 0x1" + "0" * 400, "delay = a long number is not a number"),
        ("pages = 0x1" + "0" * 9_000, "pages = a long number is not a whole number"),
        ("signature = '" + "x" * 5001 + "'", "signature has 5,001 characters; at most 5,000"),
        ("name = " + "[" * 150 + "]" * 150, "name = a list is not a text in quotes"),
    ],
)
def test_a_value_without_end_is_told_in_short(tmp_path: Path, text: str, said: str) -> None:
    """Found by mutated files."""
    settings_file(tmp_path / "precall.toml", text)
    with pytest.raises(SettingsError) as error:
        load({}, folder=tmp_path, environ={}, user=tmp_path / "none.toml")
    assert str(error.value).startswith(said)


def test_a_signature_has_several_lines(tmp_path: Path) -> None:
    """Typed on one line with \\n, in a file or a variable; without one it is name and company."""
    typed = load({}, folder=tmp_path, environ={"PRECALL_SIGNATURE": r"Jo\nAcme"}, user=tmp_path / "none.toml")
    assert typed.settings.caller.signature == "Jo\nAcme"
    assert Settings(name="Jo", company="Acme").caller.signature == "Jo\nAcme"


def linked(tmp_path: Path, zone: str) -> Path:
    """A link into a time zone database, as Linux and macOS have it."""
    place = tmp_path / "localtime"
    place.symlink_to(f"/var/db/timezone/zoneinfo/{zone}")
    return place


@pytest.mark.parametrize("language", ["de", "es", "fr", "it", "nl", "pt", "sv"])
def test_where_the_time_zone_was_found_is_told_in_each_language(language: str) -> None:
    """Not a word of English behind a value of `precall config`."""
    words = load_sentences(language, templates.folders())
    for source in ("this computer", "default", "the country of your e-mail address"):
        assert words.reason(source) != source


def test_the_time_zone_is_the_computers(tmp_path: Path) -> None:
    """By TZ, by the link of the system, by the name that is written there, else UTC."""
    nowhere, name = tmp_path / "nowhere", tmp_path / "timezone"
    name.write_text("Asia/Tokyo\n")
    link = linked(tmp_path, "America/New_York")
    assert home_zone({"TZ": ":Europe/Paris"}, localtime=link, named=name) == (
        "Europe/Paris",
        "environment (TZ)",
    )
    assert home_zone({}, localtime=link, named=name) == ("America/New_York", "this computer")
    assert home_zone({}, localtime=nowhere, named=name) == ("Asia/Tokyo", "this computer")
    assert home_zone({"TZ": "Etc/UTC"}, localtime=link, named=name) == ("UTC", "environment (TZ)")
    assert home_zone({"TZ": "CET-1CEST"}, localtime=nowhere, named=nowhere) == ("UTC", "default")


def test_with_the_clock_held_the_time_zone_is_not_the_computers(tmp_path: Path) -> None:
    """So that a run is the same everywhere."""
    environ = {"PRECALL_NOW": "2026-01-31T09:00:00Z"}
    link = linked(tmp_path, "America/New_York")
    assert home_zone(environ, localtime=link, named=link) == ("UTC", "default")
    assert home_zone({**environ, "TZ": "Asia/Tokyo"}, localtime=link, named=link)[0] == "Asia/Tokyo"
