"""What the caller keeps of clients between calls, whichever face asks: nothing here is typed or printed."""

import os
from pathlib import Path

import pytest

from precall.app import App
from precall.errors import UsageError
from precall.settings import load
from precall.use import clients, gift


@pytest.fixture
def app(tmp_path: Path) -> App:
    """The wired program with an empty memory."""
    settings = load({"now": "2026-02-01T09:00:00Z"}, folder=tmp_path, environ=os.environ).settings
    return App(settings, {})


def test_the_shelf_takes_texts_and_files_and_gives_them_up(app: App, tmp_path: Path) -> None:
    """A note from a file says which; one that was taken off is gone."""
    (tmp_path / "checklist.txt").write_text("Ask twice.\n")
    text = gift.add(app, "Three questions before a yes", " saying no ")
    file = gift.add(app, str(tmp_path / "checklist.txt"), "hiring")
    assert (text.about, text.source, file.source) == ("saying no", "", "checklist.txt")
    gift.drop(app, text.number)
    assert [(one.about, one.text) for one in gift.shelf(app)] == [("hiring", "Ask twice.")]


def test_a_note_that_is_not_on_the_shelf_cannot_be_taken_off(app: App) -> None:
    """The face shows the line."""
    with pytest.raises(UsageError, match="no note 7"):
        gift.drop(app, 7)


def test_a_promise_is_kept_once(app: App) -> None:
    """Afterwards it is settled, and its number means nothing any more."""
    _, made = clients.promise(app, "acme.example", "a sketch", by=None, words="", theirs=False)
    assert clients.kept(app, made.id).kept_at
    with pytest.raises(UsageError):
        clients.kept(app, made.id)


def test_a_goal_is_reached_in_its_own_words(app: App) -> None:
    """The face repeats them."""
    _, number = clients.remember(app, "acme.example", "two Sundays off", kind="goal")
    assert number is not None
    assert clients.reached(app, number) == "two Sundays off"


def test_everybody_is_called_by_the_best_name_that_is_known(app: App) -> None:
    """Their name, else another that they go by, else their address."""
    clients.remember(app, "acme.example", "", kind="note", name="Acme Sails")
    clients.promise(app, "larkspur.example", "a call", by=None, words="", theirs=True)
    assert [name for _, name in clients.everybody(app)] == ["Acme Sails", "larkspur.example"]


def test_nothing_is_sent_where_nothing_waited(app: App) -> None:
    """A face says so; a client who is not known is refused."""
    clients.promise(app, "acme.example", "a sketch", by=None, words="", theirs=False)
    sent = clients.sent(app, "acme.example")
    assert (sent.key, sent.number, sent.waiting) == ("acme.example", 0, ())
    with pytest.raises(UsageError):
        clients.sent(app, "nobody.example")
