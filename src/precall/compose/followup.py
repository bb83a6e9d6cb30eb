"""What does the mail after a call say: only what the notes say, in an order that a reader can check."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from precall.compose.appointment import appointment
from precall.compose.recipient import recipients
from precall.compose.remarks import remarks
from precall.compose.spelling import Spelling, in_greeting, is_name
from precall.compose.told import QUOTE_MARKS, Told, call_day, shortened
from precall.compose.zones import hours_of
from precall.errors import UsageError
from precall.model.call import Call, Caller
from precall.model.fact import Fact
from precall.model.followup import FollowUp, Mailbox, Notes, Part, PartName, Prefix, Sentence, Source
from precall.sentences import Sentences
from precall.site.text import clean, shorten

MOST_WORDS = 200
MOST_HEARD = 3
SUBJECT_CHARACTERS = 48
SIGNATURE_LINES, SIGNATURE_WORDS = 6, 30

_CLAUSE = re.compile(r"^.{15,}(?=[,;:–—] )")

# What goes first when a mail is too long, and how many notes of it stay.
_SPARED: tuple[tuple[PartName, int], ...] = (
    ("personal", 0),
    ("heard", 1),
    ("moment", 0),
    ("next", 1),
    ("you", 1),
    ("me", 1),
)


def write(
    notes: Notes,
    call: Call,
    caller: Caller,
    sentences: Sentences,
    *,
    now: datetime,
    names: Sequence[Fact] = (),
    to: str = "",
    earlier_to: str = "",
) -> FollowUp:
    """The mail after a call, each sentence with its source; with slots where the notes are silent.

    `names` are facts of the site, of which persons and the business lend their spelling and nothing else. `to` is
    whom to write to, as typed (else a `to:` line of the notes, else `earlier_to`, given in an earlier run). Raises
    UsageError where `to` is no address.
    """
    hours = hours_of(caller.timezone, names, now)
    told = Told(notes, call_day(call, now, caller.timezone), hours, sentences, Spelling.of(names))
    addressees, to_source = _addressees(told, to, earlier_to)
    whole = tuple(_parts(told, call, caller, sentences, addressees, to_source))
    parts, left_out = _fitted(whole)
    mail = FollowUp(
        _subject(told, sentences),
        parts,
        addressees,
        to_source,
        addressees=addressees,
        appointment=appointment(told.steps(), hours),
    )
    mail = replace(mail, notices=tuple(remarks(mail, left_out, told, call, caller, sentences, earlier_to)))
    slots = mail.slots
    if not slots:
        return mail
    subject = sentences.say("followup.subject_open", number=slots, subject=mail.subject.text)
    return replace(mail, subject=replace(mail.subject, text=subject), to=(), to_source=None)


def _parts(
    told: Told,
    call: Call,
    caller: Caller,
    sentences: Sentences,
    addressees: Sequence[Mailbox],
    to_source: Source | None,
) -> Iterator[Part]:
    """Every paragraph that there is something to say in."""
    yield _greeting(told, call, sentences, addressees, to_source)
    yield Part("opening", (_own(sentences, "opening"),))
    for quote in list(told.quotes())[:1]:
        yield Part("moment", (_around(sentences, "moment", quote),))
    yield from _heard(told, sentences)
    yield from _promised("me", "i promised", "they promised", told, sentences)
    yield from _promised("you", "they promised", "i promised", told, sentences)
    yield from _ending(told, sentences) if told.has_ended else _next(told, sentences)
    for note in told.of("personal")[:1]:
        yield Part("personal", (_around(sentences, "personal", _ended(told.sentence(note))),))
    yield Part("check", (_own(sentences, "check"),))
    yield from _signature(caller)


def _greeting(
    told: Told,
    call: Call,
    sentences: Sentences,
    addressees: Sequence[Mailbox],
    to_source: Source | None,
) -> Part:
    """A greeting by the name that was given, without a title; a neutral one where none or several were."""
    typed, source = _with_name(told, call)
    if addressees and addressees[0].name and to_source:
        typed, source = addressees[0].name, to_source
    if not typed or len(addressees) > 1:
        return Part("greeting", (_own(sentences, "greeting_neutral"),))
    name, sources = told.spelling.name(typed)
    return Part("greeting", (_own(sentences, "greeting", source, *sources, name=in_greeting(name)),))


def _with_name(told: Told, call: Call) -> tuple[str, Source]:
    """Whom the caller spoke to, as the notes name them, else as it was given."""
    for note in told.of("with"):
        if is_name(note.text):
            return clean(note.text), told.source(note)
    return shorten(clean(call.with_name), 60), Source("option", "--with", clean(call.with_name))


def _heard(told: Told, sentences: Sentences) -> Iterator[Part]:
    """At most three points, what they want to reach among them; a quote can stand for all of them."""
    points = [told.sentence(note) for note in told.of("heard")[:MOST_HEARD]]
    goals = [_around(sentences, "goal", told.sentence(note)) for note in told.of("goal")[:1]]
    items = tuple((points + goals)[:MOST_HEARD])
    if items or not any(told.quotes()):
        yield Part("heard", (_own(sentences, "heard"),), items or (_slot(sentences, "heard"),))


def _promised(
    name: PartName, prefix: Prefix, other: Prefix, told: Told, sentences: Sentences
) -> Iterator[Part]:
    """What one side promised; notes that name only the other side's promises are taken at their word."""
    items = [told.dated_sentence(note) for note in told.of(prefix)]
    settled = told.has_ended or told.notes.of(prefix) or told.notes.of(other)
    if items or not settled:
        yield _list_or_line(name, items or [_slot(sentences, name)], sentences)


