"""What stands on page two: the offers, the proof, and all that page one had no room for."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from precall.compose.listing import listing
from precall.compose.unseen import unseen
from precall.model.fact import Fact
from precall.model.kinds import ROWS, SECTIONS
from precall.render.escaping import plain
from precall.render.material import Entry, Material
from precall.render.offered import fit_name, short_url
from precall.render.page_one import ORDER
from precall.render.shorten import clip
from precall.render.view import Line, Section

_MOST_LINES = 40
_MOST_FAQS = 8


def page_two(material: Material, first: Sequence[Section], left: Sequence[Entry]) -> tuple[Section, ...]:
    """The sections of page two in their order; empty ones are left out."""
    sections = (
        *_own_sections(material),
        _section("why", _why(material, first), material),
        *_leftovers(material, left),
        _section("people", _people(material), material),
        _section("faq", _faqs(material), material, _MOST_FAQS),
        _section("not_asked", _not_asked(material), material),
        _section("missed", _missed(material), material),
    )
    return tuple(section for section in sections if section.lines)


def _own_sections(material: Material) -> Iterator[Section]:
    makers: tuple[tuple[str, Callable[[Material], Iterator[Line]]], ...] = (
        ("fit_table", _fit_table),
        ("reasons", _reasons),
        ("offers", _offers),
        *((section, partial(_listed, section)) for section in SECTIONS),
        ("checks", _checks),
    )
    for key, lines in makers:
        yield _section(key, lines(material), material)


def _section(key: str, lines: Iterator[Line], material: Material, most: int = _MOST_LINES) -> Section:
    made = tuple(lines)
    if len(made) > most:
        made = (*made[:most], Line(material.say("more_lines", number=len(made) - most)))
    return Section(key, material.say(key), made)


def _leftovers(material: Material, left: Sequence[Entry]) -> Iterator[Section]:
    given = {seen.text for seen in _checks(material)}
    for key in ORDER:
        if key not in ("start", "fit"):
            lines = (offer.whole for offer in left if offer.section == key and offer.whole.text not in given)
            yield _section(f"more_{key}", lines, material)


def _fit_table(material: Material) -> Iterator[Line]:
    for row in material.judgement.fit:
        what = fit_name(row, 12, material)
        words = clip(material.theirs(row.quote), 30)
        if words:
            yield Line(words, label=what, quote=True, evidence=row.evidence[:2])
        else:
            yield Line(material.say("fit_found" if row.found else "fit_missing"), label=what)


def _reasons(material: Material) -> Iterator[Line]:
    for remark in material.judgement.remarks:
        yield _short(Line(plain(remark)))
    for reason in material.judgement.reasons:
        yield _short(Line(material.theirs(reason.text), evidence=reason.evidence[:1]))
    if material.judgement.no_mail:
        yield _short(Line(plain(material.judgement.no_mail)))


def _offers(material: Material) -> Iterator[Line]:
    """Each offer with its price as label and its description as note, then the prices of nothing that is listed."""
    prices = {plain(price.text("for")).casefold(): price for price in reversed(material.dossier.of("price"))}
    named = set()
    for offer in listing(material.dossier.of("offer")):
        name = plain(str(offer.value)).casefold()
        named.add(name)
        price = offer.text("price") or (str(prices[name].value) if name in prices else "")
        note = clip(material.theirs(offer.text("description")), 30)
        yield _short(material.cited(offer, label=clip(material.theirs(price), 8), note=note))
    for price_fact in material.dossier.of("price"):
        what = plain(price_fact.text("for"))
        if what.casefold() not in named:
            yield _price(price_fact, what or plain(price_fact.text("unit")), material)


def _price(price: Fact, what: str, material: Material) -> Line:
    line = material.cited(price, label=clip(material.theirs(price.value), 8))
    return Line(
        clip(material.theirs(what or material.say("a_price")), 12),
        label=line.label,
        check=line.check,
        evidence=line.evidence,
    )


def _listed(section: str, material: Material) -> Iterator[Line]:
    """The facts of the kinds whose rows name the section."""
    for kind, row in ROWS.items():
        if row.listed and row.listed.section == section:
            label = material.say(kind) if row.listed.labelled else ""
            for fact in material.dossier.of(kind):
                yield _short(material.cited(fact, label=label, quote=row.listed.quoted))


def _faqs(material: Material) -> Iterator[Line]:
    """The questions that the site answers, those of its legal pages last."""
    legal = {page.url for page in material.dossier.pages if page.kind == "legal"}
    for faq in sorted(material.dossier.of("faq"), key=lambda faq: faq.evidence[0].url in legal):
        yield _short(material.cited(faq))


def _checks(material: Material) -> Iterator[Line]:
    for seen in material.dossier.observations:
        if seen.use == "say":
            yield _short(Line(material.theirs(seen.text), evidence=seen.evidence[:4]))


def _why(material: Material, first: Sequence[Section]) -> Iterator[Line]:
    """The questions whose reason page one does not give, each with it."""
    given = {line.text for section in first if section.key == "start" for line in section.lines if line.note}
    for asked in material.dossier.questions:
        text = material.theirs(asked.text)
        if text not in given:
            yield _short(
                Line(text, note=clip(material.theirs(asked.because), 40), evidence=asked.evidence[:2])
            )


def _people(material: Material) -> Iterator[Line]:
    everyone = material.dossier.of("person")
    if len(everyone) > 4:
        for person in everyone:
            yield _short(material.cited(person, note=clip(person.text("role"), 16)))


def _not_asked(material: Material) -> Iterator[Line]:
    for gap in material.dossier.gaps:
        if gap.route == "leave":
            yield _short(Line(material.theirs(gap.text)))


def _missed(material: Material) -> Iterator[Line]:
    for miss in unseen(material.dossier.missed, material.dossier.pages):
        yield Line(short_url(plain(miss.url)), note=clip(plain(miss.reason), 30), href=miss.url)


def _short(line: Line) -> Line:
    text = clip(line.text, 60)
    return line if text == line.text else replace(line, text=text)
