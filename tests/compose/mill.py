"""A business that does not exist, for the judgement: a water mill that bakes, teaches and sells flour to restaurants."""

from datetime import UTC, date, datetime
from typing import Any

from precall import sentences as catalogue
from precall.compose import playbook as playbooks
from precall.compose.conditions import parse
from precall.compose.criterion import Criterion
from precall.compose.judge import judge
from precall.compose.offer import Offer
from precall.compose.playbook import Playbook
from precall.model.call import Call
from precall.model.dossier import Subject
from precall.model.fact import Evidence, Fact, Kind, Value, Where
from precall.model.judgement import Judgement
from precall.model.page import PageKind, PageRecord
from precall.render.templates import folders

TODAY = date(2026, 1, 31)
READ = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
HOME = "https://www.quernside.example/"
ABOUT, OFFERS, TEAM = HOME + "about", HOME + "what-we-do", HOME + "people"
STORIES, NEWS, JOBS, CONTACT = HOME + "stories", HOME + "journal", HOME + "jobs", HOME + "contact"
SUBJECT = Subject("quernside.example", HOME, "quernside.example", READ)
SENTENCES = catalogue.load("en", folders())
COACH = playbooks.load("coach", folders())
SALES = playbooks.load("sales", folders())


def fact(
    kind: Kind,
    value: Value,
    at: str = HOME,
    quote: str = "",
    /,
    *,
    where: Where = "text",
    check: bool = False,
    **attributes: Any,
) -> Fact:
    """A fact with one piece of evidence; the quote is the value where none is given."""
    return Fact(kind, value, 0.9, (Evidence(at, quote or str(value), where),), attributes, check)


def page(url: str, kind: PageKind, title: str = "A page of the mill") -> PageRecord:
    """A page that was read."""
    return PageRecord(url, 200, title, kind, "0" * 64, READ)


PAGES = (
    page(HOME, "home"),
    page(ABOUT, "about", "About the mill"),
    page(OFFERS, "services"),
    page(TEAM, "team"),
    page(CONTACT, "contact"),
    page(HOME + "privacy", "legal"),
)

FACTS = (
    fact("name", "Quernside Mill"),
    fact("legal_name", "Quernside Mill Ltd"),
    fact("tagline", "Flour with a memory"),
    fact("summary", "Quernside Mill grinds heritage wheat for bakeries and restaurants in the Dales."),
    fact("audience", "bakeries and restaurants"),
    fact("value", "Nobody should have to ask what is in the flour.", ABOUT),
    fact("phrase", "We never grind on a day when the wheat is damp.", ABOUT),
    fact(
        "phrase", "We do not deliver by courier, because somebody has to ask how the last sack baked.", OFFERS
    ),
    fact("offer", "Stoneground flour", OFFERS),
    fact("offer", "Restaurant deliveries", OFFERS),
    fact("offer", "Saturday baking school", OFFERS),
    fact("offer", "Milling to order", OFFERS),
    fact("offer", "Tours for schools", OFFERS),
    fact(
        "price",
        "£95",
        OFFERS,
        "Saturday baking school £95",
        amount=95,
        currency="GBP",
        **{"for": "Saturday baking school"},
    ),
    fact("person", "Agnes Thorley", TEAM, "Agnes Thorley Miller", role="Miller"),
    fact("person", "Femi Adeyo", TEAM, "Femi Adeyo Head baker", role="Head baker"),
    fact(
        "testimonial",
        "Femi taught us more in a morning than we had learned in a year.",
        STORIES,
        author="Lucy Harrow",
    ),
    fact(
        "testimonial",
        "The only flour our sourdough is happy with.",
        STORIES,
        author="T. Boon",
        author_role="Harrowgate Hotel",
    ),
    fact("client", "Harrowgate Hotel", STORIES),
    fact("area", "the Yorkshire Dales"),
    fact("email", "mill@quernside.example", CONTACT),
    fact("phone", "+441729555018", CONTACT, "01729 555 018", shown="01729 555 018"),
    fact("address", "Mill Lane, Settle BD24 9XX", CONTACT),
    fact("social", "https://www.instagram.com/quernsidemill", HOME, where="link", platform="instagram"),
    fact("hours", "Tuesday to Friday 8–16", CONTACT),
    fact("founded", 1998, ABOUT, "milling again since 1998"),
    fact("faq", "Is your flour organic?", OFFERS),
    fact("credential", "Member of the Traditional Millers' Guild", ABOUT),
    fact("number", "31 restaurants", HOME),
    fact("hiring", "Apprentice miller", JOBS),
    fact("news", "Agnes Thorley on the wet harvest", NEWS, date="2026-01-12", url=NEWS + "/harvest"),
    fact("news", "A note on rye", NEWS),
    fact("latest_date", "2026-01-12", NEWS, "12 January 2026"),
    fact("copyright_year", 2026, HOME, "© 2026"),
    fact("language", "en", HOME, 'lang="en"', where="markup"),
    fact("country", "GB", CONTACT, "Settle BD24 9XX"),
)

TEXTS = {
    HOME: "Quernside Mill\nWe take orders by phone until noon. Restaurants get their sacks the next morning.",
    ABOUT: "About the mill\nAgnes came back from the city in 1998.",
    HOME + "privacy": "We keep orders by phone for six years.",
}

OFFER = Offer(
    what="help small producers take orders without a telephone at their ear",
    problem="orders that come in by phone",
    looks_for=(
        Criterion("orders by phone", ("orders by phone", "order by telephone")),
        Criterion("webshop", ("webshop",)),
        Criterion("Looks for people", when=(parse("hiring"),)),
    ),
    ask="Would a quarter of an hour next week suit you?",
)


def judged(facts: tuple[Fact, ...] = FACTS, /, *, playbook: Playbook = COACH, **more: Any) -> Judgement:
    """The judgement on the mill; what is not given is as in a coach's ordinary call."""
    given: dict[str, Any] = {
        "subject": SUBJECT,
        "call": Call(),
        "pages": PAGES,
        "today": TODAY,
        "sentences": SENTENCES,
    }
    if playbook is SALES:
        given |= {"offer": OFFER, "texts": TEXTS, "signature": "Noor\nStillpoint Orders"}
    return judge(facts, **(given | {"playbook": playbook} | more))


def told(judgement: Judgement) -> str:
    """A judgement as one reads it aloud."""
    lines = [f"? {q.text}\n    because {q.because}" for q in judgement.questions]
    lines += [f"{o.use}: {o.text}" for o in judgement.observations]
    lines += [f"gap, {g.route}: {g.text}" for g in judgement.gaps]
    lines += [
        f"fit: {f.what}: {'found' if f.found else 'not found'} {f.quote}".rstrip() for f in judgement.fit
    ]
    lines += [f"reason: {r.text}" for r in judgement.reasons]
    if judgement.first_touch:
        lines.append(f"Subject: {judgement.first_touch.subject}\n\n{judgement.first_touch.body}")
    return "\n".join(filter(None, (*lines, judgement.no_mail))) + "\n"
