"""What they say of themselves: summary, slogan, audience, values, phrases, calls, and a wish to be left alone."""

import pytest
from whole_site import facts, site, values

from precall.extract.site_words import SiteWords, weights_of
from precall.extract.speech import split
from precall.model.kinds import Kind

WHAT = "Larkspur Studio designs small gardens for busy families and schools in Kent."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We plant. You rest.", ("We plant.", "You rest.")),
        ("Dr. Lark came. She stayed.", ("Dr. Lark came.", "She stayed.")),
        ("Wir bauen z.B. Gärten. Immer gern!", ("Wir bauen z.B. Gärten.", "Immer gern!")),
        ("No end", ("No end",)),
        ("", ()),
    ],
)
def test_sentences_end_where_readers_stop(text: str, parts: tuple[str, ...]) -> None:
    """Abbreviations end nothing."""
    assert split(text) == parts


BINDERS = "We bind books by hand for archives and families in Lancaster."


def test_the_summary_is_their_sentence_about_what_they_do() -> None:
    """Mood, address, consent and calls to act are passed over; the words are theirs."""
    body = (
        "<title>Larkspur Studio</title><h1>Breathe out. You are home.</h1>"
        f"<p>{WHAT}</p><p>Call us today and discover what we can do for you.</p>"
        "<footer><p>Larkspur Studio, 4 Tannery Yard, Ashford TN23 1AB, 01233 496 018</p></footer>"
    )
    assert facts("summary", body)[0].value == WHAT


@pytest.mark.parametrize(
    "line",
    [
        "Joinery and staircases for old houses in Hull, made by two joiners.",
        "Signage for shops and offices, painted by hand in our yard in Leeds.",
        "Books and maps for walkers, sold from a barge in the harbour of Hull.",
        "Contact lens opticians for children and adults in Hull since 1980.",
        "Book binders and restorers of old maps for libraries in Hull.",
    ],
)
def test_a_trade_may_begin_as_a_call_to_act_does(line: str) -> None:
    """To join is no joinery, to book no bookbinder."""
    assert values("summary", f"<title>Quire</title><h1>Quire</h1><p>{line}</p>") == [line]


def test_a_call_to_act_is_no_summary() -> None:
    """What the visitor is to do says nothing of what they do."""
    assert (
        values("summary", "<h1>Quire</h1><p>Contact us today for a quote on your next kitchen in Hull.</p>")
        == []
    )


def test_a_summary_has_at_most_three_sentences_and_cites_each() -> None:
    """Every sentence of it stands on a page, and says something else."""
    more = [
        "We help schools in Ashford grow vegetables with their pupils.",
        "Our workshops offer teachers lessons about soil and bees.",
        "We offer parents an evening of recipes every second month.",
    ]
    body = "".join(f"<p>{said}</p>" for said in (WHAT, *more, more[0]))
    (found,) = facts("summary", f"<title>Larkspur Studio</title>{body}")
    quotes = [evidence.quote for evidence in found.evidence]
    assert str(found.value) == " ".join(quotes)
    assert len(set(quotes)) == len(quotes) == 3


def test_the_home_page_says_it_before_one_of_its_services_does() -> None:
    """Of two sentences that tell as much the one on the page that was asked for first is the summary, its near copy is not added."""
    copy = "We bind books by hand for archives and families in Lancaster and nearby."
    pages = {
        "/ home": f"<title>Quire</title><h1>Quire</h1><p>{BINDERS}</p>",
        "/repairs services": "<title>Repairs - Quire</title><h1>Repairs</h1>"
        f"<p>We repair books by hand for archives and families in the whole county.</p><p>{copy}</p>",
    }
    found = facts("summary", pages)[0]
    assert str(found.value).startswith(BINDERS)
    assert copy not in str(found.value)


@pytest.mark.parametrize("kind", ["summary", "audience"])
def test_each_sign_of_a_sentence_has_a_weight(kind: Kind) -> None:
    """What speaks for a sentence is weighed by the table that was fitted; a sign without a row would be a bug."""
    view = site(
        f"<title>Quire</title><meta name=description content='{BINDERS}'><p>{BINDERS} Families, visit us today!</p>"
        "<h2>Who we work with</h2><p>This is for archives of any size.</p>"
    )
    words = SiteWords(view)
    assert view.seen(kind)
    assert all(weights_of(kind).keys() >= words.signs(candidate).keys() for candidate in view.seen(kind))


def test_what_a_reviewer_says_is_no_summary() -> None:
    """A sentence inside a testimonial speaks of them, not for them."""
    review = "<blockquote>“Larkspur Studio has been providing our gardens in Kent for years.”<cite>Ann B.</cite></blockquote>"
    found = facts("summary", f"<title>Larkspur Studio</title><p>{WHAT}</p><h2>Testimonials</h2>{review}")
    assert "for years" not in str(found[0].value)


