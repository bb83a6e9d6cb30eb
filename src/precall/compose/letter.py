"""How do the notes of a call become a letter: its paragraphs in order, each sentence with its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from precall.compose.appointment import is_meeting, what_it_is
from precall.compose.clause import deed, ended, in_their_voice, inside_a_sentence, is_clause, unended
from precall.compose.dates import Dated
from precall.compose.phrasing import Phrasing
from precall.compose.spoken_dates import recent
from precall.compose.told import Told
from precall.model.call import Call, Caller
from precall.model.followup import Note, Part, PartName, Sentence, Source
from precall.sentences import Sentences
from precall.site.text import clean, shorten
from precall.words.match import phrases

SIGNATURE_LINES, SIGNATURE_CHARACTERS = 6, 120
FEW = 2
"""So many points or promises are said in sentences; more make a list."""
FEW_WORDS = 5
"""So many words, at most, say what a meeting is; more tell what is done before it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter is written from: the notes as told, the call, who writes it on which day, and in which words."""

    told: Told
    call: Call
    caller: Caller
    say: Phrasing
    today: date

    def paragraphs(self) -> Iterator[Part]:
        """All but the greeting; with slots where there are no notes yet."""
        yield self._opening()
        if not self.told.has_words:
            yield from _slots(self.say, self.told.sentences)
        yield from self._ending() if self.told.has_ended else self._no_next()
        yield from self._goal()
        yield from self._heard()
        yield from self._moment()
        yield from self._promised()
        yield from () if self.told.has_ended else self._next()
        yield from self._personal()
        yield from self._last()
        yield from self._close()

    def _opening(self) -> Part:
        """A first sentence for the occasion, and one that leads to what was heard."""
        again = "_again" if self.call.meeting in ("second", "checkin") else ""
        if self.call.when is None and not self.told.notes:
            return Part("opening", (self.say.own("opening_undated"),))
        first = self.say.own(f"opening{again}", day=recent(self.told.day, self.today, self.told.language))
        ends = self.told.has_ended or self.told.nothing("next")
        leads = bool(self.told.of("heard", "goal", "quote")) and not ends
        return Part("opening", (first, *([self.say.own("opening_heard")] if leads else [])))

    def _ending(self) -> Iterator[Part]:
        """What is said where it is not a fit, or where they were referred to somebody."""
        key = self._of_playbook("not_a_fit")
        plainly = [self.say.own(key, self.told.source(note)) for note in self.told.refusals()[:1]]
        names = (replace(name, text=unended(name.text)) for name in self.told.referrals())
        yield Part("outcome", (*plainly, *(self._around("referred", name) for name in names)))

    def _no_next(self) -> Iterator[Part]:
        """That there is no next step is said early, where the notes say so."""
        for note in self.told.nothing("next")[:1]:
            yield Part("outcome", (self.say.own("no_next", self.told.source(note)), self.say.own("reopen")))

    def _goal(self) -> Iterator[Part]:
        goals = [self._aim(self._point(note)) for note in self.told.of("goal")]
        if goals:
            whole = replace(goals[0], text=ended(self._joined(goals)))
            yield Part("goal", (self._around("goal", whole, *_sources(goals[1:])),))

    def _aim(self, goal: Sentence) -> Sentence:
        """A goal without "you want", which stands before it: two Sundays off."""
        wanted = phrases("reader", "wanting", (self.told.language,)).starts(goal.text)
        text = goal.text[wanted.end() :].strip() if wanted else goal.text
        if done := deed(text, self.told.language):
            return replace(goal, text=self.say.sentences.say("followup.to_do", words=done))
        return replace(goal, text=inside_a_sentence(text, self.told.language))

    def _joined(self, points: Sequence[Sentence]) -> str:
        first, *more = (unended(point.text) for point in points)
        return "; ".join((first, *(inside_a_sentence(text, self.told.language) for text in more)))

    def _heard(self) -> Iterator[Part]:
        """What was heard: one or two points as sentences, more as a list."""
        notes = self.told.of("heard")
        points = [self._point(note) for note in notes]
        if len(points) > FEW:
            yield Part("heard", (self.say.own("heard_many"),), tuple(points))
        elif points:
            yield Part("heard", (self._in_sentences(points),))

    def _in_sentences(self, points: Sequence[Sentence]) -> Sentence:
        one, *others = points
        clauses = all(self._is_free(point) and is_clause(point.text, self.told.language) for point in points)
        words = unended(inside_a_sentence(one.text, self.told.language) if clauses else one.text)
        if not others:
            key = "heard_that" if clauses else "heard_one" if self._is_free(one) else "heard_said"
            return self._around(key, replace(one, text=ended(one.text) if key == "heard_one" else words))
        if not clauses and any(_has_capital(point.text, self.told.language) for point in points):
            both = f"{ended(one.text)} {ended(_begun(others[0].text))}"
            return self._around("heard_one", replace(one, text=both), *others[0].sources)
        more = unended(inside_a_sentence(others[0].text, self.told.language))
        key = "heard_two" if clauses else "heard_both"
        return self.say.own(key, *one.sources, *others[0].sources, words=words, more=more)

    def _point(self, note: Note) -> Sentence:
        """A point of theirs; one that is told in their own voice stands in quotation marks."""
        if in_their_voice(note.text, self.told.language):
            spelled, sources = self.told.spelling.text(note.text.strip(' "“”„'))
            return Sentence(self.say.sentences.quoted(unended(spelled)), (self.told.source(note), *sources))
        return self.told.sentence(note)

    def _is_free(self, point: Sentence) -> bool:
        """Whether a point stands in the caller's words, without quotation marks."""
        return not point.text.startswith(self.say.sentences.say("writing.quote_begin"))

    def _moment(self) -> Iterator[Part]:
        """Their own words, whole."""
        quotes = tuple(self.told.quotes())
        if quotes:
            said = (
                self._around("moment_more" if place else "moment", quote)
                for place, quote in enumerate(quotes)
            )
            yield Part("moment", tuple(replace(one, text=ended(one.text)) for one in said))

    def _promised(self) -> Iterator[Part]:
        """Who does what: a short paragraph, or a list for the side that has more than two points."""
        mine, theirs = self.told.of("i promised"), self.told.of("they promised")
        few = [*(self._deeds(mine, "i_will", "from_me") if len(mine) <= FEW else ())]
        few += self._deeds(theirs, "you_would", "from_you") if len(theirs) <= FEW else ()
        if few:
            yield Part("promised", tuple(few))
        if len(mine) > FEW:
            yield self._list("me", "from_me_many", mine)
        if len(theirs) > FEW:
            yield self._list("you", "from_you_many", theirs)

    def _deeds(self, notes: Sequence[Note], verb: str, noun: str) -> Iterator[Sentence]:
        """Promises as sentences: I will send you the plan; where a note has no verb: From me: the plan."""
        for place, note in enumerate(notes):
            done, words = self._done(note), self.told.dated_sentence(note)
            whole = _whole(words.text)
            if done is None and whole:
                yield replace(words, text=whole)
                continue
            name, text = (verb, unended(done.text)) if done else (noun, ended(words.text))
            yield self._around(f"{name}_also" if place else name, replace(done or words, text=text))

    def _done(self, note: Note) -> Sentence | None:
        """What a promise says that somebody will do, behind "I will": also of "she sends me the rota"."""
        text = self.told.dated(note).text
        if bare := deed(text, self.told.language):
            return self.told.sentence(note, bare)
        words = self.told.sentence(note, text)
        first, _, rest = words.text.partition(" ")
        bare = deed(rest, self.told.language) if first.lower().partition("'")[0] in _SIDES else ""
        return replace(words, text=bare) if bare else None

    def _list(self, name: PartName, key: str, notes: Sequence[Note]) -> Part:
        return Part(name, (self.say.own(key),), tuple(self.told.dated_sentence(note) for note in notes))

    def _next(self) -> Iterator[Part]:
        steps = self.told.steps()
        if len(steps) > 1:
            yield self._list("next", "next_many", [note for note, _ in steps])
        elif steps:
            yield Part("next", (self._step(*steps[0]),))

    def _step(self, note: Note, dated: Dated) -> Sentence:
        """The next step; a meeting with its day and hour, and a place to fill in where it has no day."""
        left = what_it_is(dated)
        has_hour = dated.by and dated.clock and self.told.hours.moment(dated.clock, dated.by)
        is_short = len(left.split()) <= FEW_WORDS and left.partition(" ")[0].lower() not in _SIDES
        is_call = phrases("notes", "calls", (self.told.language,)).is_whole(left)
        if has_hour and is_meeting(left) and (is_short or is_call):
            return self._meeting(note, dated, left)
        step = self._around("next_step", replace(one := self.told.dated_sentence(note), text=ended(one.text)))
        if dated.said or not is_meeting(dated.noted):
            return step
        slot = _slot(self.told.sentences, "day")
        return Sentence(f"{step.text} {slot.text}", (*step.sources, *slot.sources))

    def _meeting(self, note: Note, dated: Dated, left: str) -> Sentence:
        assert dated.by
        assert dated.clock
        hour = self.told.hours.shown(dated.clock, dated.by, self.say.sentences)
        when = self.say.sentences.say("followup.when", day=self.told.shown(dated.by), hour=hour)
        source, spoken = self.told.source(note), (self.told.language,)
        again = phrases("notes", "again", spoken).starts(left)
        plain = left[again.end() :].strip() if again else left
        if not plain or phrases("notes", "calls", spoken).is_whole(plain):
            return self.say.own("next_call", source, when=when)
        if phrases("notes", "meetings", spoken).is_whole(plain):
            return self.say.own("next_meeting", source, when=when)
        words = self.told.sentence(note, left)
        return self._around("next_at", replace(words, text=unended(words.text)), when=when)

    def _personal(self) -> Iterator[Part]:
        """One wish; what is no sentence, and what tells of health or life, stays out."""
        for words in (self.told.sentence(note) for note in personal(self.told)[:1]):
            said = unended(inside_a_sentence(words.text, self.told.language))
            yield Part("personal", (self._around("personal", replace(words, text=said)),))

    def _last(self) -> Iterator[Part]:
        """A last word: whether this is right, or a wish where they part."""
        yield Part("check", (self.say.own("wish" if self.told.has_ended else "check"),))

    def _close(self) -> Iterator[Part]:
        """The closing words of the playbook, unless the signature has its own, and the signature."""
        lines = [line for line in map(clean, self.caller.signature.splitlines()[:SIGNATURE_LINES]) if line]
        source = Source("settings", "signature")
        signed = tuple(Sentence(shorten(line, SIGNATURE_CHARACTERS), (source,)) for line in lines)
        if lines and lines[0].endswith(","):
            yield Part("signature", signed)
            return
        key = "closing" if self.say.formal else self._of_playbook("closing")
        yield Part("signature", (self.say.own(key), *signed))

    def _of_playbook(self, name: str) -> str:
        """The sentence of that name for the playbook, where the catalogue has one."""
        key = f"{name}_{self.call.playbook}"
        return key if self.say.has(key) else name

    def _around(self, name: str, words: Sentence, *sources: Source, **values: object) -> Sentence:
        """Words of the notes inside a sentence of the catalogue."""
        return self.say.own(name, *words.sources, *sources, words=words.text, **values)


