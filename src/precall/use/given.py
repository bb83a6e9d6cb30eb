"""What the caller gave for a call in an earlier run, which counts again until the call is over."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from precall.client_folder import recipient_in

if TYPE_CHECKING:
    from precall.app import App
    from precall.memory.database import Database
    from precall.model.call import Call
    from precall.model.memory import Client, Given, GivenKind


def completed(
    app: "App", domain: str, call: "Call", left_open: "Collection[GivenKind]"
) -> "tuple[Call, tuple[Given, ...]]":
    """A call with what was given for it earlier where it was left open now, and what that is."""
    memory, client = _known(app, domain) if left_open else (None, None)
    if memory is None or client is None:
        return call, ()
    from precall.memory import given

    return given.completed(memory, client, call, left_open, app.now())


def recipient(app: "App", domain: str, folder: Path) -> str:
    """Whom the caller gave to write to in an earlier run, from the memory or the draft in the client's `folder`."""
    memory, client = _known(app, domain)
    if memory is not None and client is not None:
        from precall.memory import given

        kept = given.given(memory, client).get("to")
        if kept:
            return kept.value
    return recipient_in(folder)


def mail_language(app: "App", domain: str) -> "Given | None":
    """The language that the caller gave for mails to a client, in an earlier run."""
    memory, client = _known(app, domain)
    if memory is None or client is None:
        return None
    from precall.memory import given

    return given.given(memory, client).get("mail-language")


def keep_mail_language(app: "App", domain: str, language: str) -> None:
    """Keeps the language that the caller gave for mails to a client, where the memory knows them."""
    memory, client = _known(app, domain)
    if language and memory is not None and client is not None:
        from precall.memory import given

        given.keep(memory, client, "mail-language", language, app.now())


def with_name(app: "App", domain: str) -> str:
    """Whom the caller gave to speak to since the last call, in an earlier run."""
    memory, client = _known(app, domain)
    if memory is None or client is None:
        return ""
    from precall.memory import given

    return given.with_name(memory, client)


def playbook(app: "App", domain: str) -> str:
    """The playbook of the last research of a client, where the memory knows it and it is still there; else that of the settings."""
    memory, client = _known(app, domain)
    if memory is None or client is None:
        return app.settings.playbook
    from precall.errors import SettingsError
    from precall.memory import given

    kept = given.given(memory, client).get("for")
    name = kept.value if kept else app.settings.playbook
    try:
        app.playbook(name)
    except SettingsError:  # one of the caller's own that is gone
        return app.settings.playbook
    return name


def keep_recipient(app: "App", domain: str, to: str) -> None:
    """Keeps whom the caller writes to, where the memory knows the client; nobody takes away who was kept."""
    memory, client = _known(app, domain)
    if memory is not None and client is not None:
        from precall.memory import given

        given.keep(memory, client, "to", to, app.now())


def _known(app: "App", domain: str) -> "tuple[Database | None, Client | None]":
    memory = app.memory_if_any
    if memory is None:
        return None, None
    from precall.memory.identity import lookup_alias

    return memory, lookup_alias(memory, domain)