def test_the_slogan_is_the_large_line_and_not_the_name() -> None:
    """The first heading of the home page counts unless it only repeats the name."""
    body = "<title>Larkspur Studio</title><h1>Larkspur Studio</h1><h2>Gardens that wait for you</h2>"
    assert values("tagline", body) == ["Gardens that wait for you"]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Larkspur Studio</h1><div><a href='/a'>For families</a> <a href='/b'>For schools</a></div>",
        "<h2>About Larkspur Studio</h2>",
        "<title>Larkspur Studio</title><p>Ana Lark<br>Head gardener</p>"
        "<h2>Our team</h2><div><h3>Ana Lark</h3><p>Head gardener</p></div>",
    ],
)
def test_menus_titles_of_sections_and_people_are_no_slogans(body: str) -> None:
    """They stand as large and as high on the page."""
    body = f"<title>Larkspur Studio</title>{body}<p>Gardens that wait for you.</p>"
    assert values("tagline", body)[:1] == ["Gardens that wait for you."]


@pytest.mark.parametrize(
    ("line", "main"),
    [
        ("J’aide entrepreneurs et artisans à garder leur jardin.", "fr"),
        ("Vandaag help ik beginners om te tuinieren.", "nl"),
        ("I represent tenants in the courts of Kent.", "en"),
        ("Ich begleite Familien durch das Gartenjahr.", "de"),
    ],
)
def test_one_person_alone_says_whom_they_serve_too(line: str, main: str) -> None:
    """The verb in the first person, and behind an elision."""
    assert values("audience", f"<p>{line}</p>", main=main) == [line]


def test_the_audience_is_whom_they_say_they_serve() -> None:
    """A sentence that names people, and the lines under a heading that asks for whom."""
    body = f"<p>{WHAT}</p><h2>Who we work with</h2><p>Head teachers with a yard and no plan.</p>"
    assert set(values("audience", body)) == {WHAT, "Head teachers with a yard and no plan."}


@pytest.mark.parametrize(
    "line",
    [
        "We hire slowly and keep people for years.",
        "We are a studio based in the north, and people like us.",
        "Anyone can put their coats here, people do, just ask for it.",
    ],
)
def test_who_is_merely_mentioned_is_no_audience(line: str) -> None:
    """A word of serving stands before the people served."""
    assert values("audience", f"<p>{line}</p>") == []


@pytest.mark.parametrize(
    "line",
    [
        "We never plant what we would not water.",
        "Ich arbeite nie ohne Skizze am Tisch.",
        "We do not sell plants by the dozen.",
    ],
)
def test_a_sentence_in_which_they_insist_is_a_phrase(line: str) -> None:
    """First person and a word of insistence close behind it."""
    main = "de" if line.startswith("Ich") else "en"
    assert values("phrase", f"<p>{line}</p>", main=main) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "“We never saw such a garden before.”",
        "I agree that we only use your data once.",
        "Plants never sleep in winter months.",
        "Do we always plant in spring weather?",
        "We never forget my husband and our three children.",
        "What do we never ask you? *",
    ],
)
def test_quotations_consents_and_private_lives_are_no_phrases(line: str) -> None:
    """What others say, what a form asks and what is nobody's business is never quoted back."""
    assert values("phrase", f"<p>{line}</p>") == []


@pytest.mark.parametrize(
    "body",
    [
        "<form><p>We never share your message with others.</p></form>",
        "<form></form><div class='w-form-done success'><div>We always answer such a message soon.</div></div>",
    ],
)
def test_what_a_form_says_is_no_phrase(body: str) -> None:
    """Labels and messages of a form."""
    assert values("phrase", body) == []


def test_an_answer_is_no_line_that_they_insist_on() -> None:
    """It is a rule of the house, below the question that somebody asks."""
    rule = "<p>We do not give a rebate on bulbs.</p>"
    assert values("phrase", f"<h3>Is there a rebate?</h3>{rule}") == []
    assert values("phrase", f"<h3>Our bulbs</h3>{rule}") == ["We do not give a rebate on bulbs."]


def test_the_dutch_you_is_no_i() -> None:
    """A message to the visitor is not theirs to insist on."""
    assert values("phrase", "<p>Hier krijg je altijd een goede kop koffie.</p>", main="nl") == []


