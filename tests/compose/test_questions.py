"""What to ask."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mill import ABOUT, COACH, FACTS, HOME, JOBS, OFFERS, SALES, TEAM, fact, judged, told

from precall.compose.playbook import Playbook
from precall.model.call import Call, Promise, Remembered
from precall.model.fact import Fact, Kind
from precall.model.kinds import KINDS
from precall.model.passage import Passage

BOOKING = (
    "Hi there, I'm Femi.\nWe have doubled our restaurant deliveries this year and I still take every order myself. "
    "Could you help us? You can reach me at femi@quernside.example."
)


def texts(*facts: Fact, **more: object) -> list[str]:
    """The questions that a coach would ask of these facts."""
    return [question.text for question in judged(facts, **more).questions]


def test_a_coach_always_asks_what_made_them_book_what_they_tried_and_who_else_cares() -> None:
    """These need no fact at all."""
    assert texts() == [
        "What made you book this now?",
        "What have you tried, and what came of it?",
        "Who else has a stake in this?",
    ]


def test_what_they_wrote_when_booking_is_the_first_question() -> None:
    """The telling sentence is quoted whole; greeting, question and address are not."""
    first, *others = texts(call=Call(context=BOOKING))
    assert first == (
        "You wrote “We have doubled our restaurant deliveries this year and I still take every order myself”. "
        "What has happened since?"
    )
    assert "What made you book this now?" not in others


@pytest.mark.parametrize(
    "context",
    [
        "",
        "Hello!",
        "Can you help me with my website, and what would that cost?",
        "me@example.com www.example.com",
        "word " * 200,
    ],
    ids=["nothing", "a greeting", "a question", "addresses", "one endless sentence"],
)
def test_a_booking_with_nothing_to_quote_leaves_the_open_question(context: str) -> None:
    """No words are cut to fit and none are made up."""
    assert texts(call=Call(context=context))[0] == "What made you book this now?"


@pytest.mark.parametrize(
    ("context", "asked"),
    [
        ("We cannot find apprentices.", "What weighs most in that right now?"),
        (
            "I would like to hand the mill over next year.",
            "What would be the first sign that it is happening?",
        ),
        ("We have bought the bakery beside the mill.", "What has happened since?"),
    ],
    ids=["a trouble", "a hope", "news"],
)
def test_what_they_wrote_is_asked_about_by_what_it_is(context: str, asked: str) -> None:
    """What is amiss is heard first, and nobody whose people leave is asked when it went better; a hope begins somewhere."""
    assert texts(call=Call(context=context))[0].endswith(f"”. {asked}")


def test_what_posts_and_rules_ask_is_no_question_of_visitors() -> None:
    """Nobody rings to ask what data a website keeps."""
    said = ("What data do we keep?", "Who sees your data?", "How long do we keep data?")
    assert texts(*(fact("faq", one, f"{HOME}privacy-policy") for one in said)) == texts()


def test_of_long_praise_the_sentence_that_names_them_is_asked_about() -> None:
    """What tells of the client alone is not, nor what nobody signed or a book earned."""
    said = (
        "Our kitchen was a daily mess before all of this. Quernside sent us twelve sacks on the hottest day of June. "
        "I have slept well ever since."
    )
    asked = "Your site quotes Bo Carn: “Quernside sent us twelve sacks on the hottest day of June”. How did that come about?"
    name = fact("name", "Quernside", HOME)
    assert texts(name, fact("testimonial", said, HOME, author="Bo Carn"))[0] == asked
    for praise, author in (
        (said, "Baking client"),
        ("This book on rye made us bakers within one winter.", "Bo Carn"),
    ):
        assert texts(name, fact("testimonial", praise, HOME, author=author)) == texts(name)


def test_what_binds_a_sender_of_a_form_is_no_rule_of_their_work() -> None:
    """It stands where one writes to them."""
    said = "We do not accept sacks without a number."
    assert texts(fact("phrase", said, f"{HOME}contact")) == texts()


def test_what_is_amiss_is_taken_up_before_what_is_long() -> None:
    """A caller is asked about the pain, not about the history above it."""
    context = "We have been milling here in the valley since my time began. We cannot find apprentices."
    assert texts(call=Call(context=context))[0].startswith("You wrote “We cannot find apprentices”.")


def test_the_line_that_shares_words_with_the_booking_is_taken_up() -> None:
    """The questions build on what they wrote."""
    questions = texts(*FACTS, call=Call(context=BOOKING))
    assert questions[1] == (
        "Your site says “We do not deliver by courier, because somebody has to ask how the last sack baked”. "
        "When did holding to that last cost you something?"
    )


def test_a_line_of_the_person_on_the_call_goes_before_others() -> None:
    """Whom the caller meets counts more than confidence."""
    lines = (
        fact("phrase", "We mill every sack ourselves.", ABOUT),
        fact("phrase", "I bake before anybody else.", ABOUT, "Femi Adeyo: I bake before anybody else."),
    )
    assert "I bake before anybody else" in texts(*lines, call=Call(with_name="Femi Adeyo"))[0]
    assert "We mill every sack ourselves" in texts(*lines)[0]


@pytest.mark.parametrize(
    ("facts", "question"),
    [
        (
            [fact("phrase", "“We never hurry a loaf.”", ABOUT)],
            "Your site says “We never hurry a loaf”. When did holding to that last cost you something?",
        ),
        (
            [fact("phrase", "“We mill everything ourselves, even oats.”", ABOUT)],
            "Your site says “We mill everything ourselves, even oats”. What does that look like on an ordinary day?",
        ),
        (
            [fact("founded", 1998, ABOUT), fact("phrase", "We mill everything ourselves, even oats.", ABOUT)],
            "You began in 1998, and your site says “We mill everything ourselves, even oats”. Was that so from the start?",
        ),
        (
            [fact("offer", name, OFFERS) for name in ("Flour", "Bread")],
            "You list “Flour” and “Bread” among what you do. Which would you like more of?",
        ),
        (
            [
                fact("founded", 1998, ABOUT),
                *(fact("offer", name, OFFERS) for name in ("Flour", "Bread", "Lessons", "Tours")),
            ],
            "You began in 1998; today your site lists four things, from “Flour” to “Tours”. Which of them came last, and what brought it?",
        ),
        (
            [fact("offer", "Bakery coaching", OFFERS)],
            "You list “Bakery coaching” among what you do. Who does that for you?",
        ),
        (
            [fact("hiring", "Apprentice miller", JOBS)],
            "Your site lists a role, “Apprentice miller”. What changes for you once it is filled?",
        ),
        (
            [fact("hiring", "Apprentice miller", JOBS), fact("hiring", "Baker", JOBS)],
            "Your site lists roles, among them “Apprentice miller”, “Baker”. What changes for you once they are filled?",
        ),
        (
            [fact("offer", name, OFFERS) for name in ("Flour", "Bread", "Lessons", "Tours")],
            "You list four things you do, from “Flour” to “Tours”. Which would you like more of, which less?",
        ),
        (
            [fact("founded", 1998, ABOUT), fact("audience", "Flour for bakers who mill nothing", HOME)],
            "You began in 1998; today your site says “Flour for bakers who mill nothing”. Whom did you work for at the start?",
        ),
        (
            [
                fact("audience", "Flour for bakers who mill nothing", HOME),
                *(fact("offer", name, OFFERS) for name in ("Flour", "Bread")),
            ],
            "Your site says “Flour for bakers who mill nothing” and lists “Flour” first. Is that what these people come for?",
        ),
        (
            [
                fact("value", name, ABOUT)
                for name in ("1. Patience", "2. Salt", "We weigh every sack ourselves.")
            ],
            "Your site names “Patience” and “Salt” among your values. When did the two last pull apart?",
        ),
        (
            [
                fact("faq", said, ABOUT)
                for said in (
                    "Ready to bake with us?",
                    "¿No sabes qué necesitas?",
                    "How long does flour keep?",
                    "Do you mill on Sundays?",
                    "Is rye harder to bake?",
                )
            ],
            "Your site answers “How long does flour keep?” and “Is rye harder to bake?”. "
            "Which of these do people really ask, and what do they ask instead?",
        ),
    ],
    ids=[
        "a limit",
        "a line that insists",
        "a line and how old it may be",
        "two offers",
        "then and now",
        "their own trade",
        "one role",
        "two roles",
        "many offers",
        "whom they began with",
        "whom they name and what they put first",
        "two values",
        "what is asked often",
    ],
)
def test_what_the_site_says_is_asked_about_in_its_words(facts: list[Fact], question: str) -> None:
    """Each such question cites the words that it takes up."""
    asked = judged(tuple(facts)).questions
    assert asked[0].text == question
    assert {proof.quote for proof in asked[0].evidence} <= {f.evidence[0].quote for f in facts}
    assert asked[0].evidence
    assert asked[0].because


@pytest.mark.parametrize(
    "facts",
    [
        [fact("offer", "Flour", OFFERS)],
        [fact("phrase", "We never hurry a loaf.", ABOUT, check=True)],
        [fact("phrase", "We do not just mill, we bake and listen.", ABOUT)],
        [fact("phrase", "We are always glad of a challenge!", ABOUT)],
        [fact("phrase", "We Never Close", ABOUT)],
        [
            replace(fact("faq", f"How long does {one} keep?", ABOUT), confidence=0.75)
            for one in ("rye", "oat", "spelt")
        ],
        [fact("phrase", "We never " + "ever " * 30 + "hurry.", ABOUT)],
        [fact("phrase", "I never forgot what my grandmother said.", ABOUT)],
        [fact("phrase", "I only do this because of my faith.", ABOUT)],
        [fact("hiring", "Baker", JOBS, check=True)],
        [fact("phrase", "In those days nobody here could bake.", ABOUT)],
    ],
    ids=[
        "one offer",
        "a doubtful line",
        "a slogan",
        "an exclamation",
        "a title",
        "headings that ask",
        "a line too long to say",
        "family",
        "belief",
        "a doubtful role",
        "old days",
    ],
)
def test_what_is_thin_doubtful_or_private_is_not_asked_about(facts: list[Fact]) -> None:
    """Such facts leave the three open questions as they were."""
    assert texts(*facts) == texts()


def test_a_line_that_insists_goes_before_a_list() -> None:
    """Their own words, above all sentences in which they insist; what could be asked of anybody comes last."""
    phrase = fact("phrase", "We never hurry a loaf.", ABOUT)
    offers = [fact("offer", name, OFFERS) for name in ("Flour", "Bread", "Lessons", "Tours")]
    assert texts(*offers, phrase)[:2] == [
        "Your site says “We never hurry a loaf”. When did holding to that last cost you something?",
        "You list four things you do, from “Flour” to “Tours”. Which would you like more of, which less?",
    ]
    assert [one.stock for one in judged((*offers, phrase)).questions] == [False, False, True, True, True]


def test_who_works_alone_is_not_asked_who_stands_in() -> None:
    """The answer is nobody, and everybody knows it."""
    page_of = {HOME: (Passage(("We answer every call within 24 hours.",), ("Contact",)),)}
    asked = judged((fact("person", "Femi Adeyo", TEAM),), passages=page_of).questions[0]
    assert (
        asked.text == "Your site says “We answer every call within 24 hours”. What does it take to keep that?"
    )


@pytest.mark.parametrize(
    "said",
    [
        "We would never do it that way.",
        "We know that it is not always easy to wait for bread.",
        "I was never glad of the office that I left.",
    ],
    ids=["points back", "says no to nothing", "tells of once"],
)
def test_a_line_that_refuses_nothing_gets_no_question_about_a_refusal(said: str) -> None:
    """What was meant stood in the sentence before, or the no is another's."""
    asked = texts(fact("phrase", said, ABOUT))
    assert not any("cost you something" in text for text in asked)
    assert not any("that way" in text for text in asked)


