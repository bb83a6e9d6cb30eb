"""What should the caller look at before this mail goes out: what stayed out, what is doubtful, what is missing."""

import re
from collections.abc import Iterator, Sequence

from precall.compose.dates import Said
from precall.compose.hanging import hanging
from precall.compose.prefixes import called, open_prefix, price_in
from precall.compose.recipient import recipients
from precall.compose.spoken_dates import in_full
from precall.compose.told import Told
from precall.compose.wishes import personal, tells_of_life
from precall.compose.zones import city
from precall.errors import UsageError
from precall.model.call import Call, Caller
from precall.model.followup import OUTGOING, FollowUp, Note, Prefix, Sentence, Source
from precall.sentences import Sentences
from precall.site.text import clean, shorten

MOST_REMARKS = 8  # of one kind
MOST_WORDS = 300
_WORD = re.compile(r"[^\W\d_][^\W\d_'’-]{4,40}")
_SHOWN_LINES = 12
_FIRST_WORDS = 3  # of a line, so that it is found again and no more of it gets about

_EXPECTED: tuple[tuple[str, tuple[Prefix, ...]], ...] = (
    ("heard", ("heard", "quote", "agreed", "goal")),
    ("me", ("i promised",)),
    ("you", ("they promised",)),
    ("next", ("next",)),
)


def remarks(
    mail: FollowUp,
    left_out: Sequence[Sentence],
    known: Sequence[Note],
    hidden: Sequence[Note],
    told: Told,
    call: Call,
    caller: Caller,
    sentences: Sentences,
    earlier_to: str = "",
) -> Iterator[str]:
    """One line for each remark, none twice, at most eight of a kind.

    `left_out` are sentences that had no room, `known` notes that tell the reader nothing, `hidden` those of what others do not know.
    """
    kinds = (
        _to_translate(mail, told, sentences),
        _unmarked(told, sentences),
        _open_prefixes(told, sentences),
        (_say(sentences, "known", place=told.place(note)) for note in known),
        (_say(sentences, "hidden", place=told.place(note)) for note in hidden),
        _not_whole(left_out, told, sentences),
        _silent(told, sentences),
        _about_them(mail, told, sentences),
        _unclear(mail, sentences),
        _hanging(told, sentences),
        _hours(mail, told, caller, sentences),
        _misspelt(told, sentences),
        _dates(told, call, sentences),
        _outcomes(mail, told, sentences),
        _sending(mail, told, caller, sentences, earlier_to),
    )
    for kind in kinds:
        said = tuple(dict.fromkeys(kind))
        yield from said[:MOST_REMARKS]
        if len(said) > MOST_REMARKS:
            yield _say(sentences, "more", number=len(said) - MOST_REMARKS)


def _to_translate(mail: FollowUp, told: Told, sentences: Sentences) -> Iterator[str]:
    """Which notes stand in the mail in another language than its own."""
    places = {
        source.place
        for part in mail.parts
        for sentence in part
        if any(one.kind == "slot" and one.place == "draft.translate_mark" for one in sentence.sources)
        for source in sentence.sources
        if told.is_foreign(source)
    }
    if places:
        names = sentences.section("languages")
        noted = sentences.listed([names.get(code, code) for code in sorted(set(told.foreign.values()))])
        in_mail = names.get(told.language, told.language)
        yield sentences.count("draft.notice_translate", len(places), notes=noted, mail=in_mail)


def _unmarked(told: Told, sentences: Sentences) -> Iterator[str]:
    notes = tuple(note for note in told.notes.unmarked if not open_prefix(note.text)[0])
    if notes and not told.notes.marked:
        yield sentences.count("draft.notice_none_marked", len(notes))
    elif notes:
        lines = [
            _say(sentences, "line", line=note.line, words=_first_words(note)) for note in notes[:_SHOWN_LINES]
        ]
        shown = ", ".join(lines) + (" …" if len(notes) > _SHOWN_LINES else "")
        yield sentences.count("draft.notice_unmarked", len(notes), lines=shown)


def _open_prefixes(told: Told, sentences: Sentences) -> Iterator[str]:
    """A line that begins with "todo:" or "price:" may be several things; which, is the caller's to say."""
    found: dict[tuple[Prefix, ...], list[str]] = {}
    for note in told.notes.unmarked:
        said, choices = open_prefix(note.text)
        if said and not price_in(note.text):
            line = _say(sentences, "line", line=note.line, words=f"{said}:")
            found.setdefault(choices, []).append(line)
    for choices, lines in found.items():
        ways = _say(sentences, "or").join(called(one, sentences.language) for one in choices)
        yield sentences.count("draft.notice_open_prefix", len(lines), lines=", ".join(lines), ways=ways)


def _first_words(note: Note) -> str:
    words = clean(note.text).split()
    return shorten(" ".join(words[:_FIRST_WORDS]), 40) + ("…" if len(words) > _FIRST_WORDS else "")


def _not_whole(left_out: Sequence[Sentence], told: Told, sentences: Sentences) -> Iterator[str]:
    for source in (source for sentence in left_out for source in sentence.sources if source.kind == "notes"):
        yield _say(sentences, "left_out", place=source.place)
    for note in told.beyond(*OUTGOING):
        yield _say(sentences, "left_out", place=told.place(note))
    wishes = personal(told)
    for note in told.of("personal"):
        if note not in wishes[:1]:
            out = "personal_life" if tells_of_life(note, told) else "personal_out"
            why = "personal_second" if note in wishes else out
            yield _say(sentences, why, place=told.place(note))


