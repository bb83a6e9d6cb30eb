"""What of a batch is done, and what is left."""

import contextlib
import sqlite3
from pathlib import Path

import pytest
from tests.batch.samples import outcome

from precall.batch.checkpoint import FILE_NAME, Checkpoint
from precall.batch.prospects import Prospect
from precall.errors import StorageError
from precall.site.address import parse_address

HEADER = ("Company", "Website")


def prospects(*domains: str) -> list[Prospect]:
    """Rows of a list, from row 2."""
    return [
        Prospect(number, parse_address(name), (f"Co {number}", name))
        for number, name in enumerate(domains, 2)
    ]


def test_two_rows_with_one_client_are_one_piece_of_research(tmp_path: Path) -> None:
    """Both stand in the results."""
    with Checkpoint(tmp_path) as kept:
        assert kept.take(prospects("a.example", "www.a.example", "b.example"), HEADER) == (3, 2)
        kept.keep(outcome("a.example"), 1.0)
        assert [(row.number, row.state, row.same_as, row.client) for row in kept.results()] == [
            (2, "done", 0, "a.example"),
            (3, "done", 2, "a.example"),
            (4, "waiting", 0, "b.example"),
        ]


def test_what_is_finished_stays_finished_when_the_list_is_taken_again(tmp_path: Path) -> None:
    """Also with rows added and others gone."""
    with Checkpoint(tmp_path) as kept:
        kept.take(prospects("a.example", "b.example"), HEADER)
        kept.keep(outcome("a.example"), 1.0)
    with Checkpoint(tmp_path) as kept:
        kept.take(prospects("c.example", "a.example"), HEADER)
        assert [task.key for _, task in kept.waiting(0, 10)] == ["c.example"]
        assert kept.counts() == {"done": 1, "waiting": 1}


def test_a_program_that_ends_in_the_middle_loses_nothing_finished(tmp_path: Path) -> None:
    """Nothing is closed here, as after a kill."""
    kept = Checkpoint(tmp_path)
    kept.take(prospects("a.example", "b.example"), HEADER)
    kept.keep(outcome("a.example"), 1.0)
    with Checkpoint(tmp_path, readonly=True) as seen:
        assert list(seen.addresses(("done",))) == ["a.example"]


def test_the_rows_stand_best_first(tmp_path: Path) -> None:
    """Done, then by criteria met, then by how fresh the reason is."""
    lines = {
        "a.example": {"criteria_yes": 1, "reason_age_days": None},
        "b.example": {"criteria_yes": 2, "reason_age_days": 90},
        "c.example": {"criteria_yes": 2, "reason_age_days": 3},
    }
    with Checkpoint(tmp_path) as kept:
        kept.take(prospects("x.example", *lines), HEADER)
        for key, line in lines.items():
            kept.keep(outcome(key, line=line), 1.0)
        kept.keep(outcome("x.example", "failed", reason="gone"), 1.0)
        assert [row.key for row in kept.results()] == ["c.example", "b.example", "a.example", "x.example"]


def test_failed_clients_can_wait_again(tmp_path: Path) -> None:
    """Those who were read do not."""
    with Checkpoint(tmp_path) as kept:
        kept.take(prospects("a.example", "b.example"), HEADER)
        kept.keep(outcome("a.example", "failed", reason="gone"), 1.0)
        kept.keep(outcome("b.example"), 1.0)
        assert kept.reasons(5) == [("gone", 1)]
        assert kept.retry() == 1
        assert kept.counts() == {"done": 1, "waiting": 1}


def test_a_row_goes_along_to_the_task(tmp_path: Path) -> None:
    """Templates may use the list's own columns."""
    with Checkpoint(tmp_path) as kept:
        kept.take(prospects("a.example"), HEADER)
        ((_, task),) = kept.waiting(0, 10)
        assert task.columns == {"Company": "Co 2", "Website": "a.example"}


def test_a_folder_without_a_batch_is_told(tmp_path: Path) -> None:
    """Nothing is made there."""
    with pytest.raises(StorageError, match="holds no batch"):
        Checkpoint(tmp_path, readonly=True)
    assert not (tmp_path / FILE_NAME).exists()


def test_a_damaged_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    """Not as a bug."""
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 500)
    with pytest.raises(StorageError, match="cannot be used"):
        Checkpoint(tmp_path)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    """An older precall would spoil it."""
    sqlite3.connect(tmp_path / FILE_NAME).execute("PRAGMA user_version = 99")
    with pytest.raises(StorageError, match="newer precall"):
        Checkpoint(tmp_path)


@pytest.mark.parametrize("target", ["a database of the caller's", "nothing"])
def test_a_link_in_the_place_of_the_state_is_not_followed(tmp_path: Path, target: str) -> None:
    """It would have tables made in some other database, or a new one at some other place."""
    other = tmp_path / "other.sqlite3"
    if target != "nothing":
        with contextlib.closing(sqlite3.connect(other)) as db:
            db.execute("CREATE TABLE mine (text)")
    before = other.read_bytes() if other.exists() else None
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "batch.sqlite3").symlink_to(other)
    with pytest.raises(StorageError, match="is a link"):
        Checkpoint(tmp_path / "out")
    assert (other.read_bytes() if other.exists() else None) == before