@pytest.mark.parametrize(
    ("heading", "body", "expected"),
    [
        ("Our values", "<ul><li>Soil first</li><li>Patience</li></ul>", ["Patience", "Soil first"]),
        ("What we believe", "<p>Gardens belong to those who dig them.</p>", ["Gardens belong to those who dig them."]),
        ("Unsere Werte", "<h3>Geduld</h3><p>Alles braucht seine Zeit im Garten.</p>", ["Geduld"]),
        ("Nos valeurs", "<ul><li>La patience</li></ul>", ["La patience"]),
        ("Nuestros valores", "<ul><li>Paciencia</li></ul>", ["Paciencia"]),
        ("I nostri valori", "<ul><li>Pazienza</li></ul>", ["Pazienza"]),
        ("Onze waarden", "<ul><li>Geduld</li></ul>", ["Geduld"]),
        ("Os nossos valores", "<ul><li>Paciência</li></ul>", ["Paciência"]),
        ("Our values", "</section><h2>Prices</h2><ul><li>Spade</li></ul>", []),
    ],
)  # fmt: skip
def test_a_heading_of_values_governs_what_stands_below(heading: str, body: str, expected: list[str]) -> None:
    """List items and sub-headings, else sentences, up to the next heading."""
    assert sorted(values("value", f"<h2>{heading}</h2>{body}")) == expected


def test_values_are_what_they_believe() -> None:
    """Mission and belief, as themselves."""
    line = "We believe that a garden is finished when children hide in it."
    assert values("value", f"<p>{line}</p>") == [line]


def test_calls_to_act_are_the_words_on_buttons() -> None:
    """Buttons count, menu entries do not."""
    body = "<nav><a href='/about'>About us</a></nav><a class='btn' href='/book'>Book a visit</a>"
    assert values("cta", body) == ["Book a visit"]


@pytest.mark.parametrize("label", ["Contact Us", "Contact et accès", "Kontakt & Anfahrt", "Contact form"])
def test_a_menu_label_is_no_call_to_act(label: str) -> None:
    """Even where it looks like a button."""
    assert values("cta", f"<a class='btn' href='/contact'>{label}</a>") == []


@pytest.mark.parametrize(
    ("line", "main"),
    [
        ("No solicitation, please.", "en"),
        (
            "Der Nutzung der Kontaktdaten zur Übersendung von nicht ausdrücklich angeforderter Werbung wird hiermit widersprochen.",
            "de",
        ),
        ("Acquisitie wordt niet op prijs gesteld.", "nl"),
    ],
)
def test_a_wish_to_be_left_alone_is_a_fact(line: str, main: str) -> None:
    """It suppresses the first mail."""
    assert values("no_solicitation", {"/legal legal": f"<p>{line}</p>"}, main=main) == [line]


def test_rows_of_figures_count_whatever_they_count() -> None:
    """Lines side by side that start with a figure; steps are numbered, and one figure comes once before it comes again."""
    body = "<h2>In figures</h2><ul><li>1,200 loaves a week</li><li>40 ovens</li><li>3 villages</li></ul>"
    assert {str(fact.value) for fact in facts("number", body)} == {
        "1,200 loaves a week",
        "40 ovens",
        "3 villages",
    }
    steps = "<h2>How it goes</h2><ul><li>1. Knead dough</li><li>2. Bake bread</li></ul><ul><li>1 Knead</li><li>2 Bake</li></ul>"
    assert not facts("number", steps)


def test_a_led_figure_counts_in_a_short_line_or_of_us() -> None:
    """ "Over 40 ovens" is ours where we say so; what a long sentence says of the world is not."""
    assert [str(fact.value) for fact in facts("number", "<p>We bake in over 40 ovens.</p>")] == [
        "We bake in over 40 ovens."
    ]
    assert not facts(
        "number",
        "<p>In the whole wide country that year nearly 18 ovens were lit by bakers every single morning.</p>",
    )


def test_a_credential_may_stand_in_a_sentence_that_turns_to_the_reader() -> None:
    """What is offered is told by its own clause; a name that sounds like a credential is none."""
    told = facts("credential", "<p>As a Harrow certified baker, I can help you bake.</p>")
    assert [str(fact.value) for fact in told] == ["As a Harrow certified baker, I can help you bake."]
    named = "<title>Larkspur Chartered Bakers</title><h1>Larkspur Chartered Bakers</h1><p>Larkspur Chartered Bakers opens at dawn.</p>"
    assert not facts("credential", named)


def test_a_chooser_of_countries_is_no_slogan() -> None:
    """What a page before the site asks is nothing that they say of themselves; a site that lists its countries among other pages is not one."""
    choices = "".join(
        f"<li><a href='/{n}/'>{name}</a></li>" for n, name in enumerate(("Deutschland", "France", "Italia"))
    )
    chooser = f"<title>Larkspur Studio</title><h1>Pick where you garden</h1><ul>{choices}</ul>"
    others = "".join(f"<a href='/{page}'>{page}</a> " for page in ("gardens", "prices", "studio", "contact"))
    assert values("tagline", chooser) == []
    assert values("tagline", chooser + others) == ["Pick where you garden"]
