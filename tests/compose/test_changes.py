"""Are changes between two looks told, and nothing that is none?"""

import asyncio
import html
import shutil
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from planted import EDITS, Edit
from site_facts import NOW, PAGES, FolderFetch, ReaderHere, folder_of, gold_of

from precall.compose.changes import Change, changes
from precall.memory.looks import seen_in
from precall.model.fact import Evidence, Fact
from precall.model.memory import Seen
from precall.model.page import Miss
from precall.site.address import parse_address
from precall.visit.find_out import find_out
from precall.visit.tour import VisitOptions

HOME, TEAM = "https://acme.example/", "https://acme.example/team"


def look(folder: Path, domain: str) -> Seen:
    """What one look at a folder sees."""
    found = asyncio.run(
        find_out(
            parse_address(f"https://{domain}/"),
            fetch=FolderFetch(folder, domain),
            keep_apart=lambda host, seconds: None,
            reader=ReaderHere(),
            now=NOW,
            stopwatch=lambda: 0.0,
            options=VisitOptions(pages=PAGES, connections=1),
            tell=lambda _: None,
        )
    )
    return seen_in(NOW, found.facts, found.pages, found.missed, whole=True)


@cache
def changes_of(site: str, edits: tuple[Edit, ...], folder: Path) -> tuple[Change, ...]:
    """The changes that are told after these edits."""
    shutil.copytree(folder_of(site), folder)
    for path in sorted(folder.rglob("*.html")):
        text = path.read_bytes()
        edited = text
        for edit in edits:
            edited = edited.replace(edit.old.encode(), edit.new.encode())
        path.write_bytes(edited)
    domain = gold_of(site)["domain"]
    return changes(look(folder_of(site), domain), look(folder, domain))


def tells(change: Change, edit: Edit) -> bool:
    """Whether a change tells of an edit: its words then or now are those that were edited."""
    then, now = (said(fact) for fact in (change.before, change.after))
    return bool((edit.before and edit.before in then) or (edit.after and edit.after in now))


def said(fact: Fact | None) -> str:
    """The words of a fact, of whatever kind."""
    if fact is None:
        return ""
    told = (fact.value, *fact.attributes.values(), *(proof.quote for proof in fact.evidence))
    return html.unescape(" ".join(str(value) for value in told if value)).replace("\u00a0", " ")


def test_planted_edits_are_told_and_noise_is_not(tmp_path: Path) -> None:
    """Precision and recall of at least 0.95; each edit is looked for in its own kind."""
    expected = [edit for edit in EDITS if not edit.is_noise]
    assert len(expected) >= 30
    missed, false, told = [], [], 0
    for site in dict.fromkeys(edit.site for edit in EDITS):
        edits = tuple(edit for edit in EDITS if edit.site == site)
        found = changes_of(site, edits, tmp_path / site)
        told += len(found)
        missed += [
            e for e in edits if not e.is_noise and not any(tells(c, e) and c.kind == e.kind for c in found)
        ]
        false += [c for c in found if not any(tells(c, e) for e in edits if not e.is_noise)]
    complaint = "\n".join([*(f"missed {edit}" for edit in missed), *(f"false {change}" for change in false)])
    assert 1 - len(missed) / len(expected) >= 0.95, complaint
    assert 1 - len(false) / told >= 0.95, complaint


@pytest.mark.parametrize("site", ["demo", "copper-basin-dental", "physio-ahornhof", "saltmarsh-sailing"])
def test_a_site_that_did_not_change_has_no_changes(site: str, tmp_path: Path) -> None:
    """Two looks at the same pages."""
    assert changes_of(site, (), tmp_path / site) == ()


def fact(kind: str, value: str, url: str = HOME, **attributes: str) -> Fact:
    """A fact of a page."""
    return Fact(kind, value, 0.9, (Evidence(url, value, "text"),), attributes)


def seen(
    *facts: Fact, pages: Iterable[str] = (HOME, TEAM), missed: tuple[Miss, ...] = (), whole: bool = True
) -> Seen:
    """What a look saw."""
    return Seen(NOW, facts, tuple(pages), missed, whole)


