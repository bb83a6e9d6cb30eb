"""What each section of page one would like to say, best first, each line with how much it matters there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

from precall import words
from precall.compose.due import without_day
from precall.compose.spoken_dates import age, spoken
from precall.compose.statements import folded
from precall.compose.wording import dangles, leans, opens_back, points_back, says_i
from precall.model.call import Promise
from precall.model.dossier import Matter
from precall.model.excerpt import Excerpt
from precall.model.fact import Fact, Kind
from precall.model.judgement import Fit
from precall.model.kinds import Asked
from precall.model.page import PageKind
from precall.render.breath import in_a_breath
from precall.render.escaping import plain
from precall.render.material import PAGE_TWO, Entry, Material, entry
from precall.render.people import people
from precall.render.shorten import MARK, clip, weight
from precall.render.view import Line
from precall.site import hosts
from precall.site.kind import topic_of
from precall.words.match import Spoken, fold, phrases, vocabulary

MUST = 6
"""The rank up to which lines stand on page one in any case, if there is room at all."""

SECTION_OF: Mapping[Asked, str] = {
    "people": "who", "offers": "sell", "terms": "faq", "proof": "faq", "reach": "faq",
}  # fmt: skip
"""Where on page one stands what answers a question."""
_CAREFUL: Mapping[Matter, tuple[int, ...]] = {
    "contradiction": (5, 6, 9), "unfinished": (8, 13), "story": (9,),
}  # fmt: skip
"""The ranks of what is worth knowing, by what sort of thing it is."""

_MOST_QUESTIONS = 3
_FIRST_PROOF = 5  # a rank: before a second question
_FEWEST_OF_PRAISE, _PRAISE = 6, 46  # words
_AUTHOR = 9
_SURE_CREDENTIAL = 0.9
_CREDENTIAL = 14
_PHONES = 4  # the most numbers, each of another place or person
_SURE_PHRASE = 0.7
_QUESTION = 44
_NOTICED = 36
_PLACE_OR_HOURS = 30
_CONTEXT = 32
_URL = 6  # words that the longest short address counts
_QUOTES = '"“”„«»'
_OWN: tuple[Kind, ...] = ("summary", "tagline", "phrase", "value", "offer")
"""Kinds of facts that are the business's own words."""
_OF_OTHERS: tuple[PageKind, ...] = ("legal", "post", "blog", "faq", "careers")
_SURE_BOOKING = 0.85
_SETS_OF_HOURS = _ADDRESSES = 2  # of two places, or of two offices
_LONGEST_OPENING = 6  # words before a time of day
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+")
_OF_HOURS = ("open", "headings", "parts", "spans", "beside", "joints")
"""Lists of words that hours begin with."""
_CLOCK = re.compile(r"\d{1,2}")
_TO = ("-", "–", "—")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[$€£]\d)")
"""Between a name and the sum that stands right behind it where a page is drawn: "Nail trim$28"."""
_DIGIT = re.compile(r"\d")
_AROUND_THE_CLOCK = "00:00 - 23:59"  # how forms of a shop's data are filled by default
_NUMBER = re.compile(r"\+[0-9]{5,15}")
_REGISTERED = re.compile(r"\d{7}")
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,253}")


def page_one_lines(material: Material) -> tuple[Entry, ...]:
    """Everything that would like to stand on page one. Ranks run from 0, taken first, to PAGE_TWO."""
    parts = (
        _told,
        in_a_breath,
        people,
        _questions,
        _proof,
        _phrases,
        _fit,
        _careful,
        _reach,
        _gaps,
        _last_time,
    )
    return tuple(offer for part in parts for offer in part(material))


def excerpts(found: Mapping[str, tuple[Excerpt, ...]], rank: int) -> Iterator[Entry]:
    """What was taken of the site's own words for page one: who they are, what it costs, and what need not be asked."""
    for asked, section in SECTION_OF.items():
        for line in cited(found.get(asked, ())):
            yield Entry(section, rank, line, line)


