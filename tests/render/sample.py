"""Dossiers of businesses that do not exist, for every output: a rich one, a sparse one, a German and a hostile one."""

from datetime import UTC, date, datetime
from typing import Any

from precall.model.call import Call, Caller, Promise, Remembered
from precall.model.dossier import Dossier, Gap, Observation, Question, Subject
from precall.model.fact import Evidence, Fact, Kind, Value, Where
from precall.model.kinds import KINDS
from precall.model.page import Miss, PageKind, PageRecord

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
CALLER = Caller(
    name="Ada Bell",
    company="Bell Coaching",
    signature="Ada",
    email="ada@bell.example",
    timezone="Europe/London",
)


def proof(url: str, quote: str, where: Where = "text") -> Evidence:
    """Words on a page of the sample."""
    return Evidence(url, quote, where)


def fact(
    kind: Kind,
    value: Value,
    at: str,
    quote: str = "",
    /,
    *,
    check: bool = False,
    where: Where = "text",
    **attributes: Any,
) -> Fact:
    """A fact with one piece of evidence; the quote is the value where none is given."""
    return Fact(kind, value, 0.9, (proof(at, quote or str(value), where),), attributes, check)


def page(url: str, kind: PageKind, title: str, note: str = "") -> PageRecord:
    """A page of the sample that was read."""
    return PageRecord(url, 200, title, kind, "0" * 64, NOW, note)


HOME = "https://www.tidewell.example/"
ABOUT, SERVICES = HOME + "about", HOME + "services"
STORIES, TEAM = HOME + "stories", HOME + "team"
CONTACT, NEWS = HOME + "contact", HOME + "journal"
JOBS, FAQ = HOME + "join-us", HOME + "questions"


def rich() -> Dossier:
    """A boat yard in Cornwall with something to say on every line of the briefing."""
    return Dossier(
        subject=Subject("tidewell.example", HOME, "tidewell.example", NOW),
        pages=(
            page(HOME, "home", "Tidewell Boats | Wooden boat repair in Falmouth"),
            page(ABOUT, "about", "About Tidewell"),
            page(SERVICES, "services", "What we do"),
            page(STORIES, "testimonials", "Stories"),
            page(TEAM, "team", "The yard"),
            page(CONTACT, "contact", "Find us"),
            page(NEWS, "blog", "Journal"),
            page(JOBS, "careers", "Join us"),
            page(FAQ, "faq", "Questions", "only the sitemap lists it"),
        ),
        missed=(
            Miss(HOME + "shop", "drawn by script only"),
            Miss(HOME + "members", "robots.txt forbids /members"),
            Miss(HOME + "winter-rates.pdf", "a picture of a page, without text"),
        ),
        facts=(*_who(), *_what(), *_proof(), *_reach(), *_dated()),
        observations=(
            Observation(
                "The newest journal entry is from March 2025, ten months ago.",
                "know",
                (proof(NEWS, "14 March 2025"),),
            ),
            Observation("The footer says 2024.", "know", (proof(HOME, "© 2024 Tidewell Boats Ltd"),)),
            Observation(
                "Has a personal story on /about: read it, do not recite it.",
                "know",
                (proof(ABOUT, "How I came to the yard"),),
                "story",
            ),
            Observation(
                "Two spellings of one name: Oriel Penrose (team) and Oriel Penrowe (journal).",
                "say",
                (proof(TEAM, "Oriel Penrose"), proof(NEWS, "Oriel Penrowe")),
                "contradiction",
            ),
            Observation(
                "Kit Marrack appears in two places: as yard manager and as the author of the apprentice scheme.",
                "say",
                (proof(TEAM, "Kit Marrack"), proof(NEWS, "by Kit Marrack")),
            ),
        ),
        questions=(
            Question(
                "You wrote “we keep saying yes to everything”. What has happened since?",
                "They wrote it when booking.",
            ),
            Question(
                "Your site says “we never hurry a hull”. What does that look like on an ordinary day?",
                "They insist on it on two pages.",
                (proof(ABOUT, "We never hurry a hull."),),
            ),
            Question(
                "You list six services, from surveys to full rebuilds. Which would you like more of, which less?",
                "Six services on one page.",
                (proof(SERVICES, "Full rebuilds"),),
            ),
            Question(
                "You are looking for a shipwright. If that goes well, what is different in a year?",
                "A role is open.",
                (proof(JOBS, "Shipwright (full time)"),),
            ),
            Question("What have you tried, and what came of it?", "Always worth asking.", stock=True),
        ),
        gaps=(
            Gap("price", "No price for a rebuild.", "ask"),
            Gap("audience", "Who most of the owners are.", "ask"),
            Gap("address", "No street address on the pages read.", "look"),
            Gap("founded", "When the present owners took over.", "leave"),
        ),
    )


