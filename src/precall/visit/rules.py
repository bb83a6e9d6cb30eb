"""May an address be asked for? Each host has a robots.txt of its own, which is asked for once."""

import asyncio
from dataclasses import dataclass, field

from precall.site import url as site_url
from precall.site.robots import Robots, rules_of
from precall.visit.arrival import Arrival, Fetch


@dataclass(slots=True)
class Rules:
    """The rules of the home page's host, which are known, and those of other hosts, which are asked for when needed."""

    home: Arrival
    ask: Fetch
    agent: str
    others: dict[str, "asyncio.Task[Robots]"] = field(default_factory=dict)

    async def refusal(self, url: str) -> str:
        """Why a robots.txt forbids an address; empty where it may be asked for."""
        if site_url.same_site(url, self.home.url):
            return self.home.refusal(url)
        host = site_url.host_of(url)
        if host not in self.others:
            self.others[host] = asyncio.create_task(self._rules_at(url))
        return (await self.others[host]).refusal(url)

    async def _rules_at(self, url: str) -> Robots:
        answer = await self.ask(f"{site_url.origin(url)}/robots.txt", purpose="rules")
        return rules_of(answer, self.agent)
