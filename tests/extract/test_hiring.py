"""Does precall see whom a business looks for, and no one it employs or advises already?"""

import json

import pytest
from contact_pages import page
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_sites import whole_site

from precall.extract.hiring import find, is_job_title

_POSTING = json.dumps({"@type": "JobPosting", "title": "Pastry cook", "datePosted": "2026-01-02"})


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>We're hiring!</h2><ul><li>Barista</li><li>Baker (part-time)</li></ul>", ["Barista", "Baker (part-time)"]),
        ("<h2>Join our team</h2><p>We are growing. Write to us.</p>", ["Join our team"]),
        ("<h2>Larkspur recrute !</h2><p>Écrivez-nous.</p>", ["Larkspur recrute !"]),
        ("<footer><a href=/jobs>Now hiring</a> </footer>", ["Now hiring"]),
        ("<ul><li><a href=/jobs>Join our team</a></li></ul>", []),
        ("<h2>Join our team</h2><p>Your next hire: candidates in a week.</p><ul><li>Site Supervisor</li></ul>", []),
        ("<h2>Wir suchen</h2><p>Zum nächstmöglichen Zeitpunkt:</p><p>Tischler (m/w/d)</p>", ["Tischler (m/w/d)"]),
        ("<h2>Offene Stellen</h2><p><a href=/jobs/1>Sachbearbeiter:in Einkauf 60 %</a></p>", ["Sachbearbeiter:in Einkauf 60 %"]),
        ("<p>Nous recherchons un(e) réceptionniste, à temps partiel. Envoyez votre CV.</p>", ["réceptionniste"]),
        ("<h3>Trabaja con nosotros</h3><p>Buscamos: <b>Camarero de sala</b>. Envía tu CV.</p>", ["Camarero de sala"]),
        ("<h3>Lavora con noi</h3><p>Cerchiamo un elettricista con patente.</p>", ["elettricista"]),
        ("<h2>Vacatures</h2><ul><li>Monteur (m/v)</li></ul>", ["Monteur (m/v)"]),
        ("<h2>Trabalhe conosco</h2><p>Vaga aberta: Analista fiscal (híbrido). Mande seu currículo.</p>", ["Analista fiscal (híbrido)"]),
        (f'<script type="application/ld+json">{_POSTING}</script><p>Cakes</p>', ["Pastry cook"]),
        ("<p>Szukamy introligatora do pracy na pełny etat. Prosimy o CV.</p>", ["introligatora"]),
        ("<p>Do týmu hledáme elektrikáře s praxí. Pošlete životopis.</p>", ["elektrikáře"]),
        ("<p>Vi söker en trädgårdsanläggare till säsongen. Skicka din ansökan.</p>", ["trädgårdsanläggare"]),
        ("<h2>Careers</h2><p>There are no open positions at the moment.</p>", []),
        ("<h1>Career coaching</h1><p>Join our team of happy clients. Find a job that you love.</p>", []),
        ("<h2>Our team</h2><p>Barista</p><p>Baker</p>", []),
        ("<p>To learn about the process of hiring our counsellors see <a href=/x>below</a>.</p>", []),
        ("<p>Work with us</p><p>Larkspur Teachers College — Full re-painting contract</p>", []),
        ("<p>National Employment Council</p><p>2012</p><p>Barista</p>", []),
        ("<p>We are looking for ways to help you.</p>", []),
        ("<h2>Work with us</h2><p>Consultant $80 / hour</p><p>Assistant $30 / hour</p>", []),
        ("<h2>Employment</h2><table><tr><td>Partner visa</td><td>£1,500</td></tr><tr><td>Nanny visa</td><td>£900</td></tr></table>", []),
        ("<h2>Join us</h2><p>We grow without taking on a full-time bookkeeper</p>", []),
        ("<p>Grow without hiring a full-time bookkeeper, that is our promise.</p>", []),
        ("<button>Employment</button><p>Service</p><p>Fee</p>", []),
    ],
)  # fmt: skip
def test_jobs_and_calls_are_found_as_they_are_shown(body: str, expected: list[str]) -> None:
    """Titles below a call, in a sentence, in data; the call itself only where no title is named."""
    assert [fact.value for fact in whole_site({"/ home": body}).facts("hiring")] == expected


def test_a_careers_page_may_say_what_holds_where_nothing_is_open() -> None:
    """Its call still stands; a page that only says there are no openings calls nobody."""
    note = "<h3>What if there are no open positions?</h3><p>Send us your resume, we keep applications.</p>"
    hiring = page(f"<p>We're hiring</p><h1>Join our team</h1>{note}", "/careers", kind="careers")
    assert [c.value for c in find(hiring)] == ["Join our team", "We're hiring"]
    assert not list(find(page(f"<h1>Join our team</h1>{note}", "/careers", kind="careers")))


def test_a_careers_page_that_names_no_job_says_at_least_that_they_hire() -> None:
    """By its heading, where it asks for applications."""
    hiring = page("<h1>Employment opportunities</h1><p>Send us your resume.</p>", "/careers", kind="careers")
    assert [c.value for c in find(hiring)] == ["Employment opportunities"]


def test_a_careers_page_lists_jobs_as_headings() -> None:
    """On a page for applicants a heading that is a job title counts without a further call."""
    body = "<h1>Work here</h1><h3>Gardener (four days a week)</h3><p>To apply, send a few lines.</p><h3>What we give</h3><p>Tea.</p>"
    facts = whole_site({"/ home": "<h1>Gardens</h1>", "/careers careers": body}).facts("hiring")
    assert [fact.value for fact in facts] == ["Gardener (four days a week)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boat Builder / Carpenter", True), ("Physiotherapeut/in (m/w/d) in Teilzeit", True), ("Verkäufer:in", True),
        ("Serveur ou serveuse, week-ends", True), ("We love what we do.", False), ("Benefits", False), ("Jobs", False),
        ("Why work here?", False), ("jobs@bakery.example", False),
    ],
)  # fmt: skip
def test_a_job_title_is_told_from_other_lines(text: str, expected: bool) -> None:
    """Role words and the marks that law requires make a job title, sentences do not."""
    assert is_job_title(text) is expected


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["h2", "p", "li"]))
def test_any_words_after_a_call_are_read_without_a_crash(text: str, tag: str) -> None:
    """Every quote is a part of the page."""
    import html

    document = page(f"<h2>We are hiring</h2><{tag}>{html.escape(text)}</{tag}>", kind="careers")
    for candidate in find(document):
        assert candidate.evidence.quote in document.text


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href=/careers>Careers</a></li></ul><h1>Cold Press Experts</h1><p>We press.</p>",
        "<p><a href=/jobs>Join our team</a></p><p>Every cake is baked at night.</p>",
        "<h2>Join our team</h2><p>Ada Winter</p><p>General Manager</p>",
        "<h2>Hiring a Designer</h2><p>Twenty questions to ask before you do.</p>",
        "<h2>Employment</h2><p>Concierge: (555) 010-0147</p>",
    ],
)
def test_menus_staff_and_advice_name_no_job(body: str) -> None:
    """A link leads to jobs and names none; below a name stands what that person does; advice to customers seeks nobody."""
    titles = {str(fact.value) for fact in whole_site({"/ home": body}).facts("hiring")}
    assert titles <= {"Join our team"}
