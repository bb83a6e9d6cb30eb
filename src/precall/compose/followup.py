"""What does the mail after a call say: only what the notes say, in an order that a reader can check."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from zlib import crc32

from precall.compose.appointment import appointment
from precall.compose.clause import begun
from precall.compose.hasty import apart, by_name, named, with_names
from precall.compose.letter import Letter
from precall.compose.noted_language import dated_in, languages_of
from precall.compose.occasion import occasion
from precall.compose.own_name import as_first_person
from precall.compose.person_name import in_greeting, is_name, two_of
from precall.compose.phrasing import Phrasing
from precall.compose.points import Points
from precall.compose.present import beyond_who, other_reader
from precall.compose.recipient import recipients
from precall.compose.remarks import remarks
from precall.compose.shorthand import written_out
from precall.compose.spelling import Spelling
from precall.compose.steps import Steps
from precall.compose.told import Told, call_day
from precall.compose.undertakings import Undertakings, short_of
from precall.compose.whose_mailbox import is_anothers
from precall.compose.zones import Hours, hours_of
from precall.errors import UsageError
from precall.model.call import Call, Caller
from precall.model.fact import Fact
from precall.model.followup import FollowUp, Mailbox, Notes, Part, PartName, Sentence, Source
from precall.sentences import Sentences
from precall.site.text import clean, shorten
from precall.words.match import phrases

MOST_WORDS = 350
TRANSLATE = "draft.translate_mark"
"""The place of a sentence whose words are to be translated."""
WHO = "draft.who_mark"
"""The place of a sentence with a word that may mean the reader or somebody else."""

UNCLEAR = "draft.unclear_mark"
"""The place of a sentence that only the caller can read."""
_UNREADABLE = re.compile(r"\?{2}|(?<!\w)w/ ?[B-HJ-Z](?![\w'’&])|(?<!\w)[xX]{2,}(?!\w)|(?<!\w)\?(?=\s\w)")

# What goes first when a mail is too long, and how many notes of it stay. A promise and the next step never go.
_SPARED: tuple[tuple[PartName, int], ...] = (
    ("personal", 0),
    ("heard", 1),
    ("moment", 1),
    ("goal", 0),
    ("moment", 0),
)


def write(
    notes: Notes,
    call: Call,
    caller: Caller,
    sentences: Sentences,
    *,
    now: datetime,
    facts: Sequence[Fact] = (),
    to: str = "",
    earlier_to: str = "",
    people: Sequence[str] = (),
    turn: int | None = None,
) -> FollowUp:
    """The mail after a call, each sentence with its source; with slots where there are no notes yet.

    `facts` are those of the site, of which persons and the business lend their spelling, and the number and the country
    the client's time zone; nothing else. `to` is whom to write to, as typed (else a `to:` line of the notes, else
    `earlier_to`, given in an earlier run, where that is nobody else's mailbox of `people`, those of whom the caller spoke, or of whom the site does). `turn` grows from mail to mail, so that no two in a row read alike; without
    it the notes decide. Raises UsageError where `to` is no address.
    """
    asks = call.when is not None or _names_hours(notes)
    told_of = (note.text for note in notes.outgoing)
    hours = hours_of(caller, facts, now, told_of) if asks else Hours(caller.timezone)
    told = Told(
        notes,
        call_day(call, now, caller.timezone),
        hours,
        sentences,
        Spelling.of(facts),
        site=site_language(facts),
    )
    addressees, to_source = _addressees(told, to)
    if not addressees and earlier_to:
        everybody = [*people, *(str(fact.value) for fact in facts if fact.kind == "person")]
        addressees, to_source = _addressees_before(earlier_to, _reader(told, call, (), None)[0], everybody)
    reader, name_source = _reader(told, call, addressees, to_source)
    if not addressees and not two_of(reader) and (other := other_reader(told.notes, reader, caller.name)):
        reader = f"{reader} & {other}"
    told = told._replace(notes=told.notes._replace(notes=tuple(map(beyond_who, told.notes.notes))))
    told = told._replace(
        foreign=_foreign(told),
        is_today=told.day == call_day(replace(call, when=None), now, caller.timezone),
        two=bool(two_of(reader)),
        pair=tuple(in_greeting(person) for person in two_of(reader) or ()),
        reader=() if two_of(reader) else tuple(reader.split()),
    )
    given = told.pair or tuple(map(in_greeting, filter(None, (reader,))))
    who = by_name(told.notes.notes, told.pair)
    known_by_name = (named(with_names(note, given), who) for note in told.notes.notes)
    apiece = tuple(one for note in known_by_name for one in apart(note, told.grammar(note)))
    told = told._replace(notes=told.notes._replace(notes=apiece))
    when = occasion(told, call, now)
    say = Phrasing(sentences.mail, _turn(notes) if turn is None else turn, caller.formality == "formal")
    points = Points(told, say)
    known, hidden = points.known(), points.hidden()
    letter = Letter(told.without((*known, *hidden)), call, caller, say, when)
    paragraphs = (_with_marks(part, told) for part in _by_oneself(letter.paragraphs(), caller, told))
    whole = (_greeting(told, say, reader, name_source), *paragraphs)
    parts, left_out = _fitted(whole)
    mail = FollowUp(
        _subject(told, call, say, when),
        parts,
        addressees,
        to_source,
        addressees=addressees,
        appointment=appointment(told.steps(), hours, told.spoken),
    )
    mail = mail._replace(
        notices=tuple(
            remarks(
                mail, left_out, (*known, *points.trades()), hidden, told, call, caller, sentences, earlier_to
            )
        )
    )
    slots = mail.slots
    if not slots:
        return mail
    subject = sentences.say("draft.subject_open", number=slots, subject=mail.subject.text)
    return mail._replace(subject=replace(mail.subject, text=subject), to=(), to_source=None)


def site_language(facts: Iterable[Fact]) -> str:
    """The language that a client's site is written in; empty where that is not known."""
    return next((str(fact.value) for fact in facts if fact.kind == "language"), "")


