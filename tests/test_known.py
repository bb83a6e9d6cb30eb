"""Findings are used again only where a new visit would find the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from precall.model.dossier import Subject
from precall.model.fact import Evidence, Fact
from precall.model.findings import Findings
from precall.model.page import Fetched, Miss, PageRecord
from precall.visit.known import Known, mark

NOW = datetime(2026, 2, 1, 9, tzinfo=UTC)
HOME = "https://acme.example/"
GONE = "https://acme.example/gone"
ANSWER = Fetched(HOME, HOME, 200, (("content-type", "text/html"),), b"x", "0" * 64, NOW - timedelta(hours=1))
ANSWERS: dict[str, Fetched | Miss] = {HOME: ANSWER, GONE: Miss(GONE, "robots.txt forbids /gone")}
FOUND = Findings(
    Subject("acme.example", HOME, "acme.example", NOW),
    (PageRecord(HOME, 200, "Acme \ud800 <&>", "home", "0" * 64, ANSWER.fetched_at, "note"),),
    (Miss(GONE, "robots.txt forbids /gone"),),
    (
        Fact("founded", 1998, 0.1 + 0.2, (Evidence(HOME, "since 1998", "text"),), check=True),
        Fact(
            "price", "from £120", 0.5, (Evidence(HOME, "from £120", "text"),), {"amount": 120.0, "for": None}
        ),
    ),
    "en",
    {HOME: "Acme\nsince 1998"},
)


class Shelf:
    """Keeps texts in memory."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def findings(self, visit: str) -> str | None:
        return self.texts.get(visit)

    def keep_findings(self, visit: str, findings: str) -> None:
        self.texts[visit] = findings


def kept(found: Findings = FOUND) -> Known:
    """What is known after one visit."""
    known = Known(Shelf(), "acme", NOW)
    known.keep(found, {url: mark(outcome) for url, outcome in ANSWERS.items()})
    return known


def test_the_same_answers_bring_the_same_findings_back() -> None:
    """Every value is what it was, and the research is of now."""
    later = kept()._replace(now=NOW + timedelta(hours=2))
    found = later.recall(ANSWERS.get)
    assert found == FOUND._replace(subject=replace(FOUND.subject, researched_at=later.now))


@pytest.mark.parametrize(
    "answers",
    [
        {**ANSWERS, HOME: ANSWER._replace(sha256="1" * 64)},
        {**ANSWERS, HOME: ANSWER._replace(fetched_at=NOW)},
        {**ANSWERS, HOME: ANSWER._replace(final_url="https://acme.example/en")},
        {**ANSWERS, GONE: Miss(GONE, "timed out after 10 s")},
        {HOME: ANSWER},
        {},
    ],
    ids=[
        "other bytes",
        "asked again since",
        "leads elsewhere",
        "fails otherwise",
        "one to be asked",
        "evicted",
    ],
)
def test_any_other_answer_means_a_new_visit(answers: dict[str, Fetched | Miss]) -> None:
    """One address whose answer is another one, or not at hand, is enough."""
    assert kept().recall(answers.get) is None


def test_what_was_found_on_another_day_or_by_other_code_does_not_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Facts are settled against today; and another extractor may see more."""
    known = kept()
    assert known.may_hold
    assert not known._replace(now=NOW + timedelta(days=1)).may_hold
    monkeypatch.setattr("precall.visit.known.code_digest", lambda: "other code")
    assert not known.may_hold
    assert known.recall(ANSWERS.get) is None


@pytest.mark.parametrize("missed", [Miss(GONE, "took longer than 10 s to read", transient=True)])
def test_a_visit_that_another_time_may_see_more_is_not_kept(missed: Miss) -> None:
    """A computer that was busy, a server that was down: neither is to be repeated."""
    assert not kept(FOUND._replace(missed=(missed,))).may_hold


def test_a_visit_that_did_not_wait_for_an_answer_is_not_kept() -> None:
    """Without a whole trace there is nothing to compare with."""
    known = Known(Shelf(), "acme", NOW)
    known.keep(FOUND, None)
    assert not known.may_hold


@pytest.mark.parametrize("damage", ["", "[", "[{}]", "[{}, []]", '[{}, {"a": 1}]', "null", "[1, 2]"])
def test_a_damaged_record_means_a_new_visit(damage: str) -> None:
    """Whatever stands there, it is no reason to stop."""
    shelf = Shelf()
    known = Known(shelf, "acme", NOW)
    known.keep(FOUND, {})
    shelf.texts["acme"] = shelf.texts["acme"].partition("\n")[0] + "\n" + damage
    assert known.recall(ANSWERS.get) is None