def _next(told: Told, sentences: Sentences) -> Iterator[Part]:
    """The next step with day, time and zone; one that names no day keeps a slot for it."""
    steps = told.steps()
    if not steps:
        if not told.notes.of("next"):
            yield _list_or_line("next", [_slot(sentences, "next")], sentences)
        return
    items = [told.dated_sentence(note) for note, _ in steps]
    if not any(dated.days or dated.is_ambiguous for _, dated in steps):
        slot = _slot(sentences, "day")
        items[0] = Sentence(f"{items[0].text} {slot.text}", (*items[0].sources, *slot.sources))
    yield _list_or_line("next", items, sentences)


def _ending(told: Told, sentences: Sentences) -> Iterator[Part]:
    """What is said where there is no next step."""
    plainly = [_own(sentences, "not_a_fit", told.source(note)) for note in told.refusals()[:1]]
    yield Part("outcome", (*plainly, *(_around(sentences, "referred", name) for name in told.referrals())))


def _signature(caller: Caller) -> Iterator[Part]:
    lines = [line for line in map(clean, caller.signature.splitlines()[:SIGNATURE_LINES]) if line]
    most = SIGNATURE_WORDS // max(1, len(lines))
    if lines:
        source = Source("settings", "signature")
        yield Part("signature", tuple(Sentence(shortened(line, most), (source,)) for line in lines))


def _subject(told: Told, sentences: Sentences) -> Sentence:
    """Their words and the next date."""
    head = _subject_words(told, sentences)
    for note, dated in told.steps():
        if dated.by:
            day = ", ".join(filter(None, (told.shown(dated.by), dated.clock.words if dated.clock else "")))
            text = sentences.say("followup.subject", words=head.text, date=day)
            return Sentence(text, (*head.sources, told.source(note)))
    return head


def _subject_words(told: Told, sentences: Sentences) -> Sentence:
    for quote in told.quotes():
        short = replace(quote, text=_headline(quote.text))
        return _around(sentences, "subject_quote", short)
    for note in told.of("goal", "heard"):
        if (text := _headline(note.text)) and not told.about_them(note):
            return Sentence(text[0].upper() + text[1:], (told.source(note),))
    return _own(sentences, "subject_default")


def _headline(text: str) -> str:
    """The beginning of a sentence for a subject, cut behind a clause where there is one."""
    whole = text.strip(QUOTE_MARKS).rstrip(".,;:")
    short = shorten(whole, SUBJECT_CHARACTERS)
    clauses = _CLAUSE.findall(short) if short != whole else []
    return f"{clauses[0]}…" if clauses else short


def _addressees(told: Told, typed: str, earlier: str) -> tuple[tuple[Mailbox, ...], Source | None]:
    """Whom the mail goes to: what was typed, else the first `to:` of the notes that can be read, else what was typed before."""
    if typed.strip():
        return recipients(typed), Source("option", "--to", clean(typed))
    for note in told.of("to"):
        try:
            return recipients(note.text), told.source(note)
        except UsageError:
            continue  # said among the remarks
    if earlier:
        with contextlib.suppress(UsageError):  # a draft that was edited by hand
            return recipients(earlier), Source("earlier", "--to", clean(earlier))
    return (), None


def _fitted(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Sentence, ...]]:
    """The parts within the limit of words, what is least missed taken out first; and what was taken out."""
    gone: list[Sentence] = []
    for name, least in _SPARED if _too_long(parts) else ():
        while _too_long(parts):
            part = next((part for part in parts if part.name == name and len(part.told) > least), None)
            if part is None:
                break
            gone.append(part.told[-1])
            smaller = part.without(part.told[-1])
            parts = tuple(smaller if other is part else other for other in parts)
    return tuple(part for part in parts if any(part)), tuple(gone)


def _too_long(parts: tuple[Part, ...]) -> bool:
    return sum(len(part.text.split()) for part in parts) > MOST_WORDS


def _list_or_line(name: PartName, items: Sequence[Sentence], sentences: Sentences) -> Part:
    """One item on the line of its heading, several in a list."""
    heading = _own(sentences, name)
    return Part(name, (heading,), tuple(items)) if len(items) > 1 else Part(name, (heading, *items))


def _own(sentences: Sentences, key: str, *sources: Source, **values: object) -> Sentence:
    """A sentence of the catalogue."""
    return Sentence(
        sentences.say(f"followup.{key}", **values), (*sources, Source("catalogue", f"followup.{key}"))
    )


def _around(sentences: Sentences, key: str, words: Sentence) -> Sentence:
    """Words of the notes inside a sentence of the catalogue."""
    return _own(sentences, key, *words.sources, words=words.text)


def _ended(words: Sentence) -> Sentence:
    """Words that end a sentence."""
    return words if words.text.endswith((".", "!", "?", "…")) else replace(words, text=f"{words.text}.")


def _slot(sentences: Sentences, name: str) -> Sentence:
    """A place that is still to be filled in."""
    return Sentence(sentences.say(f"followup.slot_{name}"), (Source("slot", f"followup.slot_{name}"),))