def test_a_line_for_emergencies_is_no_contradiction_to_the_hours_of_an_office() -> None:
    """Each is for another caller."""
    page_of = {HOME: (Passage(("Our line is open to you 24/7.",), ("Contact",)),)}
    asked = judged((fact("hours", "Mon-Fri 8-17", HOME),), passages=page_of).questions
    assert not any("Mon-Fri" in one.text for one in asked)


def test_what_is_not_promised_is_no_promise() -> None:
    """ "Not guaranteed" takes the word back."""
    page_of = {HOME: (Passage(("A full refund of the course is not guaranteed.",), ("Terms",)),)}
    assert all(asked.stock for asked in judged((), passages=page_of).questions)


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        ("We answer every letter within 24 hours.", True),
        ("A covered yard with fun guaranteed for all ages.", False),
    ],
)
def test_only_what_they_bind_themselves_to_is_a_promise(said: str, is_asked: bool) -> None:
    """Nobody is asked what it takes to keep a slogan."""
    asked = judged((), passages={HOME: (Passage((said,), ("Flour",)),)}).questions
    assert any("What does it take" in one.text for one in asked) is is_asked


def test_a_clients_promise_is_not_the_businesses() -> None:
    """Praise binds nobody."""
    said = "They guarantee a loaf on the same day."
    page_of = {HOME: (Passage((said,), ("Praise",), voice="client"),)}
    asked = judged((), passages=page_of).questions
    assert not any("What does it take" in one.text for one in asked)


