"""How do the notes of a call become a letter: its paragraphs in order, each sentence with its source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from precall.compose.clause import begun, ended, sentence, unended
from precall.compose.grammar import has_grammar, is_clause
from precall.compose.outcomes import comes_first, settled, until, why
from precall.compose.person_name import is_name
from precall.compose.phrasing import Phrasing
from precall.compose.points import Points
from precall.compose.steps import Steps, slot_of
from precall.compose.told import QUOTE_MARKS, Told
from precall.compose.undertakings import Side, Undertakings, is_sentence
from precall.compose.wishes import personal, wish
from precall.model.call import Call, Caller
from precall.model.followup import ANSWERED, Note, Part, PartName, Sentence, Source
from precall.sentences import Sentences
from precall.site.text import clean, shorten

SIGNATURE_LINES, SIGNATURE_CHARACTERS = 6, 120
NAMELESS = "draft.no_name"
"""What stands below a mail where no setting says how it ends."""
PIECE = 4
"""So many words, at most, are a piece of a sentence."""
FEW = 4
"""After so many sentences, at most, of what was heard comes a no; else it comes first."""
LISTED = 3
"""From so many points on what was promised makes lists."""


MOST_NAMED = 2
"""So many words, at most, has the name before a sentence of somebody's."""


class Letter(NamedTuple):
    """What a letter is written from: the notes as told, the call, who writes it, in which words; `when` the call was."""

    told: Told
    call: Call
    caller: Caller
    say: Phrasing
    when: str

    def paragraphs(self) -> Iterator[Part]:
        """All but the greeting; with slots where there are no notes yet."""
        yield self._opening()
        if not self.told.has_words:
            yield from _slots(self.say, self.told.sentences)
        heard = tuple(self._heard())
        if sum(len(part.told) for part in heard) <= FEW:  # the reason before the no, unless it is a long one
            yield from (*heard, *self._ended())
        else:
            yield from (*self._ended(), *heard)
        yield Part("outcome", tuple(one for one in self._settled_outcomes() if comes_first(one)))
        yield from self._put_off()
        yield from self._agreed()
        yield from self._left()
        yield from self._personal()
        yield from self._last()
        yield from self._close()

    def _opening(self) -> Part:
        """A first sentence for the occasion."""
        again = "_again" if self.call.meeting in ("second", "checkin") else ""
        if self.call.when is None and not self.told.notes:
            return Part("opening", (self.say.own("opening_undated"),))
        return Part("opening", (self.say.own(f"opening{again}", when=self.when),))

    def _ended(self) -> Iterator[Part]:
        """What is said where it is not a fit, or where they were referred."""
        if self.told.has_ended:
            key = self._of_playbook("not_a_fit")
            refusals = self.told.refusals()[:1]
            plainly = [self.say.own(key, self.told.source(note)) for note in refusals]
            plainly += filter(None, (why(note, self.told, self.say) for note in refusals))
            names = (replace(name, text=unended(name.text)) for name in self.told.referrals())
            yield Part("outcome", (*plainly, *(self._around("referred", name) for name in names)))

    def _put_off(self) -> Iterator[Part]:
        """That it is not the time, with its reason, where a step of the caller's follows."""
        if self.told.postponements():
            return
        said = (note for note in self.told.put_off() if not settled(note, self.told, self.say))
        for note in islice(said, 1):
            reason = why(note, self.told, self.say)
            yield Part("outcome", (reason or self.say.own("no_next", self.told.source(note)),))

    def _settled_outcomes(self) -> Iterator[Sentence]:
        """What came of the call where it is a sentence of its own."""
        notes = () if self.told.has_ended else self.told.of("outcome")
        yield from filter(None, (settled(note, self.told, self.say) for note in notes))

    def _left(self) -> Iterator[Part]:
        """What is said, behind all that was promised, where there is no next step, or not now."""
        if any(settled(note, self.told, self.say) for note in self.told.of("outcome")):
            return
        if later := self.told.postponements()[:1]:
            coming = tuple(Steps(self.told, self.say).coming_back()) or (self.say.own("reopen"),)
            reason = filter(None, (why(later[0], self.told, self.say),))
            left = self.say.own("no_next", self.told.source(later[0]))
            if when := until(later[0], self.told):
                left = replace(left, text=f"{unended(left.text)}, {when}.")
            yield Part("outcome", (*reason, left, *coming))
        elif not (self.told.has_ended or self.told.of("they promised")):
            for note in self.told.nothing("next")[:1]:
                yield Part(
                    "outcome", (self.say.own("no_next", self.told.source(note)), self.say.own("reopen"))
                )

    def _heard(self) -> Iterator[Part]:
        """What was heard and what they want, each sentence of theirs behind the note that it follows."""
        points, heard, goals = Points(self.told, self.say), self.told.of("heard"), self.told.of("goal")
        yield from self._moments(self._answers())
        if points.make_a_list(heard):
            yield Part("heard", (self.say.own("heard_many"),), tuple(points.listed(heard)))
            yield from self._moments(self._quotes_behind(heard))
        else:
            yield from self._in_sentences(points, heard)
        quotes = self._quotes_behind(goals) if heard else self.told.of("quote")
        before = [quote for quote in quotes if not heard and goals and quote.line < goals[0].line]
        yield from self._moments(before)
        yield Part("goal", tuple(points.goals(goals)))
        yield from self._moments([quote for quote in quotes if quote not in before])

    def _answers(self) -> tuple[Note, ...]:
        """What they answered before anything else was noted."""
        first = min((note.line for note in self.told.of("heard")), default=0)
        return tuple(
            quote for quote in self.told.of("quote") if quote.line < first and ANSWERED in quote.text
        )

    def _in_sentences(self, points: Points, heard: Sequence[Note]) -> Iterator[Part]:
        start = said = 0
        for end in range(1, len(heard) + 1):
            quotes = self._quotes_behind(heard[end - 1 : end])
            if quotes or end == len(heard):
                sentences = tuple(points.heard(heard[start:end], said))
                yield Part("heard", sentences)
                yield from self._moments(quotes)
                start, said = end, said + len(sentences)

    def _quotes_behind(self, notes: Sequence[Note]) -> tuple[Note, ...]:
        """The quotes that stand behind one of these notes; those before all notes belong to the last one."""
        anchors = sorted(self.told.of("heard", "goal"), key=lambda note: note.line)
        last = self.told.of("heard")[-1:] or self.told.of("goal")[:1]
        return tuple(
            quote
            for quote in self.told.of("quote")
            if quote not in self._answers()
            for before in ([note for note in anchors if note.line < quote.line][-1:] or last)
            if before in notes
        )

    def _moments(self, quotes: Sequence[Note]) -> Iterator[Part]:
        """Their own words, whole; with the question where they answer one."""
        first = self.told.of("quote")[:1]
        said = []
        for note, quote in zip(quotes, self.told.quotes(quotes), strict=False):
            asked, _, answer = quote.text.rpartition(ANSWERED)
            if by := self._speaker(answer):
                words = replace(quote, text=sentence(_begun(answer.partition(": ")[2].strip(QUOTE_MARKS))))
                one = self._around("moment_by", words, who=by)
                said.append(replace(one, text=ended(one.text)))
                continue
            words = replace(quote, text=sentence(_begun(answer)))
            name = "moment_asked" if asked else "moment" if note in first else "heard_said_also"
            one = self._around(name, words, asked=asked)
            said.append(replace(one, text=ended(one.text)))
        yield Part("moment", tuple(said))

    def _speaker(self, text: str) -> str:
        """Who else than the one reader said words that begin with a name: "Ana: we only talk at night"; empty where nobody is named."""
        name, colon, _ = text.partition(": ")
        is_reader = not self.told.two and name in self.told.reader
        return "" if is_reader or not colon or not is_name(name) or len(name.split()) > MOST_NAMED else name

    def _agreed(self) -> Iterator[Part]:
        """Who does what, and when they meet again."""
        sides: tuple[tuple[Side, tuple[Note, ...]], ...] = (
            ("me", self.told.of("i promised")),
            ("you", self.told.of("they promised")),
        )
        prices = map(self._priced, self.told.prices())
        yield Part("promised", tuple(replace(price, text=ended(price.text)) for price in prices))
        steps = Steps(self.told, self.say)
        yield from self._promised(self.told.of("agreed"), sides)
        forward = (self.say.own("forward"),) if steps.meet else ()
        decided = (one for one in self._settled_outcomes() if not comes_first(one))
        yield Part("next", (*decided, *steps.sentences(), *forward))

    def _priced(self, price: Sentence) -> Sentence:
        """A price as a sentence: a sum is what it is, a clause stands alone, other words stand behind a colon."""
        language = self.told.language
        head, comma, tail = price.text.rpartition(", ")
        if comma and is_clause(tail, language):
            price = replace(price, text=self.say.sentences.say("followup.pair", words=head, more=tail))
        if price.text.startswith("The price ") or (
            has_grammar(language) and is_clause(head or tail, language)
        ):
            return replace(price, text=begun(price.text))
        return self._around(_price(price.text), price)

    def _promised(
        self, settled: Sequence[Note], sides: Sequence[tuple[Side, tuple[Note, ...]]]
    ) -> Iterator[Part]:
        """What was agreed and promised: one or two points in sentences, of more a list for each side that has several."""
        undertakings = Undertakings(self.told, self.say)
        mine = sorted((one for one in sides if one[1]), key=lambda one: one[1][0].line)
        number = sum(len(notes) for _, notes in mine)
        few = LISTED if has_grammar(self.told.language) else LISTED - 1
        lists = {side: self._list(side, notes) for side, notes in mine if len(notes) > 1 and number >= few}
        if number + len(settled) >= LISTED and not all(
            lists.values()
        ):  # points that share no lead stand in one list
            noted = sorted(
                ((note, side) for side, notes in mine for note in notes), key=lambda one: one[0].line
            )
            each = (undertakings.each(side, (note,)) for note, side in noted)
            listed = (*map(self._point, settled), *chain.from_iterable(each))
            yield Part("promised", (self.say.own("agreed_list"),), listed)
            return
        said = list(self._settled(settled))
        for side, notes in mine:
            if lists.get(side):
                heading, *points = lists[side]
                yield Part("promised", (*said, heading), tuple(points))
                said = []
            else:
                said += undertakings.of(side, notes)
        yield Part("promised", tuple(said))

    def _list(self, side: Side, notes: Sequence[Note]) -> tuple[Sentence, ...]:
        """A heading and below it what one side promised; none where the points have no lead in common."""
        if not has_grammar(self.told.language):
            return (self.say.own(f"{side}_many"), *(self._point(note) for note in notes))
        each = tuple(Undertakings(self.told, self.say).each(side, notes))
        for name in (f"{side}_paper", f"{side}_deed"):
            lead = self.say.first(name, words="")
            words = f"{lead.text.rstrip(' .')} "
            if all(one.text.startswith(words) for one in each):
                points = (replace(one, text=unended(one.text.removeprefix(words))) for one in each)
                return (replace(lead, text=f"{words.strip()}:"), *points)
        named = tuple(map(partial(Undertakings(self.told, self.say).named, side), notes))
        return (self.say.own(side), *filter(None, named)) if all(named) else ()

    def _settled(self, notes: Sequence[Note]) -> Iterator[Sentence]:
        """What both settled, in the words noted."""
        for place, note in enumerate(notes):
            words = self.told.dated_sentence(note)
            if is_sentence(words.text, self.told.grammar(note)):
                yield self._point(note)
                continue
            said = self._around(self.say.nth("agreed", place), words)
            yield replace(said, text=ended(said.text))

    def _point(self, note: Note) -> Sentence:
        words = self.told.dated_sentence(note)
        return self.told.addressed(note, replace(words, text=ended(begun(words.text))))

    def _personal(self) -> Iterator[Part]:
        """One wish for something that is still to come."""
        for note in personal(self.told)[:1]:
            yield Part("personal", (wish(note, self.told, self.say),))

    def _last(self) -> Iterator[Part]:
        """A last word: whether this is right, or a wish where they part."""
        if self.told.has_ended:
            if not personal(self.told):
                yield Part("check", (self.say.own("wish"),))
        elif Steps(self.told, self.say).meet:
            return  # the letter ends with what comes
        elif self.told.of("they promised") or not (self.told.nothing("next") or self.told.postponements()):
            yield Part("check", (self.say.own("check"),))

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


def _begun(text: str) -> str:
    """Their words with a capital, where they are more than a piece."""
    return begun(text) if len(text.split()) > PIECE else text


def _price(text: str) -> str:
    """The sentence around a price: a sum is what it is, other words stand behind a colon."""
    return "price_is" if text[:1].isdigit() or text[:1] in "€£$" else "price"


def _nameless(callers: Sentences) -> Sentence:
    """What stands where a name would, for the caller to see; the mail waits for no setting."""
    return Sentence(callers.say(NAMELESS), (Source("catalogue", NAMELESS),))


def _slots(say: Phrasing, callers: Sentences) -> Iterator[Part]:
    """The places to fill in before there are notes."""
    yield Part("heard", (say.own("heard"),), (slot_of(callers, "heard"),))
    names: tuple[PartName, ...] = ("me", "you", "next")
    for name in names:
        yield Part(name, (say.own(name), slot_of(callers, name)))
