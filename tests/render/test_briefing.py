"""The briefing: what a caller reads in the minutes before a call."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sample
from readback import page_one_words, visible

from precall import sentences
from precall.model.call import Call, Remembered
from precall.model.dossier import Dossier, Gap, Question
from precall.model.fact import Evidence, Fact, Where
from precall.model.judgement import Fit, Judgement
from precall.model.page import Miss
from precall.model.passage import Passage
from precall.render import templates
from precall.render.briefing import briefing, render_briefing
from precall.render.environment import Environment
from precall.render.page_one import MOST_WORDS, ORDER
from precall.render.view import Briefing, Section

SENTENCES = sentences.load("en", templates.folders())
ENVIRONMENT = Environment(SENTENCES)
NO_CALL, NO_MEMORY = Call(), Remembered()
SNAPSHOTS = {sample.HOME: "pages/1.txt", sample.TEAM: "file:///home/a/pages/2.txt"}


def view(
    dossier: Dossier, call: Call = NO_CALL, remembered: Remembered = NO_MEMORY, **more: object
) -> Briefing:
    """The briefing of a sample."""
    return briefing(dossier, call, sample.CALLER, remembered, now=sample.NOW, sentences=SENTENCES, **more)  # type: ignore[arg-type]


def files(dossier: Dossier, call: Call = NO_CALL, remembered: Remembered = NO_MEMORY) -> dict[str, str]:
    """The texts of a sample's briefing."""
    return render_briefing(
        dossier, call, sample.CALLER, remembered, snapshots=SNAPSHOTS, now=sample.NOW, environment=ENVIRONMENT
    )


def section(made: Briefing, key: str) -> Section:
    """A section of either page."""
    return next(part for part in (*made.first, *made.sheet, *made.words) if part.key == key)


def text_of(part: Section) -> str:
    """All that a section says."""
    return " / ".join(" ".join(filter(None, (l.label, l.text, l.by, l.note))) for l in part.lines)  # noqa: E741


CASES = {
    "rich": (sample.rich(), sample.CALL, sample.REMEMBERED),
    "unmet": (sample.rich(), Call(), Remembered()),
    "sparse": (sample.sparse(), Call(), Remembered()),
    "german": (sample.german(), Call(with_name="Jörg Amsel"), Remembered()),
    "hostile": (sample.hostile(), sample.hostile_call(), sample.hostile_memory()),
}


@pytest.mark.parametrize("case", ["rich", "unmet", "sparse", "german"])
def test_the_same_dossier_always_gives_the_same_page(case: str, golden: Callable[[str, str], None]) -> None:
    """Both texts are compared with the ones that somebody looked at."""
    for name, text in files(*CASES[case]).items():
        golden(f"briefing/{case}.{name.rsplit('.', 1)[-1]}", text)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("playbook", ["coach", "sales"])
def test_page_one_keeps_to_its_words(case: str, playbook: str) -> None:
    """For a coach and for a sales rep, headings and all."""
    dossier, call, remembered = CASES[case]
    texts = files(dossier, replace(call, playbook=playbook), remembered)
    assert page_one_words(texts["briefing.html"]) <= MOST_WORDS


def test_a_rich_page_one_is_well_filled() -> None:
    """Where there is enough to say, little of the page's room is left over."""
    assert page_one_words(files(*CASES["rich"])["briefing.html"]) >= 235


@pytest.mark.parametrize("case", CASES)
def test_sections_stand_in_their_order_and_empty_ones_are_gone(case: str) -> None:
    """A reader knows where to look; nothing is headed that has no line."""
    first = view(*CASES[case]).first
    keys = [part.key for part in first]
    assert keys == sorted(keys, key=ORDER.index)
    assert all(part.lines for part in first)


def test_what_they_wrote_when_booking_stands_at_the_top() -> None:
    """For a coach the booking answer is worth more than all facts."""
    made = view(*CASES["rich"])
    assert made.first[0].key == "told"
    assert made.first[0].lines[0].text.startswith("We keep saying yes")