def kinds(before: Seen, after: Seen) -> list[str]:
    """The changes in short."""
    return [f"{change.kind} {change.what}" for change in changes(before, after)]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (
            [fact("offer", "Planting"), fact("offer", "Design")],
            [fact("offer", "Design"), fact("offer", "Planting")],
        ),
        ([fact("number", "340 gardens finished")], [fact("number", "352 gardens finished")]),
        ([fact("summary", "For over 20 years we build.")], [fact("summary", "For over 21 years we build.")]),
        ([fact("tagline", "Gardens that last")], [fact("tagline", "GARDENS  that last.")]),
        ([fact("copyright_year", "2025")], [fact("copyright_year", "2026")]),
        ([fact("latest_date", "2026-01-01")], [fact("latest_date", "2026-02-01")]),
        ([fact("person", "José Núñez", role="Owner")], [fact("person", "Jose Nunez", role="owner")]),
        ([fact("person", "Ann Lee", role="Owner")], [fact("person", "Ann Lee")]),
        ([fact("summary", "We build gardens.")], []),
        ([fact("summary", "We build gardens.")], [fact("summary", "In Leeds since 1990. We build gardens.")]),
        ([fact("summary", "We build gardens. And ponds!")], [fact("summary", "We build gardens")]),
        ([], [replace(fact("offer", "Perhaps an offer"), check=True, confidence=0.6)]),
    ],
)
def test_what_merely_moves_or_counts_is_no_change(then: list[Fact], now: list[Fact]) -> None:
    """Order, counters, dates of today, spelling, and what one look is not sure of."""
    assert kinds(seen(*then), seen(*now)) == []


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ([], [fact("person", "Ann Lee")], ["person new"]),
        ([fact("person", "Ann Lee")], [], ["person gone"]),
        (
            [fact("person", "Ann Lee", role="Owner")],
            [fact("person", "Ann Lee", role="Chair")],
            ["person different"],
        ),
        (
            [fact("person", "Ann Lee", role="Owner")],
            [fact("person", "Ann Rose", role="Owner")],
            ["person different"],
        ),
        (
            [fact("price", "£35", **{"for": "Soil test"})],
            [fact("price", "£45", **{"for": "Soil test"})],
            ["price different"],
        ),
        ([fact("phone", "+441144960182")], [fact("phone", "+441144960183")], ["phone different"]),
        ([fact("tagline", "Gardens that last")], [fact("tagline", "Ponds")], ["tagline different"]),
        (
            [fact("summary", "We build gardens.")],
            [fact("summary", "We build ponds. In Leeds since 1990.")],
            ["summary different"],
        ),
        ([fact("tagline", "Gardens")], [fact("tagline", "Gardens and ponds")], ["tagline different"]),
        ([fact("founded", "2009")], [fact("founded", "2010")], ["founded different"]),
        (
            [fact("testimonial", "They listened for an hour first.")],
            [fact("testimonial", "They listened for two hours at first.")],
            ["testimonial different"],
        ),
        ([], [fact("no_solicitation", "No cold calls.")], ["no_solicitation new"]),
    ],
)
def test_what_is_new_gone_or_different_is_told(
    then: list[Fact], now: list[Fact], expected: list[str]
) -> None:
    """One change for one fact."""
    assert kinds(seen(*then), seen(*now)) == expected


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("timed out", []),
        ("robots.txt forbids /team", []),
        ("403 forbidden", []),
        ("404 not found", ["person gone"]),
        ("says that it was not found", ["person gone"]),
    ],
)
def test_what_could_not_be_seen_is_not_gone(reason: str, expected: list[str]) -> None:
    """A page that does not exist any more is seen to be gone."""
    there, away = seen(fact("person", "Ann Lee", TEAM)), seen(pages=[HOME], missed=(Miss(TEAM, reason),))
    assert kinds(there, away) == expected
    assert kinds(away, there) == [change.replace("gone", "new") for change in expected]


def test_a_look_that_left_pages_unread_takes_nothing_away() -> None:
    """The page budget is no change of the site."""
    there, short = seen(fact("person", "Ann Lee", TEAM)), seen(pages=[HOME], whole=False)
    assert kinds(there, short) == kinds(short, there) == []


def test_old_news_that_leave_a_list_at_its_end_are_no_change() -> None:
    """One taken out of the middle is."""
    old, mid, new = (
        fact("news", name, date=f"2026-01-0{day}") for day, name in ((1, "Old"), (2, "Mid"), (3, "New"))
    )
    assert kinds(seen(new, mid, old), seen(new, mid)) == []
    assert kinds(seen(new, mid, old), seen(new, old)) == ["news gone"]


def test_each_change_has_its_evidence() -> None:
    """Both pages where it is different, one where it is new or gone."""
    (change,) = changes(seen(fact("tagline", "Gardens")), seen(fact("tagline", "Ponds")))
    assert [proof.quote for proof in change.evidence] == ["Gardens", "Ponds"]
