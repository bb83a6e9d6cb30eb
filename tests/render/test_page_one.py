"""What stands on page one is surely so: where there is doubt, the line is left out."""

import re
from dataclasses import replace

import pytest
import sample

from precall import sentences
from precall.model.call import Call, Promise, Remembered
from precall.model.dossier import Gap, Question
from precall.model.fact import Fact
from precall.model.judgement import Judgement
from precall.model.passage import Passage
from precall.render import templates
from precall.render.briefing import briefing, render_briefing
from precall.render.environment import Environment
from precall.render.view import Briefing

SENTENCES = sentences.load("en", templates.folders())
PAGES = (
    sample.page(sample.HOME, "home", "Home"),
    sample.page(sample.FAQ, "faq", "Questions"),
    sample.page(sample.HOME + "terms", "legal", "Terms"),
)
ENGLISH = sample.fact("language", "en", sample.HOME)


def view(*facts: Fact, passages: dict[str, list[Passage]] | None = None) -> Briefing:
    """The briefing of a site with these facts."""
    dossier = replace(sample.sparse(), facts=(ENGLISH, *facts), questions=(), observations=(), pages=PAGES)
    return briefing(
        dossier, Call(), sample.CALLER, passages=passages or {}, now=sample.NOW, sentences=SENTENCES
    )


def lines(*facts: Fact, passages: dict[str, list[Passage]] | None = None) -> list[str]:
    """What page one says of a site with these facts, but for who is there."""
    made = view(*facts, passages=passages)
    return [
        f"{line.label}: {line.text}" if line.label else line.text
        for part in made.first
        if part.key != "who"
        for line in part.lines
    ]


@pytest.mark.parametrize(
    "said",
    [
        "We mend wooden boats for owners on the Fal.",
        "Tidewell mends wooden boats.",
        "The yard of Tidewell mends wooden boats.",
    ],
)
def test_what_they_are_opens_the_page(said: str) -> None:
    """Of us, or of the business by its name."""
    name = sample.fact("name", "Tidewell Boats", sample.HOME)
    assert said in lines(name, sample.fact("summary", said, sample.HOME))


@pytest.mark.parametrize(
    "said",
    [
        "A yard of nine allows us to mend every kind of hull.",
        "We decided one evening, over a chart of the estuary and a bottle of something strong, to build the yard that we had looked for in vain.",
    ],
    ids=["a side of it", "how it began"],
)
def test_what_tells_of_them_beside_what_they_are_does_not_open_the_page(said: str) -> None:
    """More than half of such sentences were a mood or a story."""
    name = sample.fact("name", "Tidewell Boats", sample.HOME)
    assert said not in lines(name, sample.fact("summary", said, sample.HOME))


@pytest.mark.parametrize(
    "said",
    [
        "By signing up you accept our terms and conditions.",
        "Members of the press may contact us about our boats.",
        "Here we have a list of our moorings.",
        "Please note that our yard takes no returns.",
        "Our website uses cookies to know you again.",
        "Reach out to Tidewell Rigging.",
        "Tidewell Rigging also offers a heated loft.",
        "Looking for a mast? Tidewell Rigging has all of them.",
        "We have recently celebrated our thirtieth year.",
        "Important: Tidewell Rigging offers moorings for larger boats.",
        "Tidewell Rigging is a real asset to every harbour!",
    ],
)
def test_what_tells_how_to_reach_them_or_speaks_of_rules_is_not_what_they_are(said: str) -> None:
    """The page would rather say nothing."""
    assert said not in lines(sample.fact("summary", said, sample.HOME))


@pytest.mark.parametrize(("url", "shown"), [(sample.HOME, True), (sample.FAQ, False)])
def test_what_a_page_says_of_itself_opens_only_where_it_is_the_page_of_the_business(
    url: str, shown: bool
) -> None:
    """The description of another page is about that page."""
    said = "A quiet hall beside the harbour with room for ninety."
    assert (said in lines(sample.fact("summary", said, url, where="meta"))) is shown


def test_what_opens_the_page_does_not_go_on_with_another_page() -> None:
    """A case that is told elsewhere is not what they are."""
    first, second = "We mend wooden boats on the Fal.", "The museum came to us as we know old hulls."
    proofs = tuple(sample.proof(url, said) for url, said in ((sample.HOME, first), (sample.FAQ, second)))
    summary = replace(sample.fact("summary", f"{first} {second}", sample.HOME), evidence=proofs)
    assert lines(summary) == [first]


