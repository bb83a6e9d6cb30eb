"""The briefing: what a caller reads in the minutes before a call."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sample
from readback import page_one_words, visible

from precall import sentences
from precall.model.call import Call, Remembered
from precall.model.dossier import Dossier, Gap, Question
from precall.model.fact import Evidence, Fact
from precall.model.judgement import Fit, Judgement
from precall.render import templates
from precall.render.briefing import briefing, render_briefing
from precall.render.environment import Environment
from precall.render.page_one import ORDER
from precall.render.view import Briefing, Section

SENTENCES = sentences.load("en", templates.folders())
ENVIRONMENT = Environment(SENTENCES)
NO_CALL, NO_MEMORY = Call(), Remembered()
SNAPSHOTS = {sample.HOME: "pages/1.txt", sample.TEAM: "file:///home/a/pages/2.txt"}


def view(
    dossier: Dossier, call: Call = NO_CALL, remembered: Remembered = NO_MEMORY, **more: object
) -> Briefing:
    """The briefing of a sample."""
    return briefing(dossier, call, sample.CALLER, remembered, now=sample.NOW, sentences=SENTENCES, **more)  # type: ignore[arg-type]


def files(dossier: Dossier, call: Call = NO_CALL, remembered: Remembered = NO_MEMORY) -> dict[str, str]:
    """The texts of a sample's briefing."""
    return render_briefing(
        dossier, call, sample.CALLER, remembered, snapshots=SNAPSHOTS, now=sample.NOW, environment=ENVIRONMENT
    )


def section(made: Briefing, key: str) -> Section:
    """A section of either page."""
    return next(part for part in (*made.first, *made.second) if part.key == key)


def text_of(part: Section) -> str:
    """All that a section says."""
    return " / ".join(" ".join(filter(None, (l.label, l.text, l.by, l.note))) for l in part.lines)  # noqa: E741


CASES = {
    "rich": (sample.rich(), sample.CALL, sample.REMEMBERED),
    "unmet": (sample.rich(), Call(), Remembered()),
    "sparse": (sample.sparse(), Call(), Remembered()),
    "german": (sample.german(), Call(with_name="Jörg Amsel"), Remembered()),
    "hostile": (sample.hostile(), sample.hostile_call(), sample.hostile_memory()),
}


@pytest.mark.parametrize("case", ["rich", "unmet", "sparse", "german"])
def test_the_same_dossier_always_gives_the_same_page(case: str, golden: Callable[[str, str], None]) -> None:
    """Both texts are compared with the ones that somebody looked at."""
    for name, text in files(*CASES[case]).items():
        golden(f"briefing/{case}.{name.rsplit('.', 1)[-1]}", text)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("playbook", ["coach", "sales"])
def test_page_one_keeps_to_its_words(case: str, playbook: str) -> None:
    """A coach's page has at most 220 words, a sales rep's 180, headings and all."""
    dossier, call, remembered = CASES[case]
    most = {"coach": 220, "sales": 180}[playbook]
    texts = files(dossier, replace(call, playbook=playbook), remembered)
    assert page_one_words(texts["briefing.html"]) <= most


def test_a_rich_page_one_is_well_filled() -> None:
    """Where there is enough to say, little of the page's room is left over."""
    assert page_one_words(files(*CASES["rich"])["briefing.html"]) >= 195


@pytest.mark.parametrize("case", CASES)
def test_sections_stand_in_their_order_and_empty_ones_are_gone(case: str) -> None:
    """A reader knows where to look; nothing is headed that has no line."""
    first = view(*CASES[case]).first
    keys = [part.key for part in first]
    assert keys == sorted(keys, key=ORDER.index)
    assert all(part.lines for part in first)


def test_what_they_wrote_when_booking_stands_at_the_top() -> None:
    """For a coach the booking answer is worth more than all facts."""
    made = view(*CASES["rich"])
    assert made.first[0].key == "told"
    assert made.first[0].lines[0].text.startswith("We keep saying yes")


def test_a_long_booking_answer_is_cut_with_a_mark_and_stands_whole_on_page_two() -> None:
    """Nothing that a client wrote is lost."""
    long = "I run a yard with nine people. " * 6 + "And I am tired."
    made = view(sample.rich(), Call(context=long))
    assert section(made, "told").lines[0].text.endswith("…")
    assert section(made, "more_told").lines[0].text.endswith("And I am tired.")


