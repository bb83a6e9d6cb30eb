"""What a careful reader notices."""

from datetime import date

import pytest
from mill import ABOUT, FACTS, HOME, JOBS, NEWS, PAGES, SENTENCES, STORIES, TEAM, TODAY, fact, page

from precall.compose.observations import observations
from precall.decency import is_personal
from precall.model.dossier import Observation
from precall.model.fact import Fact

STORY = "Then my husband fell ill, and I was diagnosed a year later. My faith carried us."
SEEN = "Has a personal story on /about (“my husband”, “i was diagnosed”): read it, do not recite it."


def noticed(
    *facts: Fact, texts: dict[str, str] | None = None, with_name: str = "", today: date = TODAY
) -> list[Observation]:
    """The observations on some facts and texts."""
    return list(observations(facts, SENTENCES, today, pages=PAGES, texts=texts or {}, with_name=with_name))


def said(*facts: Fact, **more: object) -> list[tuple[str, str]]:
    """Use and text of each observation."""
    return [(seen.use, seen.text) for seen in noticed(*facts, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([fact("latest_date", "2022-12-07")], [("know", "Newest date on the site: 7 December 2022 (3 years ago).")]),
        (
            [fact("news", "The wet harvest", NEWS, date="2024-10-02"), fact("latest_date", "2024-10-02")],
            [("know", "Newest dated item: “The wet harvest”, 2 October 2024 (15 months ago).")],
        ),
        (
            [fact("news", "The wet harvest", NEWS, date="2026-01-12")],
            [("say", "Newest dated item: “The wet harvest”, 12 January 2026 (2 weeks ago).")],
        ),
        ([fact("news", "Baking day", NEWS, date="2026-03-14")], []),
        ([fact("news", "A note on rye", NEWS)], [("say", "Listed, undated: “A note on rye”.")]),
        ([fact("hiring", "Baker", JOBS)], [("say", "Roles listed, undated: “Baker”.")]),
        ([fact("copyright_year", 2023)], [("know", "The footer says © 2023.")]),
        ([fact("copyright_year", 2025)], []),
        ([fact("copyright_year", 2019), fact("copyright_year", 2026)], []),
        ([fact("founded", 1998, ABOUT), fact("summary", "We mill.")], []),
    ],
    ids=[
        "an old date", "an old article", "a new article", "an event ahead is not news", "an undated article", "a role",
        "an old year", "last year's footer in January", "a range of years", "nothing to notice",
    ],
)  # fmt: skip
def test_dates_are_told_with_their_age_and_what_has_none_is_undated(
    facts: list[Fact], expected: list[tuple[str, str]]
) -> None:
    """Old things are for knowing, nothing is called new."""
    assert said(*facts) == expected


def test_every_observation_cites_words() -> None:
    """What is noticed on the mill's site can be shown."""
    assert all(seen.evidence for seen in noticed(*FACTS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Team\nThis is dummy text for the caption.\nMore",
            "/ still has template text: “This is dummy text for the caption”.",
        ),
        ("LOREM IPSUM dolor sit amet", "/ still has template text: “LOREM IPSUM dolor sit amet”."),
        ("We recieve guests all year.", "A typing slip on /: “We recieve guests all year”."),
    ],
)
def test_left_over_text_and_slips_are_for_knowing(text: str, expected: str) -> None:
    """Spoken, they would sound like somebody who sells websites."""
    (seen,) = noticed(fact("language", "en"), texts={HOME: text})
    assert (seen.use, seen.text) == ("know", expected)
    assert seen.evidence[0].quote in text


def test_a_slip_in_another_language_is_no_slip() -> None:
    """What is wrong in English may be right elsewhere."""
    assert said(fact("language", "nl"), texts={HOME: "Ons adress en calender"}) == []


def test_a_personal_story_is_pointed_to_and_never_told() -> None:
    """The words that say what it is about, and the page's title, are all that is shown of it."""
    (seen,) = noticed(texts={ABOUT: STORY, STORIES: STORY})
    assert (seen.use, seen.text) == ("know", SEEN)
    assert [(proof.quote, proof.where) for proof in seen.evidence] == [("About the mill", "title")]