@pytest.mark.parametrize(
    "said", ["Visit our specialist for families.", "This yard has served families for years."]
)
def test_a_call_or_half_a_thought_does_not_say_for_whom(said: str) -> None:
    """Though both name people."""
    assert lines(sample.fact("audience", said, sample.HOME)) == []
    assert lines(sample.fact("audience", "For families with a small boat", sample.HOME)) == [
        "For: For families with a small boat"
    ]


@pytest.mark.parametrize(
    ("url", "confidence", "shown"),
    [
        ("https://calendly.com/tidewell/visit", 0.95, True),
        (sample.sparse().subject.url + "booking", 0.95, True),
        (sample.sparse().subject.url + "contact", 0.95, False),
        (sample.sparse().subject.url + "#contact-form", 0.95, False),
        ("https://tidewell-shop.example/schedule", 0.95, False),
        (sample.sparse().subject.url + "booking", 0.7, False),
    ],
)
def test_a_way_to_book_is_one_where_something_can_be_booked(url: str, confidence: float, shown: bool) -> None:
    """A form to write to them is no calendar, and neither is a guess."""
    booking = replace(sample.fact("booking", url, sample.HOME), confidence=confidence)
    assert any(line.startswith("Book: ") for line in lines(booking)) is shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mon-Thu 9-17; Fri 9-16", ["Hours: Mon-Thu 9-17; Fri 9-16"]),
        ("Hours: Mon-Thu 9-17", ["Hours: Mon-Thu 9-17"]),
        ("- 9am to 5pm Monday to Friday", ["Hours: 9am to 5pm Monday to Friday"]),
        ("Tue & Wed: 10am-3pm Tue & Wed: 9am-5pm", []),
        ("Mon 00:00 - 23:59", []),
        ("Everyday from 11 a.m. to 10 p.m.", ["Hours: Everyday from 11 a.m. to 10 p.m."]),
        ("Rigging hours: 9am to 5pm", ["Hours: Rigging hours: 9am to 5pm"]),
        ("Sail loft open 24/7", []),
        ("Select Mondays at 7pm", []),
        ("Thursday, October 17th at 7pm", []),
        ("(24 hours a day, 7 days a week)", []),
    ],
)
def test_hours_with_two_times_for_one_day_are_not_shown(said: str, shown: list[str]) -> None:
    """Two columns of a table, of which nobody knows which is for when; nor those of one evening or one room."""
    assert lines(sample.fact("hours", said, sample.CONTACT)) == shown


def test_hours_of_two_places_both_stand_there() -> None:
    """Neither of them alone is the truth."""
    first, second = (sample.fact("hours", said, sample.CONTACT) for said in ("Mon-Fri 9-17", "Sat 10-14"))
    assert lines(first, second) == ["Hours: Mon-Fri 9-17", "Hours: Sat 10-14"]


def test_the_same_hours_in_two_shapes_stand_once() -> None:
    """A line in the footer, and a row for each day."""
    said = ("Mon-Thu 9:00-17:00, Fri 9:00-16:00", "Monday 9:00-17:00; Friday 9:00-16:00")
    assert lines(*(sample.fact("hours", one, sample.CONTACT) for one in said)) == [f"Hours: {said[0]}"]


@pytest.mark.parametrize(
    ("url", "shown"), [(sample.HOME, True), (sample.HOME + "terms", False), (sample.FAQ, False)]
)
def test_a_number_that_only_rules_or_answers_name_is_somebody_elses(url: str, shown: bool) -> None:
    """A host's, or an authority's."""
    number = sample.fact("phone", "+441326555010", url, "01326 555 010", shown="01326 555 010")
    assert any("01326" in line for line in lines(number)) is shown


def test_a_doubtful_number_is_not_shown_beside_a_sure_one() -> None:
    """Alone it is, with its mark."""
    sure, doubtful = (
        sample.fact(
            "phone",
            f"+44132655501{n}",
            sample.HOME,
            f"01326 555 01{n}",
            shown=f"01326 555 01{n}",
            check=bool(n),
        )
        for n in range(2)
    )
    assert [line for line in lines(sure, doubtful) if "Phone" in line or "555" in line] == [
        "Phone: 01326 555 010"
    ]
    assert "Phone: 01326 555 011" in lines(doubtful)


