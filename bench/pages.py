"""How well telephones, streets, people and hours are found on labelled pages of further businesses: precision and recall."""

import argparse
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from precall.extract import names
from precall.extract.site_view import SiteView
from precall.model.fact import Fact
from precall.model.page import Fetched, PageRecord, Reading
from precall.reading.page import read_page

PAGES = Path("../shared/pages")
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
KINDS = ("phone", "street", "person", "hours")

_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")  # ITU-T E.161
_EXTENSION = re.compile(r"\b(?:ext|x)\b.*|,.*", re.IGNORECASE | re.DOTALL)
_FEWEST_DIGITS = 7
_TITLES = frozenset("mr mrs ms miss dr prof sir phd md dds dmd esq cpa mba jr sr rn do od".split())
_ALIKE = 0.6  # of a label's words stand in what was found
_WORDS_OF_A_NAME = 2  # labels of one word are not asked for, but not wrong either


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one kind: how many were found and how many of those are right; how many labels there are and how many were found."""

    found: int = 0
    right: int = 0
    labels: int = 0
    hit: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.found + other.found,
            self.right + other.right,
            self.labels + other.labels,
            self.hit + other.hit,
        )

    @property
    def as_data(self) -> dict[str, float]:
        """Precision and recall, with the numbers behind them."""
        precision, recall = self.right / max(1, self.found), self.hit / max(1, self.labels)
        return {
            "precision": round(precision, 3),
            "recall": round(recall, 3),
            "found": self.found,
            "labels": self.labels,
        }


def main(arguments: Sequence[str]) -> int:
    """Reads every business's pages, settles their facts, and prints a row a kind; `--json` the same as data."""
    parser = argparse.ArgumentParser("python -m bench pages", description=__doc__)
    parser.add_argument("--pages", type=Path, default=PAGES, metavar="DIR")
    parser.add_argument("--json", action="store_true", dest="as_json", help="print JSON")
    asked = parser.parse_args(arguments)
    totals = dict.fromkeys(KINDS, Counts())
    for labels in sorted(asked.pages.glob("*/labels.json")):
        for kind, counts in _business(labels.parent, json.loads(labels.read_text("utf-8"))).items():
            totals[kind] += counts
    table = {kind: counts.as_data for kind, counts in totals.items()}
    print(json.dumps(table, indent=1) if asked.as_json else _as_text(table))
    return 0


def _as_text(table: Mapping[str, Mapping[str, float]]) -> str:
    columns = ("precision", "recall", "found", "labels")
    rows = [f"{kind:8}" + "".join(f"{row[name]:>11}" for name in columns) for kind, row in table.items()]
    return "\n".join([f"{'':8}" + "".join(f"{name:>11}" for name in columns), *rows])


def _business(folder: Path, labels: Mapping[str, Any]) -> dict[str, Counts]:
    facts = _facts(labels["domain"], _answers(folder, labels["pages"]))
    spans: dict[str, set[str]] = {}
    for page in labels["pages"]:
        for kind, texts in page["spans"].items():
            spans.setdefault(kind, set()).update(texts)
    return {
        "phone": _phones(facts, spans),
        "street": _streets(facts, spans),
        "person": _people(facts, spans),
        "hours": _hours(facts, spans),
    }


def _answers(folder: Path, pages: Sequence[Mapping[str, Any]]) -> list[Fetched]:
    """The pages as a server would answer; those that share an address are told apart by their file."""
    seen: set[str] = set()
    answers = []
    for page in pages:
        url = page["url"] if page["url"] not in seen else f"{page['url'].rstrip('/')}/{page['file']}"
        seen.add(url)
        body = (folder / page["file"]).read_bytes()
        sha256 = hashlib.sha256(body).hexdigest()
        answers.append(Fetched(url, url, 200, (("content-type", "text/html"),), body, sha256, NOW))
    return answers


def _facts(domain: str, pages: Sequence[Fetched]) -> tuple[Fact, ...]:
    readings = [read_page(page) for page in pages]
    candidates = [candidate for reading in readings for candidate in reading.candidates]
    records = tuple(_record(page, reading) for page, reading in zip(pages, readings, strict=True))
    host = (urlsplit(pages[0].url).hostname or domain).removeprefix("www.")
    return SiteView(host, pages[0].url, records, readings[0].language, NOW.date(), candidates).all_facts()