def test_a_long_booking_answer_is_cut_with_a_mark_and_stands_whole_on_page_two() -> None:
    """Nothing that a client wrote is lost."""
    long = "I run a yard with nine people. " * 6 + "And I am tired."
    made = view(sample.rich(), Call(context=long))
    assert section(made, "told").lines[0].text.endswith("…")
    assert section(made, "more_told").lines[0].text.endswith("And I am tired.")


@pytest.mark.parametrize(
    ("with_name", "said"),
    [
        ("Oriel Penrose", "You meet Oriel Penrose, Founder and shipwright."),
        ("oriel", "You meet Oriel Penrose, Founder and shipwright."),
        ("Sam Nobody", "You meet Sam Nobody; the site does not name them."),
        ("", "Oriel Penrose (Founder and shipwright), Kit Marrack (Yard manager)"),
    ],
)  # fmt: skip
def test_the_caller_reads_whom_they_meet(with_name: str, said: str) -> None:
    """The person of the call comes first, in the site's spelling; beside those who are sure, doubt is silence."""
    assert section(view(sample.rich(), Call(with_name=with_name)), "who").lines[0].text == said


def test_one_person_and_nobody_are_said_as_such() -> None:
    """Silence about people is said, not left open."""
    assert section(view(sample.german()), "who").lines[0].text == "Jörg Amsel (Inhaber)"
    assert section(view(sample.sparse()), "who").lines[0].text == "The site names nobody."


def test_an_unclear_first_name_is_not_guessed() -> None:
    """Two people called Kit: neither is presented as the one on the call."""
    dossier = sample.rich()
    twin = sample.fact("person", "Kit Venn", sample.TEAM)
    made = view(replace(dossier, facts=(*dossier.facts, twin)), Call(with_name="Kit"))
    assert section(made, "who").lines[0].text == "You meet Kit; the site does not name them."


def test_who_said_it_stands_as_the_site_shows_it() -> None:
    """Author and role; praise that nobody signed does not stand on page one."""
    words = ("A joy from keel to mast.", "They told us not to buy the boat.")
    unsigned = sample.fact("testimonial", words[0], sample.STORIES)
    signed = sample.fact("testimonial", words[1], sample.STORIES, author="Ines", author_role="Harbour School")
    dossier = replace(sample.rich(), facts=(unsigned, signed))
    made = view(dossier, passages={sample.STORIES: [Passage((text,)) for text in words]})
    assert [(line.text, line.by) for line in section(made, "proof").lines] == [
        (words[1], "Ines, Harbour School")
    ]


def test_sentences_from_two_pages_are_quoted_each_by_itself() -> None:
    """Each has its own quotation marks and its own source; together they were never said."""
    one, two = "Tidewell mends wooden boats.", "Tidewell offers lessons to owners who sail."
    proofs = (Evidence(sample.HOME, one, "text"), Evidence(sample.ABOUT, two, "text"))
    name = sample.fact("name", "Tidewell", sample.HOME)
    facts = (name, Fact("summary", f"{one} {two}", 0.9, proofs))
    pages = (sample.page(sample.HOME, "home", "Home"), sample.page(sample.ABOUT, "about", "About us"))
    made = view(replace(sample.sparse(), facts=facts, pages=pages))
    assert [line.text for line in section(made, "breath").lines if line.quote] == [one, two]
    assert [[mark.page for mark in line.marks] for line in section(made, "breath").lines[:2]] == [[1], [2]]
    text = files(replace(sample.sparse(), facts=facts, pages=pages))["briefing.md"]
    assert f"{one} {two}" not in text


def test_a_sentence_that_stands_on_two_pages_is_quoted_once() -> None:
    """Two pieces of evidence for the same words are no two sentences."""
    words = "We mend wooden boats."
    proofs = (Evidence(sample.HOME, words, "text"), Evidence(sample.ABOUT, words, "text"))
    made = view(replace(sample.sparse(), facts=(Fact("summary", words, 0.9, proofs),)))
    assert [line.text for line in section(made, "breath").lines if line.quote] == [words]


