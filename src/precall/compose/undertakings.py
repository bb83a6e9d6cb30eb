"""How is what each side promised said in a letter: I will send you the plan; you wanted to send me the rota."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from precall.compose.clause import begun, deed, ended, inside_a_sentence, is_thing, unended, with_article
from precall.compose.phrasing import Phrasing
from precall.compose.told import Told
from precall.model.followup import Note, Sentence
from precall.words.match import phrases

SIDES = frozenset({"i", "you", "we"})
"""With these a note of ours begins that is a sentence already."""
SHORT = 14
"""So many words, at most, has the first of two deeds that share a sentence."""

Side = Literal["me", "you"]
Kind = Literal["whole", "deed", "sent", "thing", "noted"]


@dataclass(frozen=True, slots=True)
class Undertakings:
    """What each side promised, and in which words it is said."""

    told: Told
    say: Phrasing

    def each(self, side: Side, notes: Sequence[Note]) -> Iterator[Sentence]:
        """The notes as the points of a list, each a sentence where it can be one."""
        for kind, words in (self._read(side, note) for note in notes):
            said = words if kind == "whole" else self._first(f"{side}_{kind}", words)
            yield replace(said, text=ended(said.text))

    def of(self, side: Side, notes: Sequence[Note]) -> Iterator[Sentence]:
        """Sentences for the notes in their order, two short deeds to a sentence."""
        read = [self._read(side, note) for note in notes]
        at = place = 0
        while at < len(read):
            kind, words = read[at]
            other = read[at + 1] if at + 1 < len(read) else None
            if kind == "whole":
                yield words
            elif kind == "deed" and other and other[0] == "deed" and len(words.text.split()) <= SHORT:
                sources = (*words.sources, *other[1].sources)
                yield self.say.own(
                    self.say.nth(f"{side}_deed_two", place), *sources, words=words.text, more=other[1].text
                )
                at += 1
            else:
                said = self.say.own(self.say.nth(f"{side}_{kind}", place), *words.sources, words=words.text)
                yield replace(said, text=ended(said.text))
            at, place = at + 1, place + 1

    def _first(self, name: str, words: Sentence) -> Sentence:
        return self.say.first(name, *words.sources, words=words.text)

    def _read(self, side: Side, note: Note) -> tuple[Kind, Sentence]:
        """A promise and what sort of sentence its words fit."""
        language = self.told.grammar(note)
        words = self.told.dated_sentence(note)
        done = self._done(note)
        if done is None:
            if is_sentence(words.text):
                return "whole", replace(words, text=ended(begun(words.text)))
            text = unended(with_article(words.text, language))
            text = inside_a_sentence(text, language)
            is_nothing = phrases("notes", "nothing", (language,)).starts(text)
            is_one = is_thing(text, language) and not is_nothing
            return ("thing" if is_one else "noted"), replace(words, text=text)
        sending = phrases("reader", "sending", (language,)).starts(done.text) if side == "you" else None
        sent = with_article(done.text[sending.end() :].strip(), language) if sending else ""
        if sending and is_thing(sent, language):
            return "sent", replace(done, text=unended(sent))
        return "deed", replace(done, text=unended(done.text))

    def _done(self, note: Note) -> Sentence | None:
        """What a promise says that somebody will do, behind "I will": also of "she sends me the rota"."""
        text = self.told.dated(note).text
        if bare := deed(text, self.told.grammar(note)):
            return self.told.sentence(note, bare)
        words = self.told.sentence(note, text)
        first, _, rest = words.text.partition(" ")
        bare = deed(rest, self.told.grammar(note)) if _side(first) in SIDES else ""
        return replace(words, text=bare) if bare else None


def is_sentence(text: str) -> bool:
    """Whether a note is a sentence already: I will send the plan, you talk to your partner."""
    return _side(text.partition(" ")[0]) in SIDES


def _side(word: str) -> str:
    return word.lower().partition("'")[0].partition("’")[0]
