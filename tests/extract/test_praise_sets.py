"""What several people say, one after another: what reads alike vouches for itself."""

import pytest
from whole_site import facts

SAID = (
    ("We were nervous about handing over the keys, but every evening there was a message.", "Margaret Ellison", "Stroud"),
    ("Straight from start to finish. Would call them tomorrow.", "Tom R.", "Bath"),
    ("The quote was what we paid in the end. Two years on it all still looks new.", "Priya Nandakumar", "Oldbrook Ltd"),
    ("My mother asked for them by name when her kitchen needed doing.", "Zuzu", "Wells"),
)  # fmt: skip
WITH_TITLE = "<h2>What our customers say</h2><div>{}</div>"

SHAPES = {
    "the name in a heading, the text below": "<h3>{a}</h3><p>{q}</p>",
    "a bold name, then the text": "<p><strong>{a}</strong></p><p>{q}</p>",
    "name and text in one paragraph": "<p><strong>{a}, {r}</strong><br>{q}</p>",
    "a bold name, a dash, the text": "<p><b>{a}</b> – {q}</p>",
    "the name in brackets behind": "<p>{q} <small>({a}, {r})</small></p>",
    "the name in small letters behind": "<p>{q} <small>{a}</small></p>",
    "text and name as plain lines": "<div>{q}</div><div>{a}</div>",
    "text, name and town as plain lines": "<p>{q}</p><p>{a}</p><p>{r}</p>",
    "all of it in one paragraph": "“{q}”<br>{a}<br><br>",
    "a card of boxes": "<div><p>★★★★★</p><p>{q}</p><div><div>M</div><div><p>{a}</p><p>{r}</p></div></div></div>",
    "name, source, stars, text": "<div><p>{a}</p><p>Google</p><p>★★★★★</p><p>{q}</p></div>",
    "name and source in one line": "<div><p>{q}</p><p>{a} via Google</p></div>",
    "name and month, then the text": "<div><div><div>{a}</div><div>October 2023</div></div><div>{q}</div></div>",
    "a guest book": "<div><div>#7 {a} (03.10.2019, 14:22)</div><div>{q}</div></div>",
    "an article with a header": "<article><header><h4>{a}</h4><time>2023-10-03</time></header><p>{q}</p></article>",
    "a card whose name is a heading": "<div><p>{q}</p><h5>{a}</h5><h6>{r}</h6></div>",
    "a table of rows": "<table><tr><td>{a}<br>{r}</td><td>{q}</td></tr></table>",
    "a list of terms": "<dl><dt>{a}</dt><dd>{q}</dd></dl>",
    "a rating, a title, the text, name and date": "<div><span>5/5</span><h4>Super</h4><p>{q}</p><small>{a}, 3 October 2023</small></div>",
}  # fmt: skip


def said(body: str, kind: str = "home") -> set[tuple[str, str]]:
    """Quotations with their authors on a site of one page."""
    body = f"<html><body><main>{body}<section><h2>Contact</h2><p>Write to us or call us on any working day.</p></section></main></body></html>"
    return {(str(fact.value), fact.text("author")) for fact in facts("testimonial", {f"/x {kind}": body})}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=list(SHAPES))
def test_each_of_a_row_is_found_with_its_author(shape: str) -> None:
    """Also the one whose name nobody knows: it stands where the others have theirs."""
    body = "".join(shape.format(q=text, a=author, r=role) for text, author, role in SAID)
    assert said(WITH_TITLE.format(body)) == {(text, author) for text, author, _ in SAID}


HEADINGS = (
    "Das meinen unsere Gäste", "Ils nous ont fait confiance", "Nuestros clientes opinan", "I nostri clienti raccontano",
    "Klanten vertellen", "Quem já fez connosco", "Så tycker våra kunder", "Kunderne fortæller", "Dette mener kundene",
    "Klienci polecają", "Řekli o nás", "Love notes",
)  # fmt: skip


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_of_any_language_announces_it(heading: str) -> None:
    """In the words that sites of that language use beside the plain one."""
    from precall.extract.praise import is_heading_of_praise

    assert is_heading_of_praise(heading)