def _foreign(told: Told) -> dict[int, str]:
    """The languages of the notes that are in another one than the mail, by their lines."""
    notes, mail = told.notes.outgoing, told.language
    known = tuple(filter(None, (mail, told.sentences.language, "en", told.site)))
    texts = [written_out(note.text, mail) for note in notes]
    spoken = (
        code if code not in ("", mail) else dated_in(note.text, mail, known, told.day)
        for note, code in zip(notes, languages_of(texts, known), strict=True)
    )
    return {note.line: code for note, code in zip(notes, spoken, strict=True) if code}


def _is_unclear(sentence: Sentence, told: Told) -> bool:
    """Whether words of a note that only the caller can read stand in a sentence: "tbc w/ M??"."""
    notes = (note for note in told.notes.outgoing if told.source(note) in sentence.sources)
    return any(_UNREADABLE.search(note.text) and note.prefix != "quote" for note in notes)


def _with_marks(part: Part, told: Told) -> Part:
    """A paragraph with what is to be translated and who is to be named marked in it, for the caller to see."""

    def marked(sentence: Sentence) -> Sentence:
        if not any(told.is_foreign(source) and _shows(sentence, source) for source in sentence.sources):
            doubted = _with_doubts(sentence, told)
            return _unclear(doubted, told) if _is_unclear(sentence, told) else doubted
        text = told.sentences.say("draft.translate_mark", words=sentence.text)
        return Sentence(text, (*sentence.sources, Source("slot", TRANSLATE)))

    return Part(part.name, tuple(map(marked, part.sentences)), tuple(map(marked, part.items)))


def _by_oneself(parts: Iterable[Part], caller: Caller, told: Told) -> Iterator[Part]:
    """The paragraphs with the caller's own name, where the notes have it, in the first person."""
    others = told.pair or told.reader

    def said(sentence: Sentence) -> Sentence:
        is_noted = any(source.kind == "notes" for source in sentence.sources)
        text = as_first_person(sentence.text, caller.name, others) if is_noted else sentence.text
        return replace(sentence, text=text)

    for part in parts:
        is_english = told.language == "en" and not told.foreign
        yield (
            Part(part.name, tuple(map(said, part.sentences)), tuple(map(said, part.items)))
            if is_english
            else part
        )