@pytest.mark.parametrize(
    ("text", "personal"),
    [
        ("We are a family business in the third generation.", False),
        ("Our mother dough is thirty years old.", False),
        ("Good and godparents welcome", False),
        ("We bake for hospitals and churches.", False),
        ("She lives here with her husband and a dog.", True),
        ("Mother of three, baker of more.", True),
        ("Meine Frau und ich führen die Mühle.", True),
        ("J’ai grandi à Lyon.", True),
        ("Mi fe me sostuvo.", True),
    ],
)
def test_family_health_belief_and_origin_are_nobodys_business(text: str, personal: bool) -> None:
    """A business may be about families; a life is not material."""
    assert is_personal(text) is personal


def test_one_figure_of_speech_is_no_life_story() -> None:
    """A story takes two different things."""
    assert said(texts={ABOUT: "God knows why we never stopped."}) == []


@pytest.mark.parametrize(
    ("facts", "use", "text"),
    [
        (
            [fact("person", "Oriel Penrose", TEAM), fact("person", "Oriel Penrowe", NEWS)],
            "say",
            "Nearly one name: “Oriel Penrose” (/people) and “Oriel Penrowe” (/journal).",
        ),
        (
            [fact("name", "Quern-side Mill", HOME), fact("name", "Quernside Mill", ABOUT)],
            "say",
            "Nearly one name: “Quern-side Mill” (/) and “Quernside Mill” (/about).",
        ),
        (
            [
                fact("offer", "Baking school", HOME),
                fact("price", "£95", HOME, amount=95, currency="GBP", **{"for": "Baking school"}),
                fact("price", "£110", ABOUT, amount=110, currency="GBP", **{"for": "baking school"}),
            ],
            "say",
            "Two prices for Baking school: £95 (/) and £110 (/about).",
        ),
        (
            [
                fact("phone", "+441729555018", HOME, shown="01729 555 018"),
                fact("phone", "+441729565018", ABOUT, shown="01729 565 018"),
            ],
            "know",
            "Two telephone numbers that differ by a digit: 01729 555 018 (/) and 01729 565 018 (/about).",
        ),
        (
            [
                fact("hours", "Mon to Fri 8.30am – 5pm", HOME),
                fact("hours", "Mo-Sa 09:00-18:00", HOME, where="json-ld"),
            ],
            "know",
            "Two sets of hours: “Mon to Fri 8.30am – 5pm” (/) and “Mo-Sa 09:00-18:00” (markup of /).",
        ),
        (
            [fact("hours", "Saturday 9–13", HOME), fact("hours", "Saturday: 10–14", ABOUT)],
            "know",
            "Two sets of hours: “Saturday 9–13” (/) and “Saturday: 10–14” (/about).",
        ),
        (
            [fact("founded", 1998, ABOUT, "Founded in 1998"), fact("founded", 2001, HOME, "Est. 2001")],
            "know",
            "Two founding years: 1998 (/about) and 2001 (/).",
        ),
        (
            [
                fact("address", "Weir Lane 4, Settle", HOME, street="Weir Lane 4", city="Settle"),
                fact("address", "Weir Lane 14, Settle", ABOUT, street="Weir Lane 14", city="Settle"),
            ],
            "know",
            "Two house numbers: “Weir Lane 4, Settle” (/) and “Weir Lane 14, Settle” (/about).",
        ),
        (
            [fact("email", "info@quernside.example", HOME), fact("email", "info@quern-flour.example", ABOUT)],
            "know",
            "Two addresses for one mailbox: info@quernside.example (/) and info@quern-flour.example (/about).",
        ),
    ],
    ids=[
        "a person",
        "the name",
        "a price",
        "a phone",
        "hours in the markup",
        "hours on two pages",
        "years",
        "house numbers",
        "mailboxes",
    ],
)
def test_a_contradiction_is_shown_with_both_sides(facts: list[Fact], use: str, text: str) -> None:
    """Both words, both pages; only names and prices may be spoken of."""
    (seen,) = noticed(*facts)
    assert (seen.use, seen.text) == (use, text)
    assert len(seen.evidence) == 2


def test_sums_of_two_services_under_one_label_are_no_contradiction() -> None:
    """Each stands on the page of its own service."""
    label = {"for": "Weekday visit"}
    offer = fact("offer", "Weekday visit", HOME)
    pages = (f"{HOME}services/baking", f"{HOME}services/milling")
    prices = [
        fact("price", f"£{sum_}", url, amount=sum_, **label)
        for sum_, url in zip((95, 110), pages, strict=True)
    ]
    assert not noticed(offer, *prices)
    listed = [
        fact("price", f"£{amount}", url, amount=amount, **label)
        for amount, url in ((95, f"{HOME}prices"), (110, f"{HOME}services/milling"))
    ]
    assert noticed(offer, *listed)


