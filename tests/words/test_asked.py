"""Words of one language never count on pages of another: which lists are asked in all languages at once, and why."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "precall"
ASKING = ("phrases", "vocabulary", "listed", "either", "shapes")
# Where a page's language says nothing about a list's. Names of people, their degrees and streets keep theirs abroad; classes, addresses and
# hidden mail addresses are written by makers of sites; themes, servers and parked pages speak any language.
BY_NATURE = {
    "given_names",
    "degrees",
    "not_names",
    "streets",
    "leftover",
    "notices",
    "contactpage",
    "language",
    "mailboxes",
}
# Asked of a text alone, without the page that it stands on. The table only shrinks.
NOT_YET = """
address: contact.address
area: founded.since
booking: booking.paths
email: contact.placeholder
hiring: hiring.also_women hiring.name organisation.nouns
hours: dates.clock
legal_form: name.joints
logo: name.logo
name: name.before_holder name.dangling name.generic name.made name.rights name.today
names: people.abstract people.academic people.leading_articles people.name_and people.particles people.small_titles roles.words
news: news.generic
obfuscation: contact.at contact.dot
offer_wording: offers.fillers offers.not_offer_classes offers.offer_classes
person: people.placeholders
person_in_data: people.portrait people.portrait_of
person_in_lines: people.and people.no_position
person_in_prose: people.academic people.particles
phone: contact.kind speech.we
praise_author: dates.ordinals people.by praise.ago praise.no_author praise.said_on praise.stars
price: money.joints money.magnitudes money.to people.and
price_label: money.from
roles: roles.heads roles.joints
tagline: name.generic offers.generic
testimonial: praise.own_team praise.quoted
"""


def asked_in_all(path: Path) -> Iterator[str]:
    """The lists that a module asks without naming languages."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id in ASKING
            and len(call.args) == 2
            and not any(keyword.arg == "spoken" for keyword in call.keywords)
        ):
            table, key = (
                arg.value if isinstance(arg, ast.Constant) else ast.unparse(arg) for arg in call.args
            )
            if table not in BY_NATURE:
                yield f"{table}.{key}"


def test_a_list_is_asked_in_the_languages_that_count_on_the_page() -> None:
    """A German "also" is no English one: whoever reads a page's words says in which languages."""
    modules = sorted((SOURCE / "extract").glob("*.py"))
    found = {path.stem: " ".join(sorted(set(asked_in_all(path)))) for path in modules}
    assert (
        "\n".join(f"{module}: {lists}" for module, lists in sorted(found.items()) if lists) == NOT_YET.strip()
    )
