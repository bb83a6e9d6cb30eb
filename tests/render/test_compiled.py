"""Compiled templates are kept, and change nothing but the time."""

from pathlib import Path

import pytest

from precall import sentences
from precall.errors import TemplateError
from precall.render import templates
from precall.render.environment import Environment


def text(own: Path, kept: Path | None) -> str:
    """What a template of the user's gives in a new run."""
    return Environment(sentences.load("en", templates.folders(own)), own, kept).render(
        "mine.html", what="<b>"
    )


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's folder, with one template."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "mine.html.j2").write_text("hello {{ what }}")
    return folder


def test_the_second_run_gives_what_the_first_gave(own: Path, tmp_path: Path) -> None:
    """From the compiled one, and without any."""
    assert (
        text(own, tmp_path / "kept") == text(own, tmp_path / "kept") == text(own, None) == "hello &lt;b&gt;"
    )
    assert len(list((tmp_path / "kept").iterdir())) == 1


def test_an_edited_template_counts_at_once(own: Path, tmp_path: Path) -> None:
    """Also where its size and its time are what they were."""
    text(own, tmp_path / "kept")
    (own / "mine.html.j2").write_text("adieu {{ what }}")
    assert text(own, tmp_path / "kept") == "adieu &lt;b&gt;"


@pytest.mark.parametrize("damage", [b"", b"j2", b"\x00" * 200])
def test_a_damaged_one_is_compiled_again(own: Path, tmp_path: Path, damage: bytes) -> None:
    """Whatever stands in the folder, the text is right."""
    text(own, tmp_path / "kept")
    for file in (tmp_path / "kept").iterdir():
        file.write_bytes(damage)
    assert text(own, tmp_path / "kept") == "hello &lt;b&gt;"


def test_a_folder_that_cannot_be_written_is_done_without(own: Path, tmp_path: Path) -> None:
    """A file stands in its place."""
    (tmp_path / "kept").write_text("")
    assert text(own, tmp_path / "kept") == "hello &lt;b&gt;"


def test_a_mistake_in_a_compiled_template_names_its_line(own: Path, tmp_path: Path) -> None:
    """The second run knows the file and the line as the first did."""
    (own / "mine.html.j2").write_text("hello\n{{ nothing }}")
    for _ in range(2):
        with pytest.raises(TemplateError, match=r"mine\.html\.j2, line 2: 'nothing' is undefined"):
            text(own, tmp_path / "kept")
