"""What stands above everything: who and where they are, since when, how many people are named, and how old the site is."""

import re
from collections.abc import Iterator
from datetime import date

from precall.compose.observations import newest_dated
from precall.compose.spoken_dates import age, day_of, spoken, spoken_moment, zone
from precall.compose.unseen import unseen
from precall.model.fact import Fact
from precall.render.escaping import plain
from precall.render.material import Material
from precall.render.shorten import clip, weight
from precall.render.view import Header, Line
from precall.words import filed_as
from precall.words.match import fold, phrases, vocabulary

_OLD_DAYS = 730
_MUCH_LATER = 365  # days
_OLD_YEARS = 3  # a year named in a text may be any day of it
_LONG_AGO = 15  # years; what is older is a piece of history
_PLACE_WORDS = 4
_UNFINISHED = 0.5  # of the pages
_FEWEST_LETTERS = 3
_WORD = re.compile(r"[^\W_]+")
_LONGER = re.compile(r"[^\W\d_]{4,}")


def header(material: Material) -> Header:
    """The lines above page one; each fact of the site with its page."""
    dossier, call = material.dossier, material.call
    name = dossier.first("name")
    read_on = dossier.subject.researched_at.astimezone(zone(material.caller.timezone)).date()
    known = call.when is not None and read_on == call.when.astimezone(zone(material.caller.timezone)).date()
    flag = clip(plain(material.sentences.reason(dossier.subject.flag)), 12)
    day = spoken(read_on.isoformat(), material.sentences)
    return Header(
        name=clip(material.theirs(name.value if name else dossier.subject.domain), 8),
        domain=clip(plain(dossier.subject.domain), 4),
        url=dossier.subject.url,
        place=_place(material),
        languages=_languages(material),
        when=spoken_moment(call.when, material.caller.timezone, material.sentences) if call.when else "",
        read=material.sentences.parted(
            filter(None, ("" if known else material.say("read_on", date=day), _scope(material)))
        ),
        check=name is not None and (name.check or not _is_agreed(name, dossier.subject.domain)),
        warning=material.say("flagged", flag=flag) if flag else "",
        facts=() if flag else tuple(_facts(material)),
    )


def _is_agreed(name: Fact, domain: str) -> bool:
    """Whether a second source says a name: another place of the site, or the domain by one of its words or by its initials.

    Half of the others were a seal's, a partner's or a product's.
    """
    letters = "".join(filter(str.isalnum, fold(domain)))
    said = _WORD.findall(fold(str(name.value)))
    if not all(word.isascii() for word in said):  # no domain is written in these letters
        return True
    initials = "".join(word[0] for word in said)
    is_in_domain = any(len(word) >= _FEWEST_LETTERS and word in letters for word in said)
    return len(name.evidence) > 1 or is_in_domain or (len(initials) > 1 and initials in letters)


def weight_of(shown: Header) -> int:
    """How many words the header takes."""
    said = (shown.name, shown.domain, shown.place, shown.languages, shown.when, shown.read, shown.warning)
    return sum(map(weight, (*said, *(line.text for line in shown.facts)))) + (2 if shown.check else 0) + 1


def _scope(material: Material) -> str:
    """How many of the pages that are known were read; empty where all were."""
    read, left = len(material.dossier.pages), len(unseen(material.dossier.missed, material.dossier.pages))
    return material.sentences.count("briefing.scope", read, read=read, known=read + left) if left else ""


def _facts(material: Material) -> Iterator[Line]:
    since = material.dossier.first("founded")
    if since and not since.check:
        yield Line(material.say("since", year=since.value), evidence=since.evidence[:1])
    are_sure = not any(person.check for person in material.people)
    if material.people and are_sure and material.praised is None and not _scope(material):
        yield Line(material.sentences.count("briefing.names_people", len(material.people)))
    yield from _age(material)
    yield from _legal(material)
    read = len(material.dossier.pages)
    if material.unfinished >= _UNFINISHED * read > 0:
        yield Line(material.sentences.count("briefing.unfinished", material.unfinished, known=read))