def test_an_old_post_is_not_the_newest_where_its_page_says_when_it_was_changed() -> None:
    """Which of the days is the newest is not known, so that none is said to be."""
    said = Passage(("How we caulk a hull", "Posted 4 May 2019, updated 28 January 2026"))
    posted = sample.fact("latest_date", "2019-05-04", sample.HOME)
    made = [
        briefing(
            replace(sample.sparse(), facts=(ENGLISH, posted), pages=PAGES, missed=()),
            Call(),
            sample.CALLER,
            passages=passages,
            now=sample.NOW,
            sentences=SENTENCES,
        )
        for passages in ({sample.HOME: [said]}, {})
    ]
    heads = [[line.text for line in one.header.facts] for one in made]
    assert heads == [[], ["nothing dated since 4 May 2019, 6 years ago: check that they still trade"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We mend boats.", ["nothing dated"]),
        ("Una wrote to us on 3 May 2025.", []),
        (
            "Una wrote to us on 3 May 2019.",
            ["nothing dated since 3 May 2019, 6 years ago: check that they still trade"],
        ),
    ],
)
def test_nothing_is_called_undated_where_a_text_names_a_day(text: str, said: list[str]) -> None:
    """Be it that of a review."""
    dossier = replace(sample.sparse(), facts=(ENGLISH,), pages=PAGES, missed=())
    made = briefing(
        dossier,
        Call(),
        sample.CALLER,
        passages={sample.HOME: [Passage((text,))]},
        now=sample.NOW,
        sentences=SENTENCES,
    )
    assert [line.text for line in made.header.facts] == said


def test_the_page_that_takes_bookings_goes_before_its_rules() -> None:
    """The shorter address, and a booking service before either."""
    site = sample.sparse().subject.url
    urls = (site + "booking/policy-and-more", site + "booking")
    facts = [replace(sample.fact("booking", url, sample.HOME), confidence=0.95) for url in urls]
    assert next(line for line in lines(*facts) if line.startswith("Book: ")).endswith("/booking")


def test_two_addresses_both_stand_there() -> None:
    """Nobody knows at which of them they are."""
    made = lines(
        *(sample.fact("address", said, sample.HOME) for said in ("2 Weir Lane, Falmouth.", "7 Quay, Truro"))
    )
    assert made == ["Address: 2 Weir Lane, Falmouth", "Address: 7 Quay, Truro"]


def test_who_is_told_of_is_not_named_again_by_a_shorter_name_and_more_people_stand_with_their_roles() -> None:
    """As far as there is room."""
    names = ("Joanna Rowe", "Jo Rowe", "Kit Marr", "Wen Tull", "Ada Flint", "Bo Carn", "Cy Dunn")
    people = [sample.fact("person", name, sample.HOME, role="Rigger") for name in names]
    passages = {
        sample.HOME: [Passage(("Joanna Rowe built 40 boats in Fowey before 1998.",), ("Joanna Rowe",))]
    }
    made = view(*people, passages=passages)
    told = [f"{line.label}: {line.text}" for part in made.first if part.key == "who" for line in part.lines]
    assert told == [
        "Joanna Rowe, Rigger: Joanna Rowe built 40 boats in Fowey before 1998.",
        "Also named: Kit Marr (Rigger), Wen Tull (Rigger), Ada Flint (Rigger) and 2 more",
        ": Bo Carn (Rigger), Cy Dunn (Rigger)",
    ]


@pytest.mark.parametrize(
    ("called", "shown"),
    [
        ("Each size, one price", []),
        ("Small mooring", ["Small mooring: £63 each; Large mooring: £93 each"]),
    ],
)
def test_rows_that_differ_by_their_sums_alone_are_not_shown(called: str, shown: list[str]) -> None:
    """What each sum is for stands in a heading that is not seen."""
    other = called.replace("Small", "Large")
    prices = [
        sample.fact("price", said, sample.HOME, amount=amount) for said, amount in (("£63", 63), ("£93", 93))
    ]
    rows = [
        Passage((label, cost), ("What it costs",), "row")
        for label, cost in ((called, "£63 each"), (other, "£93 each"))
    ]
    made = lines(*prices, passages={sample.HOME: rows})
    assert [line for line in made if "£" in line] == shown


def test_a_row_that_begins_with_a_sum_and_ends_with_a_scrap_is_not_shown() -> None:
    """What the sum is for stood in the row above it."""
    prices = [sample.fact("price", said, sample.HOME) for said in ("GBP 63.00", "GBP 93.00")]
    rows = [
        Passage(cells, ("What it costs",), "row")
        for cells in (("Small mooring", "GBP 63.00 each"), ("GBP 93.00 each", "rpl"))
    ]
    made = lines(*prices, passages={sample.HOME: rows})
    assert not any("rpl" in line for line in made)


def test_a_price_whose_label_stands_above_several_sums_is_not_shown() -> None:
    """Nobody knows of which product each is."""
    prices = [
        sample.fact(
            "price", said, sample.SERVICES, f"Our price: {said}", **{"for": "Our price", "amount": amount}
        )
        for said, amount in (("£11", 11), ("£6", 6))
    ]
    assert lines(*prices) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("A boat that is only looked at is furniture.", True),
        ("We never hurry a hull, though.", False),
        ("I remember saying “I never want a desk”.", False),
    ],
)
def test_their_words_need_no_sentence_before_them(said: str, shown: bool) -> None:
    """Nor do they hold somebody's else."""
    assert lines(sample.fact("phrase", said, sample.HOME)) == ([said] if shown else [])