def test_whom_the_caller_knows_is_asked_what_came_of_it() -> None:
    """The first call's question is not asked again; the caller may say which call it is."""
    known = Remembered(goals=("two evenings off",), promises=(Promise("them", "count the orders"),))
    asked = texts(*FACTS, remembered=known)
    assert asked[:2] == [
        "Last time you named a goal: two evenings off. How has that gone?",
        "Last time we noted “count the orders” for you. How did that go?",
    ]
    assert "What made you book this now?" not in asked
    assert "What made you book this now?" in texts(remembered=known, call=Call(meeting="first"))
    assert "What have you tried, and what came of it?" not in texts(call=Call(meeting="checkin"))


def test_the_same_words_are_asked_about_once() -> None:
    """A sentence can be a line that insists and what they stand for."""
    line = "We never hurry a loaf."
    asked = " ".join(texts(fact("phrase", line, ABOUT), fact("value", line, ABOUT)))
    assert asked.count("We never hurry a loaf") == 1


@pytest.mark.parametrize(
    ("near", "question"),
    [
        (
            fact("phrase", "We never send an apprentice out alone.", ABOUT),
            "Your site says “We never send an apprentice out alone”. When did holding to that last cost you something?",
        ),
        (
            fact("offer", "Apprenticeships", OFFERS),
            "You list “Apprenticeships” among what you do. How is that going?",
        ),
        (
            fact("audience", "bakeries that train apprentices", HOME),
            "Your site says whom you work for: “bakeries that train apprentices”. How is it with them now?",
        ),
    ],
    ids=["a line that insists", "an offer", "an audience"],
)
def test_what_touches_the_booking_is_asked_before_all_else(near: Fact, question: str) -> None:
    """A topic word that both share brings that fact's question, and function words bring none."""
    context = "Finding apprentices has become the hardest thing about this business."
    assert question in texts(*FACTS, near, call=Call(context=context))
    assert (
        question not in texts(*FACTS, near, call=Call(context="We would like to know what comes next."))[1:2]
    )