def _silent(told: Told, sentences: Sentences) -> Iterator[str]:
    """What the notes say nothing about, so that the mail does not either."""
    if told.has_words and not told.has_ended:
        missing = [
            sentences.say(f"draft.notice_missing_{name}")
            for name, prefixes in _EXPECTED
            if not told.notes.of(*prefixes) and not (name == "next" and told.postponements())
        ]
        if missing:
            yield _say(sentences, "silent", what=", ".join(missing))


def _about_them(mail: FollowUp, told: Told, sentences: Sentences) -> Iterator[str]:
    """A word that may mean the reader or somebody else is marked where it stands in the mail."""
    marked = {
        source.place
        for part in mail.parts
        for sentence in part
        if Source("slot", "draft.who_mark") in sentence.sources
        for source in sentence.sources
    }
    for note in told.notes.notes:
        if told.place(note) in marked:
            for word in told.doubts(note)[:1]:
                yield _say(sentences, "about_them", place=told.place(note), words=word)


def _unclear(mail: FollowUp, sentences: Sentences) -> Iterator[str]:
    """A note that only the caller can read, marked where it stands."""
    for part in mail.parts:
        for sentence in part:
            if Source("slot", "draft.unclear_mark") in sentence.sources:
                places = (source.place for source in sentence.sources if source.kind == "notes")
                yield from (_say(sentences, "unclear", place=place) for place in places)


def _hanging(told: Told, sentences: Sentences) -> Iterator[str]:
    """A word such as "it" whose thing is named in another line, or nowhere."""
    for note in told.of("heard", "agreed", "goal", "i promised", "they promised", "next"):
        if word := hanging(told.turned(note).text, told.grammar(note)):
            yield _say(sentences, "hanging", place=told.place(note), word=word)


def _hours(mail: FollowUp, told: Told, caller: Caller, sentences: Sentences) -> Iterator[str]:
    """From what the hours of both were told, and how long the invitation is."""
    appointment, hours = mail.appointment, told.hours
    if appointment is None:
        return
    if hours.theirs and (hours.theirs != hours.mine or not hours.mine_known):
        yield _say(sentences, f"hour_by_{hours.known}", city=city(hours.theirs, sentences))
    if caller.zone_is_guessed:
        key = "own_zone" if hours.mine_known else "own_zone_theirs" if hours.theirs else "own_zone_unknown"
        yield _say(sentences, key, city=city(hours.mine, sentences))
    if appointment.end is None:
        yield _say(sentences, "no_end")


def _misspelt(told: Told, sentences: Sentences) -> Iterator[str]:
    first: dict[str, Note] = {}
    for note in told.of(*OUTGOING):
        for word in _WORD.findall(note.text):
            first.setdefault(word, note)
    for word, note in list(first.items())[:MOST_WORDS]:
        if found := told.spelling.doubt(word):
            spelling, source = found
            place, url = told.place(note), clean(source.place)
            yield _say(sentences, "spelling", place=place, words=word, spelling=spelling, url=url)


def _dates(told: Told, call: Call, sentences: Sentences) -> Iterator[str]:
    """Which dates were left as they are, which promises have none, and from which day was counted."""
    dated = [(note, told.dated(note)) for note in told.of("i promised", "they promised")] + list(told.steps())
    for note, found in dated:
        for said in found.said:
            if said.day and len(said.readings) > 1:
                yield _own_day(note, said, told, sentences)
        for said in found.open:
            if said.trouble != "vague" or found.by is None:
                yield _open_date(note, said, told, sentences)
        if not found.said and note.prefix != "next":
            yield _say(sentences, "undated", place=told.place(note))
    if any(said.day for _, found in dated for said in found.said):
        yield _say(
            sentences,
            "counted" if call.when else "counted_today",
            date=in_full(told.day, sentences.language, since=told.day),
        )


def _own_day(note: Note, said: Said, told: Told, sentences: Sentences) -> str:
    """That a weekday on which the call was is read as that of the next week."""
    assert said.day is not None
    day = in_full(said.day, sentences.language, since=told.day)
    return _say(sentences, "own_day", place=told.place(note), words=said.words, day=day)


def _open_date(note: Note, said: Said, told: Told, sentences: Sentences) -> str:
    language = sentences.language
    days = _say(sentences, "or").join(in_full(day, language, since=told.day) for day in said.readings)
    return _say(sentences, str(said.trouble), place=told.place(note), words=said.words, days=days)


def _outcomes(mail: FollowUp, told: Told, sentences: Sentences) -> Iterator[str]:
    outcomes = told.of("outcome")
    if not told.has_ended:
        shown = {source for part in mail.parts for one in part for source in one.sources}
        outcomes = tuple(
            note for note in outcomes if note not in told.postponements() and told.source(note) not in shown
        )
        yield from (_say(sentences, "outcome", place=told.place(note)) for note in outcomes)
        return
    for note in told.of("next"):
        yield _say(sentences, "no_next", place=told.place(note), outcome=outcomes[0].text)


def _is_readable(line: str) -> bool:
    try:
        return bool(recipients(line))
    except UsageError:
        return False


def _sending(
    mail: FollowUp, told: Told, caller: Caller, sentences: Sentences, earlier_to: str
) -> Iterator[str]:
    for note in told.of("to"):
        try:
            recipients(note.text)
        except UsageError as problem:
            yield _say(sentences, "bad_to", place=told.place(note), problem=problem)
    if earlier_to and not mail.to:
        name = "other_earlier_to" if _is_readable(earlier_to) else "bad_earlier_to"
        yield _say(sentences, name, words=shorten(clean(earlier_to), 80))
    if not caller.signature.strip():
        yield _say(sentences, "no_signature")
    if mail.slots and mail.to:
        yield _say(sentences, "to_waits")
    if not mail.slots and not mail.to:
        yield _say(sentences, "no_to")


def _say(sentences: Sentences, key: str, **values: object) -> str:
    return sentences.say(f"draft.notice_{key}", **values)
