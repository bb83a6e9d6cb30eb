"""A process of its own that keeps calls: `writer.py FOLDER URL NAME CALLS`. It prints a line after each call."""

import sys
from datetime import timedelta
from pathlib import Path

from moments import NOW, told

from precall.memory import calls, identity
from precall.memory.versions import open_memory


def main(folder: str, url: str, name: str, number: int) -> None:
    """Keeps calls of a shared client and of one of its own, one after the other."""
    notes = "\n".join(f"i promised: {name} thing {i} by Friday" for i in range(20))
    db = open_memory(Path(folder), url, NOW)
    for i in range(number):
        with db.transaction():
            client = identity.ensured(db, "shared.example" if i % 2 else f"{name}.example", NOW)
            calls.add_call(db, client, told(f"{notes}\nheard: {name} {i}", at=NOW + timedelta(minutes=i)))
        print(i, flush=True)
    db.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