def _unclear(sentence: Sentence, told: Told) -> Sentence:
    """A sentence marked whole, for the caller to write out."""
    text = told.sentences.say(UNCLEAR, words=sentence.text)
    return Sentence(text, (*sentence.sources, Source("slot", UNCLEAR)))


def _with_doubts(sentence: Sentence, told: Told) -> Sentence:
    """A sentence in which each word that may mean the reader or somebody else is marked."""
    text = sentence.text
    for note in told.notes.notes:
        if not any(one.kind == "notes" and one.place == told.place(note) for one in sentence.sources):
            continue
        for word in told.doubts(note):
            if found := _place_of(word, note.text, text):
                mark = told.sentences.say(WHO, words=text[found[0] : found[1]])
                text = f"{text[: found[0]]}{mark}{text[found[1] :]}"
    return sentence if text == sentence.text else Sentence(text, (*sentence.sources, Source("slot", WHO)))


def _place_of(word: str, noted: str, text: str) -> tuple[int, int] | None:
    """Where a word of a note stands in a text made of it: before the word that follows it in the note, else anywhere."""
    whole = rf"(?<![\w\[]){re.escape(word)}(?![\w\]])"
    behind = re.search(rf"{whole}\W{{1,3}}(\w{{1,40}})", noted)
    ways = [(rf"{whole}(?=\W{{1,3}}{re.escape(behind[1])})", re.IGNORECASE)] if behind else []
    for way, flags in (*ways, (whole, re.NOFLAG), (whole, re.IGNORECASE)):
        if found := re.search(way, text, flags):
            return found.span()
    return None


def _shows(sentence: Sentence, source: Source) -> bool:
    """Whether words of a note stand in a sentence that was made of it; that one meets is said in words of ours."""
    return not _words(source.words).isdisjoint(_words(sentence.text))


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{3,40}", text.casefold()))


def _names_hours(notes: Notes) -> bool:
    """Whether the notes may name a time of day, so that it is worth asking where the client is."""
    promised = notes.of("next", "i promised", "they promised")
    in_words = (phrases("dates", "noon"), phrases("dates", "hours"))
    return any(
        any(map(str.isdigit, note.text)) or any(said.stand_in(note.text) for said in in_words)
        for note in promised
    )


def _turn(notes: Notes) -> int:
    """A number that the lines which may leave give, and no other."""
    return crc32("\n".join(note.text for note in notes.outgoing).encode("utf-8", "replace"))


def _reader(
    told: Told, call: Call, addressees: Sequence[Mailbox], to_source: Source | None
) -> tuple[str, Source]:
    """The name of the one who reads the mail: of the addressee, else of whom the notes or the caller name; or none."""
    if addressees and addressees[0].name and to_source:
        return (addressees[0].name if len(addressees) == 1 else ""), to_source
    for note in told.of("with"):
        if is_name(note.text) and len(addressees) < 2:
            return clean(note.text), told.source(note)
    given = clean(call.with_name)
    return (shorten(given, 60) if len(addressees) < 2 else ""), Source("option", "--with", given)


def _greeting(told: Told, say: Phrasing, typed: str, source: Source) -> Part:
    """A greeting by the name that was given; a neutral one where none or several were."""
    if not typed:
        return Part("greeting", (say.own("greeting_neutral"),))
    name, sources = told.spelling.name(typed)
    if two := two_of(name):
        one, other = (in_greeting(person, formal=say.formal) for person in two)
        return Part("greeting", (say.own("greeting_two", source, *sources, name=one, other=other),))
    return Part(
        "greeting",
        (
            say.own(
                "greeting",
                source,
                *sources,
                name=in_greeting(name, formal=say.formal or say.sentences.greets_whole),
            ),
        ),
    )