def personal(told: Told) -> tuple[Note, ...]:
    """The personal notes that can become a wish: whole sentences, and nothing of illness, death or divorce."""
    return tuple(
        note
        for note in told.of("personal")
        if is_clause(told.turned(note).text, told.language)
        and not in_their_voice(note.text, told.language)
        and not phrases("personal", "lives").stand_in(note.text)
    )


def _slots(say: Phrasing, callers: Sentences) -> Iterator[Part]:
    """The places to fill in before there are notes."""
    yield Part("heard", (say.own("heard"),), (_slot(callers, "heard"),))
    names: tuple[PartName, ...] = ("me", "you", "next")
    for name in names:
        yield Part(name, (say.own(name), _slot(callers, name)))


def _slot(callers: Sentences, name: str) -> Sentence:
    """A place that the caller is still to fill in."""
    return Sentence(callers.say(f"draft.slot_{name}"), (Source("slot", f"draft.slot_{name}"),))


_SIDES = frozenset({"i", "you", "we"})


def _has_capital(text: str, language: str) -> bool:
    """Whether a point begins with a capital that it keeps within a sentence."""
    return inside_a_sentence(text, language)[:1].isupper()


def _begun(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def _whole(text: str) -> str:
    """A promise that is a sentence already: I will send the plan, you will bring the rota."""
    first = text.partition(" ")[0].lower().partition("'")[0].partition("’")[0]
    return ended(_begun(text)) if first in _SIDES else ""


def _sources(sentences: Sequence[Sentence]) -> tuple[Source, ...]:
    return tuple(source for sentence in sentences for source in sentence.sources)
