"""Which kinds of facts there are: one row each, with all that holds for that kind alone.

What reads the rows: the dossier and its published schema, the briefing's fact sheet, changes between two looks, gaps,
fit, criteria and columns of a batch, and the tests' labels.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

from precall.model.voice import VOICES, Voice

Kind = Literal[
    "name", "legal_name", "tagline", "summary", "audience", "value", "credential", "number", "client", "faq",
    "area", "cta", "phrase", "no_solicitation", "email", "phone", "address", "social", "person", "offer", "price",
    "testimonial", "founded", "copyright_year", "hours", "booking", "contact_page", "news", "latest_date", "hiring",
    "tech", "language", "country",
]  # fmt: skip
"""The names of the rows, for the type checker."""

PageKind = Literal[
    "home", "about", "services", "pricing", "team", "contact", "testimonials", "clients", "blog", "post", "careers",
    "faq", "legal", "other",
]  # fmt: skip
PAGE_KINDS: tuple[PageKind, ...] = get_args(PageKind)

Route = Literal["look", "ask", "leave"]
"""How to find out what a site does not say: look somewhere else, ask on the call, or leave it."""


class Shape(NamedTuple):
    """What a value looks like: as JSON Schema (draft 2020-12) says it, and an example of it."""

    schema: Mapping[str, Any]
    example: str | int = "Example"


def _text(description: str = "", pattern: str = "", *, example: str = "Example") -> Shape:
    told = {"description": description, "type": "string", "pattern": pattern}
    return Shape({key: value for key, value in told.items() if value}, example)


TEXT = _text()
VERBATIM = _text("Verbatim.", example="£1")
YEAR = Shape({"description": "A year.", "type": "integer"}, 1999)
DATE = _text("ISO 8601.", r"^\d{4}(-\d{2}(-\d{2})?)?$", example="2025-03-14")
PHONE = _text("E.164.", r"^\+[1-9]\d{4,14}$", example="+441632960000")
EMAIL = _text("In lower case.", example="office@example.com")
URL = _text("Absolute.", example="https://example.com/")
SLUG = _text("In lower case, words joined by hyphens.", example="example")
LANGUAGE = _text("ISO 639-1.", "^[a-z]{2}$", example="en")
COUNTRY = _text("ISO 3166-1 alpha-2.", "^[A-Z]{2}$", example="GB")
CURRENCY = _text("ISO 4217.", "^[A-Z]{3}$", example="GBP")
NUMBER = Shape({"type": "number"}, 1)


class Telling(NamedTuple):
    """How a change of such a fact is found and told.

    `worth` (1 to 9): the greater, the earlier it is told; 0 for what changes by itself or moves nobody. `prose` is running text: another order of its words or
    another count in them is no change. Where one fact is left on each side, a `replaced` one was replaced by the other;
    one that can be `reworded` is the same where it is worded nearly alike. `differs_by` is the attribute whose change
    is told as well, `beside` the one that is shown in brackets. `mail` says which change is a reason to write.
    """

    worth: int = 0
    prose: bool = False
    replaced: bool = False
    reworded: bool = True
    differs_by: str = ""
    beside: str = ""
    mail: Literal["", "new", "different"] = ""


Asked = Literal["people", "offers", "terms", "proof", "news", "reach"]
ASKED: tuple[Asked, ...] = get_args(Asked)
"""What a caller asks before a call: who they are; what they offer and what it costs; how it works and on what terms;
what speaks for them; what is new; how to reach them and who answers for it."""


class Column(NamedTuple):
    """A column of a batch's results: its name, and the most facts in it."""

    name: str
    most: int = 1


ANYWHERE = PAGE_KINDS


class Trust(NamedTuple):
    """Whose words are heard for a kind of fact, and how much its sightings count on each kind of page.

    `pages` holds what is not fully believed (1): a share of the score, or 0 where such a page is not read for it.
    """

    voices: frozenset[Voice]
    pages: Mapping[PageKind, float] = MappingProxyType({})


def _hearing(*voices: Voice, **pages: float) -> Trust:
    return Trust(frozenset(voices), pages)  # type: ignore[arg-type]


def _only_on(*kinds: PageKind) -> dict[str, float]:
    return {kind: 0.0 for kind in PAGE_KINDS if kind not in kinds}


def _not_on(*kinds: PageKind) -> dict[str, float]:
    return dict.fromkeys(kinds, 0.0)


