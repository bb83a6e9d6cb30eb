"""What index.html shows of a list."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from precall.batch.checkpoint import ResultRow
from precall.batch.overview import age_of, render_index
from precall.render.environment import Environment
from precall.render.templates import folders
from precall.sentences import load

TODAY = date(2026, 6, 1)
HOSTILE = "</script><script>alert(1)</script><!--\u202e]]>"


def rows(number: int, word: str = "Acme") -> list[ResultRow]:
    """Rows of a list: three in four were read, one in four failed."""
    made = []
    for index in range(number):
        key, bad = f"c{index}.example", index % 4 == 3
        line = {} if bad else {
            "reason_to_write": f"{word} {index}" if index % 3 == 0 else "", "newest_date": "2026-05-01",
            "reason_age_days": index % 200, "criteria_yes": index % 2, "country": "DE" if index % 2 else "FR",
            "summary": word, "briefing": f"{key}/briefing.html", "contact_route": "info@acme.example",
        }  # fmt: skip
        answer = {"name": "has prices", "answer": "yes" if index % 2 else "no"}
        evidence = [{"url": "javascript:alert(1)", "quote": word, "where": "text"}]
        criteria = () if bad else ({**answer, "evidence": evidence},)
        state, reason = ("failed", "name not found") if bad else ("done", "")
        made.append(
            ResultRow(index + 2, (f"{word} {index}", key), key, key, state, reason, line, criteria, 5)
        )  # type: ignore[arg-type]
    return made


def page(number: int, word: str = "Acme") -> str:
    """The page for such a list."""
    environment = Environment(load("en", folders()))
    pieces = render_index(
        lambda: rows(number, word),
        ("Company", "Website"),
        company="Company",
        environment=environment,
        today=TODAY,
    )
    return "".join(pieces)


def test_nothing_of_a_site_can_end_the_data(tmp_path: Path) -> None:
    """The page has the three script elements that it was made with, and no other tag of theirs."""
    html = page(8, HOSTILE)
    assert html.count("<script") == 3
    assert html.count("</script>") == 3
    assert "alert(1)</" not in html
    assert "\u202e" not in html
    assert "javascript:" not in html


def test_only_the_pages_own_script_and_style_may_run() -> None:
    """By their hashes; nothing is loaded from anywhere."""
    html = page(4)
    policy = html.partition('Content-Security-Policy" content="')[2].partition('"')[0].replace("&#39;", "'")
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    for text, name in ((script[0], "script-src"), (style[0], "style-src")):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert " style=" not in html
    assert not re.search(r" on\w+=", html)


def test_the_data_are_the_rows() -> None:
    """As JSON, the list's own columns beside ours."""
    data = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page(8), re.DOTALL)[0]
    first = json.loads(data)["rows"][0]
    assert (first["name"], first["domain"], first["own"]) == (
        "Acme 0",
        "c0.example",
        ["Acme 0", "c0.example"],
    )


def test_the_picture_counts_who_was_reached_and_why_the_others_were_not() -> None:
    """Each bar can be chosen."""
    html = page(8)
    assert re.search(r'data-field="state" data-value="done".{0,120}<span class="n">6<', html)
    assert re.search(r'data-field="why" data-value="name not found".{0,140}<span class="n">2<', html)


def test_a_list_without_reasons_and_criteria_shows_what_they_do_and_who_they_are() -> None:
    """No column stands empty on every line."""
    environment = Environment(load("en", folders()))
    line = {"summary": "Mends sails", "lead_person": "Ann Lee"}
    row = ResultRow(2, ("Acme", "c.example"), "c.example", "c.example", "done", "", line, (), 5)
    pieces = render_index(
        lambda: [row], ("Company", "Website"), company="Company", environment=environment, today=TODAY
    )
    html = "".join(pieces)
    heads = re.findall(r'<th scope="col" class="([a-z-]+)"', html)
    assert heads == ["c-name", "c-about", "c-contact", "c-newest", "c-open"]
    assert re.findall(r'<th scope="col" class="([a-z-]+)"', page(8))[1:3] == ["c-reason", "c-criteria"]


@pytest.mark.parametrize(
    ("day", "age"),
    [
        ("2026-05-20", "month"),
        ("2026-01-01", "half_year"),
        ("2019-01-01", "older"),
        ("", "undated"),
        ("x", "undated"),
    ],
)
def test_the_newest_content_has_an_age(day: str, age: str) -> None:
    """None is undated, not old."""
    assert age_of(day, TODAY) == age


@pytest.mark.browser
@pytest.mark.slow
def test_five_thousand_rows_are_sorted_filtered_and_searched_in_a_browser(tmp_path: Path) -> None:
    """The page's own script drives itself: a probe is added with a policy that allows it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium here")
    html = page(5000)
    probe = """
    const lines = () => [...document.querySelectorAll("#rows > tr")];
    const key = (name) => document.dispatchEvent(new KeyboardEvent("keydown", { key: name }));
    const out = { count: $("count").textContent, drawn: lines().length };
    const began = performance.now();
    choice.text = "acme 4321"; choose(); out.found = lines().length;
    choice.text = ""; choice.sort = "name"; choose(); out.first = lines()[0].querySelector("button").textContent;
    out.took = performance.now() - began;
    document.querySelector('.bar[data-field="why"]').click(); out.why = $("count").textContent;
    key("Escape"); out.cleared = $("count").textContent;
    key("j"); key("j"); out.focused = document.activeElement.textContent;
    document.activeElement.click(); out.detail = document.querySelectorAll("tr.detail").length;
    out.quote = document.querySelector("tr.detail q").textContent; out.links = document.querySelectorAll("tr.detail a").length;
    document.title = JSON.stringify(out);
    """
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    probed = base64.b64encode(hashlib.sha256((script + probe).encode()).digest()).decode()
    html = html.replace(digest, probed).replace(
        f"<script>{script}</script>", f"<script>{script}{probe}</script>"
    )
    (tmp_path / "index.html").write_text(html, encoding="utf-8")
    dumped = subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=5000", "--dump-dom",
            f"file://{tmp_path}/index.html",
        ],
        capture_output=True, text=True, timeout=60,
    ).stdout  # fmt: skip
    title = re.findall(r"<title>(.*?)</title>", dumped, re.DOTALL)[0]
    out = json.loads(title.replace("&quot;", '"').replace("&amp;", "&"))
    assert out["count"] == "5,000 of 5,000"
    assert out["found"] == 1
    assert out["first"] == "Acme 0"
    assert out["took"] < 1000
    assert out["why"] == "1,250 of 5,000"
    assert out["cleared"] == "5,000 of 5,000"
    assert out["focused"] == "Acme 1"
    assert (out["detail"], out["quote"], out["links"]) == (1, "“Acme”", 0)
