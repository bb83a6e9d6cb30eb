"""The digest: what a site says, chosen within so many words, and nothing twice."""

from datetime import UTC, date, datetime

import pytest

from precall.compose.digest import Digest, Excerpts
from precall.compose.joints import row
from precall.model.fact import Evidence, Fact
from precall.model.kinds import ASKED
from precall.model.page import PageKind, PageRecord
from precall.model.passage import Passage

HOME, PRICES, PRIVACY = "https://acme.example/", "https://acme.example/prices", "https://acme.example/privacy"
FILLER = " ".join(
    f"The {n} quiet rivers of this valley carry leaves towards a distant bay." for n in ("old", "new")
)


def page(url: str, kind: PageKind, title: str = "Acme") -> PageRecord:
    """A page that was read."""
    return PageRecord(url, 200, title, kind, "0" * 64, datetime(2026, 1, 31, tzinfo=UTC))


ABOUT = "https://acme.example/about"
PAGES = (
    page(HOME, "home"),
    page(ABOUT, "about"),
    page(PRICES, "pricing"),
    page(PRIVACY, "legal", "Privacy policy"),
)


def digest(passages: dict[str, list[Passage]], facts: tuple[Fact, ...] = ()) -> Digest:
    """The digest of a site that says this."""
    return Digest(PAGES, passages, facts, "en", "a client")


def texts(found: Excerpts) -> list[str]:
    """All that was taken."""
    return [one.text for ones in found.values() for one in ones]


def test_a_price_comes_before_a_mood() -> None:
    """Where there is room for one of them."""
    price = Passage(("A survey costs £350 and takes one day.",), ("Prices",))
    mood = Passage(("Water has always spoken to those who listen.",), ("Welcome",))
    assert texts(digest({HOME: [mood], PRICES: [price]}).read_on(12)) == [price.text]


def test_an_answer_comes_before_a_list_of_titles() -> None:
    """A list says what there is to read, and nothing about it."""
    answer = Passage(("You pay the second half when the boat is back in the water.",), ("Terms",))
    titles = [Passage((f"Boat notes {year}",), ("Downloads",), "list") for year in ("2019", "2020", "2021")]
    assert texts(digest({HOME: [answer, *titles]}).read_on(15)) == [answer.text]


def test_an_answer_comes_before_a_question_put_to_the_reader() -> None:
    """Which says nothing about the business, whatever figures it names."""
    answer = Passage(("You pay the second half when the boat is back in the water.",), ("Terms",))
    question = Passage(("Did you know that 30 boats in 100 leak in their second winter?",), ("Winter",))
    assert texts(digest({HOME: [question, answer]}).read_on(15)) == [answer.text]


def test_how_to_reach_the_host_comes_last() -> None:
    """A legal page tells of hosts and authorities; their numbers are none of the business."""
    number = Fact("phone", "+441326555010", 0.9, (Evidence(HOME, "01326 555 010", "text"),))
    host = Passage(("Our host is Northbeam, 7 Cable Street, telephone 0113 496 0555.",), ("Who hosts it",))
    theirs = Passage(("Acme Boats Ltd answers for this site, telephone 01326 555 010.",), ("Who answers",))
    imprint = "https://acme.example/imprint"
    site = Digest(
        (page(imprint, "legal", "Imprint"),), {imprint: [host, theirs]}, (number,), "en", "a client"
    )
    assert texts(site.read_on(16)) == [theirs.text]


def test_who_praises_stands_behind_the_praise_alone() -> None:
    """A list of those who praised says nothing."""
    words = "They found us the right boat after two years."
    praise = Fact(
        "testimonial",
        words,
        0.9,
        (Evidence(HOME, words, "text"),),
        {"author": "Una Vane", "author_role": "St Mawes"},
    )
    said = [Passage((words,)), Passage(("Una Vane, St Mawes",))]
    assert texts(digest({HOME: said}, (praise,)).read_on(100)) == [words]


def test_a_post_and_a_wage_stand_under_their_pages() -> None:
    """The author of a post is not whom one meets, and what is paid to a cook is no price."""
    post, jobs = "https://acme.example/journal/leaks", "https://acme.example/jobs"
    pages = (page(post, "post"), page(jobs, "careers"))
    said = {
        post: [Passage(("We mended three leaks in May, says Oriel Penrose.",))],
        jobs: [Passage(("We pay £14.20 an hour.",))],
    }
    person = Fact("person", "Oriel Penrose", 0.9, (Evidence(post, "Oriel Penrose", "text"),))
    wage = Fact("price", "£14.20", 0.9, (Evidence(jobs, "£14.20", "text"),))
    assert set(Digest(pages, said, (person, wage), "en", "a client").read_on(100)) == {post, jobs}


def test_no_sentence_stands_twice() -> None:
    """Neither where two pages say it, nor where page one does."""
    one, two = Passage(("We never hurry a hull, not even in March.",)), Passage(("A survey costs £350.",))
    twice = digest({HOME: [one, two], PRICES: [two]})
    assert texts(twice.read_on(100)) == [f"{one.text} {two.text}"]
    assert texts(twice.read_on(100)) == []
    heard = digest({HOME: [one, two]})
    heard.hear((f"They say: {one.text}",))
    assert texts(heard.read_on(100)) == [two.text]


