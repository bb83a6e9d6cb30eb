"""A dossier and a call in, the briefing out: first as a view of plain text, then as one text for each template."""

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from precall.compose.absence import may_stand_in
from precall.compose.biography import leading
from precall.compose.digest import Digest, words
from precall.compose.praised import is_praising
from precall.compose.spoken_dates import zone
from precall.compose.statements import Passages
from precall.compose.unfinished import unfinished
from precall.compose.unseen import unseen
from precall.model.call import Call, Caller, Remembered
from precall.model.dossier import Dossier
from precall.model.excerpt import Excerpt
from precall.model.fact import Fact
from precall.model.judgement import Judgement
from precall.model.kinds import ASKED, Asked
from precall.model.page import SCRIPT_ONLY
from precall.render import fact_sheet, own_words
from precall.render.environment import Environment
from precall.render.escaping import plain
from precall.render.heading import header, weight_of
from precall.render.material import PAGE_TWO, Entry, Material
from precall.render.page_one import MOST_WORDS, choose, needed, spare_for, spent
from precall.render.page_one_lines import MUST, SECTION_OF, cited, excerpts, page_one_lines, short_url
from precall.render.people import meeting
from precall.render.shorten import MARK, clip, weight
from precall.render.sold import sold
from precall.render.sources import Citations, sources
from precall.render.timeline import timeline
from precall.render.view import Briefing, Line, Section
from precall.sentences import Sentences

NOTHING_REMEMBERED = Remembered()
NO_JUDGEMENT = Judgement()
NO_SNAPSHOTS: Mapping[str, str] = MappingProxyType({})
NO_PASSAGES: Passages = MappingProxyType({})
_HEADINGS = 6  # words of headings that more excerpts may need
MOST_EXCERPTS = 190  # words of the site's own on page one
_ANSWERS: Mapping[str, int] = {**dict.fromkeys(ASKED, 0), "offers": 70, "terms": 110}
_OF_THEMSELVES: Mapping[Asked, int] = {"people": 60, "offers": 60}
"""Words of sentences of theirs that fill page one, by the question that they answer, the first first."""
_FIRST = 4  # the rank of what a caller asks first
_SECOND, _BRIEFLY = 2, 30  # the rank and the words of what is sold beside what was said in earlier calls
_MAIN_PRICES = 1  # lines of prices that stand before a second question
_PRICES = 55  # words of the prices that tell most
_ONLY_PRICES: Mapping[str, int] = {**dict.fromkeys(ASKED, 0), "offers": _PRICES}
_LIVES = ((70,), (48, 40), (40, 30, 24))
"""Words of the biography of each of the people who come first, by how many are named."""
_AIR, _WORTH_FILLING, _PLAIN, _HOLLOW = 24, 20, 70, 80
"""Words that stay free on page one, that must be free beside them before it is filled, that fill it at most, and from which on it is hollow."""
_HEADED = 3  # first headings of the home page
_PEN = ("heard", "me", "them", "next")


def render_briefing(
    dossier: Dossier,
    call: Call,
    caller: Caller,
    remembered: Remembered = NOTHING_REMEMBERED,
    judgement: Judgement = NO_JUDGEMENT,
    snapshots: Mapping[str, str] = NO_SNAPSHOTS,
    passages: Passages = NO_PASSAGES,
    *,
    now: datetime,
    environment: Environment,
) -> dict[str, str]:
    """The text of each briefing file by its name: briefing.html, briefing.md, and one for each template of the user's.

    Of the `judgement` the fit, the reasons to write and the choice of gaps are shown (the rest stands in the dossier).
    `snapshots` gives, by a page's URL, a relative path or file: address of its kept
    copy. `now` is aware. Raises TemplateError with file and line for a mistake in a template.
    """
    view = briefing(
        dossier,
        call,
        caller,
        remembered,
        judgement,
        snapshots,
        passages,
        now=now,
        sentences=environment.sentences,
    )
    return render_view(view, dossier, call, caller, environment)


