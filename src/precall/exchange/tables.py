"""How clients, people, calls and promises become tables that HubSpot and Pipedrive import."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from precall.batch.results import safe
from precall.compose.due import without_day
from precall.compose.outgoing import outgoing
from precall.compose.person_name import parts_of
from precall.model.memory import Client, KeptCall, KeptPromise, Person
from precall.model.outreach import KeptOutreach
from precall.sentences import Sentences

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Everything:
    """What is exported, clients by key, calls and promises by time; `zone` and `words` are the caller's."""

    clients: tuple[Client, ...]
    people: tuple[tuple[Client, Person], ...]
    calls: tuple[KeptCall, ...]
    promises: tuple[KeptPromise, ...]
    zone: ZoneInfo
    words: Sentences


def hubspot(everything: Everything) -> Mapping[str, str]:
    """The files by name, with the columns of HubSpot's properties: companies, contacts, calls and tasks."""
    return {
        "hubspot-companies.csv": _table(
            ("Company name", "Company domain name", "Phone number"),
            ((c.name or c.key, _domain(c.key), c.phone) for c in everything.clients),
        ),
        "hubspot-contacts.csv": _table(
            ("First name", "Last name", "Email", "Phone number", "Company name", "Company domain name"),
            (
                (*_split(p.name), p.email, p.phone, c.name or c.key, _domain(c.key))
                for c, p in everything.people
            ),
        ),
        "hubspot-calls.csv": _table(
            ("Call title", "Activity date", "Call notes", "Company domain name"),
            (
                (
                    _call_title(call, everything.words),
                    f"{call.at.astimezone(everything.zone):%Y-%m-%d %H:%M}",
                    outgoing(call.notes, everything.words.language),
                    _domain(call.client),
                )
                for call in everything.calls
            ),
        ),
        "hubspot-tasks.csv": _table(
            ("Task title", "Due date", "Task status", "Company domain name"),
            (
                (
                    _task_title(kept, everything.words),
                    kept.promise.by or "",
                    _status(kept, "COMPLETED", "NOT_STARTED"),
                    _domain(kept.client),
                )
                for kept in everything.promises
            ),
        ),
    }


def pipedrive(everything: Everything) -> Mapping[str, str]:
    """The files by name, with the columns of Pipedrive's fields: organizations, people and activities."""
    return {
        "pipedrive-organizations.csv": _table(
            ("Organization - Name", "Organization - Website"),
            ((c.name or c.key, f"https://{c.key}/" if _domain(c.key) else "") for c in everything.clients),
        ),
        "pipedrive-people.csv": _table(
            ("Person - Name", "Person - Email", "Person - Phone", "Organization - Name"),
            ((p.name, p.email, p.phone, c.name or c.key) for c, p in everything.people),
        ),
        "pipedrive-activities.csv": _table(
            (
                "Activity - Subject", "Activity - Type", "Activity - Due date", "Activity - Due time", "Activity - Done",
                "Activity - Note", "Person - Name", "Organization - Name",
            ),
            _activities(everything),
        ),
    }  # fmt: skip


def mail_merge(waiting: Iterable[KeptOutreach]) -> str:
    """One table for a mail-merge: each first mail that waits, with the reason for it and the page that proves it."""
    return _table(
        ("Address", "Name", "Website", "Subject", "Body", "Reason", "Link"),
        (
            (mail.address, mail.name, mail.key, mail.subject, mail.body, mail.reason, mail.link)
            for mail in (kept.mail for kept in waiting)
        ),
    )


def _activities(everything: Everything) -> Iterator[Row]:
    for call in everything.calls:
        at = call.at.astimezone(everything.zone)
        yield (
            _call_title(call, everything.words), "call", f"{at:%Y-%m-%d}", f"{at:%H:%M}", "done", outgoing(call.notes, everything.words.language), call.with_name,
            call.name or call.client,
        )  # fmt: skip
    for kept in everything.promises:
        done = _status(kept, "done", "to do")
        yield (
            _task_title(kept, everything.words),
            "task",
            kept.promise.by or "",
            "",
            done,
            "",
            "",
            kept.name or kept.client,
        )


def _table(header: Sequence[str], rows: Iterable[Row]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return "\ufeff" + file.getvalue()


def _call_title(call: KeptCall, words: Sentences) -> str:
    return words.say("export.call", name=call.with_name or call.name or call.client)


def _task_title(kept: KeptPromise, words: Sentences) -> str:
    text = without_day(kept.promise)
    return text if kept.promise.who == "me" else words.say("export.they_promised", text=text)


def _status(kept: KeptPromise, done: str, waiting: str) -> str:
    return waiting if kept.is_open else done


def _split(name: str) -> tuple[str, str]:
    parts = parts_of(name)
    return (parts.given, parts.family) if parts.given and parts.family else (name, "")


def _domain(key: str) -> str:
    return "" if "@" in key else key