def test_a_site_that_names_a_year_of_late_is_not_called_left() -> None:
    """Old news beside this year's prices are old news."""
    facts = (
        sample.fact("latest_date", "2019-03-01", sample.NEWS),
        sample.fact("copyright_year", 2026, sample.HOME),
    )
    made = view(replace(sample.sparse(), facts=facts))
    assert [line.text for line in made.header.facts] == ["newest date 1 March 2019, 6 years ago"]


@pytest.mark.parametrize(
    ("newest", "said"),
    [
        ("2026-01-14", "newest date 14 January 2026, 2 weeks ago"),
        ("2023-03-01", "nothing dated since 1 March 2023, 2 years ago: check that they still trade"),
        ("", "nothing dated"),
    ],
    ids=["young", "old", "none"],
)
def test_how_old_the_site_is_stands_at_the_top(newest: str, said: str) -> None:
    """Who has stopped years ago is not called as if nothing had happened."""
    facts = (sample.fact("latest_date", newest, sample.NEWS),) if newest else ()
    assert [line.text for line in view(replace(sample.sparse(), facts=facts)).header.facts] == [said]


def test_the_top_says_since_when_they_are_there_and_how_many_are_named() -> None:
    """Each with its page, where one says it."""
    facts = (
        sample.fact("founded", 1998, sample.ABOUT, "Founded in 1998"),
        sample.fact("person", "Oriel Penrose", sample.TEAM),
    )
    since, named, _ = view(replace(sample.sparse(), facts=facts, missed=())).header.facts
    assert (since.text, [mark.page for mark in since.marks]) == ("since 1998", [1])
    assert named.text == "names one person"
    assert len(view(replace(sample.sparse(), facts=facts)).header.facts) == 2  # a page was not read


def test_a_site_of_which_half_is_unfinished_says_so_at_the_top() -> None:
    """A page that still holds the filler of its template is no page of theirs."""
    pages = (sample.page(sample.HOME, "home", "Tidewell"), sample.page(sample.ABOUT, "about", "About"))
    passages = {
        sample.HOME: [Passage(("We mend wooden boats.",))],
        sample.ABOUT: [Passage(("Lorem ipsum dolor sit amet, consectetur adipiscing elit.",))],
    }
    made = view(replace(sample.sparse(), facts=(), pages=pages), passages=passages)
    assert made.header.facts[-1].text == "1 of 2 pages unfinished"


@pytest.mark.parametrize(
    ("area", "place"),
    [
        ("Cornwall", "Cornwall, United Kingdom"),
        ("Worldwide", "Worldwide"),
        ("Contact Tidewell", "United Kingdom"),
        ("Harbour Road", "United Kingdom"),
        ("Falmouth, United Kingdom", "Falmouth, United Kingdom"),
    ],
)
def test_only_a_town_or_a_region_stands_before_the_country(area: str, place: str) -> None:
    """No call to do something and no street; and a country once."""
    facts = (
        sample.fact("country", "GB", sample.HOME),
        sample.fact("area", area, sample.HOME),
        sample.fact("language", "en", sample.HOME),
    )
    assert view(replace(sample.sparse(), facts=facts)).header.place == place


def test_a_heading_above_the_offers_is_not_listed_as_one() -> None:
    """The list and the question count the same."""
    names = ("Coaching services", "Team coaching", "Executive coaching", "Career coaching")
    facts = tuple(sample.fact("offer", name, sample.SERVICES) for name in names)
    made = view(replace(sample.sparse(), facts=facts))
    assert section(made, "sell").lines[0].text == "Team coaching; Executive coaching; Career coaching"


