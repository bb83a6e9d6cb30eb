"""Does precall see what is new on a site, newest first, and take nothing else for news?"""

import pytest
from whole_sites import whole_site

_HOME = "<h1>Bikes</h1>"


def _news(body: str, where: str = "/blog blog", language: str = "en") -> list[tuple[object, object]]:
    view = whole_site({"/ home": _HOME, where: body}, language=language)
    return [(fact.value, fact.get("date")) for fact in view.facts("news")]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<h1>Blog</h1><article><h2><a href=/blog/a>A quiet chain</a></h2><time datetime=2025-03-04>4 March</time></article>"
            "<article><h2><a href=/blog/b>Winter tyres at last</a></h2><time datetime=2025-11-02>2 November</time></article>",
            [("Winter tyres at last", "2025-11-02"), ("A quiet chain", "2025-03-04")],
        ),
        (
            "<h1>Notes</h1><article><h2>On brakes alone</h2><p>May 2025</p><p>Two are enough.</p></article>"
            "<article><h2>What we read</h2><p>Posted 3 weeks ago</p><p>Maps.</p></article>",
            [("On brakes alone", "2025-05-01"), ("What we read", None)],
        ),
        (
            "<h1>Noticias</h1><p><strong>Nueva máquina grande</strong> (15/11/2024)<br>Ya está aquí.</p>",
            [("Nueva máquina grande", "2024-11-15")],
        ),
        (
            "<h1>In the news</h1><h2>A workshop on the quay</h2><strong>By Ada Reed, The Harbour Post | April 1, 2024</strong><br><br>"
            "The shop on the quay has mended bicycles for thirty years, and for three of them also those of the ferrymen.<br>"
            "<a href=https://post.example/1>Read more</a><h2>Ten years of tubes</h2><strong>By Tom Gale, The Harbour Post | 26 May 2023"
            "</strong><br><br>Who has not had a flat on the way to the ferry?",
            [("A workshop on the quay", "2024-04-01"), ("Ten years of tubes", "2023-05-26")],
        ),
        ("<h1>Blog</h1><article><h2><a href=/hello>Hello world!</a></h2><p>1 May 2024</p></article>", []),
        (
            "<h1>Blog</h1><article><h2><a href=/b/x>From the far future</a></h2><p>5 July 2923</p></article>",
            [],
        ),
    ],
)
def test_posts_are_listed_newest_first(body: str, expected: list[tuple[str, str | None]]) -> None:
    """Dates by time elements, months or in brackets; relative ones stay undated, slips and sample posts are left out."""
    language = "es" if "Noticias" in body else "en"
    assert _news(body, language=language) == expected


def test_a_press_list_without_dates_is_news() -> None:
    """Titles below "In the media" count, undated."""
    body = "<h2>In the media</h2>" + "".join(
        f"<div class=col><h3><a href=https://radio.example/{n}>The long ride, part {n}</a></h3><p>Audio</p></div>"
        for n in (1, 2)
    )
    assert _news(body, "/in-the-news clients") == [
        ("The long ride, part 1", None),
        ("The long ride, part 2", None),
    ]


_COURSES = (
    "<h2>Upcoming courses</h2><div class=c><h3>First weekend out</h3><p>14 June 2025</p></div>"
    "<div class=c><h3>Second weekend out</h3><p>21 June 2025</p></div>"
)
_EVENING = "<p>Next open evening: 9 October 2025</p>"
_RIDE_OUT = (
    "<h3>Gravel Day, 9 October 2025</h3><p>A day course on the moor, with soup. &pound;85 a person.</p>"
)


@pytest.mark.parametrize("body", ["<p>Effective date: 1 May 2025</p>", "<p>Stand: 3. Mai 2025</p>"])
def test_the_day_on_which_terms_take_effect_says_nothing(body: str) -> None:
    """It is no news and no date of content."""
    view = whole_site({"/ home": _HOME, "/more other": body})
    assert not view.facts("news")
    assert not view.facts("latest_date")


