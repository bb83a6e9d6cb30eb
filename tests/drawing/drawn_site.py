"""A page that only a script draws, and what its scripts may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from answers import answer
from precall.model.page import Fetched, Miss, Purpose

HOME = "https://acme.example/"
SHELL = '<!doctype html><html lang="en"><title>Acme</title><body><div id="root"></div><script type="module" src="/app.js"></script>'


def drawing(markup: str) -> str:
    """A script that draws a markup."""
    return f"document.getElementById('root').innerHTML = {markup!r};"


@dataclass
class Parts:
    """What a server has for the scripts of a page; it notes what it is asked for."""

    served: Mapping[str, str | Fetched | Miss]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, url: str, /, *, purpose: Purpose = "part") -> Fetched | Miss:
        self.asked.append(url)
        found = self.served.get(url.removeprefix("https://acme.example"), Miss(url, "404 not found"))
        if not isinstance(found, str):
            return found
        kind = "text/javascript" if url.endswith(".js") else "application/json"
        return answer(url, found, headers=(("content-type", kind),))