@pytest.mark.parametrize(
    ("with_name", "said"),
    [
        ("Oriel Penrose", "You meet Oriel Penrose, Founder and shipwright."),
        ("oriel", "You meet Oriel Penrose, Founder and shipwright."),
        ("Sam Nobody", "You meet Sam Nobody; the site does not name them."),
        ("", "The site names 3 people: Oriel Penrose (Founder and shipwright), Kit Marrack (Yard manager), "
             "Wenna Tully (Sails and rigging; check this)."),
    ],
)  # fmt: skip
def test_the_caller_reads_whom_they_meet(with_name: str, said: str) -> None:
    """The person of the call comes first, in the site's spelling, and doubt is shown."""
    assert section(view(sample.rich(), Call(with_name=with_name)), "who").lines[0].text == said


def test_one_person_and_nobody_are_said_as_such() -> None:
    """Silence about people is said, not left open."""
    assert (
        section(view(sample.german()), "who").lines[0].text
        == "The site names one person: Jörg Amsel (Inhaber)."
    )
    assert section(view(sample.sparse()), "who").lines[0].text == "The site names nobody."


def test_an_unclear_first_name_is_not_guessed() -> None:
    """Two people called Kit: neither is presented as the one on the call."""
    dossier = sample.rich()
    twin = sample.fact("person", "Kit Venn", sample.TEAM)
    made = view(replace(dossier, facts=(*dossier.facts, twin)), Call(with_name="Kit"))
    assert section(made, "who").lines[0].text == "You meet Kit; the site does not name them."


def test_reviewers_without_an_organisation_are_a_client() -> None:
    """A private person's name stays in the dossier, in no other file."""
    texts = files(*CASES["unmet"])
    for text in texts.values():
        assert "Robert H" not in text
        assert "Ines Calder, Falmouth Harbour School" in text
        assert "— a client" in text


def test_a_reviewers_name_is_gone_from_questions_and_sources_too() -> None:
    """Also where another text of the site repeats it."""
    dossier = sample.rich()
    said = Fact(
        "testimonial",
        "A joy.",
        0.9,
        (Evidence(sample.STORIES, "A joy. Berta Quill", "text"),),
        {"author": "Berta Quill"},
    )
    asked = Question("Berta Quill calls it a joy. Why?", "Berta Quill says so.", said.evidence)
    changed = replace(dossier, facts=(*dossier.facts, said), questions=(asked,))
    assert not any("Quill" in text for text in files(changed).values())


def test_the_business_keeps_its_name_where_a_review_seems_signed_with_it() -> None:
    """A page that puts its own name below a quotation does not become "a client"."""
    dossier = sample.rich()
    said = replace(dossier.of("testimonial")[1], attributes={"author": "Tidewell Boats"})
    made = view(replace(dossier, facts=(*dossier.facts, said)))
    assert made.header.name == "Tidewell Boats"


def test_every_dated_thing_shows_its_age_and_undated_things_are_listed() -> None:
    """Nothing undated is called new, and no role is called open."""
    made = view(*CASES["unmet"])
    said = text_of(section(made, "latest")) + text_of(section(made, "more_latest"))
    assert "The Merrow goes back in the water 14 March 2025, 10 months ago" in said
    assert "Role listed, undated Shipwright (full time)" in said
    assert "Listed, undated Notes on larch" in said
    assert section(made, "latest").title == "Latest"


def test_only_young_dated_things_are_headed_new() -> None:
    """A year is the limit."""
    young = Fact(
        "news", "A launch", 0.9, (Evidence("https://a.example/", "A launch", "text"),), {"date": "2026-01-20"}
    )
    assert section(view(replace(sample.sparse(), facts=(young,))), "latest").title == "New"
    old = replace(young, attributes={"date": "2024-01-20"})
    assert section(view(replace(sample.sparse(), facts=(old,))), "latest").title == "Latest"


def test_at_most_three_gaps_stand_on_page_one_each_with_a_way() -> None:
    """A call is not a form."""
    asked = [Gap("price", f"What about {n}?", "ask") for n in range(9)]
    gaps = (*asked, Gap("founded", "When?", "leave"))
    made = view(replace(sample.sparse(), gaps=gaps))
    assert [line.label for line in section(made, "gaps").lines] == ["Ask"] * 3
    assert len(section(made, "more_gaps").lines) == 6
    assert section(made, "not_asked").lines[0].text == "When?"


def test_the_playbooks_choice_of_gaps_comes_first() -> None:
    """Which unknowns matter is the playbook's to say."""
    gaps = tuple(Gap("price", f"What about {n}?", "ask") for n in range(5))
    made = view(replace(sample.sparse(), gaps=gaps), judgement=Judgement(shown=(gaps[4], gaps[1])))
    assert [line.text for line in section(made, "gaps").lines][:2] == ["What about 4?", "What about 1?"]


