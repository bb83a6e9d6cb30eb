"""Fuzzing: mutated pages, rules, feeds and files through every parser of what others wrote."""

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from precall.model.page import Fetched

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
URL = "https://acme.example/"
SEEDS = Path("tests/sites")
SLOW = 5  # seconds that one input may take
LONGEST = 60_000  # bytes of an input
Parser = Callable[[bytes], object]

_PIECES = (
    b"<", b">", b"</", b"<script>", b"</script>", b"<!--", b"<![CDATA[", b"]]>", b"&#0;", b"&amp;", b"&", b"\x00", b"\xff", b"\xc3",
    b"\xed\xa0\x80", b"@", b"mailto:", b"tel:+", b"http://", b"{", b"}", b"[", b"]", b'"', b"'", b"\\u0000", b"\\ud800", b"1e999", b"-1",
    b"99999999999999999999", b"\r\n", b"\t", b"User-agent: *\nDisallow: /*a*a$\n", b"<loc>", b"<item>", b"<!ENTITY a '&a;'>",
    b"- said: ", b"promised: ", b"# ", b"name = ", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff\xfe", b"%PDF-1.7", b"a" * 3000, b" " * 3000,
)  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Fuzzes each target for so long and prints what it found; 1 where an input broke or held a parser."""
    asked = _asked(arguments)
    targets = _targets()
    wrong = 0
    for name in asked.targets or sorted(targets):
        wrong += _mutated(name, targets[name], asked.seconds, asked.seed)
    return 1 if wrong else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m bench fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help="all where none is named")
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def _targets() -> dict[str, Parser]:
    """The parsers of what others wrote, by name; an error that they raise on purpose is no finding."""
    from precall.compose.notes import read_notes
    from precall.errors import UsageError
    from precall.reading.page import read_page
    from precall.settings import load
    from precall.site.address import parse_address
    from precall.site.feed import parse_feed
    from precall.site.robots import rules_of
    from precall.site.sitemap import parse_sitemap

    def json_ld(data: bytes) -> object:
        return read_page(
            _answer(b"<h1>Acme</h1><script type='application/ld+json'>" + data + b"</script>", "text/html")
        )

    def settings(data: bytes) -> object:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "precall.toml"
            path.write_bytes(data)
            return load({}, folder=path.parent, environ={}, user=path)

    def refusal(data: bytes) -> object:
        rules = rules_of(_answer(data, "text/plain"))
        return rules.refusal(URL + "a" * 300), rules.delay, rules.sitemaps

    def allowed(parse: Parser) -> Parser:
        def parsed(data: bytes) -> object:
            try:
                return parse(data)
            except UsageError as error:
                return str(error)

        return parsed

    return {
        "page": lambda data: read_page(_answer(data, "text/html")),
        "pdf": lambda data: read_page(_answer(b"%PDF-1.7\n" + data, "application/pdf")),
        "robots": refusal,
        "sitemap": lambda data: parse_sitemap(_answer(data, "text/xml")),
        "feed": lambda data: parse_feed(_answer(data, "application/rss+xml")),
        "json-ld": json_ld,
        "notes": allowed(read_notes),
        "settings": allowed(settings),
        "address": allowed(lambda data: parse_address(data.decode("utf-8", "replace"))),
    }


def _answer(body: bytes, kind: str) -> "Fetched":
    from precall.model.page import Fetched

    return Fetched(URL, URL, 200, (("content-type", kind),), body, "", NOW)


def _seeds(name: str) -> list[bytes]:
    pages = sorted(SEEDS.rglob("*.pdf" if name == "pdf" else "*.html"))[:60]
    samples = {
        "robots": b"User-agent: *\nDisallow: /a\nAllow: /b$\nCrawl-delay: 2\nSitemap: https://acme.example/s.xml\n",
        "sitemap": b"<urlset><url><loc>https://acme.example/a</loc><lastmod>2026-01-01</lastmod></url></urlset>",
        "feed": b"<rss><channel><item><title>A</title><link>https://acme.example/a</link>"
        b"<pubDate>Fri, 30 Jan 2026 09:00:00 GMT</pubDate></item></channel></rss>",
        "json-ld": b'{"@type":"Organization","name":"Acme","telephone":"+44 113 496 0123","address":{"@type":"PostalAddress",'
        b'"streetAddress":"1 Mill Lane"},"openingHours":["Mo-Fr 09:00-17:00"],"employee":[{"@type":"Person","name":"Ann Lee"}]}',
        "notes": b"# Call\n- said: the loft is too small\n- promised: send the plan by Friday\n- price: 400 EUR\n",
        "settings": b'name = "Ann"\npages = 12\ndelay = 0.5\nallow_private = false\ntimezone = "Europe/Berlin"\n',
        "address": b"https://www.acme.example:8080/a?b=c#d",
    }
    return [samples[name]] if name in samples else [path.read_bytes()[:LONGEST] for path in pages]


def _mutated(name: str, parse: Parser, seconds: int, seed: int) -> int:
    dice, seeds, found = random.Random(seed), _seeds(name), dict[str, bytes]()
    tried, slowest, until = 0, 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        data = _mutation(dice.choice(seeds), dice)
        begun = time.monotonic()
        try:
            parse(data)
        except Exception:
            found.setdefault(traceback.format_exc(limit=-2), data)
        took, tried = time.monotonic() - begun, tried + 1
        if took > SLOW:
            found.setdefault(f"took {took:.0f} s", data)
        slowest = max(slowest, took)
    print(
        f"{name}: {tried} inputs in {seconds} s, slowest {slowest:.2f} s, {len(found)} findings", flush=True
    )
    for what, data in found.items():
        path = Path(tempfile.mkdtemp(prefix=f"precall-fuzz-{name}-")) / "input"
        path.write_bytes(data)
        print(f"  {path}\n  {what}", flush=True)
    return len(found)


def _mutation(data: bytes, dice: random.Random) -> bytes:
    """The bytes with a few pieces put in, taken out, doubled, repeated a thousandfold or exchanged."""
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(data) + 1)
        end = min(len(data), start + dice.choice((0, 1, 4, 30, 500)))
        piece = dice.choice((dice.choice(_PIECES), data[start:end], bytes((dice.randrange(256),)), b""))
        data = data[:start] + piece * dice.choice((1, 1, 1, 2, 40, 1000)) + data[end:]
    return data[:LONGEST]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