def test_a_label_that_two_price_lists_share_is_no_contradiction() -> None:
    """ "From, per day" stands on each page that has prices."""
    label = {"for": "Per day", "currency": "GBP"}
    prices = [
        fact("price", f"£{amount}", url, amount=amount, **label) for amount, url in ((95, HOME), (110, ABOUT))
    ]
    assert not noticed(*prices)


@pytest.mark.parametrize(
    "facts",
    [
        [fact("person", "Anna Roe", TEAM), fact("person", "Hanna Lowe", TEAM)],
        [fact("name", "Quernside", HOME), fact("name", "Quernside Mill", HOME)],
        [fact("name", "QUERNSIDE MILL", HOME), fact("name", "Quernside Mill", HOME)],
        [
            fact("offer", "Baking school", HOME),
            fact("price", "£95", HOME, amount=95, currency="GBP", **{"for": "Bread"}),
            fact("price", "£110", HOME, amount=110, currency="GBP", **{"for": "Bread"}),
        ],
        [
            fact("offer", "Baking school", HOME),
            fact("price", "£95", HOME, amount=95, currency="GBP", unit="day", **{"for": "Bread"}),
            fact("price", "£11", ABOUT, amount=11, currency="GBP", unit="hour", **{"for": "Bread"}),
        ],
        [fact("phone", "+441729555018", HOME), fact("phone", "+441729555019", HOME)],
        [fact("phone", "+441729555018", HOME), fact("phone", "+441729565018", HOME, type="fax")],
        [fact("hours", "Mon-Fri 9-5", HOME), fact("hours", "Mo-Fr 09:00-17:00", HOME, where="json-ld")],
        [
            fact("hours", "Mon 9–17", HOME),
            fact("hours", "Sat 10–14", HOME),
            fact("hours", "Sa 10:00-14:00", HOME, where="json-ld"),
        ],
        [fact("hours", "Mon-Fri 9-17", HOME), fact("hours", "Sat 10-14", ABOUT)],
        [fact("founded", 1998, ABOUT, "Founded in 1998"), fact("founded", 2001, HOME, "In Settle since 2001")],
        [fact("founded", 1998, HOME, "Founded in 1998"), fact("founded", 2001, HOME, "Est. 2001")],
        [
            fact("offer", "Hour", HOME),
            fact("price", "£95", HOME, amount=95, currency="GBP", **{"for": "Hour"}),
            fact("price", "£110", ABOUT, amount=110, currency="GBP", **{"for": "Hour"}),
        ],
        [fact("hours", "Mon-Fri 8-17", HOME), fact("hours", "Mo-Fr 00:00-23:59", HOME, where="json-ld")],
        [
            fact("address", "Weir Lane 4, Settle", HOME, street="Weir Lane 4", city="Settle"),
            fact("address", "Weir Lane 14, Malham", ABOUT, street="Weir Lane 14", city="Malham"),
        ],
        [fact("email", "info@quernside.example", HOME), fact("email", "sales@quern-flour.example", ABOUT)],
        [fact("email", "info@quernside.example", HOME), fact("email", "info@quernside.test", ABOUT)],
        [fact("email", "quern@quernside.example", HOME), fact("email", "quern@gmail.com", ABOUT)],
        [
            fact("email", "contact@quernside.example", HOME),
            fact("email", "contact@makers-of-sites.example", f"{HOME}imprint"),
        ],
    ],
    ids=[
        "two people", "a short form", "capitals", "two sizes on one page", "two units", "two lines of one switchboard",
        "a fax", "the same hours on another clock", "the markup says less", "other days", "a branch", "a history", "two services",
        "a line around the clock", "two towns", "two mailboxes", "a country each", "a free mailbox",
        "whoever made the site",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_contradiction_is_left_alone(facts: list[Fact]) -> None:
    """A false alarm costs the caller's trust."""
    assert said(*facts) == []


@pytest.mark.parametrize(
    ("line", "is_seen"),
    [
        ("These terms are those of Bramble Lamps Ltd (“we”, “us”).", True),
        ("Quernside Mill Ltd (“we”, “us”) mills flour.", False),
        ("We pay through Bramble Pay Ltd (see their terms).", False),
    ],
)
def test_terms_of_another_firm_are_pointed_out(line: str, is_seen: bool) -> None:
    """Copied from a site that sold something else; a supplier that is named is none of them."""
    terms = HOME + "terms"
    pages = (page(terms, "legal"),)
    seen = observations(
        (fact("name", "Quernside Mill", HOME),), SENTENCES, TODAY, pages=pages, texts={terms: line}
    )
    assert ["Bramble Lamps Ltd" in one.text for one in seen] == ([True] if is_seen else [])


def test_a_name_that_the_caller_has_in_another_spelling_is_pointed_out() -> None:
    """Before it is said wrong."""
    people = (fact("person", "Agnes Thorley", TEAM),)
    assert said(*people, with_name="Agnes Thornley") == [
        ("know", "You have “Agnes Thornley”; the site spells it “Agnes Thorley” (/people).")
    ]
    assert said(*people, with_name="agnes thorley") == []
    assert said(*people, with_name="Bob") == []


def test_one_person_in_two_facts_is_one_thread() -> None:
    """Whom the caller meets comes first; both places are cited."""
    threads = [
        seen
        for seen in noticed(*FACTS, with_name="Femi Adeyo")
        if seen.text.split(":")[0] in {"Femi Adeyo", "Agnes Thorley"}
    ]
    assert [seen.text for seen in threads] == [
        "Femi Adeyo: Head baker (/people); in a client's words (/stories).",
        "Agnes Thorley: Miller (/people); “Agnes Thorley on the wet harvest” (/journal).",
    ]
    assert all(seen.use == "say" and len(seen.evidence) == 2 for seen in threads)


def test_an_organisation_that_is_listed_and_quoted_is_one_thread() -> None:
    """The reviewer's own name stays out of it."""
    facts = (
        fact("client", "Harrowgate Hotel", STORIES),
        fact(
            "testimonial",
            "The only flour that we use.",
            STORIES,
            author="T. Boon",
            author_role="Harrowgate Hotel",
        ),
    )
    assert said(*facts) == [
        ("say", "Harrowgate Hotel: listed as a client (/stories); in a client's words (/stories).")
    ]


@pytest.mark.parametrize(
    "facts",
    [
        [
            fact("testimonial", "Lovely bread.", STORIES, author="Lucy Harrow"),
            fact("news", "Lucy Harrow visits", NEWS),
        ],
        [
            fact("person", "Jan Roe", TEAM),
            fact("person", "Jan Lowe", TEAM),
            fact("testimonial", "Jan was kind.", STORIES),
        ],
        [
            fact("person", "Agnes Thorley", TEAM, check=True),
            fact("news", "Agnes Thorley on harvest", NEWS, date="2027-01-01"),
        ],
    ],
    ids=["a reviewer", "a first name that two people bear", "a doubtful name"],
)
def test_no_thread_is_guessed(facts: list[Fact]) -> None:
    """A reviewer is nobody's thread, and a first name must be one person's."""
    assert not any(":" in text and "(/people)" in text for _, text in said(*facts))
    assert not any(text.startswith("Lucy") for _, text in said(*facts))


def test_pages_without_a_title_are_still_pointed_to() -> None:
    """There is no evidence to give then, and none is made up."""
    (seen,) = observations((), SENTENCES, TODAY, pages=(page(ABOUT, "about", ""),), texts={ABOUT: STORY})
    assert seen.evidence == ()


@pytest.mark.parametrize(
    ("text", "is_left"),
    [
        ("Copyright 2013 Your Company Name", True),
        ("You pay a fee if your business name needs to be registered again.", False),
        ("I have passed your company name on to the bakers.", False),
    ],
)
def test_a_name_to_be_filled_in_is_written_as_a_name(text: str, is_left: bool) -> None:
    """In a sentence it is the reader's."""
    assert any("template text" in seen.text for seen in noticed(texts={HOME: text})) is is_left


def test_neither_a_client_s_family_nor_a_free_day_is_a_personal_story() -> None:
    """What is read is not theirs, or no story."""
    praise = "They looked after my husband and my daughter for years."
    away = "She loves walking and spending time with family and friends."
    assert noticed(fact("testimonial", praise, ABOUT), texts={ABOUT: praise}) == []
    assert noticed(texts={ABOUT: away}) == []
