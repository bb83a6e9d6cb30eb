"""What did the client write in a booking confirmation, or in a mail, that the caller has as .eml or as pasted text?"""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_string
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from functools import cache

from precall.diary.invitation import read
from precall.diary.nobody import is_nobodys
from precall.words.match import either

_HEAD = re.compile(
    r"\A\s{0,20}(?:[A-Za-z][A-Za-z0-9-]{0,40}:[ \t][^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,20}){2}"
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
    if forms or is_nobodys(parseaddr(str(mail.get("From", "")))[1]):
        return next((form.quote for form in forms if form.quote), "")
    return read(_earlier().sub("", bodies[0])).quote if bodies else ""


@cache
def _earlier() -> re.Pattern[str]:
    """An earlier mail below an answer, to the end."""
    opening = either("invitation", "earlier_mail")
    return re.compile(
        rf"^(?:>|-{{2,}}\s{{0,9}}{opening}|_{{20,}}).*", re.DOTALL | re.MULTILINE | re.IGNORECASE
    )


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
