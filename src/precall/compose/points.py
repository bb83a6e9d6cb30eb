"""How is what was heard on a call said in a letter: its points and goals as sentences, each with the note it comes from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile
from typing import Literal, NamedTuple

from precall.compose.clause import (
    begins_as_i,
    begun,
    deed,
    ended,
    in_their_voice,
    inside_a_sentence,
    unended,
    with_article,
    with_owner,
)
from precall.compose.first_person import flipped
from precall.compose.grammar import has_grammar, has_verb, is_clause, is_thing, lacks_subject, pieces, tagged
from precall.compose.joined import is_trade, joined, names_trade, without_trade
from precall.compose.phrasing import Phrasing
from precall.compose.present import says_who
from precall.compose.shape import shape
from precall.compose.shorthand import written_out
from precall.compose.sound import is_sound
from precall.compose.told import QUOTE_MARKS, Told
from precall.decency import is_personal
from precall.model.followup import Note, Sentence, Source
from precall.words.match import fold, phrases, vocabulary

Kind = Literal["that", "said", "about", "noted", "whole"]

SHORT = 14
"""So many words, at most, have the points that share a sentence."""
BRIEF = 7
"""So many words, at most, has a goal that a subject names."""
LEAST_NAMED = 3
"""So many words, at least."""
MANY = 6
"""So many points, at most, are told in sentences; more make a list."""
LEAST = 1
"""So many points, at least, are left of those that a letter keeps."""
FEW = 4
"""More words with a capital and a full stop around them are a sentence."""
_LABEL = re.compile(r"[^\W\d_][\w -]{1,30}:\s\S")


class Point(NamedTuple):
    """The words of a note as they stand inside a sentence, and what sentence they fit: "you told me that", "you said"."""

    kind: Kind
    words: Sentence


class Points(NamedTuple):
    """What was heard, and in which words it is said."""

    told: Told
    say: Phrasing

    def make_a_list(self, notes: Sequence[Note]) -> bool:
        """Whether these notes read better below each other: very many, or some that are no sentences."""
        return len(notes) > MANY or (
            len(notes) > 1 and any(self._point(note).kind == "noted" for note in notes)
        )

    def known(self) -> tuple[Note, ...]:
        """The notes that say who took part, or what the reader's business is, which they know."""
        heard = self.told.of("heard") if self.told.language == "en" else ()
        return tuple(
            note for note in heard if says_who(note.text) or is_trade(note.text, self.told.grammar(note))
        )

    def hidden(self) -> tuple[Note, ...]:
        """The notes of what others do not know yet, which no mail should tell."""
        secret = phrases("notes", "hidden", (self.told.language,))
        return tuple(note for note in self.told.of("heard", "goal") if secret.stand_in(note.text))

    def trades(self) -> tuple[Note, ...]:
        """The notes of which the reader's trade stays out, which they know."""
        return tuple(note for note in self.told.of("heard") if self._names_trade(note))

    def _names_trade(self, note: Note) -> bool:
        language = self.told.grammar(note)
        text = self.told.sentence(note).text
        return has_grammar(language) and names_trade(text, language) and bool(joined(text, language))

    def listed(self, notes: Sequence[Note]) -> Iterator[Sentence]:
        """The notes as the points of a list."""
        for note in notes:
            point = self._point(note)
            words = self.say.sentences.quoted(point.words.text) if point.kind == "said" else point.words.text
            yield replace(point.words, text=ended(begun(words)))

    def heard(self, notes: Sequence[Note], place: int = 0) -> Iterator[Sentence]:
        """Sentences for the notes in their order, two short clauses or things to a sentence; `place` were said before."""
        for kind, alike in groupby(map(self._point, notes), key=lambda point: point.kind):
            words = [point.words for point in alike]
            while words:
                size = 2 if len(words) > 1 and _are_a_pair(kind, words[0], words[1]) else 1
                yield self._sentence(kind, words[:size], place)
                words, place = words[size:], place + 1

    def goals(self, notes: Sequence[Note]) -> Iterator[Sentence]:
        """A sentence for each goal: you want two Sundays off; you hope that the team runs without you."""
        for place, noted in enumerate(notes):
            note, now = self._at_present(noted)
            goal = self.goal(note)
            if goal.kind == "said":
                yield self._sentence("said", [goal.words], place)
            elif goal.kind == "noted":
                said = self._around("goal_noted", goal.words)
                yield replace(said, text=ended(said.text))
            else:
                name = "goal_that" if goal.kind == "that" else "goal"
                said = self._around(self.say.nth(name, place), goal.words)
                if not is_sound(said.text, self.told.grammar(note)):
                    said = self._around("goal_noted", goal.words)
                yield replace(said, text=ended(said.text))
            if now:
                yield self.say.own("goal_now", self.told.source(noted), words=now)

    def aim(self, notes: Sequence[Note]) -> Sentence | None:
        """The first goal, where it is a thing in a few words that any inbox may show: a Friday afternoon without the phone."""
        spoken = (self.told.language,)
        for note in notes[:1]:
            words = self.goal(self._at_present(note)[0]).words
            text = self._without_end(words.text)
            open_ = phrases("notes", "delicate", spoken).stand_in(words.text) or is_personal(words.text)
            hint = vocabulary("reader", "pointing", spoken) - vocabulary("reader", "in_a_goal", spoken)
            hint |= vocabulary("reader", "no_subject", spoken)
            is_plain = hint.isdisjoint(fold(text).split())
            language = self.told.grammar(note)
            if is_plain and is_thing(text, language) and not open_ and not _ends_done(text, language):
                return replace(words, text=begun(text))
        return None

    def _without_end(self, text: str) -> str:
        """A goal without the day by which, and where it is long, without what tells more of the thing; empty where it stays long."""
        spoken = (self.told.language,)
        text = text.partition(",")[0]
        by = phrases("reader", "goal_ends", spoken).first(text)
        text = text[: by.start()].strip() if by else text
        more = phrases("reader", "goal_tells", spoken).first(text)
        if len(text.split()) > BRIEF and more:
            text = text[: more.start()].strip()
        return text if LEAST_NAMED <= len(text.split()) <= BRIEF else ""

    def _at_present(self, note: Note) -> tuple[Note, str]:
        """A goal without how it is today, and that: of "fewer than 5 empty slots a week, now about 20" about 20."""
        language = self.told.grammar(note)
        head, comma, tail = note.text.rstrip(" .").rpartition(", ")
        now = phrases("reader", "at_present", (language,)).starts(tail)
        rest = tail[now.end() :].strip(" :") if now else ""
        is_figure = bool(comma) and any(map(str.isdigit, rest)) and len(rest.split()) <= FEW
        return (note._replace(text=head), rest) if is_figure else (note, "")

    def _sentence(self, kind: Kind, few: Sequence[Sentence], place: int) -> Sentence:
        if kind == "whole":
            return replace(few[0], text=ended(begun(few[0].text)))
        if kind == "that":
            return self._clauses(few, place)
        if len(few) == 1:
            said = self._around(self.say.nth(f"heard_{kind}", place), few[0])
            return replace(said, text=ended(said.text))
        one, other = few
        return self.say.own(
            self.say.nth(f"heard_{kind}_two", place), *_sources(few), words=one.text, more=other.text
        )

    def _clauses(self, few: Sequence[Sentence], place: int) -> Sentence:
        """Clauses about them stand alone; others first say that they told it, or that they demand it."""
        texts = [one.text for one in few]
        is_told = not (
            shape("you_first", "en").match(texts[0])
            or texts[0][:1].isupper()
            or shape("you_said", "en").search(texts[0])
        ) and (place == 0 or self._is_demand(texts[0]))
        if is_told:
            two = "_two" if len(few) == 2 else ""
            name = self.say.nth(f"heard_that{two}", place)
            return self.say.own(name, *_sources(few), words=texts[0], more=texts[-1])
        if len(few) == 1:
            return replace(few[0], text=ended(begun(texts[0])))
        if self._share_a_subject(*texts):
            both = self.say.sentences.say("followup.both", words=texts[0], more=texts[1].partition(" ")[2])
        else:
            both = self.say.sentences.say("followup.pair", words=texts[0], more=texts[1])
        return Sentence(ended(begun(both)), _sources(few))

    def _is_demand(self, text: str) -> bool:
        return phrases("reader", "demands", (self.told.language,)).stand_in(text)

    def _share_a_subject(self, one: str, other: str) -> bool:
        """Whether both say what you do, the first in one plain clause: you opened a clinic and spend three days driving."""
        words = {fold(word) for word in one.split()[1:]}
        is_plain = not words & vocabulary("reader", "subordinate", (self.told.language,))
        return is_plain and all(text.lower().startswith("you ") for text in (one, other))

    def _point(self, note: Note) -> Point:
        """A note as what it is; one that cannot be a sentence as it was noted."""
        point = self._understood(note)
        language = self.told.grammar(note)
        is_made = point.kind in ("that", "whole", "about") and has_grammar(language)
        if is_made and not is_sound(ended(begun(point.words.text)), language):
            spelled, sources = self.told.spelling.text(
                without_trade(written_out(note.text, language), language)
            )
            return Point("noted", Sentence(unended(spelled), (self.told.source(note), *sources)))
        return point

    def _understood(self, note: Note) -> Point:
        language = self.told.grammar(note)
        words = self.told.sentence(note)
        if name := self.told.vocative(note):
            label = f"{name}: "
            if note.text.startswith(label) and is_clause(note.text.removeprefix(label), language):
                rest = inside_a_sentence(note.text.removeprefix(label), language)
                said = self.say.first("heard_that", words=rest).text
                return Point("whole", replace(words, text=f"{name}, {_lowered(said)}"))
            made = joined(words.text, language)
            if not made.startswith("you "):
                return Point("noted", self._quoted(note))
            return Point("whole", replace(words, text=f"{name}, {made}"))
        if phrases("notes", "asked", (language,)).starts(note.text) and ":" in note.text:
            question = f"{begun(words.text) if note.text[:5].lower() != 'asked' else words.text}".rstrip(
                " .?"
            )
            return Point("whole", replace(words, text=f"{question}?"))
        if phrases("reader", "reporting", (language,)).starts(words.text) and not _said(words.text, language):
            return Point("whole", replace(words, text=joined(words.text, language) or words.text))
        is_ours = phrases("notes", "of_the_caller", (language,)).starts(note.text)
        if in_their_voice(note.text, language) and not (is_ours or lacks_subject(note.text, language)):
            if self._is_ours(note):
                made = joined(words.text, language) or words.text
                return Point("whole", replace(words, text=ended(begun(made))))
            return Point("said", self._quoted(note))
        both = phrases("reader", "together", (language,)).starts(note.text)  # "we talked about prices"
        if begins_as_i(note.text, language) and not (is_ours or both or self._is_ours(note)):
            return Point(
                "said", self._quoted(note)
            )  # "I answer them at night": whoever they are, "I" is who was heard
        if said := _said(words.text, language):
            return Point("that", replace(words, text=unended(said)))
        if has_grammar(language) and (made := joined(words.text, language)):
            return Point("that" if is_clause(made, language) else "whole", replace(words, text=made))
        text = with_owner(with_article(words.text, language), language)
        goes_on = any(piece.kind == "does" for piece in pieces(text, language)[1:])
        if (
            ":" not in text
            and not goes_on
            and (quantity := phrases("reader", "quantities", (language,)).starts(text))
        ):
            return Point("whole", self._there_is(words, text, quantity.end()))
        is_written = text[:1].isupper() and note.text.rstrip().endswith((".", "!"))
        if is_written and len(text.split()) > FEW and has_verb(text, language):
            return Point("whole", words)
        is_led = phrases("reader", "led", (language,)).starts(words.text) and "," not in text
        if is_led and _tells_of_many(text, language):
            return Point("whole", replace(words, text=text))
        if is_led and is_thing(inside_a_sentence(text, language), language):
            return Point("about", replace(words, text=unended(inside_a_sentence(text, language))))
        if is_written and "," not in text and has_verb(text, language):
            return Point("whole", words)
        if _LABEL.match(words.text):
            return Point("whole", words)
        text = with_owner(without_trade(words.text, language), language)
        return Point("noted", replace(words, text=unended(text)))

    def _is_ours(self, note: Note) -> bool:
        """Whether "we" is the caller's side, as other notes speak of the reader as she or they."""
        others = (other for other in self.told.of("heard") if other is not note)
        return any(self.told.turned(other).text != other.text for other in others)

    def _there_is(self, words: Sentence, text: str, end: int) -> Sentence:
        """How much there is of something as a sentence: there are too many spreadsheets."""
        first = text[end:].strip().partition(" ")[0].rstrip(",.;")
        are = "there_are" if first.endswith("s") and not first.endswith("ss") else "there_is"
        return replace(words, text=self.say.sentences.say(f"followup.{are}", words=_lowered(unended(text))))

    def _quoted(self, note: Note) -> Sentence:
        """Their own words, spelled as on the site."""
        spelled, sources = self.told.spelling.text(note.text.strip(QUOTE_MARKS))
        return Sentence(spelled, (self.told.source(note), *sources))

    def goal(self, note: Note) -> Point:
        """A goal without "you want", which stands before it."""
        language = self.told.grammar(note)
        spoken = (language,)
        words = self.told.sentence(note)
        text, wanted = words.text, phrases("reader", "wanting", spoken).starts(words.text)
        if in_their_voice(note.text, language) or begins_as_i(note.text, language):
            wanted = phrases("reader", "wanting_first", spoken).starts(note.text)
            rest = note.text[wanted.end() :] if wanted else ""
            if wanted is None or (not has_grammar(language) and in_their_voice(rest, language)):
                return Point("said", self._quoted(note))
            text = f"{note.text[: wanted.end()]}{flipped(rest) if has_grammar(language) else rest}"
        if wanted:
            text = text[wanted.end() :].strip(" :")
        if not wanted and fold(text.partition(" ")[0]) in vocabulary("reader", "to_be", spoken):
            to_do = self.say.sentences.say("followup.to_do", words=f"be {unended(text)}")
            return Point("about", replace(words, text=to_do))
        is_things = fold(text.partition(" ")[0]).endswith("s")  # "answers only for those who pay"
        is_things = is_things or (not wanted and _is_done(text, language))
        if (done := deed(text, language)) and not done.startswith("not ") and not is_things:
            to_do = self.say.sentences.say("followup.to_do", words=unended(done))
            return Point("about", replace(words, text=to_do))
        bare = phrases("reader", "that", spoken).starts(text)
        text = unended(inside_a_sentence(text[bare.end() :].strip() if bare else text, language))
        is_bare = text.startswith(("next ", "last ")) or is_clause(text, language)
        text = with_article(text, language) if is_bare else text
        text = f"the {text}" if text.startswith("next ") and has_grammar(language) else text
        text = with_owner(text, language)
        is_one = is_thing(text, language) and not phrases("reader", "each", spoken).starts(text)
        is_one = is_one or _are_things(text, language) or (not wanted and _is_done(text, language))
        is_one = (
            is_one
            or shape("limit", language).match(text) is not None
            or (shape("all_of_them", language).match(text) is not None and not is_clause(text, language))
        )
        is_one = is_one or (bool(wanted) and phrases("reader", "somethings", spoken).starts(text) is not None)
        is_one = is_one and not _do_it(text, language)
        is_whole = (
            (is_clause(text, language) or _do_it(text, language))
            and not is_one
            and not (wanted and _wants(wanted.group()))
        )
        kind: Kind = "that" if is_whole or bare else "about" if is_one or wanted else "noted"
        return Point(kind, replace(words, text=text))

    def _around(self, name: str, words: Sentence) -> Sentence:
        return self.say.own(name, *words.sources, words=words.text)


