"""What others say about the business."""

import pytest
from whole_site import facts

LONG = "They listened to every worry we had and fixed the roof in two days."


def said(body: str, kind: str = "home") -> list[tuple[str, str, str]]:
    """Quotation, author and the author's role on a site of one page."""
    markup = f"<html><body><main>{body}</main></body></html>"
    found = facts("testimonial", {f"/page {kind}": markup})
    return [(str(f.value), f.text("author"), f.text("author_role")) for f in found]


FOUND = [
    (f"<h2>What our clients say</h2><blockquote>“{LONG}”<footer>Ada Winterbourne, Leeds</footer></blockquote>", ("Ada Winterbourne", "Leeds")),
    (f"<section class='testimonials'><div class='card'><p>\"{LONG}\"</p><p>— Ada, Leeds</p></div></section>", ("Ada", "Leeds")),
    (f"<h2>Kundenstimmen</h2><div class='c'><p>„{LONG}“</p><p class='name'>Ada W.</p><p>Geschäftsführerin, Lark GmbH</p></div>", ("Ada W.", "Geschäftsführerin, Lark GmbH")),
    (f"<h2>Témoignages</h2><div class='c'><p>« {LONG} »</p><div class='author'><div class='avatar'>AW</div><div class='name'>Directrice de projet</div></div></div>", ("Directrice de projet", "")),
    (f"<div class='review'><h3>Great roof</h3><p>{LONG}</p><h4>Ada - 20th Jul, 2023</h4></div>", ("Ada", "")),
    (f"<div class='testimonial-item'><h5>Ada Winterbourne</h5><p>School bus driver</p><div class='testimonial-text'><p>{LONG}</p></div></div>", ("Ada Winterbourne", "School bus driver")),
    (f"<h2>Reviews</h2><p>“{LONG}” – Ada Winterbourne, owner of Lark</p>", ("Ada Winterbourne", "owner of Lark")),
    (f"<div class='testimonial'><p>{LONG}</p></div>", ("", "")),
    (f"<h2>Reviews</h2><blockquote><p><em>{LONG}</em><br><strong>Ada Winterbourne</strong>, PhD, psychologist and teacher, Leeds.</p></blockquote>", ("Ada Winterbourne", "PhD, psychologist and teacher, Leeds.")),
    (f"<ul class='reviews'><li><p class='review'>{LONG}</p><span>5</span><span class='by'>by Ada Winterbourne (May 4, 2012)</span></li></ul>", ("Ada Winterbourne", "")),
    (f"<h2>Recensioni</h2><div class='testi'><p>«{LONG}»</p><div class='who'>Giulia &amp; Marco<span>Matrimonio</span></div></div>", ("Giulia & Marco", "Matrimonio")),
    (f"<div><div>“</div><p>{LONG}</p><div><b>Ada Winterbourne</b><span>Lark Ltd</span></div></div>", ("Ada Winterbourne", "Lark Ltd")),
    (f"<p>{LONG} Thank you!</p><p>- Ada Winterbourne, Leeds</p>", ("Ada Winterbourne", "Leeds")),
    (f"<div>In their words</div><figure><p class='quote'>{LONG}</p><div>Ada W.</div></figure>", ("Ada W.", "")),
    (f"<div>Testimonials</div><h2>Roofs that people sleep under</h2><div><p>{LONG}</p><p>Ada Winterbourne</p></div>", ("Ada Winterbourne", "")),
    (f"<div>Customer testimonials</div><div><div><p><span>{LONG}</span></p><p><span>Ada Winterbourne</span></p><p> </p></div><a href=/praise>See more...</a></div>", ("Ada Winterbourne", "")),
    (f"<h2>Reviews</h2><div class='c'><p>“{LONG}”</p><p><b>Ada Winterbourne</b> · ★★★★★</p></div>", ("Ada Winterbourne", "")),
    (f"<div class='testimonial'><p>“{LONG}”</p><div>Z</div><h5>Zuzu</h5><p>Owner, Lark Ltd</p></div>", ("Zuzu", "Owner, Lark Ltd")),
    (f"<h2>Testimonials</h2><p>Thank you. {LONG}</p><p>Kind Regards<br>Ada Winterbourne</p>", ("Ada Winterbourne", "")),
    (f"<h2>Testimonials</h2><p>Thank you. {LONG}</p><p>Warmest regards,</p><p>Zuzu and Ottokar</p>", ("Zuzu and Ottokar", "")),
    (f"<section class='testimonials'><div class='slide'><h3>{LONG}</h3><p>Ada Winterbourne</p></div></section>", ("Ada Winterbourne", "")),
]  # fmt: skip


@pytest.mark.parametrize(("body", "author"), FOUND)
def test_praise_is_found_with_its_author(body: str, author: tuple[str, str]) -> None:
    """In every shape of markup and quotation mark."""
    assert [
        (text.removesuffix(" Thank you!").removeprefix("Thank you. "), *told) for text, *told in said(body)
    ] == [(LONG, *author)]


