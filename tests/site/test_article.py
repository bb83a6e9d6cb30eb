"""A post is read without its frame, in words that stand on the page."""

from datetime import UTC, datetime

from precall.model.page import Fetched
from precall.reading.page import read_page
from precall.site import article
from precall.site.document import parse

NOW = datetime(2026, 1, 31, 9, tzinfo=UTC)
SENTENCES = [
    f"In week {number} we took the old tower clock apart, cleaned wheel number {number} and wrote down what we saw."
    for number in range(12)
]
POST = (
    "<html><head><title>The tower clock</title></head><body><nav><a href=/>Home</a> <a href=/team>Team</a></nav>"
    f"<article><h1>The tower clock</h1>{''.join(f'<p>{sentence}</p>' for sentence in SENTENCES)}</article>"
    "<aside><p>Subscribe to our letter</p></aside><footer>Acme, Mill Lane</footer></body></html>"
)


def answer(url: str, markup: str = POST) -> Fetched:
    return Fetched(url, url, 200, (("content-type", "text/html"),), markup.encode(), "", NOW)


def test_a_posts_text_is_the_post() -> None:
    """Menus and footers are left out, on pages of this kind alone."""
    post = read_page(answer("https://acme.example/blog/tower-clock"), link_text="The tower clock")
    about = read_page(answer("https://acme.example/about"))
    assert post.kind == "post"
    assert SENTENCES[0] in post.text.split("\n")
    assert "Mill Lane" not in post.text
    assert "Mill Lane" in about.text


def test_every_line_stands_on_the_page() -> None:
    """Nothing is rewritten on the way."""
    page = parse(answer("https://acme.example/blog/tower-clock"))
    lines = article.lines(page)
    assert len(lines) >= 12
    assert all(line in page.text for line in lines)


def test_a_page_that_could_take_long_is_left_alone() -> None:
    """Its blocks are its text then."""
    tables = "<table><tr><td>x</td></tr></table>" * 100
    unmarked = POST.replace("article>", "div>")
    assert article.lines(parse(answer("https://acme.example/blog/x", unmarked + tables))) == []


def test_a_post_that_marks_no_article_is_found_all_the_same() -> None:
    """Then the words decide what the post is."""
    unmarked = parse(answer("https://acme.example/blog/x", POST.replace("article>", "div>")))
    assert SENTENCES[0] in article.lines(unmarked)