def _are_a_pair(kind: Kind, one: Sentence, other: Sentence) -> bool:
    """Whether two points are short and plain enough for one sentence."""
    return (
        kind in ("that", "about")
        and not (kind == "that" and other.text[:1].isupper())
        and all(
            len(words.text.split()) <= SHORT and not shape("of_several", "en").search(words.text)
            for words in (one, other)
        )
    )


def _is_done(text: str, language: str) -> bool:
    """Whether a goal names things that are to be done, and begins with no deed: "repeat prescriptions done in an hour"."""
    words = tagged(text, language)[:4]
    return any(
        one.sort == "noun"
        and one.low.endswith("s")
        and other.low in ("done", "finished", "sent", "answered", "sorted", "paid")
        for one, other in pairwise(words[1:])
    )


def _tells_of_many(text: str, language: str) -> bool:
    """Whether things in the plural do something further on in a line: "the guests from before ask for your mother"."""
    words = tagged(text, language)
    verb = next((at for at, word in enumerate(words) if at > 2 and word.sort == "base"), 0)
    before = words[verb - 1].sort if verb else ""
    is_many = len(words) > 1 and words[1].sort in ("noun", "eithers") and words[1].low.endswith("s")
    return (
        is_many
        and 0 < verb < len(words) - 1
        and before in ("under", "adverb", "noun")
        and (words[verb + 1].sort in ("preposition", "determiner", "to"))
    )