def test_a_question_put_to_the_reader_is_no_answer_of_theirs() -> None:
    """No visitor asks it."""
    asked = ("Need a yard that hurries?", "Do you store boats in winter?")
    facts = [sample.fact("faq", said, sample.FAQ) for said in asked]
    passages = {
        sample.FAQ: [
            Passage((f"We keep {n} boats under one roof.",), (said,)) for n, said in enumerate(asked, 2)
        ]
    }
    assert "Do you store boats in winter?: We keep 3 boats under one roof." in lines(
        *facts, passages=passages
    )
    assert not any("hurries" in line for line in lines(*facts, passages=passages))


def test_a_country_without_a_name_is_not_shown_by_its_letters() -> None:
    """Nobody is told a code."""
    dossier = replace(sample.sparse(), facts=(sample.fact("country", "ZZ", sample.HOME),))
    assert briefing(dossier, Call(), sample.CALLER, now=sample.NOW, sentences=SENTENCES).header.place == ""


def test_no_paragraph_holds_what_opens() -> None:
    """A browser ends a paragraph where a quote to open begins, and the source stands on a line of its own."""
    shown = render_briefing(
        sample.rich(), Call(), sample.CALLER, now=sample.NOW, environment=Environment(SENTENCES)
    )["briefing.html"]
    inside = [part.partition("</p>")[0] for part in re.split(r"<p[ >]", shown)[1:]]
    assert "<details" in shown
    assert not any("<details" in text for text in inside)


def test_what_they_sell_stands_beside_a_long_memory() -> None:
    """Before a second call, too, an offer and its price are at hand."""
    promises = tuple(
        Promise("me", f"send the {number} sheet of the long list of all the timber in the yard")
        for number in ("first", "second", "third", "fourth", "fifth", "sixth")
    )
    remembered = Remembered(
        last_call=sample.NOW,
        promises=promises,
        agreed=("three sessions, £450 in all, and the first of them free if it does not help",) * 3,
        goals=("a rebuild a year, and a winter in which nobody works on Sundays any more",) * 3,
    )
    made = briefing(
        sample.rich(), sample.CALL, sample.CALLER, remembered, now=sample.NOW, sentences=SENTENCES
    )
    (sold,) = (part for part in made.first if part.key == "sell")
    assert "£" in " ".join(line.text for line in sold.lines)
    assert any(part.key == "last" for part in made.first)


@pytest.mark.parametrize(
    ("name", "is_doubtful"),
    [
        ("Plumb & Sons", False),
        ("Paper Lanterns", False),
        ("Bureau of Seals", True),
        ("Лодки", False),
    ],
    ids=["a word of the domain", "its initials", "neither", "letters of no domain"],
)
def test_a_name_that_nothing_else_says_is_to_be_checked(name: str, is_doubtful: bool) -> None:
    """A seal's or a partner's stood above the page."""
    assert view(sample.fact("name", name, sample.HOME)).header.check is is_doubtful


def test_nobody_is_named_only_where_the_whole_text_names_nobody_either() -> None:
    """A page whose passages were not kept may still name its people."""
    judgement = Judgement(gaps=(Gap("price", "No prices.", "ask"),))
    dossier = replace(sample.sparse(), facts=(ENGLISH,), questions=(), observations=(), pages=PAGES)
    made = briefing(dossier, Call(), sample.CALLER, judgement=judgement, now=sample.NOW, sentences=SENTENCES)
    assert not any(part.key == "who" for part in made.first)
    assert any(part.key == "who" for part in view().first)


def test_a_call_of_the_same_day_is_not_told_to_be_of_today() -> None:
    """Its date says so, and the next call may be another day's."""
    remembered = Remembered(last_call=sample.NOW, goals=("a rebuild a year",))
    made = briefing(
        sample.rich(), sample.CALL, sample.CALLER, remembered, now=sample.NOW, sentences=SENTENCES
    )
    (last,) = (part for part in made.first if part.key == "last")
    assert last.lines[0].note == ""


def test_of_doubtful_people_only_those_who_lead_stand_there() -> None:
    """Most of the others were of somebody else, or nobody."""
    people = (
        sample.fact("person", "Kit Marrack", sample.ABOUT, role="Managing director", check=True),
        sample.fact("person", "Harbour News", sample.ABOUT, role="expert", check=True),
    )
    made = view(*people)
    said = " ".join(line.text for part in made.first if part.key == "who" for line in part.lines)
    assert "Kit Marrack" in said
    assert "Harbour News" not in said


