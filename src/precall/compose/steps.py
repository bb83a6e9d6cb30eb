"""How are the next steps said in a letter: a meeting with its day and hour, or what is done until then."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from precall.compose.appointment import is_at_their_place, is_meeting, what_it_is
from precall.compose.clause import begun, deed, ended, inside_a_sentence, unended, with_article
from precall.compose.dates import Dated
from precall.compose.grammar import has_grammar, is_thing
from precall.compose.phrasing import Phrasing
from precall.compose.shape import shape
from precall.compose.sound import is_sound
from precall.compose.told import Told
from precall.compose.undertakings import Side, is_sentence, on_its_day
from precall.decency import is_personal
from precall.model.followup import Note, Sentence, Source
from precall.sentences import Sentences
from precall.words.match import fold, phrases, vocabulary

FEW_WORDS = 6
"""So many words, at most, say what a meeting is; more tell what is done before it."""

_MET = frozenset({"next_call", "next_when", "next_again", "next_meeting", "next_named", "next_at"})
"""The sentences that say when they speak or meet again."""
MOST_NAME = 3
"""So many words, at most, has the name of a meeting: joint site visit."""


class Steps(NamedTuple):
    """The next steps of a call, and in which words they are said."""

    told: Told
    say: Phrasing

    def sentences(self) -> Iterator[Sentence]:
        """A sentence or two for each step, in the order of the notes; a `coming_back` stands with the "not now"."""
        for place, (note, dated) in enumerate(() if self.told.postponements() else self.told.steps()):
            step = self._coming_back(note) or self._step(note, dated, "_also" if place else "")
            yield step if is_sound(step.text, self.told.grammar(note)) else self._noted(note, dated)

    def _noted(self, note: Note, dated: Dated) -> Sentence:
        """A step as it was noted, where no sentence was made of it for sure."""
        words = self.told.sentence(note, dated.text)
        step = self._around("next_step", replace(words, text=unended(words.text)))
        return replace(step, text=ended(step.text))

    def coming_back(self) -> Iterator[Sentence]:
        """That they come back when they like, on no day that was set."""
        yield from filter(None, (self._coming_back(note) for note, _ in self.told.steps()))

    def _coming_back(self, note: Note) -> Sentence | None:
        words = self.told.sentence(note)
        if self.told.dated(note).said or not phrases("notes", "comes_back").stand_in(words.text):
            return None
        you, _, rest = words.text.partition(" ")
        done = deed(rest, self.told.grammar(note)) if you.lower() in ("you", "you'll") else ""
        side, will = self._will(words.text)
        if side == "me":
            return self.say.first("me_deed", *words.sources, words=unended(will)) if will else None
        done = done or will
        return self.say.first("you_deed", *words.sources, words=to_write(unended(done))) if done else None

    def _will(self, text: str) -> tuple[Side, str]:
        """Who will do what, of "you call in spring", "I ring on Friday"; nothing where the verb is in no list."""
        who, _, rest = text.partition(" ")
        verb = fold(rest.partition(" ")[0].strip(",.;"))
        keys = ("verbs", "nouns_too", "bases_too", "givers")
        spoken = (self.told.language,)
        is_base = any(verb in vocabulary("reader", key, spoken) for key in keys)
        is_past = verb in vocabulary("reader", "pasts", spoken)
        side: Side = "me" if who in ("I", "i", "I'll") else "you"
        is_one = who.lower() in ("you", "you'll", "i", "i'll") and is_base and not is_past
        return (side, rest) if is_one and not shape("between_clauses", "en").search(text) else (side, "")

    def _decision(self, note: Note, dated: Dated) -> Sentence | None:
        """That they decide until a day, of "decision by Friday 18 December"."""
        if (
            self.told.grammar(note) != "en"
            or not dated.said
            or not (found := shape("decision", self.told.grammar(note)).match(dated.text))
        ):
            return None
        return self.say.first("you_deed", self.told.source(note), words=f"decide {unended(found['when'])}")

    def _fixed_when(self, note: Note, dated: Dated) -> Sentence | None:
        """When the day is fixed, of "tbc after the deputy has seen it"."""
        rest = (
            _behind_open(note.text, self.told) if not (dated.said or self.told.grammar(note) != "en") else ""
        )
        is_english = self.told.grammar(note) == "en" and not dated.said
        rest = rest or (note.text if is_english and len(note.text.split()) <= FEW_WORDS else "")
        if not phrases("notes", "fixing_when", ("en",)).starts(rest):
            return None
        if rest.startswith("depend"):
            return self.say.own(
                "next_depends", self.told.source(note), words=unended(rest.partition(" on ")[2])
            )
        words = self.told.sentence(note, shape("until_somebody", self.told.grammar(note)).sub("once ", rest))
        return self._around("next_open_until", replace(words, text=unended(words.text)))

    def _step(self, note: Note, dated: Dated, also: str) -> Sentence:
        if phrases("notes", "date_open", self.told.spoken).stand_in(note.text) and not dated.said:
            return self.say.own("next_open", self.told.source(note))
        if decided := self._decision(note, dated) or self._fixed_when(note, dated):
            return decided
        if met := self._met_and_done(note) or self._meeting(note, dated) or self._done_before(note, also):
            return met
        if opened := self._open_and_noted(note, dated):
            return opened
        text = on_its_day(self._decided(note, dated.text), self.told.grammar(note))
        step = self._undated(note, self.told.sentence(note, text), also)
        if self._is_day_open(note) and not dated.said:
            opened = self.say.own("next_open", self.told.source(note))
            return Sentence(f"{opened.text} {step.text}", (*opened.sources, *step.sources))
        is_ahead = dated.said or phrases("notes", "ahead", self.told.spoken).stand_in(dated.noted)
        is_theirs = shape("you_do", "en").match(self.told.sentence(note, self._decided(note)).text)
        is_fixed = phrases("notes", "fixing_when", ("en",)).stand_in(note.text)
        if is_ahead or is_theirs or is_fixed or not is_meeting(dated.noted):
            return step
        slot = slot_of(self.told.sentences, "day")
        return Sentence(f"{step.text} {slot.text}", (*step.sources, *slot.sources))

    def _open_and_noted(self, note: Note, dated: Dated) -> Sentence | None:
        """Of "open, he calls after New Year" and "none yet. Paz back on the 14th" that no day is fixed, and the rest."""
        rest = _behind_open(dated.text, self.told)
        words = self.told.sentence(note, rest) if rest and self.told.grammar(note) == "en" else None
        done = self._of_theirs(words.text, "en") if words else ""
        if words is None or not (done or rest[:1].isupper()) or self._is_day_open(note):
            return None
        opened = self.say.own("next_open", self.told.source(note))
        beside = self.say.first("you_deed", *words.sources, words=to_write(done)) if done else words
        return Sentence(f"{opened.text} {ended(begun(beside.text))}", (*opened.sources, *beside.sources))

    def _decided(self, note: Note, text: str = "") -> str:
        """A step without the word that no day is fixed: "unclear, she talks to her boss first"."""
        text = text or note.text
        rest = _behind_open(text, self.told)
        is_done = rest and is_sentence(self.told.sentence(note, rest).text, self.told.grammar(note))
        return rest if is_done else text

    def _is_day_open(self, note: Note) -> bool:
        """Whether a step begins with the word that there is no day yet, and goes on with who names one."""
        return (
            bool(shape("no_day", self.told.grammar(note)).match(note.text))
            and self._decided(note) != note.text
        )

    def _done_before(self, note: Note, also: str) -> Sentence | None:
        """Of "she talks to her partner, then call on Monday at 10" what is done first, and the meeting."""
        then = phrases("notes", "then", self.told.spoken).first(note.text)
        first = note.text[: then.start()].rstrip(" ,;.") if then else ""
        if then is None or not first:
            return None
        met = self._meeting(note, self.told.dated(note._replace(text=note.text[then.end() :].strip())))
        if met is None:
            return None
        before = self._undated(
            note, self.told.sentence(note, self.told.dated(note._replace(text=first)).text), also
        )
        return Sentence(f"{before.text} {met.text}", (*before.sources, *met.sources))

    def _met_and_done(self, note: Note) -> Sentence | None:
        """Of "Wed 9 Dec at 10, she brings a teacher" the meeting, and what is done for it."""
        head, comma, tail = note.text.rpartition(", ")
        words = self.told.sentence(note, tail) if comma and self.told.grammar(note) == "en" else None
        mine = (
            shape("me_to", self.told.grammar(note)).sub("", tail)
            if shape("me_to", self.told.grammar(note)).match(tail)
            else ""
        )
        done = self._of_theirs(words.text, "en") if words else ""
        done = done or deed(mine, "en")
        met = self._meeting(note, self.told.dated(note._replace(text=head))) if done else None
        if words is None or met is None:
            return None
        beside = self.say.first("me_deed" if mine else "you_deed", *words.sources, words=unended(done))
        return Sentence(f"{met.text} {beside.text}", (*met.sources, *beside.sources))

    def _undated(self, note: Note, words: Sentence, also: str) -> Sentence:
        language = self.told.grammar(note)
        side, done = self._will(words.text)
        if done or (done := self._of_theirs(words.text, language)):
            done = to_write(unended(done)) if side == "you" else unended(done)
            return self.say.first(f"{side}_deed", *words.sources, words=done)
        if is_sentence(words.text, language):
            first, *more = shape("between_clauses", "en").split(_lowered(words.text), maxsplit=1)
            step = self._around(f"next_done{also}", replace(words, text=unended(first)))
            return replace(step, text=" ".join((step.text, *(ended(begun(one)) for one in more))))
        if done := deed(words.text, language):
            if language == "en" and shape("of_one", language).search(
                done
            ):  # "call me when the data is ready", "ping you in May"
                side = "you" if shape("of_one", language).search(done)["who"] == "me" else "me"  # type: ignore[index]
                return self.say.first(f"{side}_deed", *words.sources, words=unended(done))
            return self._around(f"next_deed{also}", replace(words, text=unended(done)))
        text = inside_a_sentence(with_article(words.text, language), language)
        dated = self.told.dated(note)
        if dated.clock and any(what_it_is(dated) == said.words for said in dated.open):
            return self._around("next_when", replace(words, text=unended(text)))
        name = f"next_thing{also}" if is_thing(text, language) else f"next_step{also}"
        first, *more = shape("between_clauses", "en").split(text, maxsplit=1) if language == "en" else [text]
        step = self._around(name, replace(words, text=unended(first)))
        return replace(step, text=" ".join((ended(step.text), *map(self._further, more))))

    def _further(self, text: str) -> str:
        """What follows a step, as a sentence of its own: of "I ring you that day" that I will."""
        side, done = self._will(text)
        return self.say.first(f"{side}_deed", words=unended(done)).text if done else ended(begun(text))

    def _of_theirs(self, text: str, language: str) -> str:
        """What the reader does, of "you talk to your partner"; empty for a sentence of several clauses or about the past."""
        if not shape("you_do", "en").match(text) or shape("between_clauses", "en").search(text):
            return ""
        return unended(deed(text.partition(" ")[2], language))

    def _meeting(self, note: Note, dated: Dated) -> Sentence | None:
        """When they meet again; None where a step has no day and hour, or tells what is done before."""
        left = shape("at_a_place", self.told.grammar(note)).sub(r"at \g<0>", what_it_is(dated))
        if dated.by is not None and dated.clock is None and left and self._is_plain_meeting(left):
            name = (
                "next_call" if phrases("notes", "calls", self.told.spoken).is_whole(left) else "next_meeting"
            )
            return self.say.own(name, self.told.source(note), when=self.told.shown(dated.by))
        if dated.by is None or dated.clock is None or len(set(dated.days)) > 1:
            return None
        if not (is_meeting(left) or is_at_their_place(left)):
            return self._again_with(note, dated, left)
        is_there = is_at_their_place(left) and not dated.clock.zone
        is_known = self.told.hours.moment(dated.clock, dated.by) is not None
        if shape("you_and", self.told.grammar(note)).match(self.told.sentence(note, left).text):
            return self._again_with(note, dated, left)
        if is_sentence(left, self.told.grammar(note)) and not self._is_plain_meeting(left):
            return None
        spoken = self.told.spoken
        calls, meetings = phrases("notes", "calls", spoken), phrases("notes", "meetings", spoken)
        if len(left.split()) > FEW_WORDS and not (
            calls.is_whole(left) or self._is_named(self._parted(left)[0])
        ):
            return None
        hour = self.told.hours.shown(dated.clock, dated.by, self.say.sentences)
        if is_there:  # both are, and one hour is enough
            hour = self.say.sentences.say(
                "followup.hour", time=self.told.hours.there(dated.clock, dated.by, self.say.sentences)
            )
        hour = hour if is_known else self.told.turned(note, hour).text
        when = self.say.sentences.say(_when(dated), day=self.told.shown(dated.by), hour=hour)
        source = self.told.source(note)
        plain = self._without_again(left)
        if not plain or phrases("notes", "appointments", spoken).is_whole(plain):
            return self.say.own("next_again", source, when=when)
        if calls.is_whole(plain):
            return self.say.own("next_call", source, when=when)
        if phrases("notes", "plain_meetings", spoken).is_whole(plain):
            return self.say.own("next_meeting", source, when=when)
        words = self.told.sentence(note, left)
        head, tail = self._parted(words.text)
        tail = _with_whom(tail)
        tail = "" if self.told.two and phrases("notes", "for_two", ("en",)).is_whole(tail) else tail
        tail = shape("with_you", self.told.grammar(note)).sub(
            lambda found: "with " if found[0] != "with you" else "", tail
        )
        placed = _behind(when, unended(tail))
        if not head or phrases("notes", "plain_meetings", spoken).is_whole(head):
            return self.say.own("next_meeting", *words.sources, when=placed)
        if calls.is_whole(head):
            return self.say.own("next_call", *words.sources, when=placed)
        if self._is_named(head) or meetings.is_whole(self._without_again(head)):
            return self._around("next_named", replace(words, text=self._named(head)), when=placed)
        return self._around("next_at", replace(words, text=unended(words.text)), when=when)

    def _again_with(self, note: Note, dated: Dated, left: str) -> Sentence | None:
        """That they meet again, with the few words that a note has beside the day and the hour: "same link"."""
        words = self.told.sentence(note, left)
        if fold(left) in ("next", "again", "then", "both", "all", "us three"):
            words = replace(words, text="")
        words = replace(words, text=_with_whom(words.text))
        if self.told.two and fold(words.text) in ("both of you", "both"):
            words = replace(words, text="")
        if beside := shape("you_and", self.told.grammar(note)).match(words.text):
            words = replace(words, text=f"with {beside['who']}")
        is_short = len(left.split()) <= FEW_WORDS and not is_sentence(words.text, self.told.grammar(note))
        if (
            self.told.grammar(note) != "en"
            or not is_short
            or deed(left, "en")
            or dated.clock is None
            or dated.by is None
        ):
            return None
        hour = self.told.hours.shown(dated.clock, dated.by, self.say.sentences)
        when = self.say.sentences.say(_when(dated), day=self.told.shown(dated.by), hour=hour)
        return self.say.own("next_again", *words.sources, when=_behind(when, unended(words.text)))

    def _is_plain_meeting(self, words: str) -> bool:
        """Whether words say no more than that one speaks or meets."""
        spoken = self.told.spoken
        return any(phrases("notes", key, spoken).is_whole(words) for key in ("calls", "plain_meetings"))

    def _without_again(self, text: str) -> str:
        again = phrases("notes", "again", self.told.spoken).starts(text)
        return text[again.end() :].strip() if again else text

    def _named(self, meeting: str) -> str:
        """The name of a meeting within a sentence; where there is no grammar nobody knows which capitals stay."""
        return _lowered(meeting) if has_grammar(self.told.language) else meeting

    @property
    def meet(self) -> bool:
        """Whether one of the steps says when they speak or meet again."""
        return any(
            source.kind == "catalogue" and source.place.removeprefix("followup.").rstrip("_23") in _MET
            for step in self.sentences()
            for source in step.sources
        )

    def in_a_subject(self, note: Note, dated: Dated, day: str) -> str:
        """What comes on a day, in the words of a subject: our call on Monday 7 December, our demo on that day."""
        spoken = self.told.spoken
        left = self._without_again(what_it_is(dated))
        head = self._parted(left)[0]
        if self._is_named(head) and not self._is_plain_meeting(head):
            return self.say.sentences.say("followup.subject_met", meeting=self._named(head), day=day)
        calls = tuple(phrases("notes", key, spoken) for key in ("calls", "appointments"))
        is_call = any(one.stand_in(left) for one in calls) or not (is_meeting(left) and left)
        return self.say.sentences.say(f"followup.subject_{'call' if is_call else 'on'}", day=day)

    def thing(self, note: Note, dated: Dated) -> str:
        """What begins on the day of a step, in a few words that any inbox may show: "trial with two drivers"; else empty."""
        language = self.told.grammar(note)
        text = self.told.sentence(note, what_it_is(dated).partition(",")[0]).text
        words = set(fold(text).split())
        delicate = phrases("notes", "delicate", (language,)).stand_in(text) or is_personal(text)
        is_plain = words.isdisjoint(vocabulary("reader", "pointing", (language,)))
        is_short = 1 < len(text.split()) <= FEW_WORDS and is_plain and not delicate
        is_one = is_short and is_thing(with_article(text, language), language)
        return inside_a_sentence(text, language) if is_one and has_grammar(language) else ""

    def _is_named(self, meeting: str) -> bool:
        """Whether words are a short name of a meeting: demo, site visit."""
        meetings = phrases("notes", "meetings", self.told.spoken)
        return len(meeting.split()) <= MOST_NAME and meetings.is_whole(meeting.rpartition(" ")[2])

    def _parted(self, text: str) -> tuple[str, str]:
        """What a meeting is, and where or with whom: "demo with the drivers", "at the yard"."""
        beside = phrases("notes", "beside", self.told.spoken).first(text)
        start = beside.start() if beside else len(text)
        head, comma, more = text[:start].partition(",")
        return head.strip(), (more.strip() + " " + text[start:] if comma else text[start:]).strip()

    def _around(self, name: str, words: Sentence, **values: object) -> Sentence:
        return self.say.own(name, *words.sources, words=words.text, **values)


def _behind(when: str, beside: str) -> str:
    """A day and its hour with what is noted beside them: in brackets, or behind a comma."""
    return f"{when}{' ' if beside.startswith('(') else ', '}{beside}" if beside else when


def _behind_open(text: str, told: Told) -> str:
    """What stands behind the word that no day is fixed."""
    open_ = phrases("notes", "undecided", told.spoken).starts(text)
    rest = text[open_.end() :].lstrip(" ,;:–-.") if open_ else ""
    is_until = open_ is not None and open_.group().lower().endswith(("before", "until"))
    return rest.partition(", ")[2] if is_until else rest  # "nothing before April, he'll call"


def slot_of(callers: Sentences, name: str) -> Sentence:
    """A place that the caller is still to fill in."""
    return Sentence(callers.say(f"draft.slot_{name}"), (Source("slot", f"draft.slot_{name}"),))


def _with_whom(text: str) -> str:
    """Who comes to a meeting, of "skipper joins"; other words as they are."""
    joins = shape("joins", "en").fullmatch(text) or shape("comes_too", "en").fullmatch(text)
    if joins is None:
        return text
    is_led = joins["who"][:1].isupper() or joins["who"].partition(" ")[0] in (
        "your",
        "my",
        "our",
        "both",
        "two",
        "all",
    )
    return f"with {joins['who']}" if is_led else f"with the {joins['who']}"


def to_write(done: str) -> str:
    """What the reader will do, with whom they write to: "think about it and write to me"."""
    written = shape("writes", "en").sub(r"\g<0> to me", done, count=1)
    return written if written != done else shape("reaches", "en").sub(r"\g<verb> me", done)


def _lowered(text: str) -> str:
    """A text without its first capital, unless that is the word I."""
    is_i = text[:2] == "I " or text[:2] in ("I'", "I’")
    return text if is_i else text[:1].lower() + text[1:]


def _when(dated: Dated) -> str:
    """How a day and its hour are said together: at an hour, or from one to another."""
    return "followup.when_span" if dated.clock and dated.clock.until else "followup.when"
