"""How does a note about the reader speak to the reader: "she wants her Sundays back" becomes "you want your Sundays back".

Only what is safe is turned. A pronoun that may mean somebody else of whom the note speaks stands as noted and is told, one that does mean
somebody else ("her first year", of a daughter) is left alone. There is a grammar for English; notes in other languages stand as noted, and what may mean
the reader in them is told as well.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal, NamedTuple

from precall.compose.grammar import is_role, is_somebody, lacks_subject, pieces
from precall.compose.third_person import third_persons
from precall.words.match import fold, listed, phrases, vocabulary

Sex = Literal["woman", "man", "any", "many"]

_LANGUAGE = ("en",)
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*['’]?")
_SUBJECTS: Mapping[str, Sex] = {"she": "woman", "he": "man", "they": "many"}
_OBJECTS: Mapping[str, Sex] = {"him": "man", "them": "many"}
_OWNERS: Mapping[str, Sex] = {"his": "man", "their": "many"}
_OWN: Mapping[str, Sex] = {"hers": "woman", "theirs": "many"}
_ASKS = frozenset({"ask", "call", "ring", "phone"})
_WHENEVER = frozenset({"when", "if", "until", "before", "after", "once", "while", "because", "since"})
_YOURS = frozenset({"you", "your", "yours"})
_ONE = frozenset({"him", "her", "his", "he", "she", "himself", "herself"})
_OF_SEX: Mapping[str, Sex] = {
    **dict.fromkeys(("she", "her", "hers", "herself"), "woman"), **dict.fromkeys(("he", "him", "his", "himself"), "man")
}  # fmt: skip
_SELVES: Mapping[str, Sex] = {"herself": "woman", "himself": "man", "themselves": "many"}
_IRREGULAR = {
    "is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't",
    "hasn't": "haven't", "doesn't": "don't",
}  # fmt: skip
_AND = frozenset({"and", "or", "but", "then"})
_DONE = frozenset({"been", "got", "had", "done", "gone", "become", "taken"})
_MAY = frozenset(
    {"can", "can't", "cannot", "could", "will", "won't", "would", "should", "must", "may", "might"}
)
_BE = frozenset(
    {"is", "are", "was", "were", "will", "would", "can", "could", "have", "has", "had", "should", "may"}
)
_CLAUSE_WORDS = frozenset(
    "and but or because that who which when if while so since after before as whether than".split()
)
_BESIDE = frozenset({"for", "at", "with", "on", "in", "about", "from", "between"})
_VERY = frozenset({"very", "so", "too", "fairly", "pretty", "mostly", "quite"})
_COUNTING = frozenset({"one", "every", "each", "all", "most", "both"})
_NAMED = re.compile(r"[^\W\d_][\w ]{1,30}: (?=\S)")
"""What stands before the colon of "fuel theft: knows that it happens"."""
_THEIRS = re.compile(r"(?<!\w)(?:her|his|their)(?!\w)")
_IN_BRACKETS = re.compile(
    r"\((?:her|his) (?=(?:sister|brother|wife|husband|mother|father|son|daughter|cousin|uncle|aunt|partner|boss|deputy)(?!\w))"
)
_ASKS_TO = re.compile(r"(?:ask|get|tell|invite) (?:[\w'’-]+ ){1,4}to [a-z]+ $")
_ROLE = re.compile(r"(?P<name>[^\W\d_]{2,20}) \([^()]{1,40}\)(?= [a-z])")
_NO_VERB_IN_S = frozenset({"this", "thus", "us", "as", "its", "yes"})


class Turned(NamedTuple):
    """A note as it speaks to its reader; `doubts` are the words that may mean them, which stand as they were noted."""

    text: str
    doubts: tuple[str, ...] = ()


def turned(
    text: str,
    language: str,
    *,
    names: Collection[str] = (),
    gives: bool = False,
    does: bool = False,
    two: bool = False,
    sex: Sex | None = None,
    many: bool = True,
    rival: bool = False,
    names_one: bool = False,
    unsure: bool = False,
) -> Turned:
    """The note as it speaks to a reader of these names.

    `gives` says that the note is about what the reader is given ("send her pricing"), `does` about what the reader does
    ("pick a deputy and talk to her": she is the deputy), `two` that two read it. `sex` says that other
    notes speak of the reader as she or as he, `many` that they may speak of the reader as they,
    `names_one` that the note is of one of two readers,
    `rival` that they speak of somebody of the other sex as well, `unsure` that an earlier note names somebody whom "him"
    may mean.
    """
    if language in _LANGUAGE and (own := _ROLE.match(text)) and fold(own["name"]) in set(map(fold, names)):
        text = f"{own['name']}{text[own.end() :]}"  # "Jan (ops lead) rents two kilns"
    if language not in _LANGUAGE:
        return Turned(text, third_persons(text, language, gives=gives) if language else ())
    label = _NAMED.match(text)
    if label and not (gives or does) and not _says(label[0]) and lacks_subject(text[label.end() :], language):
        rest = text[label.end() :]
        said = turned(rest, language, names=names, two=two, sex=sex)
        return Turned(f"{label[0]}{said.text}", said.doubts)
    note = _Note(
        text,
        frozenset(map(fold, names)),
        gives,
        does,
        two,
        reader=sex,
        many=many,
        rival=rival,
        names_one=names_one,
        unsure=unsure,
    )
    text = _IN_BRACKETS.sub("(your ", text)
    note = replace(note, text=text)
    trade, *others = pieces(text, language)
    if others and not (gives or does) and others[0].kind == "does" and is_somebody(trade, language):
        said = replace(note, text=text[len(trade.text) + len(others[0].edge) + 1 :]).turned()
        their_trade = _THEIRS.sub("your", trade.text)  # "sole tax adviser in her village"
        return said._replace(text=f"{their_trade}{others[0].edge} {said.text}")
    return note.turned()


def pronouns(text: str, *, gives: bool, tells: bool) -> Iterator[tuple[Sex, int]]:
    """How far each pronoun of a note hints that the reader is a woman or a man.

    What a note `tells` may be of others, unless it begins with it; "him" is the reader where something is given.
    """
    weights: Counter[Sex] = Counter()
    for place, match in enumerate(_WORD.finditer(text)):
        word = fold(match[0]).partition("'")[0]
        if word not in _OF_SEX:
            continue
        is_object = word in ("him", "her")
        if gives:
            weights[_OF_SEX[word]] += 2 if is_object else 1
        elif place == 0 or (not tells and word != "him"):
            weights[_OF_SEX[word]] += 1 if word == "her" and place else 2
        elif word != "him":
            weights[_OF_SEX[word]] += 1
    yield from weights.items()


def lacks_be(text: str, language: str) -> bool:
    """Whether a note says what somebody is or is doing and not who: "happy with the rota", "looking for a trainer"."""
    if language in _LANGUAGE and phrases("reader", "moods", _LANGUAGE).starts(_without_adverbs(text)):
        return True
    found = [fold(match[0]) for match in _WORD.finditer(text)] if language in _LANGUAGE else []
    if len(found) < 2 or not found[0].endswith("ing"):
        return False
    if found[1] not in _verbs("after_verb") | _BESIDE and not found[1].endswith("ly"):
        return False
    keys = ("finite", "pasts")
    if found[0] in vocabulary("reader", "ing_nouns", _LANGUAGE) or any(
        word in vocabulary("reader", key, _LANGUAGE) for word in found[1:] for key in keys
    ):
        return False  # "meeting in August ended early"
    stem = found[0][:-3]
    bases = {stem, f"{stem}e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem}
    is_verb = any(base in _verbs(key) for base in bases for key in ("verbs", "nouns_too", "bases_too"))
    return is_verb and not any(_is_verb(word, "") or word in _IRREGULAR for word in found[1:4])


def _without_adverbs(text: str) -> str:
    """A note behind the adverbs with which it begins: of "only unhappy about invoicing" the mood."""
    for match in _WORD.finditer(text):
        if fold(match[0]) not in vocabulary("reader", "between", _LANGUAGE) | _VERY:
            return text[match.start() :]
    return text


def base_form(verb: str) -> str:
    """A verb without the s of the third person: tries, goes, wants give try, go, want."""
    low = fold(verb)
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low.endswith("ies") and len(low) > 4:
        return verb[:-3] + "y"
    if low.endswith(("ches", "shes", "sses", "xes", "zzes", "oes", "focuses")):
        return verb[:-2]
    return verb[:-1]


@dataclass(slots=True)
class _Note:
    """One note while it is turned, word by word: who else it has spoken of, and whether the reader is the subject."""

    text: str
    names: frozenset[str]
    gives: bool
    does: bool
    two: bool = False
    reader: Sex | None = None
    many: bool = True
    rival: bool = False
    names_one: bool = False
    unsure: bool = False
    is_implied: bool = False
    at: int = 0
    other_ends: int = 0
    others: set[Sex] = field(default_factory=set)
    verb: int = -2
    is_one: bool = False
    near: set[Sex] = field(default_factory=set)
    things: bool = False
    sex: Sex | None = None
    is_many: bool = False
    is_subject: bool = False
    met: set[str] = field(default_factory=set)
    doubts: list[str] = field(default_factory=list)

    @property
    def _subjects(self) -> tuple[tuple[int, int, int], ...]:
        """Where each clause begins, where its verb stands and where it ends."""
        spans, at = [], 0
        for piece in pieces(self.text, _LANGUAGE[0]):
            at = self.text.find(piece.text, at)
            if piece.verb > 0:
                spans.append((at, at + piece.words[piece.verb].start, at + len(piece.text)))
        return tuple(spans)

    def turned(self) -> Turned:
        words = list(_WORD.finditer(self.text))
        made, at = [], 0
        if self.gives or self.does:
            pass  # a promise begins with its verb
        elif lacks_subject(self.text, "en"):
            made.append(_like("you ", words[0][0]))
            self.is_subject = self.is_implied = True
            self.verb = self._verb_behind(words, 0)
            self.is_one = fold(words[0][0]).endswith("s") or fold(words[0][0]) in _IRREGULAR
        elif lacks_be(self.text, "en"):
            are = "you have been " if any(fold(word[0]) == "since" for word in words) else "you are "
            made.append(_like(are, words[0][0]))
            self.is_subject = True
        number = 0
        while number < len(words):
            self._enter_clause(words, number)
            self.at = words[number].start()
            new, used = self._read(words, number)
            made += [self.text[at : words[number].start()], new]
            at = words[number + used - 1].end()
            number += used
        return Turned("".join((*made, self.text[at:])), tuple(self.doubts))

    def _enter_clause(self, words: list[re.Match[str]], number: int) -> None:
        """Whom an earlier clause named is no longer near: only there does "her" mean nobody that stands beside it."""
        between = self.text[words[number - 1].end() : words[number].start()] if number else ""
        low, after = (fold(word[0]) for word in (words[number], words[min(number + 1, len(words) - 1)]))
        goes_on = (
            low == "and" and after.endswith("s") and base_form(after) in _verbs("verbs") | _verbs("willing")
        )
        if goes_on:
            return  # "is on the board and writes to him": the same one does
        if low in _CLAUSE_WORDS - {"who", "which", "that"} or any(mark in between for mark in ",;:.–—"):
            self.near.clear()

    def _read(self, words: list[re.Match[str]], number: int) -> tuple[str, int]:
        """What stands in place of a word, and how many words that replaces."""
        word = words[number][0]
        low = fold(word)
        if self._names_reader(low) and not self._is_a_name(words, number):
            return self._by_name(words, number)
        if (
            low == "the"
            and number + 1 < len(words)
            and fold(words[number + 1][0]).removesuffix("'s") == "client"
            and not self._leads_a_noun(words, number + 1)
        ):
            return self._by_name(words, number, 2)
        if number == 0 and low.removesuffix("'s") == "client":
            return self._by_name(words, number)
        if low in _SUBJECTS or _short(low):
            if self._is_told(words, number) or self._is_one_of_two(words):
                self.is_subject = False
                return word, 1
            return self._subject(words, number), 1
        if low in ("her", "his") and number + 1 < len(words) and fold(words[number + 1][0]) in self.met:
            return _like("your", word), 1  # "her mother" again, of whom the note has spoken as hers
        if low in ("her", "his") and self._is_alone(words, number):
            return word, 1
        if low == "their" and self._is_on_own(words, number) and (self.things or "many" in self.others):
            return word, 1  # "wants the leads to sign on their own"
        pronouns: tuple[tuple[Mapping[str, Sex], str], ...] = (
            (_OBJECTS, "you"), (_OWNERS, "your"), (_OWN, "yours"), (_SELVES, "yourself"),
        )  # fmt: skip
        if low == "them" and self._is_part(words, number):
            is_of_two = self.two and not (words[number - 2][0].isdecimal() and words[number - 2][0] != "2")
            if is_of_two or ((self.gives or self.many) and fold(words[number - 2][0]) == "both"):
                return "you", 1
            self._add("many")
            return word, 1
        for those, you in pronouns:
            if low in those:
                if low == "his" and self._ends(words, number):
                    you = "yours"
                you = "yourselves" if low == "themselves" else you
                if you == "yourselves" and not self.two and self.reader in ("woman", "man"):
                    return word, 1  # "a page that the drivers can change themselves"
                if self._is_other_object(words, number, is_object=those is _OBJECTS):
                    return word, 1
                if self._is_own(words, number) or (
                    those is _SELVES and (self.is_subject or self._is_self(words))
                ):
                    return _like(you, word), 1
                return self._pronoun(word, those[low], you, is_object=those is _OBJECTS), 1
        if low == "her":
            you = self._her(words, number)
            if self._is_other_object(words, number, is_object=you == "you"):
                return word, 1
            if you == "your" and self._is_own(words, number):
                return _like(you, word), 1
            return self._pronoun(word, "woman", you, is_object=you == "you"), 1
        if self.is_subject and self._is_next_verb(words, number):
            base, self.verb = base_form(word), self._verb_behind(words, number)
            return (base[:1].lower() + base[1:] if number == 0 else base), 1
        self._meet(low, words, number)
        if self._is_bare_relative(words, number):
            return f"your {word}", 1
        is_behind_you = number == 0 and self.is_subject
        return (word[:1].lower() + word[1:] if is_behind_you else word), 1

    def _is_a_name(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether a name is counted or led like a thing: "the third Brandt"."""
        before = fold(words[number - 1][0]) if number else ""
        return before in vocabulary("reader", "ordinals", _LANGUAGE)

    def _leads_a_noun(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether "client" belongs to a noun behind it: "the client list"."""
        if self._ends(words, number):
            return False
        after = fold(words[number + 1][0])
        return any(
            after in vocabulary("reader", key, _LANGUAGE)
            or after.removesuffix("s") in vocabulary("reader", key, _LANGUAGE)
            for key in ("documents", "bare_nouns", "people")
        )

    def _is_bare_relative(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether somebody of theirs is named without "your": "ask dad for a lunch"."""
        low = fold(words[number][0])
        if number == 0 or low not in vocabulary("reader", "relations", _LANGUAGE):
            return False
        before = fold(words[number - 1][0])
        leads = before in _BESIDE | {"to", "of", "by", "and", "like", "than", "without", "via"} or any(
            before in _verbs(key) for key in ("verbs", "givers", "tellers", "pasts", "bases_too")
        )
        if not leads or self.text[words[number - 1].end() : words[number].start()] != " ":
            return False
        if self._ends(words, number) or words[number + 1][0][0].isdigit():
            return True
        after = fold(words[number + 1][0])
        if before == "and" and after.endswith("s") and base_form(after) in _verbs("verbs"):
            return True  # "and deputy takes the gate"
        keys = ("after_object", "subjects", "counted", "finite", "particles")
        return any(after in vocabulary("reader", key, _LANGUAGE) for key in keys) or after in _WHENEVER

    def _verb_behind(self, words: list[re.Match[str]], number: int) -> int:
        """Where the verb of a subject stands, behind adverbs and the verbs that help it."""
        helping = (
            vocabulary("reader", "between", _LANGUAGE) | _MAY | _BE | {"did", "didn't", "doesn't", "don't"}
        )
        while number < len(words) and fold(words[number][0]) in helping:
            number += 1
        return number

    def _is_to_somebody(self, before: str) -> bool:
        """Whether what stands before "them" is done to people: "show them", "with them"."""
        return before in _BESIDE | {"to", "of", "by"} or any(
            before in _verbs(key) for key in ("givers", "tellers", "to_people")
        )

    def _is_one_of_two(self, words: list[re.Match[str]]) -> bool:
        """Whether a note tells two readers what he or she does: each is one of them."""
        return self.two and any(fold(word[0]).partition("'")[0] in _OF_SEX for word in words)

    def _is_own(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether what is theirs is that of the subject, the reader: "the manager of her own shop"."""
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        return self.is_subject and after == "own" and self.reader in (None, *_sexes(fold(words[number][0])))

    def _is_self(self, words: list[re.Match[str]]) -> bool:
        """Whether "himself" is whoever does it, the reader: "tell the deputy himself", no "let the deputy decide himself"."""
        tells = {"let", "have", "make", "help", "watch", "see"}
        is_deed = self.does or _is_base_verb(fold(words[0][0]))
        return is_deed and tells.isdisjoint(fold(word[0]) for word in words[:3])

    def _is_alone(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether somebody who was named does something alone: "let Jo quote the next one on her own"."""
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        is_on = number > 0 and fold(words[number - 1][0]) == "on"
        return self.does and bool(self.others) and is_on and after == "own"

    def _is_on_own(self, words: list[re.Match[str]], number: int) -> bool:
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        return number > 0 and fold(words[number - 1][0]) == "on" and after == "own"

    def _is_other_object(self, words: list[re.Match[str]], number: int, *, is_object: bool) -> bool:
        """Whether a pronoun is another: the object of what the reader does, or "them" beside the one who reads."""
        if not is_object:
            return False
        if (
            self.does
            and self.reader in _sexes_of(fold(words[number][0]))
            and _ASKS_TO.match(self.text[: self.at])
        ):
            return False  # "ask the board to back her"
        if self.does and fold(words[number][0]) == "them" and not self.two and self.names_one:
            return True  # "Ana does not comment on them"
        if self.does and (number == 1 or fold(words[number - 1][0]) not in _BESIDE | {"of", "without"}):
            return True  # "tell them that I call"
        if self.is_subject and number - self.verb == 1:
            return True  # "she still texts him"
        if (
            self.is_subject
            and number > 1
            and fold(words[number - 2][0]) == "to"
            and _is_base_verb(fold(words[number - 1][0]))
        ):
            return True  # "tried to merge them"
        low = fold(words[number][0])
        before = fold(words[number - 1][0]) if number else ""
        led = self.text[: words[number - 1].start()] if number > 1 else ""
        if self.is_implied and self.others and before in _verbs("pasts") and led.endswith((", ", " and ")):
            return True  # "told the apprentice off, rang him that night"
        if (
            self.gives
            and low == "them"
            and not self.many
            and self.reader in ("woman", "man")
            and before in _ASKS
        ):
            return True  # "I ask them", where the reader is he
        if self.gives and low == "them" and number and not self._is_to_somebody(before):
            return True  # "run them and send the quotes back"
        return low == "them" and not self.two and any(fold(word[0]) in _ONE for word in words)

    def _is_part(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether a word ends "neither of them", or is that of "them both": some of the others of whom the note speaks."""
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        if after in ("both", "all"):
            self.two = self.two or self.gives  # "send them both the list": the reader is one of them
            return True
        if number < 2 or fold(words[number - 1][0]) != "of":
            return False
        before = fold(words[number - 2][0])
        return before.isdecimal() or before in vocabulary("reader", "parts", _LANGUAGE)

    def _names_reader(self, low: str) -> bool:
        return low.removesuffix("'s") in self.names

    def _by_name(self, words: list[re.Match[str]], number: int, used: int = 1) -> tuple[str, int]:
        """The reader's own name: you, or your."""
        last = number + used - 1
        while last + 1 < len(words) and self._names_reader(fold(words[last + 1][0])):
            last += 1
        first, end = words[number][0], fold(words[last][0])
        if end.endswith("'s"):
            return _like("your", first) if number == 0 else "your", last - number + 1
        self.is_subject = True
        return _like("you", first) if number == 0 else "you", last - number + 1

    def _subject(self, words: list[re.Match[str]], number: int) -> str:
        word = words[number][0]
        stem = _short(fold(word)) or fold(word)
        named = (fold(word[0]) for word in words[:number])
        are_people = self.does and any(low.endswith("s") and is_role(low[:-1], "en") for low in named)
        if stem == "they" and are_people and not self._wills(words, number):
            return word  # "the list of instructors and which phones they have"
        if stem == "they" and self._is_related(words, number):
            self.is_many = True
            return _like(self._you(words, number, stem), word)
        if stem == "they" and self.things:
            if not self._wills(words, number) and not self._may(words, number):
                return word  # things do that: "the orders pile up and they arrive late"
            self.things = not self._wills(words, number)
        is_beside_one = self.gives and not self.two and any(fold(word[0]) in _ONE for word in words)
        is_asked = self.does and bool(re.search(r"(?<!\w)ask .{1,60} (?:if|whether) they(?!\w)", self.text))
        if stem == "they" and (is_beside_one or is_asked):
            return word  # "show him what they look like", "ask the hotel if they'd join"
        is_of_one = self.is_one or (not self.many and (self.is_implied or self.reader in ("woman", "man")))
        if stem == "they" and is_of_one and not self.two:
            self._add("many")
            return word  # "is afraid they'd leave"
        if stem == "they" and not self.is_many and self._is_of_one(words, number):
            self._add("many")
            return word
        if self._is_minded(words, number, _SUBJECTS[stem]):
            self.others.clear()  # "his cousin builds him an app, he wants to see it first"
        new = self._pronoun(word, _SUBJECTS[stem], self._you(words, number, stem))
        self.is_subject = new != word
        self.verb = self._verb_behind(words, number + 1) if self.is_subject else -2
        return new

    def _is_told(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether whoever is told or asked something comes between: "told his cousin that he is out"; or the note says "you"."""
        tellers = vocabulary("reader", "tellers", _LANGUAGE)
        before = [fold(word[0]) for word in words[:number]]
        told = next((at for at, word in enumerate(before) if word in tellers), None)
        asks = vocabulary("reader", "asking", _LANGUAGE) | {"if", "that", "for", "about"}
        many = vocabulary("reader", "many", _LANGUAGE) | {"everyone", "everybody", "them"}
        is_by_me = self.gives and before[:2] == ["i", "told"]  # "I told him 4 francs, he had expected 3"
        is_told = (
            not is_by_me
            and told is not None
            and many.isdisjoint(before[told + 1 :])
            and len(before) - told > 2
            and before[told + 1] not in asks | {"every", "each", "again", "often", "why", "when", "how"}
            and before[-1] not in _AND | _WHENEVER | {"how", "what", "why", "where"}
            and _OF_SEX.get(before[told + 1])
            in (None, _SUBJECTS[_short(fold(words[number][0])) or fold(words[number][0])])
        )
        times = {at for at, word in enumerate(words[1:]) if fold(word[0]) == "time"}  # "13:00 your time"
        return is_told or any(fold(word[0]) in _YOURS and at not in times for at, word in enumerate(words))

    def _is_of_one(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether the note goes on about one reader, so that "they" are others: "they talk without him"."""
        is_free = not self.others and self.sex is None
        return is_free and any(fold(word[0]) in _ONE for word in words[number + 1 :])

    def _is_minded(self, words: list[re.Match[str]], number: int, sex: Sex) -> bool:
        """Whether somebody of whom the note spoke as the reader wants or thinks something, which is what notes tell of readers."""
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        return (
            self.sex == sex
            and self.others == {"any"}
            and self.reader in (None, sex)
            and not self.rival
            and after in _verbs("minded")
        )

    def _is_related(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether "they" tells which one thing the caller will see to: "look at the scanner they have"."""
        if (
            self.does
            and number > 2
            and not self.text[words[number - 1].end() : words[number].start()].strip()
        ):
            before = fold(words[number - 1][0])  # "send the list of certificates they track"
            return before.endswith("s") and before not in _CLAUSE_WORDS | _DONE
        if not self.gives or number < 2 or self.text[words[number - 1].end() : words[number].start()].strip():
            return False
        return fold(words[number - 2][0]) == "the" and not fold(words[number - 1][0]).endswith("s")

    def _may(self, words: list[re.Match[str]], number: int) -> bool:
        return number + 1 < len(words) and fold(words[number + 1][0]) in _MAY

    def _wills(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether "they" do what no thing does: they want, they decide; or may, where the reader was spoken of so before."""
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        return after in vocabulary("reader", "willing", _LANGUAGE) or (
            self.is_many and self._may(words, number)
        )

    def _you(self, words: list[re.Match[str]], number: int, stem: str) -> str:
        end = fold(words[number][0]).removeprefix(stem)
        if end != "'s":
            return f"you{end}"
        between = vocabulary("reader", "between", _LANGUAGE)
        behind = (fold(word[0]) for word in words[number + 1 :] if fold(word[0]) not in between)
        after = next(behind, "")
        states = vocabulary("reader", "states", _LANGUAGE)
        before = fold(words[number - 1][0]) if number else ""
        is_done_to = before in ("when", "whenever", "if") and after.endswith("ed")  # "when she's interrupted"
        has = not is_done_to and (
            after in _DONE | {"told", "seen", "spoken", "written", "lost", "left"}
            or (after.endswith("ed") and after not in states)
        )
        return "you've" if has else "you're"

    def _pronoun(self, word: str, sex: Sex, you: str, *, is_object: bool = False) -> str:
        """A pronoun, turned where it can mean only the reader.

        An object is not whoever is the subject of its clause: in "her mother moved in with her" she is another.
        """
        if you == "your" and re.search(
            r"(?<!\w)(?:each|everyone|everybody|nobody|every \w+) \w+ $", self.text[: self.at]
        ):
            return word  # "each counts his own"
        if sex in ("woman", "man") and self.reader == "many":
            self.doubts.append(word)  # the notes speak of her and of him alike
            return word
        if is_object and re.search(rf", not {re.escape(word)}\W*$", self.text) and self.reader in (None, sex):
            return _like(you, word)  # "they ring dad, not him"
        if is_object and self.others == {"any"} and self.sex is None and self._begins_with_another():
            return word  # "cousin passed the exam and nobody asked him"
        if you == "your" and self.is_implied and self.reader in (None, sex) and self._goes_on():
            return _like(you, word)  # "runs a nursery with eight people and took on her first manager"
        if self.unsure and is_object and sex in ("woman", "man") and not self.is_subject:
            self.doubts.append(word)  # "patients ask for him"
            return word
        if you == "your" and self.is_subject and self.reader == sex and sex in ("woman", "man"):
            return _like(you, word)  # "his wife says he talks in his sleep"
        if you == "your" and self.at < self.other_ends and fold(word) in ("her", "his"):
            return word  # "her manager handed in her notice": what is theirs who do it
        is_again = you == "your" and self.sex == sex and self.others <= {"any"}
        if is_again and self.reader == sex and fold(word) in _OF_SEX:
            return _like(you, word)  # "to his foreman and not to his son"
        if sex in ("woman", "man") and (self.two or self.reader not in (None, sex)):
            return word
        others = self.others - self.near if is_object else self.others
        costs = sex == "many" and re.search(rf"\b(?:costs?|saves?|helps?) {re.escape(word)}(?!\w)", self.text)
        if (
            self.does
            and "any" in self.others
            and not self._is_passed_on(word)
            and (is_object or fold(word).partition("'")[0] in _SUBJECTS)
        ):
            return word  # "ask your colleague whether she wants to join"
        is_between = self.text[: self.at].endswith("between ") and self.reader in ("woman", "man")
        if is_object and sex == "many" and is_between and not (self.gives or self.two):
            return word  # one reads: "moved between them by bus"
        if is_object and sex == "many" and self.things and not costs:
            return word  # things: "they book the rooms and pay for them"
        if costs and "many" not in others:
            return _like(you, word)
        if sex in others or (sex == "many" and self.things and not self._speaks_of_many(word)):
            return word
        if self._is_passed_on(word) and self.reader == sex:
            return _like(you, word)
        is_another = sex != "many" and self.sex not in (None, sex)
        if is_another and self.others:  # "her deputy said he would": whoever else was named
            return word
        is_further = not is_object and you == "you" and self._is_behind_and(word)
        if (self.rival or is_further) and self.reader == sex and others.isdisjoint(_OF_SEX.values()):
            return _like(you, word)  # the other one is he where the reader is she
        if is_another or "any" in others or (sex == "many" and self.things):
            self.doubts.append(word)
            return word
        if sex == "many":
            self.is_many = True
        else:
            self.sex = sex
        return _like(you, word)

    def _goes_on(self) -> bool:
        """Whether a verb right before a word goes on about who is the subject: "and took on her first manager"."""
        found = re.search(
            r"(?:and|,) (?P<verb>[a-z]{2,20})(?: (?:on|up|over|out|off))? $", self.text[: self.at]
        )
        return found is not None and (
            found["verb"] in _verbs("pasts") or base_form(found["verb"]) in _verbs("verbs")
        )

    def _begins_with_another(self) -> bool:
        """Whether a note begins with somebody by kinship or post alone, without whose: "cousin (29) passed the exam"."""
        first = _WORD.search(self.text)
        return first is not None and fold(first[0]) in vocabulary("reader", "own_nouns", _LANGUAGE)

    def _is_behind_and(self, word: str) -> bool:
        """Whether a subject stands right behind "and": who is still the same has none there ("wants it and hasn't begun").

        Also behind "that", where the note began with the same word: "she had the talk that she had put off".
        """
        if self.text.lower().startswith(f"{word.lower()} ") and self.text[: self.at].endswith(" that "):
            return True
        return re.search(r"(?<!\w)(?:and|but|so) $", self.text[: self.at]) is not None

    def _is_passed_on(self, word: str) -> bool:
        """Whether what stands before a pronoun is "tell ... that": what the reader tells of themselves."""
        said = rf"(?<!\w)(?:tell .{{1,80}} that|they [a-z]{{2,20}}(?: that)?) {re.escape(word)}(?!\w)"
        return bool(re.search(said, self.text))

    def _speaks_of_many(self, word: str) -> bool:
        """Whether "they", "their" and "them" may be the reader although things were named."""
        return self.is_many or fold(word).partition("'")[0] == "they"

    def _her(self, words: list[re.Match[str]], number: int) -> str:
        """ "Her" as an object is "you", before what is hers "your"."""
        if self._ends(words, number) or self.text[words[number].end() :].lstrip()[:1] in '"“':
            return "you"  # "calls her “young lady”"
        after = fold(words[number + 1][0])
        before = fold(words[number - 1][0]) if number else ""
        if before == "than" and after not in vocabulary("reader", "own_nouns", _LANGUAGE):
            return "you"  # "men older than her answer to the deputy"
        gives = before in vocabulary("reader", "givers", _LANGUAGE)
        if after in ("yes", "no") or after.partition("'")[0] in {*_SUBJECTS, "it", "we", "i", "you"}:
            return "you"  # "told her they would order more"
        if after in ("first", "last", "next") and self._ends(words, number + 1):
            return "you"  # "tells her first"
        is_base = before in ("let", "lets", "make", "makes", "help", "helps") and _is_base_verb(after)
        if is_base or (before in vocabulary("reader", "tellers", _LANGUAGE) and after.isdecimal()):
            return "you"  # "let her know", "told her 2,400 a season"
        further = fold(words[number + 2][0]) if number + 2 < len(words) else ""
        if after == "most" and further in vocabulary("reader", "times", _LANGUAGE):
            return "you"  # "rings her most evenings"
        is_counted = after.isdecimal() or after in vocabulary("reader", "counted", _LANGUAGE) - vocabulary(
            "reader", "ordinals", _LANGUAGE
        )
        is_object = after in vocabulary("reader", "after_object", _LANGUAGE)
        if is_counted and before in _BESIDE and self.is_subject:
            return "her"  # "she stands in for her three days a week": another
        return "you" if is_object or (gives and (self.gives or is_counted)) else "your"

    def _ends(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether nothing of the same clause follows a word."""
        rest = self.text[words[number].end() :].lstrip()
        return not rest or not (rest[0].isalnum() or rest[0] in "“\"'‘")

    def _is_next_verb(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether a word is a verb of the reader: right behind the subject, or joined to such a verb by "and"."""
        low, before = fold(words[number][0]), self._before_bracket(words, number)
        if before is None:
            return False
        between = vocabulary("reader", "between", _LANGUAGE) | ({"first"} if low in _IRREGULAR else set())
        while before >= 0 and fold(words[before][0]) in between:
            before -= 1  # "he first has to move"
        if before < 0:
            return low in _IRREGULAR or low.endswith("s")
        behind = fold(words[before][0])
        if behind in _SUBJECTS or self._names_reader(behind) or behind == "client":
            return low in _IRREGULAR or (
                low.endswith("s") and low not in _NO_VERB_IN_S and not low.endswith("ss")
            )
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        if "," in self.text[words[before].end() : words[number].start()]:
            is_verb = base_form(low) in _verbs("verbs") or low in _verbs("verbs_first") or low in _IRREGULAR
            goes_on = base_form(low) in _verbs("nouns_too") and after in _BESIDE | {"to", "that", "of"}
            goes_on = goes_on and not (low in _papers() and after in ("in", "on"))  # "invoices in a drawer"
            return (is_verb or goes_on) and (low.endswith("s") or low in _IRREGULAR)
        return behind in _AND and (low in _IRREGULAR or low in _verbs("verbs_first") or _is_verb(low, after))

    def _before_bracket(self, words: list[re.Match[str]], number: int) -> int | None:
        """The word before a word, what stands in brackets between them apart; None for the first one in brackets."""
        start = words[number].start()
        between = self.text[words[number - 1].end() if number else 0 : start]
        if "(" in between:
            return None
        opened = self.text.rfind("(", 0, start) if ")" in between else -1
        end = opened if opened >= 0 else start
        return next((at for at in range(number - 1, -1, -1) if words[at].end() <= end), -1)

    def _meet(self, low: str, words: list[re.Match[str]], number: int) -> None:
        """Somebody or something else that the note speaks of, to whom later pronouns may refer."""
        bare = low.removesuffix("'s").removesuffix("'")
        kinds: tuple[tuple[str, Sex], ...] = (
            ("women", "woman"), ("men", "man"), ("people", "any"), ("many", "many"), ("own_nouns", "any"),
        )  # fmt: skip
        if (
            number < 4
            and low not in vocabulary("reader", "own_nouns", _LANGUAGE)
            and self._is_of_reader(words, number)
        ):
            return
        before = fold(words[number - 1][0]) if number else ""
        if low == "each" and not self._ends(words, number) and words[number + 1][0].endswith("s"):
            self._add("any")
        if before in _MAY | {"to"} and bare in _verbs("verbs"):
            return  # "someone to coach her husband"
        for key, sex in kinds:
            if bare in vocabulary("reader", key, _LANGUAGE):
                self._add(sex)
                self.met.add(bare)
                return
        if self._is_other_name(words, number) or self._is_doer(words, number):
            self._add("any")
        elif len(bare) > 3 and bare.endswith("s") and not bare.endswith(("ss", "us", "is")):
            self.things = self.things or bare not in vocabulary("reader", "times", _LANGUAGE)

    def _is_doer(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether a word is somebody by what they do, of whom the clause goes on: "the picker sees her kilos"."""
        low = fold(words[number][0])
        before = fold(words[number - 1][0]) if number else ""
        after = fold(words[number + 1][0]) if number + 1 < len(words) else ""
        does = after.endswith("s") and base_form(after) in _verbs("willing") | _verbs("verbs") | _verbs(
            "nouns_too"
        )
        return (
            before in ("the", "a", "an", "each", "every")
            and low.endswith(("er", "or", "ist"))
            and does
            and after not in _verbs("things_do")
        )

    def _is_of_reader(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether a note begins with what the reader is: "sole tax adviser in her village"."""
        return fold(words[0][0]) in ("sole", "only", "freelance", "independent", "self-employed")

    def _add(self, sex: Sex) -> None:
        if sex != "many" and not self.is_subject:
            ends = (end for begin, verb, end in self._subjects if begin <= self.at < verb)
            self.other_ends = next(ends, self.other_ends)
        if sex not in self.others:
            self.near.add(sex)
        self.others.add(sex)

    def _is_other_name(self, words: list[re.Match[str]], number: int) -> bool:
        """Whether a word is somebody's given name, within a sentence or at its beginning."""
        word = words[number][0]
        given = fold(word).removesuffix("'s")
        before = fold(words[number - 1][0]) if number else ""
        if given in vocabulary("notes", "capitals", _LANGUAGE) or before in ("since", "in", "until", "last"):
            return False  # the month of August, since May
        return word[0].isupper() and given not in self.names and given in vocabulary("given_names", "names")


def _says(label: str) -> bool:
    """Whether words before a colon say who asked or said what is behind it."""
    said = _verbs("tellers") | _verbs("pasts") | set(_SUBJECTS)
    return any(fold(word) in said for word in label.rstrip(": ").split())


def _sexes_of(low: str) -> tuple[Sex, ...]:
    """Whom a pronoun as an object means."""
    return {"her": ("woman",), "him": ("man",)}.get(low, ())  # type: ignore[return-value]


def _sexes(low: str) -> tuple[Sex, ...]:
    """Who a pronoun speaks of."""
    return {"her": ("woman",), "his": ("man",), "their": ("many", "woman", "man")}.get(low, ())  # type: ignore[return-value]


def _is_base_verb(low: str) -> bool:
    return any(low in _verbs(key) for key in ("verbs", "nouns_too", "bases_too", "givers"))


def _short(low: str) -> str:
    """The pronoun of "she's", "they'll"; empty for another word."""
    stem, apostrophe, end = low.partition("'")
    return stem if apostrophe and stem in _SUBJECTS and end in ("s", "re", "ve", "ll", "d") else ""


def _is_verb(low: str, after: str) -> bool:
    """Whether a word in s is a verb, by the lists and by what follows it."""
    if not low.endswith("s") or low.endswith("ss") or low in _IRREGULAR:
        return low in _IRREGULAR
    base = base_form(low)
    if base in _verbs("verbs"):
        return after not in _BE
    is_strong = after in vocabulary("reader", "strong", _LANGUAGE) or after[:1].isdigit()
    follows = is_strong or after in vocabulary("reader", "after_verb", _LANGUAGE)
    no_verbs = ("many", "times", "bare_nouns", "openers", "determiners", "determined", "between", "lowered")
    is_noun = len(low) < 5 or any(low in vocabulary("reader", key, _LANGUAGE) for key in no_verbs)
    is_noun = is_noun or after in _COUNTING or low.endswith(("ments", "tions", "ings", "nesses"))
    return (base in _verbs("nouns_too") and follows) or (is_strong and not is_noun)


@cache
def _papers() -> frozenset[str]:
    return vocabulary("reader", "documents", _LANGUAGE)


@cache
def _verbs(key: str) -> frozenset[str]:
    return frozenset(listed("reader", key, _LANGUAGE))


def _like(new: str, old: str) -> str:
    """A word with a capital where the old one has it."""
    return new[:1].upper() + new[1:] if old[:1].isupper() else new