def test_an_offer_that_a_line_tells_more_of_is_not_named_again() -> None:
    """The price with its condition stands there; the others follow."""
    facts = tuple(
        sample.fact("offer", name, sample.SERVICES, price=price)
        for name, price in (("Survey", "£350"), ("Storage", "£38"), ("Rebuild", ""))
    )
    priced = sample.fact("price", "£350", sample.SERVICES)
    passages = {sample.SERVICES: [Passage(("£350, one day on board.",), ("Survey",))]}
    pages = (sample.page(sample.SERVICES, "services", "What we do"),)
    made = view(replace(sample.sparse(), facts=(*facts, priced), pages=pages), passages=passages)
    assert [(line.label, line.text) for line in section(made, "sell").lines] == [
        ("", "Storage: £38"),
        ("Survey", "£350, one day on board."),
        ("Also", "Rebuild"),
    ]


def test_a_way_to_book_stands_once() -> None:
    """Page one or page two, whatever follows the question mark, and not again as the contact page."""
    address = "https://book.example/the-quiet-yard-by-the-harbour"
    facts = (
        sample.fact("booking", f"{address}?from=home", sample.HOME),
        sample.fact("booking", f"{address}?from=about", sample.ABOUT),
        sample.fact("contact_page", address, sample.HOME),
    )
    made = view(replace(sample.sparse(), facts=facts))
    said = [line.text for part in (*made.first, *made.sheet, *made.words) for line in part.lines]
    assert {text for text in said if "book.example" in text} == {"book.example/the-quiet-yard-by-the-harb…"}


@pytest.mark.parametrize(
    ("missed", "seen"),
    [
        ("https://plumb.example/our%20work", "https://plumb.example/our work"),
        ("https://plumb.example/about%20", "https://www.plumb.example/about/"),
        ("https://plumb.example/our%2520work", "https://plumb.example/our%20work"),
    ],
)
def test_a_page_that_was_read_under_another_spelling_was_seen(missed: str, seen: str) -> None:
    """A space and its codes are one address; another page stays missed."""
    other = Miss("https://plumb.example/prices", "404")
    dossier = replace(
        sample.sparse(), pages=(sample.page(seen, "about", "x"),), missed=(Miss(missed, "404"), other)
    )
    assert [line.text for line in view(dossier).unseen] == ["plumb.example/prices"]


@pytest.mark.parametrize(
    ("when", "read"),
    [
        (None, "read 31 January 2026; 1 of 2 pages read"),
        (datetime(2026, 2, 3, 14, 30, tzinfo=UTC), "read 31 January 2026; 1 of 2 pages read"),
        (datetime(2026, 1, 31, 14, 30, tzinfo=UTC), "1 of 2 pages read"),
    ],
    ids=["no day of a call", "a call on another day", "a call today"],
)
def test_the_day_on_which_the_site_was_read_stands_at_the_top(when: datetime | None, read: str) -> None:
    """Unless the call is on that very day."""
    assert view(sample.sparse(), Call(when=when)).header.read == read


def test_each_of_several_telephones_stands_on_page_one_below_one_label() -> None:
    """One for each town, as a business of four towns has them."""
    numbers = [
        sample.fact("phone", f"+4413265550{n}0", sample.HOME, f"01326 5550{n}0", shown=f"01326 5550{n}0")
        for n in range(3)
    ]
    lines = section(view(replace(sample.sparse(), facts=tuple(numbers))), "reach").lines
    assert [(line.label, line.text) for line in lines] == [
        ("Phone", "01326 555000"), ("", "01326 555010"), ("", "01326 555020"),
    ]  # fmt: skip


def test_news_stand_with_their_date_and_no_role_is_called_open() -> None:
    """What is new is a part of the fact sheet."""
    made = text_of(section(view(*CASES["unmet"]), "news"))
    assert "14 March 2025 The Merrow goes back in the water" in made
    assert "Roles listed, undated Shipwright (full time)" in made


def test_gaps_stand_on_page_one_each_with_a_way() -> None:
    """A call is not a form; the others stand in one line of the fact sheet."""
    asked = tuple(Gap(kind, f"No {kind}. “How so?”", "ask") for kind in ("price", "person"))
    dossier = replace(
        sample.sparse(), gaps=(*asked, Gap("founded", "When?", "leave"), Gap("value", "?", "ask"))
    )
    made = view(dossier, judgement=Judgement(shown=asked))
    assert [line.label for line in section(made, "gaps").lines] == ["Ask", "Ask"]
    assert made.header.read.endswith("; 1 of 2 pages read")
    assert text_of(section(made, "more_gaps")) == "No prices. No founding year."