def test_a_heading_above_the_offers_is_not_counted_as_one() -> None:
    """Four lines, three of which are offers, are no list of four, and the heading is not named."""
    names = ("Baking lessons", "Home lessons", "School lessons", "Oven lessons")
    few = texts(*(fact("offer", name, OFFERS) for name in ("Lessons", *names[1:])))
    assert few[0].startswith("You list “Home lessons” and “Oven lessons”")
    more = texts(*(fact("offer", name, OFFERS) for name in ("Lessons", *names[1:], "Lessons for parents")))
    assert more[0].startswith("You list four things you do, from “Home lessons” to “Lessons for parents”")


def test_doubtful_offers_are_not_counted() -> None:
    """What is shown with "check this" does not make a list long."""
    offers = [
        fact("offer", name, OFFERS, check=name == "Tours") for name in ("Flour", "Bread", "Lessons", "Tours")
    ]
    assert texts(*offers)[0].startswith("You list “Flour” and “Lessons”")


def test_names_in_capitals_are_not_quoted_in_a_question() -> None:
    """A quote is not changed, so the question is another one; abbreviations are no shouting."""
    names = ("STONEGROUND FLOUR", "SOURDOUGH BREAD", "BAKING LESSONS", "MILL TOURS")
    assert texts(*(fact("offer", name, OFFERS) for name in names)) == texts()
    assert (
        "“SEO” to “PR”" in texts(*(fact("offer", name, OFFERS) for name in ("SEO", "Web", "Print", "PR")))[0]
    )


