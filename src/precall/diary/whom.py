"""Whose website is it that a meeting is about: named by the invitation, never guessed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from precall.diary.invitation import Invitation, addresses_in, calls_a_site_theirs, joins_a_call, read
from precall.diary.meetings import Meeting
from precall.diary.nobody import is_nobodys
from precall.errors import AddressError
from precall.model.followup import Mailbox
from precall.site.address import parse_address
from precall.site.nobodys import is_free_mail, kind_of
from precall.site.url import host_of
from precall.words.match import fold, phrases


@dataclass(frozen=True, slots=True)
class Whom:
    """The client's website (empty with what is `missing`), whom one meets, and what they wrote when booking.

    An appointment of one's own, with nobody else, has neither a site nor anything missing.
    """

    site: str = ""
    with_name: str = ""
    context: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Oneself:
    """Who the caller is: their addresses, and the names and domains that are theirs."""

    addresses: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def are(self, box: Mailbox) -> bool:
        """Whether a mailbox is one's own, or a colleague's."""
        return self.has(box.address) or bool(box.name and fold(box.name) in self.names)

    def has(self, address: str) -> bool:
        """Whether an address or a site is one's own: by itself, or by a domain that is not open to everybody."""
        host = address.rpartition("@")[2].removeprefix("www.")
        return address in self.addresses or host in self._domains

    @property
    def _domains(self) -> frozenset[str]:
        hosts = (address.rpartition("@")[2] for address in self.addresses)
        return frozenset(host for host in hosts if not is_free_mail(host) and not kind_of(host))


def oneself(addresses: Iterable[str], name: str, meetings: Sequence[Meeting]) -> Oneself:
    """The caller, by their settings and by whose calendar it is; if neither says it, by who is in every meeting."""
    known = {address.strip().lower() for address in addresses if "@" in address}
    known |= {meeting.owner for meeting in meetings if meeting.owner}
    named = frozenset({fold(name)} if name.strip() else ())
    people = [box for meeting in meetings for box in (*meeting.guests, meeting.host) if box]
    known |= {box.address for box in people if box.name and fold(box.name) in named}
    if not known:
        known = {meeting.likely_owner for meeting in meetings if meeting.likely_owner}
    return Oneself(frozenset(known), named)


def was_declined(meeting: Meeting, me: Oneself) -> bool:
    """Whether the caller said that they do not come."""
    return bool(meeting.declined & me.addresses)


def whom(meeting: Meeting, me: Oneself, known: Callable[[str], str]) -> Whom:
    """Whom a meeting is with. `known` gives the site of a known e-mail address.

    A website that they were asked for counts first, then the guests' addresses, then links in the invitation, then a
    domain in its title. Where they name several sites, or none, the site stays empty.
    """
    if meeting.is_private and not meeting.guests:  # its host, who alone is named, is the caller
        return Whom()
    others = [box for box in _people(meeting) if not me.are(box)]
    guests = [box for box in others if box.address not in meeting.declined]
    name = guests[0].name if len(guests) == 1 else ""
    invitation = read(meeting.text)
    asked = [answer.text for answer in invitation.answers if answer.names_website]
    for what, found in (
        ("links", _sites_in(asked)),
        ("guests", _sites_of_guests(guests, known)),
        ("links", _sites_in([meeting.url, meeting.place, *invitation.linking])),
        ("title", _sites_in([meeting.title])),
    ):
        sites = tuple(dict.fromkeys(site for site in found if site and not me.has(site)))
        if len(sites) == 1:
            return Whom(sites[0], name, _context(meeting, invitation, me, sites[0]))
        if sites:
            return Whom("", name, "", f"several_{what}: {', '.join(sites[:4])}")
    if others and not guests:
        return Whom(missing="declined")
    return Whom("", name, "", "free" if guests else "" if _is_private(meeting) else "nobody")


def _context(meeting: Meeting, invitation: Invitation, me: Oneself, site: str) -> str:
    """What they wrote: the answers of a booking form, or the invitation of theirs; in doubt nothing.

    What the caller wrote in an invitation of their own is theirs, unless it calls the client's site the writer's own.
    """
    invited_me = (
        meeting.host is not None and not me.are(meeting.host) and not is_nobodys(meeting.host.address)
    )
    is_theirs = (
        invitation.is_form
        or invited_me
        or any(calls_a_site_theirs(line) and site in _sites_in([line]) for line in invitation.lines)
    )
    return invitation.quote if is_theirs else ""


def _is_private(meeting: Meeting) -> bool:
    """Whether it is an appointment of one's own: marked so, or neither called a meeting nor with anything to join."""
    texts = (meeting.url, meeting.place, meeting.text)
    links = [address for text in texts for address in addresses_in(text, bare=False)]
    joins = joins_a_call(meeting.place) or any(kind_of(host_of(link)) in ("tool", "search") for link in links)
    return meeting.is_private or not (joins or phrases("invitation", "meets").stand_in(meeting.title))


def _people(meeting: Meeting) -> Iterator[Mailbox]:
    """Those who come, and who invited; no rooms, no lists, no calendars and nobody's notetaker."""
    boxes = (*meeting.guests, *((meeting.host,) if meeting.host else ()))
    seen: dict[str, Mailbox] = {}
    for box in boxes:
        if not is_nobodys(box.address):
            seen.setdefault(box.address, box)
    yield from seen.values()


def _sites_of_guests(guests: Iterable[Mailbox], known: Callable[[str], str]) -> Iterator[str]:
    for box in guests:
        site = known(box.address)
        host = box.address.rpartition("@")[2]
        if site or not is_free_mail(host):
            yield site or _site(host)


def _sites_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The sites that texts name and that may be somebody's own, each once."""
    sites = (_site(address) for text in texts for address in addresses_in(text))
    return tuple(dict.fromkeys(site for site in sites if site and not is_free_mail(site)))


def _site(text: str) -> str:
    """The client's site that an address means; empty where it means none, or is on a host that is nobody's own."""
    try:
        address = parse_address(text)
    except AddressError:
        return ""
    return "" if kind_of(address.host) and address.key == address.domain else address.key