def test_the_playbooks_choice_of_gaps_comes_first() -> None:
    """Which unknowns matter is the playbook's to say."""
    gaps = tuple(Gap("price", f"What about {n}?", "ask") for n in range(5))
    made = view(replace(sample.sparse(), gaps=gaps), judgement=Judgement(shown=(gaps[4], gaps[1])))
    assert [line.text for line in section(made, "gaps").lines][:2] == ["What about 4?", "What about 1?"]


def test_doubtful_facts_carry_check_this() -> None:
    """Doubt travels with the fact to every output."""
    made = view(sample.sparse())
    assert made.header.check
    texts = files(sample.sparse())
    assert all("check this" in text for text in texts.values())


def test_what_is_for_knowing_never_reaches_the_questions() -> None:
    """Observations marked know stand apart, under a heading that says so."""
    made = view(*CASES["unmet"])
    assert section(made, "know").title == "Careful"
    assert "10 months" not in text_of(section(made, "start"))


def test_a_question_is_never_cut() -> None:
    """One that is too long for page one is left out."""
    long = Question("Why " + "and why " * 40 + "?", "x")
    made = view(replace(sample.sparse(), questions=(long, Question("What now?", "y"))))
    assert [line.text for line in section(made, "start").lines] == ["What now?"]


def test_each_mark_leads_to_its_page_and_opens_at_the_words() -> None:
    """A line's number is the page's number in the sources; where the line is not the words themselves, they open there."""
    made = view(*CASES["unmet"])
    lines = [line for part in (*made.first, *made.sheet, *made.words) for line in part.lines]
    pages = {source.number: source.url for source in made.sources}
    assert all(mark.live.startswith(pages[mark.page]) for line in lines for mark in line.marks)
    first = section(made, "breath").lines[0]
    assert first.marks[0].text == ""
    assert first.marks[0].live == (
        "https://www.tidewell.example/#:~:text=Tidewell%20repairs%20and%20rebuilds,them%2C%20not%20show%20them."
    )
    assert section(made, "who").lines[0].marks[0].text == "Oriel Penrose Founder and shipwright"
    assert "“Oriel Penrose Founder and shipwright”" in "".join(
        visible(files(*CASES["unmet"])["briefing.html"])
    )


def test_the_kept_copy_is_linked_where_there_is_one() -> None:
    """The page as it was read is one click away."""
    html = files(*CASES["unmet"])["briefing.html"]
    assert 'href="pages/1.txt"' in html
    assert 'href="file:///home/a/pages/2.txt"' in html


def test_what_could_not_be_seen_is_said() -> None:
    """Each page that was missed, with its reason."""
    unseen = {line.text: line.note for line in view(sample.rich()).unseen}
    assert unseen["tidewell.example/members"] == "robots.txt forbids /members"


def test_an_offer_stands_with_its_price() -> None:
    """Those with a price in one row, in the order of the site, the others after them."""
    texts = [line.text for line in section(view(sample.rich()), "sell").lines]
    assert texts[0] == "Survey: £350; Winter storage: from £38 per foot"


def test_an_offer_stands_with_what_the_site_says_of_it_where_that_is_whole() -> None:
    """A description that was cut says half."""
    facts = (
        sample.fact("offer", "Surveys", sample.HOME, description="We look at every plank of your boat."),
        sample.fact("offer", "Rebuilds", sample.HOME, description="From the keel up, with old and…"),
    )
    made = view(replace(sample.sparse(), facts=facts))
    assert [(line.label, line.text) for line in section(made, "sell").lines] == [
        ("Surveys", "We look at every plank of your boat."),
        ("Also", "Rebuilds"),
    ]


