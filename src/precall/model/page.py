"""What came back for a request, and what a read page is in the dossier."""

from datetime import datetime
from typing import Literal, NamedTuple

from precall.model.fact import Candidate
from precall.model.kinds import Kind
from precall.model.kinds import PageKind as PageKind
from precall.model.passage import Passage

Purpose = Literal["page", "rules", "list", "calendar", "part", "picture"]
"""What something is asked for as: a page or brochure, a robots.txt, a sitemap or feed, a calendar, a script or the data
that a page is drawn from, a picture or font that is seen on it."""
Shape = Literal["answer", "drawing", "picture"]
"""What is kept of an address: what its server answered, the page that a browser drew from that, how that looks."""


class Fetched(NamedTuple):
    """One answer of a server, or the kept snapshot of one.

    `url` is the address asked for, `final_url` the one that answered after redirects. `headers` are in order with
    lower-case names. `body` is decompressed. `partial` says why the body is not whole; empty when it is.
    `fetched_at` is in UTC. `from_snapshot` is True where no byte of the body travelled. `drawn_from` is the hash of the
    page from which a browser drew this one; empty for what came from the server.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    sha256: str
    fetched_at: datetime
    partial: str = ""
    from_snapshot: bool = False
    drawn_from: str = ""

    def header(self, name: str) -> str:
        """The first value of a header, or an empty string."""
        return next((value for key, value in self.headers if key == name), "")


SCRIPT_ONLY = "drawn by script only"
"""The notice of a page whose server sends an empty shell, where no browser drew it."""
LONGEST_REASON = 200
REDIRECT_LOOP = "redirect loop"
TOO_MANY_REDIRECTS = "more than 10 redirects"


A_LOCAL_NAME, A_PRIVATE_ADDRESS, A_LOOPBACK_ADDRESS = (
    "a local name",
    "a private address",
    "a loopback address",
)
"""What is refused of the caller's own network."""


class Miss(NamedTuple):
    """A page that could not be read, and why, in one plain line of at most 200 printable characters.

    `transient` says that another try later could succeed (a time-out, a refused connection, a 5xx).
    """

    url: str
    reason: str
    transient: bool = False

    @property
    def led_nowhere(self) -> bool:
        """Whether redirects without end were all that came."""
        return self.reason.endswith((REDIRECT_LOOP, TOO_MANY_REDIRECTS))

    @property
    def is_of_ones_own(self) -> bool:
        """Whether it lies in the caller's own network, which is read where they ask for it."""
        return self.reason.endswith((A_LOCAL_NAME, A_PRIVATE_ADDRESS, A_LOOPBACK_ADDRESS))


class Link(NamedTuple):
    """A link on a page: absolute URL without fragment, its visible text, and where it stood.

    `region` is header, nav, main, footer or aside; `rel` is lower-case, space separated.
    """

    url: str
    text: str
    region: str = "main"
    rel: str = ""


class PageRecord(NamedTuple):
    """A page that was read, as the dossier lists it.

    `fetched_at` is in UTC; `note` says e.g. that only the sitemap lists it. Where a browser drew the page, `sha256` is of
    the drawn markup and `drawn_from` of what the server sent.
    """

    url: str
    status: int
    title: str
    kind: PageKind
    sha256: str
    fetched_at: datetime
    note: str = ""
    drawn_from: str = ""


class Reading(NamedTuple):
    """What the page reader made of one page; all of it can be pickled.

    `url` is the page's address as cited, `canonical` the absolute canonical link or empty. `language` is ISO 639-1 or
    empty. `alternates` are (hreflang, absolute URL) pairs, `feeds` the feeds that it announces, `refresh` the
    target of a meta refresh. `words` counts the visible words, `fingerprint` is equal for pages whose main text is
    the same and `shingles` (up to 64 hashes) serve to compare nearly equal ones. `notice` names a page that is not
    what it seems ("drawn by script only", "parked domain", "log-in wall", "says that it was not found"); empty
    otherwise. `partial` says why only a part was read. `text` is the visible text, one block a line, `passages` the
    same as a briefing may show it. `candidates` are the facts seen; those that only the page reader will need again
    stay `packed` (pickled) between two requests. `gave` says how many facts of which kinds were seen. `is_shell` says that
    a script is still to draw the page or its main part; `script_hosts` are those from which it takes its scripts then.
    """

    url: str
    title: str = ""
    kind: PageKind = "other"
    language: str = ""
    canonical: str = ""
    refresh: str = ""
    links: tuple[Link, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    feeds: tuple[str, ...] = ()
    words: int = 0
    fingerprint: str = ""
    shingles: tuple[int, ...] = ()
    notice: str = ""
    partial: str = ""
    text: str = ""
    passages: tuple[Passage, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    packed: bytes = b""
    gave: tuple[tuple[Kind, int], ...] = ()
    is_shell: bool = False
    script_hosts: tuple[str, ...] = ()
