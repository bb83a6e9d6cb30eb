"""What do the notes of a call give a mail: their words, dates written out, each with its line as the source."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from precall.compose.clause import begins_as_i, in_their_voice
from precall.compose.dates import Dated, write_out
from precall.compose.day_leads import STARTS, lead_before
from precall.compose.grammar import is_role
from precall.compose.prefixes import price_in
from precall.compose.second_person import Sex, Turned, pronouns, turned
from precall.compose.shape import shape
from precall.compose.shorthand import written_out
from precall.compose.spelling import Spelling
from precall.compose.spoken_dates import in_full
from precall.compose.zones import Hours
from precall.model.call import Call, Promise
from precall.model.followup import Note, Notes, Prefix, Sentence, Source
from precall.sentences import Sentences
from precall.words.match import Spoken, fold, phrases, vocabulary

MOST_NOTES = 40  # of one prefix; what is beyond them is said to stay out
_BARE_HOUR = re.compile(r"(?<=[\da-z]), ([7-9]|1\d|20)$")
_TWO_HOURS = re.compile(
    r"(?P<one>\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)? [A-Z][a-z]+(?: time)?) ?(?:/|=) ?\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)? [A-Z][a-z]+(?: time)?"
)
_DOES = re.compile(r"(?<!\w)(?:before|until|when|after) (?P<who>she|he|they) (?P<does>[a-z]{4,16}s)(?!\w)")
_HE, _SHE = (
    re.compile(r"(?<!\w)(?:he|him|his)(?!\w)", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:she|hers?)(?!\w)", re.IGNORECASE),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SEX_OF: Mapping[str, Sex] = {"her": "woman", "him": "man"}
_OF_THEM: tuple[Prefix, ...] = ("heard", "goal", "they promised")
_OF_THE_CALLER: tuple[Prefix, ...] = ("i promised", "they promised", "next")
"""In these "me" is the caller: "elle me rappelle" tells nothing in the reader's own voice."""
QUOTE_MARKS = " \"'“”„«»‘’‚‹›"