def test_a_role_stands_with_everybody_who_has_it() -> None:
    """Two fitters are no sentence that stands twice."""
    said = ("Una Vane", "Fitter", "Ring 01326 555 010", "Kit Marr", "Fitter", "Ring 01326 555 012")
    shown = texts(digest({HOME: [Passage((one,), ("Who to ask",), "list") for one in said]}).read_on(60))
    assert shown == ["; ".join(said)]


def test_what_stands_between_two_excerpts_is_marked() -> None:
    """A reader sees where something was left out."""
    said = [
        Passage(("A survey costs £350 and takes one day on board.", f"{FILLER} {FILLER}")),
        Passage(("Winter storage is £38 per foot, paid in March or not at all.",)),
    ]
    assert texts(digest({HOME: said}).read_on(27)) == [said[0].parts[0], f"… {said[1].text}"]


def test_of_the_law_only_what_has_a_figure_is_read() -> None:
    """A register's number is theirs, and who answers for links is the same everywhere."""
    imprint = "https://acme.example/imprint"
    said = [
        Passage(("Acme Boats Ltd is a private company.", "Company number 04567890."), voice="legal"),
        Passage(("We do not answer for what other sites say behind our links.",), voice="legal"),
    ]
    site = Digest((page(imprint, "legal", "Imprint"),), {imprint: said}, (), "en", "a client")
    assert texts(site.read_on(60)) == [said[0].text]


def test_a_title_alone_and_the_message_of_a_form_are_left_out() -> None:
    """Nobody learns anything from them."""
    contact = "https://acme.example/contact"
    said = [
        Passage(("What People Say About Us",)),
        Passage(("We will be in touch within a day.",), ("Thank you!",)),
        Passage(("Nothing Found",)),
        Passage(("The yard is behind the old quay.",), ("Find us",)),
    ]
    site = Digest((page(contact, "contact"),), {contact: said}, (), "en", "a client")
    assert texts(site.read_on(60)) == [said[3].text]


def test_items_of_one_sentence_stay_together() -> None:
    """Half of a list that a semicolon goes on with says half."""
    items = (
        "We mend planks and ribs of any length;",
        "we caulk decks and hulls with cotton;",
        "we step masts of up to 20 metres.",
    )
    said = [Passage((FILLER,)), *(Passage((one,), ("Work",), "list") for one in items)]
    assert texts(digest({HOME: said}).read_on(27)) == [" ".join(items)]


@pytest.mark.parametrize(
    ("headings", "answer", "answers"),
    [
        (("Can I come aboard?",), "Yes, from May on.", True),
        (("Can I come aboard?", "Visits"), "Yes, from May on.", False),
        (("Can I come aboard?",), "Just get in touch and come.", True),
        (("Why choose our yard?",), "We have room for two boats.", False),
        (("Looking for a berth?",), "We have room for two boats.", False),
        (("Prefer to talk it through?",), "We have time for a cup of tea.", False),
        (("Can I come aboard?",), "Call us and we will find a day.", False),
    ],
)
def test_a_question_put_to_the_reader_is_none_of_theirs(
    headings: tuple[str, ...], answer: str, *, answers: bool
) -> None:
    """Nor is a call to act an answer."""
    facts = [Fact("faq", headings[0], 0.9, (Evidence(HOME, headings[0], "text"),))]
    found = digest({HOME: [Passage((answer,), headings)]}, tuple(facts)).take(60)
    assert bool(found) == answers


def test_of_a_long_list_every_item_may_be_read() -> None:
    """Also where it is longer than what is shown together, and its announcement has to stay out."""
    work = "caulking of decks and hulls with cotton and pitch, oiling of masts and booms, and much else; " * 4
    items = [Passage((f"Yard {n}: {work.strip()}",), ("Work",), "list") for n in ("one", "two", "three")]
    said = [Passage(("Our yards do this work:",), ("Work",)), *items]
    shown = " ".join(texts(digest({HOME: said}).read_on(400)))
    assert all(item.text in shown for item in items)
    assert "Our yards" not in shown


def test_the_end_of_a_long_list_does_not_stand_without_what_announces_it() -> None:
    """Its items are a few words each, which say nothing alone."""
    items = [
        Passage((f"hull number {n} of the yard",), ("Which hulls do you mend?",), "list") for n in range(20)
    ]
    said = [Passage(("These:",), ("Which hulls do you mend?",)), *items]
    (shown,) = texts(digest({HOME: said}).read_on(400))
    assert shown.startswith("These:")
    assert "19" not in shown


def test_a_question_put_to_the_reader_by_a_button_is_none_of_theirs() -> None:
    """Though a button opens it."""
    row = Passage(("Looking for a berth?", "We have room for two boats."), ("Berths",), "row", voice="chrome")
    assert digest({HOME: [row]}).take(60) == {}


def test_a_figure_stays_with_what_it_counts() -> None:
    """Whichever of them stands first."""
    rows = ("500 plus", "Boats mended here", "30 years", "Time at the quay")
    said = [Passage((FILLER,)), *(Passage((one,), ("Numbers",)) for one in rows)]
    assert texts(digest({HOME: said}).read_on(18)) == ["; ".join(rows)]


