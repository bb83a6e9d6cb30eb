"""Whatever could change what is found changes the digest."""

from pathlib import Path

import pytest

from precall import code_digest as digests

PACKAGE = Path(digests.__file__).parent


def test_every_extractor_and_word_list_counts() -> None:
    """Nothing that reads pages is left out, whatever is added later."""
    counted = set(digests._sources())
    assert {
        *PACKAGE.glob("extract/*.py"),
        *PACKAGE.glob("words/*.toml"),
        *PACKAGE.glob("site/*.py"),
    } <= counted
    assert {*PACKAGE.glob("visit/*.py"), *PACKAGE.glob("reading/*.py")} <= counted


def test_what_only_renders_does_not_count() -> None:
    """Findings are rendered anew each time."""
    assert not {path for path in digests._sources() if path.parent.name in ("render", "compose", "cli")}


@pytest.mark.parametrize("change", ["word list", "library"])
def test_a_changed_word_list_or_library_changes_the_digest(
    change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One letter is enough; and another version of anything installed."""
    words = tmp_path / "en.toml"
    words.write_text("a = 1")
    monkeypatch.setattr(digests, "_PACKAGE", tmp_path)
    monkeypatch.setattr(digests, "_sources", lambda: [words])
    before = digests.code_digest.__wrapped__()
    assert digests.code_digest.__wrapped__() == before
    if change == "word list":
        words.write_text("a = 2")
    else:
        monkeypatch.setattr(digests, "_installed", lambda: ["lxml-99.dist-info"])
    assert digests.code_digest.__wrapped__() != before
