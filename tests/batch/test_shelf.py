"""Where a prospect's files go."""

from pathlib import Path

import pytest

from precall.batch.shelf import is_url, shelf, state_of
from precall.errors import StorageError, UsageError


def test_a_folder_takes_files_whole(tmp_path: Path) -> None:
    """And gives up what an earlier run left and this one does not write."""
    place = shelf(str(tmp_path))
    place.put("acme.example", {"dossier.json": "{}", "pages/01.txt": "x"})
    place.put("acme.example", {"dossier.json": "{}"}, replaces=["pages/*.txt"])
    assert place.holds("acme.example", "dossier.json")
    assert not place.holds("acme.example", "pages/01.txt")


@pytest.mark.parametrize("scheme", ["memory://batch", "file://{folder}/remote"])
def test_a_url_takes_them_too(tmp_path: Path, scheme: str) -> None:
    """Whatever storage fsspec knows."""
    fsspec = pytest.importorskip("fsspec")
    out = scheme.format(folder=tmp_path)
    place = shelf(out)
    place.put("acme.example", {"dossier.json": "{}", "pages/01.txt": "x"})
    place.put("acme.example", {"dossier.json": "[]"}, replaces=["pages/*.txt"])
    place.put("", {"results.csv": b"a,b"})
    assert place.holds("acme.example", "dossier.json")
    assert not place.holds("acme.example", "pages/01.txt")
    system, root = fsspec.core.url_to_fs(out)
    assert system.cat(f"{root}/results.csv") == b"a,b"


def test_a_url_that_nobody_knows_is_refused() -> None:
    """Before anything is fetched."""
    pytest.importorskip("fsspec")
    with pytest.raises(UsageError, match="results cannot go to"):
        shelf("nonsense://x")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """As a matter of storage, which stops the run."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError):
        shelf(str(tmp_path / "file")).put("acme.example", {"dossier.json": "{}"})


def test_results_at_a_url_keep_their_state_here() -> None:
    """In one folder for each URL."""
    assert is_url("s3://bucket/x")
    assert not is_url("C:\\out")
    assert state_of("s3://bucket/x/") == state_of("s3://bucket/x")