def test_a_doubtful_price_of_a_doubtful_offer_does_not_stand_there() -> None:
    """One whose price is sure does."""
    facts = (
        sample.fact("offer", "Survey", sample.SERVICES, price="£350", check=True),
        sample.fact("offer", "Index", sample.SERVICES, price="£58.36", check=True),
        sample.fact("price", "£350", sample.SERVICES),
        sample.fact("price", "£58.36", sample.SERVICES, check=True),
    )
    assert lines(*facts) == ["Survey: £350"]


@pytest.mark.parametrize(
    "said", ["We are more than a yard.", "We are always glad of a challenge!", "We Only Build In Oak"]
)
def test_a_boast_is_no_line_in_which_they_insist(said: str) -> None:
    """It binds them to nothing."""
    assert lines(sample.fact("phrase", said, sample.ABOUT)) == []


def test_whom_one_meets_stands_beside_a_long_memory() -> None:
    """Also where the site tells a life of them, which takes more room than their name."""
    promises = tuple(
        Promise("me", f"send the {number} sheet of the long list of all the timber in the yard")
        for number in ("first", "second", "third", "fourth", "fifth", "sixth")
    )
    remembered = Remembered(
        last_call=sample.NOW,
        last_with="Oriel Penrose",
        promises=promises,
        changes=("gone, an offer that stood there for years and that many in the town still ask for",) * 3,
        agreed=("three sessions, £450 in all, and the first of them free if it does not help",) * 3,
        people=("has two daughters who sail and a son who would rather not, as she says herself",) * 3,
        goals=("a rebuild a year, and a winter in which nobody works on Sundays any more",) * 3,
    )
    life = (
        "Oriel Penrose started Tidewell in 2011 after nine years in Newlyn, four in Brest and a winter in which no"
        " yard on the river had any work at all for those who mend boats."
    )
    person = sample.fact("person", "Oriel Penrose", sample.ABOUT, role="Founder")
    offers = [
        sample.fact("offer", f"Mending of the {number} kind", sample.HOME) for number in ("first", "second")
    ]
    pages = (*PAGES, sample.page(sample.ABOUT, "about", "About"))
    dossier = replace(sample.sparse(), facts=(ENGLISH, person, *offers), observations=(), pages=pages)
    made = briefing(
        dossier,
        Call(with_name="Oriel", context="We have more boats than hands, and nobody to ask. " * 4),
        sample.CALLER,
        remembered,
        passages={sample.ABOUT: [Passage((life,), ("Oriel Penrose",))]},
        now=sample.NOW,
        sentences=SENTENCES,
    )
    who = [line for part in made.first if part.key == "who" for line in part.lines]
    assert [line.label for line in who][:1] == ["You meet Oriel Penrose, Founder"]
    last = [line.text for part in made.first if part.key == "last" for line in part.lines]
    assert last[0] == "You spoke with Oriel Penrose on 31 January 2026"


def test_what_is_told_of_a_person_does_not_open_the_page_as_well() -> None:
    """A sentence stands on page one once."""
    opening, life = (
        "Tidewell mends wooden boats on the Fal.",
        "Oriel Penrose started Tidewell in 2011 after nine years in Newlyn.",
    )
    proofs = (sample.proof(sample.HOME, opening), sample.proof(sample.ABOUT, life))
    summary = replace(sample.fact("summary", f"{opening} {life}", sample.HOME), evidence=proofs)
    facts = (
        sample.fact("name", "Tidewell Boats", sample.HOME),
        sample.fact("person", "Oriel Penrose", sample.ABOUT, role="Founder"),
        summary,
    )
    pages = (*PAGES, sample.page(sample.ABOUT, "about", "About"))
    dossier = replace(sample.sparse(), facts=(ENGLISH, *facts), questions=(), observations=(), pages=pages)
    passages = {sample.ABOUT: [Passage((life,), ("Oriel Penrose",))]}
    made = briefing(dossier, Call(), sample.CALLER, passages=passages, now=sample.NOW, sentences=SENTENCES)
    said = [(part.key, line.text) for part in made.first for line in part.lines]
    assert [key for key, text in said if text == life] == ["who"]
    assert ("breath", opening) in said


@pytest.mark.parametrize(
    ("second", "shown"),
    [("Fri-Sat 10-14", True), ("Sun 10-14", True), ("Tue 24 hrs; Sun 8-18", False)],
)
def test_a_second_set_of_hours_for_the_same_days_is_somebody_elses(second: str, shown: bool) -> None:
    """The clinic that they send to at night."""
    facts = [sample.fact("hours", said, sample.CONTACT) for said in ("Mon-Thu 9-17", second)]
    assert (f"Hours: {second}" in lines(*facts)) is shown