def test_a_label_or_a_date_with_nothing_behind_it_is_left_out() -> None:
    """It belongs to what comes next on the page."""
    said = [
        Passage(("We mend hulls of any age and length.",), ("Hulls",)),
        Passage(("Our newest boats",), ("Hulls",)),
        Passage(("31 January 2018",), ("Deck",)),
        Passage(("12",), ("Masts",)),
    ]
    assert texts(digest({HOME: said}).read_on(60)) == [said[0].text]


def test_a_short_form_ends_no_sentence() -> None:
    """Half of a telephone number calls nobody."""
    parts = ("Ask on 01326 555 010 Ext.", "104 for the yard, or come by with Dr.", "Vane on any day.")
    assert texts(digest({HOME: [Passage(parts)]}).read_on(60)) == [" ".join(parts)]


def test_a_question_that_a_button_opens_is_answered() -> None:
    """A row of a question and its answer is no menu."""
    row = Passage(("How do I pay?", "By card or in cash on the day."), ("Questions",), "row", voice="chrome")
    assert [(one.heading, one.text) for one in digest({HOME: [row]}).take(60)["terms"]] == [row.parts]


def test_the_next_question_is_no_part_of_an_answer() -> None:
    """Where a heading opens the one and a button the other."""
    said = [
        Passage(("The yard mends no iron hulls.",), ("Do you weld?",)),
        Passage(
            ("How do I pay?", "By card or in cash on the day."), ("Do you weld?",), "row", voice="chrome"
        ),
    ]
    facts = tuple(
        Fact("faq", q, 0.9, (Evidence(HOME, q, "text"),)) for q in ("Do you weld?", "How do I pay?")
    )
    found = digest({HOME: said}, facts).take(60)["terms"]
    assert [(one.heading, one.text) for one in found] == [("Do you weld?", said[0].text), said[1].parts]


@pytest.mark.parametrize(
    "behind",
    [("LIMITED",), ("Our slipway",), ("72h",), ("ASK NOW", "LIMITED")],
    ids=["loud", "label", "figure", "two"],
)
def test_a_piece_ends_before_the_label_of_what_comes_next(behind: tuple[str, ...]) -> None:
    """It belongs to the next card of the page."""
    said = [
        Passage(("We mend hulls of any age and length.",), ("Hulls",)),
        *(Passage((one,), ("Hulls",), "list" if one.isupper() else "text") for one in behind),
    ]
    assert texts(digest({HOME: said}).read_on(60)) == [said[0].text]


def test_no_piece_spans_what_stands_elsewhere() -> None:
    """A label between two things that were said already is nothing by itself."""
    first, label, last = "We mend hulls of any age.", "Our slipway", "It is the longest of the bay."
    site = digest({HOME: [Passage((one,), ("Hulls",)) for one in (first, label, last)]})
    site.hear([first, last])
    assert site.read_on(60) == {}


def test_the_items_behind_an_announcement_come_with_it() -> None:
    """Where the first of them stands in a row with it, too."""
    said = [
        Passage((FILLER,), ("Hulls",)),
        Passage(("Tell us these four things:", "the length of the hull"), ("Work",), "row"),
        *(Passage((one,), ("Work",), "list") for one in ("its age", "its timber", "its berth")),
    ]
    shown = texts(digest({HOME: said}).read_on(24))
    assert shown == ["Tell us these four things: the length of the hull; its age; its timber; its berth"]


def test_a_heading_that_names_somebody_among_other_things_is_not_about_them() -> None:
    """Nor is what says "we" below their name."""
    person = Fact("person", "Oriel Penrose", 0.9, (Evidence(HOME, "Oriel Penrose", "text"),))
    said = [
        Passage(("Trained at the naval yard in Devonport.",), ("Meet Oriel Penrose",)),
        Passage(("A talk in the harbour hall.",), ("Oriel Penrose speaks about old hulls and masts",)),
        Passage(("Step by step we listen first.",), ("Oriel Penrose",)),
    ]
    assert texts(digest({ABOUT: said}, (person,)).take(100)) == [said[0].text]


def test_words_are_counted_as_a_reader_counts_them() -> None:
    """With the heading, the bullet and the sign where something was left out."""
    said = [
        Passage(("A survey costs £350 and takes one day on board.", FILLER)),
        Passage(("Winter storage is £38 per foot, paid in March or not at all.",)),
    ]
    for room in range(60):
        found = digest({HOME: said}).read_on(room, {HOME: 4})
        lines = [f"- {one.heading} {one.text}" for ones in found.values() for one in ones]
        assert sum(len(line.split()) for line in lines) + 4 * len(found) <= room


def test_the_rows_of_a_table_come_after_what_tells_something() -> None:
    """Rows that differ by their figures alone are looked up, not read."""
    rows = [Passage((f"04.0020.{n}", "Seal", f"{n} mm"), ("Sizes",), "row") for n in (960, 1085, 1210, 1335)]
    answer = Passage(("Each seal is tested half a million times before it leaves us.",), ("Quality",))
    assert texts(digest({HOME: [*rows, answer]}).read_on(14)) == [answer.text]


def test_a_private_life_stays_on_its_page_however_much_room_there_is() -> None:
    """Family, health and belief; what they do for the business is told."""
    life = (
        "Kit lives with her wife and their daughter by the harbour.",
        "She survived breast cancer in 2019.",
        "She is a practising Quaker.",
        "Kit has built the booms here since 2012.",
    )
    said = {ABOUT: [Passage(life, ("Kit Marrack",))]}
    assert texts(digest(said).read_on(200)) == [life[-1]]