def _ends_done(text: str, language: str) -> bool:
    """Whether a thing ends with what is done to it: "the cards gone"."""
    last = tagged(text, language)[-1]
    return last.sort in ("ed", "past") or last.low in vocabulary("reader", "done_with", (language,))


def _wants(phrase: str) -> bool:
    """Whether a word for wanting has a thing or a deed behind it, and no clause: "you want", no "you hope"."""
    return not any(word in phrase for word in ("hop", "wish"))


def _do_it(text: str, language: str) -> bool:
    """Whether a goal says what several do: "the two talk to each other"."""
    words = tagged(text, language)[:4]
    return (
        len(words) > 3
        and words[0].sort == "determiner"
        and words[1].sort == "number"
        and words[2].sort in ("base", "either")
        and words[3].sort in ("preposition", "to")
    )


def _are_things(text: str, language: str) -> bool:
    """Whether a goal names several things without an article: "invoices out of the evenings", "late fees under 10"."""
    first = next(iter(pieces(text, language)), None)
    if first is None or first.kind != "thing":
        return False
    named = list(takewhile(lambda word: word.sort != "preposition", first.words))
    is_plain = bool(named) and all(
        word.sort in ("noun", "either", "eithers", "adverb", "ing") for word in named
    )
    return is_plain and named[-1].low.endswith("s") and not named[-1].low.endswith(("ss", "us"))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _said(text: str, language: str) -> str:
    """The clause behind the "you said that" of a summary; empty where there is none."""
    saying = phrases("reader", "saying", (language,)).starts(text)
    rest = text[saying.end() :].strip() if saying else ""
    if fold(rest.partition(" ")[0]) in vocabulary("reader", "answers", (language,)):
        return ""  # "you said yes to the chair"
    return inside_a_sentence(rest, language) if is_clause(begun(rest), language) else ""


def _sources(sentences: Sequence[Sentence]) -> tuple[Source, ...]:
    return tuple(source for sentence in sentences for source in sentence.sources)