def _who() -> tuple[Fact, ...]:
    return (
        fact("name", "Tidewell Boats", HOME, where="title"),
        fact("legal_name", "Tidewell Boats Ltd", HOME, "© 2024 Tidewell Boats Ltd"),
        fact("tagline", "Slow work on fast boats", HOME),
        fact(
            "summary",
            "Tidewell repairs and rebuilds wooden sailing boats in Falmouth for owners who want to sail them, not show them.",
            HOME,
        ),
        fact("audience", "Owners of wooden sailing boats under 50 feet", ABOUT),
        fact(
            "person",
            "Oriel Penrose",
            TEAM,
            "Oriel Penrose Founder and shipwright",
            role="Founder and shipwright",
        ),
        fact("person", "Kit Marrack", TEAM, "Kit Marrack Yard manager", role="Yard manager"),
        fact(
            "person",
            "Wenna Tully",
            TEAM,
            "Wenna Tully Sails and rigging",
            role="Sails and rigging",
            check=True,
        ),
        fact("area", "Falmouth, Cornwall", HOME, "in Falmouth, Cornwall"),
        fact("country", "GB", CONTACT, "Falmouth TR11 3XX"),
        fact("language", "en", HOME, 'lang="en"', where="markup"),
        fact("phrase", "We never hurry a hull.", ABOUT),
        fact("phrase", "A boat that is only looked at is furniture.", HOME),
        fact("phrase", "We always show you the rot before we quote.", SERVICES),
        fact("value", "We use timber from storms, not from forests.", ABOUT),
        fact("value", "An apprentice in every team.", ABOUT),
    )


def _what() -> tuple[Fact, ...]:
    return (
        fact("offer", "Survey", SERVICES, price="£350", description="A day on board and a written report."),
        fact("offer", "Winter storage", SERVICES, price="from £38 per foot"),
        fact("offer", "Hull repair", SERVICES),
        fact("offer", "Rigging and sails", SERVICES),
        fact("offer", "Full rebuilds", SERVICES, description="From the keel up; one at a time."),
        fact("offer", "Sailing trials", SERVICES, check=True),
        fact("price", "£350", SERVICES, amount=350, currency="GBP", **{"for": "Survey"}),
        fact(
            "price",
            "from £38 per foot",
            SERVICES,
            amount=38,
            currency="GBP",
            unit="foot",
            **{"for": "Winter storage"},
        ),
        fact("cta", "Bring us your boat", HOME),
        fact("faq", "Do you work on fibreglass?", FAQ),
        fact("faq", "Can I help with the work?", FAQ),
        fact("faq", "How long does a survey take?", FAQ),
        fact("tech", "wordpress", HOME, "/wp-content/", where="markup"),
        fact("tech", "calendly", CONTACT, "calendly.com", where="link"),
    )


def _proof() -> tuple[Fact, ...]:
    return (
        fact("credential", "Member of the Wooden Boat Guild", ABOUT),
        fact("number", "140 boats relaunched", HOME),
        fact("client", "Falmouth Harbour School", STORIES),
        fact(
            "testimonial",
            "They told us not to buy the boat. Two years later they found us the right one, and I have never trusted a yard more.",
            STORIES,
            author="Ines Calder",
            author_role="Falmouth Harbour School",
        ),
        fact(
            "testimonial",
            "Every Friday a photograph and a plain account of what it had cost.",
            STORIES,
            author="Robert H.",
        ),
        fact("founded", 2009, ABOUT, "since 2009"),
        fact("copyright_year", 2024, HOME, "© 2024"),
    )


def _reach() -> tuple[Fact, ...]:
    return (
        fact("email", "yard@tidewell.example", CONTACT),
        fact("phone", "+441326555010", CONTACT, "01326 555 010", shown="01326 555 010", type="voice"),
        fact("phone", "+441326555011", CONTACT, "Fax 01326 555 011", shown="01326 555 011", type="fax"),
        fact("social", "https://www.instagram.com/tidewellboats", HOME, platform="instagram", where="link"),
        fact(
            "booking",
            "https://calendly.com/tidewell/visit",
            CONTACT,
            "Book a visit to the yard",
            where="link",
        ),
        fact("contact_page", CONTACT, HOME, "Find us", where="link"),
        fact("hours", "Mon-Fri 8-17, Sat by arrangement", CONTACT),
        fact("no_solicitation", "Please ring rather than write; we are bad at e-mail.", CONTACT),
    )


def _dated() -> tuple[Fact, ...]:
    return (
        fact("news", "The Merrow goes back in the water", NEWS, date="2025-03-14", url=NEWS + "/merrow"),
        fact("news", "Why we take one rebuild at a time", NEWS, date="2024-11-02", url=NEWS + "/one"),
        fact("news", "An apprentice scheme, at last", NEWS, date="2024-06-20", url=NEWS + "/apprentice"),
        fact("news", "Notes on larch", NEWS, url=NEWS + "/larch"),
        fact("latest_date", "2025-03-14", NEWS, "14 March 2025"),
        fact("hiring", "Shipwright (full time)", JOBS),
    )


CALL = Call(
    with_name="Oriel Penrose",
    when=datetime(2026, 2, 3, 14, 30, tzinfo=UTC),
    context="We keep saying yes to everything, and the yard is full until autumn. I want to learn how to say no.",
)