@pytest.mark.parametrize(
    ("called", "quote", "row"),
    [
        ("Deposit", "Deposit: £60 due when you book", "Deposit: £60 due when you book"),
        ("Fish pie", "Fish pie ........ 12", "Fish pie: 12"),
        ("Fish pie", "Fish pie£12 / plate", "Fish pie: £12 / plate"),
        ("Return per", "Return per £1 invested", ""),
        ("Surveys", "£350 a day", "Surveys: £350 a day"),
        ("Free quote", "£100", ""),
    ],
)
def test_a_price_stands_where_the_site_says_what_it_is_for(called: str, quote: str, row: str) -> None:
    """In a row that begins with it, or as the price of an offer; a heading far above is not enough."""
    price = replace(
        sample.fact("price", quote, sample.HOME, **{"for": called}),
        evidence=(Evidence(sample.HOME, quote, "text"),),
    )
    offers = [sample.fact("offer", said, sample.HOME) for said in ("Surveys", "Rigging")]
    made = view(replace(sample.sparse(), facts=(price, *offers)))
    lines = [line.text for line in section(made, "sell").lines]
    assert (lines[0] == row) if row else (lines == ["Surveys; Rigging"])


def test_the_fit_table_gives_the_words_that_were_found() -> None:
    """A sales rep sees what fits on page one, and the proof on page two."""
    words = (Evidence(sample.ABOUT, "An apprentice in every team.", "text"),)
    judged = Judgement(
        fit=(Fit("apprentices", evidence=words), Fit("a fleet")), no_mail="No reason to write found."
    )
    made = view(sample.rich(), Call(playbook="sales"), judgement=judged)
    assert text_of(section(made, "fit")).startswith("Found apprentices / Not found a fleet")
    assert section(made, "fit").lines[-1].text == "No reason to write found."
    assert section(made, "fit_table").lines[0].text == "An apprentice in every team."
    assert section(made, "fit_table").lines[0].marks


def test_the_fit_says_which_of_several_words_was_found_and_what_is_to_be_done_first() -> None:
    """On both pages."""
    words = (Evidence(sample.ABOUT, "We run a webshop of our own.", "text"),)
    remark = "The site shows no e-mail address."
    judged = Judgement(fit=(Fit("shopify", evidence=words, word="webshop"),), remarks=(remark,))
    made = view(sample.rich(), Call(playbook="sales"), judgement=judged)
    assert text_of(section(made, "fit")) == f"{remark} / Found shopify (“webshop”)"
    assert section(made, "fit_table").lines[0].label == "shopify (“webshop”)"
    assert section(made, "reasons").lines[0].text == remark


def test_a_timeline_is_drawn_from_three_dated_things_on() -> None:
    """Two dots are no line."""
    assert view(sample.rich()).timeline is not None
    dossier = sample.rich()
    news = dossier.of("news")
    assert (
        view(replace(dossier, facts=tuple(fact for fact in dossier.facts if fact is not news[0]))).timeline
        is None
    )
    assert '<svg class="timeline"' in files(sample.rich())["briefing.html"]


def test_the_call_is_shown_in_the_callers_zone() -> None:
    """Nobody should have to add an hour."""
    when = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    made = view(sample.sparse(), Call(when=when))
    assert made.header.when == "Wednesday 1 July 2026, 09:30, Europe/London"


def test_a_flagged_page_is_said_at_the_top() -> None:
    """A parked domain is not presented as a business."""
    subject = replace(sample.sparse().subject, flag="parked domain")
    made = view(replace(sample.sparse(), subject=subject))
    assert made.header.warning == "This may not be a company's site: parked domain."


def test_quotes_stay_in_their_language() -> None:
    """The page is English, the words are marked as German."""
    html = files(sample.german())["briefing.html"]
    assert '<html lang="en">' in html
    assert (
        '<q lang="de" dir="auto">“Wir binden Doktorarbeiten, Gästebücher und alles, was länger halten soll als ein Bildschirm.”</q>'
        in html
    )