def cited(excerpts: Iterable[Excerpt]) -> Iterator[Line]:
    """A line for each excerpt, with its page."""
    for one in excerpts:
        heading, text, by = plain(one.heading), _GLUED.sub(": ", plain(one.text)), plain(one.by)
        yield Line(text, label=heading, quote=bool(by), by=by, evidence=(one.evidence,))


def _told(material: Material) -> Iterator[Entry]:
    context = plain(material.call.context)
    asked = folded(" ".join(one.text for one in material.dossier.questions[:1]))
    if context and folded(context) not in asked:  # the first question says it whole
        whole = entry("told", 0, Line(context, quote=True), _CONTEXT)
        yield replace(whole, short=replace(whole.whole, text=clip(context, _CONTEXT)))


def _last_time(material: Material) -> Iterator[Entry]:
    memory = material.remembered
    moment = memory.last_call or memory.last_look
    if moment is not None:
        said = spoken(moment.date().isoformat(), material.sentences)
        name = clip(plain(memory.last_with), 6)
        key = "last_look" if not memory.last_call else "last_call_with" if name else "last_call"
        is_today = moment.date() == material.today
        ago = "" if is_today else age(moment.date(), material.today, material.sentences)
        yield entry("last", 2, Line(material.say(key, date=said, name=name), note=ago), 20)
    for text in memory.changes[:3]:
        yield entry("last", 4, Line(plain(text), label=material.say("last_changed")), 16)
    for promise in memory.promises[:6]:
        yield entry("last", 2 if promise.who == "me" else 3, _promise(promise, material), 16)
    told = (
        ("goal", 3, memory.goals),
        ("agreed", 3, memory.agreed),
        ("heard", 6, memory.heard),
        ("person", 5, memory.people),
    )
    for label, rank, texts in told:
        for text in texts[:3]:
            yield entry("last", rank, Line(plain(text), label=material.say(f"last_{label}")), 16)


def _promise(promise: Promise, material: Material) -> Line:
    by = spoken(promise.by.isoformat(), material.sentences) if promise.by else ""
    label = material.say("you_promised" if promise.who == "me" else "they_promised")
    return Line(plain(without_day(promise)), label=label, note=material.say("by", date=by) if by else "")


def _proof(material: Material) -> Iterator[Entry]:
    """What clients say, whole and with who said it, those with a name and a role first; and what is surely a credential."""
    ranks = iter((_FIRST_PROOF, 13))
    said = [one for one in material.dossier.of("testimonial") if not one.check and one.text("author")]
    said = [one for one in said if weight(str(one.value)) <= _PRAISE and MARK not in str(one.value)]
    said = [one for one in said if not _is_their_own(one, material) and _is_said_whole(str(one.value))]
    for one in sorted(said, key=lambda one: -sum(bool(one.text(key)) for key in ("author", "author_role"))):
        line = replace(material.cited(one, quote=True), by=_author(one, material))
        yield Entry("proof", rank := next(ranks, PAGE_TWO), line, line if rank < PAGE_TWO else None)
    roles = " / ".join(folded(f"{one.value} {one.text('role')}") for one in material.dossier.of("person"))
    sure = (
        one
        for one in material.dossier.of("credential")
        if one.confidence >= _SURE_CREDENTIAL
        and folded(str(one.value)) not in roles
        and not _is_piece(str(one.value))
        and not opens_back(str(one.value), material.spoken)
    )
    for one in [one for one in sure if weight(str(one.value)) <= _CREDENTIAL][:1]:
        yield entry("proof", 12, material.cited(one, quote=True), _CREDENTIAL)