def test_what_every_privacy_page_says_is_not_shown() -> None:
    """It tells nothing of this business, however short its site."""
    usual = Passage(("You may ask us to correct what we keep about you.",), ("Your rights",))
    price = Passage(("A survey costs £350.",), ("Prices",))
    said = {PRICES: [price], PRIVACY: [usual]}
    assert texts(digest(said).read_on(100)) == [price.text]


def test_what_every_imprint_says_is_not_shown() -> None:
    """Of an imprint who answers for the business is shown, and no disclaimer, be it of a heading or of a sentence."""
    imprint = "https://acme.example/imprint"
    said = [
        Passage(("Acme Boats Ltd, company number 05849152.",), ("Imprint",)),
        Passage(("We check 20 pages a day, and links change.",), ("Liability for links",)),
        Passage(("We are not liable for links of 3 other yards.",), ("Imprint",)),
    ]
    site = Digest((page(imprint, "legal", "Imprint"),), {imprint: said}, (), "en", "a client")
    assert texts(site.read_on(100)) == [said[0].text]


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("Seventh grade, 1997", False),
        ("123456789", False),
        ("Survey £350", True),
        ("Ring 01326 555 010", True),
        ("We mend hulls of oak.", True),
    ],
)
def test_a_caption_below_no_heading_is_left_out(said: str, *, stands: bool) -> None:
    """Nobody knows what it belongs to; a sum, a number to call and a sentence say it themselves."""
    assert bool(digest({HOME: [Passage((said,))]}).read_on(60)) == stands


def test_a_sentence_that_was_left_out_leaves_a_mark() -> None:
    """Two sentences of a paragraph do not follow each other where a third stood between them."""
    parts = (
        "We mend hulls of any age and length.",
        "Feel free to get in touch!",
        "The slipway holds two boats.",
    )
    shown = texts(digest({HOME: [Passage(parts, ("Hulls",))]}).read_on(60))
    assert shown == [f"{parts[0]} … {parts[2]}"]


def test_a_family_in_a_post_is_nobodys_business() -> None:
    """Be it told by the business itself."""
    told = ("We have two girls and a dog on board.", "We take 2 boats a month.")
    post = "https://acme.example/meet-us"
    site = Digest((page(post, "post"),), {post: [Passage(told, ("Meet us",))]}, (), "en", "a client")
    assert texts(site.read_on(60)) == [told[1]]


@pytest.mark.parametrize("said", ["Here are five reasons.", "We do the following.", "This is what you get:"])
def test_what_announces_something_stands_with_it_or_not_at_all(said: str) -> None:
    """Alone it says nothing."""
    announcement, items = (
        Passage((said,), ("Hulls",)),
        [Passage((one,), ("Hulls",), "list") for one in ("oak", "elm")],
    )
    assert texts(digest({HOME: [announcement]}).read_on(60)) == []
    shown = digest({HOME: [announcement, *items]}).read_on(60)
    assert texts(shown) == [f"{said} oak; elm"]


def test_a_number_that_was_said_is_not_said_again() -> None:
    """Unless something is said beside it."""
    known = Passage(("Yard: 01326 555 010",), ("Call us",), "list")
    told = Passage(("The night watch answers on 01326 555 010 until six in the morning.",), ("At night",))
    site = digest({HOME: [known, told]})
    site.hear(["01326 555010"])
    assert texts(site.read_on(60)) == [told.text]


def test_the_newest_sentence_names_a_day_a_month_or_this_year() -> None:
    """A founding year is no news, and neither is what is still to come."""
    said = [
        Passage(("We have mended boats in this harbour since 2009.",)),
        Passage(("In May of 2024 Kit Marrack joined us as yard manager.",)),
        Passage(("In July of 2031 we move into the new hall.",)),
    ]
    newest = digest({HOME: said}).newest(date(2026, 1, 31))
    assert newest is not None
    assert newest.text == said[1].text
    assert digest({HOME: said[:1]}).newest(date(2026, 1, 31)) is None


def test_two_pieces_of_news_of_one_page_stand_together() -> None:
    """Where there is room for both."""
    one = Passage(("In May of 2025 Kit Marrack joined us as yard manager.",))
    other = Passage(("In July of 2025 Wenna Tully took over our sail loft.",))
    newest = digest({HOME: [one, other]}).newest(date(2026, 1, 31))
    assert newest is not None
    assert newest.text == f"{one.text} {other.text}"


def test_where_a_later_year_is_named_no_older_sentence_is_the_newest() -> None:
    """Nor is an aside in brackets."""
    old = Passage(("In May of 2024 Kit Marrack joined us as yard manager.",))
    later = Passage(("(These prices hold from 1 January 2026 on.)",))
    assert digest({HOME: [old, later]}).newest(date(2026, 1, 31)) is None


def test_what_a_price_is_for_stands_above_a_heading_that_is_the_price() -> None:
    """ "26 €" alone is nobody's price."""
    said = Passage(("Each visit by the same two people.",), ("Prices", "Cleaning every week", "£26"))
    (found,) = digest({PRICES: [said]}).read_on(60)[PRICES]
    assert found.heading == "Cleaning every week: £26"