def test_a_sentence_about_something_that_never_closes_is_no_opening_hours() -> None:
    """A bar in a hotel."""
    said = "However late you come home from the sea, our bar is open 24/7."
    assert lines(sample.fact("hours", said, sample.CONTACT)) == []


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("located at 2 Weir Lane, Falmouth", "2 Weir Lane, Falmouth"),
        ("der Kaistraße 5, Kiel", "Kaistraße 5, Kiel"),
        (": 2 Weir Lane, Falmouth", "2 Weir Lane, Falmouth"),
    ],
)
def test_an_address_is_told_without_the_words_of_its_sentence(said: str, shown: str) -> None:
    """What an address begins with is a name or a number."""
    assert lines(sample.fact("address", said, sample.HOME)) == [f"Address: {shown}"]


@pytest.mark.parametrize(("path", "shown"), [("book", True), ("#booking", False), ("regatta", False)])
def test_a_page_of_theirs_takes_bookings_where_it_is_called_so(path: str, shown: bool) -> None:
    """What a button elsewhere leads to may be a list of events, or say that booking comes soon."""
    url = sample.sparse().subject.url + path
    made = lines(replace(sample.fact("booking", url, sample.HOME), confidence=0.95))
    assert any(line.startswith("Book: ") for line in made) is shown


@pytest.mark.parametrize(("beside", "shown"), [(True, False), (False, True)])
def test_what_an_imprint_alone_shows_is_not_theirs_beside_other_numbers(beside: bool, shown: bool) -> None:
    """It may be that of the chamber that watches over them."""
    imprint = sample.HOME + "imprint"
    pages = (*PAGES, sample.page(imprint, "legal", "Imprint"))
    chamber = sample.fact("phone", "+441326555011", imprint, "01326 555 011", shown="01326 555 011")
    own = sample.fact("phone", "+441326555010", sample.HOME, "01326 555 010", shown="01326 555 010")
    facts = (ENGLISH, *([own] if beside else []), chamber)
    dossier = replace(sample.sparse(), facts=facts, questions=(), observations=(), pages=pages)
    made = briefing(dossier, Call(), sample.CALLER, now=sample.NOW, sentences=SENTENCES)
    assert any("555 011" in line.text for part in made.first for line in part.lines) is shown


@pytest.mark.parametrize(
    ("author", "said", "shown"),
    [
        ("Wen Tull", "They mended her in a week and she has not leaked since.", True),
        ("Joanna Rowe", "They mended her in a week and she has not leaked since.", False),
        ("Tidewell Boats", "We mend wooden boats for owners on the Fal.", False),
    ],
)
def test_praise_that_they_sign_or_say_themselves_is_no_proof(author: str, said: str, shown: bool) -> None:
    """It is their own text in the frame of a quote."""
    facts = (
        sample.fact("person", "Joanna Rowe", sample.HOME),
        sample.fact("summary", "We mend wooden boats for owners on the Fal.", sample.HOME),
        sample.fact("testimonial", said, sample.HOME, author=author),
    )
    assert any(part.key == "proof" for part in view(*facts).first) is shown


def test_a_credential_that_is_said_with_the_name_is_not_said_again() -> None:
    """Alone it does not say whose it is."""
    who = sample.fact("person", "Joanna Rowe", sample.HOME, role="Chartered Shipwright")
    facts = [
        replace(sample.fact("credential", said, sample.HOME), confidence=0.95)
        for said in ("Chartered Shipwright", "Member of the Guild of Riggers")
    ]
    made = view(who, *facts).first
    assert [line.text for part in made if part.key == "proof" for line in part.lines] == [
        "Member of the Guild of Riggers"
    ]


def test_a_description_that_was_cut_off_ends_with_its_last_whole_sentence() -> None:
    """Systems cut what a page says of itself after so many letters."""
    cut = "We mend wooden boats for owners on the Fal. We also build small ones such as"
    told = replace(
        sample.fact("summary", cut, sample.HOME, cut), evidence=(sample.proof(sample.HOME, cut, "meta"),)
    )
    assert "We mend wooden boats for owners on the Fal." in lines(told)


def test_a_story_of_a_client_is_not_what_they_are() -> None:
    """It stands on a page of its own, and begins with the client."""
    name = sample.fact("name", "Tidewell Boats", sample.HOME)
    said = "Fowey Ferries came to Tidewell with a hull of 1911."
    assert said not in lines(name, sample.fact("summary", said, sample.HOME + "hulls/ferry"))