def test_doubtful_facts_carry_check_this() -> None:
    """Doubt travels with the fact to every output."""
    made = view(sample.sparse())
    assert made.header.check
    texts = files(sample.sparse())
    assert all("check this" in text for text in texts.values())


def test_what_is_for_knowing_never_reaches_the_questions() -> None:
    """Observations marked know stand apart, under a heading that says so."""
    made = view(*CASES["unmet"])
    assert section(made, "know").title == "For you, not to say"
    assert "10 months" not in text_of(section(made, "start"))


def test_a_question_is_never_cut() -> None:
    """One that is too long for page one stands whole on page two."""
    long = Question("Why " + "and why " * 40 + "?", "x")
    made = view(replace(sample.sparse(), questions=(long, Question("What now?", "y"))))
    assert [line.text for line in section(made, "start").lines] == ["What now?"]
    assert section(made, "why").lines[0].text.startswith("Why and why")


def test_every_question_has_its_because_on_one_of_the_pages() -> None:
    """No question without a reason."""
    said = "".join(visible(files(*CASES["rich"])["briefing.html"]))
    assert all(question.because in said for question in sample.rich().questions)


def test_each_mark_leads_to_the_words_and_these_to_the_live_page() -> None:
    """A line's number is the page's number in the sources, and its anchor is there."""
    made = view(*CASES["unmet"])
    anchors = {quoted.anchor: source.number for source in made.sources for quoted in source.quotes}
    marks = [mark for part in (*made.first, *made.second) for line in part.lines for mark in line.marks]
    assert marks
    assert all(anchors[mark.anchor] == mark.page for mark in marks)
    first = made.sources[0].quotes[0]
    assert first.live == (
        "https://www.tidewell.example/#:~:text=Tidewell%20repairs%20and%20rebuilds,them%2C%20not%20show%20them."
    )


def test_the_kept_copy_is_linked_where_there_is_one() -> None:
    """The page as it was read is one click away."""
    html = files(*CASES["unmet"])["briefing.html"]
    assert 'href="pages/1.txt"' in html
    assert 'href="file:///home/a/pages/2.txt"' in html


def test_what_could_not_be_seen_is_said() -> None:
    """Each page that was missed, with its reason."""
    assert "tidewell.example/members robots.txt forbids /members" in text_of(
        section(view(sample.rich()), "missed")
    )


def test_an_offer_stands_with_its_price() -> None:
    """Also where the price was found elsewhere and only says what it is for."""
    lines = {line.text: line.label for line in section(view(sample.rich()), "offers").lines}
    assert lines["Survey"] == "£350"
    assert lines["Hull repair"] == ""


def test_the_fit_table_gives_the_words_that_were_found() -> None:
    """A sales rep sees what fits on page one, and the proof on page two."""
    words = (Evidence(sample.ABOUT, "An apprentice in every team.", "text"),)
    judged = Judgement(
        fit=(Fit("apprentices", evidence=words), Fit("a fleet")), no_mail="No reason to write found."
    )
    made = view(sample.rich(), Call(playbook="sales"), judgement=judged)
    assert text_of(section(made, "fit")).startswith("Found apprentices / Not found a fleet")
    assert section(made, "fit").lines[-1].text == "No reason to write found."
    assert section(made, "fit_table").lines[0].text == "An apprentice in every team."
    assert section(made, "fit_table").lines[0].marks


def test_a_timeline_is_drawn_from_three_dated_things_on() -> None:
    """Two dots are no line."""
    assert view(sample.rich()).timeline is not None
    dossier = sample.rich()
    news = dossier.of("news")
    assert view(dossier.without_facts(iter(news[:1]))).timeline is None
    assert '<svg class="timeline"' in files(sample.rich())["briefing.html"]


def test_the_call_is_shown_in_the_callers_zone() -> None:
    """Nobody should have to add an hour."""
    when = datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    made = view(sample.sparse(), Call(when=when))
    assert made.header.when == "Wednesday 1 July 2026, 09:30, Europe/London"


def test_a_flagged_page_is_said_at_the_top() -> None:
    """A parked domain is not presented as a business."""
    subject = replace(sample.sparse().subject, flag="parked domain")
    made = view(replace(sample.sparse(), subject=subject))
    assert made.header.warning == "This may not be a company's site: parked domain."


def test_quotes_stay_in_their_language() -> None:
    """The page is English, the words are marked as German."""
    html = files(sample.german())["briefing.html"]
    assert '<html lang="en">' in html
    assert '<q lang="de" dir="auto">“Das schönste Gästebuch, das wir je hatten.”</q>' in html