def test_an_aside_alone_and_a_link_to_more_say_nothing() -> None:
    """What they belong to was left out."""
    said = [
        Passage(("(before tax of 50 %)",), ("Prices",)),
        Passage(("Read more about our wooden boats",), ("Boats",)),
    ]
    assert texts(digest({PRICES: said}).read_on(60)) == []


def test_the_day_of_the_terms_is_known_from_their_text_or_a_heading() -> None:
    """Where nothing else is dated it says that somebody was there."""
    terms = Passage(("We answer for what we mend.",), ("Terms, 19 July 2025",))
    known = digest({PRIVACY: [terms]}).legal_day(date(2026, 1, 31))
    assert known is not None
    assert known[0] == date(2025, 7, 19)
    assert digest({PRIVACY: [terms]}).legal_day(date(2025, 1, 31)) is None


def test_a_page_called_after_somebody_is_about_them() -> None:
    """Whatever its kind."""
    own = "https://acme.example/oriel-penrose.html"
    person = Fact("person", "Oriel Penrose", 0.9, (Evidence(HOME, "Oriel Penrose", "text"),))
    said = {own: [Passage(("Oriel spent eight years at the naval yard in Devonport.",))]}
    life = Digest((*PAGES, page(own, "other")), said, (person,), "en", "a client").life(person, 40)
    assert life is not None
    assert life.text == said[own][0].text


def test_the_cells_of_a_row_are_told_apart() -> None:
    """So that a price list can be read."""
    row = Passage(("Survey", "£350", "one day"), ("Prices",), "row")
    assert texts(digest({PRICES: [row]}).read_on(100)) == ["Survey, £350, one day"]


@pytest.mark.parametrize(
    ("cells", "line"),
    [
        (("Survey", "£350"), "Survey: £350"),
        (("Program: the long one", "Gain: rest"), "Program: the long one; Gain: rest"),
        (("500+", "boats mended"), "500+ boats mended"),
        (
            ("Monday", "9:00 – 17:00", "Tuesday", "12:00 – 20:00"),
            "Monday: 9:00 – 17:00, Tuesday: 12:00 – 20:00",
        ),
        (("What is a survey for?", "It finds rot."), "What is a survey for? It finds rot."),
    ],
)
def test_a_rows_label_has_a_colon_and_a_figure_what_it_counts(cells: tuple[str, ...], line: str) -> None:
    """So that a reader knows what belongs together, and no word is spent on signs."""
    assert row(cells) == line


def test_a_question_in_a_line_of_text_among_questions_has_its_own_answer() -> None:
    """Its answer is none of the question above it."""
    first = "Do you paint the hulls of old boats?"
    second = "Must a club pay the whole price?"
    under = ("Questions", first)
    said = [
        Passage(("Yes, we paint every hull that is sound and dry.",), under),
        Passage((second,), under),
        Passage(("No. A registered club pays £90 for each of its boats.",), under),
    ]
    shown = [one for ones in digest({HOME: said}).read_on(100).values() for one in ones]
    assert [(one.heading, one.text) for one in shown] == [(first, said[0].text), (second, said[2].text)]


def test_the_rest_of_a_long_answer_is_marked_as_one() -> None:
    """It can be understood alone; what came before it had no room."""
    long = [
        f"The {n} yard on the river looks after wooden hulls of every size and age."
        for n in ("old", "new", "far", "big")
    ]
    last = "Oriel chose the swallow in 2011 as the sign of all boats that come back."
    said = [Passage((*long, last), ("Why a swallow?",))]
    shown = texts(digest({HOME: said}).read_on(22))
    assert shown == [f"… {last}"]


def test_what_a_button_asks_among_questions_is_answered_by_the_list_below_it() -> None:
    """The list is no part of the answer above the button."""
    first, second = "Which hulls do you paint?", "What do you look at before?"
    under = ("Questions", first)
    said = [
        Passage(("We paint every hull that is sound and dry.",), under),
        Passage((second, "We look at three things in each hull:"), under, "row"),
        *(Passage((item,), under, "list") for item in ("the planks", "the ribs", "the keel")),
    ]
    shown = [one for ones in digest({HOME: said}).read_on(100).values() for one in ones]
    assert shown[1].heading == second
    assert shown[1].text == "We look at three things in each hull: the planks; the ribs; the keel"


def test_a_few_words_above_a_sentence_are_its_title() -> None:
    """Where no heading tag marks them."""
    said = [Passage(("Our way",)), Passage(("We listen to the wood for a week before we cut it.",))]
    assert texts(digest({HOME: said}).read_on(100)) == [f"{said[0].text}: {said[1].text}"]


def test_two_clients_of_whom_no_name_is_known_are_two() -> None:
    """Their praise stands side by side on the page."""
    words = ("They found us the right boat after two years.", "Our mast was stepped within one single day.")
    told = tuple(Fact("testimonial", said, 0.9, (Evidence(HOME, said, "text"),)) for said in words)
    said = [Passage((one,), ("They say",), voice="client") for one in words]
    shown = [one for ones in digest({HOME: said}, told).take(60).values() for one in ones]
    assert [(one.text, one.by) for one in shown] == [(one, "a client") for one in words]


def test_a_line_that_leads_into_parts_of_a_page_waits_for_what_they_say() -> None:
    """It announces them and says nothing else."""
    lead = Passage(("These are the principles that guide us in all that we do.",), ("Values",))
    part = Passage(("No hull leaves the yard before its owner has seen each seam.",), ("Values", "Care"))
    assert texts(digest({PRICES: [lead, part]}).read_on(16)) == [part.text]


