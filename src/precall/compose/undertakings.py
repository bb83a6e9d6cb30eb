"""How is what each side promised said in a letter: I will send you the plan; you wanted to send me the rota."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Literal, NamedTuple

from precall.compose.appointment import what_it_is
from precall.compose.clause import begun, deed, ended, inside_a_sentence, unended, with_article, with_owner
from precall.compose.grammar import has_grammar, is_clause, is_thing, pieces, tagged
from precall.compose.phrasing import Phrasing
from precall.compose.shape import shape
from precall.compose.sound import is_sound
from precall.compose.told import Told
from precall.decency import is_personal
from precall.model.followup import Note, Sentence
from precall.words.match import fold, phrases, vocabulary

SIDES = frozenset({"i", "you", "we"})
"""With these a note of ours begins that is a sentence already."""
TITLE = 8
"""So many words, at most, of what is sent stand in a subject."""
BRIEF = 6
"""Of more words a subject leaves out what stands behind the thing."""
LEAST = 3
"""Of what is sent so many words, at least, are named alone."""
SHORT = 14
"""So many words, at most, has the first of two deeds that share a sentence."""

_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NAMED = re.compile(r"[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){0,2}")


Side = Literal["me", "you"]
Kind = Literal["whole", "deed", "sent", "paper", "thing", "noted"]


class Undertakings(NamedTuple):
    """What each side promised, and in which words it is said."""

    told: Told
    say: Phrasing

    def each(self, side: Side, notes: Sequence[Note]) -> Iterator[Sentence]:
        """The notes as the points of a list, each a sentence where it can be one."""
        for note in notes:
            kind, words = self._read(side, note)
            said = words if kind == "whole" else self._first(f"{side}_{kind}", words)
            if not is_sound(said.text, self.told.grammar(note)):
                said = self._first(f"{side}_noted", words)
            yield self.told.addressed(note, replace(said, text=ended(said.text)))

    def of(self, side: Side, notes: Sequence[Note]) -> Iterator[Sentence]:
        """Sentences for the notes in their order, two short deeds to a sentence."""
        read = [self._read(side, note) for note in notes]
        at = place = 0
        while at < len(read):
            kind, words = read[at]
            other = read[at + 1] if at + 1 < len(read) else None
            if kind == "whole" or self.told.vocative(notes[at]):
                yield from self.each(side, notes[at : at + 1])
            elif kind == "deed" and other and other[0] == "deed" and len(words.text.split()) <= SHORT:
                sources = (*words.sources, *other[1].sources)
                yield self.say.own(
                    self.say.nth(f"{side}_deed_two", place), *sources, words=words.text, more=other[1].text
                )
                at += 1
            else:
                said = self.say.own(self.say.nth(f"{side}_{kind}", place), *words.sources, words=words.text)
                if not is_sound(said.text, self.told.grammar(notes[at])):
                    said = self._first(f"{side}_noted", words)
                yield replace(said, text=ended(said.text))
            at, place = at + 1, place + 1

    def named(self, side: Side, note: Note) -> Sentence | None:
        """What a side promised as a point below "From me:", a thing or a deed; None for a whole sentence."""
        kind, words = self._read(side, note)
        if kind == "whole" or self.told.vocative(note):
            return None
        return replace(words, text=shape("sends_you", self.told.language).sub("", unended(words.text)))

    def document(self, note: Note) -> Sentence | None:
        """The document that a promise names, without its date: the one-page plan; None where it names none that any inbox may show."""
        kind, words = self._read("me", note._replace(text=what_it_is(self.told.dated(note))))
        text = (
            shape("sends_you", self.told.grammar(note)).sub("", words.text)
            if kind == "deed"
            else words.text
            if kind == "paper"
            else ""
        )
        text = unended(text.partition(",")[0].partition(" (")[0])
        if intro := shape("introduction", self.told.grammar(note)).match(note.text):
            whom = _NAMED.match(note.text[intro.end() :])
            return Sentence(f"the introduction to {whom[0]}", (self.told.source(note),)) if whom else None
        text = _before_pointing(text, self.told.language)
        is_short = 1 < len(text.split()) <= TITLE and not _is_bare_count(text, self.told.language)
        is_one = is_short and is_thing(text, self.told.grammar(note)) and self._is_document(text)
        is_open = phrases("notes", "delicate", (self.told.language,)).stand_in(text) or is_personal(text)
        return Sentence(text, (self.told.source(note),)) if is_one and not is_open else None

    def _is_bare_document(self, text: str) -> bool:
        """Whether a document stands without its article, and with no verb: SLA paper, name of a mediator."""
        language = self.told.language
        words = [fold(word.strip(",.;")) for word in text.split()] or [""]
        keys = ("determiners", "counted", "each", "openers", "subjects", "small")
        is_led = (
            any(words[0] in vocabulary("reader", key, (language,)) for key in keys) or words[0][:1].isdigit()
        )
        return (
            has_grammar(language) and not is_led and not is_clause(text, language) and self._is_document(text)
        )

    def _is_document(self, text: str) -> bool:
        """Whether a thing is one that is sent: the offer for 12 seats, the one-page list by Friday."""
        spoken = (self.told.language,)
        words = [fold(word.strip(",.;()")) for word in text.partition(", ")[0].split()] or [""]
        ends = vocabulary("reader", "behind_a_thing", spoken)
        end = next((at for at, word in enumerate(words) if at and word in ends), len(words))
        return words[end - 1] in vocabulary("reader", "documents", spoken)

    def _sent_to_whom(self, note: Note, done: Sentence) -> Sentence:
        """A deed of sending with whom it is sent to: of "send the plan by Friday" send you the plan."""
        verb, _, rest = done.text.partition(" ")
        first = fold(rest.partition(" ")[0])
        is_bare = (
            verb == "send"
            and " " in rest
            and (first in vocabulary("reader", "strong", ("en",)) or first[:1].isdigit())
            and not shape("to_somebody", self.told.grammar(note)).search(rest)
            and not rest.startswith("both of ")
        )
        head = first_noun(rest) if verb == "send" and " to " not in rest else ""
        if (
            self.told.grammar(note) == "en"
            and not is_bare
            and head in vocabulary("reader", "documents", ("en",))
        ):
            return replace(done, text=f"send {'you' if note.prefix == 'i promised' else 'me'} the {rest}")
        if (
            self.told.grammar(note) != "en"
            or not is_bare
            or shape("whom_first", self.told.grammar(note)).match(rest)
        ):
            return done
        return replace(done, text=f"send {'you' if note.prefix == 'i promised' else 'me'} {rest}")

    def _is_time(self, text: str) -> bool:
        """Whether a thing is an hour that the caller gives: half an hour with the shop staff."""
        times = vocabulary("reader", "times", (self.told.language,))
        return any(word in times or f"{word}s" in times for word in map(fold, text.split()[:4]))

    def _is_own_sentence(self, text: str, language: str) -> bool:
        """Whether a promise was noted with the caller as its subject in a language that is not put into other words: "ich schicke ..." """
        return (
            not has_grammar(language)
            and phrases("proposals", "i", (self.told.language,)).starts(text) is not None
        )

    def _first(self, name: str, words: Sentence) -> Sentence:
        return self.say.first(name, *words.sources, words=words.text)

    def _read(self, side: Side, note: Note) -> tuple[Kind, Sentence]:
        """A promise and what sort of sentence its words fit."""
        language = self.told.grammar(note)
        words = self.told.sentence(note, _with_deadline(self.told.dated(note).text, language))
        if self.told.vocative(note) and (given := shape("gives_you", language).match(words.text)):
            words = replace(words, text=given["rest"])  # "Jan -> the last three invoices"
        if side == "me" and self._is_own_sentence(words.text, language):
            return "whole", replace(words, text=ended(begun(words.text)))
        if other := self._of_another(words.text, language):
            return "whole", replace(words, text=ended(other))
        if side == "me" and self.told.two and (both := shape("both_get", language).match(words.text)):
            return "whole", replace(words, text=f"You will both get {unended(both['what'])}.")
        if side == "me" and words.text.startswith("You ") and (got := deed(words.text[4:], language)):
            return "whole", replace(words, text=f"You will {unended(got)}.")  # "Jan gets a login"
        done = self._done(note)
        if done is None:
            if is_sentence(words.text, language):
                return "whole", replace(words, text=ended(begun(words.text)))
            text = unended(with_article(shape("to_whom", language).sub("", words.text), language))
            text = inside_a_sentence(text, language)
            if not is_thing(text, language) and self._is_bare_document(text):
                text = f"the {text}"
            is_nothing = phrases("notes", "nothing", (language,)).starts(text)
            is_one = not is_nothing and (is_thing(text, language) or text.startswith("the "))
            is_paper = is_one and self._is_document(text)
            is_time = self._is_time(text) and text[:1].isdigit() | (
                fold(text.partition(" ")[0]) in vocabulary("reader", "number_words", ("en",))
            )
            is_paper = is_paper and not (side == "you" and is_time)
            is_had = is_one and not self._is_time(text) if side == "me" else is_one and not is_time
            kind: Kind = "paper" if is_paper else "thing" if is_had else "noted"
            return kind, replace(words, text=text)
        sending = phrases("reader", "sending", (language,)).starts(done.text) if side == "you" else None
        sent = with_article(done.text[sending.end() :].strip(), language) if sending else ""
        is_got = (
            sending is not None and sending.group().lower().startswith("get") and not self._is_document(sent)
        )
        if sending and is_thing(sent, language) and not is_got:
            return "sent", replace(done, text=unended(sent))
        return "deed", replace(
            done, text=shape("does_not", language).sub("not ", unended(done.text), count=1)
        )

    def _of_another(self, text: str, language: str) -> str:
        """What somebody else will do: of "your assistant sends me the list" that your assistant will; empty for another note."""
        if (two := shape("you_and_one", language).match(text)) and (done := deed(two["done"], language)):
            does, _, rest = done.partition(" ")
            who = begun(with_owner(f"{two['who']} do", language).removesuffix(" do"))
            return f"{who} will {does} {unended(with_article(rest, language))}"
        first = next(iter(pieces(text, language)), None)
        if (
            not has_grammar(language)
            or first is None
            or first.kind != "clause"
            or is_sentence(text, language)
        ):
            return ""
        verb = first.words[first.verb]
        who, done = text[: verb.start].strip(), deed(text[verb.start :], language)
        is_somebody = verb.sort in ("third", "eithers") and (
            who[:1].isupper() or who.startswith(("your ", "the "))
        )
        return f"{begun(who)} will {unended(done)}" if is_somebody and done else ""

    def _done(self, note: Note) -> Sentence | None:
        """What a promise says that somebody will do, behind "I will": also of "she sends me the rota"."""
        text = _with_deadline(self.told.dated(note).text, self.told.grammar(note))
        if intro := shape("introduction", self.told.grammar(note)).match(text):
            whom = "you" if note.prefix == "i promised" else "me"
            return replace(
                self.told.sentence(note, text[intro.end() :]),
                text=f"introduce {whom}{intro['by'] or ''} to {self.told.sentence(note, text[intro.end() :]).text}",
            )
        if bare := deed(text, self.told.grammar(note)):
            return self._sent_to_whom(note, self.told.sentence(note, bare))
        words = self.told.sentence(note, text)
        first, _, rest = words.text.partition(" ")
        bare = deed(rest, self.told.grammar(note)) if _side(first) in SIDES else ""
        return self._sent_to_whom(note, replace(words, text=bare)) if bare else None


def _is_bare_count(text: str, language: str) -> bool:
    """Whether a thing is a number of things and no more: two names."""
    words = tagged(text, language)
    return len(words) == 2 and words[0].sort == "number"


def _before_pointing(text: str, language: str) -> str:
    """A thing up to where its words lean on others: of "the worksheet on who decides what" the worksheet."""
    pointing, words = vocabulary("reader", "pointing", (language,)), text.split()
    leans = next(
        (
            at
            for at, word in enumerate(words)
            if fold(word) in pointing and (word != "one" or at == len(words) - 1)
        ),
        len(words),
    )
    if leans == len(words):
        return text
    ends = vocabulary("reader", "behind_a_thing", (language,))
    loose = vocabulary("reader", "loose_ends", (language,))
    is_behind = fold(words[leans]) in vocabulary("reader", "relatives", (language,))
    if not is_behind or not words[leans - 1].isalpha() or tagged(words[leans - 1], language)[0].sort == "ing":
        leans = next((at for at in range(leans - 1, 0, -1) if fold(words[at]) in ends), 0)
    while leans and fold(words[leans - 1]) in ends | loose:
        leans -= 1
    return " ".join(words[:leans]) if leans >= LEAST else ""


def short_of(text: str, language: str) -> str:
    """A document in few words: of "the list of questions for choosing which two" the list of questions."""
    words = tagged(text, language)
    ends = [
        at
        for at, word in enumerate(words)
        if at > 2 and word.sort in ("preposition", "relative") and word.low != "of"
    ]
    fits = [at for at in ends if at <= BRIEF and words[at - 1].sort != "ing"]
    return text if len(words) <= BRIEF or not fits else text[: words[fits[-1]].start].rstrip()


def _with_deadline(text: str, language: str) -> str:
    """A promise with its date as English says it: "by Friday 4 December", without a comma and not "until"."""
    if language != "en":
        return text
    verb = fold(text.partition(" ")[0])
    lasts = verb in vocabulary("reader", "durations", ("en",))
    text = shape("until_a_day", language).sub(
        lambda found: found[0] if lasts and not found["comma"] else f" by {found['day']}", text
    )
    text = shape("deadline_in_brackets", language).sub(r"\1", text)
    text = shape("end_of_a_time", language).sub(
        lambda found: f" by the {found['when'].removeprefix('the ')}", text
    )
    text = shape("asks_if", language).sub(r"\g<asks> whether ", text)
    text = shape("deadline_behind_a_dash", language).sub(_by, text)
    text = on_its_day(text, language)
    return shape("comma_before_a_day", language).sub(r"\1", text) if text.count(",") == 1 else text


def first_noun(text: str) -> str:
    """The noun that a bare thing is named by, "demo" of "voice demo in Quechua"; empty where something leads it."""
    words = tagged(text, "en")
    bare = list(takewhile(lambda word: word.sort in ("noun", "either", "ing"), words))
    return (
        bare[-1].low
        if bare and (len(bare) == len(words) or words[len(bare)].sort in ("preposition", "adverb"))
        else ""
    )


def on_its_day(text: str, language: str) -> str:
    """A text with the "on" that English says before a day in full: "ring you Monday 7 December"."""
    return shape("bare_full_day", language).sub(r"\g<before> on ", text)


def _by(found: re.Match[str]) -> str:
    """What joins a deadline that stands behind a dash: "the example - by Monday", "ask the board - answer by Monday"."""
    return " and answer " if found["answer"] else " "


def is_sentence(text: str, language: str) -> bool:
    """Whether an English note is a sentence already: I will send the plan, you talk to your partner; no "i dati", no "i morgon"."""
    return language == "en" and _side(text.partition(" ")[0]) in SIDES


def _side(word: str) -> str:
    return word.lower().partition("'")[0].partition("’")[0]
