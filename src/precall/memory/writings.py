"""Which files and folders did precall write for which client?"""

from pathlib import Path

from precall.memory.database import Database
from precall.model.memory import Client


def add(db: Database, client: Client, path: Path) -> None:
    """Remember a file or folder that holds something about a client, so that it can be forgotten."""
    db.run(
        "INSERT INTO writings (client_id, path) VALUES (:client, :path) ON CONFLICT DO NOTHING",
        client=client.id,
        path=str(path.absolute()),
    )


def of(db: Database, client: Client) -> tuple[Path, ...]:
    """What was written for a client; some of it may lie elsewhere by now."""
    rows = db.rows("SELECT path FROM writings WHERE client_id = :client ORDER BY path", client=client.id)
    return tuple(Path(row[0]) for row in rows)


def owners(db: Database, path: Path) -> tuple[str, ...]:
    """The keys of the clients for whom a file or folder was written."""
    rows = db.rows(
        "SELECT key FROM writings JOIN clients ON clients.id = client_id WHERE path = :path ORDER BY key",
        path=str(path.absolute()),
    )
    return tuple(row[0] for row in rows)


def moved(db: Database, old: Path, new: Path) -> None:
    """What was written to one place lies at another."""
    places = {"old": str(old.absolute()), "new": str(new.absolute())}
    db.run("UPDATE writings SET path = :new WHERE path = :old", **places)