def test_a_long_heading_is_shown_whole_or_not_at_all() -> None:
    """Half of it says something else."""
    part = "We look after wooden boats of every age and size"
    for heading, shown in ((f"{part}.", part), (f"{part}, and {part}, and {part}.", "")):
        said = [Passage(("The yard was founded in 1923 by two brothers.",), (heading,))]
        assert [one.heading for ones in digest({HOME: said}).read_on(100).values() for one in ones] == [shown]


def test_a_clients_words_stand_below_their_author() -> None:
    """They are not what the business says of itself."""
    words = "They found us the right boat after two years."
    fact = Fact(
        "testimonial",
        words,
        0.9,
        (Evidence(HOME, words, "text"),),
        {"author": "Ines", "author_role": "Harbour School"},
    )
    found = digest({HOME: [Passage((words,), ("Home",))]}, (fact,)).read_on(100)
    assert [(one.by, one.heading) for one in found["proof"]] == [("Ines, Harbour School", "")]


def test_of_a_privacy_page_nothing_is_read() -> None:
    """It is the same everywhere."""
    page = [
        Passage(("We use cookies to improve your visit to this site.",)),
        Passage(("Write to data@acme.example to be forgotten.",)),
    ]
    assert texts(digest({PRIVACY: page}).read_on(100)) == []


def test_a_short_line_of_every_page_belongs_to_the_frame() -> None:
    """Unless it says how to reach them."""
    frame = [Passage(("Wooden boats of Falmouth",)), Passage(("yard@acme.example",))]
    assert texts(digest(dict.fromkeys((HOME, ABOUT, PRICES), frame)).read_on(100)) == ["yard@acme.example"]


@pytest.mark.parametrize("words", [0, 20, 60])
def test_the_digest_keeps_to_its_words(words: int) -> None:
    """Headings included."""
    said = [
        Passage((f"Number {n} of the boats that we mended was from {1900 + n}.",), (f"Boat {n}",))
        for n in range(30)
    ]
    found = digest({HOME: said}).read_on(words)
    shown = [f"{one.heading} {one.text}" for ones in found.values() for one in ones]
    assert len(" ".join(shown).split()) <= words


def test_each_pages_share_is_told() -> None:
    """What was left out is said."""
    found = digest({HOME: [Passage(("A survey costs £350.",))], PRICES: [Passage((FILLER,))]})
    found.read_on(8)
    assert found.shares == {HOME: 1.0, PRICES: 0.0}


def test_only_prices_and_answers_are_certain() -> None:
    """Of whole sentences of the business's own; what is asked often stands under its question."""
    price = Passage(("A survey of your boat costs £350.",))
    vague = Passage(("Boats of all sizes and ages are welcome in our yard.",))
    answer = Passage(("Yes. We wait for two days.",), ("Can I be late?",))
    found = tuple(
        Fact(kind, value, 0.9, (Evidence(HOME, value, "text"),))
        for kind, value in (("price", "£350"), ("faq", "Can I be late?"))
    )
    assert texts(digest({HOME: [price, vague, answer]}, found).take_certain(100, {})) == [
        price.text,
        answer.text,
    ]


@pytest.mark.parametrize(
    "said",
    [
        ["We have sold boats for £350 and more …"],
        ["from £350"],
        ["Starting at: £350 Ask us for a quote."],
        ["a survey of your boat costs £350."],
        ["This survey of your boat costs £350."],
        ["Contact us for a survey of your boat at £350."],
        ["Do you know what a survey for £350 is?"],
    ],
)
def test_what_is_cut_or_says_not_what_it_is_about_is_not_certain(said: list[str]) -> None:
    """A price without its thing, a scrap, a call to act."""
    price = Fact("price", "£350", 0.9, (Evidence(HOME, "£350", "text"),))
    assert texts(digest({HOME: [Passage(tuple(said))]}, (price,)).take_certain(100, {})) == []


@pytest.mark.parametrize(
    ("cells", "stands"),
    [
        (("One night for two", "£350", "Linen at £20"), True),
        (("One night: £350", "Two nights: £350"), True),
        (("£350", "04.8002.0001", "Bolt"), False),
        (("04.8002", "£350"), False),
        (("One night for two", "£350", "tra"), False),
        (("£350 a year", "£350 a year", "£350 a year"), False),
        (("One night", "£350", "£320/person"), False),
        (("Sunday, 6 September 2026", "£350", "A few places left"), False),
    ],
)
def test_a_row_is_certain_where_its_cells_belong_together(cells: tuple[str, ...], stands: bool) -> None:
    """The first cell says what the sum is for, or each cell does."""
    price = Fact("price", "£350", 0.9, (Evidence(HOME, "£350", "text"),))
    found = digest({HOME: [Passage(cells, form="row")]}, (price,)).take_certain(100, {})
    assert bool(texts(found)) == stands