class Row(NamedTuple):
    """All that holds for one kind of fact.

    `attributes` stand beside the value, in the order in which they are written. A site has `single` ones
    once. `of_lives` are read from biographies, so private life is looked for in them; `public` ones are what
    a business says of itself, and a reviewer of the same name hides none of it. `pages` are where a site says
    such a thing, if it does: an absence counts only where one of them was read. `sought` are searched for the
    words of the caller's offer. People and clients that `mention`s name (1 to 9, the greater the earlier)
    make a thread. `listed` is the question of the fact sheet under which such facts stand in one row. `remembered` is False
    where nothing is compared with the last look. `route` holds where the playbook names none, `answered_by`
    is a kind that says as much, and `elsewhere` (1 to 9) leads to a place where more can be found. `called`
    are further names in criteria. What is not `in_files` is not read from a PDF: a form or a brochure of
    whose words nobody knows how old they are.
    """

    kind: Kind
    value: Shape = TEXT
    attributes: Mapping[str, Shape] = MappingProxyType({})
    single: bool = False
    of_lives: bool = False
    public: bool = False
    pages: tuple[PageKind, ...] = ()
    sought: bool = False
    mention: int = 0
    listed: Asked | None = None
    change: Telling = Telling()
    remembered: bool = True
    route: Route | None = None
    answered_by: Kind | None = None
    elsewhere: int = 0
    called: tuple[str, ...] = ()
    column: Column | None = None
    trust: Trust = Trust(frozenset(("owner",)))
    in_files: bool = True

    @property
    def dated(self) -> bool:
        """Whether such a fact carries a day."""
        return self.value is DATE or "date" in self.attributes