REMEMBERED = Remembered(
    last_look=datetime(2025, 10, 2, 8, 0, tzinfo=UTC),
    last_call=datetime(2025, 10, 3, 10, 0, tzinfo=UTC),
    heard=("Three owners are waiting for a date",),
    promises=(
        Promise("me", "send the planning sheet", date(2025, 10, 10), "by Friday"),
        Promise("them", "count the open jobs"),
    ),
    people=("Oriel sails on Sundays",),
    goals=("one rebuild a year",),
    changes=("A page about joining the yard has appeared.",),
)


def sparse() -> Dossier:
    """A business card of a site: a name and a telephone number."""
    home = "https://plumb.example/"
    return Dossier(
        subject=Subject("plumb.example", home, "plumb.example", NOW),
        pages=(page(home, "home", "Home"),),
        missed=(Miss(home + "about", "timed out after 10 s", transient=True),),
        facts=(
            fact("name", "Plumb & Sons", home, check=True),
            fact("phone", "+12025550143", home, "(202) 555-0143", shown="(202) 555-0143"),
        ),
        questions=(Question("What made you book this now?", "Always the first question."),),
        gaps=(Gap("person", "Who runs it.", "ask"), Gap("email", "An e-mail address.", "look")),
    )


def german() -> Dossier:
    """A bookbinder in Weimar whose pages are in German."""
    home = "https://buchbinderei-amsel.example/"
    return Dossier(
        subject=Subject("buchbinderei-amsel.example", home, "buchbinderei-amsel.example", NOW),
        pages=(page(home, "home", "Buchbinderei Amsel"), page(home + "impressum", "legal", "Impressum")),
        facts=(
            fact("name", "Buchbinderei Amsel", home),
            fact(
                "summary",
                "Wir binden Doktorarbeiten, Gästebücher und alles, was länger halten soll als ein Bildschirm.",
                home,
            ),
            fact("person", "Jörg Amsel", home + "impressum", "Inhaber: Jörg Amsel", role="Inhaber"),
            fact("language", "de", home, 'lang="de"', where="markup"),
            fact("country", "DE", home + "impressum", "99423 Weimar"),
            fact(
                "address",
                "Töpfergasse 3, 99423 Weimar",
                home + "impressum",
                street="Töpfergasse 3",
                city="Weimar",
                postal_code="99423",
                country="DE",
            ),
            fact("phrase", "Wir leimen nie, was man nähen kann.", home),
            fact("hours", "Di–Fr 10–18 Uhr, Sa 10–13 Uhr", home),
            fact("testimonial", "Das schönste Gästebuch, das wir je hatten.", home, author="Familie K."),
        ),
        questions=(
            Question(
                "Your site says “Wir leimen nie, was man nähen kann.” What does that look like on an ordinary day?",
                "They insist on it.",
                (proof(home, "Wir leimen nie, was man nähen kann."),),
            ),
        ),
        gaps=(Gap("price", "No prices.", "ask"),),
    )


EVIL = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>![p](https://evil.example/p.png)[l](javascript:alert(3))"
    "\u202egnp\u2066\x1b[31m\n# H | T |\n---|---\n<https://evil.example> https://evil.example/auto www.evil.example `c` "
    "*b* _i_ {{ 7*7 }} {% raw %} &lt;b&gt; =1+1"
)


def hostile(text: str = EVIL, address: str = "javascript:alert(document.domain)") -> Dossier:
    """A dossier with the same hostile text in every place that holds text, and a hostile address in every link."""
    evidence = (Evidence(address, text or "x", "text"),)
    attributes = dict.fromkeys(
        ("role", "price", "description", "author", "author_role", "shown", "platform", "for", "unit", "city"),
        text,
    ) | {"url": address, "date": text}
    values = {
        "founded": 1999,
        "copyright_year": 1999,
        "booking": address,
        "social": address,
        "contact_page": address,
    }
    facts = tuple(
        Fact(kind, values.get(kind, text), 0.9, evidence, attributes, check=True)
        for kind in KINDS
        for _ in range(2)
    )
    return Dossier(
        subject=Subject(text, address, text, NOW, text),
        pages=(PageRecord(address, 200, text, "home", text, NOW, text),),
        missed=(Miss(address, text),),
        facts=facts,
        observations=(Observation(text, "know", evidence), Observation(text, "say", evidence)),
        questions=(Question(text, text, evidence), Question(text, text, evidence)),
        gaps=(Gap("price", text, "ask"), Gap(text, text, "look")),
    )


def hostile_call(text: str = EVIL) -> Call:
    """A call whose every word is the hostile text."""
    return Call(with_name=text, when=NOW, context=text)


def hostile_memory(text: str = EVIL) -> Remembered:
    """A memory whose every word is the hostile text."""
    return Remembered(
        last_look=NOW,
        last_call=NOW,
        heard=(text,),
        promises=(Promise("me", text, date(2026, 1, 1), text), Promise("them", text)),
        people=(text,),
        goals=(text,),
        changes=(text,),
    )