def test_a_list_of_prices_is_certain() -> None:
    """Whether its lines are items or rows, and whether another page shows less of them."""
    lines = ("3 days in the yard — £150/day (save £45)", "9 days in the yard — £140/day (save £225)")
    items = [Passage((one,), ("Yard days",), "list") for one in lines]
    again = [Passage((one.partition(" (")[0],), ("Yard days",), "list") for one in lines]
    facts = tuple(Fact("price", one, 0.9, (Evidence(HOME, one, "text"),)) for one in ("£150/day", "£140/day"))
    found = digest({HOME: items, PRICES: again}, facts).take_certain(60, {})
    assert texts(found) == ["; ".join(lines)]


def test_where_prices_begin_is_no_price_of_anything() -> None:
    """Of what, only the cards say that follow."""
    row = Passage(("Starting from", "£220", "per boat and year"), ("Winter plans",), "row")
    facts = (Fact("price", "£220", 0.9, (Evidence(HOME, "£220", "text"),)),)
    assert digest({HOME: [row]}, facts).take_certain(60, {}) == {}


def test_what_fills_page_one_below_who_is_said_of_one_of_the_people() -> None:
    """A mood, a subject in general, a figure of the business and a sentence that leans on another fill nothing there."""
    owner = Fact("person", "Ada Kerr", 0.9, (Evidence(ABOUT, "Ada Kerr", "text"),))
    life = "Ada trained for 9 years at the Falmouth Marine School and rebuilt the Northern Light."
    others = (
        "We have rebuilt 140 boats in Falmouth and Truro since 1998.",
        "Wooden boats have crossed the Atlantic for more than 400 years in all weathers.",
        "We believe in Craft, Care and Patience for every boat in Falmouth.",
        "I have rebuilt 60 boats since 1999, most of them in Falmouth by hand.",
    )
    client = Fact("person", "Ben Low", 0.9, (Evidence(ABOUT, "Ben Low", "text"),))
    passages = {ABOUT: [Passage((life,)), *(Passage((other,)) for other in others)]}
    site = digest(passages, (owner, client))
    found = [text for question in ASKED for text in texts(site.told_clearly(question, 60))]
    assert found == [life]


@pytest.mark.parametrize("room", [0, 5])
def test_where_there_is_no_room_nothing_fills_page_one(room: int) -> None:
    """No sentence is cut to fit."""
    said = Passage(("We have rebuilt 140 boats in Falmouth and Truro since 1998.",))
    site = digest({ABOUT: [said]})
    assert not any(site.told_clearly(question, room) for question in ASKED)


def test_a_sum_that_is_no_price_is_not_certain() -> None:
    """A project of 40 million is what somebody did."""
    said = Passage(("We have led programmes of £40,000 a year.",))
    assert texts(digest({HOME: [said]}).take_certain(100, {})) == []


@pytest.mark.parametrize(
    ("page", "line", "found"),
    [
        (PRIVACY, "Last updated: 7 April 2025", "2025-04-07"),
        (PRIVACY, "We have been at the new quay in the harbour since 7 April 2025.", ""),
        (ABOUT, "Registered 10 July 2015", ""),
    ],
)
def test_the_day_of_the_rules_stands_in_a_line_of_its_own(page: str, line: str, found: str) -> None:
    """A move is no new version of the terms, and neither is the day of a register."""
    day = digest({page: [Passage((line,))]}).legal_day(date(2026, 1, 31))
    assert (day[0].isoformat() if day else "") == found


def test_the_newest_year_is_looked_for_in_what_nothing_is_told_of_too() -> None:
    """A link is no statement, but it may be the newest thing on the site."""
    link = Passage(("Spring 2025 letter",), form="link")
    said = Passage(("We rebuilt the quay in 2019 with our own hands.",))
    assert digest({ABOUT: [said, link]}).newest_year(date(2026, 1, 31)) == 2025


def test_a_sentence_comes_with_the_one_that_it_leans_on() -> None:
    """Or stays out, where there is no room for both or the one before is shown elsewhere."""
    said = Passage(
        (
            "Every hull is dried for eight weeks under the old roof.",
            "This costs £90 a week and ends in May 2027.",
            FILLER.replace("rivers", "ponds"),
        )
    )
    assert texts(digest({HOME: [said]}).read_on(24)) == [" ".join(said.parts[:2])]
    heard = digest({HOME: [said]})
    heard.hear(said.parts[:1])
    assert texts(heard.read_on(100)) == [said.parts[2]]


def test_what_restricts_a_rule_is_never_cut_from_it() -> None:
    """A rule without its exception is another rule."""
    said = Passage(
        (
            "You may cancel your berth until the first of March 2027 for nothing.",
            f"This holds {'for boats of every length and for those of every owner ' * 3}in the yard.",
            "However, keels over 2 metres pay £300 a year more.",
        )
    )
    assert texts(digest({HOME: [said]}).read_on(60)) == []


def test_what_announces_a_list_stands_with_the_list() -> None:
    """And with nothing below it, it says nothing."""
    lead, items = Passage(("Your £350 for a survey include:",)), ("two days on board", "a written report")
    listed = [Passage((item,), form="list") for item in items]
    assert texts(digest({HOME: [lead, *listed]}).read_on(100)) == [" ".join((*lead.parts, "; ".join(items)))]
    assert texts(digest({HOME: [lead]}).read_on(100)) == []