def render_view(
    view: Briefing, dossier: Dossier, call: Call, caller: Caller, environment: Environment
) -> dict[str, str]:
    """The text of each briefing file for a view that was made before; otherwise like `render_briefing`."""
    return {
        name: environment.render(name, briefing=view, dossier=dossier, call=call, caller=caller)
        for name in environment.outputs()
    }


def briefing(
    dossier: Dossier,
    call: Call,
    caller: Caller,
    remembered: Remembered = NOTHING_REMEMBERED,
    judgement: Judgement = NO_JUDGEMENT,
    snapshots: Mapping[str, str] = NO_SNAPSHOTS,
    passages: Passages = NO_PASSAGES,
    *,
    now: datetime,
    sentences: Sentences,
    picture: bytes = b"",
) -> Briefing:
    """What the briefing shows: page one, the fact sheet and the passages, each within its words, and the pages."""
    site = Digest(
        dossier.pages, passages, dossier.facts, _language(dossier), sentences.say("briefing.a_client")
    )
    today = now.astimezone(zone(caller.timezone)).date()
    named = [person for person in dossier.of("person") if not is_praising(person, passages)]
    people = leading(named, dossier.facts)
    material = Material(
        dossier,
        call,
        caller,
        remembered,
        sentences,
        today,
        judgement,
        site.newest_year(today),
        site.legal_day(today),
        may_stand_in("person", [passage.text for ones in passages.values() for passage in ones]),
        len(unfinished(dossier.pages, passages)),
        people,
        tuple(_lives(call, people, site)),
        site.praised_by_name(),
        site.newest_day(today),
        site.newest_told(today),
        _home_headings(dossier, passages),
    )
    heading = header(material)
    pen_title, pen = material.say("pen"), tuple(material.say(f"pen_{key}") for key in _PEN)
    room = MOST_WORDS - weight_of(heading) - sum(map(weight, ("##", pen_title, *pen)))
    chosen, left = _page_one(material, site, room)
    said = [line.text for part in chosen for line in part.lines]
    told = [f"{line.label} {line.text}" for part in chosen if part.key != "start" for line in part.lines]
    rows = fact_sheet.rows(material, told, left)
    site.hear([*said, *rows.said])
    pages = own_words.titles(material)
    titles = {shelf: len(title.split()) + 1 for shelf, title in (*own_words.questions(material), *pages)}
    unsaid = {shelf: 0 if rows.by_question.get(shelf) else words for shelf, words in titles.items()}
    room = fact_sheet.MOST_WORDS - rows.words
    sheet = site.take(room, fact_sheet.MOST_OF_A_QUESTION, titles=unsaid)
    beside = site.read_on(room - words(sheet, unsaid), titles, by_page=True)
    more = site.read_on(own_words.MOST_WORDS - own_words.opening(material), titles)
    citations = Citations()
    (above,) = citations.cite([Section("header", "", heading.facts)])
    first = citations.cite(chosen)
    return Briefing(
        language=sentences.language,
        site_language=_language(dossier),
        header=heading._replace(facts=above.lines),
        first=first,
        timeline=timeline(dossier, remembered, material.today, sentences),
        pen_title=pen_title,
        pen=pen,
        sheet=citations.cite(
            fact_sheet.fact_sheet(material, rows, sheet, own_words.by_page("sheet", beside, pages))
        ),
        words=citations.cite(own_words.own_words(material, more)),
        unseen=tuple(_unseen(material)),
        unseen_help=_unseen_help(material),
        picture=f"data:image/jpeg;base64,{b64encode(picture).decode()}" if picture else "",
        sources=sources(citations, material, snapshots, site.shares),
        most_words=MOST_WORDS,
    )


def _home_headings(dossier: Dossier, passages: Passages) -> tuple[str, ...]:
    homes = [page.url for page in dossier.pages if page.kind == "home"][:1]
    found = (passage.headings for url in homes for passage in passages.get(url, ()))
    return tuple(dict.fromkeys(heading for headings in found for heading in headings[:1]))[:_HEADED]


