"""What does the address of a team's database say, and how is it shown: never with a secret in it."""

import contextlib
import re
from collections.abc import Iterator
from urllib.parse import quote_plus, unquote

import sqlalchemy
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from precall.errors import SettingsError

HIDDEN = "***"

# Of libpq's parameters those that hold no secret and no place of one (PostgreSQL 17, 32.1.2).
_SHOWN = frozenset(
    "host hostaddr port dbname user sslmode connect_timeout application_name client_encoding target_session_attrs"
    " channel_binding gssencmode keepalives".split()
)
_BETWEEN = re.compile(r"[:/@?&=;,#\s'\"]+")
_NOT_PLAIN = re.compile(r"[;&=]")  # in a name or a value: somebody's other way to write a list of parameters
_SHORTEST = 3  # characters of a part that is looked for in other texts


def read(url: str) -> sqlalchemy.URL:
    """The parts of an address. Raises SettingsError, which does not repeat it, where it is none or can be read in two ways."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):  # ValueError: the port is no number
        raise refused("it is not a database URL") from None
    if url.count("@") != (parts.username is not None):
        raise refused("an @ stands where none may; write one in a name or password as %40")
    return parts


def shown(url: str) -> str:
    """The address without its secrets; `***` where it cannot be read."""
    try:
        parts = read(url) if url else None
    except SettingsError:
        return HIDDEN
    if parts is None:
        return ""
    if any(map(_NOT_PLAIN.search, (parts.username or "", parts.host or "", parts.database or ""))):
        return HIDDEN
    query = {name: HIDDEN if _is_secret(name, value) else value for name, value in parts.query.items()}
    return parts.set(query=query).render_as_string(hide_password=True).replace(quote_plus(HIDDEN), HIDDEN)


def without_secrets(text: str, url: str) -> str:
    """A text with the secrets of an address taken out; of one that cannot be read, with every part of it."""
    parts = set(_BETWEEN.split(f"{url} {unquote(url)}")) - set(_BETWEEN.split(shown(url)))
    for secret in sorted({url, *parts, *_decoded(url)}, key=len, reverse=True):
        if len(secret) >= _SHORTEST:
            text = text.replace(secret, HIDDEN)
    return text


def _decoded(url: str) -> Iterator[str]:
    """The secrets as the server gets them."""
    with contextlib.suppress(SettingsError):
        parts = read(url)
        yield str(parts.password or "")
        for name, value in parts.query.items():
            if _is_secret(name, value):
                yield from (value,) if isinstance(value, str) else value


def _is_secret(name: str, value: str | tuple[str, ...]) -> bool:
    return name not in _SHOWN or not isinstance(value, str) or _NOT_PLAIN.search(value) is not None


def refused(why: str) -> SettingsError:
    """The error that says why an address is of no use, without repeating it."""
    return SettingsError(
        f"PRECALL_DATABASE_URL cannot be used: {why}; write it as postgresql+psycopg://user@host/name"
    )
