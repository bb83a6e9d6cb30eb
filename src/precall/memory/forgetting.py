"""How is a client forgotten, everywhere and if wished for good?"""

import hashlib
import hmac
import secrets

from precall.memory.database import Database
from precall.memory.identity import named

_KEY = "never_key"


def is_never(db: Database, typed: str) -> bool:
    """Whether a client was forgotten for good."""
    who = named(typed)
    key = db.rows("SELECT value FROM meta WHERE name = :name", name=_KEY)
    if not key or not who.key:
        return False
    digests = [
        _digest(str(key[0][0]), alias) for alias in dict.fromkeys(filter(None, (who.email, who.domain)))
    ]
    return any(db.rows("SELECT 1 FROM never WHERE digest = :digest", digest=digest) for digest in digests)


def never_again(db: Database, aliases: tuple[str, ...]) -> None:
    """Keep a keyed hash of each alias, so that it is refused although its name is nowhere."""
    with db.transaction():
        db.run(
            "INSERT INTO meta (name, value) VALUES (:name, :value) ON CONFLICT (name) DO NOTHING",
            name=_KEY,
            value=secrets.token_hex(32),
        )
        key = str(db.rows("SELECT value FROM meta WHERE name = :name", name=_KEY)[0][0])
        for alias in aliases:
            db.run(
                "INSERT INTO never (digest) VALUES (:digest) ON CONFLICT DO NOTHING",
                digest=_digest(key, alias),
            )


def _digest(key: str, alias: str) -> str:
    return hmac.new(bytes.fromhex(key), alias.encode(), hashlib.sha256).hexdigest()
