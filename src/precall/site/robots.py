"""What a site's robots.txt lets us read, by RFC 9309."""

import codecs
from dataclasses import dataclass, field
from functools import cached_property

from protego import Protego

from precall.model.page import Fetched, Miss
from precall.site import url as site_url

AGENT = "precall"
LONGEST = 500 * 1024  # bytes; RFC 9309, 2.5: at least 500 KiB are parsed
_MOST_SITEMAPS = 4
_SLOWEST = 3600.0


@dataclass(frozen=True)
class Robots:
    """The rules of one host. `closed` says why nothing may be read at all; `text` are the rules themselves."""

    text: str = ""
    closed: str = ""
    agent: str = field(default=AGENT, repr=False)

    def allows(self, url: str) -> bool:
        """Whether this page may be read."""
        return not self.closed and (not self.text or bool(self._rules.can_fetch(url, self.agent)))

    def refusal(self, url: str) -> str:
        """Why this page may not be read ("robots.txt forbids /team"); empty where it may."""
        if self.allows(url):
            return ""
        return self.closed or f"robots.txt forbids {site_url.path_of(url)}"[:200]

    @cached_property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for; 0 where it asks for none that makes sense."""
        asked = self._rules.crawl_delay(self.agent) if self.text else None
        return min(float(asked), _SLOWEST) if asked and 0 < asked < float("inf") else 0.0

    @cached_property
    def sitemaps(self) -> tuple[str, ...]:
        """The first few sitemaps that it names."""
        named = (site_url.clean(url) for url in self._rules.sitemaps)
        return tuple(dict.fromkeys(url for url in named if url))[:_MOST_SITEMAPS]

    @cached_property
    def _rules(self) -> Protego:
        return Protego.parse(self.text)


def rules_of(answer: Fetched | Miss, agent: str = AGENT) -> Robots:
    """The rules that an answer for /robots.txt gives.

    RFC 9309, 2.3.1: a 4xx means that there are no rules, a 5xx or no answer that nothing may be read for now. 429 is
    treated as a 5xx: the site asks to be left alone. Redirects without end (2.3.1.2) mean that there are no rules too.
    """
    if isinstance(answer, Miss):
        if answer.led_nowhere:
            return Robots(agent=agent)
        return Robots(closed=f"robots.txt could not be read: {answer.reason}"[:200], agent=agent)
    if answer.status >= 500 or answer.status == 429:
        return Robots(closed=f"robots.txt answered {answer.status}", agent=agent)
    if not 200 <= answer.status < 300:
        return Robots(agent=agent)
    text = _decoded(answer.body[:LONGEST])
    return Robots("" if text.lstrip()[:1] == "<" else text, agent=agent)


def _decoded(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", errors="replace")
    return body.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace").replace("\x00", "")