_ROWS = (
    Row("name", single=True, public=True, change=Telling(8), trust=_hearing("owner", "legal", "chrome")),
    Row(
        "legal_name", single=True, public=True, listed="reach", change=Telling(8),
        trust=_hearing("owner", "legal", "chrome"),
    ),
    Row(
        "tagline", single=True, public=True, sought=True, change=Telling(2, prose=True, mail="different"),
        route="leave", trust=_hearing("owner", **_only_on("home")),
    ),
    Row(
        "summary", single=True, sought=True, change=Telling(3, prose=True, mail="different"), route="ask",
        trust=_hearing("owner", **_only_on("home", "about", "services", "contact", "other")), in_files=False,
    ),
    Row(
        "audience", sought=True, change=Telling(3, prose=True), route="ask",
        trust=_hearing("owner", **_only_on("home", "about", "services", "clients")), in_files=False,
    ),
    Row(
        "value", of_lives=True, pages=("about",), sought=True, mention=3,
        change=Telling(2, prose=True), route="ask", answered_by="phrase",
        trust=_hearing("owner", **_only_on("home", "about", "services", "team")), in_files=False,
    ),
    Row(
        "credential", of_lives=True, sought=True, mention=5, listed="proof", change=Telling(4, mail="new"),
        route="leave", trust=_hearing("owner", **_not_on("post", "blog", "careers")),
    ),
    Row(
        "number", of_lives=True, sought=True, change=Telling(2, prose=True), route="leave",
        trust=_hearing("owner", **_not_on("legal", "post")),
    ),
    Row(
        "client", public=True, pages=("clients",), sought=True,
        listed="proof", change=Telling(4, reworded=False, mail="new"), route="ask", called=("customers",),
        trust=_hearing("owner", "third_party", **_not_on("legal", "post")),
    ),
    Row(
        "faq", pages=("faq",), sought=True, change=Telling(2, prose=True), route="leave",
        trust=_hearing("owner", "chrome", "example"),
    ),
    Row(
        "area", public=True, sought=True, listed="reach", change=Telling(4, prose=True, mail="new"),
        route="ask",
        trust=_hearing("owner", "chrome", **_not_on("post", "blog", "testimonials", "clients", "legal")),
    ),
    Row("cta", pages=ANYWHERE, sought=True, trust=_hearing("owner", "chrome")),
    Row(
        "phrase", of_lives=True, sought=True, mention=4,
        trust=_hearing("owner", **_not_on("legal", "testimonials", "post", "faq", "contact")), in_files=False,
    ),
    Row(
        "no_solicitation", change=Telling(9), column=Column("asks_not_to_be_written_to"),
        trust=_hearing("owner", "chrome", "legal"),
    ),
    Row(
        "email", EMAIL, pages=("contact",), listed="reach", change=Telling(1, replaced=True), route="ask", called=("e-mail",),
        trust=_hearing("owner", "chrome", "legal", post=0.5, blog=0.5, clients=0.3, testimonials=0.4, careers=0.8),
    ),
    Row(
        "phone", PHONE, {"shown": TEXT, "type": _text("voice, fax; others where the site says so.")},
        pages=("contact",), listed="reach", change=Telling(1, replaced=True), route="look",
        trust=_hearing("owner", "chrome", "legal", post=0.55, blog=0.6, clients=0.4, testimonials=0.5, legal=0.85, faq=0.9),
    ),
    Row(
        "address", attributes=dict.fromkeys(("street", "city", "region", "postal_code", "country"), TEXT),
        public=True, pages=("contact", "legal"), listed="reach", change=Telling(1, replaced=True), route="look",
        trust=_hearing("owner", "chrome", "legal", post=0.4, blog=0.5, clients=0.3, testimonials=0.5, careers=0.9, team=0.9),
    ),
    Row(
        "social", URL, {"platform": TEXT}, pages=ANYWHERE, listed="reach", change=Telling(1, reworded=False), route="leave",
        elsewhere=9, trust=_hearing(
            "owner", "chrome", "legal", home=0.85, about=0.85, services=0.6, pricing=0.65, team=0.75, contact=0.92,
            testimonials=0.35, clients=0.25, blog=0.45, post=0.35, careers=0.6, faq=0.65, legal=0.5, other=0.65,
        ),
    ),
    Row(
        "person", attributes={"role": TEXT}, public=True, pages=("team", "about"),
        listed="people", change=Telling(7, reworded=False, differs_by="role", beside="role"), route="ask",
        called=("people", "team"), trust=_hearing("owner", "legal", **_not_on("clients")),
    ),
    Row(
        "offer", attributes={"price": VERBATIM, "description": TEXT}, public=True,
        pages=("services", "pricing"), sought=True, mention=2, listed="offers", change=Telling(5, mail="new"), route="ask",
        trust=_hearing("owner", "chrome"), in_files=False,
    ),
    Row(
        "price", VERBATIM, {"amount": NUMBER, "currency": CURRENCY, "unit": TEXT, "for": TEXT},
        pages=("pricing", "services"), change=Telling(5, replaced=True, beside="for"), route="ask",
        trust=_hearing("owner", "chrome", **_not_on("legal", "post", "blog", "testimonials", "careers", "team")),
    ),
    Row(
        "testimonial", attributes={"author": TEXT, "author_role": TEXT}, pages=("testimonials",), mention=8,
        change=Telling(4, prose=True, differs_by="author"), route="ask", called=("reviews",),
        trust=_hearing("client", **_not_on("careers")),
    ),
    Row(
        "founded", YEAR, single=True, of_lives=True, pages=("about",), listed="people", change=Telling(1),
        route="leave", trust=_hearing("owner", "legal", **_not_on("post", "blog", "faq")),
    ),
    Row("copyright_year", YEAR, single=True, remembered=False, trust=_hearing("owner", "legal", "chrome")),
    Row(
        "hours", pages=("contact",), listed="reach", change=Telling(1, replaced=True), route="leave",
        called=("opening_hours",),
        trust=_hearing("owner", "chrome", "legal", post=0.4, blog=0.4, testimonials=0.4, clients=0.4, legal=0.7, careers=0.5),
    ),
    Row(
        "booking", URL, pages=ANYWHERE, listed="reach", change=Telling(1, replaced=True), called=("online_booking",),
        trust=_hearing(*VOICES),
    ),
    Row("contact_page", URL, pages=ANYWHERE, listed="reach", elsewhere=8, trust=_hearing(*VOICES)),
    Row(
        "news", attributes={"date": DATE, "url": URL}, pages=("blog", "post"), sought=True, mention=7,
        change=Telling(5, reworded=False, mail="new"), called=("a_blog",),
        trust=_hearing("owner", **_not_on("legal")), in_files=False,
    ),
    Row(
        "latest_date", DATE, single=True, remembered=False,
        trust=_hearing("owner", "client", **_not_on("legal")), in_files=False,
    ),
    Row(
        "hiring", pages=("careers",), sought=True, mention=6, listed="news", change=Telling(6, mail="new"),
        called=("jobs", "open_roles"), column=Column("roles_open", most=5),
        trust=_hearing("owner", "chrome", **_not_on("legal", "post", "testimonials", "faq")), in_files=False,
    ),
    Row(
        "tech", SLUG, pages=ANYWHERE, sought=True, change=Telling(1, reworded=False),
        trust=_hearing(*VOICES), in_files=False,
    ),
    Row(
        "language", LANGUAGE, single=True, remembered=False, column=Column("language"),
        trust=_hearing(*VOICES, legal=0.3),
    ),
    Row(
        "country", COUNTRY, single=True, remembered=False, column=Column("country"),
        trust=_hearing("owner", "chrome", "legal", "client"),
    ),
)  # fmt: skip

ROWS: Mapping[Kind, Row] = MappingProxyType({row.kind: row for row in _ROWS})
"""The rows by kind, in the order in which a dossier gives its facts."""
KINDS: tuple[Kind, ...] = tuple(ROWS)
