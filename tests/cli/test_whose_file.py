"""What a file that is not the caller's own, or that came with a folder, cannot do."""

import os
from pathlib import Path

import pytest
from commands import Precall

from precall.settings import MEANINGS

MINE = (
    "name",
    "company",
    "signature",
    "email",
    "timezone",
    "language",
    "mail_language",
    "formality",
    "playbook",
    "contact",
)
"""What the file of a folder may say of the caller."""
SAFE = (
    "out",
    "offer",
    "pages",
    "delay",
    "request_seconds",
    "site_seconds",
    "fresh_hours",
    "drawn_pages",
    "screenshot",
    "now",
)
"""And of the work in that folder."""
VALUES = {
    "screenshot": "off",
    "timezone": "UTC",
    "language": "en",
    "mail_language": "de",
    "formality": "formal",
    "playbook": "sales",
    "now": "2026-01-31T09:00:00Z",
    "offer": "offer.toml",
}


@pytest.mark.parametrize("name", [name for name in MEANINGS if name not in (*MINE, *SAFE)])
def test_the_file_of_a_folder_chooses_no_code_no_storage_and_nothing_to_reach(
    precall: Precall, tmp_path: Path, name: str
) -> None:
    """A new setting belongs to the user's own file until it is said to be harmless."""
    value = {"allow_private": "true", "browser_sandbox": "false", "cache_mb": "5"}.get(name, '"8000"')
    (tmp_path / "precall.toml").write_text(f"{name} = {value}\n")
    for command in (("clients",), ("research", "acme.example"), ("config",), ("templates",)):
        ended = precall(*command)
        assert (ended.status, ended.out) == (2, ""), command
        assert ended.err.startswith(
            f"precall: {name} cannot be set by the file of a folder: set it in your own settings ("
        )
        assert ended.err.endswith(
            f", in PRECALL_{name.upper()} or by an option ({tmp_path / 'precall.toml'})\n"
        )
    assert [path.name for path in tmp_path.iterdir()] == ["precall.toml"]


def test_the_users_own_file_chooses_them(precall: Precall, tmp_path: Path, own_home: Path) -> None:
    """Also where it is the file of the folder at the same time."""
    own = own_home / "config" / "precall" / "precall.toml"
    own.parent.mkdir(parents=True)
    own.write_text("allow_private = true\n")
    assert precall("config").status == 0
    (tmp_path / "precall.toml").symlink_to(own)
    assert precall("config").status == 0


@pytest.mark.parametrize("name", [*MINE, *SAFE])
def test_the_file_of_a_folder_says_how_one_works_there(precall: Precall, tmp_path: Path, name: str) -> None:
    """The name under the mails, how much is read."""
    value = VALUES.get(name, "5" if name in SAFE[2:] else "Jo")
    (tmp_path / "precall.toml").write_text(f"{name} = {value if value == '5' else repr(value)}\n")
    ended = precall("config")
    assert ended.status == 0, ended.err
    assert f"{name} = " in ended.out


@pytest.mark.parametrize("path", ["/srv/all", "../other", "a/../../other", "~/other", "~root/other"])
@pytest.mark.parametrize("name", ["out", "offer"])
def test_the_file_of_a_folder_leads_nowhere_else(
    precall: Precall, tmp_path: Path, name: str, path: str
) -> None:
    """Briefings go where it lies, or below."""
    (tmp_path / "precall.toml").write_text(f'{name} = "{path}"\n')
    ended = precall("research", "acme.example")
    assert ended.status == 2
    assert ended.err.startswith(
        f"precall: {name} = '{path}' leads out of the folder of this file: set it in "
    )


@pytest.mark.parametrize("mode", [0o666, 0o664, 0o646, 0o622])
@pytest.mark.parametrize("whose", ["the folder's", "the user's"])
def test_settings_that_others_may_write_are_refused(
    precall: Precall, tmp_path: Path, own_home: Path, whose: str, mode: int
) -> None:
    """With what to do; `init` does not take them over, either."""
    place = (own_home / "config" / "precall" if whose == "the user's" else tmp_path) / "precall.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text('name = "Jo"\n')
    place.chmod(mode)
    said = (
        f"precall: {place} is not used: others may write to it, and could choose what is done in your name."
        f" If you trust what stands in it: chmod go-w {place}\n"
    )
    assert (precall("clients").status, precall("clients").err) == (2, said)
    if whose == "the user's":
        assert precall("init", "--name", "Eve").err == said
    place.chmod(mode & ~0o022)
    assert precall("clients").status == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_belongs_to_another_user_is_refused(precall: Precall, tmp_path: Path, own_home: Path) -> None:
    """Settings of the folder, settings of one's own, templates."""
    place = tmp_path / "precall.toml"
    place.write_text('name = "Jo"\n')
    os.chown(place, 12345, 12345)
    ended = precall("clients")
    assert ended.status == 2
    assert ended.err == (
        f"precall: {place} is not used: it belongs to another user (number 12345), who could choose what is done"
        " in your name. Copy it to a file of your own, or take it away\n"
    )
    place.unlink()
    own = own_home / "config" / "precall" / "templates"
    own.mkdir(parents=True)
    (own / "mine.md.j2").write_text("hello")
    os.chown(own / "mine.md.j2", 12345, 12345)
    assert "belongs to another user" in precall("research", "acme.example").err


def test_a_folder_of_templates_that_others_may_write_to_is_refused(
    precall: Precall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The folder, a folder in it, a playbook in that."""
    own = tmp_path / "own"
    (own / "playbooks").mkdir(parents=True)
    (own / "playbooks" / "mine.toml").write_text("")
    monkeypatch.setenv("PRECALL_TEMPLATES_DIR", str(own))
    for place in (own, own / "playbooks", own / "playbooks" / "mine.toml"):
        before = place.stat().st_mode
        place.chmod(0o777)
        for command in (("templates",), ("templates", "check"), ("research", "acme.example")):
            ended = precall(*command)
            assert ended.status == 2, command
            assert ended.err.startswith(f"precall: {place} is not used: others may write to it")
        place.chmod(before)
    assert precall("templates").status == 0