def _is_said_whole(praise: str) -> bool:
    """Whether praise is a sentence, and neither what stood in brackets beside it nor a button, nor what a reader says of a book."""
    is_sentence = len(praise.split()) >= _FEWEST_OF_PRAISE and praise[0] not in "(["
    return is_sentence and not _is_call(praise) and not phrases("praise", "of_a_book").stand_in(praise)


def _is_piece(text: str) -> bool:
    """Whether words are half of something, a button or a number of a register: a bracket closed that was not opened, a call to act, seven digits."""
    return text.count("(") != text.count(")") or _is_call(text) or _REGISTERED.search(text) is not None


def _is_call(text: str) -> bool:
    return phrases("speech", "calls").starts(text) is not None


def _is_their_own(praise: Fact, material: Material) -> bool:
    """Whether praise is signed by one of their own people, or says what they say of themselves elsewhere."""
    people = {folded(str(one.value)) for one in material.people}
    theirs = " / ".join(
        folded(f"{one.value} {one.text('description')}") for kind in _OWN for one in material.dossier.of(kind)
    )
    return folded(praise.text("author")) in people or folded(str(praise.value)) in theirs


def _author(praise: Fact, material: Material) -> str:
    """Who praises, with a role that is not too long."""
    author, role = material.theirs(praise.text("author")), material.theirs(praise.text("author_role"))
    both = ", ".join(filter(None, (author, role)))
    return both if weight(both) <= _AUTHOR else author


def _fit(material: Material) -> Iterator[Entry]:
    """What is to be done first, what the offer looks for, found and not, and why there is no mail to write."""
    fit = material.judgement.fit
    for remark in material.judgement.remarks:
        yield entry("fit", 3, Line(plain(remark)), 28)
    groups = (
        ("fit_against", [row for row in fit if row.against and row.found]),
        ("fit_found", [row for row in fit if row.found and not row.against]),
        ("fit_unsure", [row for row in fit if row.unsure]),
        ("fit_missing", [row for row in fit if not (row.found or row.unsure or row.against)]),
    )
    for key, rows in groups:
        if rows:
            names = ", ".join(fit_name(row, 5, material) for row in rows)
            yield entry("fit", 4, Line(names, label=material.say(key)), 18)
    if material.judgement.no_mail:
        yield entry("fit", 3, Line(plain(material.judgement.no_mail)), 28)


def fit_name(row: Fit, limit: int, material: Material) -> str:
    """What a line of the offer looks for, and which of its words were found where it has several."""
    what = clip(plain(row.what), limit)
    return material.say("fit_word", what=what, word=clip(plain(row.word), limit)) if row.word else what


def _questions(material: Material) -> Iterator[Entry]:
    ranks = iter((1, MUST, 8))
    everything = material.dossier.questions
    stock = [asked for asked in everything if asked.stock]
    own = [asked for asked in everything if not asked.stock][:_MOST_QUESTIONS]
    for i, asked in enumerate(own or stock[:1]):
        because = material.theirs(asked.because)
        note, extra = (because, "") if i == 0 else ("", because)
        line = Line(material.theirs(asked.text), note=note, evidence=asked.evidence[:2])
        made = entry("start", next(ranks, PAGE_TWO), line, _QUESTION, extra=extra)
        is_whole = made.short is not None and made.short.text == made.whole.text  # however long its reason is
        yield replace(made, short=made.whole if is_whole else None)


def _phrases(material: Material) -> Iterator[Entry]:
    asked = " ".join(plain(question.text) for question in material.dossier.questions).casefold()
    ranks, heard, spoken = iter((MUST + 1, 11, 14)), asked, material.spoken
    for phrase in material.dossier.of("phrase"):
        said = str(phrase.value)
        is_heard = plain(said).casefold().rstrip(".!") in heard
        is_somebodys = len(material.people) > 1 and says_i(said)
        leaning = dangles(said, spoken) or points_back(said, spoken) or leans(said, spoken)
        is_torn = any(mark in said for mark in _QUOTES)
        boasts = phrases("speech", "slogan", spoken).stand_in(said) or not said.endswith((".", "”"))
        if (
            phrase.check
            or phrase.confidence < _SURE_PHRASE
            or is_heard
            or is_somebodys
            or leaning
            or is_torn
            or boasts
        ):
            continue
        heard += f" {plain(said).casefold()}"
        yield entry("words", next(ranks, PAGE_TWO), material.cited(phrase, quote=True), 18)