def test_an_answer_is_cut_at_its_end_alone() -> None:
    """Its middle answers nothing."""
    long = "A deposit of £200 holds the place, and the rest is due on the day of the launch with us."
    parts = ("You pay in two parts.", *(f"{long[:-1]} number {n}." for n in range(4)))
    found = texts(digest({HOME: [Passage(parts, ("How do I pay?",))]}).read_on(70))
    assert [one.startswith(parts[0]) for one in found] == [True]
    assert "…" not in found[0]


def test_what_a_form_or_somebody_unnamed_says_is_left_out() -> None:
    """Praise stands with its author, and a label of a form with its form."""
    said = [
        Passage(("You mended our Thistle in nine days in 2025.",), voice="client"),
        Passage(("Your message was not sent in time.",), voice="chrome"),
        Passage(("A survey costs £350.",)),
    ]
    assert texts(digest({HOME: said}).read_on(100)) == [said[2].text]


@pytest.mark.parametrize(
    ("passage", "shelf"),
    [
        (Passage(("7 Quay Lane, Falmouth TR11 3XA",)), "reach"),
        (Passage(("Fax 01326 555 011",), ("What we sell",)), "reach"),
        (Passage(("Our host answers on 0113 496 0555",)), HOME),
        (Passage(("The yard fair was held on 06/05/2025 and 07/05/2025.",)), HOME),
        (Passage(("As a girl I sailed alone to Brest and came back in 1984.",)), HOME),
        (Passage(("Your berth is waiting behind the old quay.",), ("Ready for 2026?",)), HOME),
        (Passage(("A survey of your boat costs £350.",)), "offers"),
        (Passage(("We won a fine of £350 for a client.",)), HOME),
        (Passage(("Our fund gave £9,000 to the lifeboats.",)), HOME),
        (Passage(("A day on deck for you and four friends.",), ("Sunset sail",)), "offers"),
        (Passage(("Before that, Oriel Penrose built masts at Devonport.",)), "people"),
        (Passage(("Author Oriel Penrose and Kit Marr, 376 pages, in paper and cloth",)), HOME),
        (Passage(("Oriel Penrose", "Hall by the sea, Fowey"), ("Courses in May",), "row"), HOME),
        (Passage(("Ask for advice on masts, oars and the rest from Oriel Penrose.",)), HOME),
    ],
)
def test_a_passage_answers_a_question_surely_or_stands_under_its_page(passage: Passage, shelf: str) -> None:
    """A shelf is a claim: a price the facts know, an offer by its name, one of their people by the subject."""
    street = "7 Quay Lane, Falmouth TR11 3XA"
    facts = [
        Fact(kind, value, 0.9, (Evidence(HOME, value, "text"),))
        for kind, value in (
            ("price", "£350"),
            ("offer", "Sunset sail"),
            ("person", "Oriel Penrose"),
            ("phone", "+441326555011"),
        )
    ]
    address = Fact("address", street, 0.9, (Evidence(HOME, street, "text"),), {"street": "7 Quay Lane"})
    assert set(digest({HOME: [passage]}, (address, *facts)).read_on(100)) == {shelf}


def test_only_what_surely_answers_a_question_stands_on_the_fact_sheets_shelves() -> None:
    """All else is read on by page."""
    mood = Passage(("Water has always spoken to those who listen.",), ("Welcome",))
    sail = Passage(("A day on deck for you and four friends.",), ("Sunset sail",))
    offer = Fact("offer", "Sunset sail", 0.9, (Evidence(HOME, "Sunset sail", "text"),))
    site = digest({HOME: [mood, sail]}, (offer,))
    assert texts(site.take(100)) == [sail.text]
    assert texts(site.read_on(100, by_page=True)) == [mood.text]


def test_a_question_that_is_often_asked_is_answered_under_terms() -> None:
    """Any other is put to the reader."""
    asked = [
        Passage((f"The yard takes {n} boats in March.",), (f"How many boats in year {n}?",))
        for n in (1, 2, 3)
    ]
    known = tuple(
        Fact("faq", one.headings[0], 0.9, (Evidence(HOME, one.headings[0], "text"),)) for one in asked
    )
    assert set(digest({HOME: asked}, known).read_on(100)) == {"terms"}
    assert set(digest({HOME: asked}).read_on(100)) == {HOME}


def test_of_several_headings_of_one_name_each_stands_with_the_one_above_it() -> None:
    """Monday's hours of the yard are not those of the office."""
    said = [
        Passage(("The gate is open from 7 to 18.",), ("Yard", "Monday")),
        Passage(("Somebody answers from 9 to 12.",), ("Office", "Monday")),
        Passage(("Paint is mixed on request for £14.",), ("Office", "Colours")),
    ]
    found = digest({HOME: said}).read_on(100)
    headings = [one.heading for ones in found.values() for one in ones]
    assert headings == ["Yard: Monday", "Office: Monday", "Colours"]


def test_of_a_journal_only_what_tells_of_the_business_is_shown() -> None:
    """Neither lessons nor the titles of its posts."""
    post = "https://acme.example/journal/keels"
    said = {
        post: [
            Passage(("A keel is the long timber at the bottom of a wooden hull.",)),
            Passage(("We laid the keel of our largest boat under the old roof.",)),
        ],
        HOME: [Passage(("Why keels crack in frost",), ("From our blog",), "list")],
    }
    found = Digest((page(HOME, "home"), page(post, "post")), said, (), "en", "a client").read_on(100)
    assert texts(found) == ["We laid the keel of our largest boat under the old roof."]