@pytest.mark.parametrize(
    ("said", "where", "url", "opens"),
    [
        ("We mend wooden boats.", "text", sample.HOME, True),
        ("Wooden boats, mended in Falmouth.", "meta", sample.HOME, True),
        ("City Hall is on the right.", "text", sample.HOME, False),
        ("How may we help you? *", "text", sample.HOME, False),
        ("Please fill out the form and we will call you.", "text", sample.CONTACT, False),
        ("You want somebody who knows how we mend boats.", "text", sample.HOME, False),
        ("How we mend wooden boats in Falmouth.", "meta", sample.HOME, False),
    ],
)
def test_a_sentence_opens_that_surely_says_what_they_are(
    said: str, where: Where, url: str, opens: bool
) -> None:
    """Where none does, nothing opens: a form's words are not the business's."""
    summary = Fact("summary", said, 0.9, (Evidence(url, said, where),))
    pages = (sample.page(sample.HOME, "home", "Home"), sample.page(sample.CONTACT, "contact", "Find us"))
    made = view(replace(sample.sparse(), facts=(summary,), pages=pages))
    assert [line.text for part in made.first if part.key == "breath" for line in part.lines] == (
        [said] if opens else []
    )


def test_a_sentence_that_is_less_than_sure_opens_nothing() -> None:
    """Of such sentences more than half are a mood, a rule or one service; then no breath is better."""
    said = (Evidence(sample.HOME, "We mend wooden boats.", "text"),)
    made = view(replace(sample.sparse(), facts=(Fact("summary", "We mend wooden boats.", 0.5, said),)))
    assert not any(part.key == "breath" for part in made.first)


def test_the_sentence_that_names_the_business_opens_and_others_do_not() -> None:
    """ "Then I come to you" needs what stood before it, and how they work is not what they are."""
    texts = (
        "But we come to you.",
        "We work slowly on fast boats.",
        "Tidewell mends wooden boats in Falmouth.",
    )
    proofs = tuple(Evidence(sample.HOME, text, "text") for text in texts)
    facts = (sample.fact("name", "Tidewell", sample.HOME), Fact("summary", " ".join(texts), 0.9, proofs))
    made = view(replace(sample.sparse(), facts=facts))
    assert [line.text for line in section(made, "breath").lines] == [texts[2]]


def test_an_unsure_offer_without_a_price_does_not_stand_on_page_one() -> None:
    """A menu's headings are no offers."""
    sure = [sample.fact("offer", name, sample.HOME) for name in ("Surveys", "Rebuilds")]
    unsure = sample.fact("offer", "Our promise", sample.HOME, check=True)
    made = view(replace(sample.sparse(), facts=(*sure, unsure)))
    assert [line.text for line in section(made, "sell").lines] == ["Surveys; Rebuilds"]
    assert not [part for part in view(replace(sample.sparse(), facts=(unsure,))).first if part.key == "sell"]


def test_praise_stands_whole_or_not_at_all() -> None:
    """Half of it may be the half without the praise."""
    long = sample.fact(
        "testimonial", "We came to the yard in the spring. " * 12, sample.HOME, author="Ann Moor"
    )
    short = sample.fact("testimonial", "They mended our boat in a day.", sample.HOME, author="Ben")
    made = view(replace(sample.sparse(), facts=(long, short)))
    assert [(line.text, line.by) for line in section(made, "proof").lines] == [
        ("They mended our boat in a day.", "Ben")
    ]


def test_a_sum_in_an_answer_is_shown_where_no_price_was_found() -> None:
    """That no price is missing then, `gaps` says."""
    answer = Passage(("The second boat of a family is surveyed for £120.",), ("Do you survey two boats?",))
    rich = sample.rich()
    dossier = replace(rich, facts=tuple(fact for fact in rich.facts if fact.kind not in ("price", "offer")))
    made = view(dossier, passages={sample.STORIES: [answer]})
    shown = [line.text for part in (*made.first, *made.sheet, *made.words) for line in part.lines]
    assert any(answer.text in text for text in shown)