def _reach(material: Material) -> Iterator[Entry]:
    dossier = material.dossier
    for wish in dossier.of("no_solicitation")[:2]:
        yield entry("reach", 5, material.cited(wish, quote=True, label=material.say("they_ask")), 20)
    booked = (one for one in dossier.of("booking") if not one.check and one.confidence >= _SURE_BOOKING)
    takes = [one for one in booked if _takes_bookings(str(one.value), material)]
    for booking in sorted(takes, key=lambda one: len(_own_path(one, material)))[:1]:
        line = material.cited(booking, label=material.say("booking"), href=str(booking.value))
        yield entry("reach", 5, replace(line, text=short_url(line.text)), _URL)
    above = ""
    voices = [one for one in dossier.of("phone") if one.text("type") != "fax"]
    shown = [one for one in voices if _is_near(one, material)]
    shown = [one for one in shown if not _is_of_imprint(one, material)] or shown[:1]
    phones = [one for one in shown if not one.check] or shown
    most = 1 if len(phones) > _PHONES else _PHONES  # of so many, nobody knows whose each is
    for i, phone in enumerate(phones):
        line = _phone(phone, material)
        label, above = line.label if line.label != above else "", line.label
        yield entry("reach", 3 if i < most else PAGE_TWO, replace(line, label=label), 8)
    for i, email in enumerate(sorted(dossier.of("email"), key=lambda one: _remoteness(one, material))):
        line = material.cited(email, label=material.say("email"), href=_mail_to(str(email.value)))
        yield entry("reach", 3 if i == 0 else PAGE_TWO, line, 6)
    yield from _contact_page(material)
    sure = [one for one in dossier.of("hours") if _are_hours(one, material.spoken)]
    others = [one for one in sure[1:] if _is_beside(one, sure[0]) and _adds_to(one, sure[0], material)]
    for hours in (*sure[:1], *others[: _SETS_OF_HOURS - 1]):
        line = material.cited(hours, label=material.say("hours"))
        yield _whole(entry("reach", 4, replace(line, text=_unlabelled(line)), _PLACE_OR_HOURS))
    for i, address in enumerate([one for one in dossier.of("address") if not one.check][:_ADDRESSES]):
        line = material.cited(address, label=material.say("address"))
        yield _whole(
            entry("reach", 7 if i == 0 else 12, replace(line, text=_place_alone(line.text)), _PLACE_OR_HOURS)
        )


def _unlabelled(line: Line) -> str:
    """The text of a line without the bullet and the label that the site gives it, where it is the same."""
    text = line.text.lstrip("-–—•● ")
    label, _, behind = text.partition(":")
    return behind.strip() if behind and label.casefold() == line.label.casefold() else text


def _place_alone(text: str) -> str:
    """An address without the words of a sentence before it, which begin small and end before a name: "located at P.C. Hooft Street 10"."""
    first, *others = text.lstrip(" :;,-–—").rstrip(".").split()
    while (
        others and first.islower() and first.isalpha() and fold(first) not in vocabulary("streets", "words")
    ):
        first, *others = others
    return " ".join((first, *others))


def _own_path(booking: Fact, material: Material) -> str:
    """The address of a page of theirs, empty for that of a booking service, which goes first: "/book" goes before "/book/policy"."""
    url = str(booking.value)
    return url if material.dossier.subject.domain in url.partition("://")[2].partition("/")[0] else ""