@pytest.mark.parametrize(
    ("goal", "asked"),
    [
        (
            "two evenings a week without the phone",
            "Last time you named a goal: two evenings a week without the phone.",
        ),
        ("she wants a plan for the winter", "Last time you named a goal: a plan for the winter."),
        ("they want their Sundays back.", "Last time you named a goal: your Sundays back."),
        ("the team stays", "Last time you hoped that the team stays."),
        ("I never get to sleep.", "Last time you said: “I never get to sleep”."),
        ("we want our Sundays back", "Last time you named a goal: your Sundays back."),
    ],
)
def test_what_they_hoped_for_last_time_is_asked_again(goal: str, asked: str) -> None:
    """Said to them as the mail after the call says it; only their own words are quoted. It is worth more than a fact that was found."""
    questions = texts(*FACTS, remembered=Remembered(goals=(goal,)))
    assert questions[0] == f"{asked} How has that gone?"


def test_a_rep_asks_how_the_problem_is_handled_and_what_would_make_a_change_worth_it() -> None:
    """These two are always asked once the offer names a problem."""
    asked = [question.text for question in judged(playbook=SALES).questions]
    assert "How do you handle orders that come in by phone today?" in asked
    assert "What would make this worth changing this year?" in asked


def test_a_rep_who_has_filled_in_no_offer_still_has_three_questions() -> None:
    """An empty offer is no reason for a broken sentence."""
    from precall.compose.offer import Offer

    asked = [question.text for question in judged((), playbook=SALES, offer=Offer(), texts={}).questions]
    assert asked == [
        "What made you say yes to talking today?",
        "What would make this worth changing this year?",
        "Who else has a stake in this?",
    ]


@given(st.sets(st.sampled_from(KINDS)), st.sampled_from((COACH, SALES)), st.sampled_from(("", BOOKING)))
@settings(max_examples=60, deadline=None)
def test_there_are_three_to_five_questions_whatever_is_known(
    gone: set[Kind], playbook: Playbook, context: str
) -> None:
    """Each has its reason, ends as a question, can be said in one breath, and cites only what stands in a fact."""
    facts = tuple(f for f in FACTS if f.kind not in gone)
    known = {proof for f in facts for proof in f.evidence}
    asked = judged(facts, playbook=playbook, call=Call(context=context)).questions
    assert 3 <= len(asked) <= 5
    for question in asked:
        assert question.because
        assert question.text.endswith("?")
        assert len(question.text.split()) <= 44
        assert all(proof in known or proof.url == HOME for proof in question.evidence)


def test_no_question_takes_up_something_for_knowing_alone() -> None:
    """A stale page, an old year and a slip never reach a question."""
    facts = (fact("latest_date", "2021-03-01"), fact("copyright_year", 2019))
    page_texts = {HOME: "We recieve guests.\nLorem ipsum dolor sit amet."}
    judgement = judged(facts, texts=page_texts)
    assert [seen.use for seen in judgement.observations] == ["know"] * 4
    assert [question.text for question in judgement.questions] == texts()


def test_the_coach_prepares_this_call(golden: Callable[[str, str | bytes], None]) -> None:
    """The whole judgement, to be read aloud."""
    golden("compose/mill-coach.txt", told(judged(call=Call(with_name="Femi Adeyo", context=BOOKING))))


def test_the_rep_prepares_this_call(golden: Callable[[str, str | bytes], None]) -> None:
    """The whole judgement with fit, reasons and the first mail."""
    golden("compose/mill-sales.txt", told(judged(playbook=SALES)))


def test_the_coach_prepares_a_call_with_hardly_anything_known(
    golden: Callable[[str, str | bytes], None],
) -> None:
    """A one-page site with a name only."""
    golden("compose/bare-coach.txt", told(judged((FACTS[0],), pages=())))


def test_praise_without_an_author_asks_nothing_that_names_one() -> None:
    """A place that a fact cannot fill leaves its question out, and never ends the research."""
    said = fact("testimonial", "We have bought our bread here since the day they opened the door to us.")
    assert not any("{" in one.text for one in judged((said,)).questions)
