"""The rep's side: the offer, the fit table, and whether there is a reason to write."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mill import (
    ABOUT,
    CONTACT,
    FACTS,
    HOME,
    JOBS,
    NEWS,
    OFFER,
    SALES,
    SENTENCES,
    SUBJECT,
    TEXTS,
    TODAY,
    fact,
    judged,
    told,
)

from precall.compose import offer as offers
from precall.compose.conditions import Scene, parse, proof
from precall.compose.criterion import Criterion
from precall.compose.fit import fit
from precall.compose.offer import Offer
from precall.errors import TemplateError, Unreadable
from precall.model.call import Call
from precall.model.dossier import Observation
from precall.model.fact import Fact
from precall.model.judgement import Judgement
from precall.render.templates import shipped
from precall.site.text import clean

FRESH = fact("latest_date", "2026-01-12", HOME)


def sold(*facts: Fact, offer: Offer = OFFER, **more: object) -> Judgement:
    """A rep's judgement on some facts and no page texts."""
    return judged(facts, playbook=SALES, offer=offer, **({"texts": {}} | more))


def write(folder: Path, text: str) -> Path:
    """An offer in a file."""
    place = folder / "offer.toml"
    place.write_text(text, encoding="utf-8")
    return place


def test_the_shipped_offer_is_an_empty_form() -> None:
    """It can be read as it is, and says nothing yet."""
    assert offers.load(shipped() / "offer.toml") == Offer()


def test_an_offer_is_read_with_alternatives_and_conditions(tmp_path: Path) -> None:
    """Full stops that would double inside our sentences are taken off."""
    text = """
what = "keep stock right."
problem = "stock in two places?"
looks_for = ["shopify | webshop", { name = "German", when = ["country is DE"] }]
ask = "May I call?"
"""
    offer = offers.load(write(tmp_path, text))
    assert (offer.what, offer.problem, offer.ask) == (
        "keep stock right",
        "stock in two places",
        "May I call?",
    )
    assert offer.looks_for[0] == Criterion("shopify", ("shopify", "webshop"))
    assert offer.looks_for[1].when[0].words == "de"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("what = 3", "what: 3 is not a text in quotes"),
        ("price = 'x'", "price: there is no such entry; there are what, problem"),
        ("looks_for = 'shopify'", "looks_for: 'shopify' is not a list"),
        ("looks_for = ['']", "looks_for 1: it is empty"),
        ("looks_for = ['a', 7]", "looks_for 2: 7 is neither a text in quotes nor a table"),
        ("not_for = [{name = 'x'}]", "not_for 1, words: it says neither"),
        ("not_for = [{words = ['x']}]", "not_for 1, name: it is missing"),
        ("not_for = [{name = 'x', when = ['tek is y']}]", "not_for 1, when: 'tek' in 'tek is y' is no kind"),
        ("what = \n", "line 1"),
        (f"what = '{'a' * 2001}'", "what: a text of 2,001 characters; there can be 2,000"),
        (f"looks_for = ['{'a' * 2001}']", "looks_for: a text of 2,001 characters"),
        (f"looks_for = [{'7,' * 201}]", "looks_for: 201 entries; there can be 200"),
        (
            f"looks_for = ['{'a|' * 150}']\nnot_for = ['{'a|' * 151}']",
            "301 words to look for in all; there can be 300",
        ),
        ("what = 0x" + "f" * 9000, "what: a long number is not a text"),
    ],
)
def test_a_mistake_in_an_offer_is_named(text: str, said: str, tmp_path: Path) -> None:
    """File, entry, and what would be right."""
    place = write(tmp_path, text)
    with pytest.raises((TemplateError, Unreadable), match=said) as error:
        offers.load(place)
    assert str(place) in str(error.value)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("offer", True),
        ("no offer", False),
        ("booking", False),
        ("no booking", True),
        ("offer >= 5", True),
        ("offer > 5", False),
        ("offer = 5", True),
        ("offer < 5", False),
        ("offer <= 5", True),
        ("no offer >= 9", True),
        ("country is gb", True),
        ("country is DE", False),
        ("no country is DE", True),
        ("summary says heritage wheat", True),
        ("news within 30 days", True),
        ("news within 5 days", False),
        ("latest_date within 19 days", True),
        ("context", False),
        ("no with", True),
    ],
)
def test_conditions_are_plain_words_over_facts(condition: str, holds: bool) -> None:
    """Each can be read aloud, and is yes or no."""
    kinds = {f.kind: [g for g in FACTS if g.kind == f.kind] for f in FACTS}
    assert (proof(parse(condition), Scene(kinds, TODAY)) is not None) is holds