NONE = [
    "<section class='testimonials'><div class='card'><p>“"
    + 2
    * "Learning curve traction client angel investor user experience customer. Innovator media interface supply chain financing. "
    + "”</p><p>— Ada, Leeds</p></div></section>",
    "<div class='testimonial'><p>“Reading gives the mind its stones, but thinking builds the house of them.”</p><p>- John Locke;</p></div>",
    "<blockquote>“The whole is more than the sum of its parts.”</blockquote>",
    f"<p>We heard that {LONG}</p>",
    "<h2>What our clients say</h2><p><a href='/more'>Read all of our many client reviews on this page</a></p>",
    f"<h2>Reviews</h2><blockquote>“{LONG}”<footer>Your team at Larkspur</footer></blockquote>",
    "<div class='testimonial'><p>Lorem ipsum dolor sit amet, consectetur tempor erat.</p><h5>Client Name</h5></div>",
    f"<h2>Success stories</h2><article><h3>Ada Winterbourne</h3><p>{LONG}</p></article>@blog",
    "<div class='reviews'><p>0117 496 0123 (+44 117 496 0123 from abroad)</p><p>Ada Winterbourne</p></div>",
    f"<div class='quote'><p>{LONG}</p></div>@clients",
    "<div class='testimonial'><p>Please fill in the fields below and somebody will call you within two days.</p></div>",
    "<meta property=og:site_name content='Larkspur Gardens'><h3>Our Reviews</h3><p class='review'>Larkspur Gardens is locally owned and operated.</p><h5>Services</h5><div>Beds and walls</div>",
    "<div class='testimonial'><p>I'm a testimonial. Click to edit me and say something nice about it all.</p><p>Ada Winterbourne</p></div>",
]


@pytest.mark.parametrize("body", NONE)
def test_mottos_links_and_own_words_are_no_praise(body: str) -> None:
    """Lone quotations, calls to action, the team's own words, filler text, articles, numbers, a case study's own summary."""
    body, _, kind = body.partition("@")
    assert said(body, kind or "home") == []


def test_a_case_study_quotes_its_client() -> None:
    """Its own summary stands in the same markup; the client says "us" and thanks."""
    body = "<div class='quote'><p>Larkspur built a wonderful roof for us and we sleep well.</p></div>"
    assert [text for text, *_ in said(body, "clients")] == [
        "Larkspur built a wonderful roof for us and we sleep well."
    ]


def test_quotations_beside_each_other_each_have_their_author() -> None:
    """Those below announced praise vouch for one another, also where nobody says thanks."""
    lines = "".join(
        f"<div><p>{text}</p><p>{name}</p></div>"
        for text, name in ((LONG, "Ada W."), ("The roof was done before the rain came back.", "Bo L."))
    )
    assert {author for _, author, _ in said(f"<h2>Testimonials</h2>{lines}")} == {"Ada W.", "Bo L."}


def test_reviews_in_data_count_where_no_page_shows_any() -> None:
    """Structured data mostly repeats what stands on the page."""
    data = f'<script type="application/ld+json">{{"@type": "Review", "reviewBody": "{LONG}", "author": {{"@type": "Person", "name": "Ada W."}}}}</script>'
    assert said(data) == [(LONG, "Ada W.", "")]
    shown = "<h2>Reviews</h2><blockquote>“The roof was done before the rain came back.”<footer>Bo Larkin</footer></blockquote>"
    assert [author for _, author, _ in said(data + shown)] == ["Bo Larkin"]


def test_the_owners_pull_quote_is_no_testimonial() -> None:
    """Whoever works there does not praise the business."""
    body = f"<p>Ada Winterbourne, owner</p><h2>Voices</h2><blockquote>“{LONG}”<cite>Ada Winterbourne</cite></blockquote>"
    assert said(body) == []


def test_a_shortened_copy_joins_the_long_version() -> None:
    """The home page repeats the beginning of what stands on the page of reviews."""
    card = "<div class='testimonial'><p>“{}”</p><p>— Ada Winterbourne, Leeds</p></div>"
    short = f"<html><body>{card.format('They listened to every worry we had…')}</body></html>"
    long = f"<html><body>{card.format(LONG)}</body></html>"
    (fact,) = facts("testimonial", {"/ home": short, "/reviews testimonials": long})
    assert fact.value == LONG
    assert len(fact.evidence) == 2


def test_two_quotations_that_begin_alike_stay_two() -> None:
    """Reviewers often begin with the same words."""
    card = "<div class='testimonial'><p>“They did an excellent job {}”</p><p>— {}, Leeds</p></div>"
    body = card.format("with our roof and tidied up.", "Ada") + card.format(
        "laying brick paths around ponds.", "Clara"
    )
    assert len(said(body)) == 2


def test_a_short_review_whose_words_a_long_one_has_too_stands_for_itself() -> None:
    """Its own order of common words is its own praise."""
    long = "The team was very kind, so the roof was good and the price was fair, and my father thanks you for it all."
    card = "<div class='testimonial'><p>“{}”</p><p>— {}, Leeds</p></div>"
    body = card.format(long, "Ada") + card.format("My roof was very good, the team kind and fair.", "Clara")
    assert len(said(body)) == 2


def test_a_work_of_reference_is_no_praise() -> None:
    """Below "Referenzen" stand works too: whose title and text run together names no author."""
    body = "<h1>Unsere Referenzen</h1><article><h2>Fenwick Stahl- und Metallbau GmbH</h2><p>Neue Bänke für die Halle — Planung, Lieferung und Montage der ganzen Anlage.</p></article>"
    assert said(body, "testimonials") == []


@pytest.mark.parametrize("kind", ["home", "about", "careers"])
def test_those_who_work_there_are_no_clients(kind: str) -> None:
    """Below whose name the business's own stands, or who speaks on the page about its jobs."""
    of = {"home": "Larkspur Gardens Ltd", "about": "Head of beds, Larkspur Gardens"}.get(kind, "Gardener")
    body = f"<div class='testimonial'><p>“{LONG}”</p><p>Ada Winterbourne</p><p>{of}</p></div>"
    home = "<title>Larkspur Gardens</title><h1>Larkspur Gardens</h1>"
    assert not facts("testimonial", {"/ home": home, f"/words {kind}": body})
    assert facts("testimonial", {"/ home": home, "/words other": body.replace(of, "Quayside Ltd")})