def test_quotation_marks_and_thanks_need_no_heading() -> None:
    """A slider on a home page often has none."""
    body = "".join(f"<p><em>“{text} Thank you!”</em></p><p>{author}</p>" for text, author, _ in SAID)
    assert {author for _, author in said(body)} == {author for _, author, _ in SAID}


OTHERS = {
    "what those who work there believe": "<h2>Who we are</h2>"
    + "".join(
        f"<blockquote><p>{text}</p><cite>{name}</cite></blockquote>"
        for text, name in (
            ("Trust is what every team is built on.", "Ada Winterbourne"),
            ("People are no spare parts of a machine.", "Bo Larkin"),
        )
    ),
    "services below a heading of results": "<h2>Real results</h2><div class='c'><h3>Roof Repair</h3><p>Slates and tiles for old houses, done in two days.</p></div>"
    "<div class='c'><h3>Gutter Cleaning</h3><p>Gutters emptied and flushed, spring and autumn.</p></div>",
    "the form below": "<h2>Reviews</h2><p>Write what you think of our work, we read it all.</p><p>Your name</p><p>Your mail address, which nobody else will see.</p><p>Send</p>",
}  # fmt: skip


@pytest.mark.parametrize("body", OTHERS.values(), ids=list(OTHERS))
def test_rows_of_other_things_are_no_praise(body: str) -> None:
    """Mottoes of the team, services, the fields of a form."""
    assert said(body) == set()


def test_an_article_is_not_read_for_rows() -> None:
    """What comments below a post say is no praise of the business."""
    body = "".join(f"<h3>{author}</h3><p>{text}</p>" for text, author, _ in SAID)
    assert said(f"<h2>Comments from readers</h2>{body}", "post") == set()


def test_where_and_when_it_was_said_is_no_role() -> None:
    """Only what somebody is stands beside the name."""
    cards = "".join(
        f"<div class='review'><p>{text}</p><b>{author}</b><span>Local Guide · Google · a year ago</span></div>"
        for text, author, _ in SAID
    )
    site = {"/x home": f"<html><body><main>{cards}</main></body></html>"}
    assert {fact.text("author_role") for fact in facts("testimonial", site)} == {"Local Guide"}


SIGNED = [
    ("Mr & Mrs Winterbourne, Leeds", "The Larkin family"),
    ("Familie Winter, Köln", "Frau L. aus Ulm"),
    ("A.W., York", "B.L., Leeds"),
    ("Client, Leeds", "Guest, York"),
    ("A. Winterbourne Leeds, UK", "B. Larkin York, UK"),
]
LAYOUTS = {
    "lines": "<h2>What our customers say</h2><p>{0}</p><p>{1}</p><p>{2}</p><p>{3}</p>",
    "cards": "<h2>What our customers say</h2><div class=c><p>{0}</p><span>{1}</span></div><div class=c><p>{2}</p><span>{3}</span></div>",
    "behind the mark": "<h2>What our customers say</h2><p>“{0}” {1}</p><p>“{2}” {3}</p>",
    "a line that heads": "<table><tr><td>Our customers are saying...</td></tr><tr><td>{0}</td></tr><tr><td>{1}</td></tr><tr><td>{2}</td></tr><tr><td>{3}</td></tr></table>",
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("who", SIGNED)
def test_who_signs_below_a_heading_of_praise_needs_no_known_name(layout: str, who: tuple[str, str]) -> None:
    """A family, initials, a client of a town: what stands alike below each text says who speaks."""
    said = ("They answered each of our calls and we thank them.", "I found the slates that I needed at last.")
    body = LAYOUTS[layout].format(said[0], who[0], said[1], who[1])
    found = facts("testimonial", {"/page home": f"<html><body><main>{body}</main></body></html>"})
    assert {str(fact.value) for fact in found} == set(said)
    assert all(fact.text("author") for fact in found)


def test_titles_above_what_the_business_says_sign_nothing() -> None:
    """Though the heading announces praise, the cards below are services."""
    card = "<div class=c><h3>{}</h3><p>We come to you and look at the whole roof.</p></div>"
    body = "<h2>Reviews</h2>" + card.format("Slating") + card.format("Gutters")
    assert not facts("testimonial", {"/page home": f"<html><body><main>{body}</main></body></html>"})