def _age(material: Material) -> Iterator[Line]:
    """How old the newest dated content is, and that they may have stopped where it is very old."""
    newest = newest_dated(material.dossier.facts, material.today)
    day = day_of(newest.text("date") or str(newest.value)) if newest else None
    if newest is None or day is None:
        yield from _without_date(material)
        return
    if material.newest_told and material.newest_told > day:
        said = _dated(material.newest_told.isoformat(), material.newest_told, material)
        yield Line(material.say("newest", said=said))
        return
    later = material.newest_day
    if later is not None and (later - day).days > _MUCH_LATER:  # a post that was changed since, or a review
        return
    said = _dated(newest.text("date") or str(newest.value), day, material)
    is_old = (material.today - day).days > _OLD_DAYS and _was_left(material)
    yield Line(material.say("old" if is_old else "newest", said=said), evidence=newest.evidence[:1])


def _legal(material: Material) -> Iterator[Line]:
    """The day of the terms, where nothing else is dated as lately."""
    newest = newest_dated(material.dossier.facts, material.today)
    known = day_of(newest.text("date") or str(newest.value)) if newest else None
    if material.legal_day and (known is None or known < material.legal_day[0]):
        day, proof = material.legal_day
        yield Line(
            material.say("legal_day", date=spoken(day.isoformat(), material.sentences)), evidence=(proof,)
        )


def _without_date(material: Material) -> Iterator[Line]:
    """The newest year that is named says whether they may have stopped, where no text names a day at all."""
    year = _newest_year(material)
    years = material.today.year - year
    if material.newest_day is not None and years < _OLD_YEARS:
        return
    if material.newest_day is not None:
        if _was_left(material):
            said = _dated(material.newest_day.isoformat(), material.newest_day, material)
            yield Line(material.say("old", said=said))
    elif years <= _LONG_AGO and (years < _OLD_YEARS or _was_left(material)):
        yield Line(material.say("old_year" if years >= _OLD_YEARS else "newest_year", year=year))
    else:
        yield Line(material.say("nothing_dated"))


def _newest_year(material: Material) -> int:
    """The newest year that a text or a footer names; 0 where none does."""
    footers = (int(fact.value) for fact in material.dossier.of("copyright_year"))
    return max((material.newest_year, *footers))


def _was_left(material: Material) -> bool:
    """Whether they may have stopped: no year of late is named anywhere, and most of the pages were read."""
    read, left = len(material.dossier.pages), len(unseen(material.dossier.missed, material.dossier.pages))
    return read >= left and material.today.year - _newest_year(material) >= _OLD_YEARS - 1


def _dated(text: str, day: date, material: Material) -> str:
    date_, ago = spoken(text, material.sentences), age(day, material.today, material.sentences)
    return material.say("date_and_age", date=date_, age=ago)


def _place(material: Material) -> str:
    """The town of the address, else the area that is named, with the country unless it stands there already."""
    address = material.dossier.first("address")
    areas = [str(area.value) for area in material.dossier.of("area") if not area.check]
    town = address.text("city") if address and not address.check else ""
    spoken_there = tuple(filed_as(str(fact.value)) for fact in material.dossier.of("language")[:1])
    named = next((place for place in (town, *areas) if _is_place(place, spoken_there)), "")
    nations = material.sentences.section("countries")
    country = nations.get(plain(material.dossier.best("country"))[:3], "")
    place = clip(material.theirs(named), _PLACE_WORDS).rstrip(" .,;")
    is_anywhere = phrases("area", "everywhere").stand_in(place)
    has_country = is_anywhere or any(nation.casefold() in place.casefold() for nation in nations.values())
    return ", ".join(filter(None, (place, "" if has_country else country)))


def _is_place(text: str, spoken_there: tuple[str, ...]) -> bool:
    """Whether words may be a town or a region: each longer one with a capital, no call to do something and no street."""
    words = _LONGER.findall(text)
    calls = phrases("speech", "cta", spoken_there).stand_in(text)
    is_street = fold(text).split()[-1:] and fold(text).split()[-1].strip(".") in vocabulary(
        "streets", "words"
    )
    has_capitals = bool(words) and all(word[0].isupper() for word in words)
    return has_capitals and len(text.split()) <= _PLACE_WORDS and not calls and not is_street


def _languages(material: Material) -> str:
    codes = [str(fact.value) for fact in material.dossier.of("language")][:3]
    return material.sentences.listed(
        [name for code in codes if (name := _named("languages", code, material))]
    )


def _named(section: str, code: str, material: Material) -> str:
    code = plain(code)[:3]
    return material.sentences.section(section).get(code, code)