def _subject(told: Told, call: Call, say: Phrasing, when: str) -> Sentence:
    """What the caller sends, else the occasion, and the next date; none of their words, which a mailbox shows to whoever looks on."""
    if call.when is None and not told.notes:
        return say.own("subject_undated")
    matter = next(filter(None, map(Undertakings(told, say).document, told.of("i promised"))), None)
    matter = replace(matter, text=short_of(matter.text, told.language)) if matter else None
    is_parting = told.has_ended or bool(told.put_off())
    aim = None if is_parting else Points(told, say).aim(told.of("goal"))
    matter = matter or aim
    steps = Steps(told, say)
    for note, dated in told.steps():
        if dated.by and steps.meet:
            coming = steps.in_a_subject(note, dated, told.shown(dated.by))
            if matter:
                about = begun(matter.text)
                return say.own(
                    "subject_matter", *matter.sources, told.source(note), matter=about, next=coming
                )
            if not told.of("agreed", "i promised", "they promised"):
                return Sentence(begun(coming), (told.source(note),))  # nothing was agreed but this
            return say.own("subject_next", told.source(note), next=coming)
    for note, dated in told.steps():
        if dated.by and (thing := steps.thing(note, dated)):
            coming = say.sentences.say("followup.subject_met", meeting=thing, day=told.shown(dated.by))
            return Sentence(begun(coming), (told.source(note),))
    if matter:
        return Sentence(begun(matter.text), matter.sources)
    for note, dated in told.steps():
        if dated.by:
            return say.own("subject_by", told.source(note), next=told.shown(dated.by))
    return say.own("subject", when=when)


def _addressees(told: Told, typed: str) -> tuple[tuple[Mailbox, ...], Source | None]:
    """Whom the mail goes to: what was typed, else the first `to:` of the notes that can be read."""
    if typed.strip():
        return recipients(typed), Source("option", "--to", clean(typed))
    for note in told.of("to"):
        try:
            return recipients(note.text), told.source(note)
        except UsageError:
            continue  # said among the remarks
    return (), None


def _addressees_before(
    earlier: str, reader: str, people: Sequence[str]
) -> tuple[tuple[Mailbox, ...], Source | None]:
    """Whom an earlier mail went to, where none of them is somebody else than the one who reads this one."""
    with contextlib.suppress(UsageError):  # a draft that was edited by hand
        found = recipients(earlier)
        if len(found) > 1 or not is_anothers(found[0], reader, people):
            return found, Source("earlier", "--to", clean(earlier))
    return (), None


def _fitted(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Sentence, ...]]:
    """The parts within the limit of words, what is least missed taken out first; and what was taken out."""
    gone: list[Sentence] = []
    for name, least in _SPARED if _too_long(parts) else ():
        while _too_long(parts):
            said = [one for part in parts if part.name == name for one in part.told]
            if len(said) <= least:
                break
            gone.append(said[-1])
            parts = tuple(part.without(said[-1]) if part.name == name else part for part in parts)
    return tuple(_joined(part for part in parts if any(part))), tuple(gone)


_FOLLOWS: frozenset[tuple[PartName, PartName]] = frozenset(
    {("opening", "heard"), ("opening", "goal"), ("opening", "moment"), ("heard", "moment"), ("moment", "heard"),
     ("moment", "moment"), ("heard", "heard"), ("goal", "moment"), ("outcome", "promised"), ("outcome", "next"), ("promised", "next")}
)  # fmt: skip
"""Which part goes on in the paragraph of the one before it."""
_FEW = 2
"""So many sentences, at most, stand beside the first one of a letter."""
_BRIEF = 4
"""A goal goes on in the paragraph of what was heard where both have so many sentences at most."""


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts as paragraphs."""
    whole: Part | None = None
    last: PartName = "greeting"
    for part in parts:
        if whole and _goes_on(whole, last, part):
            name = part.name if whole.name == "opening" else whole.name
            whole = Part(name, (*whole.sentences, *part.sentences), part.items)
        else:
            if whole:
                yield whole
            whole = part
        last = part.name
    if whole:
        yield whole


def _goes_on(whole: Part, last: PartName, part: Part) -> bool:
    if whole.items or any(item.is_slot for item in part.items):
        return False
    if last == "opening" and len(part.sentences) > _FEW:
        return False
    if (last, part.name) == ("heard", "goal"):
        is_label = any(": " in sentence.text for sentence in part.sentences)  # "Your goal: ..."
        return not is_label and len(whole.sentences) + len(part.sentences) <= _BRIEF
    return (last, part.name) in _FOLLOWS and not (part.items and last == "outcome")


def _too_long(parts: tuple[Part, ...]) -> bool:
    return sum(len(part.text.split()) for part in parts) > MOST_WORDS