def test_numbers_that_could_be_two_days_are_read_as_the_page_writes_its_others() -> None:
    """Its unmistakable dates tell the order."""
    told = {
        order: whole_site({"/ home": f"<p>{order}</p><p>03/04/2025</p>"}).facts("latest_date")[0].value
        for order in ("24/01/2025", "01/24/2025")
    }
    assert told == {"24/01/2025": "2025-04-03", "01/24/2025": "2025-03-04"}


@pytest.mark.parametrize("body", [_COURSES, _EVENING, _RIDE_OUT])
def test_course_and_event_dates_are_no_news_and_never_sure(body: str) -> None:
    """They tell how fresh a site is only where nothing else is dated, and then with a question mark."""
    view = whole_site({"/ home": _HOME, "/more other": body})
    assert not view.facts("news")
    assert [fact.check for fact in view.facts("latest_date")] == [True]


def test_a_post_counts_before_a_later_course() -> None:
    """What is written is dated by its post, not by what takes place some day."""
    blog = "<h1>Blog</h1><article><h2><a href=/b/1>The first ride</a></h2><p>2 May 2025</p></article>"
    (fact,) = whole_site(
        {"/ home": _HOME, "/blog blog": blog, "/more other": _COURSES + _EVENING + _RIDE_OUT}
    ).facts("latest_date")
    assert (fact.value, fact.check) == ("2025-05-02", False)


def test_the_newest_date_of_content_is_told() -> None:
    """The newest post decides, not one in the future."""
    body = (
        "<h1>Blog</h1><article><h2><a href=/b/1>The first ride</a></h2><p>2 May 2025</p></article>"
        "<article><h2><a href=/b/2>The next ride</a></h2><p>2 May 2031</p></article>"
    )
    (fact,) = whole_site({"/ home": _HOME, "/blog blog": body}).facts("latest_date")
    assert fact.value == "2025-05-02"


def test_a_blog_may_list_its_posts_without_headings() -> None:
    """A card's first line with a date beside it is a post, on a page that lists posts; without a date it is none."""
    cards = "".join(
        f"<div class=c><div>{day}</div><div><a href=/{n}>{title}</a></div></div>"
        for n, (day, title) in enumerate(
            (("3 March 2025", "Slates in winter"), ("1 May 2025", "Gutters in spring"))
        )
    )
    rest = "<div class=d><div>Our shop</div><div>Open all day</div></div>" * 2
    view = whole_site({"/ home": "<h1>Roofs</h1>", "/blog blog": f"<h1>Blog</h1>{cards}{rest}"})
    assert [fact.value for fact in view.facts("news")] == ["Gutters in spring", "Slates in winter"]


def test_the_day_of_a_change_in_data_dates_the_site() -> None:
    """A page's own data says when it was changed last."""
    data = '<script type="application/ld+json">{"@type":"WebPage","dateModified":"2026-01-09T10:00"}</script>'
    (fact,) = whole_site({"/ home": f"{data}<h1>Roofs</h1>"}).facts("latest_date")
    assert fact.value == "2026-01-09"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property=article:published_time content=2025-11-04T09:00:00+00:00>",
        '<script type="application/ld+json">{"@type":"Review","datePublished":"2025-11-04","reviewBody":"They came at once."}</script>',
        '<script type="application/ld+json">{"@type":"BlogPosting","headline":"Slates in winter","datePublished":"2025-11-04","dateModified":"2025-11-20"}</script>',
    ],
)
def test_posts_and_reviews_date_the_site_in_data_too(head: str) -> None:
    """Where no text of a page tells the day."""
    body = f"<html><head>{head}</head><body><h1>Slates in winter</h1><p>They crack.</p></body></html>"
    (fact,) = whole_site({"/ home": "<h1>Roofs</h1>", "/slates other": body}).facts("latest_date")
    assert fact.value == "2025-11-04"


def test_a_date_of_a_legal_page_is_none_of_content() -> None:
    """Privacy notices carry the day of their text."""
    view = whole_site(
        {"/ home": "<h1>Roofs</h1>", "/privacy legal": "<h1>Privacy</h1><p>3 November 2025</p>"}
    )
    assert not view.facts("latest_date")