def test_whoever_wrote_a_post_is_no_more_than_named() -> None:
    """ "Author" is nobody's work here."""
    made = view(sample.fact("person", "Joanna Rowe", sample.HOME, role="Author")).first
    assert [line.text for part in made if part.key == "who" for line in part.lines] == ["Joanna Rowe"]


def test_one_name_alone_is_no_list_of_what_they_sell() -> None:
    """It may be any heading."""
    one, two = (sample.fact("offer", said, sample.HOME) for said in ("Rigging", "Moorings"))
    assert lines(one) == []
    assert lines(one, two) == ["Rigging; Moorings"]


@pytest.mark.parametrize(
    ("kind", "said", "shown"),
    [
        ("home", "We mend wooden boats for owners on the Fal.", True),
        ("home", "We are passionate about wood and committed to the sea.", False),
        ("services", "We mend masts of wooden boats.", False),
        ("services", "Tidewell mends wooden boats for owners on the Fal.", True),
    ],
)
def test_what_they_are_is_no_mood_and_not_one_of_their_services(kind: str, said: str, shown: bool) -> None:
    """On the page of a service "we" says what that service is."""
    url = sample.HOME if kind == "home" else sample.SERVICES
    more = [sample.page(f"{sample.HOME}{n}", "other", str(n)) for n in range(3)]
    pages = (*PAGES, sample.page(sample.SERVICES, "services", "Services"), *more)
    facts = (ENGLISH, sample.fact("name", "Tidewell Boats", sample.HOME), sample.fact("summary", said, url))
    dossier = replace(sample.sparse(), facts=facts, questions=(), observations=(), pages=pages)
    made = briefing(dossier, Call(), sample.CALLER, now=sample.NOW, sentences=SENTENCES)
    assert any(line.text == said for part in made.first for line in part.lines) is shown


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("We launched the ferry of Fowey on 4 January 2026.", True),
        ("We wrote a guide to the cost of masts in 2026.", False),
        ("Harbour dues are owed by the owner since 4 January 2026.", False),
    ],
)
def test_news_is_of_the_business_and_of_a_day_or_month(said: str, shown: bool) -> None:
    """A year alone is that of a guide, and a rule is nobody's news."""
    made = view(passages={sample.HOME: [Passage((said,), ("The yard",))]})
    assert any(part.key == "news" for part in made.first) is shown


def test_the_newest_date_is_no_older_than_the_news_below_it() -> None:
    """A sentence that names a later day than any dated post."""
    said = "We launched the ferry of Fowey on 4 January 2026."
    old = sample.fact("latest_date", "2025-03-02", sample.HOME)
    made = view(old, passages={sample.HOME: [Passage((said,), ("The yard",))]})
    assert any("4 January 2026" in line.text for line in made.header.facts)


def test_what_they_wrote_stands_once() -> None:
    """Where the first question quotes all of it, the room goes to a second question."""
    asked = (
        Question("You wrote “We say yes to everything”. What has happened since?", "They wrote it."),
        Question("Your site says “We never hurry a hull”. What does it take to keep that?", "A promise."),
    )
    dossier = replace(sample.sparse(), facts=(ENGLISH,), questions=asked, observations=(), pages=PAGES)

    def sections(context: str) -> dict[str, int]:
        """How many lines each section has."""
        call = Call(context=context)
        made = briefing(dossier, call, sample.CALLER, now=sample.NOW, sentences=SENTENCES)
        return {part.key: len(part.lines) for part in made.first}

    assert "told" not in sections("We say yes to everything.")
    assert sections("We say yes to everything. Our son is to have the yard.")["told"] == 1
    assert sections("We say yes to everything.")["start"] == len(asked)


def test_a_question_stands_there_however_long_its_reason_is() -> None:
    """What they wrote when booking is on page one in any case: in the first question, or above it."""
    words = "We say yes to everything and I mend sails at night."
    reason = "They wrote it when they booked this call, and that is worth more to you than all of the site."
    asked = (Question("You wrote “We say yes to everything and I mend sails at night”. What then?", reason),)
    dossier = replace(sample.sparse(), facts=(ENGLISH,), questions=asked, observations=(), pages=PAGES)
    made = briefing(dossier, Call(context=words), sample.CALLER, now=sample.NOW, sentences=SENTENCES)
    assert [part.key for part in made.first if words[:-1] in " ".join(line.text for line in part.lines)] == [
        "start"
    ]


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Member of the Guild of Riggers", True),
        ("Guild of Riggers: 387894) is based in Truro", False),
        ("Call a fully licensed rigger", False),
        ("This hobby became a licensed yard.", False),
        ("Guild no. 05047366", False),
    ],
)
def test_half_a_line_and_a_button_are_no_proof(said: str, shown: bool) -> None:
    """What was torn out of a footer says nothing."""
    made = view(replace(sample.fact("credential", said, sample.HOME), confidence=0.95)).first
    assert any(part.key == "proof" for part in made) is shown


