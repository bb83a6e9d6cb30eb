"""Which requests of a page are worth answering? Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from precall.site import url as site_url

_NEEDED = frozenset({"document", "script", "fetch", "xhr", "stylesheet"})
SEEN = frozenset({"image", "font"})
"""What a page is looked at for, and not needed to be read."""
_WATCHERS = (
    "googletagmanager.com", "google-analytics.com", "analytics.google.com", "doubleclick.net", "googlesyndication.com",
    "googleadservices.com", "connect.facebook.net", "facebook.com", "hotjar.com", "clarity.ms", "plausible.io",
    "segment.com", "segment.io", "mixpanel.com", "amplitude.com", "posthog.com", "sentry.io", "sentry-cdn.com",
    "hs-scripts.com", "hs-analytics.net", "hubspot.com", "licdn.com", "linkedin.com", "tiktok.com", "bing.com",
    "matomo.cloud", "cookiebot.com", "cookielaw.org", "usercentrics.eu", "intercom.io", "intercomcdn.com", "tawk.to",
    "crisp.chat", "tidio.co", "fullstory.com", "mouseflow.com", "newrelic.com", "nr-data.net", "cloudflareinsights.com",
    "recaptcha.net", "hcaptcha.com", "challenges.cloudflare.com", "youtube.com", "vimeo.com", "stripe.com", "paypal.com",
)  # fmt: skip
"""Hosts that watch visitors, chat, test them or take payments: no page needs them to be drawn."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request of a page: its method, its address, what it is for, and whether it is the page itself or asked by it."""

    method: str
    url: str
    kind: str
    of_page: bool


def refusal(asked: Asked, home: str, hosts: Collection[str], *, is_seen: bool = False) -> str:
    """Why a request is not answered; empty where it is.

    `hosts` are those from which the page takes its scripts; where it `is_seen`, pictures and styles may come from others.
    """
    if not asked.of_page:
        return "of another window or frame"
    if asked.method != "GET":
        return "would send something"
    if asked.kind not in (_NEEDED | SEEN if is_seen else _NEEDED):
        return "not needed to draw the page"
    if is_watcher(asked.url):
        return "of a host that watches visitors"
    if site_url.same_company(asked.url, home):
        return ""
    if asked.kind == "document":
        return "leads to another site"
    if is_seen and asked.kind in (*SEEN, "stylesheet"):
        return ""
    return "" if site_url.host_of(asked.url) in hosts else "of another company"


def is_watcher(url: str) -> bool:
    """Whether an address is of a host that watches visitors."""
    host = site_url.host_of(url)
    return any(host == watcher or host.endswith(f".{watcher}") for watcher in _WATCHERS)