def _lives(call: Call, people: Sequence[Fact], site: Digest) -> Iterator[tuple[Fact, Excerpt]]:
    """What the site says of whom the caller meets, then of those who lead."""
    met = meeting(call.with_name, people)
    first = [person for person in people if person is met] + [
        person for person in people if person is not met
    ]
    sure = [person for person in first if not person.check]
    for person, room in zip(sure, _LIVES[min(len(sure), len(_LIVES)) - 1], strict=False):
        life = site.life(person, room)
        if life:
            yield person, life


def _page_one(material: Material, site: Digest, room: int) -> tuple[tuple[Section, ...], tuple[Entry, ...]]:
    """The sections of page one within `room` words, and what did not fit."""
    entries = page_one_lines(material)
    site.hear(entry.whole.text for entry in entries if entry.rank <= MUST)
    found = excerpts(site.take_certain(_PRICES, _ONLY_PRICES), _FIRST)
    prices = tuple(one if i < _MAIN_PRICES else replace(one, rank=MUST + 1) for i, one in enumerate(found))
    newest = site.newest(material.today)
    if newest:
        entries = (*entries, *(Entry("news", MUST, line, line) for line in cited((newest,))))
    entries = (*entries, *_offers_first(tuple(sold(material, prices)), entries))
    for_excerpts = min(MOST_EXCERPTS, room - needed(entries, material))
    entries = (*entries, *excerpts(site.take_certain(for_excerpts, _ANSWERS), MUST))
    chosen, _ = choose(entries, room, material)
    site.hear(line.text for part in chosen for line in part.lines)
    spare = room - spent(chosen, material) - _HEADINGS
    more = excerpts(site.take_certain(spare, _ANSWERS), PAGE_TWO - 1)
    entries = (*entries, *more)
    chosen, _ = choose(entries, room, material)
    for question, most in _OF_THEMSELVES.items():
        spare = spare_for(SECTION_OF[question], chosen, room, material)
        clear = excerpts(site.told_clearly(question, min(spare, most)), PAGE_TWO - 1)
        entries = (*entries, *clear)
        chosen, left = choose(entries, room, material)
    spare = spare_for("breath", chosen, room, material) - _AIR
    if spare >= _WORTH_FILLING:
        entries = (
            *entries,
            *_plain(site.told_plainly(min(spare, _PLAIN), widely=spare >= _HOLLOW), material),
        )
        chosen, left = choose(entries, room, material)
    return chosen, left


def _plain(told: Sequence[Excerpt], material: Material) -> Iterator[Entry]:
    """What they say of themselves, quoted from the page where it stands."""
    labels = dict(own_words.titles(material))
    above = ""
    for line in cited(told):
        if line.text.startswith(MARK):  # the rest of an answer
            continue
        page = labels.get(line.evidence[0].url, "")
        label, above = page if page != above else "", page
        quoted = replace(line, label=label, quote=True)
        yield Entry("breath", PAGE_TWO - 1, quoted, quoted)


def _offers_first(offers: Sequence[Entry], others: Sequence[Entry]) -> Sequence[Entry]:
    """The offers; beside what is remembered one short line of them stands in any case, the first that is, so that it is not crowded out."""
    if not any(one.section == "last" for one in others):
        return offers
    fit = [one for one in offers if one.rank <= MUST and one.short and weight(one.short.text) <= _BRIEFLY]
    chosen = min(fit, key=lambda one: one.rank, default=None)
    return [replace(one, rank=_SECOND) if one is chosen else one for one in offers]


def _unseen(material: Material) -> Iterator[Line]:
    for miss in unseen(material.dossier.missed, material.dossier.pages):
        reason = material.sentences.reason(miss.reason)
        yield Line(short_url(plain(miss.url)), note=clip(plain(reason), 30), href=miss.url)


def _unseen_help(material: Material) -> str:
    """What the caller can do about pages that only a script draws; empty where there are none."""
    dossier = material.dossier
    untried = dossier.subject.flag if dossier.pages and not dossier.pages[0].note else ""
    reasons = (untried, *(miss.reason for miss in dossier.missed), *(page.note for page in dossier.pages))
    return material.say("browser_helps") if any(SCRIPT_ONLY in reason for reason in reasons) else ""


def _language(dossier: Dossier) -> str:
    code = dossier.best("language")
    return code if len(code) == 2 and code.isascii() and code.isalpha() else ""