def test_what_readers_say_of_a_book_is_no_proof() -> None:
    """Whoever wrote it may rig badly."""
    said = "I could not put this book down, and neither will you."
    made = view(sample.fact("testimonial", said, sample.HOME, author="Ada Flint")).first
    assert all(part.key != "proof" for part in made)


def test_how_much_somebody_is_insured_for_is_no_price() -> None:
    """The end of such a range is many times its beginning."""
    prices = [
        sample.fact("price", said, sample.HOME, **{"for": name})
        for name, said in (
            ("Hull cover", "Hull cover: $5,000 to $500,000"),
            ("Survey", "Survey: $1,500 to $3,000"),
        )
    ]
    assert [line for line in lines(*prices) if "$" in line] == ["Survey: $1,500 to $3,000"]


def test_where_nothing_says_what_they_are_the_heading_of_their_home_page_does() -> None:
    """Quoted as what it is; a greeting and a bare name say nothing."""
    home = PAGES[0]

    def opened(title: str) -> list[tuple[str, str]]:
        dossier = replace(sample.sparse(), facts=(), pages=(home._replace(title=title),))
        made = briefing(dossier, Call(), sample.CALLER, now=sample.NOW, sentences=SENTENCES)
        return [(line.label, line.text) for part in made.first if part.key == "breath" for line in part.lines]

    said = "Tidewell – Masts and rigging in Fowey"
    assert opened(said) == [("Their home page is headed", said)]
    assert opened("Welcome to Tidewell and its masts") == opened("Tidewell") == opened("Our services") == []


def test_where_nothing_is_surely_sold_headings_that_may_name_it_stand_there() -> None:
    """Called so; a step, a person and a question are none of them, and one alone says little."""
    names = (
        "Mast repair",
        "Choose your mast",
        "Our mission",
        "Spars",
        "Ada Flint, Rigger",
        "What is a spar?",
    )
    offers = [sample.fact("offer", name, sample.HOME, check=True) for name in names]
    ada = sample.fact("person", "Ada Flint", sample.HOME)
    assert "Headings that may name offers: Mast repair; Spars" in lines(*offers, ada)
    assert not any("Mast repair" in line for line in lines(*offers[:2]))
    assert not any(
        "may name" in line for line in lines(*offers, sample.fact("offer", "Rigging", sample.HOME))
    )


def test_what_room_is_left_tells_what_they_say_of_themselves_on_their_home_page() -> None:
    """Quoted with its page: what they offer or a figure, and no mood, no pride and no call."""
    said = "We rig 40 boats each winter in the loft above the old quay."
    others = (
        "We are proud of the 40 boats that we have rigged in the loft.",
        "We believe that 40 boats are enough for any loft above a quay.",
        "Our loft is open to all 40 boats, so get in touch with us today.",
        "Wooden masts have been made for 4000 years on all the seas.",
    )
    made = lines(passages={sample.HOME: [Passage((one,)) for one in (*others, said)]})
    assert [line for line in made if "40" in line] == [f"From their home page: {said}"]


def test_a_part_of_a_name_is_no_second_person_and_a_role_names_nobody_else() -> None:
    """Two columns of a page were read as one."""
    names = {
        "Ada Mary Flint": "Rigger",
        "Mary Flint": "Rigger",
        "Kit Marr": "Owner Bo Carn",
        "Bo Carn": "Owner",
    }
    people = [sample.fact("person", name, sample.HOME, role=role) for name, role in names.items()]
    made = view(*people)
    told = [line.text for part in made.first if part.key == "who" for line in part.lines]
    assert told == ["Kit Marr, Bo Carn (Owner), Ada Mary Flint (Rigger)"]


def test_what_stands_below_a_heading_that_may_name_an_offer_fills_the_page() -> None:
    """Whole, without the heading again, and not where it asks to call."""
    told = {
        "Mast repair": "Mast repair: We scarf and glue masts of spruce in the old loft.",
        "Spars": "Get in touch with us for any spar.",
    }
    offers = [
        sample.fact("offer", name, sample.HOME, check=True, description=said) for name, said in told.items()
    ]
    made = lines(*offers)
    assert "Mast repair: We scarf and glue masts of spruce in the old loft." in made
    assert not any("Get in touch" in line for line in made)
