"""How do the notes of a call become a letter: its paragraphs in order, each sentence with its source."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from precall.compose.clause import begun, ended, in_their_voice, is_clause, unended, with_owner
from precall.compose.phrasing import Phrasing
from precall.compose.points import Points
from precall.compose.second_person import lacks_subject
from precall.compose.spoken_dates import recent
from precall.compose.steps import Steps, slot_of
from precall.compose.told import Told
from precall.compose.undertakings import Side, Undertakings, is_sentence
from precall.model.call import Call, Caller
from precall.model.followup import Note, Part, PartName, Prefix, Sentence, Source
from precall.sentences import Sentences
from precall.site.text import clean, shorten
from precall.words.match import phrases

SIGNATURE_LINES, SIGNATURE_CHARACTERS = 6, 120
NAMELESS = "draft.no_name"
"""What stands below a mail where no setting says how it ends."""
FEW = 2
"""After so many sentences, at most, of what was heard comes a no; else it comes first."""
MANY = 4
"""So many promises of one side, at most, are said in sentences; more make a list."""


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
        heard = (*self._heard(), *self._goal(), *self._moment())
        if sum(len(part.told) for part in heard) <= FEW:  # the reason before the no, unless it is a long one
            yield from (*heard, *self._outcome())
        else:
            yield from (*self._outcome(), *heard)
        yield from self._promised()
        yield from self._next()
        yield from self._personal()
        yield from self._last()
        yield from self._close()

    def _opening(self) -> Part:
        """A first sentence for the occasion."""
        again = "_again" if self.call.meeting in ("second", "checkin") else ""
        if self.call.when is None and not self.told.notes:
            return Part("opening", (self.say.own("opening_undated"),))
        day = recent(self.told.day, self.today, self.told.language)
        return Part("opening", (self.say.own(f"opening{again}", day=day),))

    def _outcome(self) -> Iterator[Part]:
        """What is said where it is not a fit or not now, where they were referred, or where there is no next step."""
        if self.told.has_ended:
            key = self._of_playbook("not_a_fit")
            plainly = [self.say.own(key, self.told.source(note)) for note in self.told.refusals()[:1]]
            names = (replace(name, text=unended(name.text)) for name in self.told.referrals())
            yield Part("outcome", (*plainly, *(self._around("referred", name) for name in names)))
        elif later := self.told.postponements()[:1]:
            coming = tuple(Steps(self.told, self.say).coming_back()) or (self.say.own("reopen"),)
            yield Part("outcome", (self.say.own("no_next", self.told.source(later[0])), *coming))
        else:
            for note in self.told.nothing("next")[:1]:
                yield Part(
                    "outcome", (self.say.own("no_next", self.told.source(note)), self.say.own("reopen"))
                )

    def _heard(self) -> Iterator[Part]:
        """What was heard, in sentences."""
        yield Part("heard", tuple(Points(self.told, self.say).heard(self.told.of("heard"))))

    def _goal(self) -> Iterator[Part]:
        yield Part("goal", tuple(Points(self.told, self.say).goals(self.told.of("goal"))))

    def _moment(self) -> Iterator[Part]:
        """Their own words, whole."""
        said = (
            self._around("moment_more" if place else "moment", quote)
            for place, quote in enumerate(self.told.quotes())
        )
        yield Part("moment", tuple(replace(one, text=ended(one.text)) for one in said))

    def _promised(self) -> Iterator[Part]:
        """Who does what: a paragraph, or a list for the side that has many points."""
        said = list(self._agreed())
        lists: list[Part] = []
        sides: tuple[tuple[Side, Prefix], ...] = (("me", "i promised"), ("you", "they promised"))
        for side, prefix in sides:
            notes = self.told.of(prefix)
            if len(notes) > MANY:
                points = tuple(self.told.dated_sentence(note) for note in notes)
                lists.append(Part(side, (self.say.own(f"{side}_many"),), points))
            else:
                said += Undertakings(self.told, self.say).of(side, notes)
        yield from (Part("promised", tuple(said)), *lists)

    def _agreed(self) -> Iterator[Sentence]:
        """What both settled, in the words noted."""
        for place, note in enumerate(self.told.of("agreed")):
            words = self.told.dated_sentence(note)
            if is_sentence(words.text):
                yield replace(words, text=ended(begun(words.text)))
                continue
            said = self._around(self.say.nth("agreed", place), words)
            yield replace(said, text=ended(said.text))

    def _next(self) -> Iterator[Part]:
        yield Part("next", tuple(Steps(self.told, self.say).sentences()))

    def _personal(self) -> Iterator[Part]:
        """One wish for something that is still to come."""
        for note in personal(self.told)[:1]:
            words = self.told.sentence(note, with_owner(self.told.dated(note).text, self.told.grammar(note)))
            if _is_wish(note, self.told):
                yield Part("personal", (replace(words, text=ended(begun(words.text))),))
                continue
            said = replace(words, text=unended(begun(words.text)))
            yield Part("personal", (self._around("personal", said),))

    def _last(self) -> Iterator[Part]:
        """A last word: whether this is right, or a wish where they part."""
        promised = self.told.of("i promised", "they promised")
        parts = self.told.has_ended or (self.told.nothing("next") and not promised)
        yield Part("check", (self.say.own("wish" if parts else "check"),))

    def _close(self) -> Iterator[Part]:
        """The closing words of the playbook, unless the signature has its own, and the signature."""
        lines = [line for line in map(clean, self.caller.signature.splitlines()[:SIGNATURE_LINES]) if line]
        source = Source("settings", "signature")
        signed = tuple(Sentence(shorten(line, SIGNATURE_CHARACTERS), (source,)) for line in lines)
        signed = signed or (_nameless(self.told.sentences),)
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


def _nameless(callers: Sentences) -> Sentence:
    """What stands where a name would, for the caller to see; the mail waits for no setting."""
    return Sentence(callers.say(NAMELESS), (Source("catalogue", NAMELESS),))


def personal(told: Told) -> tuple[Note, ...]:
    """The personal notes that can become a wish: whole sentences about what is to come, and nothing of illness, death or divorce."""
    return tuple(
        note
        for note in told.of("personal")
        if (_is_wish(note, told) or _is_ahead(note, told))
        and not phrases("personal", "lives").stand_in(note.text)
    )


def _is_wish(note: Note, told: Told) -> bool:
    return phrases("notes", "wishes", (told.grammar(note),)).starts(note.text) is not None


def _is_ahead(note: Note, told: Told) -> bool:
    """Whether a note is a whole sentence about something to come."""
    language = told.grammar(note)
    text = with_owner(note.text, language)
    is_whole = is_clause(told.turned(note, text).text, language) and not lacks_subject(text, language)
    is_ahead = told.dated(note).said or phrases("notes", "ahead", (told.grammar(note),)).stand_in(note.text)
    return bool(is_whole and is_ahead) and not in_their_voice(note.text, told.grammar(note))


def _slots(say: Phrasing, callers: Sentences) -> Iterator[Part]:
    """The places to fill in before there are notes."""
    yield Part("heard", (say.own("heard"),), (slot_of(callers, "heard"),))
    names: tuple[PartName, ...] = ("me", "you", "next")
    for name in names:
        yield Part(name, (say.own(name), slot_of(callers, name)))
