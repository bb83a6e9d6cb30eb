"""How well telephones, streets, people and hours are found on labelled pages of further businesses: precision and recall."""

import argparse
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from precall.extract import names
from precall.extract.site_view import SiteView
from precall.model.fact import Fact
from precall.model.kinds import Kind
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


def judged(folder: Path) -> Iterator[tuple[SiteView, str, dict[Kind, Callable[[str], bool]]]]:
    """Each business as it is settled, its domain, and for each kind whether a value is one of the labels."""
    for path in sorted(folder.glob("*/labels.json")):
        labels = json.loads(path.read_text("utf-8"))
        spans, answers = _spans(labels["pages"]), answered(path.parent, labels["pages"])
        host = (urlsplit(answers[0].url).hostname or labels["domain"]).removeprefix("www.")
        right: dict[Kind, Callable[[str], bool]] = {
            "phone": partial(_is_one_of, _numbers(spans)[1], _same_number),
            "address": partial(_is_one_of, _street_labels(spans), _same_street),
            "person": partial(_is_one_of, _names(spans)[1], _same_name),
            "hours": partial(_is_one_of, _hour_labels(spans), _same_hours),
        }
        yield view(host, answers[0].url, answers), labels["domain"], right


def _is_one_of(labels: Iterable[str], same: Callable[[str, str], bool], value: str) -> bool:
    return any(same(label, value) for label in labels)


def _business(folder: Path, labels: Mapping[str, Any]) -> dict[str, Counts]:
    answers, spans = answered(folder, labels["pages"]), _spans(labels["pages"])
    host = (urlsplit(answers[0].url).hostname or labels["domain"]).removeprefix("www.")
    facts = view(host, answers[0].url, answers).all_facts()
    return {
        "phone": _phones(facts, spans),
        "street": _streets(facts, spans),
        "person": _people(facts, spans),
        "hours": _hours(facts, spans),
    }


def _spans(pages: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    spans: dict[str, set[str]] = {}
    for page in pages:
        for kind, texts in page["spans"].items():
            spans.setdefault(kind, set()).update(texts)
    return spans


def answered(folder: Path, pages: Sequence[Mapping[str, Any]]) -> list[Fetched]:
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


def view(domain: str, url: str, pages: Sequence[Fetched]) -> SiteView:
    """A site as it is settled from some answers."""
    readings = [read_page(page) for page in pages]
    candidates = [candidate for reading in readings for candidate in reading.candidates]
    records = tuple(_record(page, reading) for page, reading in zip(pages, readings, strict=True))
    return SiteView(domain, url, records, readings[0].language, NOW.date(), candidates)


def _record(page: Fetched, reading: Reading) -> PageRecord:
    return PageRecord(reading.url, 200, reading.title, reading.kind, page.sha256, NOW)


def _phones(facts: Iterable[Fact], spans: Mapping[str, set[str]]) -> Counts:
    found = {str(fact.value) for fact in facts if fact.kind == "phone"}
    return _counts(found, *_numbers(spans), _same_number)


def _numbers(spans: Mapping[str, set[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers to be found, and with them faxes, which are neither asked for nor wrong."""
    asked = _distinct(_digits(text) for text in spans.get("TEL", ()))
    return asked, asked | _distinct(_digits(text) for text in spans.get("FAX", ()))


def _distinct(numbers: Iterable[str]) -> frozenset[str]:
    return frozenset(number[-10:] for number in numbers if len(number) >= _FEWEST_DIGITS)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, _EXTENSION.sub("", text).upper().translate(_KEYPAD)))


def _same_number(label: str, found: str) -> bool:
    return _digits(found).endswith(label.lstrip("0"))


def _streets(facts: Iterable[Fact], spans: Mapping[str, set[str]]) -> Counts:
    found = {str(fact.value) for fact in facts if fact.kind == "address" and fact.get("street")}
    labels = _street_labels(spans)
    return _counts(found, labels, labels, _same_street)


def _street_labels(spans: Mapping[str, set[str]]) -> set[str]:
    return {" ".join(_words(text)) for text in spans.get("STREET", ())}


def _same_street(label: str, found: str) -> bool:
    """Most of the label's words stand in the address, and a house number where it has one."""
    wanted, there = set(label.split()), set(_words(found))
    numbers = {word for word in wanted if any(map(str.isdigit, word))}
    return len(wanted & there) >= _ALIKE * len(wanted) and (not numbers or bool(numbers & there))


def _people(facts: Sequence[Fact], spans: Mapping[str, set[str]]) -> Counts:
    """Those who praise count as well, where their testimonial names them in full: they are labelled like the staff."""
    found = {str(fact.value) for fact in facts if fact.kind == "person"} | set(_authors(facts))
    return _counts(found, *_names(spans), _same_name)


def _names(spans: Mapping[str, set[str]]) -> tuple[set[str], set[str]]:
    """The names to be found, and all that are not wrong."""
    labels = {" ".join(_name_words(text)) for text in spans.get("PER", ())} - {""}
    return {label for label in labels if len(label.split()) >= _WORDS_OF_A_NAME}, labels


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
    labels = _hour_labels(spans)
    return _counts(found, labels, labels, _same_hours)


def _hour_labels(spans: Mapping[str, set[str]]) -> set[str]:
    return {" ".join(_words(text)) for text in spans.get("HOURS", ())} - {""}


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