def _is_near(way: Fact, material: Material) -> bool:
    """Whether a page shows a way to reach them on which it is theirs: what posts, rules and answers name may be somebody else's."""
    kinds = {page.url: page.kind for page in material.dossier.pages}
    topics = {page.url: topic_of(page.url, "", page.title) for page in material.dossier.pages}
    return any(
        kinds.get(proof.url) not in _OF_OTHERS or topics.get(proof.url) == "imprint" for proof in way.evidence
    )


def _is_of_imprint(way: Fact, material: Material) -> bool:
    """Whether an imprint alone shows a way to reach somebody, which may be the chamber that watches over them."""
    topics = {page.url: topic_of(page.url, "", page.title) for page in material.dossier.pages}
    return all(topics.get(proof.url) == "imprint" for proof in way.evidence)


def _remoteness(way: Fact, material: Material) -> int:
    """How far a way to reach somebody is from surely being theirs: what an imprint alone shows comes second."""
    return 2 if not _is_near(way, material) else 1 if _is_of_imprint(way, material) else 0


def _takes_bookings(url: str, material: Material) -> bool:
    """Whether an address surely takes bookings of what they sell: a booking service, or a page of theirs that is called so."""
    host = url.partition("://")[2].partition("/")[0].removeprefix("www.")
    if material.dossier.subject.domain not in host:
        return hosts.is_among(hosts.listed("booking", "services"), host)
    page, _, part = url.partition("#")
    return not part and topic_of(page) == "booking"


def _are_hours(hours: Fact, spoken: Spoken) -> bool:
    """Whether they surely are: none that a shop's form fills in by itself, and no day with two sets of times."""
    said = str(hours.value)
    named = [word for word in _WORD.findall(fold(said)) if word in _days(spoken)]
    is_usual = _AROUND_THE_CLOCK not in said and not said.startswith("(") and not _names_a_date(said, spoken)
    return not hours.check and is_usual and len(named) == len(set(named)) and _are_of_the_house(said, spoken)


def _are_of_the_house(hours: str, spoken: Spoken) -> bool:
    """Whether hours begin with days, times or words of opening: neither "Laundry room open 24/7" nor "Select Mondays at 7pm"."""
    said = fold(hours)
    named = [word for word in _WORD.finditer(said) if word.group() in _days(spoken)]
    opening = said[: named[0].start()] if named else _DIGIT.split(said, maxsplit=1)[0]
    before = _WORD.findall(opening)
    if not before or ":" in opening:
        return True
    lists = [phrases("hours", key, spoken) for key in _OF_HOURS]
    if named:
        return len(before) > 1 or any(one.stand_in(opening) for one in lists)
    begins = any(one.starts(opening.lstrip(" *•●-–—")) for one in lists)
    return begins and len(before) <= _LONGEST_OPENING


def _names_a_date(hours: str, spoken: Spoken) -> bool:
    """Whether hours are those of a day of the year: "October 17th"."""
    tables = words.table("hours")
    months = {fold(name) for code in spoken or tables for name in tables.get(code, {}).get("months", ())}
    said = _TOKEN.findall(fold(hours))
    pairs = (pair for near in pairwise(said) for pair in (near, near[::-1]))
    return any(word in months and beside[0].isdigit() for word, beside in pairs)


def _is_beside(one: Fact, other: Fact) -> bool:
    """Whether a page shows both; what another page alone shows may be somebody else's."""
    return not {proof.url for proof in one.evidence}.isdisjoint(proof.url for proof in other.evidence)


def _adds_to(one: Fact, other: Fact, material: Material) -> bool:
    """Whether a second set of hours names other days, or other times of a business with two addresses; else it is another body's."""
    ours, theirs = (_days_of(hours, material.spoken) for hours in (one, other))
    if ours and theirs and ours.isdisjoint(theirs):
        return True
    places = [place for place in material.dossier.of("address") if not place.check]
    return len(places) > 1 and not _clocks(one) <= _clocks(other)


