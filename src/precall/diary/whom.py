"""Whose website is it that a meeting is about: named by the invitation, never guessed."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from precall.diary.meetings import Meeting
from precall.errors import AddressError
from precall.model.followup import Mailbox
from precall.site.address import parse_address
from precall.site.free_mail import is_free_mail
from precall.site.registered import has_known_ending
from precall.site.text import clean

_URL = re.compile(r"https?://[^\s<>\"'|\\)\]]{4,500}", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}[a-z]{2,24}(?![\w@-])", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]{1,2000}>")
_BREAK = re.compile(r"(?i)<(?:br|/p|/div|/li)\b[^<>]{0,200}>")
_RESERVED = ("example", "test")
_NOT_AN_ENDING = frozenset("pdf doc docx xls xlsx ppt pptx png jpg jpeg gif txt ics html htm php".split())

# Where one meets, books or is hosted: never the client.
TOOLS = frozenset(
    """
    acuityscheduling.com appointlet.com apple.com bit.ly bookeo.com cal.com calendly.com calendar.app.google chilipiper.com
    cronofy.com doodle.com facebook.com gotomeeting.com goto.com google.com g.co goo.gl hubspot.com instagram.com
    jit.si lifesize.com linkedin.com live.com livestorm.co meet.jit.si meetings.hubspot.com microsoft.com office.com
    outlook.com pipedrive.com ringcentral.com savvycal.com setmore.com simplybook.me skype.com squareup.com teams.live.com
    tidycal.com tinyurl.com vimeo.com webex.com wa.me whatsapp.com whereby.com x.ai youcanbook.me youtube.com zcal.co zoho.com
    zoom.com zoom.us
    """.split()
)
_MACHINES = ("resource.calendar.google.com", "group.calendar.google.com", "calendar.google.com")
_LEFT_OUT = re.compile(
    r"(?i)\b(?:cancel|reschedul|powered by|join (?:zoom|the|with|by)|meeting id|passcode|dial in|one tap|phone conference"
    r"|microsoft teams|google meet|event name|location:|need to make changes|add to calendar|time ?zone:|invitee(?: email)?:)"
)
_RULE = re.compile(r"^[\W_]+$")
_LONGEST_CONTEXT = 2000


@dataclass(frozen=True, slots=True)
class Whom:
    """The client's website (empty with what is `missing`), whom one meets, and what they wrote when booking."""

    site: str = ""
    with_name: str = ""
    context: str = ""
    missing: str = ""


def whom(meeting: Meeting, own: Iterable[str], known: Callable[[str], str]) -> Whom:
    """Whom a meeting is with. `own` are the caller's addresses and domains; `known` gives the site of a known e-mail address.

    The guests' addresses count first, then links in the invitation, then a domain in its title. Where they name
    several sites, or none, the site stays empty.
    """
    mine = frozenset(part.lower() for part in own if part)
    guests = [box for box in _others(meeting) if not _is_mine(box.address, mine)]
    name = guests[0].name if len(guests) == 1 else ""
    context = booking_answers(meeting.text)
    for what, found in (
        ("guests", _sites_of_guests(guests, known)),
        ("links", _sites_in((meeting.url, meeting.place, meeting.text), _URL)),
        ("title", filter(_has_known_ending, _sites_in((meeting.title,), _DOMAIN))),
    ):
        sites = tuple(dict.fromkeys(site for site in found if not _is_mine(site, mine)))
        if len(sites) == 1:
            return Whom(sites[0], name, context)
        if sites:
            return Whom("", name, context, f"several_{what}: {', '.join(sites[:4])}")
    return Whom("", name, context, "free" if guests else "nobody")


def booking_answers(text: str) -> str:
    """What they wrote when booking: the invitation's text less links and the calendar tool's own lines."""
    lines = []
    for line in _TAG.sub("", _BREAK.sub("\n", text)).splitlines():
        said = clean(_URL.sub("", line))
        if said and not _RULE.match(said) and not _LEFT_OUT.search(said):
            lines.append(said)
    return "\n".join(lines)[:_LONGEST_CONTEXT]


def _others(meeting: Meeting) -> Iterator[Mailbox]:
    """Those who come, and who invited; not rooms and not calendars."""
    boxes = (*meeting.guests, *((meeting.host,) if meeting.host else ()))
    seen: dict[str, Mailbox] = {}
    for box in boxes:
        host = box.address.rpartition("@")[2]
        if box.address not in meeting.declined and not host.endswith(_MACHINES) and not _is_tool(host):
            seen.setdefault(box.address, box)
    yield from seen.values()


def _sites_of_guests(guests: Iterable[Mailbox], known: Callable[[str], str]) -> Iterator[str]:
    for box in guests:
        site = known(box.address)
        host = box.address.rpartition("@")[2]
        if site or not is_free_mail(host):
            yield site or _site(host)


def _sites_in(texts: Iterable[str], pattern: re.Pattern[str]) -> Iterator[str]:
    for text in texts:
        for match in pattern.finditer(text):
            site = _site(match[0].rstrip(".,;:!?"))
            if site and not _is_tool(site) and not is_free_mail(site):
                yield site


def _site(text: str) -> str:
    try:
        domain = parse_address(text).domain
    except AddressError:
        return ""
    return "" if domain.rpartition(".")[2] in _NOT_AN_ENDING else domain


def _has_known_ending(site: str) -> bool:
    """Whether a word with a dot in it is a domain: its ending is on the public list, or reserved by RFC 2606."""
    return site.rpartition(".")[2] in _RESERVED or has_known_ending(site)


def _is_tool(host: str) -> bool:
    return any(host == tool or host.endswith(f".{tool}") for tool in TOOLS)


def _is_mine(address: str, mine: frozenset[str]) -> bool:
    host = address.rpartition("@")[2].removeprefix("www.")
    return address in mine or (host in mine and not is_free_mail(host))