def _record(page: Fetched, reading: Reading) -> PageRecord:
    return PageRecord(reading.url, 200, reading.title, reading.kind, page.sha256, NOW)


def _phones(facts: Iterable[Fact], spans: Mapping[str, set[str]]) -> Counts:
    """Labelled faxes are neither asked for nor wrong."""
    found = {str(fact.value) for fact in facts if fact.kind == "phone"}
    asked = _distinct(_digits(text) for text in spans.get("TEL", ()))
    fine = asked | _distinct(_digits(text) for text in spans.get("FAX", ()))
    return _counts(found, asked, fine, _same_number)


def _distinct(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(number[-10:] for number in numbers if len(number) >= _FEWEST_DIGITS)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, _EXTENSION.sub("", text).upper().translate(_KEYPAD)))


def _same_number(label: str, found: str) -> bool:
    return _digits(found).endswith(label.lstrip("0"))


def _streets(facts: Iterable[Fact], spans: Mapping[str, set[str]]) -> Counts:
    found = {str(fact.value) for fact in facts if fact.kind == "address" and fact.get("street")}
    labels = {" ".join(_words(text)) for text in spans.get("STREET", ())}
    return _counts(found, labels, labels, _same_street)


def _same_street(label: str, found: str) -> bool:
    """Most of the label's words stand in the address, and a house number where it has one."""
    wanted, there = set(label.split()), set(_words(found))
    numbers = {word for word in wanted if any(map(str.isdigit, word))}
    return len(wanted & there) >= _ALIKE * len(wanted) and (not numbers or bool(numbers & there))


def _people(facts: Sequence[Fact], spans: Mapping[str, set[str]]) -> Counts:
    """Those who praise count as well, where their testimonial names them in full: they are labelled like the staff."""
    found = {str(fact.value) for fact in facts if fact.kind == "person"} | set(_authors(facts))
    labels = {" ".join(_name_words(text)) for text in spans.get("PER", ())} - {""}
    asked = {label for label in labels if len(label.split()) >= _WORDS_OF_A_NAME}
    return _counts(found, asked, labels, _same_name)


def _authors(facts: Iterable[Fact]) -> Iterator[str]:
    authors = (fact.text("author") for fact in facts if fact.kind == "testimonial")
    return (author for author in authors if len(names.key(author)) >= _WORDS_OF_A_NAME and names.read(author))


def _name_words(text: str) -> list[str]:
    return [word for word in _words(text.partition(",")[0]) if word not in _TITLES]


def _same_name(label: str, found: str) -> bool:
    """The shorter name's words all stand in the longer one."""
    first, second = set(label.split()), set(_name_words(found))
    return bool(first) and bool(second) and (first <= second or second <= first)


def _hours(facts: Iterable[Fact], spans: Mapping[str, set[str]]) -> Counts:
    found = {str(fact.value) for fact in facts if fact.kind == "hours"}
    labels = {" ".join(_words(text)) for text in spans.get("HOURS", ())} - {""}
    return _counts(found, labels, labels, _same_hours)


def _same_hours(label: str, found: str) -> bool:
    wanted = set(label.split())
    there = set(_words(found))
    return len(wanted & there) >= _ALIKE * min(len(wanted), len(there))


def _counts(
    found: Iterable[str],
    asked: Iterable[str],
    fine: Iterable[str],
    same: Callable[[str, str], bool],
) -> Counts:
    """`asked` are the labels to be found; what equals one of `fine` is not wrong."""
    found, asked, fine = list(found), list(asked), list(fine)
    right = sum(any(same(label, one) for label in fine) for one in found)
    hit = sum(any(same(label, one) for one in found) for label in asked)
    return Counts(len(found), right, len(asked), hit)


def _words(text: str) -> list[str]:
    return list(_word_runs(unicodedata.normalize("NFKC", text).casefold()))


def _word_runs(text: str) -> Iterator[str]:
    return (match[0] for match in re.finditer(r"[^\W_]+", text))
