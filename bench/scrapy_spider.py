"""What batches are compared with: one Scrapy process that takes the text of the same pages by trafilatura and nothing else.

Run by `python -m bench batch scrapy` in an environment that has Scrapy: LIST NUMBER OF, for every OF-th host from NUMBER.
"""

import csv
import resource
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

_SETTINGS = {
    "LOG_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "DOWNLOAD_DELAY": 0,
    "RETRY_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "HTTPERROR_ALLOW_ALL": True,
}
_FURTHER = 7  # pages that the home page links to


def crawl(hosts: list[str]) -> None:
    """Reads the hosts and prints pages, seconds and processor seconds."""
    import scrapy
    import trafilatura
    from scrapy.crawler import CrawlerProcess

    read: list[str] = []

    class Spider(scrapy.Spider):  # type: ignore[misc]
        name = "compared"

        async def start(self) -> AsyncIterator[Any]:
            for host in hosts:
                url = host if "://" in host else f"https://{host}"
                yield scrapy.Request(url, meta={"home": True}, dont_filter=True, errback=_missed)

        def parse(self, response: Any) -> Iterator[Any]:
            if not hasattr(response, "text"):
                return
            read.append(response.url)
            trafilatura.extract(response.text, url=response.url)
            if response.meta.get("home"):
                for url in _linked(response):
                    yield scrapy.Request(url, errback=_missed)

    began = time.monotonic()
    process = CrawlerProcess(_SETTINGS)
    process.crawl(Spider)
    process.start()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(len(read), f"{time.monotonic() - began:.2f} {used.ru_utime + used.ru_stime:.2f}")


def _linked(response: Any) -> list[str]:
    host = urlsplit(response.url).netloc
    urls = (response.urljoin(link).partition("#")[0] for link in response.css("a::attr(href)").getall())
    same = dict.fromkeys(url for url in urls if urlsplit(url).netloc == host and url != response.url)
    return list(same)[:_FURTHER]


def _missed(failure: Any) -> None:
    """A page that could not be read is left out."""


if __name__ == "__main__":
    with open(sys.argv[1], newline="") as listing:
        rows = [row["website"] for row in csv.DictReader(listing)]
    crawl(rows[int(sys.argv[2]) :: int(sys.argv[3])])