class Told(NamedTuple):
    """The notes of a call, read on the day of the call (`day`), with both their hours, and the sentences that tell them.

    `reader` are the words of the reader's name; `two` says that two read it, `pair` are their given names, `is_today` that it is the day of the call still. `foreign` are the notes in another language than the mail's, by their
    lines; `site` is the language of the client's site.
    """

    notes: Notes
    day: date
    hours: Hours
    sentences: Sentences
    spelling: Spelling
    reader: tuple[str, ...] = ()
    two: bool = False
    pair: tuple[str, ...] = ()
    foreign: Mapping[int, str] = MappingProxyType({})
    is_today: bool = False
    site: str = ""

    @property
    def _languages(self) -> tuple[str, ...]:
        """The languages in which days may be noted, the caller's first; the last one, that of the mail, is the one they are shown in."""
        return tuple(filter(None, (self.sentences.language, "en", self.site, self.language)))

    @property
    def language(self) -> str:
        """The language of the mail."""
        return self.sentences.mail.language

    def grammar(self, note: Note) -> str:
        """The language by whose grammar a note is fitted into sentences; empty where it stands as it was noted."""
        return "" if note.line in self.foreign else self.language

    @property
    def spoken(self) -> Spoken:
        """The languages in which the notes may name a meeting."""
        return (self.language, *sorted(set(self.foreign.values())))

    def of(self, *prefixes: Prefix) -> tuple[Note, ...]:
        """The first notes with each of these prefixes that say something, in the order of the prefixes."""
        return tuple(
            note for prefix in prefixes for note in self.notes.of(prefix)[:MOST_NOTES] if not is_nothing(note)
        )

    def without(self, notes: Collection[Note]) -> "Told":
        """The same without these notes."""
        left = tuple(note for note in self.notes.notes if note not in notes)
        return self._replace(notes=self.notes._replace(notes=left))

    def nothing(self, *prefixes: Prefix) -> tuple[Note, ...]:
        """The notes with these prefixes that say that there is nothing, where no other one says something."""
        return () if self.of(*prefixes) else tuple(filter(is_nothing, self.notes.of(*prefixes)))

    @property
    def has_words(self) -> bool:
        """Whether the notes say anything that a mail can be made of."""
        return bool(self.notes.outgoing or self.has_ended)

    def beyond(self, *prefixes: Prefix) -> tuple[Note, ...]:
        """The notes with these prefixes that are too many to be looked at."""
        return tuple(note for prefix in prefixes for note in self.notes.of(prefix)[MOST_NOTES:])

    def is_foreign(self, source: Source) -> bool:
        """Whether a source is a note in another language than the mail's."""
        return source.kind == "notes" and any(source.place == self.place(note) for note in self._foreign)

    @property
    def _foreign(self) -> tuple[Note, ...]:
        return tuple(note for note in self.notes.outgoing if note.line in self.foreign)

    def place(self, note: Note) -> str:
        """Where a note stands: notes.md line 4."""
        return self.sentences.say("draft.place", file=self.notes.name, line=note.line)

    def source(self, note: Note) -> Source:
        """A note as the source of a sentence."""
        return Source("notes", self.place(note), note.text)

    def dated(self, note: Note) -> Dated:
        """The note with its dates written out."""
        dated = write_out(
            written_out(note.text, self.grammar(note)),
            self.day,
            self._languages,
            hour=lambda clock, day: self.hours.shown(clock, day, self.sentences.mail),
            near=True,
        )
        own = shape("days_own", self.language)  # "Saturday's service"
        dated = dated._replace(text=own.sub(r"\g<day>", dated.text))
        if not self.is_today or self.language != "en":
            return dated
        is_long = dated.text.count(",") > 1 or re.search(
            r"(?<!\w)(?:that|who|which|(?:we|you|I|she|he|they) [a-z]+)(?!\w)", dated.text
        )
        comma = "," if is_long else ""
        day = rf"(,)? (?:on|by) {re.escape(self.shown(self.day))}(?!\w)"
        return dated._replace(
            text=re.sub(day, lambda found: f"{comma if found[1] else ''} today", dated.text)
        )

    def shown(self, day: date) -> str:
        """A day in full, in the language of the mail."""
        return in_full(day, self.language, since=self.day)

    def turned(self, note: Note, text: str = "") -> Turned:
        """The words of a note, or a `text` made of it, as they speak to the reader; what may mean them is marked."""
        is_ours = note.prefix == "heard" and phrases("notes", "of_the_caller", (self.grammar(note),)).starts(
            note.text
        )
        if (
            note.prefix in _OF_THEM
            and not is_ours
            and self._is_in_their_words(text or note.text, self.grammar(note))
        ):
            return Turned(text or note.text)
        if note.prefix == "heard":
            text = shape("and_told", self.grammar(note)).sub(", and I told ", text or note.text)
        text = _with_your(without_asides(text or note.text, self.grammar(note)), self.grammar(note))
        text = shape("and_they", self.grammar(note)).sub(r"\g<they> and \g<whose> \g<who>", text)
        text = self._of_both(text) if self.grammar(note) == "en" else text
        text = (
            self._named_before(text, note) if note.prefix == "goal" and self.grammar(note) == "en" else text
        )
        gives = note.prefix == "i promised"
        if note.prefix == "heard" and (told := self._told_them(text, note)):
            text, gives = told, True
        gives = gives or bool(is_ours)
        return turned(
            written_out(text, self.grammar(note)),
            self.grammar(note),
            names=(fold(name),) if (name := self.vocative(note)) else self.reader,
            gives=gives,
            does=note.prefix == "they promised" or (note.prefix == "goal" and self._is_to_do(text)),
            two=self.two and not self.vocative(note),
            sex=self._sex,
            many=self._are_they and not self._follows_people(note),
            rival=self._has_rival,
            names_one=bool(self.vocative(note)),
            unsure=self._sex is None and self._names_before(note),
        )

    def _named_before(self, text: str, note: Note) -> str:
        """A goal in which whoever was said to do it is named: of "before she leaves", where the accountant leaves, before the accountant leaves."""
        for found in _DOES.finditer(text):
            who = re.compile(
                rf"(?<!\w)(?P<who>(?:the|her|his|their) [a-z]+) {re.escape(found['does'])}(?!\w)"
            )
            if said := next((m for one in self.of("heard") if (m := who.search(one.text))), None):
                return f"{text[: found.start('who')]}{said['who']}{text[found.end('who') :]}"
        return text

    def _names_before(self, note: Note) -> bool:
        """Whether a note before tells of somebody by trade or kin, of whom the next may go on: "took over from her mentor"."""
        before = (one for one in self.of("heard") if note.prefix == "heard" and one.line < note.line)
        keys = ("people", "men", "women")
        words = {word.strip(",.;:'") for one in before for word in fold(one.text).split()}
        return any(not words.isdisjoint(vocabulary("reader", key, ("en",))) for key in keys)

    def _is_to_do(self, text: str) -> bool:
        """Whether a goal begins with what is to be or to be done: "be home by six", "paid and proved on the same day"."""
        done = vocabulary("reader", "done_with", ("en",))
        return shape("to_do", "en").match(text) is not None or fold(text.partition(" ")[0].strip(",")) in done

    def vocative(self, note: Note) -> str:
        """Which of two readers a note tells of, by the name with which it begins, or whom a promise names; empty where it is neither."""
        named = [name for name in self.pair if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", note.text)]
        if note.prefix == "heard" and _HE.search(note.text) and _SHE.search(note.text):
            return ""  # "Max says they call him as she is strict"
        is_it = note.prefix == "i promised" or any(note.text.startswith(name) for name in named)
        return named[0] if len(named) == 1 and is_it and self.grammar(note) == "en" else ""

    def addressed(self, note: Note, said: Sentence) -> Sentence:
        """A sentence that says "you" to one of two readers, with the name."""
        name = self.vocative(note)
        is_i = said.text.startswith("I ")
        if not name:
            return said
        return replace(said, text=f"{name}, {said.text if is_i else said.text[:1].lower() + said.text[1:]}")

    def _of_both(self, text: str) -> str:
        """What both readers do, of "Ann and Bo run a mill"."""
        one, other = self.pair or ("", "")
        both = re.match(
            rf"(?:{re.escape(one)} (?:and|&|\+) {re.escape(other)}|{re.escape(other)} (?:and|&|\+) {re.escape(one)}) (?=[a-z])",
            text,
        )
        both = both or re.match(
            rf"s?he and (?:her|his) [a-z-]+ (?:{re.escape(one)}|{re.escape(other)}) (?=[a-z])", text
        )
        return f"You {text[both.end() :]}" if both and one else text

    def _told_them(self, text: str, note: Note) -> str:
        """What the caller told the reader, of "told him straight"; empty for another note."""
        if shape("named_price", self.grammar(note)).match(text):
            return f"I {text[:1].lower()}{text[1:]}"  # "named 1,200 a month, she has to compare"
        found = shape("told_them", self.grammar(note)).match(text)
        sex = _SEX_OF.get(found["whom"]) if found else None
        return (
            f"I {text[:1].lower()}{text[1:]}" if found and (sex is None or self._sex in (None, sex)) else ""
        )

    @property
    def _are_they(self) -> bool:
        """Whether the notes may speak of the reader as they."""
        return any(shape("they", "en").match(note.text) for note in self.of("heard", "goal", "they promised"))

    def _follows_people(self, note: Note) -> bool:
        """Whether the note before names several persons by their trade, of whom "they" goes on, and not of one reader."""
        before = [other for other in self.of("heard") if other.line < note.line][-1:]
        words = fold(before[0].text if before else "").split()
        return self._sex is not None and any(
            word.endswith("s") and is_role(word[:-1], "en") for word in words
        )

    @property
    def _has_rival(self) -> bool:
        """Whether the notes speak of somebody else who is he where the reader is she."""
        sexes = {
            sex for note in self.notes.outgoing for sex, _ in pronouns(note.text, gives=False, tells=True)
        }
        return len(sexes) > 1

    def doubts(self, note: Note) -> tuple[str, ...]:
        """The words of a note that may mean the reader or somebody else; none in what is the reader's own."""
        is_the_callers = note.prefix in _OF_THE_CALLER and self.grammar(note) != "en"
        if note.prefix == "quote" or (not is_the_callers and in_their_voice(note.text, self.grammar(note))):
            return ()
        said = self.turned(note)
        return said.doubts or self._left(said.text, note)

    def _left(self, text: str, note: Note) -> tuple[str, ...]:
        """A "he" or "her" that still stands in a turned note which names nobody else before it, and may be the reader."""
        if self.grammar(note) != "en" or note.prefix not in ("heard", "goal", "they promised") or self.two:
            return ()
        others = ("people", "men", "women", "own_nouns", "many", "tellers")
        if begins_as_i(note.text, "en"):
            return ()
        for found in _WORD.finditer(text):
            word = fold(found[0])
            if word.partition("'")[0] in ("you", "each", "everyone", "everybody", "nobody"):
                return ()  # the reader is told of already: "you stand in for her"
            sex: Sex | None = "woman" if _SHE.fullmatch(word) else "man" if _HE.fullmatch(word) else None
            if sex:
                return (found[0],) if self._sex in (None, sex) else ()
            is_named = found[0][0].isupper() and found.start() and word not in ("i", "you")
            if self._sex and self._is_beside_the_other(text):
                continue
            bare = {word, word.removesuffix("s"), word.removesuffix("'s")}
            if (
                is_named
                or is_role(word, "en")
                or any(bare & vocabulary("reader", key, ("en",)) for key in others)
                or shape("doer", "en").search(text)
            ):
                return ()
        return ()

    def _is_beside_the_other(self, text: str) -> bool:
        """Whether a note speaks of another who is he where the reader is she: "her" is the reader then."""
        ours, other = (_SHE, _HE) if self._sex == "woman" else (_HE, _SHE)
        kin = vocabulary("reader", "women" if self._sex == "woman" else "men", ("en",))
        words = {word.strip(",.;:'") for word in fold(text).split()}
        return bool(ours.search(text) and other.search(text)) and words.isdisjoint(kin)

    def _is_in_their_words(self, text: str, language: str) -> bool:
        """Whether a note is told by the reader, or to them already: nobody who is "he" or "they" in it is the reader."""
        return begins_as_i(text, language) or shape("to_them", language).search(text) is not None

    @property
    def _sex(self) -> Sex | None:
        """Whether the notes speak of the reader as she or as he; None where they do neither.

        What begins a note, and what a goal, a promise or a step says, is most often the reader; what else a note tells
        may be of others.
        """
        told = self.of("heard", "goal", "agreed", "they promised", "i promised", "next")
        english = tuple(note for note in told if self.grammar(note) == "en")
        theirs = (shape("their_time", "en").search(note.text) for note in (*english, *self.notes.unmarked))
        said = {fold(found["whose"]) for found in theirs if found}
        if len(said) == 1:  # "3pm her time": nobody else's
            return _SEX_OF[said.pop().replace("his", "him")]
        return _sex_of_reader(english, self.notes.outgoing)

    def sentence(self, note: Note, text: str = "") -> Sentence:
        """The words of a note, or a `text` made of it, spelled as on the site and turned to the reader; never cut."""
        speaks = self.turned(note, text)
        spelled, sources = self.spelling.text(speaks.text)
        return Sentence(spelled, (self.source(note), *sources))

    def dated_sentence(self, note: Note) -> Sentence:
        """A promise or a step with its dates written out."""
        return self.sentence(note, self.dated(note).text)

    def quotes(self, notes: Sequence[Note]) -> Iterator[Sentence]:
        """What they said in these notes, word for word, without quotation marks around it."""
        for note in notes:
            if text := note.text.strip(QUOTE_MARKS):
                spelled, sources = self.spelling.text(text)
                yield Sentence(spelled, (self.source(note), *sources))

    def prices(self) -> Iterator[Sentence]:
        """What the caller named as a price, as it was noted."""
        for note in self.notes.unmarked:
            written = written_out(price_in(note.text), self.language)
            if text := shape("quoted_price", self.language).sub("", without_asides(written, self.language)):
                stays = shape("price_stays", self.language).match(text)
                rest = self.turned(note, text[stays.end() :] if stays else text).text
                yield Sentence(
                    f"The price {text[: stays.end()]}{rest}" if stays else rest, (self.source(note),)
                )

    def referrals(self) -> Iterator[Sentence]:
        """To whom they were referred."""
        for note in self.of("outcome"):
            if name := _behind(note.text, "referred").rstrip("."):
                spelled, sources = self.spelling.text(name)
                yield Sentence(spelled, (self.source(note), *sources))

    def refusals(self) -> tuple[Note, ...]:
        """The outcomes that say it is not a fit."""
        return tuple(
            note
            for note in self.of("outcome")
            if phrases("notes", "not_a_fit").stand_in(note.text)
            and not phrases("notes", "for_now").stand_in(note.text)
        )

    @property
    def has_ended(self) -> bool:
        """Whether the outcome leaves no next step: not a fit, or referred to someone else."""
        return bool(self.refusals() or any(self.referrals()))

    def postponements(self) -> tuple[Note, ...]:
        """The outcomes that say "not now", where the only step is that they come back."""
        back = phrases("notes", "comes_back")
        if self.has_ended or any(dated.said or not back.stand_in(note.text) for note, dated in self.steps()):
            return ()
        return self.put_off()

    def put_off(self) -> tuple[Note, ...]:
        """The outcomes that say "not now"."""
        said = (phrases("notes", "postponed"), phrases("notes", "for_now"))
        return (
            ()
            if self.has_ended
            else tuple(note for note in self.of("outcome") if any(one.stand_in(note.text) for one in said))
        )

    def _where_they_are(self, text: str) -> str:
        """A step whose hour is that of a place of theirs: of "5pm kyoto", where they have an inn in Kyoto, 5pm their time."""
        found = shape("hour_in_a_place", "en").search(text) if self.language == "en" else None
        heard = {word.strip(",.;()") for note in self.of("heard") for word in fold(note.text).split()}
        is_theirs = found is not None and self.hours.theirs and fold(found["place"]) in heard
        return f"{text[: found.start('place')]}their time" if found and is_theirs else text

    def steps(self) -> tuple[tuple[Note, Dated], ...]:
        """The next steps; none after an outcome that leaves none."""
        if self.has_ended:
            return ()
        return tuple(
            (
                note,
                self.dated(
                    note._replace(
                        text=_BARE_HOUR.sub(
                            r" at \1",
                            shape("o_clock", self.grammar(note)).sub(
                                "", _on_a_day(self._where_they_are(note.text), self.grammar(note))
                            ),
                        )
                    )
                ),
            )
            for note in self.of("next")
        )


@lru_cache(maxsize=8)
def _sex_of_reader(told: tuple[Note, ...], all_notes: tuple[Note, ...]) -> Sex | None:
    """Whom the pronouns of the notes mean by weight; "many" where she and he weigh alike, or somebody else is named."""
    weights: Counter[Sex] = Counter()
    of_them: Counter[Sex] = Counter()
    before = ""
    for note in told:
        gives = note.prefix == "i promised"
        found = dict(pronouns(note.text, gives=gives, tells=note.prefix == "heard"))
        for one in _SEXES:  # "his mum takes the calls", and then "she is 74"
            if (_names(one, (note,)) and len(found) > 1) or (
                before and note.prefix == "heard" and _names_in(one, before)
            ):
                found.pop(one, None)
        before = note.text
        if note.prefix in ("heard", "goal") and shape("doer", "en").search(note.text):
            continue  # "the picker sees her kilos"
        weights.update(found)
        of_them.update({} if gives else found)
    for one in _SEXES:  # whom only a promise to somebody else tells
        if one in weights and one not in of_them and len(weights) > 1 and _names(one, all_notes):
            weights.pop(one)
    leading = _leads_of(told)
    (sex, most), (_, least), *_ = (*weights.most_common(2), (None, 0), (None, 0))
    is_close = least * 3 > most and any(
        shape("he_and_she", "en").search(note.text) for note in told if note.prefix == "heard"
    )
    if len(leading) == 1 and len(weights) > 1 and (is_close or least * 2 > most):
        return leading.pop()  # whoever begins lines is the reader: "he rang her the next day"
    return "many" if is_close or (sex and not of_them and _names(sex, all_notes)) else sex


def _leads_of(told: Sequence[Note]) -> set[Sex]:
    """Who does what lines begin with."""
    firsts = (
        fold(note.text.partition(" ")[0])
        for note in told
        if note.prefix in ("heard", "goal", "they promised")
    )
    sexes: dict[str, Sex] = {"she": "woman", "he": "man"}
    return {sexes[first] for first in firsts if first in sexes}


_SEXES: tuple[Sex, Sex] = ("woman", "man")


def _names(sex: Sex, notes: Sequence[Note]) -> bool:
    """Whether notes name somebody who is she, or he: a sister, a lady."""
    return any(_names_in(sex, note.text) for note in notes)


def _names_in(sex: Sex, text: str) -> bool:
    others = vocabulary("reader", "women" if sex == "woman" else "men", ("en",))
    return any(word.strip(",.;:'") in others for word in fold(text).split())


def without_asides(text: str, language: str) -> str:
    """A note without what only tells the caller that it was said: "300 a month, she knows"."""
    return shape("aside", language).sub("", text)


def _with_your(text: str, language: str) -> str:
    """A note with the "your" that it leaves out within it: happy with current supplier."""
    text = shape("own", language).sub(
        r"\g<lead> your own ", shape("each_own", language).sub(r"each \g<verb> its own ", text)
    )
    return shape("current", language).sub(r"\1 your \2", text)


def _on_a_day(text: str, language: str) -> str:
    """A step with the "on" that it leaves out before its day: "he decides Friday"."""
    text = shape("afternoon", language).sub(r"\g<0>pm", text)
    return shape("bare_day", language).sub(r"\g<done> on \g<day>", _TWO_HOURS.sub(r"\g<one>", text))


def promises(notes: Notes, day: date, languages: Sequence[str] = ("en",)) -> tuple[Promise, ...]:
    """What each side promised, with the day by which, counted from the day of the call."""
    return tuple(
        Promise(
            "me" if note.prefix == "i promised" else "them", note.text, _due(dated, languages), _said(dated)
        )
        for note in notes.of("i promised", "they promised")
        if not is_nothing(note)
        for dated in (write_out(note.text, day, languages=languages),)
    )


def _due(dated: Dated, languages: Sequence[str]) -> date | None:
    """The day on which a promise is due; none where it is only the first on which it may be kept."""
    said = next((one for one in dated.said if one.day and one.day == dated.by), None)
    lead = lead_before(dated.noted[: said.start], (said.language, *languages)) if said else None
    return None if lead and lead.meaning in STARTS else dated.due


def call_day(call: Call, now: datetime, timezone: str) -> date:
    """The day of the call where the caller is: the call's own, else today."""
    return (call.when or now).astimezone(ZoneInfo(timezone)).date()


def is_nothing(note: Note) -> bool:
    """Whether a note says that there is nothing to note (`i promised: nothing`, `next: none until then`)."""
    said = phrases("notes", "nothing")
    text = note.text.strip(" .!")
    return said.is_whole(shape("until_then", "en").sub("", text)) or said.is_whole(text)


def _said(dated: Dated) -> str:
    return next((said.words for said in dated.said if said.day and said.day == dated.due), "")


def _behind(text: str, kind: str) -> str:
    """What stands behind the first phrase of a kind."""
    found = phrases("notes", kind).first(text)
    return text[found.end() :].strip() if found else ""
