"""What did the client write in a booking confirmation, or in a mail, that the caller has as .eml or as pasted text?"""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_string
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from precall.diary.invitation import read

_HEAD = re.compile(
    r"\A\s{0,20}(?:[A-Za-z][A-Za-z0-9-]{0,40}:[ \t][^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){2}"
)
_FROM_A_TOOL = re.compile(r"(?i)no-?_?reply|do-?not-?reply|notifications?@|calendar-notification")
_REPLY = re.compile(
    r"(?m)^(?:>|-{2,}\s*(?:Original|Ursprüngliche|Forwarded|Weitergeleitete|Message)|_{20,}).*", re.DOTALL
)


def told_in(text: str) -> str:
    """What the client wrote: of a booking form the answers, of a mail of theirs its words, else the text as it is.

    Empty where nothing of it is theirs, as in a tool's mail without answers.
    """
    if not _HEAD.match(text):
        return read(text).quote if read(text).is_form else text.strip()
    try:
        mail = message_from_string(text.lstrip(), policy=default)
        bodies = list(_bodies(mail))
    except (MessageError, LookupError, ValueError, AttributeError):  # whatever a mail of others may hold
        return ""
    forms = [form for body in bodies if (form := read(body)).is_form]
    if forms or _FROM_A_TOOL.search(str(mail.get("From", ""))):
        return next((form.quote for form in forms if form.quote), "")
    return read(_REPLY.sub("", bodies[0])).quote if bodies else ""


def _bodies(mail: EmailMessage) -> Iterator[str]:
    """The texts of a mail, the plain one first, and what an invitation in it says."""
    for kind in ("plain", "html"):
        body = mail.get_body((kind,))
        if body is not None:
            yield str(body.get_content())
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            yield from _descriptions(part.get_content())


def _descriptions(calendar: object) -> Iterator[str]:
    import icalendar

    data = calendar if isinstance(calendar, bytes) else str(calendar).encode()
    with suppress(
        ValueError, LookupError, TypeError, AttributeError
    ):  # a calendar that cannot be read says nothing
        for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
            yield str(event.get("DESCRIPTION", ""))