@pytest.mark.parametrize(
    "text", ["", "no", "price is", "price > ", "price ~ 3", "Price", "news within x days", "no no price"]
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    """With a ValueError that a file's reader completes."""
    with pytest.raises(ValueError, match=r"is not a condition|is no kind of fact"):
        parse(text)


@pytest.mark.parametrize(
    ("word", "quote"),
    [
        ("wordpress", "/wp-content/"),
        ("stoneground flour", "Stoneground flour"),
        ("google analytics", "gtag"),
        ("restaurant", "Restaurants get their sacks the next morning."),
        ("loaf", ""),
        ("six years", ""),
    ],
    ids=[
        "a tool",
        "a fact",
        "a tool in two words",
        "the body text, in the plural",
        "nowhere",
        "on a legal page only",
    ],
)
def test_each_line_of_the_offer_is_found_with_its_words_or_not_found(word: str, quote: str) -> None:
    """Tools, facts, and the text of the pages."""
    facts = (
        fact("tech", "wordpress", HOME, "/wp-content/", where="markup"),
        fact("tech", "google-analytics", HOME, "gtag", where="markup"),
        fact("offer", "Stoneground flour"),
    )
    (row,) = sold(*facts, texts=TEXTS, offer=OFFER._replace(looks_for=(Criterion(word, (word,)),))).fit
    assert (row.found, row.quote) == (bool(quote), quote)


@pytest.mark.parametrize(
    ("line", "facts", "found", "quote"),
    [
        ("hiring", [fact("hiring", "Baker", JOBS)], True, "Baker"),
        ("hiring", [fact("hiring", "Baker", JOBS, check=True)], False, "Baker"),
        (
            "hiring",
            [fact("news", "We are hiring a baker", NEWS, date="2026-01-20")],
            False,
            "We are hiring a baker",
        ),
        ("hiring", [fact("news", "We are hiring a baker", NEWS, date="2024-01-20")], False, ""),
        ("hiring", [fact("news", "We are not hiring", NEWS, date="2026-01-20")], False, ""),
        ("hiring", [fact("news", "Higher prices", NEWS, date="2026-01-20")], False, ""),
        ("hiring says baker", [fact("news", "We are hiring", NEWS, date="2026-01-20")], False, ""),
        ("price", [fact("price", "9 €", check=True)], False, "9 €"),
        ("news within 90 days", [fact("latest_date", "2026-01-12", HOME)], False, "2026-01-12"),
        ("no hiring", [], True, ""),
        ("no hiring", [fact("hiring", "Baker", JOBS, check=True)], False, ""),
        ("no hiring", [fact("news", "We are hiring a baker", NEWS, date="2026-01-20")], False, ""),
    ],
)
def test_what_only_may_be_so_is_neither_found_nor_not_found(
    line: str, facts: list[Fact], found: bool, quote: str
) -> None:
    """It is to be checked, with its words; a first mail is not refused for it."""
    wanted = Criterion(line, when=(parse(line),))
    (row, against) = sold(*facts, offer=OFFER._replace(looks_for=(wanted,), not_for=(wanted,))).fit
    assert (row.found, against.found, row.quote) == (found, found, quote)
    assert row.unsure == (bool(quote) and not found)
    assert row.says is False


@given(st.text(alphabet="ab .!?\nflour", max_size=900), st.integers(0, 900))
@settings(max_examples=80, deadline=None)
def test_a_quote_of_the_fit_table_always_stands_on_the_page(text: str, at: int) -> None:
    """Cut between words, never put together."""
    page_text = f"{text[:at]} phone orders {text[at:]}"
    offer = Offer(looks_for=(Criterion("phone orders", ("phone order",)),))
    (row,) = fit(offer, Scene({}, TODAY), {HOME: page_text}, SENTENCES)
    assert row.found
    assert row.quote in clean(page_text)
    assert "phone orders" in row.quote
    assert len(row.quote) <= 420


def test_an_objection_is_shown_only_where_the_site_says_it() -> None:
    """None is guessed."""
    offer = OFFER._replace(
        objections=(Criterion("no time", ("no time",)), Criterion("by phone", ("orders by phone",)))
    )
    seen = [o for o in sold(offer=offer, texts=TEXTS).observations if "hear" in o.text]
    assert [(o.use, o.text) for o in seen] == [
        ("know", "You may hear “by phone”: the site says “We take orders by phone until noon”.")
    ]


@pytest.mark.parametrize(
    ("facts", "no_mail"),
    [
        ((), "No reason to write found; nothing on the site is dated"),
        ((fact("latest_date", "2022-12-07"),), "No reason to write found; last dated item 7 December 2022"),
        (
            (fact("news", "Rye", NEWS, date="2025-03-01"), fact("news", "Oats", NEWS, date="2024-03-01")),
            "No reason to write found; last dated item 1 March 2025",
        ),
        (
            (fact("news", "Open day", NEWS, date="2026-05-01"),),
            "No reason to write found; nothing on the site is dated",
        ),
        (
            (fact("news", "My husband and the mill", NEWS, date="2026-01-20"),),
            "No reason to write found; last dated item 20 January 2026",
        ),
        (
            (fact("hiring", "Baker", JOBS, check=True),),
            "No reason to write found; nothing on the site is dated",
        ),
        (
            (*FACTS, fact("no_solicitation", "No sales calls, please.", CONTACT)),
            "The site asks not to be solicited: “No sales calls, please”",
        ),
    ],
    ids=[
        "nothing",
        "an old date",
        "old news",
        "an event ahead",
        "a private matter",
        "a doubtful role",
        "a wish",
    ],
)
def test_without_a_true_reason_there_is_no_mail(facts: tuple[Fact, ...], no_mail: str) -> None:
    """And the line says why."""
    judgement = sold(*facts)
    assert judgement.first_touch is None
    assert judgement.no_mail == no_mail


@pytest.mark.parametrize(
    ("facts", "texts", "line"),
    [
        (
            (fact("news", "The wet harvest", NEWS, date="2026-01-12"),),
            {},
            "Your site has “The wet harvest”, dated 12 January 2026.",
        ),
        (
            (fact("hiring", "Apprentice miller", JOBS), FRESH),
            {},
            "Your site lists a role, “Apprentice miller”.",
        ),
        (
            (),
            {ABOUT: "We take orders by phone until noon."},
            "Your site says “We take orders by phone until noon”.",
        ),
    ],
    ids=["dated news", "a role", "words that match"],
)
def test_a_first_mail_stands_on_what_the_site_says(
    facts: tuple[Fact, ...], texts: dict[str, str], line: str
) -> None:
    """One true line, one question, one small thing asked for, a way out."""
    judgement = sold(*facts, texts=texts, call=Call(with_name="Agnes Thorley"))
    mail = judgement.first_touch
    assert mail is not None
    assert judgement.no_mail == ""
    assert mail.body.startswith(f"Hello Agnes Thorley,\n\n{line}\n\nWe help small producers")
    assert "How do you handle orders that come in by phone today?" in mail.body
    assert mail.body.endswith("Noor\nStillpoint Orders\n")
    assert len(mail.body.split()) <= 90
    assert mail.reason.evidence


def test_the_newest_news_is_the_reason_that_is_used() -> None:
    """The others are kept for the caller."""
    facts = (fact("news", "Old", NEWS, date="2025-10-01"), fact("news", "Newer", NEWS, date="2026-01-02"))
    reasons = sold(*facts).reasons
    assert [reason.words for reason in reasons] == ["Newer", "Old"]
    assert reasons[0].text == "“Newer”, 2 January 2026 (4 weeks ago)"


def test_no_mail_goes_to_those_whom_the_offer_is_not_for() -> None:
    """The rep's own line decides."""
    offer = OFFER._replace(not_for=(Criterion("chains", ("branches",)),))
    judgement = sold(*FACTS, offer=offer, texts={HOME: "Our forty branches."})
    assert judgement.first_touch is None
    assert judgement.no_mail == "No mail, by your own offer. Not for: chains"


def test_no_mail_is_made_of_an_empty_offer() -> None:
    """A sentence with a hole is not sent."""
    judgement = sold(*FACTS, offer=Offer(looks_for=OFFER.looks_for))
    assert judgement.first_touch is None
    assert "fill in what and problem" in judgement.no_mail
    missing = sold(*FACTS, offer=Offer())
    assert "precall templates copy offer.toml" in missing.no_mail
    assert missing.remarks == ()


def test_no_mail_is_made_for_what_may_not_be_a_company() -> None:
    """A parked domain has nobody to write to."""
    judgement = sold(*FACTS, subject=replace(SUBJECT, flag="parked domain"))
    assert judgement.first_touch is None
    assert "parked domain" in judgement.no_mail


def test_a_coach_writes_no_first_mail() -> None:
    """Only playbooks that say so write first."""
    judgement = judged()
    assert (judgement.first_touch, judgement.no_mail, judgement.fit, judgement.reasons) == (None, "", (), ())


def test_a_tool_is_no_sentence_to_quote() -> None:
    """Markup is proof for the table, and nothing to say."""
    facts = (fact("tech", "shopify", HOME, "cdn.shopify.com/s/files", where="markup"),)
    judgement = sold(*facts, offer=OFFER._replace(looks_for=(Criterion("shopify", ("shopify",)),)))
    assert judgement.fit[0].found
    assert judgement.reasons == ()
    assert not any("cdn." in question.text for question in judgement.questions)


@pytest.mark.parametrize(
    "label",
    [
        "Download New Patient Forms",
        "Download our new patient forms before you visit us",
        "New Patient Forms And What They Are For",
        "Patient forms",
        "NEW PATIENT FORMS FOR YOUR FIRST VISIT HERE",
        "Which patient forms do you need?",
        "Your patient forms and your date of birth:",
    ],
)
def test_a_label_is_found_and_neither_asked_about_nor_written_about(label: str) -> None:
    """The fit table may count it; a mail and a question need a sentence of theirs."""
    offer = OFFER._replace(looks_for=(Criterion("patient forms", ("patient form",)),))
    judgement = sold(texts={HOME: f"Welcome\n{label}\nOpen today"}, offer=offer)
    assert judgement.fit[0].found
    assert (judgement.reasons, judgement.first_touch) == ((), None)
    assert not any("atient" in question.text for question in judgement.questions)


def test_a_sentence_further_down_is_taken_before_a_label() -> None:
    """The words for the table are the ones that can be quoted, too."""
    offer = OFFER._replace(looks_for=(Criterion("patient forms", ("patient form",)),))
    said = "Our patient forms are still on paper."
    judgement = sold(texts={HOME: "Download Patient Forms", ABOUT: said}, offer=offer)
    assert judgement.fit[0].quote == said
    assert judgement.reasons[0].words == said.rstrip(".")


def test_which_of_several_ways_to_say_it_was_found_is_told() -> None:
    """ "a | b" found by b says b."""
    offer = OFFER._replace(
        looks_for=(Criterion("shopify", ("shopify", "webshop")), Criterion("phone", ("phone",)))
    )
    rows = sold(texts={HOME: "Our webshops are open. Phone us."}, offer=offer).fit
    assert [row.word for row in rows] == ["webshop", ""]


def test_a_name_is_found_as_it_is_written_and_a_word_with_the_endings_of_the_language() -> None:
    """A product called Sage is no German verb, and English nouns have no -en."""
    offer = OFFER._replace(looks_for=(Criterion("Sage", ("Sage",)), Criterion("stock", ("stock",))))
    german = fact("language", "de", HOME)
    found = sold(
        german, texts={HOME: "Wir sagen, was wir tun. Wir sage es gern. Wir stocken auf."}, offer=offer
    ).fit
    assert [row.found for row in found] == [False, True]
    found = sold(texts={HOME: "We use Sage. Stocken is a village."}, offer=offer).fit
    assert [row.found for row in found] == [True, False]


def test_a_role_on_a_site_on_which_nothing_is_fresh_is_no_reason_to_write() -> None:
    """It is undated, and may have been filled long ago."""
    role = fact("hiring", "Apprentice miller", JOBS)
    assert sold(role).first_touch is None
    assert sold(role).no_mail == "No reason to write found; nothing on the site is dated"
    assert sold(role, fact("latest_date", "2024-01-12", HOME)).first_touch is None


def test_a_sentence_that_says_what_they_do_not_do_is_no_reason_to_write() -> None:
    """ "We never lose an invoice" names no need."""
    offer = OFFER._replace(looks_for=(Criterion("invoice", ("invoice",)),))
    assert sold(texts={HOME: "We never lose an invoice, and we say so."}, offer=offer).first_touch is None
    assert (
        sold(texts={HOME: "We write our invoices by hand on Fridays."}, offer=offer).first_touch is not None
    )


def test_a_mail_to_a_site_without_an_address_says_that_it_is_addressed_to_nobody() -> None:
    """With an address there is nothing to say."""
    role = fact("hiring", "Apprentice miller", JOBS)
    assert sold(role, FRESH).remarks == (
        "The site shows no e-mail address, so the first mail is addressed to nobody.",
    )
    assert sold(role, FRESH, fact("email", "mill@quernside.example", CONTACT)).remarks == ()
    assert sold().remarks == ()


def test_a_rep_without_an_offer_is_told_how_to_make_one() -> None:
    """Also where there is no reason to write."""
    (said,) = sold(offer=Offer()).remarks
    assert "offer.toml is missing" in said
    assert "precall templates copy offer.toml" in said
    assert judged().remarks == ()


def test_what_is_for_knowing_alone_reaches_no_mail() -> None:
    """An old year and a slip stay with the caller."""
    facts = (*FACTS, fact("copyright_year", 2001))
    judgement = sold(*facts, texts={HOME: "We recieve orders by phone."})
    known: list[Observation] = [seen for seen in judgement.observations if seen.use == "know"]
    assert known
    assert judgement.first_touch is not None
    assert "recieve" not in judgement.first_touch.body


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_no_text_of_a_site_breaks_the_judgement(text: str) -> None:
    """Braces, quotation marks and nothing at all are just words."""
    evidence = text if text.strip() else "x"
    facts = tuple(
        Fact(f.kind, f.value if isinstance(f.value, int) else text, 0.9, (replace(f.evidence[0], quote=evidence),), dict.fromkeys(f.attributes, text))
        for f in FACTS
    )  # fmt: skip
    call = Call(with_name=text, context=text)
    judgement = judged(
        facts, playbook=SALES, call=call, texts={HOME: text}, subject=replace(SUBJECT, domain=text)
    )
    assert 3 <= len(judgement.questions) <= 5
    assert told(judgement)


def test_the_rep_finds_no_reason(golden: Callable[[str, str | bytes], None]) -> None:
    """A bare site, to be read aloud."""
    facts = (
        fact("name", "Quernside Mill"),
        fact("latest_date", "2022-12-07"),
        fact("no_solicitation", "No agencies.", CONTACT),
    )
    golden("compose/bare-sales.txt", told(sold(*facts)))


GERMAN = "[in.de]\nwhat = 'machen Bestände richtig'\nproblem = 'dem Lager'\nask = 'Passt ein Anruf?'\n"


@pytest.mark.parametrize(("more", "is_german"), [("", False), (GERMAN, True)])
def test_a_first_mail_is_in_the_clients_language_where_the_offer_is(
    tmp_path: Path, more: str, is_german: bool
) -> None:
    """A mail half in each language would be worse than one in the caller's; how to have it is said."""
    offer = offers.load(write(tmp_path, f"what = 'keep stock right'\nproblem = 'stock'\n{more}"))
    german = replace(
        SENTENCES,
        language="de",
        catalogue={
            **SENTENCES.catalogue,
            "first_mail": {key: f"⟦{words}⟧" for key, words in SENTENCES.section("first_mail").items()},
        },
    )
    both = replace(SENTENCES, client=german)
    judgement = judged(
        (*FACTS, fact("email", "a@quernside.example")), playbook=SALES, offer=offer, sentences=both
    )
    assert judgement.first_touch
    assert ("⟦" in judgement.first_touch.body, "machen Bestände richtig" in judgement.first_touch.body) == (
        is_german,
        is_german,
    )
    told = any(
        "write what, problem and ask under [in.de] in offer.toml" in line for line in judgement.remarks
    )
    assert told is not is_german


def test_a_mistake_in_the_offers_other_language_is_told(tmp_path: Path) -> None:
    """With its table."""
    with pytest.raises(TemplateError, match=r"\[in\] \[de\], wat: there is no such entry"):
        offers.load(write(tmp_path, "[in.de]\nwat = 'x'\n"))
