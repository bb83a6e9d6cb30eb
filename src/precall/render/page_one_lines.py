"""What each section of page one would like to say, best first, each line with how much it matters there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from precall.compose.due import without_day
from precall.compose.spoken_dates import age, spoken
from precall.compose.statements import folded
from precall.compose.wording import dangles, leans, opens_back, points_back, says_i
from precall.compose.worth import is_ours
from precall.decency import is_personal
from precall.model.call import Promise
from precall.model.dossier import Matter
from precall.model.excerpt import Excerpt
from precall.model.fact import Fact
from precall.model.judgement import Fit
from precall.model.kinds import Asked, Kind
from precall.model.page import PageKind
from precall.render.escaping import plain
from precall.render.material import PAGE_TWO, Entry, Material, apart, entry
from precall.render.people import people
from precall.render.shorten import MARK, clip, weight
from precall.render.view import Line
from precall.words.match import ALL, phrases

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
_PRAISE = 46
_AUTHOR = 9
_SURE_CREDENTIAL = 0.9
_CREDENTIAL = 14
_FOR_WHOM = 24  # words
_ASKING = ("?", "*", ":")
_NO_OPENING: tuple[PageKind, ...] = ("contact", "legal")  # where forms and rules speak
_EARLY, _FEWEST = 3, 4  # words
_BREATH = 40
_PHONES = 4  # the most numbers, each of another place or person
_QUESTION = 44
_NOTICED = 36
_PLACE_OR_HOURS = 30
_CONTEXT = 32
_URL = 6  # words that the longest short address counts
_AROUND_THE_CLOCK = "00:00 - 23:59"  # how forms of a shop's data are filled by default
_NUMBER = re.compile(r"\+[0-9]{5,15}")
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w.-]{1,253}")


def page_one_lines(material: Material) -> tuple[Entry, ...]:
    """Everything that would like to stand on page one. Ranks run from 0, taken first, to PAGE_TWO."""
    parts = (
        _told,
        _in_a_breath,
        people,
        _proof,
        _phrases,
        _fit,
        _careful,
        _questions,
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
        heading, text, by = plain(one.heading), plain(one.text), plain(one.by)
        yield Line(text, label=heading, quote=bool(by), by=by, evidence=(one.evidence,))


def _told(material: Material) -> Iterator[Entry]:
    context = plain(material.call.context)
    if context:
        whole = entry("told", 0, Line(context, quote=True), _CONTEXT)
        yield replace(whole, short=replace(whole.whole, text=clip(context, _CONTEXT)))


def _last_time(material: Material) -> Iterator[Entry]:
    memory = material.remembered
    moment = memory.last_call or memory.last_look
    if moment is not None:
        said = spoken(moment.date().isoformat(), material.sentences)
        key = "last_call" if memory.last_call else "last_look"
        ago = age(moment.date(), material.today, material.sentences)
        yield entry("last", 2, Line(material.say(key, date=said), note=ago), 12)
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


def _in_a_breath(material: Material) -> Iterator[Entry]:
    """What they are and for whom, in words of theirs."""
    dossier = material.dossier
    said = [dossier.first("summary"), dossier.first("tagline"), dossier.first("value")]
    fit = ([one for one in apart(fact) if _is_fit_to_open(material, one)] for fact in said if fact)
    opening = sorted(next(filter(None, fit), []), key=lambda one: not _begins_with(material, str(one.value)))
    opening = [
        one
        for one in opening
        if one is opening[0] or folded(str(opening[0].value)) not in folded(str(one.value))
    ]
    for i, sentence in enumerate(opening):
        yield entry("breath", 3 if i == 0 else 11, material.cited(sentence, quote=True), _BREATH)
    summary = dossier.first("summary")
    for audience in dossier.of("audience")[:1]:
        if _names_whom(audience, summary):
            yield entry(
                "breath", 10, material.cited(audience, quote=True, label=material.say("for_whom")), 24
            )


def _is_fit_to_open(material: Material, sentence: Fact) -> bool:
    """Whether a sentence surely says what they are: of the business by name, of us, or how the page describes itself.

    It is no line of contact data, no call to act, nobody's private life, and points to nothing before it.
    """
    text = str(sentence.value)
    is_call = any(phrases("speech", key).starts(text) for key in ("cta", "calls", "mood"))
    if (
        " | " in text
        or text.endswith(_ASKING)
        or is_call
        or is_personal(text)
        or opens_back(text)
        or len(text.split()) < _FEWEST
    ):
        return False
    proof = sentence.evidence[0]
    kinds = {page.kind for page in material.dossier.pages if page.url == proof.url}
    speaks = proof.where == "meta" or is_ours(text)
    return _begins_with(material, text) or (speaks and kinds.isdisjoint(_NO_OPENING))


def _begins_with(material: Material, text: str) -> bool:
    """Whether the business itself is named where a sentence begins: that one says what it is."""
    name = material.dossier.first("name")
    first = folded(str(name.value)).split()[:1] if name else []
    return bool(first) and first[0] in folded(text).split()[:_EARLY]


def _names_whom(audience: Fact, summary: Fact | None) -> bool:
    """Whether a sentence about clients is whole, and no part of what is said above it."""
    said = str(audience.value)
    is_cut = said.endswith((":", MARK)) or said.startswith(("-", "•")) or weight(said) > _FOR_WHOM
    names = phrases("speech", "people").stand_in(said) and not audience.check
    return names and not is_cut and (summary is None or said not in str(summary.value))


def _proof(material: Material) -> Iterator[Entry]:
    """What clients say, whole and with who said it, those with a name and a role first; and what is surely a credential."""
    ranks = iter((MUST, 13))
    said = [one for one in material.dossier.of("testimonial") if not one.check and one.text("author")]
    said = [one for one in said if weight(str(one.value)) <= _PRAISE and MARK not in str(one.value)]
    for one in sorted(said, key=lambda one: -sum(bool(one.text(key)) for key in ("author", "author_role"))):
        line = replace(material.cited(one, quote=True), by=_author(one, material))
        yield Entry("proof", rank := next(ranks, PAGE_TWO), line, line if rank < PAGE_TWO else None)
    sure = (one for one in material.dossier.of("credential") if _is_sure_credential(one, material))
    for one in [one for one in sure if weight(str(one.value)) <= _CREDENTIAL][:1]:
        yield entry("proof", 12, material.cited(one, quote=True), _CREDENTIAL)


def _is_sure_credential(credential: Fact, material: Material) -> bool:
    """Whether it surely is one, or a whole sentence that begins with the business."""
    said = str(credential.value)
    is_theirs = not credential.check and said.endswith(".") and _begins_with(material, said)
    return credential.confidence >= _SURE_CREDENTIAL or is_theirs


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
        ("fit_missing", [row for row in fit if not row.found and not row.against]),
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
    ranks = iter((1, 7, 9))
    everything = material.dossier.questions
    stock = [asked for asked in everything if asked.stock]
    own = [asked for asked in everything if not asked.stock][:_MOST_QUESTIONS]
    for asked in own or stock[:1]:
        line = Line(material.theirs(asked.text), evidence=asked.evidence[:1])
        yield _whole(
            entry("start", next(ranks, PAGE_TWO), line, _QUESTION, extra=material.theirs(asked.because))
        )


def _phrases(material: Material) -> Iterator[Entry]:
    asked = " ".join(plain(question.text) for question in material.dossier.questions).casefold()
    ranks, heard = iter((MUST, 11, 14)), asked
    for phrase in material.dossier.of("phrase"):
        said = str(phrase.value)
        is_heard = plain(said).casefold().rstrip(".!") in heard
        is_somebodys = len(material.people) > 1 and says_i(said)
        if phrase.check or is_heard or is_somebodys or dangles(said) or points_back(said) or leans(said, ALL):
            continue
        heard += f" {plain(said).casefold()}"
        yield entry("words", next(ranks, PAGE_TWO), material.cited(phrase, quote=True), 18)


def _reach(material: Material) -> Iterator[Entry]:
    dossier = material.dossier
    for wish in dossier.of("no_solicitation")[:2]:
        yield entry("reach", 5, material.cited(wish, quote=True, label=material.say("they_ask")), 20)
    bookings = {
        short_url(str(booking.value)): booking
        for booking in reversed(dossier.of("booking"))
        if not booking.check
    }
    for i, booking in enumerate(reversed(bookings.values())):
        line = material.cited(booking, label=material.say("booking"), href=str(booking.value))
        yield entry("reach", 6 if i == 0 else PAGE_TWO, replace(line, text=short_url(line.text)), _URL)
    above = ""
    phones = [one for one in dossier.of("phone") if one.text("type") != "fax"]
    most = 1 if len(phones) > _PHONES else _PHONES  # of so many, nobody knows whose each is
    for i, phone in enumerate(phones):
        line = _phone(phone, material)
        label, above = line.label if line.label != above else "", line.label
        yield entry("reach", 3 if i < most else PAGE_TWO, replace(line, label=label), 8)
    for i, email in enumerate(dossier.of("email")):
        line = material.cited(email, label=material.say("email"), href=_mail_to(str(email.value)))
        yield entry("reach", 3 if i == 0 else PAGE_TWO, line, 6)
    yield from _contact_page(material)
    where: tuple[tuple[int, Kind], ...] = ((4, "hours"), (7, "address"))
    for rank, kind in where:
        for other in [
            one for one in dossier.of(kind) if not one.check and _AROUND_THE_CLOCK not in str(one.value)
        ][:1]:
            yield _whole(
                entry("reach", rank, material.cited(other, label=material.say(kind)), _PLACE_OR_HOURS)
            )


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
