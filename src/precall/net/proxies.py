"""Which proxy, if any, does the environment ask for?"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies of an environment: one URL by scheme (empty where there is none), and the hosts that go without."""

    http: str = ""
    https: str = ""
    direct: tuple[str, ...] = ()

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> "Proxies":
        """Read HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; lower-case names win, as with curl."""
        everything = _value(environ, "ALL_PROXY")
        return cls(
            http=_proxy_url(_value(environ, "HTTP_PROXY") or everything),
            https=_proxy_url(_value(environ, "HTTPS_PROXY") or everything),
            direct=tuple(
                name.strip().lower() for name in _value(environ, "NO_PROXY").split(",") if name.strip()
            ),
        )

    def for_target(self, scheme: str, host: str) -> str:
        """The proxy's URL for a request, or an empty string where it goes directly."""
        if any(_covers(entry, host.lower()) for entry in self.direct):
            return ""
        return self.https if scheme == "https" else self.http


def _value(environ: Mapping[str, str], name: str) -> str:
    return environ.get(name.lower()) or environ.get(name) or ""


def _proxy_url(text: str) -> str:
    return text if not text or "://" in text else f"http://{text}"


def _covers(entry: str, host: str) -> bool:
    """Whether an entry of NO_PROXY means this host: `*`, the host itself, or a domain that it lies under."""
    suffix = entry.lstrip(".")
    return entry == "*" or host == suffix or host.endswith("." + suffix)