def _clocks(hours: Fact) -> frozenset[str]:
    return frozenset(_CLOCK.findall(str(hours.value)))


def _days_of(hours: Fact, spoken: Spoken) -> frozenset[int]:
    """The days that hours are of, counted from the first of the week, with those between the ends of a range."""
    named, found, last, end = _days(spoken), set[int](), 0, 0
    said = fold(str(hours.value))
    for word in _WORD.finditer(said):
        day = named.get(word.group())
        if day is not None:
            is_range = bool(found) and said[end : word.start()].strip(" .") in _TO
            found |= set(range(last, day + 1)) if is_range else {day}
            last, end = day, word.end()
    return frozenset(found)


@cache
def _days(spoken: Spoken) -> Mapping[str, int]:
    """What the days of the week are called, folded, each with its number."""
    tables = words.table("hours")
    return {
        fold(name): number
        for code in spoken or tables
        for number, day in enumerate(tables.get(code, {}).get("days", ()))
        for name in day
    }


def _phone(phone: Fact, material: Material) -> Line:
    kind = phone.text("type")
    key = f"phone_{kind}" if material.sentences.has(f"briefing.phone_{kind}") else "phone"
    number = str(phone.value)
    shown = phone.text("shown") or number
    dial = f"tel:{number}{_extension(number, shown)}" if kind != "fax" and _NUMBER.fullmatch(number) else ""
    line = material.cited(phone, label=material.say(key), href=dial)
    return replace(line, text=material.theirs(shown))


def _extension(number: str, shown: str) -> str:
    """The parameter for the digits that are shown behind a number (RFC 3966, 3: ";ext="); empty where there are none."""
    digits = "".join(letter for letter in shown if letter in "0123456789")
    extension = digits.partition(number[-6:])[2]
    return f";ext={extension}" if extension else ""


def _mail_to(address: str) -> str:
    """The address to click, unless it carries more than an address, such as a subject or a copy to someone."""
    return f"mailto:{address}" if _ADDRESS.fullmatch(address) else ""


def _contact_page(material: Material) -> Iterator[Entry]:
    alone = not any(material.dossier.of(kind) for kind in ("email", "phone", "booking"))
    booked = {short_url(str(booking.value)) for booking in material.dossier.of("booking")}
    for page in material.dossier.of("contact_page")[:1]:
        line = material.cited(page, label=material.say("contact_page"), href=str(page.value))
        if short_url(str(page.value)) not in booked:
            yield entry("reach", 5 if alone else PAGE_TWO, replace(line, text=short_url(line.text)), _URL)


def short_url(url: str) -> str:
    """A web address without scheme and leading www., at most 40 characters, for reading rather than following."""
    bare = url.split("://", 1)[-1].removeprefix("www.").split("?")[0].rstrip("/")
    return bare if len(bare) <= 40 else bare[:39] + MARK


def _careful(material: Material) -> Iterator[Entry]:
    """What is worth knowing before one speaks: contradictions first, then what is unfinished, then what is private."""
    ranks = {matter: iter(of_it) for matter, of_it in _CAREFUL.items()}
    for matter, of_it in ranks.items():
        for seen in material.dossier.observations:
            if seen.matter == matter:
                line = Line(material.theirs(seen.text), evidence=seen.evidence[:2])
                yield _whole(entry("know", next(of_it, PAGE_TWO), line, _NOTICED))


def _gaps(material: Material) -> Iterator[Entry]:
    """What was not found and how to find out."""
    ranks = iter((10, 11, 12))
    for gap in material.judgement.shown:
        line = Line(material.theirs(gap.text), label=material.say(gap.route))
        yield _whole(entry("gaps", next(ranks, PAGE_TWO), line, _QUESTION))


def _whole(offer: Entry) -> Entry:
    """An entry that stands on page one whole or not at all."""
    return offer if offer.is_whole else replace(offer, short=None)
