"""What does a line say that somebody will do, in a language without a grammar of clauses: "ich schicke ihr den Plan bis Freitag"?

Its verbs are rows of `[proposals.deeds]` of the language, each with how I, they and we say it, several forms parted by "|".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from precall import words
from precall.words.match import fold, phrases, vocabulary

Who = Literal["me", "them", ""]

_WORD = re.compile(r"[^\W\d_]+['’]?")
_BEFORE_A_VOWEL = re.compile(r"(?<!\w)me (?=[aeiouyhâàéèêîôû])")
_COUNTED = re.compile(r"\s?\d{1,2}\s?[:.)]")  # "paso 1: ..." is a step
_BEFORE = 3
"""So many small words stand between who does something and the verb."""
_ORDER = 12  # words
_FORMS: tuple[Who, ...] = ("me", "them", "me")


class Deed(NamedTuple):
    """Who does something, where the words tell it, and what, with its verb as one notes it: "ihr den Plan bis Freitag schicken"."""

    who: Who
    text: str
    is_ahead: bool = True
    """Whether it is surely to be done, and no habit ("prepares the offers at night"): in the future, sent, or given to me."""


class _Form(NamedTuple):
    verb: str
    behind: str
    """What of the verb stands further on: of "rufe ... an" the "an"."""
    who: frozenset[Who]


def deed_in(text: str, language: str, who: Who = "") -> Deed | None:
    """What a text says that somebody will do; None where it begins with no verb of the language's list.

    With `who` it is known whose the verb is, of one that is said alike of both: "envoie le bail" behind a name.
    """
    found = list(_WORD.finditer(text))
    said, at = _subject(found, language)
    said = said or who
    between = vocabulary("proposals", "between", (language,))
    for place in range(at, min(at + _BEFORE, len(found))):
        word = fold(found[place][0])
        for form in _forms(language).get(word, ()):
            if (said and said not in form.who) or _COUNTED.match(text, found[place].end()):
                continue
            who = said or _who(form, found, place, language)
            turned = _turned(text, found, at, place, form, language)
            if turned:
                return Deed(who, turned, _is_ahead(form, word, found, language))
        if word not in between:
            break
    return None if said else _order(text, found, at, language)


def infinitive(text: str, language: str) -> str:
    """What somebody will do behind "I will" or "she promised", without the word before its verb: "zu schicken" is "schicken"."""
    bare = text.strip(" ,.:;")
    if lead := phrases("proposals", "to", (language,)).starts(bare):
        bare = bare[lead.end() :].strip()
    verbs = "|".join(map(re.escape, sorted(_deeds(language), key=len, reverse=True)))
    leads = "|".join(map(re.escape, phrases("proposals", "to", (language,)).all))
    return re.sub(rf"(?<!\w)(?:{leads})\s(?=(?:{verbs})(?!\w))", "", bare) if verbs and leads else bare


def has_promised(text: str, language: str) -> Deed | None:
    """What somebody has promised, where the verb stands last: of "sie hat mir die Liste versprochen" the list."""
    bare, given = text.rstrip(" ."), vocabulary("proposals", "promised", (language,))
    first, _, rest = bare.partition(" ")
    has, _, rest = rest.partition(" ")
    rest, _, last = rest.rpartition(" ")
    who = next((side for side, key in (("me", "i"), ("them", "they")) if _is_one(first, key, language)), "")
    is_so = fold(last) in given and _is_one(has, "has", language)
    return Deed(cast("Who", who), rest) if is_so and who and rest else None


def _is_one(word: str, key: str, language: str) -> bool:
    return fold(word) in vocabulary("proposals", key, (language,))


def turned(text: str, language: str) -> str:
    """What the client says that they will do, as the caller says it: "Ihnen unseren Plan schicken" is "mir Ihren Plan schicken"."""
    others = cast("Mapping[str, str]", _table(language).get("turned", {}))
    said = _WORD.sub(lambda match: others.get(match[0], others.get(fold(match[0]), match[0])), text)
    elided = "m'" in vocabulary("proposals", "my_objects", (language,))
    return _BEFORE_A_VOWEL.sub("m'", said) if elided else said


def lowered(text: str, language: str) -> str:
    """A text without its first capital, unless its first word has another, "PDF to Jan", or the language gives one to each noun."""
    keeps = text[1:2].isupper() or _table(language).get("nouns_have_capitals", False)
    return text if keeps else text[:1].lower() + text[1:]


def gives_me(text: str, language: str) -> bool:
    """Whether a text says that I am given something: "mir die Liste schicken", "enviarme la lista"."""
    mine = vocabulary("proposals", "my_objects", (language,))
    said = [fold(match[0]) for match in _WORD.finditer(text)]
    joined = _table(language).get("verb_stands") == "joined"
    return not mine.isdisjoint(said) or (
        joined and any(_is_named(word, language) and word.endswith(tuple(mine)) for word in said)
    )


def has_verb(text: str, language: str) -> bool:
    """Whether one of the verbs stands in a text as it is named: "den Dienstplan schicken"."""
    return any(_is_named(fold(match[0]), language) for match in _WORD.finditer(text))


def _subject(found: Sequence[re.Match[str]], language: str) -> tuple[Who, int]:
    """Who is named first in a line, and where what follows begins."""
    first = fold(found[0][0]) if found else ""
    if first in vocabulary("proposals", "i", (language,)):
        return "me", 1
    if first in vocabulary("proposals", "they", (language,)):
        return "them", 1
    return "", 0


def _who(form: _Form, found: Sequence[re.Match[str]], place: int, language: str) -> Who:
    """Whose a verb is whose subject is left out; one that is said alike of both is theirs where I am given something."""
    if len(form.who) == 1:
        return next(iter(form.who))
    mine = vocabulary("proposals", "my_objects", (language,))
    near = [fold(match[0]) for match in found[max(0, place - 1) : place + 3]]
    return "them" if not mine.isdisjoint(near) else "me"


def _is_ahead(form: _Form, word: str, found: Sequence[re.Match[str]], language: str) -> bool:
    """Whether a verb that tells of another is no habit of theirs."""
    if form.verb in vocabulary("proposals", "sends", (language,)):
        return True
    mine = vocabulary("proposals", "my_objects", (language,))
    is_given = not mine.isdisjoint(fold(match[0]) for match in found)
    return is_given or word.endswith(tuple(vocabulary("proposals", "later", (language,))))


def _turned(
    text: str, found: Sequence[re.Match[str]], at: int, place: int, form: _Form, language: str
) -> str:
    """The words from behind who does it, with the verb as it is named; empty where a part of the verb is missing."""
    order = str(_table(language).get("verb_stands", ""))
    small = text[found[at].start() : found[place].start()].strip()
    rest = text[found[place].end() :].rstrip(" .")
    if form.behind:
        parted = re.search(rf"(?<!\w){re.escape(form.behind)}(?!\w)", rest)
        if parted is None:
            return ""
        rest = f"{rest[: parted.start()].rstrip()}{rest[parted.end() :]}"
    if order == "last":
        if other := _another(found[place + 1 :], language):
            first, second = (
                deed_in(part.strip(" ,."), language)
                for part in (text[found[at].start() : other.start()], text[other.end() :])
            )
            return f"{first.text} {other[0]} {second.text}" if first and second else text.rstrip(" .")
        head, comma, tail = rest.partition(",")
        said = " ".join(filter(None, (small, head.strip(), form.verb)))
        return f"{said}{comma}{tail}"
    if order == "joined" and small and " " not in small and small.isalpha():
        stem = form.verb.removesuffix(_dropped(language))
        return f"{stem}{small.lower()}{_with_others_named(rest, language)}"
    glue = "" if small.endswith(("'", "’")) else " "
    return f"{small}{glue}{form.verb}{_with_others_named(rest, language)}".strip()


def _with_others_named(text: str, language: str) -> str:
    """The words behind the first deed, with a second one as it is named too: "le plan et appelle Jan" is "... et appeler Jan"."""
    joining = vocabulary("proposals", "joining", (language,))
    for one, other in reversed(list(pairwise(_WORD.finditer(text)))):
        forms = _forms(language).get(fold(other[0]), ())
        whole = next((form for form in forms if not form.behind and "me" in form.who), None)
        if whole and fold(one[0]) in joining:
            text = f"{text[: other.start()]}{whole.verb}{text[other.end() :]}"
    return text


def _another(found: Sequence[re.Match[str]], language: str) -> re.Match[str] | None:
    """The word before a second deed: the "und" of "... und rufe sie an"."""
    joining = vocabulary("proposals", "joining", (language,))
    pairs = pairwise(found)
    return next(
        (one for one, other in pairs if fold(one[0]) in joining and fold(other[0]) in _forms(language)), None
    )


def _order(text: str, found: Sequence[re.Match[str]], at: int, language: str) -> Deed | None:
    """What one tells oneself to do: "Plan bis Freitag schicken", "envoyer le plan d'ici vendredi"."""
    if not found or len(text.split()) > _ORDER:
        return None
    if _table(language).get("verb_stands") == "last":
        others = vocabulary("proposals", "no_order", (language,))
        said = [fold(match[0]) for match in found]
        if not others.isdisjoint(said):
            return None
        verb = next((match for match in found if _is_named(fold(match[0]), language)), None)
        rest = text[verb.end() :].strip(" .") if verb else ""
        is_end = not rest or rest[0] in ",;:(–-" or phrases("dates", "leads", (language,)).starts(rest)
        return Deed("", lowered(text.rstrip(" ."), language)) if verb and is_end else None
    between = vocabulary("proposals", "between", (language,))
    for match in found[at : at + _BEFORE]:
        if _is_named(fold(match[0]), language):
            return Deed("", lowered(text.rstrip(" ."), language))
        if fold(match[0]) not in between:
            break
    return None


def _is_named(word: str, language: str) -> bool:
    """Whether a word is a verb as it is named, with somebody behind it where the language joins the two: "enviarle"."""
    verbs = _deeds(language)
    if word in verbs or _table(language).get("verb_stands") != "joined":
        return word in verbs
    ends = vocabulary("proposals", "between", (language,))
    joined = (word[: -len(end)] for end in ends if word.endswith(end))
    return any(f"{stem}{_dropped(language)}" in verbs for stem in joined)


def _dropped(language: str) -> str:
    """What a verb loses before what is joined to it: "mandare" is "mandarle"."""
    return str(_table(language).get("verb_drops", ""))


def _table(language: str) -> words.Table:
    return words.table("proposals").get(words.filed_as(language), {})


@cache
def _deeds(language: str) -> Mapping[str, Sequence[str]]:
    return cast("Mapping[str, Sequence[str]]", _table(language).get("deeds", {}))


@cache
def _forms(language: str) -> Mapping[str, tuple[_Form, ...]]:
    """The forms by the first word of each."""
    found: dict[tuple[str, str, str], set[Who]] = {}
    for verb, said in _each_form(language):
        for who, form in said:
            first, _, behind = form.partition(" ")
            found.setdefault((first, verb, behind), set()).add(who)
    by_word: dict[str, tuple[_Form, ...]] = {}
    for (first, verb, behind), who_all in found.items():
        by_word[first] = (*by_word.get(first, ()), _Form(verb, behind, frozenset(who_all)))
    return {
        word: tuple(sorted(forms, key=lambda one: not one.behind)) for word, forms in by_word.items()
    }  # with its second part first


def _each_form(language: str) -> Iterator[tuple[str, list[tuple[Who, str]]]]:
    for verb, said in _deeds(language).items():
        yield (
            verb,
            [(who, form) for who, forms in zip(_FORMS, said, strict=False) for form in forms.split("|")],
        )
